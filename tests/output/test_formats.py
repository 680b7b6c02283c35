"""The table of formats."""

from __future__ import annotations

import subprocess
import sys

import pytest

from ledgergate.cli.catalogue import helps
from ledgergate.errors import Misused
from ledgergate.model import Verdict
from ledgergate.output import FORMATS, Options, RuleHelp, not_checked, render, text
from ledgergate.output.badges import Badge
from verdicts import CLEAN, RICH, SHALLOW

PROMISED = ["text", "json", "sarif", "github", "gitlab", "junit", "markdown"]
HEAVY = {"dataclasses", "typing", "subprocess", "pathlib", "json", "hashlib", "unicodedata", "importlib.metadata"}


def test_every_promised_format_is_on_offer() -> None:
    assert set(PROMISED) <= set(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_tells_a_refusal_and_a_stopped_check(name: str) -> None:
    assert "LG303" in render(name, RICH)
    assert SHALLOW.message in not_checked(name, SHALLOW)


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_report_is_a_document_where_the_table_says_so(name: str) -> None:
    assert bool(render(name, CLEAN, beside_text=True)) is FORMATS[name].empty_is_document


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_says_the_same_twice(name: str) -> None:
    assert render(name, RICH) == render(name, RICH.but(findings=RICH.findings[::-1]))


def test_an_unknown_format_is_misuse_and_names_the_known_ones() -> None:
    with pytest.raises(Misused, match="no output format 'pdf'") as caught:
        render("pdf", CLEAN)
    assert caught.value.cure == f"choose one of {', '.join(FORMATS)}"


def test_a_format_is_asked_quietly_where_nothing_else_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def told(_verdict: Verdict, options: Options) -> str:
        return repr(options)

    monkeypatch.setattr(text, "render", told)
    for width in (0, 3):
        assert render("text", CLEAN, **({"width": width} if width else {})) == (
            f"Options(color=False, quiet=False, verbose=False, summary=False, width={width}, rules=(), "
            "beside_text=False, page='', version='')"
        )


def test_options_have_quiet_defaults() -> None:
    assert Options() == Options(
        color=False, quiet=False, verbose=False, summary=False, width=0, rules=(), beside_text=False, page="",
        version="",
    )  # fmt: skip
    assert (RuleHelp("LG1", "n", "s", "h").level, Badge("m", "red").dark) == ("block", False)


def test_the_table_says_what_each_format_needs() -> None:
    told = {
        "text": ("text", False, False),
        "json": ("document", False, False),
        "sarif": ("sarif", True, False),
        "github": ("github", False, False),
        "gitlab": ("gitlab", False, False),
        "junit": ("junit", True, False),
        "markdown": ("markdown", False, True),
    }
    assert {name: (FORMATS[name].module, FORMATS[name].tells_rules, FORMATS[name].tells_moves) for name in told} == told


def test_telling_a_refusal_as_text_loads_nothing_heavy() -> None:
    program = (
        "import sys; import verdicts; from ledgergate.output import text, Options;"
        "told = text.render(verdicts.RICH, Options()); assert 'refused' in told; print(*sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-S", "-E", "-c", f"import sys; sys.path[:0] = {sys.path!r}; {program}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert not HEAVY & set(ran.stdout.split())


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_that_wants_the_rules_is_one_that_tells_them(name: str) -> None:
    with_rules, without = (render(name, RICH, rules=rules) for rules in (helps(), ()))
    assert (with_rules != without) == FORMATS[name].tells_rules
