# ruff: noqa: E501  # documents and policies are read by their lines
"""Evidence: where it is asked for, what says nothing, what has moved; and claims with nothing beside them."""

from __future__ import annotations

from states.judged import Files, State

POLICY = """
[vocabulary.state]
values = { done = "Done", open = "Open", claimed = "claimed" }
[documents]
links = ["docs/*.md"]
[ledger.things]
sources = [{ path = "docs/list.md", items = "headings", level = 2 }]
fields.state = { label = "State", values = "state" }
fields.evidence = { label = "Evidence", kind = "evidence" }
fields.proof = { label = "Proof", kind = "evidence", required = true }
[ledger.listed]
items = ["Cost", "Speed"]
fields.evidence = { kind = "evidence" }
[[report]]
path = "docs/report.md"
ledger = "things"
covers = "none"
rows = { items = "table", key = "Thing", columns = { State = "state", Evidence = "evidence" } }
[[report]]
path = "docs/listed.md"
ledger = "listed"
covers = "none"
rows = { items = "table", key = "Thing", columns = { Evidence = "evidence" } }
[[evidence]]
ledger = "things"
when = { state = "done" }
field = "evidence"
needs = { code = ["src/**"], test = ["src/tests/**", "tests/"] }
reason = "nobody believes it otherwise"
[[evidence]]
ledger = "listed"
field = "evidence"
[[evidence]]
report = "docs/report.md"
ledger = "things"
when = { state = "claimed" }
field = "evidence"
"""


def things(*entries: tuple[str, str]) -> str:
    return "# Things\n\n" + "".join(
        f"## T{at} {title}\n\n" + "".join(f"- **{line}\n" for line in lines.split("; ") if line) + "\n"
        for at, (title, lines) in enumerate(entries)
    )


LIST = things(
    ("no word", ""),
    ("done without", "State**: done"),
    ("done with code", "State**: done; Evidence**: `src/a.php`"),
    ("done with a test alone", "State**: done; Evidence**: `src/tests/a.php`"),
    ("done with both", "State**: done; Evidence**: `src/a.php`, `src/tests/a.php`"),
    ("done with a folder", "State**: done; Evidence**: `tests/`, `src/a.php`"),
    ("done with what is missing", "State**: done; Evidence**: `src/none.php`, `src/tests/none.php`"),
    ("done with words", "State**: done; Evidence**: somebody said so"),
    ("open", "State**: open"),
    ("claimed", "State**: claimed"),
    ("done in a row", "State**: done"),
)
REPORT = """# Report

| Thing | State | Evidence |
|---|---|---|
| T9 claimed | claimed | |
| T9 claimed | claimed | `src/a.php` |
| T10 done in a row | done | `src/a.php`, `src/tests/a.php` |
| T8 open | claimed | - |
| T77 nobody | claimed | |
"""
FILES: Files = {"src/a.php": "<?php a();\n", "src/tests/a.php": "<?php test();\n", "tests/b.php": "<?php\n"}
REQUIRED = State(
    ("LG402",), POLICY,
    {**FILES, "docs/list.md": LIST, "docs/report.md": REPORT, "docs/listed.md": "# L\n\n| Thing | Evidence |\n|---|---|\n| Cost | |\n"},
)  # fmt: skip

SAYS_NOTHING: Files = {
    "a/empty.md": "", "a/blank.md": "\n", "a/marked.md": "\ufeff \t\r\n\n", "a/heading.md": "# A heading\n", "a/empty.php": "",
    "a/line.php": "\n", "a/two.php": "\n\n", "a/__init__.py": "", "a/py.typed": "", "a/.keep": "", "a/text.md": "# A\n\nText.\n",
    "a/empty.txt": "", "a/blank.rst": " \n", "a/blank.adoc": "\n\n\n", "a/headings.rst": "A\n=\n",
    "a/many.md": "# A\n\n" + "## Another heading\n\n" * 85, "a/less.md": "# A\n\n" + "## Another heading\n\n" * 70,
    "a/exact.md": "# " + "a" * 1497 + "\n", "a/over.md": "# " + "a" * 1498 + "\n",
    "a/named.md": "---\ntitle: A\nName: b\nid: 1\nslug: s\nlayout: l\ndate: 2027-01-01\nauthor: me\n---\n\n# A\n",
    "a/status.md": "---\ntitle: A\nstatus: done\n---\n\n# A\n", "a/comment.md": "# A\n\n<!-- nothing -->\n\n---\n",
    "a/defined.md": "# A\n\n[x]: text.md\n", "a/code.md": "```\n```\n", "a/table.md": "| a |\n|---|\n",
    "b/empty.md": "", "b/other.md": "", "c/empty.md": "", "c/text.md": "# C\n\nText.\n", "a/setext.md": "A\n===\n",
    "a/was.md": "# Was\n\nText.\n", "a/stays.md": "# Stays\n",
}  # fmt: skip
EMPTY = State(
    ("LG406",),
    POLICY,
    {
        **SAYS_NOTHING,
        "docs/report.md": REPORT,
        "docs/listed.md": "# L\n\n| Thing | Evidence |\n|---|---|\n| Cost | |\n",
        "docs/list.md": LIST,
    },
    {
        "docs/list.md": things(
            *((path, f"Evidence**: `{path}`") for path in SAYS_NOTHING),
            ("twice", "Evidence**: `a/empty.md`, `a/empty.md` and `b/*.md`, `c/*.md`, `b/`"),
            ("required", "Proof**: `a/empty.md`"),
            ("needed", "State**: done; Evidence**: `a/empty.md`"),
        ),
        "a/was.md": "# Was\n",
        "a/stays.md": "# Stays on\n",
    },
)

