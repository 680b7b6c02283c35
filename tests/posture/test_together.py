"""Two requests that are each right and wrong together: the second is told from what its merge would make."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledgergate.gate import judge
from ledgergate.git.processes import Git
from ledgergate.moments import Asked
from ledgergate.request import Request
from small_team import judged
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ledgergate.model import Finding

    Files = dict[str, str | bytes]

POLICY = """\
[vocabulary.bucket]
values = { now = "Do now", later = "Do later" }
[ledger.candidates]
sources = [{ path = "docs/candidates.md", items = "headings", level = 3 }]
key = '^(?P<key>C-\\d+)\\b'
fields.bucket = { label = "Bucket", values = "bucket", required = true }
fields.proof = { label = "Proof", kind = "evidence" }
[[report]]
path = "docs/report.md"
ledger = "candidates"
rows = { items = "table", key = "Candidate", columns = { Bucket = "bucket" } }
totals = { by = "bucket" }
[[package]]
path = "specs/[0-9]*"
requires = ["spec.md"]
numbers = true
"""
ITEMS = (("C-1 Sync", "Do now"), ("C-2 Import", "Do now"), ("C-3 Export", "Do later"))


def _ledger(*items: tuple[str, str]) -> str:
    return "# Candidates\n\n" + "\n".join(f"### {name}\n\n- **Bucket**: {bucket}\n" for name, bucket in items)


def _report(*items: tuple[str, str]) -> str:
    rows = "".join(f"| {name} | {bucket} |\n" for name, bucket in items)
    totals = "".join(f"| {one} | {sum(bucket == one for _, bucket in items)} |\n" for one in ("Do now", "Do later"))
    table = "# Report\n\n| Candidate | Bucket |\n| --- | --- |\n"
    return f"{table}{rows}\n| Bucket | Count |\n| --- | --- |\n{totals}"


def _both(*items: tuple[str, str]) -> dict[str, str | bytes]:
    return {"docs/candidates.md": _ledger(*items), "docs/report.md": _report(*items)}


def _spec(name: str) -> dict[str, str | bytes]:
    return {f"specs/{name}/spec.md": f"# {name}\n\n**Status**: Draft\n"}


def _requests(path: Path, mine: dict[str, str | bytes], theirs: dict[str, str | bytes]) -> Repository:
    """Main has taken one request in the meantime; the other one is checked out."""
    repository = Repository(path)
    repository.save({"ledgergate.toml": POLICY, "docs/proof.md": "proof\n", **_both(*ITEMS), **_spec("001-login")})
    repository.branch("mine")
    repository.save(mine, "mine")
    repository.checkout("main")
    repository.save(theirs, "theirs")
    repository.checkout("mine")
    return repository


def _found(repository: Repository, **flags: Any) -> tuple[Finding, ...]:
    return judged(repository, **{"base": "main", "head": "HEAD", **flags}).findings


FIRST, LAST = ("C-4 Alpha", "Do later"), ("C-5 Beta", "Do later")
WRONG: dict[str, tuple[Files, Files, str, str]] = {
    "both raise one total": (_both(FIRST, *ITEMS), _both(*ITEMS, LAST), "LG305", "docs/report.md"),
    "both take one number": (_spec("002-search"), _spec("002-print"), "LG505", "specs/002-search/spec.md"),
    "both take one number, and mine sorts first": (
        _spec("002-alpha"), _spec("002-print"), "LG505", "specs/002-alpha/spec.md"),
    "one lists twice what both added": (
        _both(("C-4 Alpha", "Do later"), *ITEMS), _both(*ITEMS, ("C-4 Beta", "Do later")), "LG204",
        "docs/candidates.md"),
    "one cites what the other removes": (
        {"docs/candidates.md": _ledger(*ITEMS) + "- **Proof**: docs/proof.md\n"}, {"docs/proof.md": b""}, "LG401",
        "docs/candidates.md"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_two_requests_that_are_wrong_together(tmp_path: Path, name: str) -> None:
    mine, theirs, code, path = WRONG[name]
    repository = _requests(tmp_path / "r", mine, {key: text for key, text in theirs.items() if text})
    gone = [key for key, text in theirs.items() if not text]
    if gone:
        repository.checkout("main")
        repository.git("rm", "-q", *gone)
        repository.commit("theirs")
        repository.checkout("mine")
    assert _found(repository, base="main~1" if not gone else "main~2") == ()
    found = _found(repository)
    assert code in {one.code for one in found}, found
    one = next(one for one in found if one.code == code)
    assert one.place.path == path
    assert one.message.endswith(f", once this is merged into {repository.oid('main')[:12]}")
    assert one.cure[0].startswith(f"git merge {repository.oid('main')[:12]}")
    assert one.introduced
    assert _found(repository, merge_result=False) == ()
    lines = (repository.path / path).read_text().splitlines()
    assert lines[one.place.line - 1] == one.quote or one.quote not in lines


RIGHT: dict[str, tuple[Files, Files]] = {
    "each another total": (
        _both(("C-4 Alpha", "Do now"), *ITEMS),
        {"docs/candidates.md": _ledger(*ITEMS) + "\nEnd.\n"},
    ),
    "each another number": (_spec("002-search"), _spec("003-print")),
    "the base has moved elsewhere": (_both(FIRST, *ITEMS), {"src/main.py": "x\n"}),
    "the change is elsewhere": ({"src/main.py": "x\n"}, _both(*ITEMS, LAST)),
    "both did the same": (_both(*ITEMS, LAST), _both(*ITEMS, LAST)),
}


@pytest.mark.parametrize("name", RIGHT)
def test_two_requests_that_fit_together(tmp_path: Path, name: str) -> None:
    repository = _requests(tmp_path / "r", *RIGHT[name])
    assert _found(repository) == ()


def test_what_is_wrong_with_the_base_alone_is_not_the_requests(tmp_path: Path) -> None:
    mine, theirs, _, _ = WRONG["both raise one total"]
    repository = _requests(tmp_path / "r", {**_spec("002-search"), "docs/candidates.md": _ledger(*ITEMS) + "\nEnd.\n"},
                           {"docs/report.md": str(theirs["docs/report.md"])})  # fmt: skip
    assert _found(repository) == ()
    repository.save(mine, "mine, too")
    assert "LG305" not in {one.code for one in _found(repository)}


def test_what_the_request_is_refused_for_by_itself_is_told_once(tmp_path: Path) -> None:
    mine, theirs, _, _ = WRONG["both raise one total"]
    wrong = str(mine["docs/report.md"]).replace("| Do later | 2 |", "| Do later | 7 |")
    repository = _requests(tmp_path / "r", {**mine, "docs/report.md": wrong}, theirs)
    found = [one for one in _found(repository) if one.code == "LG305"]
    assert ["once this is merged" in one.message for one in found] == [False]


def test_a_conflict_is_said_and_refuses_nothing(tmp_path: Path) -> None:
    repository = _requests(tmp_path / "r", _both(FIRST, *ITEMS), _both(LAST, *ITEMS))
    verdict = judged(repository, base="main", head="HEAD")
    assert verdict.findings == ()
    assert any("merging conflicts" in one for one in verdict.notices)


def test_after_the_base_is_merged_and_counted_again_the_request_passes(tmp_path: Path) -> None:
    mine, theirs, _, _ = WRONG["both raise one total"]
    repository = _requests(tmp_path / "r", mine, theirs)
    repository.merge("main")
    repository.save(_both(FIRST, *ITEMS, LAST), "docs: counted again")
    assert _found(repository) == ()


def test_a_push_is_told_as_well(tmp_path: Path) -> None:
    mine, theirs, _, _ = WRONG["both take one number"]
    repository = _requests(tmp_path / "r", mine, theirs)
    repository.git("update-ref", "refs/remotes/origin/main", "main")
    for old in ("0" * 40, repository.oid("mine~1"), repository.oid("mine")):
        told = {"PRE_COMMIT_FROM_REF": old, "PRE_COMMIT_TO_REF": repository.oid("mine"),
                "PRE_COMMIT_REMOTE_NAME": "origin", "PRE_COMMIT_REMOTE_BRANCH": "refs/heads/mine"}  # fmt: skip
        asked = Asked(cwd=str(repository.path), environment=repository.environment(**told))
        assert [one.code for one in judge(Request(asked)).findings] == ["LG505"]


def test_a_commit_with_a_base_is_told_before_it_is_made(tmp_path: Path) -> None:
    repository = _requests(tmp_path / "r", {"docs/guide.md": "x\n"}, _spec("002-print"))
    repository.files(_spec("002-search"))
    repository.stage()
    assert [one.code for one in judged(repository, staged=True, base="main").findings] == ["LG505"]


def _calls(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    started: list[str] = []
    child = Git._child

    def noted(git: Git, args: tuple[str, ...], *more: Any, **named: Any) -> Any:
        started.append(args[0])
        return child(git, args, *more, **named)

    monkeypatch.setattr(Git, "_child", noted)
    _found(repository)
    monkeypatch.undo()
    return started


def test_a_base_that_has_not_moved_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine, theirs, _, _ = WRONG["both raise one total"]
    repository = _requests(tmp_path / "r", mine, theirs)
    repository.checkout("main")
    repository.git("reset", "-q", "--hard", "main~1")
    repository.checkout("mine")
    still = _calls(repository, monkeypatch)
    assert "merge-tree" not in still
    assert "rev-list" not in still
    monkeypatch.setitem(__import__("sys").modules, "ledgergate.merging", None)
    assert _found(repository) == ()


def test_where_only_one_side_changes_a_path_no_merge_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine, theirs, _, _ = WRONG["both take one number"]
    assert "merge-tree" not in _calls(_requests(tmp_path / "a", mine, theirs), monkeypatch)
    mine, theirs, _, _ = WRONG["both raise one total"]
    assert "merge-tree" in _calls(_requests(tmp_path / "b", mine, theirs), monkeypatch)
