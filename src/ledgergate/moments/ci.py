"""The base of a CI run, as its service's record tells it."""

from __future__ import annotations

from ledgergate.errors import NotChecked
from ledgergate.expressions import expression
from ledgergate.git.names import shown
from ledgergate.git.revisions import Revision, is_zero, peeled, refs
from ledgergate.moments.ranges import GIVE_BASE, ranged, since_default
from ledgergate.moments.services import target

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ledgergate.git.processes import Git
    from ledgergate.moments.asked import Asked
    from ledgergate.moments.change import Change
    from ledgergate.moments.services import Service

_MERGE_REF = expression(r"refs/pull/[^/]+/merge\Z")
_HEX = expression(r"[0-9a-f]{40}(?:[0-9a-f]{24})?\Z")
_EVENT_SIZE = 32 << 20


def ci_run(asked: Asked, git: Git, one: Service, found: Revision) -> Change:
    """HEAD since the base that the service names. Raises NotChecked with the service's cure where there is none."""
    event = _event(asked, one)
    for source, oid in _candidates(asked, git, one, found, event):
        if oid:
            return _since(asked, git, one, oid, found, source)
    new_branch = any(is_zero(asked.variables.get(name, "")) for name in one.oids) or is_zero(_text(event, "before"))
    if one.oids or new_branch or not event:
        return since_default(asked.but(require_base=True), git, found, one.name, "range", cure=_cure(one))
    raise _missing(one, "the event")


def _since(asked: Asked, git: Git, one: Service, oid: str, found: Revision, source: str) -> Change:
    try:
        return ranged(asked, git, oid, found, source)
    except NotChecked as error:
        raise NotChecked(error.message, _cure(one)) from None


def _candidates(asked: Asked, git: Git, one: Service, found: Revision, event: dict[str, Any]) -> list[tuple[str, str]]:
    """(what told, commit) in the order of trust; a commit is "" where nothing was told."""
    told = asked.variables
    if told.get("GITHUB_EVENT_NAME") == "pull_request_target" and one.event:
        raise NotChecked(
            "On pull_request_target the change is not checked out, so nothing was checked.",
            "Run the gate on: pull_request",
        )
    name, short = target(one, told)
    if name:
        return _request(git, one, name, short, found, told.get(one.merge_ref, ""), told.get(one.merge_oid, ""), event)
    if one.event:
        base = event.get("merge_group", {})
        said = _text(base, "base_sha") if isinstance(base, dict) else ""
        return [
            ("merge_group.base_sha", _commit(git, one, said)),
            ("before", _commit(git, one, _text(event, "before"))),
        ]
    return [(variable, _commit(git, one, told.get(variable, ""))) for variable in one.oids]


def _request(
    git: Git, one: Service, name: str, short: str, found: Revision, ref: str, oid: str, event: dict[str, Any]
) -> list[tuple[str, str]]:
    if _MERGE_REF.match(ref) and oid == found.oid and peeled(git, f"{oid}^2"):
        return [(f"{name}, HEAD^1", peeled(git, f"{oid}^1"))]
    full = f"refs/remotes/origin/{short}"
    tip = refs(git, full).get(full, "")
    if tip:
        return [(name, tip)]
    request = event.get("pull_request", {})
    base = request.get("base", {}) if isinstance(request, dict) else {}
    said = _text(base, "sha") if isinstance(base, dict) else ""
    if not said:
        raise _missing(one, f"origin/{shown(short)}")
    return [("pull_request.base.sha", _commit(git, one, said))]


def _commit(git: Git, one: Service, said: str) -> str:
    """The commit that the service names, "" where it names none. Raises NotChecked where it is not here."""
    if not said or is_zero(said):
        return ""
    if not _HEX.match(said) or not peeled(git, said):
        raise _missing(one, shown(said)[:64])
    return said


def _missing(one: Service, what: str) -> NotChecked:
    return NotChecked(
        f"The base that {one.name} names ({what}) is not in this clone, so nothing was checked.", _cure(one)
    )


def _cure(one: Service) -> str:
    return f"{one.cure}; or {GIVE_BASE[0].lower()}{GIVE_BASE[1:]}"


def _text(said: dict[str, Any], key: str) -> str:
    value = said.get(key, "")
    return value if isinstance(value, str) else ""


def _event(asked: Asked, one: Service) -> dict[str, Any]:
    path = asked.variables.get(one.event, "") if one.event else ""
    if not path:
        return {}
    import json

    try:
        with open(path, "rb") as file:
            said = json.loads(file.read(_EVENT_SIZE))
    except (OSError, ValueError, RecursionError):
        raise NotChecked(f"{one.event} names a file that cannot be read, so nothing was checked.", GIVE_BASE) from None
    return said if isinstance(said, dict) else {}
