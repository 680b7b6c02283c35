"""What a push brings, ref by ref, in a real history."""

from __future__ import annotations

import pytest

from ledgergate.errors import NotChecked
from ledgergate.git.revisions import Revision
from ledgergate.moments.push import look_push, pushed, pushed_refs, pushing_refs, since_pushed
from ledgergate.moments.repository import open_git
from pasts import Past, full
from refusals import refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

ZERO, LOST = "0" * 40, "9" * 40
REF = "refs/heads/topic"
NO_BASE = ("No base is known, and one is needed here, so nothing was checked.", "Give the base: --base REF")
NOTE = "no base is known, so change rules did not run"
ALONE = f", merged into nothing; {NOTE}"
DELETED = "heads -, merged into nothing; the ref is deleted: nothing to judge"


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Past:
    made = Past(
        tmp_path_factory.mktemp("pushes") / "r", "root", "fork root", "tip fork", "old fork", "new old",
        "later tip", "caught old tip", "after caught", "held tip", "holds held", "redone fork", "redone2 tip",
        "alien", "stranger alien", "met old alien", "adopted tip alien", "crossed tip old", "cross old tip",
        "mixed cross", "beyond later mixed",
    )  # fmt: skip
    made.git("config", "branch.tracks.remote", "other")
    made.git("config", "branch.tracks.merge", "refs/heads/next")
    made.git("config", "remote.other.fetch", "+refs/heads/*:refs/remotes/other/*")
    for tag, commit in (("v0", "old"), ("v1", "new")):  # objects of their own
        made.git("tag", "-a", "-m", "signed", tag, made[commit])
        made.names[tag] = made.oid(f"refs/tags/{tag}")
    return made


# The old state, the new one, the default branch -> what the change says after its moment.
SINCE = (
    # From the old state to the new one, where no default branch has a say.
    ("old", "new", "", "old...new from old by told on topic"),
    ("old", "new", "-", "old...new from old by told on topic"),
    ("old", "new", "old", "old...new from old by told on topic"),
    ("old", "caught", "", "old...caught from old by told on topic"),
    ("new", "old", "", "new...old from old by told on topic"),
    ("old", "redone", "", "old...redone from fork by told on topic"),
    # What came from the default branch meanwhile is none of the push's.
    ("old", "new", "tip", "old...new from old by told on topic, left tip at fork, brought"),
    ("old", "caught", "tip", "old...caught from old by told on topic, left tip at tip, brought, also tip"),
    ("old", "after", "tip", "old...after from old by told on topic, left tip at tip, brought, also tip"),
    ("old", "caught", "later", "old...caught from old by told on topic, left later at tip, brought, also tip"),
    ("caught", "after", "tip", "caught...after from caught by told on topic, left tip at tip"),
    ("caught", "after", "later", "caught...after from caught by told on topic, left later at tip, brought"),
    ("held", "holds", "tip", "held...holds from held by told on topic, left tip at tip"),
    ("old", "old", "tip", "old...old from old by told on topic, left tip at fork, brought"),
    ("cross", "mixed", "crossed",
     "cross...mixed from cross by told on topic, left crossed at tip old, brought"),
    ("mixed", "beyond", "later",
     "mixed...beyond from mixed by told on topic, left later at later, brought, also later"),
    # After a rebase the default branch alone is what counts.
    ("old", "redone", "tip", "tip...redone from fork by refs/heads/main on topic"),
    ("old", "redone2", "tip", "tip...redone2 from tip by refs/heads/main on topic"),
    ("new", "old", "tip", "tip...old from fork by refs/heads/main on topic"),
    ("new", "redone", "fork", "fork...redone from fork by refs/heads/main on topic"),
    ("stranger", "redone", "tip", "stranger...redone refused"),
    ("met", "redone", "tip", "tip...redone from fork by refs/heads/main on topic"),
    # A default branch that has nothing in common with one of the two has no say.
    ("old", "new", "alien", "old...new from old by told on topic"),
    ("old", "met", "alien", "old...met from old by told on topic"),
    ("old", "redone", "alien", "old...redone from fork by told on topic"),
    ("adopted", "stranger", "tip", "adopted...stranger from alien by told on topic"),
)  # fmt: skip


@pytest.mark.parametrize(("old", "new", "base", "told"), SINCE)
def test_a_push_starts_at_the_old_state(past: Past, old: str, new: str, base: str, told: str) -> None:
    past.only("HEAD>topic topic=new")
    tip = Revision("" if base == "-" else past[base], "refs/heads/main") if base else None
    for moment in ("range", "m"):
        asked = past.asked()
        more: dict[str, Any] = {} if moment == "range" else {"moment": moment}
        given = (asked, open_git(asked), past[old], Revision(past[new], REF), "told", tip)
        if told.endswith("refused"):
            why = ("… and … have no common ancestor, so there is nothing to compare with.",
                   "Compare with a base that the branch grew from: --base REF")  # fmt: skip
            with refused(NotChecked, why):
                since_pushed(*given, **more)
        else:
            assert past.told(since_pushed(*given, **more)) == f"{moment}: {told}"


