"""What a push brings, ref by ref, in a history of which only what is there is told; no git is started."""

from __future__ import annotations

import pytest

from ledgergate.errors import NotChecked
from ledgergate.git.processes import Limits
from ledgergate.git.revisions import Revision
from ledgergate.moments import push
from ledgergate.moments.asked import Asked
from ledgergate.moments.push import look_push, pushed, pushed_refs, pushing_refs, since_pushed
from refusals import refused
from scripted_git import LAYOUT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

OLD, NEW, MAIN, FORK, MORE = (letter * 40 for letter in "abcde")
ZERO = "0" * 40
REF = "refs/heads/topic"
NO_BASE = ("No base is known, and one is needed here, so nothing was checked.", "Give the base: --base REF")


class History:
    """Commits and where two of them parted; and each question that was asked of the default branch."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.here = {OLD, NEW, MAIN, FORK}
        self.bases: dict[tuple[str, str], list[str]] = {(OLD, NEW): [OLD], (MAIN, OLD): [FORK], (MAIN, NEW): [MORE]}
        self.default: Revision | None = None
        self.standing = Revision("", "")
        self.layout, self.limits = LAYOUT, Limits()
        self.asked: list[object] = []
        self.names: dict[str, str] = {"HEAD": NEW, "empty": ""}
        self.closed = 0
        for name, made in (
            ("peeled", lambda _, what: what if what in self.here else ""),
            ("resolve", lambda _, what: Revision(str(self.names.get(what, what)), f"of {what}")),
            ("merge_bases", self.merge_bases), ("default_base", self.default_base), ("open_git", lambda asked: self),
            ("ranged", lambda asked, git, *given, **more: ("ranged", *given, *([more] if more else []))),
            ("since_default", lambda asked, git, *given: ("default", *given)),
            ("deleted", lambda git, source: ("deleted", source)), ("standing", lambda _: self.standing),
        ):  # fmt: skip
            monkeypatch.setattr(push, name, made)

    def lines(self, *words: str, accept: tuple[int, ...]) -> list[str]:
        assert (words[:2], accept) == (("merge-base", "--all"), (0, 1))
        return self.bases.get((words[2], words[3]), [])

    def merge_bases(self, _: object, one: str, other: str) -> list[str]:
        if (one, other) not in self.bases:
            raise NotChecked("no common ancestor")
        return self.bases[one, other]

    def default_base(self, _: object, *given: object) -> Revision | None:
        self.asked.append(given)
        return self.default

    def close(self) -> None:
        self.closed += 1


@pytest.fixture
def history(monkeypatch: pytest.MonkeyPatch) -> Any:
    return History(monkeypatch)


BASE = Revision(MAIN, "refs/heads/main")
FOUND = Revision(NEW, REF)
PLAIN = ("ranged", OLD, FOUND, "told", {"moment": "m"})


def since(history: Any, base: Revision | None) -> Any:
    return since_pushed(Asked(), history, OLD, FOUND, "told", base, moment="m")


def test_a_push_starts_at_the_old_state(history: Any) -> None:
    for base in (None, Revision("", "refs/x"), Revision(OLD, "refs/x")):
        assert since(history, base) == PLAIN
    usual: Any = since_pushed(Asked(), history, OLD, FOUND, "told", None)
    assert usual[-1] == {"moment": "range"}


def test_what_came_from_the_default_branch_meanwhile_is_none_of_the_pushs(history: Any) -> None:
    caught_up = {"moment": "m", "left": (MAIN, (MORE,)), "brought": True, "also": (MORE,)}
    assert since(history, BASE) == (*PLAIN[:-1], caught_up)
    history.bases[MAIN, NEW] = [FORK]
    assert since(history, BASE) == (*PLAIN[:-1], {"moment": "m", "left": (MAIN, (FORK,)), "brought": True, "also": ()})
    history.bases[MAIN, OLD] = [MAIN]
    held = {"moment": "m", "left": (MAIN, (MAIN,)), "brought": False, "also": ()}
    assert since(history, BASE) == (*PLAIN[:-1], held)
    history.bases[MAIN, OLD] = [MAIN, FORK]
    assert since(history, BASE)[-1]["also"] == (FORK,)
    del history.bases[MAIN, NEW]
    assert since(history, BASE) == PLAIN
    history.bases[MAIN, NEW] = [MORE]
    del history.bases[MAIN, OLD]
    assert since(history, BASE) == PLAIN


def test_a_push_that_rewrites_starts_at_the_default_branch(history: Any) -> None:
    rewritten = ("ranged", MAIN, FOUND, "refs/heads/main", {"moment": "m"})
    for bases in ([], [FORK], [OLD, FORK]):
        history.bases[OLD, NEW] = bases
        assert since(history, BASE) == rewritten
        history.bases[MAIN, OLD] = [MAIN]
        assert since(history, BASE) == rewritten
    del history.bases[MAIN, NEW]
    assert since(history, BASE) == PLAIN
    same: Any = since_pushed(Asked(), history, NEW, FOUND, "told", BASE)
    assert same[:2] == ("ranged", NEW)


def pre(history: Any, **told: str) -> Any:
    return pushed(Asked(environment={f"PRE_COMMIT_{name}": said for name, said in told.items()}), history)


def test_what_pre_commit_tells(history: Any) -> None:
    found = Revision(NEW, f"of {NEW}")
    assert pre(history, FROM_REF=OLD, TO_REF=NEW) == ("ranged", OLD, found, "PRE_COMMIT_FROM_REF", {"moment": "range"})
    assert pre(history, ORIGIN=OLD, SOURCE=NEW)[:3] == ("ranged", OLD, found)
    assert pre(history, FROM_REF=OLD, ORIGIN=MAIN, TO_REF=NEW, SOURCE=FORK)[:3] == ("ranged", OLD, found)
    assert history.asked == []
    assert pre(history, FROM_REF=OLD)[2] == Revision(NEW, "of HEAD")
    assert pre(history, FROM_REF=OLD, TO_REF=ZERO) == ("deleted", "PRE_COMMIT_TO_REF")
    assert pre(history, FROM_REF=OLD, TO_REF=NEW, LOCAL_BRANCH="refs/heads/l")[2] == Revision(NEW, "refs/heads/l")
    assert pre(history, FROM_REF=OLD, TO_REF=NEW, LOCAL_BRANCH="refs/heads/l", REMOTE_BRANCH="refs/heads/r")[
        2
    ] == Revision(NEW, "refs/heads/r")
    assert pre(history, FROM_REF=OLD, TO_REF=NEW, LOCAL_BRANCH="l")[2] == found
    assert pre(history, FROM_REF=OLD, TO_REF=NEW, REMOTE_NAME="up", REMOTE_BRANCH=REF)[0] == "ranged"
    assert history.asked == [(REF, "up")]
    default = ("default", Revision(NEW, REF), "PRE_COMMIT_FROM_REF", "range", "origin")
    assert pre(history, FROM_REF=ZERO, TO_REF=NEW, REMOTE_BRANCH=REF) == default
    named = ("default", Revision(NEW, REF), "PRE_COMMIT_REMOTE_NAME", "range", "up")
    assert pre(history, REMOTE_NAME="up", REMOTE_BRANCH=REF) == named
    history.default = BASE
    assert pre(history, FROM_REF=OLD, TO_REF=NEW, REMOTE_NAME="up")[-1]["left"] == (MAIN, (MORE,))
    with refused(NotChecked, ("There is no commit to push, so nothing was checked.", "Commit first.")):
        pre(history, FROM_REF=OLD, TO_REF="empty")


def looked(old: str, new: str, *, require_base: bool = False, **more: Any) -> Any:
    return look_push(Asked(require_base=require_base), old, new, REF, **more)


def test_what_a_server_is_told(history: Any) -> None:
    assert looked(OLD, ZERO) == ("deleted", REF)
    assert looked(OLD, NEW) == ("ranged", OLD, FOUND, REF, {"moment": "receive"})
    assert looked(OLD, NEW, moment="push")[-1] == {"moment": "push"}
    history.standing = Revision(MAIN, "refs/heads/main")
    assert looked(ZERO, NEW) == ("ranged", MAIN, FOUND, "refs/heads/main", {"moment": "receive"})
    assert looked(OLD, NEW)[-1]["left"] == (MAIN, (MORE,))
    history.standing = Revision(MAIN, REF)
    alone = looked(ZERO, NEW)
    assert (alone.compared.moment, alone.compared.before, alone.compared.after) == ("receive", None, NEW)
    assert (alone.compared.source, alone.compared.notes) == (REF, ("no base is known, so change rules did not run",))
    assert (alone.branch, alone.heads, alone.after.name) == ("topic", (NEW,), NEW)
    assert history.closed == 0
    with refused(NotChecked, NO_BASE):
        looked(ZERO, NEW, require_base=True)
    assert history.closed == 1
    with refused(NotChecked, (f"'{REF}' does not lead to a commit, so nothing was checked.", "Push commits only.")):
        looked(OLD, "blob")
    with refused(NotChecked, (f"The old state of '{REF}' is not in this repository.", "git fetch, then push again")):
        looked("9" * 40, NEW)
    assert history.closed == 3


def test_what_a_remote_has_for_a_default_branch(history: Any) -> None:
    history.default = Revision(MAIN, "refs/remotes/up/main")
    assert looked(ZERO, NEW, remote="up") == (
        "ranged", MAIN, FOUND, "refs/remotes/up/main", {"moment": "receive"},
    )  # fmt: skip
    assert history.asked == [(REF, "up")]
    together = {"refs/heads/main": FORK, REF: NEW}
    assert looked(ZERO, NEW, remote="up", together=together)[1] == FORK
    for other in ({"refs/heads/main": ZERO}, {"main": FORK}, {"refs/heads/": FORK}, {}):
        assert looked(ZERO, NEW, remote="up", together=other)[1] == MAIN
    history.standing = Revision(MAIN, "refs/heads/main")
    assert looked(ZERO, NEW, together=together)[1] == FORK
    assert looked(OLD, NEW, remote="up", together={"refs/heads/main": "gone"})[:2] == ("ranged", OLD)
    history.default = None
    assert looked(ZERO, NEW, remote="up", together={"refs/heads/": FORK}).before is None
    history.default = Revision("", "refs/remotes/up/main")
    assert looked(ZERO, NEW, remote="up").before is None


SENSELESS = ("A line of git's list of pushed refs makes no sense, so nothing was checked.", "")
NO_IDS = ("A line of git's list of pushed refs holds no object ids, so nothing was checked.", "")


def test_lines_of_git_to_its_hooks() -> None:
    long = "f" * 64
    assert pushed_refs(f"{OLD} {NEW} {REF}\n{ZERO} {long} r\udcff".encode("utf-8", "surrogateescape")) == (
        (OLD, NEW, REF), (ZERO, long, "r\udcff"),
    )  # fmt: skip
    assert pushing_refs(f"refs/heads/l {NEW} {REF} {OLD}\n".encode()) == ((OLD, NEW, REF),)
    assert pushed_refs(b"") == pushing_refs(b"") == ()
    for line in (f"{OLD} {NEW}", f"{OLD} {NEW} {REF} x", "", f"{OLD}  {NEW} {REF}"):
        with refused(NotChecked, SENSELESS):
            pushed_refs(line.encode() + b"\n")
    for line in (f"l {NEW} {REF}", f"l {NEW} {REF} {OLD} x"):
        with refused(NotChecked, SENSELESS):
            pushing_refs(line.encode() + b"\n")
    for bad in (OLD[:-1], OLD + "0", "g" * 40, "A" * 40, "X" * 40, "-" + OLD[1:], OLD[1:] + "g"):
        for pair in (f"{bad} {NEW}", f"{OLD} {bad}"):
            with refused(NotChecked, NO_IDS):
                pushed_refs(f"{pair} {REF}\n".encode())
