"""Honest changes of a policy together with its documents: none is refused, in the range that a request brings."""

from __future__ import annotations

from pathlib import Path

import pytest

from policies_at_work import FILES, OPEN, SUPPORT
from small_team import judged
from support import Repository

P, R, L, S = "ledgergate.toml", "docs/report.md", "docs/open.md", "docs/support.md"
Edit = tuple[str, str, str]


def edits(*some: Edit) -> dict[str, str]:
    files: dict[str, str] = {}
    for path, old, new in some:
        for one in FILES if path == "*" else (path,):
            text = files.get(one, FILES[one])
            assert path == "*" or old in text, (path, old)
            files[one] = text.replace(old, new)
    return files


def moved(old: str, new: str, *some: Edit) -> dict[str, str | None]:
    """A document at its new path; the policy and the rest as edited."""
    made: dict[str, str | None] = dict(edits(*some))
    made[new] = made.pop(old, FILES[old])
    made[old] = None
    return made


HONEST: dict[str, dict[str, str | None] | dict[str, str]] = {
    "label renamed with its column": edits(
        (P, 'bucket = { label = "Bucket"', 'bucket = { label = "Class"'),
        (L, "**Bucket**", "**Class**"),
        (S, "| Bucket |", "| Class |"),
    ),
    "a second label beside the first": edits((P, '{ label = "Size"', '{ label = ["Size", "Effort"]')),
    "column of a report renamed with its binding": edits(
        (P, "columns = { Bucket =", "columns = { Class ="), (R, "| Candidate | Bucket |", "| Candidate | Class |")
    ),
    "section retitled with under": edits((P, '"Open"', '"Under way"'), (L, "## Open", "## Under way")),
    "section split with under": edits(
        (P, '["Open"]', '["Open first", "Open second"]'),
        (L, "## Open", "## Open first"),
        (L, "### C-2", "## Open second\n\n### C-2"),
    ),
    "a second section added to under": edits((P, '["Open"]', '["Open", "Parked"]')),
    "section of a table retitled": edits(
        (P, 'under = "Support"', 'under = "Tickets"'), (S, "## Support", "## Tickets")
    ),
    "section of a report retitled with its rows and totals": edits(
        (P, "Overview", "Summary"), (R, "Overview", "Summary")
    ),
    "sentence of a total reworded with its pattern": edits(
        (P, "first: (", "at once: ("), (R, "comes first:", "comes at once:")
    ),
    "report moved with its binding": moved(R, "docs/audit/report.md", (P, "docs/report.md", "docs/audit/report.md")),
    "ledger moved with its source": moved(S, "docs/tickets.md", (P, "docs/support.md", "docs/tickets.md")),
    "two ledger files moved together": {
        **edits((P, '"docs/open.md"', '"plan/open.md"'), (P, '"docs/support.md"', '"plan/support.md"')),
        L: None,
        S: None,
        "plan/open.md": OPEN,
        "plan/support.md": SUPPORT,
    },
    "a pattern left out that is no key's": edits((P, "fields.size =", 'ignore = ["/^Template/"]\nfields.size =')),
    "folder of files moved with its glob": moved("adr/1-git.md", "docs/adr/1-git.md", (P, "adr/*.md", "docs/adr/*.md")),
    "package folder moved with its glob": moved(
        "specs/001-old/spec.md", "planning/001-old/spec.md", (P, '"specs/*"', '"planning/*"')
    ),
    "ledger file split": {
        **edits(
            (
                P,
                '{ path = "docs/support.md", items = "table", key = "ID", under = "Support" },',
                '{ path = "docs/s1.md", items = "table", key = "ID", under = "Support" },\n'
                '  { path = "docs/s2.md", items = "table", key = "ID", under = "Support" },',
            )
        ),
        S: None,
        "docs/s1.md": SUPPORT.replace("| C-4 | Fax | never | small |\n", ""),
        "docs/s2.md": SUPPORT.replace("| C-3 | Export | later | small |\n", ""),
    },
    "ledger files joined": {
        **edits(
            (P, '  { path = "docs/support.md", items = "table", key = "ID", under = "Support" },\n', ""),
            (
                L,
                "## Notes",
                "### C-3 Export\n\n**Bucket**: later\n**Size**: small\n\n"
                "### C-4 Fax\n\n**Bucket**: never\n**Size**: small\n\n## Notes",
            ),
        ),
        S: None,
    },
    "ledger from a table to headings in a new file": {
        **edits(
            (
                P,
                '{ path = "docs/support.md", items = "table", key = "ID", under = "Support" }',
                '{ path = "docs/tickets.md", items = "headings", level = 2 }',
            )
        ),
        S: None,
        "docs/tickets.md": "# T\n\n## C-3 Export\n\n**Bucket**: later\n**Size**: small\n\n"
        "## C-4 Fax\n\n**Bucket**: never\n**Size**: small\n",
    },
    "ledger called otherwise": edits((P, "[ledger.candidates]", "[ledger.backlog]"), (P, '"candidates"', '"backlog"')),
    "field called otherwise": edits(
        (P, "fields.bucket", "fields.lane"),
        (P, 'Bucket = "bucket"', 'Bucket = "lane"'),
        (P, "covers = { bucket", "covers = { lane"),
        (P, "where = { bucket", "where = { lane"),
        (P, 'by = "bucket"', 'by = "lane"'),
        (P, "when = { bucket", "when = { lane"),
        (R, "| Bucket | Count |", "| Lane | Count |"),
    ),
    "vocabulary called otherwise": edits(
        (P, "[vocabulary.bucket]", "[vocabulary.lanes]"), (P, 'values = "bucket"', 'values = "lanes"')
    ),
    "key of a vocabulary renamed everywhere": edits(
        (P, "later", "afterwards"),
        (P, "Do afterwards", "Do afterwards"),
        (L, "Do later", "Do afterwards"),
        (S, "| later |", "| afterwards |"),
        (R, "later", "afterwards"),
    ),
    "key renamed, its text kept": edits(
        (P, 'later = "Do later"', 'afterwards = "Do later"'),
        (P, '["now", "later"]', '["now", "afterwards"]'),
        (S, "| later |", "| Do later |"),
        (R, "later |", "Do later |"),
        (R, "Do Do", "Do"),
    ),
    "text of a key renamed everywhere": edits(("*", "Do later", "Do afterwards")),
    "text of a key that nobody writes": edits((P, "Do now", "Right now")),
    "key split with every document": edits(
        (P, 'later = "Do later"', 'next = "Next", last = "Last"'),
        (P, '["now", "later"]', '["now", "next", "last"]'),
        (L, "Do later", "next"),
        (S, "| later |", "| last |"),
        (R, "Do later", "next"),
        (R, "| C-3 | later |", "| C-3 | last |"),
        (R, "| later | 2 |", "| next | 1 |\n| last | 1 |"),
    ),
    "a word that is told and not used": edits((P, 'never = "Never"', 'never = "Never", maybe = "Maybe"')),
    "an alias that is not used": edits((P, 'soon = "now"', 'soon = "now", asap = "now"')),
    "an alias that is gone": edits((P, 'aliases = { soon = "now" }\n', "")),
    "a placeholder more": edits((P, '["?"]', '["?", "TBD"]')),
    "a runtime pattern more": edits((P, '"apps/**", ', '"apps/**", "infra/**", ')),
    "an exception of the runtime gone": edits((P, ', "!apps/README.md"', "")),
    "a runtime pattern that covers the other": edits((P, '"apps/**", "!apps/README.md"', '"**"')),
    "a runtime pattern in other words": edits((P, '"apps/**", ', '"/apps/", ')),
    "the posture always": edits((P, "declared = true", "always = true\ndeclared = true")),
    "branches widened": edits((P, '["docs/*"]\ncommit', '["docs/*", "audit/*"]\ncommit')),
    "branches in one wider pattern": edits((P, 'branches = ["docs/*"]', 'branches = ["docs*"]')),
    "a commit type more": edits((P, 'commit_types = ["docs"]', 'commit_types = ["docs", "chore"]')),
    "a field required": edits((P, 'values = "size" }', 'values = "size", required = true }')),
    "a field exact": edits((P, 'values = "size" }', 'values = "size", exact = true }')),
    "a field more": edits((P, "[ledger.adr]", 'fields.owner = { label = "Owner" }\n[ledger.adr]')),
    "a source more": {
        **edits(
            (
                P,
                'under = "Support" },',
                'under = "Support" },\n  { path = "docs/more.md", items = "headings", level = 2 },',
            ),
            (R, "| later | 2 |", "| later | 3 |"),
            (R, "| C-3 | later |", "| C-3 | later |\n| C-5 | later |"),
        ),
        "docs/more.md": "# More\n\n## C-5 Print\n\n**Bucket**: later\n",
    },
    "a ledger more": {
        **edits(
            (P, "[ledger.adr]", '[ledger.risks]\nsources = [{ path = "docs/risks.md", items = "list" }]\n[ledger.adr]')
        ),
        "docs/risks.md": "# Risks\n\n- Fire\n- Water\n",
    },
    "a report more": {
        **edits(
            (
                P,
                "[[package]]",
                '[[report]]\npath = "docs/next.md"\nledger = "candidates"\ncovers = "none"\n'
                'rows = { items = "table", key = "ID", columns = { Bucket = "bucket" } }\n[[package]]',
            )
        ),
        "docs/next.md": "# Next\n\n| ID | Bucket |\n| --- | --- |\n| C-1 | now |\n",
    },
    "a total more": edits((P, '{ by = "bucket" },', '{ by = "bucket" }, { by = "size", optional = true },')),
    "a total that counts every value": edits(
        (P, '{ by = "bucket" }', '{ by = "bucket", every = true }'),
        (R, "| later | 2 |", "| later | 2 |\n| never | 0 |"),
    ),
    "a report that covers more": edits(
        (P, '["now", "later"] }\nrows', '["now", "later", "never"] }\nrows'),
        (R, "| C-3 | later |", "| C-3 | later |\n| C-4 | never |"),
        (R, "| later | 2 |", "| later | 2 |\n| never | 1 |"),
    ),
    "an invariant more": edits(
        (
            P,
            "[documents]",
            '[[invariant]]\nwhen = { bucket = "later" }\nthen = { size = "small" }\nreason = "small"\n[documents]',
        )
    ),
    "an invariant that speaks of more": edits(
        (P, 'when = { bucket = "never" }', 'when = { bucket = ["never", "later"] }')
    ),
    "an invariant with another reason": edits((P, "what is dropped is small", "only small ones are dropped")),
    "links of more documents": edits((P, 'links = ["docs/*.md"]', 'links = ["docs/**"]')),
    "links of more files": edits((P, 'links = ["docs/*.md"]', 'links = ["docs/*"]')),
    "whitespace checked": edits((P, "[documents]", "[documents]\nwhitespace = true")),
    "packages of any depth": edits((P, 'path = "specs/*"', 'path = "specs/**"')),
    "a package that needs more": edits((P, "requires = [", 'placeholders = ["TBD"]\nrequires = [')),
    "a rule that blocks": edits((P, 'title-differs = "advise"', 'title-differs = "block"')),
    "a rule that blocks at its path": edits((P, 'unclassified = "advise"', 'unclassified = "block"')),
    "levels of a path gone": edits((P, '[rules.paths."docs/old/**"]\nunclassified = "advise"\n', "")),
    "levels of fewer paths": edits((P, '"docs/old/**"', '"docs/old/2019/**"')),
    "comments and order": edits(
        (P, "[vocabulary.size]", "# how large\n[vocabulary.size]"), (P, '["now", "later"]', '["later", "now"]')
    ),
    "a key of one more form": edits((P, "C-\\d+)'\nfields", "C-\\d+|CC-\\d+)'\nfields")),
    "a row left out in words": edits((P, "fields.size =", 'ignore = ["Template"]\nfields.size =')),
    "one file with several sources, another pattern": {
        **edits((P, '"docs/support.md"', '"docs/open.md"'), (P, '"apps/**", ', '"apps/**", "infra/**", ')),
        L: OPEN + SUPPORT.replace("# What support hears\n\n", ""),
        S: None,
    },
}


