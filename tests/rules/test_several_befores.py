# ruff: noqa: E501  # a situation is read by its lines
"""What becomes of items between one or more states before and one after: each is told once, and only what is known."""

from __future__ import annotations

import pytest

from judging import Tree
from ledgergate import policy as policies
from ledgergate.documents import Documents
from ledgergate.errors import Unreadable
from ledgergate.model import Document
from ledgergate.reading import read_all, read_names
from ledgergate.rules import CATALOGUE, NAMES, run
from ledgergate.rules.view import View
from ledgergate.sides import Side
from states.judged import told

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

RULES = tuple(one for one in CATALOGUE if one.code in ("LG205", "LG207", "LG212"))
POLICY = '[ledger.l]\nsources = [{ path = "x.md", items = "table", key = "ID" }]\n'
KEYED = POLICY + "key = '^(?P<key>C-\\d+)'\n"
TWO = POLICY.replace("[{", '[{ path = "y.md", items = "table", key = "ID" }, {')
OTHER = '[ledger.other]\nsources = [{ path = "x.md", items = "table", key = "ID" }]\n'
Rows = tuple[tuple[str, str], ...]
START: Rows = (("C-1", "Search"), ("C-2", "Export"), ("C-3", "Dark mode"), ("C-4", "Login"))


def rows(*listed: tuple[str, str], more: str = "") -> str:
    return "| ID | Title |\n|---|---|\n" + "".join(f"| {key} | {title} |\n" for key, title in listed) + more


def side(policy: str, files: dict[str, str], name: str) -> Side:
    tree: Any = Tree(dict(files), name)
    known = policies.load({"ledgergate.toml": policy.encode()}, NAMES)
    whole = name == "after"
    return Side(Documents(tree), known, (lambda one: read_all(one, patient=True)) if whole else read_names)


def between(after: Side, *befores: Side) -> list[str]:
    """Rule, level and key of all that the rules find."""
    view = View(after, befores)
    return [f"{one.code} {one.level} {one.key}" for rule in RULES for one in run(rule, view)]


