"""Pushed refs: on a server that has not accepted them, and before they leave."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from ledgergate.errors import NotChecked
from ledgergate.moments import Asked
from ledgergate.moments.push import look_push, pushed_refs, pushing_refs
from refusals import refused
from support import Repository, scrubbed

RUNTIME = "apps/platform/main.py"
ZERO = "0" * 40


def judged(
    repo: Repository, old: str, new: str, ref: str, *, env: dict[str, str] | None = None, **more: Any
) -> list[str]:
    asked = Asked(cwd=str(repo.path), environment=scrubbed(repo.path.parent, **(env or {})))
    with look_push(asked, old, new, ref, **more) as change:
        assert "ledgergate.toml" in change.after.listing() or change.idle
        return [one.path for one in change.entries]


@pytest.fixture
def server(repo: Repository, tmp_path: Path) -> Repository:
    return repo.clone(tmp_path / "server.git", "--bare", "--branch=main")


HERE = {"GIT_DIR": "."}


def test_a_quarantined_push_is_judged_before_it_is_accepted(repo: Repository, server: Repository) -> None:
    repo.save({RUNTIME: "evil\n"})
    quarantine = server.path / "objects/tmp_objdir-incoming-1"
    quarantine.mkdir()
    objects = {
        "GIT_OBJECT_DIRECTORY": str(quarantine),
        "GIT_ALTERNATE_OBJECT_DIRECTORIES": str(server.path / "objects"),
    }
    raw = repo.git("cat-file", "commit", "HEAD")
    tree, apps, platform = (
        repo.git("cat-file", "tree", f"HEAD{path}") for path in ("^{tree}", ":apps", ":apps/platform")
    )
    for kind, content in (
        ("blob", b"evil\n"),
        ("tree", platform),
        ("tree", apps),
        ("tree", tree),
        ("commit", raw + b"\n"),
    ):
        server.git("hash-object", "-t", kind, "-w", "--stdin", stdin=content, env=objects)
    env = {**HERE, **objects, "GIT_QUARANTINE_PATH": str(quarantine)}
    assert judged(server, server.oid("main"), repo.oid(), "refs/heads/main", env=env) == [RUNTIME]
    with refused(
        NotChecked, ("'refs/heads/main' does not lead to a commit, so nothing was checked.", "Push commits only.")
    ):
        judged(server, server.oid("main"), repo.oid(), "refs/heads/main", env=HERE)


def test_a_new_ref_counts_from_the_default_branch(repo: Repository, server: Repository) -> None:
    new = repo.save({RUNTIME: "evil\n"})
    repo.git("push", "-q", str(server.path), "topic:refs/heads/kept")
    assert judged(server, ZERO, new, "refs/heads/new", env=HERE) == [RUNTIME]


def test_a_forced_push_counts_against_the_old_state_and_the_fork(repo: Repository, server: Repository) -> None:
    old = repo.save({"docs/readme.md": "one\n"})
    repo.git("reset", "-q", "--hard", "main")
    new = repo.save({RUNTIME: "evil\n"})
    for oid in (old, new):
        repo.git("push", "-q", str(server.path), f"{oid}:refs/heads/keep-{oid[:4]}")
    assert judged(server, old, new, "refs/heads/topic", env=HERE) == [RUNTIME]


def test_a_deletion_leaves_nothing_to_judge(server: Repository) -> None:
    assert judged(server, server.oid("main"), ZERO, "refs/heads/main", env=HERE) == []


def test_a_pushed_tag_is_judged_and_one_of_a_blob_is_not(repo: Repository, server: Repository) -> None:
    repo.save({RUNTIME: "evil\n"})
    repo.git("tag", "-a", "-m", "t", "v1")
    repo.git("tag", "blob", "HEAD:docs/readme.md")
    repo.git("push", "-q", "--tags", str(server.path))
    assert judged(server, ZERO, server.oid("refs/tags/v1"), "refs/tags/v1", env=HERE) == [RUNTIME]
    with refused(
        NotChecked, ("'refs/tags/blob' does not lead to a commit, so nothing was checked.", "Push commits only.")
    ):
        judged(server, ZERO, server.oid("refs/tags/blob"), "refs/tags/blob", env=HERE)


def test_the_first_push_to_an_empty_server_has_no_base(repo: Repository, tmp_path: Path) -> None:
    empty = Repository(tmp_path / "empty.git", bare=True)
    repo.git("push", "-q", str(empty.path), "main:refs/heads/other")
    asked = Asked(cwd=str(empty.path), environment=scrubbed(tmp_path, **HERE))
    with look_push(asked, ZERO, repo.oid("main"), "refs/heads/main") as change:
        assert (change.before, change.branch) == (None, "main")
    with refused(
        NotChecked, ("No base is known, and one is needed here, so nothing was checked.", "Give the base: --base REF")
    ):
        look_push(asked.but(require_base=True), ZERO, repo.oid("main"), "refs/heads/main")


def test_a_new_branch_before_it_leaves_counts_from_the_remote_default(repo: Repository) -> None:
    repo.git("update-ref", "refs/remotes/up/main", "main")
    new = repo.save({RUNTIME: "evil\n"})
    assert judged(repo, ZERO, new, "refs/heads/topic", remote="up", moment="push") == [RUNTIME]


def test_an_old_state_that_is_not_here_is_not_checked(repo: Repository) -> None:
    with refused(
        NotChecked, ("The old state of 'refs/heads/topic' is not in this repository.", "git fetch, then push again")
    ):
        judged(repo, "3" * 40, repo.oid(), "refs/heads/topic", remote="up")


def test_the_lines_that_git_gives_to_its_hooks() -> None:
    one, two = "1" * 40, "2" * 40
    assert pushed_refs(
        f"{one} {two} refs/heads/a\n{ZERO} {two} refs/heads/\udcff\n".encode("utf-8", "surrogateescape")
    ) == (
        (one, two, "refs/heads/a"),
        (ZERO, two, "refs/heads/\udcff"),
    )
    assert pushing_refs(f"refs/heads/l {two} refs/heads/r {one}\n".encode()) == ((one, two, "refs/heads/r"),)
    assert pushing_refs(f"(delete) {ZERO} refs/heads/r {one}\n".encode()) == ((one, ZERO, "refs/heads/r"),)


@pytest.mark.parametrize("said", [b"x\n", b"1 2 refs/heads/a\n", b"\n", b"--help " + b"1" * 40 + b" refs/heads/a\n"])
def test_lines_that_make_no_sense_are_not_checked(said: bytes) -> None:
    with refused(
        NotChecked,
        ("A line of git's list of pushed refs holds no object ids, so nothing was checked.", ""),
        ("A line of git's list of pushed refs makes no sense, so nothing was checked.", ""),
    ):
        pushed_refs(said)


def test_the_environment_of_the_tests_is_scrubbed(tmp_path: Path) -> None:
    assert set(scrubbed(tmp_path)) <= {
        *os.environ,
        "GIT_CONFIG_NOSYSTEM",
        "GIT_CONFIG_GLOBAL",
        "GIT_TERMINAL_PROMPT",
        "TZ",
        "LC_ALL",
    }


@pytest.mark.parametrize("new_branch", [True, False])
def test_what_a_push_brings_to_the_default_branch_too_is_that_branchs(
    repo: Repository, server: Repository, new_branch: bool
) -> None:
    old = repo.save({"docs/readme.md": "topic\n"})
    repo.git("push", "-q", str(server.path), "topic")
    repo.checkout("main")
    main = repo.save({RUNTIME: "main's\n"})
    repo.checkout("topic")
    repo.merge("main")
    new = repo.save({"docs/guide.md": "more\n"})
    repo.git("push", "-q", str(server.path), "topic:refs/heads/staging", "main:refs/heads/arrived")
    together = {"refs/heads/main": main, "refs/heads/topic": new}
    before, ref = (ZERO, "refs/heads/other") if new_branch else (old, "refs/heads/topic")
    alone = judged(server, before, new, ref, env=HERE)
    with_main = judged(server, before, new, ref, env=HERE, together=together)
    assert RUNTIME in alone
    assert RUNTIME not in with_main
    assert "docs/guide.md" in with_main
    assert RUNTIME in judged(server, before, new, ref, env=HERE, together={"refs/heads/main": ZERO})


def test_what_a_push_brings_to_the_remotes_default_branch_is_that_branchs(repo: Repository) -> None:
    repo.git("update-ref", "refs/remotes/up/main", "main")
    repo.checkout("main")
    main = repo.save({RUNTIME: "main's\n"})
    repo.git("branch", "-f", "topic", "main")
    repo.checkout("topic")
    new = repo.save({"docs/guide.md": "more\n"})
    repo.git("branch", "-f", "main", "refs/remotes/up/main")
    together = {"refs/heads/main": main}
    assert judged(repo, ZERO, new, "refs/heads/topic", remote="up", together=together) == ["docs/guide.md"]
    assert RUNTIME in judged(repo, ZERO, new, "refs/heads/topic", remote="up")
