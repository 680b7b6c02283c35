"""Where the lines on the page lead, and what of a remote's address is never shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from judging import POLICY, both
from ledgergate.errors import Misused
from ledgergate.page.links import address
from shown import html, values, view
from support import Repository


def product(folder: Path, remote: str = "", **more: str) -> Repository:
    repository = Repository(folder / "product")
    repository.save({"ledgergate.toml": POLICY, **both(), **more})
    if remote:
        repository.git("remote", "add", "origin", remote)
    return repository


def first(repository: Repository, **asked: Any) -> str:
    """The link of the ledger's first item."""
    url = values(view(repository, **asked))["ledgers"][0]["entries"][0]["at"]["url"]
    return url.replace(repository.oid(), "OID") if url else ""


@pytest.mark.parametrize(
    ("remote", "found"),
    [
        ("https://github.com/acme/harbor.git", "https://github.com/acme/harbor"),
        ("https://github.com/acme/harbor/", "https://github.com/acme/harbor"),
        ("git@github.com:acme/harbor.git", "https://github.com/acme/harbor"),
        ("ssh://git@git.acme.example:2222/team/sub/harbor.git", "https://git.acme.example/team/sub/harbor"),
        ("ssh://git@ssh.github.com:443/acme/harbor.git", "https://github.com/acme/harbor"),
        ("http://git.acme.example:3000/team/harbor", "http://git.acme.example:3000/team/harbor"),
        ("https://user:tok3n@git.acme.example/team/harbor.git", "https://git.acme.example/team/harbor"),
        ("https://tok3n@github.com/acme/harbor.git?token=tok3n#tok3n", "https://github.com/acme/harbor"),
        ("tok3n@git.acme.example:team/harbor", "https://git.acme.example/team/harbor"),
        ("https://user:p@ss/tok3n@git.acme.example/team/harbor.git", ""),
        ("https://user:tok3n@[::1]/team/harbor", ""),
        ("https://git.acme.example:port/team/harbor", ""),
        ("/srv/git/harbor.git", ""),
        ("../harbor", ""),
        ("user:tok/3n@git.acme.example:team/harbor", ""),
        ("alias:team/harbor", ""),
        ("file:///srv/git/harbor.git", ""),
        ("C:\\git\\harbor", ""),
        ("C:/git/harbor", ""),
        ("javascript:alert(1)//x/y", ""),
        ("https://git.acme.example/", ""),
        ('https://git.acme.example/a"b/<c>', "https://git.acme.example/a%22b/%3Cc%3E"),
        ("", ""),
    ],
)
def test_a_remote_tells_an_address_without_what_is_secret(remote: str, found: str) -> None:
    assert address(remote) == found
    assert "tok3n" not in address(remote)


@pytest.mark.parametrize(
    ("remote", "found"),
    [
        ("https://github.com/a/b.git", "https://github.com/a/b/blob/OID/list.md?plain=1#L3"),
        ("git@gitlab.acme.example:a/b/c.git", "https://gitlab.acme.example/a/b/c/-/blob/OID/list.md?plain=1#L3"),
        ("https://codeberg.org/a/b", "https://codeberg.org/a/b/src/commit/OID/list.md?display=source#L3"),
        ("https://gitea.com/a/b", "https://gitea.com/a/b/src/commit/OID/list.md?display=source#L3"),
        ("https://git.acme.example/a/b", ""),
        ("/srv/git/b.git", ""),
        ("", ""),
    ],
)
def test_lines_lead_to_the_service_that_the_remote_names(tmp_path: Path, remote: str, found: str) -> None:
    assert first(product(tmp_path, remote)) == found


@pytest.mark.parametrize(
    ("path", "form"), [(".gitlab-ci.yml", "/-/blob/"), (".forgejo/workflows/gate.yml", "/src/commit/")]
)
def test_a_host_of_any_name_is_known_by_the_files_that_only_its_service_reads(
    tmp_path: Path, path: str, form: str
) -> None:
    where = product(tmp_path, "https://git.acme.example/a/b", **{path: "on: push\n"})
    assert first(where).startswith(f"https://git.acme.example/a/b{form}OID/list.md")


def test_without_a_service_lines_lead_to_the_files_beside_the_page(tmp_path: Path) -> None:
    where = product(tmp_path)
    assert first(where, file=str(where.path / "build" / "page.html")) == "../list.md"
    assert first(where, file=str(tmp_path / "page.html")) == "product/list.md"
    assert first(where, file=str(tmp_path / "page.html"), link="none") == ""


def test_a_pattern_of_ones_own_goes_first(tmp_path: Path) -> None:
    where = product(tmp_path, "https://github.com/a/b")
    assert first(where, link="vscode://file{root}/{path}:{line}") == f"vscode://file{where.path}/list.md:3"
    assert first(where, link="gitea") == "https://github.com/a/b/src/commit/OID/list.md?display=source#L3"
    assert first(where, link="https://x.example/{oid}/{path}") == "https://x.example/OID/list.md"


@pytest.mark.parametrize(
    "pattern",
    [
        "https://x.example/", "javascript:alert(1)//{path}", "JavaScript:{path}", "data:text/html,{path}",
        "java\tscript:alert(1)//{path}", " javascript:alert(1)//{path}", "https://x.example/{path}/{branch}", "githup",
    ],
)  # fmt: skip
def test_a_pattern_that_leads_nowhere_or_runs_is_misuse(tmp_path: Path, pattern: str) -> None:
    with pytest.raises(Misused, match="is no pattern of links"):
        view(product(tmp_path), link=pattern)


def test_a_services_pattern_needs_a_remote(tmp_path: Path) -> None:
    with pytest.raises(Misused, match="no remote"):
        view(product(tmp_path), link="github")


def test_a_token_in_the_remote_is_nowhere_on_the_page(tmp_path: Path) -> None:
    where = product(tmp_path, "https://user:tok3n@github.com/acme/harbor.git")
    page = view(where)
    assert page.product == "acme/harbor"
    assert "tok3n" not in html(page).text
    assert "tok3n" not in repr(page)


def test_the_branchs_own_remote_counts_before_origin(tmp_path: Path) -> None:
    where = product(tmp_path, "https://github.com/fork/b")
    where.git("remote", "add", "upstream", "https://github.com/acme/b")
    where.git("config", "branch.main.remote", "upstream")
    assert first(where).startswith("https://github.com/acme/b/")


def test_what_is_staged_has_no_link_where_its_lines_are_others(tmp_path: Path) -> None:
    where = product(tmp_path, "https://github.com/a/b")
    where.write("list.md", "\n\n" + (where.path / "list.md").read_text(encoding="utf-8"))
    where.stage()
    page = view(where, staged=True)
    assert page.ledgers[0].entries[0].at is not None
    assert page.ledgers[0].entries[0].at.url is None
    assert (page.reports[0].at.url or "").endswith("/report.md?plain=1#L1")


def test_a_path_of_any_name_is_quoted(tmp_path: Path) -> None:
    policy = POLICY.replace('"list.md"', '"*.md"', 1).replace("report.md", "report.txt")
    where = Repository(tmp_path / "product")
    name = 'javascript:alert(1) "><script>#?.md'
    where.save(
        {"ledgergate.toml": policy.replace("[[report]]", "[[report]]\noptional = true"), name: both()["list.md"]}
    )
    where.git("remote", "add", "origin", "https://github.com/a/b")
    assert first(where).endswith("/blob/OID/javascript%3Aalert%281%29%20%22%3E%3Cscript%3E%23%3F.md?plain=1#L3")
    assert first(where, link="file", file=str(tmp_path / "p.html")).startswith("product/javascript%3Aalert")
