"""What the earlier of two policies demands of reports and the later one does not, and what both say of a field."""

from __future__ import annotations

from functools import partial

from ledgergate.policy.demanding import demands_as_much, wider
from ledgergate.policy.languages import covers
from ledgergate.policy.standing import partner
from ledgergate.policy.strictness import FIELD, REPORT, SOURCE, Loosened, rows, wide

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ledgergate.policy.model import Field, Policy, ReportPolicy, Rows, Total
    from ledgergate.policy.standing import Standing

    Words = Mapping[str, str]

# What a source may do anew without a reason in the documents is to read more; the rest says where it stands.
WHERE = ("items", "level", "key", "title", "columns", "at", "pattern", "file", "depth", "under")
_PLACE = ("labels", "source", "pattern")


class Reports:
    """The reports of two policies joined. What is lost on the way is told, in the order in which it is met."""

    def __init__(self, base: Policy, head: Policy, standing: Standing) -> None:
        self.base = base
        self.head = head
        self.standing = standing
        self.losses: list[Loosened] = []

    def tell(self, what: str, text: str, line: int = 0, *, gone: bool = True, advice: bool = False) -> None:
        self.losses.append(Loosened(what, text, line, gone, advice))

    def one_field(self, rule: Field, after: Field | None, called: str, line: int, stands: Callable[[], bool]) -> Field:
        if after is None:
            self.tell(f"{called} is no longer read", rule.name, line)
            return rule
        if rule == after:
            return after
        labels, lost = after.labels, [one for one in rule.labels if one not in after.labels]
        if not stands():
            rule = rule.but(**{part: getattr(after, part) for part in _PLACE})
        elif lost:
            labels = rule.labels
            for one in lost:
                self.tell(f"{called} is no longer read at '{one}'", one, line)
        if rule.kind == "value" and not rule.vocabulary and after.kind != "text":
            rule = rule.but(kind=after.kind)  # every other kind is asked for more
        words, told = _mapped(rule.map, after.map, called)
        self.losses += told
        values, told = rows(FIELD, rule, after, called)
        self.losses += [one.but(line=line) for one in told]
        return after.but(**values, labels=labels, map=words)

    def reports(self) -> tuple[ReportPolicy, ...]:
        kept = list(self.head.reports)
        left = [(one, place) for place, one in enumerate(kept)]
        for number, report in enumerate(self.base.reports):
            called = f"the report '{report.path}'"
            mine = [(one.path, place) for one, place in left if one.ledger == report.ledger]
            place = partner(report.path, mine)
            if place is None:
                self.tell(f"{called} is no longer governed", report.path, report.line)
                kept.append(report)
            else:
                left = [one for one in left if one[1] != place]
                kept[place] = self.report(number, report, kept[place], called)
        return tuple(kept)

    def report(self, number: int, report: ReportPolicy, other: ReportPolicy, called: str) -> ReportPolicy:
        values, told = rows(REPORT, report, other, called)
        self.losses += told
        if report.covers is not None and (other.covers is None or not wider(report.covers, other.covers)):
            self.tell(f"{called} need no longer cover what it covered", "covers", other.line, gone=False)
            values["covers"] = report.covers
        values["rows"] = self.rows(number, report, other, called)
        values["totals"] = self.totals(number, report, other, called)
        values["counts"] = other.counts
        bands = {(one.field, one.value): one for one in other.counts}
        for count in report.counts:
            band = bands.get((count.field, count.value))
            if band is None or band.least < count.least or band.most > count.most:
                self.tell(f"{called} may have another number of rows", "count", report.line)
                values["counts"] = (*(one for one in values["counts"] if one != band), count)
        return other.but(**values)

    def rows(self, number: int, report: ReportPolicy, other: ReportPolicy, called: str) -> Rows | None:
        before, after = report.rows, other.rows
        if before is None:
            return after
        if after is None:
            self.tell(f"{called} no longer binds its rows", "rows", report.line)
            return before
        source = before.source
        if not self.standing.rows(number):
            source = source.but(**{part: getattr(after.source, part) for part in WHERE})
        values, told = rows(SOURCE, source, after.source, called)
        values["under"], places = wide(source.under, after.source.under)
        self.losses += told
        for one in places:
            self.tell(f"{called} is read under '{one}' alone, or no longer there", one, report.line)
        path, was = after.source.path, before.source.path or report.path
        if was != (path or other.path) and not covers([path or other.path], was):
            self.tell(f"{called} no longer reads its rows in '{was}'", was, report.line)
            path = before.source.path
        fields = dict(after.source.fields)
        for name, rule in before.source.fields.items():
            fields[name] = self.one_field(
                rule, fields.get(name), f"the field '{name}' of {called}", report.line,
                partial(self.standing.column, number, name),
            )  # fmt: skip
        columns = dict(after.columns)
        for label, field in before.columns.items():
            if after.columns.get(label) == field:
                continue
            elsewhere = field in after.columns.values()
            if elsewhere and not self.standing.column(number, field):
                continue
            self.tell(f"{called} is no longer compared by '{field}'", field, report.line)
            columns[label] = field
        maps: dict[str, Mapping[str, str]] = {}
        for field in dict.fromkeys((*before.maps, *after.maps)):
            maps[field], told = _mapped(before.maps.get(field, {}), after.maps.get(field, {}), called)
            self.losses += told
        return after.but(source=after.source.but(**values, path=path, fields=fields), columns=columns, maps=maps)

    def totals(self, number: int, report: ReportPolicy, other: ReportPolicy, called: str) -> tuple[Total, ...]:
        kept = list(other.totals)
        new = [one for one in other.totals if not any(demands_as_much(total, one) for total in report.totals)]
        for total in report.totals:
            if any(demands_as_much(total, one) for one in other.totals):
                continue
            if new and not self.standing.total(number, total):
                new.pop()
                continue
            self.tell(f"{called} is no longer checked for a total", total.by or total.pattern, total.line)
            kept.append(total)
        return tuple(kept)


def _mapped(before: Words, after: Words, called: str) -> tuple[Words, list[Loosened]]:
    """Words of a document, and what they mean: another meaning is told, and a new word for what it may hide."""
    told = [
        Loosened(f"{called} takes '{word}' for '{after[word]}'", word, 0, False, advice=word not in before)
        for word in after
        if after[word] != before.get(word)
    ]
    return {word: before[word] for word in after if word in before}, told
