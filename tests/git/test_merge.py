"""What merging two commits would make: in a room that holds nothing else, and that nothing of which is left."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from asking import asking, lies
from ledgergate.errors import NotChecked
from ledgergate.git.merge import Merged, merge_result
from pasts import Past
from refusals import SAME, refused
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.git.processes import Git

WITHOUT = "Mend that, or leave the merge out: --no-merge-result"
STORY = ("root", "base root +f +g", "ours base +f", "theirs base +g", "clash base +f")
NONSENSE = ("The merge could not be tried: git did not say what the merge makes.", WITHOUT)


@pytest.fixture(scope="module", params=["sha1", "sha256"])
def past(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Past:
    return Past(tmp_path_factory.mktemp("merge") / "r", *STORY, objects=request.param)


@pytest.fixture
def rooms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where clean rooms are made; none of them is there afterwards."""
    (folder := tmp_path / "rooms").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


def merged(git: Git, past: Past, one: str = "ours", other: str = "theirs") -> tuple[Merged | None, str]:
    git.run("--version")  # merges need a git that has said how old it is
    made, why = merge_result(git, past[one], past[other])
    assert made is None or isinstance(made, Merged)
    return made, why


def texts(made: Merged | None) -> dict[str, str]:
    assert made is not None
    return {path: one.data.decode().strip() for path, one in made.read(made.paths()).items()}


WHOLE = {"root": "root", "base": "base", "ours": "ours", "theirs": "theirs", "f": "ours", "g": "theirs"}


def test_a_merge_is_made_in_a_room_of_its_own(past: Past, rooms: Path) -> None:
    before = sorted((past.path / ".git/objects").rglob("*"))
    with asking(past) as git:
        made, why = merged(git, past)
        assert (texts(made), why) == (WHOLE, "")
        assert made is not None
        (room,) = rooms.iterdir()
        assert (room.name[:11], made.git.layout.git_dir) == ("ledgergate-", str(room))
        assert (room / "HEAD").read_text() == "ref: refs/heads/none\n"
        made.close()
        made.close()  # of a room that is gone already
    assert sorted((past.path / ".git/objects").rglob("*")) == before


def test_a_merge_that_conflicts_leaves_no_room_behind(past: Past, rooms: Path) -> None:
    with asking(past) as git:
        assert merged(git, past, other="clash") == (None, "merging conflicts: resolve that first")
        assert list(rooms.iterdir()) == []


def test_a_git_that_cannot_merge_in_memory_is_not_asked_to(past: Past, rooms: Path) -> None:
    with asking(past) as git:
        for version in ((0, 0), (2, 30), (2, 37)):
            git.version = version
            assert merge_result(git, past["ours"], past["theirs"]) == (None, "git 2.38 or newer is needed for it")
        assert git.calls == 0
        for version in ((2, 38), (2, 39), (3, 0)):
            git.version = version
            made, why = merge_result(git, past["ours"], past["theirs"])
            assert made is not None
            assert why == ""
            made.close()


