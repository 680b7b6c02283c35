"""What each machine's format says of a check that could not look everywhere, or was stopped: the whole of it."""

from __future__ import annotations

import json

from ledgergate.errors import LedgergateError, Misused, NotChecked
from ledgergate.model import Finding, Moved, Place, Unchecked
from ledgergate.output import RuleHelp, not_checked, render
from ledgergate.output.wording import digest
from verdicts import CLEAN, GONE, LEDGER, MISSING, RICH, TOUCHED

MISSED = CLEAN.but(
    unchecked=(Unchecked("nothing matches", "mend it"), Unchecked("no, text", "", Place("a:b.md", 3, 2)))
)
LONG = TOUCHED.but(message="m" * 1001, key="k" * 1001, cure=("c" * 1001,), introduced=None)
STOPPED = Misused("no policy", "write one\nor take one", mistakes=("a:1: x",))


def test_github_says_what_was_missed_and_cuts_long_lines() -> None:
    assert render("github", MISSED, beside_text=True) == (
        "::error title=ledgergate::not checked: nothing matches%0Amend it\n"
        "::error file=a%3Ab.md,line=3,title=ledgergate::not checked: no, text%0A\n"
    )
    found = LONG.but(place=Place("p" * 4097), rule="r" * 1001)
    title = f"LG101 {'r' * 991}..."
    assert render("github", CLEAN.but(findings=(found,)), beside_text=True) == (
        f"::error file={'p' * 4093}...,line=1,endLine=1,title={title}::{'m' * 997}...%0A{'c' * 997}...\n"
    )
    found = TOUCHED.but(place=Place("p" * 4096), message="m" * 1000, cure=("a\nb",))
    assert render("github", CLEAN.but(findings=(found,)), beside_text=True).endswith(f"{'m' * 1000}%0Aa%0Ab\n")
    assert f"file={'p' * 4096}," in render("github", CLEAN.but(findings=(found,)), beside_text=True)


def test_github_tells_a_stop_in_one_line_behind_the_guarded_text() -> None:
    line = "::error title=ledgergate::misused: no policy%0Aa:1: x%0Awrite one\\nor take one\n"
    assert not_checked("github", STOPPED, beside_text=True) == line
    whole = not_checked("github", STOPPED)
    token = f"ledgergate-{digest(not_checked('text', STOPPED))}"
    assert whole == f"::stop-commands::{token}\n{not_checked('text', STOPPED)}::{token}::\n{line}"
    assert not_checked("github", NotChecked("no"), beside_text=True) == "::error title=ledgergate::not checked: no\n"
    assert render("github", CLEAN, quiet=True) == ""


def test_github_leaves_out_and_counts_what_is_beyond_ten() -> None:
    every = tuple(TOUCHED.but(place=Place(LEDGER, line)) for line in range(1, 13))
    told = render("github", CLEAN.but(findings=every), beside_text=True).splitlines()
    assert [line.startswith("::error file=") for line in told] == [True] * 9 + [False]
    assert told[9] == "::error title=ledgergate::3 further findings of this kind; the step's log lists them"


def test_gitlab_lists_what_was_missed_and_a_stop() -> None:
    assert json.loads(render("gitlab", MISSED)) == [
        {
            "description": "not checked: nothing matches mend it",
            "check_name": "not-checked",
            "fingerprint": digest("not-checked", "nothing matches"),
            "severity": "blocker",
            "location": {"path": "ledgergate.toml", "lines": {"begin": 1}},
        },
        {
            "description": "not checked: no, text ",
            "check_name": "not-checked",
            "fingerprint": digest("not-checked", "no, text"),
            "severity": "blocker",
            "location": {"path": "a:b.md", "lines": {"begin": 3}},
        },
    ]
    (told,) = json.loads(not_checked("gitlab", STOPPED))
    assert told["description"] == "misused: no policy a:1: x write one\\nor take one"
    assert json.loads(not_checked("gitlab", NotChecked("no")))[0]["description"] == "not checked: no"
    thrice = tuple(MISSING.but(place=Place(LEDGER, line)) for line in (1, 2, 3))
    marks = [one["fingerprint"] for one in json.loads(render("gitlab", CLEAN.but(findings=thrice)))]
    assert marks == ["f" * 32, digest("f" * 32, "2"), digest("f" * 32, "3")]
    head = "LG101 runtime-path-changed: "
    (told,) = json.loads(render("gitlab", CLEAN.but(findings=(LONG,))))
    assert told["description"] == f"{head}{'m' * (997 - len(head))}..."
    (told,) = json.loads(render("gitlab", CLEAN.but(findings=(LONG.but(message="m" * (1000 - len(head))),))))
    assert told["description"] == f"{head}{'m' * (1000 - len(head))}"


