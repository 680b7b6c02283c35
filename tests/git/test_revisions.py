"""Names that people, branches and attackers give to commits."""

from __future__ import annotations

import pytest

from ledgergate.errors import NotChecked
from refusals import refused
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from support import Looks

RUNTIME = "apps/platform/main.py"


@pytest.fixture
def dirty(repo: Repository) -> Repository:
    repo.save({RUNTIME: "evil\n"})
    return repo


@pytest.mark.parametrize("name", ["main", "refs/heads/main", "topic~1", "topic^", "HEAD~1", "main^{commit}"])
def test_a_base_may_be_named_in_many_ways(dirty: Repository, looks: Looks, name: str) -> None:
    assert [one.path for one in looks(dirty, base=name).entries] == [RUNTIME]


def test_a_base_may_be_an_object_id_whole_or_short(dirty: Repository, looks: Looks) -> None:
    oid = dirty.oid("main")
    for name in (oid, oid[:12]):
        assert looks(dirty, base=name).compared.before == oid


def test_a_branch_that_looks_like_an_option_is_a_branch(dirty: Repository, looks: Looks) -> None:
    dirty.git("update-ref", "refs/heads/--output=made", "HEAD")
    change = looks(dirty, base="main", head="--output=made")
    assert ([one.path for one in change.entries], change.branch) == ([RUNTIME], "--output=made")
    assert not (dirty.path / "made").exists()


@pytest.mark.parametrize("shadow", ["refs/tags/main", "refs/remotes/main", "refs/main"])
def test_a_base_with_two_meanings_is_refused(dirty: Repository, looks: Looks, shadow: str) -> None:
    dirty.git("update-ref", shadow, "HEAD")
    for name in ("main", "main~0"):
        with refused(
            NotChecked,
            ("'main' is ambiguous: refs/heads/main, refs/main.", "Name it in full: refs/heads/main"),
            ("'main' is ambiguous: refs/heads/main, refs/remotes/main.", "Name it in full: refs/heads/main"),
            ("'main' is ambiguous: refs/heads/main, refs/tags/main.", "Name it in full: refs/heads/main"),
        ) as caught:
            looks(dirty, base=name)
        assert "refs/heads/main" in caught.value.message
    assert looks(dirty, base="refs/heads/main").entries


def test_a_local_branch_does_not_stand_in_for_the_remote_one(dirty: Repository, looks: Looks) -> None:
    dirty.git("update-ref", "refs/remotes/origin/main", "main")
    dirty.git("update-ref", "refs/heads/origin/main", "HEAD")
    with refused(
        NotChecked,
        (
            "'origin/main' is ambiguous: refs/heads/origin/main, refs/remotes/origin/main.",
            "Name it in full: refs/heads/origin/main",
        ),
    ):
        looks(dirty, base="origin/main")


def test_a_branch_named_like_another_commit_is_refused(dirty: Repository, looks: Looks) -> None:
    clean = dirty.oid("main")
    dirty.git("update-ref", f"refs/heads/{clean}", "HEAD")
    with refused(NotChecked, ("'…' is ambiguous: refs/heads/….", "Name it in full: refs/heads/…")):
        looks(dirty, base="main", head=clean)


def test_a_tag_of_a_tag_leads_to_its_commit(dirty: Repository, looks: Looks) -> None:
    dirty.git("tag", "-a", "-m", "t", "v1")
    dirty.git("-c", "advice.nestedTag=false", "tag", "-a", "-m", "tt", "v2", "v1")
    assert looks(dirty, base="main", head="v2").compared.after == dirty.oid()


@pytest.mark.parametrize("name", ["nowhere", "main:docs", ":/base\n", "", "refs/heads/nowhere", "HEAD:docs/readme.md"])
def test_what_names_no_commit_is_not_checked(dirty: Repository, looks: Looks, name: str) -> None:
    if name:
        with refused(
            NotChecked,
            ("':/base\\n' cannot be a revision.", "Give a branch, a tag or an object id."),
            ("'HEAD:docs/readme.md' is no commit of this repository.", "Fetch it, or correct the name."),
            ("'main:docs' is no commit of this repository.", "Fetch it, or correct the name."),
            ("'nowhere' is no commit of this repository.", "Fetch it, or correct the name."),
            ("'refs/heads/nowhere' is no commit of this repository.", "Fetch it, or correct the name."),
        ):
            looks(dirty, base=name)


def test_packed_refs_tell_where_head_stands(dirty: Repository, looks: Looks) -> None:
    dirty.git("pack-refs", "--all")
    change = looks(dirty, staged=True)
    assert (change.compared.before, change.branch) == (dirty.oid(), "topic")
