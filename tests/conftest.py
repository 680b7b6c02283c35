"""A base branch with runtime files and documents, a topic branch, and a way to look at it as a hook would."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest

from asking import opening
from ledgergate.git.popen import Child as WaitingChild
from ledgergate.git.spawn import Child
from ledgergate.moments import Asked, Change, look
from support import Repository, scrubbed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from typing import Any

    from asking import Opens
    from support import Looks

BASE = {
    "apps/platform/main.py": "".join(f"main {n}\n" for n in range(40)),
    "apps/platform/lib/util.py": "util\n",
    "docs/readme.md": "readme\n",
    "docs/guide.md": "".join(f"guide {n}\n" for n in range(30)),
    "ledgergate.toml": "# policy\n",
}


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is collected lives to the end: the garbage collector need not walk through it again and again."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """One function is one unit of work, whatever it is asked. xdist counts all units at the end of each test, so those
    that are done are forgotten."""
    if config.getoption("dist") != "loadgroup":
        return None
    from xdist.scheduler import LoadGroupScheduling

    class ByFunction(LoadGroupScheduling):  # type: ignore[misc]  # it has no types
        def _split_scope(self, nodeid: str) -> str:
            return str(super()._split_scope(nodeid)).partition("[")[0]

        def mark_test_complete(self, node: Any, item_index: int, duration: float = 0) -> None:
            super().mark_test_complete(node, item_index, duration)
            unit = self._split_scope(self.registered_collections[node][item_index])
            if all(self.assigned_work[node][unit].values()):
                del self.assigned_work[node][unit]

    return ByFunction(config, log)


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    """`main` with the base's files; the topic branch is checked out and equal to it."""
    made = Repository(tmp_path / "repo")
    made.save(BASE, "base")
    made.branch("topic")
    return made


@pytest.fixture
def looks(tmp_path: Path) -> Iterator[Looks]:
    """Looks with an environment that holds nothing but what the test gives; every change is closed at the end."""
    opened: list[Change] = []

    def at(where: Repository | Path | str, /, *, env: dict[str, str] | None = None, **flags: Any) -> Change:
        folder = where.path if isinstance(where, Repository) else where
        flags.setdefault("cwd", str(folder))
        change = look(Asked(environment=scrubbed(tmp_path, **(env or {})), **flags))
        opened.append(change)
        return change

    yield at
    for change in opened:
        change.close()


@pytest.fixture
def opens() -> Iterator[Opens]:
    yield from opening()


@pytest.fixture(params=[Child, WaitingChild], ids=["spawned", "waited for"])
def kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> type[object]:
    """The child of this system, and that of systems whose Python has no `posix_spawn`."""
    if request.param is WaitingChild:
        monkeypatch.delattr(os, "posix_spawn")
    found: type[object] = request.param
    return found
