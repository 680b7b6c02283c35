# ruff: noqa: E501  # a table of policies is read by its rows
"""A policy in the names of the next one: ledgers, vocabularies, fields and keys that are only called otherwise."""

from __future__ import annotations

import pytest

from ledgergate import policy as policies
from ledgergate.policy.renaming import Names, renamed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgergate.policy.model import Policy

FULL = r"""
[vocabulary.bucket]
values = { now = "Do now", later = "Do later", never = "Never" }
aliases = { soon = "now", maybe = "later" }
[vocabulary.size]
values = { s = "Small", l = "Large", m = "Middling" }
[ledger.items]
sources = [
  { path = "list.md", items = "headings", fields.bucket = { label = "State", values = "bucket" } },
  { path = "more.md", items = "headings" },
]
fields.bucket = { label = "Bucket", values = "bucket", map = { Jetzt = "now", Dann = "later" }, default = "later" }
fields.size = { label = "Size", values = "size" }
fields.epic = { label = "Epic", kind = "refers", ledger = "themes" }
[ledger.themes]
items = ["Cost", "Speed"]
fields.grade = { label = "Grade", values = "bucket" }
[[report]]
path = "r.md"
ledger = "items"
covers = { bucket = ["now", "later"] }
classifies = ["bucket"]
count = { rows = 3, "bucket=now" = 2 }
rows = { items = "table", columns = { Bucket = "bucket" }, map = { bucket = { Jetzt = "now" } }, fields.size = { label = "Z", values = "size" } }
totals = [
  { by = "bucket" },
  { pattern = '(?P<count>\d+)', where = { bucket = "now" }, of = { bucket = "later" } },
  { pattern = '(?P<count>\d+) t', ledger = "themes", where = { grade = "now" } },
]
states = { "bucket=now" = "First" }
[[report]]
path = "s.md"
ledger = "themes"
covers = "none"
rows = { items = "table", columns = { Grade = "grade" } }
[[invariant]]
when = { ledger = "items", bucket = "never" }
then = { size = "s" }
none = { ledger = "themes", grade = "never" }
reason = "r"
[[invariant]]
when = { size = "m" }
then = { bucket = "now" }
reason = "s"
[[evidence]]
ledger = "items"
field = "bucket"
when = { bucket = "now" }
[[truth]]
ledger = "items"
field = "bucket"
done = ["never", "now"]
open = ["later", "begun"]
children = "themes"
child_field = "grade"
child_parent = "grade"
"""
SHARED = "[ledger.items]\nsources = [{ path = 'list.md', items = 'headings' }]\n"


def load(text: str) -> Policy:
    return policies.load({"ledgergate.toml": text.encode()})


def without_lines(policy: Policy) -> Policy:
    return policy.but(lines={})


def none_became(_: str) -> Mapping[str, tuple[str, ...]]:
    return {}


def in_names_of(
    edits: list[tuple[str, str]], became: Mapping[str, tuple[str, ...]] | None = None
) -> tuple[Policy, Policy]:
    """The full policy in the names of an edited one, and that one."""
    text = FULL
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new)
    made = renamed(load(FULL), load(text), lambda name: (became or {}) if name == "bucket" else {})
    return without_lines(made), without_lines(load(text))


