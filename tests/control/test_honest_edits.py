"""What people and bots do to the files that run the gate, day by day: none of it is refused."""

# ruff: noqa: E501 - a case is one line

from __future__ import annotations

from pathlib import Path

import pytest

from what_runs import GITHUB, GITLAB, HOOK, LEFTHOOK, PC, PIPELINE, WORKFLOW, differing, edited, refusals

CALL = "run: ledgergate check --base origin/main"
RECIPES = Path(__file__).resolve().parents[2] / "examples/ci"
TOML = '[[repos]]\nrepo = "https://example.invalid/ledgergate"\nrev = "v0.1.0"\nhooks = [{ id = "ledgergate" }]\n'


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("checkout@v4", "checkout@v5"),
        ("checkout@v4", "checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2"),
        ("setup-python@v5", "setup-python@v6"),
        ("ledgergate==0.1.0", "ledgergate==0.2.0"),
        ("ubuntu-22.04", "ubuntu-24.04"),
        ("ubuntu-22.04", "[self-hosted, linux]"),
        ("    runs-on: ubuntu-22.04", "    timeout-minutes: 5\n    runs-on: ubuntu-22.04"),
        ("contents: write", "contents: read"),
        ("permissions:\n  contents: write", "permissions: {}"),
        ("jobs:", "concurrency:\n  group: ${{ github.ref }}\n  cancel-in-progress: true\njobs:"),
        ("    steps:", "    strategy:\n      matrix: {python: ['3.11', '3.12']}\n    steps:"),
        ("name: gate", "name: Planning documents"),
        ("  gate:\n", "  ledgergate:\n    name: Ledgergate\n"),
        ("- name: Check", "- name: Check the documents\n        id: check"),
        ("fetch-depth: 0", "fetch-depth: ${{ github.event_name == 'pull_request' && 2 || 0 }}"),
        ("fetch-depth: 0", "fetch-depth: 0\n          persist-credentials: false"),
        ('{python-version: "3.11"}', '{python-version: "3.12", cache: pip}'),
        ("- uses: actions/setup-python@v5", "- uses: actions/cache@v4\n        with: {path: ~/.cache, key: x}\n      - uses: actions/setup-python@v5"),
        ("pip install ledgergate==0.1.0", "pip install 'ledgergate == 0.1.0'"),
        ("- run: pip install ledgergate==0.1.0", "- run: |\n          python -m pip install -U pip\n          pip install ledgergate"),
        (CALL, "run: uvx --from ledgergate==0.1.0 ledgergate check --base origin/main"),
        (CALL, f"{CALL} --page https://planning.example/report.html"),
        (CALL, f"env:\n          LEDGERGATE_PAGE: https://planning.example/report.html\n        {CALL}"),
        (CALL, 'run: uvx --from "ledgergate @ git+https://example.invalid/ledgergate@v0.1.0" ledgergate check'),
        (CALL, "run: uv run ledgergate check --base origin/main"),
        (CALL, "run: python -I -m ledgergate check --base origin/main"),
        (CALL, '"run": "ledgergate check --base origin/main"'),
        (CALL, "run: |\n          ledgergate check \\\n            --base origin/main"),
        (CALL, "run: ledgergate check --base=refs/remotes/origin/main"),
        (CALL, "run: ledgergate check --base origin/master"),
        (CALL, "run: ledgergate check"),
        (CALL, "run: ledgergate check --base ${{ github.event.pull_request.base.sha || github.event.before }}"),
        (CALL, 'run: ledgergate check --base "origin/${{ github.base_ref || \'main\' }}"'),
        (CALL, "run: ledgergate check --base $(git merge-base HEAD origin/main)"),
        (CALL, CALL + " --require-base -q"),
        (CALL, CALL + " --format text --format sarif=ledgergate.sarif"),
        (CALL, CALL + " > out.txt || exit 1"),
        (CALL, CALL + "\n        if: always()"),
        (CALL, CALL + "\n        if: ${{ !cancelled() }}"),
        (CALL, CALL + "\n        shell: bash"),
        (CALL, CALL + "\n        env: {FORCE_COLOR: '1', PYTHONUNBUFFERED: '1', GITHUB_TOKEN: x}"),
        (CALL, "run: |\n          tmp=$(mktemp -d)\n          trap 'rm -rf \"$tmp\"' EXIT\n          ledgergate check --base origin/main"),
        (CALL, "run: |\n          set -euo pipefail\n          source .venv/bin/activate\n          ledgergate check | tee log"),
        ("- uses: actions/upload-artifact@v4", "- uses: github/codeql-action/upload-sarif@v3\n        if: always()"),
        ("- uses: actions/upload-artifact@v4", "- uses: actions/upload-artifact@v4\n        continue-on-error: true"),
        ("- name: Check", "- run: echo \"$HOME/.local/bin\" >> $GITHUB_PATH\n      - name: Check"),
        ("- name: Check", "- run: echo \"DATE=$(date)\" >> \"$GITHUB_ENV\"\n      - name: Check"),
        ("- name: Check", "- run: git fetch --no-tags origin main\n      - name: Check"),
        ("branches: [main]", "branches: [main, release/**]"),
        ("branches: [main]", "branches: [trunk]"),
        ("  merge_group:\n", "  merge_group:\n  workflow_dispatch:\n  schedule: [{cron: '0 4 * * 1'}]\n"),
        ("  pull_request:\n", "  pull_request:\n    types: [opened, synchronize, reopened, edited]\n"),
        ("    runs-on", "    needs: [lint]\n    runs-on"),
        ("jobs:\n", "jobs:\n  lint:\n    if: github.actor != 'bot'\n    continue-on-error: true\n    steps: [{run: ruff check}]\n"),
        ("jobs:\n", "env:\n  CARGO_TERM_COLOR: always\njobs:\n"),
        ("jobs:\n", "defaults:\n  run:\n    shell: bash\njobs:\n"),
        ("    steps:", "    container: python:3.12\n    steps:"),
    ],
)  # fmt: skip
def test_in_a_workflow(old: str, new: str) -> None:
    assert refusals(*edited(GITHUB, WORKFLOW, old, new)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("python:3.11", "python:3.12-slim"),
        ("  stage: test", "  stage: check\n  interruptible: true\n  tags: [docker]\n  timeout: 5m\n  retry: 1\n  needs: []"),
        ("gate:\n", ".base:\n  image: python:3.12\n  interruptible: true\ngate:\n  extends: .base\n"),
        ("gate:\n", "default:\n  image: python:3.12\n  cache: {paths: [.cache]}\ngate:\n"),
        ("gate:\n", "variables: {PIP_CACHE_DIR: .cache, GIT_DEPTH: '0'}\nother:\n  allow_failure: true\n  script: [make]\ngate:\n"),
        ('"merge_request_event"\n', '"merge_request_event"\n    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH\n'),
        ("origin/main", "$CI_MERGE_REQUEST_DIFF_BASE_SHA"),
        ("origin/main\n", "origin/main\n  artifacts: {when: always, reports: {codequality: gl.json}}\n"),
        ("pip install ledgergate", "pip install --quiet ledgergate"),
        ("gate:\n", "gate:\n  variables:\n    GIT_DEPTH: '0'\n"),
    ],
)  # fmt: skip
def test_in_a_pipeline(old: str, new: str) -> None:
    assert refusals(*edited(GITLAB, PIPELINE, old, new)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("v0.1.0", "v0.2.0"),
        ("v0.1.0", "11bd71901bbe5b1630ceea73d27597364c9af683  # frozen: v0.2.0"),
        ("  - repo", "- repo"),
        ("repos:", "default_install_hook_types: [pre-commit, pre-merge-commit, pre-push, commit-msg]\nrepos:"),
        ("repos:", "default_stages: [pre-commit]\nrepos:"),
        ("repos:", "default_language_version: {python: python3.12}\nfail_fast: true\nminimum_pre_commit_version: 4.0.0\nrepos:"),
        ("repos:", "exclude: ^(vendor|third_party)/\nrepos:"),
        ("repos:", "ci: {autofix_prs: false, autoupdate_schedule: monthly}\nrepos:"),
        ("repos:", "repos:\n  - repo: https://example.invalid/ruff\n    rev: v1\n    hooks: [{id: ruff, args: [--fix]}]"),
        ("- id: ledgergate", "- id: ledgergate\n        name: Planning documents"),
        ("- id: ledgergate", "- id: ledgergate\n      - id: docs-commit"),
        ("- id: ledgergate", "- id: ledgergate\n        verbose: true\n        args: [--require-base]"),
        ("- id: ledgergate", "- id: ledgergate\n        stages: [pre-commit, pre-merge-commit, pre-push]"),
        ("- id: ledgergate", "- id: read-only-posture\n      - id: candidate-buckets\n      - id: report-drift"),
        ("https://example.invalid/ledgergate", "https://example.invalid/ledgergate.git"),
        ("https://example.invalid/ledgergate", "git@example.invalid:ledgergate"),
    ],
)  # fmt: skip
def test_in_a_hook_runners_file(old: str, new: str) -> None:
    text = HOOK
    if old == "  - repo":
        assert refusals({PC: HOOK}, {PC: HOOK.replace("\n  ", "\n")}) == []
        return
    assert refusals(*edited(PC, text, old, new)) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({PC: HOOK}, {"prek.toml": TOML}),
        ({PC: HOOK}, {PC: HOOK, "prek.toml": TOML}),
        ({PC: HOOK}, {".pre-commit-config.yml": HOOK}),
        ({PC: HOOK}, {"lefthook.yml": LEFTHOOK}),
        ({PC: HOOK}, {".husky/pre-commit": "ledgergate check --staged\n"}),
        ({"lefthook.yml": LEFTHOOK}, {".lefthook.yaml": LEFTHOOK}),
        ({".husky/pre-commit": "#!/bin/sh\nledgergate check --staged\n"}, {".husky/pre-commit": "ledgergate check --staged\nnpm test\n"}),
        ({"lefthook.yml": LEFTHOOK}, {"lefthook.yml": LEFTHOOK.replace("    ledgergate", "    ruff:\n      glob: '*.py'\n      run: ruff check\n    ledgergate")}),
        ({"lefthook.yml": LEFTHOOK}, {"lefthook.yml": LEFTHOOK, "lefthook-local.yml": "pre-push:\n  commands: {test: {skip: true}}\n"}),
        ({GITHUB: WORKFLOW}, {GITLAB: PIPELINE}),
        ({GITHUB: WORKFLOW}, {".gitea/workflows/gate.yml": WORKFLOW}),
        ({GITHUB: WORKFLOW}, {GITHUB: WORKFLOW, GITLAB: PIPELINE}),
        ({GITLAB: PIPELINE}, {".woodpecker.yml": "steps:\n  - name: gate\n    image: python\n    commands: [pip install ledgergate, ledgergate check]\n"}),
        ({GITHUB: WORKFLOW}, {".circleci/config.yml": "version: 2.1\njobs:\n  gate:\n    docker: [{image: python}]\n    steps: [checkout, {run: ledgergate check}]\n"}),
        ({"Makefile": "gate:\n\tledgergate check\n"}, {"Makefile": "all: gate test\n\ngate: venv\n\t@ledgergate check -q\n"}),
    ],
)  # fmt: skip
def test_moved_or_beside(before: dict[str, str], after: dict[str, str]) -> None:
    assert refusals(before, after) == []


