"""Tables that are not read are seen: where they stand, in which language, and how many rows they hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgergate.foreign_tables import ASCIIDOC, HTML, MEDIAWIKI, RST, foreign_tables
from steps import lines_run


def seen(text: str) -> list[tuple[str, int, int]]:
    return [(one.language, one.line, one.rows) for one in foreign_tables(text.encode())]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("|===\n| Id | Status\n\n| C-1 | done\n| C-2 | open\n|===\n", 2),
        ("|===\n| C-1 | done\n| C-2 | open\n|===\n", 2),
        ('[cols="1,2"]\n|===\n| Id\n| Status\n\n| C-1\n| done\n\n| C-2\n| open\n|===\n', 3),
        ('[%header,cols="3*"]\n|===\n|Id |Status |Owner\n|C-1 |done |a\\|b\n|C-2\n|open\n|c\n|===\n', 2),
        ("|====\n|a\n|b\n|====\n", 2),
        ("|===\n|a |b\n", 1),
    ],
)
def test_asciidoc(text: str, rows: int) -> None:
    line = 1 + text.startswith("[")
    assert seen(text) == [(ASCIIDOC, line, rows)]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "+----+------+\n| Id | S    |\n+====+======+\n| 1  | done |\n|    | more |\n+----+------+\n"
            "| 2  | x    |\n+----+------+\n",
            2,
        ),
        ("+----+---+\n| 1  | a |\n+----+---+\n| 2  | b |\n+----+---+\n", 2),
        ("====  ======\nId    Status\n====  ======\nC-1   done\nC-2   open\n      later\n====  ======\n", 2),
        ("====  ======\nC-1   done\nC-2   open\n====  ======\n\nText goes on.\n\nAnd on.\n", 2),
        (
            ".. list-table:: Work\n   :header-rows: 1\n   :widths: 10 20\n\n   * - Id\n     - Status\n"
            "   * - C-1\n     - done\n\nText.\n",
            1,
        ),
        (".. csv-table::\n   :header: Id, Status\n\n   C-1, done\n   C-2, open\n\nText.\n", 2),
    ],
)  # fmt: skip
def test_restructured_text(text: str, rows: int) -> None:
    assert seen(text) == [(RST, 1, rows)]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "<table>\n<tr><th>Id</th></tr>\n<tr><td>1</td><td>2</td></tr>\n<tr>\n<th>2</th><td>b</td>\n"
            "</tr>\n</table>\n",
            2,
        ),
        ("<TABLE class=x><TR><TD>1</TD></TR></TABLE> text\n", 1),
        ("<table>\n<tr><td>1<table>\n<tr><td>in</td></tr></table></td></tr>\n</table>\n", 2),
        ("<table>\n<tr><td>never closed\n", 1),
    ],
)  # fmt: skip
def test_html(text: str, rows: int) -> None:
    assert seen(text) == [(HTML, 1, rows)]


def test_several_in_one_document() -> None:
    text = "# D\n\n<table>\n<tr><td>1\n</table>\n\n|===\n|a\n|===\n\n{|\n! K\n|-\n| 1\n|-\n| 2\n|}\n"
    assert seen(text) == [(HTML, 3, 1), (ASCIIDOC, 7, 1), (MEDIAWIKI, 11, 2)]


@pytest.mark.parametrize(
    "text",
    [
        "| a | b |\n|---|---|\n| 1 | 2 |\n", "|===|===|\n",
        "```html\n<table>\n<tr><td>1\n</table>\n```\n", "Title\n=====\n",
        "a <b>table</b> of contents\n", "~~~\n|===\n|a\n|===\n~~~\n",
        "== a ==\n", "+ an entry\n+ - another\n", "</table>\n",
        "<tr><td>no table around\n",
    ],
)  # fmt: skip
def test_what_only_looks_like_one(text: str) -> None:
    assert seen(text) == []


_PARTS = [
    "|===", "|", "| a | b", "[cols=\"1,2\"]", "+--+--+", "+==+==+", "| x |", "==== ====", "a    b", ".. list-table::",
    "   :header-rows: 1", "   * - a", "<table>", "</table>", "<tr>", "<td>", "{|", "|}", "|-", "```", "", " ", "é",
]  # fmt: skip


@given(st.lists(st.sampled_from(_PARTS), max_size=40), st.sampled_from(["\n", "\r\n", "\r"]))
def test_any_text_is_looked_at(parts: list[str], end: str) -> None:
    text = end.join(parts)
    for _, line, rows in seen(text):
        assert 1 <= line <= len(parts)
        assert 0 <= rows <= text.count("|") + text.count("<td>") + len(parts)


@pytest.mark.parametrize("part", _PARTS)
@pytest.mark.parametrize("head", ["", "|===\n", "+--+\n", "== ==\n", "<table>\n", "{|\n"])
def test_each_line_is_looked_at_once(head: str, part: str) -> None:
    def steps(times: int) -> int:
        return lines_run(lambda text: seen(text), head + f"{part}\n" * times)

    assert steps(800) < 5 * steps(200) + 2000