@pytest.mark.parametrize(
    "edits",
    [
        [
            ("[ledger.items]", "[ledger.tasks]"),
            ('"items"\n', '"tasks"\n'),
            ('ledger = "items", bucket', 'ledger = "tasks", bucket'),
        ],
        [
            ("[ledger.themes]", "[ledger.aims]"),
            ('ledger = "themes"', 'ledger = "aims"'),
            ('children = "themes"', 'children = "aims"'),
        ],
        [("[vocabulary.bucket]", "[vocabulary.state]"), ('values = "bucket"', 'values = "state"')],
        [("size = { label", "weight = { label"), ('size = "s"', 'weight = "s"'), ('size = "m"', 'weight = "m"')],
        [("grade", "mark")],
        [("fields.epic", "fields.saga")],
        [("now = ", "today = "), ('"now"', '"today"'), ("bucket=now", "bucket=today")],
        [('l = "Large"', 'big = "Large"')],
        [
            ("bucket = ", "stage = "),
            ('"bucket"', '"stage"'),
            ("bucket=now", "stage=now"),
            ("[vocabulary.bucket]", "[vocabulary.stage]"),
        ],
    ],
    ids=[
        "ledger",
        "other-ledger",
        "vocabulary",
        "field",
        "field-of-the-other",
        "field-that-refers",
        "key",
        "other-key",
        "all",
    ],
)
def test_a_policy_that_only_calls_things_otherwise_is_the_same(edits: list[tuple[str, str]]) -> None:
    made, other = in_names_of(edits)
    for part in ("vocabularies", "ledgers", "reports", "invariants", "evidence", "truths"):
        assert getattr(made, part) == getattr(other, part)


def test_a_policy_whose_names_are_the_same_is_left_as_it_is() -> None:
    base = load(FULL)
    assert renamed(base, load(FULL), none_became) is base
    assert renamed(base, load(FULL.replace("Do now", "Today")), none_became) is base
    assert Names().idle
    assert Names(fields={"l": {}}, values={"v": {}}).idle
    for named in (
        Names({"a": "b"}),
        Names({}, {"a": "b"}),
        Names(fields={"l": {"a": "b"}}),
        Names(values={"v": {"a": ("b",)}}),
    ):
        assert not named.idle


def test_a_key_that_was_split_is_known_by_what_its_items_bear() -> None:
    edits = [('later = "Do later"', 'soonish = "Quite soon", someday = "Some day"'), ('"later"', '"soonish"')]
    made, _ = in_names_of(edits, {"later": ("soonish", "someday", "now"), "now": ("someday",)})
    words = made.vocabularies["bucket"]
    assert words.values == {"now": "Do now", "soonish": "soonish", "someday": "someday", "never": "Never"}
    assert words.aliases == {"soon": "now", "maybe": "soonish"}
    field = made.ledgers["items"].fields["bucket"]
    assert (field.map, field.default) == ({"Jetzt": "now", "Dann": "soonish"}, "soonish")
    report = made.reports[0]
    assert report.covers == {"bucket": ("now", "soonish", "someday")}
    assert report.totals[1].of == {"bucket": ("soonish", "someday")}
    assert made.truths[0].open == ("soonish", "someday", "begun")


def test_a_key_that_became_one_other_keeps_its_text() -> None:
    made, _ = in_names_of([('later = "Do later"', 'then = "Then"'), ('"later"', '"then"')], {"later": ("then",)})
    assert made.vocabularies["bucket"].values == {"now": "Do now", "then": "Do later", "never": "Never"}


