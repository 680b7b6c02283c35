"""Windows and macOS by simulation: this suite has run on neither, so what differs there is taken away or put in here.

What the systems' own Python lacks is known to the type checker: each use of it must be one of GUARDED, which says what
stands in for it, and the tests below run the gate without it.
"""

from __future__ import annotations

import ntpath
import os
import re
import subprocess
import sys
import types
import unicodedata
from pathlib import Path

import pytest

from audit import environment
from ledgergate.cli.git_hooks import _script
from ledgergate.edits.replacing import _lock
from ledgergate.git.layout import inside, locate
from ledgergate.git.worktree import disk_mode
from support import Repository

ROOT = Path(__file__).resolve().parents[1]
GUARDED = {
    "win32": {
        "src/ledgergate/git/spawn.py": "git/popen.py, where os has no posix_spawn",
        "src/ledgergate/expressions.py": "time is taken by hand where signal has no timer",
        "src/ledgergate/edits/replacing.py": "msvcrt locks where there is no fcntl",
    },
    "darwin": {},
}
# What Windows lacks of the modules that these files use, taken away before the gate is imported.
WITHOUT = """
import os, select, signal, _signal, subprocess, sys
gone = ("posix_spawn", "POSIX_SPAWN", "sched_", "O_NONBLOCK", "O_NOFOLLOW", "O_DIRECTORY", "O_CLOEXEC",
        "killpg", "getpgid", "geteuid", "getuid", "getgid", "chown", "mkfifo", "uname")
for name in [one for one in dir(os) if one.startswith(gone)]:
    delattr(os, name)
del select.poll
for module in (signal, _signal):
    for name in ("SIGVTALRM", "setitimer", "ITIMER_VIRTUAL"):
        delattr(module, name)
class msvcrt: LK_NBLCK = 2; locking = staticmethod(lambda fd, mode, size: None)
sys.modules.update(fcntl=None, msvcrt=msvcrt)
"""
POLICY = """
[posture]
runtime = ["app/**"]
read_only.branches = ["audit/*"]
[vocabulary.bucket]
values = ["now", "later"]
[ledger.candidates]
sources = [{ path = "docs/list.md", items = "table", key = "Key" }]
fields.bucket = { label = "Bucket", values = "bucket", required = true }
[[report]]
path = "docs/Bericht-Prüfung.md"
ledger = "candidates"
rows = { items = "table", key = "Key", columns = { Bucket = "bucket" } }
"""
LIST = "| Key | Bucket |\n|---|---|\n| C-1 | now |\n| C-2 | later |\n"
REPORT = "docs/Bericht-Prüfung.md"


@pytest.mark.parametrize("system", GUARDED)
def test_what_a_system_lacks_is_used_nowhere_but_behind_its_counterpart(system: str) -> None:
    words = [sys.executable, "-m", "mypy", "--platform", system, "--cache-dir", f".mypy_cache/{system}"]
    done = subprocess.run(
        [*words, "--no-error-summary", "src", "hooks"], cwd=ROOT, capture_output=True, text=True, encoding="utf-8"
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    used = {line.partition(":")[0].replace("\\", "/") for line in done.stdout.splitlines() if line.strip()}
    assert used == set(GUARDED[system]), done.stdout


def test_paths_on_another_disk_are_met_wherever_paths_are_compared() -> None:
    """There `relpath` and `commonpath` raise ValueError, and nothing here would show it."""
    for path in [*(ROOT / "src").rglob("*.py"), *(ROOT / "hooks").rglob("*.py")]:
        text = path.read_text(encoding="utf-8")
        for found in re.finditer(r"os\.path\.(relpath|commonpath)\(", text):
            function = text[text.rfind("\ndef ", 0, found.start()) :].split("\ndef ")[1]
            behind = re.search(r"not path\.startswith\(top", function) is not None  # the same disk, as was looked at
            assert behind or "except ValueError" in function, f"{path}: {found[0]}"


def team_in(folder: Path) -> Repository:
    made = Repository(folder / "team")
    made.save({"ledgergate.toml": POLICY, "docs/list.md": LIST, REPORT: LIST, "app/run.sh": "run\n"})
    return made


@pytest.fixture
def team(tmp_path: Path) -> Repository:
    return team_in(tmp_path)


def gate(team: Repository, *words: str, before: str = "", **more: str) -> subprocess.CompletedProcess[bytes]:
    program = f"{before}\nimport sys\nfrom ledgergate.cli import main\nsys.exit(main(sys.argv[1:]))\n"
    return subprocess.run(
        [sys.executable, "-c", program, *words], cwd=team.path, env=environment(team, **more), capture_output=True,
        stdin=subprocess.DEVNULL, timeout=120,
    )  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="there it is so without us")
