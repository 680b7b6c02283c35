"""What is timed, installed as a user would: the gate in an environment of its own, each peer in a place of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import venv
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# Package -> the command that is timed. Those of npm need node.
FROM_PYPI = {"pre-commit-hooks": "check-added-large-files", "doorstop": "doorstop", "mdformat": "mdformat",
             "docguard-cli": "docguard", "cogapp": "cog", "sphinx-needs": "sphinx-build", "rumdl": "rumdl",
             "pre-commit": "pre-commit"}  # fmt: skip
OWN = ("pyromark", "pathspec", "click", "tomli")
_FETCHES = {"docguard-cli"}  # it installs, and asks npm for what it is made of when it is first run
FROM_NPM = {"markdownlint-cli2": "markdownlint-cli2", "@fission-ai/openspec": "openspec"}


class Installed:
    """Commands by name. A peer is installed when it is first asked for; `absent` says why one is not there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._commands = _environment(folder / "ledgergate")
        _pip(self._commands, str(ROOT))
        self._known: dict[str, str] = {}
        self.absent: dict[str, str] = {}
        self.versions: dict[str, str] = {}

    def ours(self, name: str) -> str:
        """A command of the gate's own environment; "python" is the interpreter that its commands start."""
        return str(self._commands / name)

    def peer(self, package: str) -> str | None:
        """The command of that package, None where it cannot be had."""
        if package not in self._known and package not in self.absent:
            try:
                self._known[package] = self._install(package)
            except (OSError, subprocess.CalledProcessError) as error:
                self.absent[package] = _why(error)
        return self._known.get(package)

    def all_versions(self) -> Iterator[tuple[str, str]]:
        """What the gate stands on, and the peers that were timed."""
        for package in OWN:
            yield package, _pip_version(self._commands, package)
        yield from self.versions.items()

    def _install(self, package: str) -> str:
        place = self._folder / package.replace("/", "-")
        if package in FROM_NPM:
            command = self._from_npm(package, place)
        else:
            commands = _environment(place)
            _pip(commands, package)
            command = str(commands / FROM_PYPI[package])
            if package in _FETCHES:
                subprocess.run([command, "--version"], check=True, capture_output=True, stdin=subprocess.DEVNULL)
            self.versions[package] = _pip_version(commands, package)
        return command

    def _from_npm(self, package: str, place: Path) -> str:
        npm = shutil.which("npm")
        if npm is None:
            raise OSError("npm is not there")
        place.mkdir(parents=True)
        subprocess.run([npm, "install", "--no-audit", "--no-fund", "--prefix", str(place), package], check=True,
                       capture_output=True)  # fmt: skip
        manifest = (place / "node_modules" / package / "package.json").read_text(encoding="utf-8")
        self.versions[package] = manifest.partition('"version":')[2].partition('"')[2].partition('"')[0]
        return str(place / "node_modules/.bin" / FROM_NPM[package])


def _environment(folder: Path) -> Path:
    venv.create(folder, with_pip=True)
    # Scripts that pip wrote before version 25 import `re`, which costs more than a remembered commit otherwise takes.
    _pip(folder / "bin", "pip>=25")
    return folder / "bin"


def _pip(commands: Path, what: str) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    words = [str(commands / "python"), "-m", "pip", "install", "-q", "--compile", "--disable-pip-version-check", what]
    subprocess.run(words, check=True, capture_output=True, env=kept)


def _pip_version(commands: Path, package: str) -> str:
    said = subprocess.run([str(commands / "python"), "-m", "pip", "show", package], check=True, capture_output=True)
    return next(_versions(said.stdout.decode()), "")


def _versions(said: str) -> Iterator[str]:
    return (line.partition(" ")[2] for line in said.splitlines() if line.startswith("Version:"))


def _why(error: Exception) -> str:
    said = getattr(error, "stderr", None) or b""
    lines = [
        line.strip() for line in bytes(said).decode(errors="replace").splitlines() if "404" in line or "rror" in line
    ]
    return _bare(lines[0] if lines else str(error)).replace("|", "/")[:100]


def _bare(text: str) -> str:
    """Without addresses: where packages come from is the machine's own affair."""
    return " ".join(word for word in text.split() if "://" not in word)
