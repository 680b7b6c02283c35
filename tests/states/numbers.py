# ruff: noqa: E501  # documents and policies are read by their lines
"""Numbers and slugs of packages: twins, removed ones, recommended ones, names that are no numbers."""

from __future__ import annotations

from states.judged import Files, State

OPEN, DONE = "# Title\n\n**Status**: Draft\n", "# Title\n\n**Status**: Complete\n"


def specs(*names: str, text: str = OPEN) -> Files:
    return {f"{name}/spec.md": f"{text}\n{name}\n" for name in names}


RULED = "".join(f'[[package]]\npath = "{folder}/*"\nnumbers = true\n' for folder in "abcdefghijklmno")
TWINS = State(
    ("LG505",),
    RULED + '[[package]]\npath = "plain/*"\n[[package]]\npath = "a/1-*"\nnumbers = true\n',
    {
        **specs("a/1-x", "a/1-y", "b/2-x", "d/1-same", "f/8-last", "g/5-a", "m/1-kept", "plain/1-a"),
        **specs("plain/1-b", "n/1-one", "n/2-two"),
        **specs("o/04-kept", "o/2-y", text=DONE),
        "f/3-old/spec.md": "# Export\n\nRows as a file.\n",
    },
    {
        **specs("b/2-y", "c/1-same", "c/2-same", "d/2-same", "e/1-a", "f/4-free"),
        **specs("e/1-b", "o/4-come", text=DONE),
        **specs("g/0-a", "g/00-b", "g/007", "g/7", "g/07-c"),
        **specs("h/2025-01-02-x", "h/2025-01-02-y", "h/2025-01", "h/2025-02", "h/2025-123-x", "h/2025-124-x"),
        **specs("i/5-a", "j/12_under", "j/12-dash", "k/20261129103000-a", "k/20261129113000-b"),
        **specs("l/1a-x", "l/1b-x", "l/one", "l/two", "l/-1-x", "m/2-m", "m/02-m"),
        "i/5-file.md": "# A file\n",
        "m/0003-deep/more/text.md": "# No spec\n",
        "m/3-deep/text.md": "# No spec\n",
        "f/3-new/spec.md": "# Import\n\nA file as rows.\n",
        "f/3-old/spec.md": None,
        "n/1-one/spec.md": None,
        "n/2-two/spec.md": None,
        "n/2-three/spec.md": OPEN + "\nn/2-two\n",
        "n/1-four/spec.md": "# Quite another thing\n",
    },
)  # fmt: skip
ROOT = State(("LG505",), '[[package]]\npath = "*"\nnumbers = true\n', specs("1-x"), specs("01-y", "2-z", "3-z"))

HEAD = """
[ledger.things]
sources = [{ path = "things.md", items = "headings", level = 2 }]
[[package]]
path = "specs/*"
numbers = true
[[package]]
path = "specs/9-*"
status = { closed = ["Given up"] }
"""
REPORT = '[[report]]\npath = "{}"\nledger = "things"\n{}rows = {{ items = "table", key = "Thing" }}\n'
PICKED = """# Picked

| Thing | Spec |
|---|---|
| Alpha | 12-alpha |
| Beta one | Spec 1 |
| Gamma | specs/2-gamma/ |
| Delta | #13 |
| Epsilon | 013-epsilon |
| Zeta | 7-zeta and more |
| Eta | 3_eta |
| Theta | 9-done |
| Iota | spec 14-Iota |
| Kappa | 1234567 |
| Lambda | 6-was |
| My | 15-one |
| Ny | 15-one |
| Xi | 0010-twice |
| Omikron | 21-done |
| Pi | as in 12-beta |

| Other | Count |
|---|---|
| x | 1 |

| Nummer |
|---|
| 1 |

| Spec number | Number |
|---|---|
| 1 | 30 |

| New spec | x |
|---|---|
| 1 | 2 |

| Paket |
|---|
| 1 |

| Spec-Nummer |
|---|
| 1 |

| Package |
|---|
| 1 |

**Number**: 1, the first

**Nummer**: #0002 it is

- **Spec number**: 2
- **Number**: 1.5
- **Number**: 1%
- **Number**: v1
- **Number**: 41
- **Other**: 1

| Spec |
|---|
| 41-named |
"""
RECOMMENDED = State(
    ("LG505",),
    HEAD + "".join(REPORT.format(*one) for one in (
        ("specs/10-audit/picked.md", 'covers = "none"\n'), ("specs/10-audit/*ed.md", 'covers = "none"\n'),
        ("specs/11-closed/picked.md", 'covers = "none"\n'), ("specs/10-audit/all.md", 'covers = "all"\n'), ("picked.md", 'covers = "none"\n'),
    )),
    {
        "things.md": "# Things\n\n" + "".join(
            f"## {name}\n\n" for name in (
                "Alpha", "Beta one", "Gamma", "Delta", "Epsilon", "Zeta", "Eta", "Theta", "Iota", "Kappa", "Lambda",
                "My", "Ny", "Xi", "Omikron", "Done",
            )
        ),
        **specs("specs/1-first", "specs/10-audit", "specs/13-thirteen", "specs/12-alpha"),
        **specs("specs/9-done", "specs/2-theta", "specs/11-closed", "specs/4-beta-one", text=DONE),
        "specs/6-was/spec.md": "# Export\n\nRows as a file.\n",
    },
    {
        "specs/10-audit/picked.md": PICKED,
        "specs/11-closed/picked.md": PICKED,
        "picked.md": PICKED,
        "specs/10-audit/all.md": "| Thing | Spec |\n|---|---|\n| Alpha | 1 |\n",
        "specs/6-was/spec.md": None,
    },
)  # fmt: skip
STATES = {"number-taken-twins": TWINS, "number-taken-root": ROOT, "number-taken-recommended": RECOMMENDED}
