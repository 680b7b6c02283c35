"""What commands print as JSON fits the schemas that are published for it, and these name each of its keys."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from audit import LEDGER, ROUTES, audited, edit, gate
from ledgergate.cli.commands import ledgergate
from ledgergate.output import not_checked, render
from ledgergate.output.schemas import SCHEMAS, schema
from support import Repository
from verdicts import CLEAN, MISTAKEN, RICH, SHALLOW

RUNS = (
    ("check", "--tree", "HEAD"),
    ("check", "--staged"),
    ("check", "--base", "nowhere"),
    ("items", "candidates"),
    ("items", "areas"),
    ("items", "candidates", "--staged", "--where", "bucket=A"),
    ("why", "HB-102"),
    ("why", "HB-101", "--staged"),
    ("fix", "--check"),
    ("badge",),
    ("badge", "--tree", "nowhere"),
    ("history", "--no-cache"),
    ("history", "--no-cache", "--policy", "now", "--tags"),
    ("may", ROUTES, "docs/other.md"),
    ("coverage",),
    ("prove", "--sample", "20"),
    ("replay",),
    ("replay", "--last", "1", "--policy", "own"),
)


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """The example with findings of several kinds in its index, some with fixes."""
    where = audited(tmp_path_factory.mktemp("schemas") / "product")
    edit(where, LEDGER, "- **Bucket**: A\n", "- **Bucket**: G\n")
    edit(where, LEDGER, "### HB-103", "### HB-903")
    edit(where, ROUTES, "<?php", "<?php // quick fix")
    where.write("docs/product/spec-candidates.md", (where.path / LEDGER).read_text() + "\n### No key here\n")
    where.stage()
    where.git("tag", "v1")
    return where


@pytest.mark.parametrize("words", RUNS, ids=" ".join)
def test_what_is_printed_fits_the_published_schema(broken: Repository, words: tuple[str, ...]) -> None:
    done = gate(broken, *words, "--format", "json")
    published = json.loads(gate(broken, "schema", words[0]).stdout)
    assert published == schema(words[0])
    made = json.loads(done.stdout)
    jsonschema.Draft7Validator(published).validate(made)
    jsonschema.Draft7Validator(closed(published)).validate(made)


@pytest.mark.parametrize("verdict", [CLEAN, RICH])
def test_every_verdict_fits(verdict: Any) -> None:
    jsonschema.Draft7Validator(closed(schema("check"))).validate(json.loads(render("json", verdict)))


@pytest.mark.parametrize("error", [SHALLOW, MISTAKEN])
def test_a_check_that_was_stopped_fits(error: Any) -> None:
    jsonschema.Draft7Validator(closed(schema("check"))).validate(json.loads(not_checked("json", error)))


@pytest.mark.parametrize("command", SCHEMAS)
def test_each_is_a_schema_that_refuses_what_lacks_a_key(command: str) -> None:
    published = schema(command)
    jsonschema.Draft7Validator.check_schema(published)
    assert not jsonschema.Draft7Validator(published).is_valid({"version": 1})
    assert not jsonschema.Draft7Validator(published).is_valid({})


def test_the_policys_schema_is_printed_without_a_name_and_an_unknown_one_is_misuse(tmp_path: Path) -> None:
    where = Repository(tmp_path / "r")
    assert json.loads(gate(where, "schema").stdout) == json.loads(gate(where, "schema", "policy").stdout)
    assert gate(where, "schema", "verdicts").returncode == 2


def test_the_command_knows_each_schema() -> None:
    (name,) = (one for one in ledgergate.commands["schema"].params if one.name == "name")
    assert list(name.type.choices) == ["policy", *sorted((*SCHEMAS, "report"))]  # type: ignore[attr-defined]  # a choice


def closed(given: Any) -> Any:
    """The same schema, in which no object has a key that it does not name."""
    if isinstance(given, list):
        return [closed(one) for one in given]
    if not isinstance(given, dict):
        return given
    made = {key: closed(value) for key, value in given.items()}
    return {**made, "additionalProperties": False} if "properties" in made else made
