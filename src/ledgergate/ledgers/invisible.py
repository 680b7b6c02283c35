"""Characters that readers do not see, and letters that they take for others."""

from __future__ import annotations

# Zero width, soft hyphen, bidirectional controls, tags: nothing of them is ever shown.
_ALWAYS = frozenset(
    "\u00ad\u180e\u200b\u2060\u2061\u2062\u2063\u2064\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
# Joiners and direction marks belong to scripts and emoji; between ASCII letters they only hide.
_JOINERS = frozenset("\u200c\u200d\u200e\u200f")
_LIKE = str.maketrans(
    "АВСЕНІЈКМОРЅТХаеорсухіјѕԁԛԝһҮΑΒΕΖΗΙΚΜΝΟΡΤΥΧοκνρτυχι",
    "ABCEHIJKMOPSTXaeopcyxijsdqwhYABEZHIKMNOPTYXoknptuxi",
)


def hidden(text: str) -> str:
    """The first invisible character of `text` as U+XXXX, "" where there is none."""
    if text.isascii():
        return ""
    for at, one in enumerate(text):
        if one in _ALWAYS or (one in _JOINERS and _between_ascii(text, at)):
            return f"U+{ord(one):04X}"
    return ""


def _between_ascii(text: str, at: int) -> bool:
    around = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
    return bool(around) and around.isascii()


def odd(text: str) -> str:
    """The first character of `text` that is not what readers take it for, as U+XXXX, "" where there is none."""
    for one in text:
        if not one.isascii() and likened(one) != one:
            return f"U+{ord(one):04X}"
    return ""


def likened(text: str) -> str:
    """`text` with invisible characters dropped and every lookalike letter replaced by the Latin one."""
    if text.isascii():
        return text
    from unicodedata import category, normalize

    return "".join(one for one in normalize("NFKC", text).translate(_LIKE) if category(one) != "Cf")
