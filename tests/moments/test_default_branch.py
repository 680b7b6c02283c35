"""Which branch is the default one: refs of a real repository, told by its files and by git."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from ledgergate.errors import NotChecked
from ledgergate.git.revisions import Revision
from ledgergate.moments.default_branch import Default, default_base, default_of
from ledgergate.moments.repository import open_git
from pasts import Past, full
from refusals import SAME, refused

CONFIG = """
[remote "other"]
\turl = nowhere
\tfetch = +refs/heads/*:refs/remotes/other/*
[branch "tracks"]
\tremote = other
\tmerge = refs/heads/next
[branch "same"]
\tremote = other
\tmerge = refs/heads/same
[branch "ends"]
\tremote = other
\tmerge = refs/heads/bends
"""
POINTED = "topic=one origin/HEAD>origin/master origin/master=old"

# Refs -> the branch that asks (with what the service calls the default one) -> the default branch's ref and commit;
# "own" where it is the default branch that asks.
SITUATIONS = (
    # Branches of usual names.
    ("", "topic", ""),
    ("topic=one", "topic", ""),
    ("topic=one trunk=two", "topic", ""),
    ("topic=one master=two", "topic", "master two"),
    ("topic=one master=two main=one", "topic", "main one"),
    ("topic=one master=two main=one", "topic named master", "master two"),
    ("topic=one master=two main=one origin/master=one", "topic", "main one"),
    ("topic=one master=two up/main=two", "topic", "master two"),
    ("main/x=one topic=one", "topic", ""),
    ("main=one", "refs/tags/main", "main one"),
    ("main=one", "refs/remotes/origin/main", "main one"),
    ("main=one", "refs/pull/7/main", "main one"),
    ("main=one", "", "main one"),
    # A local branch and a remote's of one name: either may lag behind.
    ("topic=one main=one origin/main=two", "topic", "origin/main two"),
    ("topic=one main=new origin/main=old", "topic", "main new"),
    ("topic=one main=old origin/main=new", "topic", "origin/main new"),
    ("topic=one main=old origin/main=old", "topic", "origin/main old"),
    ("main=old origin/main=old", "", "origin/main old"),
    ("topic=one main=new origin/main=old", "topic named main", "origin/main old"),
    ("topic=one main=new", "topic named main", "main new"),
    ("topic=one master=new origin/master=old", "topic", "master new"),
    ("topic=one main=alien origin/main=old", "topic", "origin/main old"),
    ("topic=one main=crossed origin/main=cross", "topic", "origin/main cross"),
    # The default branch itself.
    ("main=one master=one", "main", "own"),
    ("main=one master=one", "master", "own"),
    ("main=one", "main/x", "main one"),
    ("main=one trunk=one origin/HEAD>origin/trunk origin/trunk=two", "main", "origin/trunk two"),
    ("main=one trunk=one origin/HEAD>origin/trunk origin/trunk=two", "trunk", "own"),
    ("main=one trunk=one origin/HEAD>origin/trunk origin/trunk=two", "main named main", "own"),
    ("main=one trunk=one origin/HEAD>origin/trunk origin/trunk=two", "trunk named main", "main one"),
    ("main=one trunk=one origin/HEAD>origin/trunk origin/trunk=two", "trunk named gone", ""),
    ("main=one special=new", "main named special", "special new"),
    ("main=one special=new", "special named special", "own"),
    ("main=one master=new", "master named main", "main one"),
    # Where a remote's HEAD points.
    ("topic=one main=one origin/HEAD=two", "topic", "origin/HEAD two"),
    ("topic=one main=one origin/HEAD=two", "main", "own"),
    (POINTED, "topic", "origin/master old"),
    (f"{POINTED} main=two", "topic", "origin/master old"),
    (f"{POINTED} origin/main=two", "topic", "origin/master old"),
    (f"{POINTED} origin/main=new", "topic", "origin/main new"),
    (f"{POINTED} origin/main=new main=old", "main", "own"),
    (f"{POINTED} origin/main=new master=old", "master", "origin/main new"),
    (f"{POINTED} origin/main=two master=old", "master", "own"),
    (f"{POINTED} origin/main=new", "topic named master", "origin/master old"),
    ("topic=one origin/HEAD>origin/main origin/main=old origin/master=new", "topic", "origin/master new"),
    ("topic=one origin/HEAD>origin/trunk origin/trunk=old origin/main=new", "topic", "origin/trunk old"),
    ("topic=one main=one origin/HEAD>origin/gone", "topic", "main one"),
    ("topic=one main=one origin/HEAD>up/main up/main=two", "topic", "up/main two"),
    # An upstream of another name, where no remote's HEAD tells.
    ("tracks=one other/next=two main=one", "tracks", "other/next two"),
    ("tracks=one other/next=two main=one origin/HEAD=old", "tracks", "origin/HEAD old"),
    ("tracks=one other/next=two main=one", "tracks named main", "main one"),
    ("tracks=one main=one", "tracks", "other/next -"),
    ("same=one other/same=two main=one", "same", "main one"),
    ("ends=one other/bends=two main=one", "ends", "other/bends two"),
)  # fmt: skip


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Past:
    made = Past(
        tmp_path_factory.mktemp("defaults") / "r", "root", "one root", "two root", "old root", "new old", "alien",
        "left root", "right root", "cross left right", "crossed right left",
    )  # fmt: skip
    config = made.path / ".git/config"
    config.write_text(config.read_text() + CONFIG)
    return made


def at(past: Past, asks: str, remote: str = "origin", *, env: dict[str, str] | None = None) -> str:
    """The answer for a branch, "NAME named DEFAULT", as the tables above write it."""
    name, _, named = asks.partition(" named ")
    git, ref = open_git(past.asked(env=env)), full(name) if name else ""
    found = default_of(git, ref, remote, named)
    assert default_base(git, ref, remote, named) == found.base
    if not named:
        assert (default_of(git, ref, remote), default_base(git, ref, remote)) == (found, found.base)
    if found.base is None:
        return "own" if found.own else ""
    assert found.own is False
    oids = {oid: name for name, oid in past.names.items()}
    return f"{found.base.ref} {oids.get(found.base.oid, '-')}"


def capitals(past: Past, name: str) -> None:
    """Writes a branch's object in capitals, which git reads and files do not tell: all is asked of git then."""
    ref = past.path / ".git" / full(name)
    if ref.is_file():
        ref.write_text(ref.read_text().upper())


@pytest.mark.parametrize(("refs", "asks", "told"), SITUATIONS)
def test_the_default_branch(past: Past, refs: str, asks: str, told: str) -> None:
    past.only(refs)
    wanted = full(told) if " " in told else told
    assert at(past, asks) == wanted
    capitals(past, asks.partition(" ")[0] or "topic")
    assert at(past, asks) == wanted


def test_another_remotes_branches(past: Past) -> None:
    past.only("topic=one main=one origin/HEAD=two up/HEAD>up/trunk up/trunk=old other/main=new other/HEAD>other/main")
    assert at(past, "topic", "up") == "refs/remotes/up/trunk old"
    assert at(past, "topic", "other") == "refs/remotes/other/main new"
    assert at(past, "trunk", "up") == "own"
    assert at(past, "topic", "nobody") == "refs/heads/main one"


def test_nothing_is_known_of_a_default_branch() -> None:
    assert (Default().base, Default().own) == (None, False)
    assert Default(Revision("", "x")).own is False


def lying(folder: Path, what: str) -> dict[str, str]:
    """A PATH whose git passes its list of refs through another program first."""
    script, real = folder / "git", shutil.which("git")
    listed = f'*for-each-ref*) "{real}" "$@" | {what};;'
    script.write_text(f'#!/bin/sh\ncase "$*" in {listed} *) exec "{real}" "$@";; esac\n')
    script.chmod(0o755)
    return {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}


UNLISTED = "git for-each-ref does not list a branch that exists, so nothing was checked."
UNNAMED = "git does not list the ref '{}', which exists, so nothing was checked."
BROKEN = "git's list of refs breaks off, so nothing was checked."


@pytest.mark.skipif(os.name == "nt", reason="a shell script in git's place")
@pytest.mark.parametrize(
    ("what", "ref", "why"),
    [
        ("sed /topic/d", "topic", UNLISTED),
        ("sed /main/d", "topic", UNNAMED.format("refs/heads/main")),
        ("sed /main/d", "refs/heads/made", UNNAMED.format("refs/heads/main")),
        ("sed 's/ .*//'", "topic", BROKEN),
        ("sed 's/ $//'", "topic", BROKEN),
        ("sed 's/$/ more/'", "topic", BROKEN),
    ],
)
def test_a_list_of_refs_that_is_not_whole_is_refused(past: Past, tmp_path: Path, what: str, ref: str, why: str) -> None:
    past.only("topic=one main=two")
    capitals(past, "topic")
    with refused(NotChecked, (why, SAME)):
        at(past, ref, env=lying(tmp_path, what))
    assert at(past, ref) == "refs/heads/main two"


def test_a_branch_that_is_not_there_yet_and_another_that_is_called_as_it_in_full(past: Past) -> None:
    """git's own shorthand takes the one for the other."""
    past.only("main=two refs/heads/refs/heads/topic=one")
    with refused(NotChecked, (UNLISTED, SAME)):
        at(past, "topic")
    assert at(past, "refs/heads/unborn") == "refs/heads/main two"
