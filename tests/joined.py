"""Two policies joined where some bindings of the earlier one find their place no more, and what is told of it."""

from __future__ import annotations

from ledgergate import policy as policies
from ledgergate.policy.joining import join
from ledgergate.policy.standing import Standing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.policy.model import Policy, Total
    from ledgergate.policy.strictness import Loosened


class Gone(Standing):
    """Everything stands but these: "path a.md", "source l 0", "section l 0 U", "field l None f", "column 0 f"."""

    def __init__(self, *gone: str) -> None:
        self.gone = gone

    def _stands(self, *words: object) -> bool:
        return " ".join(map(str, words)) not in self.gone

    def path(self, glob: str) -> bool:
        return self._stands("path", glob)

    def source(self, ledger: str, number: int) -> bool:
        return self._stands("source", ledger, number)

    def section(self, ledger: str, number: int, name: str) -> bool:
        return self._stands("section", ledger, number, name)

    def field(self, ledger: str, number: int | None, name: str) -> bool:
        return self._stands("field", ledger, number, name)

    def rows(self, report: int) -> bool:
        return self._stands("rows", report)

    def column(self, report: int, field: str) -> bool:
        return self._stands("column", report, field)

    def total(self, report: int, total: Total) -> bool:
        return self._stands("total", report, total.by)

    def word(self, vocabulary: str, word: str) -> bool:
        return self._stands("word", vocabulary, word)

    def swallowed(self, ledger: str, ignored: str) -> bool:
        return not self._stands("swallowed", ledger, ignored)


def load(text: str) -> Policy:
    return policies.load({"ledgergate.toml": text.encode()})


def joined(before: str, after: str, *gone: str) -> tuple[Policy, list[str]]:
    both = join(load(before), load(after), Gone(*gone))
    return both.policy, [shown(one) for one in both.losses]


def shown(one: Loosened) -> str:
    """`- 7: what is lost [its text]`; `+` where it stands in the later policy alone."""
    return f"{'-' if one.gone else '+'} {one.line}: {one.what} [{one.text}]{' (advice)' if one.advice else ''}"


def require_held(states: tuple[str, ...], told: list[str], lacks: list[str], *, later: bool) -> None:
    """Of two policies, and what is gone: what is told of the change, and what the later one lacks of both joined, which
    demand what the earlier one did; where nothing is told they are the `later` one, if that has nothing of its own."""
    before, after, *gone = states
    policy, losses = joined(before, after, *gone)
    assert losses == told
    assert [shown(one) for one in join(load(after), policy).losses] == lacks
    if not later:
        assert join(load(before), policy, Gone(*gone)).losses == ()
        assert (policy == load(after)) == (not told)
