# ruff: noqa: E501  # documents and policies are read by their lines
"""What is weighed against something else: statuses against tasks, conditions against items, waivers against the day."""

from __future__ import annotations

from states.judged import Files, State

TRUTHS = """
[documents]
closed_boxes = ["-"]
[vocabulary.state]
values = { done = "Done", shipped = "Shipped", open = "Open", later = "Later" }
[ledger.things]
sources = [{ path = "things.md", items = "headings", level = 2 }]
fields.state = { label = "State", values = "state" }
fields.spec = { label = "Spec", kind = "evidence" }
fields.note = { label = "Note" }
[ledger.parts]
sources = [{ path = "parts.md", items = "headings", level = 3 }]
fields.state = { label = "State", values = "state" }
fields.whole = "Whole"
fields.spec = { label = "Spec", kind = "evidence" }
[ledger.files]
sources = [{ path = "work/*/item.md", items = "files", key = { from = "folder", pattern = '^(?P<key>\\d+)' } }]
fields.state = { label = "State", values = "state" }
[[report]]
path = "report.md"
ledger = "things"
covers = "none"
rows = { items = "table", key = "Thing", columns = { State = "state" } }
[[package]]
path = "specs/*"
[[truth]]
ledger = "things"
field = "state"
done = ["done", "Shipped"]
open = ["open", "Later"]
tasks = "."
package_status = true
children = "parts"
child_parent = "whole"
except_under = ["Ideas"]
except_boxes = "^maybe"
[[truth]]
ledger = "files"
field = "state"
done = ["done"]
open = ["open"]
tasks = "tasks.md"
[[evidence]]
ledger = "things"
when = { state = ["open", "later"] }
field = "spec"
forbids = ["completed-package"]
[[evidence]]
ledger = "parts"
when = { state = "later" }
field = "spec"
forbids = ["completed-package"]
reason = "that is over"
[[evidence]]
ledger = "things"
when = { state = "later", note = "*" }
field = "spec"
refutes = { code = ["src/**"], spec = ["specs/**"] }
reason = "it is there"
[rules]
status-contradicts-truth = "block"
"""
BOX, TICK = "- [ ] left\n", "- [x] made\n"
THINGS: tuple[tuple[str, str, str], ...] = (
    ("Done with open", "State**: done", BOX + TICK),
    ("Done with ticked", "State**: done", TICK + "- [-] let go\n- [ ] maybe this\n- [ ] that. N/A: no screen changes\n"),
    ("Shipped with open", "State**: Shipped", BOX),
    ("Open with open", "State**: open", BOX),
    ("Open with ticked", "State**: open", TICK),
    ("Open with two ticked", "State**: Open", TICK + TICK),
    ("Later with excused", "State**: later", "- [ ] that. N/A: no screen changes\n"),
    ("Later with both", "State**: Later", TICK + "- [ ] that. N/A: no screen changes\n"),
    ("No state", "Note**: none", BOX),
    ("Unknown state", "State**: whatever", TICK),
    ("Done with a closed spec", "State**: done; Spec**: Spec 1", ""),
    ("Done with an open spec", "State**: done; Spec**: Spec 2, `specs/2-open/spec.md` and Spec 1", ""),
    ("Open with a closed spec", "State**: open; Spec**: Spec 1, `specs/2-open/`", ""),
    ("Later with all", "State**: later; Note**: yes; Spec**: `src/a.php`, `specs/1-shut/spec.md`", ""),
    ("Later with code", "State**: later; Note**: yes; Spec**: `src/a.php`", ""),
    ("Done whole", "State**: done", ""),
    ("Open whole", "State**: open", TICK),
    ("Whole of many", "State**: done", ""),
    ("Claimed in a row", "State**: open", BOX),
    ("Open and superseded", "State**: open; Superseded by**: Done with open", ""),
    ("Open and superseded by itself", "State**: open; Replaced by**: Open and superseded by itself", ""),
    ("Open and superseded by nobody", "State**: open; Ersetzt durch**: Nobody", ""),
    ("Later and its successor", "State**: later; Successor**: [it](#done-with-open)", ""),
    ("Done and superseded", "State**: done; Superseded by**: Done with open", ""),
    *((f"Open and {word}", f"State**: open; {word}**: Done with open", "") for word in (
        "Superceded by", "Replaced by", "Obsoleted by", "Successor", "Ersetzt durch", "Abgelöst durch", "Nachfolger", "Instead",
    )),
    ("Open and the last one", "State**: open", TICK),
)  # fmt: skip
PARTS = "# Parts\n\n" + "".join(
    f"### {title}\n\n- **State**: {state}\n- **Whole**: {whole}\n- **Spec**: Spec 1\n\n"
    for title, state, whole in (
        ("First", "done", "Done whole"), ("Second", "open", "Done whole"), ("Third", "shipped", "done whole"), ("Fourth", "later", "Open whole"),
        ("Fifth", "open", ""), *((f"Of many {at}", "open", "Whole of many") for at in range(7)),
    )
)  # fmt: skip
WORK: Files = {
    "work/1-done/item.md": "# One\n\n**State**: done\n", "work/1-done/tasks.md": BOX + TICK,
    "work/2-open/item.md": "# Two\n\n**State**: open\n\n- [x] own\n", "work/2-open/tasks.md": TICK + TICK,
    "work/3-open/item.md": "# Three\n\n**State**: open\n", "work/3-open/tasks.md": "# No boxes\n",
    "specs/1-shut/spec.md": "# S\n\n**Status**: Complete on Monday\n", "specs/1-shut/tasks.md": BOX + TICK,
    "specs/2-open/spec.md": "# S\n\n**Status**: Draft\n", "specs/2-open/tasks.md": TICK,
    "specs/3-open/spec.md": "# S\n\n**Status**: In Progress\n", "specs/3-open/tasks.md": TICK + TICK + BOX,
    "specs/4-shut/spec.md": "# S\n\n**Status**: Done\n", "specs/4-shut/tasks.md": TICK,
    "specs/named/spec.md": "# S\n\n**Status**: " + "Closed (by all of those who were there at that time)" + "\n", "specs/named/tasks.md": BOX,
    "specs/6-none/tasks.md": BOX,
    "src/a.php": "<?php a();\n",
}  # fmt: skip
THINGS_MD = "# Things\n\n" + "".join(
    f"## {title}\n\n"
    + "".join(f"- **{line}\n" for line in lines.split("; "))
    + f"\n{more}\n### Ideas\n\n- [ ] an idea\n\n"
    for title, lines, more in THINGS
)
TRUTH: Files = {
    **WORK,
    "things.md": THINGS_MD,
    "parts.md": PARTS,
    "report.md": "# R\n\n| Thing | State |\n|---|---|\n| Claimed in a row | done |\n| Open with ticked | open |\n| Nobody | done |\n",
}

