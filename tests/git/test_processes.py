"""What is made of git's answers: their status, their length, their end, and the version that goes with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from asking import PATIENCE, TRACED, lives, pid, printed
from ledgergate.errors import NotChecked
from ledgergate.git.layout import EMPTY_TREES
from ledgergate.git.processes import DIFF, Limits
from refusals import SAME, refused
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from asking import Opens


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Commits with one file more each, tagged by how many they hold; the index holds one more than HEAD."""
    made = Repository(tmp_path_factory.mktemp("there") / "repo")
    for at in range(1, 6):
        made.save({f"{at}.md": f"{at}\n", "é.md": ""} if at == 5 else {f"{at}.md": f"{at}\n"})
        made.git("tag", f"v{at}")
    made.write("new.md", "new\n")
    made.stage()
    return made


def test_lines_are_told_as_they_are(there: Repository, opens: Opens) -> None:
    git = opens(there)
    assert git.lines("cat-file", "blob", there.blob(b"a\n\xff\n")) == ["a", "\udcff"]
    assert git.lines("diff-index", "--cached", "--exit-code", "--name-only", "HEAD", accept=(0, 1)) == ["new.md"]


def test_a_git_that_does_not_start_says_why(there: Repository, opens: Opens, kind: type[object]) -> None:
    git = opens(there, "exit 0")
    with refused(NotChecked, ("git could not be started: embedded null byte.", "")):
        git.run("rev-parse", "x\0")
    Path(git._program).write_bytes(b"\0no program")
    with refused(NotChecked, (f"git could not be started: [Errno 8] Exec format error: '{git._program}'.", "")):
        git.run("rev-parse")
    assert (git._open, git.calls) == ([], 2)


def test_a_system_without_posix_spawn_starts_it_too(there: Repository, opens: Opens, kind: type[object]) -> None:
    git = opens(there)
    assert type(git.warm()) is kind
    assert git.run("rev-parse", "HEAD").decode() == there.oid() + "\n"


# What a git says beside its answer, and what it says of its version -> its version; or how it is called in a refusal.
VERSIONS: dict[tuple[bytes, bytes], tuple[int, int] | str] = {
    (TRACED, b""): (2, 43),
    (b"warning: x\n" + TRACED + b'{"event":"exit","exe":"1.0"}\n', b""): (2, 43),
    (TRACED + TRACED.replace(b"2.43", b"1.0"), b""): (2, 43),
    (b'"event":"version","exe":"2.31","exe":"1.0"\n', b""): (2, 31),
    (b'{"event":"version","exe":"3.0-rc1"}', b""): "of unknown age",
    (b'{"event":"version","sid":"1"}\n{"exe":"2.43.0"}\n', b"git version 2.40.1\n"): (2, 40),
    (b'{"exe":"2.43.0"}\n', b"git version 2.39\n"): (2, 39),
    (b"", b"git version 2.30\n"): (2, 30),
    (b"", b"git version 10.2.windows.1"): (10, 2),
    (b"", b"git version 2.29.9"): "2.29",
    (b"", b"git version 1.99"): "1.99",
    (b"", b"git version 1.0"): "1.0",
    (b"", b"git version 0.2"): "0.2",
    (b'{"event":"version","exe":"","sid":"9.9"}\n', b"git version 2.41"): (2, 41),
    (b"", b"git version 2"): "of unknown age",
    (b"", b"git version two.40"): "of unknown age",
    (b"", b"git version 2.x"): "of unknown age",
    (b"", b"hello"): "of unknown age",
}


@pytest.mark.parametrize("said", VERSIONS)
def test_the_version_is_told_by_the_trace_or_asked_for(
    there: Repository, opens: Opens, tmp_path: Path, said: tuple[bytes, bytes]
) -> None:
    err, answer = said
    wanted = VERSIONS[said]
    git = opens(
        there,
        'for last; do :; done; echo "$last" >>"$HERE/asked"\n'
        f'[ "$last" != --version ] || {{ {printed(tmp_path, answer)}; exit; }}\nprintf x; {printed(tmp_path, err)} >&2',
    )
    if isinstance(wanted, str):
        why = (f"This git ({wanted}) is older than 2.30, so nothing was checked.", "Update git.")
        with refused(NotChecked, why):
            git.run("x")
    else:
        assert git.run("x") == b"x"
        assert git.version == wanted
        assert git.run("x") == b"x"  # and is never asked for again
    heard = Path(git._program).with_name("asked").read_text().split()
    assert heard == ["x", *(["--version"] if answer else []), *([] if isinstance(wanted, str) else ["x"])]
    assert git.calls == len(heard)


def test_an_answer_counts_by_its_status(there: Repository, opens: Opens) -> None:
    git = opens(there)
    call = git.start("diff-index", "--cached", "--exit-code", "--name-only", "-z", "HEAD")
    assert (call.output((0, 1)), call.status) == (b"new.md\0", 1)
    empty = there.blob("")
    assert git.run("ls-tree", "-z", "HEAD", "--", "gone") == git.run("cat-file", "blob", empty) == b""
    assert git.run("cat-file", "blob", there.blob("a")) == b"a"
    assert git.start("cat-file", "blob", there.blob("a")).output() == b"a"
    assert git._open == []


