"""What git says of a difference, read as it is, or refused with a sentence that says what is wrong with it."""

from __future__ import annotations

import pytest

from ledgergate.errors import NotChecked
from ledgergate.git.differences import differences, listed_differences, records
from ledgergate.model import Changed, Entry
from refusals import SAME, refused

OLD, NEW, NONE = "1" * 40, "2" * 40, "0" * 40


def raw(path: str, status: str = "M", modes: str = "100644 100644", oids: str = f"{OLD} {NEW}") -> bytes:
    return f":{modes} {oids} {status}\0{path}\0".encode()


def test_a_path_that_came_went_or_changed_has_what_it_was_and_is() -> None:
    said = raw("docs/a.md") + raw("b", "A", "000000 100755", f"{NONE} {NEW}") + raw("c", "D", "120000 000000")
    assert differences(said, "the tree") == {
        "docs/a.md": Changed("docs/a.md", Entry("docs/a.md", "100644", OLD), Entry("docs/a.md", "100644", NEW)),
        "b": Changed("b", None, Entry("b", "100755", NEW)),
        "c": Changed("c", Entry("c", "120000", OLD), None),
    }


def test_a_path_that_looks_like_a_header_is_a_path() -> None:
    assert [path for _, path in records(raw(":100644 x") + raw("b"))] == [":100644 x", "b"]


@pytest.mark.parametrize(
    ("said", "why", "cure"),
    [
        (raw("a")[:-1], "git's list of differences breaks off, so nothing was checked.", SAME),
        (b":100644 M\0a\0", "git's list of differences makes no sense, so nothing was checked.", SAME),
        (b"-" + raw("a")[1:], "git's list of differences makes no sense, so nothing was checked.", SAME),
        (
            raw("a b", "U"),
            "'a b' is unmerged in the index, so nothing was checked.",
            "Resolve the conflict and stage the result: git add -- PATH",
        ),
        (raw("a") + raw("a"), "The tree holds 'a' twice or out of order, so nothing was checked.", ""),
        (
            raw("../a"),
            "The tree holds the name '../a', which git itself would not write.",
            "Remove the entry; let the server check objects: git config receive.fsckObjects true",
        ),
    ],
)
def test_a_list_that_cannot_be_is_refused(said: bytes, why: str, cure: str) -> None:
    with refused(NotChecked, (why, cure)):
        differences(said, "The tree")


def test_two_listings_differ_in_what_one_of_them_has_lost() -> None:
    then = {"a": f"100644 {OLD}", "b": f"100644 {OLD}"}
    now = {"b": f"100755 {OLD}", "c": f"100644 {NEW}"}
    assert listed_differences(then, now) == {
        "a": Changed("a", Entry("a", "100644", OLD), None),
        "b": Changed("b", Entry("b", "100644", OLD), Entry("b", "100755", OLD)),
        "c": Changed("c", None, Entry("c", "100644", NEW)),
    }
    assert listed_differences(then, then) == {}
