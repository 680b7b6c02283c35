"""The software bill of materials: what a ledgergate is made of at run time, as CycloneDX 1.6."""

from __future__ import annotations

import uuid
from datetime import datetime, timezone
from importlib import metadata

from cyclonedx.model import ExternalReference, ExternalReferenceType, HashType, Property, XsUri
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from locked import RUNTIME, Pinned, applies, entries

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

# Numbers a bill by what it lists, so that a second run writes the same one.
_BILLS = uuid.UUID("c0f3c9b4-7f0e-4c57-9c9c-3b1d9e8b5a10")


def bill(project: Mapping[str, Any], digests: Mapping[str, str], epoch: int) -> str:
    """The bill of the distributions with these SHA-256 digests. `project` is that table of pyproject.toml.

    Versions are those of the lock. Which depends on which is read from what is installed here.
    """
    pinned: dict[str, list[Pinned]] = {}
    for one in entries(RUNTIME.read_text(encoding="utf-8")):
        pinned.setdefault(one.name, []).append(one)
    made: dict[str, list[Component]] = {}
    own = _own(project, digests)
    bom = Bom(metadata=BomMetaData(component=own, timestamp=datetime.fromtimestamp(epoch, timezone.utc)))
    _add(bom, own, project["dependencies"], pinned, made)
    bom.serial_number = uuid.uuid5(_BILLS, repr(sorted(digests.items())))
    return JsonV1Dot6(bom).output_as_string(indent=2) + "\n"


def _own(project: Mapping[str, Any], digests: Mapping[str, str]) -> Component:
    """The project itself, and the files that it is given out as."""
    hashes = {name: HashType.from_hashlib_alg("sha256", digest) for name, digest in digests.items()}
    files = [
        ExternalReference(type=ExternalReferenceType.DISTRIBUTION, url=XsUri(name), hashes=[hashes[name]])
        for name in sorted(hashes)
    ]  # fmt: skip
    return Component(
        name=project["name"], version=project["version"], type=ComponentType.APPLICATION,
        description=project["description"], licenses=[LicenseExpression(project["license"])],
        purl=PackageURL("pypi", name=project["name"], version=project["version"]),
        bom_ref=f"{project['name']}=={project['version']}", external_references=files,
    )  # fmt: skip


def _add(
    bom: Bom, above: Component, texts: Iterable[str], pinned: Mapping[str, list[Pinned]],
    made: dict[str, list[Component]],
) -> None:  # fmt: skip
    """Lists what these requirements are met by, and all below it; each distribution once."""
    needed = [one for one in map(Requirement, texts) if applies(one)]
    for name in sorted({canonicalize_name(one.name) for one in needed}):
        known = name in made
        components = made.setdefault(name, [_component(one) for one in pinned[name]])
        bom.components.update(components)
        bom.register_dependency(above, components)
        for component in () if known else components:
            _add(bom, component, _required(name), pinned, made)


def _component(one: Pinned) -> Component:
    when = [Property(name="ledgergate:installed-where", value=one.condition)] if one.condition else []
    return Component(
        name=one.name, version=one.version, type=ComponentType.LIBRARY, bom_ref=f"{one.name}=={one.version}",
        purl=PackageURL("pypi", name=one.name, version=one.version), properties=when,
    )  # fmt: skip


def _required(name: str) -> list[str]:
    """What that distribution needs. Where it is for other systems it is not here to be asked."""
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []
