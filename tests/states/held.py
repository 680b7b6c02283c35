# ruff: noqa: E501  # documents and policies are read by their lines
"""What packages hold: artifacts, sections, labels, boxes, answers, terms; open ones, closed ones and bound ones."""

from __future__ import annotations

from states.judged import Files, State

POLICY = """
[documents]
closed_boxes = ["-"]
[product]
terms = { "Review pack" = ["Prüfpaket", "audit bundle"], "Tenant" = [] }
[ledger.things]
sources = [{ path = "things.md", items = "headings", level = 2 }]
[[report]]
path = "shut/*/answers.md"
ledger = "things"
covers = "none"
optional = true
rows = { items = "table", key = "Thing" }
[[invariant]]
when = { question = "sure", report = "answers.md", answer = "yes" }
none = { ledger = "nothing" }
reason = "r"
"""
POLICY = POLICY[: POLICY.index("[[invariant]]")].replace("[product]\nterms", "terms")
PACKAGE = """
[[package]]
path = "{0}/*"
{1}
requires = ["spec.md", "plan.md", "data/*.md", "more.txt"]
placeholders = ["[FEATURE NAME]", "$ARGUMENTS", "[TODO:", "two  blanks", "/X{{3,}}/", "/", "//", "ü!"]
sections = {{ "spec.md" = ["Goals | Ziele", "/^Ri.ks$/", "Scope"], "gone.md" = ["Never"], "data/*.md" = ["Data"] }}
labels = {{ "spec.md" = ["Decision | Entscheidung", "Owner"], "plan.md" = ["Approach"] }}
[package.questions]
ready = "Is it ready? | Ist es fertig?"
sure = "Are you sure?"
"""
WHOLE = """# One

**Status**: Complete

## Goals

Text.

## Risks

- entry

## Goals

## Scope

```
code
```

## More

**Decision**: yes
**Owner**: us

### Is it ready?

Yes, it is.

### Are you sure?

No.
"""
EMPTY = """# [FEATURE NAME] of two

**Status**: Complete

## Ziele

## risks

> quoted

## Scope

| head |
|---|

## Riks

**Entscheidung**:

- Owner: TBD

`$ARGUMENTS` in code and ~~$ARGUMENTS~~ struck, [TODO: what is said here] and more, [TODO: [nested] and open

two  blanks here, two blanks there. XXXX and XX. ü!

XXXX alone

[TODO: alone] with more

[TODO: [nested] one] and

[TODO: open

ü! alone, and `ü!`

TBD

- TODO
- [x] to be decided
- **Date**: tbd, or so
- **Place**: TBA
- **Both**: a, **Other**: F I X M E

| a | b |
|---|---|
| xxx | to be defined |
| T&#66;D | T~~x~~BD |

> TBD

    TBD

### Is it ready?

TBD

### Are you sure?

Quite so, I would think, as far as anybody can tell in these days of ours.
"""
LIST = """# List

- [ ] open one
- [x] ticked
- [-] let go
- [~] halfway
- [ ] Left. N/A: no screen changes
- [ ] Left. N/A
> - [ ] quoted
- [ ] {long}
""".format(long="long " * 40)
PLANNED = '# Plan\n\n**Approach**: [NEEDS CLARIFICATION: how]\n\nAn audit bundle and a review  pack, `audit bundle`, "audit bundle".\n'
FILES: Files = {
    "things.md": "# Things\n\n## One\n\nThe Prüfpaket.\n\n## Two tenant\n\n",
    "shut/1-whole/spec.md": WHOLE,
    "shut/1-whole/plan.md": "# Plan\n\n**Approach**: slow\n",
    "shut/1-whole/data/a.md": "# A\n\n## Data\n\nText of an audit bundle.\n",
    "shut/1-whole/more.txt": "text",
    "shut/1-whole/checklists/none.md": "# None\n\nNothing here.\n",
    "shut/1-whole/checklists/README.md": "# Guide\n\nTBD\n",
    "shut/1-whole/checklists/Index.md": "# Guide\n",
    "shut/1-whole/checklists/ticks.md": "# Ticks\n\n✓ done\n",
    "shut/1-whole/checklists/heavy.md": "# Ticks\n\n✔ done\n",
    "shut/1-whole/checklists/white.md": "# Ticks\n\n✅ done\n",
    "shut/1-whole/checklists/box.md": "# Ticks\n\n☑ done\n",
    "shut/1-whole/checklists/cross.md": "# Ticks\n\n✗ done\n",
    "shut/1-whole/checklists/results.md": "# R\n\n| Check | Result |\n|---|---|\n| a | Pass |\n",
    "shut/1-whole/checklists/others.md": "# R\n\n| Check | Result |\n|---|---|\n| a | maybe |\n",
    "shut/2-empty/spec.md": EMPTY,
    "shut/2-empty/plan.md": "# Plan\n\n## Only headings\n",
    "shut/2-empty/data/a.md": "",
    "shut/2-empty/data/b.md": "\ufeff \n\t\r\n",
    "shut/2-empty/more.txt": "\n",
    "shut/2-empty/checklists/list.md": LIST,
    "shut/2-empty/answers.md": "# Answers\n\n| Thing | x |\n|---|---|\n| One | 1 |\n",
    "shut/3-bare/spec.md": "---\nstatus: Done\n---\n\n# Only\n\n## Goals\n\n- [x] ticked\n\n## Risks\n\n| a |\n|---|\n| b |\n",
    "shut/3-bare/data/code.md": "# Code\n\n```\nTBD\n```\n",
    "shut/3-bare/data/front.md": "---\na: b\n---\n# Front\n",
    "shut/4-open/spec.md": EMPTY.replace("Complete", "Draft"),
    "shut/4-open/checklists/list.md": LIST,
    "bound/5-open/spec.md": EMPTY.replace("Complete", "Draft"),
    "bound/5-open/plan.md": PLANNED,
    "bound/5-open/checklists/list.md": LIST,
    "bound/5-open/checklists/none.md": "# None\n\nNothing here.\n",
    "bound/6-none/other.md": "# Other\n",
    "bound/7-plan/plan.md": PLANNED,
}
ASKED = '[[invariant]]\nwhen = { question = "sure", report = "answers.md", answer = "yes" }\nnone = { bucket = "x" }\nreason = "r"\n'
HELD = (
    POLICY + PACKAGE.format("shut", "") + PACKAGE.format("bound", 'enforce = "always"')
    + PACKAGE.format("bound", 'enforce = "always"').replace('"plan.md", ', "")
)  # fmt: skip
# A document for each sign that may put letters between those of a placeholder, and nothing else that could.
SIGNS = (
    "T&#66;D", "T<b></b>BD", "T~~x~~BD", "[T](u)BD", "[T][u]BD\n\n[u]: v", "T[^u]BD\n\n[^u]: note", "To-be-decided", "to\nbe determined", "T B D",
    "- **When**: t.b.a.", "T<!-- -->BD", "Nothing of it", "TODOs", "**TBD**", "A: TBD, B: TBD", "to be", "x x x", "x/x/x",
)  # fmt: skip
SIGNED = State(
    ("LG502",),
    """
[[package]]
path = "s/*"
requires = ["spec.md", "s/*.md"]
placeholders = ["path/to/", "/usr", "/no{1,2}body/", "[TODO:"]
sections = { "spec.md" = ["Zweck | Aim/", "/path", "Scope", "/", "/^Ris.s$/", "Empty"] }
labels = { "spec.md" = ["Owner | Besitzer", "Due", "Place", "Time"] }
""",
    {
        "s/1/spec.md": "# One\n\n**Status**: Done\n\n## Zweck\n\nText.\n\n## /path\n\nText.\n\n## Telescopes\n\nText.\n\n## Risks\n\n- [x]\n\n## Empty\n\n<!-- nothing -->\n\n## Empty\n\n"
        "***\n\n**Besitzer**:\n\n**Due**: TBD\n\n**Place**: n/a\n\n**Place**: here\n\nA bath/tor, /usually, nobody, nooobody and noobody.\n\npath/to/ it\n\nin /usr/bin\n\n[TODO: " + "words and " * 12 + "words]\n\n"
        "[TODO: " + "a" * 52 + "]\n\n[TODO: " + "a" * 53 + "]\n",
        **{f"s/1/s/{at:02}.md": f"{sign}\n" for at, sign in enumerate(SIGNS)},
        "s/2/spec.md": "# Two\n\n**Status**: Done\n\n## Aim/\n\nText.\n\n## Scope\n\nText.\n\n## Risk\n\n| a |\n|---|\n\n## Riscs\n\n| a |\n|---|\n| b |\n",
    },
)  # fmt: skip
STATES = {
    "artifact-unfilled-signs": SIGNED,
    "artifact-missing": State(("LG501",), HELD, FILES),
    "artifact-unfilled": State(("LG502",), HELD, FILES),
    "artifact-unfilled-preset-words": State(
        ("LG502",),
        '[[package]]\npath = "a/*"\n',
        {
            "a/1/spec.md": "# [FEATURE NAME]\n\n**Status**: Done\n\n[###-feature-name] on [DATE]\n\n$ARGUMENTS\n\n"
            "[NEEDS CLARIFICATION: which of them]\n\nFEATURE NAME and DATE and ###\n",
        },
    ),
    "checklist-open": State(("LG503",), HELD, FILES),
    "question-unanswered": State(("LG504",), HELD, FILES),
    "term-changed": State(("LG506",), HELD, FILES),
}
