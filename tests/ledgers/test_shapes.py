"""The shapes of ledgers, each in the ways that people write it."""

from __future__ import annotations

import pytest

from judging import reading
from ledgergate.errors import NotChecked

BUCKET = '[vocabulary.bucket]\nvalues = ["A", "B"]\n'


def items(
    files: dict[str, str], source: str, more: str = 'fields.bucket = { label = "Bucket", values = "bucket" }'
) -> list[tuple[str, str]]:
    """Each item's key as shown and its bucket."""
    text = f"{BUCKET}[ledger.l]\nsources = [{{ {source} }}]\n{more}\n"
    return [(one.shown, one.value("bucket")) for one in reading({**files}, text).ledgers["l"].items]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("### C-1 x\n\n**Bucket**: A\n", "level = 3, key = '^(?P<key>C-\\d+)'"),
        ("### C-1: x\n- Bucket: A (since May)\n", "level = 3, key = '^(?P<key>C-\\d+)'"),
        ("### C-1 x\n\n| Field | Value |\n|---|---|\n| Bucket | A |\n", "level = 3, key = '^(?P<key>C-\\d+)'"),
        ("C-1 x\n---\n\nBucket: A\n", "level = 2, key = '^(?P<key>C-\\d+)'"),
        (
            "## Open\n\n### C-1 x\n\n#### Bucket\n\nA\n\n## Closed\n\n### C-9 y\n",
            "under = \"Open\", key = '^(?P<key>C-\\d+)'",
        ),
    ],
)
def test_headings(text: str, source: str) -> None:
    assert items({"x.md": text}, f'path = "x.md", items = "headings", {source}') == [("C-1", "A")]


@pytest.mark.parametrize(
    "text",
    [
        "- C-1 x\n  - **Bucket**: A\n- C-2 y\n  - Bucket: B\n",
        "1. **C-1** x\n\n   Bucket: A\n2. **C-2** y\n\n   Bucket: B\n",
        "* [C-1](c.md) x\n  - **Bucket:** A\n* ~~C-2~~ y\n  - **Bucket:** B\n",
    ],
)
def test_lists(text: str) -> None:
    source = 'path = "x.md", items = "list", key = \'^(?P<key>C-\\d+)\', depth = 1'
    found = items({"x.md": text}, source)

    assert found[0] == ("C-1", "A")


def test_boxes_in_code_and_comments_are_no_tasks() -> None:
    text = "- [ ] one\n\n```\n- [ ] no\n```\n<!--\n- [ ] no\n-->\n- [x] two\n"
    fields = 'fields.bucket = { from = "checkbox", map = { open = "A", checked = "B" }, values = "bucket" }'

    assert items({"x.md": text}, 'path = "x.md", items = "tasks"', fields) == [("one", "A"), ("two", "B")]


def test_paragraphs_that_begin_in_bold() -> None:
    text = "**C-1 First.** Words.\n\nBucket: A\n\nMore words.\n\n**C-2 Second.** Words.\n\nBucket: B\n"

    assert items({"x.md": text}, 'path = "x.md", items = "paragraphs", key = \'^(?P<key>C-\\d+)\'') == [
        ("C-1", "A"),
        ("C-2", "B"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "---\nbucket: A\n---\n# One\n", "---\nBucket: 'A'\n---\n", "# One\n\n**Bucket**: A\n",
        "# One\n\nBucket: A  \nOwner: B\n", "# One\n\n## Bucket\n\nA\n", "# One\n\n## Bucket: A\n\nWords.\n",
        "# One\n\n**Bucket**: A and measured\n", "# One\n\n- **Bucket:** A <!-- A or B -->\n",
    ],
)  # fmt: skip
def test_a_file_says_its_bucket_in_many_ways(text: str) -> None:
    assert items({"c/1.md": text}, 'path = "c/*.md", items = "files"') == [("1", "A")]


def test_a_file_beside_folders_is_no_folder() -> None:
    files = {"specs/001-a/spec.md": "# A\n", "specs/002-b/plan.md": "# B\n", "specs/STATUS.md": "# S\n"}

    assert [key for key, _ in items(files, 'path = "specs/*/", items = "files", key = { from = "folder" }')] == [
        "001-a",
        "002-b",
    ]


