"""The history that a page shows beside its state: the last commits that changed a governed document, from the cache
of `ledgergate history` where it knows them."""

from __future__ import annotations

from ledgergate.cli.history import OWN, given, progress
from ledgergate.errors import LedgergateError
from ledgergate.history.cache import Cache
from ledgergate.history.governed import changing
from ledgergate.history.timeline import rows
from ledgergate.history.workers import filled
from ledgergate.page.history import history, untold
from ledgergate.request import Request

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.history.timeline import Row
    from ledgergate.moments import Change
    from ledgergate.page.model import Page
    from ledgergate.page.past import History
    from ledgergate.policy import Policy


def told(request: Request, change: Change, policy: Policy, page: Page, last: int) -> History:
    """The last commits up to the state that is shown. Never raises for what the history holds: a page without charts
    says why it has none."""
    try:
        found = _rows(request, change, policy, page.state.oid, last)
    except LedgergateError as error:
        return untold(last, error.message)
    return history(found, page.ledgers, last, shallow=change.git.layout.shallow)


def _rows(request: Request, change: Change, policy: Policy, tip: str, last: int) -> list[Row]:
    texts = given(change.git, tip, request.policy_file or OWN, request.asked.limits.policy)
    asked = Request(request.asked, texts=texts)
    points = changing(change.git, tip, policy, asked, last)
    cache = Cache(change.git.layout.common_dir, texts)
    try:
        filled(points, cache, change.git, asked, progress())
    finally:
        cache.save()
    return list(rows(points, cache))
