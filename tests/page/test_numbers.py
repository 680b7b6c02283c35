"""Every number on the page is the view model's, and that is the verdict's, the listing's and the coverage's."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from audit import BREAKAGES, audited, gate
from ledgergate.page.html import _text
from ledgergate.page.plain import schema
from shown import at, html, values, view
from support import Repository

ROOT = Path(__file__).resolve().parents[2]
WAIVERS = """
[[waiver]]
rule = "wrong-total"
reason = "recounted with the next audit"
owner = "product"
expires = 2027-06-30
[[waiver]]
rule = "evidence-missing-path"
path = "docs/product/roadmap.md"
reason = "restored by the export"
owner = "platform"
expires = 2026-12-05
"""


@pytest.fixture(scope="module")
def drifted(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """The example with drift of several kinds and two waivers, one of which covers some of it."""
    where = audited(tmp_path_factory.mktemp("page") / "product")
    for name in ("bucket-removed", "row-deleted", "bucket-flipped", "total-off"):
        BREAKAGES[name](where)
    where.remove("apps/platform/lang/en/review.php")
    policy = (where.path / "ledgergate.toml").read_text(encoding="utf-8")
    where.save({"ledgergate.toml": policy + WAIVERS}, "drift")
    return where


def printed(where: Repository, *words: str) -> Any:
    return json.loads(gate(where, *words, "--format", "json").stdout)


def test_every_number_on_the_page_is_found_in_its_json_under_the_path_that_it_names(drifted: Repository) -> None:
    page = view(drifted, last=30)
    made, read = values(page), html(page)
    assert len(read.numbers) > 200
    for path, value, text in read.numbers:
        assert float(value) == float(text) == at(made, path), path


def test_a_number_cannot_reach_the_page_without_its_path() -> None:
    for bare in (3, 3.5, True, None):
        with pytest.raises(TypeError, match="by its path"):
            _text(bare)


def test_no_template_writes_a_number_or_trusts_a_text() -> None:
    for path in sorted((ROOT / "src/ledgergate/page/templates").glob("*.html")):
        text = path.read_text(encoding="utf-8")
        assert "safe" not in re.findall(r"\|\s*(\w+)", text), path
        markup = re.sub(r"\{[{%].*?[%}]\}", " ", text, flags=re.DOTALL)
        prose = re.sub(r"<[^>]*>|&#?\w+;", " ", markup)
        assert not re.search(r"\d", prose), (path.name, prose)


def test_the_numbers_are_those_of_the_verdict(drifted: Repository) -> None:
    made, verdict = values(view(drifted)), printed(drifted, "check", "--tree", "HEAD", "--today", "2026-11-29")
    for name in ("blocking", "advisory", "waived", "exit_code"):
        assert made["verdict"][name] == verdict["verdict"][name], name
    assert made["verdict"]["waived"] > 0
    assert made["verdict"]["blocking"] > 5
    examined = verdict["examined"]
    assert made["examined"] == {
        "items": sum(examined["items"].values()),
        **{name: examined[name] for name in ("documents", "rows", "totals", "evidence")},
    }
    for ledger in made["ledgers"]:
        equation = verdict["partition"][ledger["name"]]
        told = {one["value"] or "unclassified": one["count"] for one in ledger["partition"]["by"]}
        assert told == equation["by"]
        assert len(ledger["entries"]) == ledger["partition"]["after"] == equation["after"]


def test_the_findings_are_those_of_the_verdict_and_each_stands_in_one_document(drifted: Repository) -> None:
    made, verdict = values(view(drifted)), printed(drifted, "check", "--tree", "HEAD", "--today", "2026-11-29")
    keys = ("code", "rule", "level", "key", "message", "waived_by")
    assert [[one[key] for key in keys] for one in made["findings"]] == [
        [one[key] for key in keys] for one in verdict["findings"]
    ]
    placed = [(one["at"]["path"], one["at"]["line"]) for one in made["findings"]]
    assert placed == [(one["path"], one["line"]) for one in verdict["findings"]]
    counting = [number for number, one in enumerate(verdict["findings"]) if one["waived_by"] is None]
    told = [number for one in (*made["reports"], *made["others"]) for number in one["findings"]]
    assert sorted(told) == counting
    assert made["agreeing"] == sum(not one["findings"] for one in made["reports"])
    gone = [
        number for number in counting if verdict["findings"][number]["code"] in ("LG401", "LG405", "LG406", "LG311")
    ]
    assert made["evidence_gone"] == gone
    assert sum(one["hides"] for one in made["waivers"]) == verdict["verdict"]["waived"]


def test_the_items_are_those_of_the_listing(drifted: Repository) -> None:
    for ledger in values(view(drifted))["ledgers"]:
        listed = printed(drifted, "items", ledger["name"])
        assert len(ledger["entries"]) == len(listed["items"])
        for entry, item in zip(ledger["entries"], listed["items"], strict=True):
            assert (entry["key"], entry["title"], entry["fields"]) == (item["key"], item["title"], item["fields"])
            if item["line"] is not None:
                assert (entry["at"]["path"], entry["at"]["line"]) == (item["path"], item["line"])
        assert ledger["unread"] == len(listed["unread"])


def test_the_lines_of_each_document_are_those_of_the_coverage(drifted: Repository) -> None:
    made, covered = values(view(drifted))["coverage"], printed(drifted, "coverage")
    kept = ("path", "lines", "checked", "ignored", "unread")
    assert sorted([one[key] for key in kept] for one in made["documents"]) == sorted(
        [one[key] for key in kept] for one in covered["documents"]
    )
    assert made["percent"] == covered["percent"]
    for name in ("checked", "ignored", "unread"):
        assert made[name] == sum(one[name] for one in covered["documents"])


def test_what_lies_across_a_partition_adds_up_to_it(drifted: Repository) -> None:
    crosses = [(ledger, cross) for ledger in values(view(drifted))["ledgers"] for cross in ledger["crosses"]]
    assert crosses
    for ledger, cross in crosses:
        by = [one["count"] for one in ledger["partition"]["by"]]
        assert [sum(line["by"][at] for line in cross["lines"]) for at in range(len(by))] == by
        assert all(sum(line["by"]) == line["word"]["count"] for line in cross["lines"])


def test_the_json_fits_the_published_schema_which_names_each_key(drifted: Repository) -> None:
    import jsonschema

    published = json.loads(gate(drifted, "schema", "report").stdout)
    assert published == schema()
    jsonschema.Draft7Validator.check_schema(published)
    made = printed(drifted, "report")
    jsonschema.Draft7Validator(published).validate(made)
    strict = json.loads(
        json.dumps(published).replace(
            '"type": "object", "description"', '"additionalProperties": false, "type": "object", "description"'
        )
    )
    jsonschema.Draft7Validator(strict).validate(made)
    assert not jsonschema.Draft7Validator(published).is_valid({"version": 1})
    assert made["version"] == 1
    assert len(made["history"]["moments"]) == 2
    without = printed(drifted, "report", "--history", "0")
    assert without == {**made, "history": None}
    jsonschema.Draft7Validator(strict).validate(without)


def test_one_state_makes_one_page_byte_for_byte(drifted: Repository) -> None:
    first = gate(drifted, "report", "--today", "2026-11-29")
    assert first.returncode == 0, first.stderr
    assert first.stdout == gate(drifted, "report", "HEAD", "--today", "2026-11-29").stdout
