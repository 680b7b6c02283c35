"""The catalogue: every rule's code, name and level. A rule's module is loaded when its part of a policy is used."""

from __future__ import annotations

from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType


class Rule(Value):
    """One rule. `needs` is what must be there for it to be judged: a part of the policy, or "change" for two snapshots.

    `duty` is the hook that judges it where the three duties are adopted apart.
    """

    code: str
    name: str
    duty: str
    needs: tuple[str, ...] = ()
    level: str = "block"

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
    Rule("LG201", "unclassified", BUCKETS, ("ledgers",)),
    Rule("LG202", "unknown-value", BUCKETS, ("ledgers",)),
    Rule("LG203", "classified-twice", BUCKETS, ("ledgers",)),
    Rule("LG204", "duplicate-item", BUCKETS, ("ledgers", "twins")),
    Rule("LG205", "item-vanished", BUCKETS, ("change", "lost items")),
    Rule("LG206", "not-understood", BUCKETS, ("ledgers", "unread lines")),
    Rule("LG207", "bad-disposition", BUCKETS, ("dispositions",)),
    Rule("LG208", "lookalike-items", BUCKETS, ("ledgers", "likenesses"), "advise"),
    Rule("LG209", "invariant-broken", DRIFT, ("invariants",)),
    Rule("LG210", "invisible-text", BUCKETS, ("ledgers",)),
    Rule("LG211", "key-contradicts", BUCKETS, ("key fields",)),
    Rule("LG301", "missing-from-report", DRIFT, ("reports",)),
    Rule("LG302", "orphan-row", DRIFT, ("reports",)),
    Rule("LG303", "row-contradicts-ledger", DRIFT, ("reports",)),
    Rule("LG304", "row-repeated", DRIFT, ("reports",)),
    Rule("LG305", "wrong-total", DRIFT, ("reports", "totals")),
    Rule("LG307", "report-missing", DRIFT, ("reports", "missing rows")),
    Rule("LG308", "reports-contradict", DRIFT, ("several reports",)),
    Rule("LG309", "wrong-count-of-rows", DRIFT, ("counts",)),
    Rule("LG310", "title-differs", DRIFT, ("titles",), "off"),
    Rule("LG311", "wrong-link", DRIFT, ("reports", "linked rows")),
    Rule("LG401", "evidence-missing-path", DRIFT, ("citations",)),
    Rule("LG402", "evidence-required", DRIFT, ("evidence",)),
    Rule("LG403", "claim-without-evidence", DRIFT, ("claims",)),
    Rule("LG404", "status-contradicts-truth", DRIFT, ("truths",), "advise"),
    Rule("LG405", "evidence-moved", DRIFT, ("citations",)),
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


def load(rule: Rule) -> ModuleType:
    """The rule's module: its docstring is the rule's page, its `check(view)` yields findings."""
    name = f"{__name__}.{rule.module}"
    __import__(name)
    import sys

    return sys.modules[name]
