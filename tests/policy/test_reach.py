"""What a policy says that nothing can ever meet: names that nobody has, values that nothing can hold, idle keys."""

from __future__ import annotations

import pytest

from ledgergate import policy as policies
from ledgergate.errors import Misused
from ledgergate.policy import presets

BASE = """
[vocabulary]
status.values = ["Draft", "Done"]
[ledger.items]
sources = [{ path = "tasks/*/*.md", items = "files" }]
key = { from = "file" }
fields.status = { label = "Status", values = "status" }
fields.folder = { from = "folder" }
fields.box = { from = "checkbox" }
[[report]]
path = "docs/index.md"
ledger = "items"
rows = { items = "table", key = "ID", columns = { Status = "status" } }
"""


def refused(policy: str) -> str:
    with pytest.raises(Misused) as told:
        policies.load({"ledgergate.toml": policy.encode()})
    return "\n".join(told.value.mistakes)


def invariant(when: str, then: str = 'status = "Done"') -> str:
    return f'{BASE}[[invariant]]\nwhen = {{ {when} }}\nthen = {{ {then} }}\nreason = "so"\n'


@pytest.mark.parametrize(
    ("given", "wrong", "at"),
    [
        ('Status = "status" }', 'Status = "staus" }', "columns.Status"),
        ('Status = "status" } }', 'Status = "status" } }\ntotals = { by = "staus" }', "totals.by"),
        ('Status = "status" } }', 'Status = "status" } }\ncount = { "staus=Done" = 1 }', "count"),
        ("[[report]]", '[[evidence]]\nledger = "items"\nfield = "staus"\n[[report]]', "evidence[0].field"),
    ],
)
def test_a_field_that_nothing_has_is_a_misspelling(given: str, wrong: str, at: str) -> None:
    said = refused(BASE.replace(given, wrong))

    assert at in said
    assert "did you mean 'status'?" in said


def test_a_column_may_be_read_for_an_invariant_a_count_or_its_own_vocabulary() -> None:
    policy = BASE.replace("columns = { ", 'columns = { Why = "why", Role = "role", Stage = "stage", ')
    policy = policy.replace("[vocabulary]", '[vocabulary]\nstage.values = ["a", "b"]')
    policy += 'count = { "role=first" = 1 }\n[[invariant]]\nwhen = { report = "index.md" }\nthen = { why = "*" }\n'

    policies.load({"ledgergate.toml": (policy + 'reason = "so"\n').encode()})


@pytest.mark.parametrize("name", presets.names())
def test_a_presets_own_parts_are_not_asked(name: str) -> None:
    policies.load({"ledgergate.toml": f'preset = "{name}"\nwithout = ["invariant", "posture"]\n'.encode()})


def test_a_presets_word_for_what_is_done_need_not_be_one_of_the_policys() -> None:
    words = '[vocabulary.status]\ninherit = false\nvalues = ["Going on", "Finished"]\n'
    read = policies.load({"ledgergate.toml": f'preset = "spec-kit"\n{words}'.encode()})
    assert [one.done for one in read.truths] == [("complete",)]
    own = '[[truth]]\nledger = "specs"\nfield = "status"\ndone = "complete"\n'
    assert refused(f'preset = "spec-kit"\n{words}{own}') == (
        "ledgergate.toml:8: truth[0].done: unknown value 'complete'; expected 'Finished' or 'Going on'"
    )


@pytest.mark.parametrize(
    ("when", "says"),
    [
        ('folder = "completed"', "whole paths, such as 'tasks/*'"),
        ('folder = "tasks"', "never holds"),
        ('box = "ticked"', "'checked' or 'open'"),
        ('report = "indx.md"', "did you mean 'index.md'?"),
    ],
)
def test_a_condition_that_nothing_can_meet_is_refused(when: str, says: str) -> None:
    assert says in refused(invariant(when))


@pytest.mark.parametrize(
    "when", ['folder = "tasks/completed"', 'folder = "Tasks/Done/"', 'box = "open"', 'report = "index.md"']
)
def test_a_condition_that_something_may_meet_one_day_is_accepted(when: str) -> None:
    policies.load({"ledgergate.toml": invariant(when).encode()})


@pytest.mark.parametrize(
    "field",
    [
        '{ from = "folder", pattern = "[^/]+$" }', '{ from = "folder", label = "Folder" }',
        '{ from = "folder", map = { "tasks/old" = "completed" } }',
    ],
)  # fmt: skip
def test_a_folder_that_is_cut_or_mapped_may_be_anything(field: str) -> None:
    policy = invariant('folder = "completed"').replace('{ from = "folder" }', field)

    policies.load({"ledgergate.toml": policy.encode()})


@pytest.mark.parametrize(
    ("key", "where"),
    [
        ("level = 2", "level"),
        ('columns = ["Owner"]', "columns"),
        ("depth = 1", "depth"),
        ('pattern = "x"', "pattern"),
        ('at = "a.b"', "at"),
        ('under = "Open"', "under"),
        ('file = "spec.md"', "folders end in a slash"),
    ],
)
def test_a_key_of_a_source_that_its_shape_does_not_take_is_refused(key: str, where: str) -> None:
    said = refused(BASE.replace('items = "files" }', f'items = "files", {key} }}'))

    assert where in said
    assert "has no effect" in said


def test_folders_with_a_file_inside_need_no_slash() -> None:
    given = BASE.replace(
        'path = "tasks/*/*.md", items = "files"', 'path = "tasks/*", items = "files", file = "spec.md"'
    )
    read = policies.load({"ledgergate.toml": given.encode()})

    assert read.ledgers["items"].sources[0].path == "tasks/*/"


@pytest.mark.parametrize("done", ["Done", "done"])
def test_what_claims_completion_is_a_word_of_the_field(done: str) -> None:
    truth = '[[truth]]\nledger = "items"\nfield = "status"\ndone = ["{}"]\ntasks = "tasks.md"\n'
    policies.load({"ledgergate.toml": (BASE + truth.format(done)).encode()})

    assert "did you mean 'Done'?" in refused(BASE + truth.format("Donne"))


def test_an_invariant_over_fields_that_nothing_has_together_is_refused() -> None:
    other = '[ledger.themes]\nitems = ["x"]\nfields.size = { label = "Size" }\n[[report]]'
    policy = invariant('status = "Draft", size = "L"').replace("[[report]]", other)

    assert "no ledger has 'size' and 'status'" in refused(policy)
    both = invariant('report = "index.md", status = "Draft", size = "L"').replace("{ Status", '{ Size = "size", Status')
    policies.load({"ledgergate.toml": both.encode()})
