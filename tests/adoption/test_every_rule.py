"""Every rule has a page, an example that it rejects and one that it accepts, and both behave so."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from ledgergate.cli import catalogue
from ledgergate.gate import judge
from ledgergate.moments import Asked
from ledgergate.request import Request
from ledgergate.rules import CATALOGUE
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.model import Finding

ROOT = Path(__file__).resolve().parents[2]
Files = dict[str, str]
GONE = "gone"  # instead of a text: the path is deleted

LIST = "docs/list.md"
REPORT = "docs/report.md"
POLICY = """
[posture]
runtime = ["apps/**"]
read_only.branches = ["audit"]
[vocabulary.bucket]
values = ["A", "B"]
[ledger.candidates]
sources = [{ path = "docs/list.md", items = "headings", level = 3, under = ["Open"] }]
key = '^(?P<key>C-\\d+)\\b'
fields.bucket = { label = "Bucket", values = "bucket", required = true }
fields.evidence = { label = "Evidence", kind = "evidence" }
dispositions = { path = "docs/list.md", under = ["Closed"] }
[[report]]
path = "docs/report.md"
ledger = "candidates"
rows = { items = "table", key = "Candidate", title = "Title", columns = { Bucket = "bucket" } }
totals = { by = "bucket" }
"""
COUNTED = POLICY + "count = { rows = [1, 2] }\n"
PACKAGE = (
    POLICY
    + """
[[package]]
path = "specs/*"
requires = ["spec.md"]
numbers = true
questions.sellable = "Is it sellable?"
claims = ["production-ready"]
"""
)
WAIVER = '[[waiver]]\nrule = "unclassified"\nkey = "C-1"\nreason = "later"\nowner = "desk"\nexpires = {}\n'
LINKED = """
[ledger.specs]
sources = [{ path = "specs/*.md", items = "files", key = { from = "file", pattern = '^(?P<key>\\d+)' } }]
[[report]]
path = "docs/index.md"
ledger = "specs"
rows = { items = "table", key = "Spec" }
"""
HOOK = """repos:
  - repo: https://example.invalid/ledgergate
    rev: v0.1.0
    hooks:
      - id: ledgergate
