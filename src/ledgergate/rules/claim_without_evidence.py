"""A claim from the policy's list stands without a citation in its row or paragraph.

**Why.** "All tests pass" is read as a fact. Where nothing beside it can be opened, it is a hope.

**Rejected**

    The platform is production-ready.

**Accepted**

    The export is production-ready, see `tests/Feature/ReviewPackExportTest.php`.
    Onboarding is not production-ready. When is it production-ready? Once all tests pass.

**The fix.** Cite a file, a link, a spec, a commit or a run beside the claim, or take it back. Only reports of a
package are judged; what is negated, conditional, asked, quoted or code claims nothing.
"""

from __future__ import annotations

import re

from ledgergate.expressions import expression
from ledgergate.rules.view import found
from ledgergate.truth.answers import says
from ledgergate.truth.citations import cited
from ledgergate.truth.evidence import Tree
from ledgergate.truth.likened import likened
from ledgergate.truth.packages import packages
from ledgergate.truth.prose import NEAR, is_quoted, seen, visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.markdown import Inline, Page
    from ledgergate.model import Document, Finding
    from ledgergate.rules.view import View
    from ledgergate.sides import Side

_NOT = expression(
    r"(?:\b(?:not|no|never|cannot|without|neither|nor|hardly|far from|nicht|kein\w{0,2}|nie|ohne|weder)\b|n['’]t\b)"
    r"(?:\W+\w+){0,4}\W*$",
    re.IGNORECASE,
)
# Who denies that somebody says, thinks or may say a thing does not say it, however far behind it stands.
_UNSAID = expression(
    r"(?:\b(?:not|never|nobody|no\s+one|none|cannot|without|neither|nor|nicht|niemand|kein\w{0,2}|nie|ohne)\b|n['’]t\b)"
    r"(?:\W+\w+){0,3}?\W+(?:(?:claim|sa(?:y|id)|assert|believ|think|suggest|assum|conclud|promis|behaupt|glaub)\w*"
    r"|(?:stat(?:e[sd]?|ing)|impl(?:y|ies|ied)|call(?:s|ed|ing)?|consider(?:s|ed|ing)?|regard(?:s|ed|ing)?|true|correct"
    r"|the\s+case|dass|sag(?:t|en|te)|heißt|bedeutet|(?:show|prov|mean|know|found|sure|see|certain)\w*\s+that)\b)"
    r"|\b(?:deny|denie[sd]|doubts?|doubted|refuse[sd]?\s+to\s+(?:say|claim|call)|avoids?\s+\w+ing|too\s+early\s+to"
    r"|premature\s+to|wrong\s+to|bestreite\w*|bezweifel\w*|zu\s+früh\b)"
    r"|\b(?:false|untrue|wrong|falsch|unwahr)\W+(?:that|dass)\b",
    re.IGNORECASE,
)
_TURNS = expression(r"\b(?:but|however|yet\s+it|still\s+it|aber|jedoch|sondern)\b|\n\n", re.IGNORECASE)
_NOT_AFTER = expression(
    r"\s*[:=–—-]\s*(?:not?|nein|nicht|false)\b|\s+(?:(?:is|are|was|were|ist|sind)\s+)?(?:not|no longer|nicht)\b"
    r"|\s+(?:(?:is|was|ist|war|wäre|sind|are)\s+)?(?:\w+\s+)?(?:false|untrue|wrong|premature|unfounded|falsch|verfrüht|unbelegt)\b"
    r"|\s+(?:means?|when|if|once|wenn|sobald|heißt|bedeutet|kann\s+keine\s+rede)\b",
    re.IGNORECASE,
)
_MAYBE = expression(
    r"\b(?:if|once|when|until|unless|before|whether|would|could"
    r"|should|must|may|might|will|shall|can be|kann|ensures?|verify|confirm"
    r"|make sure|keep|carry|sicherstellen|prüfen|to be|to become|becomes?"
    r"|goal|target|planned|wenn|sobald|falls|ob|bis|bevor|soll\w{0,3}|würde\w?|muss|müssen|wird|werden|ziel|geplant)\b",
    re.IGNORECASE,
)
_ENDS = expression(r"[.!?;](?=\s|$)|\n\n|\|")


def check(view: View) -> Iterator[Finding]:
    after = view.after
    tree = Tree(after.documents, after.policy)
    for document, claims in _documents(after):
        page = after.documents.page(document)
        for passage in _passages(page):
            yield from _claims(tree, page, passage, claims)


def _documents(reading: Side) -> Iterator[tuple[Document, list[re.Pattern[str]]]]:
    """The reports that lie in a package with claims, each once."""
    seen = set()
    for package in reading.ask(packages):
        claims = [likened(one) for one in package.rule.claims]
        for report in reading.reports if claims else ():
            held = reading.policy.reports[report.spec].claims
            if held and report.path.startswith(package.folder + "/") and report.path not in seen:
                seen.add(report.path)
                yield report.document, claims


def _passages(page: Page) -> Iterator[Sequence[Inline]]:
    for block in page.blocks:
        if block.quoted:
            continue
        if block.kind == "paragraph" or (block.kind == "entry" and block.checked is not False):
            yield (block.content,)
        elif block.kind == "table":
            for row in block.rows:
                yield row.cells


def _claims(tree: Tree, page: Page, passage: Sequence[Inline], claims: list[re.Pattern[str]]) -> Iterator[Finding]:
    if len(passage) > 1 and any(len(cell.text) < 12 and says(cell.text) == "no" for cell in passage):
        return
    for content in passage:
        text = seen(content)
        match = next((one for claim in claims for one in claim.finditer(text) if _claimed(text, one)), None)
        if match is not None and not _shown(tree, page, passage):
            starts = visible(content)[1]
            start = starts[match.start()]
            place = page.document.place(start, starts[match.end() - 1] + 1)
            said = " ".join(match.group(0).split())
            cures = ("cite what shows it beside it: a file, a link, a spec, a commit", "or take it back")
            yield found(place, f"'{said}' is claimed and nothing beside it shows it", *cures)


def _claimed(text: str, match: re.Match[str]) -> bool:
    if match.start() == match.end():
        return False
    floor = max(0, match.start() - NEAR)  # a hostile paragraph may hold a claim in every word
    low = max((one.end() for one in _ENDS.finditer(text, floor, match.start())), default=floor)
    end = _ENDS.search(text, match.end(), match.end() + NEAR)
    before, after = text[low : match.start()], text[match.end() : end.start() if end else len(text)][:400]
    asked = end is not None and end.group(0) == "?"
    denied = _NOT.search(before) or _unsaid(before) or _MAYBE.search(before) or _NOT_AFTER.match(after)
    return not (asked or denied or is_quoted(text, match.start()))


def _unsaid(before: str) -> bool:
    """Whether the sentence says so far that something is not said, and does not turn round since."""
    told = _UNSAID.search(before)
    return told is not None and _TURNS.search(before, told.end()) is None


def _shown(tree: Tree, page: Page, passage: Sequence[Inline]) -> bool:
    every = (one for content in passage for one in cited(page, content.start, content.end))
    return any(one.kind == "elsewhere" or tree.find(one) for one in every)
