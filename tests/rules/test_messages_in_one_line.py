"""What stands on several lines is quoted on one: outputs part findings by their lines."""

from __future__ import annotations

import pytest

from judging import ALL, POLICY, both, findings, table

LONG = POLICY.replace('B = "Later"', 'B = """Later,\nnot now"""')
REASON = """
[[invariant]]
when = { bucket = "A" }
then = { bucket = "B" }
reason = '''nothing is
critical'''
"""
DENIED = table(("C-1", "PSA handoff", "B"), ("C-2", "Export of reviews", "A"), ALL[2])


@pytest.mark.parametrize(
    ("policy", "code", "says"),
    [
        (LONG, "LG303", "B (Later, not now)"),
        (POLICY + REASON, "LG209", "nothing is critical"),
    ],
)
def test_a_text_of_the_policy_of_several_lines_is_quoted_on_one(policy: str, code: str, says: str) -> None:
    told = findings(both(report_md=DENIED), policy)
    assert any(says in one.message for one in told if one.code == code)
    for each in told:
        assert len(each.message.splitlines()) == 1, each.message
        assert all(len(other.message.splitlines()) == 1 for other in each.related), each.related
