"""Whether a change is announced as read-only, and where that is written."""

from __future__ import annotations

from ledgergate.errors import NotChecked
from ledgergate.model import Posture
from ledgergate.policy import matches
from ledgergate.truth.packages import declared, is_closed, labelled, packages

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledgergate.ledgers.shelf import Shelf
    from ledgergate.model import Changed
    from ledgergate.policy.model import Policy
    from ledgergate.truth.packages import Found


def posture(policy: Policy, sides: Iterable[Shelf], entries: Iterable[Changed], branch: str) -> Posture:
    """The first reason for which the change is read-only: always, a package that declares it, its branch.

    Both snapshots are asked, the one that the change starts from first: a posture that the change itself flips or
    deletes still holds for it.
    """
    rules = policy.runtime.read_only
    if rules.always:
        return Posture(True, f"{policy.origin} says always")
    paths = [entry.path for entry in entries]
    found = [one for shelf in sides for one in _declarations(policy, shelf, paths, branch)] if rules.declared else []
    said = next((one for one in found if one.read_only), None)
    if said is not None:
        return said
    pattern = next((one for one in rules.branches if branch and _branch_matches(one, branch)), "")
    return Posture(True, f"the branch {branch} matches {pattern}") if pattern else Posture()


def _branch_matches(pattern: str, branch: str) -> bool:
    return matches(pattern, branch) or matches(
        pattern.replace("*", "**") if pattern.endswith("/*") else pattern, branch
    )


def _declarations(policy: Policy, shelf: Shelf, paths: list[str], branch: str) -> Iterator[Posture]:
    for package in packages(shelf, policy):
        if package.spec is not None and _concerned(package, paths, branch) and not is_closed(shelf, package):
            made = _declared(policy, shelf, package)
            if made is not None:
                yield made


def _concerned(package: Found, paths: list[str], branch: str) -> bool:
    """Whether the change touches the package, or its branch is named after it: `345-slug`, `docs/345-slug`, `345`."""
    below = package.folder + "/"
    if any(path.startswith(below) for path in paths):
        return True
    parts = branch.split("/")
    number = package.number
    return (
        package.name in parts or bool(number) and any(part == number or part.startswith(number + "-") for part in parts)
    )


def _declared(policy: Policy, shelf: Shelf, package: Found) -> Posture | None:
    rules = policy.runtime.read_only
    document = package.spec
    if document is None:
        return None
    said = [one for one in labelled(shelf, document, rules.label) if one.text.strip()]
    words = {declared(rules, one.text) for one in said}
    if not said:
        return None
    place = document.place(said[0].start, said[0].end)
    quote = document.line(place.line).strip()
    if len(words) > 1:
        raise NotChecked(
            f"{document.path}:{place.line} declares its runtime posture twice, differently", "keep one of the lines"
        )
    if None in words:
        known = ", ".join((*rules.words[:2], *rules.open_words[:1]))
        raise NotChecked(
            f"{document.path}:{place.line}: '{said[0].text}' is no known runtime posture",
            f"begin it with one of: {known}",
        )
    if words == {False}:
        return Posture(False, "", place, quote)
    return Posture(True, f"{document.path}:{place.line} says so", place, quote)
