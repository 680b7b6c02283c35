"""Proposals in MediaWiki under a policy: their files, their index, its numbers and its links."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from judging import accepts, findings, reading, rejects
from ledgergate.coverage.lines import covered
from readiness import small, told
from support import Repository

POLICY = """
[rules]
title-differs = "advise"
[vocabulary.status]
values = ["Draft", "Final"]
[ledger.proposals]
sources = [{ path = "p-*.mediawiki", items = "files" }]
key = { from = "file", pattern = '^p-(?P<key>\\d+)' }
title = { from = "front-matter:Title" }
fields.status = { label = "Status", values = "status", required = true }
[[report]]
path = "README.mediawiki"
ledger = "proposals"
rows = { items = "table", key = "Number", title = "Title", columns = { Status = "status" } }
"""


TOTALS = POLICY + 'totals = { by = "status" }\n'


def proposal(number: int, status: str, more: str = "") -> str:
    return f"<pre>\n  P: {number}\n  Title: Knot {number}\n  Status: {status}\n</pre>\n\n==Abstract==\n\nTies.\n{more}"


def index(*rows: tuple[int, str, str], more: str = "") -> str:
    cells = (f"|-\n| [[p-{number}.mediawiki|{number}]]\n| {title}\n| {status}\n" for number, title, status in rows)
    return "{|\n!Number\n!Title\n!Status\n" + "".join(cells) + "|}\n" + more


def files(readme: str, *statuses: str) -> dict[str, str | bytes]:
    made: dict[str, str | bytes] = {f"p-{at}.mediawiki": proposal(at, one) for at, one in enumerate(statuses, 1)}
    return {**made, "README.mediawiki": readme}


ROWS = ((1, "Knot 1", "Draft"), (2, "Knot 2", "Final"))


def test_an_index_that_says_what_the_files_say_is_right() -> None:
    accepts(files(index(*ROWS, more="\n* Draft: 1\n* Final: 1\n"), "Draft", "Final"), TOTALS)


def test_a_row_that_contradicts_its_file() -> None:
    rejects("LG303", files(index(*ROWS), "Draft", "Draft"), POLICY, path="README.mediawiki", at=12, says="Final")


def test_a_title_that_differs() -> None:
    rows = ((1, "Knot 1", "Draft"), (2, "Knot two", "Final"))
    rejects("LG310", files(index(*rows), "Draft", "Final"), POLICY, path="README.mediawiki")


def test_a_missing_row_comes_with_one_that_can_be_pasted() -> None:
    (missing,) = (
        one for one in findings(files(index(*ROWS), "Draft", "Final", "Draft"), POLICY) if one.code == "LG301"
    )
    assert missing.cure == ("add a row, behind a line |-:  | 3 || Knot 3 || Draft",)
    assert missing.fix is None


def test_a_number_beside_the_table() -> None:
    rejects("LG305", files(index(*ROWS, more="\n'''Draft''': 2\n"), "Draft", "Final"), TOTALS, path="README.mediawiki")


@pytest.mark.parametrize(
    "link",
    [
        "[[p-1]]", "[[Main Page]]", "[[Not written yet]]", "[[p-1.mediawiki#Abstract|there]]", "[[#Why_so]]",
        "[https://x.example y]", "[a][b]", "<nowiki>[[gone.md]]</nowiki>", "[[Category:Plans]]", "[[w:Knot|knots]]",
    ],
)  # fmt: skip
def test_links_that_lead_somewhere_or_outside(tmp_path: Path, link: str) -> None:
    repository = small(tmp_path, '[documents]\nlinks = ["*.mediawiki"]\n')
    repository.files(
        {"p-1.mediawiki": "==Abstract==\n", "Main-Page.mediawiki": "x\n", "a.mediawiki": f"== Why so ==\n\n{link}\n"}
    )
    assert told(repository, "LG401", "LG405") == []


@pytest.mark.parametrize(
    ("link", "code"),
    [("[[gone.mediawiki|it]]", "LG401"), ("[[p-1.mediawiki#Gone|it]]", "LG405"), ("[[b/c.md]]", "LG401")],
)
def test_links_that_lead_nowhere(tmp_path: Path, link: str, code: str) -> None:
    repository = small(tmp_path, '[documents]\nlinks = ["*.mediawiki"]\n')
    repository.files({"p-1.mediawiki": "==Abstract==\n", "a.mediawiki": f"Text.\n* see {link}\n"})
    assert told(repository, "LG401", "LG405") == [(code, "a.mediawiki", 2)]


def test_a_section_does_not_say_again_what_the_preamble_says() -> None:
    readme = index((1, "Knot 1", "Draft"))
    told = proposal(1, "Draft", "\n==Status==\n\nThis can be considered final.\n")
    accepts({"p-1.mediawiki": told, "README.mediawiki": readme}, POLICY)


def test_each_line_of_the_table_is_checked() -> None:
    side = reading(files(index(*ROWS), "Draft", "Final"), POLICY)
    (readme,) = (one for one in covered(side) if one.path == "README.mediawiki")
    assert [line.number for line in readme.lines if line.state == "unread"] == [13]


def test_a_ledger_may_be_a_table() -> None:
    policy = """
[vocabulary.status]
values = ["Draft", "Final"]
[ledger.ideas]
sources = [{ path = "ideas.wiki", items = "table", key = "Id" }]
fields.status = { label = "Status", values = "status", required = true }
"""
    accepts({"ideas.wiki": "{|\n! Id !! Status\n|-\n| I-1 || Draft\n|}\n"}, policy)
    rejects("LG202", {"ideas.wiki": "{|\n! Id !! Status\n|-\n| I-1\n| Drafted\n|}\n"}, policy, at=5)


def test_init_proposes_the_proposals_of_a_wiki_and_their_index(tmp_path: Path) -> None:
    numbers = range(1, 6)
    rows = [(at, f"Knot {at}", "Draft" if at % 2 else "Final") for at in numbers]
    repository = Repository(tmp_path / "wiki")
    repository.save(
        {"README.mediawiki": index(*rows), **{f"p-{at}.mediawiki": proposal(at, rows[at - 1][2]) for at in numbers}}
    )
    asked = [sys.executable, "-m", "ledgergate", "init", "--stdout"]
    environment = repository.environment()
    said = subprocess.run(asked, cwd=repository.path, env=environment, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
    assert ".mediawiki" in said.stdout
