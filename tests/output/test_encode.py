"""One encoder per place."""

from __future__ import annotations

import pytest

from ledgergate.output import encode


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain äöü 漢字 \u26a0\ufe0f", "plain äöü 漢字 \u26a0\ufe0f"),
        ("a\nb\r\tc", r"a\nb\r\tc"),
        ("\x1b[31m\x7f\x9b", r"\x1b[31m\x7f\x9b"),
        ("x\u202ey\u200b\u2028", r"x\u202ey\u200b\u2028"),
        ("\udcfe\ud800", r"\xfe\ud800"),
        ("\U000e0041", r"\U000e0041"),
        ("\u034f\u061c\xad", r"\u034f\u061c\xad"),
        ("\udc7f\udc80\udcff\udd00", r"\udc7f\x80\xff\udd00"),
        ("\uffff\U0001d173\U0010ffff", r"\uffff\U0001d173\U0010ffff"),
        ("a\xa0b", "a\xa0b"),
    ],
)
def test_a_terminal_shows_what_it_would_have_obeyed(text: str, shown: str) -> None:
    assert encode.terminal(text) == shown


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("a ::error:: b", "a ::error:: b"),
        ("\u3000::error::x", "\u3000\\::error::x"),
        ("x ##[error]y", r"x #\#[error]y"),
        ("##VSO[task]", r"#\#VSO[task]"),
        ("## Heading", "## Heading"),
        ("+++ b/x", r"\+++ b/x"),
        ("--- a/x", r"\--- a/x"),
        ("~~~ fold", r"\~~~ fold"),
        ("^^^ fold", r"\^^^ fold"),
        ("  section_start:1:x", r"  \section_start:1:x"),
        ("section_end:1:x", r"\section_end:1:x"),
        ("travis_fold:start:x", r"\travis_fold:start:x"),
        ("a section_end:1", "a section_end:1"),
        ("---", "---"),
        ("##teamcity[x] ##TEAMCITY[x", r"#\#teamcity[x] #\#TEAMCITY[x"),
        ("##vso [task] ##error", "##vso [task] ##error"),
    ],
)
def test_a_log_line_commands_nothing(line: str, shown: str) -> None:
    assert encode.defused(line) == shown


def test_html_and_xml_hold_text_in_attributes_too() -> None:
    assert encode.html("<a b='c\"'>&\x00") == "&lt;a b=&#39;c&quot;&#39;&gt;&amp;\\x00"
    assert encode.xml("<\x0c>", "&") == "&lt;\\x0c&gt;\n&amp;"


def test_markdown_prose_names_nobody_and_leads_nowhere() -> None:
    assert encode.markdown("ask @me about #12 at https://x or www.x") == (
        "ask @&#8203;me about #&#8203;12 at https:&#8203;//x or www&#8203;.x"
    )
    assert encode.markdown("a|b *c* 50% of 3") == "a&#124;b &#42;c&#42; 50% of 3"


def test_markdown_code_can_be_copied_as_it_is() -> None:
    assert encode.markdown_code("a|`b`") == "<code>a&#124;&#96;b&#96;</code>"
    assert encode.markdown_code("") == ""


def test_a_clipped_text_says_that_it_goes_on() -> None:
    assert encode.clipped("abcdef", 6) == "abcdef"
    assert encode.clipped("abcdefg", 6) == "abc..."


