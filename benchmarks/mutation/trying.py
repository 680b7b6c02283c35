"""A pytest plugin that collects the tests once and tries one mutant after the other, each in a process of its own.

A process is forked for each mutant, so it starts with everything loaded; the function that holds the fault gets its
new code, and the chosen tests run until one fails. A fault outside of functions takes a new interpreter, in which the
module is loaded with the fault, as it is in every gate that a test starts. Nothing is written to the package's files.
"""

from __future__ import annotations

import json
import os
import resource
import select
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import hypothesis
import pytest
from _pytest.runner import runtestprotocol

from benchmarks.mutation import starting
from benchmarks.mutation.choosing import Covering
from benchmarks.mutation.grafting import graft, overlay
from benchmarks.mutation.operators import faulty
from benchmarks.mutation.sampling import Mutant, sample

_MEMORY = 3 << 30
_PART = "MUTATION_"


class Outcome:
    """What came of one mutant: `killed` by a test, by `time` (a loop that does not end), `survived`, `uncovered`."""

    def __init__(self, result: str, test: str = "", tests: int = 0) -> None:
        self.result, self.test, self.tests = result, test, tests


class Campaign:
    def __init__(self, environment: dict[str, str]) -> None:
        self._root = Path(environment["MUTATION_ROOT"])
        self._covering = Covering(Path(environment["MUTATION_CONTEXTS"]), self._root)
        self._results = Path(environment["MUTATION_RESULTS"])
        self._budget = float(environment["MUTATION_BUDGET"])
        share, shares = map(int, environment.get("MUTATION_SHARE", "0/1").split("/"))
        drawn = sample(self._root, environment["MUTATION_SEED"], int(environment["MUTATION_EACH"]))
        self._sample = drawn[share::shares]
        self._only = set(environment.get("MUTATION_ONLY", "").split("\n")) - {""}
        self._items: dict[str, pytest.Item] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self._items = {one.nodeid: one for one in session.items}
        done = set()
        if self._results.exists():
            done = {json.loads(line)["name"] for line in self._results.read_text().splitlines()}
        for mutant in self._sample:
            if mutant.name in done or (self._only and mutant.name not in self._only):
                continue
            begun = time.monotonic()
            outcome = self._try(mutant)
            self._record(mutant, outcome, time.monotonic() - begun)
        return True

    def _record(self, mutant: Mutant, outcome: Outcome, took: float) -> None:
        line = {
            "name": mutant.name, "package": mutant.package, "kind": mutant.fault.kind, "result": outcome.result,
            "test": outcome.test, "tests": outcome.tests, "took": round(took, 1),
        }  # fmt: skip
        with self._results.open("a") as file:
            file.write(json.dumps(line) + "\n")

    def _try(self, mutant: Mutant) -> Outcome:
        tests = [one for one in self._covering.tests(mutant, self._budget) if one in self._items]
        if not tests:
            return Outcome("uncovered")
        source = faulty((self._root / mutant.path).read_bytes(), mutant.fault)
        with tempfile.TemporaryDirectory(prefix="mutant-") as folder:
            text = Path(folder) / "text.py"
            text.write_bytes(source)
            outcome = self._forked(mutant, text, tests) or self._anew(mutant, text, tests)
        outcome.tests = len(tests)
        return outcome

    def _forked(self, mutant: Mutant, text: Path, tests: list[str]) -> Outcome | None:
        reads, writes = os.pipe()
        child = os.fork()
        if not child:
            os.setsid()
            os.close(reads)
            try:
                if not graft(mutant.module, mutant.fault.unit, text.read_bytes()):
                    os.write(writes, b"anew\n")
                else:
                    starting.tell("fault", mutant.module, str(text))
                    self._run(tests, text.parent, writes)
            finally:
                os._exit(0)
        os.close(writes)
        said = _heard(reads, child, self._patience(tests))
        last = said.splitlines()[-1] if said else "time"
        if last == "anew":
            return None
        return Outcome("killed", last.partition(" ")[2]) if last.startswith("killed ") else _ended(last)

    def _patience(self, tests: list[str]) -> float:
        """How long (s) they may take by the clock: one that waits for ever is ended."""
        return 60 + 4 * sum(self._covering.durations[one] for one in tests)

    def _run(self, tests: list[str], folder: Path, writes: int) -> None:
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        items = [self._items[one] for one in tests]
        factory = items[0].config._tmp_path_factory  # type: ignore[attr-defined]
        factory._given_basetemp, factory._basetemp = folder / "t", None
        for item, following in zip(items, [*items[1:], None], strict=True):
            os.write(writes, f"began {item.nodeid}\n".encode())
            limited(self._covering.durations[item.nodeid])
            if any(report.failed for report in runtestprotocol(item, log=False, nextitem=following)):
                os.write(writes, f"killed {item.nodeid}\n".encode())
                return
        os.write(writes, b"survived\n")

    def _anew(self, mutant: Mutant, text: Path, tests: list[str]) -> Outcome:
        chosen, said = (text.parent / name for name in ("chosen.json", "said"))
        chosen.write_text(json.dumps({one: self._covering.durations[one] for one in tests}))
        files = list(dict.fromkeys(one.partition("::")[0] for one in tests))
        environment = {
            **{name: is_ for name, is_ in os.environ.items() if not name.startswith(_PART)},
            "MUTATION_MODULE": mutant.module, "MUTATION_TEXT": str(text), "MUTATION_CHOSEN": str(chosen),
            "MUTATION_SAID": str(said),
        }  # fmt: skip
        words = ["-q", "-n", "0", "-x", "-p", "no:cacheprovider", "-p", __name__, f"--basetemp={text.parent}/t", *files]
        child = subprocess.Popen(
            [sys.executable, "-m", "pytest", *words],
            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            code = child.wait(60 + self._patience(tests))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
            return Outcome("time")
        last = said.read_text() if said.exists() else "(loading)"
        return Outcome("survived") if code == 0 else Outcome("killed", last) if code > 0 else Outcome("time", last)


class Chosen:
    """In a new interpreter: the chosen tests, in their order."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._tests: dict[str, float] = json.loads(Path(environment["MUTATION_CHOSEN"]).read_text())
        self._said = Path(environment["MUTATION_SAID"])

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        known = {one.nodeid: one for one in items}
        items[:] = [known[one] for one in self._tests if one in known]

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        self._said.write_text(item.nodeid)
        limited(self._tests[item.nodeid])


def limited(usual: float) -> None:
    """Ends this process where a test takes much more processor time than it does without a fault."""
    signal.setitimer(signal.ITIMER_PROF, 3.0 + 5 * usual)


def _heard(reads: int, child: int, patience: float) -> str:
    parts, until = [], time.monotonic() + patience
    while select.select([reads], [], [], max(0.0, until - time.monotonic()))[0]:
        part = os.read(reads, 65536)
        parts.append(part)
        # A process that a test left behind may hold the pipe open.
        if not part or part.startswith((b"killed ", b"survived", b"anew")):
            break
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(reads)
    return b"".join(parts).decode()


def _ended(last: str) -> Outcome:
    return Outcome("survived") if last == "survived" else Outcome("time", last.partition(" ")[2])


def pytest_configure(config: pytest.Config) -> None:
    hypothesis.settings.register_profile("mutation", database=None, derandomize=True)
    hypothesis.settings.load_profile("mutation")
    given = dict(os.environ)
    starting.reach()
    if "MUTATION_MODULE" in given:
        starting.tell("fault", given["MUTATION_MODULE"], given["MUTATION_TEXT"])
        overlay(given["MUTATION_MODULE"], Path(given["MUTATION_TEXT"]))
        config.pluginmanager.register(Chosen(given), "chosen tests")
    else:
        config.pluginmanager.register(Campaign(given), "mutation campaign")
