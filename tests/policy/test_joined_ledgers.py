# ruff: noqa: E501  # a table of edits is read by its rows
"""A ledger, its sources, fields and packages of two policies joined, where bindings find their place or do not."""

from __future__ import annotations

import pytest

from joined import require_held

V = '[vocabulary.bucket]\nvalues = ["now", "later"]\n'
L = (
    V
    + r"""[ledger.l]
sources = [
  { path = "a.md", items = "headings", level = 2, under = ["U", "V"], not_under = ["N"], fields.lane = { label = "Lane", pattern = "(a)" } },
  { path = "b.md", items = "list" },
]
key = '^(?P<key>C-\d+)'
ignore = ["x"]
dispositions = { path = "closed.md", under = ["C"], dropped = "d" }
[ledger.l.fields]
f = { label = ["F", "G"], values = "bucket", map = { Jetzt = "now", Dann = "later" } }
lane = { label = "Track", required = true }
plain = "Plain"
"""
)


def edited(*pairs: tuple[str, str], text: str = L) -> str:
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text


LATER = {"items", "items not conserved", "other items and sources", "runtime", "own field gone, nowhere"}

# The earlier text, the later one and what is gone of the documents -> what is told, and what of the later one is not held to.
# fmt: off
CASES: dict[str, tuple[tuple[str, ...], list[str], list[str]]] = {
    'same': ((L, L), [], []),
    'no ledger': ((L, V), ["- 3: the ledger 'l' is no longer governed [l]"], []),
    'key, stands': ((L, edited((r'C-\d+', r'D-\d+')), 'source l 0'), ["- 3: the ledger 'l' no longer takes keys like '^(?P<key>C-\\d+)' [^(?P<key>C-\\d+)]"], ["- 3: the ledger 'l' no longer takes keys like '^(?P<key>D-\\d+)' [^(?P<key>D-\\d+)]"]),
    'key, no source': ((L, edited((r'C-\d+', r'D-\d+')), 'source l 0', 'source l 1'), [], []),
    'ignore': ((L, edited(('ignore = ["x"]', 'ignore = ["x", "y"]'))), ["+ 3: the ledger 'l' no longer takes 'y' for an item [y] (advice)"], []),
    'ignore swallowed': ((L, edited(('ignore = ["x"]', 'ignore = ["x", "y", "z"]')), 'swallowed l y'), ["+ 3: the ledger 'l' no longer takes 'y' for an item [y]", "+ 3: the ledger 'l' no longer takes 'z' for an item [z] (advice)"], []),
    'field gone': ((L, edited(('plain = "Plain"\n', ''))), ["- 3: the field 'plain' of the ledger 'l' is no longer read [plain]"], []),
    'label gone': ((L, edited(('["F", "G"]', '["F"]'))), ["- 3: the field 'f' of the ledger 'l' is no longer read at 'G' [G]"], []),
    'label gone, field nowhere': ((L, edited(('["F", "G"]', '["F"]')), 'field l None f'), [], []),
    'labels gone': ((L, edited(('["F", "G"]', '["H", "G"]'))), ["- 3: the field 'f' of the ledger 'l' is no longer read at 'F' [F]"], ["- 3: the field 'f' of the ledger 'l' is no longer read at 'H' [H]"]),
    'field moved': ((L, edited(('f = { label = ["F", "G"]', 'f = { from = "file", pattern = "(x)"'))), ["- 3: the field 'f' of the ledger 'l' is no longer read at 'F' [F]", "- 3: the field 'f' of the ledger 'l' is no longer read at 'G' [G]", "- 3: the field 'f' of the ledger 'l' is read from another place [label]", "- 3: the field 'f' of the ledger 'l' is cut out by another pattern [(x)]"], ["- 3: the field 'f' of the ledger 'l' is read from another place [file]", "- 3: the field 'f' of the ledger 'l' is cut out by another pattern [(x)]"]),
    'field moved, nowhere': ((L, edited(('f = { label = ["F", "G"]', 'f = { from = "file", pattern = "(x)"')), 'field l None f'), [], []),
    'field moved, nowhere, and more': ((L, edited(('f = { label = ["F", "G"], values = "bucket", map = { Jetzt = "now", Dann = "later" } }', 'f = { from = "file", pattern = "(x)"}')), 'field l None f'), ["- 3: the field 'f' of the ledger 'l' is no longer checked against the vocabulary 'bucket' [bucket]"], []),
    'kind': ((L, edited(('plain = "Plain"', 'plain = { label = "Plain", kind = "number" }'))), [], []),
    'kind text': ((L, edited(('plain = "Plain"', 'plain = { label = "Plain", kind = "text" }'))), ["- 3: the field 'plain' of the ledger 'l' is no longer read as value [value]"], []),
    'kind of a checked one': ((L, edited(('values = "bucket", map', 'values = "bucket", kind = "number", map'))), ["- 3: the field 'f' of the ledger 'l' is no longer read as value [value]"], ["- 3: the field 'f' of the ledger 'l' is no longer read as number [number]"]),
    'map': ((L, edited(('Jetzt = "now", Dann = "later"', 'Jetzt = "later", Neu = "now"'))), ["+ 0: the field 'f' of the ledger 'l' takes 'Jetzt' for 'later' [Jetzt]", "+ 0: the field 'f' of the ledger 'l' takes 'Neu' for 'now' [Neu] (advice)"], ["+ 0: the field 'f' of the ledger 'l' takes 'Jetzt' for 'now' [Jetzt]"]),
    'map emptied': ((L, edited((', map = { Jetzt = "now", Dann = "later" }', ''))), [], []),
    'dispositions none': ((L, edited(('dispositions = { path = "closed.md", under = ["C"], dropped = "d" }\n', ''))), ["- 0: dispositions of the ledger 'l' are looked for in 'closed.md' [closed.md] (advice)", "- 0: dispositions of the ledger 'l' are looked for under 'C' [C] (advice)"], ["- 0: dispositions of the ledger 'l' are looked for in 'closed.md' [closed.md] (advice)", "- 0: dispositions of the ledger 'l' are looked for under 'C' [C] (advice)"]),
    'dispositions none, and ignore': ((L, edited(('ignore = ["x"]', 'ignore = ["x", "y"]'), ('dispositions = { path = "closed.md", under = ["C"], dropped = "d" }\n', ''))), ["+ 3: the ledger 'l' no longer takes 'y' for an item [y] (advice)", "- 0: dispositions of the ledger 'l' are looked for in 'closed.md' [closed.md] (advice)", "- 0: dispositions of the ledger 'l' are looked for under 'C' [C] (advice)"], ["- 0: dispositions of the ledger 'l' are looked for in 'closed.md' [closed.md] (advice)", "- 0: dispositions of the ledger 'l' are looked for under 'C' [C] (advice)"]),
    'dispositions back': ((edited(('dispositions = { path = "closed.md", under = ["C"], dropped = "d" }\n', '')), L), ["- 0: dispositions of the ledger 'l' are looked for in 'closed.md' [closed.md] (advice)", "- 0: dispositions of the ledger 'l' are looked for under 'C' [C] (advice)", "+ 0: dispositions of the ledger 'l' are also known by 'd' [d] (advice)"], ["- 0: dispositions of the ledger 'l' are looked for in 'closed.md' [closed.md] (advice)", "- 0: dispositions of the ledger 'l' are looked for under 'C' [C] (advice)"]),
    'dispositions moved': ((L, edited(('closed.md', 'gone.md'), ('["C"]', '["D"]'))), ["- 0: dispositions of the ledger 'l' are looked for in 'closed.md' [closed.md] (advice)", "- 0: dispositions of the ledger 'l' are looked for under 'C' [C] (advice)"], ["- 0: dispositions of the ledger 'l' are looked for in 'gone.md' [gone.md] (advice)", "- 0: dispositions of the ledger 'l' are looked for under 'D' [D] (advice)"]),
    'dispositions moved, gone': ((L, edited(('closed.md', 'gone.md'), ('["C"]', '["D"]')), 'path closed.md'), [], []),
    'dispositions word': ((L, edited(('dropped = "d"', 'dropped = ["d", "e"]')), 'path closed.md'), ["+ 0: dispositions of the ledger 'l' are also known by 'e' [e] (advice)"], []),
    'source gone': ((L, edited(('  { path = "b.md", items = "list" },\n', ''))), ["- 6: the source 'b.md' of the ledger 'l' is no longer governed [b.md]"], []),
    'source and path gone': ((L, edited(('  { path = "b.md", items = "list" },\n', '')), 'path b.md'), [], []),
    'all sources gone': ((L, edited((L[L.index('sources'):L.index('key')], 'items = ["p"]\n')), 'path b.md', 'path a.md'), ["- 5: the source 'a.md' of the ledger 'l' is no longer governed [a.md]", "- 6: the source 'b.md' of the ledger 'l' is no longer governed [b.md]"], []),
    'source at a wider place': ((L, edited(('"b.md"', '"*.md"'))), [], []),
    'source of another kind': ((L, edited(('"b.md", items = "list"', '"b.md", items = "tasks"'))), ["- 6: the source 'b.md' of the ledger 'l' is no longer governed [b.md]"], []),
    'sources swapped': ((L, edited(('  { path = "b.md", items = "list" },\n', ''), ('sources = [\n', 'sources = [\n  { path = "b.md", items = "list" },\n'))), [], []),
    'level': ((L, edited(('level = 2', 'level = 3'))), ["- 5: the source 'a.md' of the ledger 'l' reads another level [level]"], ["- 5: the source 'a.md' of the ledger 'l' reads another level [level]"]),
    'level, nowhere': ((L, edited(('level = 2', 'level = 3')), 'source l 0'), [], []),
    'level of the other': ((L, edited(('level = 2', 'level = 3')), 'source l 1'), ["- 5: the source 'a.md' of the ledger 'l' reads another level [level]"], ["- 5: the source 'a.md' of the ledger 'l' reads another level [level]"]),
    'under': ((L, edited(('["U", "V"]', '["V"]'))), ["- 5: the source 'a.md' of the ledger 'l' is read under 'U' alone, or no longer there [U]"], []),
    'under, section gone': ((L, edited(('["U", "V"]', '["V"]')), 'section l 0 U'), [], []),
    'under, both gone': ((L, edited(('["U", "V"]', '["W"]')), 'section l 0 U', 'section l 0 V'), [], []),
    'under, one of both gone': ((L, edited(('["U", "V"]', '["W"]')), 'section l 0 U'), ["- 5: the source 'a.md' of the ledger 'l' is read under 'V' alone, or no longer there [V]"], []),
    'under, nowhere': ((L, edited(('["U", "V"]', '["W"]')), 'source l 0'), [], []),
    'under, anywhere': ((L, edited((', under = ["U", "V"]', ''))), [], []),
    'under, anywhere before': ((edited((', under = ["U", "V"]', '')), L), ["- 5: the source 'a.md' of the ledger 'l' is read under 'U' alone, or no longer there [U]", "- 5: the source 'a.md' of the ledger 'l' is read under 'V' alone, or no longer there [V]"], []),
    'not under': ((L, edited(('["N"]', '["N", "M"]')), 'source l 0'), ["+ 5: the source 'a.md' of the ledger 'l' is no longer read under 'M' [M]"], []),
    'ignore of a source': ((L, edited(('["N"], ', '["N"], ignore = ["p", "q"], ')), 'swallowed l q'), ["+ 5: the source 'a.md' of the ledger 'l' no longer takes 'p' for an item [p] (advice)", "+ 5: the source 'a.md' of the ledger 'l' no longer takes 'q' for an item [q]"], []),
    'own field gone': ((L, edited((', fields.lane = { label = "Lane", pattern = "(a)" }', ''))), ["- 3: the field 'lane' of the source 'a.md' of the ledger 'l' is no longer read at 'Lane' [Lane]", "- 3: the field 'lane' of the source 'a.md' of the ledger 'l' is cut out by another pattern [(a)]"], ["- 3: the field 'lane' of the source 'a.md' of the ledger 'l' is no longer read at 'Track' [Track]", "- 3: the field 'lane' of the source 'a.md' of the ledger 'l' is cut out by another pattern [(a)]"]),
    'own field gone, nowhere': ((L, edited((', fields.lane = { label = "Lane", pattern = "(a)" }', '')), 'field l 0 lane'), [], []),
    'own field and the common one gone': ((L, edited((', fields.lane = { label = "Lane", pattern = "(a)" }', ''), ('lane = { label = "Track", required = true }\n', ''))), ["- 3: the field 'lane' of the ledger 'l' is no longer read [lane]", "- 3: the field 'lane' of the source 'a.md' of the ledger 'l' is no longer read [lane]"], []),
    'own field changed': ((L, edited(('"(a)"', '"(b)"'))), ["- 3: the field 'lane' of the source 'a.md' of the ledger 'l' is cut out by another pattern [(a)]"], ["- 3: the field 'lane' of the source 'a.md' of the ledger 'l' is cut out by another pattern [(b)]"]),
    'own field changed, nowhere': ((L, edited(('"(a)"', '"(b)"')), 'field l 0 lane'), [], []),
    'a source reads a field otherwise': ((L, edited(('"b.md", items = "list"', '"b.md", items = "list", fields.lane = { label = "Gasse", required = true }'))), ["- 3: the field 'lane' of the source 'b.md' of the ledger 'l' is no longer read at 'Track' [Track]"], ["- 3: the field 'lane' of the source 'b.md' of the ledger 'l' is no longer read at 'Gasse' [Gasse]"]),
    'a source reads a new field': ((L, edited(('"b.md", items = "list"', '"b.md", items = "list", fields.new = "New"'))), [], []),
    'two that cover': ((V+'[ledger.l]\nsources = [{ path = "a/b.md", items = "list" }, { path = "a/c.md", items = "list" }]\n', V+'[ledger.l]\nsources = [{ path = "a/*.md", items = "list" }]\n'), ["- 4: the source 'a/c.md' of the ledger 'l' is no longer governed [a/c.md]"], []),
    'same path twice': ((V+'[ledger.l]\nsources = [{ path = "a.md", items = "list", under = "U" }, { path = "a.md", items = "list", under = "V" }]\n', V+'[ledger.l]\nsources = [{ path = "a.md", items = "list", under = "V", depth = 1 }, { path = "a.md", items = "list", under = "U" }]\n'), ["- 4: the source 'a.md' of the ledger 'l' reads lists of another depth [depth]"], ["- 4: the source 'a.md' of the ledger 'l' reads lists of another depth [depth]"]),
    'same place': ((V+'[ledger.l]\nsources = [{ path = "a.yaml", items = "yaml", at = "p" }, { path = "a.yaml", items = "yaml", at = "q" }]\n', V+'[ledger.l]\nsources = [{ path = "a.yaml", items = "yaml", at = "q", ignore = "z" }, { path = "a.yaml", items = "yaml", at = "p", ignore = "z" }]\n'), ["+ 4: the source 'a.yaml' of the ledger 'l' no longer takes 'z' for an item [z] (advice)", "+ 4: the source 'a.yaml' of the ledger 'l' no longer takes 'z' for an item [z] (advice)"], []),
    'one of two is the same': ((V + '[ledger.l]\nsources = [{ path = "a.md", items = "list" }]\n', V + '[ledger.l]\nsources = [{ path = "a.md", items = "list" }, { path = "a.md", items = "list", depth = 1 }]\n'), [], []),
    'the same in another order': ((V + '[ledger.l]\nsources = [{ path = "a.md", items = "list", depth = 1 }, { path = "a.md", items = "list", depth = 2 }]\n',
        V + '[ledger.l]\n\nsources = [{ path = "a.md", items = "list", depth = 2 }, { path = "a.md", items = "list", depth = 1 }]\n'), [], []),
    'wider under': ((V+'[ledger.l]\nsources = [{ path = "a.md", items = "list" }, { path = "*.md", items = "list", under = "U" }]\n', V+'[ledger.l]\nsources = [{ path = "*.md", items = "list", under = "V" }, { path = "a.md", items = "list", under = "W" }]\n'), ["- 4: the source 'a.md' of the ledger 'l' is read under 'W' alone, or no longer there [W]", "- 4: the source '*.md' of the ledger 'l' is read under 'U' alone, or no longer there [U]"], []),
    'items': (('[ledger.l]\nitems = ["A b", "C"]\n', '[ledger.l]\nitems = ["a-b", "D"]\n'), ["- 1: the ledger 'l' no longer lists 'C' [C] (advice)"], []),
    'items not conserved': (('[ledger.l]\nconserve = false\nitems = ["A b", "C"]\n', '[ledger.l]\nconserve = false\nitems = ["a-b", "D"]\n'), ["- 1: the ledger 'l' no longer lists 'C' [C]"], []),
    'items and sources': (('[ledger.l]\nitems = ["A"]\n', '[ledger.l]\nitems = ["A"]\nsources = [{ path = "a.md", items = "list" }]\n'), [], []),
    'other items and sources': (('[ledger.l]\nitems = ["A"]\n', '[ledger.l]\nitems = ["B"]\nsources = [{ path = "a.md", items = "list" }]\n'), ["- 1: the ledger 'l' no longer lists its items [l]"], []),
    'sources and items': (('[ledger.l]\nsources = [{ path = "a.md", items = "list" }]\n', '[ledger.l]\nitems = ["B"]\n'), ["- 2: the source 'a.md' of the ledger 'l' is no longer governed [a.md]"], []),
    'packages': (('[[package]]\npath = "a/*"\nrequires = "x"\n[[package]]\npath = "b/*"\nenforce = "always"\n', '[[package]]\npath = "b/*"\n[[package]]\npath = "a/**"\n'), ["- 1: the package 'a/*' no longer needs 'x' [x]", "+ 1: the package 'b/*' is judged only when-closed [when-closed]"], []),
    'packages narrower': (('[[package]]\npath = "a/*"\n', '[[package]]\npath = "a/b"\n'), ["- 1: the package 'a/*' is no longer governed [a/*]"], []),
    'packages, one gone and one that needs less': (('[[package]]\npath = "a/*"\n[[package]]\npath = "b/*"\nrequires = "y"\n', '[[package]]\npath = "b/*"\n'), ["- 1: the package 'a/*' is no longer governed [a/*]", "- 3: the package 'b/*' no longer needs 'y' [y]"], []),
    'packages, one for two': (('[[package]]\npath = "a/*"\n[[package]]\npath = "b/*"\nrequires = "y"\n', '[[package]]\npath = "**"\n'), ["- 3: the package 'b/*' is no longer governed [b/*]"], []),
    'package always': (('[[package]]\npath = "a"\n', '[[package]]\npath = "a"\nenforce = "always"\n'), [], []),
    'package always both': (('[[package]]\npath = "a"\nenforce = "always"\n', '[[package]]\npath = "a"\nenforce = "always"\n'), [], []),
    'runtime': (('[posture]\nruntime = ["a", "b"]\nread_only = { declared = true, words = "w" }\n', '[posture]\nruntime = ["b"]\nread_only = { always = true }\n'), ["- 0: the runtime pattern 'a' is gone [a]", '- 0: the read-only posture is no longer declared by packages [declared]', "- 0: the read-only posture is no longer declared by 'w' [w]"], []),
}
# fmt: on


@pytest.mark.parametrize("name", CASES)
def test_what_is_told_of_a_change_and_what_is_held_to(name: str) -> None:
    require_held(*CASES[name], later=name in LATER)
