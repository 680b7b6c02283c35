"""Each message's advice is followed to the letter in the rule's example, and its finding goes away."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from adoption.test_every_rule import EXAMPLES, LATE, judged
from ledgergate.gate import judge
from ledgergate.moments import Asked
from ledgergate.request import Request
from ledgergate.rules import CATALOGUE
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from ledgergate.model import Finding

    Follow = Callable[[Repository, Finding, "re.Match[str]"], None]

AUTHORS = {
    "LG103": "takes back an edit of closed work, or opens a package",
    "LG207": "names another item",
    "LG208": "merges two items",
    "LG211": "renames an item",
    "LG214": "knows which of two keys is meant",
    "LG312": "renames a column, or changes the policy",
    "LG401": "adds a file that nobody has written",
    "LG402": "finds evidence",
    "LG403": "finds evidence",
    "LG404": "does the work",
    "LG405": "looks where it is now",
    "LG406": "finds evidence",
    "LG407": "decides whether the work is done",
    "LG501": "writes a document",
    "LG502": "writes a text",
    "LG504": "writes an answer",
    "LG901": "takes back an edit of the policy",
    "LG903": "takes back an edit of a hook",
}


def run(repository: Repository, _: Finding, said: re.Match[str]) -> None:
    repository.git(*shlex.split(said["command"])[1:])


def mend(repository: Repository, _: Finding, __: re.Match[str]) -> None:
    """`ledgergate fix` itself, as a user starts it."""
    from fixing import run as fix

    code, said = fix(repository)
    assert code == 0, said


def replace(repository: Repository, one: Finding, said: re.Match[str]) -> None:
    lines = text(repository, one)
    row = lines[one.place.line - 1]
    lines[one.place.line - 1] = row[: one.place.column - 1] + said["text"] + row[one.place.end_column - 1 :]
    repository.write(one.place.path, "".join(lines))


def retitle(repository: Repository, one: Finding, said: re.Match[str]) -> None:
    lines = text(repository, one)
    called = re.search(r"calls \S+ '(.+?)'", one.message)
    assert called is not None
    lines[one.place.line - 1] = lines[one.place.line - 1].replace(called[1], said["text"])
    repository.write(one.place.path, "".join(lines))


def remove(repository: Repository, one: Finding, _: re.Match[str]) -> None:
    lines = text(repository, one)
    del lines[one.place.line - 1]
    repository.write(one.place.path, "".join(lines))


def remove_above(repository: Repository, one: Finding, _: re.Match[str]) -> None:
    lines = text(repository, one)
    del lines[one.place.line - 2]
    repository.write(one.place.path, "".join(lines))


def trim(repository: Repository, one: Finding, _: re.Match[str]) -> None:
    lines = text(repository, one)
    lines[one.place.line - 1] = lines[one.place.line - 1].rstrip() + "\n"
    repository.write(one.place.path, "".join(lines))


def unmark(repository: Repository, one: Finding, _: re.Match[str]) -> None:
    lines = [line for line in text(repository, one) if line[:7] not in ("<" * 7, "=" * 7, ">" * 7)]
    repository.write(one.place.path, "".join(lines))


def insert(repository: Repository, one: Finding, said: re.Match[str]) -> None:
    lines = text(repository, one)
    lines.insert(one.place.line, said["text"] + "\n")
    repository.write(one.place.path, "".join(lines))


def below(repository: Repository, one: Finding, said: re.Match[str]) -> None:
    """A line below the heading, as the next lines are."""
    lines = text(repository, one)
    lines[one.place.line :] = ["\n", f"{said['line']}{said['text']}\n", *lines[one.place.line + 1 :]]
    repository.write(one.place.path, "".join(lines))


def append(repository: Repository, _: Finding, said: re.Match[str]) -> None:
    path = Path(repository.path) / said["path"]
    repository.write(
        said["path"], path.read_text(encoding="utf-8") + said["text"].replace("REASON", "no demand") + "\n"
    )


def retype(repository: Repository, one: Finding, _: re.Match[str]) -> None:
    lines = text(repository, one)
    lines[one.place.line - 1] = "".join(filter(str.isprintable, lines[one.place.line - 1])) + "\n"
    repository.write(one.place.path, "".join(lines))


def tick(repository: Repository, one: Finding, _: re.Match[str]) -> None:
    lines = text(repository, one)
    lines[one.place.line - 1] = lines[one.place.line - 1].replace("[ ]", "[x]")
    repository.write(one.place.path, "".join(lines))


def own(repository: Repository, one: Finding, said: re.Match[str]) -> None:
    """The second item gets a key of its own; its row is the report's own business."""
    lines = text(repository, one)
    lines[one.place.line - 1] = lines[one.place.line - 1].replace("C-1", "C-9")
    repository.write(one.place.path, "".join(lines))


