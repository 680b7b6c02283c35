"""The project keeps its own promises: packages, manifest, README, rule pages, changelog."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
import tomli
import yaml

from ledgergate import __version__
from ledgergate.rules import CATALOGUE, load

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomli.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
MANIFEST = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
HEAVY = (
    "dataclasses",
    "typing",
    "subprocess",
    "pathlib",
    "json",
    "click",
    "pathspec",
    "git",
    "yaml",
    "inspect",
    "logging",
)


def test_imports_run_one_way_through_the_packages() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


def test_every_hook_is_a_module_of_its_name_with_an_installed_command() -> None:
    scripts = re.findall(
        r'^(ledgergate-[\w-]+) = "ledgergate_hooks\.(\w+):main"$', (ROOT / "pyproject.toml").read_text(), re.M
    )
    commands = dict(scripts)
    for hook in MANIFEST:
        assert commands[hook["entry"]] == hook["id"].replace("-", "_")
        assert (ROOT / "hooks/ledgergate_hooks" / f"{hook['id'].replace('-', '_')}.py").exists()


def test_every_hook_runs_always_alone_and_without_file_names() -> None:
    for hook in MANIFEST:
        message = hook["id"] == "docs-commit"  # git hands it the file with the message
        assert hook["always_run"] is True
        assert hook.get("pass_filenames", True) is message
        assert hook["require_serial"] is True
        stages = ["pre-commit", "pre-merge-commit", "pre-push", "manual"]
        if hook["id"] == "ledgergate-fix":
            stages.remove("pre-push")  # what is pushed is written already
        assert hook["stages"] == (["commit-msg"] if message else stages)
        assert hook["minimum_pre_commit_version"] == "3.2.0"


def test_the_readme_names_every_hook_and_every_exit_code() -> None:
    readme = (ROOT / "README.md").read_text()
    for hook in MANIFEST:
        assert f"`{hook['id']}`" in readme
    for code in (0, 1, 2, 3, 4, 130):
        assert re.search(rf"^\| {code} \|", readme, re.M), code


def test_ci_calls_the_readmes_test_command() -> None:
    assert "bash tests/run" in (ROOT / "README.md").read_text()
    assert (ROOT / ".ci/run").read_text().rstrip().endswith("exec bash tests/run")


@pytest.mark.parametrize("rule", CATALOGUE, ids=lambda rule: rule.code)
def test_every_rule_has_a_page(rule) -> None:  # type: ignore[no-untyped-def]  # a Rule, parametrized
    page = load(rule).__doc__ or ""
    for part in ("**Why.**", "**Rejected**", "**Accepted**", "**The fix.**"):
        assert part in page, f"{rule.name} lacks {part}"


def test_codes_and_names_are_given_once_and_in_order() -> None:
    codes = [rule.code for rule in CATALOGUE]
    assert codes == sorted(set(codes))
    assert len({rule.name for rule in CATALOGUE}) == len(codes)


def test_a_plain_hook_imports_nothing_heavy(tmp_path: Path) -> None:
    from audit import audited, environment

    repository = audited(tmp_path / "product")
    program = (
        "import sys\nfrom ledgergate_hooks.ledgergate import run\nbare = set(sys.modules)\ncode = run()\n"
        f"heavy = [name for name in {HEAVY!r} if name in sys.modules and name not in bare]\n"
        "sys.stderr.write(repr((code, heavy)))\n"
    )
    repository.checkout("main")
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", _path() + program],
        cwd=repository.path,
        env=environment(repository),
        capture_output=True,
        text=True,
    )
    assert done.stderr == "(0, [])", done.stderr + done.stdout


def _path() -> str:
    import pyromark
    import tomli

    homes = {
        str(ROOT / "src"),
        str(ROOT / "hooks"),
        str(Path(pyromark.__file__).parents[1]),
        str(Path(tomli.__file__).parents[1]),
    }
    return f"import sys\nsys.path[:0] = {sorted(homes)!r}\n"


def test_nothing_is_left_open_in_the_code() -> None:
    words = re.compile(r"\b(TODO|FIXME)\b")
    for path in [*(ROOT / "src").rglob("*.py"), *(ROOT / "hooks").rglob("*.py")]:
        assert not words.search(path.read_text()), path


def test_every_module_says_what_it_is_for() -> None:
    for path in [*(ROOT / "src").rglob("*.py"), *(ROOT / "hooks").rglob("*.py")]:
        assert ast.get_docstring(ast.parse(path.read_text())), path


def test_whoever_cites_it_cites_this_version() -> None:
    about = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert (about["version"], about["license"]) == (PROJECT["version"], PROJECT["license"])
    assert f"\n## {about['version']} ({about['date-released']})\n" in (ROOT / "CHANGELOG.md").read_text(
        encoding="utf-8"
    )


# How people name a version of this project: for pip and actions, for hook runners, for a checkout.
_NAMED = re.compile(
    r"ledgergate(?:\.git)?@(?:[0-9a-f]{40} # )?v(\d+\.\d+\.\d+)|ledgergate==(\d+\.\d+\.\d+)"
    r"|repo: \S*/ledgergate\b.*\n\s+rev: v(\S+)|git (?:checkout|tag -s) v(\d+\.\d+\.\d+)"
)


def test_every_place_that_names_a_version_names_this_one() -> None:
    assert __version__ == PROJECT["version"]
    pages = [
        ROOT / "README.md",
        ROOT / "SECURITY.md",
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "examples/ci").iterdir(),
    ]
    named = [(page, "".join(found.groups(""))) for page in pages for found in _NAMED.finditer(page.read_text("utf-8"))]
    assert {page.name for page, _ in named} >= {"README.md", "SECURITY.md", "releasing.md", "ci.md", "github.yml"}
    # The page about an upgrade goes from one version to the next.
    others = [(page.name, version) for page, version in named if version != __version__]
    assert {name for name, _ in others} <= {"upgrade.md"}
    assert f"v{__version__}" in (ROOT / "docs/guides/upgrade.md").read_text(encoding="utf-8")


def test_the_classifiers_name_the_pythons_on_which_it_was_run_and_no_other() -> None:
    page = (ROOT / "docs/releasing.md").read_text(encoding="utf-8").partition("\n## What was run where\n")[2]
    cells = [row.split(" | ")[1:3] for row in page.splitlines() if row.startswith("| ")]
    ran = {found for python, result in cells if "not run" not in result for found in re.findall(r"\b3\.\d+", python)}
    named = [one.rpartition(" :: ")[2] for one in PROJECT["classifiers"] if one.startswith("Programming Language")]
    assert {one for one in named if "." in one} == ran


def test_what_changed_stands_under_the_next_version_or_a_released_one() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    heads = re.findall(r"^## (.*)$", text, re.M)
    assert heads[0] == "Unreleased"
    versions = [re.fullmatch(r"(\d+\.\d+\.\d+) \(\d{4}-\d\d-\d\d\)", head) for head in heads[1:]]
    assert all(versions), heads
    order = [tuple(map(int, found[1].split("."))) for found in versions if found is not None]
    assert order == sorted(order, reverse=True)


def test_each_form_for_issues_asks_for_what_it_takes_to_see_the_fault() -> None:
    forms = {
        path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in (ROOT / ".github/ISSUE_TEMPLATE").iterdir()
    }
    asked = {name: {one.get("id") for one in form["body"]} for name, form in forms.items()}
    assert asked["false-alarm"] >= {"finding", "document", "policy", "version"}
    assert asked["missed"] >= {"defect", "document", "policy", "version"}
    assert asked["unread"] >= {"document", "explained", "version"}
