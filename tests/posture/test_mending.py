"""The command that a refusal offers takes the path out: it is run as it is written, and then the change passes."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from ledgergate.git.names import shown
from small_team import FILES, judged, team, told
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ledgergate.model import Finding

MAIN, NEW = "apps/main.py", "apps/new.py"
EVIL = {MAIN: "evil\n", NEW: "new\n"}


def _follow(repository: Repository, findings: tuple[Finding, ...]) -> None:
    """Runs the first command of each cure, as a shell would."""
    for one in findings:
        words = shlex.split(one.cure[0].partition("    ")[0])
        assert words[:2] == ["git", "restore"], one.cure
        repository.git(*words[1:])


@pytest.mark.parametrize("gone", [False, True])
def test_what_is_staged_is_taken_out_by_head(tmp_path: Path, gone: bool) -> None:
    repository = team(tmp_path / "r")
    repository.files(EVIL)
    repository.stage()
    if gone:
        repository.git("rm", "-q", "--cached", MAIN)
    found = judged(repository).findings
    assert [one.cure[0].split()[3] for one in found] == ["--source=HEAD"] * 2
    _follow(repository, found)
    assert told(judged(repository).findings) == []


def test_what_an_earlier_commit_did_is_taken_out_by_the_base(tmp_path: Path) -> None:
    repository = team(tmp_path / "r")
    repository.save(EVIL, "docs: oops")
    repository.write("docs/guide.md", "short\n")
    repository.stage()
    found = judged(repository).findings
    assert {one.cure[0].split()[3] for one in found} == {f"--source={repository.oid('main')[:12]}"}
    _follow(repository, found)
    assert told(judged(repository).findings) == []


@pytest.mark.parametrize("main_moved", [False, True])
def test_what_a_range_holds_is_taken_out_by_a_commit_more(tmp_path: Path, main_moved: bool) -> None:
    repository = team(tmp_path / "r")
    repository.save(EVIL, "docs: oops")
    if main_moved:
        repository.checkout("main")
        repository.save({MAIN: FILES[MAIN].replace("main = 3", "main = 33"), "apps/own.py": "own\n"}, "feat: moved")
        repository.checkout("007-audit")
    flags: dict[str, Any] = {"base": "main", "head": "HEAD"}
    found = [one for one in judged(repository, **flags).findings if one.code == "LG101"]
    assert not any("=HEAD" in cure for one in found for cure in one.cure)
    _follow(repository, tuple(found))
    repository.commit("docs: without it")
    assert told(judged(repository, **flags).findings) == []
    assert found


def test_what_a_merge_in_the_making_adds_is_taken_out(tmp_path: Path) -> None:
    repository = team(tmp_path / "r")
    repository.save({"docs/guide.md": "short\n"}, "docs: short")
    repository.checkout("main")
    repository.save({MAIN: "main moved\n"}, "feat: moved")
    repository.checkout("007-audit")
    repository.merge("main", commit=False)
    repository.files(EVIL)
    repository.stage()
    found = judged(repository).findings
    _follow(repository, found)
    assert told(judged(repository).findings) == []
    assert repository.git("show", f":{MAIN}") == b"main moved"


@pytest.mark.parametrize("each", [False, True])
def test_a_commit_of_a_read_only_type_is_mended_or_rewritten(tmp_path: Path, each: bool) -> None:
    repository = team(tmp_path / "r", "feature")
    policy = FILES["ledgergate.toml"]
    if each:
        policy = policy.replace('commit_types = ["docs"]', 'commit_types = ["docs"]\neach_commit = true')
    repository.checkout("main")
    repository.save({"ledgergate.toml": policy}, "chore: policy")
    repository.branch("other")
    repository.save(EVIL, "docs: oops")
    found = judged(repository, base="main", head="HEAD").findings
    assert [one.code for one in found] == ["LG104", "LG104"]
    if each:
        assert all(one.cure[0].startswith("git rebase --interactive ") for one in found)
    else:
        _follow(repository, found)
        repository.commit("fix: without it")
        assert told(judged(repository, base="main", head="HEAD").findings) == []


@pytest.mark.parametrize("name", ["apps/it's.py", "apps/a b.py", "apps/-x.py"])
def test_the_command_fits_names_that_a_shell_reads_otherwise(tmp_path: Path, name: str) -> None:
    repository = team(tmp_path / "r")
    repository.files({name: "x\n"})
    repository.stage()
    found = judged(repository).findings
    assert shown(name) in found[0].message
    _follow(repository, found)
    assert told(judged(repository).findings) == []
