"""The JSON document, version 1."""

from __future__ import annotations

import json

from ledgergate.errors import NotChecked
from ledgergate.model import Place
from ledgergate.output import not_checked, render
from verdicts import CLEAN, LEDGER, MISSING, MISTAKEN, RICH, SHALLOW

SAID = """\
{
 "version": 1,
 "compared": {
  "moment": "staged",
  "before": "1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d",
  "after": "index",
  "source": "--staged",
  "posture": {
   "read_only": true,
   "because": "its package says so",
   "place": {
    "path": "specs/345-audit/spec.md",
    "line": 6
   },
   "quote": "Runtime posture: Read-only"
  },
  "notes": [
   "origin/HEAD names no branch"
  ]
 },
 "examined": {
  "paths_changed": 3,
  "documents": 7,
  "items": {
   "candidates": 41
  },
  "rows": 44,
  "evidence": 103,
  "totals": 5,
  "ignored": 2
 },
 "partition": {
  "candidates": {
   "before": 40,
   "added": 2,
   "merged": 1,
   "dropped": 0,
   "renamed": 0,
   "after": 41,
   "by": {
    "A": 11,
    "B": 30
   }
  }
 },
 "not_run": [
  {
   "rule": "docs-commit-touches-runtime",
   "reason": "no commits to judge"
  }
 ],
 "findings": [
  {
   "code": "LG101",
   "rule": "runtime-path-changed",
   "level": "block",
   "path": "apps/platform/routes/web.php",
   "line": 1,
   "column": 1,
   "end_line": 1,
   "end_column": 1,
   "key": "apps/platform/routes/web.php",
   "message": "a read-only change edits apps/platform/routes/web.php",
   "cure": [
    "git restore --staged --source=HEAD -- apps/platform/routes/web.php"
   ],
   "related": [],
   "fingerprint": "9dc9681f98dfa30e2880da7b8fa4a1f6",
   "introduced": true,
   "waived_by": null,
   "quote": "",
   "fix": null
  },
  {
   "code": "LG205",
   "rule": "item-vanished",
   "level": "advise",
   "path": "docs/candidates.md",
   "line": 52,
   "column": 5,
   "end_line": 52,
   "end_column": 9,
   "side": "before",
   "key": "C-9",
   "message": "C-9 'Ledger export' is no longer listed",
   "cure": [],
   "related": [],
   "fingerprint": "f7c4f7b7191f0a2269cb61590e3b8154",
   "introduced": false,
   "waived_by": null,
   "quote": "### C-9 Ledger export",
   "fix": null
  },
  {
   "code": "LG401",
   "rule": "evidence-missing-path",
   "level": "block",
   "path": "docs/roadmap.md",
   "line": 3,
   "column": 1,
   "end_line": 3,
   "end_column": 1,
   "key": "",
   "message": "docs/gone.md is not in the tree",
   "cure": [],
   "related": [],
   "fingerprint": "95277a54524412eb85b41a84e63be695",
   "introduced": null,
   "waived_by": "platform until 2027-01-31: restored by the export",
   "quote": "- [x](gone.md)",
   "fix": null
  },
  {
   "code": "LG303",
   "rule": "row-contradicts-ledger",
   "level": "block",
   "path": "specs/345-audit/candidate-reconciliation.md",
   "line": 12,
   "column": 23,
   "end_line": 12,
   "end_column": 24,
   "key": "C-7",
   "message": "C-7 'PSA handoff' is B in the ledger but A in this report",
   "cure": [
    "write B into specs/345-audit/candidate-reconciliation.md:12",
    "write A into docs/candidates.md:40"
   ],
   "related": [
    {
     "path": "docs/candidates.md",
     "line": 40,
     "column": 13,
     "end_line": 40,
     "end_column": 14,
     "message": "the ledger says B"
    }
   ],
   "fingerprint": "ffffffffffffffffffffffffffffffff",
   "introduced": true,
   "waived_by": null,
   "quote": "| C-7 | PSA handoff | A |",
   "fix": {
    "title": "take the ledger's bucket",
    "safe": true,
    "edits": [
     {
      "path": "specs/345-audit/candidate-reconciliation.md",
      "start": 310,
      "end": 311,
      "text": "B"
     }
    ]
   }
  }
 ],
 "verdict": {
  "exit_code": 1,
  "blocking": 2,
  "advisory": 1,
  "waived": 1
 },
 "notices": [
  "the waiver of docs/roadmap.md lapses in 9 days"
 ],
 "summary": [
  "sellable: no, 11 candidates are in A"
 ],
 "unchecked": []
}
"""


def test_the_document_has_the_contracts_keys_in_its_order() -> None:
    assert render("json", RICH) == SAID


def test_findings_come_by_path_line_and_code() -> None:
    shuffled = [("b.md", 1, "LG201"), ("a.md", 9, "LG201"), ("a.md", 2, "LG303"), ("a.md", 2, "LG202")]
    findings = tuple(MISSING.but(place=Place(path, line), code=code) for path, line, code in shuffled)
    told = json.loads(render("json", CLEAN.but(findings=findings)))["findings"]
    assert [(one["path"], one["line"], one["code"]) for one in told] == sorted(shuffled)


def test_an_end_that_nobody_set_is_the_start() -> None:
    (told,) = json.loads(render("json", CLEAN.but(findings=(MISSING.but(place=Place(LEDGER, 9, 4)),))))["findings"]
    assert (told["line"], told["column"], told["end_line"], told["end_column"]) == (9, 4, 9, 4)


def test_bytes_that_are_no_utf8_are_backslash_escaped() -> None:
    name = b"caf\xe9-\xc3\xa9.md".decode("utf-8", "surrogateescape")
    (told,) = json.loads(render("json", CLEAN.but(findings=(MISSING.but(place=Place(name)),))))["findings"]
    assert told["path"] == "caf\\xe9-\u00e9.md"


def test_nothing_is_folded_or_cut() -> None:
    many = tuple(MISSING.but(place=Place(LEDGER, line), message="x" * 5000) for line in range(1, 501))
    told = json.loads(render("json", CLEAN.but(findings=many)))["findings"]
    assert [(one["line"], len(one["message"])) for one in told] == [(line, 5000) for line in range(1, 501)]


def test_a_fingerprint_stays_when_lines_move() -> None:
    bare = MISSING.but(fingerprint="")
    told = [
        json.loads(render("json", CLEAN.but(findings=(one,))))["findings"][0]["fingerprint"]
        for one in (bare, bare.but(place=bare.place.but(line=99)), bare.but(key="C-8"))
    ]
    assert told[0] == told[1] != told[2]


def test_a_stopped_check_is_a_document_with_an_error() -> None:
    told = json.loads(not_checked("json", MISTAKEN))
    assert told["version"] == 1
    assert told["verdict"]["exit_code"] == 2
    assert told["error"] == {
        "kind": "misused",
        "message": MISTAKEN.message,
        "mistakes": list(MISTAKEN.mistakes),
        "cure": MISTAKEN.cure,
    }
    assert json.loads(not_checked("json", SHALLOW))["error"]["kind"] == "not-checked"


def test_a_check_that_failed_otherwise_is_called_failed() -> None:
    class Odd(NotChecked):
        code = 70

    assert json.loads(not_checked("json", Odd("x")))["error"]["kind"] == "failed"
