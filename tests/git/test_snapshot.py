"""What a state lists, finds and reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledgergate.errors import NotChecked
from ledgergate.git import Limits, Snapshot
from ledgergate.git.snapshot import LINK
from ledgergate.git.states import of_files, with_files
from refusals import refused
from support import SUBMODULE_1, Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from support import Looks

FILES = {"a.md": b"a", "docs/b.md": b"b", "docs/sub/c.md": b"c", "docs-x/d.md": b"d", "specs/345-x/spec.md": b"s"}


@pytest.fixture(params=["memory", "index", "tree", "overlay"])
def state(request: pytest.FixtureRequest, tmp_path: Path, looks: Looks) -> Snapshot:
    """The same files as each kind of state."""
    if request.param == "memory":
        return of_files(FILES)
    if request.param == "overlay":
        return with_files(of_files({**FILES, "a.md": b"old", "gone.md": b"x"}), {"a.md": b"a", "gone.md": None})
    repo = Repository(tmp_path / "files")
    repo.files(FILES)
    repo.stage()
    if request.param == "index":
        return looks(repo, staged=True).after
    repo.commit()
    return looks(repo, tree="HEAD").after


@pytest.mark.parametrize(
    ("glob", "found"),
    [
        ("a.md", ["a.md"]),
        ("docs", []),
        ("*.md", ["a.md"]),
        ("**/*.md", ["a.md", "docs-x/d.md", "docs/b.md", "docs/sub/c.md", "specs/345-x/spec.md"]),
        ("docs/**", ["docs/b.md", "docs/sub/c.md"]),
        ("docs/*.md", ["docs/b.md"]),
        ("docs*/?.md", ["docs-x/d.md", "docs/b.md"]),
        ("specs/[0-9]*-*/spec.md", ["specs/345-x/spec.md"]),
        ("specs/[!3]*/spec.md", []),
        ("nowhere/**", []),
    ],
)
def test_a_glob_finds_paths(state: Snapshot, glob: str, found: list[str]) -> None:
    assert state.find(glob) == found


def test_a_state_lists_what_lies_under_a_path(state: Snapshot) -> None:
    assert list(state.under("docs", "a.md")) == ["a.md", "docs/b.md", "docs/sub/c.md"]
    assert list(state.under("docs/")) == ["docs/b.md", "docs/sub/c.md"]
    assert list(state.listing()) == sorted(FILES) == state.paths()
    assert [state.exists(path) for path in ("docs", "a.md", "docs/sub/", "", "doc", "docs/b")] == [True] * 4 + [
        False
    ] * 2


def test_a_state_reads_many_documents_at_once(state: Snapshot) -> None:
    assert {path: one.data for path, one in state.read([*FILES, "nowhere.md", "no/where.md"]).items()} == FILES


def test_a_large_repository_is_listed_only_where_it_is_governed(
    repo: Repository, looks: Looks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledgergate.git.index._FEW", 0)
    repo.write("docs/readme.md", "edited\n")
    repo.stage()
    change = looks(repo, staged=True)
    assert [one.path for one in change.entries] == ["docs/readme.md"]
    change.after.prefetch("docs", "ledgergate.toml")
    assert change.before is not None
    assert change.before.read(["ledgergate.toml", "docs/readme.md"])["docs/readme.md"].data == b"readme\n"
    assert change.after.find("docs/*.md") == ["docs/guide.md", "docs/readme.md"]
    assert change.git.calls == 3
    assert sorted(change.after._known) == ["docs/guide.md", "docs/readme.md", "ledgergate.toml"]


@pytest.mark.parametrize("written", [True, False])
def test_an_index_of_some_length_is_listed_whole_only_where_no_tree_tells_of_it(
    repo: Repository, looks: Looks, monkeypatch: pytest.MonkeyPatch, written: bool
) -> None:
    monkeypatch.setattr("ledgergate.git.index._VERY_FEW", 0)
    repo.write("docs/readme.md", "edited\n")
    repo.stage()
    if written:
        repo.git("write-tree")
    change = looks(repo, staged=True)
    change.after.prefetch("docs", "ledgergate.toml")
    assert [one.path for one in change.entries] == ["docs/readme.md"]
    change.prove()
    assert change.is_listed
    assert ("apps/platform/main.py" in change.after._known) is not written
    assert change.git.calls == 1


@pytest.mark.parametrize(
    ("path", "mode", "content", "sentence"),
    [
        ("docs/x.md", LINK, b"/etc/passwd", r"'docs/x\.md' is a symbolic link, not a regular file"),
        ("docs/x.md", "160000", b"", r"'docs/x\.md' is a submodule, not a regular file"),
        ("docs/x.md/y", "100644", b"", r"'docs/x\.md' is a folder, not a regular file"),
        ("docs", LINK, b"../elsewhere", r"'docs/x\.md' cannot be read: 'docs' is a symbolic link"),
        ("docs/x.md", "100644", b"a\nb\0c", r"'docs/x\.md' contains a NUL byte in line 2"),
        ("docs/x.md", "100644", b"a\nb\n caf\xe9", r"'docs/x\.md' is not UTF-8: byte 8, line 3"),
        ("docs/x.md", "100644", b"x" * 2000, r"'docs/x\.md' is too large to be judged: 2000 bytes, at most 1000"),
        ("docs/x.md", "100644", b"version https://git-lfs.github.com/spec/v1\n", r"'docs/x\.md' is a Git LFS pointer"),
    ],
)
def test_a_document_that_is_no_text_file_is_not_checked(
    tmp_path: Path, looks: Looks, path: str, mode: str, content: bytes, sentence: str
) -> None:
    repo = Repository(tmp_path / "files")
    repo.put(path, SUBMODULE_1 if mode == "160000" else repo.blob(content), mode)
    repo.commit()
    for flags in ({"staged": True}, {"tree": "HEAD"}):
        with pytest.raises(NotChecked, match=sentence) as caught:
            looks(repo, limits=Limits(document=1000), **flags).after.read(["docs/x.md"])
        assert caught.value.cure


def test_a_byte_order_mark_is_fine() -> None:
    assert of_files({"a": b"\xef\xbb\xbfa"}).read(["a"])["a"].data == b"\xef\xbb\xbfa"


def test_many_documents_are_read_in_order(repo: Repository, looks: Looks) -> None:
    files = {f"many/{n:03}.md": f"{n}\n" * n * 50 for n in range(100)}
    repo.files(files)
    repo.stage()
    found = looks(repo, staged=True).after.read(files)
    assert {path: one.data.decode() for path, one in found.items()} == files


def test_a_missing_object_is_not_checked(repo: Repository, looks: Looks) -> None:
    repo.put("docs/x.md", "3" * 40)
    with refused(
        NotChecked,
        (
            "'docs/x.md' cannot be read: the object … is not in this repository.",
            "Fetch what is missing: git fetch, or clone anew; git fsck says what it is.",
        ),
    ) as caught:
        looks(repo, staged=True).after.read(["docs/x.md"])
    assert "git fetch" in caught.value.cure
