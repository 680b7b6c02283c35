# ruff: noqa: E501  # documents and policies are read by their lines
"""What a change does: to items, to what was said of them, to closed packages, to the runtime, to blanks, to the gate."""

from __future__ import annotations

from states.judged import Files, State

LEDGERS = """
[ledger.things]
sources = [{ path = "list.md", items = "headings", level = 3 }]
key = '^(?P<key>T-\\d+)\\b'
dispositions = { path = "list.md", under = ["Closed"] }
[ledger.loose]
sources = [{ path = "loose.md", items = "headings", level = 3, optional = true }]
key = '^(?P<key>L-\\d+)\\b'
[ledger.free]
sources = [{ path = "free.md", items = "headings", level = 3, optional = true }]
key = '^(?P<key>F-\\d+)\\b'
conserve = false
[ledger.files]
sources = [{ path = "adr/*.md", items = "files", optional = true, key = { from = "file", pattern = '^(?P<key>\\d+)' } }]
[ledger.plain]
sources = [{ path = "plain.md", items = "list", optional = true }]
"""


def listed(*titles: str, closed: str = "") -> str:
    return "# Things\n\n## Open\n\n" + "".join(f"### {one}\n\nText.\n\n" for one in titles) + "## Closed\n\n" + closed


WAS = (
    "T-1 Kept", "T-2 Gone for good", "T-3 Said to be dropped", "T-4 Merged into another", "T-5 Under a new number",
    "T-6 Export of all the reviews", "T-7 Quite another thing", "T-8 Renamed by its line", "T-9 Into nothing",
    "T-10 Into itself", "T-11 In a circle", "T-12 In the circle", "T-13 Superseded thing", "T-14 Without a reason",
    "T-15 Moved away", "T-16 Tenant search", "T-17 Twin of two", "T-18 Closed and open", "T-19 Reworded a little bit",
)  # fmt: skip
NOW = (
    "T-1 Kept", "T-25 Under a new number", "T-6 Import of payments", "T-26 Export of all the reviews",
    "T-7 Nothing of the kind at all", "T-28 Renamed thing", "T-36 Tenant searches", "T-37 Twin of two things",
    "T-38 Twins of two", "T-18 Closed and open", "T-19 Reworded a little", "T-40 Brand new",
)  # fmt: skip
CLOSED = """- T-3 dropped: nobody asks for it
- T-4 merged into T-1
- T-8 renamed to T-28
- T-9 merged into T-99
- T-10 merged into T-10
- T-11 merged into T-12
- T-12 merged into T-11
- T-13 superseded by T-98
- T-14 dropped
- T-15 moved to gone/elsewhere.md
- T-18 dropped: no longer needed
- T-50 dropped
- T-51 merged into T-52
- T-52 dropped: over
- T-1 renamed from T-55
"""
OLD = "- T-60 dropped: it was of no use  \n- T-61 merged into T-1\n- No. T-62 dropped: over\n- about T-63 dropped: over\n- T-64 dropped: still known\n- T-65 dropped: taken up again\n"
LOOSE = (
    "# Loose\n\n### L-1 One\n\n### L-2 Two\n\n### L-3 Three\n\n### L-4 Four\n\n### L-5 Five\n\n### L-6 Six\n\n### L-7 Seven\n\n### L-8 Eight\n\n"
    + "".join(f"### L-{at} Number {at}\n\n" for at in range(9, 24))
)
ITEMS = State(
    ("LG205", "LG207", "LG212", "LG213"),
    LEDGERS,
    {
        "list.md": listed(*WAS, closed=OLD),
        "loose.md": LOOSE,
        "free.md": "# Free\n\n### F-1 One\n\n### F-2 Two\n\n",
        "plain.md": "# Plain\n\n- Apples and pears\n- Stays\n- Cherries\n- Export of rows as a file\n- Export of rows as a page\n- Nightly import of bookings\n- Plums\n",
        "other.md": "L-4 is here, and so is T-64.\n",
        **{f"adr/{at}-one.md": f"# Decision {at} of the team\n\nText {at}.\n" for at in range(1, 6)},
    },
    {
        "list.md": listed(*NOW, closed=CLOSED).replace("T-40 Brand new", "T-65 Taken up again"),
        "loose.md": "# Loose\n\n### L-1 One\n\n- L-2 dropped: no use\n- L-3 merged into L-77\n- L-4 superseded by L-5\n- L-5 dropped: over\n- L-6 merged into L-7\n- L-7 merged into L-6\n- L-8 merged into L-8\n"
        "- L-9 merged into what L-88 holds\n- L-10 merged into what L-1 holds\n- L-11 superseded by l-99\n- L-12 merged into L-5 as a duplicate\n"
        "- L-13 merged into L-14\n- L-14 merged into L-1, L-15\n- L-15 merged into L-1\n- L-16 superseded by something new\n- L-17 merged into L-18\n"
        "- L-18 dropped: no use\n- L-19 moved to elsewhere/gone.md\n- L-20 merged into L-21\n- L-22 merged into what L-88 and L-1 hold\n- L-23 merged into what L-87 and L-88 hold\n",
        "free.md": "# Free\n\n- F-1 merged into F-99\n",
        "plain.md": "# Plain\n\n- Apples and pear\n- Stays\n- Export of rows as a text\n- Nightly import for shops\n\nPlums merged into mirabelles.\n",
        "other.md": "T-64 is still written here, nothing of L-4; and xT-60y is not, nor T-60y or xT-60.\n",
        "adr/2-one.md": None,
        "adr/3-one.md": "# Something else entirely\n\nWords of another kind.\n",
        "adr/6-one.md": "# Decision 3 of the team\n\nText 3.\n",
    },
)  # fmt: skip
NAMES = ("Payments by card", "Tenant search", "Export of rows", "Audit trail", "Nightly import", "Guided tour")
COUNTED = State(
    ("LG205", "LG212"),
    LEDGERS.replace(
        'path = "list.md", items = "headings", level = 3 }',
        'path = "list.md", items = "headings", level = 3, optional = true }',
    ),
    {f"adr/{at}-one.md": f"# {name}\n\nAll about {name}.\n" for at, name in enumerate(NAMES, 1)},
    {
        f"adr/{at}-one.md": f"# {name}\n\nAll about {name}.\n"
        for at, name in enumerate((NAMES[0], "Something new", *NAMES[1:]), 1)
    },
)
REWORDED = COUNTED._replace(
    after={
        f"adr/{at}-one.md": f"# {name} and quite other words for it\n\nNothing of it.\n"
        for at, name in enumerate(("One", "Two"), 2)
    }
)

