"""Edits of several findings as new bytes: which of them go together, and a document with them made."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ledgergate.model import Document, Edit, Finding


def together(findings: Iterable[Finding]) -> tuple[list[Finding], dict[str, list[Edit]]]:
    """The findings whose edits leave each other alone, first come first served, and the edits by path.

    A finding's edits are taken all or none. What clashes is left for the next round, when its offsets are new.
    """
    chosen: list[Finding] = []
    edits: dict[str, list[Edit]] = {}
    for finding in findings:
        wanted = finding.fix.edits if finding.fix is not None else ()
        if wanted and not any(_clashes(one, edits.get(one.path, ())) for one in wanted):
            chosen.append(finding)
            for one in wanted:
                if one not in edits.setdefault(one.path, []):
                    edits[one.path].append(one)
    return chosen, edits


def _clashes(edit: Edit, others: Iterable[Edit]) -> bool:
    """Whether both want the same bytes, in two ways. Two insertions at one place follow each other."""
    return any(edit.start < one.end and one.start < edit.end and edit != one for one in others)


def rewritten(document: Document, edits: Iterable[Edit]) -> bytes:
    """The document's bytes with these edits made. New lines end as the document's first line does."""
    data = document.data
    parts: list[bytes] = []
    at = 0
    for one in sorted(edits, key=lambda each: (each.start, each.end)):  # stable: insertions keep their order
        parts += (data[at : one.start], _bytes(one.text, data))
        at = one.end
    return b"".join((*parts, data[at:]))


def _bytes(text: str, data: bytes) -> bytes:
    made = text.encode("utf-8")
    return made.replace(b"\n", line_end(data)) if "\n" in text else made


def line_end(data: bytes) -> bytes:
    """How the first line of these bytes ends; a line feed where there is only one."""
    first = data.find(b"\n")
    if first < 0:
        return b"\r" if b"\r" in data else b"\n"
    return b"\r\n" if data[first - 1 : first] == b"\r" and first else b"\n"


def changed(documents: Mapping[str, Document], edits: Mapping[str, Iterable[Edit]]) -> dict[str, bytes]:
    """path -> new bytes, for the documents that the edits really change."""
    made = {path: rewritten(documents[path], some) for path, some in edits.items()}
    return {path: data for path, data in made.items() if data != documents[path].data}
