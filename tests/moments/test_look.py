"""Which moment it is, by flags, variables and refs; and the range that a CI job asks for by name."""

from __future__ import annotations

import itertools

import pytest

from ledgergate.errors import Misused, NotChecked
from ledgergate.moments import look
from ledgergate.moments.asked import Asked
from pasts import Past
from refusals import refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Past:
    return Past(
        tmp_path_factory.mktemp("looked") / "r", "root", "fork root", "tip fork", "old fork", "new old", "made tip new",
        "alien",
    )  # fmt: skip


FLAGS: dict[str, object] = {"staged": True, "head": "x", "tree": "x", "worktree": True}


def test_flags_that_exclude_each_other() -> None:
    for count in (2, 3, 4):
        for some in itertools.combinations(FLAGS, count):
            said = " and ".join(f"--{one}" for one in some)
            with refused(Misused, (f"{said} exclude each other.", "Give one of them; --staged goes with --base.")):
                look(Asked(base="x", cwd="/gone", **{one: FLAGS[one] for one in some}))  # type: ignore[arg-type]
    for name in ("tree", "worktree"):
        with refused(Misused, (f"--{name} takes no --base.", "Use --base REF --head REF for a range.")):
            look(Asked(base="x", cwd="/gone", **{name: FLAGS[name]}))  # type: ignore[arg-type]
    for name in ("", "staged", "head"):  # those go together, so that the next thing is looked at
        with refused(NotChecked, ("The working directory no longer exists, so nothing was checked.",
                                  "cd to the repository.")):  # fmt: skip
            look(Asked(base="x", cwd="/gone", **({name: FLAGS[name]} if name else {})))  # type: ignore[arg-type]


TOPIC = "HEAD>topic topic=new main=tip"
BEFORE = {"GITLAB_CI": "true", "CI": "true", "CI_COMMIT_BEFORE_SHA": "@old", "CI_COMMIT_BRANCH": "topic"}
PUSH = {"PRE_COMMIT_FROM_REF": "@old", "PRE_COMMIT_TO_REF": "@new", "PRE_COMMIT_REMOTE_NAME": "origin",
        "PRE_COMMIT_LOCAL_BRANCH": "refs/heads/topic", "PRE_COMMIT_REMOTE_BRANCH": "refs/heads/topic"}  # fmt: skip
STAGED = "staged: new...index from new by {} on topic, heads -, left tip at fork, merged into nothing"
RANGE = "range: tip...new from fork by {} on topic"
# Flags, variables -> the change on `topic`.
LOOKED: list[tuple[dict[str, Any], dict[str, str], str]] = [
    ({"staged": True}, {}, STAGED.format("--staged")),
    ({"staged": True}, BEFORE | PUSH | {"GIT_INDEX_FILE": ".git/index"}, STAGED.format("--staged")),
    ({"tree": "new"}, BEFORE | PUSH, "tree: -...new from - by --tree on topic, merged into nothing; "
                                     "no base is known, so change rules did not run"),
    ({"base": "main"}, {}, RANGE.format("--base")),
    ({"base": "main"}, BEFORE | PUSH | {"GIT_INDEX_FILE": ".git/index"}, RANGE.format("--base")),
    ({"base": "main"}, PUSH | {"GIT_INDEX_FILE": ".git/index"}, RANGE.format("--base")),
    ({"head": "topic"}, PUSH | {"GIT_INDEX_FILE": ".git/index"}, RANGE.format("refs/heads/main")),
    ({"head": "topic"}, BEFORE, RANGE.format("refs/heads/main")),
    ({}, {"GIT_INDEX_FILE": ".git/index"}, STAGED.format("GIT_INDEX_FILE")),
    ({}, {"GIT_INDEX_FILE": ".git/index"} | BEFORE, STAGED.format("GIT_INDEX_FILE")),
    ({}, BEFORE, "range: old...new from old by CI_COMMIT_BEFORE_SHA on topic, left tip at fork, brought"),
]  # fmt: skip


@pytest.mark.parametrize("at", range(len(LOOKED)))
def test_flags_come_before_variables(past: Past, at: int) -> None:
    flags, told, wanted = LOOKED[at]
    past.only(TOPIC)
    flags = {name: past.names.get(said, said) if name == "tree" else said for name, said in flags.items()}
    assert past.told(look(past.asked(env=told, **flags))) == wanted