JUNIT = """\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="ledgergate" tests="4" failures="0" errors="2">
 <testsuite name="ledgergate" tests="4" failures="0" errors="2" skipped="0">
  <testcase classname="ledgergate" name="check">
   <system-out>not all was checked: no findings, 2222222 against 1a2b3c4 (--base): 0 changed paths, 2 documents, 1 item</system-out>
  </testcase>
  <testcase classname="quiet" name="LG8"/>
  <testcase classname="ledgergate" name="not checked">
   <error type="error" message="not checked: nothing matches">mend it</error>
  </testcase>
  <testcase classname="ledgergate" name="not checked a:b.md">
   <error type="error" message="not checked: no, text"/>
  </testcase>
 </testsuite>
</testsuites>
"""  # noqa: E501  # the lines are as long as a service gets them


def test_junit_counts_what_was_missed_as_errors() -> None:
    rules = (RuleHelp("LG8", "quiet", "s", "h"), RuleHelp("LG9", "idle", "s", "h", "off"))
    assert render("junit", MISSED, rules=rules) == JUNIT
    told = not_checked("junit", STOPPED)
    assert '<error type="error" message="misused: no policy">a:1: x\nwrite one\nor take one</error>' in told
    assert '<error type="error" message="not checked: no"/>' in not_checked("junit", NotChecked("no"))


def test_junit_cuts_long_lines_and_names() -> None:
    told = render("junit", CLEAN.but(findings=(LONG,)))
    name = f"LG101 {LONG.place.path} {'k' * 1001}"
    assert f' name="{name[:997]}...">' in told
    place = f"{LONG.place.path}:1:1: "
    assert f'message="{"m" * 997}...">{(place + "m" * 1001)[:997]}...\n{"c" * 997}...</failure>' in told
    told = render("junit", CLEAN.but(findings=(LONG.but(message="m" * 1000, cure=()),)))
    assert f'message="{"m" * 1000}">' in told


def test_junit_says_how_advice_and_waived_findings_stand() -> None:
    def case(finding: Finding) -> str:
        told = render("junit", CLEAN.but(findings=(finding,)))
        return told.split("<testcase")[2].partition("</testcase>")[0]

    assert case(GONE.but(introduced=None, key="", cure=("a\nb",))) == (
        ' classname="item-vanished" name="LG205 docs/candidates.md">\n'
        "   <system-out>advice\ndocs/candidates.md:52:5 (before): C-9 &#39;Ledger export&#39; is no longer listed\n"
        "a\nb</system-out>\n  "
    )
    assert '<skipped type="skipped" message="waived by us"/>' in case(GONE.but(waived_by="us"))


def test_the_document_of_a_partial_check_and_of_a_stop() -> None:
    told = json.loads(render("json", MISSED))
    assert told["unchecked"] == [
        {"path": None, "line": None, "message": "nothing matches", "cure": "mend it"},
        {"path": "a:b.md", "line": 3, "message": "no, text", "cure": ""},
    ]
    assert "moved" not in told
    assert told["verdict"] == {"exit_code": 3, "blocking": 0, "advisory": 0, "waived": 0}
    assert json.loads(not_checked("json", STOPPED)) == {
        "version": 1,
        "compared": None,
        "examined": None,
        "partition": {},
        "not_run": [],
        "findings": [],
        "verdict": {"exit_code": 2, "blocking": 0, "advisory": 0, "waived": 0},
        "error": {
            "kind": "misused", "message": "no policy", "mistakes": ["a:1: x"], "cure": "write one\nor take one",
        },
    }  # fmt: skip
    assert json.loads(not_checked("json", NotChecked("no")))["error"]["kind"] == "not-checked"
    assert json.loads(not_checked("json", LedgergateError("no")))["error"]["kind"] == "failed"


def test_the_document_tells_moves_where_they_were_worked_out() -> None:
    (partition,) = RICH.partitions
    moved = (Moved("candidates", "C-7", "T", "A", None, "dropped", Place(LEDGER, 4)),)
    told = json.loads(render("json", RICH.but(partitions=(partition.but(by_before={"A": 41}),), moved=moved)))
    assert told["moved"] == [
        {
            "ledger": "candidates", "key": "C-7", "title": "T", "before": "A", "after": None, "how": "dropped",
            "path": LEDGER, "line": 4,
        }
    ]  # fmt: skip
    assert told["partition"]["candidates"]["by_before"] == {"A": 41}
    states = json.loads(render("json", RICH.but(states=("a state",))))
    assert states["summary"] == ["a state", "sellable: no, 11 candidates are in A"]
    assert states["notices"] == ["the waiver of docs/roadmap.md lapses in 9 days"]
