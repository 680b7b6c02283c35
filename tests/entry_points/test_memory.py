"""What a hook remembers of a clean verdict: it may spare the reading, and never changes what is said."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ledgergate
from ledgergate.errors import NotChecked
from ledgergate.gate import judge_change
from ledgergate.memory import SWITCH, keep, recall
from ledgergate.model import Verdict
from ledgergate.moments import Asked, look
from ledgergate.output import render
from ledgergate.request import Request
from small_team import HOOKS, LEDGER, OLD, POLICY, REPORT
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

OPEN = POLICY.replace('branches = ["docs/*"]\n', "")
FILES = {
    "ledgergate.toml": OPEN,
    "docs/ledger.md": LEDGER,
    "docs/report.md": REPORT,
    OLD: "# Old\n\n- **Status**: Complete\n",
    "apps/main.php": "<?php\n",
    "notes/today.txt": "one\n",
}


ONE_MORE = {
    "docs/ledger.md": LEDGER + "| C-3 | Export | now |\n",
    "docs/report.md": REPORT.replace("now | 1", "now | 2"),
}


class Memory:
    """A repository that is clean and remembered as such, and the hook of its next commit."""

    def __init__(self, repo: Repository, folder: Path) -> None:
        self.repo = repo
        self.folder = folder
        repo.save(FILES, "base")
        repo.write("notes/today.txt", "two\n")
        self.stage_and_judge()

    def stage_and_judge(self, **more: str) -> tuple[bool, Verdict]:
        """Whether the verdict on what is staged was recalled, and the verdict."""
        self.repo.stage()
        return self.judge(**more)

    def judge(self, **more: str) -> tuple[bool, Verdict]:
        told = self.repo.environment(GIT_INDEX_FILE=".git/index", **{SWITCH: str(self.folder), **more})
        request = Request(Asked(cwd=str(self.repo.path), environment=told))
        with look(request.asked) as change:
            known = recall(request, change)
            if known is not None:
                return True, known
            made = judge_change(request, change)
            keep(request, change, made)
            return False, made


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(Repository(tmp_path / "repo"), tmp_path / "memory")


def test_a_commit_that_touches_nothing_governed_is_recalled_and_says_the_same(memory: Memory) -> None:
    recalled, known = memory.judge()
    _, judged = memory.judge(**{SWITCH: "off"})
    assert recalled
    assert known == judged
    assert "candidates: 2 + 0 added - 0 merged - 0 dropped = 2 = now 1 + later 1" in render("text", known, verbose=True)


def test_the_paths_of_the_new_change_are_counted_anew(memory: Memory) -> None:
    memory.repo.commit()
    memory.repo.files({"apps/main.php": "<?php //\n", "apps/new.php": "", "notes/today.txt": "three\n"})
    recalled, known = memory.stage_and_judge()
    assert recalled
    assert known.examined.paths_changed == 3
    assert known.compared.before == memory.repo.git("rev-parse", "HEAD").decode()


def _file_for_folder(repo: Repository, path: str) -> None:
    repo.git("rm", "-rq", path)
    repo.write(path, "")


HAVE_A_SAY: dict[str, Callable[[Repository], object]] = {
    "the ledger": lambda repo: repo.write("docs/ledger.md", LEDGER.replace("now", "never")),
    "the report": lambda repo: repo.write("docs/report.md", REPORT.replace("now | 1", "now | 2")),
    "the report is deleted": lambda repo: repo.remove("docs/report.md"),
    "the ledger is a link": lambda repo: repo.link("docs/ledger.md", "report.md"),
    "the policy": lambda repo: repo.write("ledgergate.toml", OPEN + "\n"),
    "a second policy": lambda repo: repo.write(".ledgergate.toml", OPEN),
    "a closed package": lambda repo: repo.write(OLD, "# Old\n\n- **Status**: Complete\n\nMore.\n"),
    "a new package": lambda repo: repo.write("specs/008-new/spec.md", "# New\n"),
    "a file where the packages' folder was": lambda repo: _file_for_folder(repo, "specs"),
    "a hook's entry": lambda repo: repo.write(".pre-commit-config.yaml", HOOKS),
    "a script at the root": lambda repo: repo.write("Makefile", "check:\n\tledgergate check\n"),
}


@pytest.mark.parametrize("what", HAVE_A_SAY)
def test_a_change_that_has_a_say_is_judged(memory: Memory, what: str) -> None:
    HAVE_A_SAY[what](memory.repo)
    recalled = True
    try:
        recalled, _ = memory.stage_and_judge()
    except Exception as error:  # noqa: BLE001  # refusing to look is no recalled verdict either
        recalled = type(error).__name__ not in ("NotChecked", "Misused")
    assert not recalled


def test_going_back_to_a_remembered_state_is_no_way_to_lose_an_item(memory: Memory) -> None:
    memory.repo.files(ONE_MORE)
    memory.repo.stage()
    memory.repo.commit("one more")
    memory.repo.files({"docs/ledger.md": LEDGER, "docs/report.md": REPORT})
    recalled, made = memory.stage_and_judge()
    assert not recalled
    assert [(one.code, one.key) for one in made.findings] == [("LG205", "C-3")]


def test_what_stands_refused_is_never_remembered(memory: Memory) -> None:
    memory.repo.write("docs/ledger.md", LEDGER.replace("now", "TBD"))
    for _ in range(2):
        recalled, made = memory.stage_and_judge()
        assert not recalled
        assert made.exit_code == 1


def test_a_posture_is_judged_each_time(memory: Memory) -> None:
    memory.repo.write("ledgergate.toml", POLICY)
    memory.repo.stage()
    memory.repo.commit("posture")
    memory.repo.branch("docs/audit")
    memory.repo.write("notes/today.txt", "four\n")
    assert not memory.stage_and_judge()[0]
    memory.repo.write("apps/main.php", "<?php // changed\n")
    recalled, made = memory.stage_and_judge()
    assert not recalled
    assert [one.code for one in made.findings] == ["LG101"]


def test_a_waiver_that_may_expire_is_judged_each_time(memory: Memory) -> None:
    waiver = 'rule = "LG208"\npath = "docs/ledger.md"\nreason = "on purpose"\nowner = "us"\nexpires = 2199-01-01\n'
    memory.repo.write("ledgergate.toml", f"{OPEN}[[waiver]]\n{waiver}")
    memory.repo.stage()
    memory.repo.commit("waiver")
    memory.repo.write("notes/today.txt", "five\n")
    assert [memory.stage_and_judge()[0], memory.judge()[0]] == [False, False]


def test_another_branch_another_gate_and_ci_do_not_count_on_it(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    assert memory.judge()[0]
    assert not memory.judge(CI="true")[0]
    memory.repo.git("checkout", "-q", "-b", "other")
    assert not memory.judge()[0]
    assert memory.judge()[0]
    monkeypatch.setattr("ledgergate.memory.__version__", "another")
    assert not memory.judge()[0]


@pytest.mark.parametrize("content", [b"", b"\xff\xff", b"N", b"(\x00\x00\x00\x00"])
def test_a_damaged_memory_is_none(memory: Memory, content: bytes) -> None:
    (kept,) = memory.folder.iterdir()
    kept.write_bytes(content)
    assert not memory.judge()[0]
    assert memory.judge()[0]


@pytest.mark.skipif(os.name == "nt", reason="modes are those of POSIX")
def test_a_memory_that_others_may_write_is_none(memory: Memory) -> None:
    (kept,) = memory.folder.iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600
    kept.chmod(0o666)
    assert not memory.judge()[0]


def test_a_place_that_cannot_be_written_is_no_trouble(memory: Memory, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    recalled, made = memory.judge(**{SWITCH: str(tmp_path / "file" / "below")})
    assert not recalled
    assert made.exit_code == 0


def test_a_git_that_loses_the_difference_is_found_out(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a large index only a difference is asked; what the commit holds is asked besides."""
    monkeypatch.setattr("ledgergate.git.index._FEW", 1)
    assert memory.judge()[0]
    memory.repo.commit()
    memory.repo.files(ONE_MORE)
    memory.repo.stage()
    memory.repo.commit("one more")
    memory.repo.files({"docs/ledger.md": LEDGER, "docs/report.md": REPORT, "notes/today.txt": "six\n"})
    monkeypatch.setattr("ledgergate.memory._has_a_say", lambda path, places: False)
    assert not memory.stage_and_judge()[0]


