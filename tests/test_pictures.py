"""The pictures of the documentation show what happens now, to everybody, and fetch nothing."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
import tomli

pytest.importorskip("pty", reason="no terminal to look at")

import flow
import pictures
from terminal import STYLE, shown

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs/images"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("name", pictures.PICTURES)
def test_a_picture_shows_what_happens_now(name: str) -> None:
    assert (IMAGES / name).read_text(encoding="utf-8") == pictures.made(name), "python tests/pictures.py docs/images"


@pytest.mark.parametrize("name", pictures.PICTURES)
def test_a_picture_is_told_to_those_who_do_not_see_it_and_asks_for_nothing(name: str) -> None:
    text = (IMAGES / name).read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)  # noqa: S314  # ours
    named = {one.get("id"): (one.text or "").strip() for one in root}
    assert root.get("role") == "img"
    assert all(named[one] for one in (root.get("aria-labelledby") or "").split())
    assert not {one.tag for one in root.iter()} - {
        SVG + tag for tag in ("svg", "title", "desc", "style", "rect", "text", "tspan", "path")
    }
    assert "href" not in text
    assert "url(" not in text


def test_every_drawn_picture_stands_on_a_page_with_words_for_it() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    for name in pictures.PICTURES:
        assert re.search(rf"!\[[^\]]{{20,}}\]\((docs/)?images/{re.escape(name)}\)", text), name


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_colour_of_a_theme_can_be_read_on_its_ground(theme: str) -> None:
    light, dark = STYLE.split("@media", 1)
    rules = dict(re.findall(r"\.?(\w+)\{fill:(#\w{6})", light if theme == "light" else dark))
    ground = _brightness(rules.pop("ground"))
    assert len(rules) == 6
    for name, color in rules.items():
        high, low = sorted((_brightness(color), ground), reverse=True)
        assert (high + 0.05) / (low + 0.05) >= 4.5, name


def _brightness(color: str) -> float:
    """The relative luminance of WCAG 2."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_picture_of_a_terminal_has_the_colours_that_the_terminal_has(tmp_path: Path) -> None:
    where = pictures.broken(pictures.plan(tmp_path / "plan"))
    assert "\x1b[31mLG303" in shown(where, "ledgergate", "check", "--staged")
    assert '<tspan class="c31">LG303' in (IMAGES / "refusal.svg").read_text(encoding="utf-8")


def test_the_flow_has_the_packages_of_the_import_contract_in_the_order_of_a_check(tmp_path: Path) -> None:
    code, calls = flow.traced(pictures.broken(pictures.plan(tmp_path / "plan")))
    assert code == 1
    names = [call.package for call in calls]
    assert len(set(names)) == len(names)
    contract = tomli.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    layered = {name for layer in contract[0]["layers"] for name in layer.split(" | ")}
    assert [name for name in names if name not in layered] == ["ledgergate.output"]  # it has a contract of its own
    known = [name.rpartition(".")[2] for name in names]
    order = ["ledgergate_hooks", "moments", "gate", "policy", "ledgers", "reports", "rules", "weighing", "output"]
    assert [name for name in known if name in order] == order
    assert all(call.caller in names or call is calls[0] for call in calls)
