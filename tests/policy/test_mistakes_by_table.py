# ruff: noqa: E501  # a table of mistakes is read by its rows
"""What else a policy can have wrong, by table: a value of another kind, a name of nothing, a key without effect."""

from __future__ import annotations

import pytest

from ledgergate import policy
from ledgergate.errors import Misused

RULES = frozenset({"unclassified", "LG201", "lookalike-items", "LG208", "evidence-missing-path", "LG401"})
SOUND = """\
[posture]
runtime = ["apps/**"]
[vocabulary.bucket]
values = { now = "Do now", later = "Do later" }
[ledger.candidates]
sources = [{ path = "docs/candidates.md", items = "headings", level = 3 }]
fields.bucket = { label = "Bucket", values = "bucket" }
"""
LEDGER = "[ledger.themes]\n"
REPORT = '[[report]]\npath = "docs/r.md"\nledger = "candidates"\nrows = { items = "table", key = "Candidate" }\n'
WAIVER = 'reason = "r"\nowner = "o"\nexpires = 2027-01-31\n'
# (what is added to a sound policy of seven lines, before it where it is no table; what is told, with its line)
# fmt: off
MISTAKES = [
    ("[documents]\nkeys = 'docs/**'\n", "9: documents.keys: reads nothing, because no ledger has a `key` with a pattern"),
    ("[documents]\nkeys = 3\n", "9: documents.keys: expected a path or glob in the repository or a list of them, found a whole number"),
    ("[documents]\nclosed_boxes = ['[x]']\n", "9: documents.closed_boxes[0]: expected one sign, without the brackets"),
    ("[documents]\nclosed_boxes = ['abc']\n", "9: documents.closed_boxes[0]: expected one sign, without the brackets"),
    ("[documents]\nwhitespace = 'yes'\n", "9: documents.whitespace: expected true or false, found a text"),
    ("[documents]\nterms = 3\n", "9: documents.terms: expected a text or a list of them, found a whole number"),
    ("[documents]\nterms = { Export = 1.5 }\n", "9: documents.terms.Export: expected a text or a list of them, found a number with a fraction"),
    ("[documents]\nlinks = ['docs//x']\n", '9: documents.links[0]: a path has no empty and no "." component'),
    ("[documents]\nlinks = ['~/x']\n", "9: documents.links[0]: expected a path relative to the repository's root, found an absolute one"),
    ("[documents]\nlinks = ['']\n", "9: documents.links[0]: expected a path or glob in the repository, found an empty one"),
    ("[documents]\nlinks = 'x'\nlink = 'y'\n", "10: documents.link: unknown key; did you mean 'links'?"),
    (LEDGER + "items = []\n", "8: ledger.themes: needs 'sources' (where its items are read) or 'items' (their names)"),
    (LEDGER + "items = ['x']\nkey = {}\n", "10: ledger.themes.key: an empty table finds no key; give 'from' or 'pattern'"),
    (LEDGER + "items = ['x']\nkey = ['A', 'B']\n", "10: ledger.themes.key: expected a table, found a list"),
    (LEDGER + "sources = [{ path = 'a.md', items = 'headings', key = ['A', 'B'] }]\n", "9: ledger.themes.sources[0].key: several names are for the key column of a table; give one"),
    (LEDGER + "sources = [{ path = 'a.md', items = 'table', title = ['A', 'B'] }]\n", "9: ledger.themes.sources[0].title: expected a table, found a list"),
    (LEDGER + "sources = [{ path = 'a.md', items = 'table', key = ['A', 'B'], columns = 3 }]\n", "9: ledger.themes.sources[0].columns: expected a text or a list of them, found a whole number"),
    (LEDGER + "items = ['x']\ntitle = '\\d+'\n", "10: ledger.themes.title: expected a named group (?P<title>...) or (?P<key>...) in the regular expression"),
    (LEDGER + "items = ['x']\nkey = { pattern = '(?P<a>x)', format = '{' }\n", "10: ledger.themes.key: format is not of the form '{epic}-{story}': Single '{' encountered in format string"),
    (LEDGER + "items = ['x']\nkey = { pattern = '(?P<a>x)', format = 'a' }\n", "10: ledger.themes.key: format needs named groups of the pattern: it names none"),
    (LEDGER + "items = ['x']\nkey = { from = 'folder', pattern = 'x' }\n", "10: ledger.themes.key: expected a named group (?P<key>...) in the regular expression"),
    (LEDGER + "items = ['x']\nkey = { from = 'files' }\n", "10: ledger.themes.key.from: unknown place; did you mean 'file'?"),
    (LEDGER + "items = ['x']\nkey = { from = 'cell:' }\n", "10: ledger.themes.key.from: unknown place; did you mean 'cell:NAME'?"),
    (LEDGER + f"items = ['x']\nkey = '{'x' * 501}'\n", "10: ledger.themes.key: a regular expression longer than 500 characters"),
    (LEDGER + "items = ['x']\nfields.epic = { label = 'Epic', ledger = 'candidates' }\n", '10: ledger.themes.fields.epic.ledger: is read with `kind = "refers"` alone'),
    (LEDGER + "items = ['x']\nfields.epic = { label = 'Epic', kind = 'refers', ledger = 'candidate' }\n", "10: ledger.themes.fields.epic.ledger: unknown ledger 'candidate'; did you mean 'candidates'?"),
    (LEDGER + "items = ['x']\nfields.epic = { label = 'Epic', kind = 'referring' }\n", "10: ledger.themes.fields.epic.kind: unknown word 'referring'; did you mean 'refers'?"),
    (LEDGER + "items = ['x']\nfields.epic = { label = 'Epic', from = 'folders' }\n", "10: ledger.themes.fields.epic.from: unknown word 'folders'; did you mean 'folder'?"),
    (LEDGER + "items = ['x']\nfields.epic = { from = 3 }\n", "10: ledger.themes.fields.epic.from: expected 'label', 'heading', 'folder', 'file', 'text', 'checkbox', 'struck' or 'codes', found a whole number"),
    (LEDGER + "items = ['x']\nfields.epic = 3\n", "10: ledger.themes.fields.epic: expected a table, found a whole number"),
    (LEDGER + "items = ['x']\nfields = 3\n", "10: ledger.themes.fields: expected a table, found a whole number"),
    (LEDGER + "items = ['x']\nfields.epic = { label = 'Epic', values = 'bucket', map = { a = 'nwo' } }\n", "10: ledger.themes.fields.epic.map.a: unknown value of vocabulary 'bucket': 'nwo'; did you mean 'now'?"),
    (LEDGER + "items = ['x']\nconserve = 1\n", "10: ledger.themes.conserve: expected true or false, found a whole number"),
    (LEDGER + "items = ['x']\ndispositions = 'docs/closed.md'\n", "10: ledger.themes.dispositions: expected a table, found a text"),
    (LEDGER + "items = ['x']\ndispositions = { merged = 3 }\n", "10: ledger.themes.dispositions.merged: expected a text or a list of them, found a whole number"),
    (LEDGER + "sources = 3\n", "9: ledger.themes.sources: expected a list of tables, found a whole number"),
    (LEDGER + "sources = [3]\n", "9: ledger.themes.sources[0]: expected a table, found a whole number"),
    (LEDGER + "sources = [{ path = 'a.md', items = 'files', file = 'b.md' }]\n", "9: ledger.themes.sources[0].file: has no effect beside a path of files; folders end in a slash: 'a.md/'"),
    (LEDGER + "sources = [{ path = 'a.md', items = 'list', level = 3 }]\n", "9: ledger.themes.sources[0].level: has no effect where items are list entries"),
    (LEDGER + "sources = [{ path = 'a.md', items = 'headings', depth = 3 }]\n", "9: ledger.themes.sources[0].depth: has no effect where items are headings"),
    (LEDGER + "sources = [{ path = 'a.md', items = 'headings', at = 'x' }]\n", "9: ledger.themes.sources[0].at: has no effect where items are headings"),
    (LEDGER + "sources = [{ path = 'a.md', items = 'headings', level = 7 }]\n", "9: ledger.themes.sources[0].level: expected a whole number from 0 to 6"),
    (LEDGER + "sources = [{ path = 'a.md', items = 'headings', level = true }]\n", "9: ledger.themes.sources[0].level: expected a whole number from 0 to 6, found true or false"),
    (LEDGER + "sources = [{ path = 'a.md', items = 'headings', ignore = '/(/' }]\n", "9: ledger.themes.sources[0].ignore: not a regular expression: missing ), unterminated subpattern at position 0"),
    (LEDGER + "sources = [{ path = 'a.md', items = 'headings', exclude = '../x' }]\n", '9: ledger.themes.sources[0].exclude: a path with ".." leaves the repository'),
    (LEDGER + "sources = [{ path = 'a.md', items = 3 }]\n", "9: ledger.themes.sources[0].items: expected 'headings', 'table', 'list', 'tasks', 'paragraphs', 'files', 'yaml', 'toml' or 'csv', found a whole number"),
    ("[ledger]\n'' = { items = ['x'] }\n", "9: ledger.'': expected a name, found an empty one"),
    ("[vocabulary.state]\nvalues = 3\n", "9: vocabulary.state.values: expected a table, found a whole number"),
    ("[vocabulary.state]\nvalues = { a = 3 }\n", "9: vocabulary.state.values.a: expected a text, found a whole number"),
    ("[vocabulary.state]\nvalues = { a = '' }\nplaceholders = '/(/'\n", "9: vocabulary.state.values.a: expected a text, found an empty one"),
    ("[vocabulary.state]\nvalues = ['a', 'A']\n", "9: vocabulary.state.values.A: 'A' means both 'a' and 'A'"),
    ("[[report]]\nledger = 'candidates'\ntotals = { by = 'bucket' }\n", "8: report[0]: needs 'path': Path or glob; `{package}/` at its beginning binds it to each [[package]]"),
    ("[[report]]\npath = 3\nledger = 'candidates'\ntotals = { by = 'bucket' }\n", "9: report[0].path: expected a path or glob in the repository, found a whole number"),
    ("report = 3\n", "1: report: expected a list of tables, found a whole number"),
    (REPORT + "covers = { question = 'x' }\n", "12: report[0].covers.question: is no part of an item; name a field, 'key', 'title' or 'section'", "12: report[0].covers.question: unknown question 'x'; there is none"),
    (REPORT + "covers = 3\n", "12: report[0].covers: expected a table, found a whole number"),
    (REPORT + "covers = { buckt = 'now' }\n", "12: report[0].covers.buckt: unknown field; did you mean 'bucket'?"),
    (REPORT + "count = { 'bukcet=now' = 1 }\n", "12: report[0].count.'bukcet=now'.bukcet: unknown field; did you mean 'bucket'?", "12: report[0].count.'bukcet=now': unknown field 'bukcet'; did you mean 'bucket'?"),
    (REPORT + "count = { 'bucket=nwo' = 1 }\n", "12: report[0].count.'bucket=nwo'.bucket: unknown value of vocabulary 'bucket': 'nwo'; did you mean 'now'?"),
    (REPORT + "count = 3\n", "12: report[0].count: expected a table, found a whole number"),
    (REPORT + "count = { rows = [1, 2, 3] }\n", "12: report[0].count.rows: expected a number of rows, or [least, most]"),
    (REPORT + "count = { rows = -1 }\n", "12: report[0].count.rows: expected a number of rows, or [least, most]"),
    (REPORT + "count = { rows = 1000001 }\n", "12: report[0].count.rows: expected a number of rows, or [least, most]"),
    (REPORT + "count = { rows = '1' }\n", "12: report[0].count.rows: expected a number of rows, or [least, most]"),
    (REPORT + "count = { 'bucket=' = 1 }\n", "12: report[0].count.'bucket=': expected 'rows' or 'field=value'"),
    (REPORT + "classifies = ['bucket']\n", "12: report[0].classifies: unknown field 'bucket'; there is none"),
    (REPORT + "classifies = 3\n", "12: report[0].classifies: expected a text or a list of them, found a whole number"),
    (REPORT + "states = { 'bucket=nwo' = 'Primary' }\n", "12: report[0].states.'bucket=nwo'.bucket: unknown value of vocabulary 'bucket': 'nwo'; did you mean 'now'?"),
    (REPORT + "states = { buckt = 'Primary' }\n", "12: report[0].states.buckt.buckt: unknown field; did you mean 'bucket'?"),
    (REPORT + "totals = { by = 'bucket', column = 'N' }\n", "12: report[0].totals.column: has no effect beside 'by'"),
    (REPORT + "totals = { by = 'bucket', counts = 'rows' }\n", "12: report[0].totals.counts: has no effect beside 'by'"),
    (REPORT + "totals = { pattern = '(?P<count>\\d+)', counts = 'keys' }\n", "12: report[0].totals: counts keys, but 'keys' does not say what a key looks like"),
    (REPORT + "totals = { pattern = '(?P<count>\\d+)', counts = 'key' }\n", "12: report[0].totals.counts: unknown word 'key'; did you mean 'keys'?"),
    (REPORT + "totals = { pattern = '(?P<count>\\d+)', keys = 'x' }\n", "12: report[0].totals.keys: has no effect where items are counted"),
    (REPORT + "totals = { pattern = '(?P<first>\\d+)' }\n", "12: report[0].totals.pattern: expected a named group (?P<count>...), (?P<of>...) or (?P<percent>...)"),
    (REPORT + "totals = { pattern = '(?P<state>x) (?P<count>\\d+)' }\n", "12: report[0].totals[0].pattern: unknown group 'state'; expected 'bucket', 'count', 'of' or 'percent'"),
    (REPORT + "totals = { pattern = '(?P<count>\\d+)', where = { buckt = 'now' } }\n", "12: report[0].totals.where.buckt: unknown field; did you mean 'bucket'?"),
    (REPORT + "totals = { pattern = '(?P<count>\\d+)', where = { bucket = 'nwo' } }\n", "12: report[0].totals.where.bucket: unknown value of vocabulary 'bucket': 'nwo'; did you mean 'now'?"),
    (REPORT + "totals = { pattern = '(?P<count>\\d+)', of = { bucket = 'nwo' } }\n", "12: report[0].totals.of.bucket: unknown value of vocabulary 'bucket': 'nwo'; did you mean 'now'?"),
    (REPORT + "totals = { pattern = '(?P<count>\\d+)', ledger = 'themes' }\n", "12: report[0].totals[0].ledger: unknown ledger 'themes'; expected 'candidates'"),
    (REPORT + "totals = { pattern = '(?P<count>\\d+)', file = '/x' }\n", "12: report[0].totals.file: expected a path relative to the repository's root, found an absolute one"),
    (REPORT + "totals = { column = 'N', at = 'x' }\n", "12: report[0].totals.column: has no effect beside 'at'"),
    (REPORT + "totals = { at = 'x', under = 'Y' }\n", "12: report[0].totals.under: has no effect beside 'at'"),
    ('[[report]]\npath = "docs/r.md"\nledger = "candidates"\nrows = { items = "tabel", key = "Candidate" }\n', "11: report[0].rows.items: unknown word 'tabel'; did you mean 'table'?"),
    ('[[report]]\npath = "docs/r.md"\nledger = "candidates"\nrows = { key = "Candidate" }\n', "11: report[0].rows: needs 'items': How the items are written"),
    ('[[report]]\npath = "docs/r.md"\nledger = "candidates"\nrows = { items = "table", key = "Candidate", columns = { B = { map = { x = "now" } } } }\n', "11: report[0].rows.columns.B: needs 'field': The field that the column restates"),
    ('[[report]]\npath = "docs/r.md"\nledger = "candidates"\nrows = { items = "table", key = "Candidate", fields.b = { label = "B", values = "bukcet" } }\n', "11: report[0].rows.fields.b.values: unknown vocabulary 'bukcet'; did you mean 'bucket'?"),
    ("[[invariant]]\nwhen = { bucket = 'now' }\nevery = { bucket = 'now' }\nreason = 'r'\n", "10: invariant[0].every: names no ledger", "10: invariant[0].every: speaks of answers; name a question in 'when'"),
    ("[[invariant]]\nwhen = { bucket = 'now' }\nnever = { ledger = 'candidates' }\nreason = 'r'\n", "10: invariant[0].never: speaks of answers; name a question in 'when'"),
    ("[[invariant]]\nwhen = { ledger = 'candidate' }\nnone = { bucket = 'now' }\nreason = 'r'\n", "9: invariant[0].when.ledger: unknown ledger 'candidate'; did you mean 'candidates'?"),
    ("[[invariant]]\nwhen = { report = 'x.md', bucket = 'now' }\nnone = { bucket = 'now' }\nreason = 'r'\n", "9: invariant[0].when.report: unknown report 'x.md'; there is none", "9: invariant[0].when: never holds: no report has 'bucket'"),
    (REPORT + "[[invariant]]\nwhen = { report = 'x.md', bucket = 'now' }\nnone = { bucket = 'now' }\nreason = 'r'\n", "13: invariant[0].when.report: unknown report 'x.md'; did you mean 'r.md'?", "13: invariant[0].when: never holds: no report has 'bucket'"),
    ("[[invariant]]\nwhen = { bucket = 'now', names = 'themes' }\nnone = { bucket = 'now' }\nreason = 'r'\n", "9: invariant[0].when.names: unknown ledger 'themes'; expected 'candidates'"),
    ("[[invariant]]\nwhen = { bucket = 'now' }\nthen = { bucket = 'later' }\n", "8: invariant[0]: needs 'reason': Why; findings quote it"),
    ("[[evidence]]\nledger = 'candidates'\nfield = 'proof'\n", "10: evidence[0].field: unknown field 'proof'; expected 'bucket'"),
    ("[[evidence]]\nledger = 'candidates'\nfield = 'bucket'\nwhen = { bucket = 'nwo' }\n", "11: evidence[0].when.bucket: unknown value of vocabulary 'bucket': 'nwo'; did you mean 'now'?"),
    ("[[evidence]]\nledger = 'candidates'\nfield = 'bucket'\nneeds = { code = '../x' }\n", '11: evidence[0].needs.code: a path with ".." leaves the repository'),
    ("[[evidence]]\nledger = 'candidates'\nfield = 'bucket'\nneeds = 'x'\n", "11: evidence[0].needs: expected a table, found a text"),
    ("[[truth]]\nledger = 'candidates'\nfield = 'bucket'\n", "8: truth[0]: needs 'done': The values that claim completion"),
    ("[[truth]]\nledger = 'candidates'\nfield = 'bucket'\ndone = 'now'\ntasks = '/x'\n", "12: truth[0].tasks: expected a path relative to the repository's root, found an absolute one"),
    ("[[truth]]\nledger = 'candidates'\nfield = 'bucket'\ndone = 'now'\nexcept_boxes = '('\n", "12: truth[0].except_boxes: not a regular expression: missing ), unterminated subpattern at position 0"),
    ("[[package]]\nrequires = 'x'\n", "8: package[0]: needs 'path': Glob of the packages' folders"),
    ("[[package]]\npath = 'specs/*'\nstatus = 'Status'\n", "10: package[0].status: expected a table, found a text"),
    ("[[package]]\npath = 'specs/*'\nstatus = { lable = 'Status' }\n", "10: package[0].status.lable: unknown key; did you mean 'label'?"),
    ("[[package]]\npath = 'specs/*'\nclaims = '('\n", "10: package[0].claims: not a regular expression: missing ), unterminated subpattern at position 0"),
    ("[[package]]\npath = 'specs/*'\nquestions = 'Is it?'\n", "10: package[0].questions: expected a table, found a text"),
    ("[[package]]\npath = 'specs/*'\nsections = { 'spec.md' = 3 }\n", "10: package[0].sections.'spec.md': expected a text or a /regular expression/ or a list of them, found a whole number"),
    ("[[package]]\npath = 'specs/*'\nnumbers = 'yes'\n", "10: package[0].numbers: expected true or false, found a text"),
    ("[rules]\nLG201 = 3\n", "9: rules.LG201: expected 'block', 'advise' or 'off', found a whole number"),
    ("[rules]\npaths = 3\n", "9: rules.paths: expected a table, found a whole number"),
    ("[rules.paths]\n'docs/**' = 'off'\n", "9: rules.paths.'docs/**': expected a table, found a text"),
    ("[rules.paths]\n'docs/**' = { LG201 = 'of' }\n", "9: rules.paths.'docs/**'.LG201: unknown word 'of'; did you mean 'off'?"),
    ("rules = 3\n", "1: rules: expected a table, found a whole number"),
    ("[[waiver]]\nrule = 3\n" + WAIVER, "9: waiver[0].rule: expected a rule's name or code, found a whole number"),
    ('[[waiver]]\nrule = \'LG201\'\nreason = "r"\nowner = "o"\nexpires = 2027-01-31T10:00:00\n', "12: waiver[0].expires: expected a date such as 2027-01-31, without quotes, found a date or a time"),
    ("[[waiver]]\nrule = 'LG201'\npath = '/x'\n" + WAIVER, "10: waiver[0].path: expected a path relative to the repository's root, found an absolute one"),
    ("[[waiver]]\nrule = 'LG201'\nkey = ''\n" + WAIVER, "10: waiver[0].key: expected a text, found an empty one"),
    ("[[workspace]]\npath = 'services/**'\n", '9: workspace[0].path: \'**\' has no end: name each depth, as in "services/*"'),
    ("[[workspace]]\npath = '.'\n", '9: workspace[0].path: a path has no empty and no "." component'),
    ("[[workspace]]\n", "8: workspace[0]: needs 'path': Glob of the folders that hold policies of their own"),
    ("[posture.read_only]\ncommit_types = [1.5]\n", "9: posture.read_only.commit_types[0]: expected a text, found a number with a fraction"),
    ("[posture.read_only]\nwords = ''\n", "9: posture.read_only.words: expected a text, found an empty one"),
    ("preset = 'adrs'\n", "1: preset: unknown preset 'adrs'; did you mean 'adr'?"),
    ("preset = 3\n", "1: preset: expected the name of a preset, found a whole number"),
    ("plugins = 3\n", "1: plugins: expected a text or a list of them, found a whole number"),
    ("inherit = true\n", "1: inherit: unknown key; did you mean 'invariant'?"),
]
# fmt: on


@pytest.mark.parametrize("row", MISTAKES, ids=lambda row: row[1].partition(":")[2][:60])
def test_a_mistake_is_told_with_line_and_key(row: tuple[str, ...]) -> None:
    added, *sentences = row
    text = SOUND + added if added.startswith("[") else added + SOUND
    with pytest.raises(Misused) as refused:
        policy.load({"ledgergate.toml": text.encode()}, rules=RULES)
    assert refused.value.mistakes == tuple(f"ledgergate.toml:{one}" for one in sentences)
