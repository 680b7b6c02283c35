"""MediaWiki: any text is a page with the same promises as Markdown's."""

from __future__ import annotations

from fuzzing import corpus
from fuzzing.target import Target, law
from fuzzing.targets.markdown import boxes, sound
from ledgergate import errors, mediawiki
from ledgergate.markdown import Page, labels_of
from ledgergate.model import Document
from pages import contents

_WORDS = (
    b"{|\n", b"|}\n", b"|-\n", b"|", b"||", b"!", b"!!", b"|+", b"rowspan=2 |", b"colspan=3 |", b"[[", b"]]", b"[[a|b]]",
    b"[[File:x.png|thumb|y]]", b"[http://a.b c]", b"''", b"'''", b"'''''", b"<!--", b"-->", b"<nowiki>", b"</nowiki>",
    b"<pre>", b"</pre>", b"<code>", b"</code>", b"<ref>", b"</ref>", b"<ref/>", b"<source lang=x>", b"</source>", b"==",
    b"= a =\n", b"* ", b"# ", b": ", b"; ", b"----\n", b"{{", b"}}", b"{{x|y=1}}", b"&amp;", b"<br>", b"<s>", b"</s>",
    b"Status: done", b"#REDIRECT [[x]]", b"<table>", b"</table>", b"__TOC__",
)  # fmt: skip


def read(data: bytes) -> Page | None:
    try:
        return mediawiki.read(Document("a.mediawiki", data))
    except errors.Unreadable as error:
        law("a.mediawiki" in error.message and error.cure, "an error names its file and its cure", error)
        return None


def told(page: Page) -> list[object]:
    answers: list[object] = [page.anchors(), boxes(page), [(one.kind, one.start, one.end) for one in page.blocks]]
    for one in contents(page):
        answers += [one.text, one.links, one.codes, one.bolds, one.struck]
        answers += [(label.name, label.start, label.value_text) for label in labels_of(one)]
    return answers


def holds(data: bytes) -> None:
    page = read(data)
    if page is None:
        return
    sound(page)
    again = read(data)
    law(again is not None and told(page) == told(again), "the same bytes are the same page")


def work(data: bytes) -> None:
    page = read(data)
    if page is not None:
        told(page)


def seeds() -> list[bytes]:
    return list(corpus.texts("mediawiki"))


TARGET = Target(holds, seeds, _WORDS, work=work)
