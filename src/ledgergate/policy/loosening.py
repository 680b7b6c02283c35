"""What one policy lets pass that another one did not: each loosened thing, by one table per part of a policy."""

from __future__ import annotations

from ledgergate.policy import matches
from ledgergate.policy.texts import folded
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from ledgergate.policy.model import Policy, Total

    Compare = Callable[[Any, Any], list[Any]]
    Row = tuple[str, Compare, str]


class Loosened(Value):
    """`what` is a sentence's end, `text` stands in the policy that has it, `line` its table's; `advice` marks what
    is usual in honest work."""

    what: str
    text: str = ""
    line: int = 0
    gone: bool = True
    advice: bool = False


def _on(before: Any, after: Any) -> list[Any]:
    return [""] if before and not after else []


def _off(before: Any, after: Any) -> list[Any]:
    return [""] if after and not before else []


def _kept(before: Iterable[Any], after: Iterable[Any]) -> list[Any]:
    there = list(after)
    return [one for one in before if one not in there]


def _new(before: Iterable[Any], after: Iterable[Any]) -> list[Any]:
    return _kept(after, before)


def _wide(before: Sequence[str], after: Sequence[str]) -> list[Any]:
    return (_kept(before, after) if before else list(after)) if after else []


def _word(before: str, after: str) -> list[Any]:
    return [before] if before and before != after else []


def _given(before: str, after: str) -> list[Any]:
    return [after] if after and after != before else []


def _evidence(before: str, after: str) -> list[Any]:
    return [""] if before == "evidence" != after else []


def _refers(before: str, after: str) -> list[Any]:
    return [""] if before == "refers" != after else []


def _globs(before: Iterable[str], after: Iterable[str]) -> list[Any]:
    there = list(after)
    return [one for one in before if not _covered(one, there)]


def _covered(glob: str, others: Iterable[str]) -> bool:
    return any(one == glob or matches(one, glob) for one in others)


def _dropped(before: Iterable[str], after: Iterable[str]) -> list[str]:
    """Items that are listed no longer; other capitals, blanks and signs are the same item."""
    there = {folded(one) for one in after}
    return [one for one in before if folded(one) not in there]


_FIELD: tuple[Row, ...] = (
    ("required", _on, "is no longer required"),
    ("exact", _on, "may carry a note behind its value"),
    ("both", _on, "is no longer read in both places"),
    ("vocabulary", _word, "is no longer checked against the vocabulary '{}'"),
    ("default", _given, "is filled with '{}' where nothing is written"),
    ("kind", _evidence, "is no longer read as evidence"),
    ("kind", _refers, "no longer refers to items"),
    ("ledger", _word, "no longer refers to items of '{}'"),
)
_SOURCE: tuple[Row, ...] = (
    ("under", _wide, "is read under '{}' alone, or no longer there"),
    ("not_under", _new, "is no longer read under '{}'"),
    ("exclude", _new, "leaves out '{}'"),
    ("optional", _off, "may be missing"),
)
_LEDGER: tuple[Row, ...] = (
    ("conserve", _on, "lets items vanish"),
    ("unique", _on, "may hold an item twice"),
)
_REPORT: tuple[Row, ...] = (
    ("optional", _off, "may be missing"),
    ("extra_rows", _off, "may hold rows of no item"),
    ("claims", _on, "may claim without evidence"),
    ("states", _kept, "may state another '{}' beside its rows"),
)
_PACKAGE: tuple[Row, ...] = (
    ("requires", _kept, "no longer needs '{}'"),
    ("status_labels", _kept, "no longer reads its status at '{}'"),
    ("closed", _kept, "is no longer closed by '{}'"),
    ("questions", _kept, "no longer answers '{}'"),
    ("claims", _kept, "may claim '{}' without evidence"),
    ("checklists", _globs, "no longer holds the checklist '{}'"),
    ("placeholders", _kept, "may hold the placeholder '{}'"),
    ("sections", _kept, "no longer needs sections of '{}'"),
    ("labels", _kept, "no longer needs labels of '{}'"),
    ("numbers", _on, "may share its number"),
    ("labels", _kept, "no longer needs labels in '{}'"),
    ("tasks", _word, "no longer has its tasks in '{}'"),
    ("spec", _word, "no longer has its spec in '{}'"),
)
_READ_ONLY: tuple[Row, ...] = (
    ("always", _on, "is no longer always so"),
    ("declared", _on, "is no longer declared by packages"),
    ("each_commit", _on, "no longer judges each commit"),
    ("branches", _globs, "no longer holds on the branches '{}'"),
    ("commit_types", _kept, "no longer holds for '{}:' commits"),
    ("label", _kept, "is no longer read at '{}'"),
    ("words", _kept, "is no longer declared by '{}'"),
)
_POLICY: tuple[Row, ...] = (
    ("keys", _globs, "no longer reports the keys of no item in '{}'"),
    ("links", _globs, "no longer holds the links of '{}'"),
    ("terms", _kept, "no longer holds the term '{}'"),
    ("whitespace", _on, "no longer holds whitespace"),
    ("closed_boxes", _new, "takes a box marked '{}' for ticked"),
    ("terms", _kept, "no longer holds the term '{}'"),
)


