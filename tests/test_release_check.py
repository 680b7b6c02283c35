"""What is looked at before a release: the contents of both files, how an index reads them, the recipe."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import check
import lowest
import released
from check import rendered
from contents import archived, sdist_faults, wheel_faults
from locked import PYTHONS, RUNTIME, entries
from released import IS_TOLD, NAME, PROJECT, ROOT, SDIST, WHEEL
from support import Repository

pytestmark = IS_TOLD
project, release = released.project, released.release  # fixtures


def committed(project: Repository) -> dict[str, bytes]:
    return archived(project.git("archive", "--format=tar", "HEAD"))


def test_both_files_hold_what_the_rule_says_and_nothing_else(project: Repository, release: dict[str, bytes]) -> None:
    commit = committed(project)
    assert [*wheel_faults(release[WHEEL], commit, PROJECT), *sdist_faults(release[SDIST], commit, PROJECT)] == []
    assert not [name for name in zipfile.ZipFile(BytesIO(release[WHEEL])).namelist() if name.startswith("tests/")]


def test_an_index_would_take_both_files_and_show_their_page(release: dict[str, bytes], tmp_path: Path) -> None:
    for name in (WHEEL, SDIST):
        (tmp_path / name).write_bytes(release[name])
    assert list(rendered(tmp_path / WHEEL, tmp_path / SDIST)) == []
    (tmp_path / SDIST).write_bytes(release[SDIST][:1000])
    assert [one[:7] for one in rendered(tmp_path / WHEEL, tmp_path / SDIST)] == ["twine: "]


def wheel_with(wheel: bytes, change: dict[str, bytes | None]) -> bytes:
    """The wheel with other files; None takes one out."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(wheel)) as old, zipfile.ZipFile(out, "w") as new:
        made: dict[str, bytes | None] = {**{name: old.read(name) for name in old.namelist()}, **change}
        for name, content in made.items():
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


ABOUT = f"{NAME}.dist-info"


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("tests/support.py", b"", "the wheel has tests/support.py, which does not belong there"),
        ("ledgergate/left.py", b"", "the wheel has ledgergate/left.py, which does not belong there"),
        ("ledgergate/gate.py", b"", "the wheel has another ledgergate/gate.py than the commit"),
        ("ledgergate/presets/adr.toml", None, "the wheel lacks ledgergate/presets/adr.toml"),
        (
            "ledgergate/presets/example/ledgergate.toml",
            None,
            "the wheel lacks ledgergate/presets/example/ledgergate.toml",
        ),
        ("ledgergate/py.typed", None, "the wheel lacks ledgergate/py.typed"),
        (f"{ABOUT}/licenses/LICENSE", None, f"the wheel lacks {ABOUT}/licenses/LICENSE"),
        (f"{ABOUT}/entry_points.txt", None, f"the wheel lacks {ABOUT}/entry_points.txt"),
    ],
)
def test_a_wheel_with_another_file_is_refused_by_its_name(
    project: Repository, release: dict[str, bytes], name: str, content: bytes | None, fault: str
) -> None:
    assert list(wheel_faults(wheel_with(release[WHEEL], {name: content}), committed(project), PROJECT)) == [fault]


def test_a_wheel_that_says_another_version_or_needs_more_is_refused(
    project: Repository, release: dict[str, bytes]
) -> None:  # fmt: skip
    commit = committed(project)
    faults = list(wheel_faults(release[WHEEL], commit, {**PROJECT, "requires-python": ">=3.9"}))
    assert faults == ["the wheel says Requires-Python: >=3.10; pyproject.toml says >=3.9"]
    (fault,) = wheel_faults(release[WHEEL], commit, {**PROJECT, "dependencies": PROJECT["dependencies"][1:]})
    needs = len(PROJECT["dependencies"])
    assert fault == f"the wheel requires {needs} distributions, pyproject.toml {needs - 1}"


def test_an_sdist_holds_all_of_the_commit(project: Repository, release: dict[str, bytes]) -> None:
    commit = {**committed(project), "tests/new.py": b""}
    assert list(sdist_faults(release[SDIST], commit, PROJECT)) == ["the sdist lacks tests/new.py"]


def test_the_recipe_is_followed_up_to_the_tag(
    project: Repository, release: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """But for the tests themselves, the runs that take the network, and the signature."""
    page = (ROOT / "docs/releasing.md").read_text(encoding="utf-8")
    block = page.partition("```sh\n")[2].partition("```")[0].splitlines()
    asked = [line.split()[1] for line in block]
    assert asked == ["tests/run", "release/make.py", "release/check.py", "release/lowest.py", "tag"]
    for line in block[:-1]:
        assert (ROOT / line.split()[1]).exists(), line
    runs: list[tuple[str, str]] = []

    def ran(file: Path, python: str, _: object) -> tuple[str, ...]:
        runs.append((file.name, python))
        return ()

    monkeypatch.setattr(check, "ran", ran)
    for name, content in release.items():
        (tmp_path / name).write_bytes(content)
    monkeypatch.setattr(sys, "argv", ["check.py", str(tmp_path), "--repository", str(project.path)])
    assert (check.main(), capsys.readouterr().out) == (0, f"{NAME}: nothing is wrong with it\n")
    assert runs == [(name, python) for python in (PYTHONS[0], PYTHONS[-1]) for name in (WHEEL, SDIST)]
    project.git(*shlex.split(block[-1].replace(" -s ", " -a "))[1:])
    tag = project.git("describe", "--exact-match").decode()
    steps = yaml.safe_load((ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8"))["jobs"]["build"][
        "steps"
    ]
    (compares,) = [step["run"] for step in steps if step.get("name") == "The tag is the version"]
    subprocess.run(["sh", "-ec", compares], cwd=project.path, env={**os.environ, "TAG": tag}, check=True)


def test_without_files_the_check_says_how_to_make_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], project: Repository
) -> None:  # fmt: skip
    monkeypatch.setattr(sys, "argv", ["check.py", str(tmp_path), "--repository", str(project.path)])
    assert check.main() == 1
    assert capsys.readouterr().err.endswith(f": python release/make.py {tmp_path} --source URL\n")


def test_the_floors_are_what_pyproject_admits_at_the_lowest() -> None:
    """Without the network: each floor is one version, so that the lowest is the one that is run."""
    for text in PROJECT["dependencies"]:
        bounds = list(Requirement(text).specifier)
        assert [one.operator for one in bounds] == [">="], text
        assert any(one.name == canonicalize_name(Requirement(text).name) for one in entries(RUNTIME.read_text("utf-8")))
    assert all((ROOT / folder).is_dir() for folder in lowest.FAST)
