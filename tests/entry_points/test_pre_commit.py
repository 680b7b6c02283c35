"""The real pre-commit and prek, with the hooks of this checkout installed as a team installs them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from audit import BREAKAGES, a_clean_edit, audited, environment
from support import Repository

pytestmark = pytest.mark.xdist_group("pre-commit")
ROOT = Path(__file__).resolve().parents[2]
HOOKS = ("ledgergate", "read-only-posture", "candidate-buckets", "report-drift")


@pytest.fixture(scope="session")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """This checkout's files as a hook repository with one commit: what `repo:` points to."""
    made = Repository(tmp_path_factory.mktemp("hooks") / "ledgergate")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout
    for name in filter(None, listed.decode().split("\0")):
        if name.split("/")[0] not in ("tests", "benchmarks") and (ROOT / name).is_file():
            (made.path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, made.path / name)
    made.stage()
    made.commit("the hooks")
    return made


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("pre-commit-home"))


def _run(repository: Repository, home: str, *words: str) -> subprocess.CompletedProcess[str]:
    wanted = ("PIP_", "UV_", "SSL_CERT", "REQUESTS_CA")
    network = {name: value for name, value in os.environ.items() if name.startswith(wanted) or "PROXY" in name.upper()}
    config = {"PRE_COMMIT_HOME": home, "PREK_HOME": home + "/prek", **network}
    config["PIP_NO_COMPILE"] = "0"  # pip reads it the other way round: what is imported is compiled, not all
    own = Path.home() / ".config/pip/pip.conf"
    if own.exists():
        # The person's own settings of pip lie in the home that the repository's environment does not have.
        config.setdefault("PIP_CONFIG_FILE", str(own))
    return subprocess.run(
        list(words), cwd=repository.path, env=environment(repository, **config), capture_output=True, text=True,
        encoding="utf-8", stdin=subprocess.DEVNULL, timeout=600,
    )  # fmt: skip


def _installed(path: Path, hooks: Repository, home: str, *ids: str) -> Repository:
    repository = audited(path)
    wanted = "".join(f"      - id: {one}\n" for one in ids)
    repository.write(
        ".pre-commit-config.yaml", f"repos:\n  - repo: {hooks.path}\n    rev: {hooks.oid()}\n    hooks:\n{wanted}"
    )
    repository.stage()
    repository.commit("install the hook")
    done = _run(repository, home, sys.executable, "-m", "pre_commit", "install", "--install-hooks")
    assert done.returncode == 0, done.stdout + done.stderr
    return repository


def test_git_commit_passes_a_clean_change_and_refuses_each_breakage(
    tmp_path: Path, hooks: Repository, home: str
) -> None:
    repository = _installed(tmp_path / "product", hooks, home, "ledgergate")
    a_clean_edit(repository)
    repository.stage()
    done = _run(repository, home, "git", "commit", "-m", "a clean change")
    assert done.returncode == 0, done.stdout + done.stderr

    for name, breaks in BREAKAGES.items():
        wanted = breaks(repository)
        repository.stage()
        done = _run(repository, home, "git", "commit", "-m", name)
        told = done.stdout + done.stderr
        assert done.returncode == 1, f"{name}: {told}"
        assert f"{wanted.path}:{wanted.line}" in told, f"{name}: {told}"
        assert wanted.code in told
        repository.git("reset", "-q", "--hard")


def test_commit_a_and_a_deletion_alone_are_judged(tmp_path: Path, hooks: Repository, home: str) -> None:
    repository = _installed(tmp_path / "product", hooks, home, "ledgergate")
    wanted = BREAKAGES["bucket-unknown"](repository)
    done = _run(repository, home, "git", "commit", "-a", "-m", "all of it")
    assert done.returncode == 1
    assert wanted.code in done.stdout + done.stderr

    repository.git("reset", "-q", "--hard")
    repository.git("rm", "-q", "apps/platform/app/Models/Finding.php")
    done = _run(repository, home, "git", "commit", "-m", "only a deletion")
    assert done.returncode == 1
    assert "LG101" in done.stdout + done.stderr


def test_all_files_and_a_range_judge_the_branch(tmp_path: Path, hooks: Repository, home: str) -> None:
    repository = _installed(tmp_path / "product", hooks, home, "ledgergate")
    run = (sys.executable, "-m", "pre_commit", "run", "ledgergate")
    assert _run(repository, home, *run, "--all-files").returncode == 0

    wanted = BREAKAGES["total-off"](repository)
    repository.stage()
    repository.commit("off by one")
    for words in (["--all-files"], ["--from-ref", "main", "--to-ref", "HEAD"]):
        done = _run(repository, home, *run, *words)
        assert done.returncode == 1, done.stdout + done.stderr
        assert f"{wanted.path}:{wanted.line}" in done.stdout