def test_into_an_action_a_called_workflow_and_back() -> None:
    uses = WORKFLOW.replace(CALL, "uses: acme/ledgergate@v1")
    assert refusals({GITHUB: WORKFLOW}, {GITHUB: uses}) == []
    assert refusals({GITHUB: uses}, {GITHUB: WORKFLOW}) == []
    assert refusals({GITHUB: uses}, {GITHUB: uses.replace("@v1", "@v2\n        with: {python: python3.12}")}) == []
    called = WORKFLOW.replace(WORKFLOW[WORKFLOW.index("on:") : WORKFLOW.index("permissions")], "on: workflow_call\n")
    calls = (
        WORKFLOW[: WORKFLOW.index("  gate:")]
        + "  gate:\n    uses: ./.github/workflows/called.yml\n    secrets: inherit\n"
    )
    assert refusals({GITHUB: WORKFLOW}, {GITHUB: calls, ".github/workflows/called.yml": called}) == []
    assert refusals(
        {GITHUB: WORKFLOW},
        {GITHUB: calls.replace("    uses", "    if: false\n    uses"), ".github/workflows/called.yml": called},
    )
    action = "runs:\n  using: composite\n  steps:\n    - {shell: bash, run: ledgergate check}\n"
    step = WORKFLOW.replace(CALL, "uses: ./.github/actions/gate")
    assert refusals({GITHUB: WORKFLOW}, {GITHUB: step, ".github/actions/gate/action.yml": action}) == []


