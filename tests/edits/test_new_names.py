"""An item that is gone and one that is new with nearly its title: the author is asked, and never passed over."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from fixing import codes, disk, repository, request, run, text
from judging import ALL, POLICY, both, ledger, table
from ledgergate.cli import fix as verb
from support import Repository

NEW = (*ALL[:2], ("C-9", "Tenant searching", "B"))
CLOSED = "## Closed\n\n- C-7 dropped: no demand\n"
NAMED = POLICY.replace("[[report]]", 'dispositions = { path = "closed.md", under = ["Renamed"] }\n\n[[report]]', 1)


def _renamed(tmp_path: Path, more: str = "", report: str = "", policy: str = POLICY, **files: str) -> Repository:
    where = repository(tmp_path, {**both(ledger(*ALL, more=more), report), **files}, policy)
    where.files({"list.md": ledger(*NEW, more=more)})
    return where


def _answered(where: Repository, *, yes: bool) -> list[str]:
    """`ledgergate fix` with an author who says yes or no, and the questions that were put."""
    questions: list[str] = []

    def confirm(question: str) -> bool:
        questions.append(question)
        return yes

    verb.fix(request(where), (), write=True, confirm=confirm)
    return questions


def test_with_a_yes_the_line_is_written_and_the_row_follows(tmp_path: Path) -> None:
    where = _renamed(tmp_path, CLOSED)
    assert "LG205" in codes(where)
    (question,) = _answered(where, yes=True)
    assert question == (
        "C-3 'Tenant search' is gone and C-9 'Tenant searching' is new: is it the same under a new name "
        "(writes '- C-9 renamed from C-3' into list.md)?"
    )
    assert text(where, "list.md").decode() == ledger(*NEW, more=CLOSED + "- C-9 renamed from C-3\n")
    assert text(where).decode() == table(*NEW)
    assert codes(where) == []
    assert _answered(where, yes=True) == []


def test_without_a_place_for_it_the_line_stands_with_the_item(tmp_path: Path) -> None:
    where = _renamed(tmp_path)
    _answered(where, yes=True)
    assert text(where, "list.md").decode() == ledger(*NEW).rstrip() + "\n- C-9 renamed from C-3\n\n"
    assert codes(where) == []


def test_the_policys_own_place_takes_the_line(tmp_path: Path) -> None:
    where = _renamed(tmp_path, policy=NAMED, **{"closed.md": "# Closed\n\n## Renamed\n\nNone yet.\n\n## Dropped\n"})
    _answered(where, yes=True)
    assert text(where, "closed.md").decode() == (
        "# Closed\n\n## Renamed\n\nNone yet.\n\n- C-9 renamed from C-3\n\n## Dropped\n"
    )
    assert codes(where) == []


def test_with_a_no_nothing_of_it_is_written(tmp_path: Path) -> None:
    where = _renamed(tmp_path)
    before = disk(where)
    assert len(_answered(where, yes=False)) == 1
    assert disk(where) == before


@pytest.mark.parametrize("words", [(), ("--check",), ("--diff",), ("--format", "json"), ("--hook",)])
def test_without_a_terminal_it_is_left_to_the_author(tmp_path: Path, words: tuple[str, ...]) -> None:
    where = _renamed(tmp_path)
    before = disk(where)
    code, said = run(where, *words)
    assert disk(where) == before
    assert code == 0
    if words in ((), ("--format", "json")):
        assert "is it the same under a new name" in said


def test_two_that_are_gone_and_one_that_is_new_are_nobodys_question(tmp_path: Path) -> None:
    twins = (*ALL, ("C-4", "Tenant searches", "B"))
    where = repository(tmp_path, both(ledger(*twins), table(*twins)))
    where.files({"list.md": ledger(*NEW)})
    assert _answered(where, yes=True) == []


def test_an_item_with_quite_another_title_is_nobodys_question(tmp_path: Path) -> None:
    where = repository(tmp_path, both())
    where.files({"list.md": ledger(*ALL[:2], ("C-9", "Search of invoices", "B"))})
    assert _answered(where, yes=True) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo terminals")
@pytest.mark.parametrize(("answer", "said"), [(b"y\n", "renamed from"), (b"\n", "")])
def test_on_a_terminal_the_question_is_put_and_enter_means_no(tmp_path: Path, answer: bytes, said: str) -> None:
    where = _renamed(tmp_path)
    ours, theirs = pty.openpty()
    try:
        os.write(ours, answer)
        command = [sys.executable, "-m", "ledgergate", "fix"]
        subprocess.run(
            command, cwd=where.path, env=where.environment(), stdin=theirs, stdout=theirs, stderr=theirs, check=False
        )
    finally:
        os.close(theirs)
        os.close(ours)
    assert ("renamed from" in text(where, "list.md").decode()) is bool(said)
