"""Lists that git gave, held against the objects that they should follow from."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from ledgergate.errors import NotChecked
from ledgergate.git.entries import Entries
from ledgergate.git.processes import Limits
from ledgergate.git.trees import hashed
from ledgergate.moments import Change
from refusals import refused
from support import SUBMODULE_1, Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from support import Looks

RUNTIME = "apps/platform/main.py"


def read(change: Change) -> list[str]:
    """The changed paths, with everything listed that a check would list."""
    change.after.prefetch("docs", "ledgergate.toml", "nowhere")
    return [one.path for one in change.entries]


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledgergate.git.index._FEW", 0)


@pytest.mark.parametrize("written", [True, False])
@pytest.mark.parametrize("objects", ["sha1", "sha256"])
def test_what_is_whole_is_proven(tmp_path: Path, looks: Looks, objects: str, written: bool) -> None:
    repo = Repository(tmp_path / "r", objects=objects)
    repo.save({RUNTIME: "main\n", "docs/a.md": "a\n", "docs-x/b.md": "b\n", "docs.md": "c\n"})
    repo.branch("topic")
    repo.files({RUNTIME: "evil\n", "docs/TREE/\udcff\n.md": "x\n"})
    repo.put("sub", "1" * (64 if objects == "sha256" else 40), "160000")
    repo.git("rm", "-rq", "docs-x")
    repo.stage("apps", "docs")
    if written:
        repo.git("write-tree")
    expected = [RUNTIME, "docs-x/b.md", "docs/TREE/\udcff\n.md", "sub"]
    change = looks(repo, staged=True)
    assert read(change) == expected
    change.prove()
    repo.commit()
    for change, paths in ((looks(repo, base="main"), expected), (looks(repo, tree="HEAD"), [])):
        assert read(change) == paths
        change.prove()


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("there", [True, False])
def test_an_entry_that_a_large_index_lost_is_noticed(repo: Repository, looks: Looks, there: bool) -> None:
    repo.write(RUNTIME, "evil\n")
    repo.write("docs/readme.md", "edited\n")
    repo.stage()
    repo.git("write-tree")
    change = looks(repo, staged=True)
    assert read(change) == [RUNTIME, "docs/readme.md"]
    if there:
        change.after._known["docs/guide.md"] = change.after._known["docs/readme.md"]
    else:
        change.after._known.pop("docs/guide.md")
    with refused(
        NotChecked, ("git's listing is not whole, so nothing was checked.", "Run it again; if it stays so: git fsck")
    ):
        change.prove()


@pytest.mark.usefixtures("large")
def test_an_index_whose_entries_are_not_those_of_its_tree_is_noticed(repo: Repository, looks: Looks) -> None:
    """Whoever only lists it, as a recalled verdict does, is held to the tree as well."""
    repo.git("write-tree")
    index = repo.path / ".git/index"
    one, other = (bytes.fromhex(repo.oid(f"HEAD:docs/{name}.md")) for name in ("guide", "readme"))
    body = index.read_bytes()[:-20].replace(one, other)
    index.write_bytes(body + hashlib.sha1(body, usedforsecurity=False).digest())
    change = looks(repo, staged=True)
    assert change.after.lines(["docs"])
    assert change.entries == ()
    with refused(
        NotChecked, ("git's listing is not whole, so nothing was checked.", "Run it again; if it stays so: git fsck")
    ):
        change.prove()


@pytest.mark.usefixtures("large")
def test_a_large_index_whose_tree_is_written_is_told_by_trees_alone(repo: Repository, looks: Looks) -> None:
    repo.write(RUNTIME, "evil\n")
    repo.write("docs/readme.md", "edited\n")
    repo.stage()
    tree = repo.git("write-tree").decode()
    change = looks(repo, staged=True)
    assert read(change) == [RUNTIME, "docs/readme.md"]
    assert change.before is not None
    assert change.before.read(["docs/readme.md"])["docs/readme.md"].data == b"readme\n"
    change.prove()
    assert change.is_listed
    assert change.git.calls == 1
    (repo.path / f".git/objects/{tree[:2]}/{tree[2:]}").unlink()
    change = looks(repo, staged=True)
    assert read(change) == [RUNTIME, "docs/readme.md"]
    change.prove()
    assert not change.is_listed


@pytest.mark.usefixtures("large")
def test_a_change_of_endless_paths_is_not_told_by_trees_either(repo: Repository, looks: Looks) -> None:
    repo.files({f"docs/{one}.md": "" for one in range(9)})
    repo.stage()
    repo.git("write-tree")
    with refused(NotChecked, ("The change lists more than 8 entries.", "")):
        _ = looks(repo, staged=True, limits=Limits(entries=8)).entries


@pytest.mark.usefixtures("large")
def test_an_index_that_does_not_know_its_tree_is_taken_as_git_lists_it(repo: Repository, looks: Looks) -> None:
    repo.put(RUNTIME, repo.blob("evil\n"))
    change = looks(repo, staged=True)
    assert read(change) == [RUNTIME]
    assert change.comparison is not None
    assert change.comparison.index_file is not None
    assert change.comparison.index_file.root == ""
    change.prove()


def known_root(repo: Repository) -> str:
    trees = Entries((repo.path / ".git/index").read_bytes(), 40).trees()
    return (trees or {}).get("", "")


def test_the_index_knows_the_tree_that_was_written(repo: Repository) -> None:
    repo.put("docs/TREE\x01\x01\x01\x01", repo.blob("x"))
    tree = repo.git("write-tree").decode()
    assert known_root(repo) == tree
    repo.put(RUNTIME, repo.blob("evil\n"))
    assert known_root(repo) == ""


def test_a_listing_has_the_hash_of_its_tree(repo: Repository) -> None:
    repo.save({"a.b": "", "a/x": "1", "a-b": "", "a0": "", "A": "", "docs/\udcff": "y"})
    repo.put("sub", SUBMODULE_1, "160000")
    repo.put("link", repo.blob("docs"), "120000")
    repo.commit()
    lines = repo.git("ls-tree", "-r", "-z", "HEAD").decode("utf-8", "surrogateescape").split("\0")[:-1]
    listing = {line.split("\t")[1]: f"{line[:6]} {line.split(chr(9))[0].split()[2]}" for line in lines}
    assert hashed(listing, 40) == repo.oid("HEAD^{tree}")
    assert hashed({}, 40) == repo.git("hash-object", "-t", "tree", "/dev/null").decode()


def test_modes_that_no_git_writes_any_more_are_read_as_git_reads_them(repo: Repository, looks: Looks) -> None:
    blob = repo.blob("x\n")
    policy = repo.oid("HEAD:ledgergate.toml")
    inner = repo.tree(("100664", blob, "a.md"), ("100644", blob, "b.md"))
    base = repo.commit_tree(repo.tree(("040000", inner, "docs"), ("100644", policy, "ledgergate.toml")))
    repo.git("reset", "-q", "--hard", base)
    repo.save({"docs/b.md": "y\n"})
    for change in (looks(repo, base=base), looks(repo, tree=base)):
        read(change)
        change.prove()
    repo.put("docs/b.md", repo.blob("z\n"))
    repo.git("write-tree")
    change = looks(repo, staged=True)
    assert read(change) == ["docs/b.md"]
    change.prove()


def test_an_object_whose_content_is_another_one_is_not_read(repo: Repository, looks: Looks) -> None:
    oid = repo.blob("one\n")
    path = repo.path / ".git/objects" / oid[:2] / oid[2:]
    other = repo.blob("two\n")
    path.chmod(0o644)
    path.write_bytes((repo.path / ".git/objects" / other[:2] / other[2:]).read_bytes())
    repo.put("docs/x.md", oid)
    with refused(
        NotChecked, ("git cat-file gave other content than that of the object …, so nothing was checked.", "")
    ):
        looks(repo, staged=True).after.read(["docs/x.md"])