def test_through_the_hook_runner_at_the_service() -> None:
    runs = WORKFLOW.replace(CALL, "run: pre-commit run --all-files")
    assert refusals({GITHUB: WORKFLOW, PC: HOOK}, {GITHUB: runs, PC: HOOK}) == []
    assert (
        refusals({GITHUB: runs, PC: HOOK}, {GITHUB: runs.replace("run: pre-commit", "run: uvx pre-commit"), PC: HOOK})
        == []
    )


def test_in_a_makefile_and_a_jenkinsfile() -> None:
    make = "gate:\n\tledgergate check\n"
    flags = "SHELL := /bin/bash\n.SHELLFLAGS := -eu -o pipefail -c\nPYTHON ?= python3\n.PHONY: gate\ngate:"
    assert refusals(*edited("Makefile", make, "gate:", flags)) == []
    jenkins = (RECIPES / "Jenkinsfile").read_text()
    stage = (
        "    stage('build') {\n      when { branch 'main' }\n      steps { sh 'make' }\n    }\n    stage('ledgergate')"
    )
    assert refusals(*edited("Jenkinsfile", jenkins, "    stage('ledgergate')", stage)) == []
    assert refusals(*edited("Jenkinsfile", jenkins, "sh '''", "sh label: 'gate', script: '''")) == []


@pytest.mark.parametrize("recipe", sorted(RECIPES.iterdir()), ids=lambda path: path.name)
def test_a_recipe_with_newer_versions(recipe: Path) -> None:
    path = {"gitlab-ci.yml": GITLAB, "azure-pipelines.yml": "azure-pipelines.yml", "Jenkinsfile": "Jenkinsfile"}
    path["gitea.yml"] = ".gitea/workflows/gate.yml"
    text = recipe.read_text()
    newer = (
        text.replace("v0.1.0", "v0.3.1")
        .replace("v4.2.2", "v5")
        .replace("11bd7190", "22bd7190")
        .replace(":3.12", ":3.13")
    )
    where = path.get(recipe.name, GITHUB)
    assert differing({where: text}, {where: newer}) == []
    assert refusals({}, {where: text}) == []
    if recipe.name != "github-locked.yml":
        # The same recipe in the place of a workflow of one's own.
        assert refusals({GITHUB: WORKFLOW}, {where: text}) == []
