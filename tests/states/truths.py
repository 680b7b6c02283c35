# ruff: noqa: E501  # documents and policies are read by their lines
"""Statuses against what the tree shows, at the edges: two rules for one folder, a status of the folder, what is cited amiss."""

from __future__ import annotations

from states.judged import Files, State

POLICY = """
[vocabulary.state]
values = { done = "Done", open = "Open" }
[vocabulary.area]
values = ["north"]
[ledger.things]
sources = [{ path = "things.md", items = "headings", level = 2 }]
fields.state = { label = "State", values = "state" }
fields.area = { label = "Area", values = "area" }
fields.spec = { label = "Spec", kind = "evidence" }
[ledger.others]
sources = [{ path = "others.md", items = "headings", level = 2 }]
fields.state = { label = "State", values = "state" }
[ledger.folders]
sources = [{ path = "work/*/item.md", items = "files", key = { from = "folder", pattern = '^(?P<key>\\d+)' } }]
fields.state = { from = "folder", pattern = '-(?P<value>done|open)$', values = "state" }
fields.kind = { label = "Kind" }
[[report]]
path = "of-others.md"
ledger = "others"
covers = "none"
rows = { items = "table", key = "Thing", columns = { State = "state" } }
[[report]]
path = "of-things.md"
ledger = "things"
covers = "none"
rows = { items = "table", key = "Thing", columns = { Spec = "spec" } }
[[package]]
path = "specs/*"
[[package]]
path = "specs/1-*"
status = { closed = ["Given up", "Draft"] }
[[package]]
path = "specs/2-*"
[[truth]]
ledger = "things"
field = "state"
done = ["done"]
open = ["open"]
tasks = "."
package_status = true
children = "others"
[[truth]]
ledger = "folders"
field = "state"
done = ["done"]
open = ["open"]
tasks = "tasks*.md"
[[evidence]]
report = "of-things.md"
ledger = "things"
when = { state = "open" }
field = "spec"
forbids = ["completed-package"]
[[evidence]]
ledger = "things"
when = { state = "open" }
field = "spec"
refutes = { code = ["src/**"], spec = ["specs/**"] }
[rules]
status-contradicts-truth = "block"
"""
THINGS = (
    ("Same name", "State**: open; Spec**: `src/none.php`, `specs/4-done/spec.md`", "- [ ] left\n"),
    ("Open with much", "State**: open; Spec**: `others.md`, `src/a.php`, `specs/4-done/spec.md`", ""),
    ("Done and unknown", "State**: done; Area**: `specs/3-open/spec.md`; Spec**: `specs/4-done/spec.md`", ""),
    ("Done with nested files", "State**: done; Spec**: `specs/3-open/a/b.md`, `specs/3-open/a`", ""),
    ("Row and item", "State**: open", ""),
    ("Only excused", "State**: open", "- [ ] this. N/A: no screen changes\n"),
    ("Unknown state", "State**: opne", "- [x] made\n"),
)  # fmt: skip
BOX, TICK, SPEC = "- [ ] left\n", "- [x] made\n", "# S\n\n**Status**: {}\n"
FILES: Files = {
    "things.md": "# Things\n\n" + "".join(f"## {title}\n\n" + "".join(f"- **{line}\n" for line in lines.split("; ")) + f"\n{more}\n" for title, lines, more in THINGS),
    "others.md": "# Others\n\n## Same name\n\n- **State**: open\n",
    "of-others.md": "# R\n\n| Thing | State |\n|---|---|\n| Same name | done |\n",
    "of-things.md": "# R\n\n| Thing | Spec |\n|---|---|\n| Row and item, as it was | `specs/4-done/spec.md` |\n| Row and item | `specs/4-done/spec.md` |\n",
    "specs/1-given/spec.md": SPEC.format("Given up"), "specs/1-given/tasks.md": BOX,
    "specs/1-draft/spec.md": SPEC.format("Draft"), "specs/1-draft/tasks.md": TICK + TICK,
    "specs/2-done/spec.md": SPEC.format("Done"), "specs/2-done/tasks.md": BOX + TICK,
    "specs/2-draft/spec.md": SPEC.format("Draft"), "specs/2-draft/tasks.md": TICK,
    "specs/3-open/spec.md": SPEC.format("In Progress until all of the parts are there, and more"), "specs/3-open/a/b.md": "# B\n", "specs/3-open/tasks.md": TICK,
    "specs/4-done/spec.md": SPEC.format("Done"), "specs/5-none/tasks.md": TICK, "specs/6-word/spec.md": "# S\n\nText.\n", "specs/6-word/tasks.md": TICK,
    "specs/draft/spec.md": SPEC.format("Draft"), "specs/draft/tasks.md": TICK,
    "work/1-done/item.md": "# One\n\n**Kind**: one\n", "work/1-done/tasks.md": "# Nothing\n", "work/1-done/tasks-2.md": BOX + TICK,
    "work/2-open/item.md": "# Two\n\n**Kind**: two\n", "work/2-open/tasks.md": "# Nothing\n", "work/2-open/tasks-2.md": TICK + TICK, "work/2-open/tasks-3.md": TICK,
    "work/3-open/item.md": "# Three\n\n**Superseded by**: Four\n\n**Successor**: Two\n", "work/4-open/item.md": "# Four\n\n**Successor**: Nobody\n\n**Replaced by**: Two\n",
    "src/a.php": "a\n",
}  # fmt: skip
STATES = {
    "status-contradicts-truth-edges": State(("LG404",), POLICY, FILES),
    "status-lags-edges": State(("LG407",), POLICY, FILES),
}
