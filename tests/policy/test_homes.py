# ruff: noqa: E501  # a table of texts is read by its rows
"""Where a policy is taken from, what is told of a text that is none, and how mistakes are put in words."""

from __future__ import annotations

import pytest
import tomli

from ledgergate import policy
from ledgergate.errors import Misused, NoPolicy, NotChecked
from ledgergate.policy import home
from ledgergate.policy.home import _is_home, _where
from ledgergate.policy.lines import Lines
from ledgergate.policy.mistakes import Mistakes, listed, nearest, quoted, shown
from refusals import refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

OURS = b"[tool.ledgergate.documents]\nwhitespace = true\n"
BIG = b"# ledgergate\n" + b"x" * 65_536
# text of a pyproject.toml -> whether it holds a policy
SHARED: dict[bytes, bool] = {
    b"": True, OURS: True, b"[tool]\nledgergate = 3\n": True, b"tool.ledgergate = {}\n": True, b"[tool.black]\n# ledgergate\n": False,
    b"[project]\nname = 'ledgergate'\n": False, b"\xef\xbb\xbf" + OURS: True, b"[tool.ledgergate\n": True, b"# [tool.ledgergate]\nx =\n": True,
    b"x =\n# ledgergate\n": False, b"\xff[tool.ledgergate]\n": True, b"\xff # ledgergate\n": False, BIG[:65_536]: False, BIG: False, OURS + BIG: True,
    OURS + b"a = " + b"[" * 30: True, b"# ledgergate\na = " + b"[" * 30: False, b"[tool]\nx = 'ledgergate'\n": False, b"tool = 3\n# ledgergate\n": False,
    b"tool = 3\n# [tool.ledgergate\n": True, b"# [tool.ledgergate".ljust(65_536): False, b"# [tool.ledgergate".ljust(65_537): True,
    b"\xef\xbb\xbf[tool]\nledgergate = {}\n": True,
}  # fmt: skip


@pytest.mark.parametrize("text", SHARED, ids=range(len(SHARED)))
def test_whether_a_shared_file_holds_a_policy(text: bytes) -> None:
    assert _is_home("pyproject.toml", text) is SHARED[text]
    assert _is_home("ledgergate.toml", text) is True


def test_which_home_is_taken() -> None:
    for known, found in (
        (["a", "pyproject.toml"], "pyproject.toml"), ({"pyproject.toml": b"x = 1\n", ".ledgergate.toml": b""}, ".ledgergate.toml"),
        (iter([".ledgergate.toml"]), ".ledgergate.toml"),
    ):  # fmt: skip
        assert policy.locate(known) == found
    with refused(
        Misused,
        ("two policies: .ledgergate.toml and pyproject.toml", "Keep one of them; remove pyproject.toml or merge it."),
    ):
        policy.locate({"pyproject.toml": OURS, ".ledgergate.toml": b""})
    for none in ({"a.toml": b"", "b.toml": b""}, {"pyproject.toml": b"x = 1\n"}):
        with pytest.raises(NoPolicy):
            policy.load(none)


def test_one_document_of_another_name_is_the_policy() -> None:
    assert policy.load({"a.toml": b""}).origin == "a.toml"
    assert policy.load({"a.toml": b"", "ledgergate.toml": b""}).origin == "ledgergate.toml"
    assert policy.load({"ledgergate.toml": b""}).origin == "ledgergate.toml"


def load(text: str | bytes, name: str = "ledgergate.toml", **more: Any) -> policy.Policy:
    return policy.load({name: text.encode() if isinstance(text, str) else text}, **more)


def told(text: str | bytes, name: str = "ledgergate.toml", **more: Any) -> tuple[str, str, tuple[str, ...]]:
    with pytest.raises(Misused) as caught:
        load(text, name, **more)
    return caught.value.message, caught.value.cure, caught.value.mistakes


LINE = "Correct the line named above."
EACH = "Correct the lines named above; `ledgergate schema` prints every key there is."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a = 1\r\nb = [\r\n" + "[" * 30, "3: lists and tables nested more than 24 deep"),
        (b"a\n\nb = '\xff'", "3: the file is not UTF-8"),
        (b"\xff", "1: the file is not UTF-8"),
        (b"\n\xff", "2: the file is not UTF-8"),
    ],
)
def test_a_text_that_is_not_read(text: str | bytes, sentence: str) -> None:
    assert told(text) == ("1 mistake in ledgergate.toml", LINE, (f"ledgergate.toml:{sentence}",))