SOURCE = "".join(f"line number {at} of the text\n" for at in range(1, 11))
GUIDE = '# Guide\n\n## First steps\n\n## Second part\n\n## Third\n\n## Fourth\n\n## Fifth\n\n## A & b\n\n<a id="here"></a>\n\n## Named {#own}\n'
MOVED = State(
    ("LG405",),
    POLICY,
    {**FILES, "src/ten.txt": SOURCE, "src/nine.txt": SOURCE[:-1], "docs/guide.md": GUIDE, "docs/few.md": "# Few\n\n## Two\n", "src/x.html": "<p>\n", "docs/deep/no.md": "# \n"},
    {
        "docs/listed.md": "# L\n\n| Thing | Evidence |\n|---|---|\n| Cost | |\n",
        "docs/report.md": REPORT + "\n`src/ten.txt:3`:\n\n> line number 3 of the text\n\n`src/ten.txt:3`:\n\n> line number 5 of the text\n\n`src/ten.txt`:\n\n> line number 55 of the text\n",
        "docs/links.md": "# L\n\n[a](guide.md#first-steps) [b](guide.md#frist-steps) [c](guide.md#nothing-like-it) [d](guide.md#top) [e](guide.md#:~:text=a)\n"
        "[f](few.md#zzz) [g](guide.md#own) [h](guide.md#here) [i](../src/x.html#x) [j](#l) [k](#none) [l](guide.md#a--b) [m](guide.md#a-b) [n][]\n\n[n]: guide.md#gone\n",
        "docs/list.md": things(
            *((one, f"Evidence**: {one}") for one in (
                "`src/ten.txt:10`", "`src/ten.txt:11`", "`src/ten.txt:3-11`", "`src/nine.txt:10`", "`src/nine.txt:11`", "`src/ten.txt#L12`",
                "`docs/guide.md#second-part`", "`docs/guide.md#second-prat`", "`src/a.php:1-2`", "`src/*.txt:99`", "`src/none.txt:99`",
                "`docs/guide.md:99` and `docs/guide.md:98`", "[x](guide.md#third) and [y](guide.md#thrid)",
            ))
        ),
    },
)  # fmt: skip
RENDERED = MOVED._replace(before={**MOVED.before, "mkdocs.yml": "site_name: x\n"})

CLAIMS = '[[package]]\npath = "docs"\nclaims = ["production ready", "fully tested", "is done"]\n'
SENTENCES = """It is production ready. That is all.
It is not production ready.
It is never, by any means, production ready.
Nobody claims that it is production ready.
They do not say that after all these years it will have been production ready.
We do not think so; but it is production ready.
It is not true, however it is production ready.
Is it production ready?
It is production ready? No.
If it is production ready, we ship.
Production ready: no.
Production ready - false, alas.
Production ready is premature.
Production ready when it is tested.
"Production ready" is what they say.
Production ready `src/a.php`.
Production ready, see [a](../src/a.php).
Production ready, see `src/none.php`.
Fully   tested and **fully tested** and production-ready.
It is false that this is done.
They deny it; this is done.
That would be fully tested by now.
No word. This is done.
No word; this is done.
No, this is done
It isn't fully tested.
Wir sind nicht fully tested.
This is done, commit 0123abcd shows it.
This is done, says nobody at all."""
CLAIMED = State(
    ("LG403",),
    POLICY + CLAIMS + '[[package]]\npath = "docs"\nclaims = ["fully tested"]\n',
    {
        **FILES,
        "docs/list.md": LIST + "\nThis is done.\n",
        "docs/listed.md": "# L\n\nThis is done.\n\n| Thing | Evidence |\n|---|---|\n| Cost | fully tested |\n",
        "docs/report.md": REPORT
        + "\n\n".join(["", *SENTENCES.splitlines()])
        + "\n\n> It is production ready.\n\n    It is production ready.\n\n- [ ] this is done\n- [x] this is done\n- this is done\n\n## It is production ready\n\n"
        "| a | b | c |\n|---|---|---|\n| fully tested | No | x |\n| fully tested | no, not at all, ever | x |\n| fully tested | yes | `src/a.php` |\n| fully tested | yes | is done |\n| fully tested | No, not yet | 11 |\n| fully tested | No, not yet! | 12 |\n"
        "\nThis is done in one line\nand the next says nothing, `src/a.php`\n",
    },
)
STATES = {
    "evidence-required": REQUIRED,
    "evidence-empty": EMPTY,
    "evidence-moved": MOVED,
    "evidence-moved-rendered": RENDERED,
    "claim-without-evidence": CLAIMED,
}
