"""`ledgergate why KEY`: one item, all that is said of it, its history and its open findings, as text or JSON."""

from __future__ import annotations

import sys

from ledgergate.cli.state import say_alone, state, unread
from ledgergate.deadline import within
from ledgergate.dossier import concerns, dossiers
from ledgergate.ends import Policies
from ledgergate.errors import LedgergateError
from ledgergate.history.item import Past, past
from ledgergate.ledgers.conservation import disposed
from ledgergate.listing import chosen
from ledgergate.output import encode
from ledgergate.output.encode import clipped, defused, terminal
from ledgergate.output.stream import write
from ledgergate.request import Request
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledgergate.cli.state import Looked
    from ledgergate.dossier import Dossier, Said
    from ledgergate.history.item import Event
    from ledgergate.model import Finding
    from ledgergate.moments import Asked
    from ledgergate.sides import Side

_WIDEST = 160
_PARTS = ("places", "fields", "reports", "citations", "dispositions")


class Answer(Value):
    """What is told of one item of one ledger."""

    about: Dossier
    past: Past
    findings: tuple[Finding, ...]


def why(asked: Asked, key: str, ledger: str, form: str, *, most: int, workspace: str = "") -> int:
    """Prints all that is known of the item. Returns 0, or 3 where something of the state could not be read."""
    with state(asked, workspace) as (side, looked):
        folder = looked.folder
        if ledger:
            chosen(ledger, side.ledgers, "ledger")
        found = dossiers(side, key, ledger)
        pasts = [_past(side, looked, one, most) for one in found]
        missed = unread(side, folder)
        findings = _findings(looked, asked)
    answers = [
        _placed(Answer(one, then, tuple(finding for finding in findings if concerns(finding, one))), side, folder)
        for one, then in zip(found, pasts, strict=True)
    ]
    write(sys.stdout, as_json(key, answers) if form == "json" else "\n".join(map(as_text, answers)))
    write(sys.stderr, _lines(missed))
    say_alone(looked.others)
    return 3 if missed else 0


def _placed(one: Answer, side: Side, folder: str) -> Answer:
    """The same at the repository's paths, where the side is a workspace's."""
    if not folder:
        return one
    from ledgergate.workspaces import moved_findings

    origin = side.policy.origin

    def moved(every: tuple[Said, ...]) -> tuple[Said, ...]:
        return tuple(
            said.but(path=f"{folder}/{said.path}", binding=said.binding.replace(f"({origin}:", f"({folder}/{origin}:"))
            for said in every
        )

    about = one.about.but(**{name: moved(getattr(one.about, name)) for name in _PARTS})
    events = tuple(event.but(path=f"{folder}/{event.path}" if event.path else "") for event in one.past.events)
    return Answer(about, one.past.but(events=events), moved_findings(one.findings, folder))


def _past(side: Side, looked: Looked, one: Dossier, most: int) -> Past:
    change = looked.change
    tip = change.heads[0] if change.heads else change.tip_oid
    if not most or not one.items or tip in ("", change.git.layout.empty_tree):
        return Past()
    read = Policies(Request(), None)
    try:
        told = disposed(side, one.ledger)
        return past(
            change.git, tip, read, side.policy, one.ledger, one.items[0].key, most=most, told=told, folder=looked.folder
        )
    except LedgergateError as error:
        return Past(notes=(f"the history was not read: {error.message}",))


def _findings(looked: Looked, asked: Asked) -> tuple[Finding, ...]:
    """The open findings of the state, by its own paths; none where the gate cannot judge it, which `unread` tells."""
    from ledgergate.gate import judge, judge_side

    try:
        if not looked.folder:
            return judge(Request(asked)).findings
        with within(looked.change):
            return judge_side(Request(asked), looked.change, looked.folder)[0].findings
    except LedgergateError:
        return ()


