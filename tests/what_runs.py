"""A change of the files that run the gate, given as texts: what it does to the gate."""

from __future__ import annotations

from ledgergate.control import companions
from ledgergate.control.comparison import changed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgergate.control.comparison import Difference

GITHUB, GITLAB, PC = ".github/workflows/gate.yml", ".gitlab-ci.yml", ".pre-commit-config.yaml"
WORKFLOW = """\
name: gate
on:
  pull_request:
  merge_group:
  push:
    branches: [main]
permissions:
  contents: write
jobs:
  gate:
    runs-on: ubuntu-22.04
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
      - uses: actions/setup-python@v5
        with: {python-version: "3.11"}
      - run: pip install ledgergate==0.1.0
      - name: Check
        run: ledgergate check --base origin/main
      - uses: actions/upload-artifact@v4
"""
PIPELINE = """\
gate:
  stage: test
  image: python:3.11
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  before_script:
    - pip install ledgergate
  script:
    - ledgergate check --base origin/main
"""
HOOK = """\
repos:
  - repo: https://example.invalid/ledgergate
    rev: v0.1.0
    hooks:
      - id: ledgergate
"""
LEFTHOOK = "pre-commit:\n  commands:\n    ledgergate:\n      run: ledgergate check --staged\n"


def differing(before: Mapping[str, str], after: Mapping[str, str]) -> list[Difference]:
    """What turning the one set of files into the other does; a file that only `before` names is gone."""
    paths = sorted(path for path in {*before, *after} if before.get(path) != after.get(path))
    return list(
        changed(
            companions(paths),
            lambda path: (before.get(path, "").encode(), True),
            lambda path: (after.get(path, "").encode(), True),
        )
    )


def refusals(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    return [one.says for one in differing(before, after) if not one.advice]


def edited(path: str, text: str, *pairs: str) -> tuple[dict[str, str], dict[str, str]]:
    """The file before and after each old text (first, third, …) gave way to the new one behind it."""
    made = text
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        assert old in made, old
        made = made.replace(old, new, 1)
    return {path: text}, {path: made}