INVARIANTS = """
[vocabulary.bucket]
values = { A = "Now critical", B = "Later" }
[ledger.things]
sources = [{ path = "things.md", items = "headings", level = 2 }]
fields.bucket = { label = "Bucket", values = "bucket", required = true }
fields.owner = { label = "Owner" }
fields.lane = { label = "Lane", values = "bucket" }
[[report]]
path = "report.md"
ledger = "things"
covers = "none"
rows = { items = "table", key = "Thing", columns = { Lane = "lane", Owner = "owner" } }
[[package]]
path = "specs/*"
[package.questions]
ready = "Is it ready?"
why = "Why is it so?"
[[invariant]]
when = { ledger = "things", bucket = "A" }
then = { owner = "*", lane = ["A", "B"] }
reason = "somebody has to do it"
[[invariant]]
when = { report = "report.md", lane = "A" }
then = { bucket = "A" }
reason = "the lane follows the bucket"
[[invariant]]
when = { report = "report.md" }
then = { owner = "us" }
reason = "all of it is ours"
[[invariant]]
when = { question = "ready", answer = "yes" }
none = { ledger = "things", bucket = "A" }
reason = "what is critical comes first"
[[invariant]]
when = { question = "ready" }
then = { answer = "yes" }
reason = "it has to be"
[[invariant]]
when = { question = "why" }
then = { names = ["things", "evidence"] }
reason = "a why names something"
[[invariant]]
when = { ledger = "things", owner = "nobody" }
none = { ledger = "things", bucket = "B" }
reason = "somebody is free"
[[invariant]]
when = { ledger = "things", owner = "nobody", bucket = "B" }
none = { ledger = "things", bucket = ["A", "B"], owner = ["us", "them"] }
reason = "all are busy"
"""
HEADS = (
    ("One", "Bucket**: A; Owner**: us; Lane**: A"), ("Two", "Bucket**: A"), ("Three", "Bucket**: A; Owner**:; Lane**: Z"),
    ("Four", "Bucket**: B; Owner**: them"), ("Five", "Owner**: us"), ("Six", "Bucket**: A; Owner**: TBD; Lane**: Later"),
    ("Seven", "Bucket**: A; Owner**: us; Lane**: B"), ("Ten", "Bucket**: A; Owner**: us; Lane**: B"), ("Eight", "Bucket**: B; Owner**: nobody"),
)  # fmt: skip
HELD: Files = {
    "things.md": "# Things\n\n" + "".join(
        f"## {title}\n\n" + "".join(f"- **{line}\n" for line in lines.split("; ")) + "\n" for title, lines in HEADS
    ),
    "report.md": "# R\n\n| Thing | Lane | Owner |\n|---|---|---|\n| One | A | us |\n| Four | A | them |\n| Five | A | |\n| Nine | A | us |\n| Eight | B | nobody and nothing else at all, in so many words that are more than sixty |\n",
    "specs/1/spec.md": "# S\n\n## Is it ready?\n\nYes, of course it is, as everybody knows who has seen it.\n\n## Why is it so?\n\nBecause nothing like it was ever there before, in all of the years that we have been here.\n",
    "specs/2/spec.md": "# S\n\n## Is it ready?\n\nNo, it is not, and nobody who has seen it would say that it was ready, or ever will be.\n\n## Why is it so?\n\nBecause of One, and `things.md`.\n",
    "specs/3/spec.md": "# S\n\n## Is it ready?\n\nTBD\n",
}  # fmt: skip
FEW: Files = {
    **HELD,
    "things.md": "# Things\n\n## One\n\n- **Bucket**: A\n- **Owner**: nobody\n- **Lane**: A\n\n## Two\n\n- **Bucket**: B\n",
}

