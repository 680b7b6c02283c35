"""What `prove` says of a break is what a hook says of it once it is made, though only what it touches is read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

import ledgergate.markdown
from ledgergate.fixing import mend
from ledgergate.gate import judge
from ledgergate.markdown import Page
from ledgergate.model import Document
from ledgergate.moments import Asked
from ledgergate.proving.campaign import every
from ledgergate.proving.hints import KINDS
from ledgergate.proving.mutant import Mutant
from ledgergate.proving.present import Present
from ledgergate.request import Request
from readiness import example
from support import Repository


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return example(tmp_path_factory.mktemp("proving"))


def present(repository: Repository) -> Present:
    return Present(Request(Asked(tree="HEAD", cwd=str(repository.path), environment=repository.environment())))


def one_of_each(state: Present) -> list[Mutant]:
    """For each kind that a work tree can hold as it is, the break in the middle of its breaks."""
    every_one = [one for one in every(state.side) if not (one.entries or one.branch or one.message or one.equivalent)]
    of_kind = [[one for one in every_one if one.kind == kind] for kind in KINDS]
    return [some[len(some) // 2] for some in of_kind if some]


def test_a_break_is_refused_where_a_commit_of_it_is(product: Repository) -> None:
    asked = Request(Asked(staged=True, cwd=str(product.path), environment=product.environment()))
    with present(product) as state:
        for mutant in one_of_each(state):
            said = state.judged(mutant)
            _write(product, mutant.files)
            if mutant.kind == "item-added":  # whose numbers `fix` sets
                _write(product, mend(asked, lambda _: {}, lambda _: True).texts)
            verdict = judge(asked)
            met = {one.rule for one in verdict.blocking if one.introduced is not False}
            assert bool(said.rules) == bool(met or verdict.unchecked), (mutant.kind, mutant.what, said, met)
            product.git("reset", "-q", "--hard")


def _write(repository: Repository, files: Mapping[str, bytes | None]) -> None:
    for path, data in files.items():
        file = repository.path / path
        if data is None:
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    repository.stage()


def test_a_break_of_one_document_parses_no_other(product: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    read = ledgergate.markdown.read

    def noting(document: Document) -> Page:
        parsed.append(document.path)
        return read(document)

    with present(product) as state:
        for mutant in one_of_each(state):
            if all(path.endswith(".md") for path in mutant.files):
                state.judged(mutant)  # what is asked for the first time is read, and kept
                monkeypatch.setattr(ledgergate.markdown, "read", noting)
                parsed.clear()
                state.judged(mutant)
                assert set(parsed) <= set(mutant.files), mutant.what
                monkeypatch.setattr(ledgergate.markdown, "read", read)


def test_a_document_that_cannot_be_read_is_told_of_each_break_of_another(tmp_path: Path) -> None:
    """What was read of the present state is kept; what could not be read is noted each time."""
    policy = (
        '[vocabulary.bucket]\nvalues = { now = "Now", later = "Later" }\n[ledger.candidates]\n'
        'sources = [{ path = "part-*.md", items = "headings", level = 3 }]\nkey = \'^(?P<key>C-\\d+)\'\n'
        'fields.bucket = { label = "Bucket", values = "bucket", required = true }\n'
    )
    item = "# Part\n\n### C-{0} Title {0}\n\n- **Bucket**: now\n"
    repository = Repository(tmp_path / "parts")
    repository.save({"ledgergate.toml": policy, "part-1.md": item.format(1), "part-2.md": item.format(2)})
    (repository.path / "part-3.md").write_bytes(b"# Part\n\n### C-3 Title\n\n- **Bucket**: now\xff\n")
    repository.stage()
    repository.git("commit", "-q", "-m", "broken")
    with present(repository) as state:
        breaks = [one for one in every(state.side) if one.kind == "value-unknown"]
        assert len(breaks) == 2
        assert [state.judged(one).rules for one in breaks] == [("unknown-value",)] * 2
        honest = [one for one in every(state.side) if one.kind == "note-added"]
        assert honest
        assert all(not state.judged(one).rules for one in honest)
