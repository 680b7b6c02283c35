# ruff: noqa: E501  # what is said is read by its lines
"""What is said of a waiver by what became of it: it covers, is refused, renewed, lapsed, idle. The gate adds the code."""

from __future__ import annotations

from datetime import date

import pytest

from judging import ALL, both, ledger, reading, table
from ledgergate.model import Finding, Place
from ledgergate.policy.model import Waiver
from ledgergate.rules.view import View, WaiverUse
from ledgergate.rules.waiver_invalid import check
from states.judged import told

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

TODAY = "2027-02-01"
LAPSED = "2027-01-31"
FAR = "2027-09-01"
FILES = {**both(ledger(*ALL), table(*ALL, more="| X-9 | Odd row | B |\n")), "docs/a.md": "# A\n"}


def hidden(count: int) -> tuple[Finding, ...]:
    return tuple(Finding("", "", Place(f"docs/{at}.md", at, 1, at, 1), f"fault {at}") for at in range(1, count + 1))


def said(use: dict[str, Any], **waiver: Any) -> str:
    """All that the rule says of one waiver; unless the test says otherwise it holds, hides one finding and is narrow."""
    written: dict[str, Any] = {"path": "docs/a.md", "expires": FAR, "line": 7, **waiver}
    written["expires"] = date.fromisoformat(written["expires"])
    made = Waiver("LG401", "reason", "us", **written)
    all_of_use = {"day": TODAY, "until": made.expires.isoformat(), "hid": hidden(1), **use}
    return "".join(map(told, check(View(reading(FILES), waivers=(WaiverUse(made, **all_of_use),)))))


HEAD = "the waiver of LG401 in docs/a.md (us)"
AT = "ledgergate.toml:7:1-1:1 [LG401 docs/a.md]\n  " + HEAD
SEE = "  see docs/1.md:1:1 fault 1\n"
EXCUSE = {"path": "docs/a.md", "covers": 4}
EXCUSED = "docs/a.md:7:1-1:1 [LG401 docs/a.md]\n  the excuse of LG401 in line 4 (us)"
DELETE = "  > delete the [[waiver]] of LG401 in docs/a.md\n"
LATER = "  > fix what it hides, or agree on a later date\n"
SITUATIONS: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "it holds": ({}, {}, ""),
    "it lapses in fifteen days": ({}, {"expires": "2027-02-16"}, ""),
    "it lapses in fourteen days": ({}, {"expires": "2027-02-15"}, f" advise old {AT} lapses in 14 days, on 2027-02-15\n{LATER}{SEE}"),
    "it lapses tomorrow": ({}, {"expires": "2027-02-02"}, f" advise old {AT} lapses in 1 day, on 2027-02-02\n{LATER}{SEE}"),
    "it lapses today": ({}, {"expires": TODAY}, f" advise old {AT} lapses today, on 2027-02-01\n{LATER}{SEE}"),
    "it holds until today alone, whatever it says": (
        {"until": TODAY}, {"expires": LAPSED}, f" advise old {AT} lapses today, on 2027-02-01\n{LATER}{SEE}",
    ),
    "it has held until yesterday, and says a later day": (
        {"until": LAPSED}, {"expires": "2027-02-03"}, f" advise old {AT} lapses in 2 days, on 2027-02-03\n{LATER}{SEE}",
    ),
    "it has held until yesterday, and says today": (
        {"until": LAPSED}, {"expires": TODAY}, f" advise old {AT} lapses today, on 2027-02-01\n{LATER}{SEE}",
    ),
    "it has lapsed and would hide six": (
        {"hid": hidden(6)}, {"expires": LAPSED},
        f" old {AT} lapsed on 2027-01-31\n{DELETE}  > or renew `expires` in a change of its own\n"
        + "".join(f"  see docs/{at}.md:{at}:1 fault {at}\n" for at in range(1, 6)),
    ),
    "it has lapsed and came with the change": (
        {"brought": True}, {"expires": LAPSED},
        f" new {AT} lapsed on 2027-01-31\n{DELETE}  > or renew `expires` in a change of its own\n{SEE}",
    ),
    "it has lapsed and held for no day of this change": (
        {"until": ""}, {"expires": LAPSED}, f" old {AT} lapsed on 2027-01-31\n{DELETE}  > or renew `expires` in a change of its own\n{SEE}",
    ),
    "it has lapsed and hides nothing": ({"hid": ()}, {"expires": LAPSED}, f" advise old {AT} lapsed on 2027-01-31 and hides nothing\n{DELETE}"),
    "it has lapsed and the base has a later one": (
        {"renewed": FAR}, {"expires": LAPSED},
        f" old {AT} lapsed on 2027-01-31; the base has one until 2027-09-01\n  > rebase this branch on its base\n{SEE}",
    ),
    "it has lapsed, hides nothing, and the base has a later one": (
        {"renewed": FAR, "hid": ()}, {"expires": LAPSED},
        f" advise old {AT} lapsed on 2027-01-31; the base has one until 2027-09-01\n  > rebase this branch on its base\n",
    ),
    "it came with what it would hide": (
        {"refused": hidden(1), "hid": ()}, {},
        f" new {AT} came with this change and would hide 1 finding of it\n"
        f"  > fix what it would hide, or bring the waiver in a change of its own, before this one\n{SEE}",
    ),
    "it came with two that it would hide, and hides others": (
        {"refused": hidden(2), "hid": hidden(4)}, {"expires": TODAY},
        f" new {AT} came with this change and would hide 2 findings of it\n"
        f"  > fix what it would hide, or bring the waiver in a change of its own, before this one\n{SEE}  see docs/2.md:2:1 fault 2\n"
        f" advise new {AT} lapses today, on 2027-02-01\n{LATER}{SEE}  see docs/2.md:2:1 fault 2\n",
    ),
    "it hides nothing": ({"hid": ()}, {}, f" advise old {AT} hides nothing\n{DELETE}"),
    "its rule did not run": ({"hid": (), "judged": False}, {}, ""),
    "its path is not there": (
        {"hid": ()}, {"path": "docs/b.md"},
        f" old {AT} names the path docs/b.md, which is not there\n{DELETE}".replace("a.md", "b.md"),
    ),
    "its path is not there, and the rule looks at changes": (
        {"hid": (), "lasting": False}, {"path": "docs/b.md"}, f" advise old {AT} hides nothing\n{DELETE}".replace("a.md", "b.md"),
    ),
    "the line that it excuses is gone": ({"hid": ()}, {**EXCUSE, "path": "docs/b.md"}, f" advise old {EXCUSED} hides nothing\n  > delete the comment\n".replace("a.md", "b.md")),
    "an excuse has lapsed": (
        {}, {**EXCUSE, "expires": LAPSED},
        f" old {EXCUSED} lapsed on 2027-01-31\n  > delete the comment\n  > or renew its day in a change of its own\n{SEE}",
    ),
    "it stands in no line": ({"hid": ()}, {"line": 0}, f" advise old {AT} hides nothing\n{DELETE}".replace(":7", ":1")),
    "it stands in the first line": ({"hid": ()}, {"line": 1}, f" advise old {AT} hides nothing\n{DELETE}".replace(":7", ":1")),
}  # fmt: skip