WAIVERS = """
[documents]
excuses = true
links = ["docs/*.md"]
[ledger.things]
sources = [{ path = "things.md", items = "headings", level = 2 }]
fields.bucket = { label = "Bucket", values = "bucket", required = true }
[vocabulary.bucket]
values = ["A", "B"]
""" + "".join(
    f'[[waiver]]\nrule = "{rule}"\nreason = "r"\nowner = "{owner}"\nexpires = {day}\n{more}'
    for rule, owner, day, more in (
        ("evidence-missing-path", "soon", "2027-02-10", 'path = "docs/soon.md"\n'),
        ("evidence-missing-path", "edge", "2027-02-15", 'path = "docs/edge.md"\n'),
        ("evidence-missing-path", "far", "2027-02-16", 'path = "docs/far.md"\n'),
        ("evidence-missing-path", "today", "2027-02-01", 'path = "docs/today.md"\n'),
        ("evidence-missing-path", "tomorrow", "2027-02-02", 'path = "docs/tomorrow.md"\n'),
        ("evidence-missing-path", "lapsed", "2027-01-31", 'path = "docs/lapsed.md"\n'),
        ("evidence-missing-path", "lapsed-idle", "2027-01-31", 'path = "docs/c.md"\n'),
        ("evidence-missing-path", "idle", "2027-09-01", 'path = "docs/fine.md"\n'),
        ("evidence-missing-path", "nowhere", "2027-09-01", 'path = "docs/nowhere.md"\n'),
        ("evidence-missing-path", "no-key", "2027-09-01", 'key = "nothing"\n'),
        ("LG201", "near", "2027-09-01", 'key = "Thing wone"\n'),
        ("unclassified", "wide", "2027-09-01", ""),
        ("unknown-value", "wide for one", "2027-09-01", ""),
        ("unclassified", "both", "2027-09-01", 'path = "things.md"\nkey = "Thing two"\n'),
        ("unclassified", "starred", "2027-09-01", 'key = "None*"\n'),
        ("item-vanished", "change", "2027-09-01", 'path = "gone.md"\n'),
    )
)
EXCUSES = """# Excused

[a](no-a.md) <!-- ledgergate: allow LG401 until 2027-02-08, us: it comes -->

[b](no-b.md) <!-- ledgergate: allow evidence-missing-path until 2027-01-08, us: it came -->

[c](c.md#no) <!-- ledgergate: allow LG401 until 2027-09-08, us: nothing to hide -->

[d](no-d.md) <!-- ledgergate: allow LG40 until 2027-09-08, us: no rule -->

[e](no-e.md) <!-- ledgergate: allow nothing-of-it until 2027-09-08, us: no rule -->

[f](no-f.md) <!-- ledgergate: allow LG101 until 2027-09-08, us: posture -->

[g](no-g.md) <!-- ledgergate: allow policy-weakened until 2027-09-08, us: the gate -->

[h](no-h.md) <!-- ledgergate: allow LG401 forever -->

[i](no-i.md) <!-- ledgergate: allow LG902 until 2027-09-08, us: the gate -->

"""
WAIVED: Files = {
    "things.md": "# Things\n\n## Thing one\n\nText.\n\n## Thing two\n\nText.\n\n## Thing three\n\nText.\n\n## Thing four\n\n- **Bucket**: Z\n",
    **{
        f"docs/{name}.md": "# D\n\n[x](missing.md)\n" for name in ("soon", "edge", "far", "today", "tomorrow", "lapsed")
    },
    "docs/fine.md": "# Fine\n",
    "docs/c.md": "# C\n",
    "docs/old.md": EXCUSES,
}
NEW_WAIVER = '[[waiver]]\nrule = "evidence-missing-path"\nreason = "r"\nowner = "brought"\nexpires = 2027-09-01\npath = "docs/{0}.md"\n'
WAIVER_RULES = ("LG201", "LG202", "LG401", "LG902")
ASKED = (
    INVARIANTS
    + '[[package]]\npath = "shut/*"\n[package.questions]\nready = "Is it ready? | Ist es fertig?"\nwhy = "Why is it so?"\n'
)
QUESTIONS: Files = {
    "things.md": HELD["things.md"],
    "report.md": HELD["report.md"],
    **{f"specs/{at}/spec.md": f"# S\n\n## Is it ready?\n\n{said}\n\n## Why is it so?\n\nMaybe.\n" for at, said in enumerate(("Yes.", "Partly done.", "As far as anybody can tell it may be so", "So " * 20, "So, " + "so " * 19 + "so", "x" * 60, "x" * 61), 1)},
    "shut/1/spec.md": "# S\n\n**Status**: Done\n\n## Is it ready?\n\nTBD\n",
    "shut/2/spec.md": "# S\n\n**Status**: Done\n\nText.\n", "shut/2/report.md": "# R\n\nText.\n", "shut/2/plan.md": "# P\n\nText.\n",
    "shut/3/spec.md": "# S\n\n**Status**: Done\n\n## Ist es fertig?\n\nMaybe.\n\n## Is it ready?\n\nYes.\n",
}  # fmt: skip
STATES = {
    "question-unanswered-decided": State(("LG504",), ASKED, QUESTIONS),
    "status-contradicts-truth": State(("LG404",), TRUTHS, TRUTH),
    "status-lags": State(("LG407",), TRUTHS, TRUTH),
    "invariant-broken": State(("LG209",), INVARIANTS, HELD),
    "invariant-broken-by-few": State(("LG209",), INVARIANTS, FEW),
    "waiver-invalid": State(WAIVER_RULES, WAIVERS, WAIVED, {"docs/new.md": "# New\n"}),
    "waiver-invalid-brought": State(
        WAIVER_RULES, WAIVERS, WAIVED,
        {
            "ledgergate.toml": WAIVERS.replace('owner = "lapsed"\nexpires = 2027-01-31', 'owner = "lapsed"\nexpires = 2027-10-01')
            + NEW_WAIVER.format("new") + NEW_WAIVER.format("two"),
            "docs/new.md": "# New\n\n[x](missing.md)\n", "docs/two.md": "# New\n\n[x](missing.md) [y](missing-too.md)\n",
            "docs/excused.md": EXCUSES,
        },
    ),
    "waiver-invalid-no-excuses": State(WAIVER_RULES, WAIVERS.replace("excuses = true\n", ""), WAIVED, {"docs/excused.md": EXCUSES}),
    "waiver-invalid-excuses-now": State(
        WAIVER_RULES, WAIVERS.replace("excuses = true\n", ""), WAIVED, {"docs/excused.md": EXCUSES, "ledgergate.toml": WAIVERS},
    ),
}  # fmt: skip