NOWHERE = "d1" * 20
# A question that git itself does not answer -> what of its words is told: neither a trace nor a hint.
FAILURES: dict[tuple[str, ...], str] = {
    ("diff-index", "--cached", "--quiet", "HEAD"): "exit status 1",
    ("rev-parse", "--verify", "gone"): "fatal: Needed a single revision",
    ("rev-list", "gone"): "fatal: ambiguous argument 'gone': unknown revision or path not in the working tree.",
    ("merge-base", "HEAD", NOWHERE): f"fatal: Not a valid commit name {NOWHERE}",
    ("rev-list", f"HEAD..{NOWHERE}"): f"fatal: Invalid revision range HEAD..{NOWHERE}",
}


@pytest.mark.parametrize("words", FAILURES)
def test_a_git_that_fails_is_told_in_its_own_words(there: Repository, opens: Opens, words: tuple[str, ...]) -> None:
    with refused(NotChecked, (f"git {words[0]} failed ({FAILURES[words]}), so nothing was checked.", "")):
        opens(there).run(*words)


LATE = ("git ls-tree did not end within 0.3 seconds, so nothing was checked.", PATIENCE)
# What stands in git's place does with the true answer -> why it counts for nothing.
ENDS: dict[str, tuple[str, str]] = {
    '"$REAL" "$@" | head -c 20': ("The output of git ls-tree breaks off, so nothing was checked.", SAME),
    '"$REAL" "$@" | head -c 20; exit 1': ("The output of git ls-tree breaks off, so nothing was checked.", SAME),
    '"$REAL" "$@"; kill -9 $$': ("git ls-tree was ended by signal 9, so nothing was checked.", SAME),
    '"$REAL" "$@"; kill -13 $$; exit 3': ("git ls-tree was ended by signal 13, so nothing was checked.", SAME),
    '"$REAL" "$@"; exit 3': ("git ls-tree failed (exit status 3), so nothing was checked.", ""),
    '"$REAL" "$@"; exec sleep 1000': LATE,
    "exec 1>&- 2>&-; exec sleep 1000": LATE,
}


@pytest.mark.parametrize("script", ENDS)
def test_a_git_that_ends_badly_or_not_at_all(there: Repository, opens: Opens, kind: type[object], script: str) -> None:
    git = opens(there, script, seconds=0.3 if ENDS[script] == LATE else 60)
    git.version = (2, 43)
    call = git.start("ls-tree", "-z", "HEAD")
    process = pid(call._child)
    with refused(NotChecked, ENDS[script]):
        call.output((0, 1))
    assert (lives(process), git._open) == (False, [])


EMPTY = EMPTY_TREES[40]
NAMES = ("--name-only", "-z", EMPTY)
# A question about that many files, of which two entries may be listed -> whether the answer is taken.
LISTS: dict[tuple[str, ...], bool] = {
    ("ls-tree", "-z", "v2"): True,
    ("ls-tree", "-z", "v3"): False,
    ("diff-tree", *DIFF, EMPTY, "v2"): True,
    ("diff-tree", *DIFF, EMPTY, "v3"): False,
    ("diff-tree", *NAMES, "v4"): True,  # two fields are an entry
    ("diff-tree", *NAMES, "v5"): False,
    ("diff-index", "--cached", *NAMES): False,
    ("diff", *NAMES, "v2"): True,
    ("diff", *NAMES, "v3"): False,
}


@pytest.mark.parametrize("words", LISTS)
def test_so_many_entries_may_be_listed(there: Repository, opens: Opens, words: tuple[str, ...]) -> None:
    git = opens(there, entries=2)
    if LISTS[words]:
        assert git.run(*words) == there.git(*words)
    else:
        with refused(NotChecked, (f"git {words[0]} lists more than 2 entries.", "")):
            git.run(*words)
        assert git._open == []


BODIES = {
    "short": (b"x" * 10, Limits(output=10), Limits(output=9)),
    "long": (b"x" * 500_000, Limits(output=500_000), Limits(output=499_999)),
    "many": (b"\0" * 500_000, Limits(entries=500_000), Limits(entries=499_999)),
}


@pytest.mark.parametrize("body", BODIES)
def test_so_long_an_answer_may_be_however_it_comes(
    there: Repository, opens: Opens, kind: type[object], body: str
) -> None:
    """A pipe holds less than the long ones, so that they come in pieces."""
    content, exact, short = BODIES[body]
    git, oid = opens(there), there.blob(content)
    git.limits = exact
    assert git.run("cat-file", "blob", oid) == content
    git.limits = short
    with refused(NotChecked, (f"git cat-file lists more than {short.entries} entries.", "")):
        git.run("cat-file", "blob", oid)
