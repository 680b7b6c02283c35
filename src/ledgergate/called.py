"""What people call the folders, files, columns and headings of their plans: data for what proposes a policy.

Nothing is decided by such a name alone: it tells where to look first, and what to pass over.
"""

from __future__ import annotations

from ledgergate import lexicon


def _words(text: str) -> tuple[str, ...]:
    return tuple(" ".join(one.split()) for one in text.split(","))


_SUREST = _words("status, state, stage, bucket, decision status, lifecycle, zustand, stand, estado, statut, stato")
_RANKED = _words("priority, prio")
# What a column or a label is called that says a state, and one that sorts items by something: the surest first.
STATUS = (*_SUREST, *sorted(lexicon.STATUS.difference(_SUREST)))
MEASURES = frozenset(_words("score, phase, milestone, category, type"))  # they sort items and say no state of theirs
CLASSES = (
    *STATUS, "priority", "score", "prio", "phase", "milestone", "category", "lane", "type", "disposition",
    *sorted(lexicon.PRIORITY.difference(_RANKED)),
)  # fmt: skip
# One word in several languages: some of a log may say it in one, and some in another.
STATUS_ABROAD = frozenset(
    _words("""
    status, state, estado, statut, stato, zustand, stand, situação, situación, stan, stav, tila, toestand, état, etat,
    статус, состояние, 状态, 狀態, 状態, ステータス, 상태
""")
)
# What a label under a heading is called, where it makes the heading an item outside of a plan, too.
STATES = frozenset((*STATUS, *_RANKED, "disposition"))
# What is worth holding beside the first of an item's classes.
BESIDE = frozenset((*STATUS, *_RANKED, "lane", "boundary", "category"))
# What a table calls its column of keys: what its items are, and after those what is as often something else.
ITEMS = _words("""
    candidate, proposal, proposals, feature, item, issue, task, story, epic, initiative, requirement, risk, decision,
    theme, area, id, key
""")
KEYS = (*ITEMS, *_words("#, no, nr, gap, kandidat, vorhaben, aufgabe, thema, name, title, titel"))
# Folders for one kind of item.
PLACES = frozenset(
    _words("""
    specs, spec, adr, adrs, decisions, rfc, rfcs, proposals, kep, keps, changes, backlog, tasks, stories, epics,
    features, requirements, cips, eips, fips, enhancements
""")
)
# The file that speaks for the folder that it lies in, the surest first.
INSIDE = _words("spec.md, proposal.md, requirements.md, kep.yaml, readme.md, design.md, index.md, plan.md")
# What a list of others is called.
LISTS = frozenset(
    _words(
        "readme, index, status, toc, summary, tracker, list, overview, progress, backlog, catalog, catalogue, catalogo"
    )
)
# How the name of a file ends that is about a folder's items, and none of them.
NO_ITEMS = frozenset(
    _words("""
    readme, index, status, changelog, contributing, license, glossary, roadmap, summary, backlog, overview
""")
)
# Folders of tools and of others, and hidden ones that hold plans all the same: what else is hidden belongs to tools.
FOREIGN = frozenset(
    _words("""
    node_modules, vendor, third_party, third-party, .venv, venv, site-packages, dist, build, target, out, coverage,
    fixture, fixtures, generated, testdata, __snapshots__, .git, .github, .gitlab, .vscode, .idea, templates, template,
    _bmad, bmad, bmad-core, bmad-method, .specify/extensions
""")
)
# What a tool leaves in a document until somebody writes it: OpenSpec, when it archives a change.
UNFILLED = ("Update Purpose after archive",)
HIDDEN_PLANS = frozenset(_words(".planning, .kiro, .specify, .specs, .backlog, .tasks, .plans, .project, .docs"))
# Parts of the names of plans.
PLANS = _words("""
    candidate, backlog, roadmap, todo, plan, status, progress, proposal, feature, tracker, issue, risk, requirement,
    decision, milestone, epic, stories, ledger, gap, audit, triage, kandidat, aufgaben, pendencia, pendência, tarefas,
    tareas
""")
# What documents are called whose records are what is planned, not how it goes.
LISTED = (*(one for one in PLANS if one not in {"plan", "status", "progress", "audit", "triage"}), "register", "task")
# Before a hyphen and a number such words begin the names of standards, and no keys.
STANDARDS = frozenset(_words("UTF, ISO, SHA, RFC, CVE, IEEE, AES, HTTP, GPT, PEP, CC, ECMA"))
