"""Runs git so that no setting, attribute, hook or variable of the checked repository has a say."""

from __future__ import annotations

import os

from ledgergate.errors import Absent, NotChecked
from ledgergate.git.digest import is_object
from ledgergate.git.spawn import TooLateError, TooMuchError
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ledgergate.git.differences import Claim
    from ledgergate.git.layout import Layout
    from ledgergate.git.spawn import Child, Said

OLDEST = (2, 30)
_KINDS = ("blob", "tree", "commit", "tag")
DIFF = (
    *("-r", "--raw", "-z", "--no-renames", "--no-ext-diff", "--no-textconv", "--ignore-submodules=none"),
    *("--no-color", "--full-index", "--no-relative"),
)
_QUIET = ("--no-replace-objects", "--literal-pathspecs", "--no-pager", "--no-optional-locks")
_SETTINGS = (
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.sshCommand=false",
    "core.attributesFile=/dev/null",
    "core.commitGraph=false",
    "core.quotePath=false",
    "protocol.allow=never",
    "safe.bareRepository=explicit",
    "diff.renames=false",
    "submodule.recurse=false",
    "core.askPass=false",
    "credential.helper=",
)
_ARGUMENTS = (*_QUIET, *[word for setting in _SETTINGS for word in ("-c", setting)])
_KEPT = (
    *("PATH", "HOME", "XDG_CONFIG_HOME", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "SYSTEMDRIVE", "COMSPEC", "PATHEXT"),
    *("USERPROFILE", "HOMEDRIVE", "HOMEPATH", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA", "PROGRAMFILES"),
    *("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM"),
)
_OBJECTS = ("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH")
_SET = {
    "LC_ALL": "C",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": "/dev/null",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_ALLOW_PROTOCOL": "none",
}


def environment(layout: Layout, variables: Mapping[str, str]) -> dict[str, str]:
    """What git may know of this machine. Paths of the repository are absolute: git runs at the top level."""
    made = {name: variables[name] for name in _KEPT if name in variables}
    made.update(_SET)
    made["GIT_WORK_TREE"] = layout.top
    made["GIT_INDEX_FILE"] = layout.index
    if layout.explicit:
        made["GIT_DIR"] = layout.git_dir
        for name in _OBJECTS:
            if variables.get(name):
                made[name] = _absolute_all(variables[name], layout.cwd)
        if variables.get("GIT_COMMON_DIR"):
            made["GIT_COMMON_DIR"] = layout.common_dir
    else:
        made["GIT_CEILING_DIRECTORIES"] = os.path.dirname(layout.top)
    return made


def _absolute_all(paths: str, cwd: str) -> str:
    return os.pathsep.join(os.path.join(cwd, one) for one in paths.split(os.pathsep) if one)


def _word(name: str) -> str:
    """An argument as git knows it: UTF-8, whatever the encoding of this locale's file names is."""
    return name if os.name == "nt" else os.fsdecode(name.encode("utf-8", "surrogateescape"))


def program(variables: Mapping[str, str]) -> str:
    """Where git is. Relative folders of PATH do not count: they may lie in the checked repository."""
    names = ("git.exe", "git") if os.name == "nt" else ("git",)
    for folder in variables.get("PATH", os.defpath).split(os.pathsep):
        for name in names:
            path = os.path.join(folder, name)
            if os.path.isabs(folder) and os.path.isfile(path) and os.access(path, os.X_OK):
                return path
    raise NotChecked("git not found in PATH, so nothing was checked.", "Install git 2.30 or newer, or correct PATH.")


class Limits(Value):
    """`seconds` for one git call, `entries` and `output` (bytes) that it may list, bytes of a document and a policy.

    `documents` are those that are read of one state, `items` those of one ledger, or the rows of one report.
    """

    seconds: float = 60.0
    entries: int = 1_000_000
    output: int = 256 << 20
    document: int = 16 << 20
    policy: int = 64 << 10
    documents: int = 50_000
    items: int = 100_000


class Git:
    """Git in one repository, on one environment, under one set of limits."""

    def __init__(self, layout: Layout, variables: Mapping[str, str], limits: Limits) -> None:
        self.layout = layout
        self.limits = limits
        self.environment = environment(layout, variables)
        self.calls = 0
        self._program = program(variables)
        self.version = (0, 0)
        self._open: list[Child] = []
        self._blobs: Child | None = None
        self._owed = 0  # answers that it has been asked for and that nobody has read
        self.claims: list[Claim] = []  # what `proof` will go over

    def start(self, *args: str) -> Call:
        """Starts `git ARGS`; its answer is taken with `output`."""
        return Call(self, args, self._child(args, self._traced()))

    def run(self, *args: str, accept: tuple[int, ...] = (0,)) -> bytes:
        return self.start(*args).output(accept)

    def lines(self, *args: str, accept: tuple[int, ...] = (0,)) -> list[str]:
        return self.run(*args, accept=accept).decode("utf-8", "surrogateescape").splitlines()

    def _child(self, args: tuple[str, ...], told: Mapping[str, str], *, feed: bool = False) -> Child:
        if hasattr(os, "posix_spawn"):
            from ledgergate.git.spawn import Child
        else:
            from ledgergate.git.popen import Child  # type: ignore[assignment]  # the same verbs
        self.calls += 1
        argv = [self._program, "-C", self.layout.top, *_ARGUMENTS, *map(_word, args)]
        try:
            made = Child(argv, told, feed=feed)
        except (OSError, ValueError) as error:
            raise NotChecked(f"git could not be started: {error}.") from None
        self._open.append(made)
        return made

    def warm(self) -> Child:
        """The `cat-file` that serves the check; started early it gets ready while other work is done."""
        if self._blobs is None:
            self._blobs = self._child(("cat-file", "--batch"), self._traced(), feed=True)
        return self._blobs

    def _traced(self) -> Mapping[str, str]:
        # The trace's first line tells the version without a process of its own.
        return {**self.environment, "GIT_TRACE2_EVENT": "2"} if self.version == (0, 0) else self.environment

    def blobs(self, oids: list[str], most: int) -> Iterator[tuple[str, bytes]]:
        """Each object's type and content, in order. One over `most` bytes is the last: its "type" is its size.

        One `cat-file --batch` serves the whole check; it streams, so a size is known before the content comes. Whoever
        stops reading leaves answers behind; the next question, or the rest of this one, goes to a new `cat-file`.
        """
        at = 0
        while at < len(oids):
            until = min(at + 32, len(oids))
            child = self._asked(oids[at:until])
            while at < until and self._blobs is child:  # else somebody else has asked in the meantime
                kind, content = self._answer(child, oids[at], most)
                at += 1
                yield kind, content
                if kind not in _KINDS:
                    return

    def _asked(self, oids: list[str]) -> Child:
        if self._owed:
            self._drop_blobs()
        child = self.warm()
        self._owed = len(oids)
        try:
            child.ask("".join(f"{oid}\n" for oid in oids).encode())
        except OSError:
            raise self._died(child) from None
        return child

    def _answer(self, child: Child, oid: str, most: int) -> tuple[str, bytes]:
        """The next answer. Where it is none the `cat-file` is ended, so that no later question meets what is left."""
        try:
            answer = self._object(child, oid, most)
        except (TooLateError, TooMuchError):
            self._drop_blobs()
            raise NotChecked(self._too_slow("cat-file"), _PATIENCE) from None
        except BaseException:
            self._drop_blobs()
            raise
        if self._blobs is child:
            self._owed -= 1
        return answer

    def _object(self, child: Child, oid: str, most: int) -> tuple[str, bytes]:
        words = child.line(self.limits.seconds).split()
        if self.version == (0, 0) and words:
            self.heard(child.complaints())
        if not words:
            raise self._died(child)
        if words[1:] == [b"missing"]:
            from ledgergate.git.refusals import fetched

            raise Absent(f"The object {oid} is not in this repository.", fetched(self.layout))
        if len(words) != 3 or words[0] != oid.encode() or not words[2].isdigit():
            raise NotChecked(f"git cat-file broke off before the object {oid}, so nothing was checked.")
        kind, size = words[1].decode(), int(words[2])
        if size > most:
            self._drop_blobs()
            return f"{size} bytes", b""
        whole = child.take(size + 1, self.limits.seconds)
        if len(whole) != size + 1:
            raise NotChecked(f"git cat-file broke off inside the object {oid}, so nothing was checked.")
        if not is_object(kind, whole[:-1], oid):
            raise NotChecked(f"git cat-file gave other content than that of the object {oid}, so nothing was checked.")
        return kind, whole[:-1]

    def _died(self, child: Child) -> NotChecked:
        """Why a `cat-file` says nothing more."""
        try:
            said = child.collect(self.limits.seconds, lambda _: False)  # whatever it says
        except (TooLateError, TooMuchError):
            return NotChecked(self._too_slow("cat-file"), _PATIENCE)
        finally:
            self._drop_blobs()
        self.heard(said.err)
        from ledgergate.git.refusals import refusal

        return refusal(("cat-file",), said, self.layout)

    def _drop_blobs(self) -> None:
        if self._blobs is not None:
            self.finished(self._blobs)
            self._blobs = None
        self._owed = 0

    def _too_slow(self, verb: str) -> str:
        return f"git {verb} gave no answer within {self.limits.seconds:g} seconds, so nothing was checked."

    def finished(self, child: Child) -> None:
        child.end()
        if child in self._open:
            self._open.remove(child)

    def close(self) -> None:
        """Ends every git that still runs."""
        while self._open:
            self._open.pop().end()
        self._blobs, self._owed = None, 0

    def heard(self, err: bytes) -> None:
        """Refuses a git that is too old; asks for the version once where the trace did not tell."""
        if self.version != (0, 0):
            return
        told = _traced(err)
        if not told:
            self.version = OLDEST  # until the answer is here: this call must not ask again
            told = self.run("--version").removeprefix(b"git version ")
        first, _, rest = told.partition(b".")
        second = rest.partition(b".")[0].strip()
        self.version = (int(first), int(second)) if first.isdigit() and second.isdigit() else (0, 1)
        if self.version < OLDEST:
            known = "{}.{}".format(*self.version) if self.version > (0, 1) else "of unknown age"
            raise NotChecked(f"This git ({known}) is older than 2.30, so nothing was checked.", "Update git.")


def _traced(err: bytes) -> bytes:
    """The version that a trace's first event tells, b"" where there is none."""
    event = err.partition(b'"event":"version"')[2].partition(b"\n")[0]
    return event.partition(b'"exe":"')[2].partition(b'"')[0]


class Call:
    """One git that was started and whose answer is still to be taken."""

    status: int

    def __init__(self, git: Git, args: tuple[str, ...], child: Child) -> None:
        self._git = git
        self._args = args
        self._child = child

    def output(self, accept: tuple[int, ...] = (0,)) -> bytes:
        """What it printed. Raises NotChecked on another exit status, on a limit, and on a list that breaks off."""
        said = self._said()
        self._git.heard(said.err)
        self.status = said.status
        if said.status not in accept:
            from ledgergate.git.refusals import refusal

            raise refusal(self._args, said, self._git.layout)
        if "-z" in self._args and said.out and not said.out.endswith(b"\0"):
            raise NotChecked(f"The output of git {self._args[0]} breaks off, so nothing was checked.", "Run it again.")
        return said.out

    def _said(self) -> Said:
        limits, entries, size = self._git.limits, 0, 0
        fields = 2 if self._args[0].startswith("diff-") else 1

        def enough(piece: bytes) -> bool:
            nonlocal entries, size
            entries += piece.count(b"\0")
            size += len(piece)
            return entries > limits.entries * fields or size > limits.output

        try:
            return self._child.collect(limits.seconds, enough)
        except TooLateError:
            raise NotChecked(
                f"git {self._args[0]} did not end within {limits.seconds:g} seconds, so nothing was checked.",
                _PATIENCE,
            ) from None
        except TooMuchError:
            raise NotChecked(f"git {self._args[0]} lists more than {limits.entries} entries.") from None
        finally:
            self._git.finished(self._child)


_PATIENCE = "Set LEDGERGATE_GIT_TIMEOUT to more seconds if the repository needs them."