def test_the_gate_says_the_same_without_what_windows_lacks(team: Repository) -> None:
    team.files({"docs/list.md": LIST.replace("later", "soon"), REPORT: LIST.replace("now", "later")})
    team.stage()
    for words in (
        ("check", "--staged"),
        ("check", "--worktree"),
        ("items",),
        ("may", "app/run.sh"),
        ("fix", "--check"),
    ):
        with_all, without = gate(team, *words), gate(team, *words, before=WITHOUT)
        assert (without.returncode, without.stdout) == (with_all.returncode, with_all.stdout), words
        assert b"failed" not in without.stderr
    assert gate(team, "fix", before=WITHOUT).returncode == 0
    assert gate(team, "check", "--staged", before=WITHOUT).returncode == 1


@pytest.mark.skipif(os.name == "nt", reason="there it is so without us")
def test_two_fixes_at_once_are_stopped_without_fcntl_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setitem(sys.modules, "fcntl", None)
    monkeypatch.setitem(sys.modules, "msvcrt", types.SimpleNamespace(LK_NBLCK=2, locking=refuse))
    with pytest.raises(OSError):
        _lock(0)


@pytest.fixture(scope="module")
def abroad(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A team that writes what no legacy code page holds."""
    made = team_in(tmp_path_factory.mktemp("abroad"))
    made.save({"docs/list.md": LIST + "| C-3 | 後で ✓ |\n"})
    made.branch("audit/中")
    return made


@pytest.fixture(scope="module")
def plain(abroad: Repository) -> dict[tuple[str, ...], int]:
    """How each command ends where all is UTF-8."""
    every = ("check", "--tree", "HEAD"), ("items",), ("coverage",), ("why", "C-3", "--last", "0"), ("explain", "LG201")
    return {words: gate(abroad, *words).returncode for words in every}


@pytest.mark.parametrize("code", ["cp1252", "cp850", "cp437:strict", "ascii"])
def test_a_legacy_code_page_crashes_nothing_and_changes_no_verdict(
    abroad: Repository, plain: dict[tuple[str, ...], int], code: str
) -> None:
    for words, ended in plain.items():
        legacy = gate(abroad, *words, PYTHONIOENCODING=code, PYTHONUTF8="0")
        assert legacy.returncode == ended, legacy.stderr
        assert b"Traceback" not in legacy.stderr
        assert b"ledgergate failed" not in legacy.stderr


def test_a_page_is_utf_8_whatever_the_code_page(team: Repository) -> None:
    page = gate(team, "report", "--history", "0", PYTHONIOENCODING="cp1252", PYTHONUTF8="0").stdout
    assert "Bericht-Prüfung" in page.decode("utf-8")


def test_documents_and_a_policy_with_crlf_are_judged_as_those_without(team: Repository) -> None:
    plain = gate(team, "check", "--tree", "HEAD", "--format", "json")
    every = {"ledgergate.toml": POLICY, "docs/list.md": LIST, REPORT: LIST}
    team.save({path: text.replace("\n", "\r\n").encode() for path, text in every.items()})
    crlf = gate(team, "check", "--tree", "HEAD", "--format", "json")
    assert (crlf.returncode, plain.returncode) == (0, 0)
    assert gate(team, "items").stdout.count(b"\r") == 0
    team.save({"docs/list.md": LIST.replace("later", "soon").replace("\n", "\r\n").encode()})
    found = gate(team, "check", "--tree", "HEAD").stdout
    assert b"docs/list.md:4:9: LG202" in found


def test_a_checkout_with_autocrlf_differs_in_nothing(team: Repository) -> None:
    team.git("config", "core.autocrlf", "true")
    for path in ("docs/list.md", REPORT, "ledgergate.toml", "app/run.sh"):
        text = (team.path / path).read_bytes()
        (team.path / path).write_bytes(text.replace(b"\n", b"\r\n"))
    team.branch("audit/one")
    team.checkout("audit/one")
    for moment in ("--staged", "--worktree"):
        done = gate(team, "check", moment)
        assert done.returncode == 0, done.stdout
        assert b"0 changed paths" in done.stdout
    team.git("config", "core.autocrlf", "false")
    assert b"LG101" in gate(team, "check", "--worktree").stdout


@pytest.mark.parametrize("kept", ["-text", "eol=lf", "text"])
def test_line_ends_that_attributes_speak_of_are_gits_to_compare(team: Repository, kept: str) -> None:
    team.save({".gitattributes": f"app/* {kept}\n"})
    team.git("config", "core.autocrlf", "true")
    team.branch("audit/one")
    team.checkout("audit/one")
    script = team.path / "app/run.sh"
    script.write_bytes(script.read_bytes().replace(b"\n", b"\r\n"))
    assert b"LG101" in gate(team, "check", "--worktree").stdout


def test_a_file_that_was_only_touched_is_no_change(team: Repository) -> None:
    team.branch("audit/one")
    team.checkout("audit/one")
    os.utime(team.path / "app/run.sh", (1, 1))
    assert b"0 changed paths" in gate(team, "check", "--worktree").stdout
    (team.path / "app/run.sh").write_bytes(b"ran\n")
    assert b"LG101" in gate(team, "check", "--worktree").stdout


def test_a_disk_without_modes_changes_none(team: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    layout = locate(str(team.path), {})
    with monkeypatch.context() as there:
        there.setattr(os, "name", "nt")
        staged = [disk_mode(layout, "app/run.sh", mode) for mode in ("100755", "100644", "")]
    assert staged == ["100755", "100644", "100644"]


def test_drives_and_backslashes_in_arguments(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as there:
        there.setattr(os, "path", ntpath)
        there.setattr(os, "sep", "\\")
        paths = ("C:\\team\\docs\\list.md", "C:\\team", "D:\\list.md", "C:\\x", "C:\\teams\\x")
        found = [inside(path, "C:\\team") for path in paths]
    assert found == ["docs/list.md", "", None, None, None]


def test_a_hook_on_windows_names_the_gate_of_its_own_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scripts = tmp_path / ".venv" / "Scripts"
    scripts.mkdir(parents=True)
    (scripts / "ledgergate.exe").write_bytes(b"MZ")
    monkeypatch.setattr(sys, "executable", str(scripts / "python.exe"))
    assert f"gate='{(scripts / 'ledgergate.exe').as_posix()}'\n" in _script("pre-commit")


def test_a_name_that_macos_decomposed_is_another_name_and_that_is_told(team: Repository) -> None:
    """git precomposes names there (core.precomposeunicode); where that was off, the tree holds another name."""
    apart = unicodedata.normalize("NFD", REPORT)
    team.git("mv", REPORT, apart)
    team.commit("decomposed")

    done = gate(team, "check", "--tree", "HEAD")

    assert done.returncode == 1
    assert b"LG307 report-missing" in done.stdout
