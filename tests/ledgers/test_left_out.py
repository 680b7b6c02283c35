"""What a source leaves out: globs of paths and of names."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit import gate
from judging import reading
from support import Repository

FILES: dict[str, str | bytes] = {
    "docs/adr/0001-a.md": "# A\n",
    "docs/adr/0002-b.md": "# B\n",
    "docs/adr/0002-b.zh.md": "# B\n",
    "docs/adr/old/0003-c.md": "# C\n",
    "docs/adr/README.md": "# Index\n",
}


@pytest.mark.parametrize(
    ("exclude", "kept"),
    [
        ('["README.md", "*.zh.md"]', ["0001", "0002", "0003"]),
        ('["docs/adr/README.md", "docs/adr/*.zh.md", "docs/adr/old/"]', ["0001", "0002"]),
        ('["**/README.md", "**/*.zh.md", "docs/adr/old/**"]', ["0001", "0002"]),
        ('["README.md", "*.zh.md", "000[12]-*"]', ["0003"]),
    ],
)
def test_files_are_left_out_by_path_or_by_name(exclude: str, kept: list[str]) -> None:
    source = f'path = "docs/adr/**", items = "files", exclude = {exclude}'
    policy = f"[ledger.adrs]\nsources = [{{ {source} }}]\nkey = '^(?P<key>\\d+)'\n"

    assert [item.shown for item in reading(FILES, policy).ledgers["adrs"].items] == kept


def test_a_symbolic_link_that_is_left_out_need_not_be_a_file(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.link("docs/adr/0004-d.md", "0001-a.md")
    repository.save(FILES)
    for exclude, code in (('["README.md"]', 1), ('["README.md", "0004-*"]', 0)):
        source = f'path = "docs/adr/*.md", items = "files", exclude = {exclude}'
        repository.save({"ledgergate.toml": f"[ledger.adrs]\nsources = [{{ {source} }}]\n"})
        done = gate(repository, "check", "--tree", "HEAD")
        assert (done.returncode, "symbolic link" in done.stdout) == (code, bool(code)), done.stdout


def test_folders_are_left_out_by_path_or_by_name() -> None:
    files: dict[str, str | bytes] = {f"specs/{name}/spec.md": "# S\n" for name in ("000-template", "001-a", "002-b")}

    for exclude in ('["000-template"]', '["specs/000-template/"]', '["specs/000-*"]'):
        source = f'path = "specs/*/", items = "files", exclude = {exclude}, key = {{ from = "folder" }}'
        policy = f"[ledger.s]\nsources = [{{ {source} }}]\n"
        assert [item.shown for item in reading(files, policy).ledgers["s"].items] == ["001-a", "002-b"]