HERE = "HEAD>topic topic=after main=tip"
OTHER = f"{HERE} up/HEAD>up/main up/main=tip"

# Refs, what pre-commit tells -> what the change says.
PRE_COMMIT: tuple[tuple[str, dict[str, str], str], ...] = (
    (HERE, {"FROM_REF": "@old", "TO_REF": "@new"}, "old...new from old by PRE_COMMIT_FROM_REF on -"),
    (HERE, {"ORIGIN": "@old", "SOURCE": "@new"}, "old...new from old by PRE_COMMIT_FROM_REF on -"),
    (HERE, {"FROM_REF": "@old", "ORIGIN": "@tip", "TO_REF": "@new", "SOURCE": "@fork"},
     "old...new from old by PRE_COMMIT_FROM_REF on -"),
    (HERE, {"FROM_REF": "@old"}, "old...after from old by PRE_COMMIT_FROM_REF on topic"),
    (HERE, {"FROM_REF": "main", "TO_REF": "topic"}, "tip...after from tip by PRE_COMMIT_FROM_REF on topic"),
    (HERE, {"FROM_REF": "@old", "TO_REF": ZERO}, f"-...after from - by PRE_COMMIT_TO_REF on -, {DELETED}"),
    (HERE, {"SOURCE": ZERO}, f"-...after from - by PRE_COMMIT_TO_REF on -, {DELETED}"),
    # The branch is the remote's; what is no full name of a ref tells none.
    (HERE, {"FROM_REF": "@old", "TO_REF": "@new", "LOCAL_BRANCH": "refs/heads/l"},
     "old...new from old by PRE_COMMIT_FROM_REF on l"),
    (HERE, {"FROM_REF": "@old", "TO_REF": "@new", "LOCAL_BRANCH": "refs/heads/l", "REMOTE_BRANCH": "refs/heads/r"},
     "old...new from old by PRE_COMMIT_FROM_REF on r"),
    (HERE, {"FROM_REF": "@old", "TO_REF": "@new", "LOCAL_BRANCH": "l"},
     "old...new from old by PRE_COMMIT_FROM_REF on -"),
    (HERE, {"FROM_REF": "@old", "LOCAL_BRANCH": "l"}, "old...after from old by PRE_COMMIT_FROM_REF on topic"),
    # With a remote its default branch has a say.
    (OTHER, {"FROM_REF": "@old", "TO_REF": "@new", "REMOTE_NAME": "up", "REMOTE_BRANCH": REF},
     "old...new from old by PRE_COMMIT_FROM_REF on topic, left tip at fork, brought"),
    (OTHER, {"FROM_REF": "@old", "REMOTE_NAME": "up"},
     "old...after from old by PRE_COMMIT_FROM_REF on topic, left tip at tip, brought, also tip"),
    (OTHER, {"FROM_REF": "@old", "TO_REF": "@new", "REMOTE_NAME": "up", "REMOTE_BRANCH": "refs/heads/main"},
     "old...new from old by PRE_COMMIT_FROM_REF on main"),
    (OTHER, {"FROM_REF": "@old", "TO_REF": "@redone", "REMOTE_NAME": "up"},
     "tip...redone from fork by refs/remotes/up/main on -"),
    (OTHER, {"FROM_REF": "@old"}, "old...after from old by PRE_COMMIT_FROM_REF on topic"),
    # A new ref counts from the default branch, of `origin` where no remote is told.
    (f"{HERE} up/main=later", {"FROM_REF": ZERO, "TO_REF": "@new", "REMOTE_BRANCH": REF},
     "tip...new from fork by refs/heads/main on topic"),
    (f"{HERE} up/HEAD>up/main up/main=later", {"FROM_REF": ZERO, "TO_REF": "@new", "REMOTE_NAME": "up"},
     "later...new from fork by refs/remotes/up/main on -"),
    (f"{HERE} origin/HEAD>origin/next origin/next=later", {"FROM_REF": ZERO, "TO_REF": "@new"},
     "later...new from fork by refs/remotes/origin/next on -"),
    (OTHER, {"REMOTE_NAME": "up"}, "tip...after from tip by refs/remotes/up/main on topic"),
    ("HEAD>topic topic=new", {"FROM_REF": ZERO, "TO_REF": "@new", "REMOTE_BRANCH": "refs/heads/r"},
     f"-...new from - by PRE_COMMIT_FROM_REF on r{ALONE}"),
    ("HEAD>topic topic=new", {"REMOTE_NAME": "up", "REMOTE_BRANCH": REF},
     f"-...new from - by PRE_COMMIT_REMOTE_NAME on topic{ALONE}"),
    ("HEAD>topic topic=new", {}, f"-...new from - by PRE_COMMIT_FROM_REF on topic{ALONE}"),
)  # fmt: skip