def test_each_duty_refuses_its_own_and_passes_the_others(tmp_path: Path, hooks: Repository, home: str) -> None:
    duties = {"read-only-posture": "edited", "candidate-buckets": "two-buckets", "report-drift": "total-off"}
    repository = _installed(tmp_path / "product", hooks, home, *duties)
    for name in duties.values():
        BREAKAGES[name](repository)
        repository.stage()
        for duty, offence in duties.items():
            done = _run(repository, home, sys.executable, "-m", "pre_commit", "run", duty)
            assert (done.returncode == 1) == (offence == name), f"{duty} on {name}: {done.stdout}"
        repository.git("reset", "-q", "--hard")


def test_try_repo_runs_the_recommended_hook(tmp_path: Path, hooks: Repository, home: str) -> None:
    repository = audited(tmp_path / "product")
    words = [sys.executable, "-m", "pre_commit", "try-repo", str(hooks.path), "ledgergate", "--all-files"]
    done = _run(repository, home, *words)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout


def test_prek_runs_the_same_manifest(tmp_path: Path, hooks: Repository, home: str) -> None:
    repository = _installed(tmp_path / "product", hooks, home, *HOOKS)
    prek = shutil.which("prek", path=os.path.dirname(sys.executable))
    assert prek is not None
    assert _run(repository, home, prek, "run", "--all-files").returncode == 0
    BREAKAGES["two-buckets"](repository)
    repository.stage()
    done = _run(repository, home, prek, "run")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "LG203" in done.stdout + done.stderr


def test_a_docs_commit_is_judged_by_its_message(tmp_path: Path, hooks: Repository, home: str) -> None:
    repository = _installed(tmp_path / "product", hooks, home, "docs-commit")
    policy = (repository.path / "ledgergate.toml").read_text(encoding="utf-8")
    declared = "declared = true"
    assert declared in policy
    repository.write("ledgergate.toml", policy.replace(declared, f'{declared}\ncommit_types = ["docs"]', 1))
    repository.stage()
    repository.commit("declare docs commits")
    install = (sys.executable, "-m", "pre_commit", "install", "--hook-type", "commit-msg")
    assert _run(repository, home, *install).returncode == 0
    wanted = BREAKAGES["edited"](repository)
    repository.stage()
    done = _run(repository, home, "git", "commit", "-m", "docs(routes): tidy")
    assert done.returncode == 1
    assert "LG104" in done.stdout + done.stderr
    assert wanted.path in done.stdout + done.stderr
    done = _run(repository, home, "git", "commit", "-m", "fix(routes): mend")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_rule_of_ones_own_is_installed_beside_the_gate(tmp_path: Path, hooks: Repository, home: str) -> None:
    """As docs/own-rules.md says: the example, from its own distribution."""
    team = Repository(tmp_path / "team")
    plugin = f"        additional_dependencies: [{json.dumps(str(ROOT / 'examples/own-rule'))}]\n"
    team.save({
        ".pre-commit-config.yaml": (
            f"repos:\n  - repo: {hooks.path}\n    rev: {hooks.oid()}\n    hooks:\n      - id: ledgergate\n{plugin}"
        ),
        "ledgergate.toml": (
            'plugins = "ledgergate-acme"\n[vocabulary.bucket]\nvalues = ["now", "later"]\n[ledger.candidates]\n'
            'sources = [{ path = "docs/list.md", items = "table", key = "Key" }]\n'
            'fields.bucket = { label = "Bucket", values = "bucket" }\nfields.owner = { label = "Owner" }\n'
        ),
        "docs/list.md": "| Key | Bucket | Owner |\n|---|---|---|\n" + "| C-1 | now | web |\n| C-2 | now | web |\n",
    })  # fmt: skip
    assert _run(team, home, sys.executable, "-m", "pre_commit", "install", "--install-hooks").returncode == 0
    start = (team.path / "docs/list.md").read_text(encoding="utf-8") + "| C-3 | now | web |\n| C-4 | now | api |\n"
    team.write("docs/list.md", start)
    team.stage()
    done = _run(team, home, "git", "commit", "-m", "three are allowed")
    assert done.returncode == 0, done.stdout + done.stderr

    team.write("docs/list.md", start + "| C-5 | now | web |\n")
    team.stage()
    done = _run(team, home, "git", "commit", "-m", "and no more")
    assert done.returncode == 1
    assert "ACME1 too-much-at-once" in done.stdout + done.stderr
