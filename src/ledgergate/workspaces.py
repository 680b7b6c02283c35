"""Several plans in one repository: the folders that a policy names, and their verdicts joined with its own."""

from __future__ import annotations

import re

from ledgergate import policy as policies
from ledgergate.errors import LedgergateError, Misused, NotChecked
from ledgergate.expressions import expression
from ledgergate.model import Document, Examined, NotRun, Unchecked, Verdict
from ledgergate.moments.part import Part
from ledgergate.policy.model import OWN_HOMES
from ledgergate.weighing import fingerprint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ledgergate.git import Snapshot
    from ledgergate.model import Edit, Finding, Moved, Place
    from ledgergate.moments import Change
    from ledgergate.policy import Policy
    from ledgergate.rules import Rule

# What is judged of the repository as a whole, under its root's policy alone: what is runtime, and what commits say.
OF_THE_WHOLE = ("LG101", "LG102", "LG104", "LG105")
_RUNS = expression(r"(?:\A|: )(git )(?:add|mv|restore|rm) ")


def with_parts(
    verdict: Verdict, change: Change, policy: Policy, base: Policy | None, judge: Callable[[Change, str], Verdict]
) -> Verdict:
    """The verdict with those of the workspaces that a change concerns, each judged by `judge`, and with a line for each
    policy that no workspace names."""
    for folder in folders(change, policy, base):
        verdict = joined(verdict, _judged(judge, Part(change, folder), folder), folder)
    # What the next change touches may lie in a folder that this one did not ask about: nothing is remembered.
    return verdict.but(notices=(*verdict.notices, *unnamed(change, policy)), lasting=False)


def _judged(judge: Callable[[Change, str], Verdict], part: Change, folder: str) -> Verdict:
    """What could not be looked at in one workspace costs the others nothing; a policy with mistakes stops all."""
    try:
        return judge(part, folder)
    except NotChecked as error:
        return Verdict(part.compared, Examined(), unchecked=(Unchecked(error.message, error.cure),))
    except LedgergateError as error:
        raise placed(error, folder) from None


def folders(change: Change, policy: Policy, base: Policy | None) -> list[str]:
    """The workspaces that a change concerns, by either policy: those below which something changes, and those that
    nothing named before; without a state before, all of them."""
    known = base.workspaces if base is not None else ()
    globs = dict.fromkeys((*policy.workspaces, *known))
    every = change.before is None
    found: dict[str, None] = {}
    for glob in globs:
        if every or glob not in known:
            found.update(dict.fromkeys(_with_policy(change.after, glob)))
        else:
            found.update(dict.fromkeys(_changed(change, glob)))
    return sorted(found)


def named(state: Snapshot, policy: Policy) -> list[str]:
    """The workspaces that a state has: folders that the policy names and that hold a policy."""
    return sorted({folder for glob in policy.workspaces for folder in _with_policy(state, glob)})


def _with_policy(state: Snapshot, glob: str) -> Iterator[str]:
    for home in OWN_HOMES:
        yield from (path.rpartition("/")[0] for path in state.find(f"{glob}/{home}"))


def _changed(change: Change, glob: str) -> Iterator[str]:
    """The folders that match, hold a policy at either end, and lie above a changed path."""
    depth = glob.count("/") + 1
    above = {"/".join(one.path.split("/")[:depth]) for one in change.entries if one.path.count("/") >= depth}
    states = [one for one in (change.after, change.before) if one is not None]
    for folder in sorted(one for one in above if policies.matches(glob, one)):
        if any(state.entry(f"{folder}/{home}") for state in states for home in OWN_HOMES):
            yield folder


def unnamed(change: Change, policy: Policy) -> Iterator[str]:
    """A sentence for each policy in a folder that no workspace names, among what is added or, where there is no state
    before and workspaces are in use, among everything: whoever wrote it may think that it holds."""
    paths = [one.path for one in change.entries if one.before is None]
    if change.before is None and policy.workspaces:
        paths = [path for home in OWN_HOMES for path in change.after.find(f"**/{home}")]
    for path in sorted(set(paths)):
        folder, _, name = path.rpartition("/")
        if folder and name in OWN_HOMES and not any(policies.matches(glob, folder) for glob in policy.workspaces):
            yield f'{path} is a policy that counts for nothing: no [[workspace]] names its folder (path = "{folder}")'


def require_plain(policy: Policy, folder: str) -> None:
    """Raises Misused for what only the policy of the root can say."""
    said = {
        "[posture]": policy.runtime.patterns or policy.runtime.read_only != type(policy.runtime.read_only)(),
        "[[workspace]]": policy.workspaces,
        "whitespace": policy.whitespace,
    }
    for word, stands in said.items():
        if stands:
            raise Misused(
                f"{folder}/{policy.origin}: {word} is for the policy of the repository's root: it speaks of the whole",
                f"move it there, with paths such as {folder}/app/**",
            )