@pytest.mark.parametrize("name", ["PRE_COMMIT_FROM_REF", "PRE_COMMIT_REMOTE_NAME", "PRE_COMMIT_ORIGIN", ""])
def test_a_push_is_told_by_any_of_its_variables(past: Past, name: str) -> None:
    past.only(TOPIC)
    told = {one: said for one, said in PUSH.items() if one == name} | {"GIT_INDEX_FILE": ".git/index"}
    if name == "PRE_COMMIT_ORIGIN":
        told[name] = "@old"
    with look(past.asked(env=told)) as change:
        assert (change.compared.source == "GIT_INDEX_FILE") is (name == "")


ITSELF = ("The base {} holds the commit that is judged, so it would be compared with itself and nothing was checked.",
          "Give the commit that the change starts from, or leave --base out where the service names it")  # fmt: skip
ABSENT = ("--head {} is not the commit that this job has checked out.",
         "Leave --head out; or check the base out and give both, as docs/ci.md says of a locked workflow.")  # fmt: skip
CI = {"CI": "true"}
MERGE = "HEAD=made main=tip topic=new"
# Refs, flags, variables -> the change, or why it is refused and with which word.
GIVEN: list[tuple[str, dict[str, Any], dict[str, str], str | tuple[tuple[str, str], str]]] = [
    # The head is what is checked out, or what was merged into it; or the base is.
    (MERGE, {"base": "main", "head": "topic"}, CI, "range: tip...new from fork by --base on topic"),
    (MERGE, {"base": "main", "head": "HEAD"}, CI, "range: tip...made from tip by --base on -"),
    (MERGE, {"base": "main", "head": "HEAD^2"}, CI, "range: tip...new from fork by --base on -"),
    (MERGE, {"base": "topic", "head": "main"}, CI, (ABSENT, "main")),
    (MERGE, {"base": "topic", "head": "HEAD^2^"}, CI, (ABSENT, "HEAD^2^")),
    (MERGE, {"head": "HEAD^1"}, CI, (ABSENT, "HEAD^1")),
    ("HEAD=tip main=tip topic=new", {"base": "main", "head": "topic"}, CI,
     "range: tip...new from fork by --base on topic"),
    ("HEAD=tip main=tip topic=new", {"head": "topic"}, CI, (ABSENT, "topic")),
    ("HEAD=tip main=tip topic=new", {"base": "topic~1", "head": "topic"}, CI, (ABSENT, "topic")),
    (MERGE, {"base": "topic", "head": "main"}, {}, "range: new...tip from fork by --base on main"),
    (MERGE, {"base": "main", "head": "0" * 40}, CI,
     "range: -...made from - by --head on -, heads -, merged into nothing; the ref is deleted: nothing to judge"),
    # A base that holds the head: the service may know a better one, if it speaks of the same head.
    (TOPIC, {"base": "topic"}, BEFORE,
     "range: old...new from old by CI_COMMIT_BEFORE_SHA on topic, left tip at fork, brought"),
    (TOPIC, {"base": "topic", "head": "HEAD"}, BEFORE,
     "range: old...new from old by CI_COMMIT_BEFORE_SHA on topic, left tip at fork, brought"),
    *[(TOPIC, {"base": base}, BEFORE, (ITSELF, base)) for base in ("HEAD", "@", "HEAD^0")],
    (TOPIC, {"base": "topic"}, CI, (ITSELF, "topic")),
    (TOPIC, {"base": "topic"}, BEFORE | {"GITLAB_CI": ""}, (ITSELF, "topic")),
    (TOPIC, {"base": "topic"}, BEFORE | {"CI_COMMIT_BEFORE_SHA": "@alien"}, (ITSELF, "topic")),
    ("HEAD>topic topic=new", {"base": "topic"}, BEFORE | {"CI_COMMIT_BEFORE_SHA": "1" * 40}, (ITSELF, "topic")),
    ("HEAD=fork main=tip", {"head": "HEAD"}, CI, (ITSELF, "found")),
    (MERGE, {"base": "topic", "head": "topic"}, BEFORE, (ITSELF, "topic")),
    (MERGE, {"base": "topic", "head": "topic"}, {},
     "range: new...new from new by --base on topic"),
]  # fmt: skip


@pytest.mark.parametrize("at", range(len(GIVEN)))
def test_a_range_that_a_job_asks_for(past: Past, at: int) -> None:
    refs, flags, told, wanted = GIVEN[at]
    past.only(refs)
    asked = past.asked(env=told, **flags)
    if isinstance(wanted, str):
        assert past.told(look(asked)) == wanted
    else:
        (why, cure), word = wanted
        with refused(NotChecked if why == ITSELF[0] else Misused, (why.format(word), cure)):
            look(asked)
