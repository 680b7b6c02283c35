"""A team starts on an old repository: who is blamed for what."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit import gate, verdict
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

POLICY = """
[vocabulary.bucket]
values = ["A", "B"]
[ledger.candidates]
sources = [{ path = "docs/*.md", items = "headings", level = 3 }]
key = '^(?P<key>C-\\d+)\\b'
fields.bucket = { label = "Bucket", values = "bucket", required = true }
"""
LIST = "docs/list.md"


def item(number: int, bucket: str = "TBD") -> str:
    return f"### C-{number} Item {number}\n\n- **Bucket**: {bucket}\n"


def page(*items: str) -> str:
    return "\n".join(["# Candidates\n", *items])


@pytest.fixture
def old(tmp_path: Path) -> Repository:
    """Fifty candidates without a bucket, and one with; committed before anybody looked."""
    repository = Repository(tmp_path / "old")
    repository.save({"ledgergate.toml": POLICY, LIST: page(*map(item, range(50)), item(50, "A"))})
    return repository


def blamed(repository: Repository, *words: str) -> list[tuple[str, str]]:
    repository.stage()
    return [(one["code"], one["key"]) for one in verdict(repository, "--staged", "--new-only", *words)["findings"]]


def test_without_the_option_every_finding_says_its_age(old: Repository) -> None:
    old.write(LIST, page(*map(item, range(51))))
    old.stage()

    told = verdict(old, "--staged")

    assert told["verdict"]["blocking"] == 51
    assert [one["key"] for one in told["findings"] if one["introduced"]] == ["C-50"]


def test_a_change_that_adds_one_defect_to_fifty_is_blamed_for_one(old: Repository) -> None:
    old.write(LIST, page(*map(item, range(50)), item(50, "A"), item(51)))

    assert blamed(old) == [("LG201", "C-51")]
    told = verdict(old, "--staged", "--new-only")
    assert told["verdict"]["exit_code"] == 1
    assert "50 findings stood before this change (--new-only)" in told["summary"]


def test_a_change_that_moves_defects_is_blamed_for_none(old: Repository) -> None:
    old.write(LIST, page("More words.\n", item(50, "A"), *map(item, reversed(range(50)))))

    assert blamed(old) == []
    assert gate(old, "check", "--staged", "--new-only").returncode == 0


def test_a_change_that_moves_a_defect_to_another_file_is_blamed_for_none(old: Repository) -> None:
    old.write(LIST, page(*map(item, range(1, 50)), item(50, "A")))
    old.write("docs/later.md", page(item(0)))

    assert blamed(old) == []


def test_a_defect_that_is_copied_is_a_new_one(old: Repository) -> None:
    """One C-0 stood before; of two, one is new, and that there are two is new as well."""
    old.write("docs/later.md", page(item(0)))

    assert sorted(blamed(old)) == [("LG201", "C-0"), ("LG204", "C-0")]


def test_a_line_that_nobody_understands_may_move(tmp_path: Path) -> None:
    """Findings without a key are known by the words of their line."""
    policy = POLICY.replace('items = "headings", level = 3', 'items = "table", key = "Candidate"')
    table = "| Candidate | Bucket |\n|---|---|\n| C-1 | A |\n\n| C-2 | B |\n"
    repository = Repository(tmp_path / "old")
    repository.save({"ledgergate.toml": policy, LIST: f"# Candidates\n\n{table}"})
    repository.write(LIST, f"# Candidates\n\nMore words.\n\nAnd more.\n\n{table}")
    repository.stage()

    assert verdict(repository, "--staged")["findings"][0]["introduced"] is False
    assert blamed(repository) == []


def test_the_base_is_judged_under_the_policy_of_the_change(old: Repository) -> None:
    """A change that only tightens the policy breaks nothing that it wrote itself."""
    tightened = POLICY + 'fields.owner = { label = "Owner", required = true }\n'
    old.write("ledgergate.toml", tightened)

    assert blamed(old) == []


def test_what_a_change_does_is_always_its_own(old: Repository) -> None:
    old.write("ledgergate.toml", POLICY + '[posture]\nruntime = ["apps/**"]\nread_only.always = true\n')
    old.write("apps/main.py", "1\n")
    old.stage()
    old.commit("the posture")
    old.write("apps/main.py", "2\n")
    old.write(LIST, page(*map(item, range(1, 50)), item(50, "A")))

    assert sorted(blamed(old)) == [("LG101", "apps/main.py"), ("LG205", "C-0")]


def test_a_merge_is_not_blamed_for_what_the_other_side_brought(old: Repository) -> None:
    old.branch("topic")
    old.save({"docs/note.md": page(item(70, "A"))})
    old.checkout("main")
    old.save({"docs/later.md": page(item(60))})
    old.checkout("topic")
    old.merge("main", commit=False)

    assert blamed(old) == []
    old.write("docs/evil.md", page(item(61)))
    assert blamed(old) == [("LG201", "C-61")]


def test_a_defect_of_either_merge_base_is_an_old_one(old: Repository) -> None:
    """A criss-cross: main and topic have merged each other, so two merge bases know of one defect each."""
    old.branch("topic")
    one = old.save({"docs/one.md": page(item(60))})
    old.checkout("main")
    two = old.save({"docs/two.md": page(item(61))})
    old.merge("topic")
    old.checkout("topic")
    old.merge(two)
    assert {one, two} == set(old.git("merge-base", "--all", "main", "topic").decode().split())

    told = verdict(old, "--base", "main", "--head", "topic", "--new-only")

    assert told["findings"] == []


def test_without_a_base_everything_is_told_and_that_is_said(old: Repository) -> None:
    told = verdict(old, "--tree", "HEAD", "--new-only")

    assert told["verdict"]["blocking"] == 50
    assert "--new-only had no base to compare with: everything is reported" in told["summary"]


LEVELS: dict[str, tuple[str, dict[str, int]]] = {
    "a rule's own": ('[rules]\nunclassified = "advise"\n', {"blocking": 0, "advisory": 50}),
    "off": ('[rules]\nLG201 = "off"\n', {"blocking": 0, "advisory": 0}),
    "a path's": ('[rules.paths."docs/list.md"]\nunclassified = "advise"\n', {"blocking": 0, "advisory": 50}),
    "another path's": ('[rules.paths."docs/later.md"]\nunclassified = "off"\n', {"blocking": 50, "advisory": 0}),
}


@pytest.mark.parametrize("name", LEVELS)
def test_levels_hold_by_rule_and_by_path(old: Repository, name: str) -> None:
    said, wanted = LEVELS[name]
    old.write("ledgergate.toml", POLICY + said)
    old.stage()
    old.commit("levels")

    told: dict[str, Any] = verdict(old, "--staged")["verdict"]

    assert {"blocking": told["blocking"], "advisory": told["advisory"]} == wanted
    assert told["exit_code"] == int(wanted["blocking"] > 0)


def test_a_change_cannot_loosen_the_level_that_judges_it(old: Repository) -> None:
    old.write("ledgergate.toml", POLICY + '[rules]\nunclassified = "off"\n')
    old.write(LIST, page(*map(item, range(51))))
    old.stage()

    told = verdict(old, "--staged")

    assert told["verdict"]["exit_code"] == 1
    assert "C-50" in {one["key"] for one in told["findings"] if one["level"] == "block"}


def test_exit_zero_still_tells_what_blocks(old: Repository) -> None:
    done = gate(old, "check", "--staged", "--exit-zero")

    assert done.returncode == 0
    assert "not refused because of --exit-zero: 50 findings (50 blocking, 0 advisory)" in done.stdout


def test_exit_zero_is_no_pass_where_nothing_was_checked(old: Repository) -> None:
    assert gate(old, "check", "--base", "nowhere", "--exit-zero").returncode == 3


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (("--rule", "LG2"), {"LG201", "LG202"}),
        (("--rule", "unclassified"), {"LG201"}),
        (("--ignore", "LG201"), {"LG202"}),
        (("--ignore", "LG2"), set()),
        (("--rule", "LG2", "--ignore", "unknown-value"), {"LG201"}),
    ],
)
def test_rules_are_chosen_by_name_code_and_prefix(old: Repository, words: tuple[str, ...], codes: set[str]) -> None:
    old.write(LIST, page(item(0), item(1, "Z")))

    told = {code for code, _ in blamed_all(old, *words)}

    assert told - {"LG205"} == codes


def blamed_all(repository: Repository, *words: str) -> list[tuple[str, str]]:
    repository.stage()
    return [(one["code"], one["key"]) for one in verdict(repository, "--staged", *words)["findings"]]


def test_a_line_that_nobody_could_read_before_is_old_where_another_document_is_edited(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "old")
    rows = '[[report]]\npath = "report.md"\nledger = "candidates"\nrows = { items = "table", key = "Key" }\n'
    unread = "| Key | Note |\n|---|---|\n| C-1 | one | more |\n"
    repository.save({"ledgergate.toml": POLICY + rows, LIST: page(item(1, "A")), "report.md": unread})
    repository.write(LIST, page(item(1, "A"), "A note.\n"))
    repository.stage()

    (one,) = verdict(repository, "--staged")["findings"]

    assert (one["code"], one["path"], one["introduced"]) == ("LG206", "report.md", False)
