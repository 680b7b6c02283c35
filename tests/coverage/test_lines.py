"""Each line of a governed document is checked, ignored, reported or read by nobody, and only one of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judging import POLICY, both, reading, table
from ledgergate.coverage.lines import UNREAD, Covered, covered
from ledgergate.coverage.spans import CHECKED, IGNORED, REPORTED

STATES = {CHECKED, IGNORED, REPORTED, UNREAD}
LEDGER = """\
# Candidates

Some words about them.

### C-1 PSA handoff

- **Bucket**: A

Why we want it.

### How to add one

### Without a key

## Archive

### C-9 Old

- **Bucket**: C
"""


def of(path: str, files: dict[str, str | bytes], policy: str = POLICY) -> Covered:
    return next(one for one in reading(files, policy, strict=False).ask(covered) if one.path == path)


def states(one: Covered) -> dict[int, str]:
    return {line.number: line.state for line in one.lines}


def with_key(word: str) -> str:
    return POLICY.replace("level = 3 }]", f"level = 3, {word} }}]")


def test_items_and_their_values_are_checked_and_prose_is_read_by_nobody() -> None:
    found = states(of("list.md", {"list.md": LEDGER, "report.md": table()}))

    assert {found[5], found[7], found[17], found[19]} == {CHECKED}
    assert {found[1], found[3], found[9]} == {UNREAD}


def test_what_cannot_be_understood_is_reported_with_its_reason() -> None:
    one = of("list.md", {"list.md": LEDGER, "report.md": table()})

    assert states(one)[13] == REPORTED
    assert "has no key" in next(line.by for line in one.lines if line.number == 13)


@pytest.mark.parametrize(
    ("word", "lines", "key"),
    [
        ('ignore = ["How to add one"]', [11], "ledger.candidates.sources[0].ignore"),
        ('not_under = ["Archive"]', [15, 17, 19], "ledger.candidates.sources[0].not_under"),
        ('under = ["Archive"]', [1, 3, 7, 9, 11, 13], "ledger.candidates.sources[0].under"),
    ],
)
def test_what_the_policy_leaves_out_names_the_key_that_does(word: str, lines: list[int], key: str) -> None:
    one = of("list.md", {"list.md": LEDGER, "report.md": table()}, with_key(word))

    assert [line.number for line in one.lines if line.state == IGNORED] == lines
    assert {line.by for line in one.lines if line.state == IGNORED} == {key}


def test_rows_their_header_and_the_numbers_of_a_report_are_counted() -> None:
    report = table(("C-1", "PSA handoff", "A"), more="\nProse.\n\n- **A**: 1\n")
    one = of("report.md", both(report_md=report))

    assert [line.number for line in one.lines if line.state == UNREAD] == [1, 7]
    assert (one.items, one.numbers) == (1, 1)


PARTS = st.sampled_from(
    ["### C-1 One\n", "### C-2 Two\n\n- **Bucket**: B\n", "### Word\n", "## Archive\n", "Prose.\n", "- [ ] open\n",
     "<details>\n\n### C-3 Three\n\n</details>\n", "```\n### C-4 code\n```\n", "<!-- ### C-5 -->\n", "| C-6 | x |\n",
     "| Candidate | Bucket |\n|---|---|\n| C-7 | A |\n", "C-1 merged into C-2\n", "---\n", "\n", "   \n", "> ### C-8\n",
     "Title\n=====\n", "**A**: 3\n", "2 of 4 candidates are in B.\n", "\r\n", "\ufeff", "### C-10 Ten\r\n"]
)  # fmt: skip
SHAPES = st.sampled_from(
    ['items = "headings", level = 3', 'items = "table", key = "Candidate"', 'items = "list"', 'items = "tasks"',
     'items = "paragraphs"', 'items = "headings", level = 3, under = ["Archive"]',
     'items = "headings", level = 3, ignore = ["Word"]']
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PARTS, max_size=12), st.lists(PARTS, max_size=8), SHAPES)
def test_every_line_that_is_not_blank_has_one_state(ledger: list[str], report: list[str], shape: str) -> None:
    policy = POLICY.replace('items = "headings", level = 3 }', shape + " }")
    files: dict[str, str | bytes] = {"list.md": "".join(ledger), "report.md": "".join(report)}
    side = reading(files, policy, strict=False)

    for one in side.ask(covered):
        document = side.documents.known(one.path)
        assert document is not None
        every = range(1, len(document.line_starts) + 1)
        assert [line.number for line in one.lines] == [n for n in every if document.line(n).strip()]
        assert {line.state for line in one.lines} <= STATES
        assert all(line.by for line in one.lines if line.state != UNREAD)


def test_what_is_reported_as_unread_is_never_counted_as_checked() -> None:
    report = table(("C-1", "PSA handoff", "A"), more="\n| C-2 | Export of reviews | B |\n")
    one = of("report.md", both(report_md=report))

    assert states(one)[7] == REPORTED


GENERATED = """\
# Report

Words.

<!-- ledgergate:begin items -->

| Key | Title |
|---|---|
| C-1 | PSA handoff |

<!-- ledgergate:end -->

<!-- ledgergate:begin itms -->
words
<!-- ledgergate:end -->
"""


def test_a_generated_block_is_checked_and_one_that_cannot_be_is_reported() -> None:
    found = of(
        "report.md",
        both(report_md=GENERATED),
        POLICY[: POLICY.index("rows = ")] + 'totals = { by = "bucket", optional = true }\n',
    )
    states = {line.number: line.state for line in found.lines}
    assert [at for at, state in states.items() if state == CHECKED] == [5, 7, 8, 9, 11]
    assert states[13] == REPORTED
    assert states[3] == states[14] == UNREAD


LINKED = 'links = ["*.md"]'
README = "# Read me\n\nThe [candidates](list.md).\n\nMore words.\n"


def test_what_stands_around_the_links_of_a_document_read_for_them_alone_is_left_out() -> None:
    files: dict[str, str | bytes] = {"list.md": LEDGER, "report.md": table(), "README.md": README}
    policy = f"[documents]\n{LINKED}\n{POLICY}"
    readme, ledger = (of(path, files, policy) for path in ("README.md", "list.md"))

    assert states(readme) == {1: IGNORED, 3: CHECKED, 5: IGNORED}
    assert readme.for_links
    assert readme.links == 1
    assert UNREAD in states(ledger).values()
    assert not ledger.for_links
