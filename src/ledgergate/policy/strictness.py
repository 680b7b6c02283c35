"""For each field of a policy's parts: what a change of it may do, and what is told where it protects less.

Every field stands in a table, or the tests fail: what nobody has thought about must not pass for a tightening. A
comparison gives the stricter of both values, and what is lost where the later one is taken.
"""

from __future__ import annotations

from ledgergate.policy.languages import covers
from ledgergate.policy.model import (
    Dispositions,
    Field,
    LedgerPolicy,
    Package,
    Policy,
    ReadOnly,
    ReportPolicy,
    Source,
)
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any, TypeAlias

    Outcome: TypeAlias = tuple[Any, list[str]]
    Compare: TypeAlias = Callable[[Any, Any], Outcome]
    Row: TypeAlias = tuple[str, Compare | None, str]


class Loosened(Value):
    """`what` is a sentence's end, `text` stands in the policy that has it, `line` its table's; `advice` marks what
    is usual in honest work."""

    what: str
    text: str
    line: int = 0
    gone: bool = True
    advice: bool = False


def free(_: Any, after: Any) -> Outcome:
    """Protects nothing: where something is written, what it is called, what its own rule judges."""
    return after, []


def on(before: bool, after: bool) -> Outcome:
    return before or after, [""] if before and not after else []


def off(before: bool, after: bool) -> Outcome:
    return before and after, [""] if after and not before else []


def same(before: Any, after: Any) -> Outcome:
    return (after, []) if before == after else (before, [_said(before) or _said(after)])


def held(before: Any, after: Any) -> Outcome:
    """What is empty demands nothing yet."""
    return (after, []) if not before or before == after else (before, [_said(before)])


def spared(before: Any, after: Any) -> Outcome:
    """What is empty spares nothing any more."""
    return (after, []) if not after or before == after else (before, [_said(after)])


def more(before: Sequence[str], after: Sequence[str]) -> Outcome:
    """Each one demands something."""
    lost = [one for one in before if one not in after]
    return (*after, *lost), lost


def less(before: Sequence[str], after: Sequence[str]) -> Outcome:
    """Each one spares something."""
    return tuple(one for one in after if one in before), [one for one in after if one not in before]


def equal_words(before: Sequence[str], after: Sequence[str]) -> Outcome:
    """Each one demands something of some and spares others."""
    changed = [one for one in before if one not in after] + [one for one in after if one not in before]
    return (before, changed) if changed else (after, [])


def wide(before: Sequence[str], after: Sequence[str]) -> Outcome:
    """Places that are read; none stands for all."""
    lost = ([one for one in before if one not in after] if before else list(after)) if after else []
    return (*after, *lost) if before else (), lost


def globs(before: Sequence[str], after: Sequence[str]) -> Outcome:
    lost = [one for one in before if not covers(after, one)]
    return (*after, *lost), lost


def shell_globs(before: Sequence[str], after: Sequence[str]) -> Outcome:
    lost = [one for one in before if not covers(after, one, anywhere=True)]
    return (*after, *lost), lost


def fewer_globs(before: Sequence[str], after: Sequence[str]) -> Outcome:
    gained = [one for one in after if not covers(before, one)]
    return tuple(one for one in after if one not in gained), gained


def more_of_each(before: Mapping[str, Sequence[str]], after: Mapping[str, Sequence[str]]) -> Outcome:
    lost = [name for name, words in before.items() if not set(words) <= set(after.get(name, ())) or name not in after]
    union = {name: tuple(dict.fromkeys((*after.get(name, ()), *before[name]))) for name in lost}
    return {**after, **union}, lost


def named(before: Mapping[str, str], after: Mapping[str, str]) -> Outcome:
    lost = [name for name in before if after.get(name) != before[name]]
    return {**after, **{name: before[name] for name in lost}}, lost


def alternatives(before: Any, after: Any) -> Outcome:
    """A key's place and form. A form that has every alternative of the other, and more, reads more."""
    if before is None or before == after:
        return after, []
    same_place = after is not None and before.but(pattern="") == after.but(pattern="")
    if same_place and _has_one_more(before.pattern, after.pattern):
        return after, []
    return before, [before.pattern or before.source]


def _has_one_more(before: str, after: str) -> bool:
    """Whether a regular expression is another one with further alternatives, at its end or at that of a group."""
    same = next((at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), len(before))
    added = after[same : len(after) - len(before) + same]
    rest = before[same:]
    whole = added.startswith("|") and added.count("(") == added.count(")") and after.endswith(rest)
    # More alternatives of what must not follow are fewer texts.
    return bool(before) and whole and rest[:1] in ("", ")") and "(?!" not in before and "(?<!" not in before


def default(before: str, after: str) -> Outcome:
    return (after, []) if not after or after == before else (before, [after])


def kind(before: str, after: str) -> Outcome:
    """What is read as plain text is compared with nothing; every other kind is compared in a way of its own."""
    return (after, []) if before in (after, "text") else (before, [before])


def rows(table: Iterable[Row], before: Any, after: Any, name: str) -> tuple[dict[str, Any], list[Loosened]]:
    """The stricter values, by field, and what the later part has lost."""
    line = getattr(before, "line", 0)
    values: dict[str, Any] = {}
    told: list[Loosened] = []
    for field, compare, phrase in table:
        if compare is None:
            continue
        values[field], members = compare(getattr(before, field), getattr(after, field))
        gone = compare not in (off, less, spared, default, fewer_globs)
        told += [Loosened(f"{name} {phrase.format(one)}", one or field, line, gone) for one in dict.fromkeys(members)]
    return values, told


def _said(value: Any) -> str:
    if isinstance(value, str):
        return value
    return ", ".join(value) if isinstance(value, tuple) else ""


OWN = None  # compared by a function of its own in `joining`


def _each(how: Compare | None, *parts: str) -> tuple[Row, ...]:
    """Parts of whose change nothing is told here."""
    return tuple((part, how, "") for part in parts)


FIELD: tuple[Row, ...] = (
    *_each(free, "name"),
    *_each(OWN, "labels", "map"),
    ("source", same, "is read from another place"),
    ("vocabulary", held, "is no longer checked against the vocabulary '{}'"),
    ("required", on, "is no longer required"),
    ("kind", kind, "is no longer read as {}"),
    ("pattern", same, "is cut out by another pattern"),
    ("classifies", same, "is no longer, or only now, a lane that gives a value"),
    ("default", default, "is filled with '{}' where nothing is written"),
    ("exact", on, "may carry a note behind its value"),
    ("both", on, "is no longer read in both places"),
    ("ledger", held, "no longer refers to items of '{}'"),
)
SOURCE: tuple[Row, ...] = (
    *_each(free, "title", "closed_boxes", "line"),
    *_each(OWN, "path", "under", "fields"),
    ("items", same, "no longer reads items as {}"),
    ("level", same, "reads another level"),
    ("not_under", less, "is no longer read under '{}'"),
    ("key", alternatives, "no longer takes keys like '{}'"),
    ("columns", same, "reads other tables"),
    ("exclude", fewer_globs, "leaves out '{}'"),
    ("ignore", less, "no longer takes '{}' for an item"),
    ("at", same, "is read at another place"),
    ("pattern", same, "takes other texts for items"),
    ("file", same, "no longer reads the file '{}'"),
    ("optional", off, "may be missing"),
    ("depth", same, "reads lists of another depth"),
)
DISPOSITIONS: tuple[Row, ...] = (
    ("path", same, "are looked for in '{}'"),
    ("under", same, "are looked for under '{}'"),
    *((part, less, "are also known by '{}'") for part in ("merged", "superseded", "renamed", "dropped", "moved")),
)
LEDGER: tuple[Row, ...] = (
    *_each(free, "name", "title", "line"),
    *_each(OWN, "sources", "fields", "items", "dispositions"),
    ("key", alternatives, "no longer takes keys like '{}'"),
    ("ignore", less, "no longer takes '{}' for an item"),
    ("conserve", on, "lets items vanish"),
    ("unique", on, "may list an item twice"),
)
REPORT: tuple[Row, ...] = (
    *_each(free, "ledger", "line"),
    *_each(OWN, "path", "rows", "covers", "totals", "counts"),
    ("classifies", less, "may give '{}' a value"),
    ("optional", off, "may be missing"),
    ("extra_rows", off, "may have rows of no item"),
    ("claims", on, "may claim without evidence"),
    ("states", more_of_each, "may state another '{}' beside its rows"),
)
PACKAGE: tuple[Row, ...] = (
    *_each(free, "line"),
    *_each(OWN, "path", "enforce"),
    ("requires", more, "no longer needs '{}'"),
    ("status_labels", more, "no longer reads its status at '{}'"),
    ("closed", equal_words, "is closed by other words: '{}'"),
    ("questions", named, "no longer answers '{}'"),
    ("claims", more, "may claim '{}' without evidence"),
    ("tasks", held, "no longer has its tasks in '{}'"),
    ("checklists", globs, "no longer checks '{}'"),
    ("placeholders", more, "may have the placeholder '{}'"),
    ("sections", more_of_each, "no longer needs sections of '{}'"),
    ("labels", more_of_each, "no longer needs labels of '{}'"),
    ("numbers", on, "may share its number"),
    ("spec", held, "no longer has its spec in '{}'"),
    ("binds", on, "no longer binds reports"),
)
READ_ONLY: tuple[Row, ...] = (
    ("always", on, "is no longer always so"),
    ("declared", on, "is no longer declared by packages"),
    ("branches", shell_globs, "no longer applies on the branches '{}'"),
    ("commit_types", more, "no longer applies to '{}:' commits"),
    ("each_commit", on, "no longer judges each commit"),
    ("label", more, "is no longer read at '{}'"),
    ("words", more, "is no longer declared by '{}'"),
    ("open_words", less, "is lifted by '{}'"),
)
POLICY: tuple[Row, ...] = (
    *_each(free, "origin", "preset", "waivers", "oid", "lines"),
    *_each(OWN, "runtime", "vocabularies", "ledgers", "reports", "invariants", "evidence"),
    *_each(OWN, "truths", "packages", "levels", "path_levels"),
    ("terms", more_of_each, "no longer checks the term '{}'"),
    ("links", globs, "no longer checks the links of '{}'"),
    ("keys", globs, "no longer reports the keys of no item in '{}'"),
    ("whitespace", on, "no longer checks whitespace"),
    ("plugins", more, "no longer asks the rules of '{}'"),
    ("workspaces", globs, "no longer judges the folders '{}' by their own policies"),
    ("excuses", off, "lets documents excuse their own lines"),
    ("closed_boxes", less, "takes a box marked '{}' for ticked"),
)
TABLES: dict[type, tuple[Row, ...]] = {
    Field: FIELD,
    Source: SOURCE,
    Dispositions: DISPOSITIONS,
    LedgerPolicy: LEDGER,
    ReportPolicy: REPORT,
    Package: PACKAGE,
    ReadOnly: READ_ONLY,
    Policy: POLICY,
}
