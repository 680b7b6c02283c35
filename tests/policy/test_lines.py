"""The lines of keys, in every way that TOML lets people write them."""

from __future__ import annotations

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgergate.policy.lines import Lines

TEXT = """\
top = 1
[a]
b.c = "x"  # d = 2
'e f' = [
  # no = 1
  { g = 1, h = "},{" },
  { g = 2,
    h = '''
[not]
a = "table" ''' },
]
[[t]]
u = \"\"\"
[[t]] \\\"\"\" still
\"\"\"
v = { w = { x = [1, 2] } }
[[t]]
[t.y]
z = 1
[[t.y.many]]
k = 1
[[t.y.many]]
k = 2
["q.r"]
s = 1
"""


@pytest.mark.parametrize(
    ("at", "line"),
    [
        (("top",), 1), (("a",), 2), (("a", "b"), 3), (("a", "b", "c"), 3), (("a", "e f"), 4), (("a", "e f", 0), 6),
        (("a", "e f", 0, "h"), 6), (("a", "e f", 1), 7), (("a", "e f", 1, "g"), 7), (("a", "e f", 1, "h"), 8),
        (("t", 0), 12), (("t", 0, "u"), 13), (("t", 0, "v"), 16), (("t", 0, "v", "w", "x", 1), 16), (("t", 1), 17),
        (("t", 1, "y", "z"), 19), (("t", 1, "y", "many", 0, "k"), 21), (("t", 1, "y", "many", 1), 22),
        (("t", 1, "y", "many", 1, "k"), 23), (("q.r", "s"), 25),
    ],
)  # fmt: skip
def test_a_key_stands_at_its_line(at: tuple[str | int, ...], line: int) -> None:
    lines = Lines(TEXT)
    assert at in lines.known
    assert lines.of(at) == line


def test_text_inside_strings_and_comments_is_no_key() -> None:
    known = Lines(TEXT).known
    assert ("not",) not in known
    assert ("a", "d") not in known
    assert ("a", "no") not in known


def test_an_unknown_key_stands_at_its_table() -> None:
    assert Lines(TEXT).of(("a", "b", "missing", 3)) == 3
    assert Lines("").of(("x",)) == 1


def test_a_key_of_a_preset_stands_where_the_preset_is_named() -> None:
    lines = Lines("# a\npreset = 'adr'\n[ledger.x]\nitems = ['a']\n")
    assert lines.of(("ledger", "decisions", "key")) == 2
    assert lines.of(("ledger", "x", "key")) == 3


_KEYS = st.sampled_from(["a", "b", '"c d"', "'e.f'", "g-h", r'"i\tj\u00e9\"\\"', '""'])
_STRINGS = st.sampled_from(['"x"', "'y'", '"""z\n[k]\n"""', "'''\nq = 1'''", '"\\""', '""', "1", "true", "1.5"])
_VALUES = st.recursive(
    _STRINGS,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda parts: "[\n" + ",\n".join(parts) + "\n]")
        | st.dictionaries(_KEYS, inner, max_size=2).map(
            lambda pairs: "{" + ", ".join(f"{key} = {value}" for key, value in pairs.items()) + "}"
        )
    ),
    max_leaves=6,
)
_LINES = st.one_of(
    st.tuples(_KEYS, _VALUES).map(lambda pair: f"{pair[0]} = {pair[1]}\n"),
    st.tuples(_KEYS, _KEYS).map(lambda pair: f"[{pair[0]}.{pair[1]}]\n"),
    _KEYS.map(lambda key: f"[[{key}]]\n"),
    st.just("# x = [\n"),
)


def _paths(value: object, at: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return {at}.union(*(_paths(one, (*at, key)) for key, one in pairs)) - {()}


@given(st.lists(_LINES, max_size=8).map("".join))
@settings(max_examples=300, deadline=None)
def test_every_key_that_the_parser_knows_has_a_line(text: str) -> None:
    try:
        parsed = tomli.loads(text)
    except tomli.TOMLDecodeError:
        Lines(text)
        return
    known = Lines(text).known
    assert _paths(parsed) <= known.keys()
    assert all(1 <= line <= text.count("\n") + 1 for line in known.values())


@given(st.text(max_size=300))
def test_any_text_is_walked_to_an_end(text: str) -> None:
    assert Lines(text).of(("x",)) >= 1


@pytest.mark.parametrize("piece", ['"""', "'''", "\\", '"', "'", '\\"""', "[", "{", "a.", "a=", "a={", ",", "]", "\n["])
def test_a_long_run_of_one_sign_ends(piece: str) -> None:
    Lines("a = " + piece * 20_000)
    Lines(piece * 20_000)
