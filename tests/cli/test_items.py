"""`ledgergate items`: which items a ledger holds, in four forms, and what of it nobody could read."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from audit import audited, gate
from judging import reading
from ledgergate.errors import Misused
from ledgergate.listing import Listing, Wanted, cell, listing
from ledgergate.output import encode, grid
from ledgergate.output.schemas import schema
from support import Repository

POLICY = """
[vocabulary.bucket]
values = { A = "Now critical", B = "Later", C = "Won't do" }
aliases = { covered = "C" }
[ledger.candidates]
sources = [{ path = "list.md", items = "headings", level = 3 }]
key = '^(?P<key>C-\\d+)\\b'
fields.bucket = { label = "Bucket", values = "bucket", required = true }
fields.owner = { label = "Owner" }
"""
LIST = """# Candidates

### C-10 Export

- **Bucket**: B
- **Owner**: Ada

### C-2 PSA handoff

- **Bucket**: A

### C-3 Search

- **Owner**: Bo

### No key at all

- **Bucket**: A
"""


def listed(**wanted: Any) -> Listing:
    return listing(reading({"list.md": LIST}, POLICY), "candidates", Wanted(**wanted))


def keys(**wanted: Any) -> list[str]:
    return [item.shown for item in listed(**wanted).items]


def product(folder: Path, text: str = LIST, policy: str = POLICY) -> Repository:
    repository = Repository(folder / "product")
    repository.save({"ledgergate.toml": policy, "list.md": text})
    return repository


@pytest.mark.parametrize(
    ("where", "found"),
    [
        (("bucket=A",), ["C-2"]),
        (("bucket=now critical",), ["C-2"]),
        (("bucket=A", "bucket=B"), ["C-10", "C-2"]),
        (("bucket=A", "owner=Ada"), []),
        (("bucket=covered",), []),
        (("bucket=",), ["C-3"]),
        (("owner=bo",), ["C-3"]),
        (("key=c-0002",), ["C-2"]),
        (("title=psa handoff",), ["C-2"]),
        (("path=list.md",), ["C-10", "C-2", "C-3"]),
    ],
)
def test_items_are_chosen_by_what_they_say(where: tuple[str, ...], found: list[str]) -> None:
    assert keys(where=where) == found


@pytest.mark.parametrize(
    ("sort", "found"),
    [("key", ["C-2", "C-3", "C-10"]), ("-key", ["C-10", "C-3", "C-2"]), ("owner", ["C-10", "C-3", "C-2"])],
)
def test_keys_are_sorted_as_people_count(sort: str, found: list[str]) -> None:
    assert keys(sort=sort) == found


def test_groups_come_in_the_vocabularys_order_and_what_states_nothing_last() -> None:
    groups = [(value, [item.shown for item in some]) for value, some in listed(group="bucket").groups]
    assert groups == [("A", ["C-2"]), ("B", ["C-10"]), ("", ["C-3"])]


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ({"where": ("bukcet=A",)}, "did you mean bucket?"),
        ({"where": ("bucket=Z",)}, "there are: "),
        ({"where": ("bucket",)}, "FIELD=VALUE"),
        ({"sort": "ownr"}, "did you mean owner?"),
        ({"group": "lane"}, "there are: key"),
        ({"columns": ("tilte",)}, "did you mean title?"),
    ],
)
def test_what_there_is_not_is_misuse_with_the_nearest(wanted: dict[str, Any], says: str) -> None:
    with pytest.raises(Misused) as raised:
        listed(**wanted)
    assert says in str(raised.value)


def test_the_footer_has_the_equation_and_ends_with_the_lines_that_nobody_read(tmp_path: Path) -> None:
    done = gate(product(tmp_path), "items", "--where", "bucket=A")
    lines = done.stdout.splitlines()

    assert (done.returncode, done.stderr) == (0, "")
    assert lines[0].split() == ["key", "title", "bucket", "owner", "place"]
    assert lines[1].split() == ["C-2", "PSA", "handoff", "A", "list.md:8"]
    assert lines[2] == "1 of 3 items"
    assert lines[3] == "candidates: 3 = A 1 + B 1 + unclassified 1"
    assert lines[4].startswith("not understood: list.md:16: ")


def test_json_fits_its_schema(tmp_path: Path) -> None:
    made = json.loads(gate(product(tmp_path), "items", "candidates", "--format", "json").stdout)

    jsonschema.validate(made, schema("items"))
    assert [one["key"] for one in made["items"]] == ["C-10", "C-2", "C-3"]
    assert made["items"][0]["fields"] == {"bucket": "B", "owner": "Ada"}
    assert made["items"][1]["fields"] == {"bucket": "A", "owner": None}
    assert made["partition"]["after"] == 3
    assert made["partition"]["by"] == {"A": 1, "B": 1, "unclassified": 1}
    assert [(one["path"], one["line"]) for one in made["unread"]] == [("list.md", 16)]


def test_csv_holds_the_items_alone(tmp_path: Path) -> None:
    done = gate(product(tmp_path), "items", "--format", "csv", "--sort", "key")
    rows = list(csv.reader(io.StringIO(done.stdout)))

    assert rows[0] == ["key", "title", "bucket", "owner", "path", "line"]
    assert [row[0] for row in rows[1:]] == ["C-2", "C-3", "C-10"]
    assert done.stderr.startswith("not understood: list.md:16: ")


def test_markdown_is_a_table_under_the_ledgers_name(tmp_path: Path) -> None:
    text = gate(product(tmp_path), "items", "--format", "markdown", "--group", "bucket", "--columns", "key").stdout

    assert text.startswith("## candidates\n\n### A\n\n| key |\n| --- |\n| C-2 |\n")
    assert "\n### none\n\n| key |\n| --- |\n| C-3 |\n" in text


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
def test_hostile_text_stays_text(tmp_path: Path, form: str) -> None:
    text = LIST.replace("Ada", "=cmd()\x1b[2J|<script>\u202e##[error]").replace("PSA handoff", "::error::x @all")
    done = gate(product(tmp_path, text), "items", "--format", form)

    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout
    assert "##[" not in done.stdout
    assert not any(line.lstrip().startswith("::") for line in done.stdout.splitlines())
    if form == "markdown":
        assert "<script>" not in done.stdout
    if form == "csv":
        assert ",'=cmd()" in done.stdout


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("plain", "plain"), ("a,b", '"a,b"'), ('say "x"', '"say ""x"""'), ("=1+1", "'=1+1"), ("@x", "'@x"),
        ("-3.5", "-3.5"), ("- note", "'- note"), (" x", '" x"'), ("a\nb", r"a\nb"), ("  =x", "\"'  =x\""),
    ],
)  # fmt: skip
def test_a_cell_of_csv_is_no_formula(text: str, told: str) -> None:
    if told.startswith("\"'"):
        told = told[1:-1]
    assert encode.csv(text) == told


