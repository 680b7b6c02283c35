"""What the documents answer to the questions of their packages, and whether the policy's invariants hold."""

from __future__ import annotations

from ledgergate.page.model import Condition, Replies, Reply
from ledgergate.rules.invariant_broken import broken, spoken
from ledgergate.truth.answers import answers, says
from ledgergate.truth.packages import is_closed, packages

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ledgergate.markdown import Inline
    from ledgergate.model import Finding
    from ledgergate.page.links import Links
    from ledgergate.policy.model import Invariant
    from ledgergate.sides import Side
    from ledgergate.truth.answers import Answer, Point


def replies(side: Side, links: Links) -> tuple[Replies, ...]:
    """The answers by package: open packages first, the newest of them first."""
    there = {one.folder: one for one in side.ask(packages) if one.rule.questions}
    by: dict[str, dict[str, list[Answer]]] = {}
    for one in answers(side.documents, side.policy, there.values()):
        by.setdefault(one.package, {}).setdefault(one.question, []).append(one)
    made = [
        Replies(
            links.full(folder),
            is_closed(side.documents, there[folder]),
            tuple(_reply(side, some, links) for some in asked.values()),
        )
        for folder, asked in sorted(by.items(), reverse=True)
    ]
    return tuple(sorted(made, key=lambda one: one.closed))


def _reply(side: Side, some: Sequence[Answer], links: Links) -> Reply:
    """The first place that answers; a plan may repeat the question."""
    best = next((one for one in some if one.given), some[0])
    plain = _plain(side, best)
    listed = tuple(text for point in best.points if point.listed if (text := _text(plain, point)))
    behind = [
        point for point in best.points if point.start >= best.end
    ]  # what stands beside the question is told whole
    prose = tuple(text for point in behind if not point.listed if (text := _text(plain, point)))
    whole = () if listed or prose else (" ".join(best.text.split()),)
    others = tuple(links.place(one.place) for one in some if one is not best)
    return Reply(
        best.question, best.asked, says(best.text) if best.given else "", best.given, prose or whole, listed,
        links.place(best.place), others,
    )  # fmt: skip


def _plain(side: Side, answer: Answer) -> dict[tuple[int, int], str]:
    """Where each text of the document stands -> what a reader sees of it."""
    contents: list[Inline] = []
    for block in side.documents.page(answer.document).blocks:
        if block.kind == "table":
            contents.extend(cell for row in block.rows for cell in row.cells)
        elif block.kind in ("paragraph", "entry"):
            contents.append(block.content)
    return {(one.start, one.end): " ".join(one.text.split()) for one in contents}


def _text(plain: Mapping[tuple[int, int], str], point: Point) -> str:
    return " ".join(text for part in point.parts if (text := plain.get(part, "")))


def conditions(side: Side, findings: Sequence[Finding], links: Links) -> tuple[Condition, ...]:
    """Each invariant of the policy, by what the verdict says of it."""
    known: dict[tuple[object, ...], list[int]] = {}
    for number, one in enumerate(findings):
        if one.rule == "invariant-broken":
            known.setdefault((one.place, one.message), []).append(number)
    return tuple(_condition(side, rule, findings, known, links) for rule in side.policy.invariants)


def _condition(
    side: Side, rule: Invariant, findings: Sequence[Finding], known: Mapping[tuple[object, ...], list[int]],
    links: Links,
) -> Condition:  # fmt: skip
    count = len(spoken(side, rule))
    found = list(broken(side, rule)) if count else []
    told = tuple(dict.fromkeys(number for one in found for number in known.get((one.place, one.message), ())))
    state = "holds" if count else "idle"
    if found:
        # What a closed package's records say, and what a level turns off, is no open finding either.
        state = "broken" if any(findings[number].waived_by is None for number in told) else "waived"
    at = links.at(side.policy.origin, rule.line) if rule.line else links.at(side.policy.origin, 1)
    return Condition(rule.reason, _said(rule.when), "; ".join(_wanted(rule)), state, count, told, at)


def _wanted(rule: Invariant) -> Iterator[str]:
    parts = (
        ("", rule.then),
        ("none with ", rule.none),
        ("names each with ", rule.every),
        ("names none with ", rule.never),
    )
    yield from (f"{word}{_said(wanted)}" for word, wanted in parts if wanted)


def _said(wanted: Mapping[str, tuple[str, ...]]) -> str:
    return ", ".join(f"{name} {_value(values)}" for name, values in wanted.items())


def _value(values: tuple[str, ...]) -> str:
    return "something" if values == ("*",) else " or ".join(values)
