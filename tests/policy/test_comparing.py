# ruff: noqa: E501  # a table of comparisons is read by its rows
"""What the stricter of two values is, and what the later one has lost: each comparison, at each of its ends."""

from __future__ import annotations

import pytest

from ledgergate.policy import strictness
from ledgergate.policy.demanding import demands, demands_as_much, wider
from ledgergate.policy.model import Evidence, Invariant, Key, Policy, Total, Truth
from ledgergate.policy.strictness import OWN, TABLES, Loosened, rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

A, B = Key("file", "(a)"), Key("file", "(b)")
# comparison -> (before, after, the stricter, what is lost)
COMPARED: dict[str, list[tuple[Any, Any, Any, list[str]]]] = {
    "free": [("a", "b", "b", []), ("a", "", "", [])],
    "on": [(True, True, True, []), (True, False, True, [""]), (False, True, True, []), (False, False, False, [])],
    "off": [(True, True, True, []), (True, False, False, []), (False, True, False, [""]), (False, False, False, [])],
    "same": [
        ("a", "a", "a", []), ("a", "b", "a", ["a"]), ("", "b", "", ["b"]), ("a", "", "a", ["a"]), (1, 2, 1, [""]),
        (("a", "b"), (), ("a", "b"), ["a, b"]), ((), ("c",), (), ["c"]),
    ],
    "held": [("a", "a", "a", []), ("a", "b", "a", ["a"]), ("", "b", "b", []), ("a", "", "a", ["a"])],
    "spared": [("a", "a", "a", []), ("a", "b", "a", ["b"]), ("", "b", "", ["b"]), ("a", "", "", [])],
    "more": [
        (("a", "b"), ("b",), ("b", "a"), ["a"]), (("a",), ("b", "a"), ("b", "a"), []), ((), ("a",), ("a",), []),
        (("a", "b"), (), ("a", "b"), ["a", "b"]),
    ],
    "less": [
        (("a", "b"), ("b",), ("b",), []), (("a",), ("b", "a"), ("a",), ["b"]), ((), ("a",), (), ["a"]),
    ],
    "equal_words": [
        (("a", "b"), ("b", "a"), ("b", "a"), []), (("a", "b"), ("b", "c"), ("a", "b"), ["a", "c"]),
        (("a",), (), ("a",), ["a"]), ((), ("a",), (), ["a"]),
    ],
    "wide": [
        ((), (), (), []), (("a",), (), (), []), ((), ("a", "b"), (), ["a", "b"]), (("a", "b"), ("b",), ("b", "a"), ["a"]),
        (("a",), ("b", "a"), ("b", "a"), []),
    ],
    "globs": [
        (("a/*", "b"), ("a/**",), ("a/**", "b"), ["b"]), (("a/**",), ("a/*",), ("a/*", "a/**"), ["a/**"]), ((), ("a",), ("a",), []),
        (("y", "b"), ("[a-cx-z]",), ("[a-cx-z]",), []), (("X",), ("[X]",), ("[X]",), []), (("x",), ("[z-ax]",), ("[z-ax]", "x"), ["x"]),
    ],
    "shell_globs": [
        (("Xy",), ("[X]y",), ("[X]y",), []), (("Xy",), ("[!X]y",), ("[!X]y", "Xy"), ["Xy"]), (("^y", "X"), ("[^X]y",), ("[^X]y", "X"), ["X"]),
        (("a/*",), ("a/b/*",), ("a/b/*", "a/*"), ["a/*"]), (("a/b/c",), ("a/*",), ("a/*",), []),
    ],
    "fewer_globs": [
        (("a/**",), ("a/*", "b"), ("a/*",), ["b"]), ((), ("a",), (), ["a"]), (("a",), (), (), []), (("a/*",), ("a/**",), (), ["a/**"]),
    ],
    "more_of_each": [
        ({"a": ("x", "y")}, {"a": ("y", "z")}, {"a": ("y", "z", "x")}, ["a"]), ({"a": ("x",)}, {"a": ("x", "y")}, {"a": ("x", "y")}, []),
        ({"a": ()}, {}, {"a": ()}, ["a"]), ({"a": ("x",), "b": ("y",)}, {"b": ("y",), "c": ()}, {"b": ("y",), "c": (), "a": ("x",)}, ["a"]),
        ({}, {"a": ("x",)}, {"a": ("x",)}, []),
    ],
    "named": [
        ({"a": "x"}, {"a": "y", "b": "z"}, {"a": "x", "b": "z"}, ["a"]), ({"a": "x"}, {}, {"a": "x"}, ["a"]), ({}, {"a": "x"}, {"a": "x"}, []),
    ],
    "default": [("a", "a", "a", []), ("a", "", "", []), ("", "a", "", ["a"]), ("a", "b", "a", ["b"])],
    "kind": [("value", "value", "value", []), ("text", "key", "key", []), ("value", "text", "value", ["value"]), ("key", "value", "key", ["key"])],
    "alternatives": [
        (None, A, A, []), (A, A, A, []), (A, None, A, ["(a)"]), (A, B, A, ["(a)"]), (Key("file"), Key("folder"), Key("file"), ["file"]),
        (A, Key("file", "(a|b)"), Key("file", "(a|b)"), []), (A, Key("folder", "(a|b)"), A, ["(a)"]), (A, Key("file", "(a)|b"), Key("file", "(a)|b"), []),
        (A, Key("file", "(a|b", "P"), A, ["(a)"]), (A, Key("file", ""), A, ["(a)"]), (Key("file"), A, Key("file"), ["file"]),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", COMPARED)
def test_the_stricter_of_two_values_and_what_is_lost(name: str) -> None:
    compare = getattr(strictness, name)
    for before, after, stricter, lost in COMPARED[name]:
        assert compare(before, after) == (stricter, lost), (before, after)


@pytest.mark.parametrize(
    ("before", "after", "more"),
    [
        ("a", "a|b", True), ("a", "a|b|c", True), ("a", "b|a", False), ("(a)x", "(a|b)x", True), ("(a)x", "(a|b)y", False),
        ("a", "ab", False), ("ab", "a|b", False), ("ab", "a|bb", False), ("(a)", "(a|(b)", False), ("(a)", "(a|(b))", True),
        ("(?!a)", "(?!a|b)", False), ("(?<!a)", "(?<!a|b)", False), ("(?=a)", "(?=a|b)", True), ("", "|b", False), ("a|b", "a", False),
        ("a)", "a|b)", True), ("axb", "a|xb", False), ("aa", "aa|a", True), ("(a)(b)", "(a)(b|c)", True), ("a", "", False),
    ],
)  # fmt: skip
def test_an_expression_with_one_alternative_more(before: str, after: str, more: bool) -> None:
    assert strictness._has_one_more(before, after) is more


def test_parts_of_whose_change_nothing_is_told_have_no_words() -> None:
    assert strictness._each(strictness.free, "a", "b") == (("a", strictness.free, ""), ("b", strictness.free, ""))


def test_each_field_that_is_lost_is_told_once_with_the_line_of_its_table() -> None:
    base = Policy("p", links=("a", "b"), whitespace=True, closed_boxes=(), oid="x")
    head = Policy("q", links=("c",), whitespace=False, closed_boxes=("-",), oid="y")
    values, told = rows(TABLES[Policy], base, head, "the policy")
    assert told == [
        Loosened("the policy no longer checks the links of 'a'", "a"),
        Loosened("the policy no longer checks the links of 'b'", "b"),
        Loosened("the policy no longer checks whitespace", "whitespace"),
        Loosened("the policy takes a box marked '-' for ticked", "-", gone=False),
    ]
    assert (values["links"], values["whitespace"], values["closed_boxes"], values["oid"]) == (
        ("c", "a", "b"),
        True,
        (),
        "y",
    )
    assert not values.keys() & {row[0] for row in TABLES[Policy] if row[1] is OWN}
    twice = Policy("p", plugins=("x", "x"))
    assert [one.text for one in rows(TABLES[Policy], twice, head, "p")[1]] == ["x", "-"]
    assert rows([("line", strictness.on, "x")], Total(line=7), Total(), "t") == (
        {"line": 7},
        [Loosened("t x", "line", 7)],
    )


@pytest.mark.parametrize("part", TABLES, ids=lambda part: part.__name__)
def test_a_part_has_lost_nothing_against_itself_and_each_field_was_asked(part: Any) -> None:
    fields = vars(part)["__fields__"]
    one = part(**{name: "" for name in fields if name not in vars(part)["__defaults__"]})
    values, told = rows(TABLES[part], one, one, "it")
    own = [name for name, compare, _ in TABLES[part] if compare is OWN]
    assert told == []
    assert sorted([*values, *own]) == sorted(fields)
    assert all(value == getattr(one, name) for name, value in values.items())


SPARES = {strictness.off, strictness.less, strictness.spared, strictness.default, strictness.fewer_globs}


@pytest.mark.parametrize(
    "compare",
    [strictness.off, strictness.less, strictness.spared, strictness.default, strictness.fewer_globs, strictness.same],
)
def test_what_only_the_later_policy_says_stands_there(compare: Any) -> None:
    before: Any
    after: Any
    before, after = (
        (False, True)
        if compare is strictness.off
        else ((), ("a",))
        if compare in (strictness.less, strictness.fewer_globs)
        else ("", "a")
    )
    (one,) = rows([("where", compare, "x")], Total(where=before), Total(where=after), "t")[1]
    assert one.gone is (compare not in SPARES)


W = {"f": ("a", "b"), "g": ("c",)}


@pytest.mark.parametrize(
    ("where", "other", "more"),
    [
        ({}, {}, True), (W, {}, True), ({}, W, False), (W, W, True), (W, {"f": ("a", "b", "c")}, True), (W, {"f": ("a",)}, False),
        (W, {"h": ()}, False), ({"f": ("a",)}, W, False), ({"f": ()}, {"f": ("a",)}, True),
    ],
)  # fmt: skip
def test_whether_a_condition_selects_at_least_as_much(where: Any, other: Any, more: bool) -> None:
    assert wider(where, other) is more


def invariant(**parts: Any) -> Invariant:
    return Invariant(**{"when": {}, "then": {}, "none": {}, "reason": "r", **parts})


ONE, TWO, NARROW = {"f": ("a",)}, {"f": ("a", "b")}, {"f": ("a",), "g": ("b",)}
T = Truth(
    "l",
    "f",
    ("a",),
    tasks="t.md",
    except_under=("U",),
    except_boxes="x",
    children="c",
    child_field="d",
    child_parent="p",
    open=("o", "p"),
)
E = Evidence("l", ONE, "e", {"code": ("a/*",)}, ("x",), {"code": ("a/*",), "test": ("t/*",)}, "r.md", "r")
# part of a policy -> (what is demanded before, what after, whether that is as much)
DEMANDED: dict[str, list[tuple[Any, Any, bool]]] = {
    "invariants": [
        (invariant(then=ONE), invariant(then=ONE, reason="s", line=3), True),
        (invariant(then=TWO), invariant(then=ONE), True), (invariant(then=ONE), invariant(then=TWO), False),
        (invariant(then=ONE), invariant(then=NARROW), True), (invariant(then=NARROW), invariant(then=ONE), False),
        (invariant(then=ONE, when=ONE), invariant(then=ONE), True), (invariant(then=ONE), invariant(then=ONE, when=ONE), False),
        (invariant(when=ONE, then=ONE), invariant(when=TWO, then=ONE), True), (invariant(when=TWO, then=ONE), invariant(when=ONE, then=ONE), False),
        *((invariant(**{part: ONE}), invariant(**{part: other}), much) for part in ("none", "every", "never")
          for other, much in ((ONE, True), (TWO, True), (NARROW, False), ({}, False))),
        *((invariant(), invariant(**{part: ONE}), True) for part in ("then", "none", "every", "never")),
    ],
    "evidence": [
        (E, E, True), (E, E.but(reason="other", line=4), True), (E, E.but(ledger="m"), False), (E, E.but(field="x"), False),
        (E, E.but(report=""), False), (E, E.but(when=TWO), True), (E, E.but(when={}), True), (E, E.but(when=NARROW), False),
        (E, E.but(needs={"code": ("a/*.py",)}), True), (E, E.but(needs={"code": ("a/*", "b/*")}), False), (E, E.but(needs={}), False),
        (E, E.but(needs={"code": ("a/*",), "test": ("t",)}), True), (E.but(needs={}), E, True),
        (E, E.but(forbids=()), False), (E, E.but(forbids=("x", "y")), True), (E.but(forbids=()), E, True),
        (E, E.but(refutes={}), False), (E.but(refutes={}), E, True), (E, E.but(refutes={"code": ("a/*",)}), True),
        (E.but(refutes={"code": ("a/*", "b/*")}), E.but(refutes={"code": ("a/*",)}), False),
        (E, E.but(refutes={"code": ("a/**",)}), True), (E, E.but(refutes={"code": ("a/*.py",)}), False),
        (E, E.but(refutes={**E.refutes, "run": ("r",)}), False), (E.but(refutes={"code": ("a/*.py",)}), E.but(refutes={"code": ("a/*",)}), True),
    ],
    "truths": [
        (T, T, True), (T, T.but(line=9), True), (T, T.but(ledger="m"), False), (T, T.but(field="g"), False), (T, T.but(done=()), False),
        (T, T.but(done=("a", "b")), True), (T, T.but(except_under=()), True), (T, T.but(except_under=("U", "V")), False),
        (T, T.but(except_boxes=""), True), (T, T.but(except_boxes="y"), False), (T.but(except_boxes=""), T, False),
        (T, T.but(package_status=True), True), (T.but(package_status=True), T, False),
        *((T, T.but(**{part: value}), False) for part in ("tasks", "children", "child_field", "child_parent") for value in ("", "z")),
        *((T.but(**{part: ""}), T, True) for part in ("tasks", "children", "child_field", "child_parent")),
    ],
}  # fmt: skip


@pytest.mark.parametrize("part", DEMANDED)
def test_whether_a_demand_asks_for_as_much(part: str) -> None:
    for one, other, much in DEMANDED[part]:
        base, head = Policy("p").but(**{part: (one.but(line=5),)}), Policy("p").but(**{part: (other,)})
        values, told = demands(base, head)
        reason = getattr(one, "reason", "")
        gone = f"one of the {part} of the policy is gone" + (f" ('{reason}')" if reason else "")
        assert values == {**dict.fromkeys(DEMANDED, ()), part: (other,) if much else (other, one.but(line=5))}
        assert told == ([] if much else [Loosened(gone, reason, 5)]), (one, other)


def test_a_word_for_open_work_that_no_truth_has_any_more_is_advice() -> None:
    base = Policy("p", truths=(T.but(line=5),))
    heads = (T.but(open=("o",)), T.but(open=("q",)), T.but(open=("p", "o")))
    said = [
        Loosened(f"a truth of the policy no longer calls '{word}' open", word, 5, advice=True) for word in ("o", "p")
    ]
    assert [demands(base, Policy("p", truths=(one,)))[1] for one in heads] == [said[1:], said, []]
    assert demands(base, Policy("p", truths=(T.but(open=("o",)), T.but(open=("p",)))))[1] == []
    assert demands(base, Policy("p", truths=(T.but(open=("o",)), T.but(open=("p",), ledger="m"))))[1] == said[1:]


@pytest.mark.parametrize(
    ("one", "other", "much"),
    [
        (Total("f"), Total("f", line=3), True), (Total("f"), Total("g"), False), (Total("f"), Total("f", where=ONE), False),
        (Total("f"), Total("f", optional=True), False), (Total("f", optional=True), Total("f"), True),
        (Total("f", every=True), Total("f"), False), (Total("f"), Total("f", every=True), True),
    ],
)  # fmt: skip
def test_whether_a_total_is_bound_as_strictly(one: Total, other: Total, much: bool) -> None:
    assert demands_as_much(one, other) is much