def test_letters_and_digits_are_themselves_everywhere() -> None:
    plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789"
    for encoder in (encode.terminal, encode.defused, encode.html, encode.xml, encode.markdown, encode.csv):
        assert encoder(plain) == plain
    assert encode.command_line(plain) == encode.command_property(plain) == plain
    assert encode.markdown_code(plain) == f"<code>{plain}</code>"


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [("abc", 3, "abc"), ("abcd", 3, "..."), ("abcd", 2, "..."), ("abcdef", 4, "a..."), ("", 0, ""), ("a", 0, "...")],
)
def test_a_text_is_cut_to_its_room(text: str, most: int, shown: str) -> None:
    assert encode.clipped(text, most) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("@a #1 !2 ~b %c $d &e", "@&#8203;a #&#8203;1 !&#8203;2 &#126;&#8203;b %&#8203;c &#36;&#8203;d &amp;&#8203;e"),
        ('~"a b"', '&#126;&#8203;"a b"'),
        ("a@ # b! 5%", "a@ # b! 5%"),
        (":tada: a:b :+1: 3: 4", ":&#8203;tada: a:b :&#8203;+1: 3: 4"),
        ("gh-4 GH-4 high-4", "gh-&#8203;4 GH-&#8203;4 high-4"),
        ("WWW.x.y", "WWW&#8203;.x.y"),
        ("- a", "&#45; a"),
        ("+ a", "&#43; a"),
        ("= a", "&#61; a"),
        ("# a", "&#35; a"),
        (" a", "&#32;a"),
        ("1. a", "&#49;. a"),
        ("123456789) a", "&#49;23456789) a"),
        ("1234567890. a", "1234567890. a"),
        ("12 a", "12 a"),
        ("a - 1. b", "a - 1. b"),
        ("&<>\\`*_[]~$|", "&#38;&#60;&#62;&#92;&#96;&#42;&#95;&#91;&#93;&#126;&#36;&#124;"),
    ],
)
def test_prose_holds_no_mark_of_markdown(text: str, shown: str) -> None:
    assert encode.markdown(text).replace("&#38;", "&amp;") == shown.replace("&#38;", "&amp;")


def test_code_holds_no_address_and_no_mention() -> None:
    assert encode.markdown_code("see https://x and www.y, a:b") == "<code>see https&#58;//x and www&#46;y, a:b</code>"
    assert encode.markdown_code("@me") == "<code>@<!-- -->me</code>"


def test_an_address_is_written_in_percents_where_it_could_end() -> None:
    assert encode.markdown_address("https://x.y/a?b=c&d=%20#e~+,;@f-g_h") == "https://x.y/a?b=c&d=%20#e~+,;@f-g_h"
    assert encode.markdown_address("a b)ä\ud800'") == "a%20b%29%C3%A4%3F%27"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"), ("=1", "'=1"), ("+a", "'+a"), ("-a", "'-a"), ("@a", "'@a"), ("+1", "+1"), ("-1.5", "-1.5"),
        ("-1.5.2", "'-1.5.2"), ("=1.5", "'=1.5"), ("@1", "'@1"), ("-", "'-"), ("-\u0661", "'-\u0661"),
        (" =1", "' =1"), ("a,b", '"a,b"'), ('a"b', '"a""b"'), (" a", '" a"'), ("a ", '"a "'), ("a\nb", "a\\nb"),
        ("##[x", "#\\#[x"), ("", ""),
    ],
)  # fmt: skip
def test_a_cell_of_csv(text: str, shown: str) -> None:
    assert encode.csv(text) == shown


def test_a_json_document_is_ascii_and_commands_nothing() -> None:
    given = {"ä": ["\ud800", ("##[x", 1)], "\udcff": None, "t": True}
    assert encode.json(given) == (
        '{\n "\\u00e4": [\n  "\\\\ud800",\n  [\n   "#\\u0023[x",\n   1\n  ]\n ],\n "\\\\xff": null,\n "t": true\n}\n'
    )
    assert encode.utf8("ä\ud800\udcfe\x1b") == "ä\\ud800\\xfe\x1b"


def test_a_property_and_a_line_of_a_command_stand_in_one_line() -> None:
    assert encode.command_property("a:b,c%d\n##[e") == "a%3Ab%2Cc%25d\\n#\\#[e"
    assert encode.command_line("a:b,c%", "::d", "e\n") == "a:b,c%25%0A\\::d%0Ae\\n"
