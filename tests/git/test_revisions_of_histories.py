"""What each name means in a history with branches, tags, remotes and symbolic refs, and where two commits parted."""

from __future__ import annotations

import pytest

from asking import Heard, asking, lies
from ledgergate.errors import NotChecked
from ledgergate.git.revisions import Revision, head_revision, is_zero, merge_bases, peeled, refs, resolve
from refusals import SAME, refused
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ledgergate.git.processes import Git

NONE = "9" * 40


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Of the commits one, two, three and a merge of side; HEAD is at topic, which tracks main."""
    made = Repository(tmp_path_factory.mktemp("revisions") / "r")
    made.git("config", "core.logAllRefUpdates", "true")
    made.save({"a": "1"}, "one")
    made.branch("side")
    made.save({"b": "2"}, "two")
    made.checkout("main")
    made.save({"a": "3"}, "three")
    made.merge("side")
    made.branch("topic")
    made.git("config", "branch.topic.remote", ".")
    made.git("config", "branch.topic.merge", "refs/heads/main")
    made.save({"c": "4"}, "topic")
    made.git("tag", "-a", "-m", "t", "v1", "side")
    for ref, to in (("refs/heads/HEAD", "side"), ("refs/heads/@", "side"), ("refs/remotes/o/main", "main~1"),
                    ("refs/y", "side"), ("refs/x", "main"), ("refs/x.y/z", "main")):  # fmt: skip
        made.git("update-ref", ref, to)
    made.git("symbolic-ref", "refs/remotes/o/HEAD", "refs/remotes/o/main")
    return made


@pytest.fixture
def git(repo: Repository) -> Iterator[Git]:
    with asking(repo) as git:
        yield git


# A name -> an expression for the commit, and the ref that told it.
NAMES = {
    "HEAD": ("topic", "refs/heads/topic"), "@": ("topic", "refs/heads/topic"),
    "topic": ("topic", "refs/heads/topic"), "refs/heads/main": ("main", "refs/heads/main"),
    "heads/main": ("main", "refs/heads/main"),
    "HEAD~1": ("main", ""), "@^": ("main", ""), "HEAD~": ("main", ""), "@{u}": ("main", ""),
    "topic@{u}": ("main", ""), "topic@{Upstream}": ("main", ""), "topic@{u}~1": ("main~1", ""),
    "main^2": ("side", ""), "main~1^": ("side~1", ""), "refs/heads/main^2": ("side", ""), "main^{commit}": ("main", ""),
    "v1": ("side", "refs/tags/v1"), "v1~1": ("side~1", ""), "v1^{}": ("side", ""),
    "refs/tags/v1": ("side", "refs/tags/v1"),
    "o": ("main~1", "refs/remotes/o/HEAD"), "o/main": ("main~1", "refs/remotes/o/main"), "o~1": ("main~2", ""),
    "y": ("side", "refs/y"), "refs/y": ("side", "refs/y"), "x": ("main", "refs/x"), "main@{1}": ("main~1", ""),
    "main@{2023-11-14 22:16:20 +0000}": ("main~1", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_what_a_name_means(repo: Repository, git: Git, name: str) -> None:
    expression, ref = NAMES[name]
    assert resolve(git, name) == Revision(repo.oid(f"refs/heads/{expression}"), ref)


def test_an_object_id_means_itself(repo: Repository, git: Git) -> None:
    oid = repo.oid("main")
    for name in (oid, oid[:12], oid.upper()):
        assert resolve(git, name) == Revision(oid)
    assert resolve(git, f"{oid}~1") == Revision(repo.oid("main~1"))


def test_what_cannot_be_a_revision(git: Git) -> None:
    for bad in ("gone", "gone~1", "~1", "^", "refs/heads/gone", "main:a", "main@{u}", NONE, "main~9", "x.y"):
        with refused(NotChecked, (f"'{bad}' is no commit of this repository.", "Fetch it, or correct the name.")):
            resolve(git, bad)
    for bad, shown in (("", ""), ("a\nb", "a\\nb"), ("\x1f", "\\x1f"), ("main\0", "main\\x00")):
        with refused(NotChecked, (f"'{shown}' cannot be a revision.", "Give a branch, a tag or an object id.")):
            resolve(git, bad)


# What HEAD's file says, {} for the commit of main -> its ref, and whether its commit is known.
HEADS = {"ref: refs/heads/main\n": ("refs/heads/main", True), "ref: refs/heads/none\n": ("refs/heads/none", False),
         "{}\n": ("", True), "ref: refs/s/2\n": ("refs/heads/main", True)}  # fmt: skip


def test_where_head_stands_its_files_tell_or_git(tmp_path: Path) -> None:
    made = Repository(tmp_path / "r")
    oid = made.save({"a": "1"})
    for at in range(1, 5):
        made.git("symbolic-ref", f"refs/s/{at}", f"refs/s/{at + 1}" if at < 4 else "refs/heads/main")
    for said, (ref, known) in HEADS.items():
        (made.path / ".git/HEAD").write_text(said.format(oid))
        with asking(made) as git:
            assert head_revision(git) == resolve(git, "HEAD") == Revision(oid if known else "", ref)
    (made.path / ".git/HEAD").write_text(f"{oid.upper()}\n")
    with asking(made) as git:
        assert head_revision(git) == resolve(git, "@") == Revision(oid)
        assert git.calls == 4


def test_a_name_with_two_meanings_is_refused(tmp_path: Path) -> None:
    made = Repository(tmp_path / "r")
    one, two = made.save({"a": "1"}), made.save({"a": "2"})
    cure = "Name it in full: refs/heads/m"
    with asking(made) as git:
        for ref, oid in (("heads", two), ("tags", one), ("remotes", one)):
            made.git("update-ref", f"refs/{ref}/m", oid)
        for name in ("m", "m~0"):
            with refused(NotChecked, ("'m' is ambiguous: refs/heads/m, refs/remotes/m, refs/tags/m.", cure)):
                resolve(git, name)
        made.git("update-ref", "-d", "refs/remotes/m")
        with refused(NotChecked, ("'m' is ambiguous: refs/heads/m, refs/tags/m.", cure)):
            resolve(git, "m")
        made.git("update-ref", "refs/tags/m", two)
        assert resolve(git, "m") == Revision(two, "refs/heads/m")


@pytest.mark.parametrize("objects", ["sha1", "sha256"])
def test_a_ref_that_is_named_like_an_object(tmp_path: Path, objects: str) -> None:
    made = Repository(tmp_path / "r", objects=objects)
    one, two = made.save({"a": "1"}), made.save({"a": "2"})
    with asking(made) as git:
        for name in (one, f"{one}x", one[:-1]):
            made.git("update-ref", f"refs/heads/{name}", two)
        with refused(NotChecked, (f"'{one}' is ambiguous: refs/heads/{one}.", f"Name it in full: refs/heads/{one}")):
            resolve(git, one)
        for name in (f"{one}x", one[:-1]):
            assert resolve(git, name) == Revision(two, f"refs/heads/{name}")
        made.git("update-ref", f"refs/heads/{one}", one)
        assert resolve(git, one) == Revision(one, f"refs/heads/{one}")


def test_a_commit_that_an_expression_peels_to(repo: Repository, git: Git) -> None:
    for told, oid in (("main", repo.oid("main")), ("v1", repo.oid("side")), ("gone", ""), ("main:a", ""),
                      ("topic@{999}", ""), ("--all", "")):  # fmt: skip
        assert peeled(git, told) == oid
    with asking(repo, lies("rev-parse", r"printf '\377\n'")) as odd:
        assert peeled(odd, "main") == "\ufffd"
    why = ("git rev-parse failed (exit status 2), so nothing was checked.", "")
    with refused(NotChecked, why), asking(repo, lies("rev-parse", "exit 2")) as odd:
        peeled(odd, "main")


def test_refs_that_exist(repo: Repository, git: Git) -> None:
    main = repo.oid("main")
    assert refs(git, "refs/x", "refs/x.y", "refs/heads/mai", "refs/gone") == {"refs/x": main}
    assert refs(git, "refs/tags/v1", "refs/heads/main") == {"refs/tags/v1": repo.oid("v1"), "refs/heads/main": main}


def test_a_ref_that_git_does_not_list(repo: Repository, tmp_path: Path) -> None:
    why = ("git does not list the ref 'refs/y', which exists, so nothing was checked.", SAME)
    with refused(NotChecked, why), asking(repo, lies("for-each-ref", f"echo {repo.oid('main')} refs/x")) as git:
        refs(git, "refs/x", "refs/gone", "refs/y")
    made = Repository(tmp_path / "r")
    made.git("update-ref", "refs/heads/main", made.commit_tree(made.tree()))
    (made.path / ".git/refs/heads/broken").write_text(f"{'0' * 40}\n")
    with asking(made) as git:
        assert list(refs(git, "refs/heads/broken", "refs/heads/main")) == ["refs/heads/main"]


def test_zeros_are_no_object() -> None:
    zeros = {"0" * 40: True, "0" * 64: True, "0" * 39: False, "0" * 41: False, "0" * 50: False, "": False,
             "a1" * 20: False, "x" + "0" * 40: False, "0" * 40 + "\n": False}  # fmt: skip
    assert {name: is_zero(name) for name in zeros} == zeros


@pytest.fixture(scope="module")
def crossed(repo: Repository) -> tuple[list[str], str, str]:
    """The two merge bases of two commits, sorted, and those commits: git tells the bases the other way round."""
    root, tree = repo.oid("side~1"), repo.oid("side^{tree}")
    bases = sorted(repo.commit_tree(tree, root, message=f"base {at}") for at in range(2))
    one, other = (repo.commit_tree(tree, *bases, message=f"tip {at}") for at in range(2))
    for ends in ((one, other), (other, one)):
        assert repo.git("merge-base", "--all", *ends).decode().split() == bases[::-1]
    return bases, one, other


def asked(one: str, other: str) -> list[str]:
    return ["merge-base", "--all", one, other]


def test_where_two_commits_parted(repo: Repository, crossed: tuple[list[str], str, str], tmp_path: Path) -> None:
    heard = Heard(tmp_path / "log")
    main, root, side = repo.oid("main"), repo.oid("side~1"), repo.oid("side")
    bases, one, other = crossed
    with asking(repo, heard.program) as git:
        assert (merge_bases(git, main, main), heard.told()) == ([main], [])
        assert (merge_bases(git, side, main), heard.told()) == ([side], [asked(side, main)])
        three = repo.oid("main~1")
        assert merge_bases(git, three, side) == [root]
        assert heard.told() == [asked(three, side), asked(side, three)]
        assert merge_bases(git, one, other) == merge_bases(git, other, one) == bases
        assert heard.told() == [asked(one, other), asked(other, one), asked(other, one), asked(one, other)]


def test_a_git_that_names_other_bases_when_asked_again(repo: Repository, crossed: tuple[list[str], str, str]) -> None:
    (first, second), one, other = crossed
    again = ("git names other merge bases when it is asked again, so nothing was checked.", SAME)
    with refused(NotChecked, again), asking(repo, lies(f"--all {other} {one}", f"echo {first}")) as git:
        merge_bases(git, one, other)
    turned = f"printf '{second}\\n{first}\\n'"
    with asking(repo, lies("--all", turned)) as git:
        assert merge_bases(git, one, other) == [first, second]
    why = ("git merge-base failed (exit status 2), so nothing was checked.", "")
    for words in (f"--all {one} {other}", f"--all {other} {one}"):
        with refused(NotChecked, why), asking(repo, lies(words, "exit 2")) as git:
            merge_bases(git, one, other)


def test_commits_that_have_no_common_ancestor(repo: Repository, tmp_path: Path) -> None:
    main, alone = repo.oid("main"), repo.commit_tree(repo.oid("main^{tree}"))
    cure = "Compare with a base that the branch grew from: --base REF"
    why = f"{main[:12]} and {alone[:12]} have no common ancestor"
    with refused(NotChecked, (f"{why}, so there is nothing to compare with.", cure)), asking(repo) as git:
        merge_bases(git, main, alone)
    clone = repo.clone(tmp_path / "c", "--depth=1", "--no-single-branch")
    side = repo.oid("side")
    shallow = f"{main[:12]} and {side[:12]} have no common ancestor in this shallow clone, so nothing was checked."
    unshallow = (shallow, "Fetch the history: git fetch --unshallow")
    with refused(NotChecked, unshallow), asking(clone) as git:
        merge_bases(git, main, side)
