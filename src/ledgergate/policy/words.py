"""Two policies' vocabularies joined: a word that still stands somewhere means what it meant."""

from __future__ import annotations

from ledgergate.policy.strictness import Loosened
from ledgergate.policy.texts import folded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgergate.policy.model import Policy, Vocabulary
    from ledgergate.policy.standing import Standing

PLACEHOLDER = ""  # what a placeholder means


def meanings(one: Vocabulary) -> dict[str, str]:
    """Each word of a vocabulary, likened, and the key that it stands for."""
    made = {folded(word): PLACEHOLDER for word in one.placeholders}
    made.update({folded(word): key for word, key in one.aliases.items()})
    made.update({folded(text): key for key, text in one.values.items() if text})
    made.update({folded(key): key for key in one.values})
    return made


def join_vocabularies(base: Policy, head: Policy, standing: Standing) -> tuple[dict[str, Vocabulary], list[Loosened]]:
    """The later policy's words, as far as the earlier one knows them; those that it gains are told."""
    made = dict(head.vocabularies)
    told: list[Loosened] = []
    for name, before in base.vocabularies.items():
        if name in made and made[name] != before:
            made[name] = _join(before, made[name], standing, told)
        made.setdefault(name, before)
    return made, told


def _join(before: Vocabulary, after: Vocabulary, standing: Standing, told: list[Loosened]) -> Vocabulary:
    name, known = before.name, meanings(before)
    replaced = _replaced(before, after, standing)
    values: dict[str, str] = {}
    for key, text in after.values.items():
        if key not in before.values and key not in replaced:
            told.append(_gained(name, key))
        elif key in before.values and text != before.values[key] and standing.word(name, before.values[key]):
            values[key] = before.values[key]
            if known.get(folded(text)) not in (None, key):
                told.append(_turned(name, text, key))
            else:
                told.append(_gained(name, text))
        else:
            values[key] = text
    aliases: dict[str, str] = {}
    for word, key in after.aliases.items():
        was = known.get(folded(word))
        if was is None and key not in replaced:
            told.append(_gained(name, word))
        elif was is None or was == key or was not in after.values:
            if was != PLACEHOLDER:
                aliases[word] = key
        else:
            told.append(_turned(name, word, key))
            aliases[word] = was
    placeholders = list(after.placeholders)
    now = meanings(after)
    for word in before.placeholders:
        if now.get(folded(word)) != PLACEHOLDER:
            placeholders.append(word)
            told.append(Loosened(f"'{word}' is no longer a placeholder of the vocabulary '{name}'", word))
    values = {key: text for key, text in values.items() if folded(key) not in map(folded, placeholders)}
    return after.but(
        values=values,
        aliases={word: key for word, key in aliases.items() if key in values},
        placeholders=tuple(placeholders),
    )


def _replaced(before: Vocabulary, after: Vocabulary, standing: Standing) -> set[str]:
    """New keys that take the place of old ones: whose words nobody writes any more."""
    gone = [key for key in before.values if key not in after.values]
    words: Mapping[str, list[str]] = {
        key: [key, before.values[key], *(word for word, of in before.aliases.items() if of == key)] for key in gone
    }
    known = meanings(after)
    if not gone or any(
        standing.word(before.name, word) and folded(word) not in known for key in gone for word in words[key]
    ):
        return set()
    return {key for key in after.values if key not in before.values}


def _gained(name: str, word: str) -> Loosened:
    return Loosened(f"the vocabulary '{name}' gains '{word}'", word, gone=False, advice=True)


def _turned(name: str, word: str, key: str) -> Loosened:
    return Loosened(f"'{word}' of the vocabulary '{name}' now means '{key}'", word, gone=False)
