"""Postures that packages declare: those of the packages that a change touches, or that its branch is named after."""

from __future__ import annotations

from ledgergate.errors import NotChecked
from ledgergate.model import Posture
from ledgergate.truth.packages import declared, is_closed, labelled, packages_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ledgergate.documents import Documents
    from ledgergate.moments import Change
    from ledgergate.policy.model import Policy
    from ledgergate.truth.packages import PackageFolder

    Concerns = Callable[[PackageFolder], bool]


def by_package(
    policy: Policy, sides: Sequence[Documents], change: Change, names: tuple[str, ...], besides: Sequence[str] = ()
) -> Posture:
    unknown = not names and change.before is not None
    paths = [*(entry.path for entry in change.entries), *besides]

    def now(package: PackageFolder) -> bool:
        return unknown or _is_named(package, names) or _is_touched(package, paths)

    said = _said(policy, sides, now)
    if said.read_only:
        return said.but(because=f"{said.because}, and no branch is known that says otherwise") if unknown else said
    # The branch's earlier commits count too; asking for them starts git, so only where a package could mind.
    others = (package for documents in sides for package in packages_in(documents, policy) if not now(package))
    if any(_may_declare(policy, package) for package in others):
        earlier = [entry.path for entry in change.branch_entries() or ()]
        return _said(policy, sides, lambda package: _is_touched(package, earlier)) if earlier else Posture()
    return Posture()


def _said(policy: Policy, sides: Iterable[Documents], concerns: Concerns) -> Posture:
    made = (one for documents in sides for one in _declarations(policy, documents, concerns))
    # All of them are read before one is chosen: a declaration that nobody can read stops the check.
    return next((one for one in list(made) if one.read_only), Posture())


def _declarations(policy: Policy, documents: Documents, concerns: Concerns) -> Iterator[Posture]:
    for package in packages_in(documents, policy):
        if package.spec is not None and concerns(package) and not is_closed(documents, package):
            made = _declared(policy, documents, package)
            if made is not None:
                yield made


def _may_declare(policy: Policy, package: PackageFolder) -> bool:
    if package.spec is None:
        return False
    text = package.spec.data.lower()
    labels = [label.split()[0].lower().encode() for label in policy.runtime.read_only.label if label.strip()]
    return not text or any(label in text for label in labels)  # what cannot be read may declare anything


def _is_touched(package: PackageFolder, paths: Iterable[str]) -> bool:
    below = package.folder + "/"
    return any(path.startswith(below) for path in paths)


def _is_named(package: PackageFolder, names: Iterable[str]) -> bool:
    """Whether a branch is named after the package: `345-slug`, `docs/345-slug`, `345`."""
    number = package.number
    parts = {part for name in names for part in name.split("/")}
    return package.name in parts or (
        bool(number) and any(part == number or part.startswith(number + "-") for part in parts)
    )


def _declared(policy: Policy, documents: Documents, package: PackageFolder) -> Posture | None:
    rules = policy.runtime.read_only
    document = package.spec
    if document is None:
        return None
    said = [one for one in labelled(documents, document, rules.label) if one.text.strip()]
    if document.path in documents.lost:
        raise documents.unreadable[document.path]
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
