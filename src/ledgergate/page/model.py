"""The view model: all that the page shows, and what `ledgergate report --format json` prints, version 1.

The JSON Schema follows from these classes; their docstrings are its descriptions. Nothing here is worked out: a page is
made of these values and of nothing else, so that every number on it can be looked up.
"""

from __future__ import annotations

from collections.abc import Mapping

from ledgergate.page.past import History
from ledgergate.value import Value

VERSION = 1
_SENTENCE = 24  # characters
_KEY = 14  # characters of a key that stands in one line
CONDITION_STATES = ("holds", "broken", "waived", "idle")


class At(Value):
    """A line of a document. `url` leads to it where the repository's service is known; null where it is not."""

    path: str
    line: int
    url: str | None


class State(Value):
    """The state that is shown. `name` is "commit", "index" or "worktree"; `oid` is the commit's, for the index HEAD's.

    `date` is the committer's, as ISO 8601. `since` is the commit that the state is compared with, null without one.
    `policy` is the policy's path.
    """

    name: str
    oid: str
    date: str
    subject: str
    branch: str
    policy: str
    since: str | None
    url: str | None


class Outcome(Value):
    """The verdict. `result` is "agrees", "advice" (only advisory findings), "differs" (a finding blocks) or "unchecked"
    (something could not be read, and nothing blocks); `fixable` findings are written by `ledgergate fix`."""

    result: str
    exit_code: int
    blocking: int
    advisory: int
    waived: int
    fixable: int


class Extent(Value):
    """How much was looked at."""

    documents: int
    items: int
    rows: int
    totals: int
    evidence: int


class Reply(Value):
    """What documents answer to one question. `says` is "yes", "no", "partly" or "" where no such word opens it.

    `points` are its list entries, `text` is the answer where it has none; `given` is false for a question without
    an answer. `also` are further places that ask the same.
    """

    question: str
    asked: str
    says: str
    given: bool
    text: tuple[str, ...]
    points: tuple[str, ...]
    at: At
    also: tuple[At, ...]


class Replies(Value):
    """The answers of one package, by its folder; `closed` ones speak of their own time."""

    package: str
    closed: bool
    replies: tuple[Reply, ...]


class Condition(Value):
    """One invariant of the policy. `state` is "holds", "broken", "waived" or "idle" (it speaks of nothing here).

    `spoken` counts the items, rows or answers that it speaks of; `findings` are numbers of the page's findings.
    """

    reason: str
    when: str
    then: str
    state: str
    spoken: int
    findings: tuple[int, ...]
    at: At


class Word(Value):
    """A value of a vocabulary, "" for none, and how many items have it."""

    value: str
    text: str
    count: int


class Field(Value):
    """A field of a ledger's items. `words` are the vocabulary's values that occur, empty where it has none."""

    name: str
    label: str
    kind: str
    words: tuple[Word, ...]


class Partition(Value):
    """The partition of a ledger by one field; of the equation only `after` is known without a base."""

    field: str
    before: int | None
    added: int
    merged: int
    dropped: int
    renamed: int
    after: int
    by: tuple[Word, ...]


class Line(Value):
    """One row of a cross table: a value of its field, and how many items it has in each class of the partition."""

    word: Word
    by: tuple[int, ...]


class Cross(Value):
    """A field beside the partition: how many items have which of its values, and in which class."""

    field: str
    label: str
    classes: tuple[str, ...]
    lines: tuple[Line, ...]


class Cited(Value):
    """What an item cites. `leads` is false where it leads nowhere, null where it is not looked up; `at` is the file."""

    text: str
    leads: bool | None
    at: At | None


class Entry(Value):
    """One item. `fields` is what it states, as `ledgergate items` prints it, `values` its vocabularies' keys, "" for
    none. `at` is null for an item that stands in no document. `findings` are numbers of the page's findings."""

    key: str
    title: str
    at: At | None
    fields: Mapping[str, str | None]
    values: Mapping[str, str]
    evidence: tuple[Cited, ...]
    findings: tuple[int, ...]

    @property
    def long(self) -> bool:
        """Whether the key is a name rather than a number."""
        return len(self.key) > _KEY

    @property
    def titled(self) -> bool:
        """Whether the title says more than the key."""
        return self.title not in ("", self.key)


