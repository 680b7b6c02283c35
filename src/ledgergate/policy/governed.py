"""Which documents a policy governs, and how strictly each rule holds at a path."""

from __future__ import annotations

import re

from ledgergate.expressions import regex
from ledgergate.policy.model import ALL, HOMES, PACKAGE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledgergate.policy.model import Policy


def governed(policy: Policy) -> tuple[str, ...]:
    """Every glob whose blobs must be read to judge the policy, its homes included, sorted, each once."""
    return tuple(
        sorted(
            {
                *HOMES,
                policy.origin,
                *_sources(policy),
                *_reports(policy),
                *_packages(policy),
                *policy.links,
                *policy.keys,
            }
        )
    )


def folded(path: str) -> str:
    """A path as disks compare it that do not tell capitals apart (Windows, macOS): what one of them does tell apart,
    such as "ß" and "ss", is not folded."""
    if path.isascii():
        return path.lower()
    from unicodedata import normalize

    return normalize("NFC", path).lower()


def places(policy: Policy, paths: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """Of these paths those that a glob of what is governed names, in whatever capitals, with all such globs."""
    globs = [(folded(one), one) for one in governed(policy)]
    for path in paths:
        name = folded(path)
        near = [one for low, one in globs if matches(low, name)]
        if near:
            yield path, near


def _sources(policy: Policy) -> Iterator[str]:
    for ledger in policy.ledgers.values():
        for source in ledger.sources:
            folder = source.path.rstrip("/")
            yield f"{folder}/{source.file}" if source.file else folder
        if ledger.dispositions is not None and ledger.dispositions.path:
            yield ledger.dispositions.path


def _reports(policy: Policy) -> Iterator[str]:
    for report in policy.reports:
        yield from bound(report.path, policy)
        if report.rows is not None and report.rows.source.path:
            yield report.rows.source.path
        yield from (total.file for total in report.totals if total.file not in ("", ".", "linked"))


def _packages(policy: Policy) -> Iterator[str]:
    for package in policy.packages:
        for name in (
            package.spec,
            package.tasks,
            *package.checklists,
            *package.requires,
            *package.sections,
            *package.labels,
        ):
            yield f"{package.path}/{name}"


def bound(path: str, policy: Policy) -> tuple[str, ...]:
    """The globs that a report's path stands for: one per package where it begins with `{package}`."""
    if PACKAGE not in path:
        return (path,)
    return tuple(path.replace(PACKAGE, package.path) for package in policy.packages if package.binds)


def level(policy: Policy, name: str, code: str, path: str, default: str = "block") -> str:
    """The level of the rule `name`, `code` at `path`: "block", "advise" or "off".

    The last of `[rules.paths]` that matches counts, else the rule's own line in `[rules]`, else that of every
    rule, else `default`.
    """
    for rule, glob, given in reversed(policy.path_levels):
        if rule in (name, code, ALL) and matches(glob, path):
            return given
    for rule in (name, code):
        if rule in policy.levels:
            return policy.levels[rule]
    loosest = policy.levels.get(ALL, default)
    return "off" if default == "off" else loosest


_compiled: dict[str, re.Pattern[str]] = {}


def matches(glob: str, path: str) -> bool:
    """Whether a policy's glob names `path`: `*`, `?`, `[...]` within a component, `**` any number of them."""
    plain = _plainly(glob, path)
    if plain is not None:
        return plain
    pattern = _compiled.get(glob)
    if pattern is None:
        pattern = _compiled[glob] = regex(_translated(glob), re.DOTALL, glob)
    return pattern.match(path) is not None


def _plainly(glob: str, path: str) -> bool | None:
    """The same for letters that end in stars at the most, without an expression; None for all else."""
    letters, star, more = glob.partition("*")
    if more not in ("", "*") or "?" in letters or "[" in letters or letters.endswith("//"):
        return None
    if not star:
        return path == glob if not glob.endswith("/") else path.startswith(glob)
    if more:
        # Two stars mean all that is below only where they stand alone.
        return path.startswith(letters) if letters.endswith("/") or not letters else None
    return path.startswith(letters) and "/" not in path[len(letters) :]


def _translated(glob: str) -> str:
    parts = glob.rstrip("/").split("/")
    made = ""
    for index, part in enumerate(parts):
        last = index == len(parts) - 1
        if part == "**":
            made += ".*" if last else "(?:[^/]+/)*"
        else:
            made += _component(part) + ("" if last else "/")
    return made + (r"/.*\Z" if glob.endswith("/") else r"\Z")


def _component(part: str) -> str:
    made, at = "", 0
    while at < len(part):
        one, at = part[at], at + 1
        if one == "*":
            made += "" if made.endswith("[^/]*") else "[^/]*"
        elif one == "?":
            made += "[^/]"
        elif one == "[" and (stop := part.find("]", at + 1)) > 0 and (letters := _class(part[at:stop])):
            made += letters
            at = stop + 1
        else:
            made += re.escape(one)
    return made


def _class(inside: str) -> str:
    """The pattern of `[...]`, "" where it is no set of letters: the bracket stands for itself then."""
    kept = (
        inside.replace("\\", r"\\")
        .replace("[", r"\[")
        .replace("&&", r"&\&")
        .replace("||", r"|\|")
        .replace("~~", r"~\~")
    )
    made = "[" + ("^" + kept[1:] if kept[0] in "!^" else kept) + "]"
    try:
        re.compile(made)
    except re.error:
        return ""
    return made
