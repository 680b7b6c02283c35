"""Ways to leave the gate in its place and take its answer away: each is refused."""

# ruff: noqa: E501 - a case is one line

from __future__ import annotations

import pytest

from what_runs import GITHUB, GITLAB, HOOK, LEFTHOOK, PC, PIPELINE, WORKFLOW, differing, edited, refusals

CALL = "run: ledgergate check --base origin/main"
HEAD = "gate:\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (CALL, "run: true"),
        (CALL, "run: |\n          trap 'exit 0' EXIT\n          ledgergate check --base origin/main"),
        (CALL, "run: |\n          ledgergate() { :; }\n          ledgergate check --base origin/main"),
        (CALL, "run: |\n          function ledgergate { :; }\n          ledgergate check --base origin/main"),
        (CALL, "run: |\n          alias ledgergate=true\n          ledgergate check --base origin/main"),
        (CALL, "run: |\n          PATH=$PWD/bin:$PATH\n          ledgergate check --base origin/main"),
        (CALL, "run: |\n          exec true\n          ledgergate check --base origin/main"),
        (CALL, "run: |\n          set +eu\n          ledgergate check --base origin/main\n          echo done"),
        (CALL, "run: PATH=/tmp/bin ledgergate check --base origin/main"),
        (CALL, "run: test -f x && ledgergate check --base origin/main"),
        (CALL, "run: true || ledgergate check --base origin/main"),
        (CALL, CALL + " --today 2001-01-01"),
        (CALL, CALL + " --no-merge-result"),
        (CALL, CALL + " --ignore=LG101"),
        (CALL, CALL + " ${{ inputs.more }}"),
        (CALL, CALL.replace("origin/main", "HEAD~0")),
        (CALL, CALL.replace("origin/main", "${{ github.sha }}")),
        (CALL, CALL.replace("origin/main", "origin/${{ github.head_ref }}")),
        (CALL, CALL.replace("origin/main", "HEAD~1")),
        (CALL, CALL + " --head origin/main~1"),
        (CALL, CALL + "\n        shell: 'true -e {0}'"),
        (CALL, CALL + "\n        shell: 'bash {0}'"),
        (CALL, CALL + "\n        env: {PATH: /tmp/bin}"),
        (CALL, CALL + "\n        env: {PYTHONPATH: lib}"),
        (CALL, CALL + "\n        env: {GIT_DIR: other/.git}"),
        (CALL, CALL + "\n        working-directory: ../other"),
        (CALL, CALL + "\n        if: github.actor != 'me'"),
        (CALL, CALL + "\n        unheard-of: 1"),
        ("    runs-on", "    if: ${{ always() && false }}\n    runs-on"),
        ("    runs-on", "    continue-on-error: ${{ true }}\n    runs-on"),
        ("    runs-on", "    env: {LEDGERGATE_GIT_TIMEOUT: 1}\n    runs-on"),
        ("jobs:", "env: {BASH_ENV: ci/env.sh}\njobs:"),
        ("jobs:", "defaults: {run: {shell: 'bash --norc {0}'}}\njobs:"),
        ("  pull_request:\n", ""),
        ("  pull_request:\n", "  pull_request: {types: [labeled]}\n"),
        ("  pull_request:\n", "  pull_request: {branches: [nowhere]}\n"),
        ("  pull_request:\n", "  pull_request: {paths: [docs/**]}\n"),
        ("branches: [main]", "branches: [nowhere]"),
        ("fetch-depth: 0", "fetch-depth: 0\n          ref: main"),
        ("fetch-depth: 0", "fetch-depth: 1"),
        ("      - name: Check", "      - run: echo \"PATH=/x\" >> $GITHUB_ENV\n      - name: Check"),
        ("      - name: Check", "      - run: echo \"$PWD/bin\" >> \"$GITHUB_PATH\"\n      - name: Check"),
        ("      - name: Check", "      - run: git checkout main\n      - name: Check"),
        ("      - name: Check", "      - run: cp ci/true /usr/local/bin/ledgergate\n      - name: Check"),
        ("      - name: Check", "      - uses: actions/checkout@v4\n        with: {ref: main, fetch-depth: 0}\n      - name: Check"),
    ],
)  # fmt: skip
def test_of_a_github_job(old: str, new: str) -> None:
    assert refusals(*edited(GITHUB, WORKFLOW, old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (HEAD, ".soft: {allow_failure: true}\ngate:\n  extends: .soft\n"),
        (HEAD, ".soft: {allow_failure: true}\n.softer: {extends: .soft}\ngate:\n  extends: [.softer]\n"),
        (HEAD, ".soft: &soft {allow_failure: true}\ngate:\n  <<: *soft\n"),
        ("    - pip install ledgergate", "    - pip install ledgergate\n    - trap 'exit 0' EXIT"),
        ("    - pip install ledgergate", "    - pip install ledgergate\n    - export SKIP=ledgergate"),
        ("    - ledgergate check", "    - exit 0\n    - ledgergate check"),
        (HEAD, ".gate:\n"),
        (HEAD, "gate:\n  when: manual\n"),
        (HEAD, "gate:\n  only: [tags]\n"),
        (HEAD, "gate:\n  variables: {GIT_STRATEGY: none}\n"),
        ('    - if: $CI_PIPELINE_SOURCE == "merge_request_event"', '    - if: $CI_COMMIT_TAG'),
        ("  rules:\n", "  rules:\n    - {if: $NO_GATE, when: never}\n"),
        (HEAD, "workflow:\n  rules: [{if: $CI_COMMIT_TAG}]\ngate:\n"),
    ],
)  # fmt: skip
def test_of_a_gitlab_job(old: str, new: str) -> None:
    assert refusals(*edited(GITLAB, PIPELINE, old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("repos:", "default_install_hook_types: [commit-msg]\nrepos:"),
        ("repos:", "exclude: .*\nrepos:"),
        ("id: ledgergate", "id: other"),
        ("id: ledgergate", "id: docs-commit"),
        ("id: ledgergate", "id: ledgergate\n        entry: 'true'"),
        ("id: ledgergate", "id: ledgergate\n        stages: [pre-push]"),
        ("id: ledgergate", "id: ledgergate\n        args: [--new-only]"),
        ("id: ledgergate", "id: ledgergate\n        language: fail"),
        ("https://example.invalid/ledgergate", "https://elsewhere.invalid/ledgergate"),
    ],
)
def test_of_a_hook(old: str, new: str) -> None:
    assert refusals(*edited(PC, HOOK, old, new))
    assert refusals(*edited(".pre-commit-config.yml", HOOK, old, new))


