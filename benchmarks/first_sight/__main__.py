"""`python -m benchmarks.first_sight CLONES`: what `init` proposes on labelled repositories, against their labels.

CLONES holds a clone of each repository, called OWNER+NAME; what is not there is said and left out. A label is a finding
that a reader judged (true, false or arguable), of the proposal at first sight or of a policy that was mended by hand in
five minutes. Recall is what the proposal finds of all that is true. In brackets: without links, anchors and boxes.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from pathlib import Path

from ledgergate.init import propose
from ledgergate.moments import Asked, look
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.model import Finding

LABELS = Path(__file__).with_name("labels")
REPOSITORIES = Path(__file__).with_name("repositories.csv")  # their batch and their commit
_SOFT = frozenset(("LG401", "LG404", "LG405"))


class Label(Value):
    """A judged finding; `line` 0 is the document as a whole."""

    repository: str
    verdict: str
    found: str  # by "init" at first sight, by the "hand", by "both"
    rule: str
    path: str
    line: int
    key: str


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clones", type=Path)
    parser.add_argument("--labels", type=Path, nargs="+", default=sorted(LABELS.glob("*.csv")), help="files of labels")
    parser.add_argument("--repositories", type=Path, default=REPOSITORIES, help="their commits")
    parser.add_argument("--all", action="store_true", help="name what is missed, and what no label judges")
    chosen = parser.parse_args(words)
    total = Counter[str]()
    commits = {row["repository"]: row["commit"] for row in _rows(chosen.repositories)}
    for repository, labels in _by_repository(chosen.labels).items():
        place = chosen.clones / repository.replace("/", "+")
        if not place.is_dir():
            print(f"{repository}: no clone at {place}")
            continue
        counts, remarks = _judged(_findings(place, commits[repository]), labels)
        total += counts
        print(f"{repository}: {_told(counts)}", *(remarks if chosen.all else ()), sep="\n  ", flush=True)
    print(f"all: {_told(total)}")
    return 0


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _by_repository(paths: Sequence[Path]) -> dict[str, list[Label]]:
    found: dict[str, list[Label]] = {}
    for row in (row for path in paths for row in _rows(path)):
        line = int(row.pop("line"))
        found.setdefault(row["repository"], []).append(Label(**row, line=line))
    return found


def _findings(place: Path, commit: str) -> tuple[Finding, ...]:
    change = look(Asked(tree=commit, cwd=str(place)))
    try:
        return propose(change.after).findings
    finally:
        change.close()


def _judged(findings: Sequence[Finding], labels: Sequence[Label]) -> tuple[Counter[str], list[str]]:
    """How many findings each verdict has, and remarks on what is missed or judged by no label."""
    left, counts, remarks = list(labels), Counter[str](), []
    for one in findings:
        label = next(_matching(one, left), None)
        if label is not None:
            left.remove(label)
        verdict = label.verdict if label is not None else "unlabelled"
        counts.update([verdict, *([f"hard {verdict}"] if one.code not in _SOFT else [])])
        if verdict != "true":
            remarks.append(f"{verdict}: {one.code} {one.place.path}:{one.place.line} {one.message}")
    for label in labels:
        if label.verdict == "true":
            counts.update(["all", *(["hard all"] if label.rule not in _SOFT else [])])
    remarks += [f"missed: {one.rule} {one.path}:{one.line} {one.key}" for one in left if one.verdict == "true"]
    return counts, remarks


def _matching(finding: Finding, labels: Sequence[Label]) -> Iterator[Label]:
    """The labels of this rule and document that stand in its line, or speak of its item."""
    near = [one for one in labels if (one.rule, one.path) == (finding.code, finding.place.path)]
    yield from (one for one in near if one.line == finding.place.line)
    yield from (one for one in near if one.key and one.key == finding.key)


def _told(counts: Counter[str]) -> str:
    parts = [f"{counts[verdict]} {verdict}" for verdict in ("true", "false", "arguable", "unlabelled")]
    precision, recall = (f"{_share(counts, '', one)} ({_share(counts, 'hard ', one)})" for one in ("false", "all"))
    return f"{', '.join(parts)}; precision {precision}, recall {recall}"


def _share(counts: Counter[str], lead: str, rest: str) -> str:
    true = counts[f"{lead}true"]
    of = counts[f"{lead}all"] if rest == "all" else true + counts[f"{lead}false"]
    return f"{true / of:.2f}" if of else "–"


if __name__ == "__main__":
    sys.exit(main())
