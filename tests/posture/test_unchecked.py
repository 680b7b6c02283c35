"""What cannot be looked at is told beside all that can be, and never passes."""

from __future__ import annotations

from pathlib import Path

from ledgergate.gate import judge
from ledgergate.model import Verdict
from ledgergate.moments import Asked
from ledgergate.request import Request
from small_team import AUDIT, FILES, LEDGER, POLICY, judged, team, told
from support import Repository

EVIL = {"apps/main.py": "evil\n"}
RUNTIME = ("LG101", "apps/main.py", 1)
BROKEN = {"docs/ledger.md": LEDGER.encode("utf-16")}


def without_a_ledger(repository: Repository) -> Repository:
    repository.remove("docs/ledger.md")
    repository.stage()
    return repository


def test_a_ledger_that_is_not_there_stops_nothing_and_never_passes(tmp_path: Path) -> None:
    verdict = judged(without_a_ledger(team(tmp_path / "r")))
    assert (told(verdict.findings), verdict.exit_code) == ([], 3)
    assert [one.message for one in verdict.unchecked] == [
        "[ledger.candidates]: nothing in the tree matches docs/ledger.md"
    ]


def test_a_ledger_that_is_not_there_does_not_stop_the_posture(tmp_path: Path) -> None:
    repository = team(tmp_path / "r")
    repository.files(EVIL)
    verdict = judged(without_a_ledger(repository))
    assert (told(verdict.findings), verdict.exit_code) == ([RUNTIME], 1)


def test_the_posture_alone_asks_for_no_ledger(tmp_path: Path) -> None:
    repository = without_a_ledger(team(tmp_path / "r"))
    asked = Asked(cwd=str(repository.path), environment=repository.environment(), staged=True)
    assert judge(Request(asked, duties=("read-only-posture",))).exit_code == 0


def test_an_old_state_without_the_ledgers_folder_is_judged_by_what_is_there(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "r")
    repository.save({path: text for path, text in FILES.items() if not path.startswith("docs/")}, "before the ledger")
    repository.branch("007-audit")
    repository.save(EVIL, "runtime")
    assert told(judged(repository, base="main", head="HEAD").findings) == [
        RUNTIME, ("LG307", "docs/report.md", 1),
    ]  # fmt: skip


def broken(repository: Repository) -> Verdict:
    repository.files(BROKEN)
    repository.stage()
    return judged(repository)


def test_a_broken_ledger_is_one_finding_and_loses_no_item(tmp_path: Path) -> None:
    verdict = broken(team(tmp_path / "r"))
    assert told(verdict.findings) == [("LG206", "docs/ledger.md", 1)]
    assert verdict.exit_code == 1


def test_a_broken_ledger_never_passes_where_its_finding_does_not_block(tmp_path: Path) -> None:
    repository = team(tmp_path / "r", "feature")
    repository.save({"ledgergate.toml": POLICY + '[rules]\nnot-understood = "off"\n'}, "off")
    verdict = broken(repository)
    assert (told(verdict.findings), verdict.exit_code) == ([], 3)


def test_a_broken_document_can_be_mended(tmp_path: Path) -> None:
    repository = team(tmp_path / "r", "feature")
    repository.save(BROKEN, "broken")
    repository.files({"docs/ledger.md": LEDGER})
    repository.stage()
    verdict = judged(repository)
    assert (verdict.findings, verdict.exit_code) == ((), 0)
    assert verdict.notices == ("docs/ledger.md could not be read as it was before: what it contained is not compared",)


def test_a_declaration_that_cannot_be_read_never_passes(tmp_path: Path) -> None:
    repository = team(tmp_path / "r")
    repository.files({**EVIL, AUDIT: FILES[AUDIT].encode("utf-16"), "docs/ledger.md": LEDGER.replace("now", "soon")})
    repository.stage()
    verdict = judged(repository)
    assert {("LG206", AUDIT, 1), ("LG202", "docs/ledger.md", 5)} <= set(told(verdict.findings))
    assert verdict.exit_code == 1
