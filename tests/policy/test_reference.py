# ruff: noqa: E501  # rows of a table are one line each
"""The schema and the reference say what the loader does."""

from __future__ import annotations

import json
import re
import runpy
from pathlib import Path

import jsonschema
import pytest
import tomli

from ledgergate import policy
from ledgergate.errors import Misused
from ledgergate.policy import model
from ledgergate.policy.presets import FOLDER, names
from ledgergate.policy.reference import MARK, _section, reference, refreshed
from ledgergate.policy.shapes import NOWHERE, Table
from ledgergate.policy.tables import POLICY

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*/ledgergate.toml"))


def _valid(text: str) -> bool:
    document = json.loads(json.dumps(tomli.loads(text), default=str))
    return jsonschema.Draft7Validator(policy.schema()).is_valid(document)


def _tables() -> list[Table]:
    """Every table of the file, found by walking the shapes."""
    found, pending = [], [POLICY]
    while pending:
        shape = pending.pop()
        if isinstance(shape, Table) and shape not in found:
            found.append(shape)
            pending.extend(entry.shape for entry in shape.keys.values())  # type: ignore[misc]  # any shape is walked
        pending.extend(getattr(shape, name) for name in ("each", "text", "other") if hasattr(shape, name))
    return found


def test_the_schema_is_one() -> None:
    jsonschema.Draft7Validator.check_schema(policy.schema())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_the_schema_accepts_the_examples(path: Path) -> None:
    assert _valid(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", names())
def test_the_schema_accepts_the_presets_laid_under_a_policy(name: str) -> None:
    text = (Path(FOLDER) / f"{name}.toml").read_text(encoding="utf-8")
    pathless = re.compile(r"\n\[\[package\]\][^\n]*\n(?!path)")
    assert _valid(pathless.sub('\n[[package]]\npath = "specs/*"\n', text))


@pytest.mark.parametrize(
    "text",
    [
        "[posture]\nruntim = ['a']\n",
        "[posture]\nruntime = 3\n",
        "[ledger.x]\nsources = [{ path = 'a', items = 'heading' }]\n",
        "[[report]]\nledger = 'x'\n",
        "[[waiver]]\nrule = 'x'\nreason = 'r'\nowner = 'o'\n",
        "[rules]\nx = 'warn'\n",
        "[[report]]\npath = 'a'\ncovers = 'some'\n",
        "[[report]]\npath = 'a'\ncount = { x = 1 }\n",
    ],
)
def test_the_schema_and_the_loader_refuse_the_same(text: str) -> None:
    assert not _valid(text)
    with pytest.raises(Misused):
        policy.load({"ledgergate.toml": text.encode()})


def test_the_schema_names_every_key() -> None:
    said = json.dumps(policy.schema())
    missing = [(table.name, key) for table in _tables() for key in table.keys if f'"{key}": {{' not in said]
    assert not missing


def test_the_reference_is_in_the_documentation() -> None:
    page = (ROOT / "docs" / "policy.md").read_text(encoding="utf-8")
    assert page.partition(MARK)[2] == reference(), "run `python -m ledgergate.policy.reference docs/policy.md`"


PAGE = (ROOT / "docs" / "policy.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("table", _tables(), ids=lambda table: table.name)
def test_each_table_stands_in_the_documentation(table: Table) -> None:
    assert _section(table) in PAGE


def test_the_documentations_small_policy_loads() -> None:
    page = (ROOT / "docs" / "policy.md").read_text(encoding="utf-8")
    assert policy.load({"ledgergate.toml": page.split("```toml\n")[1].split("```")[0].encode()}).reports


def test_the_reference_has_a_row_for_each_key() -> None:
    rows = reference().count("\n| `")
    assert rows == sum(len(table.keys) for table in _tables())


@pytest.mark.parametrize("table", _tables(), ids=lambda table: table.name)
def test_every_key_has_a_meaning_that_fits_a_line(table: Table) -> None:
    for key, entry in table.keys.items():
        assert 3 <= len(entry.meaning) <= 180, key
        assert "\n" not in entry.meaning + entry.example, key


@pytest.mark.parametrize("table", _tables(), ids=lambda table: table.name)
def test_every_example_is_toml_that_the_key_reads(table: Table) -> None:
    from ledgergate.policy.lines import Lines
    from ledgergate.policy.mistakes import Mistakes

    for key, entry in table.keys.items():
        if entry.example:
            told = Mistakes("x", Lines(""))
            given = tomli.loads(entry.example)
            entry.shape.read(given[key], (key, "name"), told)
            assert not told.found, (key, told.found)


def _fields(kind: type) -> set[str]:
    return set(getattr(kind, "__fields__", ()))


_OF: dict[str, type] = {
    "posture.read_only": model.ReadOnly, "posture": model.Runtime, "vocabulary.NAME": model.Vocabulary,
    "ledger.NAME": model.LedgerPolicy, "source": model.Source, "rows": model.Source, "key": model.Key,
    "field": model.Field, "dispositions": model.Dispositions, "report": model.ReportPolicy, "totals": model.Total,
    "invariant": model.Invariant, "evidence": model.Evidence, "truth": model.Truth, "waiver": model.Waiver,
}  # fmt: skip


@pytest.mark.parametrize("name", _OF)
def test_every_field_of_the_model_can_be_written(name: str) -> None:
    (table,) = [table for table in _tables() if table.name == name]
    written = {entry.to or key for key, entry in table.keys.items()} - {NOWHERE, "bound", "maps"}
    fields = _fields(_OF[name]) - {"line", "name"} - {"closed_boxes"}  # what the policy says of all documents
    elsewhere = {"rows": {"columns"}, "waiver": {"covers", "quote"}}  # an excuse says those, in a document
    assert written == fields - elsewhere.get(name, set())


def test_every_field_of_a_package_and_of_the_policy_can_be_written() -> None:
    (package,) = [table for table in _tables() if table.name == "package"]
    assert _fields(model.Package) - {"line", "status_labels", "closed"} == package.keys.keys() - {"status"}
    written = {entry.to or key for key, entry in POLICY.keys.items()} - {NOWHERE, "rules", "documents"}
    elsewhere = {"origin", "oid", "levels", "path_levels", "terms", "links", "keys", "whitespace", "lines"}
    elsewhere |= {"closed_boxes", "excuses"}
    assert _fields(model.Policy) - elsewhere == written


def test_the_schema_says_what_it_is_of() -> None:
    schema = policy.schema()
    assert {name: schema[name] for name in schema if name not in ("properties", "additionalProperties")} == {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "ledgergate.toml",
        "description": "What Ledgergate governs in a repository, and how strictly.",
        "type": "object",
    }


def test_the_reference_is_written_into_a_page_behind_its_mark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [tmp_path / name for name in ("a.md", "b.md")]
    for page in pages:
        page.write_text(f"# Über\n\n{MARK}old\n", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["reference", *map(str, pages)])
    runpy.run_path(str(ROOT / "src/ledgergate/policy/reference.py"), run_name="__main__")
    assert {page.read_text(encoding="utf-8") for page in pages} == {f"# Über\n\n{MARK}{reference()}"}
    assert refreshed("# A page without a mark\n") == f"# A page without a mark\n{MARK}{reference()}"


def test_a_row_of_the_reference() -> None:
    text = reference()
    assert text.startswith(
        "### The file\n\n| key | type | default | meaning | example |\n|---|---|---|---|---|\n| `preset` |"
    )
    assert text.endswith("|\n")
    assert not text.endswith("\n\n")
    for row in (
        '| `path` | path or glob in the repository | **required** | Glob of the packages\' folders | `path = "specs/*"` |\n',
        "| `inherit` | true or false | `true` | false: nothing of the preset's table of this name is taken | `inherit = false` |\n",
        "| `level` | 0-6 | `0` | Headings: their level; 0 is any |  |\n",
        '| `enforce` | "when-closed" or "always" | `when-closed` | ',
        "| `numbers` | true or false | `false` | ",
        "| `binds` | true or false | `true` | ",
        "| `claims` | list: regular expression |  | ",
        "| `tasks` | path or glob in the repository | `tasks.md` | ",
        "| `label` | list: text | `Status` | ",
        '| `covers` | "all" or "none", or table: field = values | `{}` | ',
        ' stands between its wordings | `questions.ready = "Is it ready?"` |\n',
    ):
        assert row in text
    assert "` \\| ` stands between its wordings" in text
    assert [line for line in text.splitlines() if line.startswith("### ")][:4] == [
        "### The file", "### `posture`", "### `posture.read_only`", "### `vocabulary.NAME`",
    ]  # fmt: skip