@pytest.mark.parametrize(("refs", "told", "wanted"), PRE_COMMIT)
def test_what_pre_commit_tells(past: Past, refs: str, told: dict[str, str], wanted: str) -> None:
    past.only(refs)
    asked = past.asked(env={f"PRE_COMMIT_{name}": said for name, said in told.items()})
    assert past.told(pushed(asked, open_git(asked))) == f"range: {wanted}"


def test_nothing_to_push(past: Past) -> None:
    past.only("HEAD>unborn main=tip")
    asked = past.asked(env={"PRE_COMMIT_FROM_REF": "@old"})
    with refused(NotChecked, ("There is no commit to push, so nothing was checked.", "Commit first.")):
        pushed(asked, open_git(asked))
    for name in ("gone", LOST):
        asked = past.asked(env={"PRE_COMMIT_FROM_REF": name, "PRE_COMMIT_TO_REF": "@new"})
        with refused(NotChecked, (f"'{name}' is no commit of this repository.", "Fetch it, or correct the name.")):
            pushed(asked, open_git(asked))


SERVER = "HEAD>main main=tip topic=old"
TRACKED = f"{SERVER} up/HEAD>up/main up/main=tip"
TOGETHER = {"refs/heads/main": "later", REF: "new"}

# Refs of the server or of who pushes, old and new state of a ref, what else is known -> what the change says.
LOOKED: tuple[tuple[str, str, str, str, dict[str, Any], str], ...] = (
    (SERVER, "old", ZERO, REF, {}, f"range: -...tip from - by {REF} on -, {DELETED}"),
    ("HEAD>unborn topic=old", "old", "new", REF, {}, f"receive: old...new from old by {REF} on topic"),
    ("HEAD>unborn topic=old", "old", "new", REF, {"moment": "push"}, f"push: old...new from old by {REF} on topic"),
    (SERVER, "old", "new", REF, {}, f"receive: old...new from old by {REF} on topic, left tip at fork, brought"),
    (SERVER, "old", "caught", REF, {},
     f"receive: old...caught from old by {REF} on topic, left tip at tip, brought, also tip"),
    (SERVER, "fork", "tip", "refs/heads/main", {}, "receive: fork...tip from fork by refs/heads/main on main"),
    (SERVER, "old", "redone", REF, {"moment": "push"}, "push: tip...redone from fork by refs/heads/main on topic"),
    (SERVER, "old", "v1", REF, {}, f"receive: old...new from old by {REF} on topic, left tip at fork, brought"),
    (SERVER, "v0", "new", REF, {}, f"receive: old...new from old by {REF} on topic, left tip at fork, brought"),
    (SERVER, "v1", "after", REF, {}, "receive: tip...after from tip by refs/heads/main on topic"),
    # A new ref counts from HEAD's branch, or is a state alone.
    (SERVER, ZERO, "new", REF, {}, "receive: tip...new from fork by refs/heads/main on topic"),
    (SERVER, ZERO, "new", REF, {"require_base": True}, "receive: tip...new from fork by refs/heads/main on topic"),
    (SERVER, ZERO, "new", "tags/v2", {}, "receive: tip...new from fork by refs/heads/main on -"),
    ("HEAD>topic topic=tip", ZERO, "new", REF, {}, f"receive: -...new from - by {REF} on topic{ALONE}"),
    ("HEAD>unborn main=tip", ZERO, "new", REF, {"moment": "push"}, f"push: -...new from - by {REF} on topic{ALONE}"),
    ("HEAD>unborn", ZERO, "new", "refs/tags/v1", {}, f"receive: -...new from - by refs/tags/v1 on refs/tags/v1{ALONE}"),
    # With a remote, from that remote's default branch.
    (TRACKED, ZERO, "new", REF, {"remote": "up"}, "receive: tip...new from fork by refs/remotes/up/main on topic"),
    (TRACKED, "old", "new", REF, {"remote": "up"},
     f"receive: old...new from old by {REF} on topic, left tip at fork, brought"),
    ("HEAD>main main=tip", ZERO, "new", "refs/heads/main", {"remote": "up"},
     f"receive: -...new from - by refs/heads/main on main{ALONE}"),
    ("tracks=new main=tip", ZERO, "new", "refs/heads/tracks", {"remote": "other"},
     f"receive: -...new from - by refs/heads/tracks on tracks{ALONE}"),
    # What the same push brings to the default branch is that branch's already.
    (TRACKED, ZERO, "new", REF, {"remote": "up", "together": TOGETHER},
     "receive: later...new from fork by refs/remotes/up/main on topic"),
    (SERVER, ZERO, "caught", REF, {"together": TOGETHER},
     "receive: later...caught from tip by refs/heads/main on topic"),
    (SERVER, "old", "caught", REF, {"together": TOGETHER},
     f"receive: old...caught from old by {REF} on topic, left later at tip, brought, also tip"),
    *[(TRACKED, ZERO, "new", REF, {"remote": "up", "together": other},
       "receive: tip...new from fork by refs/remotes/up/main on topic")
      for other in ({"refs/heads/main": ZERO}, {"main": "later"}, {"refs/heads/": "later"}, {REF: "new"}, {})],
    (TRACKED, "old", "new", REF, {"remote": "up", "together": {"refs/heads/main": LOST}},
     f"receive: old...new from old by {REF} on topic"),
    (TRACKED, ZERO, "new", REF, {"remote": "up", "together": {"refs/heads/main": LOST}},
     f"receive: -...new from - by {REF} on topic{ALONE}"),
    ("HEAD>main", ZERO, "new", REF, {"together": TOGETHER}, f"receive: -...new from - by {REF} on topic{ALONE}"),
    ("HEAD>unborn", ZERO, "new", REF, {"remote": "up", "together": {"refs/heads/": "later"}},
     f"receive: -...new from - by {REF} on topic{ALONE}"),
)  # fmt: skip


