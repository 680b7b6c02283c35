"""What is cited must say something."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledgergate.gate import judge
from ledgergate.moments import Asked
from ledgergate.request import Request
from readiness import findings, small
from support import Repository

POLICY = """
[ledger.candidates]
sources = [{ path = "list.md", items = "headings", level = 2 }]
fields.evidence = { label = "Evidence", kind = "evidence" }
fields.state = "State"
"""
ASKED = '[[evidence]]\nledger = "candidates"\nwhen = { state = "done" }\n'
LIST = "# List\n\n## One\n\n- **State**: {}\n- **Evidence**: {}\n"


def said(folder: Path, path: str, text: str, policy: str = POLICY, state: str = "done") -> list[tuple[str, str]]:
    repository = small(folder, policy, list_md=LIST.format(state, f"`{path}`"))
    repository.files({path: text})
    return [(one.level, one.message) for one in findings(repository, "LG406")]


@pytest.mark.parametrize("text", ["", "\n", "\ufeff\n \n"])
def test_an_empty_file_shows_nothing(tmp_path: Path, text: str) -> None:
    assert said(tmp_path, "docs/a.md", text) == [("advise", "'One' cites 'docs/a.md', which is empty")]


@pytest.mark.parametrize("text", ["# A\n", "A\n=\n\n## B\n", "---\ntitle: A\n---\n# A\n", "# A\n\n<!-- to do -->\n"])
def test_a_page_of_headings_shows_nothing(tmp_path: Path, text: str) -> None:
    assert said(tmp_path, "docs/a.md", text) == [
        ("advise", "'One' cites 'docs/a.md', which contains nothing but a heading")
    ]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("docs/a.md", "# A\n\ntext\n"),
        ("docs/a.md", "- entry\n"),
        ("docs/a.md", "# A\n\n```\ncode\n```\n"),
        ("docs/a.md", "# A\n\n<img src=x>\n"),
        ("docs/a.md", "# A\n\n[a]: http://x\n"),
        ("docs/a.md", "---\ntitle: A\nstatus: done\n---\n"),
        ("docs/a.txt", "# A\n"),
        ("app/a.py", "# A\n"),
        ("app/__init__.py", ""),
        ("app/.gitkeep", ""),
    ],
)
def test_what_says_something_or_is_empty_on_purpose(tmp_path: Path, path: str, text: str) -> None:
    assert said(tmp_path, path, text) == []


@pytest.mark.parametrize(("path", "text"), [("app/a.py", ""), ("app/a.py", "\n"), ("docs/a.md", "# A\n")])
def test_it_blocks_where_the_citation_is_required(tmp_path: Path, path: str, text: str) -> None:
    required = POLICY.replace('kind = "evidence" }', 'kind = "evidence", required = true }')
    for number, (policy, state, level) in enumerate(
        [(POLICY + ASKED, "done", "block"), (POLICY + ASKED, "open", "advise"), (required, "open", "block")]
    ):
        assert [one[0] for one in said(tmp_path / str(number), path, text, policy, state)] == [level]


def test_of_several_files_one_that_speaks_is_enough(tmp_path: Path) -> None:
    repository = small(tmp_path, POLICY, list_md=LIST.format("done", "`app/*.py`"))
    repository.files({"app/a.py": "", "app/b.py": "b\n"})
    assert not findings(repository, "LG406")
    repository.files({"app/b.py": ""})
    assert [one.message for one in findings(repository, "LG406")] == ["'One' cites 'app/*.py', which is empty"]


def test_what_is_empty_is_known_by_its_object_in_repositories_of_either_kind(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "r", objects="sha256")
    repository.save(
        {
            "ledgergate.toml": POLICY,
            "list.md": LIST.format("done", "`app/a.py`, `app/b.py`, `app/c.py`"),
            "app/a.py": "",
            "app/b.py": "\n",
            "app/c.py": "c\n",
        }
    )
    assert [one.message for one in findings(repository, "LG406")] == [
        "'One' cites 'app/a.py', which is empty",
        "'One' cites 'app/b.py', which is empty",
    ]


def test_a_change_that_empties_a_cited_file_is_refused_as_one_that_deletes_it(tmp_path: Path) -> None:
    """What was empty before, or is cited by the change for the first time, goes on being advice."""
    repository = small(tmp_path, POLICY, list_md=LIST.format("done", "`docs/a.md`, `app/b.py`"))
    repository.files({"docs/a.md": "# A\n\nText.\n", "app/b.py": ""})
    repository.stage()
    repository.commit("one speaks")

    def levels() -> list[tuple[str, str]]:
        asked = Asked(staged=True, cwd=str(repository.path), environment=repository.environment())
        return [(one.level, one.message) for one in judge(Request(asked, rules=("LG406",))).findings]

    empty = ("advise", "'One' cites 'app/b.py', which is empty")
    assert levels() == [empty]
    repository.files({"docs/a.md": "# A\n\nOther text.\n"})
    repository.stage()
    assert levels() == [empty]
    repository.files({"docs/a.md": "# A\n"})
    repository.stage()
    assert sorted(levels()) == [empty, ("block", "'One' cites 'docs/a.md', which contains nothing but a heading")]
    repository.git("reset", "-q", "--hard")
    repository.files({"docs/c.md": "", "list.md": LIST.format("done", "`docs/c.md`, `app/b.py`")})
    repository.stage()
    assert {level for level, _ in levels()} == {"advise"}
