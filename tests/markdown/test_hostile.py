"""Pathological documents end, and four times the document takes four times the steps."""

from __future__ import annotations

from collections.abc import Callable

import pyromark
import pytest

from ledgergate import errors
from ledgergate.markdown import labels_of, row_like_lines
from pages import contents, page
from steps import lines_run

_SHAPES: dict[str, Callable[[int], str]] = {
    "brackets": lambda n: "[" * n,
    "undefined references": lambda n: "[a][b] " * n,
    "nested links": lambda n: "[" * n + "a" + "](u)" * n,
    "nested images": lambda n: "![a" * n + "](u)" * n,
    "emphasis": lambda n: "*a **b " * n,
    "a row of pipes": lambda n: "|" * n,
    "a wide table": lambda n: "|a" * n + "|\n" + "|-" * n + "|\n" + "|b" * n + "|\n",
    "extra cells": lambda n: "|a|\n|-|\n|" + "b|" * n + "\n",
    "quotes": lambda n: ">" * n + " a",
    "lists": lambda n: "- " * n + "a",
    "plain labels": lambda n: "é: b | " * n,
    "bold labels": lambda n: "**é**: ~~b~~ | " * n,
    "empty labels": lambda n: "**a**: ~~b~~\n" * n,
    "urls": lambda n: "http://" + ")" * n,
    "tags": lambda n: "<a " * n,
    "definitions": lambda n: "".join(f"[a{at}]: /u\n" for at in range(n)),
    "headings": lambda n: "# a\n" * n,
    "headings under one": lambda n: "# x\n" + "> # a\n\n## b\n" * n,
    "front matter": lambda n: "---\n" + "a: b\n" * n + "---\n",
    "stray rows": lambda n: "| a | b |\n" * n,
    "a stray row": lambda n: "| a, é " * n,
    "entities": lambda n: "&amp;" * n,
    "struck": lambda n: "~~a" * n,
}


def read_all(text: str) -> None:
    read = page(text)
    for inline in contents(read):
        assert len(inline.text) <= len(inline.whole)
        for label in labels_of(inline):
            assert label.value.links is not None
            assert label.value.all_struck in (True, False)
        assert len(inline.links) + len(inline.codes) + len(inline.bolds) <= len(text)
    for block in read.blocks:
        read.above(block)
        if block.kind == "paragraph":
            assert len(list(row_like_lines(read, block))) <= len(text)
        elif block.kind == "table":
            assert all(len(row.extra) <= len(text) for row in block.rows)
    for heading in read.headings:
        read.extent(heading)
    assert len(read.anchors()) + len(read.definitions) <= len(text)


@pytest.mark.parametrize("shape", _SHAPES)
def test_steps_grow_no_faster_than_the_document(shape: str) -> None:
    made = _SHAPES[shape]
    read_all(made(2))
    small, large = (lines_run(read_all, made(size)) for size in (50, 200))
    assert large <= 4.5 * small


@pytest.mark.parametrize("text", ["word " * 2_000_000, "|" * 100_000, "[" * 100_000, "é: b | " * 15_000, "> " * 50_000])
def test_huge_lines_are_read(text: str) -> None:
    read_all(text)


def test_a_document_that_stops_the_parser_is_not_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    panic = type("PanicException", (BaseException,), {})

    def stop(*_given: object, **_named: object) -> None:
        raise panic("unwrap")

    monkeypatch.setattr(pyromark, "events_with_range", stop)
    with pytest.raises(errors.NotChecked, match=r"docs/ledger.md stops the Markdown parser") as refused:
        page("# a\n")
    assert "Upgrade pyromark" in refused.value.cure


def test_an_interrupted_walk_stays_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_given: object, **_named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pyromark, "events_with_range", stop)
    with pytest.raises(KeyboardInterrupt):
        page("# a\n")


def test_a_definition_without_a_target_is_read_or_not_checked() -> None:
    # version 0.9.14 of the parser panics on it
    try:
        read = page("* [r]:'\n\t  ")
    except errors.NotChecked:
        return
    assert [block.kind for block in read.blocks] == ["entry"]
