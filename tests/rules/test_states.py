"""What a rule says of states that hold many situations, word for word, as tests/states/answers keeps it.

Where an answer is meant to change: `python tests/rules/test_states.py [NAME...]` writes them anew.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

from states import asked, bound, changing, citing, edges, evidenced, held, numbers, restated, totals, truths, weighed  # noqa: E402
from states.judged import ANSWERS, answer  # noqa: E402  # the path comes first

STATES = {
    **numbers.STATES,
    **citing.STATES,
    **held.STATES,
    **evidenced.STATES,
    **restated.STATES,
    **changing.STATES,
    **weighed.STATES,
    **bound.STATES,
    **asked.STATES,
    **edges.STATES,
    **totals.STATES,
    **truths.STATES,
}


@pytest.mark.parametrize("name", STATES)
def test_all_that_a_rule_says_of_a_state_is_as_it_was(name: str, tmp_path: Path) -> None:
    assert answer(tmp_path, STATES[name]) == (ANSWERS / f"{name}.txt").read_text("utf-8")


if __name__ == "__main__":
    for name in sys.argv[1:] or STATES:
        with TemporaryDirectory() as folder:
            made = answer(Path(folder), STATES[name])
        (ANSWERS / f"{name}.txt").write_text(made, encoding="utf-8")
        sys.stdout.write(f"== {name}\n{made}")
