"""Whether a line says that something became of an item: not that it did not, may, should, or might have."""

from __future__ import annotations

from ledgergate.expressions import expression

_BREAK = expression(
    r"[.;:,()\[\]–—|]|\s-\s|\b(?:and|but|so|hence|thus|therefore|und|aber|sondern|also|daher|deshalb)\b"
)
_NOT = frozenset(
    ("not", "never", "cannot", "neither", "hardly", "nicht", "nie", "niemals", "keinesfalls", "keineswegs", "weder")
)
_MODAL = frozenset(
    ("must", "should", "could", "might", "may", "would", "can", "cannot", "shall", "ought", "needs", "need", "wants")
)
_MODAL_GERMAN = frozenset(
    ("soll", "sollte", "sollen", "sollten", "kann", "könnte", "könnten", "darf", "dürfte", "muss", "müsste", "müssen",
     "würde", "würden", "wäre", "möchte")
)  # fmt: skip
_CONDITION = frozenset(("if", "unless", "whether", "suppose", "falls", "sofern", "wenn", "ob"))
# Between "not" and the word that it denies, these say nothing of their own.
_FILLING = frozenset(
    ("be", "been", "being", "to", "yet", "have", "has", "had", "is", "was", "were", "are", "really", "simply", "just",
     "ever", "actually", "officially", "get", "mehr", "einfach", "vorerst", "wirklich", "etwa")
)  # fmt: skip
_BEFORE_NAMES = frozenset(("mit", "in", "durch", "von", "nach"))
_AGAIN = (
    "taken up again", "picked up again", "reopened", "re-opened", "revived", "reinstated", "wieder aufgenommen",
    "wieder geöffnet", "wiedereröffnet",
)  # fmt: skip
_HAS = (["is"], ["are"], ["has"], ["have"])  # to be dropped
_FAR = 8  # words


def asserts(text: str, start: int, end: int) -> bool:
    """Whether the word at this place of a folded line is said, and neither denied, asked, wished nor taken back."""
    ahead = _BREAK.split(text[:start])[-1].split()[-_FAR:]
    behind = text[end:]
    first = (behind.split(None, 1) or [""])[0].strip(",.;:")
    if first in _CONDITION or any(one in behind for one in _AGAIN):
        return False
    return not (_is_asked(behind) or _is_denied(ahead) or _is_wished(ahead, first))


def _is_asked(behind: str) -> bool:
    """A question ends where its clause ends; what stands behind a colon is the reason."""
    at = behind.find("?")
    ends = at >= 0 and not behind[at + 1 : at + 2].isalnum()
    return ends and _BREAK.search(behind[:at]) is None


def _is_denied(ahead: list[str]) -> bool:
    for number in range(len(ahead) - 1, -1, -1):
        word = ahead[number]
        if word in _NOT or word.endswith(("n't", "n’t")):
            return True
        named = number and ahead[number - 1] in _BEFORE_NAMES
        if word not in _FILLING and word not in _BEFORE_NAMES and not named:
            return False
    return False


def _is_wished(ahead: list[str], first: str) -> bool:
    if ahead and (ahead[0] in _CONDITION or _CONDITION.intersection(ahead[-3:])):
        return True
    rest = list(ahead)
    while rest and rest[-1] in _FILLING and rest[-1] != "be":
        rest.pop()
    if rest and rest[-1] == "be":
        return not _MODAL.isdisjoint(rest) or rest[-3:-1] in (
            ["is", "to"],
            ["are", "to"],
            ["has", "to"],
            ["have", "to"],
        )
    return not _MODAL_GERMAN.isdisjoint(ahead) and (first == "werden" or ahead[-1] in _MODAL_GERMAN)
