"""Verdicts that every format is tested with: a rich one, a clean one, and hostile ones."""

from __future__ import annotations

from ledgergate.errors import Misused, NotChecked
from ledgergate.model import (
    Compared,
    Edit,
    Examined,
    Finding,
    Fix,
    Moved,
    NotRun,
    Partition,
    Place,
    Posture,
    Related,
    Verdict,
)
from ledgergate.output import RuleHelp

HEAD = "1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d"
REPORT = "specs/345-audit/candidate-reconciliation.md"
LEDGER = "docs/candidates.md"
ROUTES = "apps/platform/routes/web.php"

MISSING = Finding(
    "LG303",
    "row-contradicts-ledger",
    Place(REPORT, 12, 23, 12, 24),
    "C-7 'PSA handoff' is B in the ledger but A in this report",
    (f"write B into {REPORT}:12", f"write A into {LEDGER}:40"),
    "C-7",
    (Related(Place(LEDGER, 40, 13, 40, 14), "the ledger says B"),),
    "| C-7 | PSA handoff | A |",
    introduced=True,
    fingerprint="f" * 32,
    fix=Fix("take the ledger's bucket", (Edit(REPORT, 310, 311, "B"),), safe=True),
)
TOUCHED = Finding(
    "LG101",
    "runtime-path-changed",
    Place(ROUTES),
    f"a read-only change edits {ROUTES}",
    (f"git restore --staged --source=HEAD -- {ROUTES}",),
    ROUTES,
    introduced=True,
)
GONE = Finding(
    "LG205",
    "item-vanished",
    Place(LEDGER, 52, 5, 52, 9, "before"),
    "C-9 'Ledger export' is no longer listed",
    (),
    "C-9",
    quote="### C-9 Ledger export",
    level="advise",
    introduced=False,
)
WAIVED = Finding(
    "LG401",
    "evidence-missing-path",
    Place("docs/roadmap.md", 3),
    "docs/gone.md is not in the tree",
    quote="- [x](gone.md)",
    waived_by="platform until 2027-01-31: restored by the export",
)
RICH = Verdict(
    Compared(
        "staged",
        HEAD,
        "index",
        "--staged",
        Posture(True, "its package says so", Place("specs/345-audit/spec.md", 6), "Runtime posture: Read-only"),
        ("origin/HEAD names no branch",),
    ),
    Examined(3, 7, {"candidates": 41}, 44, 103, 5, 2),
    (MISSING, TOUCHED, GONE, WAIVED),
    (Partition("candidates", 41, {"A": 11, "B": 30}, 40, 2, 1, 0),),
    (NotRun("docs-commit-touches-runtime", "no commits to judge"),),
    ("the waiver of docs/roadmap.md lapses in 9 days",),
    ("sellable: no, 11 candidates are in A",),
)
CLEAN = Verdict(Compared("range", HEAD, "2" * 40, "--base"), Examined(0, 2, {"candidates": 1}))
RULES = (
    RuleHelp("LG101", "runtime-path-changed", "A read-only change touches a runtime path", "# LG101\n\nWhy.", "block"),
    RuleHelp("LG208", "lookalike-items", "Two titles are nearly the same", "# LG208", "advise"),
    RuleHelp("LG310", "title-differs", "A row's title is not its item's", "# LG310", "off"),
)
SHALLOW = NotChecked("the history is too short to hold the merge base", "git fetch --unshallow")
MISTAKEN = Misused(
    "2 mistakes in ledgergate.toml",
    "ledgergate schema",
    mistakes=("ledgergate.toml:3: unknown key 'runtim'", "ledgergate.toml:9: expected a list"),
)

HOSTILE = (
    "\x1b[2J\x1b]0;owned\x07",
    "a\r\nb\x00c\x85d",
    "::error file=x::owned",
    " ::stop-commands::x",
    "##[error]owned",
    "##vso[task.complete result=Succeeded]",
    "##teamcity[buildStatus status='SUCCESS']",
    "section_start:1:x\r\x1b[0K",
    "<script>alert(1)</script><!-- --></details>",
    '"><img src=x onerror=alert(1)> ]]> &amp; </failure>',
    "[click](https://evil.invalid) ![x](http://evil.invalid/x.png) https://evil.invalid www.evil.invalid",
    '@everyone #12 !3 ~"label" GH-4 :tada: $x$ `code` **bold** __b__ ~~s~~ a|b',
    "/close\n/approve",
    "abc\u202egnp.exe\u2066\u200b\u200d\ufeff\u00ad",
    "\udcff\udc80 \ud800",
    "%0A%0D::warning::x, a:b",
    "\u2028\u2029\ufffe\uffff\U000e0041",
    "-->\n<!-- ledgergate -->",
    "漢字" * 200,
    "--- a/x",
)


def hostile(text: str) -> Verdict:
    """A verdict with `text` in every place that a repository fills."""
    found = Finding(
        "LG301",
        "missing-from-report",
        Place(text or "x", 2, 3, 2, 5),
        f"{text} is not here",
        (text, f"add {text}"),
        text,
        (Related(Place(text or "x", 4), text),),
        text,
        fix=Fix(text, (Edit(text or "x", 0, 1, text),)),
    )
    advice = found.but(level="advise", message=text, introduced=False)
    gone = found.but(place=Place(text or "x", side="before"), quote="")
    return Verdict(
        Compared("range", text, text, text, Posture(True, text, Place(text or "x", 3), text), (text,)),
        Examined(1, 1, {text: 1}, 1, 1, 1, 1),
        (found, advice, gone, found.but(waived_by=text)),
        (Partition(text, 1, {text: 1}, 1, by_before={text: 2, f"{text}2": 1}),),
        (NotRun("item-vanished", text),),
        (text,),
        (text,),
        moved=(
            Moved(text, text, text, text, f"{text}2", "", Place(text or "x")),
            Moved(text, text, text, text, None, "dropped", Place(text or "x", side="before")),
            Moved(text, text, text, None, text, "added", Place(text or "x")),
        ),
    )


def refused(text: str) -> Misused:
    return Misused(f"{text} is wrong", f"{text}\nor {text}", mistakes=(text, f"{text}: {text}"))