def looked(past: Past, old: str, new: str, ref: str, *, require_base: bool = False, **more: Any) -> str:
    if "together" in more:
        more["together"] = {name: past[oid] for name, oid in more["together"].items()}
    return past.told(look_push(past.asked(require_base=require_base), past[old], past[new], ref, **more))


@pytest.mark.parametrize(("refs", "old", "new", "ref", "more", "told"), LOOKED)
def test_what_a_server_or_a_hook_is_told(
    past: Past, refs: str, old: str, new: str, ref: str, more: dict[str, Any], told: str
) -> None:
    past.only(refs)
    assert looked(past, old, new, full(ref), **more) == told


def test_pushes_that_cannot_be_judged(past: Past) -> None:
    past.only("HEAD>topic topic=tip")
    with refused(NotChecked, NO_BASE):
        looked(past, ZERO, "new", REF, require_base=True)
    with refused(
        NotChecked, ("The old state of 'refs/heads/a\\nb' is not in this repository.", "git fetch, then push again")
    ):
        looked(past, LOST, "new", "refs/heads/a\nb")
    why = f"'{REF}' does not lead to a commit, so nothing was checked."
    for other in (past.blob("text"), past.oid(f"{past['tip']}^{{tree}}"), LOST):
        with refused(NotChecked, (why, "Push commits only.")):
            looked(past, "old", other, REF)


SENSELESS = ("A line of git's list of pushed refs makes no sense, so nothing was checked.", "")
NO_IDS = ("A line of git's list of pushed refs holds no object ids, so nothing was checked.", "")


def test_lines_of_git_to_its_hooks() -> None:
    old, new, long = "a" * 40, "b" * 40, "f" * 64
    assert pushed_refs(f"{old} {new} {REF}\n{ZERO} {long} r\udcff".encode("utf-8", "surrogateescape")) == (
        (old, new, REF), (ZERO, long, "r\udcff"),
    )  # fmt: skip
    assert pushing_refs(f"refs/heads/l {new} {REF} {old}\n".encode()) == ((old, new, REF),)
    assert pushed_refs(b"") == pushing_refs(b"") == ()
    for line in (f"{old} {new}", f"{old} {new} {REF} x", "", f"{old}  {new} {REF}"):
        with refused(NotChecked, SENSELESS):
            pushed_refs(line.encode() + b"\n")
    for line in (f"l {new} {REF}", f"l {new} {REF} {old} x"):
        with refused(NotChecked, SENSELESS):
            pushing_refs(line.encode() + b"\n")
    for bad in (old[:-1], old + "0", "g" * 40, "A" * 40, "X" * 40, "-" + old[1:], old[1:] + "g"):
        for pair in (f"{bad} {new}", f"{old} {bad}"):
            with refused(NotChecked, NO_IDS):
                pushed_refs(f"{pair} {REF}\n".encode())
