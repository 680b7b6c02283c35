"""The words of the page's tests: what a repository's page holds, read as a reader of HTML does."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from ledgergate.cli.report import as_html, viewed
from ledgergate.moments import Asked
from ledgergate.page.plain import plain
from ledgergate.request import Request
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ledgergate.page.model import Page

TODAY = "2026-11-29"


def view(
    repository: Repository, *, link: str = "", file: str = "", policy: str = "", last: int = 0, **flags: Any
) -> Page:
    """The view model of HEAD, or of what the flags ask for, with the `last` commits of its past."""
    flags = flags or {"tree": "HEAD"}
    asked = Asked(cwd=str(repository.path), environment=repository.environment(), **flags)
    return viewed(Request(asked, policy, today=TODAY), file, link, last)


def values(page: Page) -> Any:
    """What `--format json` prints, as it is read."""
    return plain(page)


class Html(HTMLParser):
    """A page's elements: links, identities, numbers by their paths, the text that is seen, what is in script or style.

    `numbers` are the path, the value in the attribute and the text of each.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.numbers: list[tuple[str, str, str]] = []
        self.seen = ""
        self.raw: dict[str, str] = {"script": "", "style": ""}
        self._inside: list[str] = []
        self._number: tuple[str, str] | None = None
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append((tag, given))
        if tag in self.raw or tag == "title":
            self._inside.append(tag)
        if "href" in given:
            self.links.append(given["href"])
        if "id" in given:
            self.ids.append(given["id"])
        self._number = None
        if "data-n" in given:
            self._number = given["data-n"], given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if self._inside[-1:] == [tag]:
            self._inside.pop()
        if tag == "data":
            self._number = None

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.raw[self._inside[-1]] = self.raw.get(self._inside[-1], "") + data
            return
        if self._number is not None:
            path, value = self._number
            self.numbers.append((path, value or data.strip(), data.strip()))
            self._number = None
        self.seen += data


def html(page: Page) -> Html:
    return Html(as_html(page))


def at(made: Any, path: str) -> Any:
    """The value at a path of the JSON; of a list how many there are."""
    for step in path.split("."):
        made = made[int(step)] if isinstance(made, list) else made[step]
    return len(made) if isinstance(made, list) else made


BUCKETS = tuple("ABCDEFG")
ASKED = ("Export", "Search", "Alerts", "Sign-off", "Filters", "Roles", "Audit", "Wording", "Backups", "Imports")
LARGE = """\
[vocabulary.bucket.values]
A = "Now platform-critical"
B = "Platform productization"
C = "Feature expansion"
D = "Customer portal"
E = "Website"
F = "Covered / obsolete / duplicate"
G = "Research / roadmap only"
[vocabulary.boundary.values]
"/platform" = "Internal control plane"
"/customerportal" = "External customer use"
"/website" = "Public site"
"/system" = "Platform staff, break-glass"
[ledger.candidates]
sources = [{ path = "docs/product/spec-candidates.md", items = "headings", level = 3 }]
key = '^(?P<key>HB-\\d+)\\b'
fields.bucket = { label = "Bucket", values = "bucket", required = true }
fields.boundary = { label = "Boundary", values = "boundary", required = true }
fields.owner = { label = "Owner", kind = "text" }
fields.evidence = { label = "Evidence", kind = "evidence" }
"""


def many(folder: Path, count: int) -> Repository:
    """A ledger of so many candidates, each with all of its fields, in a repository with a remote."""
    boundaries = ("/platform", "/customerportal", "/website", "/system")
    teams = ("Operators", "Delivery", "Portal")
    items = (
        f"### HB-{number} {ASKED[number % 10]} for the customers of tenant {number}, as reviews ask\n\n"
        f"- **Bucket**: {BUCKETS[number % 7]}\n- **Boundary**: {boundaries[number % 4]}\n"
        f"- **Owner**: {teams[number % 3]}\n"
        f"- **Evidence**: `docs/product/spec-candidates.md`, `docs/guide.md`\n\n"
        for number in range(1, count + 1)
    )
    repository = Repository(folder / "large")
    repository.save(
        {
            "ledgergate.toml": LARGE,
            "docs/product/spec-candidates.md": "# Candidates\n\n" + "".join(items),
            "docs/guide.md": "# Guide\n\nWhat operators do each day.\n",
        }
    )
    repository.git("remote", "add", "origin", "https://github.com/acme/harbor.git")
    return repository
