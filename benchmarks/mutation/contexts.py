"""A pytest plugin: which test runs which lines of ours, in its own process or in a gate that it starts; how long."""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from contextlib import suppress
from pathlib import Path

import pytest

import coverage
from benchmarks.mutation import starting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_SAVE_EVERY = 400  # tests: a run that is stopped has measured something


class Contexts:
    """Coverage with one context per test, the processor time of each, and whether it passed."""

    def __init__(self, where: Path) -> None:
        where.mkdir(parents=True, exist_ok=True)
        self._where = where
        self._tests: dict[str, float] = {}
        self._failed: set[str] = set()
        self._measured = coverage.Coverage(
            data_file=str(where / "coverage"), branch=False, source=[_ours()], config_file=False
        )
        known = where / "durations.json"
        if known.exists():  # what an earlier run has measured is kept
            self._tests.update(json.loads(known.read_text()))
            self._measured.load()
        starting.reach()
        self._measured.start()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        _forget()
        self._tests.pop(item.nodeid, None)
        begun = _spent()
        self._measured.switch_context(item.nodeid)
        starting.tell("measure", str(self._where), _ours(), item.nodeid)
        try:
            return (yield)
        finally:
            self._tests[item.nodeid] = _spent() - begun
            starting.tell()
            self._measured.switch_context("")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if not report.passed:
            self._failed.add(report.nodeid)
        if report.when == "teardown" and len(self._tests) % _SAVE_EVERY == 0:
            self._save()

    def pytest_sessionfinish(self) -> None:
        self._measured.stop()
        self._save()

    def _save(self) -> None:
        self._measured.save()
        if started := [str(one) for one in self._where.glob("coverage.*") if not one.name.endswith("-journal")]:
            data = self._measured.get_data()
            for one in started:  # by processes that may be writing still: what is not whole is left out
                with suppress(coverage.exceptions.CoverageException):
                    part = coverage.CoverageData(one)
                    part.read()
                    data.update(part)
                os.unlink(one)
            data.write()
        passed = {name: round(took, 4) for name, took in self._tests.items() if name not in self._failed}
        (self._where / "durations.json").write_text(json.dumps(passed))


def _spent() -> float:
    """The processor time of this process and of those that it has waited for (s): what else runs here counts not."""
    return sum(os.times()[:4])


def _ours() -> str:
    """The package's folder, by its place: naming the package would import it unmeasured."""
    found = importlib.util.find_spec("ledgergate")
    assert found is not None
    assert found.origin is not None
    return os.path.dirname(found.origin)


def _forget() -> None:
    """Empties what our functions remember, or only the first of many tests would seem to run them."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "ledgergate":
            for value in list(vars(module).values()):
                getattr(value, "cache_clear", int)()


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Contexts(Path(os.environ["MUTATION_CONTEXTS"])), "contexts of mutation")
