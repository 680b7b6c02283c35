# ruff: noqa: E501  # a table of edits is read by its rows
"""What linters and hygiene hooks are good at: broken markup, syntax, merges, fields, blocks that nobody made again."""

from __future__ import annotations

from benchmarks.seeded.edits import end, link, put, sub
from benchmarks.seeded.kinds import CHECKOUT, GENERATED, HYGIENE, LINKS, MARKUP, STYLE, SYNTAX, TRUTH, Kind

_LIST, _REPORT, _MAP, _LOG = "docs/candidates.md", "docs/reconciliation.md", "docs/roadmap.md", "docs/adr/README.md"
_ADR = "docs/adr/0003-stock-per-branch.md"
_MERGE = "<<<<<<< HEAD\n- **Owner**: Ada\n=======\n- **Owner**: Cem\n>>>>>>> other\n"
_ADA = "### C-3 Stock per branch\n\n- **Bucket**: now\n- **Owner**: Ada\n"

KINDS = (
    Kind(
        "a merge conflict is left in the ledger",
        HYGIENE,
        (sub(_LIST, _ADA, _ADA.replace("- **Owner**: Ada\n", _MERGE)),),
        (
            sub(
                "reqs/candidates/CAND003.yml",
                "owner: Ada\n",
                "<<<<<<< HEAD\nowner: Ada\n=======\nowner: Cem\n>>>>>>> other\n",
            ),
        ),
        (
            sub(
                "plan/candidates.rst",
                ":id: C_3\n   :bucket: now\n   :owner: Ada\n",
                ":id: C_3\n   :bucket: now\n<<<<<<< HEAD\n   :owner: Ada\n=======\n   :owner: Cem\n>>>>>>> other\n",
            ),
        ),
    ),
    Kind(
        "a merge conflict is left in a spec's text",
        HYGIENE,
        (
            sub(
                "specs/003-returns/spec.md",
                "A return is booked, with or without a receipt.\n",
                "<<<<<<< HEAD\nA return is booked.\n=======\nA return is booked twice.\n>>>>>>> other\n",
            ),
        ),
        (
            sub(
                "reqs/specs/SPEC003.yml",
                "  A return is booked, with or without a receipt.\n",
                "  <<<<<<< HEAD\n  A return is booked.\n  =======\n  A return is booked twice.\n  >>>>>>> other\n",
            ),
        ),
        (
            sub(
                "plan/specs.rst",
                "   A return is booked, with or without a receipt.\n",
                "<<<<<<< HEAD\n   A return is booked.\n=======\n   A return is booked twice.\n>>>>>>> other\n",
            ),
        ),
        (
            sub(
                "openspec/changes/book-returns/specs/returns/spec.md",
                "The system SHALL book a return that comes without a receipt.\n",
                "<<<<<<< HEAD\nThe system SHALL book a return.\n=======\nThe system SHALL book it twice.\n>>>>>>> other\n",
            ),
        ),
    ),
    Kind(
        "blanks stand at the end of a ledger's line",
        HYGIENE,
        (sub(_LIST, "- **Owner**: Cem\n\nSomebody", "- **Owner**: Cem \n\nSomebody"),),
    ),
    Kind("a row has a cell too few", MARKUP, (sub(_REPORT, "| C-3 | Stock per branch | now |", "| C-3 | now |"),)),
    Kind(
        "a row has a cell too many", MARKUP, (sub(_LOG, "| Plain files | Accepted |", "| Plain | files | Accepted |"),)
    ),
    Kind(
        "a blank line cuts a table in two",
        MARKUP,
        (sub(_LOG, "| Plain files | Accepted |\n", "| Plain files | Accepted |\n\n"),),
    ),
    Kind(
        "a heading of the roadmap stands twice",
        MARKUP,
        (end(_MAP, "\n## Stock\n\n- **State**: Partial\n\nOnce more.\n"),),
        needs=(end("plan/roadmap.rst", "\n.. theme:: Stock\n   :id: T_2\n   :status: partial\n\n   Once more.\n"),),
    ),
    Kind(
        "a fence is never closed",
        MARKUP,
        (sub(_LIST, "Stock is one number for all branches.\n", "```text\nStock is one number for all branches.\n"),),
    ),
    Kind(
        "a link refers to a definition that is not there",
        LINKS,
        (sub(_MAP, "[decided](adr/0002-one-stock-number.md)", "[decided][decision]"),),
        needs=(sub("plan/roadmap.rst", ":doc:`the candidates <candidates>`", "`the candidates`_"),),
    ),
    Kind("a link leads nowhere at all", LINKS, (sub(_MAP, "[decided](adr/0002-one-stock-number.md)", "[decided]()"),)),
    Kind(
        "an image is not there",
        LINKS,
        (sub(_MAP, "Nothing is there yet.\n", "Nothing is there yet. ![A sketch](sketch.png)\n"),),
        needs=(end("plan/roadmap.rst", "\n.. image:: sketch.png\n   :alt: A sketch\n"),),
        doorstop=(
            sub(
                "reqs/specs/SPEC003.yml",
                "with or without a receipt.\n",
                "with or without a receipt. ![A sketch](sketch.png)\n",
            ),
        ),
    ),
    Kind(
        "a fragment of the same page is not there",
        LINKS,
        (sub(_MAP, "Nothing is there yet.", "Nothing is there yet, see [the search](#searching)."),),
    ),
    Kind(
        "a file of YAML cannot be parsed",
        SYNTAX,
        (sub("docs/milestones.yml", "    title: Stock is counted", "    title: Stock: is: counted"),),
        (sub("reqs/specs/SPEC003.yml", "status: draft", "status: draft: yes: no"),),
    ),
    Kind("front matter cannot be parsed", TRUTH, (sub(_ADR, "status: accepted", "status: [accepted"),)),
    Kind("the policy cannot be parsed", SYNTAX, (sub("ledgergate.toml", "[posture]\n", "[posture\n"),)),
    Kind("a report becomes a link to nothing", HYGIENE, (link("docs/progress.md", "nowhere.md"),)),
    Kind(
        "a ledger's name is taken once more, in other case",
        CHECKOUT,
        (put("docs/Candidates.md", "# Candidates\n\nNothing.\n"),),
    ),
    Kind(
        "a block is not made again after the ledger changed",
        GENERATED,
        (
            sub(
                _LIST,
                "## Closed\n",
                "### C-9 Loyalty cards\n\n- **Bucket**: later\n- **Owner**: Ben\n\nCustomers ask.\n\n## Closed\n",
            ),
        ),
    ),
    Kind(
        "a block is not made again after the code changed",
        GENERATED,
        (sub("apps/shop/orders.py", 'COMMAND = "orders"', 'COMMAND = "bookings"'),),
    ),
)
STYLES = (
    Kind(
        "a level of headings is skipped", STYLE, (sub("specs/003-returns/spec.md", "## Scenarios", "#### Scenarios"),)
    ),
    Kind("lists begin with other signs", STYLE, (sub("docs/commands.md", "- `orders`", "* `orders`"),)),
    Kind(
        "a URL stands bare",
        STYLE,
        (end("specs/003-returns/spec.md", "\nSee https://example.invalid/returns for more.\n"),),
    ),
)
