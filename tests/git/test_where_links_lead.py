"""Where the links of a state lead, and what a disk that folds names writes through them; no git is started."""

from __future__ import annotations

import pytest

from ledgergate.git.links import Links
from ledgergate.git.states import Overlay
from ledgergate.model import Entry

LINKS = {
    "a": "docs", "b": "a/x", "up": "..", "abs": "/docs", "d/l": "../docs/./y", "d/up": "../..", "loop": "loop",
    "one": "two", "two": "one", "Caps": "docs", "d/same": ".", "deep": "d/l/z", "empty": "", "odd": "\udcff/../docs//x",
}  # fmt: skip
LEADS = {
    "a": "docs", "b": "docs/x", "up": "", "abs": "", "d/l": "docs/y", "d/up": "", "loop": "", "one": "", "two": "",
    "Caps": "docs", "d/same": "d", "deep": "docs/y/z", "a/q/r": "docs/q/r", "plain/x": "plain/x", "d/same/l": "docs/y",
    "empty": "", "odd": "docs/x", "b/../q": "docs/q",
}  # fmt: skip
FILES = ("docs/x", "A/one", "a/Two/three", "b.c/x", "caps/é", "other")


def state(links: dict[str, str]) -> Overlay:
    data = {path: text.encode("utf-8", "surrogateescape") for path, text in links.items()}
    entries = {path: Entry(path, "120000", f"memory:{path}") for path in links}
    return Overlay(None, data | dict.fromkeys(FILES, b""), entries=entries | {"sub": Entry("sub", "160000", "1" * 40)})


@pytest.mark.parametrize("path", LEADS)
def test_where_a_link_leads(path: str) -> None:
    assert Links(state(LINKS)).leads(path) == LEADS[path]


def test_which_paths_are_links() -> None:
    links = Links(state(LINKS))
    assert (links.paths(), bool(links), "a" in links, "docs/x" in links, "sub" in links) == (
        sorted(LINKS), True, True, False, False,
    )  # fmt: skip
    assert (bool(Links(state({}))), Links(state({})).leads("a/b")) == (False, "a/b")
    assert links.hops("deep") == ["deep", "d/l"]
    assert links.hops("b") == ["b", "a"]
    assert links.hops("docs/x") == []
    assert len(links.hops("loop")) == 41


@pytest.mark.parametrize("many", [39, 40, 41, 50])
def test_so_many_links_are_followed(many: int) -> None:
    chain = {f"l{at}": f"l{at + 1}" for at in range(1, many)} | {f"l{many}": "docs"}
    assert Links(state(chain)).leads("l1") == ("docs" if many <= 40 else "")


def test_what_is_written_through_a_link() -> None:
    links = Links(state(LINKS))
    through = {
        "A/one": ["docs/one"], "a/Two/three": ["docs/two/three"], "caps/\u00c9": ["docs/\u00e9"], "other": [],
        "docs/x": [], "B/q": ["docs/x/q"], "up/x": ["x"], "D/L/z": ["docs/y/z"], "a": [], "/a/x": [],
        "d/same/l/q": ["d/l/q"],
    }  # fmt: skip
    assert {path: list(links.through(path)) for path in through} == through
    assert list(links.beneath("a")) == ["docs/one", "docs/two/three"]
    assert list(links.beneath("Caps")) == ["docs/\u00e9"]
    assert list(links.beneath("b")) == []
    assert list(links.beneath("d/l")) == []