def test_a_policy_as_large_as_it_may_be() -> None:
    assert load(b"#" * 10, limit=10)
    cure = "Split what it governs, or raise the limit of 10 bytes on the command line."
    assert told(b"#" * 11, limit=10) == ("ledgergate.toml is larger than a policy may be: 11 bytes", cure, ())
    assert load(b"#" * 65_536)


@pytest.mark.parametrize(
    ("error", "text", "place"),
    [
        (RecursionError("x (at line 3, column 1)"), "", (1, "nested too deep to be read")),
        (MemoryError(), "", (1, "nested too deep to be read")),
        (ValueError("Bad (at line 12, column 3)"), "", (12, "not TOML: Bad")),
        (ValueError("Bad (at end of document)"), "a\nb", (2, "not TOML: Bad")),
        (ValueError("Bad (at end of document)"), "a\nb\n", (2, "not TOML: Bad")),
        (ValueError("Bad (at end of document)"), "", (1, "not TOML: Bad")),
        (ValueError("Bad (at the start)"), "", (1, "not TOML: Bad")),
        (ValueError("Bad\n(at line 3, column 1)"), "", (1, "not TOML: Bad")),
        (ValueError(), "", (1, "not TOML: ValueError")),
        (ValueError("Exceeds the limit (4300 digits)"), "a1\nb12x34\nc12\n", (2, "not TOML: a whole number with too many digits")),
    ],
)  # fmt: skip
def test_the_place_of_a_parsers_error(error: Exception, text: str, place: tuple[int, str]) -> None:
    assert _where(error, text) == place


def test_a_pyproject_is_read_at_its_own_lines() -> None:
    bad = "[project]\nname = 'x'\n[tool.ledgergate]\nrule = 1\n[tool.ledgergate.documents]\ny = 1\n"
    assert told(bad, "pyproject.toml") == (
        "2 mistakes in pyproject.toml", EACH,
        ("pyproject.toml:4: rule: unknown key; did you mean 'rules'?", "pyproject.toml:6: documents.y: unknown key; expected 'closed_boxes', 'excuses', 'keys', 'links', 'terms' or 'whitespace'"),
    )  # fmt: skip
    read = load(
        "[project]\nname = 'x'\n" + OURS.decode() + "[tool.black.documents]\nwhitespace = 1\nx = 1\n", "pyproject.toml"
    )
    assert (read.whitespace, read.lines) == (True, {(): 3, ("documents",): 3, ("documents", "whitespace"): 4})
    assert load("tool = 3\n# [tool.ledgergate\n", "pyproject.toml").ledgers == {}
    assert told("[tool]\nledgergate = 3\n", "pyproject.toml")[2] == (
        "pyproject.toml:2: the file: expected a table, found a whole number",
    )


def test_a_preset_that_is_none() -> None:
    assert (
        told("\npreset = 'adrs'\n[documents]\nx = 1\n")[2][0]
        == "ledgergate.toml:2: preset: unknown preset 'adrs'; did you mean 'adr'?"
    )
    assert told("preset = 3\n")[2] == (
        "ledgergate.toml:1: preset: expected the name of a preset, found a whole number",
    )


def test_rules_of_plugins_are_known_where_rules_are(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, ...]] = []

    def names(of: tuple[str, ...]) -> frozenset[str]:
        asked.append(of)
        return frozenset({"theirs"})

    monkeypatch.setattr("ledgergate.plugins.names", names)
    text = "[rules]\ntheirs = 'off'\nours = 'off'\n"
    known = frozenset({"ours"})
    assert load("plugins = 'p'\n" + text, rules=known).levels == {"theirs": "off", "ours": "off"}
    assert load("plugins = ['p', 'q']\n" + text, rules=known).levels == {"theirs": "off", "ours": "off"}
    assert asked == [("p",), ("p", "q")]
    assert load("plugins = 'p'\n" + text)
    for none in ("plugins = []\n", "plugins = [3]\n", "plugins = ''\n", "plugins = ['p', '']\n", "plugins = 3\n", ""):
        assert "ledgergate.toml:" in str(told(none + text, rules=known)[2])
    assert len(asked) == 2


def test_without_a_toml_reader_nothing_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: str) -> Any:
        raise ImportError

    monkeypatch.setattr(home, "_parse", missing)
    with refused(
        NotChecked, ("no TOML reader: Python 3.10 has none of its own", "Install tomli: `pip install tomli`.")
    ):
        load("")


def test_toml_is_read_by_either_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    assert home._parse("a = 1\n") == {"a": 1}
    monkeypatch.setitem(__import__("sys").modules, "tomli", None)
    monkeypatch.setitem(__import__("sys").modules, "tomllib", tomli)
    assert home._parse("a = 2\n") == {"a": 2}