# (what the earlier policy has, what the later one has, the names that the earlier one's parts bear now)
V = "[vocabulary.{}]\nvalues = {}\n"
PAIRED: dict[str, tuple[str, str, list[str]]] = {
    "words alike by half are other words": (V.format("v", "['a', 'b']"), V.format("w", "['a', 'c']"), ["v"]),
    "words alike by more than half": (V.format("v", "['a', 'b', 'c']"), V.format("w", "['a', 'b', 'd']"), ["w"]),
    "words alike by more than half of the fewer": (V.format("v", "['a', 'b']"), V.format("w", "['a', 'b', 'c', 'd']"), ["v"]),
    "two that one other could be": (
        V.format("v", "['a', 'b']") + V.format("u", "['a', 'b']"), V.format("w", "['a', 'b']"), ["w", "u"]),
    "two alike, one of which is gone": (V.format("v", "['a']") + V.format("u", "['a']"), V.format("v", "['a']"), ["v", "u"]),
    "one that two others could be": (V.format("v", "['a']"), V.format("w", "['a']") + V.format("x", "['a']"), ["w"]),
    "the name is still there": (V.format("v", "['a']"), V.format("v", "['z']") + V.format("w", "['a']"), ["v"]),
    "ledgers that share one source": (
        "[ledger.l]\nsources = [{ path = 'a', items = 'list' }, { path = 'b', items = 'list' }]\n",
        "[ledger.m]\nsources = [{ path = 'c', items = 'list' }, { path = 'b', items = 'list' }]\n", ["m"]),
    "ledgers that share none": (
        "[ledger.l]\nsources = [{ path = 'a', items = 'list' }]\n", "[ledger.m]\nsources = [{ path = 'c', items = 'list' }]\n", ["l"]),
    "ledgers of the same items": ("[ledger.l]\nitems = ['a']\n", "[ledger.m]\nitems = ['a']\n", ["m"]),
    "ledgers of other items": ("[ledger.l]\nitems = ['a']\n", "[ledger.m]\nitems = ['b']\n", ["l"]),
    "fields with one label in common": (SHARED + "fields.f = { label = ['A', 'B'] }\n", SHARED + "fields.g = { label = ['C', 'B'] }\n", ["items", "g"]),
    "fields with no label in common": (SHARED + "fields.f = 'A'\n", SHARED + "fields.g = 'B'\n", ["items", "f"]),
    "fields of two places": (SHARED + "fields.f = 'A'\n", SHARED + "fields.g = { label = 'A', from = 'file' }\n", ["items", "f"]),
    "fields of one place": (SHARED + "fields.f = { from = 'file', pattern = '(a)' }\n", SHARED + "fields.g = { from = 'file', pattern = '(a)' }\n", ["items", "g"]),
    "fields cut out otherwise": (SHARED + "fields.f = { from = 'file', pattern = '(a)' }\n", SHARED + "fields.g = { from = 'file', pattern = '(b)' }\n", ["items", "f"]),
    "a key known by its alias": (V.format("v", "['a', 'b']"), V.format("v", "['a', 'x']") + "aliases = { b = 'x' }\n", ["v", "a", "x"]),
    "a key known by its text": (V.format("v", "{ a = 'A1', b = 'B1' }"), V.format("v", "{ a = 'A1', y = 'Z', x = 'b1' }"), ["v", "a", "x"]),
    "a key known by nothing": (V.format("v", "['a', 'b']"), V.format("v", "['a', 'x']"), ["v", "a", "b"]),
    "a key that is only gone": (V.format("v", "['a', 'b']"), V.format("v", "['a']"), ["v", "a", "b"]),
}  # fmt: skip


@pytest.mark.parametrize("name", PAIRED)
def test_what_is_taken_for_the_same_under_another_name(name: str) -> None:
    before, after, names = PAIRED[name]
    made = renamed(load(before), load(after), none_became)
    found = [*made.vocabularies, *made.ledgers]
    found += [one for ledger in made.ledgers.values() for one in ledger.fields]
    found += [one for words in made.vocabularies.values() for one in words.values] if " key " in name else []
    assert found == names


def test_what_items_bear_is_asked_for_keys_that_nothing_else_tells() -> None:
    asked: list[str] = []

    def became(name: str) -> Mapping[str, tuple[str, ...]]:
        asked.append(name)
        return {"b": ("x", "a"), "c": ("a",), "d": ()}

    before = load(V.format("v", "['a', 'b', 'c', 'd']") + V.format("u", "['a']") + V.format("w", "['k', 'l']"))
    after = load(V.format("v", "['a', 'x', 'y']") + V.format("u", "['a', 'b']") + V.format("w", "['k']"))
    made = renamed(before, after, became)
    assert list(made.vocabularies["v"].values) == ["a", "x", "c", "d"]
    assert asked == ["v"] * 3


