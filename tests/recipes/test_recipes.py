"""Each CI recipe from its own text: its commands, at its checkout depth, with its service's variables."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from support import Repository, scrubbed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

ROOT = Path(__file__).resolve().parents[2]
RECIPES = ROOT / "examples" / "ci"
VERSION = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.M)[1]  # type: ignore[index]  # it is there
POLICY = """
[posture]
runtime = ["apps/**"]
read_only.branches = ["docs/*"]
[vocabulary.bucket]
values = ["A", "B"]
[ledger.candidates]
sources = [{ path = "docs/list.md", items = "headings", level = 3 }]
fields.bucket = { label = "Bucket", values = "bucket", required = true }
"""
LISTED = "# Candidates\n\n### One\n\n- **Bucket**: A\n"
CLEAN = {"docs/list.md": f"{LISTED}\n### Two\n\n- **Bucket**: B\n"}
DIRTY = {"docs/list.md": f"{LISTED}\n### Two\n\n- **Bucket**: TBD\n", "apps/main.py": "2\n"}
BRANCH = "docs/reconcile"
WHOLE = 0

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the recipes' commands are written for a POSIX shell")


class Server:
    """What the service holds: main, which has moved on, a request's branch, and the merge of both."""

    def __init__(self, path: Path, change: dict[str, str]) -> None:
        self.repository = Repository(path)
        self.repository.save({"ledgergate.toml": POLICY, "docs/list.md": LISTED, "apps/main.py": "1\n"})
        for number in range(3):
            self.repository.save({"apps/other.py": f"{number}\n"}, f"work {number}")
        self.repository.branch(BRANCH)
        for number in range(3):
            self.repository.save({f"docs/note-{number}.md": "note\n"}, f"note {number}")
        self.head = self.repository.save(change, "the request")
        self.repository.checkout("main")
        self.base = self.repository.save({"apps/other.py": "moved\n"}, "main moves on")
        self.repository.checkout("main", detach=True)
        self.merge = self.repository.merge(BRANCH)
        self.repository.git("update-ref", "refs/pull/7/merge", self.merge)
        self.repository.git("update-ref", "refs/pull/7/head", self.head)
        self.repository.checkout("main")

    def checkout(self, path: Path, ref: str, depth: int) -> Repository:
        """What a checkout step leaves: one ref at HEAD, and every branch where the depth is not bounded."""
        made = Repository(path)
        made.git("remote", "add", "origin", self.repository.path.resolve().as_uri())
        specs = [f"+{ref}:refs/remotes/{ref.removeprefix('refs/').replace('heads/', 'origin/')}"]
        specs += [] if depth else ["+refs/heads/*:refs/remotes/origin/*"]
        made.git("fetch", "-q", "--no-tags", *([f"--depth={depth}"] if depth else []), "origin", *specs)
        made.git("checkout", "-q", "--detach", specs[0].rpartition(":")[2])
        return made


