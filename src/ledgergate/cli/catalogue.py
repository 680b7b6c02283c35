"""The rules as people ask for them: a page, a table, JSON; all from the rules' own docstrings."""

from __future__ import annotations

from inspect import cleandoc

from ledgergate.errors import Misused
from ledgergate.output import RuleHelp
from ledgergate.rules import CATALOGUE, Rule, every, load, named, require_known

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def page(word: str) -> str:
    """The page of the rule with this code or name, as Markdown."""
    rule = named(word)
    if rule is None:
        require_known([word], every())
        raise Misused(f"'{word}' is the beginning of several codes", "name one of them")
    summary, _, rest = cleandoc(load(rule).__doc__ or "").partition("\n\n")
    return f"# {rule.code} {rule.name}\n\n{summary}\n\nDefault level: {rule.level}. Hook: `{rule.duty}`.\n\n{rest}"


def explained(word: str, width: int, *, color: bool) -> str:
    """What `explain` shows: the page of a rule, or the list of those whose codes begin so.

    A terminal of `width` columns gets the page as a reader sees it; a file and a pipe, of none, get its Markdown.
    """
    if named(word) is None:
        meet_plugins()
    prefixed = [rule for rule in every() if rule.code.startswith(word.upper()) and rule.code != word.upper()]
    if prefixed and named(word) is None:
        return table(prefixed)
    if not width:
        return page(word)
    from ledgergate.cli.pages import shown

    return shown(page(word), width, color=color)


def summary(rule: Rule) -> str:
    """The first sentence of a rule's page."""
    return " ".join(cleandoc(load(rule).__doc__ or "").partition("\n\n")[0].split())


def meet_plugins() -> None:
    """Loads what the policy of the repository at hand names; without one there are the rules of this package alone."""
    from contextlib import suppress

    from ledgergate.ends import Policies
    from ledgergate.errors import LedgergateError
    from ledgergate.moments import Asked, look
    from ledgergate.request import Request

    with suppress(LedgergateError), look(Asked(staged=True)) as change:
        Policies(Request(), None).held(change.after)


def table(rules: Sequence[Rule] = ()) -> str:
    """Code, name, level and offence of each rule, a line each."""
    rules = rules or every()
    wide, long = (max(map(len, words)) for words in zip(*((rule.name, rule.code) for rule in rules), strict=True))
    return "\n".join(f"{rule.code:{long}}  {rule.name:{wide}}  {rule.level:6}  {summary(rule)}" for rule in rules)


def pages() -> dict[str, str]:
    """File name -> text of the folder that documents the rules: a page for each, and the table of them all."""
    made = {f"{rule.code}-{rule.name}.md": f"{page(rule.code).rstrip()}\n" for rule in CATALOGUE}
    rows = [
        f"| [{one.code}]({one.code}-{one.name}.md) | `{one.name}` | {one.level} | `{one.duty}` | {summary(one)} |"
        for one in CATALOGUE
    ]
    head = (
        "# The rules",
        "",
        "Made by `ledgergate rules --write docs/rules`, from the rules' own words; a test compares them.",
        "The level is the default: `[rules]` in the policy sets `block`, `advise` or `off`, by name or code.",
        "",
        "| code | name | level | hook | offence |",
        "|---|---|---|---|---|",
    )
    return {**made, "README.md": "\n".join([*head, *rows]) + "\n"}


def publish(folder: str) -> int:
    """Writes the pages into `folder` and removes pages of rules that are no more. Returns how many there are."""
    import os

    made = pages()
    try:
        os.makedirs(folder, exist_ok=True)
        for name in os.listdir(folder):
            if name.startswith("LG") and name.endswith(".md") and name not in made:
                os.remove(os.path.join(folder, name))
        for name, text in made.items():
            with open(os.path.join(folder, name), "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
    except OSError as error:
        raise Misused(f"{folder} cannot be written: {error.strerror}", "name a folder of this project") from None
    return len(made)


def as_json() -> str:
    """The same as a JSON array."""
    import json

    rows = [
        {"code": rule.code, "name": rule.name, "level": rule.level, "hook": rule.duty, "summary": summary(rule)}
        for rule in every()
    ]
    return json.dumps(rows, indent=2, ensure_ascii=False)


def helps() -> tuple[RuleHelp, ...]:
    """What formats tell of the rules."""
    return tuple(RuleHelp(rule.code, rule.name, summary(rule), page(rule.code), rule.level) for rule in every())
