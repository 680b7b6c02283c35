"""A proposal in words: what it would govern, what could not be read, what the first check finds, what to do next."""

from __future__ import annotations

from ledgergate.output import encode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.init.draft import Draft
    from ledgergate.init.proposal import Proposal
    from ledgergate.model import Finding
    from ledgergate.policy.model import ReportPolicy

_MOST = 12
_WORTH = 5  # of what was left out is told; --explain tells all
PRE_COMMIT = """\
repos:
  - repo: <the address of ledgergate's repository>
    rev: <a release>
    hooks:
      - id: ledgergate
"""
CI = "ledgergate check --require-base"


def told(proposal: Proposal) -> str:
    """The summary, line by line; names from the documents are safe to print."""
    return "".join(f"{encode.terminal(line)}\n" for line in _lines(proposal))


def _lines(proposal: Proposal) -> Iterator[str]:
    yield "It would govern:"
    for draft in proposal.drafts:
        yield from _ledger(draft)
    if proposal.patterns:
        yield f"  runtime paths: {', '.join(proposal.patterns[:_MOST])}"
        yield f"    told by {', '.join(proposal.recognised[:_MOST])}"
    if proposal.links:
        yield f"  the links of {', '.join(proposal.links[:_MOST])}"
    if proposal.keys:
        yield f"  the keys of items that {', '.join(proposal.keys[:_MOST])} cite"
    doubts = [f"[ledger.{draft.ledger.name}] {doubt}" for draft in proposal.drafts for doubt in draft.doubts]
    lost = [*_unread(proposal), *proposal.unread]
    if doubts or lost:
        yield "Look at:" if not lost else "It could not read, or is not sure of:"
        yield from (f"  {one}" for one in [*doubts, *lost][:_MOST])
        if len(doubts) + len(lost) > _MOST:
            yield f"  and {len(doubts) + len(lost) - _MOST} more"
    yield from left_out_lines(proposal, _WORTH)
    yield from _findings(proposal)


def left_out_lines(proposal: Proposal, most: int) -> Iterator[str]:
    """What no binding governs, and why, what is worth most first."""
    found = proposal.left_out
    if found:
        yield f"It leaves out {len(found)} {'collection' if len(found) == 1 else 'collections'}:"
        yield from (f"  {one.told}" for one in found[:most])
        if len(found) > most:
            yield f"  and {len(found) - most} more: ledgergate init --explain"


def explained(proposal: Proposal) -> str:
    """Everything that is left out, every doubt and what could not be read."""
    doubts = [f"[ledger.{draft.ledger.name}] {doubt}" for draft in proposal.drafts for doubt in draft.doubts]
    lines = [*left_out_lines(proposal, len(proposal.left_out)), *doubts, *_unread(proposal), *proposal.unread]
    return "".join(f"{encode.terminal(line)}\n" for line in lines or ["Nothing is left out."])


def as_json(proposal: Proposal) -> str:
    """The same for programs, with what is proposed: `{"version", "ledgers", "left_out", "unread"}`."""
    import json

    ledgers = [
        {
            "name": draft.ledger.name,
            "items": len(draft.read.items),
            "sources": [source.path for source in draft.ledger.sources],
            "reports": [report.path for report in draft.reports],
            "doubts": list(draft.doubts),
        }
        for draft in proposal.drafts
    ]
    left = [
        {"path": one.path, "line": one.line, "records": one.count, "what": one.what, "why": one.why}
        for one in proposal.left_out
    ]
    made = {"version": 1, "ledgers": ledgers, "left_out": left, "unread": [*_unread(proposal), *proposal.unread]}
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def _ledger(draft: Draft) -> Iterator[str]:
    preset = f", as the preset {draft.preset} reads it" if draft.preset else ""
    yield f"  [ledger.{draft.ledger.name}] {draft.about}{preset}"
    yield from (f"    read from {source.path}" for source in draft.ledger.sources[:3])
    for field, words in draft.words.items():
        seen = [f"{words.values[key]} {count}" for key, count in words.seen]
        if seen:
            yield f"    {field}: {', '.join(seen[:_MOST])}"
    for report in draft.reports:
        restated = report.rows is not None
        yield f"    restated in {report.path} ({_covered(report)})" if restated else f"    numbers in {report.path}"


def _covered(report: ReportPolicy) -> str:
    if report.covers is None:
        return "a part"
    return ", ".join(f"{field} {' or '.join(values)}" for field, values in report.covers.items()) or "every item"


def _unread(proposal: Proposal) -> Iterator[str]:
    for draft in proposal.drafts:
        for one in draft.read.unread:
            yield f"{one.document.path}:{one.document.line_of(one.start)} {one.why}"


def _findings(proposal: Proposal) -> Iterator[str]:
    if not proposal.findings:
        yield "The first check finds nothing." if proposal.looked else "The first check could not look."
        return
    blocking = sum(one.level == "block" for one in proposal.findings)
    how = f"{blocking} of them block" if blocking else "all advisory until you tighten [rules]"
    yield f"The first check finds {len(proposal.findings)}, {how}:"
    yield from (f"  {count:4} {rule}" for rule, count in counts(proposal.findings).items())


def counts(findings: Sequence[Finding]) -> dict[str, int]:
    """Findings by rule, the most frequent first."""
    by: dict[str, int] = {}
    for one in findings:
        by[f"{one.code} {one.rule}"] = by.get(f"{one.code} {one.rule}", 0) + 1
    return dict(sorted(by.items(), key=lambda one: (-one[1], one[0])))


def offers() -> str:
    """The pre-commit entry and the CI step, to be pasted."""
    entry = "".join(f"  {line}\n" for line in PRE_COMMIT.splitlines())
    return (
        f"For .pre-commit-config.yaml:\n{entry}For a CI job on pull requests, with the whole history fetched:\n  {CI}\n"
    )
