"""The catalogue of rules: what is known of each, which ones words and hooks mean, and what a broken one does."""

from __future__ import annotations

import pytest

import ledgergate.rules
from ledgergate.errors import LedgergateError, Misused, NotChecked
from ledgergate.expressions import Slow
from ledgergate.model import BUCKETS, DRIFT, POSTURE, Finding, Place, Rule
from ledgergate.rules import CATALOGUE, NAMES, chosen, every, load, named, require_known, run

OWN = Rule("XY1", "own-rule", DRIFT, (), home="team_rules")


def codes(rules: tuple[Rule, ...]) -> list[str]:
    return [rule.code for rule in rules]


def test_what_the_package_offers_is_there() -> None:
    assert named("LG101") is CATALOGUE[0]
    there: dict[str, object] = {}
    exec("from ledgergate.rules import *", there)  # noqa: S102  # what a reader of the package gets
    assert sorted(set(there) - {"__builtins__"}) == [
        "BUCKETS", "CATALOGUE", "DRIFT", "NAMES", "POSTURE", "Rule", "chosen", "every", "load", "named",
        "require_known", "run",
    ]  # fmt: skip


def test_what_is_known_of_the_rules() -> None:
    assert codes(CATALOGUE) == sorted(set(codes(CATALOGUE)))
    assert {rule.name: rule.level for rule in CATALOGUE if rule.level != "block"} == {
        "lookalike-items": "advise",
        "status-contradicts-truth": "advise",
        "status-lags": "advise",
        "title-differs": "off",
    }
    assert [rule.name for rule in CATALOGUE if rule.demand] == ["unclassified", "unknown-value"]
    assert [rule.code for rule in CATALOGUE if rule.compares] == [
        "LG209", "LG301", "LG302", "LG303", "LG304", "LG305", "LG306", "LG308", "LG309", "LG310", "LG311",
        "LG401", "LG402", "LG405", "LG406",
    ]  # fmt: skip
    assert {rule.code for rule in CATALOGUE if rule.duty == POSTURE} == {
        "LG101", "LG102", "LG103", "LG104", "LG105", "LG901", "LG903",
    }  # fmt: skip
    assert {rule.code for rule in CATALOGUE if rule.duty == BUCKETS} == {
        f"LG2{at:02}" for at in range(1, 15) if at != 9
    }
    assert {"LG101", "runtime-path-changed"} <= NAMES
    assert len(NAMES) == 2 * len(CATALOGUE)
    assert every() == CATALOGUE
    for rule in CATALOGUE:
        assert load(rule).__doc__
        assert callable(load(rule).check)


@pytest.mark.parametrize(
    ("word", "code"),
    [("LG101", "LG101"), ("lg101", "LG101"), ("Runtime-Path-Changed", "LG101"), ("LG1", ""), ("runtime", ""), ("", "")],
)
def test_a_word_names_one_rule_or_none(word: str, code: str) -> None:
    rule = named(word)
    assert (rule.code if rule is not None else "") == code


@pytest.mark.parametrize(
    ("duties", "rules", "ignore", "wanted"),
    [
        ((), ("LG101",), (), ["LG101"]),
        ((), ("title-differs", "LG9"), (), ["LG310", "LG901", "LG902", "LG903"]),
        ((), ("lg50",), ("LG503", "number-taken"), ["LG501", "LG502", "LG504", "LG506"]),
        ((), ("LG30",), ("LG3",), []),
        ((POSTURE,), (), ("LG10",), ["LG901", "LG903"]),
        ((POSTURE, BUCKETS), ("LG2", "LG3"), ("LG20",), ["LG210", "LG211", "LG212", "LG213", "LG214"]),
        ((), ("XY1",), (), ["XY1"]),
        ((), ("XY",), (), ["XY1"]),
        ((), ("own-rule",), (), []),
        ((), ("X", "LG903"), ("XY1",), ["LG903"]),
        ((POSTURE,), ("XY",), (), []),
    ],
)
def test_words_hooks_and_what_is_ignored_choose(
    duties: tuple[str, ...], rules: tuple[str, ...], ignore: tuple[str, ...], wanted: list[str]
) -> None:
    assert codes(chosen(duties, rules, ignore, (OWN,))) == wanted


def test_with_no_word_every_rule_is_chosen() -> None:
    assert chosen((), (), ()) == CATALOGUE
    assert chosen((), (), (), (OWN,)) == (*CATALOGUE, OWN)
    assert len(chosen((DRIFT,), (), ())) + len(chosen((POSTURE, BUCKETS), (), ())) == len(CATALOGUE)


@pytest.mark.parametrize(
    ("word", "sentence", "cure"),
    [
        ("LG9O1", "no rule is called 'LG9O1'", "did you mean LG901?"),
        ("Titel-Differs", "no rule is called 'Titel-Differs'", "did you mean title-differs?"),
        ("quite another word", "no rule is called 'quite another word'", "`ledgergate rules` lists them"),
        ("L", "no rule is called 'L'", "`ledgergate rules` lists them"),
        ("XZ", "no rule is called 'XZ'", "`ledgergate rules` lists them"),
    ],
)
def test_a_word_that_means_no_rule_is_misuse(word: str, sentence: str, cure: str) -> None:
    with pytest.raises(Misused) as caught:
        require_known(["LG1", word], (OWN,))
    assert (caught.value.message, caught.value.cure) == (sentence, cure)


def test_words_that_mean_a_rule_are_known() -> None:
    require_known(["LG1", "lg", "title-differs", "XY", "xy1"], (OWN,))
    require_known([])


class Broken:
    """The module of a rule that a plugin brings."""

    def __init__(self, *made: object) -> None:
        self._made = made

    def check(self, _view: object) -> object:
        for one in self._made:
            if isinstance(one, BaseException):
                raise one
            yield one


FOUND = Finding("", "", Place("a.md"), "here")


def told(rule: Rule, *made: object, monkeypatch: pytest.MonkeyPatch) -> list[Finding]:
    monkeypatch.setattr(ledgergate.rules, "load", lambda _rule: Broken(*made))
    return list(run(rule, None))  # type: ignore[arg-type]  # nothing of the view is asked


def test_a_finding_gets_its_rule_and_its_level_and_advice_stays_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    plain, advice = told(OWN, FOUND, FOUND.but(level="advise"), monkeypatch=monkeypatch)
    assert (plain.code, plain.rule, plain.level) == ("XY1", "own-rule", "block")
    assert advice.level == "advise"
    mild = Rule("XY2", "mild", DRIFT, (), "advise", home="team_rules")
    assert [one.level for one in told(mild, FOUND, FOUND.but(level="off"), monkeypatch=monkeypatch)] == [
        "advise",
        "off",
    ]


def test_a_plugins_rule_that_breaks_is_no_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    for broken, said in ((ValueError("x"), "ValueError: x"), ("text", "TypeError: str is no Finding")):
        with pytest.raises(NotChecked) as caught:
            told(OWN, FOUND, broken, monkeypatch=monkeypatch)
        assert caught.value.message == f"the rule XY1 of the module team_rules broke: {said}"
        assert caught.value.cure == "mend it, or take its plugin out of the policy"
    for ours in (Misused("no"), LedgergateError("bug"), Slow("slow")):
        with pytest.raises(type(ours)):
            told(OWN, ours, monkeypatch=monkeypatch)
    with pytest.raises(ValueError, match="x"):
        told(CATALOGUE[0], ValueError("x"), monkeypatch=monkeypatch)
