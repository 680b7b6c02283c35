"""Phases of a roadmap: boxes with bold names, and the progress table in the same file."""

from __future__ import annotations

from ledgergate.expressions import expression
from ledgergate.init.draft import READS, Draft, tried
from ledgergate.init.phases import BOX, OPEN_OR_DONE, detailed
from ledgergate.init.words import collect, is_done
from ledgergate.ledgers.words import skeleton
from ledgergate.policy.model import Key, LedgerPolicy, ReportPolicy, Rows, Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.init.survey import Survey
    from ledgergate.markdown import Entry, Page, Table

_LEAST = 2
_PHASE = expression(r"^(Phase|Milestone|Epic|Sprint|Etappe) (\d+(?:\.\d+)?)\b")
_ROW = expression(r"^(?:Phase |Milestone |Epic |Sprint |Etappe )?(\d+(?:\.\d+)?)[.:)]?(?:\s|$)")


def phased(survey: Survey, used: set[str]) -> Iterator[Draft]:
    """A draft for each document whose phases are boxes."""
    for path in survey.markdown:
        page = survey.page(path) if path not in used else None
        entries = [one for one in _boxes(page) if _PHASE.match(one.content.text)] if page is not None else []
        if page is None or len(entries) < _LEAST:
            continue
        word = _PHASE.findall(entries[0].content.text)[0][0]
        chain = page.above(entries[0])
        under = (chain[-1].content.text,) if chain else ()
        key = Key(pattern=rf"^{word} (?P<key>\d+(?:\.\d+)?)", prefix=f"{word} ")
        table, column, kind = _progress(page, {_number(one) for one in entries})
        words = OPEN_OR_DONE
        source = Source(path, "tasks", under=under, key=key, depth=1)
        ledger = LedgerPolicy(f"{word.casefold()}s", (source,), fields={"status": BOX})
        read = tried(survey, ledger, {"status": words})
        about = f"{len(read.items)} boxes called {word} N under '{''.join(under)}'"
        reports = (_report(page, ledger, table, column, kind),) if table is not None else ()
        yield Draft(ledger, read, about, {"status": words}, reports)
        rows = reports[0].rows if reports else None
        yield from detailed(survey, page, word, rows.source.key if rows is not None else None, table)


def _boxes(page: Page) -> list[Entry]:
    return [block for block in page.blocks if block.kind == "entry" and block.checked is not None]


def _number(entry: Entry) -> str:
    found = _PHASE.match(entry.content.text)
    return found[2] if found else ""


def _progress(page: Page, numbers: set[str]) -> tuple[Table | None, str, str]:
    """The table whose first column names the phases, and its column of a status."""
    for block in page.blocks:
        if block.kind == "table" and len(block.rows) >= _LEAST:
            found = [match[1] for row in block.rows if (match := _ROW.match(row.cells[0].text.strip()))]
            if len(set(found) & numbers) >= READS * len(block.rows):
                heads = [cell.text.strip() for cell in block.header.cells]
                kind = next((head for head in heads if skeleton(head) in ("status", "state")), "")
                return block, heads[0], kind
    return None, "", ""


def _report(page: Page, ledger: LedgerPolicy, table: Table, column: str, kind: str) -> ReportPolicy:
    chain = page.above(table)
    under = (chain[-1].content.text,) if chain else ()
    prefix = ledger.sources[0].key.prefix if ledger.sources[0].key is not None else ""
    key = Key(f"cell:{column}", r"^(?:[A-Z]\w+ )?(?P<key>\d+(?:\.\d+)?)", prefix)
    heads = [cell.text.strip() for cell in table.header.cells]
    said = collect(row.cells[heads.index(kind)].text for row in table.rows) if kind else None
    maps = {key: "done" if is_done(key) else "open" for key in (said.values if said is not None else ())}
    texts = {said.values[key]: value for key, value in maps.items()} if said is not None else {}
    source = Source("", "table", under=under, key=key)
    rows = Rows(source, {kind: "status"}, {"status": texts}) if texts else Rows(source)
    return ReportPolicy(page.document.path, ledger.name, rows, covers={})
