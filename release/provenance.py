"""The provenance statement: which files were made of which commit, by what, as in-toto and SLSA 1.0 have it."""

from __future__ import annotations

import json
import os
import platform
from importlib import metadata

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_TOOLS = ("hatchling", "cyclonedx-python-lib")
_SCRIPT = "release/make.py"


def statement(source: str, commit: str, epoch: int, digests: Mapping[str, str]) -> str:
    """The statement on these files, by their SHA-256 digests. `source` is the URL under which the project is kept.

    It is not signed: by itself it is a claim. On GitHub the workflow has the forge attest the same files.
    """
    run = _run_on_github()
    details: dict[str, object] = {"builder": {"id": run.get("workflow", f"{source}#{_SCRIPT}")}}
    if "run" in run:
        details["metadata"] = {"invocationId": run["run"]}
    made = {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [{"name": name, "digest": {"sha256": digests[name]}} for name in sorted(digests)],
        "predicateType": "https://slsa.dev/provenance/v1",
        "predicate": {
            "buildDefinition": {
                "buildType": f"{source}#{_SCRIPT}@v1",
                "externalParameters": {"source": source, "commit": commit},
                "internalParameters": {
                    "SOURCE_DATE_EPOCH": epoch,
                    "python": platform.python_version(),
                    "system": platform.system(),
                },
                "resolvedDependencies": [
                    {"uri": f"git+{source}", "digest": {"gitCommit": commit}},
                    *({"uri": f"pkg:pypi/{name}@{metadata.version(name)}"} for name in _TOOLS),
                ],
            },
            "runDetails": details,
        },
    }
    return json.dumps(made, indent=2) + "\n"


def _run_on_github() -> dict[str, str]:
    """The workflow and the run as GitHub names them in the environment; nothing elsewhere."""
    told = os.environ
    if told.get("GITHUB_ACTIONS") != "true":
        return {}
    server = told.get("GITHUB_SERVER_URL", "")
    run = f"{server}/{told.get('GITHUB_REPOSITORY', '')}/actions/runs/{told.get('GITHUB_RUN_ID', '')}"
    attempt = told.get("GITHUB_RUN_ATTEMPT", "1")
    return {"workflow": f"{server}/{told.get('GITHUB_WORKFLOW_REF', '')}", "run": f"{run}/attempts/{attempt}"}
