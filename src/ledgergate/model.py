"""The values that walk through the house: documents, places, items, findings, the verdict."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_SHOWN = 200  # characters of a key or a title in a message
_FAR = 2000  # bytes into a line


class Place(Value):
    """Where something stands. Lines and columns count from 1, columns in characters; the end is exclusive.

    `side` is "before" for something that stands only in the snapshot that a change starts from.
    """

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1
    side: str = "after"


class Document:
    """The bytes of one governed file. Offsets are bytes; lines end at LF, CRLF or CR and nothing else."""

    __slots__ = ("_counted", "_ended", "_starts", "data", "oid", "path", "side")

    def __init__(self, path: str, data: bytes, side: str = "after", oid: str = "") -> None:
        self.path = path
        self.data = data
        self.side = side
        self.oid = oid
        self._starts: list[int] = []
        self._ended = (0, 0)  # the line last asked for, and where it ends
        self._counted = (0, 0, 0)  # a line's begin, an offset in it, the characters between

    @property
    def line_starts(self) -> list[int]:
        """Byte offsets at which lines begin; the first is 0."""
        if not self._starts:
            starts = [0, *accumulate(map(len, self.data.splitlines(keepends=True)))]  # bytes end lines as said above
            self._starts = starts if not self.data or self.data[-1] in b"\r\n" else starts[:-1]
        return self._starts

    def line_of(self, offset: int) -> int:
        return bisect_right(self.line_starts, offset)

    def place(self, start: int, end: int | None = None) -> Place:
        """The place of the bytes from `start` to `end`; without `end` the rest of the line, blanks aside."""
        line = self.line_of(start)
        if end is None:
            end = max(start, self._line_end(line))
        last = self.line_of(end)
        return Place(self.path, line, self._column(line, start), last, self._column(last, end), self.side)

    def line(self, number: int, most: int = 0) -> str:
        """The text of line `number`, without its end; no more than its first `most` bytes where given."""
        if not 1 <= number <= len(self.line_starts):
            return ""
        start, end = self.line_starts[number - 1], self._line_end(number)
        if most and end - start > most:
            return self.data[start : start + most].decode("utf-8", "ignore")
        return self.data[start:end].decode("utf-8", "backslashreplace")

    def text(self, start: int, end: int) -> str:
        return self.data[start:end].decode("utf-8", "backslashreplace")

    def _line_end(self, line: int) -> int:
        known, end = self._ended
        if known != line:
            starts = self.line_starts
            stop = starts[line] if line < len(starts) else len(self.data)
            end = starts[line - 1] + len(self.data[starts[line - 1] : stop].rstrip(b"\r\n \t"))
            self._ended = (line, end)
        return end

    def _column(self, line: int, offset: int) -> int:
        begin = self.line_starts[line - 1]
        if line == 1 and self.data.startswith(b"\xef\xbb\xbf") and offset >= 3:
            begin = 3
        if offset - begin < _FAR:
            return len(self.data[begin:offset].decode("utf-8", "replace")) + 1
        # A line can be megabytes with a finding every few bytes: count on from where the last one stood.
        line_at, at, count = self._counted
        if line_at != begin or not begin <= at <= offset:
            at, count = begin, 0
        count += len(self.data[at:offset].decode("utf-8", "replace"))
        self._counted = (begin, offset, count)
        return count + 1


class Stated(Value):
    """One value that a document states for a field of an item.

    `raw` is the text as a reader sees it, struck-through parts aside. `value` is the vocabulary's key, or the
    text itself where the field has no vocabulary. `kind` is "value", "missing" (nothing is written),
    "placeholder" (TBD, ?, a dash) or "unknown" (not in the vocabulary).
    """

    field: str
    raw: str
    value: str
    kind: str
    document: Document
    start: int
    end: int
    inherited: bool = False

    @property
    def place(self) -> Place:
        return self.document.place(self.start, self.end)


class Link(Value):
    """A link or an image as written: the reader's text, the target with its escapes resolved, the bytes it spans.

    `kind` is "inline", "reference", "collapsed", "shortcut", "autolink", "image" or "undefined" (`[text][label]`
    whose label has no definition; the target is the label then).
    """

    text: str
    target: str
    start: int
    end: int
    kind: str = "inline"


class Item(Value):
    """One item of a ledger, or one row of a report: both are read by the same shapes.

    `key` is normalised for comparison, `shown` is the key as people write it. `fields` holds every statement made
    for a field, in document order. `others` are further keys under which the item is known.
    """

    key: str
    shown: str
    title: str
    document: Document
    start: int
    end: int
    fields: Mapping[str, tuple[Stated, ...]]
    links: tuple[Link, ...] = ()
    others: tuple[str, ...] = ()
    section: str = ""
    source: int = 0
    struck: bool = False
    body_end: int = 0

    @property
    def place(self) -> Place:
        return self.document.place(self.start, self.end)

    def stated(self, field: str) -> Stated | None:
        """The first statement for `field` that holds a value, else the first one, else None."""
        said = self.fields.get(field)
        if not said:
            return None
        for one in said:
            if one.kind == "value":
                return one
        return said[0]

    def value(self, field: str) -> str:
        """The canonical value of `field`, "" where there is none."""
        found = self.stated(field)
        return found.value if found is not None and found.kind == "value" else ""

    @property
    def label(self) -> str:
        """How messages name the item: `C-7 'PSA handoff'`, or the title alone where it is the key."""
        if not self.title or self.title == self.shown:
            return f"'{_short(self.shown)}'"
        return f"{_short(self.shown)} '{_short(self.title)}'"


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


class Unread(Value):
    """A line of a governed place that no reader understood: why, and what would make it readable."""

    document: Document
    start: int
    end: int
    why: str
    cure: str
    key: str = ""


class Ledger(Value):
    """A named set of items, with what stood in their sources and was not understood or was left out on purpose.

    `partial`: nothing at all was read in one of its sources, so that nobody can say what the ledger lacks.
    """

    name: str
    items: tuple[Item, ...]
    unread: tuple[Unread, ...] = ()
    ignored: int = 0
    partial: bool = False


class Report(Value):
    """One document that restates a ledger. `rows` are None where the policy binds no rows."""

    path: str
    ledger: str
    document: Document
    rows: tuple[Item, ...] | None
    unread: tuple[Unread, ...] = ()
    spec: int = 0
    ignored: int = 0


class Related(Value):
    """A second place that a finding speaks of, and what stands there."""

    place: Place
    message: str


class Edit(Value):
    """Replace the bytes `start` to `end` of `path` by `text`."""

    path: str
    start: int
    end: int
    text: str


class Fix(Value):
    """Edits that remove a finding. `safe` ones follow from other documents; the others choose for the author.

    `left` names what the edits leave to the author: cells that only a person can fill. `asks` is the question that an
    author has to say yes to before one that is not safe is made; without a question nobody is asked.
    """

    title: str
    edits: tuple[Edit, ...]
    safe: bool = False
    left: tuple[str, ...] = ()
    asks: str = ""


POSTURE, BUCKETS, DRIFT = "read-only-posture", "candidate-buckets", "report-drift"  # the duties


class Rule(Value):
    """One rule. `needs` is what must be there for it to be judged: words of `applicable.NEEDS` and `applicable.RARE`.

    `duty` is the hook that judges it where the three duties are adopted apart. `compares`: it compares reports with
    things that go on changing, so that a package that was closed before is left in peace. `demand`: what it demands of
    a ledger under the policy that a change starts from, the change must still satisfy. `home` is the module of a rule
    that another distribution brings; this package's own lie together, named as they are.
    """

    code: str
    name: str
    duty: str = DRIFT
    needs: tuple[str, ...] = ()
    level: str = "block"
    compares: bool = False
    demand: bool = False
    home: str = ""

    @property
    def module(self) -> str:
        return self.home or f"ledgergate.rules.{self.name.replace('-', '_')}"


class Finding(Value):
    """One broken rule at one place.

    `message` is one sentence. `cure` names the fixes, each pasteable. `key` is the subject in brackets in the
    catalogue: an item's key or a path. `quote` is the text of the place's line. `introduced` is False where the
    same finding (by fingerprint) stood before the change, None where there is no before. `stated` is what the line
    says, where that is what is wrong, and `gap` how far a number is off. `excused`: what waives it stands in the
    document itself.
    """

    code: str
    rule: str
    place: Place
    message: str
    cure: tuple[str, ...] = ()
    key: str = ""
    related: tuple[Related, ...] = ()
    quote: str = ""
    level: str = "block"
    introduced: bool | None = None
    waived_by: str | None = None
    excused: bool = False
    fingerprint: str = ""
    fix: Fix | None = None
    stated: str = ""
    gap: int = 0


class Entry(Value):
    """A path's mode and object in one tree or index. Mode is git's six octal digits; a submodule's is 160000."""

    path: str
    mode: str
    oid: str


