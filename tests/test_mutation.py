"""The campaign that tries small faults in the packages that judge: what it writes, and what it says of a sample."""

from __future__ import annotations

import ast
import subprocess
import sys
import types
from pathlib import Path

import pytest
from benchmarks.mutation import choosing, grafting
from benchmarks.mutation.operators import faults, faulty
from benchmarks.mutation.sampling import interval, population, sample

ROOT = Path(__file__).parents[1] / "src" / "ledgergate"
MODULE = '''\
"""A shop."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

PRICE = 3
_CHUNK = 1 << 16


class Shop:
    def bill(self, count: int, free: int = 0) -> int | None:
        """What to pay."""
        if not count or count < free:
            return None
        return PRICE * (count - free)


def names(shops: list[str]) -> list[str]:
    return [one.strip() for one in sorted(shops) if one]


def told(count):
    for one in range(count):
        if one == 2:
            continue
        yield f"{one} of {count}"
'''


def written() -> set[str]:
    """Each fault as the text that stands there, and what is put in its place."""
    source = MODULE.encode()
    return {f"{source[one.start : one.end].decode()} -> {one.text}" for one in faults(source)}


def test_a_line_belongs_to_the_innermost_statement_or_handler_that_begins_there() -> None:
    tried = "    try:\n        if (\n            a\n        ):\n            b()\n"
    handled = tried + "    except (\n        E\n    ):\n        c()\n"
    tree = ast.parse(f"def f():\n{handled}")
    lines = [sorted(choosing._header(tree, line)) for line in (2, 3, 4, 6, 7, 8, 10)]
    assert lines == [[2], [3, 4, 5], [3, 4, 5], [6], [7, 8, 9], [7, 8, 9], [10]]


def test_each_kind_of_fault_is_made_where_it_can_be() -> None:
    assert written() >= {
        "< -> <=",
        "== -> !=",
        "or -> and",
        "not count -> (count)",
        "* -> +",
        "- -> +",
        "3 -> 4",
        "0 -> 1",
        "not count or count < free -> False",
        "not count or count < free -> True",
        "PRICE * (count - free) -> None",
        "strip -> lstrip",
        "sorted -> list",
        "one -> True",
        "continue -> break",
        'yield f"{one} of {count}" -> (yield f"{one} of {count}") if False else None',
    }


def test_what_nobody_runs_has_no_faults() -> None:
    said = "\n".join(written())
    assert "A shop" not in said
    assert "What to pay" not in said
    assert "Any" not in said
    assert "False -> True" not in said
    assert "int | None" not in said


def test_how_much_is_read_at_a_time_has_none_either() -> None:
    assert "16 -> 17" not in written()
    assert "1 << 16 -> None" not in written()


def test_each_fault_of_the_packages_is_python() -> None:
    for one in population(ROOT, "output")[::10]:
        compile(faulty((ROOT / one.path).read_bytes(), one.fault), one.path, "exec")


def test_a_seed_draws_the_same_mutants_and_another_seed_others() -> None:
    some = ("moments", "output")
    names, again, others = ([one.name for one in sample(ROOT, seed, 5, some)] for seed in "112")
    assert names == again
    assert names != others
    assert [name.partition("/")[0] for name in names[:4]] == [*some, *some]


def test_a_function_that_is_loaded_gets_the_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "shop.py"
    file.write_text(MODULE)
    module = types.ModuleType("shop")
    module.__file__ = str(file)
    exec(compile(MODULE, str(file), "exec"), vars(module))  # noqa: S102
    monkeypatch.setitem(sys.modules, "shop", module)
    bill = module.Shop().bill
    assert bill(5, 1) == 12
    source = MODULE.encode()
    (fault,) = (one for one in faults(source) if source[one.start : one.end] == b"*")
    assert grafting.graft("shop", fault.unit, faulty(source, fault))
    assert bill(5, 1) == 7


def test_a_fault_outside_of_functions_takes_the_whole_module() -> None:
    (fault,) = (one for one in faults(MODULE.encode()) if one.text == "4")
    assert "()" not in fault.unit


TRIED = """\
def sold(shop):
    try:
        return shop.sell(
            1,
        )
    except (OSError,
            ValueError) as error:
        if error:
            raise
    finally:
        shop.close()
"""


def test_a_fault_is_run_by_those_who_run_its_statement_or_catch_its_exception() -> None:
    lines = {line: choosing._header(ast.parse(TRIED), line) for line in range(1, 12)}
    sells, catches = {3, 4, 5}, {6, 7}
    assert lines == {
        1: set(), 2: {2}, 3: sells, 4: sells, 5: sells, 6: catches, 7: catches, 8: {8}, 9: {9}, 10: set(), 11: {11},
    }  # fmt: skip


def test_the_interval_says_how_little_a_small_sample_tells() -> None:
    low, high = interval(9, 10)
    assert low < 0.6
    assert high > 0.98
    low, high = interval(900, 1000)
    assert 0.87 < low < 0.9 < high < 0.93
    assert interval(0, 0) == (0.0, 1.0)


def test_the_population_lies_in_one_package() -> None:
    assert {one.package for one in population(ROOT, "output")} == {"output"}


def test_a_gate_that_a_test_starts_has_the_fault(tmp_path: Path) -> None:
    source = (ROOT / "git/names.py").read_bytes()
    text = tmp_path / "text.py"
    text.write_bytes(source.replace(b"LONGEST = 4096", b"LONGEST = 77"))
    program = "from benchmarks.mutation import starting; starting.reach(); import subprocess, sys\n"
    program += f"starting.tell('fault', 'ledgergate.git.names', {str(text)!r})\n"
    program += "asked = 'from ledgergate.git.names import LONGEST; print(LONGEST)'\n"
    program += "print(subprocess.run([sys.executable, '-c', asked], env={}, capture_output=True, text=True).stdout)\n"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT.parents[1], capture_output=True, text=True)
    assert done.stdout.strip() == "77", done.stderr