SHUT = (
    "# {0}\n\n**Status**: {1}\n**Owner**: {2}\n\n## Part\n\nText of {0}, [a link]({3}) and [another][x].\n\n[x]: {3}\n"
)
PACKAGES: Files = {
    **{f"specs/{name}/spec.md": SHUT.format(name, "Complete", "us", "a.md") for name in ("1-meta", "2-text", "3-open", "4-gone", "5-moved", "6-front", "7-none", "9-head")},
    "specs/2-text/code.py": "x\n", "specs/2-text/same.sh": "x\n", "specs/4-gone/notes.md": "# Notes\n\nText.\n",
    "specs/8-draft/spec.md": SHUT.format("8-draft", "Draft", "us", "a.md"),
    "specs/6-front/more.md": "\ufeff---\na: b\n---\n# More\n\nText.\n", "specs/6-front/open.md": "---\na: b\n# No end\n",
    "specs/6-front/dots.md": "---\na: b\n...\n# More\n", "specs/6-front/short.md": "# More\n\nOne.\n\nTwo.\n",
    "beside.md": "# Beside\n",
}  # fmt: skip
REWRITTEN = State(
    ("LG103",),
    '[[package]]\npath = "specs/*"\n',
    PACKAGES,
    {
        "specs/1-meta/spec.md": SHUT.format("1-meta", "Done", "them", "elsewhere/b.md"),
        "specs/2-text/spec.md": SHUT.format("2-text", "Complete", "us", "a.md").replace("Text of", "Words of"),
        "specs/2-text/code.py": "y\n",
        "specs/2-text/new.md": "# New\n",
        "specs/3-open/spec.md": SHUT.format("3-open", "Draft", "us", "a.md"),
        "specs/4-gone/notes.md": None,
        "specs/5-moved/spec.md": None,
        "specs/5-elsewhere/spec.md": SHUT.format("5-moved", "Complete", "us", "a.md"),
        "specs/6-front/more.md": "\ufeff---\na: c\nd: e\n---\n\n# More\n\n\nText.  \n",
        "specs/6-front/open.md": "---\na: c\n# No end\n",
        "specs/6-front/dots.md": "---\na: c\n...\n# More\n\nAnd more.\n",
        "specs/6-front/short.md": "# More\n\nOne.\n",
        "specs/7-none/spec.md": "",
        "specs/8-draft/spec.md": "# Anything\n",
        "specs/9-head/spec.md": "# 9-head\n\n**Owner**: us\n\n## Part\n\nText of 9-head, [a link](a.md) and [another][x].\n\n[x]: a.md\n",
        "beside.md": "# Other\n",
    },
)  # fmt: skip

