"""The commits and the merges that a change adds, by objects as git and other programs write them."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from branching import History
from ledgergate.errors import NotChecked
from ledgergate.moments import history as asking
from ledgergate.moments.asked import Asked
from ledgergate.moments.repository import open_git
from refusals import SAME, refused
from support import scrubbed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.git.processes import Git

LINE = 102  # commits of the longest line; the last one that is looked at without git's help is the hundredth
LARGEST = 1 << 20
# What stands after the header of a commit -> its subject.
MESSAGES = {
    b"\nsubject\n": "subject", b"\n\n\nsubject\nmore\n\nparent x\n": "subject", b"\ns\xff\n": "s\ufffd",
    b"\n\xc3\xa4": "\u00e4", b"\n": "", b"": "", b"\n\n": "", b"\n  two \r\nmore": "  two \r",
}  # fmt: skip


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> History:
    """With a long line of commits (`line0` is its first), and merges of each sort, all of them onto `main`."""
    made = History(tmp_path_factory.mktemp("commits"))
    repo, oids = made.repo, made.oids
    said = b"commit refs/heads/line\ncommitter a <a@b> 1 +0000\ndata 1\nx\n"
    repo.git("fast-import", "--quiet", stdin=said * LINE)
    for at, oid in enumerate(repo.git("rev-list", "--reverse", "line").decode().split("\n")):
        oids[f"line{at}"] = oid
    ours, theirs, mixed = (repo.oid(f"{oids[one]}^{{tree}}") for one in ("main", "side", "caught"))
    for name, tree, *parents in (
        ("ours", ours, "main", "side"), ("theirs", theirs, "main", "side"), ("swapped", ours, "side", "main"),
        ("octopus", mixed, "main", "side", "left"), ("some", theirs, "main", "side", "left"),
        ("blank", ours, "main"), ("empty", ours, "main", "blank"), ("twice", mixed, "side", "theirs"),
    ):  # fmt: skip
        oids[name] = repo.commit_tree(tree, *(oids[one] for one in parents))
    oids["crossing"] = repo.oid("left^")
    made.names = {oid: name for name, oid in oids.items()}
    return made


def raw(history: History, message: bytes, *parents: str, least: int = 0) -> str:
    """A commit object with that after its header, whose author has an odd name; filled up to a size."""
    repo = history.repo
    lines = [f"tree {repo.oid(history.oids['new'] + '^{tree}')}", *(f"parent {history.oids[one]}" for one in parents)]
    lines += [
        "author parent x <> 1 +0000",
        "committer tree y <> 1 +0000",
        "encoding x",
        "gpgsig a",
        f" parent {'a' * 40}",
    ]
    body = "\n".join(lines).encode() + b"\n" + message
    body += b"x" * (least - len(body))
    return repo.git("hash-object", "-t", "commit", "-w", "--stdin", "--literally", stdin=body).decode()


@pytest.mark.parametrize("message", MESSAGES)
def test_the_subject_of_a_commit(history: History, message: bytes) -> None:
    oid = raw(history, message, "old")
    with closing(history.git()) as git:
        found = asking.commits(git, history.oids["old"], (oid,))
        assert [(one.oid, one.subject, one.parents) for one in found] == [
            (oid, MESSAGES[message], (history.oids["old"],))
        ]
        assert [one.path for one in found[0].entries] == ["docs/n"]


def told(history: History, git: Git, tip: str, *heads: str) -> list[tuple[str, str, str]]:
    """Commits with their parents and with what they change."""
    return [
        (history.named([one.oid]), history.named(one.parents), " ".join(path.path for path in one.entries))
        for one in asking.commits(git, tip, heads)
    ]


def test_each_commit_tells_what_it_alone_changes(history: History) -> None:
    oids = history.oids
    with closing(history.git()) as git:
        assert told(history, git, oids["main"], oids["held"]) == [
            ("old", "base", "docs/b"), ("held", "old main", ""),
        ]  # fmt: skip
        assert told(history, git, oids["left"], oids["right"], oids["side"]) in (
            [("side", "base", "z"), ("crossed", "right1 left1", ""), ("right", "crossed", "right")],
            [("crossed", "right1 left1", ""), ("right", "crossed", "right"), ("side", "base", "z")],
        )
        assert told(history, git, oids["line0"], oids["base"]) == [("base", "", "a docs/b docs/c/d")]
        assert told(history, git, oids["main"], oids["base"]) == told(history, git, oids["base"]) == []
        assert told(history, git, oids["main"], oids["octopus"])[-1] == (
            "octopus", "main side left", "docs/b docs/n",
        )  # fmt: skip


def test_no_commit_stands_before_its_parents_whatever_their_clocks_say(history: History) -> None:
    repo, oids = history.repo, history.oids
    tree = repo.oid("HEAD^{tree}")

    def at(minute: int, *parents: str) -> str:
        repo.ticks = minute
        return repo.commit_tree(tree, *parents)

    first = at(1003, oids["main"])
    early, late = at(1001, first), at(1004, first)
    last = at(1005, late, early)
    with closing(history.git()) as git:
        found = [one.oid for one in asking.commits(git, oids["main"], (last,))]
    assert (found[0], {*found[1:3]}, found[3]) == (first, {early, late}, last)


def test_what_is_no_commit_or_too_large_a_one_cannot_be_read(history: History) -> None:
    blob = history.repo.oid("HEAD:a")
    with closing(history.git()) as git:
        largest, larger = (raw(history, b"\nsubject\n", "old", least=size) for size in (LARGEST, LARGEST + 1))
        assert [len(one) for one in asking.messages(git, [history.oids["old"], largest])][1] == LARGEST
        for oids, why in (
            ([history.oids["old"], blob], f"The commit {blob[:12]} cannot be read: blob."),
            ([larger], f"The commit {larger[:12]} cannot be read: {LARGEST + 1} bytes."),
        ):
            with refused(NotChecked, (why, "git fsck")):
                asking.messages(git, oids)


@pytest.mark.parametrize(("count", "fits"), [("2", True), ("1", False), ("3", False)])
def test_a_git_that_lists_other_commits_than_it_counts(
    history: History, tmp_path: Path, count: str, fits: bool
) -> None:
    program = tmp_path / "git"
    program.write_text(
        f"#!/bin/sh\ncase \" $* \" in *' --count '*) echo {count}; exit;; esac\nexec '{shutil.which('git')}' \"$@\"\n"
    )
    program.chmod(0o755)
    with closing(history.git(PATH=f"{tmp_path}{os.pathsep}{os.environ['PATH']}")) as git:
        if fits:
            assert len(asking.commits(git, history.oids["base"], (history.oids["new"],))) == 2
            return
        with refused(NotChecked, ("git lists other commits than it counts, so nothing was checked.", SAME)):
            asking.commits(git, history.oids["base"], (history.oids["new"],))


# A head that is merged into `main` -> its merges, without the parents whose very tree was taken.
MERGES = {
    "caught": "caught: new moved", "held": "held: old main", "ours": "ours: side", "theirs": "theirs: main",
    "swapped": "swapped: side", "octopus": "octopus: main side left, crossing: left1 right1",
    "some": "some: main left, crossing: left1 right1", "empty": "", "twice": "twice: side theirs, theirs: main",
    "new": "", "base": "", "main": "", "line1": "",
}  # fmt: skip


@pytest.mark.parametrize("head", MERGES)
def test_the_merges_that_a_head_adds(history: History, head: str) -> None:
    with closing(history.git()) as git:
        found = asking.merges(git, history.oids["main"], history.oids[head])
    assert ", ".join(f"{history.named([one.oid])}: {history.named(one.parents)}" for one in found) == MERGES[head]


# First, last commit of the line -> whether git is asked for merges, besides for the commits themselves.
STRAIGHT = {(0, 0): 0, (0, 1): 1, (2, 101): 1, (1, 101): 2, (0, 101): 2, (50, 99): 1, (99, 50): 1, (101, 98): 1,
            (101, 99): 1, (101, 100): 2}  # fmt: skip


@pytest.mark.parametrize(("tip", "head"), STRAIGHT)
def test_a_straight_line_of_commits_has_no_merges(history: History, tip: int, head: int) -> None:
    """The line's own commits tell so much; git is asked beyond the hundredth."""
    with closing(history.git()) as git:
        assert asking.merges(git, history.oids[f"line{tip}"], history.oids[f"line{head}"]) == ()
        assert git.calls == STRAIGHT[tip, head]


def test_of_a_shallow_clone_git_is_asked(history: History, tmp_path: Path) -> None:
    """Its last commit names parents that are not there."""
    clone = history.repo.clone(tmp_path / "shallow", "--depth=2", "--branch=topic")
    with closing(open_git(Asked(cwd=str(clone.path), environment=scrubbed(tmp_path)))) as git:
        assert git.layout.shallow
        blank = clone.commit_tree(clone.git("mktree").decode())
        assert asking.merges(git, blank, history.oids["new"]) == ()
