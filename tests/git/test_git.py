"""A git that is missing, old, slow, short or broken, and settings that try to have a say."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from ledgergate.errors import NotChecked
from ledgergate.git import Limits
from ledgergate.git.popen import Child as WaitingChild
from ledgergate.git.spawn import Child, TooLateError, TooMuchError
from refusals import refused
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from support import Looks

RUNTIME = "apps/platform/main.py"
REAL = shutil.which("git")
CHILDREN = [Child, WaitingChild]


@pytest.fixture
def dirty(repo: Repository) -> Repository:
    repo.write(RUNTIME, "evil\n")
    repo.stage()
    return repo


def fake(tmp_path: Path, body: str) -> dict[str, str]:
    """A PATH whose git is a shell script; `$verb` is git's verb, `$REAL` the true git."""
    folder = tmp_path / "bin"
    folder.mkdir()
    script = folder / "git"
    verbs = "diff-*|ls-tree|cat-file|rev-parse|merge-base|for-each-ref"
    words = f'for verb in "$@"; do case $verb in {verbs}) break;; esac; done'
    script.write_text(f"#!/bin/sh\nREAL={REAL}\n{words}\n{body}\n")
    script.chmod(0o755)
    return {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}


def everything(looks: Looks, repo: Repository, env: dict[str, str], **flags: Any) -> list[str]:
    change = looks(repo, env=env, **flags)
    found = [one.path for one in change.entries]
    change.after.read(["ledgergate.toml", "docs/readme.md"])
    if change.before is not None:
        change.before.read(["ledgergate.toml"])
    return found


@pytest.mark.parametrize("verb", ["diff-index", "diff-tree", "ls-tree", "cat-file", "merge-base", "for-each-ref"])
@pytest.mark.parametrize(
    "fault",
    ["exit 1", "exit 128", "kill -9 $$", '"$REAL" "$@" | head -c 30', '"$REAL" "$@" | head -c 30; exit 3', ":"],
)
def test_a_git_that_fails_is_never_a_clean_answer(
    dirty: Repository, looks: Looks, tmp_path: Path, verb: str, fault: str
) -> None:
    env = fake(tmp_path, f'if [ "$verb" = {verb} ]; then {fault}; exit; fi\nexec "$REAL" "$@"')
    staged = verb in ("diff-index", "ls-tree")
    if not staged:
        dirty.commit()
    with suppress(NotChecked):
        moment = {"staged": True} if staged else {"base": "main", "head": "topic"}
        found = everything(looks, dirty, env, limits=Limits(seconds=3), **moment)
        assert RUNTIME in found


def test_a_git_that_hangs_is_ended(dirty: Repository, looks: Looks, tmp_path: Path) -> None:
    env = fake(tmp_path, "exec sleep 1000")
    with refused(
        NotChecked,
        (
            "git cat-file gave no answer within 0.2 seconds, so nothing was checked.",
            "Set LEDGERGATE_GIT_TIMEOUT to more seconds if the repository needs them.",
        ),
    ) as caught:
        _ = looks(dirty, env=env, staged=True, limits=Limits(seconds=0.2)).entries
    assert "LEDGERGATE_GIT_TIMEOUT" in caught.value.cure


def test_a_cat_file_that_hangs_is_ended(dirty: Repository, looks: Looks, tmp_path: Path) -> None:
    env = fake(tmp_path, '[ "$verb" = cat-file ] && exec sleep 1000\nexec "$REAL" "$@"')
    with refused(
        NotChecked,
        (
            "git cat-file gave no answer within 0.5 seconds, so nothing was checked.",
            "Set LEDGERGATE_GIT_TIMEOUT to more seconds if the repository needs them.",
        ),
    ):
        looks(dirty, env=env, staged=True, limits=Limits(seconds=0.5)).after.read(["docs/readme.md"])


def test_no_git_at_all_says_so(dirty: Repository, looks: Looks, tmp_path: Path) -> None:
    with refused(
        NotChecked, ("git not found in PATH, so nothing was checked.", "Install git 2.30 or newer, or correct PATH.")
    ):
        looks(dirty, env={"PATH": str(tmp_path)}, staged=True)


def test_a_git_in_the_checked_repository_is_not_run(dirty: Repository, looks: Looks) -> None:
    dirty.write("git", "#!/bin/sh\ntouch ran\n", executable=True)
    path = os.pathsep.join(["", ".", os.environ["PATH"]])
    assert looks(dirty, env={"PATH": path}, staged=True).entries
    assert not (dirty.path / "ran").exists()


@pytest.mark.parametrize("traced", [True, False])
def test_an_old_git_is_refused(dirty: Repository, looks: Looks, tmp_path: Path, traced: bool) -> None:
    said = '{"event":"version","sid":"1","evt":"2","exe":"2.29.9"}' if traced else ""
    env = fake(tmp_path, f"echo '{said}' >&2; echo 'git version 2.29.9'")
    with refused(NotChecked, ("This git (2.29) is older than 2.30, so nothing was checked.", "Update git.")):
        _ = looks(dirty, env=env, staged=True).entries


def test_a_git_whose_trace_is_swallowed_is_asked_for_its_version(
    dirty: Repository, looks: Looks, tmp_path: Path
) -> None:
    env = fake(tmp_path, 'unset GIT_TRACE2_EVENT; exec "$REAL" "$@"')
    change = looks(dirty, env=env, staged=True)
    assert [one.path for one in change.entries] == [RUNTIME]
    assert change.git.version >= (2, 30)