def test_mistakes_are_told_once_in_the_order_of_lines_and_a_hundred_at_the_most() -> None:
    mistakes = Mistakes("p", Lines("a = 1\nb = 1\n"))
    mistakes.end()
    for at in ("b", "a", "b"):
        mistakes.add((at,), "x")
    with pytest.raises(Misused) as caught:
        mistakes.end()
    assert (caught.value.message, caught.value.cure, caught.value.mistakes) == (
        "2 mistakes in p",
        EACH,
        ("p:1: a: x", "p:2: b: x"),
    )
    for count, more in ((100, ()), (101, ("... and 1 more",)), (150, ("... and 50 more",))):
        many = Mistakes("p", Lines(""))
        for number in range(count):
            many.add((f"k{number:03}",), "x")
        with pytest.raises(Misused) as caught:
            many.end()
        assert caught.value.message == f"{count} mistakes in p"
        assert caught.value.mistakes == (*(f"p:1: k{number:03}: x" for number in range(100)), *more)
    one = Mistakes("p", Lines(""))
    one.add((), "x")
    with pytest.raises(Misused) as caught:
        one.end()
    assert caught.value.message == "1 mistake in p"


def test_a_key_and_a_word_in_a_message() -> None:
    assert [shown(at) for at in ((), ("a",), ("a", 0, "b-c_d"), (0,), ("a b",), ("a", "é"), ("", "x"), ("-",), ("a.b", 2, 3))] == [
        "the file", "a", "a[0].b-c_d", "[0]", "'a b'", "a.'é'", "''.x", "-", "'a.b'[2][3]",
    ]  # fmt: skip
    assert [quoted(word) for word in ("a", "a\nb", "x" * 60, "x" * 61)] == [
        "'a'",
        r"'a\nb'",
        repr("x" * 60),
        repr("x" * 57 + "..."),
    ]
    assert [listed(words) for words in (["a"], ["a", "b"], iter("abc"))] == ["'a'", "'a' or 'b'", "'a', 'b' or 'c'"]


SIXTEEN = [f"{letter}{letter}{letter}" for letter in "abcdefghijklmnop"]


@pytest.mark.parametrize(
    ("word", "known", "said"),
    [
        ("runtim", ["runtime", "kinds"], "; did you mean 'runtime'?"), ("RUNTIM", ["Runtime"], "; did you mean 'Runtime'?"), ("zz", [], "; there is none"),
        ("zz", ("b", "a"), "; expected 'b' or 'a'"), ("zz", ["b", "a", "b"], "; expected 'a' or 'b'"), ("zz", {"b": 1, "a": 1}, "; expected 'a' or 'b'"),
        ("zz", SIXTEEN, f"; expected {listed(SIXTEEN)}"), ("zz", [*SIXTEEN, "qqq"], ""), ("abcde", ["abcxy"], "; did you mean 'abcxy'?"), ("abcde", ["abxyz"], "; expected 'abxyz'"),
        ("x" * 100 + "y" * 300, ["x" * 100], f"; did you mean {'x' * 100!r}?"), ("x" * 99 + "y" * 300, ["x" * 100], f"; did you mean {'x' * 100!r}?"),
    ],
)  # fmt: skip
def test_the_nearest_right_word(word: str, known: Any, said: str) -> None:
    assert nearest(word, known) == said


def test_what_is_told_of_a_value_of_another_kind() -> None:
    mistakes = Mistakes("p", Lines(""))
    values: list[object] = ["", True, 1, 1.0, [], {}, None]
    for value in values:
        mistakes.wrong(("k",), "x", value)
    assert [sentence for _, sentence in mistakes.found] == [
        f"k: expected x, found {one}" for one in (
            "a text", "true or false", "a whole number", "a number with a fraction", "a list", "a table", "a date or a time")
    ]  # fmt: skip
    assert not mistakes.writes("v", "a")
    mistakes.given = {"v": {"a": 1}, "w": 3}
    assert [mistakes.writes(*one) for one in (("v", "a"), ("v", "b"), ("w", "a"), ("x", "a"))] == [
        True,
        False,
        False,
        False,
    ]
    mistakes.unknown(("k", "wrod"), "key", "wrod", ["word"])
    mistakes.unknown(("k",), "key", "wrod", ["word"])
    mistakes.unknown((), "key", "wrod", ["word"])
    assert [sentence for _, sentence in mistakes.found[-3:]] == [
        "k.wrod: unknown key; did you mean 'word'?", "k: unknown key 'wrod'; did you mean 'word'?", "the file: unknown key 'wrod'; did you mean 'word'?",
    ]  # fmt: skip
