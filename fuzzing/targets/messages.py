"""The message of a commit that is being made: its subject is the first line that git would record."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from fuzzing import corpus
from fuzzing.target import Target, law
from ledgergate.moments.message import subject
from support import Repository

_WORDS = (
    b"docs: ", b"feat!: ", b"fix(scope): ", b"# comment\n", b"#", b"; ", b"\n\n", b"Signed-off-by: a <b>\n", b"fixup! ",
    b"squash! ", b"# ------------------------ >8 ------------------------\n", b"Merge branch 'a'\n", b"Revert \"x\"\n",
    b"\xef\xbb\xbf", b" ", b"\t", b"\xc2\xa0", b"\x0b", b"\x1c", b"\xe2\x80\xa8", b"#12 docs", b"\r\n", b"\x85",
)  # fmt: skip


def holds(data: bytes) -> None:
    file = _repository().path / ".git/COMMIT_EDITMSG"
    file.write_bytes(data)
    said = subject(str(file))
    law(said == subject(str(file)), "the same bytes are the same subject")
    if b"\0" in data or data.startswith(b"\xef\xbb\xbf"):  # ours leaves the mark out, git keeps it
        return
    done = subprocess.run(["git", "stripspace", "--strip-comments"], cwd=_repository().path, input=data,
                          capture_output=True, env=_environment(), check=False)  # fmt: skip
    recorded = done.stdout.decode("utf-8", "replace").partition("\n")[0]
    law(_plain(said) == _plain(recorded or "#"), "the subject is what git records", said, recorded)


def _plain(text: str) -> str:
    return text.strip()


@cache
def _environment() -> dict[str, str]:
    return _repository().environment()


@cache
def _repository() -> Repository:
    folder = tempfile.mkdtemp(prefix="ledgergate-fuzzing-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    made = Repository(Path(folder) / "messages")
    os.chdir(made.path)
    os.environ.pop("GIT_EDITOR", None)
    return made


def seeds() -> list[bytes]:
    return [b"docs: a\n\nbody\n", b"# c\n\ndocs: a\n", b"\n\nfeat: b\n# c\n", *corpus.texts("moments", "posture")]


TARGET = Target(holds, seeds, _WORDS)
