"""Data files as ledgers: YAML, TOML, CSV and front matter are read as their own parsers read them, or are said not to be.

The first byte of an input chooses what it is.
"""

from __future__ import annotations

import csv
import io

import tomli
import yaml

from fuzzing import corpus
from fuzzing.target import Target, law
from judging import reading
from ledgergate.errors import NotChecked, Unreadable
from ledgergate.sides import Side

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_POLICY = """
[vocabulary.bucket]
values = ["A", "B"]
[ledger.l]
sources = [{{ path = "{path}", items = "{shape}"{more} }}]
fields.bucket = {{ label = "Bucket", values = "bucket", required = true }}
[[report]]
path = "{path}"
ledger = "l"
rows = {{ items = "{shape}"{more}, columns = {{ Bucket = "bucket" }} }}
totals = {{ by = "bucket" }}
"""
_KINDS = {
    b"y": ("x.yaml", "yaml", ""),
    b"t": ("x.toml", "toml", ""),
    b"c": ("x.csv", "csv", ', key = "Candidate"'),
    b"f": ("x.md", "files", ""),
    b"h": ("x.md", "headings", ", level = 3"),
    b"l": ("x.md", "list", ""),
    b"k": ("x.md", "tasks", ""),
    b"p": ("x.md", "paragraphs", ""),
    b"b": ("x.md", "table", ', key = "Candidate"'),
}
_WORDS = (
    b"a: 1\n", b"- a\n", b"bucket: A\n", b"'", b'"', b"|\n", b">-\n", b"&x ", b"*x", b"<<: *x\n", b"!!str ", b"{a: b}",
    b"[a, b]", b"? a\n", b"---\n", b"...\n", b"%YAML 1.2\n", b"[a]\n", b"[[a]]\n", b"a.b = 1\n", b'"""', b"'''", b"\\u0041",
    b"1979-05-27", b"Candidate,Bucket\n", b'"a,b"', b'""', b";", b"\t", b"true", b"null", b"0x1F", b"1_000", b"# c\n",
    b"+++\n", b"{ a = 1 }", b"inf", b"### C-1 x\n", b"- [x] a\n", b"| Candidate | Bucket |\n|---|---|\n", b"| a | B |\n",
)  # fmt: skip


def _side(data: bytes) -> tuple[Side, str, bytes] | None:
    path, shape, more = _KINDS.get(data[:1], _KINDS[b"y"])
    body = data[1:]
    try:
        side = reading({path: body}, _POLICY.format(path=path, shape=shape, more=more), strict=False)
    except Unreadable as error:
        law(error.message.startswith((path, f"'{path}'")) and error.cure, "an error names its file", str(error))
        return None
    except NotChecked as error:
        law(path in str(error) and error.cure, "an error names its file", str(error))
        return None
    return side, path, body


def holds(data: bytes) -> None:
    made = _side(data)
    if made is None:
        return
    side, path, body = made
    lines = body.count(b"\n") + body.count(b"\r") + 1
    read = side.ledgers["l"]
    for error in side.documents.unreadable.values():
        law(error.message.startswith((path, f"'{path}'")) and error.cure, "an error names its file", str(error))
        law(0 <= error.start <= len(body), "an error stands in its file", error.start)
    for item in read.items:
        law(0 <= item.start <= item.end <= len(body), "an item lies in its file", item)
        law(1 <= item.place.line <= lines, "an item's line is there", item.place, lines)
        for stated in (one for said in item.fields.values() for one in said):
            law(0 <= stated.start <= stated.end <= len(body), "a field lies in its file", stated)
    for one in read.unread:
        law(0 <= one.start <= one.end <= len(body), "what is not read lies in its file", one)
    agrees = _AGREE.get(path)
    if agrees is not None and not side.documents.unreadable:
        agrees(body, [item.shown for item in read.items], len(read.unread))


def _yaml(body: bytes, keys: list[str], _unread: int) -> None:
    """What the parser refuses is not read as items; the keys of a map of maps are its items."""
    if not keys:
        return
    try:
        roots: list[Any] = list(yaml.compose_all(body.decode("utf-8-sig"), yaml.SafeLoader))
    except (yaml.YAMLError, ValueError, RecursionError):
        law(False, "what is no YAML has no items", keys)
    if len(roots) == 1 and roots[0].id == "mapping" and all(value.id == "mapping" for _, value in roots[0].value):
        names = {" ".join(str(key.value).split()) for key, _ in roots[0].value}
        law(set(keys) <= names or "<<" in names, "the keys of a map are its items", keys, names)


def _toml(body: bytes, keys: list[str], _unread: int) -> None:
    if not keys:
        return
    try:
        tomli.loads(body.decode("utf-8-sig").replace("\r\n", "\n"))
    except (ValueError, RecursionError):
        law(False, "what is no TOML has no items", keys)


def _csv(body: bytes, keys: list[str], unread: int) -> None:
    """As many rows as the standard library reads, each an item, said to be none, or both where it has a cell too many."""
    text = body.decode("utf-8-sig")
    first = text.partition("\n")[0]
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True))
    except csv.Error:
        return
    if "\r" not in text.replace("\r\n", "") and rows and "Candidate" in rows[0]:
        law(max(len(keys), unread) <= len(rows), "no item without a row", keys, rows)


_AGREE: dict[str, Callable[[bytes, list[str], int], None]] = {"x.yaml": _yaml, "x.toml": _toml, "x.csv": _csv}


def work(data: bytes) -> None:
    _side(data)


def seeds() -> list[bytes]:
    found = []
    for text in (*corpus.texts("ledgers", "rules", "markdown"), *corpus.files(".toml", ".yml")):
        if len(text) < 1500:
            found += [b"y" + text] if b": " in text else []
            found += [b"t" + text] if b" = " in text else []
            found += [b"c" + text] if b"," in text and b"|" not in text else []
            found += [kind + text for kind in (b"f", b"h", b"l", b"k", b"p", b"b")] if b"#" in text else []
    known = [
        b"tC-1 = { bucket = 'A' }\n[C-2]\nbucket = 'B'\n[[item]]\nid = 1\n", b"yC-1:\n  bucket: A\nC-2:\n  bucket: B\n",
        b"y- id: C-1\n  bucket: A\n- {id: C-2, bucket: B}\n", b"cCandidate,Bucket\nC-1,A\n\"C-2\",\"B\"\n",
        b"f---\nbucket: A\ntags: [a, b]\n---\n# C-1 x\n", b"f+++\nbucket = 'A'\n+++\n# C-1 x\n",
    ]  # fmt: skip
    return [*known, *found]


TARGET = Target(holds, seeds, _WORDS, work=work)