def as_text(one: Answer) -> str:
    about = one.about
    title = about.items[0].label if about.items else f"{about.key}, which {about.ledger} no longer lists"
    made = [f"{title} ({about.ledger})"]
    for name, every in (("stands at", about.places), ("fields", about.fields), ("reports", about.reports),
                        ("citations", about.citations), ("dispositions", about.dispositions)):  # fmt: skip
        made += _section(name, [_said(said) for said in every])
    made += _section("history", [*map(_event, one.past.events), *(f"note: {note}" for note in one.past.notes)])
    made += _section("open findings", [line for finding in one.findings for line in _finding(finding)])
    return _lines(made)


def _section(name: str, lines: list[str]) -> list[str]:
    return [f"{name}:", *(f"  {line}" for line in lines)] if lines else []


def _said(one: Said) -> str:
    said = one.value or one.text
    if one.value and one.text and one.value != one.text and one.what not in ("item", "evidence"):
        said = f"{one.value} ('{one.text}')"
    if one.what == "item":
        said = f"under '{one.value}'" if one.value else ""
    if one.what == "evidence":
        said = one.text
    doubt = ""
    if one.agrees is False:
        doubt = " (leads nowhere)" if one.what == "evidence" else " (contradicts the ledger)"
    at = f"{one.path}:{one.line}" if one.line else one.path
    by = f" [{one.binding}]" if one.binding else ""
    what = "" if one.what == "item" else f"{one.what}: "
    return f"{at}: {what}{clipped(said, _WIDEST)}{doubt}{by}".replace(":  [", " [")


def _event(one: Event) -> str:
    at = f"{one.commit.date[:10]} {one.commit.oid[:7]} {one.what}"
    told = f" {one.field} from '{one.before}' to '{one.after}'" if one.field else f" at {one.path}:{one.line}"
    return clipped(f"{at}{told}", _WIDEST) + f": {clipped(one.commit.subject, _WIDEST)}"


def _finding(one: Finding) -> Iterator[str]:
    yield f"{one.place.path}:{one.place.line}: {one.code} {one.rule}: {one.message}"
    yield from (f"  fix: {line}" for cure in one.cure for line in cure.split("\n"))


def as_json(key: str, answers: list[Answer]) -> str:
    """Version 1. Each entry names the ledger that it is about: a key may be known in several."""
    made: dict[str, object] = {"version": 1, "key": answers[0].about.key if len(answers) == 1 else key}
    for name in _PARTS:
        made[name] = [_plain(said, one.about.ledger) for one in answers for said in getattr(one.about, name)]
    made["history"] = [_plain_event(event, one.about.ledger) for one in answers for event in one.past.events]
    findings = {finding.fingerprint: finding for one in answers for finding in one.findings}
    made["findings"] = [_plain_finding(finding) for finding in findings.values()]
    made["notes"] = list(dict.fromkeys(note for one in answers for note in one.past.notes))
    return encode.json(made)


def _plain(one: Said, ledger: str) -> dict[str, object]:
    return {
        "ledger": ledger, "what": one.what, "text": one.text, "value": one.value or None, "path": one.path,
        "line": one.line or None, "binding": one.binding or None, "agrees": one.agrees,
    }  # fmt: skip


def _plain_event(one: Event, ledger: str) -> dict[str, object]:
    return {
        "ledger": ledger, "oid": one.commit.oid, "date": one.commit.date, "subject": one.commit.subject,
        "what": one.what, "field": one.field or None, "before": one.before or None, "after": one.after or None,
        "path": one.path, "line": one.line,
    }  # fmt: skip


def _plain_finding(one: Finding) -> dict[str, object]:
    return {
        "code": one.code, "rule": one.rule, "level": one.level, "path": one.place.path, "line": one.place.line,
        "message": one.message, "cure": list(one.cure), "fix": one.fix.title if one.fix is not None else None,
        "waived_by": one.waived_by,
    }  # fmt: skip


def _lines(texts: Iterable[str]) -> str:
    return "".join(f"{defused(terminal(text))}\n" for text in texts)
