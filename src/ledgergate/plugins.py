"""Rules of one's own: what installed distributions offer through the entry-point group `ledgergate.rules`.

Nothing is looked for, and nothing is imported, but what a policy names. A distribution counts where it is installed,
code and all, in the folder that this Python installs into: so never from the repository that is being judged.
"""

from __future__ import annotations

from ledgergate.errors import NotChecked
from ledgergate.expressions import expression
from ledgergate.model import DRIFT, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.metadata import Distribution, EntryPoint
    from types import ModuleType

GROUP = "ledgergate.rules"
NEEDS = frozenset(("change", "ledgers", "reports", "packages"))  # what such a rule may need
_CODE = expression(r"[A-Z]{2,12}\d{1,4}")
_NAME = expression(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+")
_loaded: dict[str, tuple[Rule, ...]] = {}  # by distribution: one process judges with one environment


def offered(distribution: str) -> tuple[Rule, ...]:
    """The rules of an installed distribution. Raises NotChecked where it is not there, and for rules
    that are none: a state whose policy cannot be followed is not one without a policy."""
    name = distribution.casefold()
    if name not in _loaded:
        _loaded[name] = tuple(_rules(distribution))
    return _loaded[name]


def names(distributions: tuple[str, ...]) -> frozenset[str]:
    """The codes and names of what these distributions offer."""
    return frozenset(word for one in distributions for rule in offered(one) for word in (rule.code, rule.name))


def loaded() -> tuple[Rule, ...]:
    """The rules of all distributions that any policy has named so far."""
    return tuple(rule for rules in _loaded.values() for rule in rules)


def _rules(distribution: str) -> Iterator[Rule]:
    found = _installed(distribution)
    points = [point for point in found.entry_points if point.group == GROUP]
    if not points:
        raise NotChecked(f"{distribution} {found.version} offers no rules", f"its entry points have no group {GROUP}")
    known = {word for rule in loaded() for word in (rule.code, rule.name)}
    for point in sorted(points, key=lambda one: one.name):
        rule = _rule(_module(point, distribution), distribution)
        twice = known & {rule.code, rule.name}
        if twice:
            raise NotChecked(f"{min(twice)} is a rule of two distributions, {distribution} is one", "name one of them")
        known |= {rule.code, rule.name}
        yield rule


def _installed(distribution: str) -> Distribution:
    from importlib.metadata import distributions

    for one in distributions(name=distribution, path=_folders()):
        return one
    raise NotChecked(
        f"the policy names the plugin {distribution}, which is not installed",
        f"add it where this gate is installed: pip install {distribution}, or `additional_dependencies` of the hook",
    )


def _folders() -> list[str]:
    """The folders that this Python installs distributions into."""
    import site
    import sysconfig

    user = [site.getusersitepackages()] if site.ENABLE_USER_SITE else []
    every = [sysconfig.get_path("purelib"), sysconfig.get_path("platlib"), *site.getsitepackages(), *user]
    return list(dict.fromkeys(every))


def _module(point: EntryPoint, distribution: str) -> ModuleType:
    """The module that an entry point names, once it is sure where it comes from."""
    import sys
    from importlib.util import find_spec
    from pathlib import Path

    top = point.module.partition(".")[0]
    try:
        spec = find_spec(top)
        places = [*(spec.submodule_search_locations or ()), spec.origin] if spec is not None else []
        folders = [Path(folder).resolve() for folder in _folders()]
        real = [Path(place).resolve() for place in places if place]
        if not real or not all(any(folder in place.parents for folder in folders) for place in real):
            raise NotChecked(
                f"the code of {distribution}, {top}, is not where distributions are installed",
                "install it as a whole (not editable), and let no folder of that name shadow it",
            )
        __import__(point.module)
    except ImportError as error:
        raise NotChecked(f"{distribution} cannot be loaded: {error}", "install it with all that it needs") from None
    return sys.modules[point.module]


def _rule(module: ModuleType, distribution: str) -> Rule:
    """The rule that a module says it is. Raises NotChecked with what is wrong with it."""
    rule = getattr(module, "RULE", None)
    wrong = _fault(rule, module) if isinstance(rule, Rule) else "has no RULE, a `ledgergate.api.Rule`"
    if wrong or not isinstance(rule, Rule):
        raise NotChecked(f"{distribution}: {module.__name__} {wrong}", "see docs/own-rules.md")
    return rule.but(home=module.__name__)


def _fault(rule: Rule, module: ModuleType) -> str:
    if not _CODE.fullmatch(rule.code) or rule.code.startswith("LG"):
        return f"has the code '{rule.code}': capital letters other than LG, then a number"
    if not _NAME.fullmatch(rule.name):
        return f"has the name '{rule.name}': words in small letters, with hyphens between them"
    if rule.level not in ("block", "advise", "off"):
        return f"has the level '{rule.level}': block, advise or off"
    if rule.duty != DRIFT or not NEEDS.issuperset(rule.needs):
        return f"needs {', '.join(rule.needs)}: what may be needed is {', '.join(sorted(NEEDS))}"
    if not callable(getattr(module, "check", None)) or not (module.__doc__ or "").strip():
        return "lacks check(view), or the docstring that is its page"
    return ""
