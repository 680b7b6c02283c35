"""What a text cites, in the ways people cite: links, paths in code, globs, lines, anchors, spec numbers, commits."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right

from ledgergate.expressions import expression
from ledgergate.ledgers.identity import unescaped
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.markdown import Inline, Page
    from ledgergate.model import Document, Link, Place

SCHEME = expression(r"[A-Za-z][A-Za-z0-9+.\-]*:|//|\{[{%]")
_FILE_AND_LINE = expression(r"([\w.-]+\.\w{1,8}):(\d{1,9})(?:[-–](\d{1,9}))?\Z")  # `engine.js:1343` has no scheme
_LINES = expression(r":(\d+)(?:[-–](\d+))?(?::\d+)?$|#L(\d+)(?:C\d+)?(?:-L?(\d+)(?:C\d+)?)?$")
_SYMBOL = expression(r"(?<=\w):[A-Za-z_]\w*(?:[.:#]{1,2}\w+){0,20}(?:\(\))?\Z")  # main.go:Run, a name instead of a line
_COMMIT = expression(r"(?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f]{7,40}\Z")
_STANDS_FOR = expression(
    r"\.\.\.|…|(?<![^/])\.\*|(?<![^\W_])(?:N{2,}|X{3,}|YYYY)(?![^\W_])|@v?\d[\w.]*\Z"
)  # a pattern, a version
_NO_PATH = expression(r"[\s(){}<>$|=;\"'!\\`]|^[@\-~#:]|^\d+/\d+$")
_SUFFIX = expression(r"\.[A-Za-z][A-Za-z0-9]{0,9}$")
_KNOWN = frozenset(
    # what people cite; a word with another suffix and no folder may be anything
    re.findall(
        r"\w+",
        "md mdx markdown rst adoc txt php py pyi ts tsx js jsx mjs cjs json jsonc yml yaml toml rs go java kt kts rb cs"
        " c h cc cpp hpp swift scala ex exs sql sh bash ps1 html htm css scss less vue svelte astro twig xml svg png"
        " jpg jpeg gif webp pdf csv tsv lock ini cfg conf proto graphql tf ipynb gradle",
    )
)
_PRODUCTS = frozenset(
    ("node.js", "next.js", "vue.js", "nuxt.js", "three.js", "react.js", "express.js", "d3.js", "alpine.js")
)
_IN_NAME = rb"[^\s`|()\[\]<>,;:\"'*/\x00]"
_BARE = expression(rb"(?<![^\s`|()\[\]<>,;\"'*\x00])(?:" + _IN_NAME + rb"+/)+" + _IN_NAME + rb"+(?::\d+(?:-\d+)?)?")
_SPEC = expression(rb"\b[Ss]pecs? #?(\d{2,5})(?![\d.%])")
_ELSEWHERE = expression(rb"\b(?:[Cc]ommit [0-9a-f]{7,40}\b|(?:PR|MR|[Ii]ssue|[Pp]ull request) ?[#!]?\d+|#\d+\b)")
_DENIED = expression(
    r"\b(?:no|not|without|missing|absent|removed|deleted|lacks?|kein\w{0,2}|ohne|fehlt|fehlend\w{0,2})\s+"
    r"(?:an?\s+|the\s+)?[*_`]*$",
    re.IGNORECASE,
)
_GONE = expression(
    r"[`*_]*\s*(?:(?:is|was|are|were|has been)\s*)?(?:missing|absent|gone|removed|deleted|not there"
    r"|does not exist|doesn't exist|fehlt|gelöscht|entfernt|existiert nicht)\b",
    re.IGNORECASE,
)


class Citation(Value):
    """One thing that is cited. `kind` is "link" (relative to its document), "path", "spec" or "elsewhere".

    What is elsewhere (a URL, a commit, a pull request) is not checked. `path` is without `lines` and `anchor`; of a
    spec it is the number. `lines` are the first and last line cited, 0 where none are.
    """

    kind: str
    text: str
    path: str
    document: Document
    start: int
    end: int
    lines: tuple[int, int] = (0, 0)
    anchor: str = ""

    @property
    def place(self) -> Place:
        return self.document.place(self.start, self.end)


def cited(page: Page, start: int, end: int) -> list[Citation]:
    """What the text between two offsets of a page cites; what is said to be missing there is no citation."""
    content = content_at(page, start)
    if content is None:
        return list(plain(page.document, start, end))
    return list(_in_content(page.document, content, start, end))


def content_at(page: Page, start: int) -> Inline | None:
    """The heading, paragraph, entry or cell that holds an offset."""
    at = bisect_right(page.blocks, start, key=lambda block: block.start) - 1
    while at >= 0:
        block = page.blocks[at]
        if block.kind == "table" and block.start <= start < block.end:
            rows = [block.header, *block.rows]
            row = rows[max(0, bisect_right(rows, start, key=lambda one: one.start) - 1)]
            return next((cell for cell in row.cells if cell.start <= start <= cell.end), None)
        if block.kind in ("heading", "paragraph", "entry") and block.content.start <= start <= block.content.end:
            content: Inline = block.content
            return content
        if block.kind == "front matter" or block.depth == 0:
            return None
        at -= 1
    return None


def _in_content(document: Document, content: Inline, start: int, end: int) -> Iterator[Citation]:
    bare = bytearray(document.data[start:end])
    for link in content.links:
        if start <= link.start and link.end <= end and link.kind != "undefined":
            bare[link.start - start : link.end - start] = b"\0" * (link.end - link.start)
            yield linked(document, link)
    from ledgergate.markdown.spans import CODE

    for text, first, last, struck, kind in content.pieces():
        if kind != CODE and not struck:
            continue
        low, high = max(first, start), min(last, end)
        inside = low < high and any(bare[low - start : high - start])
        bare[low - start : max(low, high) - start] = b"\0" * max(0, high - low)
        if inside and not struck and not _denied(document, content, first, last):
            yield from _in_code(document, text, first, last)
    yield from _in_text(document, content, bytes(bare), start)


def linked(document: Document, link: Link) -> Citation:
    """A link's target as a citation; what stands alone in pointed brackets is an address, never a path (CommonMark)."""
    line = _FILE_AND_LINE.match(link.target)
    if line is not None:
        span = int(line[2]), int(line[3] or line[2])
        return Citation("link", link.target, unescaped(line[1]), document, link.start, link.end, span)
    if link.kind == "autolink" or SCHEME.match(link.target):
        return Citation("elsewhere", link.target, link.target, document, link.start, link.end)
    path, _, anchor = link.target.partition("#")
    lines = _LINES.search("#" + anchor) if anchor else None
    path = unescaped(path.partition("?")[0])
    span = _span(lines) if lines is not None else (0, 0)
    return Citation("link", link.target, path, document, link.start, link.end, span, "" if lines else unescaped(anchor))


