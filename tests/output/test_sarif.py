"""SARIF: its schema, its limits, and what code scanning makes of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from ledgergate.errors import LedgergateError, Misused, NotChecked
from ledgergate.model import Place, Related, Unchecked, Verdict
from ledgergate.output import RuleHelp, not_checked, render, sarif
from verdicts import CLEAN, GONE, HOSTILE, LEDGER, MISSING, MISTAKEN, RICH, RULES, SHALLOW, TOUCHED, WAIVED, hostile

SCHEMA = json.loads((Path(__file__).parents[1] / "schemas" / "sarif-schema-2.1.0.json").read_text("utf-8"))
SAID = """\
{
 "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
 "version": "2.1.0",
 "runs": [
  {
   "tool": {
    "driver": {
     "name": "ledgergate",
     "rules": [
      {
       "id": "LG101",
       "name": "runtime-path-changed",
       "shortDescription": {
        "text": "A read-only change touches a runtime path"
       },
       "fullDescription": {
        "text": "A read-only change touches a runtime path"
       },
       "help": {
        "text": "# LG101\\n\\nWhy.",
        "markdown": "# LG101\\n\\nWhy."
       },
       "defaultConfiguration": {
        "level": "error",
        "enabled": true
       },
       "properties": {
        "tags": [
         "planning"
        ],
        "precision": "very-high"
       }
      },
      {
       "id": "LG303",
       "name": "row-contradicts-ledger",
       "shortDescription": {
        "text": "row-contradicts-ledger"
       },
       "fullDescription": {
        "text": "row-contradicts-ledger"
       },
       "help": {
        "text": "row-contradicts-ledger",
        "markdown": "row-contradicts-ledger"
       },
       "defaultConfiguration": {
        "level": "error",
        "enabled": true
       },
       "properties": {
        "tags": [
         "planning"
        ],
        "precision": "very-high"
       }
      },
      {
       "id": "LG401",
       "name": "evidence-missing-path",
       "shortDescription": {
        "text": "evidence-missing-path"
       },
       "fullDescription": {
        "text": "evidence-missing-path"
       },
       "help": {
        "text": "evidence-missing-path",
        "markdown": "evidence-missing-path"
       },
       "defaultConfiguration": {
        "level": "error",
        "enabled": true
       },
       "properties": {
        "tags": [
         "planning"
        ],
        "precision": "very-high"
       }
      }
     ],
     "version": "1.2.3",
     "semanticVersion": "1.2.3"
    }
   },
   "automationDetails": {
    "id": "ledgergate/"
   },
   "columnKind": "unicodeCodePoints",
   "invocations": [
    {
     "executionSuccessful": true,
     "exitCode": 1,
     "toolExecutionNotifications": [
      {
       "level": "note",
       "message": {
        "text": "refused: 1 finding (1 blocking, 0 advisory), 1 waived, index against 1a2b3c4 (--staged), read-only because its package says so (specs/345-audit/spec.md:6): \\"Runtime posture: Read-only\\": 3 changed paths, 7 documents, 41 items, 44 rows, 5 totals, 103 citations"
       }
      },
      {
       "level": "note",
       "message": {
        "text": "not run: docs-commit-touches-runtime (no commits to judge)"
       }
      },
      {
       "level": "note",
       "message": {
        "text": "the waiver of docs/roadmap.md lapses in 9 days"
       }
      },
      {
       "level": "note",
       "message": {
        "text": "sellable: no, 11 candidates are in A"
       }
      }
     ]
    }
   ],
   "results": [
    {
     "ruleId": "LG303",
     "ruleIndex": 1,
     "level": "error",
     "message": {
      "text": "C-7 'PSA handoff' is B in the ledger but A in this report\\nwrite B into specs/345-audit/candidate-reconciliation.md:12\\nwrite A into docs/candidates.md:40"
     },
     "locations": [
      {
       "physicalLocation": {
        "artifactLocation": {
         "uri": "specs/345-audit/candidate-reconciliation.md"
        },
        "region": {
         "startLine": 12,
         "startColumn": 23,
         "endLine": 12,
         "endColumn": 24,
         "snippet": {
          "text": "| C-7 | PSA handoff | A |"
         }
        }
       }
      }
     ],
     "partialFingerprints": {
      "ledgergate/v1": "ffffffffffffffffffffffffffffffff"
     },
     "properties": {
      "key": "C-7",
      "side": "after",
      "introduced": true
     },
     "relatedLocations": [
      {
       "id": 1,
       "physicalLocation": {
        "artifactLocation": {
         "uri": "docs/candidates.md"
        },
        "region": {
         "startLine": 40,
         "startColumn": 13,
         "endLine": 40,
         "endColumn": 14
        }
       },
       "message": {
        "text": "the ledger says B"
       }
      }
     ],
     "fixes": [
      {
       "description": {
        "text": "take the ledger's bucket"
       },
       "artifactChanges": [
        {
         "artifactLocation": {
          "uri": "specs/345-audit/candidate-reconciliation.md"
         },
         "replacements": [
          {
           "deletedRegion": {
            "byteOffset": 310,
            "byteLength": 1
           },
           "insertedContent": {
            "text": "B"
           }
          }
         ]
        }
       ]
      }
     ]
    },
    {
     "ruleId": "LG401",
     "ruleIndex": 2,
     "level": "note",
     "message": {
      "text": "docs/gone.md is not in the tree"
     },
     "locations": [
      {
       "physicalLocation": {
        "artifactLocation": {
         "uri": "docs/roadmap.md"
        },
        "region": {
         "startLine": 3,
         "startColumn": 1,
         "snippet": {
          "text": "- [x](gone.md)"
         }
        }
       }
      }
     ],
     "partialFingerprints": {
      "ledgergate/v1": "95277a54524412eb85b41a84e63be695"
     },
     "properties": {
      "key": "",
      "side": "after",
      "introduced": null
     },
     "suppressions": [
      {
       "kind": "external",
       "justification": "platform until 2027-01-31: restored by the export"
      }
     ]
    }
   ]
  }
 ]
}
"""  # noqa: E501  # the lines are as long as a service gets them


def run(verdict: Verdict, **options: Any) -> Any:
    (told,) = json.loads(render("sarif", verdict, **options))["runs"]
    return told


def test_a_rich_verdict_as_a_whole() -> None:
    told = render("sarif", RICH.but(findings=(MISSING, WAIVED)), rules=RULES[:1], version="1.2.3")
    assert told == SAID


@pytest.mark.parametrize("verdict", [RICH, CLEAN, *map(hostile, HOSTILE)])
def test_it_holds_to_the_published_schema(verdict: Verdict) -> None:
    Draft4Validator(SCHEMA).validate(json.loads(render("sarif", verdict, rules=RULES)))


def test_a_stopped_check_holds_to_the_schema_and_was_not_successful() -> None:
    for error in (SHALLOW, MISTAKEN):
        told = json.loads(not_checked("sarif", error, rules=RULES))
        Draft4Validator(SCHEMA).validate(told)
        (invocation,) = told["runs"][0]["invocations"]
        assert invocation["executionSuccessful"] is False
        assert invocation["exitCode"] == error.code
        assert told["runs"][0]["results"] == []


def test_every_rule_is_listed_with_its_help_and_its_level() -> None:
    rules = {rule["id"]: rule for rule in run(CLEAN, rules=RULES)["tool"]["driver"]["rules"]}
    assert list(rules) == ["LG101", "LG208", "LG310"]
    assert rules["LG101"]["help"]["markdown"] == "# LG101\n\nWhy."
    levels = [
        (rule["defaultConfiguration"]["level"], rule["defaultConfiguration"]["enabled"]) for rule in rules.values()
    ]
    assert levels == [("error", True), ("warning", True), ("none", False)]


def test_a_gate_that_knows_no_version_of_its_own_says_none() -> None:
    assert run(CLEAN)["tool"]["driver"] == {"name": "ledgergate", "rules": []}
    assert list(run(CLEAN, version="1")["tool"]["driver"]) == ["name", "rules", "version", "semanticVersion"]


def test_results_point_at_their_rules() -> None:
    told = run(RICH, rules=RULES)
    rules = told["tool"]["driver"]["rules"]
    assert [rules[one["ruleIndex"]]["id"] for one in told["results"]] == [one["ruleId"] for one in told["results"]]


def test_more_results_than_are_shown_keep_the_blocking_ones_and_say_so() -> None:
    advice = tuple(MISSING.but(level="advise", place=Place("a.md", line)) for line in range(1, 5001))
    told = run(CLEAN.but(findings=(*advice, MISSING)))
    assert len(told["results"]) == 5000
    assert told["results"][0]["level"] == "error"
    notes = [one["message"]["text"] for one in told["invocations"][0]["toolExecutionNotifications"]]
    assert "1 further findings are left out here; --format json lists all" in notes


def test_what_is_left_out_is_counted_and_nothing_is_said_where_all_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "RESULTS", 2)
    said: dict[int, tuple[int, list[str]]] = {}
    for count in (1, 2, 3, 5):
        told = run(CLEAN.but(findings=tuple(TOUCHED.but(place=Place("a.md", line + 1)) for line in range(count))))
        notes = told["invocations"][0]["toolExecutionNotifications"][1:]
        said[count] = len(told["results"]), [one["message"]["text"] for one in notes]
    assert said == {
        1: (1, []),
        2: (2, []),
        3: (2, ["1 further findings are left out here; --format json lists all"]),
        5: (2, ["3 further findings are left out here; --format json lists all"]),
    }


def test_texts_and_places_are_bounded() -> None:
    related = tuple(Related(Place(LEDGER, line), "here") for line in range(1, 100))
    long = MISSING.but(message="x" * 10**5, cure=("y\n" * 10**5,), quote="z" * 10**5, related=related)
    told = run(CLEAN.but(findings=(long,)), rules=(RuleHelp("LG303", "n", "s" * 10**5, "h" * 10**5),))
    assert len(json.dumps(told)) < 200_000
    assert len(told["results"][0]["relatedLocations"]) == 10
    assert len(told["tool"]["driver"]["rules"][0]["fullDescription"]["text"]) <= 1024


def test_a_path_is_a_relative_reference_of_its_own_bytes() -> None:
    name = b"a b/\xff#1?:%.md".decode("utf-8", "surrogateescape")
    (result,) = run(CLEAN.but(findings=(MISSING.but(place=Place(name)),)))["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "a%20b/%FF%231%3F%3A%25.md"


def test_brackets_make_no_link() -> None:
    (result,) = run(CLEAN.but(findings=(MISSING.but(message="[x](1)", cure=()),)))["results"]
    assert result["message"]["text"] == r"\[x\](1)"


def uri(path: str) -> str:
    (result,) = run(CLEAN.but(findings=(MISSING.but(place=Place(path)),)))["results"]
    told: str = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    return told


def test_a_path_that_is_none_is_a_reference_all_the_same() -> None:
    assert uri("") == "."
    assert uri("a/\ud800") == "a/%5Cud800"
    assert uri("a/ä") == "a/%C3%A4"


def test_a_backslash_stays_one() -> None:
    (result,) = run(CLEAN.but(findings=(MISSING.but(message="a\\b", cure=("c\\[d",)),)))["results"]
    assert result["message"]["text"] == "a\\\\b\nc\\\\\\[d"
    (result,) = run(CLEAN.but(findings=(MISSING.but(message="a", cure=("b\nc", "d")),)))["results"]
    assert result["message"]["text"] == "a\nb\nc\nd"


def test_a_region_ends_where_its_place_does() -> None:
    def region(line: int, column: int, end_line: int = 0, end_column: int = 0) -> Any:
        place = Place("a.md", line, column, end_line, end_column)
        (result,) = run(CLEAN.but(findings=(TOUCHED.but(place=place),)))["results"]
        return result["locations"][0]["physicalLocation"]["region"]

    assert region(3, 4) == {"startLine": 3, "startColumn": 4}
    assert region(3, 4, 3, 4) == {"startLine": 3, "startColumn": 4}
    assert region(3, 4, 3, 5) == {"startLine": 3, "startColumn": 4, "endLine": 3, "endColumn": 5}
    assert region(3, 4, 4, 1) == {"startLine": 3, "startColumn": 4, "endLine": 4, "endColumn": 1}


def test_a_waiver_within_the_document_and_one_beside_it_are_told_apart() -> None:
    def told(**more: Any) -> Any:
        (result,) = run(CLEAN.but(findings=(WAIVED.but(**more),)))["results"]
        return result["suppressions"]

    assert told() == [{"kind": "external", "justification": WAIVED.waived_by}]
    assert told(excused=True) == [{"kind": "inSource", "justification": WAIVED.waived_by}]


def test_a_partial_check_is_told_whole() -> None:
    missed = (Unchecked("nothing matches", "mend it"), Unchecked("no text", "save it", Place("a b.md", 3)))
    verdict = CLEAN.but(unchecked=missed, states=("a state",), findings=(GONE,))
    (invocation,) = run(verdict)["invocations"]
    headline = (
        "not all was checked: 1 finding (0 blocking, 1 advisory), 2222222 against 1a2b3c4 (--base): "
        "0 changed paths, 2 documents, 1 item"
    )
    assert invocation == {
        "executionSuccessful": False,
        "exitCode": 3,
        "toolExecutionNotifications": [
            {"level": "error", "message": {"text": "not checked: nothing matches\nmend it"}},
            {
                "level": "error",
                "message": {"text": "not checked: no text\nsave it"},
                "locations": [
                    {
                        "physicalLocation": {
                            "artifactLocation": {"uri": "a%20b.md"},
                            "region": {"startLine": 3, "startColumn": 1},
                        }
                    }
                ],
            },
            {"level": "note", "message": {"text": headline}},
            {"level": "note", "message": {"text": "a state"}},
        ],
    }
    (result,) = run(verdict)["results"]
    assert (result["level"], result["properties"]) == ("warning", {"key": "C-9", "side": "before", "introduced": False})


def test_a_stopped_check_is_told_whole() -> None:
    def invocation(error: LedgergateError) -> Any:
        made = json.loads(not_checked("sarif", error, version="1.0"))["runs"][0]
        assert made["tool"]["driver"] == {
            "name": "ledgergate", "rules": [], "version": "1.0", "semanticVersion": "1.0",
        }  # fmt: skip
        return made["invocations"][0]

    assert invocation(Misused("no [policy]", "write one", mistakes=("a:1: x",))) == {
        "executionSuccessful": False,
        "exitCode": 2,
        "exitCodeDescription": "misused: no [policy]",
        "toolConfigurationNotifications": [
            {"level": "error", "message": {"text": one}} for one in ("misused: no \\[policy\\]", "a:1: x", "write one")
        ],
    }
    assert len(invocation(NotChecked("no"))["toolConfigurationNotifications"]) == 1
