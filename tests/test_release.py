"""A release is the same bytes wherever it is built, and what is said of it is true."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import tomli
import yaml
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import released
from locked import PYTHONS, RUNTIME, SYSTEMS, applies, entries
from released import IS_TOLD, NAME, ROOT, SDIST, SOURCE, WHEEL, made
from support import Repository

pytestmark = IS_TOLD
project, release = released.project, released.release  # fixtures


def document(release: dict[str, bytes], suffix: str) -> Any:
    return json.loads(release[f"{NAME}.{suffix}"])


def digests(release: dict[str, bytes], *names: str) -> dict[str, str]:
    return {name: sha256(release[name]).hexdigest() for name in names}


def test_wheel_and_sdist_are_built_twice_to_the_same_bytes_of_the_commit(
    project: Repository, release: dict[str, bytes], tmp_path: Path
) -> None:
    assert sorted(release) == sorted([WHEEL, SDIST, f"{NAME}.cdx.json", f"{NAME}.provenance.json", "SHA256SUMS"])
    assert b"left_lying_around" not in release[WHEEL]
    elsewhere = project.clone(tmp_path / "another" / "clone")
    assert made(elsewhere, tmp_path / "dist").returncode == 0
    assert {file.name: file.read_bytes() for file in (tmp_path / "dist").iterdir()} == release


HOOK = """\
from pathlib import Path
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

class Where(BuildHookInterface):
    def initialize(self, version, build_data):
        Path(self.root, "small/where.py").write_text(f"HERE = {self.root!r}")
