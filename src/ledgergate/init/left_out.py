"""What a proposal leaves out, and why, in the order of what it would have been worth."""

from __future__ import annotations

from ledgergate.called import STANDARDS
from ledgergate.expressions import expression
from ledgergate.init.records import CALLED, TAILS
from ledgergate.init.survey import LeftOut
from ledgergate.markdown import row_like_lines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection as Some
    from collections.abc import Iterator, Sequence

    from ledgergate.init.draft import Draft
    from ledgergate.init.records import Collection
    from ledgergate.init.survey import Survey
    from ledgergate.markdown import Page

_KEY = expression(rb"(?<![\w/.-])([A-Z]{2,8})-(\d{1,4})(?![\w-])")
_NO_KEYS = {one.encode() for one in STANDARDS}
_LEAST = 5  # keys of one form, in two documents
_COLUMNS = 4


def of_records(page: Page, every: Collection, why: str) -> LeftOut:
    """A collection of a page that no draft came of."""
    names = dict.fromkeys(name for record in every.records[:9] for name in record.said if name not in TAILS)
    shown = [every.column, *names] if every.column else list(names)
    about = f" of {', '.join(shown[:_COLUMNS])}" if shown else ""
    line = page.document.line_of(every.records[0].at)
    return LeftOut(
        page.document.path, line, len(every.records), f"{len(every.records)} {CALLED[every.items]}{about}", why
    )


def left_out(survey: Survey, drafts: Sequence[Draft]) -> tuple[LeftOut, ...]:
    """Everything that was left out and is governed by no draft, what is worth most first."""
    governed = {item.document.path for draft in drafts for item in draft.read.items}
    restating = {report.path for draft in drafts for report in draft.reports}
    found = [one for one in survey.left_out if one.path not in restating]
    found += _broken(survey, governed)
    found += _mentioned(survey, {item.key for draft in drafts for item in draft.read.items})
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (-one.count, one.path, one.line)))


def _broken(survey: Survey, governed: Some[str]) -> Iterator[LeftOut]:
    """Lines that look like a table's and are none: their delimiter row is missing or has another width."""
    for path in survey.markdown:
        page = survey.page(path) if path not in governed else None
        for block in page.blocks if page is not None else ():
            lines = list(row_like_lines(page, block)) if page is not None and block.kind == "paragraph" else []
            if page is not None and len(lines) > 2:
                line = page.document.line_of(lines[0][0])
                why = "they make no table; is the row of dashes as wide as the others?"
                yield LeftOut(path, line, len(lines), f"{len(lines)} lines that look like rows", why)


def _mentioned(survey: Survey, keys: Some[str]) -> Iterator[LeftOut]:
    """Keys of one form in several documents, of which no ledger has any."""
    known = {key.rpartition("-")[0].upper().encode() for key in keys} | {
        key.split(" ")[0].upper().encode() for key in keys
    }
    met: dict[bytes, tuple[set[bytes], list[str]]] = {}
    for path in survey.markdown:
        document = survey.documents.document(path)
        for lead, number in dict.fromkeys(_KEY.findall(document.data)) if document is not None else ():
            numbers, paths = met.setdefault(lead, (set(), []))
            numbers.add(number)
            if paths[-1:] != [path]:
                paths.append(path)
    for lead, (numbers, paths) in met.items():
        if len(numbers) >= _LEAST and len(paths) > 1 and lead not in known | _NO_KEYS:
            first = min(numbers, key=lambda one: (int(one), one))  # of 0 and 00 always the same
            what = f"{len(numbers)} keys like {lead.decode()}-{first.decode()} in {len(paths)} documents"
            yield LeftOut("", 0, len(numbers), what, "no collection has them as its key")
