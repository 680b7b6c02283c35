"""Every output format is valid whatever a repository says, in each place of a verdict.

The first bytes of an input choose which of its lines goes where.
"""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from functools import cache
from random import Random
from zlib import crc32

from jsonschema import Draft7Validator

from fuzzing import corpus
from fuzzing.target import Target, law
from ledgergate.errors import Misused, NotChecked
from ledgergate.model import (
    Compared,
    Edit,
    Examined,
    Finding,
    Fix,
    NotRun,
    Partition,
    Place,
    Posture,
    Related,
    Unchecked,
    Verdict,
)
from ledgergate.output import FORMATS, not_checked, render
from ledgergate.output.github import summary
from ledgergate.output.schemas import schema
from output.test_hostile import COMMAND, UNSHOWN, each_string, finished
from verdicts import HOSTILE, RULES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_OURS = {"h3", "p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "code", "details", "summary"}
_ELEMENTS = {"testsuites", "testsuite", "testcase", "failure", "error", "skipped", "system-out"}


def _verdict(data: bytes) -> tuple[Verdict, Misused | NotChecked]:
    chance = Random(crc32(data))
    texts = data.decode("utf-8", "surrogateescape").split("\n%\n") or ["x"]

    def text() -> str:
        return chance.choice(texts)

    def place() -> Place:
        line = chance.choice((0, 1, 7, 10**7))
        column = chance.choice((1, 3, 99)) if line else 1
        return Place(text() or "x", line, column, line, column, chance.choice(("after", "before")))

    def finding() -> Finding:
        fix = Fix(text(), (Edit(text() or "x", 0, 1, text()),), safe=chance.random() < 0.5)
        rule = chance.choice(RULES)
        return Finding(
            rule.code, rule.name, place(), text() or "x", (text(), text()), text(), (Related(place(), text()),), text(),
            chance.choice(("block", "advise")), introduced=chance.choice((None, True, False)), fingerprint="f" * 32,
            fix=chance.choice((None, fix)), waived_by=chance.choice((None, None, text())),
        )  # fmt: skip

    verdict = Verdict(
        Compared(text(), chance.choice((None, text())), text(), text(), Posture(True, text(), place(), text()), (text(),)),
        Examined(1, 1, {text(): 1}, 1, 1, 1, 1), tuple(finding() for _ in range(chance.choice((0, 1, 3)))),
        (Partition(text(), 1, {text(): 1}, 1),), (NotRun(text(), text()),), (text(),), (text(),),
        numbers=(text(),), unchecked=(Unchecked(text(), text(), chance.choice((None, place()))),),
    )  # fmt: skip
    kind = chance.choice((Misused, NotChecked))
    return verdict, kind(text(), text(), mistakes=(text(), text()))


def holds(data: bytes) -> None:
    verdict, error = _verdict(data)
    options = {"rules": RULES, "verbose": True}
    for name in FORMATS:
        for shown in (render(name, verdict, **options), not_checked(name, error, rules=RULES)):
            shown.encode("utf-8")
            law(shown.endswith("\n") or not shown, "a document ends its line", name)
            law(not UNSHOWN.search(shown), "nothing moves a cursor or hides", name, UNSHOWN.findall(shown))
            law(not COMMAND.search(shown), "no service is given a command", name, COMMAND.findall(shown))
            _LAWS[name](shown)
    _markdown(summary(verdict))


def _plain(shown: str) -> None:
    begun = [line for line in shown.split("\n") if re.match(r"\s*(?:::|section_(?:start|end):|travis_fold:)", line)]
    law(not begun, "no line of a log begins a command", begun)


def _json(shown: str) -> None:
    _plain(shown)
    made = json.loads(shown)
    for one in each_string(made):
        one.encode("utf-8")
    errors = [one.message for one in _schemas("json").iter_errors(made)]
    law(not errors, "the document fits its schema", errors)


def _sarif(shown: str) -> None:
    _plain(shown)
    errors = [one.message for one in _schemas("sarif").iter_errors(json.loads(shown))]
    law(not errors, "the document fits its schema", errors)


@cache
def _schemas(name: str) -> Draft7Validator:
    made: Any = schema("check")
    if name == "sarif":
        made = json.loads((corpus.ROOT / "tests/schemas/sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    return Draft7Validator(made)


def _gitlab(shown: str) -> None:
    _plain(shown)
    made = json.loads(shown)
    law(all({"description", "fingerprint", "severity", "location"} <= set(one) for one in made), "each issue is whole")


def _junit(shown: str) -> None:
    _plain(shown)
    tags = {one.tag for one in ElementTree.fromstring(shown.encode()).iter()}  # noqa: S314  # our own text
    law(tags <= _ELEMENTS, "the elements are ours", tags)


def _github(shown: str) -> None:
    commands = [line for line in shown.split("\n") if line.lstrip().startswith("::")]
    stops = [one for one in commands if one.startswith("::stop-commands::")]
    ends = {f"::{one.rpartition('::')[2]}::" for one in stops}
    form = r"::(?:error|warning|notice) (?:(?:file|line|col|endLine|endColumn|title)=[^:,]*,?)*::[^\n]*"
    for one in commands:
        law(one in stops or one in ends or re.fullmatch(form, one), "the service obeys our commands alone", one)


def _markdown(shown: str) -> None:
    law(not [line for line in shown.split("\n") if line.lstrip().startswith("/")], "no line begins a bot's command")
    page = finished(shown)
    tags = set(re.findall(r"</?([A-Za-z0-9]+)", page))
    law(tags <= _OURS, "a comment holds no markup of others", tags - _OURS)
    law(len(re.findall(r"<!-- (?!-->)", page)) == int(shown.startswith("<!-- ledgergate -->")), "one comment is ours")
    prose = re.sub(r"<code>.*?</code>", "", page, flags=re.DOTALL)
    called = re.search(r'[@#!](?=[\w"])|://|\bwww\.\w', re.sub(r"&[a-z]+;|&#\d+;", " ", prose))
    law(not called, "nobody is called, nothing is linked", called and prose[max(0, called.start() - 20) :][:60])


def _log_and_comment(shown: str) -> None:
    _plain(shown)
    _markdown(shown)


_LAWS: dict[str, Callable[[str], None]] = {
    "text": _plain, "json": _json, "sarif": _sarif, "github": _github, "gitlab": _gitlab, "junit": _junit,
    "markdown": _log_and_comment,
}  # fmt: skip
_WORDS = (*(one.encode("utf-8", "surrogatepass") for one in HOSTILE), b"\n%\n", b"::", b"##[", b"<", b">", b"&", b"`", b"|", b"@a", b"#1",
          b"http://", b"-->", b"]]>", b"\x1b[0m", b"\xe2\x80\xae", b"\xf3\xa0\x81\x81", b"/close", b"1. ", b"- ", b"    x", b"***")  # fmt: skip


def seeds() -> list[bytes]:
    hostile = [one.encode("utf-8", "surrogatepass") for one in HOSTILE]
    lines = [line for text in corpus.texts("output") for line in text.splitlines() if line]
    groups = [lines[at : at + 6] for at in range(0, len(lines), 6)]
    return [*hostile, b"\n%\n".join(hostile[:8]), *(b"\n%\n".join(one) for one in groups)]


TARGET = Target(holds, seeds, _WORDS)
