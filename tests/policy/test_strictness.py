"""Each field of a policy's parts has its line in a table: what nobody has thought about is no tightening."""

from __future__ import annotations

import pytest

from ledgergate.policy import model
from ledgergate.policy.demanding import COMPARED
from ledgergate.policy.strictness import TABLES
from ledgergate.value import Value

# Compared as wholes, field by field nowhere: another one is another binding.
WHOLE = {model.Key, model.Count, model.Total, model.Rows, model.Vocabulary, model.Runtime, model.Waiver}
CLASSES = [one for one in vars(model).values() if isinstance(one, type) and issubclass(one, Value) and one is not Value]


@pytest.mark.parametrize("part", [one for one in CLASSES if one.__module__ == model.__name__ and one not in WHOLE])
def test_each_field_is_compared_or_free_for_a_reason(part: type[Value]) -> None:
    listed = [row[0] for row in TABLES[part]] if part in TABLES else list(COMPARED[part])
    fields: tuple[str, ...] = vars(part)["__fields__"]
    assert sorted(listed) == sorted(fields)


def test_a_part_without_a_table_is_known_as_a_whole() -> None:
    known = {*TABLES, *COMPARED, *WHOLE}
    assert {one for one in CLASSES if one.__module__ == model.__name__} == known
