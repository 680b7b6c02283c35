"""`fix`: what it mends is gone, nothing is new, a second run writes nothing, each byte outside of its edits stays."""

from __future__ import annotations

from collections import Counter
from unittest import mock

from edits.test_properties import _checked
from fuzzing.bundle import two_states
from fuzzing.memory import REQUEST, change, judged
from fuzzing.target import Target, law
from fuzzing.targets.verdicts import TARGET as VERDICTS
from ledgergate import fixing, gate
from ledgergate.ends import Ends, Policies
from ledgergate.errors import LedgergateError
from ledgergate.rules import chosen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgergate.fixing import Mended
    from ledgergate.model import Finding, Verdict
    from ledgergate.request import Request


def holds(data: bytes) -> None:
    files, _ = two_states(data)
    try:
        before = judged(files).findings
    except LedgergateError:
        return
    if not any(one.fix is not None and (one.fix.safe or one.fix.asks) for one in before):
        return
    done = mended(files)
    after = {**files, **done.texts}
    left = judged(after).findings
    stood, stays = _counted(before), _counted(left)
    fixed = _counted(done.fixed)
    new = stays - stood
    law(not new, "nothing is new", [one.message for one in left if one.fingerprint in new])
    gone = (fixed & stood) & (stays - (stood - fixed))
    law(not gone, "what is mended is gone", [one.message for one in left if one.fingerprint in gone])
    again = mended(after)
    law(not again.texts, "a second run has nothing to do", dict(again.texts), [one.message for one in again.fixed])


def _counted(findings: tuple[Finding, ...]) -> Counter[str]:
    return Counter(one.fingerprint for one in findings)


def mended(files: Mapping[str, bytes]) -> Mended:
    """What `fix` would write over these files, each question answered with yes."""

    def judge(request: Request, texts: Mapping[str, bytes]) -> Verdict:
        made = change(files)
        made.put(texts)
        asked = chosen(request.duties, request.rules, request.ignore)
        ends = Ends(made, Policies(request, None), None, reports=True, items=True)
        return gate._judged(request, asked, made, ends)

    with mock.patch.object(fixing, "judge_with", judge), mock.patch.object(fixing, "changed", _checked):
        return fixing.mend(REQUEST, lambda _: {}, lambda _: True, lambda _: True)


TARGET = Target(holds, VERDICTS.seeds, VERDICTS.words)
