"""The small parts of a moment: what was asked, where HEAD stands, which merge is being made, and a person's run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from branching import History, crowd
from ledgergate.errors import Misused, NotChecked
from ledgergate.git.layout import Head
from ledgergate.git.processes import Limits
from ledgergate.moments import repository, staged
from ledgergate.moments.asked import Asked
from ledgergate.moments.repository import open_git
from refusals import refused
from support import Repository, scrubbed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.moments import Change
    from support import Looks

A, C = "a" * 40, "c" * 40


def test_what_an_asked_run_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "yes")
    assert (Asked().variables is os.environ, Asked().in_ci) == (True, True)
    told = {"": False, "false": False, "FALSE": False, "0": False, "1": True, "true": True}
    assert {said: Asked(environment={"CI": said}).in_ci for said in told} == told
    assert Asked(environment={}).in_ci is False
    usual = (False, "", "", "", False, None, False, ".", None, Limits())
    assert Asked() == Asked(*usual)


SECONDS = {"1": 1, "86400": 86400, "007": 7, "000000001": 1, "": 60, "86401": None, "0": None, "-1": None, "1.5": None,
           "x": None, "\u00b2": None, "\u0663": None, " 5": None, "9999999990": None, "0000000001": None}  # fmt: skip


@pytest.mark.parametrize("said", SECONDS)
def test_how_long_a_git_may_take(said: str) -> None:
    asked = Asked(environment={"LEDGERGATE_GIT_TIMEOUT": said})
    if SECONDS[said] is not None:
        assert repository.limits(asked) == Limits(seconds=float(SECONDS[said] or 0))
        return
    why = ("LEDGERGATE_GIT_TIMEOUT must be a whole number of seconds.", "LEDGERGATE_GIT_TIMEOUT=120")
    with refused(Misused, why):
        repository.limits(asked)


@pytest.fixture(scope="module")
def heads(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Branches that are loose (`a`), packed (`p`), written in capitals, that point on, and that lead to no commit."""
    repo = Repository(tmp_path_factory.mktemp("heads") / "repo", branch="a")
    commit = repo.save({"f": "1\n"})
    repo.git("branch", "p")
    repo.git("pack-refs", "--all")
    written = {
        b"a": commit, b"\xff": commit, b"capitals": commit.upper(), b"lost": "F" * 40, b"blob": repo.oid("HEAD:f"),
        b"1": "ref: refs/heads/a", **{b"%d" % one: f"ref: refs/heads/{one - 1}" for one in range(2, 5)},
    }  # fmt: skip
    for name, said in written.items():
        repo.write(b".git/refs/heads/" + name, said + "\n")
    return repo


NO_COMMIT = ("HEAD's branch names no commit that git can read, so nothing was checked.", "git fsck")
NOTHING = ("HEAD is no commit and no branch, so nothing was checked.", "git status")
# What HEAD says (COMMIT is the one commit that there is) -> the branch, and whether its commit is told; or why not.
STANDINGS: dict[str, tuple[str, bool] | tuple[str, str]] = {
    "COMMIT": ("", True),
    "ref: refs/heads/a": ("refs/heads/a", True),
    "ref: refs/heads/p": ("refs/heads/p", True),
    "ref: refs/heads/\udcff": ("refs/heads/\udcff", True),
    "ref: refs/heads/none": ("refs/heads/none", False),
    "ref: refs/heads/capitals": ("refs/heads/capitals", True),
    "ref: refs/heads/1": ("refs/heads/a", True),
    "ref: refs/heads/3": ("refs/heads/a", True),
    "ref: refs/heads/4": NOTHING,  # further than git goes
    "ref: refs/heads/lost": NO_COMMIT,
    "ref:refs/heads/a": ("refs/heads/a", True),
    "ref:\trefs/heads/p": ("refs/heads/p", True),
    "ref:refs/heads/\udcff": ("refs/heads/\udcff", True),
    "ref:refs/heads/none": ("refs/heads/none", False),
    "ref:refs/heads/blob": NO_COMMIT,
    "CAPITALS": ("", True),
    "F" * 40: NOTHING,
}


