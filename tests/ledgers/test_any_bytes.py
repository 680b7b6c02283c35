"""What no document may do: break a reader, hide a line, or change a verdict by how it is laid out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judging import ALL, both, findings, ledger, reading, table
from ledgergate.errors import NotChecked

SHAPES = {
    "headings": ("x.md", "level = 3"),
    "table": ("x.md", 'key = "Candidate"'),
    "list": ("x.md", ""),
    "tasks": ("x.md", ""),
    "paragraphs": ("x.md", ""),
    "files": ("x.md", ""),
    "yaml": ("x.yaml", ""),
    "toml": ("x.toml", ""),
    "csv": ("x.csv", 'key = "Candidate"'),
}
PIECES = st.sampled_from(
    [
        b"# ", b"### C-1 x", b"- ", b"- [x] ", b"1. ", b"10. y", b"| Candidate | Bucket |", b"|---|---|", b"| a | B |",
        b"**Bucket**: A",
        b"**Bold** text", b"---", b"bucket: A", b"a = 1", b"[t]", b'"', b"Candidate,Bucket", b"~~", b"```",
        b"<!--", b"[a](b.md)",
        b"[a][", b"]", b"\\|", b"&amp;", b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"\x0c", b"\r", b"\r\n", b"\n",
        b"\n\n", b"  ", b"\t", b"\xff", b"\x00", b"\xed\xa0\x80",
    ]
)  # fmt: skip
DOCUMENTS = st.one_of(st.lists(PIECES, max_size=40).map(b"".join), st.binary(max_size=120))


@pytest.mark.parametrize("shape", SHAPES)
@settings(max_examples=60, deadline=None)
@given(data=DOCUMENTS)
def test_any_bytes_are_read_or_said_to_be_unreadable(shape: str, data: bytes) -> None:
    path, more = SHAPES[shape]
    policy = f"""
[vocabulary.bucket]
values = ["A", "B"]
[ledger.l]
sources = [{{ path = "{path}", items = "{shape}"{", " + more if more else ""} }}]
fields.bucket = {{ label = "Bucket", values = "bucket", required = true }}
[[report]]
path = "{path}"
ledger = "l"
rows = {{ items = "{shape}"{", " + more if more else ""}, columns = {{ Bucket = "bucket" }} }}
totals = {{ by = "bucket" }}
"""
    files: dict[str, str | bytes] = {path: data}
    try:
        read = reading(files, policy, strict=False)
        findings(files, policy)
    except NotChecked:
        return
    for item in read.ledgers["l"].items:
        assert 0 <= item.start <= item.end <= len(data)
        assert item.place.line <= data.count(b"\n") + data.count(b"\r") + 1


DRIFT = [
    both(),
    both(ledger(*ALL[:2], ("C-3", "Tenant search", ""))),
    both(ledger(*ALL, ("C-2", "Again", "Z"))),
    both(report_md=table(*ALL[:2], ("C-3", "Tenant lookup", "A"))),
    both(report_md=table(*ALL[1:], ("C-9", "Unheard of", "A"), more="\n# Totals\n\n- **B**: 5\n")),
]


def keys(files: dict[str, str | bytes]) -> list[tuple[str, str]]:
    return sorted((one.code, one.key) for one in findings(files))


def relaid(files: dict[str, str | bytes], change: str) -> dict[str, str | bytes]:
    changes = {
        "CRLF": lambda text: text.replace("\n", "\r\n"),
        "BOM": lambda text: "\ufeff" + text,
        "trailing blanks": lambda text: text.replace("\n", " \n"),
        "blank lines at the end": lambda text: text + "\n\n\n",
        "no line end at the end": lambda text: text.rstrip("\n"),
    }
    return {path: changes[change](str(text)) for path, text in files.items()}


@pytest.mark.parametrize(
    "change", ["CRLF", "BOM", "trailing blanks", "blank lines at the end", "no line end at the end"]
)
@pytest.mark.parametrize("number", range(len(DRIFT)))
def test_layout_never_changes_what_is_found(number: int, change: str) -> None:
    assert keys(relaid(DRIFT[number], change)) == keys(DRIFT[number])


@settings(max_examples=30, deadline=None)
@given(order=st.permutations([*ALL, ("C-4", "Webhooks", "Z"), ("C-5", "Audit log", "")]))
def test_the_order_of_items_and_rows_never_changes_what_is_found(order: list[tuple[str, str, str]]) -> None:
    rows = [item for item in order if item[0] != "C-2"]

    assert keys(both(ledger(*order), table(*rows))) == [
        ("LG201", "C-5"), ("LG202", "C-4"), ("LG202", "C-4"), ("LG301", "C-2"),
    ]  # fmt: skip


ROWS = st.sampled_from(["| {} | t | B |", "| {} | t", "{} | t | B", "| {} | t | B | more |", "\n| {} | t | B |"])


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(ROWS, min_size=1, max_size=8))
def test_every_row_of_a_table_is_an_item_or_said_to_be_none(rows: list[str]) -> None:
    lines = [row.format(f"K-{number}") for number, row in enumerate(rows)]
    text = "| Candidate | Title | Bucket |\n|---|---|---|\n| K | t | B |\n" + "\n".join(lines) + "\n"
    policy = '[ledger.l]\nsources = [{ path = "x.md", items = "table", key = "Candidate" }]\n'

    found = reading({"x.md": text}, policy).ledgers["l"]
    known = {item.shown for item in found.items}
    said = " ".join(one.document.text(one.start, one.end) for one in found.unread)

    for number, row in enumerate(rows):
        after_blank = any(one.startswith("\n") for one in rows[: number + 1])
        if not (after_blank and not row.lstrip("\n").startswith("| ")):
            assert f"K-{number}" in known or f"K-{number}" in said.split(), (text, known, said)
