"""What documents say stays text on the page, and the page runs nothing but its own script."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest

from judging import POLICY
from ledgergate.page.html import _HERE
from shown import Html, html, view
from support import Repository

SCRIPT = "<script>alert(1)</script>"
HOSTILE = (
    SCRIPT, "</script><script>alert(2)</script>", "</style><img src=x onerror=alert(3)>", "<!-- ", "]]>", "&lt;b&gt;",
    '" autofocus onfocus="alert(4)', "' onmouseover='alert(5)", "{{ 7 * 7 }}", "{% raw %}", "\u202eevil\u202c",
    "\u2066isolated\u2069", "zero\u200bwidth", "javascript:alert(6)", "עברית", "العربية",
)  # fmt: skip
PACKAGE = """
[ledger.themes]
sources = [{ path = "themes.md", items = "headings", level = 2 }]
fields.state = { label = "State", values = "bucket" }
fields.note = { label = "Note", kind = "evidence" }
[[report]]
path = "chosen.md"
ledger = "candidates"
covers = "none"
count = { rows = [0, 99] }
rows = { items = "table", key = "Candidate", columns = { Why = "rationale" } }
[[package]]
path = "specs/*"
questions.ready = "Is it ready?"
questions.blockers = "What blocks it?"
[[invariant]]
when = { bucket = "A" }
then = { title = "x" }
reason = "REASON"
[[waiver]]
rule = "evidence-missing-path"
reason = "REASON"
owner = "OWNER"
expires = 2027-01-01
"""


def hostile(folder: Path, text: str) -> Repository:
    """A repository in which every document, the policy and the commit say this."""
    cell = text.replace("|", "\\|")
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    named = POLICY.replace("fields.bucket", 'fields.rationale = { label = "Why", kind = "text" }\nfields.bucket')
    policy = named.replace('C = "Won\'t do"', f'C = "{quoted}"') + PACKAGE.replace("REASON", quoted).replace(
        "OWNER", quoted
    )
    listed = "".join(
        f"### C-{number} {text}\n\n- **Bucket**: {bucket}\n\n" for number, bucket in ((1, "A"), (2, "C"), (3, text))
    )
    repository = Repository(folder / "product")
    repository.save(
        {
            "ledgergate.toml": policy,
            "list.md": f"# {text}\n\n{listed}",
            "report.md": f"# {text}\n\n| Candidate | Title | Bucket |\n|---|---|---|\n| C-1 | {cell} | B |\n"
            f"| {cell} | {cell} | C |\n",
            "chosen.md": f"# {text}\n\n| Candidate | Why |\n|---|---|\n| C-1 | {cell} |\n",
            "themes.md": f"## {text}\n\n- **State**: A\n- **Note**: `docs/{text}.md` and [here]({text})\n",
            "specs/001-x/spec.md": f"# X\n\n## Is it ready?\n\nYes. {text}\n\n"
            f"## What blocks it?\n\n- {text}\n- C-1 {text}\n",
        },
        text,
    )
    repository.git("remote", "add", "origin", "https://github.com/acme/harbor")
    return repository


def own(name: str) -> str:
    return (Path(_HERE) / name).read_text(encoding="utf-8").strip()


def is_safe(page: Html) -> None:
    """The page holds our script, our style, links to lines and sections, and nothing that runs, loads or is sent."""
    assert (page.raw["script"], page.raw["style"]) == (own("page.js"), own("page.css"))
    names = [name for name, _ in page.tags]
    assert names.count("script") == names.count("style") == 1
    assert not {"img", "iframe", "object", "embed", "base", "audio", "video", "source", "template"} & set(names)
    assert [given for name, given in page.tags if name == "link"] == [{"rel": "icon", "href": "data:,"}]
    for name, given in page.tags:
        assert not [key for key in given if key.startswith("on") or key in ("style", "src", "srcdoc", "action")], (
            name,
            given,
        )
    for link in page.links:
        assert link.startswith(("https://github.com/acme/harbor/blob/", "#", "data:,")), link
    assert len(page.ids) == len(set(page.ids))
    assert all(link[1:] in page.ids for link in page.links if link.startswith("#") and not link.startswith("#?"))


@pytest.mark.parametrize("text", HOSTILE)
def test_what_documents_say_stays_text(tmp_path: Path, text: str) -> None:
    where = hostile(tmp_path, text)
    where.commit(text)  # a second point, without which there are no charts
    page = html(view(where, last=30))
    assert "history" in page.ids
    is_safe(page)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b]", page.text)
    if text.isprintable() and "<!--" not in text and "&" not in text and "{%" not in text:
        assert text.split("<")[0] in page.seen
    assert "49" not in [word for _, _, word in page.numbers]


def test_what_turns_the_reading_around_is_shown_as_what_it_is(tmp_path: Path) -> None:
    assert "\\u202eevil" in html(view(hostile(tmp_path, "\u202eevil\u202c"))).seen


def test_bytes_that_are_no_text_do_not_stop_the_page(tmp_path: Path) -> None:
    where = hostile(tmp_path, "plain")
    where.write("list.md", (where.path / "list.md").read_bytes() + b"\n### C-9 \xff\xfe\n\n- **Bucket**: B\n")
    where.stage()
    where.commit("bytes")
    is_safe(html(view(where)))


def test_style_and_script_are_allowed_by_their_hashes_alone(tmp_path: Path) -> None:
    page = html(view(hostile(tmp_path, "plain")))
    policy = next(given["content"] for name, given in page.tags if given.get("http-equiv") == "Content-Security-Policy")
    rules = dict(one.strip().split(" ", 1) for one in policy.split(";"))
    for name in ("script", "style"):
        digest = base64.b64encode(hashlib.sha256(page.raw[name].encode()).digest()).decode()
        assert rules[f"{name}-src"] == f"'sha256-{digest}'"
    assert {name: rules[name] for name in ("default-src", "base-uri", "form-action")} == dict.fromkeys(
        ("default-src", "base-uri", "form-action"), "'none'"
    )
    assert "unsafe" not in policy
    first = page.text.index("<meta http-equiv")
    assert first < page.text.index("<style") < page.text.index("<script")


def test_the_script_writes_no_markup() -> None:
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|eval|Function\(|fetch|XMLHttp|import\(", own("page.js")
    )