@pytest.mark.parametrize("said", STANDINGS)
def test_where_head_stands(heads: Repository, said: str) -> None:
    commit = heads.oid("refs/heads/a")
    head = said.replace("COMMIT", commit).replace("CAPITALS", commit.upper())
    heads.write(".git/HEAD", head + "\n")
    git = open_git(Asked(cwd=str(heads.path), environment=scrubbed(heads.path.parent)))
    ref, known = STANDINGS[said]
    if isinstance(known, bool):
        assert repository.standing(git) == Head(ref, commit if known else "")
    else:
        with refused(NotChecked, (ref, known)):
            repository.standing(git)
    git.close()
    heads.write(".git/HEAD", "ref: refs/heads/a\n")


def test_the_short_name_of_a_branch() -> None:
    env = {"DRONE": "true", "DRONE_BRANCH": "d"}
    assert repository.branch(Head("refs/heads/a/b", A), env) == "a/b"
    assert repository.branch(Head("refs/tags/a", A), env) == repository.branch(Head("", A), env) == "d"
    assert repository.branch(Head("", A), {}) == ""


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> History:
    """With work trees: on `topic`, on no branch, and in the middle of merges, one of them an octopus."""
    made = History(tmp_path_factory.mktemp("parts"))
    made.place("topic", "topic")
    made.place("nowhere", "--detach", "caught")
    made.place("late", "-b", "late", "main").git("merge", "-q", "--no-ff", "--no-commit", "side")
    octopus = made.place("octopus", "-b", "octopus", made.oids["base"])
    octopus.git("merge", "-q", "--no-commit", "side", made.oids["moved"])
    return made


# What git does -> the other parents, where no file names them: a clean merge is told of by variables alone.
GITHEAD = {f"GITHEAD_{A}": "x", f"GITHEAD_{A[1:]}": "x", f"GITHEAD_{'g' * 40}": "x", f"XGITHEAD_{C}": "x"}
ACTIONS = {"merge main": (A,), "merge": (A,), "pull --rebase": (A,), "pull": (A,), "merged x": (), "": (),
           "rebase merge": (), "rebase": ()}  # fmt: skip


def test_the_other_parents_of_a_merge_as_variables_name_them(history: History) -> None:
    git = history.git()
    for action, parents in ACTIONS.items():
        assert staged.merged_heads(git, {**GITHEAD, "GIT_REFLOG_ACTION": action}) == parents
    assert staged.merged_heads(git, GITHEAD) == ()
    assert git.calls == 0


def test_the_other_parents_of_a_merge_as_files_name_them(history: History, tmp_path: Path) -> None:
    side, moved = (history.oids[one] for one in ("side", "moved"))
    for place, parents in (("late", (side,)), ("octopus", (side, moved)), ("topic", ()), ("repo", ())):
        git = open_git(Asked(cwd=str(history.folder / place), environment=scrubbed(tmp_path)))
        for told in ({}, GITHEAD, {**GITHEAD, "GIT_REFLOG_ACTION": "merge"} if parents else {}):
            assert staged.merged_heads(git, told) == parents
    odd = Repository(tmp_path / "odd")
    odd.write(".git/MERGE_HEAD", f"{side} {moved[1:]}\n{moved}0\nx{moved[1:]}\n{moved}\n{moved.upper()[:39]}G\n")
    git = open_git(Asked(cwd=str(odd.path), environment=scrubbed(tmp_path)))
    assert staged.merged_heads(git, {}) == (side, moved)


INDEX = "the index differs from HEAD"
MAIN = "refs/heads/main"
NO_BASE = ("No base is known, and one is needed here, so nothing was checked.", "Give the base: --base REF")
DAMAGED = (
    "The index 'index' is damaged, so nothing was checked.",
    "Rebuild it from the last commit (the work tree stays as it is): rm .git/index && git reset",
)
# Place, a file that is staged -> source, moment, base, tip, entries.
RUNS: dict[str, tuple[str, str, tuple[str, str, str, str, str]]] = {
    "on a branch": ("topic", "", (MAIN, "range", "base", "main", "docs/b docs/n")),
    "staged on a branch": ("topic", "s", (MAIN, "staged", "base", "main", "docs/b docs/n s")),
    "on the default branch": ("repo", "", ("HEAD", "tree", "", "", "")),
    "staged on the default branch": ("repo", "s", (INDEX, "staged", "main", "main", "s")),
    "on no branch": ("nowhere", "", (MAIN, "range", "moved", "main", "docs/b docs/n")),
    "staged on no branch": ("nowhere", "s", (INDEX, "staged", "caught", "caught", "s")),
    "a merge on a branch": ("late", "", (MAIN, "staged", "main", "main", "z")),
    "an evil merge on a branch": ("late", "s", (MAIN, "staged", "main", "main", "s z")),
    "before the first commit": ("new", "", (INDEX, "staged", "empty", "empty", "")),
    "staged before the first commit": ("new", "s", (INDEX, "staged", "empty", "empty", "s")),
}


