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
    from collections.abc import Iterator

    from ledgergate.model import Finding, Item, Stated
    from ledgergate.policy.model import Policy, Vocabulary
    from ledgergate.rules.view import View


def check(view: View) -> Iterator[Finding]:
    after = view.after
    for ledger in after.ledgers.values():
        for item in ledger.items:
            yield from _of(after.policy, item)
    for report in after.reports:
        for row in report.rows or ():
            yield from _of(after.policy, row)


def _of(policy: Policy, item: Item) -> list[Finding]:
    return [
        _offence(policy, item, field, one)
        for field, said in item.fields.items()
        for one in said
        if one.kind == "unknown"
    ]


def _offence(policy: Policy, item: Item, field: str, said: Stated) -> Finding:
    vocabulary = _vocabulary(policy, field)
    raw = " ".join(said.raw.split())
    raw = raw if len(raw) <= 80 else raw[:79] + "…"
    cures = []
    near = _nearest(raw, vocabulary)
    if near:
        cures.append(f"did you mean {near}?")
    if vocabulary is not None:
        cures.append(f"one of {', '.join(vocabulary.values)}")
    if not any(map(str.isalnum, raw)):
        cures.append(f'or give it a meaning in the vocabulary: aliases = {{ "{raw}" = "…" }}')
    hidden = _invisible(said.raw)
    message = f"{item.label}: '{raw}' is no {field}" + (
        f"; it holds the invisible character {hidden}" if hidden else ""
    )
    return found(said.place, message, *cures, key=item.shown, stated=f"{field}={raw}")


def _vocabulary(policy: Policy, field: str) -> Vocabulary | None:
    for ledger in policy.ledgers.values():
        if field in ledger.fields:
            return policy.vocabularies.get(ledger.fields[field].vocabulary)
    return policy.vocabularies.get(field)


def _nearest(raw: str, vocabulary: Vocabulary | None) -> str:
    if vocabulary is None:
        return ""
    from difflib import get_close_matches

    words = {word.casefold(): key for key, text in vocabulary.values.items() for word in (key, text)}
    words.update({alias.casefold(): key for alias, key in vocabulary.aliases.items()})
    close = get_close_matches(raw.casefold()[:80], list(words), n=1, cutoff=0.6)
    return words[close[0]] if close else ""


def _invisible(raw: str) -> str:
    from unicodedata import category

    return next((f"U+{ord(one):04X}" for one in raw if category(one) == "Cf"), "")
