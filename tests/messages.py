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
from ledgergate.model import Compared, Examined, Verdict  # noqa: E402  # the path comes first
from ledgergate.output import render  # noqa: E402
from ledgergate.rules import CATALOGUE  # noqa: E402

HEAD = """# Messages

What each rule says of the example that it rejects in the project's own tests, as `ledgergate check` prints it. Made by
`python tests/messages.py docs/messages.md`; a test compares it with the rules. [The rules](rules/README.md) give the
reasons.
"""


def page() -> str:
    """The page: a heading for each rule, and below it the text of its first finding."""
    return HEAD + "".join(f"\n## {code}\n\n```text\n{message(code)}```\n" for code in codes())


def codes() -> list[str]:
    return [rule.code for rule in CATALOGUE]


def message(code: str) -> str:
    with TemporaryDirectory() as folder:
        case = EXAMPLES[code]
        first = next(one for one in judged(Path(folder), case, case.rejected, LATE) if one.code == code)
    verdict = Verdict(Compared("staged", None, "index", ""), Examined(), findings=(first,))
    return render("text", verdict, quiet=True, width=100).rstrip("\n") + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8", newline="\n")
