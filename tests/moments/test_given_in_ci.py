"""A range that a CI job asks for by name."""

from __future__ import annotations

import pytest

from ledgergate.errors import Misused, NotChecked
from refusals import refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from support import Looks, Repository

CI = {"CI": "true"}


def test_a_base_that_holds_the_head_is_no_base(repo: Repository, looks: Looks) -> None:
    repo.save({"docs/readme.md": "topic\n"})
    for base in ("HEAD", "HEAD~0", "topic"):
        with refused(
            NotChecked,
            (
                "The base HEAD holds the commit that is judged, so it would be compared with itself "
                "and nothing was checked.",
                "Give the commit that the change starts from, or leave --base out where the service names it",
            ),
            (
                "The base HEAD~0 holds the commit that is judged, so it would be compared with "
                "itself and nothing was checked.",
                "Give the commit that the change starts from, or leave --base out where the service names it",
            ),
            (
                "The base topic holds the commit that is judged, so it would be compared with itself "
                "and nothing was checked.",
                "Give the commit that the change starts from, or leave --base out where the service names it",
            ),
        ):
            looks(repo, base=base, env=CI)
        assert looks(repo, base=base, env={}).bases == looks(repo, base=base, env={}).heads
    assert looks(repo, base="main", env=CI).bases == (repo.git("rev-parse", "main").decode().strip(),)


def test_on_the_default_branch_the_service_names_the_base(repo: Repository, looks: Looks) -> None:
    before = repo.git("rev-parse", "HEAD").decode().strip()
    repo.save({"docs/readme.md": "topic\n"})
    told = {**CI, "GITLAB_CI": "true", "CI_COMMIT_BEFORE_SHA": before}
    assert looks(repo, base="topic", env=told).bases == (before,)
    for base in ("HEAD", "@"):  # whoever writes that means it
        with pytest.raises(NotChecked, match=f"The base {base} holds the commit that is judged"):
            looks(repo, base=base, env=told)


def test_the_head_is_what_the_job_has_checked_out(repo: Repository, looks: Looks) -> None:
    repo.save({"docs/readme.md": "one\n"})
    second = repo.git("rev-parse", "HEAD").decode().strip()
    repo.save({"docs/readme.md": "two\n"})
    for head in ("HEAD", "topic"):
        assert looks(repo, base="main", head=head, env=CI).heads == (repo.git("rev-parse", "HEAD").decode().strip(),)
    with refused(
        Misused,
        (
            "--head … is not the commit that this job has checked out.",
            "Leave --head out; or check the base out and give both, as docs/ci.md says of a locked workflow.",
        ),
    ):
        looks(repo, base="main", head=second, env=CI)
    assert looks(repo, base="main", head=second, env={}).heads == (second,)
    # A locked workflow checks the base out, and the request comes as objects.
    repo.checkout("main")
    assert looks(repo, base="main", head="topic", env=CI).before is not None
