# ruff: noqa: E501  # documents and policies are read by their lines
"""What is cited and is not there: links, paths, specs, what a change moves or deletes, and what is near."""

from __future__ import annotations

from states.judged import Files, State

POLICY = """
[ledger.things]
sources = [{ path = "docs/list.md", items = "headings", level = 2 }]
fields.evidence = { label = "Evidence", kind = "evidence" }
[[package]]
path = "specs/*"
[documents]
links = ["docs/*.md", "README.md"]
"""
CODE = {name: f"<?php // {name}\n" for name in (
    "src/app/Model.php", "src/app/TenantScopeTest.php", "src/app/deep/Only.php", "src/lib/Twice.php",
    "src/app/Twice.php", "src/app/license.md", "src/a b/Space.php", "src/app/setup.php", "above.txt", "src/up.txt",
    "src/app/x.tar", "src/app/Gone.php", "src/app/Moved.php", "src/app/Split.php", "src/app/Same1.php", "docs/was.md",
    "src/app/.env", "src/app/Chang.php", "lone/first.txt", "lone/second.txt", "docs/deep/aside.md",
)}  # fmt: skip
COMMON = (
    "readme", "index", "main", "init", "__init__", "app", "config", "test", "tests", "spec", "plan", "tasks", "notes",
    "changelog", "license", "package", "setup", "Setup", "uncommon",
)  # fmt: skip
CODE |= {f"src/pool/{name}.{ending}": f"# {name}\n" for name, ending in zip(COMMON, "abcdefghijklmnopqrs", strict=True)}
SPECS = {f"specs/{number}-s/spec.md": "# S\n" for number in (1, 2, 3, 9, 10, 11)}
CITED = (
    "`src/app/ScopeTest.php`", "`src/app/ModelX.php`", "`src/other/Only.php`", "`src/none/Twice.php`",
    "`lib/app/license.md`", "`lib/app/README.md`", "`lib/app/setup.php`", "`src/app/quite/elsewhere.rs`",
    "`src/app/deep/up.txt`", "`src/app/deep/above.txt`", "`nowhere/at/all.md`", "Spec 12", "Spec 4", "`src/x/Space.php`",
    "`./src/Model.php`", "`../src/app/Modell.php`", "`/src/lib/Only.php`", "`src/app/No*.php`", "`src/app/.env.local`",
    "`src/zip/x.tar.gz`", "`src/app/Gone.php`", "`src/app/Moved.php`", "`src/app/Split.php`", "`src/app/Same1.php`",
    "`src/app/Chang.php`", "`docs/was.md`", "`docs/was-too.md`", "[only](../src/only/Only.php)",
    "[twice](../Only.php) and ../Only.php", "`src/lib/Only.php` `src/lib/Only.php`", "`lone/frist.txt`",
    "`lone/third.txt`", "`src/app/noname`", "`lib/test/Only.php:3`",
    "`src/libs/Twice.php`", "`src/zz/very/other/place/Only.php`",
)  # fmt: skip
LINKS = """# Links

[gone](gone.md) and [up](../none.md), [root](/docs/nothing.md), ![image](pictures/none.png).

[named][ref], [undefined][nothing], [`run`][package.api.run], [shape][a.b-c], [dashed][no-a.b.c], [empty]() and [](), [12](),
[image]()

x[call]() x_[call]() f()[call]() a[0][call]() y [head]() { } z [head](){ } [lambda]() -> int [fn]() mutable [go]()(1)
[end]()

![ ]() ![picture]()

[aside](aside.md) [moved](moved.txt) [app](../src/app/Only.php "title") <https://example.invalid/x>

[ref]: gone-too.md
[unused]: gone-three.md
"""
LIST = "# List\n\n" + "".join(f"## Item {at}\n\n- **Evidence**: {one}\n\n" for at, one in enumerate(
    (*CITED, *(f"`lib/pool/{name}.{ending}`" for name, ending in zip(COMMON, "abcdefghijklmnopqrs", strict=True)))
))  # fmt: skip
BOTH = "## Linked\n\n- **Evidence**: [both](both.md)\n"
PLACES: Files = {**CODE, **SPECS, "README.md": "# Product\n", "docs/was-too.md": "# Was too\n\nText.\n"}
MISSING = State(
    ("LG401",),
    POLICY,
    PLACES,
    {
        "docs/list.md": LIST + BOTH,
        "docs/links.md": LINKS,
        "src/app/Gone.php": None,
        "src/app/Moved.php": None,
        "src/new/Moved.php": CODE["src/app/Moved.php"],
        "src/app/Split.php": None,
        "src/new/Split.php": CODE["src/app/Split.php"],
        "src/new/Split2.php": CODE["src/app/Split.php"],
        "src/app/Same1.php": None,
        "src/new/Same2.php": CODE["src/app/Same1.php"],
        "src/app/Chang.php": None,
        "src/new/Chang.php": "<?php // quite another text\n",
        "docs/was.md": None,
        "docs/now.md": CODE["docs/was.md"],
        "docs/was-too.md": None,
        "other/was-too.md": "# Was too\n\nAnother text, and more of it than there was.\n",
        "README.md": "# Product\n\n[no](docs/no.md)\n",
    },
)
UNLINKED = State(
    ("LG401",),
    POLICY.replace('[documents]\nlinks = ["docs/*.md", "README.md"]\n', ""),
    PLACES,
    {"docs/list.md": LIST, "docs/links.md": LINKS},
)
STATES = {"evidence-missing-path": MISSING, "evidence-missing-path-unlinked": UNLINKED}
