"""What a range is in a real history: where it begins and ends, what it is merged into, and what it changes."""

from __future__ import annotations

import pytest

from ledgergate.errors import NotChecked
from ledgergate.git.revisions import Revision
from ledgergate.moments.ranges import alone, asked_range, deleted, no_base, ranged, since_default, tree
from ledgergate.moments.repository import open_git
from ledgergate.moments.staged import staged
from pasts import Past, full
from refusals import refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ledgergate.moments.asked import Asked

ZERO = "0" * 40
GIVE = "Give the base: --base REF"
NO_BASE = "No base is known, and one is needed here, so nothing was checked."
NOTE = "no base is known, so change rules did not run"
TWO = "2 merge bases: a path counts only if it differs from the tip, too"
UNRELATED = ("… and … have no common ancestor, so there is nothing to compare with.",
             "Compare with a base that the branch grew from: --base REF")  # fmt: skip
TOPIC = "HEAD>topic topic=work main=tip"
CI = {"CI": "true"}


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Past:
    return Past(
        tmp_path_factory.mktemp("ranges") / "r", "root", "fork root", "tip fork", "work fork +root", "more work",
        "caught more tip +root", "after caught", "crossed tip work", "cross work tip", "alien",
    )  # fmt: skip


def ranges(past: Past, **flags: Any) -> str:
    asked = past.asked(**flags)
    return past.told(asked_range(asked, open_git(asked)))


# Refs, what is asked for, what the change says of itself.
ASKED: tuple[tuple[str, dict[str, Any], str], ...] = (
    (TOPIC, {"base": "main"}, "range: tip...work from fork by --base on topic"),
    (TOPIC, {"base": "main", "merge_result": True}, "range: tip...work from fork by --base on topic"),
    (TOPIC, {"base": "main", "merge_result": False},
     "range: tip...work from fork by --base on topic, merged into nothing"),
    (TOPIC, {"base": "main", "head": "HEAD"}, "range: tip...work from fork by --base on topic"),
    (TOPIC, {"base": "topic", "head": "main"}, "range: work...tip from fork by --base on main"),
    (TOPIC, {"base": "main", "head": "@more"}, "range: tip...more from fork by --base on -"),
    (TOPIC, {"base": "HEAD"}, "range: work...work from work by --base on topic"),
    (TOPIC, {"base": "@crossed", "head": "@cross"}, f"range: crossed...cross from tip work by --base on -; {TWO}"),
    (TOPIC, {"base": "main", "head": ZERO},
     "range: -...work from - by --head on -, heads -, merged into nothing; the ref is deleted: nothing to judge"),
    # Without a base the default branch is one, on a remote that is called origin.
    (TOPIC, {}, "range: tip...work from fork by refs/heads/main on topic"),
    (TOPIC, {"base": ZERO}, "range: tip...work from fork by refs/heads/main on topic"),
    (TOPIC, {"head": "@more"}, "range: tip...more from fork by refs/heads/main on -"),
    (TOPIC, {"merge_result": False}, "range: tip...work from fork by refs/heads/main on topic, merged into nothing"),
    (f"{TOPIC} origin/HEAD>origin/main origin/main=fork", {},
     "range: fork...work from fork by refs/remotes/origin/main on topic"),
    (f"{TOPIC} up/HEAD>up/main up/main=fork", {}, "range: tip...work from fork by refs/heads/main on topic"),
    # Nothing to compare with is a state alone.
    ("HEAD>topic topic=work", {},
     f"range: -...work from - by --head on topic, merged into nothing; {NOTE}"),
    (TOPIC, {"head": "main"}, f"range: -...tip from - by --head on main, merged into nothing; {NOTE}"),
    ("HEAD>topic topic=alien main=tip", {},
     f"range: -...alien from - by --head on topic, merged into nothing; {NOTE}"),
)  # fmt: skip


@pytest.mark.parametrize(("refs", "flags", "told"), ASKED)
def test_a_range_that_was_asked_for(past: Past, refs: str, flags: dict[str, Any], told: str) -> None:
    past.only(refs)
    flags = {name: past.spelled(said) if isinstance(said, str) else said for name, said in flags.items()}
    assert ranges(past, **flags) == told