def repository(path: Path) -> Repository:
    made = Repository(path)
    made.save(FILES, "start")
    assert judged(made, base="HEAD", head="HEAD").findings == ()
    made.branch("feature")
    return made


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_change_of_the_policy_is_not_refused(tmp_path: Path, name: str) -> None:
    made = repository(tmp_path / "r")
    change = HONEST[name]
    for path in [path for path, text in change.items() if text is None]:
        made.git("rm", "-q", path)
    made.save({path: text for path, text in change.items() if text is not None}, "feat: change")
    found = judged(made, base="main", head="feature").findings
    assert [(one.code, one.message) for one in found if one.level == "block"] == []


@pytest.mark.parametrize("pattern", ["/^C-9/", "/C-\\\\d{3}/", "/./"])
def test_a_pattern_that_could_swallow_a_key_is_refused(tmp_path: Path, pattern: str) -> None:
    made = repository(tmp_path / "r")
    made.save(edits((P, "fields.size =", f'ignore = ["{pattern}"]\nfields.size =')), "feat: leave some out")
    found = judged(made, base="main", head="feature").findings
    assert "LG901" in [one.code for one in found if one.level == "block"]


def test_a_name_that_changes_hides_no_loosening_where_the_base_has_moved_on(tmp_path: Path) -> None:
    made = repository(tmp_path / "r")
    looser = edits((P, "[ledger.candidates]", "[ledger.backlog]"), (P, '"candidates"', '"backlog"'),
                   (P, 'values = "bucket", required = true', 'values = "bucket"'))  # fmt: skip
    made.save(looser, "feat: call it a backlog")
    made.checkout("main")
    made.save(edits((P, "[documents]", "[documents]\nwhitespace = true")), "feat: check whitespace")
    found = judged(made, base="main", head="feature").findings
    blocking = [one.message for one in found if one.code == "LG901" and one.level == "block"]
    assert [message for message in blocking if "no longer required" in message]
    assert not [message for message in blocking if "whitespace" in message]