"""
SMALL = {
    "pyproject.toml": '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
    '[project]\nname = "small"\nversion = "1"\n[tool.hatch.build.targets.wheel]\npackages = ["small"]\n'
    "[tool.hatch.build.targets.wheel.hooks.custom]\n",
    "hatch_build.py": HOOK,
    "small/__init__.py": "",
}


def test_a_build_that_depends_on_its_place_is_refused_by_name(tmp_path: Path) -> None:
    small = Repository(tmp_path / "small")
    small.save(SMALL)
    done = made(small, tmp_path / "dist")
    assert (done.returncode, done.stderr) == (1, "built twice, not the same bytes: small-1-py2.py3-none-any.whl\n")
    assert not (tmp_path / "dist").exists()


def test_what_cannot_be_built_makes_nothing_and_says_why(tmp_path: Path) -> None:
    small = Repository(tmp_path / "small")
    small.save({**SMALL, "pyproject.toml": "[project"})
    done = made(small, tmp_path / "dist")
    assert done.returncode == 1
    assert done.stderr.startswith("hatchling failed:")
    assert not (tmp_path / "dist").exists()


def test_the_bill_of_materials_fits_cyclonedx(release: dict[str, bytes]) -> None:
    text = release[f"{NAME}.cdx.json"].decode()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None


def test_the_bill_lists_what_the_gate_runs_on_and_nothing_else(release: dict[str, bytes]) -> None:
    bill = document(release, "cdx.json")
    listed = {(one["name"], one["version"]) for one in bill["components"]}
    locked = {(one.name, one.version) for one in entries(RUNTIME.read_text(encoding="utf-8"))}
    assert listed <= locked
    wanted = tomli.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    assert {canonicalize_name(Requirement(text).name) for text in wanted} <= {name for name, _ in listed}
    assert not {"hatchling", "pytest"} & {name for name, _ in listed}
    refs = {one["bom-ref"] for one in bill["components"]} | {bill["metadata"]["component"]["bom-ref"]}
    assert {one["ref"] for one in bill["dependencies"]} == refs
    assert {ref for one in bill["dependencies"] for ref in one.get("dependsOn", ())} == refs - {
        f"{NAME.replace('-', '==')}"
    }


def test_the_bill_and_the_statement_name_the_very_files(project: Repository, release: dict[str, bytes]) -> None:
    own = document(release, "cdx.json")["metadata"]["component"]
    files = {one["url"]: one["hashes"][0]["content"] for one in own["externalReferences"]}
    assert files == digests(release, WHEEL, SDIST)
    stated = document(release, "provenance.json")
    subjects = {one["name"]: one["digest"]["sha256"] for one in stated["subject"]}
    assert subjects == digests(release, WHEEL, SDIST, f"{NAME}.cdx.json")
    definition = stated["predicate"]["buildDefinition"]
    assert definition["externalParameters"] == {"source": SOURCE, "commit": project.oid()}
    assert definition["resolvedDependencies"][0] == {"uri": f"git+{SOURCE}", "digest": {"gitCommit": project.oid()}}


TEXT, URI = {"type": "string"}, {"type": "string", "pattern": "^[a-z+]+:"}
DIGEST = {"type": "object", "minProperties": 1, "additionalProperties": {"type": "string", "pattern": "^[0-9a-f]+$"}}
RESOURCE = {"type": "object", "required": ["uri"], "properties": {"uri": URI, "digest": DIGEST}}
STATEMENT = {
    "type": "object",
    "required": ["_type", "subject", "predicateType", "predicate"],
    "additionalProperties": False,
    "properties": {
        "_type": {"const": "https://in-toto.io/Statement/v1"},
        "subject": {
            "type": "array", "minItems": 1,
            "items": {"type": "object", "required": ["name", "digest"], "properties": {"name": TEXT, "digest": DIGEST}},
        },
        "predicateType": {"const": "https://slsa.dev/provenance/v1"},
        "predicate": {
            "type": "object", "required": ["buildDefinition", "runDetails"], "additionalProperties": False,
            "properties": {
                "buildDefinition": {
                    "type": "object", "required": ["buildType", "externalParameters"], "additionalProperties": False,
                    "properties": {
                        "buildType": URI, "externalParameters": {"type": "object", "minProperties": 1},
                        "internalParameters": {"type": "object"},
                        "resolvedDependencies": {"type": "array", "items": RESOURCE},
                    },
                },
                "runDetails": {
                    "type": "object", "required": ["builder"], "additionalProperties": False,
                    "properties": {
                        "builder": {"type": "object", "required": ["id"], "properties": {"id": URI}},
                        "metadata": {"type": "object", "properties": {"invocationId": URI}},
                    },
                },
            },
        },
    },
}  # fmt: skip


def test_the_statement_has_the_shape_of_in_toto_and_slsa(release: dict[str, bytes]) -> None:
    jsonschema.Draft7Validator(STATEMENT).validate(document(release, "provenance.json"))


def test_on_github_the_statement_names_the_workflow_and_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    from provenance import statement

    told = {
        "GITHUB_ACTIONS": "true", "GITHUB_SERVER_URL": "https://forge.invalid", "GITHUB_REPOSITORY": "a/b",
        "GITHUB_WORKFLOW_REF": "a/b/.github/workflows/release.yml@refs/tags/v1", "GITHUB_RUN_ID": "7",
        "GITHUB_RUN_ATTEMPT": "2",
    }  # fmt: skip
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    said = json.loads(statement("https://forge.invalid/a/b", "1" * 40, 1, {"x.whl": "2" * 64}))
    jsonschema.Draft7Validator(STATEMENT).validate(said)
    assert said["predicate"]["runDetails"] == {
        "builder": {"id": "https://forge.invalid/a/b/.github/workflows/release.yml@refs/tags/v1"},
        "metadata": {"invocationId": "https://forge.invalid/a/b/actions/runs/7/attempts/2"},
    }


def test_the_checksums_are_those_of_all_other_files(release: dict[str, bytes]) -> None:
    lines = [line.split("  ") for line in release["SHA256SUMS"].decode().splitlines()]
    assert {name: digest for digest, name in lines} == digests(release, *(release.keys() - {"SHA256SUMS"}))


def test_a_requirement_of_no_python_that_we_support_does_not_count() -> None:
    assert not applies(Requirement("x; python_version < '3.9'"))
    assert not applies(Requirement("x; extra == 'more'"))
    assert applies(Requirement("x; sys_platform == 'win32'"))
    assert not applies(Requirement("x; sys_platform == 'win32'"), python=PYTHONS[0], system=next(iter(SYSTEMS)))


def test_every_action_is_one_commit_whose_version_is_said_beside_it() -> None:
    said: dict[str, str] = {}
    workflows = [*(ROOT / ".github/workflows").iterdir(), *(ROOT / "examples/ci").iterdir()]
    lines = [line.strip() for path in workflows for line in path.read_text(encoding="utf-8").splitlines()]
    used = [line for line in lines if "uses: " in line and "your-organisation/" not in line]
    assert used
    for line in used:
        found = re.fullmatch(r"-? ?uses: ([\w./-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)", line)
        assert found is not None, line
        assert said.setdefault(f"{found[1]} {found[3]}", found[2]) == found[2], line


def test_the_release_job_may_no_more_than_it_needs_and_installs_what_is_pinned() -> None:
    text = (ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {}
    build, publish = workflow["jobs"]["build"], workflow["jobs"]["publish"]
    assert build["permissions"] == {"contents": "read", "id-token": "write", "attestations": "write"}
    assert publish["permissions"] == {"contents": "write"}
    # What is run as users run it, with what an index has today, can neither write nor sign; publishing waits for it.
    assert workflow["jobs"]["check"]["permissions"] == {"contents": "read"}
    assert sorted(publish["needs"]) == ["build", "check"]
    # What may write runs nothing of the project: it neither checks it out nor installs it.
    assert not re.search(r"checkout|python|pip|\.sh", yaml.safe_dump(publish))
    installs = [step["run"] for step in build["steps"] if " install " in step.get("run", "")]
    assert [text.count(" install ") for text in installs] == [1]
    assert "--require-hashes --only-binary :all: -r tests/requirements.txt" in installs[0]
    # A value of the push reaches a shell through the environment alone.
    assert not [step for job in (build, publish) for step in job["steps"] if "${{" in step.get("run", "")]