class Changed(Value):
    """One path that differs. `before` or `after` is None where the path is absent; `commits` names who did it."""

    path: str
    before: Entry | None
    after: Entry | None


class Posture(Value):
    """Whether the change is announced as read-only, and which sentence of which document says so."""

    read_only: bool = False
    because: str = ""
    place: Place | None = None
    quote: str = ""


class Compared(Value):
    """What was compared and how it was found. `before` is None where there is no base; `after` is an oid or "index".

    `moment` is "staged", "range", "tree", "worktree", "push", "receive" or "commit-msg"; `source` names the flag,
    variable or rule that told.
    """

    moment: str
    before: str | None
    after: str
    source: str
    posture: Posture = Posture()
    notes: tuple[str, ...] = ()


class Partition(Value):
    """before + added - merged - dropped = after = the sum over `by`. Without a base only `after` and `by` are known.

    `renamed` items are neither added nor gone: the documents say which name they had before. `by_before` is `by` of the
    state before, where somebody asked for it.
    """

    ledger: str
    after: int
    by: Mapping[str, int]
    before: int | None = None
    added: int = 0
    merged: int = 0
    dropped: int = 0
    renamed: int = 0
    by_before: Mapping[str, int] | None = None


class Moved(Value):
    """An item of which a partition tells since the state before: what it was in, and what it is in.

    `before` is None for one that is new and `after` None for one that is gone, and `how` says what became of it:
    "added", "merged", "superseded", "renamed", "moved" (to another ledger), "dropped" or "vanished"; "" where both are
    known. `place` is where it stands, or stood.
    """

    ledger: str
    key: str
    title: str
    before: str | None
    after: str | None
    how: str
    place: Place


