"""The project's English: spelled right, in one of its two spellings, and as plain as the code is meant to be."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import codespell_lib
import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted(path.relative_to(ROOT) for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
# Its code is what programs print, the messages of the gate among it: there they are read as well.
MESSAGES = Path("docs/messages.md")
CODE = re.compile(r"^ *(`{3,}).*?^ *\1`*$|^(?: {4}|\t).*?$|(?<!`)(`+)(?!`).*?(?<!`)\2(?!`)", re.M | re.S)
ADDRESS = re.compile(r"(?<=\]\()[^)\s]+|https?://\S+|(?<=\| )[\w.-]+/[\w.-]+(?= \|)")
# American where the dictionary has a British word that means something else, or that computers do not know.
SHARED = {"artifact", "artifacts", "program", "programs", "story", "stories", "writable", "check", "checks"}
PLAIN = {
    r"simply|obviously|basically|of course|easily|actually|please": "leave it out",
    r"e\.g\.|i\.e\.|etc\.|via|resp\.": "write it in English",
    r"ways? out": "fix",
    r"(walk|walks|walked|walking) around": "bypass",
    r"(hold|holds|held) (it |them |each )?to": "check, compare with",
    r"doors?": "entry point",
}


def prose(path: Path) -> str:
    """A page with blanks in place of its code and its addresses, so that lines stay where they are."""
    text = (ROOT / path).read_text(encoding="utf-8")
    for pattern in (CODE, ADDRESS) if path != MESSAGES else (ADDRESS,):
        text = pattern.sub(lambda found: re.sub(r"\S", " ", found[0]), text)
    return text


def found(pattern: str, path: Path) -> list[tuple[int, str]]:
    """Where a page has such words, by line."""
    text = prose(path)
    words = re.finditer(rf"\b(?:{pattern})(?!\w)", text, re.I)
    return [(text.count("\n", 0, one.start()) + 1, one[0]) for one in words]


def american() -> dict[str, str]:
    """American spellings, each with the British one."""
    folder = Path(codespell_lib.__file__).parent / "data"
    pairs = (line.split("->") for line in (folder / "dictionary_en-GB_to_en-US.txt").read_text("utf-8").splitlines())
    return {one.strip(): british for british, words in pairs for one in words.split(",") if one.strip()}


def test_words_are_spelled_right_on_pages_in_messages_and_in_the_code() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "codespell_lib", *map(str, PAGES), "src", "hooks", "release", "examples"],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, ""), "mend it, or see [tool.codespell] in pyproject.toml"


def test_a_word_that_is_wrong_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("The gate has recieved it.\n", encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "codespell_lib", page], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, "recieved ==> received" in done.stdout) == (65, True)


@pytest.mark.parametrize("path", PAGES, ids=str)
def test_a_page_is_written_in_plain_british_english(path: Path) -> None:
    spelled = american()
    words = found(r"[a-z]+", path)
    foreign = [(line, word, spelled[word.lower()]) for line, word in words if word.lower() in spelled.keys() - SHARED]
    assert foreign == []
    assert [(line, words, instead) for pattern, instead in PLAIN.items() for line, words in found(pattern, path)] == []