def loosened(base: Policy, head: Policy) -> Iterator[Loosened]:
    """Each thing that `base` protects and `head` does not, in the order of the policy file."""
    yield from _patterns(base.runtime.patterns, head.runtime.patterns)
    yield from _rows(_READ_ONLY, base.runtime.read_only, head.runtime.read_only, "the read-only posture")
    for name, vocabulary in base.vocabularies.items():
        if name in head.vocabularies:
            for part in ("values", "aliases"):
                for word in _new(getattr(vocabulary, part), getattr(head.vocabularies[name], part)):
                    yield Loosened(f"the vocabulary '{name}' gains '{word}'", word, gone=False, advice=True)
            for word in _kept(vocabulary.placeholders, head.vocabularies[name].placeholders):
                yield Loosened(f"'{word}' is no longer a placeholder of the vocabulary '{name}'", word)
    yield from _ledgers(base, head)
    yield from _reports(base, head)
    for part in ("invariants", "evidence", "truths"):
        yield from _demands(part, getattr(base, part), getattr(head, part))
    for package in base.packages:
        other = next((one for one in head.packages if _covered(package.path, [one.path])), None)
        name = f"the package '{package.path}'"
        if other is None:
            yield Loosened(f"{name} is no longer governed", package.path, package.line)
        else:
            yield from _rows(_PACKAGE, package, other, name)
            if package.enforce == "always" != other.enforce:
                yield Loosened(f"{name} is judged only {other.enforce}", other.enforce, other.line, gone=False)
    yield from _rows(_POLICY, base, head, "the policy")


def _rows(table: Iterable[Row], before: Any, after: Any, name: str) -> Iterator[Loosened]:
    line = getattr(before, "line", 0)
    for field, compare, phrase in table:
        for member in compare(getattr(before, field), getattr(after, field)):
            gone = compare in (_kept, _globs, _word, _on)
            yield Loosened(f"{name} {phrase.format(member)}", str(member) or field, line, gone)


def _patterns(before: Sequence[str], after: Sequence[str]) -> Iterator[Loosened]:
    wide = [one.removesuffix("**") for one in after if one.endswith("**") and not one.startswith("!")]
    for pattern in before:
        if pattern not in after and not pattern.startswith("!") and not any(pattern.startswith(one) for one in wide):
            yield Loosened(f"the runtime pattern '{pattern}' is gone", pattern)
    for pattern in after:
        if pattern.startswith("!") and pattern not in before:
            yield Loosened(f"the runtime pattern '{pattern}' lets paths out", pattern, gone=False)
    shared = [one for one in before if one in after], [one for one in after if one in before]
    if shared[0] != shared[1] and any(one.startswith("!") for one in shared[0]):
        yield Loosened("the order of the runtime patterns changes which one decides", shared[1][0], gone=False)