def placed(error: LedgergateError, folder: str) -> LedgergateError:
    """The same error, by the repository's paths."""
    if error.message.startswith(f"{folder}/"):
        return error
    lines = tuple(f"{folder}/{line}" for line in error.mistakes)
    return type(error)(f"{folder}: {error.message}", error.cure, mistakes=lines)


def joined(whole: Verdict, part: Verdict, folder: str) -> Verdict:
    """Both verdicts as one; what the part says stands at the repository's paths, and its ledgers bear its folder."""
    return whole.but(
        examined=_sum(whole.examined, part.examined, folder),
        findings=tuple(sorted((*whole.findings, *(_found(one, folder) for one in part.findings)), key=_order)),
        partitions=(*whole.partitions, *(one.but(ledger=f"{folder}: {one.ledger}") for one in part.partitions)),
        not_run=(*whole.not_run, *(NotRun(one.rule, f"{one.reason} ({folder})") for one in part.not_run)),
        notices=(*whole.notices, *(f"{folder}: {one}" for one in part.notices if one not in whole.notices)),
        summary=(*whole.summary, *(f"{folder}: {one}" for one in part.summary)),
        states=(*whole.states, *(f"{folder}: {one}" for one in part.states)),
        numbers=(*whole.numbers, *(f"{folder}: {one}" for one in part.numbers)),
        moved=(*whole.moved, *(_moved(one, folder) for one in part.moved)),
        unchecked=(*whole.unchecked, *(_unchecked(one, folder) for one in part.unchecked)),
        edited={**whole.edited, **{f"{folder}/{path}": _document(one, folder) for path, one in part.edited.items()}},
    )


def asked_of_parts(asked: Iterable[Rule]) -> tuple[Rule, ...]:
    return tuple(rule for rule in asked if rule.code not in OF_THE_WHOLE)


def _order(one: Finding) -> tuple[str, int, str, int]:
    return one.place.path, one.place.line, one.code, one.place.column


def _found(one: Finding, folder: str) -> Finding:
    fix = one.fix
    paths = {*OWN_HOMES, one.place.path, *(each.place.path for each in one.related)}
    if fix is not None:
        paths.update(edit.path for edit in fix.edits)
        fix = fix.but(edits=tuple(_edit(edit, folder) for edit in fix.edits))
    moved = one.but(
        place=_place(one.place, folder),
        message=_said(one.message, paths, folder),
        cure=tuple(_said(each, paths, folder) for each in one.cure),
        related=tuple(each.but(place=_place(each.place, folder)) for each in one.related),
        fix=fix,
    )
    return moved.but(fingerprint=fingerprint(moved))


def _said(text: str, paths: Iterable[str], folder: str) -> str:
    """A sentence that names the repository's paths. A command of git's runs in the folder: what it names stays."""
    from shlex import quote

    runs = _RUNS.search(text)
    words, command, rest = (text, "", "") if runs is None else (text[: runs.start(1)], "git ", text[runs.end(1) :])
    known = "|".join(map(re.escape, sorted(paths, key=len, reverse=True)))
    said = re.sub(rf"(?<![\w./-])(?:{known})(?![\w/-])", lambda one: f"{folder}/{one[0]}", words)
    return f"{said}git -C {quote(folder)} {rest}" if command else said


def _place(place: Place, folder: str) -> Place:
    return place.but(path=f"{folder}/{place.path}")


def _edit(edit: Edit, folder: str) -> Edit:
    return edit.but(path=f"{folder}/{edit.path}")


def _moved(one: Moved, folder: str) -> Moved:
    return one.but(ledger=f"{folder}: {one.ledger}", place=_place(one.place, folder))


def moved_findings(found: Iterable[Finding], folder: str) -> tuple[Finding, ...]:
    """A workspace's findings at the repository's paths."""
    return tuple(_found(one, folder) for one in found)


def _document(one: Document, folder: str) -> Document:
    return Document(f"{folder}/{one.path}", one.data, one.side, one.oid)


def _unchecked(one: Unchecked, folder: str) -> Unchecked:
    return one.but(message=f"{folder}: {one.message}", place=_place(one.place, folder) if one.place else None)


def _sum(one: Examined, other: Examined, folder: str) -> Examined:
    items: Mapping[str, int] = {**one.items, **{f"{folder}: {name}": count for name, count in other.items.items()}}
    return Examined(
        one.paths_changed, one.documents + other.documents, items, one.rows + other.rows,
        one.evidence + other.evidence, one.totals + other.totals, one.ignored + other.ignored,
    )  # fmt: skip
