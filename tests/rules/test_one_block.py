"""What follows from a stale block, an old name or a deleted file is told with it, and nothing gets milder by that."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from audit import audited, verdict
from fixing import fix, repository, standing
from judging import ALL, POLICY, both, ledger, table

BEGIN, END = "<!-- ledgergate:begin items columns=key,title,bucket -->", "<!-- ledgergate:end -->"
HEAD = "| Candidate | Title | Bucket |\n|---|---|---|\n"
ROWS = "".join(f"| {key} | {title} | {bucket} |\n" for key, title, bucket in ALL)
NEW = ledger(ALL[0], ("C-2", "Export of reviews", "C"), ALL[2], ("C-4", "Alerts", "B"))


def _report(rows: str = ROWS, more: str = "") -> str:
    return f"# Report\n\n{BEGIN}\n\n{HEAD}{rows}\n{END}\n{more}"


def test_a_stale_block_is_one_finding_that_names_what_follows(tmp_path: Path) -> None:
    where = repository(tmp_path, both(report_md=_report()))
    where.files({"list.md": NEW})
    (one,) = standing(where)
    assert one.code == "LG306"
    assert [each.message.partition(":")[0] for each in one.related] == ["LG303 follows", "LG301 follows"]
    fix(where)
    assert standing(where) == []


def test_what_stands_outside_of_the_block_is_told_by_itself(tmp_path: Path) -> None:
    where = repository(
        tmp_path, both(report_md=_report(more="\n| Bucket | Count |\n|---|---|\n| A | 7 |\n| B | 1 |\n"))
    )
    where.files({"list.md": NEW})
    assert [one.code for one in standing(where)] == ["LG306", "LG305", "LG305"]


def test_a_row_that_the_block_would_not_have_is_told_by_itself(tmp_path: Path) -> None:
    only = _report().replace("columns=", "bucket=A columns=")
    where = repository(tmp_path, both(report_md=only))
    where.files({"list.md": NEW})
    codes = [one.code for one in standing(where)]
    assert "LG301" in codes
    assert "LG306" in codes


@pytest.mark.parametrize("rules", ['generated-block-stale = "advise"\n', 'generated-block-stale = "off"\n'])
def test_under_a_milder_cause_nothing_is_folded(tmp_path: Path, rules: str) -> None:
    where = repository(tmp_path, both(report_md=_report()), POLICY + rules)
    where.files({"list.md": NEW})
    assert {"LG301", "LG303"} <= {one.code for one in standing(where)}


def test_an_old_name_is_one_finding_and_not_a_missing_row_besides(tmp_path: Path) -> None:
    renamed = ledger(*ALL[:2], ("C-9", "Tenant finder", "B"), more="## Closed\n\n- C-9 renamed from C-3\n")
    where = repository(tmp_path, both(renamed))
    (one,) = standing(where)
    assert one.code == "LG302"
    assert one.related[-1].message.startswith("LG301 follows")
    where.files({"report.md": table(*ALL[:2])})
    assert [each.code for each in standing(where)] == ["LG301"]


def test_a_deleted_runtime_file_is_one_finding_with_all_that_cite_it(tmp_path: Path) -> None:
    where = audited(tmp_path / "product")
    where.remove("apps/platform/app/Models/Finding.php")
    where.stage()
    (one,) = verdict(where, "--staged")["findings"]
    assert one["code"] == "LG101"
    assert len([each for each in one["related"] if each["message"].startswith("LG401 follows")]) == 5


def test_a_cited_file_that_a_change_deletes_can_be_restored(tmp_path: Path) -> None:
    where = audited(tmp_path / "product")
    where.remove("docs/guides/accepted-risks.md")
    where.stage()
    found = verdict(where, "--staged")["findings"]
    assert {one["code"] for one in found} == {"LG401"}
    command = found[0]["cure"][0].removeprefix("restore it: ")
    assert command == "git restore --staged --worktree --source=HEAD -- 'docs/guides/accepted-risks.md'"
    where.git(*shlex.split(command)[1:])
    assert (where.path / "docs/guides/accepted-risks.md").is_file()