CHANGES: dict[str, tuple[Rows, Rows, str, list[str]]] = {
    "gone": (START, START[:3], "", ["LG205 block C-4"]),
    "moved": (START, (*START[:3], ("C-9", "Login")), "", ["LG212 block C-4"]),
    "replaced": (START, (*START[:3], ("C-4", "Billing")), "", ["LG212 block C-4"]),
    "reworded": (START, (START[0], ("C-2", "Ausfuhr"), ("C-3", "Nachtansicht"), ("C-4", "Zugang")), "", ["LG212 advise C-2"]),
    "counted apart": (
        (("1", "Search"), ("2", "Export"), ("3", "Dark mode"), ("4", "Login")),
        (("7", "Search"), ("5", "Export"), ("12", "Dark mode"), ("4", "Login")), "", ["LG212 advise 1"],
    ),
    "two of them counted apart": (
        (("1", "Search"), ("2", "Export"), ("3", "Dark mode"), ("4", "Login")),
        (("7", "Search"), ("5", "Export"), ("3", "Dark mode"), ("4", "Login")), "", ["LG212 advise 1", "LG212 advise 2"],
    ),
    "moved apart": (
        (("C-11", "Search"), ("D-2", "Export"), ("E-3", "Dark mode"), ("F-4", "Login")),
        (("C-75", "Search"), ("D-51", "Export"), ("E-12", "Dark mode"), ("F-4", "Login")), "",
        ["LG212 block C-11", "LG212 block D-2", "LG212 block E-3"],
    ),
    "led nowhere": (START, START[:3], "\nC-4 merged into C-99.\n", ["LG207 block C-4"]),
    "led nowhere twice": (START, START[:2], "\nC-3 merged into C-98.\n\nC-4 merged into C-99.\n", ["LG207 block C-3", "LG207 block C-4"]),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_what_two_states_before_hold_is_told_once(name: str) -> None:
    was, now, more, answer = CHANGES[name]
    before = {"x.md": rows(*was)}
    after = side(POLICY, {"x.md": rows(*now, more=more)}, "after")
    first, second = side(POLICY, before, "before"), side(POLICY, before, "before")

    assert between(after, first) == answer
    assert between(after, first, second) == answer
    # A state that holds the ledger under another name, or no ledger at all, knows nothing of it.
    assert between(after, side(OTHER, before, "before"), first) == answer
    assert between(after, side(OTHER, before, "before")) == []
    assert between(side(POLICY, before, "after"), first, second) == []


@pytest.mark.parametrize("name", CHANGES)
def test_a_ledger_that_is_not_kept_may_lose_all_of_it(name: str) -> None:
    was, now, more, _ = CHANGES[name]
    policy = POLICY + "conserve = false\n"
    assert (
        between(side(policy, {"x.md": rows(*now, more=more)}, "after"), side(policy, {"x.md": rows(*was)}, "before"))
        == []
    )


@pytest.mark.parametrize("name", CHANGES)
def test_of_a_ledger_of_which_a_source_is_not_there_nobody_knows_what_it_lacks(name: str) -> None:
    was, now, more, answer = CHANGES[name]
    before = side(TWO, {"x.md": rows(*was), "y.md": rows(("C-20", "Audit"))}, "before")
    assert (
        between(side(TWO, {"x.md": rows(*now, more=more), "y.md": rows(("C-20", "Audit"))}, "after"), before) == answer
    )
    said = between(side(TWO, {"x.md": rows(*now, more=more)}, "after"), before)
    assert [one for one in said if not one.startswith("LG207")] == []


@pytest.mark.parametrize("name", ["gone", "moved", "replaced", "counted apart"])
def test_what_stood_in_a_document_that_cannot_be_read_is_not_gone(name: str) -> None:
    was, now, _, answer = CHANGES[name]
    policy = POLICY.replace("x.md", "*.md")
    before = side(policy, {"x.md": rows(*was), "y.md": rows(("C-20", "Audit"))}, "before")
    for lost, told_still in (("y.md", answer), ("x.md", [])):
        after = side(policy, {"z.md": rows(*now), "y.md": rows(("C-20", "Audit"))}, "after")
        assert after.ledgers
        after.documents.note(Unreadable(Document(lost, b""), 0, "cannot be read", "mend it"))
        assert between(after, before) == told_still


@pytest.mark.parametrize(
    ("earlier", "alike"),
    [
        (KEYED, True),
        (KEYED + 'fields.owner = { label = "Owner" }\n', True),
        (POLICY + "key = '^(?P<key>C-\\d+)\\b'\n", False),
        (KEYED + "title = '^(?P<title>.+)'\n", False),
        (KEYED.replace('key = "ID" }', 'key = "ID", title = "Title" }'), False),
        (KEYED.replace('key = "ID" }', 'key = "Title" }'), False),
    ],
)
def test_keys_are_compared_where_both_policies_read_them_alike(earlier: str, alike: bool) -> None:
    was, now, _, answer = CHANGES["moved"]
    before, after = side(earlier, {"x.md": rows(*was)}, "before"), side(KEYED, {"x.md": rows(*now)}, "after")
    assert [one for one in between(after, before) if one.startswith("LG212")] == (answer if alike else [])


def test_the_words_about_items_that_were_counted_or_worded_anew() -> None:
    made = {}
    for name in ("counted apart", "reworded"):
        was, now, _, _ = CHANGES[name]
        view = View(side(POLICY, {"x.md": rows(*now)}, "after"), (side(POLICY, {"x.md": rows(*was)}, "before"),))
        made[name] = "".join(told(one) for rule in RULES for one in run(rule, view))
    assert made == {
        "counted apart": """\
LG212 advise x.md:3:3-3:4 [1]
  3 items stand under other numbers than before, 'Search' among them: 1 and now 7
  > see that what cites the numbers still means the same items
  see x.md:3:1 (before) as it was: 1 'Search'
""",
        "reworded": """\
LG212 advise x.md:4:3-4:6 [C-2]
  3 keys have other titles than before, C-2 among them: 'Export' and now 'Ausfuhr'
  > see that each key still stands for the same thing
  see x.md:4:1 (before) as it was: C-2 'Export'
""",
    }
