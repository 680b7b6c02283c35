"""The fields of ledgers: in how many of its items each one states something."""

from __future__ import annotations

from ledgergate.coverage.binding import Binding, Silent, line_of
from ledgergate.coverage.demands import inline, named, restated, states
from ledgergate.policy.mistakes import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Item
    from ledgergate.policy.lines import At
    from ledgergate.policy.model import Field
    from ledgergate.sides import Side

FEW = 3  # items without a required value are told one by one


def fields(side: Side) -> Iterator[Binding]:
    for name, rules in side.policy.ledgers.items():
        items = [item for item in side.ledgers[name].items if not inline(side.policy, item)]
        at: At = ("ledger", name)
        own = [source.fields for source in rules.sources]
        for field, rule in rules.fields.items():
            there = [one for one in items if field not in own[one.source]]
            yield _field(side, name, (*at, "fields", field), rule, there)
            if rule.both and there:
                yield from _both(side, name, (*at, "fields", field), rule, there)
        for number, source in enumerate(rules.sources):
            there = [one for one in items if one.source == number]
            for field, rule in source.fields.items():
                yield _field(side, name, (*at, "sources", number, "fields", field), rule, there)


def _field(side: Side, ledger: str, at: At, rule: Field, items: list[Item]) -> Binding:
    hits = sum(states(item, rule.name) for item in items)
    kind = "label" if rule.source == "label" else "pattern" if rule.pattern else "from"
    looked = rule.pattern if kind == "pattern" else rule.source if kind == "from" else " or ".join(rule.labels)
    line = line_of(side.policy, at)
    parts = {item.source for item in items}
    made = Binding(shown(at), line, kind, len(items), hits, name=looked)
    if hits and line and kind == "label" and len(parts) > 1:
        return made.but(silent=tuple(_silent_sources(side, ledger, rule, items)))
    if hits or not items or not line:
        return made
    because, perhaps = _because(side, ledger, rule, items)
    nearest = ""
    if kind == "label" and (because or perhaps):
        from ledgergate.coverage.nearest import label

        nearest = label(side, ledger, rule, items)
    return made.but(asked=bool(because or nearest), because=because or perhaps, nearest=nearest)


def _both(side: Side, ledger: str, at: At, rule: Field, items: list[Item]) -> Iterator[Binding]:
    """The two places of a field that is read from where the item stands and from a label, to be compared."""
    line = line_of(side.policy, at)
    there = [(item, said) for item in items for said in item.fields.get(rule.name, ()) if said.kind != "missing"]
    placed = {item.start for item, said in there if said.start == item.start}
    written = {item.start for item, said in there if said.start != item.start}
    made = Binding(f"{shown(at)}.label", line, "label", len(items), len(written), name=" or ".join(rule.labels))
    if not written and line:
        from ledgergate.coverage.nearest import label

        nearest = label(side, ledger, rule, items)
        made = made.but(asked=bool(nearest), nearest=nearest, because="it is compared with where the item stands")
    yield made
    yield Binding(
        f"{shown(at)}.from", line, "from", len(items), len(placed), bool(line and written), name=rule.source,
        because="it is compared with the label",
    )  # fmt: skip


def _silent_sources(side: Side, ledger: str, rule: Field, items: list[Item]) -> Iterator[Silent]:
    """The first item of each source in which none states the field, and all call it otherwise."""
    for number in dict.fromkeys(item.source for item in items):
        there = [item for item in items if item.source == number]
        if not any(states(item, rule.name) for item in there):
            from ledgergate.coverage.nearest import label

            nearest = label(side, ledger, rule, there, words=False)
            if nearest:
                yield Silent(there[0].place, nearest)


def _because(side: Side, ledger: str, rule: Field, items: list[Item]) -> tuple[str, str]:
    """What makes it amiss that no item states the field: for certain, or only where it is likely to be renamed.

    What must be there is, and what is compared has two sides. Otherwise it may merely hold for nobody today.
    """
    if rule.required:
        return ("it is required" if len(items) > FEW else ""), ""
    if rule.kind == "key":
        return "it is compared with the key", ""
    reports = restated(side, ledger, rule.name)
    whole = [report.path for report in reports if side.policy.reports[report.spec].covers is not None]
    if len(reports) == 1 and whole:
        return f"{whole[0]} restates it", ""
    # Several reports are compared with one another, and a selection may say something of its own.
    return "", named(side.policy, ledger, rule.name) or ("reports state it" if reports else "")
