# ruff: noqa: E501  # documents and policies are read by their lines
"""Numbers as they are written: which of them are corrected, which follow from another fault, which are left out."""

from __future__ import annotations

from states.judged import Files, State

CELLS = (
    "2", "**2**", "2,", "2.", "2,5", "2.5", "1,2", "1.2", "x2", "2x", "2 of 3", "2 / 2", "~2", "2 (2)", "", "-1", "2+", "two", "²", "2 %",
    "2, 2", ".2", ",2", "2.x", "2,x", "22", "[2](things.md)", "`2`", "2 things", "1",
)  # fmt: skip
VALUES = tuple(f"v{chr(97 + at // 10)}{chr(97 + at % 10)}" for at, _ in enumerate(CELLS))
POLICY = f"""
[vocabulary.kind]
values = [{", ".join(f'"{one}"' for one in VALUES)}, "zz"]
[vocabulary.size]
values = {{ S = "Small", M = "Medium", L = "Large" }}
[ledger.things]
sources = [{{ path = "things.md", items = "table", key = "ID" }}]
fields.kind = {{ label = "Kind", values = "kind" }}
[ledger.parts]
sources = [{{ path = "parts.md", items = "table", key = "ID" }}]
fields.size = {{ label = "Size", values = "size", required = true }}
[[report]]
path = "kinds.md"
ledger = "things"
totals = {{ by = "kind" }}
[[report]]
path = "sizes.md"
ledger = "things"
totals = {{ ledger = "parts", by = "size", every = true }}
[[report]]
path = "quoted.md"
ledger = "parts"
totals = {{ by = "size", every = true }}
[[report]]
path = "uncounted.md"
ledger = "parts"
totals = {{ by = "size", every = true }}
[[report]]
path = "none.md"
ledger = "parts"
totals = {{ by = "size" }}
[[report]]
path = "spread.md"
ledger = "parts"
totals = {{ by = "size", every = true }}
"""
KINDS = "# K\n\n| Kind | Count |\n|---|---|\n" + "".join(
    f"| {value} | {cell} |\n" for value, cell in zip(VALUES, CELLS, strict=True)
)
PARTS = (
    "# P\n\n| ID | Size |\n|---|---|\n| P-1 | S |\n| P-2 | S |\n| P-3 | M |\n| P-4 | L |\n| P-5 | L |\n| P-6 | L |\n"
)
SIZES = "# S\n\n| Size | Count |\n|---|---|\n| Small | {} |\n| Medium | {} |\n| Large | {} |\n\n**Total**: {}\n"
FILES: Files = {
    "things.md": "# T\n\n| ID | Kind |\n|---|---|\n" + "".join(f"| T-{at} | {value} |\n" for at, value in enumerate(VALUES, 1)),
    "parts.md": PARTS,
    "kinds.md": KINDS + "\nThere are 31 things, 30 things and 29 things of 31 things.\n\n- **vaa**: 1\n- **vab**: 3 of 30\n",
    "sizes.md": SIZES.format(2, 2, 3, 7),
    "quoted.md": "# Q\n\n>\t| Size | Count |\n>\t|---|---|\n>\t| Small | 2 |\n>\t| Large | 3 |\n",
    "uncounted.md": "# U\n\n| Size | Count |\n|---|---|\n| Small | 2 |\n| Medium | many |\n",
    "none.md": "# N\n\nNothing.\n",
    "spread.md": "# S\n\n- Small: 2\n- Large: 3\n",
}  # fmt: skip
TORN = PARTS + "| P-7 | |\n| P-8 | XL |\n"
PART = {name: FILES[name] for name in ("things.md", "parts.md")}
FOLLOWING: Files = {
    **PART,
    "parts.md": TORN,
    "sizes.md": SIZES.format(2, 2, 3, 9),
    "quoted.md": SIZES.format(3, 1, 4, 8),
}
UNREAD: Files = {
    **PART,
    "parts.md": PARTS + "\n| P-7 | M |\n",
    "sizes.md": SIZES.format(2, 2, 3, 7),
    "quoted.md": SIZES.format(2, 3, 3, 9),
}
RULES = ("LG305",)
STATES = {
    "wrong-total": State(RULES, POLICY, FILES),
    "wrong-total-following": State(RULES, POLICY, FOLLOWING),
    "wrong-total-unread": State(RULES, POLICY, UNREAD),
}
