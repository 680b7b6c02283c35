"""A guide's blocks, as they stand in its Markdown."""

from __future__ import annotations

import re
from typing import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_FENCE = re.compile(r"^(\s*)(`{3,}|~{3,})\s*(.*?)\s*$")
_INFO = re.compile(r"(?P<language>[\w-]+)(?: title=\"(?P<title>[^\"]+)\")?")
_SET_UP = re.compile(r"^<!-- story: ([^\n]*?)(?: -->)?$")


class Unwritten(ValueError):
    """The guide is not written in the way in which guides are."""


class Block(NamedTuple):
    """A fence, or a set-up in a comment (language "story", its verb is the title). `line` is its first, from 1."""

    language: str
    title: str
    text: str
    line: int


class Command(NamedTuple):
    """What is run, how it is written, and the lines that it should print."""

    script: str
    written: list[str]
    expected: list[str]


def steps(text: str) -> Iterator[Block]:
    """What is to be done, from top to bottom."""
    lines = text.splitlines()
    at = 0
    while at < len(lines):
        fence, comment = _FENCE.match(lines[at]), _SET_UP.match(lines[at])
        start, at = at, at + 1
        if comment:
            end = start if lines[start].endswith("-->") else _end(lines, start, "-->")
            yield Block("story", comment[1], _joined(lines[at:end]), start + 1)
            at = end + 1
        elif fence:
            indent, sign, info = fence.groups()
            told = _INFO.fullmatch(info)
            if indent or sign[0] == "~" or not told:
                raise Unwritten(f"line {at}: a block begins with ``` and its language: {lines[start]}")
            end = _end(lines, start, sign)
            yield Block(told["language"], told["title"] or "", _joined(lines[at:end]), start + 1)
            at = end + 1


def _end(lines: list[str], start: int, sign: str) -> int:
    for at in range(start + 1, len(lines)):
        if lines[at].rstrip() == sign:
            return at
    raise Unwritten(f"line {start + 1}: no line ends this: {lines[start]}")


def _joined(lines: list[str]) -> str:
    return "".join(f"{one}\n" for one in lines)


def commands(block: Block) -> Iterator[Command]:
    """The commands of a console block; a line that ends with a backslash goes on in the next, after `> `."""
    made: Command | None = None
    for line in block.text.splitlines():
        if line.startswith("$ "):
            if made:
                yield made
            made = Command(line[2:], [line], [])
        elif made is None:
            raise Unwritten(f"line {block.line}: a console block begins with a command")
        elif made.script.endswith("\\") and line.startswith("> ") and not made.expected:
            made = Command(f"{made.script}\n{line[2:]}", [*made.written, line], [])
        else:
            made.expected.append(line.rstrip())
    if made:
        yield made


def unnamed(text: str) -> list[str]:
    """The blocks whose file the text above them, up to the block before, does not name: a forge shows no titles."""
    lines, last, wrong = text.splitlines(), 0, []
    for block in steps(text):
        if block.language == "story":
            continue
        above = "\n".join(lines[last : block.line - 1])
        last = block.line + block.text.count("\n") + 1
        if block.title and f"`{block.title}`" not in above:
            wrong.append(f"line {block.line}: the text above this block does not name `{block.title}`")
    return wrong