@pytest.fixture(params=["clean", "dirty"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Server:
    return Server(tmp_path / "server", CLEAN if request.param == "clean" else DIRTY)


def document(name: str) -> dict[str, Any]:
    path = ROOT / name if name == "action.yml" else RECIPES / name
    made: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return made


def filled(text: str, values: dict[str, str]) -> str:
    """A text with its `${{ ... }}` filled in as the runner does."""
    return re.sub(r"\$\{\{\s*(.+?)\s*\}\}", lambda found: values[found[1]], text)


def run(script: str, checkout: Repository, home: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """The recipe's commands in a shell as runners start one. What installs the gate is checked, and left out: the
    interpreter of the tests stands where the recipe installs one."""
    for where in ("ledgergate/bin",):
        (home / where).mkdir(parents=True, exist_ok=True)
    python = home / "ledgergate/bin/python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    lines = [line for line in script.splitlines() if " -m venv " not in line and " -m pip install " not in line]
    env = scrubbed(home, HOME=str(home), RUNNER_TEMP=str(home), WORKSPACE_TMP=str(home), CI="true", **more)
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", "\n".join(lines)], cwd=checkout.path,
        env={**env, "AGENT_TEMPDIRECTORY": str(home)}, capture_output=True, text=True, encoding="utf-8",
        stdin=subprocess.DEVNULL,
    )  # fmt: skip


def right(server: Server, done: subprocess.CompletedProcess[str]) -> None:
    """The clean request passes; of the dirty one the rules and the places are told."""
    told = done.stdout + done.stderr
    if server.repository.git("show", f"{server.head}:apps/main.py") == b"1":
        assert done.returncode == 0, told
        assert "passed: no findings" in told
    else:
        assert done.returncode == 1, told
        assert "apps/main.py:1:1: LG101 runtime-path-changed" in told
        assert "docs/list.md:9:15: LG201 unclassified" in told
        assert "other.py" not in told


def action(checkout: Repository, home: Path, args: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """The composite action's last step."""
    step = document("action.yml")["runs"]["steps"][-1]
    env = {name: filled(value, {"inputs.args": args}) for name, value in step["env"].items()}
    return run(step["run"], checkout, home, GITHUB_ACTIONS="true", **env, **more)


def github(server: Server, tmp_path: Path, **more: str) -> dict[str, str]:
    event = tmp_path / "event.json"
    event.write_text(json.dumps({"pull_request": {"number": 7, "base": {"sha": server.base}}}))
    told = {
        "GITHUB_EVENT_NAME": "pull_request",
        "GITHUB_EVENT_PATH": str(event),
        "GITHUB_BASE_REF": "main",
        "GITHUB_HEAD_REF": BRANCH,
        "GITHUB_REF": "refs/pull/7/merge",
        "GITHUB_SHA": server.merge,
    }
    return {**told, **more}


def depths(name: str) -> tuple[int, int]:
    """The checkout's depth on a pull request and elsewhere, as the recipe says it."""
    said = str(document(name)["jobs"]["ledgergate"]["steps"][0]["with"]["fetch-depth"])
    found = re.search(r"== 'pull_request' && (\d+) \|\| (\d+)", said)
    return (int(found[1]), int(found[2])) if found else (int(said), int(said))


def test_github_judges_the_merge_ref_at_the_recipes_depth(server: Server, tmp_path: Path) -> None:
    checkout = server.checkout(tmp_path / "ci", "refs/pull/7/merge", depths("github.yml")[0])
    summary = tmp_path / "summary.md"
    summary.write_text("before\n")

    done = action(checkout, tmp_path / "temp", **github(server, tmp_path, GITHUB_STEP_SUMMARY=str(summary)))

    right(server, done)
    said = summary.read_text(encoding="utf-8")
    assert said.startswith("before\n### ")
    assert ("LG101" in said) == (done.returncode == 1)


def test_the_log_holds_our_annotations_and_no_other_command(tmp_path: Path) -> None:
    server = Server(tmp_path / "server", DIRTY)
    checkout = server.checkout(tmp_path / "ci", "refs/pull/7/merge", 2)

    done = action(checkout, tmp_path / "temp", **github(server, tmp_path))

    lines = done.stdout.splitlines()
    commands = [line for line in lines if line.startswith("::")]
    assert commands == [line for line in commands if line.startswith("::error file=")]
    assert len(commands) == 2


def test_github_judges_a_push_since_what_the_branch_was(server: Server, tmp_path: Path) -> None:
    """The posture is asked of the branch that is pushed to, which here is the request's."""
    checkout = server.checkout(tmp_path / "ci", f"refs/heads/{BRANCH}", depths("github.yml")[1])
    event = tmp_path / "push.json"
    event.write_text(json.dumps({"before": server.repository.oid(f"{server.head}^"), "after": server.head}))
    pushed = {"GITHUB_EVENT_NAME": "push", "GITHUB_EVENT_PATH": str(event), "GITHUB_REF_NAME": BRANCH}

    right(server, action(checkout, tmp_path / "temp", GITHUB_REF=f"refs/heads/{BRANCH}", **pushed))


def test_github_judges_a_merge_group_since_its_base(server: Server, tmp_path: Path) -> None:
    checkout = server.checkout(tmp_path / "ci", "refs/pull/7/merge", depths("github.yml")[1])
    event = tmp_path / "group.json"
    event.write_text(json.dumps({"merge_group": {"base_sha": server.base, "head_sha": server.merge}}))
    group = {"GITHUB_EVENT_NAME": "merge_group", "GITHUB_EVENT_PATH": str(event), "GITHUB_REF_NAME": BRANCH}

    right(server, action(checkout, tmp_path / "temp", **group))


def test_a_checkout_without_history_is_not_checked_and_says_what_to_set(tmp_path: Path) -> None:
    server = Server(tmp_path / "server", CLEAN)
    checkout = server.checkout(tmp_path / "ci", "refs/pull/7/merge", 1)

    done = action(checkout, tmp_path / "temp", **github(server, tmp_path))

    assert done.returncode == 3, done.stdout + done.stderr
    assert "fetch-depth: 0 (for a pull request 2 is enough)" in done.stderr
    assert "::error title=ledgergate::" in done.stdout


def test_the_locked_recipe_reads_the_request_and_runs_the_base(server: Server, tmp_path: Path) -> None:
    recipe = document("github-locked.yml")
    checkout_step, fetch, gate = recipe["jobs"]["ledgergate"]["steps"]
    values = {
        "github.base_ref": "main",
        "github.event.pull_request.number": "7",
        "github.event.pull_request.head.sha": server.head,
    }
    ref = f"refs/heads/{filled(checkout_step['with']['ref'], values)}"
    checkout = server.checkout(tmp_path / "ci", ref, checkout_step["with"]["fetch-depth"])
    env = {name: filled(value, values) for name, value in fetch["env"].items()}
    told = github(server, tmp_path, GITHUB_EVENT_NAME="pull_request_target", GITHUB_REF="refs/heads/main")
    told["GITHUB_SHA"] = server.base
    fetched = run(fetch["run"], checkout, tmp_path / "temp", **env)
    assert fetched.returncode == 0, fetched.stderr
    assert checkout.oid() == server.base

    right(server, action(checkout, tmp_path / "temp", filled(gate["with"]["args"], values), **told))
    assert (checkout.path / "apps/main.py").read_text() == "1\n"


def test_the_locked_recipe_stops_where_the_request_moved_meanwhile(tmp_path: Path) -> None:
    server = Server(tmp_path / "server", CLEAN)
    fetch = document("github-locked.yml")["jobs"]["ledgergate"]["steps"][1]
    checkout = server.checkout(tmp_path / "ci", "refs/heads/main", WHOLE)

    done = run(fetch["run"], checkout, tmp_path / "temp", NUMBER="7", HEAD_SHA=server.base)

    assert done.returncode == 1


def test_pull_request_target_without_the_fetch_is_not_checked(tmp_path: Path) -> None:
    server = Server(tmp_path / "server", DIRTY)
    checkout = server.checkout(tmp_path / "ci", "refs/heads/main", WHOLE)
    told = github(server, tmp_path, GITHUB_EVENT_NAME="pull_request_target", GITHUB_REF="refs/heads/main")

    done = action(checkout, tmp_path / "temp", **told)

    assert done.returncode == 3
    assert "Run the gate on: pull_request" in done.stderr


@pytest.mark.parametrize("sign", ["GITEA_ACTIONS", "FORGEJO_ACTIONS"])
def test_gitea_and_forgejo_judge_the_requests_head(server: Server, tmp_path: Path, sign: str) -> None:
    steps = document("gitea.yml")["jobs"]["ledgergate"]["steps"]
    checkout = server.checkout(tmp_path / "ci", "refs/pull/7/head", depths("gitea.yml")[0])
    told = github(server, tmp_path, GITHUB_REF="refs/pull/7/head", GITHUB_SHA=server.head)

    done = run(steps[-1]["run"], checkout, tmp_path / "temp", GITHUB_ACTIONS="true", **{sign: "true"}, **told)

    right(server, done)
    assert "::" not in done.stdout


def test_gitlab_judges_the_merge_request_and_leaves_its_widget(server: Server, tmp_path: Path) -> None:
    job = document("gitlab-ci.yml")["ledgergate"]
    checkout = server.checkout(tmp_path / "ci", f"refs/heads/{BRANCH}", int(job["variables"]["GIT_DEPTH"]))
    fork = server.repository.git("merge-base", "main", server.head).decode()
    script = "\n".join([*job["before_script"], *job["script"]])
    told = {"GITLAB_CI": "true", "CI_MERGE_REQUEST_DIFF_BASE_SHA": fork, "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": BRANCH}

    done = run(script, checkout, tmp_path / "temp", **told)

    right(server, done)
    widget = json.loads((checkout.path / job["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8"))
    assert len(widget) == 2 * done.returncode


def test_gitlab_at_its_own_depth_is_not_checked_and_says_what_to_set(tmp_path: Path) -> None:
    server = Server(tmp_path / "server", CLEAN)
    job = document("gitlab-ci.yml")["ledgergate"]
    checkout = server.checkout(tmp_path / "ci", f"refs/heads/{BRANCH}", 2)
    fork = server.repository.git("merge-base", "main", server.head).decode()

    done = run(job["script"][0], checkout, tmp_path / "temp", GITLAB_CI="true", CI_MERGE_REQUEST_DIFF_BASE_SHA=fork)

    assert done.returncode == 3
    assert "GIT_DEPTH: 0" in done.stderr


def test_jenkins_fetches_the_target_and_judges_the_branch(server: Server, tmp_path: Path) -> None:
    found = re.search(r"sh '''\n(.*?)'''", (RECIPES / "Jenkinsfile").read_text(encoding="utf-8"), re.S)
    assert found is not None
    checkout = server.checkout(tmp_path / "ci", f"refs/heads/{BRANCH}", WHOLE)
    checkout.git("update-ref", "-d", "refs/remotes/origin/main")
    told = {"JENKINS_URL": "x", "CHANGE_TARGET": "main", "CHANGE_BRANCH": BRANCH, "BRANCH_NAME": "PR-7"}

    done = run(found[1], checkout, tmp_path / "temp", **told)

    right(server, done)
    assert (checkout.path / "ledgergate.xml").read_text(encoding="utf-8").count("<failure") == 2 * done.returncode


def test_azure_judges_its_merge_ref(server: Server, tmp_path: Path) -> None:
    recipe = document("azure-pipelines.yml")
    first, *others = recipe["steps"]
    checkout = server.checkout(tmp_path / "ci", "refs/pull/7/merge", first["fetchDepth"])
    script = "\n".join(step["script"] for step in others if "script" in step)
    told = {
        "TF_BUILD": "True",
        "SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/main",
        "SYSTEM_PULLREQUEST_SOURCEBRANCH": f"refs/heads/{BRANCH}",
        "BUILD_SOURCEBRANCH": "refs/pull/7/merge",
        "BUILD_SOURCEVERSION": server.merge,
    }

    right(server, run(script, checkout, tmp_path / "temp", **told))
    assert (tmp_path / "temp/ledgergate.xml").exists()


def test_every_recipe_is_pinned_and_installs_outside_of_the_checkout() -> None:
    for path in [*RECIPES.iterdir(), ROOT / "action.yml"]:
        text = path.read_text(encoding="utf-8")
        for used in re.findall(r"uses: (\S+)", text):
            name, _, pin = used.partition("@")
            assert re.fullmatch(r"[0-9a-f]{40}", pin) or (name.endswith("/ledgergate") and pin == f"v{VERSION}"), used
        for line in text.splitlines():
            if " -m ledgergate " in line or " -m pip " in line or " -m venv " in line:
                assert " -I -m " in line, line
            if "git+" in line:
                assert line.rstrip("\"'").endswith(f"@v{VERSION}"), line


def test_no_recipe_puts_what_others_write_into_a_script() -> None:
    """Values of a request reach a shell through the environment alone."""
    for path in [*RECIPES.glob("*.yml"), ROOT / "action.yml"]:
        text = path.read_text(encoding="utf-8")
        for block in re.findall(r"run: (?:\|\n(?:(?: {8,}.*)?\n)+|.*)", text):
            assert "${{" not in block, path.name


def test_the_page_on_ci_names_every_recipe() -> None:
    page = (ROOT / "docs/ci.md").read_text(encoding="utf-8")
    for path in RECIPES.iterdir():
        assert f"(../examples/ci/{path.name})" in page, path.name
    for target in re.findall(r"\]\(([^)#:]+)\)", page):
        assert (ROOT / "docs" / target).exists(), target


def test_the_waiver_and_the_excuse_of_the_page_are_such_as_the_gate_reads() -> None:
    from ledgergate import markdown, policy
    from ledgergate.model import Document
    from ledgergate.rules import NAMES
    from ledgergate.truth.excuses import excuses_of

    page = (ROOT / "docs/ci.md").read_text(encoding="utf-8")
    asked, allowed = re.findall(r"^```toml\n(.*?)^```$", page, re.M | re.S)

    (waiver,) = policy.load({"ledgergate.toml": (POLICY + asked).encode()}, NAMES).waivers
    assert (waiver.owner, waiver.expires.isoformat()) == ("platform", "2027-01-31")
    assert policy.load({"ledgergate.toml": (POLICY + allowed).encode()}, NAMES).excuses
    (row,) = re.findall(r"^```markdown\n(.*ledgergate: allow.*)\n```$", page, re.M)
    (excuse,) = excuses_of(markdown.read(Document("docs/list.md", f"| a | b | c |\n|---|---|---|\n{row}\n".encode())))
    assert excuse.waiver is not None
    assert (excuse.waiver.owner, excuse.waiver.covers) == ("platform", 3)
