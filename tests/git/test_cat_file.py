"""Objects by the one `cat-file` of a check: what is asked at a time, and every answer that is none."""

from __future__ import annotations

import hashlib
import os
import signal
import zlib
from pathlib import Path

import pytest

from asking import PATIENCE, TRACED, deaf, first_cat_file, lives, pid
from ledgergate.errors import Absent, NotChecked
from ledgergate.git.processes import Limits
from ledgergate.git.spawn import Child
from refusals import refused
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from asking import Opens


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A commit, its tag, and blobs that say their numbers, `x`, `12345` and `123456`."""
    made = Repository(tmp_path_factory.mktemp("there") / "repo")
    made.save({f"{at}.md": str(at) for at in range(70)} | {"x": "x", "five": "12345", "six": "123456"})
    made.git("tag", "-a", "-m", "v1", "v1")
    return made


def blob(content: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


X, FIVE, SIX = blob(b"x"), blob(b"12345"), blob(b"123456")
TOO_OLD = ("This git (2.1) is older than 2.30, so nothing was checked.", "Update git.")


def late(seconds: float) -> tuple[str, str]:
    return f"git cat-file gave no answer within {seconds:g} seconds, so nothing was checked.", PATIENCE


def test_objects_are_asked_for_in_some_at_a_time_of_one_git(
    there: Repository, opens: Opens, kind: type[object]
) -> None:
    git = opens(there)
    child = git.warm()
    owed = []
    contents = [b"%d" % at for at in range(70)]
    for found in git.blobs(list(map(blob, contents)), 2):
        owed.append(git._owed)
        assert found == ("blob", contents[len(owed) - 1])
    assert owed == [*range(31, -1, -1), *range(31, -1, -1), *range(5, -1, -1)]
    assert list(git.blobs([], 2)) == []
    assert list(git.blobs([X], 1)) == [("blob", b"x")]
    assert (git.warm() is child, type(child) is kind, git._open) == (True, True, [child])
    assert git.calls == (1 if kind is Child else 2)  # whose trace is not heard is asked for its version
    told = there.git("version").split()[2].split(b".")
    assert git.version == (int(told[0]), int(told[1]))


def test_whoever_stops_reading_leaves_nothing_to_others(there: Repository, opens: Opens, kind: type[object]) -> None:
    git = opens(there)
    git.version = (2, 43)
    first = git.blobs([blob(b"1"), blob(b"2")], 9)
    assert next(first) == ("blob", b"1")
    before, old = git.warm(), pid(git.warm())
    assert (git._owed, lives(old)) == (1, True)
    assert list(git.blobs([blob(b"3")], 9)) == [("blob", b"3")]
    after, new = git.warm(), pid(git.warm())
    assert (after is before, git._open == [after], git._owed) == (False, True, 0)
    assert (lives(old), lives(new)) == (False, True)
    assert list(first) == [("blob", b"2")]
    assert (git.warm() is after, git.calls) == (True, 2)
    assert next(git.blobs([blob(b"4"), blob(b"5")], 9)) == ("blob", b"4")
    assert git._owed == 1
    git.close()
    assert (git._open, git._blobs, git._owed, lives(new)) == ([], None, 0, False)


def test_one_over_the_limit_is_the_last_and_is_not_read(there: Repository, opens: Opens, kind: type[object]) -> None:
    git = opens(there)
    process = pid(git.warm())
    assert list(git.blobs([FIVE, SIX, X], 5)) == [("blob", b"12345"), ("6 bytes", b"")]
    assert (lives(process), git._owed, git._blobs, git._open) == (False, 0, None, [])
    assert list(git.blobs([SIX, X], 6)) == [("blob", b"123456"), ("blob", b"x")]


def test_every_kind_of_object_is_read(there: Repository, opens: Opens) -> None:
    kinds = {there.oid("v1"): "tag", there.oid(): "commit", there.oid("HEAD^{tree}"): "tree", X: "blob"}
    found = list(opens(there).blobs(list(kinds), 1 << 20))
    assert [kind for kind, _ in found] == list(kinds.values())
    assert [len(body) for _, body in found] == [int(there.git("cat-file", "-s", oid)) for oid in kinds]
    assert found[3][1] == b"x"


DAMAGED = "d1" * 20
GONE = (f"The object {DAMAGED} is not in this repository.",
        "Fetch what is missing: git fetch, or clone anew; git fsck says what it is.")  # fmt: skip
OTHER = (f"git cat-file gave other content than that of the object {DAMAGED}, so nothing was checked.", "")
BROKEN = (f"git cat-file broke off inside the object {DAMAGED}, so nothing was checked.", "")
# The file of an object in a repository that was damaged -> why its content is not taken.
DAMAGES: dict[str, tuple[bytes | None, tuple[str, str]]] = {
    "no file": (None, GONE),
    "an empty file": (b"", GONE),
    "no object": (b"garbage", GONE),
    "another blob": (zlib.compress(b"blob 1\0y"), OTHER),
    "a blob with a commit's name": (zlib.compress(b"commit 1\0x"), OTHER),
    "a blob that is cut": (zlib.compress(b"blob 300000\0" + os.urandom(300_000))[:100_000], BROKEN),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_repository_that_is_damaged(
    there: Repository, opens: Opens, tmp_path: Path, kind: type[object], damage: str
) -> None:
    body, why = DAMAGES[damage]
    made = there.clone(tmp_path / "clone")
    if body is not None:
        file = made.path / ".git/objects" / DAMAGED[:2] / DAMAGED[2:]
        file.parent.mkdir()
        file.write_bytes(body)
    git = opens(made)
    process = pid(git.warm())
    with refused(NotChecked, why) as caught:
        list(git.blobs([X, DAMAGED, FIVE], 1 << 20))
    assert isinstance(caught.value, Absent) is (why == GONE)
    assert (lives(process), git._open, git._owed) == (False, [], 0)
    assert list(git.blobs([X, FIVE], 9)) == [("blob", b"x"), ("blob", b"12345")]


OFF = (f"git cat-file broke off before the object {X}, so nothing was checked.", "")
CUT = (f"git cat-file broke off inside the object {X}, so nothing was checked.", "")
ENDED = ("git cat-file failed (exit status 0), so nothing was checked.", "")
HANGS, ENDS = "exec sleep 1000", "exit 0"
# What stands in git's place says to a question for `x`, and what it does then -> why it is no answer.
LIES: dict[tuple[bytes, str], tuple[str, str]] = {
    (f"{X} blob\n".encode(), HANGS): OFF,
    (f"{X} blob 1 1\n".encode(), HANGS): OFF,
    (f"{blob(b'y')} blob 1\nx\n".encode(), HANGS): OFF,
    (f"{X} blob -1\nx\n".encode(), HANGS): OFF,
    (f"{X} missing more\n".encode(), HANGS): OFF,
    (f"{X} blob 1\ny\n".encode(), HANGS): (
        f"git cat-file gave other content than that of the object {X}, so nothing was checked.", ""),
    (f"{X} blob 1\nx".encode(), ENDS): CUT,
    (f"{X} blob 1\n".encode(), ENDS): CUT,
    (b"\n", ENDS): ENDED,
    (b"", ENDS): ENDED,
    (b"x" * 100_000 + b"\n", HANGS): late(60),  # a line that does not end within what a pipe holds
    (f"{X} blob 4\nlat".encode(), HANGS): late(0.5),
    (f"{X} bl".encode(), HANGS): late(0.5),
    (b"\n", HANGS): late(0.5),
    (b"", HANGS): late(0.5),
}  # fmt: skip


@pytest.mark.parametrize("lie", LIES)
def test_an_answer_that_is_none_ends_that_git(
    there: Repository, opens: Opens, tmp_path: Path, kind: type[object], lie: tuple[bytes, str]
) -> None:
    why = LIES[lie]
    git = opens(there, first_cat_file(tmp_path, *lie), seconds=0.5 if why == late(0.5) else 60)
    if why == late(0.5):
        git.version = (2, 43)  # so that nothing else has to come within that time
    process = pid(git.warm())
    with refused(NotChecked, why):
        list(git.blobs([X], 9))
    assert (lives(process), git._open, git._owed) == (False, [], 0)
    git.limits = Limits()
    assert list(git.blobs([X], 9)) == [("blob", b"x")]


def test_one_that_is_interrupted_is_ended(there: Repository, opens: Opens, tmp_path: Path, kind: type[object]) -> None:
    """More than a pipe holds is said before the signal comes, so that it meets us inside of the object.

    It comes again, as an impatient user's would: one that falls between two reads of the waiting child is not noticed.
    """
    said = f"{X} blob 500000\n".encode() + b"x" * 400_000
    git = opens(
        there,
        first_cat_file(tmp_path, said, "for _ in 1 2 3 4 5; do kill -INT $PPID; sleep 0.2; done; exec sleep 1000"),
    )
    child = git.warm()
    process = pid(child)
    came: list[int] = []

    def interrupt(number: int, _frame: object) -> None:
        came.append(number)
        if len(came) == 1:
            raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        with pytest.raises(KeyboardInterrupt):
            list(git.blobs([X], 1 << 20))
    finally:
        signal.signal(signal.SIGINT, before)
    assert (lives(process), git._blobs, git._open) == (False, None, [])
    git.finished(child)  # as whoever lets go of it later does
    assert list(git.blobs([X], 9)) == [("blob", b"x")]


# What a git that hears nothing any more does -> why it says nothing.
DEAF: dict[str, tuple[str, str]] = {
    "echo 'fatal: cannot run' >&2; exit 141": ("git cat-file failed (fatal: cannot run), so nothing was checked.", ""),
    "exit 141": ("git cat-file failed (exit status 141), so nothing was checked.", ""),
    "exec sleep 1000": late(0.5),
}


@pytest.mark.parametrize("does", DEAF)
def test_one_that_hears_nothing_any_more_says_why(
    there: Repository, opens: Opens, kind: type[object], does: str
) -> None:
    git = opens(there, f"exec <&-; {does}", seconds=0.5 if "sleep" in does else 60)
    git.version = (2, 43)
    process = pid(git.warm())
    deaf(git.warm())
    with refused(NotChecked, DEAF[does]):
        list(git.blobs([X], 9))
    assert (lives(process), git._open, git._blobs, git._owed) == (False, [], None, 0)


@pytest.mark.parametrize("said", [b"", f"{X} blob 1\nx\n".encode()], ids=["silent", "answering"])
def test_one_that_is_too_old_is_refused_with_or_without_an_answer(
    there: Repository, opens: Opens, tmp_path: Path, said: bytes
) -> None:
    git = opens(there, first_cat_file(tmp_path, said, ENDS, err=TRACED.replace(b"2.43", b"2.1")))
    with refused(NotChecked, TOO_OLD):
        list(git.blobs([X], 9))
    assert git._open == []
