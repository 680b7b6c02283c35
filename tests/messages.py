"""Writes docs/messages.md: what each rule says of the example that it rejects, as a user reads it.

python tests/messages.py docs/messages.md
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from adoption.test_every_rule import EXAMPLES, LATE, judged  # noqa: E402
from judging import Tree, reading  # noqa: E402
from ledgergate.documents import Documents  # noqa: E402
from ledgergate.model import Compared, Examined, Finding, Verdict  # noqa: E402  # the path comes first
from ledgergate.output import render  # noqa: E402
from ledgergate.reading import read_names  # noqa: E402
from ledgergate.rules import CATALOGUE, run  # noqa: E402
from ledgergate.rules.view import View  # noqa: E402
from ledgergate.sides import Side  # noqa: E402
from variants import VARIANTS, Variant  # noqa: E402
from variants_of_changes import MORE  # noqa: E402

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

HEAD = """# Messages

What each rule says of the example that it rejects in the project's own tests, as `ledgergate check` prints it, and of
further situations: one and many, another place, another word. Made by
`python tests/messages.py docs/messages.md`; a test compares it with the rules. [The rules](rules/README.md) give the
reasons.
"""


def page() -> str:
    """The page: a heading for each rule, the text of its first finding, and what it says of other situations."""
    return HEAD + "".join(map(section, codes()))


def section(code: str) -> str:
    """One rule's part of the page."""
    return f"\n## {code}\n\n{_block(message(code))}" + "".join(
        f"\nWith {when}:\n\n{_block(_shown(told))}" for when, told in variants(code)
    )


def codes() -> list[str]:
    return [rule.code for rule in CATALOGUE]


def message(code: str) -> str:
    with TemporaryDirectory() as folder:
        case = EXAMPLES[code]
        first = next(one for one in judged(Path(folder), case, case.rejected, LATE) if one.code == code)
    return _shown((first,))


def variants(code: str) -> Iterator[tuple[str, tuple[Finding, ...]]]:
    """What the rule finds in each further situation, by what is there."""
    for one in VARIANTS:
        if one.code == code:
            yield one.when, tuple(_found(one))
    for wanted, when, case in MORE:
        if wanted == code:
            with TemporaryDirectory() as folder:
                told = judged(Path(folder), case, case.rejected, LATE)
            yield when, tuple(one for one in told if one.code == code)


def _found(variant: Variant) -> Iterator[Finding]:
    rule = next(one for one in CATALOGUE if one.code == variant.code)
    after = reading(variant.files, variant.policy, strict=False)
    before: Any = None if variant.before is None else Tree(variant.before, "before")
    befores = () if before is None else (Side(Documents(before), after.policy, read_names),)
    return run(rule, View(after, befores))


def _shown(findings: tuple[Finding, ...]) -> str:
    verdict = Verdict(Compared("staged", None, "index", ""), Examined(), findings=findings)
    return render("text", verdict, quiet=True, width=100).rstrip("\n") + "\n"


def _block(text: str) -> str:
    return f"```text\n{text}```\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8", newline="\n")