class Ledger(Value):
    """A ledger. `form` is "table", "board" (a few items by their class) or "twin" (the
    lines of another ledger under other keys). `unread` lines were not understood."""

    name: str
    title: str
    form: str
    fields: tuple[Field, ...]
    partition: Partition | None
    crosses: tuple[Cross, ...]
    entries: tuple[Entry, ...]
    unread: int


class Detail(Value):
    """One column of a row: a label and what stands there; `word` is the vocabulary's text, "" where it has none."""

    label: str
    text: str
    word: str

    @property
    def long(self) -> bool:
        """Whether it is a sentence, to be shown in a line of its own."""
        return not self.word and " " in self.text and len(self.text) > _SENTENCE


class Choice(Value):
    """One row of a selection, in the order of the document: the item, and what the row says of it."""

    key: str
    title: str
    at: At
    details: tuple[Detail, ...]


class Selection(Value):
    """A report that chooses some items of a ledger, such as the specs that are recommended."""

    path: str
    ledger: str
    title: str
    choices: tuple[Choice, ...]


class Bound(Value):
    """One binding of a report: the ledger that it restates, and its rows; `selects` some, or covers what it must."""

    ledger: str
    rows: int | None
    selects: bool


class Restated(Value):
    """A document that restates ledgers, and the numbers of the page's findings in it."""

    at: At
    bound: tuple[Bound, ...]
    findings: tuple[int, ...]


class Told(Value):
    """A finding, as `ledgergate check --format json` has it. `level` is "block" or "advise"; `waived_by` is null for
    one that counts; `old` is true where it stood before the change."""

    code: str
    rule: str
    level: str
    key: str
    message: str
    cure: tuple[str, ...]
    at: At
    waived_by: str | None
    old: bool | None


class Group(Value):
    """The open findings of one document that restates no ledger."""

    at: At
    findings: tuple[int, ...]


class Covered(Value):
    """One governed document: its lines that are not blank, and what becomes of them."""

    path: str
    lines: int
    checked: int
    ignored: int
    unread: int
    url: str | None


class Coverage(Value):
    """What the policy reads: `percent` of the lines that it does not ignore are checked. Documents with many lines
    that nobody reads come first."""

    percent: float
    checked: int
    ignored: int
    unread: int
    documents: tuple[Covered, ...]


class Waived(Value):
    """A waiver. `state` is "lapsed", "soon" (within two weeks) or "lasting", as of `today`; `hides` counts findings."""

    rule: str
    path: str
    key: str
    reason: str
    owner: str
    expires: str
    today: str
    state: str
    hides: int
    at: At


class Missed(Value):
    """What could not be looked at."""

    message: str
    cure: str
    at: At | None


class Skipped(Value):
    """A rule that could not be judged, and why."""

    rule: str
    reason: str


class Page(Value):
    """All that `ledgergate report` shows of one state.

    Numbers of findings count from 0 in `findings`, also those of `evidence_gone`. `condition_states` counts the
    conditions by state, `agreeing` the reports without an open finding. `history` is null where it was not asked
    for, and before the first commit.
    """

    version: int
    made_by: str
    product: str
    state: State
    verdict: Outcome
    examined: Extent
    answers: tuple[Replies, ...]
    conditions: tuple[Condition, ...]
    condition_states: Mapping[str, int]
    ledgers: tuple[Ledger, ...]
    selections: tuple[Selection, ...]
    reports: tuple[Restated, ...]
    agreeing: int
    others: tuple[Group, ...]
    evidence_gone: tuple[int, ...]
    coverage: Coverage
    waivers: tuple[Waived, ...]
    findings: tuple[Told, ...]
    unchecked: tuple[Missed, ...]
    not_run: tuple[Skipped, ...]
    notices: tuple[str, ...]
    history: History | None = None