RUNTIME = """
[posture]
runtime = ["apps/**", "!apps/docs/**", "/Makefile", "*.sql"]
[posture.kinds]
routes = ["apps/routes/**"]
indexes = ["apps/index/**"]
classes = ["db/**"]
branches = ["Makefile"]
class = ["apps/class/**"]
[posture.read_only]
branches = ["docs/*"]
commit_types = ["docs", "chore"]
"""
CODE: Files = {
    "apps/main.py": "1\n", "apps/routes/a.php": "1\n", "apps/index/a.php": "1\n", "apps/class/a.php": "1\n", "apps/gone.py": "1\n",
    "apps/docs/readme.md": "1\n", "Makefile": "all:\n", "docs/Makefile": "all:\n", "db/a.sql": "1\n", "docs/a.md": "1\n",
}  # fmt: skip
EDITS: dict[str, str | bytes | None] = {
    "apps/main.py": "2\n", "apps/routes/a.php": "2\n", "apps/index/a.php": "2\n", "apps/class/a.php": "2\n", "apps/gone.py": None,
    "apps/docs/readme.md": "2\n", "Makefile": "all: x\n", "docs/Makefile": "all: x\n", "db/a.sql": "2\n", "docs/a.md": "2\n",
    "apps/new.py": "1\n", "apps/routes/b.php": "1\n",
}  # fmt: skip
READ_ONLY = State(("LG101", "LG102"), RUNTIME, CODE, EDITS, "docs/audit")
LINKED = State(
    ("LG101", "LG102"),
    RUNTIME,
    {**CODE, "docs/run.sh": "1\n", "apps/run.sh": "-> ../docs/run.sh", "docs/tool/a.sh": "1\n", "apps/tool": "-> ../docs/tool"},
    {
        "docs/run.sh": "2\n", "docs/tool/a.sh": "2\n", "docs/to-main.py": "-> ../apps/main.py", "docs/to-apps": "-> ../apps",
        ".gitattributes": "apps/** text eol=crlf\n", "Apps/main.py": "3\n", "docs/to-a.md": "-> a.md",
    },
    "docs/audit",
)  # fmt: skip
NOT_READ_ONLY = State(("LG101", "LG102"), RUNTIME, CODE, EDITS, "feature/audit")
ANNOUNCED = State(("LG104",), RUNTIME, CODE, EDITS, "feature/audit", "docs(api)!: write it down")
FIXED = State(("LG104",), RUNTIME, CODE, EDITS, "feature/audit", "fix: docs: write it down")
SQUASHED = State(("LG104",), RUNTIME, CODE, EDITS, "feature/audit", "fixup! [ABC-1] :memo: CHORE : tidy")

BLANKS = State(
    ("LG105",),
    '[documents]\nwhitespace = true\n[ledger.things]\nsources = [{ path = "docs/*.md", items = "headings", level = 3 }]\n',
    {"docs/a.md": "# A\n", "docs/old.md": "# Old \n", "docs/gone.md": "# Gone\n"},
    {
        "docs/a.md": "# A\n\ntext \n<<<<<<< ours\nx\n=======\ny\n>>>>>>> theirs\n\ttab\n \tblank and tab\n",
        "docs/b.md": "# B\n\ntext\n\n\n",
        "docs/old.md": "# Old \n\nMore.\n",
        "docs/gone.md": None,
        "else/c.md": "# C \n",
    },
)
HELD = """
[ledger.things]
sources = [{ path = "list.md", items = "headings", level = 3 }]
[posture]
runtime = ["apps/**"]
[rules]
lookalike-items = "block"
title-differs = "block"
unclassified = "block"
[[rules.at]]
paths = ["old/**"]
unclassified = "off"
"""
LOOSER = """
[ledger.things]
sources = [{ path = "list.md", items = "headings", level = 3, optional = true }]
conserve = false
[posture]
runtime = []
[rules]
lookalike-items = "off"
unclassified = "advise"
"""
HOOK = "repos:\n  - repo: https://example.invalid/ledgergate\n    rev: v0.1.0\n    hooks:\n      - id: ledgergate\n"
WORKFLOW = (
    "on: [pull_request]\njobs:\n  gate:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ledgergate check --ci\n"
)
GUARDED: Files = {
    "list.md": "# L\n\n### One\n",
    ".pre-commit-config.yaml": HOOK,
    ".github/workflows/gate.yml": WORKFLOW,
    "apps/a.py": "1\n",
}
WEAKER = HELD.split("[[rules.at]]")[0]
WEAKENED = State(
    ("LG901", "LG903"),
    WEAKER,
    GUARDED,
    {"ledgergate.toml": LOOSER, "apps/a.py": "2\n", "list.md": "# L\n\n### One\n\n### Two\n"},
)
ALONE = State(("LG901", "LG903"), WEAKER, GUARDED, {"ledgergate.toml": LOOSER, "readme.md": "x\n"})
REMOVED = State(
    ("LG901", "LG903"), WEAKER, GUARDED,
    {"ledgergate.toml": None, ".pre-commit-config.yaml": "repos: []\n", ".github/workflows/gate.yml": None},
)  # fmt: skip
TURNED = State(
    ("LG901", "LG903"), WEAKER, GUARDED,
    {".pre-commit-config.yaml": HOOK.replace("v0.1.0", "v0.0.1"), ".github/workflows/gate.yml": WORKFLOW.replace("--ci", "--ci || true")},
)  # fmt: skip
STATES = {
    "items-changed": ITEMS,
    "items-counted-anew": COUNTED,
    "items-reworded": REWORDED,
    "closed-package-rewritten": REWRITTEN,
    "runtime-read-only": READ_ONLY,
    "runtime-linked": LINKED,
    "runtime-not-read-only": NOT_READ_ONLY,
    "runtime-announced": ANNOUNCED,
    "runtime-announced-as-a-fix": FIXED,
    "runtime-announced-behind-marks": SQUASHED,
    "whitespace-error": BLANKS,
    "policy-weakened": WEAKENED,
    "policy-weakened-alone": ALONE,
    "gate-removed": REMOVED,
    "gate-turned": TURNED,
}
