"""What the README says works: its policy, its hook entry, its demo."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import yaml

from audit import edit, gate, verdict
from support import Repository

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _block(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.M | re.S)


def _team(path: Path) -> Repository:
    """The minimal example under the README's own policy."""
    repository = Repository(path)
    shutil.copytree(ROOT / "examples/minimal", path, dirs_exist_ok=True)
    repository.write("ledgergate.toml", _block("toml")[0])
    repository.stage()
    repository.commit("start")
    return repository


def test_the_readmes_policy_holds_all_three_duties(tmp_path: Path) -> None:
    repository = _team(tmp_path / "team")
    repository.branch("docs/reconcile")
    assert verdict(repository, "--staged")["verdict"]["exit_code"] == 0

    repository.write("apps/new.txt", "runtime")
    candidates = (repository.path / "docs/candidates.md").read_text(encoding="utf-8")
    bucket = re.search(r"^.*Bucket.*$", candidates, re.M)
    assert bucket is not None
    edit(repository, "docs/candidates.md", bucket[0] + "\n", "")
    repository.stage()

    codes = {one["code"] for one in verdict(repository, "--staged")["findings"]}
    assert {"LG101", "LG201", "LG305"} <= codes


def test_the_readmes_hook_entry_names_a_hook_that_is_offered() -> None:
    entry = yaml.safe_load(_block("yaml")[0])
    offered = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    assert {hook["id"] for repo in entry["repos"] for hook in repo["hooks"]} <= offered
    version = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.M)
    assert version is not None
    assert entry["repos"][0]["rev"] == f"v{version[1]}"


def test_the_demo_shows_one_pass_and_one_refusal(tmp_path: Path) -> None:
    place = Repository(tmp_path / "anywhere", init=False)

    done = gate(place, "demo")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "passed: no findings" in done.stdout
    assert "LG101 runtime-path-changed" in done.stdout
    assert "LG201 unclassified" in done.stdout
    assert "refused: " in done.stdout


def test_the_demo_can_leave_its_repository(tmp_path: Path) -> None:
    place = Repository(tmp_path / "anywhere", init=False)
    kept = tmp_path / "kept"

    assert gate(place, "demo", "--keep", str(kept)).returncode == 0
    assert (kept / "ledgergate.toml").exists()
    again = gate(place, "demo", "--keep", str(kept))
    assert again.returncode == 2
    assert "is not empty" in again.stderr


def test_the_links_of_the_readme_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target