def test_without_a_folder_for_it_no_merge_is_tried(past: Past, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    why = ("There is no folder to try the merge in: No such file or directory.", WITHOUT)
    with refused(NotChecked, why), asking(past) as git:
        merged(git, past)


OID = "$(printf %0{}d 1)"
# What a git does that is asked to merge -> the sentence after "could not be tried".
ANSWERS = {
    "exit 0": "git did not say what the merge makes.",
    "exit 1": "git did not say what the merge makes.",
    "echo OID; exit 1": "git did not say what the merge makes.",
    "echo OID; echo; exit 0": "git did not say what the merge makes.",
    "echo OID; echo x": "git did not say what the merge makes.",
    "echo OID0": "git did not say what the merge makes.",
    "echo SHORT": "git did not say what the merge makes.",
    "echo SHORT; echo x; exit 1": "git did not say what the merge makes.",
    "echo OID; exit 2": "git merge-tree failed (exit status 2), so nothing was checked.",
    "echo fatal: x >&2; exit 128": "git merge-tree failed (fatal: x), so nothing was checked.",
    "kill -TERM $$": f"git merge-tree was ended by signal 15, so nothing was checked.\n{SAME}",
}


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_that_names_no_merge_is_refused(past: Past, rooms: Path, answer: str) -> None:
    width = len(past["ours"])
    said = answer.replace("OID", OID.format(width)).replace("SHORT", OID.format(width - 1))
    why = (f"The merge could not be tried: {ANSWERS[answer]}", WITHOUT)
    with refused(NotChecked, why), asking(past, lies("merge-tree", said)) as git:
        merged(git, past)
    assert list(rooms.iterdir()) == []


def test_settings_of_the_repository_and_of_the_machine_count_for_nothing(rooms: Path, tmp_path: Path) -> None:
    repo = Repository(tmp_path / "r")
    lines = [f"{line}\n" for line in range(9)]
    base = repo.save({"a": "".join(lines)})
    ours = repo.save({"a": "".join(["ours\n", *lines[1:]])})
    repo.checkout(base, detach=True)
    theirs = repo.save({"a": "".join([*lines[:-1], "theirs\n"])})
    settings = b"[merge]\n\tdefault = binary\n"
    (tmp_path / ".gitconfig").write_bytes(settings)
    repo.write(".git/config", (repo.path / ".git/config").read_bytes() + settings)
    with asking(repo, variables={"GIT_CONFIG_GLOBAL": str(tmp_path / ".gitconfig")}) as git:
        git.run("merge-tree", "--write-tree", ours, theirs, accept=(1,))
        made, why = merge_result(git, ours, theirs)
        assert made is not None
        assert (why, made.read(["a"])["a"].data.decode()) == ("", "".join(["ours\n", *lines[1:-1], "theirs\n"]))
        made.close()


def test_a_conflict_in_a_file_whose_name_is_no_text(rooms: Path, tmp_path: Path) -> None:
    repo = Repository(tmp_path / "r")
    tips: list[str] = []
    for text in ("base", "ours", "theirs"):
        repo.put(b"\xff", repo.blob(text))
        tips.append(repo.commit_tree(repo.git("write-tree").decode(), *tips[:1]))
    with asking(repo) as git:
        git.run("--version")
        assert merge_result(git, *tips[1:]) == (None, "merging conflicts: resolve that first")


def test_a_shallow_clone_merges_what_it_has(past: Past, rooms: Path, tmp_path: Path) -> None:
    past.only("main=ours t=theirs")
    clone = past.clone(tmp_path / "c", "--depth=2", "--no-single-branch", "--no-checkout")
    assert clone.git("rev-parse", "--is-shallow-repository") == b"true"
    with asking(clone) as git:
        made, why = merged(git, past)
        assert (texts(made), why) == (WHOLE, "")
        assert made is not None
        made.close()


def test_objects_that_lie_elsewhere_are_merged(rooms: Path, tmp_path: Path) -> None:
    past = Past(tmp_path / "r", *STORY)
    (past.path / ".git/objects").rename(past.path / "kept")
    (past.path / ".git/objects").mkdir()
    for stores in (("kept",), ("brought", "none", "kept")):
        (past.path / stores[0]).mkdir(exist_ok=True)
        told = {"GIT_DIR": ".git", "GIT_OBJECT_DIRECTORY": stores[0]}
        if stores[1:]:
            told["GIT_ALTERNATE_OBJECT_DIRECTORIES"] = os.pathsep.join(stores[1:])
        before = sorted(past.path.rglob("*"))
        with asking(past, variables=told) as git:
            made, why = merged(git, past)
            assert (texts(made), why) == (WHOLE, "")
            assert made is not None
            made.close()
        assert sorted(past.path.rglob("*")) == before


def test_a_path_that_no_list_of_object_folders_can_hold_is_refused(rooms: Path, tmp_path: Path) -> None:
    past = Past(tmp_path / "r", *STORY)
    why = "The merge could not be tried: the repository's path cannot be written into git's list of object folders"
    told = {"GIT_DIR": ".git", "GIT_OBJECT_DIRECTORY": ".git/objects", "GIT_ALTERNATE_OBJECT_DIRECTORIES": "a\nb"}
    with refused(NotChecked, (why, WITHOUT)), asking(past, variables=told) as git:
        merged(git, past)
    for name in ("a\nb", '"a', "#\udcff"):
        past.path = past.path.rename(tmp_path / name)
        with asking(past) as git:
            if name == "a\nb":
                with refused(NotChecked, (why, WITHOUT)):
                    merged(git, past)
                assert list(rooms.iterdir()) == []
            else:
                made, _ = merged(git, past)
                assert texts(made) == WHOLE
                assert made is not None
                made.close()
