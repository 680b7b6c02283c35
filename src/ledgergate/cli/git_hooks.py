"""The hooks of plain git: hooks without a hook runner, every ref of a push, a server that has not yet accepted it."""

from __future__ import annotations

import os
import sys

import click

from ledgergate.errors import LedgergateError, Misused, NotChecked, room_for
from ledgergate.git.layout import inside
from ledgergate.git.names import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import IO

    from ledgergate.model import Verdict
    from ledgergate.moments import Change
    from ledgergate.request import Request

    Answer = tuple[str | None, Verdict | LedgergateError]  # with the branch that it holds for; None: for any

_REMOTE = 72  # of a terminal's 80 columns, "remote: " takes eight
_MARK = "# Made by `ledgergate install-hook {}`, which may overwrite it; lines of your own belong elsewhere."
_CALLS = {
    "pre-commit": "check --staged",
    "pre-merge-commit": "check --staged",
    "commit-msg": 'commit-msg "$1"',
    "pre-push": 'pre-push "$@"',
    "pre-receive": "pre-receive",
    "update": 'update "$@"',
}
# The same check without the command line's imports, which remembers what it has read.
_AT_COMMIT = '[ -n "$GIT_INDEX_FILE" ] && [ -x "$gate-hook" ] && exec "$gate-hook"\n'
# pre-push and pre-receive read standard input, which only one program can.
_CHAIN = {
    "pre-push": 'refs=$(cat); printf \'%s\\n\' "$refs" | ledgergate pre-push "$@" || exit',
    "pre-receive": "refs=$(cat); printf '%s\\n' \"$refs\" | ledgergate pre-receive || exit",
}


@click.command("install-hook")
@click.argument("name", type=click.Choice(sorted(_CALLS)))
def install_hook(name: str) -> None:
    """Install the gate as a plain git hook. A hook that is there already is left alone."""
    path = _hook_path(name)
    if os.path.lexists(path) and not _is_ours(path, name):
        line = _CHAIN.get(name, f"ledgergate {_CALLS[name]} || exit")
        raise Misused(
            f"there is a {name} hook already, and it is left as it is: {path}", f"add this line to it: {line}"
        )
    _write(path, _script(name))
    click.echo(f"installed {path}")


@click.command("uninstall-hook")
@click.argument("name", type=click.Choice(sorted(_CALLS)))
def uninstall_hook(name: str) -> None:
    """Remove the git hook that install-hook made. Any other hook is left alone."""
    path = _hook_path(name)
    if not os.path.lexists(path):
        click.echo(f"there is no {name} hook")
        return
    if not _is_ours(path, name):
        raise Misused(
            f"the {name} hook is not one that install-hook made, and it is left as it is: {path}",
            "take the line that calls ledgergate out of it by hand",
        )
    try:
        os.remove(path)
    except OSError as error:
        raise Misused(f"{path} cannot be removed: {error.strerror}", "make its folder writable") from None
    click.echo(f"removed {path}")


def _hook_path(name: str) -> str:
    said = _git("rev-parse", "--git-path", f"hooks/{name}")
    path = os.path.abspath(said)
    home = os.path.realpath(_git("rev-parse", "--git-common-dir"))
    top = (
        home
        if _git("rev-parse", "--is-bare-repository") == "true"
        else os.path.realpath(_git("rev-parse", "--show-toplevel"))
    )
    real = os.path.realpath(os.path.dirname(path))
    if all(inside(real, one) is None for one in (home, top)):
        raise Misused(
            f"core.hooksPath leads out of this repository: {real}",
            "its hooks are everybody's; git config core.hooksPath .git/hooks makes this repository's own",
        )
    return path


def _git(*words: str) -> str:
    import subprocess

    from ledgergate.git.processes import program

    try:
        git = program(os.environ)
    except NotChecked:
        raise NotChecked("git is not installed", "install git 2.30 or newer") from None
    try:
        done = subprocess.run([git, *words], capture_output=True, check=True)
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().splitlines()
        raise NotChecked(said[0] if said else "git failed", "run it inside a git repository") from None
    return os.fsdecode(done.stdout).rstrip("\n")


def _is_ours(path: str, name: str) -> bool:
    try:
        with open(path, "rb") as file:
            return _MARK.format(name).encode() in file.read(1 << 16)
    except OSError:
        return False


def _script(name: str) -> str:
    """A shell script that calls the installed gate, and refuses where there is none."""
    beside = os.path.join(os.path.dirname(sys.executable), "ledgergate")
    own = next((one for one in (beside, f"{beside}.exe") if os.path.isfile(one)), "")
    command = quoted(own.replace(os.sep, "/"))
    return (
        f"#!/bin/sh\n{_MARK.format(name)}\n"
        f"gate={command}\n"
        '[ -x "$gate" ] || gate=$(command -v ledgergate) || {\n'
        "  echo 'not checked: ledgergate is not installed' >&2\n  exit 3\n}\n"
        f'{_AT_COMMIT if _CALLS[name] == "check --staged" else ""}exec "$gate" {_CALLS[name]}\n'
    )


