"""Pairs of policies that differ by one edit: what one of them lets pass and the other refuses is never silent.

`LEDGERGATE_PAIRS=4000 pytest tests/policy/test_pairs.py -s` tries more, and says how many.
"""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest

from edited import edits
from ledgergate import policy as policies
from ledgergate.errors import LedgergateError
from ledgergate.gate import judge_sides
from ledgergate.policy.joining import join
from ledgergate.protection import demanded, pair
from ledgergate.reading import read_side
from ledgergate.rules import CATALOGUE, NAMES, POSTURE
from ledgergate.rules.policy_weakened import check
from ledgergate.rules.view import View
from ledgergate.sides import Side
from policies_at_work import FILES, POLICY, documents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.policy.model import Policy

MANY = int(os.environ.get("LEDGERGATE_PAIRS", "60"))
STATES = [rule for rule in CATALOGUE if rule.duty != POSTURE and "change" not in rule.needs and rule.name not in (
    "binding-unread", "waiver-invalid")]  # fmt: skip
KNOWN = sorted((Path(__file__).parent.parent / "cases").glob("*.toml"))


def states(random: Random) -> Iterator[dict[str, str]]:
    """The documents as they are, and with one line lost, doubled, or with another word in it."""
    yield FILES
    paths = [path for path in FILES if path.endswith(".md")]
    words = ("now", "later", "Do later", "never", "?", "zz", "small", "large", "C-1", "C-3", "C-9", "Draft", "Complete")
    while True:
        path = random.choice(paths)
        lines = FILES[path].splitlines(keepends=True)
        place = random.randrange(len(lines))
        kind = random.randrange(3)
        if kind == 0:
            del lines[place]
        elif kind == 1:
            lines.insert(place, lines[place])
        else:
            old = random.choice(words)
            lines = [line.replace(old, random.choice(words)) if old in line else line for line in lines]
        yield {**FILES, path: "".join(lines)}


def refused(files: dict[str, str], policy: Policy) -> bool:
    """Whether a state alone is refused under a policy."""
    try:
        side = read_side(documents(files), policy, strict=False)
        return any(one.level == "block" for one in judge_sides(STATES, View(side)))
    except LedgergateError:
        return True


def _ends(files: dict[str, str], head: Policy, base: Policy) -> tuple[Side, Side]:
    return read_side(documents(files), head, strict=False), read_side(documents(FILES, "before"), base, strict=False)


def _is_gone(files: dict[str, str], head: Policy, base: Policy) -> bool:
    """Whether what the base demands beyond the head finds its place in this state no more."""
    both = pair(*_ends(files, head, base))
    return bool(join(base, head).losses) and (both is None or not both.losses)


def told(files: dict[str, str], head: Policy, base: Policy) -> bool:
    """Whether a change to this state and this policy is refused for its policy."""
    after, before = _ends(files, head, base)
    view = View(after, (Side(before.documents, base, lambda _: before.read()),), pair=pair(after, before))
    return any(one.level == "block" for one in check(view)) or any(True for _ in demanded(STATES, (), view))


def test_what_only_the_new_policy_lets_pass_is_told() -> None:
    random = Random(14)  # noqa: S311  # the same pairs each time
    base = policies.load({"ledgergate.toml": POLICY.encode()}, NAMES)
    every = list(edits(base))
    source = states(random)
    family = [next(source) for _ in range(max(24, MANY // 3))]
    good = [files for files in family if not refused(files, base)]
    bad = [files for files in family if files not in good]
    looser = wider = 0
    for where, edited in random.sample(every, min(MANY, len(every))):
        pairs = [(one, base, edited) for one in bad if not refused(one, edited)]  # what the base says of each is known
        if good and not refused(FILES, edited):
            pairs += [(one, edited, base) for one in good if refused(one, edited)]
        for files, old, new in pairs:
            if not refused(FILES, old):
                looser += 1
                # A policy that reads more finds what a row or a total lacked, and is none the looser for it.
                reads_more = "under" in where and not join(old, new).losses
                # A binding whose place is gone with the change, as the heading of the only file, is the head's.
                moved = where[-2:] == ("key", "source") and _is_gone(files, new, old)
                wider += reads_more or moved
                assert reads_more or moved or told(files, new, old), where
    tried = f"{min(MANY, len(every))} of {len(every)} edits"
    why = f"{wider} of them because it reads more or the old place is gone"
    print(f"{tried}, {looser} states passed under the new policy alone, {why}")
    assert looser > wider


@pytest.mark.parametrize("path", KNOWN, ids=lambda path: path.stem)
def test_each_edit_of_a_real_policy_is_a_loosening_one_way_or_the_other(path: Path) -> None:
    base = policies.load({"ledgergate.toml": path.read_bytes()}, NAMES)
    random = Random(path.stem)  # noqa: S311
    every = list(edits(base))
    silent = []
    for where, head in random.sample(every, min(len(every), MANY)):
        if where[0] == "vocabularies" and len(where) == 2:
            continue  # no policy loads whose field lacks its vocabulary
        if not join(base, head).losses and not join(head, base).losses:
            silent.append(where)
    assert silent == []
