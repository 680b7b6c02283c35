"""A value is not in its vocabulary.

**Why.** `Z`, `imlpemented` or a word with an invisible character in it is in no bucket that anybody counts.

**Rejected**

    - **Bucket**: Z

**Accepted**

    - **Bucket**: B - Platform productization

**The fix.** Write the value that the message offers, or add the word to the vocabulary's values or aliases.
"""

from __future__ import annotations

from ledgergate.rules.view import found

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ledgergate.model import Finding, Item, Stated
    from ledgergate.policy.model import Field, Policy, Vocabulary
    from ledgergate.rules.view import View
    from ledgergate.sides import Side


def check(view: View) -> Iterator[Finding]:
    after = view.after
    for name, ledger in after.ledgers.items():
        rules = after.policy.ledgers[name]
        of_sources = [{**rules.fields, **source.fields} for source in rules.sources]
        for item in ledger.items:
            yield from _of(after, name, of_sources[item.source] if of_sources and item.end else rules.fields, item)
    for report in after.reports:
        rows = after.policy.reports[report.spec].rows
        known = after.policy.ledgers[report.ledger].fields if report.ledger in after.policy.ledgers else {}
        own = rows.source.fields if rows is not None else {}
        for row in report.rows or ():
            yield from _of(after, report.ledger, {**known, **own}, row)


def _of(side: Side, ledger: str, fields: Mapping[str, Field], item: Item) -> list[Finding]:
    return [
        _offence(side, ledger, item, one, _vocabulary(side.policy, fields, field), fields.get(field))
        for field, said in item.fields.items()
        for one in said
        if one.kind == "unknown"
    ]


def _offence(
    side: Side, ledger: str, item: Item, said: Stated, vocabulary: Vocabulary | None, rule: Field | None
) -> Finding:
    from ledgergate.ledgers.offered import offered

    field = said.field
    raw = " ".join(said.raw.split())
    raw = raw if len(raw) <= 80 else raw[:79] + "…"
    cures = []
    near = _nearest(raw, vocabulary)
    if rule is not None and _is_read_so(rule, raw):
        cures = [f'say in the policy what it means: map = {{ {raw} = "…" }} in the field {field}']
    elif vocabulary is not None:
        words = side.ask(offered, ledger, field, vocabulary.name)
        if near:
            cures.append(f"did you mean {words[near]}?")
        if len(words) > 1 or not near:
            cures.append(f"write one of {', '.join(words.values())}")
        cures.append(_addition(raw, vocabulary))
    hidden = _invisible(said.raw)
    message = f"{item.label}: '{raw}' is no {field}" + (
        f"; it contains the invisible character {hidden}" if hidden else ""
    )
    return found(said.place, message, *cures, key=item.shown, stated=f"{field}={raw}")


def _is_read_so(rule: Field, raw: str) -> bool:
    """Whether nobody wrote the word: a box is read as checked or open, a line through the text as struck."""
    if rule.source == "label":
        return False
    from ledgergate.policy.reach import STATES

    return raw in STATES.get(rule.source, ())


def _addition(raw: str, vocabulary: Vocabulary) -> str:
    """How the policy would know the word. A sign is no word of its own: it stands for one."""
    if any(map(str.isalnum, raw)):
        return f"or, if it is a word of its own, add it in the policy to vocabulary.{vocabulary.name}.values"
    return f'or give it a meaning in the policy: vocabulary.{vocabulary.name}.aliases = {{ "{raw}" = "…" }}'


def _vocabulary(policy: Policy, fields: Mapping[str, Field], field: str) -> Vocabulary | None:
    """The vocabulary of the field as its own ledger has it: another ledger's may be called the same."""
    return policy.vocabularies.get(fields[field].vocabulary if field in fields else field)


def _nearest(raw: str, vocabulary: Vocabulary | None) -> str:
    if vocabulary is None:
        return ""
    from difflib import get_close_matches

    from ledgergate.ledgers.likeness import akin

    words = {word.casefold(): key for key, text in vocabulary.values.items() for word in (key, text)}
    words.update({alias.casefold(): key for alias, key in vocabulary.aliases.items()})
    close = get_close_matches(raw.casefold()[:80], list(words), n=1, cutoff=0.6)
    return words[close[0]] if close and akin(raw, close[0]) else ""


def _invisible(raw: str) -> str:
    from unicodedata import category

    return next((f"U+{ord(one):04X}" for one in raw if category(one) == "Cf"), "")
