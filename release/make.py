"""Makes all that a release consists of: wheel and sdist, their bill of materials, provenance statement and checksums.

`python release/make.py FOLDER --source URL` needs the `release` extra and fetches nothing. A second run on another
machine, with the same lock, makes the same wheel, sdist and bill; the statement says what differs.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import tomli

from provenance import statement
from sbom import bill
from twice import Unbuilt, built, git

_CHECKSUMS = "SHA256SUMS"


def main() -> int:
    asked = _asked()
    try:
        commit = git(asked.repository, "rev-parse", "--verify", "--end-of-options", f"{asked.revision}^{{commit}}")
        files = _made(asked.repository, commit.decode().strip(), asked.source)
    except Unbuilt as error:
        print(error, file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        print(f"{error.cmd[0]} {error.cmd[1]} failed, so nothing was made", file=sys.stderr)
        return 1
    asked.folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (asked.folder / name).write_bytes(content)
        print(asked.folder / name)
    return 0


def _made(repository: Path, commit: str, source: str) -> dict[str, bytes]:
    files = built(repository, commit)
    project = tomli.loads(git(repository, "show", f"{commit}:pyproject.toml").decode())["project"]
    epoch = int(git(repository, "show", "-s", "--format=%ct", commit))
    name = f"{project['name']}-{project['version']}"
    files[f"{name}.cdx.json"] = bill(project, _digests(files), epoch).encode()
    files[f"{name}.provenance.json"] = statement(source, commit, epoch, _digests(files)).encode()
    sums = "".join(f"{digest}  {file}\n" for file, digest in sorted(_digests(files).items()))
    return {**files, _CHECKSUMS: sums.encode()}


def _digests(files: dict[str, bytes]) -> dict[str, str]:
    return {name: sha256(content).hexdigest() for name, content in files.items()}


def _asked() -> argparse.Namespace:
    told = argparse.ArgumentParser(description="Make all that a release consists of.")
    told.add_argument("folder", type=Path, help="where to write it")
    told.add_argument("--source", required=True, metavar="URL", help="where the project is kept, for the statement")
    told.add_argument("--revision", default="HEAD", help="the commit that is released; HEAD without it")
    told.add_argument("--repository", type=Path, default=Path(__file__).resolve().parents[1], help=argparse.SUPPRESS)
    return told.parse_args()


if __name__ == "__main__":
    sys.exit(main())