def _ledgers(base: Policy, head: Policy) -> Iterator[Loosened]:
    for name, ledger in base.ledgers.items():
        other = head.ledgers.get(name)
        called = f"the ledger '{name}'"
        if other is None:
            yield Loosened(f"{called} is no longer governed", name, ledger.line)
            continue
        yield from _rows(_LEDGER, ledger, other, called)
        if ledger.items and not other.sources:
            for text in _dropped(ledger.items, other.items):
                # Where items are conserved, one that goes without a word is refused as such.
                yield Loosened(f"{called} no longer lists '{text}'", text, ledger.line, advice=other.conserve)
        for field, rule in ledger.fields.items():
            if field in other.fields:
                yield from _rows(_FIELD, rule, other.fields[field], f"the field '{field}' of {called}")
            else:
                yield Loosened(f"the field '{field}' of {called} is no longer read", field, ledger.line)
        for text in _new(ledger.ignore, other.ignore):
            yield Loosened(f"{called} no longer takes '{text}' for an item", text, gone=False, advice=True)
        new = [one for one in other.sources if one.path not in [own.path for own in ledger.sources]]
        for source in ledger.sources:
            match = next((one for one in other.sources if _covered(source.path, [one.path])), None)
            if match is not None:
                yield from _rows(_SOURCE, source, match, f"the source '{source.path}' of {called}")
                for text in _new(source.ignore, match.ignore):
                    what = f"the source '{source.path}' of {called} no longer takes '{text}' for an item"
                    yield Loosened(what, text, gone=False, advice=True)
            elif not new:
                yield Loosened(f"the source '{source.path}' of {called} is no longer governed", source.path)


def _reports(base: Policy, head: Policy) -> Iterator[Loosened]:
    left = list(head.reports)
    known = [(one.path, one.ledger) for one in base.reports]
    for report in base.reports:
        called = f"the report '{report.path}'"
        other = next((one for one in left if one.ledger == report.ledger and _covered(report.path, [one.path])), None)
        if other is None:
            moved = (one for one in left if (one.path, one.ledger) not in known and one.ledger == report.ledger)
            other = next(moved, None)
        if other is None:
            yield Loosened(f"{called} is no longer governed", report.path, report.line)
            continue
        left.remove(other)
        yield from _rows(_REPORT, report, other, called)
        columns = set(report.rows.columns.values()) if report.rows is not None else set()
        for field in sorted(columns - (set(other.rows.columns.values()) if other.rows is not None else set())):
            yield Loosened(f"{called} is no longer compared by '{field}'", field, report.line)
        if report.rows is not None and other.rows is None:
            yield Loosened(f"{called} no longer binds its rows", "rows", report.line)
        if report.covers is not None and (other.covers is None or (other.covers and other.covers != report.covers)):
            yield Loosened(f"{called} need no longer cover what it covered", "covers", other.line, gone=False)
        for total in report.totals:
            if not any(_demands_as_much(one, total) for one in other.totals):
                yield Loosened(f"{called} is no longer checked for a total", total.by or total.pattern, total.line)
        bands = {(one.field, one.value): one for one in other.counts}
        for count in report.counts:
            band = bands.get((count.field, count.value))
            if band is None or band.least < count.least or band.most > count.most:
                yield Loosened(f"{called} may have another number of rows", "count", report.line)


def _demands_as_much(one: Total, other: Total) -> bool:
    """Whether a total is bound as it was, or more strictly."""
    same = one.but(line=0, optional=False, every=False) == other.but(line=0, optional=False, every=False)
    return same and one.optional <= other.optional and one.every >= other.every


def _demands(part: str, before: Iterable[Any], after: Iterable[Any]) -> Iterator[Loosened]:
    after = list(after)
    for one in before:
        same = [head for head in after if _bare(head) == _bare(one)]
        if part == "truths" and same:
            for word in _kept(one.open, [word for head in same for word in head.open]):
                yield Loosened(f"a truth of the policy no longer calls '{word}' open", word, one.line, advice=True)
        if not same:
            said = f" ('{one.reason}')" if getattr(one, "reason", "") else ""
            yield Loosened(f"one of the {part} of the policy is gone{said}", getattr(one, "reason", ""), one.line)


def _bare(one: Any) -> Mapping[str, Any]:
    return {field: getattr(one, field) for field in one.__fields__ if field not in ("line", "reason", "open")}
