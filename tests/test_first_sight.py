"""The measure of `init` on labelled repositories: what a label says of a finding, and what nobody found."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.first_sight import __main__ as first_sight

from support import Repository

ADR = "# {name}\n\nStatus: {status}\n"
HEAD = "repository,verdict,found,rule,path,line,key\n"


@pytest.fixture
def log(tmp_path: Path) -> str:
    """Five decisions, of which one links to a page that is gone; the commit that holds them."""
    place = tmp_path / "team+log"
    place.mkdir()
    files = {
        f"adr/{number:04}-{name}.md": ADR.format(name=name, status="Accepted")
        for number, name in enumerate(("amber", "beige", "coral", "denim", "ebony"), 1)
    }
    guide = "# Guide\n\n[a](0001-amber.md), [b](gone.md), [c](away.md)\n"
    return Repository(place).save({**files, "adr/guide.md": guide})


def measured(tmp_path: Path, commit: str, labels: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    (tmp_path / "labels.csv").write_text(HEAD + labels)
    (tmp_path / "repositories.csv").write_text(f"repository,batch,commit\nteam/log,1,{commit}\n")
    given = ["--labels", str(tmp_path / "labels.csv"), "--repositories", str(tmp_path / "repositories.csv"), "--all"]
    assert first_sight.main([str(tmp_path), *given]) == 0
    return capsys.readouterr().out.splitlines()


def test_a_label_judges_the_finding_of_its_line(tmp_path: Path, log: str, capsys: pytest.CaptureFixture[str]) -> None:
    labels = (
        "team/log,true,both,LG401,adr/guide.md,3,gone.md\nteam/log,false,init,LG401,adr/guide.md,3,away.md\n"
        "team/log,true,hand,LG301,adr/README.md,0,7\n"
    )
    told = measured(tmp_path, log, labels, capsys)
    assert told[0] == ("team/log: 1 true, 1 false, 0 arguable, 0 unlabelled; precision 0.50 (–), recall 0.50 (0.00)")
    assert told[1].startswith("  false: LG401 adr/guide.md:3 the link to 'away.md'")
    assert told[2] == "  missed: LG301 adr/README.md:0 7"
    assert told[3].startswith("all: 1 true, 1 false")


def test_what_no_label_judges_and_what_has_no_clone_is_said(
    tmp_path: Path, log: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = measured(tmp_path, log, "team/log,true,both,LG401,adr/guide.md,3,\nteam/gone,true,hand,LG301,a,1,\n", capsys)
    assert told[0].startswith("team/log: 1 true, 0 false, 0 arguable, 1 unlabelled; precision 1.00 (–), recall 1.00")
    assert told[1].startswith("  unlabelled: LG401 adr/guide.md:3 the link to")
    assert told[2] == f"team/gone: no clone at {tmp_path / 'team+gone'}"


def test_every_labelled_repository_has_a_commit() -> None:
    labelled = first_sight._by_repository(sorted(first_sight.LABELS.glob("*.csv")))
    commits = {row["repository"]: row["commit"] for row in first_sight._rows(first_sight.REPOSITORIES)}
    assert labelled.keys() == commits.keys()
    assert all(len(one) == 40 for one in commits.values())
    assert {one.verdict for labels in labelled.values() for one in labels} == {"true", "false", "arguable"}
