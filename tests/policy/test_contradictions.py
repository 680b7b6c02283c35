# ruff: noqa: E501  # a table of additions is read by its rows
"""What else a policy can contradict in itself, and the honest lines beside it: additions to one that says a lot."""

from __future__ import annotations

import pytest

from ledgergate import policy
from ledgergate.errors import Misused

RICH = r"""
[vocabulary]
state.values = { open = "Still open", done = "All done" }
state.aliases = { zu = "done" }
size.values = ["s", "m"]
lane.values = ["fast", "slow"]
[ledger.items]
sources = [
  { path = "items/*.md", items = "files", fields.lane = { label = "Lane", values = "lane" } },
  { path = "more.md", items = "table", fields.state = { label = "S", values = "size" } },
]
key = '^(?P<key>C-\d+)'
fields.state = { label = "State", values = "state", map = { Fertig = "All done" } }
fields.box = { from = "checkbox" }
fields.folder = { from = "folder" }
fields.free = "Free"
fields.up = { kind = "refers", ledger = "parts" }
[ledger.parts]
items = ["p"]
fields.state = { label = "State", values = "size" }
fields.weight = { label = "Weight" }
[[report]]
path = "docs/r.md"
ledger = "items"
rows = { items = "table", key = "ID", columns = { State = "state", Lane = "lane" }, fields.own = { label = "Own", values = "size" } }
[[package]]
path = "specs/*"
questions = { ready = "Is it ready?", sold = "Is it sold?" }
"""
# What is added, and what is told of it, by its own lines.
# fmt: off
ADDED: list[tuple[str, tuple[str, ...]]] = [
    ('[[invariant]]\nwhen = { state = "done" }\nthen = { lane = "fast" }\nreason = "r"\n', ()),
    ('[[invariant]]\nwhen = { state = "All done" }\nthen = { lane = "fast" }\nreason = "r"\n', ()),
    ('[[invariant]]\nwhen = { state = "zu" }\nthen = { lane = "*" }\nreason = "r"\n', ()),
    ('[[invariant]]\nwhen = { state = "*" }\nthen = { lane = "fast" }\nreason = "r"\n', ("2: invariant[0].when.state: unknown value of vocabulary 'state or size': '*'; expected 'done', 'm', 'open' or 's'",)),
    ('[[invariant]]\nwhen = { state = "" }\nthen = { lane = "fast" }\nreason = "r"\n', ('2: invariant[0].when.state: expected a text, found an empty one',)),
    ('[[invariant]]\nwhen = { state = "s" }\nthen = { lane = "fast" }\nreason = "r"\n', ()),
    ('[[invariant]]\nwhen = { ledger = "items", state = "s" }\nthen = { lane = "fast" }\nreason = "r"\n', ()),
    ('[[invariant]]\nwhen = { ledger = "items", state = "m" }\nthen = { state = "done" }\nreason = "r"\n', ()),
    ('[[invariant]]\nwhen = { ledger = "parts", state = "open" }\nthen = { state = "s" }\nreason = "r"\n', ("2: invariant[0].when.state: unknown value of vocabulary 'size': 'open'; expected 'm' or 's'",)),
    ('[[invariant]]\nwhen = { ledger = "parts", state = "s" }\nthen = { state = "open" }\nreason = "r"\n', ("3: invariant[0].then.state: unknown value of vocabulary 'size': 'open'; expected 'm' or 's'",)),
    ('[[invariant]]\nwhen = { ledger = ["items", "parts"], state = "open" }\nthen = { state = "s" }\nreason = "r"\n', ()),
    ('[[invariant]]\nwhen = { ledger = "items", state = "open" }\nthen = { ledger = "parts", state = "open" }\nreason = "r"\n', ("3: invariant[0].then.state: unknown value of vocabulary 'size': 'open'; expected 'm' or 's'",)),
    ('[[invariant]]\nwhen = { state = "zz" }\nthen = { lane = "fast" }\nreason = "r"\n', ("2: invariant[0].when.state: unknown value of vocabulary 'state or size': 'zz'; expected 'done', 'm', 'open' or 's'",)),
    ('[[invariant]]\nwhen = { lane = "s" }\nthen = { state = "done" }\nreason = "r"\n', ("2: invariant[0].when.lane: unknown value of vocabulary 'lane': 's'; expected 'fast' or 'slow'",)),
    ('[[invariant]]\nwhen = { state = ["*", "done"] }\nthen = { lane = "fast" }\nreason = "r"\n', ("2: invariant[0].when.state: unknown value of vocabulary 'state or size': '*'; expected 'done', 'm', 'open' or 's'",)),
    ('[[invariant]]\nwhen = { lane = "fast" }\nthen = { state = ["*", "done"] }\nreason = "r"\n', ("3: invariant[0].then.state: unknown value of vocabulary 'state or size': '*'; expected 'done', 'm', 'open' or 's'",)),
    ('[[invariant]]\nwhen = { lane = "fast" }\nnone = { state = "*" }\nreason = "r"\n', ("3: invariant[0].none.state: unknown value of vocabulary 'state or size': '*'; expected 'done', 'm', 'open' or 's'",)),
    ('[[invariant]]\nwhen = { state = "done" }\nthen = { names = "parts" }\nreason = "r"\n', ()),
    ('[[invariant]]\nwhen = { state = "done" }\nthen = { names = "evidence" }\nreason = "r"\n', ()),
    ('[[invariant]]\nwhen = { state = "done" }\nthen = { names = ["evidence", "party"] }\nreason = "r"\n', ("3: invariant[0].then.names: unknown ledger 'party'; did you mean 'parts'?",)),
    ('[[invariant]]\nwhen = { state = "done" }\nthen = { ledger = "item" }\nreason = "r"\n', ("3: invariant[0].then.ledger: unknown ledger 'item'; did you mean 'items'?",)),
    ('[[invariant]]\nwhen = { question = "ready" }\nnone = { ledger = "items", state = "open" }\nreason = "r"\n', ()),
    ('[[invariant]]\nwhen = { question = "redy" }\nnone = { ledger = "items", state = "open" }\nreason = "r"\n', ("2: invariant[0].when.question: unknown question 'redy'; did you mean 'ready'?",)),
    ('[[invariant]]\nwhen = { question = "ready", answer = "x" }\nevery = { ledger = "items", state = "open" }\nreason = "r"\n', ()),
    ('[[invariant]]\nwhen = { question = "ready" }\nnever = { state = "open" }\nreason = "r"\n', ('3: invariant[0].never: names no ledger',)),
    ('[[invariant]]\nwhen = { state = "open" }\nevery = { ledger = "items" }\nnever = { ledger = "items" }\nreason = "r"\n', ("3: invariant[0].every: speaks of answers; name a question in 'when'", "4: invariant[0].never: speaks of answers; name a question in 'when'")),
    ('[[invariant]]\nwhen = { question = "sold" }\nnever = { ledger = "items", state = "nope" }\nreason = "r"\n', ("3: invariant[0].never.state: unknown value of vocabulary 'state or size': 'nope'; did you mean 'open'?",)),
    ('[[invariant]]\nwhen = { report = "r.md" }\nthen = { own = "s" }\nreason = "r"\n', ()),
    ('[[invariant]]\nwhen = { report = "docs/*.md" }\nthen = { own = "x" }\nreason = "r"\n', ("3: invariant[0].then.own: unknown value of vocabulary 'size': 'x'; expected 'm' or 's'",)),
    ('[[invariant]]\nwhen = { report = "docs/r.md", own = "s", state = "open" }\nthen = { lane = "fast" }\nreason = "r"\n', ()),
    ('[[invariant]]\nwhen = { report = "q.md" }\nthen = { own = "s" }\nreason = "r"\n', ("2: invariant[0].when.report: unknown report 'q.md'; did you mean 'r.md'?", "2: invariant[0].when: never holds: no report has 'own'")),
    ('[[invariant]]\nwhen = { report = "other/r.md" }\nthen = { own = "s" }\nreason = "r"\n', ()),
    ('[[invariant]]\nwhen = { report = "r.md" }\nthen = { weight = "1" }\nreason = "r"\n', ("2: invariant[0].when: never holds: no report has 'weight'",)),
    ('[[invariant]]\nwhen = { report = "r.md", weight = "1" }\nthen = { own = "s" }\nreason = "r"\n', ("2: invariant[0].when: never holds: no report has 'own' and 'weight' together",)),
    ('[[invariant]]\nwhen = { box = "checked" }\nthen = { state = "done" }\nreason = "r"\n', ()),
    ('[[invariant]]\nwhen = { box = "Open" }\nthen = { state = "done" }\nreason = "r"\n', ()),
    ('[[invariant]]\nwhen = { box = "ticked" }\nthen = { state = "done" }\nreason = "r"\n', ("2: invariant[0].when.box: 'ticked' never holds: the field is 'checked' or 'open'",)),
    ('[[invariant]]\nwhen = { folder = "items" }\nthen = { state = "done" }\nreason = "r"\n', ()),
    ('[[invariant]]\nwhen = { folder = "items/" }\nthen = { state = "done" }\nreason = "r"\n', ()),
    ('[[invariant]]\nwhen = { folder = "ITEMS" }\nthen = { state = "done" }\nreason = "r"\n', ()),
    ('[[invariant]]\nwhen = { folder = "other" }\nthen = { state = "done" }\nreason = "r"\n', ("2: invariant[0].when.folder: 'other' never holds: the field reads whole paths, such as 'items'",)),
    ('[[invariant]]\nwhen = { folder = ["items", "other"] }\nthen = { box = "checkd" }\nreason = "r"\n', ("2: invariant[0].when.folder: 'other' never holds: the field reads whole paths, such as 'items'", "3: invariant[0].then.box: 'checkd' never holds: the field is 'checked' or 'open'")),
    ('[[invariant]]\nwhen = { folder = "" }\nthen = { state = "done" }\nreason = "r"\n', ('2: invariant[0].when.folder: expected a text, found an empty one',)),
    ('[[invariant]]\nwhen = { folder = "*" }\nthen = { state = "done" }\nreason = "r"\n', ()),
    ('[[invariant]]\nwhen = { ledger = "parts", folder = "x" }\nthen = { state = "s" }\nreason = "r"\n', ("2: invariant[0].when: never holds: no ledger has 'folder' and 'state' together",)),
    ('[[invariant]]\nwhen = { free = "anything" }\nthen = { state = "done" }\nreason = "r"\n', ()),
    ('[[invariant]]\nwhen = { weight = "1", lane = "fast" }\nthen = { state = "s" }\nreason = "r"\n', ("2: invariant[0].when: never holds: no ledger has 'lane' and 'state' and 'weight' together",)),
    ('[[invariant]]\nwhen = { weight = "1" }\nthen = { lane = "fast" }\nreason = "r"\n', ("2: invariant[0].when: never holds: no ledger has 'lane' and 'weight' together",)),
    ('[[invariant]]\nwhen = { weight = "1", key = "k", title = "t" }\nthen = { state = "s" }\nreason = "r"\n', ()),
    ('[[invariant]]\nwhen = { state = "done" }\nnone = { weight = "1", box = "open" }\nreason = "r"\n', ("2: invariant[0].when: never holds: no ledger has 'box' and 'weight' together",)),
    ('[[invariant]]\nwhen = { ledger = "items", weight = "1" }\nthen = { state = "done" }\nreason = "r"\n', ("2: invariant[0].when: never holds: no ledger has 'state' and 'weight' together",)),
    ('[[invariant]]\nwhen = { own = "s", free = "x" }\nthen = { state = "done" }\nreason = "r"\n', ("2: invariant[0].when: never holds: no ledger has 'free' and 'own' and 'state' together",)),
    ('[[invariant]]\nwhen = { question = "ready", weight = "1", lane = "fast" }\nnone = { ledger = "items" }\nreason = "r"\n', ()),
    ('[[invariant]]\nwhen = { lane = "fast" }\nnone = { ledger = "parts", weight = "1" }\nreason = "r"\n', ()),
    ('[[invariant]]\nwhen = { lane = "fast" }\nnone = { ledger = "parts", box = "open" }\nreason = "r"\n', ("2: invariant[0].when: never holds: no ledger has 'box'",)),
    ('[[invariant]]\nwhen = { nothing = "x" }\nthen = { lane = "fast" }\nreason = "r"\n', ('2: invariant[0].when.nothing: unknown field',)),
    ('[[evidence]]\nledger = "items"\nfield = "free"\n', ()),
    ('[[evidence]]\nledger = "items"\nfield = "fre"\n', ("3: evidence[0].field: unknown field 'fre'; did you mean 'free'?",)),
    ('[[evidence]]\nledger = "items"\nfield = "own"\n', ()),
    ('[[evidence]]\nledger = "items"\nfield = "free"\nwhen = { state = "nope" }\n', ("4: evidence[0].when.state: unknown value of vocabulary 'state or size': 'nope'; did you mean 'open'?",)),
    ('[[evidence]]\nledger = "items"\nfield = "free"\nwhen = { box = "nope" }\n', ("4: evidence[0].when.box: 'nope' never holds: the field is 'checked' or 'open'",)),
    ('[[evidence]]\nledger = "items"\nfield = "free"\nwhen = { lane = "fast" }\n', ()),
    ('[[evidence]]\nreport = "r.md"\nfield = "own"\n', ()),
    ('[[evidence]]\nreport = "x.md"\nfield = "own"\n', ("2: evidence[0].report: unknown report 'x.md'; did you mean 'r.md'?",)),
    ('[[evidence]]\nreport = "docs/r.md"\nfield = "weight"\n', ("3: evidence[0].field: unknown field 'weight'; expected 'box', 'folder', 'free', 'lane', 'own', 'state' or 'up'",)),
    ('[[evidence]]\nledger = "item"\nfield = "free"\n', ("2: evidence[0].ledger: unknown ledger 'item'; did you mean 'items'?",)),
    ('[[evidence]]\nfield = "free"\n', ("1: evidence[0]: speaks of nothing; give 'ledger' or 'report'",)),
    ('[[evidence]]\nledger = "parts"\nfield = "own"\n', ("3: evidence[0].field: unknown field 'own'; expected 'state' or 'weight'",)),
    ('[[truth]]\nledger = "items"\nfield = "state"\ndone = "zu"\n', ()),
    ('[[truth]]\nledger = "items"\nfield = "state"\ndone = ["done", "nope"]\n', ("4: truth[0].done: unknown value 'nope'; did you mean 'open'?",)),
    ('[[truth]]\nledger = "items"\nfield = "free"\ndone = "anything"\n', ()),
    ('[[truth]]\nledger = "items"\nfield = "state"\ndone = "s"\n', ("4: truth[0].done: unknown value 's'; expected 'done' or 'open'",)),
    ('[[truth]]\nledger = "items"\nfield = "state"\ndone = ["done", "s"]\nchildren = "parts"\nchild_field = "state"\nchild_parent = "weight"\n', ()),
    ('[[truth]]\nledger = "items"\nfield = "state"\ndone = ["done", "x"]\nchildren = "parts"\nchild_field = "state"\nchild_parent = "weight"\n', ("4: truth[0].done: unknown value 'x'; expected 'done', 'm', 'open' or 's'",)),
    ('[[truth]]\nledger = "items"\nfield = "state"\ndone = ["done", "x"]\nchildren = "parts"\nchild_field = "weight"\nchild_parent = "weight"\n', ()),
    ('[[truth]]\nledger = "items"\nfield = "lane"\ndone = "fast"\n', ()),
    ('[[truth]]\nledger = "items"\nfield = "own"\ndone = "fast"\n', ("3: truth[0].field: unknown field 'own'; expected 'box', 'folder', 'free', 'lane', 'state' or 'up'",)),
    ('[[truth]]\nledger = "items"\nfield = "box"\ndone = "ticked"\n', ("4: truth[0].done.box: 'ticked' never holds: the field is 'checked' or 'open'",)),
    ('[[truth]]\nledger = "items"\nfield = "box"\ndone = "checked"\n', ()),
    ('[[truth]]\nledger = "items"\nfield = "state"\ndone = "done"\nchildren = "parts"\nchild_field = "weigt"\nchild_parent = "wight"\n', ("6: truth[0].child_field: unknown field 'weigt'; did you mean 'weight'?", "7: truth[0].child_parent: unknown field 'wight'; did you mean 'weight'?")),
    ('[[truth]]\nledger = "item"\nfield = "state"\ndone = "x"\n', ("2: truth[0].ledger: unknown ledger 'item'; did you mean 'items'?",)),
    ('[[truth]]\nledger = "items"\nfield = "state"\ndone = "done"\nchildren = "part"\n', ("5: truth[0].children: unknown ledger 'part'; did you mean 'parts'?",)),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { by = "state" }\n', ()),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { by = "weight" }\n', ("4: report[1].totals.by: unknown field 'weight'; expected 'box', 'folder', 'free', 'lane', 'state' or 'up'",)),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { by = "lane", ledger = "parts" }\n', ("4: report[1].totals.by: unknown field 'lane'; expected 'state' or 'weight'",)),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { by = "own" }\n', ("4: report[1].totals.by: unknown field 'own'; expected 'box', 'folder', 'free', 'lane', 'state' or 'up'",)),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { by = "free" }\n', ()),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { by = "nothing" }\n', ("4: report[1].totals.by: unknown field 'nothing'; expected 'box', 'folder', 'free', 'lane', 'own', 'state', 'up' or 'weight'", "4: report[1].totals.by: unknown field 'nothing'; expected 'box', 'folder', 'free', 'lane', 'state' or 'up'")),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = [{ by = "state" }, { by = "sate" }]\n', ("4: report[1].totals.by: unknown field 'sate'; did you mean 'state'?",)),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { pattern = \'(?P<count>1)\', where = { state = \'s\' } }\n', ()),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { pattern = \'(?P<count>1)\', ledger = \'parts\', where = { state = \'s\' } }\n', ()),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { pattern = \'(?P<count>1)\', ledger = \'parts\', where = { state = \'open\' }, of = { state = \'x\' } }\n', ("4: report[1].totals.of.state: unknown value of vocabulary 'size': 'x'; expected 'm' or 's'", "4: report[1].totals.where.state: unknown value of vocabulary 'size': 'open'; expected 'm' or 's'")),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { pattern = \'(?P<count>1) (?P<lane>x)\' }\n', ()),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { pattern = \'(?P<count>1) (?P<weight>x)\' }\n', ("4: report[1].totals[0].pattern: unknown group 'weight'; expected 'box', 'count', 'folder', 'free', 'lane', 'of', 'percent', 'state' or 'up'",)),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { pattern = \'(?P<count>1) (?P<weight>x)\', counts = \'rows\' }\n', ()),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { pattern = \'(?P<count>1) (?P<weight>x)\', ledger = \'parts\' }\n', ()),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { pattern = \'(?P<first>1)-(?P<last>2) (?P<terms>x)\' }\n', ()),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { pattern = \'(?P<last>1)\' }\n', ('4: report[1].totals.pattern: expected a named group (?P<count>...), (?P<of>...) or (?P<percent>...)',)),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { pattern = \'(?P<first>1) (?P<count>2)\' }\n', ()),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { pattern = \'(?P<percent>1)\' }\n', ()),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { pattern = \'(?P<of>1)\' }\n', ()),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { pattern = \'(?P<x>1)\' }\n', ('4: report[1].totals.pattern: expected a named group (?P<count>...), (?P<of>...) or (?P<percent>...)',)),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { by = \'state\', pattern = \'(?P<count>1)\' }\n', ("4: report[1].totals.pattern: has no effect beside 'by'",)),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { by = \'state\', at = \'x\' }\n', ("4: report[1].totals.at: has no effect beside 'by'",)),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { by = \'state\', of = { state = \'open\' } }\n', ("4: report[1].totals.of: has no effect beside 'by'",)),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { by = \'state\', under = \'U\' }\n', ("4: report[1].totals.under: has no effect beside 'by'",)),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { by = \'state\', keys = \'K\' }\n', ("4: report[1].totals.keys: has no effect beside 'by'",)),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { by = \'state\', file = \'f.md\' }\n', ("4: report[1].totals.file: has no effect beside 'by'",)),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { by = \'state\', where = { state = \'open\' } }\n', ()),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { by = \'state\', ledger = \'items\' }\n', ()),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { by = \'state\', optional = true }\n', ()),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { by = \'state\', every = true }\n', ()),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { by = \'state\', counts = \'items\' }\n', ("4: report[1].totals.counts: has no effect beside 'by'",)),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { at = \'n\', pattern = \'(?P<count>1)\' }\n', ("4: report[1].totals.pattern: has no effect beside 'at'",)),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { at = \'n\', file = \'f.md\' }\n', ("4: report[1].totals.file: has no effect beside 'at'",)),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { at = \'n\', keys = \'K\' }\n', ("4: report[1].totals.keys: has no effect beside 'at'",)),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { at = \'n\', counts = \'rows\' }\n', ('4: report[1].totals.counts: a number of the front matter counts items',)),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { at = \'n\', counts = \'items\' }\n', ()),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { at = \'n\', of = { state = \'open\' } }\n', ()),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { at = \'n\', every = true }\n', ("4: report[1].totals.every: has no effect without 'by'",)),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { at = \'n\', where = { state = \'open\' } }\n', ()),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { column = \'N\', pattern = \'(?P<count>1)\' }\n', ()),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { column = \'N\', file = \'f.md\' }\n', ('4: report[1].totals.file: has no effect where items are counted',)),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { column = \'N\', keys = \'K\' }\n', ('4: report[1].totals.keys: has no effect where items are counted',)),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { column = \'N\', counts = \'rows\' }\n', ()),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { column = \'N\', counts = \'rows\', where = { state = \'open\' } }\n', ()),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { column = \'N\', counts = \'boxes\', where = { state = \'open\' } }\n', ('4: report[1].totals.where: has no effect where boxes are counted',)),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { column = \'N\', counts = \'boxes\', ledger = \'items\' }\n', ('4: report[1].totals.ledger: has no effect where boxes are counted',)),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { column = \'N\', counts = \'rows\', ledger = \'items\' }\n', ('4: report[1].totals.ledger: has no effect where rows are counted',)),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { column = \'N\', counts = \'boxes\', file = \'f.md\' }\n', ()),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { column = \'N\', counts = \'boxes\', keys = \'K\' }\n', ('4: report[1].totals.keys: has no effect where boxes are counted',)),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { column = \'N\', counts = \'keys\', keys = \'K\' }\n', ()),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { column = \'N\', counts = \'keys\', keys = \'K\', of = { state = \'open\' } }\n', ('4: report[1].totals.of: has no effect where keys are counted',)),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { column = \'N\', under = \'U\' }\n', ("4: report[1].totals.under: has no effect beside 'column'",)),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { pattern = \'(?P<count>1)\', file = \'f.md\' }\n', ('4: report[1].totals.file: has no effect where items are counted',)),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { pattern = \'(?P<count>1)\', every = true }\n', ("4: report[1].totals.every: has no effect without 'by'",)),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { counts = \'keys\' }\n', ("4: report[1].totals: binds no number; give 'by', 'pattern', 'at' or 'column'",)),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\ntotals = { pattern = \'(?P<count>1)\', counts = \'keys\' }\n', ("4: report[1].totals: counts keys, but 'keys' does not say what a key looks like",)),
    ('[[report]]\npath = "docs/s.md"\ntotals = { pattern = "(?P<count>1)", counts = "sum" }\n', ()),
    ('[[report]]\npath = "docs/s.md"\ntotals = [{ pattern = "(?P<count>1)", counts = "sum" }, { pattern = "(?P<count>1)" }]\n', ("1: report[1]: needs 'ledger': the name of the ledger that it restates",)),
    ('[[report]]\npath = "docs/s.md"\ntotals = { pattern = "(?P<count>1)", ledger = "items" }\n', ()),
    ('[[report]]\npath = "docs/s.md"\nclaims = false\n', ()),
    ('[[report]]\npath = "docs/s.md"\noptional = true\n', ("1: report[1]: binds nothing; give 'rows' or 'totals'",)),
    ('[[report]]\npath = "docs/s.md"\nrows = { items = "table" }\n', ("1: report[1]: needs 'ledger': the name of the ledger that it restates",)),
    ('[[report]]\npath = "{package}/s.md"\nclaims = true\n', ()),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\nclaims = true\ncovers = { state = "s" }\n', ()),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\nclaims = true\ncovers = { state = "open", key = ">=100", title = "x", section = "y" }\n', ()),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\nclaims = true\ncovers = { report = "x", answer = "y", names = "evidence", ledger = "items", package = "p" }\n', ("5: report[1].covers.answer: is no part of an item; name a field, 'key', 'title' or 'section'", "5: report[1].covers.ledger: is no part of an item; name a field, 'key', 'title' or 'section'", "5: report[1].covers.names: is no part of an item; name a field, 'key', 'title' or 'section'", "5: report[1].covers.package: is no part of an item; name a field, 'key', 'title' or 'section'", "5: report[1].covers.report: is no part of an item; name a field, 'key', 'title' or 'section'", "5: report[1].covers.report: unknown report 'x'; expected 'r.md' or 's.md'")),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\nclaims = true\ncovers = { box = "x" }\n', ("5: report[1].covers.box: 'x' never holds: the field is 'checked' or 'open'",)),
    ('[[report]]\npath = "docs/s.md"\nledger = "parts"\nclaims = true\ncovers = { state = "open" }\n', ("5: report[1].covers.state: unknown value of vocabulary 'size': 'open'; expected 'm' or 's'",)),
    ('[[report]]\npath = "docs/s.md"\nledger = "parts"\nclaims = true\ncovers = { folder = "x" }\n', ()),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\nclaims = true\nstates = { "state=open" = "A", "state=s" = "B", "lane" = "C", "=x" = "D" }\n', ("5: report[1].states.'=x'.'': unknown field",)),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\nclaims = true\ncount = { "state=s" = 1 }\n', ()),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\nclaims = true\ncount = { rows = 1, "weight=1" = 1, "own=s" = 1, "free=x" = 2 }\n', ("5: report[1].count.'own=s': unknown field 'own'; expected 'box', 'folder', 'free', 'lane', 'state' or 'up'", "5: report[1].count.'weight=1': unknown field 'weight'; expected 'box', 'folder', 'free', 'lane', 'state' or 'up'")),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\nrows = { items = "table", columns = { A = "weight", B = "own2" } }\ncount = { "weight=1" = 1 }\n', ("4: report[1].rows.columns.B: unknown field 'own2'; expected 'box', 'folder', 'free', 'lane', 'size', 'state' or 'up'",)),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\nrows = { items = "table", columns = { A = "size" }, fields.new = { label = "N", values = "size", default = "x" } }\ncount = { "new=s" = 1, "new=x" = 1 }\n', ("4: report[1].rows.fields.new.default: unknown value of vocabulary 'size': 'x'; expected 'm' or 's'", "5: report[1].count.'new=x'.new: unknown value of vocabulary 'size': 'x'; expected 'm' or 's'")),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\nrows = { items = "table", columns = { A = "state" }, map = { state = { x = "open", y = "s" }, own = { z = "s" } } }\n', ("4: report[1].rows.map.own: unknown field; expected 'state'", "4: report[1].rows.map.state.y: unknown value of vocabulary 'state': 's'; expected 'done' or 'open'")),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\nrows = { items = "table", columns = { A = "size" }, map = { size = { x = "s", y = "z" } } }\n', ("4: report[1].rows.map.size.y: unknown value of vocabulary 'size': 'z'; expected 'm' or 's'",)),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\nrows = { items = "table", fields.f = "F", map = { f = { x = "anything" } } }\n', ()),
    ('[[report]]\npath = "docs/s.md"\nledger = "parts"\nrows = { items = "table", columns = { A = "state" }, map = { state = { x = "open", y = "s" } } }\n', ("4: report[1].rows.map.state.x: unknown value of vocabulary 'size': 'open'; expected 'm' or 's'",)),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\nrows = { items = "table", columns = { A = "state" }, map = { nope = { z = "s" }, state = { x = "nope" } } }\n', ("4: report[1].rows.map.nope: unknown field; expected 'state'", "4: report[1].rows.map.state.x: unknown value of vocabulary 'state': 'nope'; did you mean 'open'?")),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\nrows = { items = "table", columns = { A = "nope", B = "nowhere", C = "state" } }\n', ("4: report[1].rows.columns.A: unknown field 'nope'; expected 'box', 'folder', 'free', 'lane', 'size', 'state' or 'up'", "4: report[1].rows.columns.B: unknown field 'nowhere'; expected 'box', 'folder', 'free', 'lane', 'size', 'state' or 'up'")),
    ('[[invariant]]\nwhen = { report = "docs/s.md" }\nthen = { why = "*" }\nreason = "r"\n[[report]]\npath = "docs/s.md"\nledger = "items"\nrows = { items = "table", columns = { A = "why" } }\n', ()),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\nrows = { items = "table", columns = { A = "why" } }\n', ("4: report[1].rows.columns.A: unknown field 'why'; expected 'box', 'folder', 'free', 'lane', 'size', 'state' or 'up'",)),
    ('[[invariant]]\nwhen = { report = "docs/s.md", why = "x" }\nnone = { ledger = "items" }\nreason = "r"\n[[report]]\npath = "docs/s.md"\nledger = "items"\nrows = { items = "table", columns = { A = "why" } }\n', ()),
    ('[[invariant]]\nwhen = { report = "docs/s.md" }\nnone = { why = "x" }\nreason = "r"\n[[report]]\npath = "docs/s.md"\nledger = "items"\nrows = { items = "table", columns = { A = "why" } }\n', ("2: invariant[0].when: never holds: no ledger has 'why'",)),
    ('[ledger.n]\nsources = [{ path = "a.md", items = "tasks", key = { pattern = "(?P<c>x)", format = "{b}-{a}-{c}" } }]\n', ('2: ledger.n.sources[0].key: format needs named groups of the pattern: a, b',)),
    ('[ledger.n]\nsources = [{ path = "a.md", items = "tasks", key = { pattern = "(?P<c>x)", format = "c" } }]\n', ('2: ledger.n.sources[0].key: format needs named groups of the pattern: it names none',)),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\nclaims = true\nclassifies = true\n', ()),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\nrows = { items = "table", columns = { A = "state" }, fields.f = "F" }\nclassifies = ["state", "f", "lane"]\n', ("5: report[1].classifies: unknown field 'lane'; expected 'f' or 'state'",)),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\nrows = { items = "table", columns = { A = "state" } }\nclassifies = true\n[[report]]\npath = "docs/t.md"\nledger = "items"\nrows = { items = "table", columns = { A = "state" } }\nclassifies = ["state"]\n', ("10: report[2].classifies: a second report that classifies 'items' by state; one may",)),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\nrows = { items = "table", columns = { A = "state" } }\nclassifies = ["state"]\n[[report]]\npath = "docs/t.md"\nledger = "items"\nrows = { items = "table", columns = { A = "lane" } }\nclassifies = ["lane"]\n', ()),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\nrows = { items = "table", columns = { A = "state", B = "lane" } }\nclassifies = ["lane", "state"]\n[[report]]\npath = "docs/t.md"\nledger = "items"\nrows = { items = "table", columns = { A = "state", B = "lane" } }\nclassifies = ["state", "lane"]\n', ("10: report[2].classifies: a second report that classifies 'items' by lane, state; one may",)),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\nrows = { items = "table", columns = { A = "state" } }\nclassifies = true\n[[report]]\npath = "docs/t.md"\nledger = "parts"\nrows = { items = "table", columns = { A = "state" } }\nclassifies = true\n', ()),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\nclaims = true\nclassifies = true\n[[report]]\npath = "docs/t.md"\nledger = "items"\nclaims = true\nclassifies = true\n', ("10: report[2].classifies: a second report that classifies 'items'; one may",)),
    ('[[report]]\npath = "docs/s.md"\nledger = "items"\nclaims = true\nclassifies = false\n[[report]]\npath = "docs/t.md"\nledger = "items"\nclaims = true\nclassifies = false\n', ()),
    ('[vocabulary.v]\nvalues = { a = "b", b = "a" }\n', ("2: vocabulary.v.values.a: 'b' means both 'b' and 'a'", "2: vocabulary.v.values.b: 'a' means both 'a' and 'b'")),
    ('[vocabulary.v]\nvalues = { a = "x" }\naliases = { A = "a", X = "a", y = "z" }\n', ("3: vocabulary.v.aliases.y: unknown key 'z'; expected 'a'",)),
    ('[ledger.n]\nitems = ["x"]\nfields.f = { values = "stat", map = { x = "y" }, default = "z" }\n', ("3: ledger.n.fields.f.values: unknown vocabulary 'stat'; did you mean 'state'?",)),
    ('[ledger.n]\nitems = ["x"]\nfields.f = { values = "state", map = { x = "zu", y = "zz" }, default = "zu" }\n', ("3: ledger.n.fields.f.map.y: unknown value of vocabulary 'state': 'zz'; expected 'done' or 'open'",)),
    ('[ledger.n]\nitems = ["x"]\nfields.f = { map = { x = "y" }, default = "z" }\n', ()),
    ('[ledger.n]\nsources = [{ path = "a.md", items = "list", fields.f = { values = "stat" } }]\n', ("2: ledger.n.sources[0].fields.f.values: unknown vocabulary 'stat'; did you mean 'state'?",)),
    ('[ledger.n]\nsources = [{ path = "a.md", items = "list", fields.f = { kind = "refers", ledger = "m" } }]\n', ("2: ledger.n.sources[0].fields.f.ledger: unknown ledger 'm'; expected 'items', 'n' or 'parts'",)),
    ('[vocabulary.wrong]\nvalues = 3\n[ledger.n]\nitems = ["x"]\nfields.f = { values = "wrong" }\n', ('2: vocabulary.wrong.values: expected a table, found a whole number',)),
    ('[documents]\nkeys = "a.md"\n', ()),
    ('[posture]\nread_only = { always = true }\n', ('2: posture.read_only: protects nothing, because posture.runtime names no path',)),
    ('[posture]\nread_only = {}\n', ()),
    ('[posture]\nruntime = "a"\nread_only = { always = true }\n', ()),
    ('[ledger.n]\nsources = [{ path = "a.md", items = "list", key = "(?P<key>x)", title = "(?P<title>x)" }]\n', ()),
    ('[ledger.n]\nsources = [{ path = "a.md", items = "list", key = "x" }]\n', ('2: ledger.n.sources[0].key: expected a named group (?P<key>...) in the regular expression',)),
    ('[ledger.n]\nsources = [{ path = "a.md", items = "list", key = ["(?P<key>a)"], title = "(?P<key>x)" }]\n', ()),
    ('[ledger.n]\nsources = [{ path = "a.md", items = "list", title = "x" }]\n', ('2: ledger.n.sources[0].title: expected a named group (?P<title>...) or (?P<key>...) in the regular expression',)),
    ('[ledger.n]\nsources = [{ path = "a.md", items = "table", key = "A", title = "(?P<title>x)", columns = ["B"] }]\n', ()),
    ('[ledger.n]\nsources = [{ path = "a.md", items = "headings", key = ["A", "B"] }]\n', ('2: ledger.n.sources[0].key: several names are for the key column of a table; give one',)),
    ('[ledger.n]\nsources = [{ path = "a.md", items = "csv", key = ["A", "B"], columns = "C" }]\n', ('2: ledger.n.sources[0].columns: has no effect where items are entries', '2: ledger.n.sources[0].key: several names are for the key column of a table; give one')),
    ('[ledger.n]\nsources = [{ path = "a.md", items = "yaml", key = ["A", "B"] }]\n', ('2: ledger.n.sources[0].key: several names are for the key column of a table; give one',)),
    ('[ledger.n]\nsources = [{ path = "a.md", items = "yaml", at = "x", under = "U", not_under = "V" }]\n', ('2: ledger.n.sources[0].not_under: has no effect where items are entries: there are no headings above them', '2: ledger.n.sources[0].under: has no effect where items are entries: there are no headings above them')),
    ('[ledger.n]\nsources = [{ path = "a.md", items = "toml", level = 1, depth = 2, columns = "C", pattern = "p", file = "f" }]\n', ('2: ledger.n.sources[0].columns: has no effect where items are entries', '2: ledger.n.sources[0].depth: has no effect where items are entries', "2: ledger.n.sources[0].file: has no effect beside a path of files; folders end in a slash: 'a.md/'", '2: ledger.n.sources[0].file: has no effect where items are entries', '2: ledger.n.sources[0].level: has no effect where items are entries')),
    ('[ledger.n]\nsources = [{ path = "a.md", items = "files", file = "x.md" }]\n', ("2: ledger.n.sources[0].file: has no effect beside a path of files; folders end in a slash: 'a.md/'",)),
    ('[ledger.n]\nsources = [{ path = "a.md", items = "tasks", key = { pattern = "(?P<a>x)", format = "{a}-{b}" } }]\n', ('2: ledger.n.sources[0].key: format needs named groups of the pattern: b',)),
    ('[ledger.n]\nsources = [{ path = "a.md", items = "tasks", key = { pattern = "(?P<a>x)(?P<b>y)", format = "{a}-{b}" } }]\n', ()),
    ('[ledger.n]\nsources = [{ path = "a.md", items = "tasks", key = { format = "{a}" } }]\n', ('2: ledger.n.sources[0].key: format needs named groups of the pattern: a',)),
    ('[ledger.n]\nsources = [{ path = "a.md", items = "tasks", key = { pattern = "(?P<a>x)", format = "{a" } }]\n', ("2: ledger.n.sources[0].key: format is not of the form '{epic}-{story}': expected '}' before end of string",)),
    ('[ledger.n]\nsources = [{ path = "a.md", items = "tasks", key = { prefix = "x" } }]\n', ()),
    ('[ledger.n]\nsources = [{ path = "a.md", items = "tasks", key = {} }]\n', ("2: ledger.n.sources[0].key: an empty table finds no key; give 'from' or 'pattern'",)),
    ('[ledger.n]\nsources = [{ path = "a.md", items = "table", key = "(", title = { pattern = "(?P<key>a)" } }]\n', ()),
    ('[ledger.n]\nsources = [{ path = "a.md", items = "table", key = "(?P<key>" }]\n', ('2: ledger.n.sources[0].key: not a regular expression: missing ), unterminated subpattern at position 0',)),
    ('[ledger.n]\nsources = [{ path = "a/b.c/", items = "files", file = "x.md" }, { path = "a.b/c", items = "files", file = "x.md" }]\n', ()),
    ('[ledger.n]\nitems = ["x"]\nkey = "(?P<key>a)"\ntitle = "a"\n', ('4: ledger.n.title: expected a named group (?P<title>...) or (?P<key>...) in the regular expression',)),
    ('[[evidence]]\nledger = "items"\nreport = "r.md"\nfield = "free"\n', ()),
    ('[[invariant]]\nwhen = {}\nreason = "r"\n', ("1: invariant[0]: demands nothing; give 'then' or 'none'",)),
    ('[[workspace]]\npath = "a/**/b"\n', ('2: workspace[0].path: \'**\' has no end: name each depth, as in "services/*"',)),
]
# fmt: on


@pytest.mark.parametrize(("added", "told"), ADDED, ids=range(len(ADDED)))
def test_an_addition_is_taken_or_told_with_its_line(added: str, told: tuple[str, ...]) -> None:
    found: tuple[str, ...] = ()
    try:
        policy.load({"ledgergate.toml": (RICH + added).encode()})
    except Misused as refused:
        found = refused.mistakes
    before = RICH.count("\n")
    assert found == tuple(
        f"ledgergate.toml:{int(line) + before}: {sentence}" for line, sentence in (one.split(": ", 1) for one in told)
    )