def test_a_recalled_verdict_is_proven_like_any_other(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lost path lies where nothing was asked about: only a second comparison tells that it changed."""
    listed = memory.repo.git("ls-files", "-s")
    (memory.repo.path / ".git/index").unlink()
    memory.repo.git("update-index", "--index-info", stdin=listed + b"\n")  # which knows no trees
    assert memory.judge()[0]
    monkeypatch.setattr("ledgergate.git.comparison.Comparison._found", lambda comparison, calls, commit: {})
    with pytest.raises(NotChecked, match="not whole"):
        memory.judge()


def test_the_hook_itself_recalls(memory: Memory) -> None:
    told = memory.repo.environment(GIT_INDEX_FILE=".git/index", **{SWITCH: str(memory.folder)})
    command = [sys.executable, "-X", "importtime", "-m", "ledgergate_hooks.ledgergate"]
    runs = [subprocess.run(command, cwd=memory.repo.path, env=told, capture_output=True, text=True) for _ in range(2)]
    assert [run.returncode for run in runs] == [0, 0]
    assert runs[0].stdout == runs[1].stdout
    assert "ledgergate.gate" not in runs[1].stderr


def _hook(memory: Memory, **more: str) -> tuple[int, str]:
    """What the hook itself says: it ends, and never waits for anybody."""
    told = memory.repo.environment(GIT_INDEX_FILE=".git/index", **{SWITCH: str(memory.folder), **more})
    command = [sys.executable, "-m", "ledgergate_hooks.ledgergate"]
    run = subprocess.run(command, cwd=memory.repo.path, env=told, capture_output=True, text=True, timeout=300)
    return run.returncode, run.stdout + run.stderr


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _link(path: Path) -> None:
    path.symlink_to(path.with_name("elsewhere"))


NO_FILES: dict[str, Callable[[Path], None]] = {"a pipe": _pipe, "a folder": Path.mkdir, "a link": _link}


@pytest.mark.skipif(os.name == "nt", reason="pipes and links are those of POSIX")
@pytest.mark.parametrize("what", NO_FILES)
def test_what_is_no_file_is_no_memory_and_holds_nothing_up(memory: Memory, what: str) -> None:
    memory.repo.files(ONE_MORE)
    memory.repo.stage()
    assert _hook(memory) == _hook(memory, **{SWITCH: "off"})
    kept = sorted(memory.folder.iterdir())
    assert len(kept) == 2  # the verdict, and what was read of states
    record = kept[0].read_bytes()
    for one in kept:
        one.unlink()
        NO_FILES[what](one)
    if what == "a link":
        kept[0].with_name("elsewhere").write_bytes(record)
        kept[0].with_name("elsewhere").chmod(0o600)
    before = sorted(memory.folder.iterdir())
    memory.repo.commit()
    memory.repo.write("notes/today.txt", "three\n")
    memory.repo.stage()
    assert _hook(memory) == _hook(memory, **{SWITCH: "off"})
    assert sorted(memory.folder.iterdir()) == before  # no parts are left
    # What can be replaced is remembered again.
    assert [one.is_file() and not one.is_symlink() for one in kept] == [what != "a folder"] * 2
    if what == "a link":
        assert kept[0].with_name("elsewhere").read_bytes() == record


@pytest.mark.skipif(os.name == "nt", reason="pipes and links are those of POSIX")
@pytest.mark.parametrize("what", NO_FILES)
def test_what_stands_where_a_part_is_written_is_left_alone(memory: Memory, what: str) -> None:
    (kept,) = memory.folder.iterdir()
    kept.unlink()
    part = kept.with_name(f"{kept.name}.{os.getpid()}")
    NO_FILES[what](part)
    before = part.lstat()
    recalled, made = memory.judge()
    assert (recalled, made.exit_code) == (False, 0)
    assert [one.name for one in memory.folder.iterdir()] == [part.name]
    assert part.lstat() == before


@pytest.mark.skipif(os.name == "nt", reason="links are those of POSIX")
@pytest.mark.parametrize(
    ("folder", "remembered"),
    [
        ("repo/.cache/ledgergate", False),
        ("repo", False),
        ("repo/.git/memory", False),
        ("inwards/memory", False),
        ("repo/outwards/memory", True),
        ("repo-memory", True),
    ],
)
def test_a_memory_never_lies_in_the_work_tree(memory: Memory, tmp_path: Path, folder: str, remembered: bool) -> None:
    (tmp_path / "inwards").symlink_to(memory.repo.path)
    (tmp_path / "outside").mkdir()
    memory.repo.link("outwards", str(tmp_path / "outside"))
    memory.repo.stage()
    told = {SWITCH: str(tmp_path / folder)}
    before = _everything(memory.repo.path)
    assert _hook(memory, **told) == _hook(memory, **{SWITCH: "off"})
    assert _everything(memory.repo.path) == before
    assert memory.judge(**told)[0] == remembered


@pytest.mark.skipif(os.name == "nt", reason="links are those of POSIX")
@pytest.mark.parametrize("variable", ["HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"])
def test_a_home_that_is_the_work_tree_remembers_nothing(memory: Memory, tmp_path: Path, variable: str) -> None:
    """The gate remembers by itself only where it is installed: a link stands for the installation."""
    packages = tmp_path / "site-packages"
    packages.mkdir()
    (packages / "ledgergate").symlink_to(Path(ledgergate.__file__).parent)
    other = tmp_path / "home"
    before = _everything(memory.repo.path)
    for home in (memory.repo.path, other):
        told = _hook(memory, **{SWITCH: "", "PYTHONPATH": str(packages), variable: str(home)})
        assert told == _hook(memory, **{SWITCH: "off"})
    assert _everything(memory.repo.path) == before
    assert len([one for one in other.rglob("ledgergate/*") if one.is_file()]) == 2


def _everything(folder: Path) -> dict[Path, bytes]:
    return {one: one.read_bytes() if one.is_file() else b"" for one in folder.rglob("*")}


EDITS = st.sampled_from([*FILES, "notes/other.txt", "specs/009-x/spec.md", ".gitlab-ci.yml", "docs/more.md"])
TEXTS = st.sampled_from(
    ["", "x\n", OPEN, LEDGER, LEDGER.replace("now", "later"), REPORT, "# Old\n\n- **Status**: Draft\n"]
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(EDITS, TEXTS, st.booleans()), max_size=6))
def test_with_and_without_memory_alike(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, bool]]
) -> None:
    folder = tmp_path_factory.mktemp("alike")
    memory = Memory(Repository(folder / "repo"), folder / "memory")
    for path, text, commits in steps:
        memory.repo.write(path, text)
        memory.repo.stage()
        assert _told(memory) == _told(memory, **{SWITCH: "off"})
        if commits:
            memory.repo.commit()


def _told(memory: Memory, **more: str) -> str:
    try:
        return render("text", memory.judge(**more)[1])
    except Exception as error:  # noqa: BLE001  # the gate's own refusals count as what is told
        return f"{type(error).__name__}: {error}"