"""


def listed(*items: str, closed: str = "") -> str:
    return "\n".join(["# Candidates\n", "## Open\n", *items, "## Closed\n", closed])


def item(key: str, bucket: str = "A", more: str = "", title: str = "Handoff") -> str:
    return f"### {key} {title}\n\n- **Bucket**: {bucket}\n{more}"


def row(key: str, bucket: str = "A", title: str = "Handoff") -> str:
    return f"| {key} | {title} | {bucket} |\n"


def report(*rows: str, totals: str = "| A | 2 |\n") -> str:
    head = "# Report\n\n| Candidate | Title | Bucket |\n|---|---|---|\n"
    return head + "".join(rows) + "\n## Totals\n\n| Bucket | Count |\n|---|---|\n" + totals


CLAIMS = "# Report\n\n| Candidate |\n|---|\n| C-1 |\n\n"
TWO = listed(item("C-1"), item("C-2", title="Export"))
ROWS = (row("C-1"), row("C-2", title="Export"))
START: Files = {
    LIST: TWO,
    REPORT: report(*ROWS),
    "apps/main.py": "1\n",
}
CLOSED: Files = {
    "specs/1-a/spec.md": "# Spec\n\n**Status**: Complete\n\n## Is it sellable?\n\n**No.** Not yet.\n",
    "specs/1-a/tasks.md": "# Tasks\n\n- [x] T1 Write it\n",
}


def spec(text: str = "", answer: str = "**No.** Not yet.", status: str = "Complete") -> str:
    return f"# Spec\n\n**Status**: {status}\n\n{text}\n\n## Is it sellable?\n\n{answer}\n"


class Case(NamedTuple):
    """Two changes of one repository: `before` (besides the common files) is what they start from."""

    rejected: Files
    accepted: Files
    policy: str = POLICY
    before: Files = {}
    branch: str = "topic"
    subject: str = ""


def docs(text: str) -> Files:
    return {LIST: text}


def reported(*rows: str, totals: str = "| A | 2 |\n") -> Files:
    return {REPORT: report(*rows, totals=totals)}


def both(text: str, *rows: str, totals: str = "| A | 2 |\n") -> Files:
    return {LIST: text, REPORT: report(*rows, totals=totals)}


def evidence(cited: str) -> Files:
    return docs(listed(item("C-1", more=f"- **Evidence**: {cited}\n"), item("C-2", title="Export")))


EXAMPLES: dict[str, Case] = {
    "LG101": Case({"apps/main.py": "2\n"}, {"docs/note.md": "note\n"}, branch="audit"),
    "LG102": Case({"docs/shared": "-> ../apps"}, {"docs/shared": "-> list.md"}, branch="audit"),
    "LG103": Case(
        {"specs/1-a/tasks.md": "# Tasks\n\n- [x] T1 Never mind\n"},
        {"specs/1-a/note.md": "note\n"},
        PACKAGE,
        CLOSED,
    ),
    "LG104": Case(
        {"apps/main.py": "2\n"},
        {"docs/note.md": "note\n"},
        POLICY.replace("read_only.branches", 'read_only.commit_types = ["docs"]\nread_only.branches'),
        subject="docs: tidy the guide",
    ),
    "LG105": Case(docs(f"{TWO}\n<<<<<<< HEAD\n"), docs(f"{TWO}\nMore.\n"), f"{POLICY}[documents]\nwhitespace = true\n"),
    "LG201": Case(docs(listed(item("C-1", "TBD"), item("C-2", title="Export"))), docs(TWO)),
    "LG202": Case(docs(listed(item("C-1", "Z"), item("C-2", title="Export"))), docs(TWO)),
    "LG203": Case(docs(listed(item("C-1", more="- **Bucket**: B\n"), item("C-2", title="Export"))), docs(TWO)),
    "LG204": Case(docs(listed(item("C-1"), item("C-1"), item("C-2", title="Export"))), docs(TWO)),
    "LG205": Case(
        both(listed(item("C-1")), ROWS[0], totals="| A | 1 |\n"),
        both(listed(item("C-1"), closed="- C-2 Merged into C-1\n"), ROWS[0], totals="| A | 1 |\n"),
    ),
    "LG206": Case(reported(ROWS[0], "\n", ROWS[1]), reported(*ROWS)),
    "LG207": Case(
        docs(listed(item("C-1"), item("C-2", title="Export"), closed="- C-8 merged into C-99\n")),
        docs(listed(item("C-1"), item("C-2", title="Export"), closed="- C-8 merged into C-1\n")),
    ),
    "LG208": Case(
        both(
            listed(
                item("C-1", title="Filters in the review workspace"), item("C-2", title="Review workspace: filters")
            ),
            row("C-1", title="Filters"),
            row("C-2", title="Filters"),
        ),
        docs(TWO),
    ),
    "LG209": Case(
        docs(listed(item("C-1"), item("C-2", title="Export", more="- **Evidence**: `apps/main.py`\n"))),
        docs(TWO.replace("- **Bucket**: A\n", "- **Bucket**: A\n- **Owner**: desk\n")),
        POLICY.replace("fields.evidence", 'fields.owner = { label = "Owner" }\nfields.evidence')
        + '[[invariant]]\nwhen = { bucket = "A" }\nthen = { owner = "desk" }\nreason = "the desk decides"\n',
    ),
    "LG210": Case(docs(TWO.replace("C-2 Export", "C-2 Ex\u200bport")), docs(TWO)),
    "LG211": Case(
        docs(TWO.replace("C-2 Export\n\n", "C-2 Export\n\n- **Number**: C-3\n")),
        docs(TWO.replace("C-2 Export\n\n", "C-2 Export\n\n- **Number**: C-2\n")),
        POLICY.replace("fields.evidence", 'fields.number = { label = "Number", kind = "key" }\nfields.evidence'),
    ),
    "LG212": Case(
        both(TWO.replace("C-2", "C-3"), ROWS[0], row("C-3", title="Export")),
        both(
            listed(item("C-1"), item("C-3", title="Export"), closed="- C-3 renamed from C-2\n"),
            ROWS[0],
            row("C-3", title="Export"),
        ),
    ),
    "LG213": Case(
        docs(TWO),
        docs(listed(item("C-1"), item("C-2", title="Export"), closed="- C-8 went into C-1\n")),
        before=docs(listed(item("C-1"), item("C-2", title="Export"), closed="- C-8 merged into C-1\n")),
    ),
    "LG214": Case(
        docs(listed(item("C-1"), item("\u0421-1", title="Export"))),
        docs(TWO),
        POLICY.replace("(?P<key>C-", "(?P<key>\\w-"),
    ),
    "LG301": Case(reported(ROWS[0]), reported(*ROWS)),
    "LG302": Case(reported(*ROWS, row("C-77", title="Nobody knows")), reported(*ROWS)),
    "LG303": Case(reported(ROWS[0], row("C-2", "B", "Export")), reported(*ROWS)),
    "LG304": Case(reported(*ROWS, ROWS[0]), reported(*ROWS)),
    "LG305": Case(reported(*ROWS, totals="| A | 9 |\n"), reported(*ROWS)),
    "LG306": Case(
        {"docs/all.md": "# All\n\n<!-- ledgergate:begin items columns=key,title -->\n<!-- ledgergate:end -->\n"},
        {"docs/all.md": "# All\n"},
        POLICY
        + '[[report]]\npath = "docs/all.md"\nledger = "candidates"\ntotals = { by = "bucket", optional = true }\n',
    ),
    "LG307": Case({REPORT: GONE}, reported(*ROWS)),
    "LG308": Case(
        {"docs/second.md": "# Second\n\n| Candidate | Lane |\n|---|---|\n| C-1 | later |\n"},
        {"docs/second.md": "# Second\n\n| Candidate | Lane |\n|---|---|\n| C-1 | now |\n"},
        POLICY.replace("fields.evidence", 'fields.lane = { label = "Lane", values = "lane" }\nfields.evidence')
        + '[vocabulary.lane]\nvalues = ["now", "later"]\n'
        + "".join(
            f'[[report]]\npath = "docs/{name}.md"\nledger = "candidates"\ncovers = "none"\noptional = true\n'
            'rows = { items = "table", key = "Candidate", columns = { Lane = "lane" } }\n'
            for name in ("first", "second")
        ),
        {"docs/first.md": "# First\n\n| Candidate | Lane |\n|---|---|\n| C-1 | now |\n"},
    ),
    "LG309": Case(
        both(
            listed(item("C-1"), item("C-2", title="Export"), item("C-3", title="Search")),
            *ROWS,
            row("C-3", title="Search"),
            totals="| A | 3 |\n",
        ),
        reported(*ROWS),
        COUNTED,
    ),
    "LG310": Case(
        reported(ROWS[0], row("C-2", title="Import")), reported(*ROWS), f'{POLICY}[rules]\ntitle-differs = "block"\n'
    ),
    "LG311": Case(
        {"docs/index.md": "# Index\n\n| Spec |\n|---|\n| [1](../specs/2-b.md) |\n| [2](../specs/2-b.md) |\n"},
        {"docs/index.md": "# Index\n\n| Spec |\n|---|\n| [1](../specs/1-a.md) |\n| [2](../specs/2-b.md) |\n"},
        LINKED,
        {"specs/1-a.md": "# One\n", "specs/2-b.md": "# Two\n"},
    ),
    "LG312": Case(
        {REPORT: reported(ROWS[0], row("C-2", title="Import"))[REPORT].replace("| Bucket |", "| State |")},
        reported(*ROWS),
    ),
    "LG401": Case(evidence("`apps/gone.py`"), evidence("`apps/main.py`")),
    "LG402": Case(
        evidence("`docs/report.md`"),
        docs(TWO.replace("- **Bucket**: A\n", "- **Bucket**: A\n- **Evidence**: `apps/main.py`\n")),
        f'{POLICY}[[evidence]]\nledger = "candidates"\nwhen = {{ bucket = "A" }}\nneeds = {{ code = ["apps/**"] }}\n',
    ),
    "LG403": Case(
        {"specs/1-a/report.md": f"{CLAIMS}The export is production-ready.\n"},
        {"specs/1-a/report.md": f"{CLAIMS}The export is production-ready, see `apps/main.py`.\n"},
        PACKAGE
        + '[[report]]\npath = "specs/*/report.md"\nledger = "candidates"\ncovers = "none"\n'
        + 'rows = { items = "table", key = "Candidate" }\n',
        CLOSED,
    ),
    "LG404": Case(
        {"specs/1-a/spec.md": spec(), "specs/1-a/tasks.md": "# Tasks\n\n- [ ] T1 Write it\n"},
        {"specs/1-a/spec.md": spec(), "specs/1-a/tasks.md": "# Tasks\n\n- [x] T1 Write it\n"},
        PACKAGE,
    ),
    "LG405": Case(evidence("`apps/main.py:160-190`"), evidence("`apps/main.py:1`")),
    "LG406": Case(
        {**evidence("`docs/guide.md`"), "docs/guide.md": "# Guide\n"},
        {**evidence("`docs/guide.md`"), "docs/guide.md": "# Guide\n\nIt exports.\n"},
    ),
    "LG407": Case(
        {"specs/1-a/spec.md": spec(status="Draft"), "specs/1-a/tasks.md": "# Tasks\n\n- [x] T1 Write it\n"},
        {"specs/1-a/spec.md": spec(status="Draft"), "specs/1-a/tasks.md": "# Tasks\n\n- [ ] T1 Write it\n"},
        PACKAGE,
    ),
    "LG501": Case({"specs/1-a/note.md": "note\n"}, {"specs/1-a/spec.md": spec()}, PACKAGE),
    "LG502": Case({"specs/1-a/spec.md": spec("TBD")}, {"specs/1-a/spec.md": spec("It exports.")}, PACKAGE),
    "LG503": Case(
        {"specs/1-a/spec.md": spec(), "specs/1-a/checklists/all.md": "# All\n\n- [ ] CHK1 Seen\n"},
        {"specs/1-a/spec.md": spec(), "specs/1-a/checklists/all.md": "# All\n\n- [ ] CHK1 Seen. N/A: no screen.\n"},
        PACKAGE,
    ),
    "LG504": Case({"specs/1-a/spec.md": spec(answer="TBD")}, {"specs/1-a/spec.md": spec()}, PACKAGE),
    "LG505": Case(
        {"specs/345-a/spec.md": spec(), "specs/345-b/spec.md": spec()},
        {"specs/345-a/spec.md": spec(), "specs/346-b/spec.md": spec()},
        PACKAGE,
    ),
    "LG506": Case(
        both(listed(item("C-1"), item("C-2", title="Dataexport")), row("C-1"), row("C-2", title="Dataexport")),
        both(listed(item("C-1"), item("C-2", title="Data export")), row("C-1"), row("C-2", title="Data export")),
        POLICY + '[documents]\nterms = ["Data export"]\n',
    ),
    "LG901": Case(
        {"ledgergate.toml": f'{POLICY}[rules]\nunclassified = "off"\n'},
        {"ledgergate.toml": POLICY.replace('["apps/**"]', '["apps/**", "routes/**"]')},
    ),
    "LG902": Case(
        both(listed(item("C-1", "TBD"), item("C-2", title="Export")), *ROWS, totals="| A | 1 |\n"),
        both(listed(item("C-1", "?"), item("C-2", title="Export")), *ROWS, totals="| A | 1 |\n"),
        POLICY + WAIVER.format("2027-01-31"),
    ),
    "LG903": Case(
        {".pre-commit-config.yaml": "repos: []\n"},
        {".pre-commit-config.yaml": HOOK.replace("v0.1.0", "v0.2.0")},
        before={".pre-commit-config.yaml": HOOK},
    ),
}
LATE = "2027-02-01"


def judged(folder: Path, case: Case, files: Files, day: str) -> tuple[Finding, ...]:
    repository = Repository(folder / "team")
    repository.save({"ledgergate.toml": case.policy, **START, **case.before})
    repository.branch(case.branch)
    for path, text in files.items():
        if text == GONE:
            repository.remove(path)
        elif text.startswith("-> "):
            repository.link(path, text.removeprefix("-> "))
        else:
            repository.write(path, text)
    repository.stage()
    asked = Asked(staged=True, cwd=str(repository.path), environment=repository.environment())
    return judge(Request(asked, today=day, message=case.subject)).findings


@pytest.mark.parametrize("code", [rule.code for rule in CATALOGUE])
def test_the_rejected_example_is_rejected_and_the_accepted_one_is_not(tmp_path: Path, code: str) -> None:
    assert code in EXAMPLES, f"{code} has no example: write what it rejects and what it accepts"
    case = EXAMPLES[code]
    rejected = judged(tmp_path / "rejected", case, case.rejected, LATE)
    accepted = judged(tmp_path / "accepted", case, case.accepted, "2026-12-31" if code == "LG902" else LATE)

    assert code in {one.code for one in rejected}, [one.message for one in rejected]
    assert [one.message for one in accepted if one.level == "block" and one.waived_by is None] == []
    assert code not in {one.code for one in accepted}


def test_no_example_is_left_of_a_rule_that_is_no_more() -> None:
    assert set(EXAMPLES) <= {rule.code for rule in CATALOGUE}


def test_the_pages_are_what_the_rules_say() -> None:
    folder = ROOT / "docs" / "rules"
    written = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}

    assert written == catalogue.pages(), "ledgergate rules --write docs/rules"


@pytest.mark.parametrize("code", [rule.code for rule in CATALOGUE])
def test_a_page_says_what_why_and_the_way_out(code: str) -> None:
    page = catalogue.page(code)

    assert page.startswith(f"# {code} ")
    places = [page.index(part) for part in ("**Why.**", "**Rejected**", "**Accepted**", "**The fix.**")]
    assert places == sorted(places)