def test_wide_characters_do_not_move_the_columns() -> None:
    lines = grid.table([("key", "title"), ("漢字", "x"), ("abcd", "y")]).splitlines()
    assert lines == ["key   title", "漢字  x", "abcd  y"]


def test_of_several_ledgers_all_are_shown_and_one_is_named_for_programs(tmp_path: Path) -> None:
    repository = audited(tmp_path / "product")
    whole = gate(repository, "items", "--columns", "key")
    refused = gate(repository, "items", "--format", "json")

    assert whole.returncode == 0
    assert "\nthemes: 8 = " in whole.stdout
    assert refused.returncode == 2
    assert "name one of them: candidates, themes" in refused.stderr


def test_an_unknown_ledger_is_offered_the_nearest(tmp_path: Path) -> None:
    done = gate(product(tmp_path), "items", "candidate")

    assert done.returncode == 2
    assert "did you mean candidates?" in done.stderr


def test_without_a_repository_or_a_policy_nothing_is_listed(tmp_path: Path) -> None:
    assert gate(Repository(tmp_path / "none", init=False), "items").returncode == 3
    empty = Repository(tmp_path / "empty")
    empty.commit()
    assert gate(empty, "items").returncode == 2


def test_a_source_in_which_nothing_was_found_is_exit_3(tmp_path: Path) -> None:
    done = gate(product(tmp_path, "# Nothing here\n"), "items")

    assert done.returncode == 3
    assert done.stderr.startswith("not checked: ")


def test_the_index_and_any_commit_are_listed_where_they_are_asked_for(tmp_path: Path) -> None:
    repository = product(tmp_path)
    repository.write("list.md", LIST + "\n### C-11 New\n\n- **Bucket**: B\n")
    repository.stage()

    assert "C-11" in gate(repository, "items", "--staged").stdout
    assert "C-11" not in gate(repository, "items").stdout


def test_two_statements_are_both_shown() -> None:
    text = LIST.replace("- **Bucket**: A\n", "- **Bucket**: A\n- **Bucket**: B\n", 1)
    found = listing(reading({"list.md": text}, POLICY), "candidates", Wanted(where=("key=C-2",)))

    assert [cell(item, "bucket") for item in found.items] == ["A, B"]


@pytest.mark.parametrize("verb", ["items", "why C-2", "coverage", "truth", "prove", "badge", "report -o page.html"])
def test_a_policy_that_is_not_committed_yet_is_told_from_none(verb: str, tmp_path: Path) -> None:
    repository = Repository(tmp_path / "r")
    repository.save({"list.md": LIST}, "the list")
    assert "the repository has no ledgergate.toml" in gate(repository, *verb.split()).stderr

    repository.write("ledgergate.toml", POLICY)
    repository.stage()
    done = gate(repository, *verb.split())
    assert done.returncode == 2
    assert "no policy: ledgergate.toml lies here, and what is looked at does not have it" in done.stderr
    assert "look at the index with `--staged`" in done.stderr