def state(repository: Repository, one: Finding, said: re.Match[str]) -> None:
    """A field that the item lacks, written at its end."""
    lines = text(repository, one)
    lines.insert(one.place.line + 2, f"- **{said['field'].title()}**: {said['text']}\n")
    repository.write(one.place.path, "".join(lines))


def delete(repository: Repository, _: Finding, __: re.Match[str]) -> None:
    """The last block of the policy."""
    policy = (Path(repository.path) / "ledgergate.toml").read_text(encoding="utf-8")
    repository.write("ledgergate.toml", policy.partition("[[waiver]]")[0])


def link(repository: Repository, one: Finding, said: re.Match[str]) -> None:
    lines = text(repository, one)
    lines[one.place.line - 1] = re.sub(r"\(.*?\)", f"(../{said['text']})", lines[one.place.line - 1])
    repository.write(one.place.path, "".join(lines))


def text(repository: Repository, one: Finding) -> list[str]:
    return (Path(repository.path) / one.place.path).read_text(encoding="utf-8").splitlines(keepends=True)


HANDS: tuple[tuple[str, Follow], ...] = (
    (r"ledgergate fix$", mend),
    (r"(?:.*: )?(?P<command>git (?:restore|mv) .*?)(?:    .*)?$", run),
    (r"add a row:  (?P<text>.+)$", insert),
    (r"add the row: (?P<text>.+)$", insert),
    (r"(?:restore it, or )?write into (?P<path>[^,:]+)(?:, under '.*?')?: (?P<text>.+)$", append),
    (r"write (?P<text>\w+) for (?P<field>\w+),", state),
    (r"below it write (?P<line>.*)VALUE    one of (?P<text>\w+)", below),
    (r"(?:write )?one of (?P<text>\w+),", replace),
    (r"write '(?P<text>[\w ]+)' for '", retitle),
    (r"write (?P<text>[\w /]+?)(?: here, .*)?$", replace),
    (r"keep one of", remove),
    (r"remove the blank line above it", remove_above),
    (r"remove the blanks at the end of the line", trim),
    (r"keep what is right of both sides, and remove the lines", unmark),
    (r"remove ", remove),
    (r"merge it with .*, or give it its own key", own),
    (r"type it again", retype),
    (r"tick it", tick),
    (r"delete the \[\[waiver\]\]", delete),
    (r"link to (?P<text>[^,]+),", link),
)


@pytest.mark.parametrize("code", [rule.code for rule in CATALOGUE if rule.code not in AUTHORS])
def test_what_the_message_advises_ends_its_finding(tmp_path: Path, code: str) -> None:
    case = EXAMPLES[code]
    one = next(each for each in judged(tmp_path, case, case.rejected, LATE) if each.code == code)
    repository = Repository(tmp_path / "team", init=False)
    cure = one.cure[0]
    found = [(hand, said) for pattern, hand in HANDS if (said := re.match(pattern, cure))]
    assert found, f"nobody knows how to follow '{cure}': make it mechanical, or say in AUTHORS what it asks of a person"

    found[0][0](repository, one, found[0][1])
    if "git restore --staged" not in cure:
        repository.stage()
    asked = Asked(staged=True, cwd=str(repository.path), environment=repository.environment())
    after = judge(Request(asked, today=LATE, message=case.subject)).findings

    left = {(each.code, each.key, each.place.path, each.message) for each in after}
    assert (code, one.key, one.place.path, one.message) not in left, [each.message for each in after]


def test_those_that_ask_for_a_person_are_rules() -> None:
    assert set(AUTHORS) <= {rule.code for rule in CATALOGUE}
