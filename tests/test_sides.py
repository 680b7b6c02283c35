"""Any state can be judged under any policy: the same rules, asked of another side."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledgergate import policy as policies
from ledgergate.applicable import applicable
from ledgergate.documents import Documents
from ledgergate.gate import judge_sides
from ledgergate.moments import Asked, look
from ledgergate.reading import read_side
from ledgergate.rules import NAMES, chosen
from ledgergate.rules.view import View
from ledgergate.sides import Side
from support import Repository

LOOSE = """\
[vocabulary.bucket]
values = { now = "Do now", later = "Do later" }
[ledger.candidates]
sources = [{ path = "list.md", items = "headings", level = 3 }]
fields.bucket = { label = "Bucket", values = "bucket" }
"""
STRICT = LOOSE.replace('values = "bucket" }', 'values = "bucket", required = true }')
WHOLE = "# List\n\n### Search\n\n- **Bucket**: now\n"
BARE = "# List\n\n### Search\n\nNo bucket yet.\n"
PAIRS = [(WHOLE, LOOSE, []), (WHOLE, STRICT, []), (BARE, LOOSE, []), (BARE, STRICT, [("LG201", "list.md", 3)])]


def found(side: Side) -> list[tuple[str, str, int]]:
    view = View(side)
    runs, _ = applicable(chosen((), (), ()), view)
    return [(one.code, one.place.path, one.place.line) for one in judge_sides(runs, view)]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """The base holds a whole ledger under a loose policy; the head a bare one under a strict policy."""
    made = Repository(tmp_path / "repo")
    made.save({"list.md": WHOLE, "ledgergate.toml": LOOSE}, "base")
    made.save({"list.md": BARE, "ledgergate.toml": STRICT}, "head")
    return made


@pytest.mark.parametrize(("text", "policy", "expected"), PAIRS, ids=["base", "base, strict", "head, loose", "head"])
def test_each_state_is_judged_under_each_policy(
    text: str, policy: str, expected: list[tuple[str, str, int]], repository: Repository
) -> None:
    asked = Asked(base="HEAD~1", head="HEAD", cwd=str(repository.path), environment=repository.environment())
    with look(asked) as change:
        states = [one for one in (change.before, change.after) if one is not None]
        state = next(one for one in states if one.read(["list.md"])["list.md"].data == text.encode())
        rules = policies.load({"ledgergate.toml": policy.encode()}, NAMES)

        assert found(read_side(Documents(state), rules)) == expected


def test_a_side_answers_a_question_once(repository: Repository) -> None:
    asked: list[tuple[object, ...]] = []

    def question(side: Side, *more: object) -> int:
        asked.append(more)
        return len(asked)

    with look(Asked(tree="HEAD", cwd=str(repository.path), environment=repository.environment())) as change:
        side = read_side(Documents(change.after), policies.load({"ledgergate.toml": LOOSE.encode()}, NAMES))

        assert [side.ask(question), side.ask(question, 7), side.ask(question), side.ask(question, 7)] == [1, 2, 1, 2]
    assert asked == [(), (7,)]
