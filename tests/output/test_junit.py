"""JUnit XML and its schema."""

from __future__ import annotations

from pathlib import Path

import pytest
import xmlschema

from ledgergate.model import Verdict
from ledgergate.output import not_checked, render
from verdicts import CLEAN, HOSTILE, MISSING, MISTAKEN, RICH, RULES, SHALLOW, hostile, refused

SCHEMA = xmlschema.XMLSchema(str(Path(__file__).parents[1] / "schemas" / "junit-10.xsd"))
SAID = """\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="ledgergate" tests="7" failures="2" errors="0">
 <testsuite name="ledgergate" tests="7" failures="2" errors="0" skipped="2">
  <testcase classname="ledgergate" name="check">
   <system-out>refused: 3 findings (2 blocking, 1 advisory), 1 waived, index against 1a2b3c4 (--staged), read-only because its package says so (specs/345-audit/spec.md:6): &quot;Runtime posture: Read-only&quot;: 3 changed paths, 7 documents, 41 items, 44 rows, 5 totals, 103 citations</system-out>
  </testcase>
  <testcase classname="runtime-path-changed" name="LG101 apps/platform/routes/web.php apps/platform/routes/web.php">
   <failure type="failure" message="a read-only change edits apps/platform/routes/web.php">apps/platform/routes/web.php:1:1: a read-only change edits apps/platform/routes/web.php
git restore --staged --source=HEAD -- apps/platform/routes/web.php</failure>
  </testcase>
  <testcase classname="item-vanished" name="LG205 docs/candidates.md C-9">
   <system-out>advice, stood before this change
docs/candidates.md:52:5 (before): C-9 &#39;Ledger export&#39; is no longer listed</system-out>
  </testcase>
  <testcase classname="evidence-missing-path" name="LG401 docs/roadmap.md">
   <skipped type="skipped" message="waived by platform until 2027-01-31: restored by the export"/>
  </testcase>
  <testcase classname="row-contradicts-ledger" name="LG303 specs/345-audit/candidate-reconciliation.md C-7">
   <failure type="failure" message="C-7 &#39;PSA handoff&#39; is B in the ledger but A in this report">specs/345-audit/candidate-reconciliation.md:12:23: C-7 &#39;PSA handoff&#39; is B in the ledger but A in this report
write B into specs/345-audit/candidate-reconciliation.md:12
write A into docs/candidates.md:40</failure>
  </testcase>
  <testcase classname="docs-commit-touches-runtime" name="docs-commit-touches-runtime">
   <skipped type="skipped" message="no commits to judge"/>
  </testcase>
  <testcase classname="lookalike-items" name="LG208"/>
 </testsuite>
</testsuites>
"""  # noqa: E501  # the lines are as long as a service gets them
STOPPED = """\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="ledgergate" tests="1" failures="0" errors="1">
 <testsuite name="ledgergate" tests="1" failures="0" errors="1" skipped="0">
  <testcase classname="ledgergate" name="check">
   <error type="error" message="misused: 2 mistakes in ledgergate.toml">ledgergate.toml:3: unknown key &#39;runtim&#39;
ledgergate.toml:9: expected a list
ledgergate schema</error>
  </testcase>
 </testsuite>
</testsuites>
"""


def test_a_rich_verdict_as_a_whole() -> None:
    assert render("junit", RICH, rules=RULES) == SAID


def test_what_is_to_be_pasted_has_no_empty_line_between() -> None:
    told = render("junit", CLEAN.but(findings=(MISSING.but(message="no", cure=("a\n\nb", "")),)))
    assert ">specs/345-audit/candidate-reconciliation.md:12:23: no\na\nb</failure>\n" in told


def test_a_stopped_check_is_an_error() -> None:
    assert not_checked("junit", MISTAKEN) == STOPPED


@pytest.mark.parametrize("verdict", [RICH, CLEAN, *map(hostile, HOSTILE)])
def test_it_holds_to_the_published_schema(verdict: Verdict) -> None:
    SCHEMA.validate(render("junit", verdict, rules=RULES))


def test_a_stopped_check_holds_to_the_schema() -> None:
    for error in (SHALLOW, MISTAKEN, *map(refused, HOSTILE)):
        SCHEMA.validate(not_checked("junit", error))