def test_a_range_needs_commits_on_both_sides(past: Past) -> None:
    past.only("HEAD>unborn topic=work")
    with refused(NotChecked, ("There is no commit yet, so there is no range.", "Commit first, or use --staged.")):
        ranges(past, base="topic")
    with refused(NotChecked, ("The base has no commit yet, so there is no range.", GIVE)):
        ranges(past, base="HEAD", head="topic")
    past.only("HEAD>topic topic=alien main=tip")
    with refused(NotChecked, UNRELATED):
        ranges(past, base="main")


def found(past: Past, name: str, ref: str = "topic") -> Revision:
    return Revision(past[name], full(ref) if ref else "")


def test_a_range_without_what_came_from_the_default_branch(past: Past) -> None:
    """The file `root` differs on both sides: what the range changes of it is told since the range began."""
    past.only("HEAD>topic topic=after main=tip")
    told = ", left tip at tip"
    for brought, paths in ((True, ["after", "caught", "root"]), (False, ["after", "caught", "root", "tip"])):
        asked = past.asked()
        change = ranged(
            asked, open_git(asked), past["more"], found(past, "after"), "told", moment="m",
            left=(past["tip"], (past["tip"],)), brought=brought, also=(past["tip"],),
        )  # fmt: skip
        assert [one.path for one in change.entries] == paths
        (root,) = [one for one in change.entries if one.path == "root"]
        assert root.before is not None
        assert root.before.oid == past.oid(f"{past['more']}:root")
        net = change.net
        assert net is change.onto
        assert net is not None
        assert [one.path for one in net.entries()] == ["after", "caught", "more", "root", "work"]
        assert change.branch_entries() == net.entries()
        also = ", brought, also tip" if brought else ", also tip"
        assert past.told(change) == f"m: more...after from more by told on topic{told}{also}"


def test_what_a_range_changes(past: Past) -> None:
    past.only(TOPIC)
    asked = past.asked(base="main")
    with asked_range(asked, open_git(asked)) as change:
        assert [one.path for one in change.entries] == ["root", "work"]
        assert (change.net, change.brought, change.also, change.base_moved) == (None, False, (), True)
        assert (change.after.name, change.after.side) == (past["work"], "after")


def test_what_a_range_changes_of_a_base_that_has_not_moved(past: Past) -> None:
    past.only("HEAD>topic topic=more main=work")
    asked = past.asked(base="main")
    with asked_range(asked, open_git(asked)) as change:
        assert ([one.path for one in change.entries], change.base_moved) == (["more"], False)


# Refs, what else is asked for, what a commit that is being made says of itself; the other parent of a merge.
STAGED: tuple[tuple[str, dict[str, Any], str, str], ...] = (
    (TOPIC, {}, "", "staged: tip...index from fork by s on topic, heads work, left tip at fork"),
    (TOPIC, {"staged": True}, "", "staged: tip...index from fork by --base on topic, heads work, left tip at fork"),
    (TOPIC, {"merge_result": True}, "", "staged: tip...index from fork by s on topic, heads work, left tip at fork"),
    (TOPIC, {"merge_result": False}, "",
     "staged: tip...index from fork by s on topic, heads work, left tip at fork, merged into nothing"),
    (TOPIC, {}, "tip", "staged: tip...index from fork tip by s on topic, heads work tip, left tip at fork tip"),
    (TOPIC, {}, "more", "staged: tip...index from fork by s on topic, heads work more, left tip at fork"),
    ("HEAD=work main=tip", {"env": {"JENKINS_URL": "x", "BRANCH_NAME": "b"}}, "",
     "staged: tip...index from fork by s on b, heads work, left tip at fork"),
)  # fmt: skip


@pytest.mark.parametrize(("refs", "flags", "merging", "told"), STAGED)
def test_a_commit_being_made_with_a_base(past: Past, refs: str, flags: dict[str, Any], merging: str, told: str) -> None:
    past.only(refs)
    past.git("read-tree", past["more"])
    if merging:
        (past.path / ".git/MERGE_HEAD").write_text(f"{past[merging]}\n")
    asked = past.asked(base="main", **flags)
    change = staged(asked, open_git(asked), "s")
    thrown_away = ["tip"] if merging == "tip" else []
    assert [one.path for one in change.entries] == ["more", "root", *thrown_away, "work"]
    assert change.comparison is not None
    assert change.after is change.comparison.after
    assert past.told(change) == f"{told}; the branch's earlier commits are judged with it"


def test_a_first_commit_has_no_base(past: Past) -> None:
    past.only("HEAD>unborn main=tip")
    asked = past.asked(base="main")
    why = ("Before the first commit there is no common ancestor with a base.", "Leave out --base.")
    with refused(NotChecked, why):
        staged(asked, open_git(asked), "s")


