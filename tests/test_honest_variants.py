"""The example written in other honest ways: not one finding, whatever people's habits are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ledgergate import policy as policies
from ledgergate.applicable import applicable
from ledgergate.documents import Documents
from ledgergate.gate import judge_sides
from ledgergate.git.states import of_files
from ledgergate.reading import read_side
from ledgergate.rules import NAMES, chosen
from ledgergate.rules.view import View

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "readiness-audit"
FILES = {
    path.relative_to(EXAMPLE).as_posix(): path.read_bytes() for path in sorted(EXAMPLE.rglob("*")) if path.is_file()
}
_LABEL = re.compile(r"^- \*\*(Bucket|Boundary|Lane|State)\*\*: (.+)$", re.M)
_ROW = re.compile(r"^\|.*\|$", re.M)
_DELIMITER = re.compile(r"^\|(?:\s*:?-+:?\s*\|)+$")


def labels(said: str) -> Callable[[str], str]:
    """Writes each label of an item anew."""
    return lambda text: _LABEL.sub(lambda found: said.format(label=found[1], value=found[2]), text)


def rows(made: Callable[[list[str], bool], list[str]]) -> Callable[[str], str]:
    """Makes each row of a table anew from its cells; whether it is the delimiter row is told."""

    def one(found: re.Match[str]) -> str:
        cells = re.split(r"(?<!\\)\|", found[0].strip("|"))
        return f"|{'|'.join(made([cell.strip() for cell in cells], bool(_DELIMITER.match(found[0]))))}|"

    return lambda text: _ROW.sub(one, text)


def without_outer_pipes(text: str) -> str:
    return _ROW.sub(lambda found: found[0][1:-1].strip() if found[0].count("|") > 3 else found[0], text)


def setext(text: str) -> str:
    return re.sub(r"^## (.+)$", lambda found: f"{found[1]}\n{'-' * max(3, len(found[1]))}", text, flags=re.M)


def aligned(cells: list[str], delimiter: bool) -> list[str]:
    return [f":{'-' * 12}:" if delimiter else f"   {cell:<20}   " for cell in cells]


def emphasised(cells: list[str], delimiter: bool) -> list[str]:
    return cells if delimiter else [f" **{cells[0]}** ", *(f" {cell} " for cell in cells[1:])]


def with_one_more(cells: list[str], delimiter: bool) -> list[str]:
    return [*cells, "---" if delimiter else "as agreed"]


VARIANTS: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "windows line ends": lambda text: text.replace("\n", "\r\n"),
    "a byte order mark": lambda text: "\ufeff" + text,
    "labels in capitals": lambda text: _LABEL.sub(lambda found: f"- **{found[1].upper()}**: {found[2]}", text),
    "labels in small letters": lambda text: _LABEL.sub(lambda found: f"- **{found[1].lower()}**: {found[2]}", text),
    "the colon inside the emphasis": labels("- **{label}:** {value}"),
    "labels in italics": labels("- *{label}*: {value}"),
    "labels without emphasis": labels("- {label}: {value}"),
    "labels behind a sign": labels("- 📌 **{label}**: {value}"),
    "bold values": labels("- **{label}**: **{value}**"),
    "values as code": labels("- **{label}**: `{value}`"),
    "blanks behind values": labels("- **{label}**:   {value}   "),
    "notes behind values": labels("- **{label}**: {value} (agreed with sales)"),
    "dates behind values": labels("- **{label}**: {value} (2026-11-02)"),
    "dashes before notes": labels("- **{label}**: {value} – as agreed"),
    "a comment behind values": labels("- **{label}**: {value} <!-- agreed -->"),
    "a struck value before the new one": labels("- **{label}**: ~~TBD~~ {value}"),
    "stars for bullets": labels("* **{label}**: {value}"),
    "an indented list": labels("  - **{label}**: {value}"),
    "paragraphs for bullets": labels("**{label}**: {value}\n"),
    "aligned tables": rows(aligned),
    "bold keys in tables": rows(emphasised),
    "a further column": rows(with_one_more),
    "tables without outer pipes": without_outer_pipes,
    "underlined headings": setext,
    "closed headings": lambda text: re.sub(r"^(#+) (.+)$", r"\1 \2 \1", text, flags=re.M),
    "blank lines doubled": lambda text: re.sub(r"\n\n(?!\|)", "\n\n\n", text),
    "blanks at line ends": lambda text: re.sub(r"(?<=\w)$", "  ", text, flags=re.M),
    "comments between sections": lambda text: re.sub(r"^(## )", "<!-- reviewed -->\n\n\\1", text, flags=re.M),
    "no line end at the end": lambda text: text.rstrip("\n"),
}


def findings(variant: Callable[[str], str]) -> list[str]:
    files = {
        path: variant(data.decode()).encode() if path.endswith(".md") and not path.startswith("apps/") else data
        for path, data in FILES.items()
    }
    policy = policies.load({"ledgergate.toml": FILES["ledgergate.toml"]}, NAMES)
    view = View(read_side(Documents(of_files(files)), policy))
    runs, _ = applicable(chosen((), (), ()), view)
    return [f"{one.place.path}:{one.place.line}: {one.code} {one.message}" for one in judge_sides(runs, view)]


@pytest.mark.parametrize("name", VARIANTS)
def test_the_example_written_in_another_way_is_as_right(name: str) -> None:
    assert findings(VARIANTS[name]) == []


def test_every_variant_changes_the_example() -> None:
    text = "".join(data.decode() for path, data in FILES.items() if path.endswith(".md"))
    assert [name for name, made in VARIANTS.items() if made(text) == text] == ["as it is"]
