"""Random requests on one ledger, and what an oracle says of them that knows git by a real merge and documents by
regular expressions."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

from hypothesis import strategies as st

from support import Repository

POLICY = """\
[vocabulary.bucket]
values = { now = "Do now", later = "Do later" }
[ledger.candidates]
sources = [{ path = "docs/ledger.md", items = "table", key = "ID" }]
key = '^(?P<key>C-\\d+)\\b'
fields.bucket = { label = "Bucket", values = "bucket", required = true }
[[report]]
path = "docs/now.md"
ledger = "candidates"
totals = { by = "bucket" }
[[package]]
path = "specs/[0-9]*"
requires = ["spec.md"]
numbers = true
"""
LEDGER, REPORT = "docs/ledger.md", "docs/now.md"
_ROW = re.compile(r"^\| (C-\d+) \| [^|]* \| (now|later) \|$", re.MULTILINE)
_TITLE = re.compile(r"^\| (C-\d+) \| ([^|]*) \| (?:now|later) \|$", re.MULTILINE)
_COUNT = re.compile(r"^\| (now|later) \| (\d+) \|$", re.MULTILINE)
_TOLD = re.compile(r"^- (C-\d+) dropped: ", re.MULTILINE)
WHAT = ("add", "add", "drop", "lose", "move", "spec", "text", "miscount", "count", "retitle")
# No two of them share a word or the beginning of one: nobody takes one for another.
TITLES = {
    "start": ("", "Sync", "Import", "Export", "Billing", "Login", "Audit"),
    "main": ("", "Keyboard", "Palette", "Digest", "Quota", "Webhook", "Journal"),
    "topic": ("", "Forecast", "Zebra", "Mobile", "Hydrant", "Canvas", "Wizard"),
}
EDIT = st.tuples(st.sampled_from(WHAT), st.integers(1, 6), st.sampled_from(("now", "later")), st.booleans())
Edit = tuple[str, int, str, bool]


class State(NamedTuple):
    """Rows by key in their order, what was dropped, the counts that the report states, package folders, prose."""

    rows: dict[str, str]
    told: tuple[str, ...]
    counts: dict[str, int]
    specs: frozenset[str]
    titles: dict[str, str]
    text: int = 0


START = State(
    {"C-1": "now", "C-2": "later", "C-3": "now"}, (), {"now": 2, "later": 1}, frozenset({"001-login"}),
    {f"C-{number}": TITLES["start"][number] for number in (1, 2, 3)},
)  # fmt: skip


def edited(state: State, edits: list[Edit], name: str) -> State:
    """The state after a side's edits; its counts are right unless an edit miscounts."""
    rows, told, specs, text, off = dict(state.rows), list(state.told), set(state.specs), state.text, 0
    titles = dict(state.titles)
    for what, number, bucket, first in edits:
        key = f"C-{number}"
        if what == "add" and key not in rows and key not in told:
            rows = {key: bucket, **rows} if first else {**rows, key: bucket}
            titles.setdefault(key, TITLES[name][number])
        elif what == "retitle" and key in rows:
            titles[key] = TITLES[name][number]
        elif what in ("drop", "lose") and key in rows:
            del rows[key]
            told += [key] if what == "drop" else []
        elif what == "move" and key in rows:
            rows[key] = bucket
        elif what == "spec":
            specs.add(f"{number:03}-{name}-{number}")
        elif what == "text":
            text = number
        elif what == "miscount":
            off += 1
    counts = {one: list(rows.values()).count(one) for one in ("now", "later")}
    counts["later"] += off
    return State(rows, tuple(told), counts, frozenset(specs), titles, text)


