"""The page in a real browser: filters, sorting, search, the address, both themes, three widths, print, the keyboard.

`LEDGERGATE_SCREENSHOTS=docs/images pytest tests/page/test_browser.py` takes the pictures of docs/report.md anew.
"""

from __future__ import annotations

import base64
import os
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from audit import BREAKAGES, EXAMPLE, LEDGER
from browser import MISSING, Seen, chromium, launched
from ledgergate.cli.report import as_html
from shown import many, view
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.skipif(not chromium(), reason=MISSING), pytest.mark.xdist_group("browser")]
ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "images"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        made = launched(playwright)
        yield made
        made.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's page, with some drift in it and a quarter of a year behind it."""
    folder = tmp_path_factory.mktemp("browser")
    where = grown(folder / "harbor")
    for name in ("bucket-removed", "row-deleted", "bucket-flipped"):
        BREAKAGES[name](where)
    where.stage()
    where.commit("A week of edits")
    where.git("remote", "add", "origin", "https://github.com/acme/harbor.git")
    (folder / "page.html").write_text(as_html(view(where, last=30)), encoding="utf-8")
    return folder / "page.html"


def grown(path: Path) -> Repository:
    """The example, whose ledger caught up with its reports week by week."""
    where = Repository(path)
    shutil.copytree(EXAMPLE, path, dirs_exist_ok=True)
    whole = (path / LEDGER).read_text(encoding="utf-8")
    head, *items = re.split(r"(?=^### HB-)", whole[: whole.index("## Closed")], flags=re.MULTILINE)
    for count in (*range(6, len(items), 2), len(items)):
        kept = [one.replace("Bucket**: B", "Bucket**: A") if at % 3 else one for at, one in enumerate(items[count:])]
        listed = [*items[:count], *kept[: (len(items) - count) // 2]]
        where.ticks += 7 * 24 * 60
        where.save({LEDGER: head + "".join(listed) + whole[whole.index("## Closed") :]}, f"{count} candidates settled")
    where.branch("345-platform-readiness")
    return where


@pytest.fixture
def seen(browser: Browser, file: Path) -> Iterator[Seen]:
    made = Seen(browser, file)
    yield made
    made.page.close()
    assert made.complaints == []
    assert {one.partition("#")[0] for one in made.asked} <= {made.address, "data:,"}


def test_a_class_of_the_bar_filters_the_table_and_the_address_keeps_it(seen: Seen) -> None:
    assert len(seen.keys()) == 25
    seen.page.get_by_role("button", name="D Customer portal 3").click()
    assert len(seen.keys()) == 3
    assert seen.says() == "3 of 25 match"
    seen.page.get_by_role("button", name="E Website 2").click()
    assert len(seen.keys()) == 5
    assert seen.fragment == "?candidates.bucket=D&candidates.bucket=E"
    keys = seen.keys()
    seen.page.locator("[data-ledger=candidates] .bar rect").first.click()
    assert len(seen.keys()) == 9
    seen.page.locator("[data-ledger=candidates] .bar rect").first.click()
    seen.page.reload()
    assert seen.keys() == keys
    seen.page.get_by_role("button", name="Show all").click()
    assert (len(seen.keys()), seen.fragment) == (25, "")


def test_a_search_is_for_all_of_its_words_in_any_order(seen: Seen) -> None:
    search = seen.page.get_by_label("Search")
    search.fill("consent provider")
    assert seen.keys() == ["HB-102"]
    assert seen.fragment == "?candidates%3Aq=consent+provider"
    search.fill("no such thing")
    assert seen.keys() == []
    assert seen.page.get_by_text("Nothing matches").is_visible()
    search.fill("")
    assert len(seen.keys()) == 25


def test_a_column_sorts_up_down_and_not_at_all(seen: Seen) -> None:
    order, key = seen.keys(), seen.page.locator("th[data-c=key] button")
    heading = seen.page.locator("th[data-c=key]")
    key.click()
    assert (seen.keys()[0], heading.get_attribute("aria-sort")) == ("HB-101", "ascending")
    key.click()
    assert (seen.keys()[0], heading.get_attribute("aria-sort")) == ("HB-306", "descending")
    key.click()
    assert (seen.keys(), heading.get_attribute("aria-sort")) == (order, None)


def test_a_column_of_a_vocabulary_sorts_in_the_vocabularys_order(seen: Seen) -> None:
    seen.page.locator("th[data-c=boundary] button").click()
    cells = seen.page.locator("[data-ledger=candidates] .items tbody tr:visible td[data-v^='/']").all_inner_texts()
    words = [one.split()[0] for one in cells]
    order = ["/platform", "/customerportal", "/website", "/system"]
    assert words == sorted(words, key=order.index)


def test_other_fields_and_findings_filter_too(seen: Seen) -> None:
    seen.page.locator("select[data-f=boundary]").select_option("=/system")
    assert set(seen.keys()) == {"HB-105", "HB-106"}
    seen.page.locator("select[data-f=boundary]").select_option("*")
    seen.page.get_by_label("with findings only").check()
    assert set(seen.keys()) == {"HB-101", "HB-102", "HB-104"}
    assert seen.fragment == "?candidates%3Afound=1"


def test_an_address_that_was_sent_shows_what_its_sender_saw(browser: Browser, file: Path) -> None:
    seen = Seen(browser, file, "#?candidates.bucket=A&candidates.bucket=D&candidates:sort=-key&candidates:q=HB-2")
    assert seen.keys() == ["HB-207", "HB-206", "HB-201"]
    assert seen.page.get_by_label("Search").input_value() == "HB-2"
    assert seen.page.locator("[aria-pressed=true]").count() == 2
    assert seen.complaints == []
    seen.page.close()


@pytest.mark.parametrize(
    "fragment",
    [
        "#?candidates.bucket=Z&candidates.nothing=A&nobody.x=1&candidates:sort=constructor",
        "#?%",
        "#nowhere",
        "#?candidates.constructor=1&candidates.__proto__=1",
    ],
)
def test_an_address_that_asks_for_what_there_is_not_shows_all(browser: Browser, file: Path, fragment: str) -> None:
    seen = Seen(browser, file, fragment)
    assert (len(seen.keys()), seen.complaints) == (25, [])
    seen.page.close()


def test_a_number_of_a_cross_table_shows_the_items_that_it_counts(seen: Seen) -> None:
    seen.page.locator("table.cross a[href='#?candidates.boundary=%2Fcustomerportal&candidates.bucket=D'] data").click()
    assert len(seen.keys()) == 3
    assert seen.run("document.activeElement.id") == "title-0"


def test_a_finding_of_an_item_leads_to_what_is_said_of_it(seen: Seen) -> None:
    seen.page.locator("tbody tr", has_text="HB-102").locator("a.flag").click()
    target = seen.run("document.activeElement.id")
    assert target.startswith("found-")
    assert "HB-102" in seen.page.locator(f"#{target}").inner_text()


def test_the_page_can_be_used_with_the_keyboard_alone(seen: Seen) -> None:
    page = seen.page
    page.keyboard.press("Tab")
    assert seen.run("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert seen.run("document.activeElement.id") == "main"
    for _ in range(80):
        page.keyboard.press("Tab")
        if seen.run("document.activeElement.dataset.v") == "A":
            break
    assert seen.run("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Space")
    assert len(seen.keys()) == 4
    assert seen.run("document.activeElement.getAttribute('aria-pressed')") == "true"
    page.keyboard.press("Space")
    for _ in range(20):
        page.keyboard.press("Tab")
        if seen.run("document.activeElement.closest('th')?.dataset.c") == "key":
            break
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert seen.keys()[0] == "HB-306"


@pytest.mark.parametrize("width", [360, 800, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_each_width_in_both_themes(browser: Browser, file: Path, width: int, scheme: str) -> None:
    seen = Seen(browser, file, width=width, color_scheme=scheme)
    assert seen.run("document.documentElement.scrollWidth") <= width
    light = seen.run("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert light == (scheme == "light")
    assert seen.complaints == []
    seen.page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_class_has_one_colour_in_its_bar_and_in_its_chart(browser: Browser, file: Path, scheme: str) -> None:
    seen = Seen(browser, file, width=360, color_scheme=scheme)
    colours = "(of) => [...document.querySelectorAll(of)].map((one) => getComputedStyle(one).fill)"
    bar = seen.page.evaluate(colours, "[data-ledger=candidates] .bar rect")
    assert seen.page.evaluate(colours, "#history figure:first-child path") == bar
    assert len(set(bar)) == len(bar) == 8
    seen.page.close()


def test_a_chart_is_as_wide_as_its_place_and_its_numbers_are_folded_below(seen: Seen) -> None:
    chart = seen.page.get_by_role("img", name="Candidates over time, by bucket")
    box, frame = chart.bounding_box(), seen.page.locator("#history figure").first.bounding_box()
    assert box is not None
    assert frame is not None
    assert box["width"] == frame["width"]
    table = seen.page.get_by_role("region", name="Candidates over time")
    assert not table.is_visible()
    seen.page.get_by_text("The same as numbers, where they change").first.click()
    assert table.is_visible()
    told = seen.page.locator("[data-ledger=candidates] .legend data").all_inner_texts()
    assert table.locator("tbody tr").last.inner_text().split()[2:] == ["25", *told]
    assert seen.axe() == []


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_axe_finds_no_fault_of_accessibility(browser: Browser, file: Path, width: int, scheme: str) -> None:
    seen = Seen(browser, file, width=width, color_scheme=scheme)
    assert seen.axe() == []
    seen.page.close()


def test_it_prints_on_a4_with_every_row_and_without_controls_even_from_a_dark_screen(
    browser: Browser, file: Path
) -> None:
    seen = Seen(browser, file, "#?candidates.bucket=A", color_scheme="dark")
    printed = seen.page.pdf(prefer_css_page_size=True)
    assert set(re.findall(rb"/MediaBox \[0 0 (\d+)[.\d]* (\d+)[.\d]*\]", printed)) == {(b"594", b"841")}
    seen.page.emulate_media(media="print")
    assert seen.run("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert not seen.page.locator(".tools").first.is_visible()
    seen.run("dispatchEvent(new Event('beforeprint'))")
    assert len(seen.keys()) == 4
    assert seen.page.locator(".findings pre").first.is_visible()
    seen.run("dispatchEvent(new Event('afterprint'))")
    assert seen.complaints == []
    seen.page.close()


def test_nothing_else_can_run_or_be_asked_for(browser: Browser, file: Path) -> None:
    seen = Seen(browser, file)
    seen.run(INJECTED)
    assert seen.run("fetch('https://example.invalid/').then(() => 'sent', () => 'held')") == "held"
    assert seen.run("window.ran ?? 'nothing ran'") == "nothing ran"
    assert sum("Content Security Policy" in one for one in seen.complaints) >= 4
    seen.page.close()


def test_without_its_script_the_page_still_holds_all(browser: Browser, file: Path) -> None:
    seen = Seen(browser, file, java_script_enabled=False)
    assert len(seen.keys()) == 25
    assert not seen.page.locator(".tools").first.is_visible()
    seen.page.close()


def test_a_thousand_candidates_are_one_small_file_of_which_fifty_are_shown_at_first(
    browser: Browser, tmp_path: Path
) -> None:
    text = as_html(view(many(tmp_path, 1000)))
    assert len(text.encode()) < 500_000
    (tmp_path / "page.html").write_text(text, encoding="utf-8")
    seen = Seen(browser, tmp_path / "page.html")
    assert len(seen.keys()) == 50
    assert seen.says() == "All 1000 match, the first 50 are shown"
    assert seen.run("document.querySelectorAll('*').length") < 16_000
    assert seen.run("performance.getEntriesByName('ledgergate-ready').length") == 1
    seen.page.get_by_role("button", name="Show every row").click()
    assert seen.run("document.querySelectorAll('.items tbody tr:not([hidden])').length") == 1000
    seen.page.get_by_label("Search").fill("wording 77,")
    assert seen.keys() == [
        "HB-77",
        "HB-177",
        "HB-277",
        "HB-377",
        "HB-477",
        "HB-577",
        "HB-677",
        "HB-777",
        "HB-877",
        "HB-977",
    ]
    assert seen.complaints == []
    seen.page.close()


INJECTED = """() => {
  const script = document.createElement("script");
  script.textContent = "window.ran = 1";
  const image = document.createElement("img");
  image.src = "https://example.invalid/x.png";
  document.body.append(script, image);
  document.body.setAttribute("onclick", "window.ran = 2");
  document.body.click();
}"""
VIEWS = {  # name -> width, theme, fragment, height
    "report": (1280, "light", "", 860),
    "report-candidates": (1280, "dark", "#?candidates.bucket=A&candidates.bucket=B&candidates:sort=bucket", 760),
    "report-narrow": (360, "light", "", 860),
    "report-history": (1280, "light", "#history", 1250),
}


def test_the_pictures_of_the_docs_are_small(browser: Browser, file: Path) -> None:
    folder = os.environ.get("LEDGERGATE_SCREENSHOTS", "")
    for name, (width, scheme, fragment, height) in VIEWS.items() if folder else ():
        seen = Seen(browser, file, fragment, width=width, color_scheme=scheme)
        seen.page.set_viewport_size({"width": width, "height": height})
        taken = seen.page.context.new_cdp_session(seen.page).send(
            "Page.captureScreenshot", {"format": "webp", "quality": 70}
        )
        Path(folder).mkdir(parents=True, exist_ok=True)
        (Path(folder) / f"{name}.webp").write_bytes(base64.b64decode(taken["data"]))
        seen.page.close()
    there = {one.stem: one.stat().st_size for one in PICTURES.glob("*.webp")}
    assert there.keys() == VIEWS.keys()
    assert sum(there.values()) < 300_000
