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
