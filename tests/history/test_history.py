"""`ledgergate history`: each commit's figures are those of a check of that commit, and nothing is read twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from audit import gate
from judging import POLICY
from ledgergate import markdown
from ledgergate.errors import Misused, NotChecked
from ledgergate.history import workers
from ledgergate.history.judging import NO_POLICY, Judging
from ledgergate.history.timeline import SHALLOW
from ledgergate.markdown import Page
from ledgergate.model import Document
from looking_back import ONE, TWO, checked, documents, past, product, seen, troubled
from support import Repository


def test_each_commit_says_what_a_check_of_it_alone_says(tmp_path: Path) -> None:
    repository = troubled(tmp_path / "product", 25, seed=1)
    found = past(repository).rows

    assert len(found) == 25
    assert {row.point.commit.oid: seen(row) for row in found} == {
        row.point.commit.oid: checked(repository, row) for row in found
    }
    assert len({json.dumps(seen(row)) for row in found}) > 8  # these commits do differ


def test_items_come_and_go_and_a_report_drifts(tmp_path: Path) -> None:
    found = past(product(tmp_path)).rows

    assert [row.figures.items["candidates"] for row in found] == [2, 3, 3, 2]
    assert [dict(row.figures.by["candidates"] or {}) for row in found] == [
        {"A": 1, "B": 1}, {"A": 1, "B": 2}, {"A": 1, "B": 2}, {"B": 2},
    ]  # fmt: skip
    moves = [row.moves["candidates"] for row in found]
    assert [(one.added, one.closed) for one in moves] == [(2, 0), (1, 0), (0, 0), (0, 1)]
    assert [row.figures.drifted for row in found] == [0, 0, 1, 0]
    assert [row.figures.exit_code for row in found] == [0, 0, 1, 0]


def test_an_item_with_a_new_key_and_its_old_title_neither_came_nor_went(tmp_path: Path) -> None:
    repository = product(tmp_path)
    repository.save(documents(("C-7", TWO[1], TWO[2])), "renamed, and one gone")
    moved = past(repository).rows[-1].moves["candidates"]
    assert (moved.added, moved.closed) == (0, 1)


def test_commits_without_a_policy_or_with_one_that_cannot_be_read_say_so_and_have_no_numbers(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "r")
    repository.save({"README.md": "# Nothing yet\n"}, "before there was a policy")
    repository.save({"ledgergate.toml": POLICY, **documents(ONE)}, "the first policy")
    repository.save({"ledgergate.toml": "[ledger.candidates\n"}, "a policy with a mistake")
    repository.save({"ledgergate.toml": POLICY, **documents(ONE, TWO)}, "mended, and an item more")

    found = past(repository).rows
    assert [row.figures.trouble for row in found][::3] == [NO_POLICY, ""]
    assert found[2].notes[0].startswith("its policy cannot be read: ledgergate.toml:1")
    assert [row.figures.unclassified for row in found] == [None, 0, None, 0]
    assert "candidates" not in found[1].moves  # nobody knows what was there before the policy
    moved = found[3].moves["candidates"]  # since the last commit that could be judged
    assert (moved.added, moved.closed) == (1, 0)

    shown = gate(repository, "history", "--no-cache", "--format", "json")
    counts = [one["counts"] for one in json.loads(shown.stdout)["commits"]]
    assert [one is None for one in counts] == [True, False, True, False]


def test_a_ledger_of_which_a_document_cannot_be_read_has_no_number(tmp_path: Path) -> None:
    repository = product(tmp_path)
    repository.save({"list.md": b"# Candidates\n\n### C-1 \xff\xfe\n"}, "no text any more")
    last = past(repository).rows[-1]
    assert last.figures.items == {"candidates": None}
    assert last.figures.unclassified is None
    assert "list.md" in last.notes[0]
    assert last.figures.exit_code != 0


def test_the_policy_of_today_is_asked_of_commits_that_held_another_or_none(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "r")
    repository.save(documents(ONE), "documents first")
    repository.save({"ledgergate.toml": POLICY}, "then a policy")
    assert [row.figures.items for row in past(repository).rows] == [{}, {"candidates": 1}]
    assert [row.figures.items for row in past(repository, "now").rows] == [{"candidates": 1}] * 2

    repository.write("tried.toml", POLICY.replace("B = ", "Later = "))
    tried = past(repository, str(repository.path / "tried.toml")).rows
    assert [row.figures.exit_code for row in tried] == [0, 0]
    with pytest.raises(Misused):
        past(repository, str(repository.path / "missing.toml"))


def test_a_waiver_counts_as_on_the_day_of_the_commit(tmp_path: Path) -> None:
    repository = product(tmp_path)
    waived = (
        POLICY + '[[waiver]]\nrule = "row-contradicts-ledger"\nreason = "soon"\nowner = "us"\nexpires = 2023-11-14\n'
    )
    drifted = documents(ONE, TWO, rows=(("C-1", "PSA handoff", "B"), TWO))
    repository.save({"ledgergate.toml": waived, **drifted}, "waived")
    repository.ticks += 2 * 24 * 60
    repository.save({"src/other.py": "pass\n"}, "two days later")

    then, later = past(repository).rows[-2:]
    assert (then.figures.waived, then.figures.drifted) == (1, 0)
    assert (later.figures.waived, later.figures.drifted) == (0, 1)
    assert [seen(row) for row in (then, later)] == [checked(repository, row) for row in (then, later)]


def test_a_shallow_clone_says_what_it_does_not_know(tmp_path: Path) -> None:
    clone = product(tmp_path).clone(tmp_path / "clone", "--depth", "2")
    first, last = past(clone).rows
    assert SHALLOW in first.notes
    assert not first.moves
    assert last.moves["candidates"].closed == 1


def test_a_range_tags_and_days_choose_commits(tmp_path: Path) -> None:
    repository = product(tmp_path)
    repository.git("tag", "v1", "HEAD~2")
    repository.git("tag", "-a", "-m", "second", "v2", "HEAD")

    ranged = past(repository, range="HEAD~2..HEAD").rows
    assert [row.point.commit.subject for row in ranged] == ["the report drifts", "the first item is gone"]
    assert ranged[0].moves["candidates"].added == 0  # compared with the commit before the range
    tagged = past(repository, tags=True).rows
    assert [(row.point.names, row.figures.items["candidates"]) for row in tagged] == [(("v1",), 3), (("v2",), 2)]
    assert [row.point.commit.oid for row in past(repository, last=1).rows] == [repository.oid()]
    day = ranged[0].point.day
    assert len(past(repository, since=day, until=day).rows) == 4
    with pytest.raises(NotChecked):
        past(repository, since="2030-01-01")
    with pytest.raises(Misused):
        past(repository, since="yesterday")
    with pytest.raises(Misused):
        past(repository, range="..HEAD")


def test_a_merge_stands_for_all_that_it_brought(tmp_path: Path) -> None:
    repository = product(tmp_path)
    repository.branch("more")
    repository.save(documents(ONE, TWO), "not on the branch that is read")
    repository.checkout("main")
    repository.merge("more")
    found = past(repository).rows
    assert len(found) == 5
    assert found[-1].moves["candidates"].added == 1


def test_a_document_is_parsed_once_for_all_commits_that_hold_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = product(tmp_path)
    for number in range(20):
        repository.save({f"src/part{number}.py": "pass\n"}, "nothing that is governed")
    parsed: list[str] = []
    read = markdown.read

    def noted(document: Document) -> Page:
        parsed.append(document.path)
        return read(document)

    monkeypatch.setattr(markdown, "read", noted)
    judged = _judged(monkeypatch)
    found = past(repository).rows
    assert len(found) == 24
    assert sorted(parsed) == ["list.md"] * 3 + ["report.md"] * 4
    assert len(judged) == 4


def test_several_processes_say_what_one_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = troubled(tmp_path / "product", 12, 3)
    alone = past(repository)
    monkeypatch.setattr(workers, "_CHUNK", 3)
    monkeypatch.setattr(workers, "processes", lambda _work, _each: 2)
    assert past(repository) == alone


def test_an_interrupted_run_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = product(tmp_path)
    whole = past(repository)
    judged = _judged(monkeypatch, stop=2)
    with pytest.raises(KeyboardInterrupt):
        past(repository, cached=True)
    monkeypatch.undo()
    first = list(judged)

    judged = _judged(monkeypatch)
    assert past(repository, cached=True) == whole
    assert len(first) == 2
    assert set(judged) == {*(row.point.commit.oid for row in whole.rows[2:]), first[-1]}
    judged.clear()
    assert past(repository, cached=True) == whole
    assert not judged


def _judged(monkeypatch: pytest.MonkeyPatch, stop: int = 0) -> list[str]:
    """The commits that are judged from now on; the process is interrupted after `stop` of them."""
    judged: list[str] = []
    judge = Judging._judged

    def noted(self: Judging, point: object) -> object:
        if stop and len(judged) == stop:
            raise KeyboardInterrupt
        judged.append(point.commit.oid)  # type: ignore[attr-defined]
        return judge(self, point)  # type: ignore[arg-type]

    monkeypatch.setattr(Judging, "_judged", noted)
    return judged


def test_an_empty_repository_and_one_without_any_policy_end_with_3(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "r")
    done = gate(repository, "history")
    assert (done.returncode, "Traceback" in done.stderr) == (3, False)
    repository.save({"README.md": "# Here\n"})
    done = gate(repository, "history")
    assert done.returncode == 3
    assert NO_POLICY[:20] in done.stdout
