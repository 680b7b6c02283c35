# ruff: noqa: E501  # a table of edits is read by its rows
"""A policy that says nearly everything, each of its keys loosened, and what is told: the words of a table of losses.

`- ` stands before what the earlier policy said and `+ ` before what only the later one says; advice does not block.
"""

from __future__ import annotations

POLICY = r"""
plugins = ["house-rules"]
[posture]
runtime = ["apps/**", "routes/**", "!apps/docs/**"]
[posture.read_only]
declared = true
branches = ["docs/*", "audit"]
commit_types = ["docs", "style"]
each_commit = true
label = ["Runtime posture"]
words = ["no code"]
[vocabulary.bucket]
values = { now = "Do now", later = "Do later", never = "Never" }
aliases = { soon = "now" }
placeholders = ["?", "TBD"]
[vocabulary.size]
values = ["small", "large"]
[ledger.candidates]
sources = [
  { path = "docs/open.md", items = "headings", level = 3, under = ["Open", "Deferred"], not_under = ["Notes"] },
  { path = "docs/support/*.md", items = "table", key = "ID", columns = ["Size"], exclude = ["docs/support/new.md"] },
  { path = "docs/plan.yaml", items = "yaml", at = "plan" },
  { path = "specs/*/", items = "files", file = "spec.md", fields.lane = "Lane" },
  { path = "docs/list.md", items = "list", depth = 1, pattern = '^C-', ignore = ["Ideas"] },
]
key = '^(?P<key>C-\d+)'
ignore = ["How to add one"]
dispositions = { path = "docs/closed.md", under = ["Closed"], dropped = ["shelved"] }
[ledger.candidates.fields]
bucket = { label = ["Bucket", "State"], values = "bucket", required = true, map = { Sofort = "now" }, exact = true }
size = { label = "Size", values = "size", from = "heading", both = true }
number = { label = "Number", kind = "key", pattern = '\d+' }
epic = { label = "Epic", kind = "refers", ledger = "themes" }
lane = { label = "Lane", from = "folder" }
evidence = { label = "Evidence", kind = "evidence" }
[ledger.themes]
items = ["Cost", "Speed"]
[[report]]
path = "docs/report.md"
ledger = "candidates"
covers = { bucket = ["now", "later"] }
count = { rows = [3, 7], "bucket=now" = 2 }
rows = { items = "table", key = "Candidate", under = ["Overview"], columns = { Bucket = "bucket", Size = "size" }, map = { bucket = { Jetzt = "now" } } }
totals = [{ by = "bucket", every = true }, { pattern = '(?P<count>\d+) now', where = { bucket = "now" } }]
states = { "bucket=now" = ["Primary", "First"] }
[[package]]
path = "specs/*"
requires = ["spec.md", "plan.md"]
status = { label = ["Status", "State"], closed = ["Complete"] }
questions.sellable = "Is it sellable?"
claims = ["production-ready", "all tests pass"]
checklists = ["checklists/*.md", "qa/*.md"]
placeholders = ["[NAME]"]
sections = { "spec.md" = ["Scope", "Risks"] }
labels = { "spec.md" = ["Decision"] }
numbers = true
enforce = "always"
[[invariant]]
when = { bucket = "never" }
then = { size = "small" }
reason = "what is dropped is small"
[[evidence]]
ledger = "candidates"
when = { bucket = ["now", "later"] }
needs = { code = ["apps/**"], test = ["tests/**"] }
forbids = "completed-package"
refutes = { code = ["apps/**"], test = ["tests/**"] }
[[truth]]
ledger = "candidates"
field = "bucket"
done = ["never"]
open = ["now", "later"]
tasks = "tasks.md"
package_status = true
[documents]
links = ["docs/**"]
keys = ["docs/**"]
terms = { "Review pack" = ["bundle", "kit"], Export = [] }
whitespace = true
[[workspace]]
path = "services/*"
[rules]
unclassified = "block"
title-differs = "block"
"*" = "block"
[rules.paths]
"docs/**" = { wrong-total = "block", LG301 = "advise" }
"""
# (what stands there, what is written instead, what is told, what is told where it is taken back)
# fmt: off
EDITS: list[tuple[str, str, list[str], list[str]]] = [
    ('plugins = ["house-rules"]', "", ["- the policy no longer asks the rules of 'house-rules'"], []),
    ('"routes/**", ', "", ["- the runtime pattern 'routes/**' is gone"], []),
    ('"!apps/docs/**"', '"!apps/docs/**", "!apps/legacy/**"', ["+ the runtime pattern '!apps/legacy/**' lets paths out"], []),
    ('["apps/**", "routes/**", "!apps/docs/**"]', '["!apps/docs/**", "apps/**", "routes/**"]', [], ["+ the order of the runtime patterns changes which one decides"]),
    ("declared = true\n", "", ["- the read-only posture is no longer declared by packages"], []),
    ("declared = true\n", "declared = true\nalways = true\n", [], ["- the read-only posture is no longer always so"]),
    ('["docs/*", "audit"]', '["docs/*"]', ["- the read-only posture no longer applies on the branches 'audit'"], []),
    ('"docs/*"', '"docs/a*"', ["- the read-only posture no longer applies on the branches 'docs/*'"], []),
    ('["docs", "style"]', '["docs"]', ["- the read-only posture no longer applies to 'style:' commits"], []),
    ("each_commit = true", "each_commit = false", ["- the read-only posture no longer judges each commit"], []),
    ('label = ["Runtime posture"]', 'label = ["Posture"]', ["- the read-only posture is no longer read at 'Runtime posture'"], ["- the read-only posture is no longer read at 'Posture'"]),
    ('words = ["no code"]', "words = []", ["- the read-only posture is no longer declared by 'no code'"], []),
    ('words = ["no code"]', 'words = ["no code"]\nopen_words = ["free"]', ["+ the read-only posture is lifted by 'free'"], []),
    (', never = "Never" }\naliases', ', never = "Never", some = "Some day" }\naliases', ["+ the vocabulary 'bucket' gains 'some' (advice)"], []),
    ('"Do now"', '"At once"', ["+ the vocabulary 'bucket' gains 'At once' (advice)"], ["+ the vocabulary 'bucket' gains 'Do now' (advice)"]),
    ('{ soon = "now" }', '{ soon = "now", maybe = "later" }', ["+ the vocabulary 'bucket' gains 'maybe' (advice)"], []),
    ('{ soon = "now" }', '{ soon = "later" }', ["+ 'soon' of the vocabulary 'bucket' now means 'later'"], ["+ 'soon' of the vocabulary 'bucket' now means 'now'"]),
    ('{ soon = "now" }\nplaceholders = ["?", "TBD"]', '{ soon = "now", TBD = "later" }\nplaceholders = ["?"]', ["- 'TBD' is no longer a placeholder of the vocabulary 'bucket'"], []),
    ('["?", "TBD"]', '["?"]', ["- 'TBD' is no longer a placeholder of the vocabulary 'bucket'"], []),
    ('["Cost", "Speed"]', '["Cost"]', ["- the ledger 'themes' no longer lists 'Speed' (advice)"], []),
    ('["Cost", "Speed"]', '["Cost"]\nconserve = false', ["- the ledger 'themes' lets items vanish", "- the ledger 'themes' no longer lists 'Speed'"], []),
    ('items = ["Cost", "Speed"]', 'sources = [{ path = "docs/themes.md", items = "list" }]', ["- the ledger 'themes' no longer lists its items"], ["- the source 'docs/themes.md' of the ledger 'themes' is no longer governed"]),
    ('  { path = "docs/plan.yaml", items = "yaml", at = "plan" },\n', "", ["- the source 'docs/plan.yaml' of the ledger 'candidates' is no longer governed"], []),
    ("level = 3", "level = 2", ["- the source 'docs/open.md' of the ledger 'candidates' reads another level"], ["- the source 'docs/open.md' of the ledger 'candidates' reads another level"]),
    ('["Open", "Deferred"]', '["Open"]', ["- the source 'docs/open.md' of the ledger 'candidates' is read under 'Deferred' alone, or no longer there"], []),
    ('under = ["Open", "Deferred"], ', "", [], ["- the source 'docs/open.md' of the ledger 'candidates' is read under 'Open' alone, or no longer there", "- the source 'docs/open.md' of the ledger 'candidates' is read under 'Deferred' alone, or no longer there"]),
    ('not_under = ["Notes"]', 'not_under = ["Notes", "Old"]', ["+ the source 'docs/open.md' of the ledger 'candidates' is no longer read under 'Old'"], []),
    ('key = "ID"', 'key = "Number"', ["- the source 'docs/support/*.md' of the ledger 'candidates' no longer takes keys like 'cell:ID'"], ["- the source 'docs/support/*.md' of the ledger 'candidates' no longer takes keys like 'cell:Number'"]),
    ('columns = ["Size"]', 'columns = ["Weight"]', ["- the source 'docs/support/*.md' of the ledger 'candidates' reads other tables"], ["- the source 'docs/support/*.md' of the ledger 'candidates' reads other tables"]),
    ('exclude = ["docs/support/new.md"]', 'exclude = ["docs/support/new.md", "docs/support/old.md"]', ["+ the source 'docs/support/*.md' of the ledger 'candidates' leaves out 'docs/support/old.md'"], []),
    ('at = "plan"', 'at = "plans"', ["- the source 'docs/plan.yaml' of the ledger 'candidates' is read at another place"], ["- the source 'docs/plan.yaml' of the ledger 'candidates' is read at another place"]),
    ('file = "spec.md"', 'file = "plan.md"', ["- the source 'specs/*/' of the ledger 'candidates' no longer reads the file 'spec.md'"], ["- the source 'specs/*/' of the ledger 'candidates' no longer reads the file 'plan.md'"]),
    (', fields.lane = "Lane"', ', fields.lane = "Track"', ["- the field 'lane' of the source 'specs/*/' of the ledger 'candidates' is no longer read at 'Lane'"], ["- the field 'lane' of the source 'specs/*/' of the ledger 'candidates' is no longer read at 'Track'"]),
    ("depth = 1", "depth = 2", ["- the source 'docs/list.md' of the ledger 'candidates' reads lists of another depth"], ["- the source 'docs/list.md' of the ledger 'candidates' reads lists of another depth"]),
    ("pattern = '^C-'", "pattern = '^C'", ["- the source 'docs/list.md' of the ledger 'candidates' takes other texts for items"], ["- the source 'docs/list.md' of the ledger 'candidates' takes other texts for items"]),
    ('ignore = ["Ideas"]', 'ignore = ["Ideas", "Old"]', ["+ the source 'docs/list.md' of the ledger 'candidates' no longer takes 'Old' for an item (advice)"], []),
    ("depth = 1,", "depth = 1, optional = true,", ["+ the source 'docs/list.md' of the ledger 'candidates' may be missing"], []),
    ("docs/support/*.md", "docs/support/a*.md", ["- the source 'docs/support/*.md' of the ledger 'candidates' is no longer governed"], []),
    ('items = "list", depth = 1', 'items = "tasks", depth = 1', ["- the source 'docs/list.md' of the ledger 'candidates' is no longer governed"], ["- the source 'docs/list.md' of the ledger 'candidates' is no longer governed"]),
    (r"'^(?P<key>C-\d+)'", r"'^(?P<key>C-\d\d)'", [r"- the ledger 'candidates' no longer takes keys like '^(?P<key>C-\d+)'"], [r"- the ledger 'candidates' no longer takes keys like '^(?P<key>C-\d\d)'"]),
    (r"'^(?P<key>C-\d+)'", r"'^(?P<key>C-\d+|X-\d+)'", [], [r"- the ledger 'candidates' no longer takes keys like '^(?P<key>C-\d+|X-\d+)'"]),
    ('ignore = ["How to add one"]', 'ignore = ["How to add one", "Old"]', ["+ the ledger 'candidates' no longer takes 'Old' for an item (advice)"], []),
    ('ignore = ["How to', 'conserve = false\nignore = ["How to', ["- the ledger 'candidates' lets items vanish"], []),
    ('ignore = ["How to', 'unique = false\nignore = ["How to', ["- the ledger 'candidates' may list an item twice"], []),
    ('path = "docs/closed.md"', 'path = "docs/gone.md"', ["- dispositions of the ledger 'candidates' are looked for in 'docs/closed.md' (advice)"], ["- dispositions of the ledger 'candidates' are looked for in 'docs/gone.md' (advice)"]),
    ('under = ["Closed"]', 'under = ["Gone"]', ["- dispositions of the ledger 'candidates' are looked for under 'Closed' (advice)"], ["- dispositions of the ledger 'candidates' are looked for under 'Gone' (advice)"]),
    ('dropped = ["shelved"]', 'dropped = ["shelved", "parked"]', ["+ dispositions of the ledger 'candidates' are also known by 'parked' (advice)"], []),
    ('dispositions = { path = "docs/closed.md", under = ["Closed"], dropped = ["shelved"] }\n', "", ["- dispositions of the ledger 'candidates' are looked for in 'docs/closed.md' (advice)", "- dispositions of the ledger 'candidates' are looked for under 'Closed' (advice)"], ["- dispositions of the ledger 'candidates' are looked for in 'docs/closed.md' (advice)", "- dispositions of the ledger 'candidates' are looked for under 'Closed' (advice)", "+ dispositions of the ledger 'candidates' are also known by 'shelved' (advice)"]),
    ('["Bucket", "State"]', '["Bucket"]', ["- the field 'bucket' of the ledger 'candidates' is no longer read at 'State'"], []),
    ("required = true", "required = false", ["- the field 'bucket' of the ledger 'candidates' is no longer required"], []),
    ('{ Sofort = "now" }', '{ Sofort = "later" }', ["+ the field 'bucket' of the ledger 'candidates' takes 'Sofort' for 'later'"], ["+ the field 'bucket' of the ledger 'candidates' takes 'Sofort' for 'now'"]),
    ('{ Sofort = "now" }', '{ Sofort = "now", Bald = "later" }', ["+ the field 'bucket' of the ledger 'candidates' takes 'Bald' for 'later' (advice)"], []),
    ("exact = true", "exact = false", ["- the field 'bucket' of the ledger 'candidates' may carry a note behind its value"], []),
    ("exact = true", 'exact = true, default = "now"', ["+ the field 'bucket' of the ledger 'candidates' is filled with 'now' where nothing is written"], []),
    ("exact = true", "exact = true, classifies = true", ["- the field 'bucket' of the ledger 'candidates' is no longer, or only now, a lane that gives a value"], ["- the field 'bucket' of the ledger 'candidates' is no longer, or only now, a lane that gives a value"]),
    (", both = true", "", [], []),
    ('from = "folder"', 'from = "file"', ["- the field 'lane' of the ledger 'candidates' is read from another place"], ["- the field 'lane' of the ledger 'candidates' is read from another place"]),
    ('kind = "key", ', "", ["- the field 'number' of the ledger 'candidates' is no longer read as key"], []),
    (r"pattern = '\d+'", r"pattern = '\d'", ["- the field 'number' of the ledger 'candidates' is cut out by another pattern"], ["- the field 'number' of the ledger 'candidates' is cut out by another pattern"]),
    (', ledger = "themes"', "", ["- the field 'epic' of the ledger 'candidates' no longer refers to items of 'themes'"], []),
    ('lane = { label = "Lane", from = "folder" }\n', "", ["- the field 'lane' of the ledger 'candidates' is no longer read"], []),
    ('covers = { bucket = ["now", "later"] }', 'covers = { bucket = ["now"] }', ["+ the report 'docs/report.md' need no longer cover what it covered"], []),
    ('covers = { bucket = ["now", "later"] }', 'covers = "none"', ["+ the report 'docs/report.md' need no longer cover what it covered"], []),
    ('covers = { bucket = ["now", "later"] }', 'covers = "all"', [], ["+ the report 'docs/report.md' need no longer cover what it covered"]),
    ("rows = [3, 7]", "rows = [2, 7]", ["- the report 'docs/report.md' may have another number of rows"], []),
    ("rows = [3, 7]", "rows = [3, 8]", ["- the report 'docs/report.md' may have another number of rows"], []),
    (', "bucket=now" = 2', "", ["- the report 'docs/report.md' may have another number of rows"], []),
    ('under = ["Overview"]', 'under = ["Start"]', ["- the report 'docs/report.md' is read under 'Overview' alone, or no longer there"], ["- the report 'docs/report.md' is read under 'Start' alone, or no longer there"]),
    ('key = "Candidate"', 'key = "Item"', ["- the report 'docs/report.md' no longer takes keys like 'cell:Candidate'"], ["- the report 'docs/report.md' no longer takes keys like 'cell:Item'"]),
    (', Size = "size" }, map', " }, map", ["- the report 'docs/report.md' is no longer compared by 'size'"], []),
    ('Size = "size" }, map', 'Weight = "size" }, map', ["- the report 'docs/report.md' is no longer compared by 'size'"], ["- the report 'docs/report.md' is no longer compared by 'size'"]),
    ('{ Jetzt = "now" }', '{ Jetzt = "later" }', ["+ the report 'docs/report.md' takes 'Jetzt' for 'later'"], ["+ the report 'docs/report.md' takes 'Jetzt' for 'now'"]),
    ("rows = { items", 'rows = { path = "docs/report.md", items', [], []),
    ("rows = { items", 'rows = { path = "docs/rows.md", items', ["- the report 'docs/report.md' no longer reads its rows in 'docs/report.md'"], ["- the report 'docs/report.md' no longer reads its rows in 'docs/rows.md'"]),
    (", every = true", "", ["- the report 'docs/report.md' is no longer checked for a total"], []),
    ("every = true", "every = true, optional = true", ["- the report 'docs/report.md' is no longer checked for a total"], []),
    (', { pattern = \'(?P<count>\\d+) now\', where = { bucket = "now" } }', "", ["- the report 'docs/report.md' is no longer checked for a total"], []),
    ("states =", 'classifies = ["bucket"]\nstates =', ["+ the report 'docs/report.md' may give 'bucket' a value"], []),
    ("states =", "optional = true\nstates =", ["+ the report 'docs/report.md' may be missing"], []),
    ("states =", "extra_rows = true\nstates =", ["+ the report 'docs/report.md' may have rows of no item"], []),
    ("states =", "claims = false\nstates =", ["- the report 'docs/report.md' may claim without evidence"], []),
    ('["Primary", "First"]', '["Primary"]', ["- the report 'docs/report.md' may state another 'bucket=now' beside its rows"], []),
    ('path = "docs/report.md"', 'path = "docs/r*.md"', [], ["- the report 'docs/r*.md' is no longer governed"]),
    ('["spec.md", "plan.md"]', '["spec.md"]', ["- the package 'specs/*' no longer needs 'plan.md'"], []),
    ('label = ["Status", "State"]', 'label = ["Status"]', ["- the package 'specs/*' no longer reads its status at 'State'"], []),
    ('closed = ["Complete"]', 'closed = ["Complete", "Done"]', ["- the package 'specs/*' is closed by other words: 'Done'"], ["- the package 'specs/*' is closed by other words: 'Done'"]),
    ('questions.sellable = "Is it sellable?"', "", ["- the package 'specs/*' no longer answers 'sellable'"], []),
    ('"Is it sellable?"', '"Is it ready?"', ["- the package 'specs/*' no longer answers 'sellable'"], ["- the package 'specs/*' no longer answers 'sellable'"]),
    (', "all tests pass"', "", ["- the package 'specs/*' may claim 'all tests pass' without evidence"], []),
    ("numbers = true", 'numbers = true\ntasks = "todo.md"', ["- the package 'specs/*' no longer has its tasks in 'tasks.md'"], ["- the package 'specs/*' no longer has its tasks in 'todo.md'"]),
    ("numbers = true", 'numbers = true\nspec = "brief.md"', ["- the package 'specs/*' no longer has its spec in 'spec.md'"], ["- the package 'specs/*' no longer has its spec in 'brief.md'"]),
    (', "qa/*.md"', "", ["- the package 'specs/*' no longer checks 'qa/*.md'"], []),
    ('placeholders = ["[NAME]"]', 'placeholders = ["[TITLE]"]', ["- the package 'specs/*' may have the placeholder '[NAME]'"], ["- the package 'specs/*' may have the placeholder '[TITLE]'"]),
    ('["Scope", "Risks"]', '["Scope"]', ["- the package 'specs/*' no longer needs sections of 'spec.md'"], []),
    ('labels = { "spec.md" = ["Decision"] }\n', "", ["- the package 'specs/*' no longer needs labels of 'spec.md'"], []),
    ("numbers = true", "", ["- the package 'specs/*' may share its number"], []),
    ("numbers = true", "numbers = true\nbinds = false", ["- the package 'specs/*' no longer binds reports"], []),
    ('enforce = "always"', 'enforce = "when-closed"', ["+ the package 'specs/*' is judged only when-closed"], []),
    ('path = "specs/*"\nrequires', 'path = "specs/a*"\nrequires', ["- the package 'specs/*' is no longer governed"], []),
    ('when = { bucket = "never" }', 'when = { bucket = "never", size = "large" }', ["- one of the invariants of the policy is gone ('what is dropped is small')"], []),
    ('then = { size = "small" }', 'then = { size = ["small", "large"] }', ["- one of the invariants of the policy is gone ('what is dropped is small')"], []),
    ('when = { bucket = ["now", "later"] }\nneeds', 'when = { bucket = ["now"] }\nneeds', ["- one of the evidence of the policy is gone"], []),
    ('needs = { code = ["apps/**"], test = ["tests/**"] }', 'needs = { code = ["apps/**"] }', ["- one of the evidence of the policy is gone"], []),
    ('needs = { code = ["apps/**"]', 'needs = { code = ["**"]', ["- one of the evidence of the policy is gone"], []),
    ('forbids = "completed-package"\n', "", ["- one of the evidence of the policy is gone"], []),
    ('refutes = { code = ["apps/**"], test = ["tests/**"] }\n', "", ["- one of the evidence of the policy is gone"], []),
    ('refutes = { code = ["apps/**"], test', 'refutes = { code = ["apps/**"], run = ["runs/**"], test', ["- one of the evidence of the policy is gone"], []),
    ('done = ["never"]', 'done = ["never", "later"]', [], ["- one of the truths of the policy is gone"]),
    ('open = ["now", "later"]', 'open = ["now"]', ["- a truth of the policy no longer calls 'later' open (advice)"], []),
    ('tasks = "tasks.md"\npackage_status', "package_status", ["- one of the truths of the policy is gone"], []),
    ("package_status = true", 'package_status = true\nexcept_under = "Later"', ["- one of the truths of the policy is gone"], []),
    ("package_status = true", 'package_status = true\nexcept_boxes = "optional"', ["- one of the truths of the policy is gone"], []),
    ("package_status = true", "", ["- one of the truths of the policy is gone"], []),
    ('links = ["docs/**"]', 'links = ["docs/*"]', ["- the policy no longer checks the links of 'docs/**'"], []),
    ('keys = ["docs/**"]', 'keys = ["docs/a.md"]', ["- the policy no longer reports the keys of no item in 'docs/**'"], []),
    ('["bundle", "kit"]', '["bundle"]', ["- the policy no longer checks the term 'Review pack'"], []),
    (", Export = []", "", ["- the policy no longer checks the term 'Export'"], []),
    ("whitespace = true", "whitespace = false", ["- the policy no longer checks whitespace"], []),
    ("whitespace = true", "whitespace = true\nexcuses = true", ["+ the policy lets documents excuse their own lines"], []),
    ("whitespace = true", 'whitespace = true\nclosed_boxes = ["-"]', ["+ the policy takes a box marked '-' for ticked"], []),
    ('rows = { items = "table", key = "Candidate", under = ["Overview"], columns = { Bucket = "bucket", Size = "size" }, map = { bucket = { Jetzt = "now" } } }\n', "", ["- the report 'docs/report.md' no longer binds its rows"], []),
    ("docs/open.md", "docs/open/*.md", ["- the source 'docs/open.md' of the ledger 'candidates' is no longer governed"], ["- the source 'docs/open/*.md' of the ledger 'candidates' is no longer governed"]),
    ('path = "docs/plan.yaml", items = "yaml", at = "plan"', 'path = "docs/*.yaml", items = "yaml", at = "plan"', [], ["- the source 'docs/*.yaml' of the ledger 'candidates' is no longer governed"]),
    ('forbids = "completed-package"', 'forbids = "completed-package"\nfield = "lane"', ["- one of the evidence of the policy is gone"], ["- one of the evidence of the policy is gone"]),
    ('forbids = "completed-package"', 'reason = "who ships shows it"', ["- one of the evidence of the policy is gone"], []),
    ('then = { size = "small" }\n', 'none = { size = "large" }\n', ["- one of the invariants of the policy is gone ('what is dropped is small')"], ["- one of the invariants of the policy is gone ('what is dropped is small')"]),
    ('then = { size = "small" }\n', 'then = { size = "small" }\nnone = { ledger = "themes" }\n', [], ["- one of the invariants of the policy is gone ('what is dropped is small')"]),
    ("package_status = true", 'package_status = true\nchildren = "candidates"\nchild_field = "size"\nchild_parent = "epic"', [], ["- one of the truths of the policy is gone"]),
    ('unclassified = "block"', 'unclassified = "advise"', ["+ the rule unclassified goes from block to advise"], []),
    ('title-differs = "block"', 'title-differs = "off"', ["+ the rule title-differs goes from block to off"], []),
    ('wrong-total = "block"', 'wrong-total = "off"', ["+ the rule wrong-total goes from block to off at 'docs/**'"], []),
    (', LG301 = "advise"', "", [], ["+ the rule missing-from-report goes from block to advise at 'docs/**'"]),
    ('LG301 = "advise" }', 'LG301 = "advise" }\n"docs/old/**" = { unclassified = "off" }', ["+ the rule unclassified goes from block to off at 'docs/old/**'"], []),
    ('values = ["small", "large"]', 'values = ["small", "large", "huge"]', ["+ the vocabulary 'size' gains 'huge' (advice)"], []),
    ('[[workspace]]\npath = "services/*"\n', "", ["- the policy no longer judges the folders 'services/*' by their own policies"], []),
]
# fmt: on
