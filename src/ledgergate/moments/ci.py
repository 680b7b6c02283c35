"""The base of a CI run, as its service's record tells it."""

from __future__ import annotations

from ledgergate.errors import NotChecked
from ledgergate.expressions import expression
from ledgergate.git.names import shown
from ledgergate.git.revisions import Revision, is_zero, merge_bases, peeled, refs
from ledgergate.moments.default_branch import default_of
from ledgergate.moments.push import since_pushed
from ledgergate.moments.ranges import GIVE_BASE, alone, no_base, ranged
from ledgergate.moments.services import branch_name, is_tag, target

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ledgergate.git.processes import Git
    from ledgergate.moments.asked import Asked
    from ledgergate.moments.change import Change
    from ledgergate.moments.services import Service

_MERGE_REF = expression(r"refs/pull/[^/]+/merge\Z")
_HEX = expression(r"[0-9a-f]{40}(?:[0-9a-f]{24})?\Z")
_EVENT_SIZE = 32 << 20
_GIVE = "give the base: --base REF; or judge the state alone: --tree HEAD"


def ci_run(asked: Asked, git: Git, one: Service, found: Revision) -> Change:
    """HEAD since the base that the service names. Raises NotChecked where there is none, with what would help."""
    event = _event(asked, one)
    for source, oid in _requested(asked, git, one, found, event):
        if oid:
            return _since(asked, git, one, oid, found, source)
    return _pushed(asked, git, one, found, event)


def _pushed(asked: Asked, git: Git, one: Service, found: Revision, event: dict[str, Any]) -> Change:
    """What a run shows that no request asked for: a push, a tag, a run by hand or by the clock."""
    told = asked.variables
    name = branch_name(told)
    built = found if found.ref.startswith("refs/heads/") or not name else found.but(ref=f"refs/heads/{name}")
    repository = event.get("repository", {})
    named = told.get(one.default, "") or (_text(repository, "default_branch") if isinstance(repository, dict) else "")
    default = default_of(git, built.ref, "origin", named)
    base, said = default.base, _said(told, one, event)
    old = next(
        ((source, oid) for source, oid in said if oid != found.oid and not is_zero(oid) and _is_here(git, oid)), None
    )
    if old is not None and (base is None or base.oid not in ("", found.oid)):
        return since_pushed(asked, git, old[1], built, old[0], base)
    lost = next((oid for _, oid in said if not is_zero(oid) and oid != found.oid), "")
    if base is not None and base.oid and not _is_part_of(git, found, base):
        return _since(asked, git, one, base.oid, built, base.ref)
    new = any(is_zero(oid) for _, oid in said)
    known = base is not None and bool(name or is_tag(one, told))
    if (known or (default.own and new)) and not asked.require_base:
        return alone(asked, git, built, one.name, "range")
    if lost and default.own:
        raise _missing(one, shown(lost)[:64])
    raise no_base(_way_out(git, one, default.own or base is not None))


def _said(told: Mapping[str, str], one: Service, event: dict[str, Any]) -> list[tuple[str, str]]:
    """(what told, object id) of the commit before a push: zeros where the branch is new."""
    said = [("before", _text(event, "before"))] if one.event else [(name, told.get(name, "")) for name in one.befores]
    return [(source, oid) for source, oid in said if oid]


def _is_here(git: Git, oid: str) -> bool:
    return _HEX.match(oid) is not None and bool(peeled(git, oid))


def _is_part_of(git: Git, found: Revision, base: Revision) -> bool:
    """Whether the default branch holds the commit: a tag on it, a branch that has nothing of its own yet."""
    try:
        return merge_bases(git, base.oid, found.oid) == [found.oid]
    except NotChecked:
        return False


def _since(asked: Asked, git: Git, one: Service, oid: str, found: Revision, source: str) -> Change:
    try:
        return ranged(asked, git, oid, found, source)
    except NotChecked as error:
        raise NotChecked(error.message, _cure(one)) from None


def _requested(asked: Asked, git: Git, one: Service, found: Revision, event: dict[str, Any]) -> list[tuple[str, str]]:
    """(what told, commit) of a request's base in the order of trust; a commit is "" where nothing was told."""
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
        return [("merge_group.base_sha", _commit(git, one, said))]
    if one.result and told.get(one.result, "") in one.results:
        # HEAD is what the merge would make, so its base is the target as it is now, not where the branch began.
        tips = [(variable, told[variable]) for variable in one.tips if told.get(variable)]
        return [(variable, _commit(git, one, oid)) for variable, oid in tips] or [("HEAD^1", peeled(git, "HEAD^1"))]
    return [
        (variable, _newest(git, _commit(git, one, told.get(variable, "")), told.get(one.fetched, "")))
        for variable in one.oids
    ]


def _newest(git: Git, oid: str, branch: str) -> str:
    """The tip of the base's branch in place of one of its commits, where a clone has both and the tip is no older."""
    full = f"refs/remotes/origin/{branch}"
    tip = refs(git, full).get(full, "") if oid and branch else ""
    return tip if tip and git.lines("merge-base", "--all", tip, oid, accept=(0, 1)) == [oid] else oid


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
    return f"{one.cure}; or {_GIVE}"


def _way_out(git: Git, one: Service, own: bool) -> str:
    """What helps a run that no service's record gives a base to: more history where some is missing, and else what
    there is to choose from."""
    if git.layout.shallow:
        return f"{one.cure}; or {_GIVE}"
    if own:
        return f"{_GIVE[0].upper()}{_GIVE[1:]}"
    return f"Let the job fetch the default branch, and say which it is: git remote set-head origin -a; or {_GIVE}"


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
