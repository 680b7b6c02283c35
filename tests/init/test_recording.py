"""The recorded runs of `init` are what it prints and writes today."""

from __future__ import annotations

import pytest

from init_recording import CASES, EXAMPLE, PAGE, RECORDED, ROOT, recorded, sections

STANDS = sections(PAGE.read_text(encoding="utf-8"))


def test_the_example_is_recorded_as_it_runs() -> None:
    assert STANDS[EXAMPLE] == recorded(ROOT / "examples" / "readiness-audit")


def test_every_run_is_recorded() -> None:
    assert list(STANDS) == [EXAMPLE, *RECORDED.values()]
    assert all("[ledger." in text for text in STANDS.values())


@pytest.mark.skipif(not CASES.is_dir(), reason="the folder of cases is not beside the checkout")
@pytest.mark.parametrize("name", RECORDED)
def test_a_real_repository_is_recorded_as_it_runs(name: str) -> None:
    assert STANDS[RECORDED[name]] == recorded(CASES / name)
