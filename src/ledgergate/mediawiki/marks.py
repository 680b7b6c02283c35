"""What stands inside of lines: bold and struck text, links, code, tags and entities, written onto the tape."""

from __future__ import annotations

import re

from ledgergate.expressions import expression
from ledgergate.markdown.spans import BREAK, CODE, EMPHASIS, HTML, IMAGE, LINK, STRONG, TEXT, Spans

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from ledgergate.mediawiki.verbatim import Verbatim

_TOKEN = expression(
    rb"'{2,}|\[|\{\{|&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
    rb"|</?[A-Za-z][^<>\r\n]{0,300}>|<!--|\r\n|\n|\r"
)
PAGE_LINK = expression(rb"\[\[([^\[\]|\r\n]{1,1000})(?:\|([^\[\]\r\n]{0,1000}))?\]\]")
_URL_LINK = expression(
    rb"\[((?:https?:|ftps?:|mailto:|news:|git:|ircs?:|//)[^\s\[\]<>\"]{1,2000})(?:[ \t]([^\[\]\r\n]{0,1000}))?\]",
    re.IGNORECASE,
)
TEMPLATE = expression(rb"\{\{([^{}\r\n]{1,200})\}\}")
_FILE = expression(rb"[ \t]*:?(?:file|image|media)[ \t]*:[ \t]*", re.IGNORECASE)
_CATEGORY = expression(rb"[ \t]*category[ \t]*:", re.IGNORECASE)
_SILENT = ("comment", "ref")
_CODE = ("code", "tt", "pre", "source", "syntaxhighlight", "math")


class Marks:
    """Writes marks of one document. Bold and italic text end with their line at the latest, as in MediaWiki."""

    def __init__(self, tape: Spans, hidden: dict[int, Verbatim]) -> None:
        self.tape = tape
        self._hidden = hidden
        self._open: dict[int, int] = {}  # STRONG and EMPHASIS that are open -> their mark

    def write(self, start: int, end: int) -> None:
        """The marks of the bytes from `start` to `end`, which begin and end outside of what is verbatim."""
        self._write(start, end)
        self._close(end)

    def line_break(self, start: int, end: int) -> None:
        self._close(start)
        self._mark(BREAK, start, end)

    def _write(self, start: int, end: int) -> None:
        data, text = self.tape.data, start
        at = start
        while at < end and (token := _TOKEN.search(data, at, end)) is not None:
            self._plain(text, _before(data, text, token.start()))
            at = text = self._token(token.start(), token.end(), end)
            if at == token.start():
                # Nothing begins here: the sign is text, and belongs to what follows it.
                at = token.end()
        self._plain(text, end)

    def _token(self, start: int, end: int, stop: int) -> int:
        """Writes what begins with a token; the answer is where it ends, `start` where the token is text."""
        verbatim = self._hidden.get(start)
        if verbatim is not None:
            return self._verbatim(verbatim)
        return _READERS[self.tape.data[start]](self, start, end, stop)

    def _mark(self, kind: int, start: int, end: int) -> int:
        tape = self.tape
        tape.kinds.append(kind)
        tape.starts.append(start)
        tape.ends.append(end)
        return len(tape.kinds) - 1

    def _plain(self, start: int, end: int) -> None:
        if start < end:
            self._mark(TEXT, start, end)

    def _verbatim(self, one: Verbatim) -> int:
        if one.name == "nowiki":
            self._plain(one.inner, one.inner_end)
        elif one.name in _CODE:
            mark = self._mark(CODE, one.start, one.end)
            self.tape.texts[mark] = " ".join(self.tape.data[one.inner : one.inner_end].decode().split())
        elif one.name not in _SILENT:
            self._mark(HTML, one.start, one.end)
        return one.end

    def quotes(self, start: int, end: int, _stop: int) -> int:
        """Two are italic, three bold, five both; what is left of four, or of more than five, is text before them."""
        count = end - start
        extra = {4: 1}.get(count, max(count - 5, 0))
        self._plain(start, start + extra)
        start += extra
        if end - start != 3:
            self._toggle(EMPHASIS, start, end)
        if end - start != 2:
            self._toggle(STRONG, start, end)
        return end

    def _toggle(self, kind: int, start: int, end: int) -> None:
        opened = self._open.pop(kind, None)
        if opened is not None:
            self.tape.ends[opened] = end
        else:
            self._open[kind] = self._mark(kind, start, end)

    def _close(self, at: int) -> None:
        for mark in self._open.values():
            self.tape.ends[mark] = max(at, self.tape.ends[mark])
        self._open.clear()

    def bracket(self, start: int, _end: int, stop: int) -> int:
        data = self.tape.data
        page = PAGE_LINK.match(data, start, stop)
        if page is not None:
            return self._page_link(page)
        url = _URL_LINK.match(data, start, stop)
        if url is None:
            return start
        self._link(LINK, url.span(), url[1])
        self._write(*(url.span(2) if url[2] else url.span(1)))
        return url.end()

    def _page_link(self, found: re.Match[bytes]) -> int:
        target = found[1]
        if _CATEGORY.match(target):
            return found.end()
        file = _FILE.match(target)
        if file is not None:
            self._link(IMAGE, found.span(), target[file.end() :])
            caption = found.end(2) - len(found[2].rpartition(b"|")[2]) if found[2] else found.end(2)
            self._write(caption, found.end(2))
            return found.end()
        self._link(LINK, found.span(), target.lstrip(b" \t:"))
        self._write(*(found.span(2) if found[2] else found.span(1)))
        return found.end()

    def _link(self, kind: int, span: tuple[int, int], target: bytes) -> None:
        self.tape.texts[self._mark(kind, *span)] = "Inline", _decoded(target).strip()

    def template(self, start: int, _end: int, stop: int) -> int:
        """`{{Done}}` says its name; one with parameters says nobody knows what, and stands as it is written."""
        found = TEMPLATE.match(self.tape.data, start, stop)
        if found is None or b"|" in found[1]:
            return start
        self._write(*found.span(1))
        return found.end()

    def entity(self, start: int, end: int, _stop: int) -> int:
        written = self.tape.data[start:end]
        said = _decoded(written)
        if said.encode("utf-8", "replace") == written:
            return start
        self.tape.texts[self._mark(TEXT, start, end)] = said
        return end

    def tag(self, start: int, end: int, _stop: int) -> int:
        self._mark(HTML, start, end)
        return end

    def newline(self, start: int, end: int, _stop: int) -> int:
        self.line_break(start, end)
        return end


def _before(data: bytes, start: int, end: int) -> int:
    """Where text ends that stands before a token: the blanks at the end of a line are none of it."""
    while end > start and data[end - 1] in b" \t" and data[end] in b"\r\n":
        end -= 1
    return end


def _decoded(written: bytes) -> str:
    text = written.decode()
    if "&" not in text:
        return text
    from html import unescape

    return unescape(text)


_READERS: dict[int, Callable[[Marks, int, int, int], int]] = {
    ord("'"): Marks.quotes, ord("["): Marks.bracket, ord("{"): Marks.template, ord("&"): Marks.entity,
    ord("<"): Marks.tag, **dict.fromkeys(b"\r\n", Marks.newline),
}  # fmt: skip
