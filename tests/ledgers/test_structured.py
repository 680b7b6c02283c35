"""Ledgers in YAML, TOML and CSV files: aliases, several documents, places, and entries of another kind."""

from __future__ import annotations

import time

import pytest

from judging import accepts, reading, rejects

POLICY = """
[vocabulary.bucket]
values = ["A", "B"]
[ledger.l]
sources = [{{ path = "{path}", items = "{shape}", {more} }}]
fields.bucket = {{ label = "bucket", values = "bucket", required = true }}
"""
YAML = POLICY.format(path="x.yaml", shape="yaml", more='at = "items", key = "id"')
MAP = POLICY.format(path="x.yaml", shape="yaml", more='at = "items"')
TOML = POLICY.format(path="x.toml", shape="toml", more='at = "items", key = "id"')
CSV = POLICY.format(path="x.csv", shape="csv", more='key = "id"')


def buckets(text: str, policy: str = YAML) -> list[tuple[str, str]]:
    items = reading({"x.yaml": text}, policy).ledgers["l"].items
    return [(item.shown, item.value("bucket")) for item in items]


def test_an_alias_stands_for_what_it_names() -> None:
    assert buckets("open: &o A\nitems:\n- {id: a, bucket: *o}\n- {id: b, bucket: B}\n") == [("a", "A"), ("b", "B")]


def test_merge_keys_give_what_the_entry_does_not_state() -> None:
    items = "- {id: a, <<: *x}\n- {id: b, bucket: B, <<: *x}\n- {id: c, <<: [*y, *x]}\n"
    assert buckets(f"x: &x {{bucket: A}}\ny: &y {{bucket: B}}\nitems:\n{items}") == [("a", "A"), ("b", "B"), ("c", "B")]


def test_each_document_of_a_file_is_read_that_holds_the_items() -> None:
    assert buckets("---\nitems:\n- {id: a, bucket: A}\n---\nother: 1\n---\nitems:\n- {id: b, bucket: B}\n") == [
        ("a", "A"), ("b", "B"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "bomb",
    [
        "\n".join([f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}" for n in range(1, 40)]),
        "\n".join([f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)]),
        "w: &w {" + ", ".join(f"k{n}: v" for n in range(5000)) + "}\n" + "items: [" + "*w, " * 5000 + "]",
    ],
    ids=["merges", "lists", "wide"],
)
def test_a_bomb_of_aliases_ends_quickly(bomb: str) -> None:
    text = "a0: &a0 {bucket: A}\n" + bomb + ("\nitems:\n- {id: a, <<: *a39}\n" if "a39" in bomb else "\n")
    started = time.process_time()  # a busy machine is no slow reader
    read = reading({"x.yaml": text}, YAML, strict=False)
    assert time.process_time() - started < 10
    assert read.documents.unreadable or read.ledgers["l"].items


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ('[[items]]\nid = "a"\nbucket = "A"\n\n[[items]]\nid = "b"\nbucket = "Z"\n', (7, 11)),
        ('items = [ { id = "a", bucket = "A" }, { id = "b", bucket = "Z" } ]\n', (1, 61)),
        ('# é\nitems = [\n  { id = "b", bucket = "Z" },\n]\n', (3, 25)),
    ],
    ids=["tables", "inline", "lines"],
)
def test_a_toml_finding_stands_at_its_value(text: str, at: tuple[int, int]) -> None:
    one = rejects("LG202", {"x.toml": text}, TOML)
    assert (one.place.line, one.place.column) == at


def test_a_toml_tables_key_stands_in_its_header() -> None:
    policy = POLICY.format(path="x.toml", shape="toml", more='at = "items"')
    one = rejects("LG201", {"x.toml": '[items.a]\nbucket = "A"\n\n[items.b]\nnote = "é"\n'}, policy)
    assert (one.place.line, one.place.column) == (4, 8)


def test_a_dotted_key_stands_before_what_it_holds() -> None:
    policy = POLICY.format(path="x.toml", shape="toml", more='at = "items"')
    one = rejects("LG201", {"x.toml": '[items]\nt.note = "t"\n'}, policy, key="t")
    assert (one.place.line, one.place.column) == (2, 1)


def test_a_csv_finding_stands_at_its_cell() -> None:
    text = 'id,bucket,note\na,A,"one,\ntwo"\n"b","Z",é\n'
    one = rejects("LG202", {"x.csv": text}, CSV)
    assert (one.place.line, one.place.column, one.place.end_column) == (4, 6, 7)


def test_yaml_finding_in_a_flow_list_stands_at_its_value() -> None:
    one = rejects("LG202", {"x.yaml": "items: [{id: a, bucket: A}, {id: b, bucket: Z}]\n"}, YAML)
    assert (one.place.line, one.place.column) == (1, 45)


@pytest.mark.parametrize(
    ("path", "text", "policy", "line", "says"),
    [
        ("x.csv", "id,bucket\na,A\nb,c,B\n", CSV, 3, "a row of 3 cells under a header of 2"),
        ("x.csv", "id,bucket,Bucket\na,A,A\n", CSV, 1, "the column 'Bucket' stands twice"),
        ("x.toml", 'items = [ { id = "a", bucket = "A" },\n "b" ]\n', TOML, 2, "'b' stands where a table is read"),
        ("x.yaml", "items:\n- {id: a, bucket: A}\n- b\n", YAML, 3, "'b' stands where a map is read"),
        ("x.yaml", "items:\n- {id: a, bucket: A}\n- - b\n", YAML, 3, "stands where a map is read"),
        ("x.yaml", "items:\n  a: {bucket: A}\n  ? [b]\n  : {bucket: A}\n", MAP, 3, "'[b]' stands where a plain key"),
        ("x.yaml", "items:\n- id: a\n  bucket: A\n  bucket: A\n", YAML, 4, "the key 'bucket' stands twice"),
        ("x.yaml", "items:\n- id: a\n  bucket: {A: 1}\n", YAML, 3, "'bucket' is a map or a list of lists"),
        ("x.toml", '[[items]]\nid = "a"\nbucket.A = 1\n', TOML, 3, "'bucket' is a map or a list of lists"),
        ("x.toml", '[[items]]\nid = "a"\n\n[items.bucket]\nA = 1\n', TOML, 4, "'bucket' is a map or a list of lists"),
    ],
)  # fmt: skip
def test_an_entry_of_another_kind_is_not_understood(path: str, text: str, policy: str, line: int, says: str) -> None:
    rejects("LG206", {path: text}, policy, path=path, at=line, says=says)


def test_lists_of_texts_and_trailing_delimiters_are_fine() -> None:
    accepts({"x.csv": "id,bucket\na,A,\nb,B\n"}, CSV)
    accepts(
        {"x.yaml": "items: [a, b]\n"},
        POLICY.format(path="x.yaml", shape="yaml", more='at = "items"').replace(", required = true", ""),
    )