@pytest.mark.parametrize("name", SITUATIONS)
def test_what_is_said_of_a_waiver(name: str) -> None:
    use, waiver, answer = SITUATIONS[name]
    assert said(use, **waiver) == answer


@pytest.mark.parametrize(
    ("scope", "what"),
    [
        ({"path": "", "key": "C-1"}, "advise old ledgergate.toml:7:1-1:1 [LG401 C-1] the waiver of LG401 for C-1 (us) hides nothing"),
        ({"path": "", "key": "X-9"}, "advise old ledgergate.toml:7:1-1:1 [LG401 X-9] the waiver of LG401 for X-9 (us) hides nothing"),
        ({"path": "", "key": "docs/a.md"}, "advise old ledgergate.toml:7:1-1:1 [LG401 docs/a.md] the waiver of LG401 for docs/a.md (us) hides nothing"),
        ({"path": "", "key": "C-7*"}, "advise old ledgergate.toml:7:1-1:1 [LG401 C-7*] the waiver of LG401 for C-7* (us) hides nothing"),
        ({"path": "", "key": "C-77"}, "old ledgergate.toml:7:1-1:1 [LG401 C-77] the waiver of LG401 for C-77 (us) names the key C-77, which is not there"),
        ({"path": "docs/a.md", "key": "C-77"}, "old ledgergate.toml:7:1-1:1 [LG401 docs/a.md C-77] the waiver of LG401 in docs/a.md for C-77 (us) names the key C-77, which is not there"),
        ({"path": "docs/*.md", "key": "C-1"}, "advise old ledgergate.toml:7:1-1:1 [LG401 docs/*.md C-1] the waiver of LG401 in docs/*.md for C-1 (us) hides nothing"),
    ],
)  # fmt: skip
def test_a_waiver_that_hides_nothing_names_something_or_not(scope: dict[str, str], what: str) -> None:
    lines = said({"hid": ()}, **scope).splitlines()
    assert " ".join([lines[0].strip(), lines[1].strip()]) == what


@pytest.mark.parametrize(("scope", "wide"), [({}, 2), ({"path": "docs/*.md"}, 0), ({"key": "C-1"}, 0)])
def test_only_one_that_names_neither_path_nor_key_is_wide(scope: dict[str, str], wide: int) -> None:
    for count in (1, 2):
        answer = said({"hid": hidden(count)}, **{"path": "", **scope})
        assert ("names neither a path nor a key" in answer) is (wide == count)
    if wide:
        assert (
            '  the waiver of LG401 (us) names neither a path nor a key and hides 2 findings\n  > path = "docs/1.md"\n'
            in answer
        )
