"""What a change is held to at its end: a difference to two listings, lists to the objects, an index to its hash.

A git that loses a record of a list, or has one too many, is a program of its own that stands before git in PATH.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import pytest

from branching import crowd
from ledgergate.errors import NotChecked
from ledgergate.git.comparison import Comparison
from ledgergate.git.states import Overlay, Tree
from ledgergate.moments import Asked, Change, look
from ledgergate.moments.part import Part
from refusals import refused
from support import Repository, scrubbed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from support import Looks

AGAIN = "Run it again; if it stays so: git fsck"
APART = ("git's difference and its two listings do not agree, so nothing was checked.", AGAIN)
LOST = ("git's list of differences is not whole, so nothing was checked.", AGAIN)
UNLISTED = ("git's listing is not whole, so nothing was checked.", AGAIN)
DAMAGED = (
    "The index 'damaged' is damaged, so nothing was checked.",
    "Rebuild it from the last commit (the work tree stays as it is): rm .git/index && git reset",
)
SIZES = {"small": 0, "middle": 900, "large": 2400}  # of these many files the index is read in other ways
EDITED = ["docs/b", "docs/c/d", "z"]


@pytest.fixture(scope="module")
def repositories(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Repository]:
    """One of each size; its index is `written`, with its tree known, and `staged`, with edits since.

    `written` is `forged` with other content for docs/b, and `unkept` is written while nobody keeps the tree.
    """
    return {name: _made(tmp_path_factory.mktemp(name) / "repo", many) for name, many in SIZES.items()}


def _made(path: Path, many: int) -> Repository:
    repo = Repository(path)
    repo.save({"a": "1\n", "docs/b": "2\n", "docs/c/d": "3\n"}, "first")
    crowd(repo, many)
    repo.git("update-ref", "HEAD", repo.commit_tree(repo.git("write-tree").decode(), "HEAD", message="many"))
    index = repo.path / ".git/index"
    repo.put("docs/b", repo.blob("edited\n"))
    repo.put("docs/c/d", "0" * 40, "0")
    repo.put("z", repo.blob("new\n"))
    shutil.copy(index, index.with_name("staged"))
    tree = repo.git("write-tree").decode()
    shutil.copy(index, index.with_name("written"))
    body = index.read_bytes()[:-20].replace(bytes.fromhex(repo.oid(":docs/b")), bytes.fromhex(repo.oid("HEAD:a")))
    index.with_name("forged").write_bytes(body + hashlib.sha1(body, usedforsecurity=False).digest())
    repo.put("z", repo.blob("newer\n"))
    lost = repo.git("write-tree").decode()
    (repo.path / f".git/objects/{lost[:2]}/{lost[2:]}").unlink()
    shutil.copy(index, index.with_name("unkept"))
    assert tree != lost
    return repo


@pytest.fixture
def liar(tmp_path: Path) -> Any:
    """Puts a git into PATH that does something else at one of its verbs, once the file `now` is there."""

    def placed(verb: str, instead: str) -> dict[str, str]:
        folder = tmp_path / "bin"
        folder.mkdir()
        program = (
            f"#!/bin/sh\nreal='{shutil.which('git')}'\n"
            f'if [ -e "$0.now" ]; then case " $* " in *" {verb} "*) {instead};; esac; fi\nexec "$real" "$@"\n'
        )
        (folder / "git").write_text(program)
        (folder / "git").chmod(0o755)
        return {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}

    return placed


def begins(tmp_path: Path) -> None:
    (tmp_path / "bin/git.now").touch()


KEEPS = 'exec "$real" "$@" docs/b z'  # and loses docs/c/d, which is deleted
ADDS = '"$real" "$@"; printf ":000000 100644 %040d %040d A\\0docs/x\\0" 0 1; exit 0'
SHORT = 'exec "$real" -C "$2" ls-tree -r -z --full-tree HEAD -- docs/b'


def paths(change: Change) -> list[str]:
    return [one.path for one in change.entries]


LISTED = {
    ("small", "staged"): (True, Overlay), ("small", "written"): (True, Overlay), ("small", "unkept"): (True, Overlay),
    ("middle", "staged"): (True, Overlay), ("middle", "written"): (True, Overlay),
    ("middle", "unkept"): (False, Tree), ("large", "staged"): (False, Tree), ("large", "written"): (True, Overlay),
    ("large", "unkept"): (False, Tree),
}  # fmt: skip


@pytest.mark.parametrize(("size", "index"), LISTED)
def test_what_two_whole_listings_or_trees_tell(
    repositories: dict[str, Repository], looks: Looks, size: str, index: str
) -> None:
    repo = repositories[size]
    first, second = (looks(repo, staged=True, env={"GIT_INDEX_FILE": f".git/{index}"}) for _ in range(2))
    listed, before = LISTED[size, index]
    assert first.is_listed is listed
    assert paths(second) == EDITED
    for change in (first, second):
        state = change.before
        assert type(state) is before
        assert state is not None
        assert (state.name, state.side) == (repo.oid(), "before")
        assert state.under("docs") == looks(repo, tree="HEAD").after.under("docs")
        assert change.tip is state
        change.after.prefetch("docs")
        change.confirm("docs", "z")
        change.prove()


PLACES = {
    "docs": False, "docs/c": False, "docs/c/d": False, "a docs": False, "": False,
    "docs/b": True, "z": True, "a": True, "many": True, "z docs/b": True,
}  # fmt: skip


@pytest.mark.parametrize("places", PLACES)
def test_a_difference_that_lost_a_record_is_noticed_where_somebody_looks(
    repositories: dict[str, Repository], looks: Looks, liar: Any, tmp_path: Path, places: str
) -> None:
    env = {"GIT_INDEX_FILE": ".git/staged", **liar("diff-index", KEEPS)}
    begins(tmp_path)
    change = looks(repositories["large"], staged=True, env=env)
    assert paths(change) == ["docs/b", "z"]
    if PLACES[places]:
        change.confirm(*places.split(" "))
        return
    with refused(NotChecked, APART):
        change.confirm(*places.split(" "))


# A folder that is judged as a part, the places that are asked of it -> whether all is told.
FOLDERS = {
    ("docs", "c"): False, ("docs", "c/d"): False, ("docs", ""): False, ("docs", "b c"): False, ("docs/c", ""): False,
    ("docs", "b"): True, ("many", ""): True, ("docs", "x b"): True, ("z", "docs"): True,
}  # fmt: skip


@pytest.mark.parametrize(("folder", "places"), FOLDERS)
def test_a_part_notices_a_lost_record_in_its_folder(
    repositories: dict[str, Repository], looks: Looks, liar: Any, tmp_path: Path, folder: str, places: str
) -> None:
    env = {"GIT_INDEX_FILE": ".git/staged", **liar("diff-index", KEEPS)}
    begins(tmp_path)
    part = Part(looks(repositories["large"], staged=True, env=env), folder)
    if FOLDERS[folder, places]:
        part.confirm(*places.split(" "))
        return
    with refused(NotChecked, APART):
        part.confirm(*places.split(" "))


def test_a_part_of_an_honest_difference_is_confirmed(repositories: dict[str, Repository], looks: Looks) -> None:
    change = looks(repositories["large"], staged=True, env={"GIT_INDEX_FILE": ".git/staged"})
    Part(change, "docs").confirm("", "c", "b")
    Part(change, "docs/c").confirm("")


def test_a_difference_with_a_record_too_many_is_noticed(
    repositories: dict[str, Repository], looks: Looks, liar: Any, tmp_path: Path
) -> None:
    env = {"GIT_INDEX_FILE": ".git/staged", **liar("diff-index", ADDS)}
    begins(tmp_path)
    change = looks(repositories["large"], staged=True, env=env)
    assert paths(change) == ["docs/b", "docs/c/d", "docs/x", "z"]
    change.confirm("docs/b", "docs/c", "z")
    for places in (("docs",), ("docs/x",)):
        with refused(NotChecked, APART):
            change.confirm(*places)


def test_only_a_difference_from_its_one_base_can_be_held_to_listings(
    repositories: dict[str, Repository], looks: Looks, liar: Any, tmp_path: Path
) -> None:
    env = {"GIT_INDEX_FILE": ".git/staged", **liar("diff-index", KEEPS)}
    change = looks(repositories["large"], staged=True, base="HEAD^", env=env)
    begins(tmp_path)
    assert "docs/c/d" not in paths(change)
    with refused(NotChecked, APART):
        change.confirm("docs")
    repo = repositories["large"]
    aside = repo.commit_tree(repo.oid("HEAD^^{tree}"), repo.oid("HEAD^"))
    change = looks(repo, staged=True, base=aside, env=env)
    assert "docs/c/d" not in paths(change)
    change.confirm("docs")


def asked(repo: Repository, env: dict[str, str], **flags: Any) -> Change:
    return look(Asked(cwd=str(repo.path), environment=scrubbed(repo.path.parent, **env), **flags))


PROVEN: dict[str, tuple[dict[str, Any], str, tuple[str, str] | None]] = {
    # flags, the place that is asked for, what is told of a git that lists docs/b alone
    "a tree": ({"tree": "HEAD"}, "docs", UNLISTED),
    "a tree of which less was asked": ({"tree": "HEAD"}, "docs/b", None),
    "a tree of which nothing was asked": ({"tree": "HEAD"}, "", None),
    "the state beside a deleted ref": ({"head": "0" * 40}, "docs", None),
}


@pytest.mark.parametrize("name", PROVEN)
def test_a_listing_is_held_to_its_tree(
    repositories: dict[str, Repository], liar: Any, tmp_path: Path, name: str
) -> None:
    flags, place, why = PROVEN[name]
    env = liar("ls-tree", SHORT)
    for honest in (True, False):
        with asked(repositories["small"], env, **flags) as change:
            if place:
                change.after.prefetch(place)
            if honest or why is None:
                change.prove()
            else:
                with refused(NotChecked, why):
                    change.prove()
        begins(tmp_path)


@pytest.mark.parametrize("flags", [{"tree": "HEAD"}, {"staged": True}, {"base": "HEAD^", "head": "HEAD"}])
def test_a_difference_between_two_commits_is_held_to_their_trees(
    repositories: dict[str, Repository], liar: Any, tmp_path: Path, flags: dict[str, Any]
) -> None:
    repo = repositories["small"]
    later = repo.commit_tree(repo.git("write-tree", env={"GIT_INDEX_FILE": ".git/staged"}).decode(), "HEAD")
    env = liar("diff-tree", KEEPS)
    with asked(repo, env, **flags) as change:
        assert change.entries is not None
        assert sorted(change.between(repo.oid(), later)) == EDITED
        change.prove()
        begins(tmp_path)
        assert sorted(change.between(repo.oid(), later)) == ["docs/b", "z"]
        with refused(NotChecked, LOST):
            change.prove()


def test_what_a_merge_is_compared_with_is_held_to_its_trees(
    repositories: dict[str, Repository], liar: Any, tmp_path: Path
) -> None:
    repo = repositories["small"]
    edited = repo.commit_tree(repo.git("write-tree", env={"GIT_INDEX_FILE": ".git/staged"}).decode(), "HEAD")
    with asked(repo, liar("diff-tree", KEEPS), base=edited, head=repo.commit_tree("HEAD^{tree}", "HEAD")) as change:
        made = change.merge_result
        assert made is not None
        change.prove()
        begins(tmp_path)
        comparison = Comparison(made.git, oid=made.name)
        assert sorted(comparison.read(comparison.start(repo.oid()), repo.oid())) == ["docs/b", "z"]
        with refused(NotChecked, LOST):
            change.prove()


def test_what_objects_told_needs_no_proof(repositories: dict[str, Repository], looks: Looks) -> None:
    repo = repositories["small"]
    change = looks(repo, staged=True, env={"GIT_INDEX_FILE": ".git/written"})
    assert paths(change) == EDITED
    calls = change.git.calls
    change.after.prefetch("docs")
    change.prove()
    assert (change.git.calls, change.git.claims) == (calls, [])


FORGED = {
    ("large", "docs"): UNLISTED, ("large", "docs/b"): UNLISTED, ("large", "many"): None, ("middle", "docs"): UNLISTED,
    ("middle", "z"): None, ("large", ""): None,
}  # fmt: skip


@pytest.mark.parametrize(("size", "place"), FORGED)
@pytest.mark.parametrize("lines", [True, False])
def test_an_index_is_held_to_the_tree_that_it_names(
    repositories: dict[str, Repository], looks: Looks, size: str, place: str, lines: bool
) -> None:
    """Whoever only takes its lines, as a recalled verdict does, is held to it as well."""
    change = looks(repositories[size], staged=True, env={"GIT_INDEX_FILE": ".git/forged"})
    assert paths(change) == EDITED
    if place and lines:
        change.after.lines([place])
    elif place:
        change.after.prefetch(place)
    why = FORGED[size, place]
    if why is None:
        change.prove()
        return
    with refused(NotChecked, why):
        change.prove()


def test_a_damaged_index_is_told_at_the_end(repositories: dict[str, Repository]) -> None:
    repo = repositories["large"]
    whole, damaged = (repo.path / f".git/{name}" for name in ("written", "damaged"))
    damaged.write_bytes(whole.read_bytes()[:-1] + b"\x01")
    change = asked(repo, {"GIT_INDEX_FILE": ".git/damaged"}, staged=True)
    assert paths(change) == EDITED
    pid = change.git.warm().pid
    for end in (change.require_whole_index, change.prove, change.close):
        with refused(NotChecked, DAMAGED):
            end()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
