"""The values of a vocabulary as a ledger's documents write them: whoever is told `To Do` can paste it."""

from __future__ import annotations

from ledgergate.ledgers.words import skeleton

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.sides import Side


def offered(side: Side, ledger: str, field: str, vocabulary: str) -> dict[str, str]:
    """Value -> the word to write: the vocabulary's keys or its texts, whichever more of the ledger's items write.

    Where none states a value, texts that are the keys in other letters (`in-progress`, "In Progress") are offered.
    Texts that differ from their keys by capitals alone are no other words.
    """
    values = side.policy.vocabularies[vocabulary].values
    if all(key.casefold() == text.casefold() for key, text in values.items()):
        return {key: key for key in values}
    items = side.ledgers[ledger].items if ledger in side.ledgers else ()
    said = [one for item in items for one in item.fields.get(field, ()) if one.kind == "value" and one.value in values]
    texts = sum(one.raw == values[one.value] for one in said)
    keys = sum(one.raw == one.value for one in said)
    alike = all(skeleton(key.replace("-", " ")) == skeleton(text) for key, text in values.items())
    return dict(values) if texts > keys or (texts == keys and alike) else {key: key for key in values}
