# ruff: noqa: E501  # a table of changes is read by its rows
"""Further situations of the rules that look at a change, at packages or at what is cited, in real repositories."""

from __future__ import annotations

from adoption.test_every_rule import (
    CLAIMS,
    CLOSED,
    GONE,
    HOOK,
    PACKAGE,
    POLICY,
    REPORT,
    ROWS,
    TWO,
    WAIVER,
    Case,
    both,
    docs,
    evidence,
    item,
    listed,
    reported,
    row,
    spec,
)

TRUTH = POLICY + '[[truth]]\nledger = "candidates"\nfield = "bucket"\ndone = ["A"]\n'
OPEN = {"specs/1-a/spec.md": spec(status="Draft"), "specs/1-a/tasks.md": "# Tasks\n\n- [ ] T1 Write it\n"}
LINKS = POLICY + '[documents]\nlinks = ["docs/**"]\n'
REPORTED = PACKAGE.replace('["spec.md"]', '["spec.md", "one.md", "two.md"]')
ANSWERED = (
    "".join(
        f'[[report]]\npath = "specs/*/{name}.md"\nledger = "candidates"\ncovers = "none"\noptional = true\nrows = {{ items = "table", key = "Candidate" }}\n'
        for name in ("one", "two")
    )
    + '[[invariant]]\nwhen = { question = "sellable", report = "two.md", answer = "yes" }\nnone = { bucket = "B" }\nreason = "r"\n'
)
ALWAYS = PACKAGE + 'enforce = "always"\n'
# The rule, what is otherwise than in its example, and the change.
# fmt: off
MORE: tuple[tuple[str, str, Case], ...] = (
    ("LG101", "a file that goes", Case({"apps/main.py": GONE}, {}, branch="audit")),
    ("LG101", "a file that comes", Case({"apps/new.py": "1\n"}, {}, branch="audit")),
    ("LG101", "another type", Case({"apps/main.py": "-> ../docs/list.md"}, {}, branch="audit")),
    ("LG103", "a file that goes", Case({"specs/1-a/tasks.md": GONE}, {}, PACKAGE, CLOSED)),
    ("LG103", "set back", Case({"specs/1-a/spec.md": CLOSED["specs/1-a/spec.md"].replace("Complete", "Draft")}, {}, PACKAGE, CLOSED)),
    ("LG103", "a program of it", Case({"specs/1-a/run.py": "2\n"}, {}, PACKAGE, {**CLOSED, "specs/1-a/run.py": "1\n"})),
    ("LG103", "another title", Case({"specs/1-a/tasks.md": CLOSED["specs/1-a/tasks.md"].replace("# Tasks", "# Jobs")}, {}, PACKAGE, CLOSED)),
    ("LG103", "a line more at the end", Case({"specs/1-a/tasks.md": CLOSED["specs/1-a/tasks.md"] + "\nDone.\n"}, {}, PACKAGE, CLOSED)),
    ("LG104", "a file that goes", Case({"apps/main.py": GONE}, {}, POLICY.replace("read_only.branches", 'read_only.commit_types = ["docs"]\nread_only.branches'), subject="fixup! docs(guide)!: tidy")),
    ("LG105", "blanks", Case(docs(f"{TWO}\nMore. \n"), {}, f"{POLICY}[documents]\nwhitespace = true\n")),
    ("LG105", "blank lines", Case(docs(f"{TWO}\nMore.\n\n\n"), {}, f"{POLICY}[documents]\nwhitespace = true\n")),
    ("LG213", "two lines", Case(docs(TWO), {}, before=docs(listed(item("C-1"), item("C-2", title="Export"), closed="- C-8 merged into C-1\n- C-9 dropped: too dear\n")))),
    ("LG306", "without a table", Case({"docs/all.md": "# All\n\n<!-- ledgergate:begin items columns=key,title -->\n| Key |\n|---|\n| C-1 |\n<!-- ledgergate:end -->\n"}, {}, POLICY + '[[report]]\npath = "docs/all.md"\nledger = "candidates"\ntotals = { by = "bucket", optional = true }\n')),
    ("LG306", "a row too many", Case({"docs/all.md": "# All\n\n<!-- ledgergate:begin items columns=key,title -->\n| Candidate | Title |\n|---|---|\n| C-1 | Handoff |\n| C-2 | Export |\n| C-3 | Search |\n<!-- ledgergate:end -->\n"}, {}, POLICY + '[[report]]\npath = "docs/all.md"\nledger = "candidates"\ntotals = { by = "bucket", optional = true }\n')),
    ("LG306", "columns of nothing", Case({"docs/all.md": "# All\n\n<!-- ledgergate:begin items columns=key,titel -->\n<!-- ledgergate:end -->\n"}, {}, POLICY + '[[report]]\npath = "docs/all.md"\nledger = "candidates"\ntotals = { by = "bucket", optional = true }\n')),
    ("LG307", "without rows", Case({REPORT: "# Report\n"}, {})),
    ("LG312", "a package that is not there", Case({"docs/note.md": "x\n"}, {}, PACKAGE)),
    ("LG312", "links of nothing", Case({"docs/note.md": "x\n"}, {}, POLICY + '[documents]\nlinks = ["guides/**"]\n')),
    ("LG312", "a field that nobody states", Case(docs(TWO.replace("**Bucket**", "**Buckets**")), {}, POLICY.replace(", required = true", ""))),
    ("LG401", "a file that the change deletes", Case({**evidence("`apps/main.py`"), "apps/main.py": GONE}, {})),
    ("LG401", "a file that moved", Case({**evidence("`apps/shop.py`"), "apps/lib/shop.py": "1\n"}, {})),
    ("LG401", "a name like another one", Case({**evidence("`apps/handof.py`"), "apps/handoff.py": "1\n"}, {})),
    ("LG401", "a link", Case({"docs/guide.md": "See [the list](lists.md) and [it][there] and [this]().\n"}, {}, LINKS)),
    ("LG401", "a link from the root", Case({"docs/guide.md": "See [the app](/apps/maim.py).\n"}, {}, LINKS)),
    ("LG402", "one of two kinds", Case(evidence("`apps/main.py`"), {}, f'{POLICY}[[evidence]]\nledger = "candidates"\nwhen = {{ bucket = "A" }}\nneeds = {{ code = ["apps/**"], test = ["tests/**", "spec/**"] }}\nreason = "who ships shows it"\n')),
    ("LG402", "any citation", Case(docs(TWO), {}, f'{POLICY}[[evidence]]\nledger = "candidates"\n')),
    ("LG403", "in a cell", Case({"specs/1-a/report.md": f"{CLAIMS}| What | State |\n|---|---|\n| Export | it is production-ready |\n"}, {}, PACKAGE + '[[report]]\npath = "specs/*/report.md"\nledger = "candidates"\ncovers = "none"\nrows = { items = "table", key = "Candidate" }\n', CLOSED)),
    ("LG404", "tasks of an item", Case({"docs/tasks.md": "- [ ] One\n- [ ] Two\n- [x] Three\n"}, {}, TRUTH + 'tasks = "tasks.md"\n')),
    ("LG404", "boxes of its own", Case(docs(listed(item("C-1", more="\n- [ ] One\n"), item("C-2", "B", title="Export"))), {}, TRUTH + 'tasks = "."\n')),
    ("LG404", "boxes of two items, each its own", Case(docs(listed(item("C-1", more="\n- [x] One\n"), item("C-2", more="\n- [ ] Two\n- [x] Three\n", title="Export"), item("C-3", "B", more="\n- [ ] Four\n", title="Search"))), {}, TRUTH + 'tasks = "."\n')),
    ("LG404", "a package that is open", Case({**OPEN, **evidence("`specs/1-a/spec.md`")}, {}, PACKAGE + TRUTH.removeprefix(POLICY) + "package_status = true\n")),
    ("LG404", "children that are open", Case({**docs(listed(item("C-1", more="- **Part of**: \n"), item("C-2", "B", more="- **Part of**: C-1\n", title="Export"), item("C-3", "B", more="- **Part of**: Handoff\n", title="Search")))}, {}, TRUTH.replace("fields.evidence", 'fields.parent = { label = "Part of" , kind = "text" }\nfields.evidence') + 'children = "candidates"\nchild_field = "bucket"\nchild_parent = "parent"\n')),
    ("LG404", "a report that says more", Case({**docs(listed(item("C-1", "B"), item("C-2", "B", title="Export"))), "docs/tasks.md": "- [ ] One\n"}, {}, TRUTH + 'tasks = "tasks.md"\n')),
    ("LG404", "a completed package that is cited", Case({**CLOSED, **evidence("`specs/1-a/spec.md`")}, {}, PACKAGE + '[[evidence]]\nledger = "candidates"\nwhen = { bucket = "A" }\nforbids = "completed-package"\nreason = "it is done"\n')),
    ("LG404", "evidence that says more", Case({**evidence("`apps/main.py`, `tests/a.py`"), "tests/a.py": "1\n"}, {}, POLICY + '[[evidence]]\nledger = "candidates"\nwhen = { bucket = "A" }\nrefutes = { code = ["apps/**"], test = ["tests/**"] }\nreason = "it is there"\n')),
    ("LG405", "a heading that is gone", Case({**evidence("[guide](guide.md#the-export)"), "docs/guide.md": "# Guide\n\n## The exports\n\nText.\n"}, {})),
    ("LG405", "a heading like none", Case({**evidence("[guide](guide.md#weather)"), "docs/guide.md": "# Guide\n\n## One\n\n## Two\n\n## Three\n\n## Four\n\n## Five\n\n## Six\n\nText.\n"}, {})),
    ("LG406", "a file of no byte", Case({**evidence("`docs/guide.md`"), "docs/guide.md": "\n"}, {})),
    ("LG406", "an empty program", Case({**evidence("`apps/new.py`"), "apps/new.py": ""}, {})),
    ("LG407", "an item", Case({"specs/1.md": "# 1 Export\n\n**Status**: Draft\n\n- [x] One\n- [x] Two\n"}, {}, '[ledger.specs]\nsources = [{ path = "specs/*.md", items = "files" }]\nkey = { from = "file", pattern = "(?P<key>.+)" }\nfields.status = { label = "Status" }\n[[truth]]\nledger = "specs"\nfield = "status"\ndone = ["Done"]\ntasks = "."\n')),
    ("LG501", "an empty file", Case({"specs/1-a/spec.md": "\n"}, {}, PACKAGE)),
    ("LG501", "two files", Case({"specs/1-a/note.md": "note\n"}, {}, PACKAGE.replace('["spec.md"]', '["spec.md", "plan.md"]'))),
    ("LG502", "a template's text", Case({"specs/1-a/spec.md": spec("The [NAME] of it.")}, {}, PACKAGE + 'placeholders = ["[NAME]"]\n')),
    ("LG502", "headings alone", Case({"specs/1-a/spec.md": spec("It exports."), "specs/1-a/plan.md": "# Plan\n\n## What\n"}, {}, PACKAGE.replace('["spec.md"]', '["spec.md", "plan.md"]'))),
    ("LG502", "a section that is missing, one that is empty", Case({"specs/1-a/spec.md": spec("It exports.") + "\n## Scope\n"}, {}, PACKAGE + 'sections = { "spec.md" = ["Scope", "Risks | Risiken"] }\n')),
    ("LG502", "a label that is missing", Case({"specs/1-a/spec.md": spec("**Owner**: TBD") }, {}, PACKAGE + 'labels = { "spec.md" = ["Decision | Entscheidung", "Owner"] }\n')),
    ("LG503", "a checklist without a box", Case({"specs/1-a/spec.md": spec(), "specs/1-a/checklists/all.md": "# All\n\nNothing.\n"}, {}, PACKAGE)),
    ("LG503", "of an open package", Case({"specs/1-a/spec.md": spec(status="Draft"), "specs/1-a/checklists/all.md": "# All\n\n- [ ] CHK1 Seen\n- [~] CHK2 Heard\n"}, {}, ALWAYS)),
    ("LG504", "asked nowhere", Case({"specs/1-a/spec.md": "# Spec\n\n**Status**: Complete\n"}, {}, PACKAGE)),
    ("LG504", "asked nowhere, and a condition says in which report", Case({"specs/1-a/spec.md": "# Spec\n\n**Status**: Complete\n", "specs/1-a/one.md": CLAIMS, "specs/1-a/two.md": CLAIMS}, {}, REPORTED + ANSWERED)),
    ("LG504", "asked nowhere, beside a report", Case({"specs/1-a/spec.md": "# Spec\n\n**Status**: Complete\n", "specs/1-a/two.md": CLAIMS}, {}, REPORTED + ANSWERED[: ANSWERED.index("[[invariant]]")])),
    ("LG504", "neither yes nor no", Case({"specs/1-a/spec.md": spec(answer="We shall see.")}, {}, PACKAGE + '[[invariant]]\nwhen = { question = "sellable", answer = "no" }\nnone = { bucket = "B" }\nreason = "r"\n')),
    ("LG505", "a slug that is taken", Case({"specs/1-a/spec.md": spec(), "specs/2-a/spec.md": spec()}, {}, PACKAGE)),
    ("LG505", "a number that stood before", Case({"specs/1-b/spec.md": spec(status="Draft")}, {}, PACKAGE, CLOSED)),
    ("LG506", "a word that stands for it", Case(both(listed(item("C-1"), item("C-2", title="Dump of data")), row("C-1"), row("C-2", title="Dump of data")), {}, POLICY + '[documents]\nterms = { "Data export" = ["dump"] }\n')),
    ("LG902", "a waiver of nothing", Case(docs(TWO), {}, POLICY + WAIVER.format("2027-12-31").replace("C-1", "C-22"))),
    ("LG902", "a waiver of a row that is no item", Case(reported(*ROWS, row("C-7")), {}, POLICY + WAIVER.format("2027-12-31").replace("C-1", "C-7"))),
    ("LG902", "a key where no item is listed", Case({"docs/note.md": "note\n"}, {}, '[documents]\nlinks = ["docs/**"]\n' + WAIVER.format("2027-12-31").replace("unclassified", "evidence-missing-path"))),
    ("LG902", "one that hides nothing", Case(docs(TWO), {}, POLICY + WAIVER.format("2027-12-31"))),
    ("LG902", "one that ends soon", Case(both(listed(item("C-1", "TBD"), item("C-2", title="Export")), *ROWS, totals="| A | 1 |\n"), {}, POLICY + WAIVER.format("2027-02-03"))),
    ("LG902", "one that ends today, of many", Case(both(listed(item("C-1", "TBD"), item("C-2", "?", title="Export")), *ROWS, totals="| A | 0 |\n"), {}, POLICY + WAIVER.format("2027-02-01").replace('key = "C-1"\n', ""))),
    ("LG902", "excuses that are wrong", Case(docs(TWO + "\n<!-- ledgergate: allow LG4011 until 2027-12-31, desk: later -->\n\n<!-- ledgergate: allow LG101 until 2027-12-31, desk: later -->\n\n<!-- ledgergate: allow -->\n"), {}, POLICY + "[documents]\nexcuses = true\n")),
    ("LG903", "a hook that is gone", Case({".pre-commit-config.yaml": GONE}, {}, before={".pre-commit-config.yaml": HOOK})),
    ("LG903", "the policy", Case({"ledgergate.toml": GONE}, {})),
)
# fmt: on
