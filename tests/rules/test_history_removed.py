"""What says what became of an item stays, in its place or in another one."""

from __future__ import annotations

from pathlib import Path

import pytest

from small_team import judged
from support import Repository

POLICY = """\
[vocabulary.bucket]
values = ["now", "later"]
[ledger.candidates]
sources = [{ path = "docs/list.md", items = "headings", level = 3, under = "Open" }]
key = '^(?P<key>C-\\d+)'
fields.bucket = { label = "Bucket", values = "bucket", required = true }
"""
LIST = """\
# Candidates

## Open

### C-1 Sync

**Bucket**: now

### C-4 Print

**Bucket**: later

## Closed

- C-2 Digest: merged into C-1
- C-3 dropped: nobody asked
- ~~C-5 Fax~~ won't do
"""


def lost(path: Path, files: dict[str, str | bytes], before: str = LIST, policy: str = POLICY) -> list[str]:
    """The keys whose history a commit of these files removes."""
    repository = Repository(path / "r")
    repository.save({"ledgergate.toml": policy, "docs/list.md": before}, "start")
    repository.files(files)
    repository.stage()
    verdict = judged(repository)
    assert not verdict.unchecked
    return [one.key for one in verdict.findings if one.code == "LG213"]


@pytest.mark.parametrize(
    ("line", "key"),
    [("- C-2 Digest: merged into C-1\n", "C-2"), ("- C-3 dropped: nobody asked\n", "C-3"),
     ("- ~~C-5 Fax~~ won't do\n", "C-5")],
)  # fmt: skip
def test_a_line_that_told_an_items_end_and_is_gone_is_told(tmp_path: Path, line: str, key: str) -> None:
    assert lost(tmp_path, {"docs/list.md": LIST.replace(line, "")}) == [key]


def test_a_whole_section_of_them_is_told_one_by_one(tmp_path: Path) -> None:
    assert lost(tmp_path, {"docs/list.md": LIST[: LIST.index("## Closed")]}) == ["C-2", "C-3", "C-5"]


@pytest.mark.parametrize(
    "files",
    [
        {"docs/list.md": LIST.replace("- C-2 Digest: merged into C-1\n", "") + "- C-2 Digest: merged into C-1\n"},
        {"docs/list.md": LIST.replace("- C-2 Digest: merged into C-1\n", "- C-2 (Digest) went into C-1\n")},
        {"docs/list.md": LIST[: LIST.index("## Closed")],
         "docs/archive.md": "# Archive\n\n" + LIST[LIST.index("- C-2") :]},
        {"docs/list.md": LIST.replace("- C-3 dropped: nobody asked\n", "").replace(
            "## Closed", "### C-3 Dark mode\n\n**Bucket**: now\n\n## Closed")},
        {"docs/list.md": LIST.replace("C-1 Sync", "C-1 Sync of 2 calendars")},
        {"docs/list.md": LIST.replace("**Bucket**: later", "**Bucket**: now")},
    ],
    ids=["moved within", "worded otherwise", "archived", "opened again", "another title", "another bucket"],
)  # fmt: skip
def test_what_is_still_told_somewhere_is_not(tmp_path: Path, files: dict[str, str | bytes]) -> None:
    assert lost(tmp_path, files) == []


def test_the_key_is_told_as_the_line_writes_it_whatever_the_ledger_still_holds(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "r")
    empty = LIST[: LIST.index("### C-1")] + LIST[LIST.index("## Closed") :]
    repository.save({"ledgergate.toml": POLICY, "docs/list.md": empty}, "start")
    repository.files({"docs/list.md": empty.replace("- C-3 dropped: nobody asked\n", "")})
    repository.stage()
    assert [one.key for one in judged(repository).findings if one.code == "LG213"] == ["C-3"]


@pytest.mark.parametrize(("word", "told"), [("Noted", ["C-6"]), ("Marked", [])])
def test_a_key_that_stands_farther_in_a_line_is_no_line_of_its_own(tmp_path: Path, word: str, told: list[str]) -> None:
    assert lost(tmp_path, {"docs/list.md": LIST}, f"{LIST}- {word} C-6 dropped: nobody asked\n") == told


GONE: dict[str, str | bytes] = {"docs/list.md": LIST.replace("- C-2 Digest: merged into C-1\n", "")}


@pytest.mark.parametrize(
    ("policy", "told"),
    [
        (POLICY, ["C-2"]),
        (POLICY.replace("fields.", "conserve = false\nfields."), []),
    ],
)
def test_a_ledger_that_is_kept_keeps_what_was_said_of_its_items(tmp_path: Path, policy: str, told: list[str]) -> None:
    assert lost(tmp_path, GONE, policy=policy) == told


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"docs/other.md": "xC-2, C-2 and C-2x\n"}, []),
        ({"docs/other.md": "xC-2, C-22 and C-2x\n"}, ["C-2"]),
        ({"docs/other.md": "C-2"}, []),
        ({"docs/other.py": "# C-2\n"}, ["C-2"]),
        ({"picture.png": b"\x89PNG\r\n\x1a\n\0\xff C-2 \n"}, ["C-2"]),
    ],
)
def test_the_key_as_a_word_of_a_text_of_the_change_is_enough(
    tmp_path: Path, files: dict[str, str | bytes], told: list[str]
) -> None:
    assert lost(tmp_path, {**GONE, **files}) == told