def test_a_title_below_a_heading_that_is_the_key() -> None:
    text = '[ledger.l]\nsources = [{ path = "*.md", items = "files", key = { from = "file", prefix = "RFC-" } }]\n'

    (item,) = reading({"07.md": "RFC-07\n===\n\nSubject tags\n---\n\n## name\n\nx\n"}, text).ledgers["l"].items
    assert (item.shown, item.title) == ("RFC-07", "Subject tags")


def test_the_rest_of_a_path_is_no_title() -> None:
    text = "### Slice 1\n\n**Spec**: `specs/001-a/spec.md`\n"
    policy = '[ledger.l]\nsources = [{ path = "x.md", items = "headings", level = 3 }]\n'
    policy += "key = { from = \"label:Spec\", pattern = 'specs/(?P<key>[\\w-]+)' }\n"

    (item,) = reading({"x.md": text}, policy).ledgers["l"].items
    assert (item.shown, item.title) == ("001-a", "001-a")


def test_a_text_with_a_group_is_a_pattern_in_every_shape() -> None:
    source = 'path = "x.yaml", items = "yaml", at = "s", key = \'^(?P<key>\\d+-\\d+)-\''
    fields = 'fields.bucket = { label = "value", values = "bucket" }'

    assert items({"x.yaml": "s:\n  1-2-toast: A\n"}, source, fields) == [("1-2", "A")]


def test_yaml_toml_and_csv() -> None:
    keyed = 'key = { from = "label:id" }'

    assert items(
        {"x.yaml": "s:\n  c-1: A\n"},
        'path = "x.yaml", items = "yaml", at = "s"',
        'fields.bucket = { label = "value", values = "bucket" }',
    ) == [("c-1", "A")]
    assert items(
        {"x.toml": '[[c]]\nid = "c-1"\nbucket = "A"\n'}, f'path = "x.toml", items = "toml", at = "c", {keyed}'
    ) == [("c-1", "A")]
    assert items({"x.csv": "id;Bucket\nc-1;A\n"}, 'path = "x.csv", items = "csv", key = "id"') == [("c-1", "A")]


@pytest.mark.parametrize(
    ("text", "source", "says"),
    [
        ("| Candidates |\n|---|\n| C-1 |\n", 'items = "table", key = "Candidate"', "nearest: 'Candidates'"),
        ("## Opened\n\n### C-1\n", 'items = "headings", under = "Open"', "none called 'Open'; nearest: 'Opened'"),
        ("# One\n", 'items = "headings", level = 3', "none of level 3"),
        ("words\n", 'items = "tasks"', "0 list entries"),
        ("", 'items = "list"', "is empty"),
        ("<table>\n<tr><td>C-1</td></tr>\n</table>\n", 'items = "table", key = "C"', "1 HTML table, which is not read"),
        ("{|\n! C\n|-\n| C-1\n|}\n\n{|\n|}\n", 'items = "table", key = "C"', "2 MediaWiki tables, which are not read"),
        ("|===\n|C\n|C-1\n|===\n", 'items = "table", key = "C"', "1 AsciiDoc table, which is not read"),
        (".. list-table::\n\n   * - C\n", 'items = "table", key = "C"', "1 reStructuredText table, which is not read"),
    ],
)
def test_a_place_without_items_is_not_checked_and_says_what_was_seen(text: str, source: str, says: str) -> None:
    with pytest.raises(NotChecked) as raised:
        items({"x.md": text}, f'path = "x.md", {source}')
    assert says in str(raised.value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", "5"), ("5 (Fibonacci: 1, 2, 3)", "5"), ("8 points", "8"), ("~3", "3"), ("2.5", "2.5"),
        ("3, at most", "3"),
        ("3-5", "3-5"), ("1/2", "1/2"), ("five", "five"),
    ],
)  # fmt: skip
def test_a_number_is_a_number_with_or_without_a_note(text: str, value: str) -> None:
    policy = '[ledger.l]\nsources = [{ path = "x.md", items = "headings" }]\nfields.points = { kind = "number" }\n'

    (item,) = reading({"x.md": f"## C-1\n\nPoints: {text}\n"}, policy).ledgers["l"].items
    assert item.value("points") == value