def paths(change: Change) -> str:
    return " ".join(one.path for one in change.entries)


@pytest.mark.parametrize("name", RUNS)
def test_a_persons_run(history: History, looks: Looks, name: str) -> None:
    place, staging, answer = RUNS[name]
    repo = Repository(history.folder / place, init=place == "new")
    if staging:
        repo.write(staging, "staged\n")
        repo.stage(staging)
    try:
        change = looks(repo)
        told = change.compared
        states = history.named([told.before or ""]), history.named([change.tip_oid])
        assert (told.source, told.moment, *states, paths(change)) == answer
    finally:
        if staging:
            repo.git("rm", "-q", "--cached", staging)


def test_a_merge_that_changes_nothing_is_still_being_made(repo: Repository, looks: Looks) -> None:
    tip = repo.save({"docs/readme.md": "topic\n"})
    for branch, source in (("main", INDEX), ("other", MAIN)):
        repo.git("checkout", "-q", "-B", branch, "main")
        repo.merge("topic", commit=False, ours=True)
        change = looks(repo)
        assert (change.compared.source, change.heads, paths(change)) == (source, (repo.oid(), tip), "")
        repo.git("merge", "--abort")


@pytest.mark.parametrize("place", ["repo", "nowhere"])
def test_a_run_that_needs_a_base_is_refused_without_one(history: History, looks: Looks, place: str) -> None:
    repo = Repository(history.folder / place, init=False)
    repo.put("s", repo.blob("staged\n"))
    with refused(NotChecked, NO_BASE):
        looks(repo, require_base=True)
    repo.git("rm", "-q", "--cached", "s")
    if place == "repo":
        with refused(NotChecked, NO_BASE):
            looks(repo, require_base=True)
    assert looks(history.folder / "nowhere", require_base=True).compared.source == MAIN
    assert looks(history.folder / "topic", require_base=True).compared.source == MAIN


def test_the_default_branch_is_that_of_origin(repo: Repository, looks: Looks) -> None:
    base = repo.oid("main")
    later = repo.save({"docs/readme.md": "topic\n"})
    repo.save({"docs/guide.md": "topic\n"})
    for remote, oid in (("aside", later), ("origin", base)):
        repo.git("update-ref", f"refs/remotes/{remote}/trunk", oid)
        repo.git("symbolic-ref", f"refs/remotes/{remote}/HEAD", f"refs/remotes/{remote}/trunk")
    change = looks(repo)
    assert (change.compared.source, change.tip_oid) == ("refs/remotes/origin/trunk", base)
    repo.write("s", "staged\n")
    repo.stage()
    change = looks(repo)
    assert (change.compared.source, change.tip_oid) == ("refs/remotes/origin/trunk", base)


def test_a_bare_repository_is_judged_as_a_state(tmp_path: Path, looks: Looks) -> None:
    bare = Repository(tmp_path / "bare", bare=True)
    change = looks(bare, env={"GIT_DIR": "."})
    assert (change.compared.source, change.compared.moment, paths(change)) == (INDEX, "staged", "")
    commit = bare.commit_tree(bare.tree(("100644", bare.blob("1"), "f")))
    bare.git("update-ref", "refs/heads/main", commit)
    change = looks(bare, env={"GIT_DIR": "."})
    told = change.compared
    assert (told.source, told.moment, told.before, told.after) == ("a bare repository", "tree", None, commit)


def test_a_damaged_index_is_no_sign_of_what_was_meant(tmp_path: Path, looks: Looks) -> None:
    repo = Repository(tmp_path / "large")
    repo.save({"f": "1\n"})
    crowd(repo, 2400)
    repo.git("update-ref", "HEAD", repo.commit_tree(repo.git("write-tree").decode(), "HEAD"))
    assert looks(repo).compared.moment == "tree"
    index = repo.path / ".git/index"
    index.write_bytes(index.read_bytes()[:-1] + b"\x01")
    with refused(NotChecked, DAMAGED):
        looks(repo)
