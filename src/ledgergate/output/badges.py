"""A badge: one sentence of a verdict, as a small SVG or as the JSON that badge services read from an endpoint."""

from __future__ import annotations

from ledgergate.output import encode
from ledgergate.output.encode import clipped, terminal, xml
from ledgergate.value import Value

LABEL = "ledger"
# Badge services' own names, and what they look like in a picture of our own.
COLORS = {"brightgreen": "#2b7a0b", "yellow": "#8a6100", "red": "#b42318", "lightgrey": "#5c6570"}
_LETTER, _PAD = 6.6, 7  # at 11 px, roughly
_LONGEST = 80


class Badge(Value):
    """What a badge says: `color` is a key of `COLORS`; `dark` says that one could not look."""

    message: str
    color: str
    dark: bool = False


def as_json(badge: Badge) -> str:
    """The endpoint schema of badge services: they draw it."""
    made = {
        "schemaVersion": 1, "label": LABEL, "message": clipped(terminal(badge.message), _LONGEST),
        "color": badge.color, "isError": badge.dark,
    }  # fmt: skip
    return encode.json(made)


def as_svg(badge: Badge) -> str:
    """A picture that needs no service, no font and no script."""
    message = clipped(badge.message, _LONGEST)
    left, right = _wide(LABEL), _wide(message)
    whole, said = left + right, xml(f"{LABEL}: {message}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole}" height="20" role="img" aria-label="{said}">'
        f"<title>{said}</title>"
        f'<clipPath id="round"><rect width="{whole}" height="20" rx="3"/></clipPath>'
        f'<g clip-path="url(#round)"><rect width="{left}" height="20" fill="#3b434b"/>'
        f'<rect x="{left}" width="{right}" height="20" fill="{COLORS[badge.color]}"/></g>'
        f'<g fill="#fff" font-family="Verdana, DejaVu Sans, sans-serif" font-size="11" text-anchor="middle">'
        f'<text x="{left / 2:g}" y="14">{LABEL}</text>'
        f'<text x="{left + right / 2:g}" y="14">{xml(message)}</text></g></svg>\n'
    )


def _wide(text: str) -> int:
    return round(sum(_LETTER if mark.isascii() else 2 * _LETTER for mark in text)) + 2 * _PAD
