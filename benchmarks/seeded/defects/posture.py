"""A change that is announced as read-only, and touches what runs: in each way in which git can touch a path."""

from __future__ import annotations

from benchmarks.seeded.edits import DOCS, Edit, drop, end, link, mode, move, put, sub, submodule
from benchmarks.seeded.kinds import POSTURE, Kind

_ORDERS = "apps/shop/orders.py"
_MORE = "\n\ndef total(counts: list[int]) -> int:\n    return sum(counts)\n"
_AUDIT = "specs/002-stock-audit/tasks.md"


def _on_docs(name: str, *edits: Edit) -> Kind:
    return Kind(name, POSTURE, edits, branch=DOCS, message="Tidy the plan")


KINDS = (
    _on_docs("a runtime file is edited", end(_ORDERS, _MORE)),
    _on_docs("a runtime file is added", put("migrations/0002_stock.sql", "CREATE TABLE stock (item TEXT);\n")),
    _on_docs(
        "a runtime file is deleted",
        drop("apps/shop/tests/test_search.py"),
        sub(
            "docs/roadmap.md",
            "Shipped\n- **Evidence**: `apps/shop/search.py`, `apps/shop/tests/test_search.py`",
            "Partial\n- **Evidence**: `apps/shop/search.py`",
        ),
        sub("specs/001-search/spec.md", " Evidence: `apps/shop/tests/test_search.py`.", ""),
    ),
    _on_docs(
        "a runtime file is moved out",
        move(_ORDERS, "docs/orders.py"),
        sub("docs/candidates.md", _ORDERS, "docs/orders.py"),
    ),
    _on_docs("a document is moved into the runtime", move("docs/commands.md", "apps/commands.md")),
    _on_docs("a runtime file changes its mode alone", mode(_ORDERS)),
    _on_docs("a link takes a runtime file's place", link(_ORDERS, "search.py")),
    _on_docs("a submodule is put into the runtime", submodule("apps/till")),
    _on_docs("a runtime file is added under a path in other case", put("Apps/shop/till.py", "TILL = 1\n")),
    Kind(
        "the spec declares read-only, the branch does not",
        POSTURE,
        (sub(_AUDIT, "- [ ] T002", "- [x] T002"), end(_ORDERS, _MORE)),
    ),
    Kind(
        "the commit's type is docs, its content is not", POSTURE, (end(_ORDERS, _MORE),), message="docs: mention totals"
    ),
)
