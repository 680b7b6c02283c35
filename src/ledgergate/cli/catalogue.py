"""The rules as people ask for them: a page, a table, JSON; all from the rules' own docstrings."""

from __future__ import annotations

from inspect import cleandoc

from ledgergate.errors import Misused
from ledgergate.output import RuleHelp
from ledgergate.rules import CATALOGUE, NAMES, Rule, load, named


def page(word: str) -> str:
    """The page of the rule with this code or name, as Markdown."""
    rule = named(word)
    if rule is None:
        from difflib import get_close_matches

        near = get_close_matches(word, sorted(NAMES), n=1)
        raise Misused(
            f"no rule is called '{word}'", f"did you mean {near[0]}?" if near else "`ledgergate rules` lists them"
        )
    summary, _, rest = cleandoc(load(rule).__doc__ or "").partition("\n\n")
    return f"# {rule.code} {rule.name}\n\n{summary}\n\nDefault level: {rule.level}. Hook: `{rule.duty}`.\n\n{rest}"


def summary(rule: Rule) -> str:
    """The first sentence of a rule's page."""
    return " ".join(cleandoc(load(rule).__doc__ or "").partition("\n\n")[0].split())


def table() -> str:
    """Code, name, level and offence of each rule, a line each."""
    wide = max(len(rule.name) for rule in CATALOGUE)
    return "\n".join(f"{rule.code}  {rule.name:{wide}}  {rule.level:6}  {summary(rule)}" for rule in CATALOGUE)


def as_json() -> str:
    """The same as a JSON array."""
    import json

    rows = [
        {"code": rule.code, "name": rule.name, "level": rule.level, "hook": rule.duty, "summary": summary(rule)}
        for rule in CATALOGUE
    ]
    return json.dumps(rows, indent=2, ensure_ascii=False)


def helps() -> tuple[RuleHelp, ...]:
    """What formats tell of the rules."""
    return tuple(RuleHelp(rule.code, rule.name, summary(rule), page(rule.code), rule.level) for rule in CATALOGUE)