def test_what_all_jobs_of_gitlab_run_first_counts_where_the_gate_has_nothing_of_its_own() -> None:
    bare = "gate:\n  script:\n    - ledgergate check\n"
    first = "before_script: ['ledgergate() { true; }']\n"
    assert refusals(*edited(GITLAB, bare, "gate:", f"{first}gate:"))
    assert refusals(*edited(GITLAB, bare, "gate:", f"default:\n  {first}gate:"))
    assert not refusals(*edited(GITLAB, PIPELINE, "gate:", f"default:\n  {first}gate:"))


def test_of_other_homes() -> None:
    toml = '[[repos]]\nrepo = "https://example.invalid/ledgergate"\nrev = "v1"\nhooks = [{ id = "ledgergate" }]\n'
    assert refusals(*edited("prek.toml", toml, 'id = "ledgergate"', 'id = "other"'))
    assert refusals({PC: HOOK}, {PC: HOOK, "prek.toml": toml.replace("ledgergate", "other")})
    assert refusals({"lefthook.yml": LEFTHOOK}, {"lefthook.yml": LEFTHOOK.replace("run:", "skip: true\n      run:")})
    local = "pre-commit:\n  commands:\n    ledgergate:\n      skip: true\n"
    assert refusals({"lefthook.yml": LEFTHOOK}, {"lefthook.yml": LEFTHOOK, "lefthook-local.yml": local})
    assert refusals(*edited("Makefile", "gate:\n\tledgergate check\n", "gate:", "SHELL = /bin/true\ngate:"))
    assert refusals(*edited("Makefile", "gate:\n\tledgergate check\n", "gate:", ".IGNORE: gate\ngate:"))
    jenkins = "stage('gate') {\n steps {\n  sh 'ledgergate check'\n }\n}\n"
    assert refusals(*edited("Jenkinsfile", jenkins, " steps", " when { branch 'none' }\n steps"))
    assert refusals(*edited("Jenkinsfile", jenkins, "  sh", "  catchError {\n  sh", " }\n", "  }\n }\n"))
    azure = "steps:\n  - script: ledgergate check\n"
    assert refusals(*edited("azure-pipelines.yml", azure, "check\n", "check\n    continueOnError: true\n"))
    assert refusals(*edited("azure-pipelines.yml", azure, "steps:", "pr: none\nsteps:"))
    circle = "jobs:\n  gate:\n    steps:\n      - run: ledgergate check\n"
    assert refusals(
        *edited(".circleci/config.yml", circle, "- run: l", "- run: echo 'x' >> $BASH_ENV\n      - run: PATH=x l")
    )
    travis = "script:\n  - ledgergate check\n"
    assert refusals(*edited(".travis.yml", travis, "script:", "before_script: ['ledgergate() { :; }']\nscript:"))
    woodpecker = "steps:\n  - name: gate\n    commands: [ledgergate check]\n"
    assert refusals(*edited(".woodpecker.yml", woodpecker, "    commands", "    failure: ignore\n    commands"))


def test_of_sections_and_moments() -> None:
    bucket = "pipelines:\n  pull-requests:\n    '**':\n      - step:\n          script: [ledgergate check]\n"
    assert refusals(*edited("bitbucket-pipelines.yml", bucket, "pull-requests:", "custom:"))
    assert refusals(*edited("bitbucket-pipelines.yml", bucket, "'**':", "'nowhere/*':"))
    assert refusals(*edited("lefthook.yml", LEFTHOOK, "pre-commit:", "post-commit:"))
    woodpecker = "when:\n  - event: pull_request\nsteps:\n  - name: gate\n    commands: [ledgergate check]\n"
    assert refusals(*edited(".woodpecker.yml", woodpecker, "event: pull_request", "event: tag"))
    assert not refusals(*edited(".woodpecker.yml", woodpecker, "event: pull_request", "event: [pull_request, push]"))


def test_a_call_that_moves_where_nobody_uses_it_is_gone() -> None:
    action = "runs:\n  using: composite\n  steps:\n    - {shell: bash, run: ledgergate check}\n"
    gone = WORKFLOW.replace("run: ledgergate check --base origin/main", "run: echo")
    assert refusals({GITHUB: WORKFLOW}, {GITHUB: gone, ".github/actions/gate/action.yml": action})
    called = WORKFLOW.replace("on:\n", "on:\n  workflow_call:\n").replace("  pull_request:\n", "")
    assert refusals({GITHUB: WORKFLOW}, {".github/workflows/called.yml": called})


def test_a_new_step_before_the_gate_is_shown() -> None:
    before, after = edited(GITHUB, WORKFLOW, "      - name: Check", "      - run: make ready\n      - name: Check")
    (one,) = differing(before, after)
    assert one.advice
    assert "make ready" in one.says