def files(state: State) -> dict[str, str | bytes]:
    """The documents of a state; rows that are told apart by lines of prose merge more often."""
    rows = "".join(f"| {key} | {state.titles[key]} | {bucket} |\n" for key, bucket in state.rows.items())
    told = "".join(f"- {key} dropped: no demand\n" for key in state.told)
    ledger = f"# Ledger\n\n{state.text}\n\nWords.\n\n| ID | Candidate | Bucket |\n| --- | --- | --- |\n{rows}\n{told}"
    counts = "".join(f"\n## {one}\n\n| Bucket | Count |\n| --- | --- |\n| {one} | {n} |\n\nMore.\n" for one, n in
                     state.counts.items())  # fmt: skip
    specs: dict[str, str | bytes] = {f"specs/{one}/spec.md": f"# {one}\n" for one in state.specs}
    return {LEDGER: ledger, REPORT: f"# Report\n{counts}", **specs}


class Found(NamedTuple):
    """What is wrong with some documents: buckets miscounted, numbers taken twice."""

    totals: frozenset[str]
    numbers: frozenset[str]


def wrong(texts: dict[str, str]) -> Found:
    """Read with regular expressions alone."""
    rows = [bucket for _, bucket in _ROW.findall(texts[LEDGER])]
    stated = _COUNT.findall(texts[REPORT])
    totals = {bucket for bucket, count in stated if rows.count(bucket) != int(count)}
    numbers = [path.split("/")[1][:3] for path in texts if path.startswith("specs/")]
    return Found(frozenset(totals), frozenset(one for one in numbers if numbers.count(one) > 1))


def is_empty(texts: dict[str, str]) -> bool:
    """Whether nothing is left in the ledger: of that nobody can say what it lacks, and it is not checked."""
    return _ROW.search(texts[LEDGER]) is None


def lost(before: dict[str, str], after: dict[str, str]) -> set[str]:
    """Keys that are gone without a word."""
    there = {key for key, _ in _ROW.findall(before[LEDGER])}
    return there - {key for key, _ in _ROW.findall(after[LEDGER])} - {*_TOLD.findall(after[LEDGER])}


def ousted(before: dict[str, str], after: dict[str, str]) -> set[str]:
    """Keys that stand for something else, while what they stood for is nowhere; what stands twice says nothing."""
    was, now = _TITLE.findall(before[LEDGER]), _TITLE.findall(after[LEDGER])
    (one, there), titles = (_once(was), _once(now)), {title for _, title in now}
    return {key for key, title in one.items() if key in there and there[key] != title and title not in titles}


def _once(rows: list[tuple[str, str]]) -> dict[str, str]:
    keys = [key for key, _ in rows]
    return {key: title for key, title in rows if keys.count(key) == 1}


def texts(repository: Repository, commit: str) -> dict[str, str]:
    names = repository.git("ls-tree", "-r", "--name-only", commit, "docs", "specs").decode().splitlines()
    return {name: repository.git("show", f"{commit}:{name}").decode() + "\n" for name in names}


def merged(repository: Repository, tip: str, head: str) -> dict[str, str] | None:
    """What a real merge in a scratch clone makes; None where it conflicts."""
    clone = repository.path.parent / "scratch"
    try:
        repository.git("clone", "-q", "--shared", ".", str(clone))
        scratch = Repository(clone, init=False)
        scratch.git("checkout", "-q", "--detach", tip)
        done = subprocess.run(
            ["git", "-c", "core.hooksPath=/dev/null", "merge", "-q", "--no-edit", head], cwd=clone,
            env=scratch.environment(), capture_output=True,
        )  # fmt: skip
        return None if done.returncode else texts(scratch, "HEAD")
    finally:
        shutil.rmtree(clone, ignore_errors=True)


def requests(folder: Path, mine: list[Edit], theirs: list[Edit]) -> Repository:
    """Main with the one side, the branch `topic` with the other one."""
    repository = Repository(folder)
    repository.save({"ledgergate.toml": POLICY, **files(START)}, "start")
    repository.branch("topic")
    for branch, edits in (("topic", mine), ("main", theirs)):
        repository.checkout(branch)
        repository.files(files(edited(START, edits, branch)))
        repository.stage()
        repository.git("-c", "core.hooksPath=/dev/null", "commit", "-q", "--allow-empty", "-m", branch)
    repository.checkout("topic")
    return repository
