"""No binding of a small policy can be broken in silence."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

from judging import POLICY, both

HERE = Path(__file__).resolve().parent


def mutants() -> Any:
    spec = importlib.util.spec_from_file_location("mutants", HERE / "mutants.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["mutants"] = module
    spec.loader.exec_module(module)
    return module


def test_no_binding_of_the_minimal_example_breaks_in_silence() -> None:
    module = mutants()
    (files, policy) = next((files, policy) for name, files, policy in module.repositories() if name == "minimal")

    count, silent = module.survivors(files, policy)

    assert count >= 10
    assert silent == []


def test_every_kind_of_mutant_is_made_and_told() -> None:
    module = mutants()
    made = list(module.mutants(both(), POLICY))

    assert {one.how for one in made} == {"misspelt", "renamed", "deleted"}
    assert module.survivors(both(), POLICY) == (len(made), [])
