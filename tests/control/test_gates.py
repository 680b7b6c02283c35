"""Where files run the gate, and every way to leave the call standing and take its answer away."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledgergate.control import is_control, may_be_control
from ledgergate.control.reading import gates

RECIPES = Path(__file__).resolve().parents[2] / "examples/ci"
HOOKS = ".pre-commit-config.yaml"
CI = ".github/workflows/gate.yml"
GITLAB = ".gitlab-ci.yml"
STEP = "on: [pull_request]\njobs:\n  gate:\n    steps:\n      - run: ledgergate check\n"
HOOK = "repos:\n  - repo: https://example.invalid/ledgergate\n    rev: v1\n    hooks:\n      - id: ledgergate\n"
JOB = "gate:\n  script:\n    - ledgergate check\n"


def script(*lines: str) -> str:
    """The workflow whose step runs these lines."""
    body = "".join(f"          {line}\n" for line in lines)
    return STEP.replace("- run: ledgergate check\n", f"- run: |\n{body}")


def new(path: str, before: str, after: str, *, hooked: bool = False) -> list[str]:
    """What newly may keep the one gate of a file from running or refusing; ["gone"] where it is no longer there."""
    (then,) = gates(path, before.encode(), hooked=hooked)
    now = [one for one in gates(path, after.encode(), hooked=hooked) if one.name == then.name]
    return sorted(now[0].skips - then.skips) if now else ["gone"]


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (["ledgergate check \\", "  || true"], "'||'"),
        (["ledgergate check || exit 0"], "'||'"),
        (["ledgergate check | cat"], "'|'"),
        (["ledgergate check &", "wait"], "'&'"),
        (["ledgergate check; true"], "'; true'"),
        (["set +e", "ledgergate check", "exit 0"], "'set +e' before it"),
        (["exit 0", "ledgergate check"], "'exit 0' before it"),
        (['if [ "$RUN" ]; then', "  ledgergate check", "fi"], "inside 'if [ \"$RUN\" ]; then'"),
        (["if true; then", "  echo", "else", "  ledgergate check", "fi"], "inside 'else' of 'if true; then'"),
        (["never() {", "  ledgergate check", "}"], "inside 'never() {'"),
        (["if false; then ledgergate check; fi"], "gone"),
        (["cat > x <<'END'", "ledgergate check", "END"], "gone"),
        (["# ledgergate check"], "gone"),
        (["echo ledgergate check"], "gone"),
        (["ledgergate --version"], "gone"),
        (["ledgergate items"], "gone"),
        (["ledgergate check --help"], "'--help'"),
        (["ledgergate check --base HEAD"], "'--base HEAD'"),
        (["ledgergate check --staged"], "'--staged'"),
        (["ledgergate check --worktree"], "'--worktree'"),
        (["ledgergate check --new-only"], "'--new-only'"),
        (["ledgergate check --ignore LG101"], "'--ignore'"),
        (["ledgergate check " + "x" * 3000], "gone"),
    ],
)
def test_a_call_whose_answer_is_taken_away_is_told(lines: list[str], says: str) -> None:
    assert new(CI, STEP, script(*lines)) == [says]


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\r"])
def test_a_comment_goes_on_to_the_line_feed(sign: str) -> None:
    path, before = ".githooks/pre-commit", "#!/bin/sh -e\nledgergate check --staged\n"
    assert new(path, before, f"#!/bin/sh -e\n# {sign}ledgergate check --staged\n") == ["gone"]
    assert new(path, before, before.replace("\n", "\r\n")) == []


@pytest.mark.parametrize(
    "lines",
    [
        ["ledgergate check || exit 1"],
        ["ledgergate check || exit"],
        ['ledgergate check || { echo "see above"; exit 3; }'],
        ["ledgergate check > log 2>&1"],
        ["set -o pipefail", "ledgergate check | tee log"],
        ["if [ -f x ]; then echo x; fi", "for n in 1 2; do", "  echo $n", "done", "ledgergate check"],
        ["cat > x <<END", "exit 0", "END", '"$HOME/bin/python" -I -m ledgergate check --format text'],
        ["pip install ledgergate && FORCE_COLOR=1 ledgergate check --base origin/main"],
    ],
)
def test_a_call_that_still_answers_is_left_alone(lines: list[str]) -> None:
    assert new(CI, STEP, script(*lines)) == []


@pytest.mark.parametrize(
    ("old", "edit", "says"),
    [
        ("- run:", "- shell: bash {0}\n        run:", "shell: bash {0}"),
        ("jobs:", "defaults: {run: {shell: 'sh {0}'}}\njobs:", "shell: sh {0}"),
        ("- run:", "- env: {SKIP: ledgergate}\n        run:", "SKIP: ledgergate"),
        ("    steps", "    needs: first\n    steps", "needs first, if: false"),
        ("    steps", "    needs: [first]\n    steps", "needs first, if: false"),
        ("    steps", "    <<: &skips\n      if: false\n    steps", "if: false"),
        ("on: [pull_request]", "on: {pull_request: {paths-ignore: ['**']}}", "pull_request.paths-ignore: **"),
        ("on: [pull_request]", "on: &on {push: *on}", "not on pull_request"),
    ],
)
def test_what_a_step_stands_in_counts(old: str, edit: str, says: str) -> None:
    skipped = "  first:\n    if: false\n    steps: []\n"
    assert new(CI, STEP + skipped, STEP.replace(old, edit) + skipped) == [says]


def test_a_job_that_waits_for_one_that_runs_is_left_alone() -> None:
    built = STEP.replace("    steps", "    needs: build\n    steps") + "  build:\n    steps: [{run: make}]\n"
    assert new(CI, STEP, built) == []
    piped = STEP.replace("- run: ledgergate check", "- shell: bash\n        run: ledgergate check | tee log")
    assert new(CI, STEP, piped) == []


def test_an_action_is_a_gate_with_what_it_is_given() -> None:
    uses = STEP.replace("run: ledgergate check", "uses: acme/ledgergate@v1")
    assert new(CI, uses, uses.replace("v1", "v2")) == []
    assert new(CI, uses, uses + "        with: {args: --exit-zero}\n") == ["with --exit-zero"]
    assert new(CI, uses, uses.replace("acme/ledgergate", "acme/other")) == ["gone"]


@pytest.mark.parametrize("says", ["pre-commit run --all-files", "prek run -a", "pre-commit run -o origin/main -s HEAD"])
def test_a_step_that_runs_the_hooks_is_a_gate_where_the_gate_is_a_hook(says: str) -> None:
    runs = STEP.replace("ledgergate check", says)
    assert gates(CI, runs.encode()) == []
    assert new(CI, runs, runs + "        continue-on-error: true\n", hooked=True) == ["continue-on-error: true"]
    assert new(CI, runs, runs.replace("run: p", "run: SKIP=ledgergate p"), hooked=True) == ["'SKIP=ledgergate'"]
    assert new(CI, runs, STEP.replace("ledgergate check", "pre-commit run ruff -a"), hooked=True) == ["gone"]
    assert new(CI, runs, STEP.replace("ledgergate check", "pre-commit run ledgergate -a"), hooked=True) == []


def test_a_gitlab_job_that_became_a_template_runs_no_more() -> None:
    hidden = JOB.replace("gate:", ".gate:")
    assert new(GITLAB, JOB, hidden) == ["'.gate' is a template that no job extends"]
    assert new(GITLAB, JOB, hidden + "gate:\n  extends: .gate\n") == []
    assert new(GITLAB, JOB, JOB + "  allow_failure: true\n") == ["allow_failure: true"]


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        ("        stages: []\n", "stages: "),
        ("        files: ^nothing$\n", "files: ^nothing$"),
        ("        types: [python]\n", "types: python"),
        ("        always_run: false\n", "always_run: false"),
        ("        <<: {exclude: .*}\n", "exclude: .*"),
        ("exclude: .*\n", "exclude: .*"),
        ("default_stages: [manual]\n", "default_stages: manual"),
        ("ci: {skip: [ledgergate]}\n", "ci.skip: ledgergate"),
        ("repos: []\n", "gone"),
        ("repos: [\n", "gone"),
    ],
)
def test_a_hook_that_is_narrowed_is_told(edit: str, says: str) -> None:
    assert new(HOOKS, HOOK, HOOK + edit) == [says]


def test_scripts_run_the_gate_too() -> None:
    assert new("Makefile", "gate:\n\tledgergate check\n", "gate:\n\t-ledgergate check\n") == ["'-' before it"]
    assert new("Jenkinsfile", "sh 'ledgergate check'\n", "echo 'ledgergate check'\n") == ["gone"]
    assert new("noxfile.py", 's.session.run("ledgergate", "check")\n', "pass\n") == ["gone"]
    assert new(".husky/pre-commit", "ledgergate check --staged\n", "ledgergate check --staged || :\n") == ["'||'"]
    hook = "#!/bin/sh\nledgergate check --staged\n"
    assert new(".githooks/pre-commit", hook, hook + "echo done\n") == ["what follows it decides"]
    assert new(".githooks/pre-commit", hook, "#!/bin/sh -e\nledgergate check --staged\necho done\n") == []
    (idle,) = gates(".githooks/pre-commit", hook.encode(), executable=False)
    assert idle.skips == {"it is not executable"}


@pytest.mark.parametrize("path", [CI, GITLAB, "Jenkinsfile", ".github/actions/x/action.yml", ".woodpecker.yml", HOOKS])
def test_files_that_can_run_the_gate(path: str) -> None:
    assert may_be_control(path)
    assert is_control(path)
    assert not is_control(f"docs/{path}")


@pytest.mark.parametrize("recipe", sorted(RECIPES.iterdir()), ids=lambda path: path.name)
def test_each_recipe_holds_one_gate(recipe: Path) -> None:
    name = {"gitlab-ci.yml": GITLAB, "azure-pipelines.yml": "azure-pipelines.yml", "Jenkinsfile": "Jenkinsfile"}
    found = gates(name.get(recipe.name, CI), recipe.read_bytes())
    assert len(found) == 1
    assert not any("'" in one for one in found[0].skips), found


def test_a_workflow_in_a_folder_below_does_not_run() -> None:
    assert not is_control(".github/workflows/off/gate.yml")


@pytest.mark.parametrize(
    "bomb",
    [
        "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30)),
        "x: &x [*x, ledgergate check]\n",
        "x: " + "[" * 900 + "]" * 900 + "\n",
    ],
)
def test_aliases_without_end_are_walked_only_so_far(bomb: str) -> None:
    assert len(gates(CI, (bomb + STEP).encode())) <= 200_000
