"""`ledgergate badge`: green where all was looked at and nothing is open, and nowhere else."""

from __future__ import annotations

import json
import xml.etree.ElementTree as Tree
from pathlib import Path

import pytest

from audit import audited, gate
from judging import POLICY, ledger
from looking_back import ONE, TWO, documents, product
from support import Repository


def said(repository: Repository, *words: str) -> tuple[str, str, int]:
    done = gate(repository, "badge", "--format", "json", *words)
    made = json.loads(done.stdout)
    assert "Traceback" not in done.stderr
    return made["message"], made["color"], done.returncode


def test_it_says_what_is_checked_and_what_is_open(tmp_path: Path) -> None:
    repository = product(tmp_path)
    assert said(repository, "--tree", "HEAD~2") == ("3 items", "brightgreen", 0)
    assert said(repository, "--tree", "HEAD~1") == ("3 items, 1 drifted", "red", 1)
    repository.save({"ledgergate.toml": POLICY + 'row-contradicts-ledger = "advise"\n', **documents(
        ONE, TWO, rows=(("C-1", "PSA handoff", "B"), TWO))}, "only advice")  # fmt: skip
    assert said(repository) == ("2 items, 1 drifted", "yellow", 0)
    repository.save({"list.md": ledger(("C-1", "PSA handoff", ""), TWO)}, "no class")
    assert said(repository)[:2] == ("2 items, 1 unclassified", "red")


def test_it_is_grey_where_nobody_could_look(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "r")
    assert said(repository) == ("not checked", "lightgrey", 3)
    repository.save({"README.md": "# Here\n"})
    assert said(repository) == ("no policy", "lightgrey", 2)
    repository.save({"ledgergate.toml": "[ledger.candidates\n"})
    assert said(repository) == ("policy has mistakes", "lightgrey", 2)
    repository.save({"ledgergate.toml": POLICY, "report.md": "# Nothing\n", "list.md": b"# Not a text \xff\n"})
    message, color, code = said(repository)
    assert color != "brightgreen"
    assert "not all checked" in message
    assert code != 0


def test_the_picture_says_the_same_in_words(tmp_path: Path) -> None:
    done = gate(audited(tmp_path / "product"), "badge")
    picture = Tree.fromstring(done.stdout)  # noqa: S314  # our own text
    title = picture.find("{http://www.w3.org/2000/svg}title")
    assert title is not None
    assert title.text == picture.attrib["aria-label"] == "ledger: 46 items"
    assert "#2b7a0b" in done.stdout


@pytest.mark.parametrize("words", [("--tree", "nowhere"), ("--tree", "--help\x1b")])
def test_a_state_that_there_is_not_makes_a_grey_badge(tmp_path: Path, words: tuple[str, str]) -> None:
    assert said(product(tmp_path), *words) == ("not checked", "lightgrey", 3)
