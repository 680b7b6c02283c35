# ruff: noqa: E501  # a table of texts is read by its rows
"""Every key of a text with its line, and with the place at which its value begins; what is no TOML, as far as it goes."""

from __future__ import annotations

import pytest

from ledgergate.policy.lines import Lines, Offsets

# (text, key path -> its line and the place of its value)
# fmt: off
TEXTS: dict[str, tuple[str, dict[str, tuple[int, int]]]] = {
    'plain': (
        'a = 1\n\nb.c = 2\n',
        {'a': (1, 3), 'b': (3, 12), 'b.c': (3, 12)},
    ),
    'spaces': (
        '\t a . "b c" = 1 # d = 2\r\n"e#f"=2',
        {'a': (1, 13), 'a.b c': (1, 13), 'e#f': (2, 31)},
    ),
    'escapes': (
        '"\\b\\t\\n\\f\\r\\e\\"\\\\" = 1\n"\\u00e9\\U0001F600\\UFFFFFFFF\\z" = 2\n\'\\t\' = 3\n"" = 4\n\' = 5\n',
        {'\x08\t\n\x0c\r\x1b"\\': (1, 20), 'é😀UFFFFFFFFz': (2, 55), '\\t': (3, 64), '': (4, 71), "'": (5, 77)},
    ),
    'lists': (
        'a = [1, [2, 3], [], { b = 4, c = [5,\n6], d = 7 },\n8]\nz = 9\n',
        {'a': (1, 3), 'a.0': (1, 6), 'a.1': (1, 9), 'a.1.0': (1, 10), 'a.1.1': (1, 13), 'a.2': (1, 17), 'a.3': (1, 21), 'a.3.b': (1, 25), 'a.3.c': (1, 32), 'a.3.c.0': (1, 35), 'a.3.c.1': (2, 38), 'a.3.d': (2, 44), 'a.4': (3, 51), 'z': (4, 56)},
    ),
    'inline': (
        'a = { b = 1, c.d = 2, e = { f = 3 }, g = [{ h = 4 }] }\ni = 5\n',
        {'a': (1, 3), 'a.b': (1, 9), 'a.c': (1, 18), 'a.c.d': (1, 18), 'a.e': (1, 25), 'a.e.f': (1, 31), 'a.g': (1, 40), 'a.g.0': (1, 43), 'a.g.0.h': (1, 47), 'i': (2, 58)},
    ),
    'empty': (
        'a = {}\nb = []\nc = [{}, {}]\nd = \'\'\ne = ""\n',
        {'a': (1, 3), 'b': (2, 10), 'c': (3, 17), 'c.0': (3, 20), 'c.1': (3, 24), 'd': (4, 30), 'e': (5, 37)},
    ),
    'tables': (
        '[a]\nb = 1\n[a.c]\nd = 2\n["e.f".g] # [h]\ni = 3\n[ j . k ]\nl = 4\n',
        {'a': (1, 2), 'a.b': (2, 7), 'a.c': (3, 14), 'a.c.d': (4, 19), 'e.f': (5, 30), 'e.f.g': (5, 30), 'e.f.g.i': (6, 41), 'j': (7, 51), 'j.k': (7, 51), 'j.k.l': (8, 57)},
    ),
    'arrays': (
        '[[a]]\nb = 1\n[[a]]\n[a.c]\nd = 2\n[[a.e]]\n[[a.e]]\nf = 3\n[[a]]\n[a.c]\nd = 4\n[g]\n[[h.i]]\n',
        {'a': (1, 3), 'a.0': (1, 3), 'a.0.b': (2, 9), 'a.1': (3, 15), 'a.1.c': (4, 22), 'a.1.c.d': (5, 27), 'a.1.e': (6, 35), 'a.1.e.0': (6, 35), 'a.1.e.1': (7, 43), 'a.1.e.1.f': (8, 49), 'a.2': (9, 55), 'a.2.c': (10, 62), 'a.2.c.d': (11, 67), 'g': (12, 72), 'h': (13, 79), 'h.i': (13, 79), 'h.i.0': (13, 79)},
    ),
    'long': (
        'a = """x\n[b]\n\\"""\n"""\nc = \'\'\'\nd = 1\n\\\'\'\'\ne = """""\n"""\nf = """x"""""\ng = 1\n',
        {'a': (1, 3), 'c': (5, 25), 'e': (8, 44), 'f': (10, 58), 'g': (11, 72)},
    ),
    'long in list': (
        'a = ["""x\ny""", \'\'\'z\n\'\'\', 1]\nb = { c = """\n""", d = 2 }\n',
        {'a': (1, 3), 'a.0': (1, 7), 'a.1': (2, 18), 'a.2': (3, 27), 'b': (4, 32), 'b.c': (4, 38), 'b.d': (5, 51)},
    ),
    'escaped quotes': (
        'a = """\\\\"""\nb = """\\\\\\"""\n"""\nc = 1\n',
        {'a': (1, 3), 'b': (2, 16), 'c': (4, 34)},
    ),
    'nothing between three quotes': (
        'a = """"""\nb = \'\'\'\'\'\'\nc = 1\n',
        {'a': (1, 3), 'b': (2, 14), 'c': (3, 25)},
    ),
    'keys between three quotes': (
        'a = """\\"""\nb = 1\n"""\nc = \'\'\'\\\'\'\'\nd = 1\n',
        {'a': (1, 3), 'c': (4, 25), 'd': (5, 37)},
    ),
    'keys between three quotes, one letter on': (
        'ab = """\\"""\nb = 1\n"""\nc = """\\\\"""\nd = 1\n',
        {'ab': (1, 4), 'c': (4, 26), 'd': (5, 39)},
    ),
    'four quotes at the end': (
        'a = ["""x"""", "y"]\nb = [\'\'\'x\'\'\'\', \'y\']\n',
        {'a': (1, 3), 'a.0': (1, 7), 'a.1': (1, 18), 'b': (2, 23), 'b.0': (2, 27), 'b.1': (2, 38)},
    ),
    'letters that are none': (
        '"\\U00110000" = 1\n"\\U0010FFFF" = 2\n',
        {'U00110000': (1, 14), '\U0010ffff': (2, 31)},
    ),
    'no end': (
        'a = 1\nb = """x\nc = 2\n',
        {'a': (1, 3), 'b': (2, 9)},
    ),
    'no end of a list': (
        'a = [1,\nb = 2\n[c]\nd = 3\n',
        {'a': (1, 3), 'a.0': (1, 6), 'a.1': (2, 9), 'a.1.0': (3, 16)},
    ),
    'no value': (
        'a =\nb = 1\nc\nd = 2\n',
        {'a': (1, 3), 'b': (2, 7), 'd': (4, 15)},
    ),
    'wrong brackets': (
        'a = ]\nb = { c = 1 ]\nd = 2 }\ne = [3 }\nf = 4]\ng = 5\n',
        {'a': (1, 3), 'b': (2, 9), 'b.c': (2, 15), 'e': (4, 31), 'e.0': (4, 34), 'g': (6, 47)},
    ),
    'commas': (
        'a = 1, b = 2\nc = 3\n,d = 4\ne = [,]\n',
        {'a': (1, 3), 'c': (2, 16), 'd': (3, 23), 'e': (4, 29)},
    ),
    'no end, and a backslash before the last letter': (
        'a = """x\nb = 1\n\\z',
        {'a': (1, 3)},
    ),
    'an escaped quote before the end': (
        'a = """\\""""\nb = 1\nc = """\\\\\\"x\\""""\nd = 2\n',
        {'a': (1, 3), 'b': (2, 16), 'c': (3, 22), 'd': (4, 40)},
    ),
    'names that begin alike': (
        'Xab = 1\nXX.X = 2\n[X]\na = 1\n"" = 2\n["".\'\']\nb = 3\n',
        {'Xab': (1, 5), 'XX': (2, 14), 'XX.X': (2, 14), 'X': (3, 19), 'X.a': (4, 24), 'X.': (5, 31), '': (6, 40), '.': (6, 40), '..b': (7, 45)},
    ),
    'letters by their numbers': (
        '"\\u6f22\\U0010fffd" = 1\n',
        {'漢\U0010fffd': (1, 20)},
    ),
    'backslashes before the end': (
        'a = """\\\\\\"""\nb = 1\n"""\nc = """\\\\\\\\"""\nd = 2\n',
        {'a': (1, 3), 'c': (4, 27), 'd': (5, 42)},
    ),
    'words that are no values': (
        'a = [X, XX, b]\nc = X\nd = { e = X, f = XX }\n',
        {'a': (1, 3), 'a.0': (1, 6), 'a.1': (1, 10), 'a.2': (1, 13), 'c': (2, 18), 'd': (3, 24), 'd.e': (3, 30), 'd.f': (3, 37)},
    ),
    'header without an end': (
        '[a\nb = 1\n[[c]\nd = 2\n[e] f = 3\n[]\ng = 4\n[a.b',
        {'a': (1, 2), 'a.b': (2, 6), 'c': (3, 12), 'c.0': (3, 12), 'c.0.d': (4, 17), 'e': (5, 22), 'g': (7, 36)},
    ),
    'header in a list': (
        'a = [\n[b],\n[c = 1]\n]\nd = 2\n',
        {'a': (1, 3), 'a.0': (2, 7), 'a.0.0': (2, 8), 'a.1': (3, 12), 'a.1.0': (3, 13), 'd': (5, 24)},
    ),
    'twice': (
        'a = 1\na = 2\n[b]\nc = 1\n[b]\nc = 2\n',
        {'a': (1, 3), 'b': (3, 14), 'b.c': (4, 19)},
    ),
}
# fmt: on


