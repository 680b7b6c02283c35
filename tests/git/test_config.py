"""A file in the format of git's configuration is read as git reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledgergate.git.config import values
from support import Repository

TEXTS = [
    '[submodule "a"]\n\tpath = apps/a\n\turl = ../a\n',
    '[submodule "a"] path = apps/a\n',
    '[submodule "a\\"b c"]\n\tPath = "apps/b c" ; a comment\n',
    "[submodule.a]\npath = apps \\\n more # a comment\n",
    '\ufeff[SUBMODULE "A"]\r\n\tpath = "a;b"c\r\n',
    '# c\n; d\n[submodule "a"]\n\tactive\n\tpath=apps\\\\a\n[core]\n\tx = 1\n',
    '[submodule "a"]\n\tpath = one\n[submodule "a"]\n\tpath = two\n',
]


@pytest.mark.parametrize("text", TEXTS)
def test_what_git_reads_is_read(tmp_path: Path, text: str) -> None:
    repo = Repository(tmp_path)
    repo.write(".gitmodules", text)
    said = repo.git("config", "-f", ".gitmodules", "-z", "--list").decode()
    gits = [(name, value) for name, _, value in (one.partition("\n") for one in said.split("\0")[:-1])]
    ours = [(".".join(filter(None, (section, below, key))), value) for section, below, key, value in values(text)]
    assert ours == gits


@pytest.mark.parametrize("text", ['[submodule "a"\npath = x\n', '[a]\nx = "y\n', "[a]\nx = \\q\n", "[a]\n= x\n"])
def test_from_where_git_refuses_it_nothing_is_read(tmp_path: Path, text: str) -> None:
    repo = Repository(tmp_path)
    repo.write("f", text)
    repo.git("config", "-f", "f", "--list", fails=True)
    assert not list(values(text))
