"""The whole gate: a repository's files and its policy give a verdict, the same one however they are laid out."""

from __future__ import annotations

import json
from zlib import crc32

from fuzzing import corpus
from fuzzing.bundle import BEFORE, POLICY, packed, two_states
from fuzzing.memory import judged
from fuzzing.recording import recorded
from fuzzing.target import Target, law
from fuzzing.targets.markdown import TARGET as MARKDOWN
from judging import ALL, both, ledger, table
from judging import POLICY as SMALL
from ledgergate.errors import Misused, NotChecked
from ledgergate.output import render
from ledgergate.rules import CATALOGUE
from policies_at_work import POLICY as MUCH

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ledgergate.model import Verdict

_CODES = {rule.code for rule in CATALOGUE}
_WORDS = (
    *MARKDOWN.words, b"%%% list.md\n", b"%%% report.md\n", b"%%% before/list.md\n", b"C-1", b"C-2", b"C-9", b"| C-1 | x | A |\n",
    b"- **Bucket**: A\n", b"### C-7 New\n", b"[C-1](list.md#c-1)", b"1 of 3", b"3", b"33%", b"all", b"required = true\n",
    b"optional = true", b'items = "list"', b'items = "table"', b'key = "Candidate"', b"level = 3", b"[rules]\n",
)  # fmt: skip


def holds(data: bytes) -> None:
    files, before = two_states(data)
    try:
        verdict = judged(files, before)
    except Misused as error:
        sound_refusal(error, files)
        return
    except NotChecked as error:
        law(error.cure or error.mistakes, "what stops a check has a cure", str(error))
        return
    sound(verdict, files, before)
    law_of = _LAWS[crc32(data) % len(_LAWS)]
    law_of(verdict, files, before)


def sound_refusal(error: Misused, files: Mapping[str, bytes]) -> None:
    """Each mistake stands at a line of the policy that there is."""
    if not error.mistakes:
        law(error.cure, "a refusal has a cure", str(error))
    for one in error.mistakes:
        if one.startswith("... and "):
            continue
        path, line, _ = one.split(":", 2)
        law(path in files, "a mistake stands in a file that there is", one)
        law(1 <= int(line) <= files[path].count(b"\n") + 1, "a mistake stands at a line that there is", one)


def sound(verdict: Verdict, files: Mapping[str, bytes], before: Mapping[str, bytes]) -> None:
    """Every finding stands somewhere, says something, and is written by every encoder."""
    for one in verdict.findings:
        law(one.code in _CODES and one.message and one.level in ("block", "advise"), "a finding is whole", one)
        for said in (one.message, *(each.message for each in one.related)):
            law("\n" not in said, "a message is one line", said)
        for place in (one.place, *(each.place for each in one.related)):
            text = (before if place.side == "before" else files).get(place.path)
            if text is not None and place.line:
                lines = text.count(b"\n") + text.count(b"\r") + 1
                law(1 <= place.line <= lines, "a finding's line is there", one.message, place, lines)
        for edit in one.fix.edits if one.fix is not None else ():
            law(0 <= edit.start <= edit.end <= len(files[edit.path]), "an edit lies in its file", one.message, edit)
    law(verdict.exit_code == (1 if verdict.blocking else 3 if verdict.unchecked else 0), "the exit code says it")
    told = json.loads(render("json", verdict))
    law(len(told["findings"]) == len(verdict.findings), "the document has every finding")
    render("text", verdict)


def _same_in_another_order(verdict: Verdict, files: Mapping[str, bytes], before: Mapping[str, bytes]) -> None:
    again = judged(dict(reversed([*files.items()])), dict(reversed([*before.items()])))
    law(_told(verdict) == _told(again), "the order of files has no say", *_between(verdict, again))


def _same_with_other_line_ends(verdict: Verdict, files: Mapping[str, bytes], before: Mapping[str, bytes]) -> None:
    if any(b"\r" in one for one in (*files.values(), *before.values())):
        return
    again = judged(_relined(files), _relined(before))
    law(_said(verdict) == _said(again), "line ends have no say", *_between(verdict, again))


def _relined(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {path: text.replace(b"\n", b"\r\n") for path, text in files.items()}


def _same_without_a_change(verdict: Verdict, files: Mapping[str, bytes], before: Mapping[str, bytes]) -> None:
    """What changes nothing brings nothing in, and finds no more than the state does."""
    if before:
        return
    still = judged(files, files)
    law(not [one for one in still.findings if one.introduced], "no change brings nothing in", *_between(verdict, still))
    law(_told(verdict) == _told(still), "a change of nothing is judged as the state", *_between(verdict, still))


def _same_again(verdict: Verdict, files: Mapping[str, bytes], before: Mapping[str, bytes]) -> None:
    law(_told(verdict) == _told(judged(files, before)), "the same bytes have the same verdict")


_LAWS: tuple[Callable[[Verdict, Mapping[str, bytes], Mapping[str, bytes]], None], ...] = (
    _same_in_another_order, _same_with_other_line_ends, _same_without_a_change, _same_again,
)  # fmt: skip


def _told(verdict: Verdict) -> list[tuple[object, ...]]:
    return sorted(
        (one.code, one.place.path, one.place.line, one.key, one.message, one.level) for one in verdict.findings
    )


def _said(verdict: Verdict) -> list[tuple[object, ...]]:
    return sorted((one.code, one.place.path, one.place.line, one.key) for one in verdict.findings)


def _between(one: Verdict, other: Verdict) -> list[object]:
    """What one verdict says and the other does not."""
    mine, theirs = _told(one), _told(other)
    return [[each for each in mine if each not in theirs], [each for each in theirs if each not in mine]]


def work(data: bytes) -> None:
    files, before = two_states(data)
    try:
        render("json", judged(files, before))
    except (Misused, NotChecked):
        return


def seeds() -> list[bytes]:
    small = [
        both(), both(ledger(*ALL[:2], ("C-3", "Tenant search", ""))), both(ledger(*ALL, ("C-2", "Again", "Z"))),
        both(report_md=table(*ALL[1:], ("C-9", "Unheard of", "A"), more="\n# Totals\n\n- **B**: 5\n")),
        {**both(), BEFORE + "list.md": ledger(*ALL, ("C-4", "Gone", "A")), BEFORE + "report.md": table(*ALL)},
    ]  # fmt: skip
    made = [packed({POLICY: SMALL, **files}) for files in small]
    texts = [one for one in corpus.texts("rules") if b"|" in one][:20]
    made += [packed({POLICY: MUCH, "docs/open.md": one, "docs/report.md": one}) for one in texts]
    return [*made, *recorded()]


TARGET = Target(holds, seeds, _WORDS, work=work)