@pytest.mark.parametrize("name", TEXTS)
def test_every_key_has_its_line_and_the_place_of_its_value(name: str) -> None:
    text, known = TEXTS[name]
    lines, offsets = Lines(text), Offsets(text)
    assert {".".join(map(str, path)): (line, offsets.known[path]) for path, line in lines.known.items()} == known
    assert offsets.known.keys() == lines.known.keys()
    assert (lines.trouble, offsets.trouble) == (None, None)


KEY, DEEP = "a key of more than 24 parts", "lists and tables nested more than 24 deep"


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("a." * 23 + "a = 1\n", None),
        ("\n" + "a." * 24 + "a = 1\n", (2, KEY)),
        ("[" + "a." * 23 + "a]\n", None),
        ("x = 1\n[" + "a." * 24 + "a]\n", (2, KEY)),
        ("x = 1\n[[" + "a." * 24 + "a]]\n[b]\n", (2, KEY)),
        ("x = { " + "a." * 24 + "a = 1 }\n", (1, KEY)),
        ("a = " + "[" * 24 + "\n" + "]" * 24 + "\nb = [[]]\n", None),
        ("a = " + "[" * 24 + "\n[\n[", (2, DEEP)),
        ("a = " + "{ a = " * 24 + "1", None),
        ("a = " + "{ a = " * 25 + "1", (1, DEEP)),
        ("a = " + "[{ a = " * 12 + "1", None),
        ("a = " + "[{ a = " * 12 + "[]", (1, DEEP)),
        ("a = [" + "1, " * 100 + "]\n" + "b = 1\n" * 100, None),
        ("a = [" + "[], " * 100 + "]\n", None),
        ("a b c d e f g h i j k l m n o p q r s t u v w x\n" * 2, None),
    ],
)
def test_what_must_not_reach_the_parser(text: str, trouble: tuple[int, str] | None) -> None:
    assert (Lines(text).trouble, Offsets(text).trouble) == (trouble, trouble)


def test_nothing_is_read_behind_what_must_not_reach_the_parser() -> None:
    assert ("b",) not in Lines("[" + "a." * 24 + "a]\n[b]\n").known
    assert ("b",) not in Lines("a = " + "[" * 25 + "\nb = 1\n").known


def test_a_key_that_is_not_there_stands_at_the_nearest_table() -> None:
    lines = Lines("x = 1\n[a]\nb = { c = 1 }\n")
    assert [lines.of(at) for at in (("a", "b", "d"), ("a", "d", "e"), ("d",), (), ("x", 3))] == [3, 2, 1, 1, 1]
    preset = Lines("\npreset = 'adr'\n[a.b]\nc = 1\n[d]\n")
    assert [preset.of(at) for at in (("a", "b", "z"), ("a", "z"), ("d", "z"), ("d",), ("z", "z"))] == [3, 2, 2, 5, 2]
