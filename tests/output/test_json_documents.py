"""The JSON of `items` and `coverage`: each key described, and policies of every kind fit the published schemas."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from audit import audited, gate
from ledgergate.output import key_tables, meanings
from ledgergate.output.schemas import SCHEMAS, schema
from policies_at_work import FILES, POLICY
from support import Repository

DOCS = Path(__file__).resolve().parents[2] / "docs/json.md"
BUCKETS = '[vocabulary.bucket]\nvalues = ["A", "B"]\n'
SOURCE = '[ledger.things]\nsources = [{{ path = "{0}", {1} }}]\n'
FIELD = 'fields.bucket = {{ label = "{0}", values = "bucket", required = true }}\n'


def bound(path: str, how: str, label: str = "Bucket") -> str:
    return BUCKETS + SOURCE.format(path, how) + FIELD.format(label)


# A policy and its documents for each way in which items stand, and what else a state may hold.
KINDS: dict[str, tuple[str, dict[str, str | bytes]]] = {
    "most of what there is": (POLICY, dict(FILES)),
    "decisions": ('preset = "adr"\n', {"doc/adr/0001-way.md": "# 1. Way\n\n## Status\n\nAccepted\n"}),
    "a backlog of files": (
        'preset = "backlog-md"\n',
        {"backlog/tasks/task-1 - Sweep.md": "---\nid: task-1\ntitle: Sweep\nstatus: To Do\n---\n"},
    ),
    "spec packages": ('preset = "spec-kit"\n', {"specs/001-a/spec.md": "# A\n\n**Status**: Draft\n"}),
    "a table": (
        bound("list.md", 'items = "table", key = "ID"'),
        {"list.md": "# L\n\n| ID | Bucket |\n|---|---|\n| T-1 | A |\n| T-2 | |\n"},
    ),
    "no vocabulary": (SOURCE.format("list.md", 'items = "list"'), {"list.md": "# L\n\n- One\n- Zwei ß\n"}),
    "no items yet": (
        bound("list.md", 'items = "table", key = "ID", optional = true'),
        {"list.md": "# L\n\nNothing yet.\n"},
    ),
    "csv": (
        bound("list.csv", 'items = "csv", key = "id"', "bucket"),
        {"list.csv": 'id,title,bucket\nT-1,"=1+1",A\n'},
    ),
    "yaml": (
        bound("list.yml", 'items = "yaml", key = "id"', "bucket"),
        {"list.yml": "- {id: T-1, title: x, bucket: B}\n- {title: y}\n"},
    ),
    "mediawiki": (
        bound("list.mediawiki", 'items = "headings", level = 3'),
        {"list.mediawiki": "== L ==\n=== T-1 One ===\n* Bucket: A\n"},
    ),
    "lines that nobody can read": (
        bound("list.md", 'items = "headings", level = 3'),
        {"list.md": "# L\n\n### T-1\n\n- **Bucket**: A\n\n#### T-2\n\n- **Bucket**: A\n- **Bucket**: Z\n"},
    ),
    "bytes that are no text": (
        bound("*.md", 'items = "headings", level = 3'),
        {"list.md": "# L\n\n### T-1\n\n- **Bucket**: A\n", "other.md": b"### T-\xff\n\n- **Bucket**: \xfe\n"},
    ),
    "items of the policy itself": (
        BUCKETS + '[ledger.things]\nitems = ["One", "Two"]\n' + FIELD.format("Bucket"),
        {"readme.md": "# Product\n"},
    ),
}  # fmt: skip


@pytest.fixture(scope="module", params=[*KINDS, "the example"])
def state(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Repository:
    where = tmp_path_factory.mktemp("state") / "product"
    if request.param == "the example":
        return audited(where)
    policy, files = KINDS[request.param]
    repository = Repository(where)
    repository.save({"ledgergate.toml": policy, **files})
    return repository


def printed(where: Repository, *words: str) -> Any:
    """What a command prints, which fits its schema with no key that this does not name."""
    done = gate(where, *words, "--format", "json")
    assert done.returncode in (0, 3), done.stderr
    made = json.loads(done.stdout)
    jsonschema.Draft7Validator(closed(schema(words[0]))).validate(made)
    return made


def closed(given: Any) -> Any:
    """The same schema, in which no object has a key that it does not name."""
    if isinstance(given, list):
        return [closed(one) for one in given]
    if not isinstance(given, dict):
        return given
    made = {key: closed(value) for key, value in given.items()}
    return {**made, "additionalProperties": False} if "properties" in made and "type" in made else made


def test_every_ledger_is_listed_as_the_schema_says(state: Repository) -> None:
    verdict = json.loads(gate(state, "check", "--tree", "HEAD", "--format", "json").stdout)
    assert verdict.get("error", {}).get("kind") != "misused"  # the policy is one
    ledgers = list((verdict["examined"] or {}).get("items", ()))
    assert ledgers, verdict
    for name in ledgers:
        made = printed(state, "items", name)
        assert made["ledger"] == name
        assert len(made["items"]) == verdict["examined"]["items"][name]
        assert made["partition"] == verdict["partition"].get(name)
        if made["partition"] is not None:
            assert made["partition"]["after"] == len(made["items"]) == sum(made["partition"]["by"].values())
        for one in made["items"]:
            assert (one["path"] is None) == (one["line"] is None)
            assert one["path"] is None or one["line"] <= len((state.path / one["path"]).read_bytes().splitlines())
        assert len({frozenset(one["fields"]) for one in made["items"]}) <= 1


def test_coverage_is_printed_as_the_schema_says_and_adds_up(state: Repository) -> None:
    made = printed(state, "coverage")
    for one in made["documents"]:
        assert one["checked"] + one["ignored"] + one["unread"] == one["lines"]
        assert one["lines"] <= len((state.path / one["path"]).read_bytes().splitlines())
    total = Counter({name: sum(one[name] for one in made["documents"]) for name in ("checked", "unread")})
    read = total["checked"] + total["unread"]
    assert made["percent"] == (round(100 * total["checked"] / read, 1) if read else 100.0)
    assert all(one["hits"] <= one["read"] for one in made["bindings"])


@pytest.mark.parametrize("command", meanings.MEANINGS)
def test_every_key_has_a_meaning_and_no_other_has(command: str) -> None:
    assert [path for path, _ in meanings.keys(SCHEMAS[command])] == list(meanings.MEANINGS[command])


@pytest.mark.parametrize("command", meanings.MEANINGS)
def test_the_published_schema_says_what_each_key_means(command: str) -> None:
    published = schema(command)
    jsonschema.Draft7Validator.check_schema(published)
    assert sorted(descriptions(published)) == sorted(meanings.MEANINGS[command].values())


def descriptions(given: Any) -> list[str]:
    if isinstance(given, list):
        return [told for one in given for told in descriptions(one)]
    if not isinstance(given, dict):
        return []
    own = [given["description"]] if isinstance(given.get("description"), str) else []
    return own + [told for key, one in given.items() if key != "description" for told in descriptions(one)]


def test_the_page_is_as_the_schemas_make_it() -> None:
    page = DOCS.read_text(encoding="utf-8")
    assert key_tables.written(page) == page, "run python -m ledgergate.output.key_tables docs/json.md"
    assert all(f"<!-- keys: {command} -->" in page for command in meanings.MEANINGS)
