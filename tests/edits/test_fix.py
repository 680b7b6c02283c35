"""`ledgergate fix` in real repositories: what it writes, what it leaves, what it refuses to touch."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fixing import codes, disk, fix, repository, run, standing, text
from judging import ALL, both, ledger, table

TOTALS = "\n## Totals\n\n| Bucket | Count |\n|---|---|\n| A | {} |\n| B | {} |\n"
WRONG = both(report_md=table(*ALL, more=TOTALS.format(7, 2)))
RIGHT = table(*ALL, more=TOTALS.format(1, 2)).encode()


def test_a_wrong_total_is_written_and_nothing_is_staged(tmp_path: Path) -> None:
    where = repository(tmp_path, WRONG)
    index = where.git("ls-files", "-s")
    done = fix(where)
    assert [(one.code, one.key) for one in done.mended.fixed] == [("LG305", "bucket A")]
    assert text(where) == RIGHT
    assert codes(where) == []
    assert where.git("ls-files", "-s") == index
    assert where.git("status", "--short") == b" M report.md"


def test_a_second_run_has_nothing_to_do(tmp_path: Path) -> None:
    where = repository(tmp_path, WRONG)
    fix(where)
    before = disk(where)
    assert not fix(where).writes
    assert disk(where) == before


@pytest.mark.parametrize("words", [("--diff",), ("--check",), ("--diff", "--check"), ("--check", "--format", "json")])
def test_a_look_writes_nothing(tmp_path: Path, words: tuple[str, ...]) -> None:
    where = repository(tmp_path, WRONG)
    before = disk(where)
    code, said = run(where, *words)
    assert code == (1 if "--check" in words else 0)
    assert disk(where) == before
    if "--diff" in words:
        assert "-| A | 7 |\n+| A | 1 |\n" in said


def test_the_diff_is_one_that_git_applies(tmp_path: Path) -> None:
    where = repository(tmp_path, {**WRONG, "report.md": WRONG["report.md"].rstrip("\n")})  # type: ignore[arg-type]
    _, said = run(where, "--diff")
    where.git("apply", "-", stdin=said.encode())
    assert text(where) == RIGHT.rstrip(b"\n")


def test_json_names_what_was_written(tmp_path: Path) -> None:
    code, said = run(repository(tmp_path, WRONG), "--format", "json")
    told = json.loads(said)
    assert code == 0
    assert [(one["path"], one["edits"][0]["code"]) for one in told["written"]] == [("report.md", "LG305")]
    assert (told["version"], told["left"]) == (1, [])


def test_check_says_how_many_findings_it_would_mend(tmp_path: Path) -> None:
    from audit import gate

    where = repository(tmp_path, WRONG)
    assert "1 finding `ledgergate fix` would fix" in gate(where, "check", "--worktree").stdout
    fix(where)
    assert "would mend" not in gate(where, "check", "--worktree").stdout


def test_only_the_rules_and_the_paths_that_are_named_are_mended(tmp_path: Path) -> None:
    where = repository(tmp_path, WRONG)
    assert not fix(where, rules=("LG303",)).writes
    assert not fix(where, "list.md").writes
    assert fix(where, "report.md", rules=("LG3",)).writes


def test_a_path_outside_of_the_repository_is_misuse(tmp_path: Path) -> None:
    assert run(repository(tmp_path, WRONG), "../elsewhere.md")[0] == 2


@pytest.mark.parametrize("end", ["\r\n", "\n"])
@pytest.mark.parametrize("mark", ["\ufeff", ""])
@pytest.mark.parametrize("last", [True, False])
def test_line_ends_mark_and_last_line_stay(tmp_path: Path, end: str, mark: str, last: bool) -> None:
    report = WRONG["report.md"]
    assert isinstance(report, str)
    given = mark + (report if last else report.rstrip("\n")).replace("\n", end)
    where = repository(tmp_path, {**WRONG, "report.md": given})
    (where.path / "report.md").chmod(0o755)
    fix(where)
    assert text(where) == given.replace("| A | 7 |", "| A | 1 |").encode()
    assert (where.path / "report.md").stat().st_mode & 0o777 == 0o755


def test_a_partly_staged_file_is_refused_and_named(tmp_path: Path) -> None:
    where = repository(tmp_path, both())
    where.files({"report.md": WRONG["report.md"]})
    where.stage()
    where.files({"report.md": str(WRONG["report.md"]) + "\nA sentence.\n"})
    before = disk(where)
    code, said = run(where)
    assert code == 1
    assert "report.md is staged in part" in said
    assert disk(where) == before


def test_a_file_that_is_staged_as_a_whole_is_mended(tmp_path: Path) -> None:
    where = repository(tmp_path, both())
    where.files({"report.md": WRONG["report.md"]})
    where.stage()
    assert fix(where).writes
    assert text(where) == RIGHT


def test_a_link_is_never_written_through(tmp_path: Path) -> None:
    where = repository(tmp_path, WRONG)
    where.git("mv", "report.md", "elsewhere.md")
    where.link("report.md", "elsewhere.md")
    before = disk(where)
    run(where)
    assert disk(where) == before


def test_a_folder_that_is_a_link_is_never_written_through(tmp_path: Path) -> None:
    from judging import POLICY

    policy = POLICY.replace('"report.md"', '"docs/report.md"')
    where = repository(tmp_path, {"list.md": ledger(*ALL), "docs/report.md": WRONG["report.md"]}, policy)
    (where.path / "docs").rename(tmp_path / "outside")
    where.link("docs", str(tmp_path / "outside"))
    before = (tmp_path / "outside/report.md").read_bytes()
    run(where)
    assert (tmp_path / "outside/report.md").read_bytes() == before


def test_a_file_in_conflict_is_refused(tmp_path: Path) -> None:
    where = repository(tmp_path, WRONG)
    where.branch("other")
    where.save({"report.md": str(WRONG["report.md"]).replace("# Report", "# Theirs")})
    where.checkout("main")
    where.save({"report.md": str(WRONG["report.md"]).replace("# Report", "# Ours")})
    where.merge("other", fails=True)
    where.files({"report.md": WRONG["report.md"]})
    before = disk(where)
    code, _ = run(where)
    assert code in (1, 3)
    assert disk(where) == before


def test_staged_goes_by_the_index_where_both_agree(tmp_path: Path) -> None:
    where = repository(tmp_path, both())
    where.files({"report.md": WRONG["report.md"]})
    where.stage()
    where.files({"list.md": ledger(*ALL, ("C-9", "New", "A"))})  # not staged, so it does not count
    assert fix(where, staged=True).writes
    assert text(where) == RIGHT


def test_staged_leaves_a_file_that_differs_on_the_disk(tmp_path: Path) -> None:
    where = repository(tmp_path, WRONG)
    where.files({"report.md": str(WRONG["report.md"]) + "more\n"})
    before = disk(where)
    done = fix(where, staged=True)
    assert [left.why for left in done.mended.left] == ["report.md differs in the work tree from what is staged"]
    assert disk(where) == before


def test_staged_writes_the_line_ends_that_git_checked_out(tmp_path: Path) -> None:
    where = repository(tmp_path, WRONG)
    where.git("config", "core.autocrlf", "true")
    where.files({"report.md": str(WRONG["report.md"]).replace("\n", "\r\n")})
    assert fix(where, staged=True).writes
    assert text(where) == RIGHT.replace(b"\n", b"\r\n")


def test_the_hook_fails_when_it_wrote_and_passes_in_silence_when_not(tmp_path: Path) -> None:
    where = repository(tmp_path, WRONG)
    assert run(where, "--staged", "--hook")[0] == 1
    where.stage()
    assert run(where, "--staged", "--hook") == (0, "")


def test_an_interrupted_run_is_finished_by_the_next_and_only_shown_by_a_look(tmp_path: Path) -> None:
    where = repository(tmp_path, WRONG)
    folder = where.path / ".git/ledgergate"
    folder.mkdir()
    from base64 import b64encode

    old = b64encode(text(where)).decode()
    told = {"version": 1, "token": "aa", "files": [{"path": "report.md", "old": old, "new": b64encode(RIGHT).decode()}]}
    (folder / "fix.json").write_text(json.dumps(told))
    assert run(where, "--check")[0] == 1
    assert text(where) != RIGHT
    code, said = run(where)
    assert (code, text(where)) == (0, RIGHT)
    assert "finished" in said
    assert not standing(where)


def test_two_rules_that_want_one_number_otherwise_end(tmp_path: Path) -> None:
    """Each fix alone would bring the other's finding, again and again."""
    from ledgergate.model import Edit, Finding, Fix, Place
    from ledgergate.rules import wrong_total

    def quarrel(view: object) -> list[Finding]:
        document = next(iter(view.after.reports)).document  # type: ignore[attr-defined]
        now, other = (b"seven", b"eight") if b"seven" in document.data else (b"eight", b"seven")
        at = document.data.index(now)
        fix = Fix("change it", (Edit(document.path, at, at + 5, other.decode()),), safe=True)
        return [Finding("", "", Place("report.md"), now.decode(), key=now.decode(), fix=fix)]

    where = repository(
        tmp_path, both(report_md=table(*ALL, more="\nIt says seven.\n\n| Bucket | Count |\n|---|---|\n| A | 1 |\n"))
    )
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(wrong_total, "check", quarrel)
        done = fix(where)
    assert not done.writes
    assert len(done.mended.left) == 1
