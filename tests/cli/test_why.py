"""`ledgergate why KEY`: one item, all that is said of it, and how it came to be so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from audit import AUDIT, REPORT, audited, edit, gate
from judging import POLICY, ledger, table
from ledgergate.output.schemas import schema
from support import Repository

ONE, TWO = ("C-1", "PSA handoff", "A"), ("C-2", "Export of reviews", "B")


def product(folder: Path, *items: tuple[str, str, str], more: str = "") -> Repository:
    repository = Repository(folder / "product")
    repository.save(files(*(items or (ONE, TWO)), more=more), "start")
    return repository


def files(*items: tuple[str, str, str], more: str = "") -> dict[str, str | bytes]:
    return {"ledgergate.toml": POLICY, "list.md": ledger(*items, more=more), "report.md": table(*items)}


def asked(repository: Repository, *words: str) -> dict[str, Any]:
    done = gate(repository, "why", *words, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    made: dict[str, Any] = json.loads(done.stdout)
    jsonschema.validate(made, schema("why"))
    return made


def test_an_item_is_told_with_its_places_and_the_bindings_that_read_them(tmp_path: Path) -> None:
    made = asked(audited(tmp_path / "product"), "hb-102")

    assert made["key"] == "HB-102"
    (place,) = made["places"]
    assert (place["path"], place["line"]) == ("docs/product/spec-candidates.md", 34)
    assert place["binding"].startswith("ledger.candidates.sources[0] (ledgergate.toml:")
    bucket = next(one for one in made["fields"] if one["what"] == "bucket")
    assert (bucket["value"], bucket["line"]) == ("A", 36)
    assert bucket["binding"].startswith("ledger.candidates.fields.bucket (ledgergate.toml:")
    rows = [one for one in made["reports"] if one["what"] == "row"]
    assert [one["path"] for one in rows] == [REPORT, f"{AUDIT}/app-boundary-map.md"]
    kinds = {one["what"] for one in made["citations"]}
    assert kinds == {"evidence", "mention"}
    assert made["findings"] == []


def test_a_report_that_contradicts_the_ledger_is_said_and_its_finding_has_a_fix(tmp_path: Path) -> None:
    repository = product(tmp_path)
    edit(repository, "report.md", "| PSA handoff | A |", "| PSA handoff | B |")
    repository.stage()

    made = asked(repository, "C-1", "--staged")

    said = next(one for one in made["reports"] if one["what"] == "bucket")
    assert (said["value"], said["agrees"]) == ("B", False)
    contradicts = next(one for one in made["findings"] if one["code"] == "LG303")
    assert contradicts["cure"]
    text = gate(repository, "why", "C-1", "--staged").stdout
    assert "bucket: B (contradicts the ledger)" in text
    assert "LG303" in text
    assert asked(repository, "C-2", "--staged")["findings"] == []


def test_the_history_tells_when_it_came_moved_and_changed(tmp_path: Path) -> None:
    repository = product(tmp_path, TWO)
    repository.save(files(ONE, TWO), "add the handoff")
    repository.save({"README.md": "nothing of it"}, "unrelated")
    repository.save(files(("C-1", "PSA handoff", "C"), TWO), "reject the handoff")
    repository.save(files(("C-1", "PSA hand-over", "C"), TWO), "call it otherwise")
    moved = POLICY.replace('path = "list.md"', 'path = "plans/list.md"')
    repository.remove("list.md")
    now = files(("C-1", "PSA hand-over", "C"), TWO)
    repository.save({"plans/list.md": now["list.md"], "ledgergate.toml": moved}, "tidy up")
    repository.save({"list.md": "# Old\n"}, "leave a note")

    events = asked(repository, "C-1")["history"]

    assert [(one["subject"], one["what"], one["field"], one["before"], one["after"]) for one in events] == [
        ("add the handoff", "came", None, None, None),
        ("reject the handoff", "changed", "bucket", "A", "C"),
        ("call it otherwise", "changed", "title", "PSA handoff", "PSA hand-over"),
        ("tidy up", "moved", "place", "list.md under 'Candidates'", "plans/list.md under 'Candidates'"),
    ]


def test_a_bucket_that_changed_is_told_with_its_commit(tmp_path: Path) -> None:
    repository = product(tmp_path, TWO)
    came = repository.save(files(ONE, TWO), "add the handoff")
    repository.save({"README.md": "nothing of it"}, "unrelated")
    changed = repository.save(files(("C-1", "PSA handoff", "C"), TWO), "reject the handoff")

    events = asked(repository, "C-1")["history"]

    assert [(one["oid"], one["what"], one["field"], one["before"], one["after"]) for one in events] == [
        (came, "came", None, None, None),
        (changed, "changed", "bucket", "A", "C"),
    ]
    assert "changed bucket from 'A' to 'C': reject the handoff" in gate(repository, "why", "C-1").stdout


def test_the_last_commits_alone_are_read_where_that_is_asked(tmp_path: Path) -> None:
    repository = product(tmp_path)
    repository.save(files(("C-1", "PSA handoff", "C"), TWO), "reject the handoff")

    made = asked(repository, "C-1", "--last", "1")
    assert made["notes"] == ["only the last 1 commits that touched the ledger were read"]
    assert asked(repository, "C-1", "--last", "0")["history"] == []


def test_what_became_of_an_item_that_is_gone_is_told(tmp_path: Path) -> None:
    more = "## Closed\n\n- C-9 merged into C-1\n"
    made = asked(product(tmp_path, more=more), "C-9")

    assert made["places"] == []
    (line,) = made["dispositions"]
    assert (line["what"], line["text"], line["path"]) == ("merged", "- C-9 merged into C-1", "list.md")


def test_a_title_finds_its_item(tmp_path: Path) -> None:
    assert asked(product(tmp_path), "psa handoff")["key"] == "C-1"


@pytest.mark.parametrize(("key", "says"), [("C-11", "did you mean C-1?"), ("zzzzzz", "`ledgergate items` lists them")])
def test_an_unknown_key_is_offered_the_nearest(tmp_path: Path, key: str, says: str) -> None:
    done = gate(product(tmp_path), "why", key)

    assert done.returncode == 2
    assert says in done.stderr


def test_an_unknown_ledger_is_misuse_and_no_repository_is_exit_3(tmp_path: Path) -> None:
    assert gate(product(tmp_path), "why", "C-1", "--ledger", "candidate").returncode == 2
    assert gate(Repository(tmp_path / "none", init=False), "why", "C-1").returncode == 3


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    hostile = ("C-1", "PSA \x1b[2J\u202e##[error]x", "A")
    repository = product(tmp_path, hostile, TWO)
    repository.save(files(("C-1", "PSA", "A"), TWO), "\x1b[31m ::error::x \u202e")

    for form in ("text", "json"):
        done = gate(repository, "why", "C-1", "--format", form)
        assert done.returncode == 0, done.stderr
        assert not {"\x1b", "\u202e"} & set(done.stdout)
        assert "##[" not in done.stdout


def _events(made: dict[str, Any]) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(one["what"], one["field"], one["before"], one["after"]) for one in made["history"]]


def test_an_item_with_a_new_key_keeps_its_history(tmp_path: Path) -> None:
    """By its title, which stayed; the line that says the new name comes with another change, or never."""
    repository = product(tmp_path, ONE, TWO)
    repository.save(files(ONE, ("C-2", "Export of reviews", "C")), "put it off")
    repository.save(files(ONE, ("C-7", "Export of reviews", "C")), "number it again")
    assert _events(asked(repository, "C-7")) == [
        ("came", None, None, None), ("changed", "bucket", "B", "C"), ("changed", "key", "C-2", "C-7"),
    ]  # fmt: skip
    assert "changed key from 'C-2' to 'C-7'" in gate(repository, "why", "C-7").stdout


def test_a_new_key_and_title_are_followed_where_a_line_says_so(tmp_path: Path) -> None:
    repository = product(tmp_path, ONE, TWO)
    told = "## Closed\n\n- C-5 renamed from C-2\n"
    repository.save(files(ONE, ("C-5", "Review downloads", "B"), more=told), "rename it")
    repository.save(files(ONE, ("C-9", "Review downloads", "B"), more=told), "and again")
    what = _events(asked(repository, "C-9"))
    assert what[0][0] == "came"
    assert [one[1:] for one in what if one[1] == "key"] == [("key", "C-2", "C-5"), ("key", "C-5", "C-9")]


def test_an_item_that_came_while_another_left_is_none_of_it(tmp_path: Path) -> None:
    repository = product(tmp_path, ONE, TWO)
    repository.save(files(ONE, ("C-7", "Alerts by mail", "B")), "one for another")
    assert [one["what"] for one in asked(repository, "C-7")["history"]] == ["came"]
