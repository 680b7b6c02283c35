"""What the wheel and the sdist of a commit must hold, byte for byte, and that they hold nothing else."""

from __future__ import annotations

import tarfile
import zipfile
from email.parser import BytesParser
from io import BytesIO

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

# The commit's folders that are installed, and where: the packages, and the example that `ledgergate demo` runs.
INSTALLED = {
    "src/ledgergate/": "ledgergate/",
    "hooks/ledgergate_hooks/": "ledgergate_hooks/",
    "examples/readiness-audit/": "ledgergate/presets/example/",
}
ABOUT = ("METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE")


def archived(archive: bytes) -> dict[str, bytes]:
    """The files of a tar by their names, whatever it is packed with."""
    with tarfile.open(fileobj=BytesIO(archive)) as files:
        read = ((one.name, files.extractfile(one)) for one in files.getmembers() if one.isfile())
        return {name: opened.read() for name, opened in read if opened is not None}


def wheel_faults(wheel: bytes, commit: Mapping[str, bytes], project: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with a wheel. `project` is that table of pyproject.toml. No test gets in: it is in no folder of
    INSTALLED."""
    with zipfile.ZipFile(BytesIO(wheel)) as packed:
        found = {one.filename: packed.read(one) for one in packed.infolist() if not one.is_dir()}
    about = f"{project['name']}-{project['version']}.dist-info/"
    wanted = {
        there + path[len(here) :]: content
        for here, there in INSTALLED.items() for path, content in commit.items() if path.startswith(here)
    }  # fmt: skip
    wanted[f"{about}licenses/LICENSE"] = commit["LICENSE"]
    made = {f"{about}{name}" for name in ABOUT} - wanted.keys()
    yield from _differences("the wheel", found, wanted, made)
    yield from _metadata("the wheel", found.get(f"{about}METADATA", b""), project)


def sdist_faults(sdist: bytes, commit: Mapping[str, bytes], project: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with an sdist: it holds all of the commit, so that whoever packages it can run its tests."""
    top = f"{project['name']}-{project['version']}/"
    found = archived(sdist)
    yield from (f"the sdist has {name} outside of {top}" for name in sorted(found) if not name.startswith(top))
    inside = {name[len(top) :]: content for name, content in found.items() if name.startswith(top)}
    yield from _differences("the sdist", inside, commit, {"PKG-INFO"})
    yield from _metadata("the sdist", inside.get("PKG-INFO", b""), project)


def _differences(
    what: str, found: Mapping[str, bytes], wanted: Mapping[str, bytes], made: set[str]
) -> Iterator[str]:  # fmt: skip
    """`wanted` are files of the commit by their names there, `made` are those that the build writes."""
    yield from (f"{what} lacks {name}" for name in sorted((wanted.keys() | made) - found.keys()))
    yield from (
        f"{what} has {name}, which does not belong there" for name in sorted(found.keys() - wanted.keys() - made)
    )
    same = sorted(found.keys() & wanted.keys())
    yield from (f"{what} has another {name} than the commit" for name in same if found[name] != wanted[name])


def _metadata(what: str, text: bytes, project: Mapping[str, Any]) -> Iterator[str]:
    """Whether what an index shows is what pyproject.toml says."""
    stated = BytesParser().parsebytes(text)
    wanted = {
        "Name": [project["name"]], "Version": [project["version"]], "Summary": [project["description"]],
        "Requires-Python": [project["requires-python"]], "License-Expression": [project["license"]],
        "Classifier": project["classifiers"],
    }  # fmt: skip
    for name, values in wanted.items():
        said = stated.get_all(name, [])
        if sorted(said) != sorted(values):
            told = ", ".join(map(str, said)) or "nothing"
            yield f"{what} says {name}: {told}; pyproject.toml says {', '.join(values)}"
    needs = sum("extra ==" not in one for one in stated.get_all("Requires-Dist", []))
    if needs != len(project["dependencies"]):
        yield f"{what} requires {needs} distributions, pyproject.toml {len(project['dependencies'])}"
