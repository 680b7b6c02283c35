"""From a verdict to new texts of files: which fixes are tried, and whether the gate likes what they leave.

No fix is believed. Each is made in memory and judged: its finding has to be gone, and no other may have come.
"""

from __future__ import annotations

from collections import Counter

from ledgergate.edits.planning import changed, together
from ledgergate.gate import judge_with
from ledgergate.rules import chosen
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ledgergate.model import Finding, Verdict
    from ledgergate.request import Request

_ROUNDS = 8  # of fixes that follow from fixes: a row that is added changes a count of rows, and no more
_WORSE = "its fix alone would leave it, or bring another finding"


class Left(Value):
    """A finding that has a fix which is not made, and why."""

    finding: Finding
    why: str


class Mended(Value):
    """What fixes come to: the new text of each file, the findings that they remove, what is left.

    `before` holds the bytes that were judged, `counts` how many findings are mended in each file, `open` what the
    author still has to write.
    """

    texts: Mapping[str, bytes]
    before: Mapping[str, bytes]
    fixed: tuple[Finding, ...]
    counts: Mapping[str, int]
    left: tuple[Left, ...]
    open: tuple[str, ...] = ()


class _State(Value):
    """A try: the texts so far, what the gate says of them, and which findings that took."""

    texts: Mapping[str, bytes]
    verdict: Verdict
    fixed: tuple[Finding, ...] = ()


def mend(
    request: Request, refusals: Callable[[Sequence[str]], Mapping[str, str]], within: Callable[[str], bool],
    confirm: Callable[[str], bool] | None = None,
) -> Mended:  # fmt: skip
    """Work out what to write. `refusals` says of paths why some are not to be touched, `within` which are asked for.

    `confirm` asks the author what only an author knows; without it such fixes are left open. `request.rules` and
    `ignore` choose fixes, not what is judged: a fix that breaks another rule is none.
    """
    codes = {rule.code for rule in chosen(request.duties, request.rules, request.ignore)}
    judge = _Judge(request.but(rules=(), ignore=(), duties=()))
    state = _State({}, judge({}))
    refused: dict[str, str] = {}
    looked_at: set[str] = set()
    answers: dict[str, bool] = {}

    def agreed(one: Finding) -> bool:
        """Whether a fix is safe, or its author has said yes to it; each question is put once."""
        if one.fix is None or one.fix.safe:
            return True
        if one.fingerprint not in answers:
            answers[one.fingerprint] = confirm is not None and not _refusal(one, refused) and confirm(one.fix.asks)
        return answers[one.fingerprint]

    def asked() -> list[Finding]:
        found = [one for one in mendable(state.verdict) if one.code in codes and all(map(within, _paths(one)))]
        new = {path for one in found for path in _paths(one)} - looked_at
        looked_at.update(new)
        refused.update(refusals(sorted(new)) if new else {})
        return [one for one in found if agreed(one)]

    while wanted := [one for one in asked() if not _refusal(one, refused)]:
        then = _mended(judge, state, wanted)
        if then.fixed == state.fixed:
            break
        state = then
    left = [Left(one, _refusal(one, refused) or _WORSE) for one in asked()]
    questions = [one.fix.asks for one in mendable(state.verdict) if one.fix is not None and one.fingerprint in answers]
    return _told(judge.before, state, tuple(left), [one for one in questions if one])


def mendable(verdict: Verdict) -> list[Finding]:
    """The findings whose fixes are made, or may be where the author says so."""
    return [
        one for one in verdict.findings
        if one.waived_by is None and one.fix is not None and (one.fix.safe or one.fix.asks)
    ]  # fmt: skip


class _Judge:
    """The gate on texts in memory; `before` keeps the bytes of the files as they were first seen."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self.before: dict[str, bytes] = {}

    def __call__(self, texts: Mapping[str, bytes]) -> Verdict:
        verdict = judge_with(self._request, texts)
        for path, document in verdict.edited.items():
            if path not in texts:
                self.before.setdefault(path, document.data)
        return verdict


def _mended(judge: _Judge, state: _State, wanted: Sequence[Finding]) -> _State:
    """The state with as many of these mended as may be: all at once, else by halves."""
    tried = _attempt(judge, state, wanted)
    names = list(dict.fromkeys(one.fingerprint for one in wanted))
    if tried is not None or len(names) == 1:
        return tried or state
    for half in (names[: len(names) // 2], names[len(names) // 2 :]):
        some = [one for one in mendable(state.verdict) if one.fingerprint in half]
        state = _mended(judge, state, some) if some else state
    return state


def _attempt(judge: _Judge, state: _State, wanted: Sequence[Finding]) -> _State | None:
    """The state with these mended, and what follows from it; None where one stays, or another finding comes."""
    stood = Counter(one.fingerprint for one in state.verdict.findings)
    allowed = stood - Counter(one.fingerprint for one in together(wanted)[0])
    now = state
    for _ in range(_ROUNDS):
        made, edits = together(wanted)
        new = changed(now.verdict.edited, edits)
        if not new:
            return None
        texts = {**now.texts, **new}
        verdict = judge(texts)
        came = Counter(one.fingerprint for one in verdict.findings)
        gone = Counter(one.fingerprint for one in now.verdict.findings)
        gone.subtract(came)
        if any(gone[name] < count for name, count in Counter(one.fingerprint for one in made).items()):
            return None
        now = _State(texts, verdict, (*now.fixed, *made))
        fresh = came - allowed  # what is mended must not come back with what follows from it, or fixing has no end
        if not fresh:
            return now
        wanted = [one for one in verdict.fixable if one.fingerprint in fresh]
        if len(wanted) < sum(fresh.values()):
            return None
    return None


def _paths(finding: Finding) -> set[str]:
    return {edit.path for edit in finding.fix.edits} if finding.fix is not None else set()


def _refusal(finding: Finding, refused: Mapping[str, str]) -> str:
    return "; ".join(f"{path} {refused[path]}" for path in sorted(_paths(finding)) if path in refused)


def _told(before: Mapping[str, bytes], state: _State, left: tuple[Left, ...], questions: Iterable[str]) -> Mended:
    texts = {path: data for path, data in state.texts.items() if data != before[path]}
    counts = Counter(path for one in state.fixed for path in _paths(one))
    words = dict.fromkeys(word for one in state.fixed if one.fix is not None for word in one.fix.left)
    return Mended(texts, before, state.fixed, counts, left, (*words, *questions))
