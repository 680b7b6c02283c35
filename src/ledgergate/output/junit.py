"""JUnit XML in the dialect of the Jenkins xUnit schema (junit-10): one test case per finding.

A blocking finding is a failure, advice passes and says so, a waived finding and a rule that was not run are skipped;
a rule of the catalogue that found nothing is a case that passes. A check that was stopped is one error. Names hold no
line numbers, and no times are told: a service compares runs by them.
"""

from __future__ import annotations

from ledgergate.output.encode import clipped, xml
from ledgergate.output.wording import at, headline, ordered, standing, stopped, unchecked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledgergate.errors import LedgergateError
    from ledgergate.model import Finding, Unchecked, Verdict
    from ledgergate.output import Options

_LONGEST = 1000


def render(verdict: Verdict, options: Options) -> str:
    cases = [_case("ledgergate", "check", _output(headline(verdict)))]
    cases += [_finding(one) for one in ordered(verdict.findings)]
    cases += [_case(one.rule, one.rule, _element("skipped", one.reason)) for one in verdict.not_run]
    cases += _silent(verdict, options)
    missed = [_missed(one) for one in unchecked(verdict)]
    skipped = len(verdict.waived) + len(verdict.not_run)
    return _suite([*cases, *missed], failures=len(verdict.blocking), errors=len(missed), skipped=skipped)


def not_checked(error: LedgergateError, _options: Options) -> str:
    told = [*error.mistakes, *error.cure.split("\n")]
    return _suite([_case("ledgergate", "check", _element("error", stopped(error), told))], errors=1)


def _missed(one: Unchecked) -> str:
    name = f"not checked {one.place.path}" if one.place is not None else "not checked"
    return _case("ledgergate", name, _element("error", f"not checked: {one.message}", [one.cure]))


def _silent(verdict: Verdict, options: Options) -> Iterator[str]:
    """Rules of the catalogue that were run and found nothing."""
    told = {one.rule for one in verdict.findings} | {one.rule for one in verdict.not_run}
    for rule in options.rules:
        if rule.name not in told and rule.level != "off":
            yield _case(rule.name, rule.code, "")


def _finding(finding: Finding) -> str:
    name = f"{finding.code} {finding.place.path} {finding.key}".rstrip()
    text = [f"{at(finding.place)}: {finding.message}", *(line for cure in finding.cure for line in cure.split("\n"))]
    if finding.waived_by is not None:
        return _case(finding.rule, name, _element("skipped", standing(finding)))
    if finding.level != "block":
        return _case(finding.rule, name, _output(standing(finding), *text))
    return _case(finding.rule, name, _element("failure", finding.message, text))


def _output(*lines: str) -> str:
    return f"\n   <system-out>{_text(lines)}</system-out>\n  "


def _text(lines: Iterable[str]) -> str:
    return xml(*(clipped(line, _LONGEST) for line in lines if line))


def _element(name: str, message: str, lines: Iterable[str] = ()) -> str:
    kind = f' type="{name}" message="{xml(clipped(message, _LONGEST))}"'
    told = _text(lines)
    return f"\n   <{name}{kind}>{told}</{name}>\n  " if told else f"\n   <{name}{kind}/>\n  "


def _case(classname: str, name: str, inside: str) -> str:
    head = f'<testcase classname="{xml(classname)}" name="{xml(clipped(name, _LONGEST))}"'
    return f"  {head}>{inside}</testcase>" if inside else f"  {head}/>"


def _suite(cases: list[str], *, failures: int = 0, errors: int = 0, skipped: int = 0) -> str:
    counts = f'name="ledgergate" tests="{len(cases)}" failures="{failures}" errors="{errors}"'
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<testsuites {counts}>",
        f' <testsuite {counts} skipped="{skipped}">',
        *cases,
        " </testsuite>",
        "</testsuites>",
    ]
    return "\n".join(lines) + "\n"
