"""Objects by the one `cat-file` of a check: what is asked at a time, and every answer that is none."""

from __future__ import annotations

import hashlib

import pytest

from ledgergate.errors import Absent, NotChecked
from ledgergate.git.processes import Git
from ledgergate.git.spawn import TooLateError, TooMuchError
from refusals import refused
from scripted_git import LATE, TRACED, Scripted, blob, scripted, told

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Git]:
    return scripted(monkeypatch)


def test_objects_are_asked_for_in_some_at_a_time_of_one_git(script: Callable[..., Git]) -> None:
    contents = [b"%d" % at for at in range(70)]
    oids = list(map(blob, contents))
    git = script(list(map(told, contents)), [])
    assert (git._owed, git.claims) == (0, [])
    assert git.warm() is git.warm()
    assert list(git.blobs(oids, 2)) == [("blob", content) for content in contents]
    (child,) = Scripted.started
    assert child.argv[-2:] == ["cat-file", "--batch"]
    assert child.variables["GIT_TRACE2_EVENT"] == "2"
    assert child.feed
    assert child.asked == ["".join(f"{oid}\n" for oid in oids[at : at + 32]).encode() for at in (0, 32, 64)]
    assert (git.calls, git._owed, git.version, set(child.waited)) == (1, 0, (2, 43), {60.0})
    assert child.complained == 1
    assert list(git.blobs([], 2)) == []


def test_whoever_stops_reading_leaves_nothing_to_others(script: Callable[..., Git]) -> None:
    one, two, three = b"one", b"two", b"three"
    git = script([told(one), told(two)], [told(three), told(two)])
    first = git.blobs([blob(one), blob(two)], 9)
    assert next(first) == ("blob", one)
    assert git._owed == 1
    assert list(git.blobs([blob(three)], 9)) == [("blob", three)]
    assert [child.ended for child in Scripted.started] == [1, 0]
    assert [id(child) for child in git._open] == [id(Scripted.started[1])]
    assert list(first) == [("blob", two)]
    assert git.calls == 2
    git.close()
    assert (git._open, git._blobs, git._owed, Scripted.started[1].ended) == ([], None, 0, 1)


def test_one_over_the_limit_is_the_last_and_is_not_read(script: Callable[..., Git]) -> None:
    git = script([told(b"12345"), told(b"123456"), told(b"1")], [told(b"1")])
    assert list(git.blobs([blob(b"12345"), blob(b"123456"), blob(b"1")], 5)) == [("blob", b"12345"), ("6 bytes", b"")]
    assert (Scripted.started[0].ended, git._owed, git._blobs) == (1, 0, None)
    assert list(git.blobs([blob(b"1")], 5)) == [("blob", b"1")]


def test_every_kind_of_object_is_read(script: Callable[..., Git]) -> None:
    oids = [hashlib.sha1(f"{kind} 1\0x".encode(), usedforsecurity=False).hexdigest()
            for kind in ("commit", "tree", "tag", "blob")]  # fmt: skip
    said = [f"{oid} {kind} 1\nx\n".encode() for oid, kind in zip(oids, ("commit", "tree", "tag", "blob"), strict=True)]
    assert [kind for kind, _ in script(said).blobs(oids, 9)] == ["commit", "tree", "tag", "blob"]


X = blob(b"x")
OFF = (f"git cat-file broke off before the object {X}, so nothing was checked.", "")
CUT = (f"git cat-file broke off inside the object {X}, so nothing was checked.", "")
GONE = ("git cat-file failed (exit status 0), so nothing was checked.", "")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (f"{X} blob".encode(), OFF), (f"{X} blob 1 1".encode(), OFF), (f"{blob(b'y')} blob 1\nx\n".encode(), OFF),
        (f"{X} blob -1\nx\n".encode(), OFF), (f"{X} blob 1\nx".encode(), CUT), (f"{X} blob 1\n".encode(), CUT),
        (f"{X} missing more".encode(), OFF), (f"{X} blob 4\nlate".encode(), LATE), (b"\n", GONE), (b"", GONE),
        (f"{X} blob 1\ny\n".encode(),
         (f"git cat-file gave other content than that of the object {X}, so nothing was checked.", "")),
        (f"{X} missing\n".encode(), (f"The object {X} is not in this repository.",
         "Fetch what is missing: git fetch, or clone anew; git fsck says what it is.")),
        (TooLateError(), LATE), (TooMuchError(), LATE),
    ],
)  # fmt: skip
def test_an_answer_that_is_none_ends_that_git(
    script: Callable[..., Git], said: bytes | BaseException, why: tuple[str, str]
) -> None:
    git = script([said] if isinstance(said, bytes) else said, [told(b"x")])
    with refused(NotChecked, why) as caught:
        list(git.blobs([X], 9))
    assert isinstance(caught.value, Absent) is ("is not in this repository" in why[0])
    assert (Scripted.started[0].ended, git._open, git._owed) == (1, [], 0)
    assert Scripted.started[0].complained == (isinstance(said, bytes) and said.strip() != b"")
    assert list(git.blobs([X], 9)) == [("blob", b"x")]


def test_one_that_is_interrupted_is_ended(script: Callable[..., Git]) -> None:
    git = script([f"{X} blob 4\nstop".encode()])
    with pytest.raises(KeyboardInterrupt):
        list(git.blobs([X], 9))
    assert (Scripted.started[0].ended, git._blobs) == (1, None)
    git.finished(Scripted.started[0])  # type: ignore[arg-type]  # as whoever lets go of it later does


def test_one_that_hears_nothing_any_more_says_why(script: Callable[..., Git]) -> None:
    for status, err, why in (
        (141, b"fatal: cannot run", "git cat-file failed (fatal: cannot run), so nothing was checked."),
        (141, b"", "git cat-file failed (exit status 141), so nothing was checked."),
    ):
        git = script(([b"x" * 9], TRACED + err, status))
        with refused(NotChecked, (why, "")):
            list(git.blobs([X], 9))
        assert (Scripted.started[0].waited, Scripted.started[0].ended, git._owed) == ([60.0], 1, 0)
    for error in (TooLateError(), TooMuchError()):
        with refused(NotChecked, LATE):
            list(script((error, b"", 141)).blobs([X], 9))
    old = TRACED.replace(b"2.43", b"2.1")
    with refused(NotChecked, ("This git (2.1) is older than 2.30, so nothing was checked.", "Update git.")):
        list(script(([], old, 0)).blobs([X], 9))
    with refused(NotChecked, ("This git (2.1) is older than 2.30, so nothing was checked.", "Update git.")):
        list(script(([told(b"x")], old, 0)).blobs([X], 9))
