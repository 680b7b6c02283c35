"""The site: built as CONTRIBUTING.md says, whole, without a dead link, and asking no other host for anything."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options

import website
from ledgergate.rules import CATALOGUE
from support import scrubbed

ROOT = Path(__file__).resolve().parents[1]
COMMAND = "mkdocs build --strict"
BLOCKS = {"h1", "h2", "h3", "h4", "ul", "ol", "li", "table", "tr", "th", "td", "pre", "blockquote"}
INLINE = {"a", "img", "em", "strong", "code"}
pytestmark = pytest.mark.xdist_group("site")


class Seen(HTMLParser):
    """What a page holds: its elements, its addresses, its anchors, the text of its code."""

    def __init__(self, html: str, *, within: str = "") -> None:
        super().__init__()
        self.elements: Counter[str] = Counter()
        self.addresses: list[tuple[str, str]] = []
        self.anchors: set[str] = set()
        self.code: list[str] = []
        self._within, self._inside, self._depth = within, not within, 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self._inside |= tag == self._within
        self._depth += tag == "code"
        self.code += [""] if self._inside and tag == "code" else []
        self.anchors.add(told.get("id", ""))
        self.addresses += [(tag, told[name]) for name in ("href", "src") if name in told]
        if self._inside and "headerlink" not in told.get("class", ""):
            self.elements[tag] += 1

    def handle_endtag(self, tag: str) -> None:
        self._inside &= tag != self._within
        self._depth -= tag == "code"

    def handle_data(self, data: str) -> None:
        if self._inside and self._depth:
            self.code[-1] += data


def built(root: Path, into: Path) -> subprocess.CompletedProcess[str]:
    """The command of CONTRIBUTING.md in a process of its own: what it imports warns of what we cannot mend."""
    program, *words = COMMAND.split()
    return subprocess.run(
        [str(Path(sys.executable).with_name(program)), *words, "--site-dir", str(into)], cwd=root,
        env=scrubbed(into.parent, NO_MKDOCS_2_WARNING="1"), capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("site") / "site"
    done = built(ROOT, made)
    assert done.returncode == 0, done.stderr
    return made


@pytest.fixture(scope="module")
def seen(site: Path) -> dict[str, Seen]:
    """The pages of the site by their paths; 404.html, which is shown at any address, aside."""
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*.html")}
    return {name: Seen(path.read_text(encoding="utf-8")) for name, path in files.items() if name != "404.html"}


def sources() -> dict[str, Path]:
    """What each page of the site is made of: its path there, the file here."""
    ours = {brought: ROOT / name for name, brought in website.BROUGHT.items()}
    ours |= {path.relative_to(ROOT / "docs").as_posix(): path for path in (ROOT / "docs").rglob("*.md")}
    return {
        re.sub(r"(README)?\.md$", lambda end: "index.html" if end[1] else ".html", page): ours[page] for page in ours
    }


def test_the_command_stands_where_contributors_look() -> None:
    assert f"\n.venv/test/bin/{COMMAND}\n" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_every_page_is_on_the_site_and_in_its_navigation(seen: dict[str, Seen]) -> None:
    assert seen.keys() == sources().keys()
    linked = {urlsplit(address).path for _, address in seen["index.html"].addresses}
    assert [page for page in seen if page not in linked | {"index.html"}] == []


def test_every_link_of_the_site_leads_to_a_page_and_a_place_on_it(site: Path, seen: dict[str, Seen]) -> None:
    dead = []
    for name, page in seen.items():
        for _, address in page.addresses:
            parts = urlsplit(address)
            if parts.scheme:
                continue
            file = Path(os.path.normpath((site / name).parent / unquote(parts.path))) if parts.path else site / name
            there = seen.get((file / "index.html" if file.is_dir() else file).relative_to(site).as_posix())
            if not file.exists() or (parts.fragment and there and unquote(parts.fragment) not in there.anchors):
                dead.append((name, address))
    assert dead == []


def test_a_link_to_a_file_that_is_no_page_leads_to_that_file_in_the_repository(seen: dict[str, Seen]) -> None:
    source = "https://example.invalid/ledgergate/blob/main/"
    files = {
        address.removeprefix(source) for page in seen.values() for _, address in page.addresses if source in address
    }
    assert "examples/ci/github.yml" in files
    assert [file for file in files if not (ROOT / unquote(urlsplit(file).path)).exists()] == []


def test_nothing_is_asked_of_another_host(site: Path, seen: dict[str, Seen]) -> None:
    asked = {(tag, address) for page in seen.values() for tag, address in page.addresses if tag != "a"}
    assert [one for one in asked if urlsplit(one[1]).netloc] == []
    for path in site.rglob("*.css"):
        assert not re.search(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//", path.read_text(encoding="utf-8")), path


def test_the_search_knows_every_rule_by_its_code(site: Path) -> None:
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    titles = {one["location"]: one["title"] for one in index["docs"]}
    for rule in CATALOGUE:
        assert titles[f"rules/{rule.code}-{rule.name}.html"] == f"{rule.code} {rule.name}"


@pytest.mark.parametrize("page", sources(), ids=str)
def test_a_page_is_read_alike_on_the_site_and_on_a_forge(site: Path, page: str) -> None:
    forge = Seen(
        cmarkgfm.github_flavored_markdown_to_html(sources()[page].read_text("utf-8"), Options.CMARK_OPT_UNSAFE)
    )
    ours = Seen((site / page).read_text(encoding="utf-8"), within="article")
    for tag in sorted(BLOCKS | INLINE):
        assert (tag, ours.elements[tag]) == (tag, forge.elements[tag])
    assert [one.split() for one in ours.code] == [one.split() for one in forge.code]


def test_a_build_with_faults_fails_and_names_each(tmp_path: Path) -> None:
    root = small(tmp_path / "project")
    faults = ("nowhere.md", "policy.md#no-such-heading", "../examples/nothing.toml", "/policy.md")
    text = "".join(f"See [it]({address}).\n" for address in faults)
    (root / "docs/faults.md").write_text(f"# A page\n\n{text}", encoding="utf-8")
    (root / "docs/lost.md").write_text("# A page\n\nNo section names it.\n", encoding="utf-8")

    done = built(root, tmp_path / "site")

    assert done.returncode == 1
    warnings = [line for line in done.stderr.splitlines() if line.startswith(("WARNING", "  - "))]
    assert [fault for fault in (*faults, "lost.md") if not any(fault in line for line in warnings)] == []
    assert "Aborted with " in done.stderr + done.stdout


def small(root: Path) -> Path:
    """A project with two pages and the hook, under the settings of ours."""
    (root / "docs").mkdir(parents=True)
    (root / "release").mkdir()
    shutil.copyfile(ROOT / "release/website.py", root / "release/website.py")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    nav = "nav: [index.md, policy.md, faults.md, guides/]\n\n"
    (root / "mkdocs.yml").write_text(re.sub(r"(?ms)^nav:\n.*?\n\n", nav, settings), encoding="utf-8")
    for name in (*website.BROUGHT, "docs/policy.md"):
        (root / name).write_text("# A page\n", encoding="utf-8")
    return root
