"""One binding of the policy: where the policy says it, and what it read."""

from __future__ import annotations

from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.model import Place
    from ledgergate.policy.lines import At
    from ledgergate.policy.model import Policy


class Silent(Value):
    """A place in which a binding finds nothing although it should, and the name there that is likely meant."""

    place: Place
    nearest: str = ""


class Binding(Value):
    """What one line of the policy read.

    `where` is the key path as messages write it, `line` the policy's line; 0 where a preset says it. `kind` is what
    the line gives: a label, a column, a pattern, a title, a section, links, a package. `tried` and `hits` say in how
    many `things` it was looked for and found. `asked`: something hangs on it, so that it must read something. `silent`
    are places that lack it although they must not.
    """

    where: str
    line: int
    kind: str
    tried: int
    hits: int
    asked: bool = False
    silent: tuple[Silent, ...] = ()
    name: str = ""  # what was looked for: the label, the pattern, the glob
    things: str = "items"
    nearest: str = ""  # what is likely meant
    because: str = ""  # what hangs on it

    @property
    def unread(self) -> bool:
        """Whether this is a finding: it is asked for and found nowhere, or a place lacks it."""
        return bool(self.silent) or (self.asked and self.tried > 0 and not self.hits)


def line_of(policy: Policy, at: At) -> int:
    """The line at which the policy file itself says this; 0 where only its preset does."""
    return policy.lines.get(at, 0)