def _write(path: str, text: str) -> None:
    """Whole or not at all: git must never run half a hook."""
    from tempfile import NamedTemporaryFile

    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with NamedTemporaryFile("wb", dir=os.path.dirname(path), prefix=".ledgergate-", delete=False) as file:
            _placed(file, text.encode("utf-8", "surrogateescape"), path)
    except OSError as error:
        cure = room_for(error, "make its folder writable")
        raise Misused(f"{path} cannot be written: {error.strerror}", cure) from None


def _placed(file: IO[bytes], data: bytes, path: str) -> None:
    try:
        file.write(data)
        file.close()
        os.chmod(file.name, 0o755)  # noqa: S103  # git runs only what is executable
        os.replace(file.name, path)
    except OSError:
        os.unlink(file.name)
        raise


@click.command("commit-msg")
@click.argument("file")
def commit_msg(file: str) -> int:
    """The commit-msg hook: a commit of a read-only type touches no runtime path."""
    from ledgergate.gate import judge
    from ledgergate.moments import Asked
    from ledgergate.moments.message import subject
    from ledgergate.request import Request

    verdict = judge(Request(Asked(staged=True), rules=("LG104",), message=subject(file)))
    return _tell(verdict)


@click.command("pre-push")
@click.argument("remote", default="origin")
@click.argument("url", default="")
def pre_push(remote: str, url: str) -> int:
    """The pre-push hook: every ref that is pushed, from standard input."""
    from ledgergate.moments.push import pushing_refs

    return _judged(pushing_refs(_input("pre-push")), remote, "push")


@click.command("pre-receive")
def pre_receive() -> int:
    """The server's pre-receive hook: every ref of a push, before it is accepted."""
    from ledgergate.moments.push import pushed_refs

    return _judged(pushed_refs(_input("pre-receive")), "", "receive")


@click.command("update")
@click.argument("ref")
@click.argument("old")
@click.argument("new")
def update(ref: str, old: str, new: str) -> int:
    """The server's update hook: one ref of a push, before it is accepted."""
    from ledgergate.moments.push import pushed_refs

    return _judged(pushed_refs(os.fsencode(f"{old} {new} {ref}")), "", "receive")


def _input(name: str) -> bytes:
    if sys.stdin is None or sys.stdin.isatty():
        raise Misused(f"{name} reads the pushed refs from standard input", f"ledgergate install-hook {name}")
    return sys.stdin.buffer.read(64 << 20)


def _judged(refs: Iterable[tuple[str, str, str]], remote: str, moment: str) -> int:
    """The gravest exit code of all refs; one that is refused does not hide the next."""
    from ledgergate.git.names import shown
    from ledgergate.moments import Asked
    from ledgergate.moments.push import look_push
    from ledgergate.request import Request

    asked, codes, at_server = Asked(), [0], moment == "receive"
    known: dict[tuple[object, ...], list[Answer]] = {}
    every = tuple(refs)
    together = {ref: new for _, new, ref in every}
    for old, new, ref in every:
        try:
            change = look_push(asked, old, new, ref, remote=remote, moment=moment, together=together)
            verdict = _once(Request(asked), change, known.setdefault(change.span, []))
        except LedgergateError as error:
            _say(f"{shown(ref)}:\n{error}\n", remote=at_server)
            codes.append(error.code)
            continue
        if verdict.exit_code:
            _say(f"{shown(ref)}:\n", remote=at_server)
        codes.append(_tell(verdict, remote=at_server))
    return max(codes)


def _once(request: Request, change: Change, answers: list[Answer]) -> Verdict:
    """The verdict on a ref, taken from the answers on its span where one of them holds for it, and added where not.

    A ref's name has two things to say. It decides what the ref is compared with, and that is part of the span. And a
    branch's name may put a change under the read-only posture, by a pattern of the policy or as the name of a package:
    where the branch was asked for, an answer holds for this branch alone. Tags and all else outside of refs/heads are
    on no branch, so they share their answers; where nobody asked, they share them with branches, too.
    """
    from ledgergate.gate import judge_change

    answer = next((one for branch, one in answers if branch is None or branch == change.branch), None)
    if answer is None:
        try:
            answer = judge_change(request, change)
        except LedgergateError as error:
            answer = error
        answers.append((change.branch if change.branch_asked else None, answer))
    else:
        change.close()
    if isinstance(answer, LedgergateError):
        raise answer
    return answer.but(compared=answer.compared.but(source=change.compared.source))


def _tell(verdict: object, *, remote: bool = False) -> int:
    from ledgergate.model import Verdict
    from ledgergate.output import render

    if not isinstance(verdict, Verdict):
        return 4
    _say(render("text", verdict, color=False), remote=remote)
    return verdict.exit_code


def _say(text: str, *, remote: bool) -> None:
    """To standard error, wrapped as `ledgergate check` wraps: what is to be pasted stays whole.

    What a server says is handed on to whoever pushes, behind `remote: `; how wide that terminal is nobody knows.
    """
    from ledgergate.output.stream import width, write
    from ledgergate.output.text import wrapped

    columns = _REMOTE if remote else width(sys.stderr)
    write(sys.stderr, "".join(f"{line}\n" for long in text.splitlines() for line in wrapped(long, columns)))


GIT_HOOKS = (install_hook, uninstall_hook, commit_msg, pre_push, pre_receive, update)