def test_a_name_that_ledgers_do_not_agree_on_is_left() -> None:
    fields = "[ledger.a]\nsources = [{ path = 'a', items = 'list' }]\nfields.%s = 'F'\n[ledger.b]\nsources = [{ path = 'b', items = 'list' }]\nfields.%s = 'F'\n"
    rest = "[[invariant]]\nwhen = { %s = 'x' }\nnone = { %s = 'y' }\nreason = 'r'\n"
    base = load(fields % ("f", "f") + rest % ("f", "f"))
    split = renamed(base, load(fields % ("g", "f") + rest % ("f", "f")), none_became)
    assert split.invariants[0].when == {"f": ("x",)}
    agreed = renamed(base, load(fields % ("g", "g") + rest % ("g", "g")), none_became)
    assert (agreed.invariants[0].when, agreed.invariants[0].none) == ({"g": ("x",)}, {"g": ("y",)})
    nobody = base.but(invariants=(base.invariants[0].but(when={"other": ("x",)}),))
    assert renamed(nobody, load(fields % ("g", "g")), none_became).invariants[0].when == {"other": ("x",)}


TWO = """
[vocabulary]
v.values = {{ a = "A1", {0} = "B1" }}
w.values = {{ b = "Q1", {1} = "A9" }}
[ledger.l]
sources = [{{ path = 'a', items = 'list' }}]
fields.f = {{ label = 'F', values = 'v' }}
[ledger.m]
sources = [{{ path = 'b', items = 'list' }}]
fields.{2} = {{ label = 'G', values = 'w' }}
[[report]]
path = "r.md"
ledger = "l"
totals = [
  {{ pattern = '(?P<count>\\d+)', where = {{ f = "{0}" }} }},
  {{ pattern = '(?P<count>\\d+)', ledger = "m", where = {{ {2} = "b" }}, of = {{ {2} = "{1}" }} }},
]
"""


def test_a_name_is_that_of_the_ledger_which_is_spoken_of() -> None:
    base, head = load(TWO.format("b", "a", "f")), load(TWO.format("x", "y", "g"))
    assert renamed(base, head, none_became).reports == head.reports


def test_what_items_bear_tells_nothing_of_a_key_that_its_text_tells() -> None:
    before, after = (
        load(V.format("v", "{ a = 'A1', b = 'B1' }")),
        load(V.format("v", "{ a = 'A1', x = 'B1', y = 'Y' }")),
    )
    made = renamed(before, after, lambda _: {"b": ("y",)})
    assert made.vocabularies["v"].values == {"a": "A1", "x": "B1"}


BOTH = """
[vocabulary.v]
values = ["a=b", "c"]
[ledger.l]
sources = [{{ path = 'a', items = 'list' }}]
fields.{0} = {{ label = 'F', values = 'v' }}
[ledger.m]
sources = [{{ path = 'b', items = 'list' }}]
fields.{1} = {{ label = 'F', values = 'v' }}
[[report]]
path = "r.md"
ledger = "l"
rows = {{ items = "table" }}
states = {{ "{0}=a=b" = "First", "{0}=c" = "Second", {0} = "Third" }}
[[invariant]]
when = {{ ledger = "l", {0} = "c" }}
then = {{ {0} = "a=b" }}
none = {{ ledger = "m", {1} = "c" }}
reason = "r"
[[invariant]]
when = {{ ledger = "m", {1} = "c" }}
then = {{ {1} = "a=b" }}
none = {{ {1} = "c" }}
reason = "s"
"""


@pytest.mark.parametrize("names", [("g", "f"), ("f", "g"), ("g", "g"), ("g", "h")])
def test_a_part_of_an_invariant_speaks_of_the_ledger_that_it_or_its_when_names(names: tuple[str, str]) -> None:
    base, head = load(BOTH.format("f", "f")), load(BOTH.format(*names))
    made = renamed(base, head, none_became)
    assert made.invariants == head.invariants
    assert made.reports == head.reports
