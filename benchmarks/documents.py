"""The documents that the benchmarks govern: ledgers, reports, tables, spec packages, and the same for the peers."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator

BUCKETS = ("now", "later", "never")
BOUNDARIES = ("platform", "portal", "website")
_WORDS = ("audit", "ledger", "candidate", "report", "tenant", "bucket", "evidence", "platform", "export", "queue")
_VOCABULARY = """\
[vocabulary.bucket]
values = { now = "Do now", later = "Do later", never = "Never" }
[vocabulary.boundary]
values = { platform = "Platform", portal = "Portal", website = "Website" }
"""


def policy(*, reports: int = 1, patterns: Iterable[str] = ("apps/**",), more: str = "") -> tuple[str, str]:
    """One ledger of headings, so many reports that restate it, runtime patterns, branches that are read-only."""
    runtime = ", ".join(f'"{one}"' for one in patterns)
    return "ledgergate.toml", (
        f'[posture]\nruntime = [{runtime}]\n[posture.read_only]\nbranches = ["docs/*"]\n{_VOCABULARY}'
        "[ledger.candidates]\n"
        'sources = [{ path = "docs/candidates.md", items = "headings", level = 3 }]\n'
        "key = '^(?P<key>C-\\d+)'\n"
        'fields.bucket = { label = "Bucket", values = "bucket", required = true }\n'
        'fields.boundary = { label = "Boundary", values = "boundary" }\n'
        f"{more}{''.join(_report_policy(number) for number in range(reports))}"
    )


def _report_policy(number: int) -> str:
    return (
        f'[[report]]\npath = "docs/report-{number}.md"\nledger = "candidates"\n'
        'rows = { items = "table", key = "Candidate", columns = { Bucket = "bucket", Boundary = "boundary" } }\n'
        'totals = { by = "bucket" }\n'
    )


def globs(count: int) -> list[str]:
    """Patterns of which none matches a document; every tenth floats, so that no literal beginning rules it out."""
    return [f"**/part{one}/**/*.php" if one % 10 == 0 else f"apps/part{one}/**" for one in range(count)]


def ledger(candidates: Iterable[int], *, field: str = "") -> tuple[str, str]:
    """About 130 bytes a candidate. `field` is one more label, with `{}` for the candidate's number."""
    return "docs/candidates.md", "# Candidates\n\n" + "".join(_candidate(one, field) for one in candidates)


