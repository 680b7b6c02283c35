"""The catalogue: all that is known of each rule. A rule's module is loaded when its part of a policy is used."""

from __future__ import annotations

from ledgergate.errors import Misused
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import ModuleType

    from ledgergate.model import Finding
    from ledgergate.rules.view import View


class Rule(Value):
    """One rule. `needs` is what must be there for it to be judged: words of `applicable.NEEDS` and `applicable.RARE`.

    `duty` is the hook that judges it where the three duties are adopted apart. `compares`: it compares reports with
    things that go on changing, so that a package that was closed before is left in peace. `demand`: what it demands of
    a ledger under the policy that a change starts from, the change must still satisfy.
    """

    code: str
    name: str
    duty: str
    needs: tuple[str, ...] = ()
    level: str = "block"
    compares: bool = False
    demand: bool = False

    @property
    def module(self) -> str:
        return self.name.replace("-", "_")


POSTURE, BUCKETS, DRIFT = "read-only-posture", "candidate-buckets", "report-drift"

CATALOGUE: tuple[Rule, ...] = (
    Rule("LG101", "runtime-path-changed", POSTURE, ("change", "posture")),
    Rule("LG102", "indirect-runtime-change", POSTURE, ("change", "posture")),
    Rule("LG103", "closed-package-rewritten", POSTURE, ("change", "packages at either end")),
    Rule("LG104", "docs-commit-touches-runtime", POSTURE, ("change", "commit types")),
    Rule("LG105", "whitespace-error", POSTURE, ("change", "whitespace")),
    Rule("LG201", "unclassified", BUCKETS, ("ledgers",), demand=True),
    Rule("LG202", "unknown-value", BUCKETS, ("ledgers",), demand=True),
    Rule("LG203", "classified-twice", BUCKETS, ("ledgers",)),
    Rule("LG204", "duplicate-item", BUCKETS, ("ledgers", "twins")),
    Rule("LG205", "item-vanished", BUCKETS, ("change", "lost items")),
    Rule("LG206", "not-understood", BUCKETS, ("ledgers", "unread lines")),
    Rule("LG207", "bad-disposition", BUCKETS, ("dispositions",)),
    Rule("LG208", "lookalike-items", BUCKETS, ("ledgers",), "advise"),
    Rule("LG209", "invariant-broken", DRIFT, ("invariants",), compares=True),
    Rule("LG210", "invisible-text", BUCKETS, ("ledgers",)),
    Rule("LG211", "key-contradicts", BUCKETS, ("key fields",)),
    Rule("LG212", "identity-changed", BUCKETS, ("change", "other names")),
    Rule("LG213", "history-removed", BUCKETS, ("change", "withdrawn lines")),
    Rule("LG214", "confusable-keys", BUCKETS, ("ledgers", "foreign letters")),
    Rule("LG301", "missing-from-report", DRIFT, ("reports",), compares=True),
    Rule("LG302", "orphan-row", DRIFT, ("reports or references",), compares=True),
    Rule("LG303", "row-contradicts-ledger", DRIFT, ("reports",), compares=True),
    Rule("LG304", "row-repeated", DRIFT, ("reports",), compares=True),
    Rule("LG305", "wrong-total", DRIFT, ("reports", "totals"), compares=True),
    Rule("LG306", "generated-block-stale", DRIFT, ("reports", "generated blocks"), compares=True),
    Rule("LG307", "report-missing", DRIFT, ("reports", "missing rows")),
    Rule("LG308", "reports-contradict", DRIFT, ("several reports",), compares=True),
    Rule("LG309", "wrong-count-of-rows", DRIFT, ("counts",), compares=True),
    Rule("LG310", "title-differs", DRIFT, ("reports",), "off", compares=True),
    Rule("LG311", "wrong-link", DRIFT, ("reports", "linked rows"), compares=True),
    Rule("LG312", "binding-unread", DRIFT, ("unread bindings",)),
    Rule("LG401", "evidence-missing-path", DRIFT, ("citations",), compares=True),
    Rule("LG402", "evidence-required", DRIFT, ("evidence",), compares=True),
    Rule("LG403", "claim-without-evidence", DRIFT, ("claims",)),
    Rule("LG404", "status-contradicts-truth", DRIFT, ("truths",), "advise"),
    Rule("LG405", "evidence-moved", DRIFT, ("citations",), compares=True),
    Rule("LG406", "evidence-empty", DRIFT, ("evidence fields",), compares=True),
    Rule("LG407", "status-lags", DRIFT, ("statuses",), "advise"),
    Rule("LG501", "artifact-missing", DRIFT, ("artifacts",)),
    Rule("LG502", "artifact-unfilled", DRIFT, ("packages",)),
    Rule("LG503", "checklist-open", DRIFT, ("packages",)),
    Rule("LG504", "question-unanswered", DRIFT, ("questions",)),
    Rule("LG505", "number-taken", DRIFT, ("numbers",)),
    Rule("LG506", "term-changed", DRIFT, ("terms",)),
    Rule("LG901", "policy-weakened", POSTURE, ("change", "another policy")),
    Rule("LG902", "waiver-invalid", DRIFT, ("waivers",)),
    Rule("LG903", "gate-removed", POSTURE, ("change", "control")),
)

NAMES = frozenset(word for rule in CATALOGUE for word in (rule.code, rule.name))


def named(word: str) -> Rule | None:
    """The rule with this code or name, whatever its case."""
    wanted = word.casefold()
    return next((rule for rule in CATALOGUE if wanted in (rule.code.casefold(), rule.name)), None)


def chosen(duties: Sequence[str], rules: Sequence[str], ignore: Sequence[str]) -> tuple[Rule, ...]:
    """The rules of these hooks (none: all) and words, without those to ignore. Raises Misused for an unknown word."""
    for word in (*rules, *ignore):
        if not any(_means(word, rule) for rule in CATALOGUE):
            from difflib import get_close_matches

            near = get_close_matches(word.casefold(), sorted(NAMES), n=1)
            raise Misused(
                f"no rule is called '{word}'", f"did you mean {near[0]}?" if near else "`ledgergate rules` lists them"
            )
    return tuple(
        rule
        for rule in CATALOGUE
        if (not duties or rule.duty in duties)
        and (not rules or any(_means(word, rule) for word in rules))
        and not any(_means(word, rule) for word in ignore)
    )


def _means(word: str, rule: Rule) -> bool:
    exact = named(word)
    return exact is rule or (exact is None and word.upper().startswith("LG") and rule.code.startswith(word.upper()))


def load(rule: Rule) -> ModuleType:
    """The rule's module: its docstring is the rule's page, its `check(view)` yields findings."""
    name = f"{__name__}.{rule.module}"
    __import__(name)
    import sys

    return sys.modules[name]


def run(rule: Rule, view: View) -> Iterator[Finding]:
    """What the rule finds, with its code, name and level; advice stays advice."""
    for one in load(rule).check(view):
        yield one.but(code=rule.code, rule=rule.name, level=rule.level if one.level == "block" else one.level)
