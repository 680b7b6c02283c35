"""Random ledgers and reports that have drifted apart, in many writings: what `fix` is let loose on."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import strategies as st

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

_TITLES = (
    "PSA handoff", "Export of reviews", "Tenant search", "漢字 の 検索", "Pipes | and more", "`a|b` in code",
    "Emoji 🚀 now", "Äußere Größen", "*Starred* words", "Under_scored_name", "A [link] of sorts", "Trailing dots...",
    "C++ & C#", "1. numbered", "<b>tag</b>", "Rock 'n' roll", "B", "Later",
)  # fmt: skip
_POLICY = """
[vocabulary.bucket]
values = {{ A = "Now critical", B = "Later", C = "Won't do" }}

[ledger.candidates]
sources = [{{ path = "list.md", {source} }}]
key = '^(?P<key>C-\\d+)\\b'
fields.bucket = {{ label = "Bucket", values = "bucket", required = true }}

[[report]]
path = "report.md"
ledger = "candidates"
rows = {{ {rows} }}
totals = {{ by = "bucket", optional = true{every} }}

[rules]
title-differs = "{titles}"
"""
_WORDS = {"A": "Now critical", "B": "Later", "C": "Won't do"}


class Drift(NamedTuple):
    """The files of a repository, its policy among them."""

    policy: str
    ledger: bytes
    report: bytes


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], style: str) -> str:
    """A table: with outer pipes or none, padded, with trailing blanks."""
    if style == "padded":
        wide = [max(len(row[at]) for row in (heads, *rows)) for at in range(len(heads))]
        lines = [[cell.ljust(width) for cell, width in zip(row, wide, strict=True)] for row in (heads, *rows)]
        rule = ["-" * max(3, width) for width in wide]
        rule, lines = rule, [[cell.ljust(3) for cell in row] for row in lines]
        return "".join(f"| {' | '.join(row)} |\n" for row in (lines[0], rule, *lines[1:]))
    rule = ["---", *("--:" if style == "right" else "---" for _ in heads[1:])]
    if style == "tight":
        return "".join(f"|{'|'.join(row)}|\n" for row in (heads, rule, *rows))
    if style == "bare":
        return "".join(f"{' | '.join(row)}\n" for row in (heads, rule, *rows))
    tail = "  \n" if style == "trailing" else "\n"
    return "".join(f"| {' | '.join(row)} |{tail}" for row in (heads, rule, *rows))


@st.composite
def drifts(draw: Any) -> Drift:
    """A ledger, a report that was written from it, and a few changes of either that the other did not see."""
    titles = draw(st.lists(st.sampled_from(_TITLES), min_size=2, max_size=6, unique=True))
    items = [(f"C-{at}", title, draw(st.sampled_from("ABC"))) for at, title in enumerate(titles, 1)]
    shape, form = draw(st.sampled_from(("headings", "table", "list"))), draw(st.sampled_from(("table", "list")))
    rows = list(items)
    closed: list[str] = []
    for change in draw(st.lists(st.sampled_from(_CHANGES), min_size=1, max_size=3)):
        items, rows = change(draw, items, rows, closed)
    keys = 'items = "list"' + (", depth = 1" if form == "list" else "")
    policy = _POLICY.format(
        source={"headings": 'items = "headings", level = 3', "table": 'items = "table", key = "Key", title = "Title"',
                "list": 'items = "list", depth = 1, not_under = ["Closed"]'}[shape],
        rows='items = "table", key = "Key", columns = { Bucket = "bucket" }' if form == "table"
        else keys + ", key = '^(?P<key>C-\\d+)', columns = { Bucket = \"bucket\" }",
        every=", every = true" if draw(st.booleans()) else "",
        titles=draw(st.sampled_from(("off", "block"))) if form == "list" else "off",
    )  # fmt: skip
    ledger = _ledger(shape, items) + "".join(["\n## Closed\n\n", *(f"- {line}\n" for line in closed)] * bool(closed))
    report = (_rows if form == "table" else _entries)(draw, rows) + _totals(draw, items)
    return Drift(policy, _bytes(draw, ledger), _bytes(draw, report))


def _bytes(draw: Any, text: str) -> bytes:
    """With this or that line end, mark, and last line."""
    text = text.rstrip("\n") if draw(st.booleans()) else text
    text = text.replace("\n", draw(st.sampled_from(("\n", "\n", "\r\n"))))
    mark: bytes = draw(st.sampled_from((b"", b"", b"\xef\xbb\xbf")))
    return mark + text.encode()


def _ledger(shape: str, items: Sequence[tuple[str, str, str]]) -> str:
    if shape == "table":
        rows = [(key, _escaped(title), bucket) for key, title, bucket in items]
        return "# Candidates\n\n" + _table(("Key", "Title", "Bucket"), rows, "plain")
    if shape == "list":
        return "# Candidates\n\n" + "".join(f"- {key} {title}\n  - Bucket: {bucket}\n" for key, title, bucket in items)
    return "# Candidates\n\n" + "".join(
        f"### {key} {title}\n\n- **Bucket**: {bucket}\n\n" for key, title, bucket in items
    )


def _rows(draw: Any, items: Sequence[tuple[str, str, str]]) -> str:
    heads = draw(st.permutations(("Key", "Title", "Bucket", "Why")))
    worded, linked, noted = draw(st.booleans()), draw(st.booleans()), draw(st.booleans())
    rows = []
    for key, title, bucket in items:
        slug = "".join(one for one in f"{key} {title}".lower() if one.isalnum() or one in " -_").replace(" ", "-")
        cells = {
            "Key": f"[{key}](list.md#{slug})" if linked else f"**{key}**" if noted else key,
            "Title": _escaped(title), "Bucket": _WORDS[bucket] if worded else bucket, "Why": "so" if noted else "",
        }  # fmt: skip
        rows.append([cells[head] for head in heads])
    style = draw(st.sampled_from(("plain", "padded", "tight", "bare", "trailing", "right")))
    return "# Report\n\nA *word* before.\n\n" + _table(heads, rows, style)


def _entries(draw: Any, items: Sequence[tuple[str, str, str]]) -> str:
    mark: str = draw(st.sampled_from(("-", "*", "1.")))
    gap: str = draw(st.sampled_from(("", "\n")))
    bold, label = draw(st.booleans()), draw(st.sampled_from(("Bucket", "**Bucket**")))
    entries = (
        f"{mark} {f'**{key}**' if bold else key} {title}\n{' ' * (len(mark) + 1)}- {label}: {bucket}\n"
        for key, title, bucket in items
    )
    return "# Report\n\nA *word* before.\n\n" + gap.join(entries)


def _totals(draw: Any, items: Sequence[tuple[str, str, str]]) -> str:
    if not draw(st.booleans()):
        return "\nA word after.  \n"
    values = draw(st.lists(st.sampled_from("ABC"), min_size=2, max_size=3, unique=True))
    counts = {value: sum(bucket == value for _, _, bucket in items) for value in values}
    off = draw(st.sampled_from((0, 0, 1)))
    rows = [(_WORDS[value] if draw(st.booleans()) else value, str(count + off)) for value, count in counts.items()]
    return "\n## Totals\n\n" + _table(("Bucket", "Count"), rows, draw(st.sampled_from(("plain", "padded", "right"))))


Items = list[tuple[str, str, str]]


def _dropped_row(draw: Any, items: Items, rows: Items, closed: list[str]) -> tuple[Items, Items]:
    at = draw(st.integers(0, len(rows) - 1))
    return items, rows[:at] + rows[at + 1 :] or rows


def _flipped(draw: Any, items: Items, rows: Items, closed: list[str]) -> tuple[Items, Items]:
    at, bucket = draw(st.integers(0, len(rows) - 1)), draw(st.sampled_from("ABC"))
    return items, [(*row[:2], bucket) if at == number else row for number, row in enumerate(rows)]


def _retitled(draw: Any, items: Items, rows: Items, closed: list[str]) -> tuple[Items, Items]:
    at, title = draw(st.integers(0, len(rows) - 1)), draw(st.sampled_from(_TITLES))
    return items, [(row[0], title, row[2]) if at == number else row for number, row in enumerate(rows)]


def _renamed(draw: Any, items: Items, rows: Items, closed: list[str]) -> tuple[Items, Items]:
    at = draw(st.integers(0, len(items) - 1))
    if int(items[at][0][2:]) > 90:
        return items, rows
    new = f"C-{90 + int(items[at][0][2:])}"
    closed.append(f"{new} renamed from {items[at][0]}")
    return [(new, *item[1:]) if at == number else item for number, item in enumerate(items)], rows


def _added(draw: Any, items: Items, rows: Items, closed: list[str]) -> tuple[Items, Items]:
    return [*items, (f"C-{len(items) + 20}", "A new one", draw(st.sampled_from("ABC")))], rows


_CHANGES = (_dropped_row, _flipped, _retitled, _renamed, _added)
