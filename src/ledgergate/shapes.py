"""The shapes in which items stand, one line each: what a policy calls them, which module reads them, what from.

A shape's reader, `read(given, source, wanted)` in its module, yields nodes, unread lines, and None for what is left out
on purpose. It is given the page or the document to read; the reader of a shape that reads the tree, all documents. One
that has a fourth parameter, `stops`, is given the bytes at which the ledger's other sources have items on the page.
What else the module may have: `describe(page, source)` says in one clause what stands on a page where no items were
found; `mistaken(page, source)` yields what was meant to hold items there, where another document has some;
`row(cells)` writes what a report lacks, where that is no list entry.
"""

from __future__ import annotations

from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType

PAGES, DATA, TREE = "pages", "data", "tree"  # what a shape reads: Markdown, other documents, or the tree's paths


class Shape(Value):
    """One shape. `name` is the policy's word for it; `module` reads it, below `ledgergate.ledgers`.

    `called` is what messages call the place that holds such items, `many` what they call the things seen there. `key`
    is what a text names that a source gives as its key: a "cell", a "label", or "" where it is a regular expression.
    `takes` are those keys of a source that not every shape takes. With "columns", the key's column may have several
    names; with "depth", entries stand in entries, and deeper ones without a key are prose.
    """

    name: str
    module: str
    called: str
    many: str
    reads: str = PAGES
    key: str = ""
    takes: tuple[str, ...] = ()
    reader: str = "read"  # what its module calls the reader


_LINES = (
    Shape("headings", "headings", "a heading", "headings", takes=("level",)),
    Shape("table", "tables", "a table", "tables", key="cell", takes=("columns",)),
    Shape("list", "lists", "a list", "list entries", takes=("depth", "pattern")),
    Shape("tasks", "lists", "a task list", "list entries", takes=("depth", "pattern"), reader="read_tasks"),
    Shape("paragraphs", "paragraphs", "a paragraph", "paragraphs", takes=("pattern",)),
    Shape("files", "files", "a file", "files", TREE, takes=("file",)),
    Shape("yaml", "structured", "YAML", "entries", DATA, "label", ("at", "pattern"), "read_yaml"),
    Shape("toml", "structured", "TOML", "entries", DATA, "label", ("at", "pattern"), "read_toml"),
    Shape("csv", "structured", "CSV", "entries", DATA, "cell", ("pattern",), "read_csv"),
)
SHAPES = {shape.name: shape for shape in _LINES}


def load(shape: Shape) -> ModuleType:
    """The shape's module; only those that are asked for are loaded."""
    name = f"ledgergate.ledgers.{shape.module}"
    __import__(name)
    import sys

    return sys.modules[name]
