"""What MkDocs is told beside mkdocs.yml: which pages there are, and where their links lead.

Pages are written for a forge: their links are paths in the repository. On the site a link to another page leads to that
page, and one to a file that is none (an example, a workflow) to the repository. README.md is the first page, and what
else stands at the root is brought in, so that no page is there twice. A link to nothing is left as it is, and MkDocs
refuses it.
"""

from __future__ import annotations

import re
from pathlib import Path
from posixpath import dirname, join, normpath, relpath
from urllib.parse import unquote, urlsplit, urlunsplit

from mkdocs.structure.files import File

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parents[1]
DOCS = "docs"
BROUGHT = {
    "README.md": "index.md",
    **{name: name for name in ("CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "CODE_OF_CONDUCT.md")},
}
_LISTED = re.compile(r"\]\(([\w.-]+\.md)[)#]")
# Code in a fence or between ticks, in which nothing is a link, or the address of a link or a picture.
_ADDRESS = re.compile(
    r"^ *(?P<fence>`{3,}|~{3,}).*?^ *(?P=fence)[`~]*[ \t]*$"
    r"|(?<!`)(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)"
    r"|(?<=\]\()(?P<address>[^()\s]+)(?=[\s)])",
    re.M | re.S,
)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    config.nav = _opened(config.nav)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    for name, page in BROUGHT.items():
        files.append(File.generated(config, page, abs_src_path=str(ROOT / name)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **_: Any) -> str:
    return turned(markdown, page.file.src_uri, config.extra["source"])


def pages_in(folder: str) -> list[str]:
    """A folder's pages: its README.md, then the pages of the same folder that it links to, in the order of the links.

    A page that it forgets is one that the site's navigation does not name, which MkDocs refuses.
    """
    index = f"{folder}README.md"
    linked = _LISTED.findall((ROOT / DOCS / index).read_text(encoding="utf-8"))
    there = [f"{folder}{name}" for name in dict.fromkeys(linked) if (ROOT / DOCS / folder / name).exists()]
    return [index, *(page for page in there if page != index)]


def turned(markdown: str, page: str, source: str) -> str:
    """A page's text with its addresses as the site needs them; `source` is where files of the repository are shown."""

    def one(found: re.Match[str]) -> str:
        if found["address"]:
            return _turned(found["address"], page, source)
        # Between ticks in a table a forge drops the backslash of a pipe, and the site's reader needs none.
        in_table = found["ticks"] and markdown[markdown.rfind("\n", 0, found.start()) + 1] == "|"
        return found[0].replace("\\|", "|") if in_table else found[0]

    return _ADDRESS.sub(one, markdown)


def _turned(address: str, page: str, source: str) -> str:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return address
    target = normpath(join(dirname(_in_repository(page)), unquote(parts.path)))
    there = _on_site(target)
    if there:
        return urlunsplit(parts._replace(path=relpath(there, dirname(page) or ".")))
    if target.startswith("..") or not (ROOT / target).exists():
        return address
    return urlunsplit(urlsplit(source + target)._replace(fragment=parts.fragment))


def _in_repository(page: str) -> str:
    """The file that a page of the site is made of."""
    return next((name for name, brought in BROUGHT.items() if brought == page), f"{DOCS}/{page}")


def _on_site(target: str) -> str:
    """The page or picture of the site that a file of the repository is, "" where it is none."""
    if target in BROUGHT:
        return BROUGHT[target]
    if not target.startswith(f"{DOCS}/"):
        return ""
    if (ROOT / target / "README.md").exists():
        target = f"{target}/README.md"
    return target.removeprefix(f"{DOCS}/") if (ROOT / target).is_file() else ""


def _opened(entry: Any) -> Any:
    """An entry of the navigation with the pages of a folder put in for its name.

    A folder that is not there is left out, with the section that would hold nothing else.
    """
    if isinstance(entry, dict):
        below = {title: _opened(one) for title, one in entry.items()}
        return {title: made for title, made in below.items() if made}
    if isinstance(entry, list):
        return [made for one in entry if (made := _opened(one))]
    if entry.endswith("/"):
        return pages_in(entry) if (ROOT / DOCS / entry).is_dir() else []
    return entry
