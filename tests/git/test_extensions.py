"""What stands behind the entries of an index is read as git reads it, or git is asked."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from ledgergate.git.entries import Entries
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from support import Looks

RUNTIME = "apps/platform/main.py"


def extension(name: bytes, content: bytes) -> bytes:
    return name + len(content).to_bytes(4, "big") + content


def without(data: bytes) -> tuple[bytes, int]:
    """An index up to the end of its entries, and how many those are."""
    count = int.from_bytes(data[8:12], "big")
    at = 12
    for _ in range(count):
        length = int.from_bytes(data[at + 60 : at + 62], "big") & 0xFFF
        at += (62 + length + 8) & ~7
    return data[:at], count


def forge(repo: Repository, behind: Callable[[int, bytes, int], bytes]) -> None:
    """Gives the index other extensions: of the count of entries, HEAD's tree, and where the entries end."""
    index = repo.path / ".git/index"
    body, count = without(index.read_bytes())
    tree = bytes.fromhex(repo.oid("HEAD^{tree}"))
    body += behind(count, tree, len(body))
    index.write_bytes(body + hashlib.sha1(body, usedforsecurity=False).digest())


def lie(count: int, tree: bytes) -> bytes:
    return extension(b"TREE", b"\0%d 0\n" % count + tree)


UNKNOWN = extension(b"TREE", b"\0-1 0\n")
FORGERIES: dict[str, Callable[[int, bytes, int], bytes]] = {
    "two, the last knows nothing": lambda count, tree, _: lie(count, tree) + UNKNOWN,
    "two, the first knows nothing": lambda count, tree, _: UNKNOWN + lie(count, tree),
    "two, the first inside of another": lambda count, tree, _: extension(b"JUNK", lie(count, tree)) + UNKNOWN,
    "two, the last inside of another": lambda count, tree, _: UNKNOWN + extension(b"JUNK", lie(count, tree)),
    "one, inside of another": lambda count, tree, _: extension(b"JUNK", lie(count, tree)),
    "one, inside of an inner one": lambda count, tree, _: extension(b"JUNK", extension(b"MORE", lie(count, tree))),
    "one, behind a forged entry": lambda count, tree, _: extension(b"JUNK", bytes(16) + lie(count, tree)),
    "more folders than are there": lambda count, tree, _: extension(b"TREE", b"\0%d 3\n" % count + tree),
    "cut off": lambda count, tree, _: extension(b"TREE", b"\0%d 0\n" % count + tree[:9]),
    "the root has a name": lambda count, tree, _: extension(b"TREE", b"a\0%d 0\n" % count + tree),
    "cut off below a known folder": lambda count, tree, _: extension(
        b"TREE", b"\0%d 1\n" % count + tree + b"apps\0009 1\n" + tree
    ),
}


@pytest.fixture(params=[False, True], ids=["small", "large"])
def size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param:
        monkeypatch.setattr("ledgergate.git.index._FEW", 0)


@pytest.mark.usefixtures("size")
@pytest.mark.parametrize("name", FORGERIES)
def test_no_extension_hides_what_git_sees(repo: Repository, looks: Looks, name: str) -> None:
    repo.put(RUNTIME, repo.blob("evil\n"))
    forge(repo, FORGERIES[name])
    seen = repo.git("diff", "--cached", "--name-only").decode().split()
    assert seen == [RUNTIME], "git itself reads this index otherwise"
    change = looks(repo, staged=True)
    assert [one.path for one in change.entries] == seen
    change.prove()


@pytest.mark.usefixtures("size")
def test_the_one_that_git_takes_is_taken(repo: Repository, looks: Looks) -> None:
    """A cache that lies is the commit that git would make: both see nothing, and both are right."""
    repo.put(RUNTIME, repo.blob("evil\n"))
    forge(repo, lambda count, tree, _: extension(b"JUNK", UNKNOWN) + lie(count, tree) + extension(b"MORE", UNKNOWN))
    assert repo.git("write-tree").decode() == repo.oid("HEAD^{tree}")
    assert looks(repo, staged=True).entries == ()


def behind(data: bytes, more: bytes) -> Entries:
    body, _ = without(data)
    return Entries(body + more + bytes(20), 40)


def test_what_may_be_read_in_two_ways_is_read_in_none(repo: Repository) -> None:
    data = (repo.path / ".git/index").read_bytes()
    body, count = without(data)
    known = lie(count, bytes.fromhex("1" * 40))
    assert behind(data, known).trees() == {"": "1" * 40}
    assert behind(data, extension(b"LGTE", b"text") + known).trees() == {"": "1" * 40}
    assert behind(data, known + extension(b"EOIE", len(body).to_bytes(4, "big") + bytes(20))).trees() is not None
    told = {
        "not where they begin": known + extension(b"EOIE", (len(body) + 8).to_bytes(4, "big") + bytes(20)),
        "twice": known + known,
        "another one twice": extension(b"LGTE", b"") + extension(b"LGTE", b"") + known,
        "longer than the file": known + b"LGTE" + (99).to_bytes(4, "big"),
        "begun": known + b"LGTE",
        "not to be passed over": extension(b"lgte", b"") + known,
        "before": b"\0" * 8 + known,
    }
    for why, more in told.items():
        assert behind(data, more).trees() is None, why
    assert behind(data, b"").trees() is None


@pytest.mark.parametrize("version", [2, 3, 4])
def test_the_trees_are_found_behind_entries_of_each_version(repo: Repository, version: int) -> None:
    for path in (f"docs/{'n' * 37}.md", f"docs/{'n' * 200}.md", "docs/.md", "d/" * 2100 + "x"):
        repo.put(path, repo.blob("x"))
    if version == 3:
        repo.git("update-index", "--skip-worktree", "docs/.md")
    repo.git("update-index", "--index-version", "4" if version == 4 else "2")
    tree = repo.git("write-tree").decode()
    data = (repo.path / ".git/index").read_bytes()
    assert data[7] == version
    assert (Entries(data, 40).trees() or {}).get("") == tree


def test_a_count_that_the_file_does_not_hold_leads_nowhere(repo: Repository) -> None:
    for version in (2, 4):
        repo.git("update-index", "--index-version", str(version))
        data = (repo.path / ".git/index").read_bytes()
        for count in (0, 1, int.from_bytes(data[8:12], "big") + 1, 10**6, 2**32 - 1):
            made = data[:8] + count.to_bytes(4, "big") + data[12:]
            assert Entries(made, 40).trees() is None
            assert Entries(made, 40).below(["apps"]) is None


def test_a_split_index_still_knows_its_trees(tmp_path: Path, looks: Looks) -> None:
    repo = Repository(tmp_path / "repo")
    repo.save({"docs/a.md": "a", RUNTIME: "main\n"})
    repo.git("update-index", "--split-index")
    repo.put(RUNTIME, repo.blob("evil\n"))
    assert [one.path for one in looks(repo, staged=True).entries] == [RUNTIME]
