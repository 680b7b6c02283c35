"""One `cat-file` answers for a whole check: whoever stops reading, and whatever it says, the next answer is right."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ledgergate.documents import Documents
from ledgergate.errors import NotChecked, Unreadable
from ledgergate.git import Limits
from refusals import refused
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from support import Looks

REAL = shutil.which("git")
MANY = 70  # more than are asked for at once
PATHS = [f"docs/{number:02}.md" for number in range(MANY)]


@pytest.fixture
def texts(repo: Repository) -> Repository:
    repo.save({path: f"# {path}\n" for path in PATHS})
    return repo


def seen(looks: Looks, repository: Repository, **flags: Any) -> Any:
    """The state that is committed, and the git that reads it."""
    change = looks(repository, base="HEAD", head="HEAD", **flags)
    return change.after, change.git


@pytest.mark.parametrize("bad", [0, 1, 31, 32, 33, 69])
def test_one_document_that_is_no_text_costs_no_other(texts: Repository, looks: Looks, bad: int) -> None:
    texts.save({PATHS[bad]: b"\xff\xfe# no text\n"})
    state, _ = seen(looks, texts)
    documents = Documents(state)
    documents.fetch(PATHS)
    assert list(documents.unreadable) == [PATHS[bad]]
    assert [one.data for path in PATHS if (one := documents.known(path)) and path != PATHS[bad]] == [
        f"# {path}\n".encode() for path in PATHS if path != PATHS[bad]
    ]


@pytest.mark.parametrize("read", [1, 2, 31, 32, 33, 64, 70])
def test_answers_that_nobody_read_are_nobody_elses(texts: Repository, looks: Looks, read: int) -> None:
    state, git = seen(looks, texts)
    oids = [state.entry(path).oid for path in PATHS]
    first = git.blobs(oids, 1000)  # it is held, as by a traceback, while others ask
    assert [next(first)[1] for _ in range(read)] == [f"# {path}\n".encode() for path in PATHS[:read]]
    assert [data for _, data in git.blobs(oids[:3], 1000)] == [f"# {path}\n".encode() for path in PATHS[:3]]
    assert [data for _, data in first] == [f"# {path}\n".encode() for path in PATHS[read:]]


def test_one_that_is_too_large_is_the_last(texts: Repository, looks: Looks) -> None:
    texts.save({PATHS[1]: "x" * 2000})
    state, git = seen(looks, texts)
    oids = [state.entry(path).oid for path in PATHS]
    assert [kind for kind, _ in git.blobs(oids, 1000)] == ["blob", "2000 bytes"]
    assert [data for _, data in git.blobs(oids[2:4], 1000)] == [f"# {path}\n".encode() for path in PATHS[2:4]]


def test_an_object_that_is_missing_is_one_sentence_and_the_others_are_read(texts: Repository, looks: Looks) -> None:
    state, git = seen(looks, texts)
    oids = [state.entry(path).oid for path in PATHS]
    (texts.path / ".git/objects" / oids[5][:2] / oids[5][2:]).unlink()
    with refused(
        NotChecked,
        (
            "The object … is not in this repository.",
            "Fetch what is missing: git fetch, or clone anew; git fsck says what it is.",
        ),
    ):
        list(git.blobs(oids, 1000))
    assert [data for _, data in git.blobs(oids[6:8], 1000)] == [f"# {path}\n".encode() for path in PATHS[6:8]]


def test_init_passes_over_what_cannot_be_read(repo: Repository) -> None:
    paths = [f"docs/adr/{at:04}-choice.md" for at in range(1, MANY)]
    texts = {path: f"# Choice\n\nStatus: {'Accepted' if at % 2 else 'Proposed'}\n" for at, path in enumerate(paths)}
    repo.save({**texts, paths[10]: b"caf\xe9\n"})
    oid = repo.oid(f"HEAD:{paths[40]}")
    (repo.path / ".git/objects" / oid[:2] / oid[2:]).unlink()
    asked = [sys.executable, "-m", "ledgergate", "init", "--stdout"]
    said = subprocess.run(asked, cwd=repo.path, env=repo.environment(), capture_output=True, text=True, check=False)
    assert "This is a bug" not in said.stderr
    assert said.returncode == 0
    assert f"'{paths[10]}' is not UTF-8" in said.stderr


@pytest.mark.parametrize(
    "fault",
    [
        "kill -9 $$", "exit 1",
        'printf "\\n"; exec cat >/dev/null', '"$REAL" "$@" | head -c 70', 'exec "$REAL" "$@" <&-',
        "exec 1>&- 2>&-; sleep 1000",
    ],
)  # fmt: skip
def test_a_cat_file_that_dies_is_a_sentence_each_time(
    texts: Repository, looks: Looks, tmp_path: Path, fault: str
) -> None:
    git = tmp_path / "bin/git"
    git.parent.mkdir()
    git.write_text(f'#!/bin/sh\nREAL={REAL}\ncase "$*" in *cat-file*) {fault}; exit;; esac\nexec "$REAL" "$@"\n')
    git.chmod(0o755)
    env = {"PATH": f"{git.parent}{os.pathsep}{os.environ['PATH']}"}
    change = looks(texts, env=env, staged=True, limits=Limits(seconds=0.5))
    for _ in range(3):
        with refused(
            NotChecked,
            ("git cat-file failed (exit status 0), so nothing was checked.", ""),
            ("git cat-file failed (exit status 1), so nothing was checked.", ""),
            (
                "git cat-file gave no answer within 0.5 seconds, so nothing was checked.",
                "Set LEDGERGATE_GIT_TIMEOUT to more seconds if the repository needs them.",
            ),
            ("git cat-file was ended by signal 9, so nothing was checked.", "Run it again."),
        ) as caught:
            change.after.read(PATHS)
        assert not isinstance(caught.value, Unreadable)
        assert "nothing was checked" in caught.value.message
