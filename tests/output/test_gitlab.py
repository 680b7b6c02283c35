"""GitLab's code quality report."""

from __future__ import annotations

import json

from ledgergate.model import Place
from ledgergate.output import not_checked, render
from verdicts import CLEAN, MISSING, RICH, SHALLOW, WAIVED

SAID = """\
[
 {
  "description": "LG101 runtime-path-changed: a read-only change edits apps/platform/routes/web.php",
  "check_name": "LG101 runtime-path-changed",
  "fingerprint": "9dc9681f98dfa30e2880da7b8fa4a1f6",
  "severity": "major",
  "location": {
   "path": "apps/platform/routes/web.php",
   "lines": {
    "begin": 1,
    "end": 1
   }
  }
 },
 {
  "description": "LG205 item-vanished: C-9 'Ledger export' is no longer listed",
  "check_name": "LG205 item-vanished",
  "fingerprint": "f7c4f7b7191f0a2269cb61590e3b8154",
  "severity": "info",
  "location": {
   "path": "docs/candidates.md",
   "lines": {
    "begin": 52,
    "end": 52
   }
  }
 },
 {
  "description": "LG303 row-contradicts-ledger: C-7 'PSA handoff' is B in the ledger but A in this report",
  "check_name": "LG303 row-contradicts-ledger",
  "fingerprint": "ffffffffffffffffffffffffffffffff",
  "severity": "major",
  "location": {
   "path": "specs/345-audit/candidate-reconciliation.md",
   "lines": {
    "begin": 12,
    "end": 12
   }
  }
 }
]
"""


def test_a_rich_verdict_lists_what_is_not_waived() -> None:
    assert render("gitlab", RICH) == SAID


def test_a_clean_verdict_is_an_empty_array() -> None:
    assert render("gitlab", CLEAN) == "[]\n"
    assert render("gitlab", CLEAN.but(findings=(WAIVED,))) == "[]\n"


def test_two_findings_of_one_fingerprint_are_both_shown() -> None:
    twice = (MISSING, MISSING.but(place=Place(MISSING.place.path, 20)))
    marks = [one["fingerprint"] for one in json.loads(render("gitlab", CLEAN.but(findings=twice)))]
    assert len(set(marks)) == 2


def test_a_stopped_check_is_no_empty_array() -> None:
    (told,) = json.loads(not_checked("gitlab", SHALLOW))
    assert told["severity"] == "blocker"
    assert told["description"] == f"not checked: {SHALLOW.message} {SHALLOW.cure}"
