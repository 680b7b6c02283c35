"""What each line of a configuration says, sign by sign, and that git says the same as far as it reads the file."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from ledgergate.git.config import values
from support import scrubbed

# A configuration -> each line's section, subsection, key and value, as far as git reads the file.
CONFIGURATIONS: dict[str, list[tuple[str, str, str, str]]] = {
    "[a]\r\nb = cX d X\nX = Xy # e\nf = g\nh = i": [
        ("a", "", "b", "cX d X"), ("a", "", "x", "Xy"), ("a", "", "f", "g"), ("a", "", "h", "i")],
    "": [], "\n# c\n; d\n \t": [], "[a]": [], "[A.B]\nc=1": [("a", "B".lower(), "c", "1")],
    '[A "B c"]\nD-1 = e f \n': [("a", "B c", "d-1", "e f")], '[a "x\\"y\\\\z\\q"]b=1': [("a", 'x"y\\zq', "b", "1")],
    "[a]b": [("a", "", "b", "")], "[a] b =": [("a", "", "b", "")], "[a]\nb = c # d\ne = f;g": [
        ("a", "", "b", "c"), ("a", "", "e", "f")],
    '[a]\nb = " c " d\ne="#;"': [("a", "", "b", " c  d"), ("a", "", "e", "#;")],
    "[a]\nb = c\\\n d\ne = \\n\\t\\b\\\"\\\\x": [("a", "", "b", "c d"), ("a", "", "e", '\n\t\b"\\x')],
    "[a]\nb = c\\": [("a", "", "b", "c")], "\ufeff[a]\r\nb = c\r\n[d]\r\ne = f\r\n": [
        ("a", "", "b", "c"), ("d", "", "e", "f")],
    "b = c": [("", "", "b", "c")], "[a]\nb = c\n=x\nd = e": [("a", "", "b", "c")], "[a]\nb = c\n[d\ne = f": [
        ("a", "", "b", "c")],
    '[a]\nb = "c\nd = e': [], "[a]\nb = \\q\nd = e": [], "[a]\n1b = c": [], '[a "b\nc"]\nd = e': [],
    "[a]\nb = c\td \t\n": [("a", "", "b", "c\td")], "[a]\nb=\n\nc = d": [("a", "", "b", ""), ("a", "", "c", "d")],
    '[a]\nb = ""\nc = "  "': [("a", "", "b", ""), ("a", "", "c", "  ")], "[a-b.C-d]\ne\nf": [
        ("a-b", "c-d", "e", ""), ("a-b", "c-d", "f", "")],
    "[a]\nb = c #": [("a", "", "b", "c")], "[a]\nb = #x": [("a", "", "b", "")], "[a]\nb = c;": [("a", "", "b", "c")],
    "[a]\nb = \"x\"y\"#\" \n": [("a", "", "b", "xy#")],
    "[a]\nb = \\t \nc = d": [("a", "", "b", "\t"), ("a", "", "c", "d")],
}  # fmt: skip


@pytest.mark.parametrize("text", CONFIGURATIONS)
def test_a_configuration_is_read_as_far_as_git_reads_it(text: str, tmp_path: Path) -> None:
    told = CONFIGURATIONS[text]
    assert list(values(text)) == told
    (tmp_path / "f").write_bytes(text.encode())
    words = ["git", "config", "-f", os.fspath(tmp_path / "f"), "--list", "-z"]
    said = subprocess.run(words, env=scrubbed(tmp_path), capture_output=True, check=False).stdout.decode()
    assert [blanks(*one.partition("\n")) for one in said.split("\0")[:-1]] == [
        blanks(".".join(filter(None, (section, below, key))), "", value) for section, below, key, value in told
    ]


def blanks(name: str, _: str, value: str) -> tuple[str, str]:
    """A name and its value, a tab as a space: gits of before 2024 read one between two words as a space."""
    return name, value.replace("\t", " ")