def test_no_setting_starts_a_program(dirty: Repository, looks: Looks, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch {ran}\nexit 1\n")
    script.chmod(0o755)
    for name in (
        "core.fsmonitor",
        "diff.external",
        "diff.x.textconv",
        "filter.x.clean",
        "filter.x.smudge",
        "core.pager",
    ):
        dirty.git("config", name, str(script))
    (dirty.path / ".git/info").mkdir(exist_ok=True)
    (dirty.path / ".git/info/attributes").write_text("* diff=x filter=x\n")
    env = {
        "GIT_EXTERNAL_DIFF": str(script),
        "GIT_PAGER": str(script),
        "GIT_WORK_TREE": "/",
        "GIT_LITERAL_PATHSPECS": "0",
    }
    assert everything(looks, dirty, env, staged=True) == [RUNTIME]
    assert not ran.exists()


def test_a_listing_over_the_limit_is_not_checked(dirty: Repository, looks: Looks) -> None:
    with refused(NotChecked, ("The index lists more than 2 entries.", "")):
        looks(dirty, staged=True, limits=Limits(entries=2)).after.listing()


def test_a_tree_that_holds_itself_ten_times_over_is_not_checked(repo: Repository, looks: Looks) -> None:
    inner = repo.blob("boom")
    mode = "100644"
    for _ in range(9):
        inner, mode = repo.tree(*[(mode, inner, f"d{n}") for n in range(10)]), "40000"
    bomb = repo.commit_tree(repo.tree(("40000", inner, "docs")), "HEAD")
    with refused(NotChecked, ("git ls-tree lists more than 5000 entries.", "")):
        _ = looks(repo, base="main", head=bomb, limits=Limits(entries=5000)).entries


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="needs root to give a repository away")
def test_a_repository_of_another_user_is_refused_with_gits_own_cure(dirty: Repository, looks: Looks) -> None:
    for folder, _, files in os.walk(dirty.path):
        for path in [folder, *(os.path.join(folder, name) for name in files)]:
            os.lchown(path, 12345, 12345)
    with refused(
        NotChecked,
        ("git refuses this repository because another user owns it.", "git config --global --add safe.directory …"),
    ) as caught:
        _ = looks(dirty, staged=True).entries
    assert caught.value.cure.startswith("git config --global --add safe.directory")


@pytest.mark.parametrize("child", CHILDREN)
def test_a_child_is_read_to_its_end(child: type[Child]) -> None:
    said = child(["/bin/sh", "-c", "echo out; echo err >&2; exit 3"], {}).collect(20, lambda _: False)
    assert (said.status, said.out, said.err) == (3, b"out\n", b"err\n")


@pytest.mark.parametrize("child", CHILDREN)
def test_a_child_that_is_late_or_says_too_much_is_ended(child: type[Child]) -> None:
    with pytest.raises(TooLateError):
        child(["/bin/sh", "-c", "exec sleep 1000"], {}).collect(0.1, lambda _: False)
    with pytest.raises(TooMuchError):
        child(["/bin/sh", "-c", "while :; do echo more; done"], {}).collect(20, lambda piece: True)


@pytest.mark.parametrize("child", CHILDREN)
def test_a_child_answers_line_by_line(child: type[Child]) -> None:
    made = child(["/bin/cat"], {}, feed=True)
    made.ask(b"one\ntwo three")
    assert (made.line(20), made.take(3, 20)) == (b"one", b"two")
    made.end()


@pytest.mark.parametrize("child", CHILDREN)
def test_a_child_that_stays_silent_is_late(child: type[Child]) -> None:
    made = child(["/bin/sh", "-c", "exec sleep 1000"], {}, feed=True)
    with pytest.raises(TooLateError):
        made.line(0.1)
    made.end()


@pytest.mark.parametrize("child", CHILDREN)
def test_a_child_is_late_at_any_of_its_reads(child: type[Child]) -> None:
    made = child(["/bin/sh", "-c", "echo one; exec sleep 1000"], {}, feed=True)
    assert made.line(600) == b"one"
    with pytest.raises(TooLateError):
        made.line(0.1)
    made.end()


@pytest.mark.parametrize("child", CHILDREN)
def test_between_two_reads_a_child_has_all_the_time(child: type[Child]) -> None:
    made = child(["/bin/cat"], {}, feed=True)
    assert made.take(0, 0.5) == b""
    assert child(["/bin/sh", "-c", "sleep 0.7; echo later"], {}).collect(20, lambda _: False).out == b"later\n"
    made.ask(b"one\n")
    assert made.line(20) == b"one"
    made.end()


def test_all_reads_of_a_waiting_child_take_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[threading.Thread] = []
    start = threading.Thread.start

    def counted(thread: threading.Thread) -> None:
        started.append(thread)
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", counted)
    made = WaitingChild(["/bin/cat"], {}, feed=True)
    for _ in range(50):
        made.ask(b"one\ntwo")
        assert (made.line(20), made.take(3, 20)) == (b"one", b"two")
    made.end()
    assert len(started) == 1
    started[0].join(20)
    assert not started[0].is_alive()
