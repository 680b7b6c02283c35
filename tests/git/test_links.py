"""Whether a link has a say in where a file is written, told by a few trees or by all links there are."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ledgergate.git import links as module
from ledgergate.git.links import Links
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from support import Looks

NAMES = st.sampled_from(["docs", "Docs", "DOCS ", "docs:x", "notes", "notes.", "a", "A", "a\\docs", "\u2100", "\ufb01"])
PATHS = st.lists(NAMES, min_size=1, max_size=4).map("/".join)


@pytest.fixture(autouse=True)
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledgergate.git.index._FEW", 0)


def staged(folder: Path, files: list[str], links: list[str]) -> Repository:
    """A repository whose index holds those files and links, as far as they can stand beside each other."""
    repo = Repository(folder)
    blob = repo.blob("docs")
    there: dict[str, str] = {}
    for path, mode in [*((one, "120000") for one in links), *((one, "100644") for one in files)]:
        if not any(f"{path}/".startswith(f"{one}/") or f"{one}/".startswith(f"{path}/") for one in there):
            there[path] = mode
    lines = "".join(f"{mode} {blob}\t{path}\0" for path, mode in there.items())
    repo.git("update-index", "-z", "--index-info", stdin=lines.encode())
    repo.git("write-tree")
    return repo


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PATHS, max_size=6), st.lists(PATHS, max_size=2))
@example(["docs/a/x"], ["Docs"])
@example(["docs/a/x"], ["DOCS /A"])
@example(["a/docs/x"], ["a\\docs"])
@example(["a/c/x"], ["\u2100"])
@example(["docs/notes/x"], ["docs:x/notes."])
def test_what_a_few_trees_rule_out_no_link_does(
    tmp_path_factory: pytest.TempPathFactory, looks: Looks, files: list[str], links: list[str]
) -> None:
    repo = staged(tmp_path_factory.mktemp("links") / "repo", files, links)
    after = looks(repo, staged=True).after
    every = Links(after)
    paths = [path for path in after.paths() if path not in every]
    led = [path for path in paths if any(True for _ in every.through(path))]
    assert after.may_lead(paths) is bool(led)


def test_a_large_index_is_not_looked_through_for_a_few_paths(
    repo: Repository, looks: Looks, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.put("elsewhere", repo.blob("docs"), "120000")
    repo.commit()
    monkeypatch.setattr("ledgergate.git.index.IndexFile.links", None)
    after = looks(repo, staged=True).after
    assert not after.may_lead(["docs/readme.md", "apps/platform/lib/util.py", "new.md"])
    repo.put("Apps", repo.blob("docs"), "120000")
    repo.git("write-tree")
    assert looks(repo, staged=True).after.may_lead(["apps/platform/lib/util.py"])
    assert not looks(repo, staged=True).after.may_lead(["docs/readme.md"])


def test_nothing_is_ruled_out_by_more_trees_than_a_few(
    repo: Repository, looks: Looks, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.commit()
    after = looks(repo, staged=True).after
    assert not after.may_lead(["apps/platform/lib/util.py"])
    monkeypatch.setattr(module, "_FEW_TREES", 2)
    assert after.may_lead(["apps/platform/lib/util.py"])
    monkeypatch.setattr(module, "_FEW_PATHS", 0)
    assert after.may_lead(["docs/readme.md"])


def test_an_index_without_a_tree_rules_nothing_out(repo: Repository, looks: Looks) -> None:
    repo.put("docs/new.md", repo.blob("new\n"))
    assert looks(repo, staged=True).after.may_lead(["docs/new.md"])
