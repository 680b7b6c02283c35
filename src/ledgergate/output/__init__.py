"""A verdict as people and tools read it: one table of formats, each a pure function loaded when it is asked for."""

from __future__ import annotations

from ledgergate.errors import Misused
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ledgergate.errors import LedgergateError
    from ledgergate.model import Verdict


class RuleHelp(Value):
    """What a format may tell of a rule. `level` is its default: "block", "advise" or "off"."""

    code: str
    name: str
    summary: str
    help_markdown: str
    level: str = "block"


class Options(Value):
    """How to tell. A format reads what concerns it.

    `color`, `quiet` (findings alone), `verbose` (notes, states and ignored counts too), `summary` (no finding in full)
    and `width` (columns that lines are wrapped at, 0 for none) are for text. `rules` is the
    catalogue, for formats that tell rules. `beside_text` leaves the log's text out of the github format, because the
    run prints it anyway. `page` is the address of the page that CI publishes, "" for none. `version` is the gate's own.
    """

    color: bool = False
    quiet: bool = False
    verbose: bool = False
    summary: bool = False
    width: int = 0
    rules: tuple[RuleHelp, ...] = ()
    beside_text: bool = False
    page: str = ""
    version: str = ""


class Format(Value):
    """A module of this package that has `render` and `not_checked`.

    `empty_is_document`: a clean verdict still has text to write in it. `tells_rules`: it wants `Options.rules`.
    `tells_moves`: it shows what moved since the base, which the gate works out only where somebody asks.
    """

    module: str
    empty_is_document: bool = True
    tells_rules: bool = False
    tells_moves: bool = False


FORMATS = {
    "text": Format("text"),
    "json": Format("document"),
    "sarif": Format("sarif", tells_rules=True),
    "github": Format("github", empty_is_document=False),
    "gitlab": Format("gitlab"),
    "junit": Format("junit", tells_rules=True),
    "markdown": Format("markdown", tells_moves=True),
}


def render(name: str, verdict: Verdict, **options: Any) -> str:
    """The verdict in the format `name`, ending in a newline. `options` are the fields of `Options`."""
    told: str = _module(name).render(verdict, Options(**options))
    return told


def not_checked(name: str, error: LedgergateError, **options: Any) -> str:
    """What stopped the check, in the format `name`: never something that a reader takes for a clean verdict."""
    told: str = _module(name).not_checked(error, Options(**options))
    return told


def _module(name: str) -> Any:
    import sys

    found = FORMATS.get(name)
    if found is None:
        raise Misused(f"there is no output format '{name}'", f"choose one of {', '.join(FORMATS)}")
    module = f"{__name__}.{found.module}"
    __import__(module)
    return sys.modules[module]
