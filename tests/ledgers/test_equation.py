"""The partition equation: before + added - merged - dropped = after = the sum over the buckets, whatever is edited."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judging import reading
from ledgergate.ledgers.conservation import accounts
from ledgergate.model import Compared, Examined, Partition, Verdict
from ledgergate.output import render
from ledgergate.reading import partition

POLICY = """
[vocabulary.bucket]
values = ["A", "B"]
[ledger.candidates]
sources = [{ path = "list.md", items = "headings", level = 3 }]
key = '^(?P<key>C-\\d+)\\b'
fields.bucket = { label = "Bucket", values = "bucket" }
unique = false
[ledger.later]
sources = [{ path = "later.md", items = "headings", level = 3, optional = true }]
key = '^(?P<key>C-\\d+)\\b'
"""
TITLES = ("Search", "Export", "Import", "Audit", "Search")
FATES = (
    "{0} merged into {1}", "Merged {0} into {1}", "{0} superseded by {1}", "{1} renamed from {0}", "{0} dropped: why",
    "~~{0}~~ no demand", "{0} durch {1} ersetzt", "{0} umbenannt in {1}", "Nothing of {0}",
)  # fmt: skip

keys = st.integers(1, 9).map("C-{}".format)
items = st.lists(st.tuples(keys, st.sampled_from(TITLES), st.sampled_from(["A", "B", "TBD", ""])), max_size=9)
lines = st.lists(st.builds(str.format, st.sampled_from(FATES), keys, keys), max_size=6)


def text(listed: list[tuple[str, str, str]], told: list[str]) -> str:
    parts = [f"### {key} {title}\n\n- **Bucket**: {bucket}\n" for key, title, bucket in listed]
    return "\n".join([*parts, "## Notes\n", *(f"- {line}" for line in told), ""])


def made(before: str, after: str, later: str = "") -> Partition:
    moved: dict[str, str | bytes] = {"later.md": later} if later else {}
    earlier = reading({"list.md": before}, POLICY, "before", strict=False)
    read = reading({"list.md": after, **moved}, POLICY, strict=False)
    found = partition(read, earlier, "candidates")
    assert found is not None
    assert all(one.item.key for one in accounts(earlier, read, "candidates"))
    return found


def holds(one: Partition) -> bool:
    assert one.before is not None
    assert min(one.before, one.added, one.merged, one.dropped, one.after, *one.by.values(), 0) == 0
    return one.before + one.added - one.merged - one.dropped == one.after == sum(one.by.values())


@given(items, items, lines, items)
def test_the_equation_holds_over_any_two_ledgers(
    before: list[tuple[str, str, str]],
    after: list[tuple[str, str, str]],
    told: list[str],
    later: list[tuple[str, str, str]],
) -> None:
    assert holds(made(text(before, []), text(after, told), text(later, [])))


@st.composite
def edits(draw: st.DrawFn) -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str]], list[str]]:
    """A ledger, and the same one after a few of the edits that people make."""
    listed = draw(items)
    edited, told = list(listed), []
    for _ in range(draw(st.integers(0, 5))):
        kind = draw(st.sampled_from(["add", "drop", "merge", "rename", "reclassify", "swap", "double"]))
        at = draw(st.integers(0, max(0, len(edited) - 1)))
        if kind == "add" or not edited:
            edited.append((draw(keys), draw(st.sampled_from(TITLES)), draw(st.sampled_from(["A", "B"]))))
        elif kind == "swap":
            edited[at], edited[0] = edited[0], edited[at]
        elif kind == "double":
            edited.append(edited[at])
        elif kind == "reclassify":
            edited[at] = (*edited[at][:2], "B")
        else:
            key, title, bucket = edited.pop(at)
            told.append(
                {"drop": f"{key} dropped: why", "merge": f"{key} merged into C-1"}.get(kind, f"C-8 renamed from {key}")
            )
            if kind == "rename":
                edited.append(("C-8", title, bucket))
    return listed, edited, told


@given(edits())
def test_the_equation_holds_over_edits_and_every_output_shows_it(
    edit: tuple[list[tuple[str, str, str]], list[tuple[str, str, str]], list[str]],
) -> None:
    before, after, told = edit
    one = made(text(before, []), text(after, told))
    assert holds(one)

    verdict = Verdict(Compared("staged", "1" * 40, "index", "--staged"), Examined(), partitions=(one,))
    shown = json.loads(render("json", verdict))["partition"]["candidates"]
    assert shown["before"] + shown["added"] - shown["merged"] - shown["dropped"] == shown["after"]
    assert shown["after"] == sum(shown["by"].values())
    (line,) = [line for line in render("text", verdict, verbose=True).splitlines() if line.startswith("candidates: ")]
    assert _evaluated(line) == {one.after}


def _evaluated(line: str) -> set[int]:
    """The values of the sides of `candidates: 4 + 1 added - 0 merged - 2 dropped = 3 = A 1 + B 2`."""
    return {sum(_signed(side)) for side in line.partition(": ")[2].split(" = ")}


def _signed(side: str) -> Iterator[int]:
    for sign, part in re.findall(r"(^|[+-] )([^+-]*)", side):
        found = re.search(r"\d+", part)
        if found is not None:
            yield -int(found[0]) if sign.startswith("-") else int(found[0])


@pytest.mark.parametrize(
    ("before", "after", "told", "moves"),
    [
        (["C-1", "C-2"], ["C-1", "C-2"], [], (0, 0, 0)),
        (["C-1", "C-2"], ["C-1"], ["C-2 merged into C-1"], (0, 1, 0)),
        (["C-1", "C-2"], ["C-1", "C-3"], ["C-3 renamed from C-2"], (0, 0, 0)),
        (["C-1", "C-2"], ["C-1", "C-3"], ["C-2 dropped: why"], (1, 0, 1)),
        (["C-1", "C-2"], ["C-1", "C-3"], [], (1, 0, 1)),
        (["C-1", "C-1"], ["C-1"], [], (0, 1, 0)),
        (["C-1"], ["C-1", "C-1"], [], (1, 0, 0)),
        (["C-1", "C-2"], ["C-1"], ["C-1 renamed from C-2"], (0, 1, 0)),
        ([], ["C-1"], [], (1, 0, 0)),
    ],
)
def test_what_each_edit_counts_as(
    before: list[str], after: list[str], told: list[str], moves: tuple[int, int, int]
) -> None:
    listed = [[(key, f"Title of {key}", "A") for key in side] for side in (before, after)]
    one = made(text(listed[0], []), text(listed[1], told))

    assert holds(one)
    assert (one.added, one.merged, one.dropped) == moves


@pytest.mark.parametrize(
    ("before", "after", "told", "count"),
    [
        (["C-1", "C-2"], ["C-1", "C-3"], ["C-3 renamed from C-2"], 1),
        (["C-1", "C-2"], ["C-3", "C-4"], ["C-3 renamed from C-1", "C-4 (formerly C-2)"], 2),
        (["C-1", "C-2"], ["C-1"], ["C-1 renamed from C-2"], 0),
        (["C-1", "C-2"], ["C-1", "C-3"], ["C-2 dropped: why"], 0),
        (["C-1"], ["C-1"], ["C-1 renamed from C-9"], 0),
    ],
)
def test_it_says_how_many_were_renamed(before: list[str], after: list[str], told: list[str], count: int) -> None:
    listed = [[(key, f"Title of {key}", "A") for key in side] for side in (before, after)]
    one = made(text(listed[0], []), text(listed[1], told))

    assert holds(one)
    assert one.renamed == count
    verdict = Verdict(Compared("staged", "1" * 40, "index", "--staged"), Examined(), partitions=(one,))
    shown = render("text", verdict, verbose=True)
    assert (f" ({count} renamed) = " in shown) == bool(count)


def test_an_item_with_its_title_under_another_key_is_renamed_where_a_line_or_a_field_says_so() -> None:
    before = text([("C-1", "Search", "A"), ("C-2", "Export", "A")], [])
    now = [("C-1", "Search", "A"), ("C-3", "Export", "A")]
    told = {"": 0, "C-3 renamed from C-2": 1}
    assert {line: made(before, text(now, [line] if line else [])).renamed for line in told} == told

    policy = POLICY.replace("unique = false", 'fields.also = { label = "Also", kind = "alias" }\nunique = false')
    after = text(now, []).replace("### C-3 Export\n", "### C-3 Export\n\n- **Also**: C-2")
    found = partition(reading({"list.md": after}, policy), reading({"list.md": before}, policy, "before"), "candidates")
    assert found is not None
    assert found.renamed == 1