def _span(match: re.Match[str]) -> tuple[int, int]:
    first = int((match[1] or match[3])[:9])
    return first, int((match[2] or match[4] or str(first))[:9])


def _denied(document: Document, content: Inline, start: int, end: int) -> bool:
    before = document.text(max(content.start, start - 60), start)
    return bool(_DENIED.search(before) or _GONE.match(document.text(end, min(content.end, end + 60))))


def _in_code(document: Document, text: str, start: int, end: int) -> Iterator[Citation]:
    """A code span that is a path and nothing else."""
    text = text.strip()
    if _COMMIT.match(text):
        yield Citation("elsewhere", text, text, document, start, end)
        return
    made = path_of(text)
    if made is not None:
        path, lines, anchor = made
        yield Citation("path", text, path, document, start, end, lines, anchor)


def path_of(text: str) -> tuple[str, tuple[int, int], str] | None:
    """Path, lines and anchor of a text that can only be a path, else None: a route, a class or a command is none."""
    if len(text) > 400:
        return None
    found = _LINES.search(text)
    lines = _span(found) if found is not None else (0, 0)
    path = text[: found.start()] if found is not None else text
    path, _, anchor = path.partition("#")
    symbol = _SYMBOL.search(path)
    if symbol is not None and _is_file(path[: symbol.start()]):
        path = path[: symbol.start()]
    node = path.find("::")
    path = path[:node] if node > 0 else path
    if not path or _NO_PATH.search(path) or _STANDS_FOR.search(path) or SCHEME.match(path) or ":" in path:
        return None
    if any(map(_is_file, path.split("/")[:-1])):
        return None  # `analyze.md/risk.md` are two files
    suffix = _SUFFIX.search(path)
    if "/" not in path:
        known = suffix is not None and suffix.group(0)[1:].lower() in _KNOWN and path.lower() not in _PRODUCTS
        return (path, lines, anchor) if known else None
    if path.startswith("/") and suffix is None:
        return None
    return path, lines, anchor


def _is_file(path: str) -> bool:
    suffix = _SUFFIX.search(path)
    return suffix is not None and suffix.group(0)[1:].lower() in _KNOWN


def _in_text(document: Document, content: Inline, bare: bytes, base: int) -> Iterator[Citation]:
    """Unmarked paths (with a folder and a known suffix), spec numbers, commits and pull requests."""
    for found in _BARE.finditer(bare):
        text = found.group(0).decode("utf-8", "surrogateescape").rstrip(".")
        made = path_of(text)
        suffix = _SUFFIX.search(made[0]) if made is not None else None
        if made is None or suffix is None or suffix.group(0)[1:].lower() not in _KNOWN:
            continue
        start, end = base + found.start(), base + found.start() + len(text.encode("utf-8", "surrogateescape"))
        if not _denied(document, content, start, end):
            yield Citation("path", text, made[0], document, start, end, made[1], made[2])
    for found in _SPEC.finditer(bare):
        start, end = base + found.start(), base + found.end()
        if not _denied(document, content, start, end):
            yield Citation("spec", found.group(0).decode(), found[1].decode(), document, start, end)
    for found in _ELSEWHERE.finditer(bare):
        text = found.group(0).decode()
        yield Citation("elsewhere", text, text, document, base + found.start(), base + found.end())


def plain(document: Document, start: int, end: int) -> Iterator[Citation]:
    """Front matter, YAML, CSV: words that can only be paths with a folder."""
    for found in re.finditer(rb"[^\s,;\"'\[\]]+", document.data[start:end]):
        text = found.group(0).decode("utf-8", "surrogateescape")
        made = path_of(text) if "/" in text else None
        if SCHEME.match(text) and "/" in text:
            yield Citation("elsewhere", text, text, document, start + found.start(), start + found.end())
        elif made is not None and _SUFFIX.search(made[0]):
            yield Citation(
                "path", text, made[0], document, start + found.start(), start + found.end(), made[1], made[2]
            )


def near(citation: Citation) -> str:
    """The path as its document's folder has it, relative to the root; it begins with ".." where it leaves the tree."""
    if citation.path.startswith("/"):
        return posixpath.normpath(citation.path.lstrip("/") or ".")
    base = posixpath.dirname(citation.document.path)
    return posixpath.normpath(posixpath.join(base, citation.path or posixpath.basename(citation.document.path)))
