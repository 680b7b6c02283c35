"""Real pushes to a real bare repository with our hooks, and the hooks of plain git."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from audit import environment, gate
from small_team import LEDGER, POLICY, team
from support import Repository

EVIL = {"apps/main.py": "evil\n"}
ZERO = "0" * 40


def _push(repository: Repository, *words: str) -> tuple[int, str]:
    done = subprocess.run(
        ["git", "push", "-q", "origin", *words], cwd=repository.path, env=environment(repository), capture_output=True
    )
    return done.returncode, done.stderr.decode()


def _server(tmp_path: Path, hook: str) -> Repository:
    """A team whose main lies on a bare server that runs the hook; `007-audit` is checked out, not pushed yet."""
    repository = team(tmp_path / "r")
    server = Repository(tmp_path / "server.git", bare=True)
    repository.git("remote", "add", "origin", str(server.path))
    repository.git("push", "-q", "origin", "main")
    done = gate(server, "install-hook", hook, GIT_DIR=".")
    assert done.returncode == 0, done.stderr
    return repository


@pytest.mark.parametrize("hook", ["pre-receive", "update"])
def test_a_server_takes_what_is_clean_and_refuses_what_is_not(tmp_path: Path, hook: str) -> None:
    repository = _server(tmp_path, hook)
    clean = repository.save({"docs/guide.md": "short\n"}, "clean")
    code, said = _push(repository, "007-audit")  # a new branch
    assert code == 0
    assert "passed: no findings" in said

    repository.save(EVIL, "dirty")
    code, said = _push(repository, "007-audit")
    assert code == 1
    assert "remote: refs/heads/007-audit:" in said
    assert "LG101" in said
    assert "remote rejected" in said or "hook declined" in said
    assert _push(repository, "HEAD:refs/heads/007-more")[0] == 1  # a new branch, dirty
    assert _push(repository, "HEAD:refs/tags/v1")[0] == 1  # a tag
    assert repository.git("ls-remote", "origin", "refs/heads/007-audit").startswith(clean.encode())

    repository.git("reset", "-q", "--hard", "main")
    repository.save({"docs/guide.md": "another\n"}, "forced")
    assert _push(repository, "+007-audit")[0] == 0
    repository.git("reset", "-q", "--hard", "main")
    repository.save(EVIL, "forced and dirty")
    assert _push(repository, "+007-audit")[0] == 1
    assert _push(repository, ":007-audit")[0] == 0  # a deletion


def test_of_two_refs_the_second_is_looked_at_too(tmp_path: Path) -> None:
    repository = _server(tmp_path, "pre-receive")
    repository.save({"docs/guide.md": "short\n"}, "clean")
    repository.branch("007-second")
    repository.save(EVIL, "dirty")
    code, said = _push(repository, "007-audit", "007-second")
    assert code == 1
    assert "refs/heads/007-second:" in said
    assert repository.git("ls-remote", "origin", "refs/heads/007-*") == b""


def _received(repository: Repository, *lines: str) -> tuple[int, str, int]:
    """What pre-receive says to these lines, and how many changes it judged: each takes one `cat-file --batch`."""
    log, shim = repository.path.parent / "git.log", repository.path.parent / "shim" / "git"
    shim.parent.mkdir(exist_ok=True)
    shim.write_text(f'#!/bin/sh\nprintf "%s\\n" "$*" >> "{log}"\nexec "{shutil.which("git")}" "$@"\n')
    shim.chmod(0o755)
    log.write_text("")
    told = environment(repository)
    done = subprocess.run(
        [sys.executable, "-m", "ledgergate", "pre-receive"], cwd=repository.path, capture_output=True, text=True,
        env=told | {"PATH": f"{shim.parent}{os.pathsep}{told['PATH']}"}, input="".join(f"{one}\n" for one in lines),
    )  # fmt: skip
    return done.returncode, done.stderr, log.read_text().count("cat-file --batch")


OPEN = POLICY.replace("declared = true\n", "").replace('branches = ["docs/*"]\n', "")
UNKNOWN = LEDGER.replace("now", "never")
TAGS = ("refs/tags/007-audit", "refs/tags/v1")


@pytest.mark.skipif(os.name == "nt", reason="git is counted by a script that takes its place")
@pytest.mark.parametrize(
    ("policy", "change", "code", "refs", "judged"),
    [
        (OPEN, {"docs/ledger.md": UNKNOWN}, 1, ("refs/heads/feature", "refs/heads/docs/plan", *TAGS), 1),
        (OPEN, {"docs/guide.md": "short\n"}, 0, (*TAGS, "refs/heads/feature"), 1),
        (OPEN, {"ledgergate.toml": "["}, 2, (*TAGS, "refs/heads/feature"), 1),
        # Here the branch has a say: a pattern, a package's name, an open package where no branch is known.
        (POLICY, EVIL, 1, ("refs/heads/feature", "refs/heads/docs/plan", "refs/heads/007-audit", *TAGS), 4),
        (POLICY, EVIL, 1, (*TAGS, "refs/heads/007-audit", "refs/heads/docs/plan", "refs/heads/feature"), 4),
    ],
)
def test_equal_ranges_of_a_push_are_judged_once_where_the_name_has_no_say(
    tmp_path: Path, policy: str, change: dict[str, str], code: int, refs: tuple[str, ...], judged: int
) -> None:
    repository = team(tmp_path / "r", "work")
    repository.checkout("main")
    base = repository.save({"ledgergate.toml": policy}, "policy")
    repository.branch("other")
    new = repository.save(change, "change")
    repository.checkout("main")
    lines = [f"{base if ref.startswith('refs/heads/') else ZERO} {new} {ref}" for ref in refs]
    alone = [_received(repository, line) for line in lines]
    assert [one[2] for one in alone] == [1] * len(refs)
    together = _received(repository, *lines)
    assert together == (code, "".join(one[1] for one in alone), judged)
    for ref, (refused, *_) in zip(refs, alone, strict=True):
        assert (f"{ref}:" in together[1]) == (refused != 0)
    assert max(one[0] for one in alone) == code


@pytest.mark.skipif(os.name == "nt", reason="git is counted by a script that takes its place")
def test_ranges_that_differ_are_each_judged(tmp_path: Path) -> None:
    repository = team(tmp_path / "r", "work")
    repository.checkout("main")
    repository.save({"ledgergate.toml": OPEN}, "policy")
    repository.branch("feature")
    old = repository.save({"docs/guide.md": "short\n"}, "clean")
    new = repository.save({"docs/ledger.md": UNKNOWN}, "dirty")
    repository.checkout("main")
    lines = [f"{ZERO} {old} refs/tags/v1", f"{ZERO} {new} refs/tags/v2", f"{old} {new} refs/tags/v3"]
    code, said, judged = _received(repository, *lines)
    assert (code, judged) == (1, 3)
    assert [ref for ref in ("v1", "v2", "v3") if f"refs/tags/{ref}:" in said] == ["v2", "v3"]


@pytest.mark.skipif(os.name == "nt", reason="git is counted by a script that takes its place")
@pytest.mark.parametrize(("policy", "judged"), [(OPEN, 1), (POLICY, 2)])
def test_first_tags_of_an_empty_server_say_what_each_says_alone(tmp_path: Path, policy: str, judged: int) -> None:
    repository = team(tmp_path / "r")
    new = repository.save({"ledgergate.toml": policy}, "policy")
    repository.git("symbolic-ref", "HEAD", "refs/heads/none")
    lines = [f"{ZERO} {new} {ref}" for ref in TAGS]
    alone = "".join(_received(repository, line)[1] for line in lines)
    assert _received(repository, *lines) == (0, alone, judged)


def test_every_line_for_the_remote_fits_a_terminal(tmp_path: Path) -> None:
    repository = _server(tmp_path, "pre-receive")
    repository.save(EVIL, "dirty")
    said = _push(repository, "007-audit")[1]
    told = [line for line in said.splitlines() if line.startswith("remote: ")]
    assert told
    assert [line for line in told if len(line.rstrip()) > 80 and not line.startswith("remote:     git ")] == []
    command = next(line for line in told if line.startswith("remote:     git restore "))
    assert "-- 'apps/main.py'    takes it out" in command, "what is to be pasted stays whole"


def test_pre_push_reads_every_pushed_ref(tmp_path: Path) -> None:
    repository = team(tmp_path / "r")
    server = Repository(tmp_path / "server.git", bare=True)
    repository.git("remote", "add", "origin", str(server.path))
    repository.git("push", "-q", "origin", "main")
    assert gate(repository, "install-hook", "pre-push").returncode == 0
    repository.save({"docs/guide.md": "short\n"}, "clean")
    assert _push(repository, "007-audit")[0] == 0
    repository.branch("007-second")
    repository.save(EVIL, "dirty")
    code, said = _push(repository, "007-audit", "007-second")
    assert code == 1
    assert "LG101" in said
    assert _push(repository, ":007-audit")[0] == 0


def test_a_push_list_that_makes_no_sense_is_not_checked(tmp_path: Path) -> None:
    repository = team(tmp_path / "r")
    done = gate(repository, "update", "refs/heads/x", "nonsense", "nonsense")
    assert done.returncode == 3
    assert "object ids" in done.stderr


def test_a_plain_pre_commit_and_commit_msg_hook_judge_a_commit(tmp_path: Path) -> None:
    repository = team(tmp_path / "r", "feature")
    for name in ("pre-commit", "commit-msg"):
        assert gate(repository, "install-hook", name).returncode == 0
    repository.files(EVIL)
    repository.stage()
    words = ["git", "commit", "-q", "-m"]
    refused = subprocess.run(
        [*words, "docs: tidy"], cwd=repository.path, env=environment(repository), capture_output=True
    )
    assert refused.returncode != 0
    assert b"LG104" in refused.stderr
    taken = subprocess.run([*words, "fix: it"], cwd=repository.path, env=environment(repository), capture_output=True)
    assert taken.returncode == 0, taken.stderr


def test_a_merge_is_judged_by_what_it_brings_to_its_branch(tmp_path: Path) -> None:
    repository = team(tmp_path / "r")
    repository.save({"docs/guide.md": "short\n"})
    repository.checkout("main")
    repository.save({"apps/main.py": "main moved\n"})
    repository.branch("feature")
    repository.save(EVIL)
    repository.checkout("007-audit")
    assert gate(repository, "install-hook", "pre-merge-commit").returncode == 0
    words = ["git", "merge", "-q", "--no-edit"]
    taken = subprocess.run([*words, "main"], cwd=repository.path, env=environment(repository), capture_output=True)
    assert taken.returncode == 0, taken.stderr
    refused = subprocess.run(
        [*words, "--no-ff", "feature"], cwd=repository.path, env=environment(repository), capture_output=True
    )
    assert refused.returncode != 0
    assert b"LG101" in refused.stderr + refused.stdout


def test_a_part_of_what_is_staged_is_judged_alone(tmp_path: Path) -> None:
    repository = team(tmp_path / "r")
    assert gate(repository, "install-hook", "pre-commit").returncode == 0
    repository.files({**EVIL, "docs/guide.md": "short\n"})
    repository.stage()
    for words, code in (
        (["-m", "a part", "docs/guide.md"], 0),
        (["-m", "the rest"], 1),
        (["-a", "-m", "all"], 1),
        (["--amend", "-m", "again"], 1),
    ):
        done = subprocess.run(
            ["git", "commit", "-q", *words], cwd=repository.path, env=environment(repository), capture_output=True
        )
        assert done.returncode == code, (words, done.stderr)


def test_the_hook_of_a_commit_takes_the_short_way_and_one_by_hand_the_long_one(tmp_path: Path) -> None:
    repository = team(tmp_path / "r")
    assert gate(repository, "install-hook", "pre-commit").returncode == 0
    repository.files({"docs/guide.md": "short\n"})
    repository.stage()
    hook = [str(repository.path / ".git/hooks/pre-commit")]
    for words, told in ((["git", "commit", "-q", "-m", "short"], "(git commit)"), (hook, "(--staged)")):
        done = subprocess.run(words, cwd=repository.path, env=environment(repository), capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert told in done.stdout + done.stderr


def test_somebodys_hook_is_not_overwritten_and_ours_is(tmp_path: Path) -> None:
    repository = team(tmp_path / "r")
    hook = repository.path / ".git/hooks/pre-push"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 0\n")
    done = gate(repository, "install-hook", "pre-push")
    assert done.returncode == 2
    assert "add this line to it" in done.stderr
    assert hook.read_text() == "#!/bin/sh\nexit 0\n"
    hook.unlink()
    for _ in range(2):
        assert gate(repository, "install-hook", "pre-push").returncode == 0
    assert os.access(hook, os.X_OK)


def test_hooks_that_are_everybodys_are_left_alone(tmp_path: Path) -> None:
    repository = team(tmp_path / "r")
    repository.git("config", "core.hooksPath", str(tmp_path / "shared"))
    done = gate(repository, "install-hook", "pre-commit")
    assert done.returncode == 2
    assert "core.hooksPath" in done.stderr
    assert not (tmp_path / "shared").exists()
