"""A damaged index ends with its own sentence, whatever was read from it before its hash was known."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from ledgergate.errors import NotChecked
from ledgergate.gate import judge_change
from ledgergate.git.digest import digest
from ledgergate.memory import SWITCH, keep, recall
from ledgergate.moments import Asked, look
from ledgergate.request import Request
from refusals import refused
from small_team import LEDGER, OLD, POLICY, REPORT
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

FILES: dict[str, str | bytes] = {
    "ledgergate.toml": POLICY.replace('branches = ["docs/*"]\n', ""),
    "docs/ledger.md": LEDGER,
    "docs/report.md": REPORT,
    OLD: "# Old\n\n- **Status**: Complete\n",
    "apps/main.php": "<?php\n",
    "notes/today.txt": "one\n",
}
# The header's count, an entry's own bytes, a name, the last byte of what is hashed, and both ends of the hash.
PLACES = (11, 60, 80, -21, -20, -1)


@pytest.fixture(params=["small", "large"])
def repo(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Repository:
    if request.param == "large":
        monkeypatch.setattr("ledgergate.git.index._FEW", 1)
    made = Repository(tmp_path / "repo")
    made.save(FILES, "base")
    made.write("notes/today.txt", "two\n")
    made.stage()
    made.git("write-tree")
    return made


@pytest.fixture
def judged(repo: Repository, tmp_path: Path) -> Callable[[], int]:
    """Judges the commit, or recalls it; afterwards it is remembered."""

    def at() -> int:
        told = repo.environment(GIT_INDEX_FILE=".git/index", **{SWITCH: str(tmp_path / "memory")})
        request = Request(Asked(cwd=str(repo.path), environment=told))
        with look(request.asked) as change:
            verdict = recall(request, change)
            if verdict is None:
                verdict = judge_change(request, change)
                keep(request, change, verdict)
            return verdict.exit_code

    return at


def damage(repo: Repository, at: int) -> None:
    """One wrong bit; the file stays another one's equal in everything that is looked at besides its bytes."""
    index = repo.path / ".git/index"
    content = bytearray(index.read_bytes())
    content[at] ^= 1
    index.write_bytes(content)


@pytest.mark.parametrize("remembered", [True, False])
@pytest.mark.parametrize("at", PLACES)
def test_one_wrong_bit_is_the_only_thing_that_is_said(
    repo: Repository, judged: Callable[[], int], at: int, remembered: bool
) -> None:
    if remembered:
        assert judged() == 0
    damage(repo, at)
    with refused(
        NotChecked,
        (
            "The index 'index' is damaged, so nothing was checked.",
            "Rebuild it from the last commit (the work tree stays as it is): rm .git/index && git reset",
        ),
    ) as caught:
        judged()
    assert "git reset" in caught.value.cure


def test_a_machine_without_threads_hashes_all_the_same(
    repo: Repository, judged: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr("ledgergate.git.digest.start_new_thread", none)
    assert judged() == 0
    damage(repo, -21)
    with refused(
        NotChecked,
        (
            "The index 'index' is damaged, so nothing was checked.",
            "Rebuild it from the last commit (the work tree stays as it is): rm .git/index && git reset",
        ),
    ):
        judged()


def test_a_hash_that_could_not_be_worked_out_beside_is_worked_out_in_the_end(
    repo: Repository, judged: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    here = threading.get_ident()

    def fails_beside(body: bytes, width: int) -> bytes:
        if threading.get_ident() != here:
            raise MemoryError
        return digest(body, width)

    monkeypatch.setattr("ledgergate.git.digest.digest", fails_beside)
    assert judged() == 0
    damage(repo, -1)
    with refused(
        NotChecked,
        (
            "The index 'index' is damaged, so nothing was checked.",
            "Rebuild it from the last commit (the work tree stays as it is): rm .git/index && git reset",
        ),
    ):
        judged()


def test_an_index_that_is_not_hashed_is_judged(repo: Repository, judged: Callable[[], int]) -> None:
    index = repo.path / ".git/index"
    index.write_bytes(index.read_bytes()[:-20] + bytes(20))
    assert judged() == 0


@pytest.mark.parametrize("count", [0, 7000])
@pytest.mark.parametrize("at", [60, -21, -1])
def test_the_hook_ends_by_three(tmp_path: Path, count: int, at: int) -> None:
    repo = Repository(tmp_path / "repo")
    repo.save(FILES, "base")
    repo.write("docs/ledger.md", LEDGER.replace("now", "never"))
    repo.stage()
    oid = repo.blob("<?php\n")
    entries = "".join(f"100644 {oid}\tapps/part{one % 40}/file{one}.php\n" for one in range(count))
    repo.git("update-index", "--index-info", stdin=entries.encode())
    repo.git("write-tree")
    command = [sys.executable, "-m", "ledgergate_hooks.ledgergate"]
    told = repo.environment(GIT_INDEX_FILE=".git/index")
    assert subprocess.run(command, cwd=repo.path, env=told, capture_output=True).returncode == 1
    damage(repo, at)
    said = subprocess.run(command, cwd=repo.path, env=told, capture_output=True, text=True)
    assert said.returncode == 3, said.stdout
    assert "The index 'index' is damaged, so nothing was checked." in said.stdout
