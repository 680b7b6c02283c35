"""The catalogue: all that is known of each rule. A rule's module is loaded when its part of a policy is used."""

from __future__ import annotations

from ledgergate.errors import LedgergateError, Misused, NotChecked
from ledgergate.model import BUCKETS, DRIFT, POSTURE, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import ModuleType

    from ledgergate.model import Finding
    from ledgergate.rules.view import View

__all__ = [
    "BUCKETS", "CATALOGUE", "DRIFT", "NAMES", "POSTURE", "Rule", "chosen", "every", "load", "named", "require_known",
    "run",
]  # fmt: skip

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


def every() -> tuple[Rule, ...]:
    """The catalogue, and the rules of plugins that a policy has named."""
    import sys

    plugins = sys.modules.get("ledgergate.plugins")  # who names none does not load them
    return CATALOGUE if plugins is None else (*CATALOGUE, *plugins.loaded())


def named(word: str) -> Rule | None:
    """The rule with this code or name, whatever its case."""
    wanted = word.casefold()
    return next((rule for rule in every() if wanted in (rule.code.casefold(), rule.name)), None)


def chosen(
    duties: Sequence[str], rules: Sequence[str], ignore: Sequence[str], own: Sequence[Rule] = ()
) -> tuple[Rule, ...]:
    """The rules of these hooks (none: all) and words, without those to ignore; `own` are those of plugins."""
    return tuple(
        rule
        for rule in (*CATALOGUE, *own)
        if (not duties or rule.duty in duties)
        and (not rules or any(_means(word, rule) for word in rules))
        and not any(_means(word, rule) for word in ignore)
    )


def require_known(asked: Sequence[str], own: Sequence[Rule] = ()) -> None:
    """Raises Misused for a word that means no rule."""
    known = (*CATALOGUE, *own)
    for word in asked:
        if not any(_means(word, rule) for rule in known):
            from difflib import get_close_matches

            words = {one.casefold(): one for rule in known for one in (rule.code, rule.name)}
            near = get_close_matches(word.casefold(), words, n=1)
            cure = f"did you mean {words[near[0]]}?" if near else "`ledgergate rules` lists them"
            raise Misused(f"no rule is called '{word}'", cure)


def _means(word: str, rule: Rule) -> bool:
    exact, prefix = named(word), word.upper()
    begins = rule.code.startswith(prefix) and (bool(rule.home) or prefix.startswith("LG"))
    return exact is rule or (exact is None and begins)


def load(rule: Rule) -> ModuleType:
    """The rule's module: its docstring is the rule's page, its `check(view)` yields findings."""
    __import__(rule.module)
    import sys

    return sys.modules[rule.module]


def run(rule: Rule, view: View) -> Iterator[Finding]:
    """What the rule finds, with its code, name and level; advice stays advice.

    Raises NotChecked where a plugin's rule breaks: what it would have found is not known.
    """
    made = load(rule).check(view)
    for one in _guarded(rule, made) if rule.home else made:
        yield one.but(code=rule.code, rule=rule.name, level=rule.level if one.level == "block" else one.level)


def _guarded(rule: Rule, made: Iterator[Finding]) -> Iterator[Finding]:
    from ledgergate.expressions import Slow
    from ledgergate.model import Finding

    try:
        for one in made:
            if not isinstance(one, Finding):
                raise TypeError(f"{type(one).__name__} is no Finding")
            yield one
    except (LedgergateError, Slow):
        raise
    except Exception as error:
        raise NotChecked(
            f"the rule {rule.code} of the module {rule.home} broke: {type(error).__name__}: {error}",
            "mend it, or take its plugin out of the policy",
        ) from error