def since(past: Past, asked: Asked, name: str = "work", remote: str = "", cure: str = "") -> str:
    more = {word: said for word, said in (("remote", remote), ("cure", cure)) if said}
    return past.told(since_default(asked, open_git(asked), found(past, name), "s", "m", **more))


NEEDED: tuple[dict[str, Any], ...] = ({"env": CI}, {"require_base": True}, {"env": CI, "require_base": True})


def test_a_range_since_the_default_branch(past: Past) -> None:
    past.only(f"{TOPIC} up/main=work up/HEAD>up/main")
    for flags in ({}, *NEEDED):
        asked = past.asked(**flags)
        assert since(past, asked, "more") == "range: tip...more from fork by refs/heads/main on topic"
        assert since(past, asked, "more", "up") == "range: work...more from work by refs/remotes/up/main on topic"


def test_without_a_default_branch_there_is_a_state_alone(past: Past) -> None:
    past.only("HEAD>topic topic=work")
    assert since(past, past.asked()) == f"m: -...work from - by s on topic, merged into nothing; {NOTE}"
    for flags in NEEDED:
        with refused(NotChecked, (NO_BASE, GIVE)):
            since(past, past.asked(**flags))
        with refused(NotChecked, (NO_BASE, "cure")):
            since(past, past.asked(**flags), cure="cure")
    assert (no_base().message, no_base().cure, no_base("x").cure) == (NO_BASE, GIVE, "x")


def test_a_default_branch_that_has_nothing_in_common(past: Past) -> None:
    past.only("HEAD>topic topic=alien main=tip")
    asked = past.asked()
    assert since(past, asked, "alien") == f"m: -...alien from - by s on topic, merged into nothing; {NOTE}"
    for flags in NEEDED:
        with refused(NotChecked, UNRELATED):
            since(past, past.asked(**flags), "alien")


def test_a_branch_that_is_where_the_default_branch_is(past: Past) -> None:
    """By hand there is nothing to judge; in CI it is a build of what is already there, and that needs a base."""
    past.only("HEAD>topic topic=work main=work")
    for flags in ({}, {"require_base": True}, {"env": {"CI": "false"}}, {"env": {"CI": "0"}}):
        asked = past.asked(**flags)
        assert since(past, asked) == "range: work...work from work by refs/heads/main on topic"
    with refused(NotChecked, (NO_BASE, GIVE)):
        since(past, past.asked(env=CI))


def test_states_alone(past: Past) -> None:
    past.only(TOPIC)
    asked = past.asked()
    for name, told in (("main", "tip from - by why on main"), ("HEAD", "work from - by why on topic")):
        change = tree(asked, open_git(asked), name, "why")
        assert (change.entries, change.before, change.net) == ((), None, None)
        assert past.told(change) == f"tree: -...{told}, merged into nothing; {NOTE}"
    built = past.asked(env={"JENKINS_URL": "x", "BRANCH_NAME": "b"})
    for ref, branch in (("", "b"), ("tags/v1", "b"), ("topic", "topic")):
        change = alone(built, open_git(built), found(past, "more", ref), "s", "m")
        assert past.told(change) == f"m: -...more from - by s on {branch}, merged into nothing; {NOTE}"
    change = tree(built, open_git(built), past["tip"], "why")
    assert change.branch == "b"
    past.only("HEAD>unborn topic=work")
    with refused(NotChecked, ("There is no commit yet, so nothing was checked.", "Commit first, or use --staged.")):
        tree(asked, open_git(asked), "HEAD", "why")


@pytest.mark.parametrize(("objects", "nothing"), [
    ("sha1", "4b825dc642cb6eb9a060e54bf8d69288fbee4904"),
    ("sha256", "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321"),
])  # fmt: skip
def test_a_ref_that_goes_away(tmp_path_factory: pytest.TempPathFactory, objects: str, nothing: str) -> None:
    made = Past(tmp_path_factory.mktemp("gone") / "r", "one", objects=objects)
    for refs, after in (("HEAD>main main=one", "one"), ("HEAD=one", "one"), ("HEAD>unborn main=one", nothing)):
        made.only(refs)
        change = deleted(open_git(made.asked()), "s")
        assert change.entries == ()
        told = f"range: -...{after} from - by s on -, heads -, merged into nothing"
        assert made.told(change) == f"{told}; the ref is deleted: nothing to judge"