class Examined(Value):
    """How much was looked at."""

    paths_changed: int = 0
    documents: int = 0
    items: Mapping[str, int] = {}
    rows: int = 0
    evidence: int = 0
    totals: int = 0
    ignored: int = 0


class NotRun(Value):
    """A rule that could not be judged, and why."""

    rule: str
    reason: str


class Unchecked(Value):
    """What a check could not look at: a document that cannot be parsed, a source of a ledger without items.

    `place` is None for what stands nowhere.
    """

    message: str
    cure: str = ""
    place: Place | None = None


class Verdict(Value):
    """Everything that an output may tell. `exit_code` is 1 where something blocks, else 3 where something that the
    policy governs is `unchecked`, else 0; a check that could not look at anything raises instead.

    `lasting` says that no date, no other commit and no posture had a say in it: two states decide, and they alone.
    `states` says of given items and selections how they stand.
    `numbers` names each stated number that was compared, and those that were left alone, where that was asked for.
    `edited` holds the documents, as they were judged, whose bytes the fixes of `ledgergate fix` speak of.
    `moved` are the items that are in another part of a partition than before, where somebody asked for them.
    """

    compared: Compared
    examined: Examined
    findings: tuple[Finding, ...] = ()
    partitions: tuple[Partition, ...] = ()
    not_run: tuple[NotRun, ...] = ()
    notices: tuple[str, ...] = ()
    summary: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    exit_zero: bool = False
    lasting: bool = False
    numbers: tuple[str, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    edited: Mapping[str, Document] = {}
    moved: tuple[Moved, ...] = ()

    @property
    def fixable(self) -> tuple[Finding, ...]:
        """The findings that `ledgergate fix` mends."""
        return tuple(one for one in self.findings if one.waived_by is None and one.fix is not None and one.fix.safe)

    @property
    def blocking(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.level == "block" and one.waived_by is None)

    @property
    def advisory(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.level != "block" and one.waived_by is None)

    @property
    def waived(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.waived_by is not None)

    @property
    def exit_code(self) -> int:
        if self.blocking and not self.exit_zero:
            return 1
        return 3 if self.unchecked else 0