def title(number: int) -> str:
    """Three words, alike from one candidate to the next as people's titles are, and never the same twice."""
    first, second = _WORDS[number % 10], _WORDS[number // 10 % 10]
    return f"{first} {second} {number}"


def _candidate(number: int, field: str) -> str:
    more = f"- {field.format(number)}\n" if field else ""
    return (
        f"### C-{number} {title(number)}\n\n- **Bucket**: {BUCKETS[number % 3]}\n"
        f"- **Boundary**: {BOUNDARIES[number % 3]}\n{more}\nWhat is needed, in a line of its own.\n\n"
    )


def report(number: int, candidates: int, *, remark: str = "as written in the ledger") -> tuple[str, str]:
    """A row for each candidate and the totals; about 80 bytes a row with this remark."""
    rows = "".join(
        f"| C-{one} {title(one)} | {BUCKETS[one % 3]} | {BOUNDARIES[one % 3]} | {remark} |\n"
        for one in range(1, candidates + 1)
    )
    counts = [sum(one % 3 == place for one in range(1, candidates + 1)) for place in range(3)]
    totals = "".join(f"| {bucket} | {count} |\n" for bucket, count in zip(BUCKETS, counts, strict=True))
    head = "| Candidate | Bucket | Boundary | Remark |\n|---|---|---|---|\n"
    return f"docs/report-{number}.md", f"# Report {number}\n\n{head}{rows}\n| Bucket | Count |\n|---|---|\n{totals}"


def reconciled(candidates: int, reports: int = 1, **more: str) -> Iterator[tuple[str, str]]:
    """A ledger and the reports that restate it, in agreement."""
    yield ledger(range(1, candidates + 1))
    for number in range(reports):
        yield report(number, candidates, **more)


TABLES = f"""\
{_VOCABULARY}
[ledger.candidates]
sources = [{{ path = "docs/part-*.md", items = "table", key = "Key", title = "Title" }}]
key = '^(?P<key>C-[\\d-]+)'
fields.bucket = {{ label = "Bucket", values = "bucket", required = true }}
[rules]
lookalike-items = "off"
"""

HEADINGS = """\
[ledger.areas]
sources = [{ path = "docs/part-*.md", items = "headings", level = 2 }]
key = '^Area (?P<key>[\\d-]+)'
fields.owner = { label = "Owner", required = true }
[rules]
lookalike-items = "off"
"""


def pages(count: int, size: int) -> Iterator[tuple[str, str]]:
    """Documents of about `size` characters each: prose, labels, links, task boxes, and tables of candidates."""
    chance = random.Random(7)
    for number in range(count):
        parts: list[str] = []
        while sum(map(len, parts)) < size:
            parts.append(_area(f"{number}-{len(parts)}", chance))
        yield f"docs/part-{number:03}.md", f"# Part {number}\n\n" + "".join(parts)


def _area(key: str, chance: random.Random) -> str:
    def words(count: int) -> str:
        return " ".join(chance.choices(_WORDS, k=count))

    prose = "\n".join(words(11) for _ in range(4))
    boxes = "".join(f"- [{chance.choice('x ')}] T{at} {words(6)} `src/{at}.py`\n" for at in range(8))
    rows = "".join(
        f"| C-{key}-{at} | {words(3)} {key} {at} | {BUCKETS[at % 3]} | [spec](specs/{at}/spec.md) | ready |\n"
        for at in range(12)
    )
    return (
        f"## Area {key}: {words(3)}\n\n{prose} with `code` and a [link](specs/{key}/spec.md).\n\n"
        f"**Owner**: {words(1)}\n**Status:** done\n\n{boxes}\n"
        f"| Key | Title | Bucket | Evidence | State |\n|---|---|:-:|---|---|\n{rows}\n"
    )


PACKAGES = """\
[vocabulary.status]
values = { draft = "Draft", complete = "Complete" }
[ledger.specs]
sources = [{ path = "openspec/specs/*/spec.md", items = "files", key = { from = "folder" } }]
fields.status = { label = "Status", values = "status", required = true }
[[truth]]
ledger = "specs"
field = "status"
done = "complete"
tasks = "tasks.md"
[[package]]
path = "openspec/specs/*"
requires = ["spec.md", "tasks.md"]
status = { label = "Status", closed = ["Complete"] }
enforce = "always"
placeholders = ["[FEATURE NAME]", "[NEEDS CLARIFICATION"]
claims = ["production-ready", "all tests pass"]
[documents]
links = ["openspec/**/*.md"]
"""


def packages(count: int, requirements: int) -> Iterator[tuple[str, str]]:
    """Spec packages that ledgergate and OpenSpec both read: a spec with its requirements, and its ticked tasks."""
    yield "openspec/project.md", "# Project\n\nA product with many capabilities.\n"
    for number in range(count):
        wanted = "".join(_requirement(one) for one in range(1, requirements + 1))
        head = (
            f"# Capability {number}\n\n**Status**: Complete\n\n## Purpose\nWhat capability {number} is for, at length, "
        )
        purpose = "so that nobody has to guess what it covers.\n\n## Requirements\n\n"
        yield f"openspec/specs/capability-{number}/spec.md", f"{head}{purpose}{wanted}"
        tasks = "".join(f"- [x] T{one:03} Do what requirement {one} asks\n" for one in range(1, requirements + 1))
        yield f"openspec/specs/capability-{number}/tasks.md", f"# Tasks\n\n{tasks}"


def _requirement(number: int) -> str:
    return (
        f"### Requirement: Answer number {number}\nThe system SHALL answer request number {number}.\n\n"
        f"#### Scenario: Request {number}\n- **WHEN** request {number} arrives\n- **THEN** answer {number} is sent\n\n"
    )


def requirements(count: int) -> Iterator[tuple[str, str]]:
    """A document of doorstop's: one YAML file an item."""
    yield (
        "reqs/.doorstop.yml",
        "settings:\n  digits: 5\n  itemformat: yaml\n  prefix: REQ\n  sep: ''\n",
    )
    for number in range(1, count + 1):
        yield (
            f"reqs/REQ{number:05}.yml",
            "active: true\nderived: false\nheader: ''\n"
            f"level: {1 + number // 1000}.{1 + number % 1000}\nlinks: []\nnormative: true\nref: ''\nreviewed: null\n"
            f"text: |\n  The system shall answer request number {number}.\n",
        )


REQUIREMENTS = """\
[ledger.requirements]
sources = [{ path = "reqs/REQ*.yml", items = "files", key = { from = "file", pattern = '^(?P<key>REQ\\d+)' } }]
fields.level = { label = "level", required = true }
[rules]
lookalike-items = "off"
"""
