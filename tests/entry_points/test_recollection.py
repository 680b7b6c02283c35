"""What a hook recalls of states it has read: it may spare the reading, and never changes what is said."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledgergate import policy as policies
from ledgergate.errors import LedgergateError
from ledgergate.gate import judge_change
from ledgergate.memory import SWITCH
from ledgergate.model import Verdict
from ledgergate.moments import Asked, look
from ledgergate.output import render
from ledgergate.recollection import Recollection
from ledgergate.request import Request
from ledgergate.rules import NAMES
from small_team import LEDGER, OLD, POLICY, REPORT
from support import Repository

ROOT = Path(__file__).resolve().parents[2]
FILES = {"ledgergate.toml": POLICY, "docs/ledger.md": LEDGER, "docs/report.md": REPORT, OLD: "# Old\n"}
ONE_MORE = {
    "docs/ledger.md": LEDGER + "| C-3 | Export | now |\n",
    "docs/report.md": REPORT.replace("now | 1", "now | 2"),
}
ONE_LESS = {
    "docs/ledger.md": LEDGER.replace("| C-2 | Import |", "| C-9 | Other |"),
    "docs/report.md": REPORT.replace("C-2", "C-9"),
}


class Recalling:
    """A repository whose one commit was judged and is remembered, and the hook of its next one."""

    def __init__(self, folder: Path) -> None:
        self.repo = Repository(folder / "repo")
        self.folder = folder / "memory"
        self.repo.files(FILES)
        self.judge()
        self.repo.commit("base")

    def judge(self, **more: str) -> Verdict:
        self.repo.stage()
        told = self.repo.environment(GIT_INDEX_FILE=".git/index", **{SWITCH: str(self.folder), **more})
        request = Request(Asked(cwd=str(self.repo.path), environment=told))
        with look(request.asked) as change:
            recalled = Recollection(request, change)
            made = judge_change(request, change, recalled)
            recalled.keep()
            return made

    @property
    def kept(self) -> Path:
        (kept,) = self.folder.iterdir()
        return kept


@pytest.fixture
def recalling(tmp_path: Path) -> Recalling:
    return Recalling(tmp_path)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is read all the same: "policy" and "names"."""
    told: list[str] = []
    for place, name, word in (
        ("ledgergate.policy.home", "load", "policy"), ("ledgergate.ends", "read_names", "names"),
    ):  # fmt: skip
        real = getattr(__import__(place, fromlist=[name]), name)

        def noted(*given: object, real: object = real, word: str = word) -> object:
            told.append(word)
            return real(*given)  # type: ignore[operator]  # it is the function that it stands in for

        monkeypatch.setattr(f"{place}.{name}", noted)
    return told


def test_a_commit_on_a_known_state_reads_neither_its_policy_nor_its_base(recalling: Recalling, read: list[str]) -> None:
    recalling.repo.files(ONE_MORE)
    known = recalling.judge()
    assert read == []
    assert known == recalling.judge(**{SWITCH: "off"})
    assert read == ["policy", "names"]
    assert "2 + 1 added - 0 merged - 0 dropped = 3" in render("text", known, verbose=True)


def test_a_commit_that_was_given_up_leaves_its_base_known(recalling: Recalling, read: list[str]) -> None:
    recalling.repo.files(ONE_MORE)
    recalling.judge()
    recalling.repo.files({"docs/ledger.md": LEDGER + "| C-4 | Other | now |\n", "docs/report.md": REPORT})
    recalling.judge()
    assert read == []


def test_what_is_gone_is_read_and_shown_where_it_stood(recalling: Recalling, read: list[str]) -> None:
    recalling.repo.files(ONE_LESS)
    known = recalling.judge()
    assert read == ["names"]
    assert known == recalling.judge(**{SWITCH: "off"})
    assert [(one.code, one.key, one.place.path) for one in known.findings] == [("LG205", "C-2", "docs/ledger.md")]


def test_another_title_is_compared_with_what_stood_there(recalling: Recalling, read: list[str]) -> None:
    recalling.repo.files({"docs/ledger.md": LEDGER.replace("| C-2 | Import |", "| C-2 | Dark mode |")})
    known = recalling.judge()
    assert read == ["names"]
    assert known == recalling.judge(**{SWITCH: "off"})


def test_a_further_name_is_recalled_with_its_item(tmp_path: Path) -> None:
    recalling = Recalling(tmp_path)
    policy = POLICY.replace("fields.bucket", 'fields.also = { label = "Also", kind = "alias" }\nfields.bucket', 1)
    table = "# Ledger\n\n| ID | Candidate | Bucket | Also |\n|---|---|---|---|\n| C-1 | Sync | now | C-2 |\n"
    one, two = "| C-2 | Import | later | |\n", "| C-3 | Export | later | |\n"
    recalling.repo.files({"ledgergate.toml": policy, "docs/ledger.md": table + one})
    recalling.judge()
    recalling.repo.commit("further name")
    recalling.repo.files({"docs/ledger.md": table + two})
    known = recalling.judge()
    assert known == recalling.judge(**{SWITCH: "off"})
    assert [(one.code, one.key) for one in known.findings] == [("LG205", "C-2")]


def test_another_policy_is_read(recalling: Recalling, read: list[str]) -> None:
    recalling.repo.files({"ledgergate.toml": POLICY.replace('"now"', '"later"', 1) + "# changed\n", **ONE_MORE})
    known = recalling.judge()
    assert "policy" in read
    assert known == recalling.judge(**{SWITCH: "off"})


def test_a_state_that_nobody_has_judged_is_read(recalling: Recalling, read: list[str]) -> None:
    recalling.repo.files(ONE_MORE)
    recalling.repo.stage()
    recalling.repo.commit("without the hook")
    recalling.repo.files({"docs/ledger.md": LEDGER, "docs/report.md": REPORT})
    known = recalling.judge()
    assert "names" in read
    assert [(one.code, one.key) for one in known.findings] == [("LG205", "C-3")]


def test_a_waiver_with_its_date_is_read_each_time(recalling: Recalling, read: list[str]) -> None:
    waiver = '[[waiver]]\nrule = "LG208"\nreason = "on purpose"\nowner = "us"\nexpires = 2199-01-01\n'
    recalling.repo.save({"ledgergate.toml": POLICY + waiver}, "waiver")
    recalling.repo.files(ONE_MORE)
    recalling.judge()
    recalling.judge()
    assert read.count("policy") == 2


def test_another_gate_another_limit_and_ci_do_not_count_on_it(
    recalling: Recalling, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    recalling.repo.files(ONE_MORE)
    recalling.judge(CI="true")
    assert read == ["policy", "names"]
    monkeypatch.setattr("ledgergate.memory.__version__", "another")
    recalling.judge()
    assert read == ["policy", "names"] * 2


@pytest.mark.parametrize("content", [b"", b"\xff\xff", b"N", b"(\x00\x00\x00\x00"])
def test_a_damaged_record_is_none(recalling: Recalling, read: list[str], content: bytes) -> None:
    recalling.repo.files(ONE_MORE)
    recalling.kept.write_bytes(content)
    recalling.judge()
    assert read == ["policy", "names"]
    recalling.judge()
    assert read == ["policy", "names"]


@pytest.mark.skipif(os.name == "nt", reason="modes are those of POSIX")
def test_a_record_that_others_may_write_is_none(recalling: Recalling, read: list[str]) -> None:
    assert recalling.kept.stat().st_mode & 0o777 == 0o600
    recalling.kept.chmod(0o666)
    recalling.repo.files(ONE_MORE)
    recalling.judge()
    assert read == ["policy", "names"]


@pytest.mark.parametrize(
    "path", [*sorted(ROOT.glob("tests/*/*.toml")), *sorted(ROOT.glob("examples/**/ledgergate.toml"))],
    ids=lambda path: f"{path.parent.name}/{path.name}",
)  # fmt: skip
def test_a_policy_is_recalled_as_it_was_read(path: Path, recalling: Recalling) -> None:
    documents = {"ledgergate.toml": path.read_bytes()}
    with look(Asked(cwd=str(recalling.repo.path), environment=recalling.repo.environment())) as change:
        told = recalling.repo.environment(**{SWITCH: str(recalling.folder)})
        request = Request(Asked(cwd=str(recalling.repo.path), environment=told))
        first, second = Recollection(request, change), Recollection(request, change)
        made = first.load(documents, NAMES, policies.LIMIT)
        first.keep()
        assert second.load(documents, NAMES, policies.LIMIT) == made == policies.load(documents, NAMES)


def test_the_hook_itself_recalls(recalling: Recalling) -> None:
    told = recalling.repo.environment(GIT_INDEX_FILE=".git/index", **{SWITCH: str(recalling.folder)})
    command = [sys.executable, "-X", "importtime", "-m", "ledgergate_hooks.ledgergate"]
    recalling.repo.files(ONE_MORE)
    recalling.repo.stage()
    run = subprocess.run(command, cwd=recalling.repo.path, env=told, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout
    assert "ledgergate.gate" in run.stderr
    assert "tomli" not in run.stderr
    assert "ledgergate.policy.tables" not in run.stderr


ROWS = st.lists(st.sampled_from(["C-1", "C-2", "C-3", "C-02", "Tenant search", "~~C-4~~"]), max_size=4)
TITLES = st.sampled_from(["Export", "Search", "Dark mode"])
SAID = st.sampled_from(["", "\n- C-2 merged into C-1\n", "\n- C-3 dropped: no demand\n", "\n- C-1 renamed to C-3\n"])


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(ROWS, SAID, TITLES, st.booleans(), st.booleans()), max_size=6))
def test_with_and_without_alike(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[list[str], str, str, bool, bool]]
) -> None:
    recalling = Recalling(tmp_path_factory.mktemp("alike"))
    for rows, said, title, other, commits in steps:
        table = "".join(f"| {key} | {title} | now |\n" for key in rows)
        recalling.repo.write("docs/ledger.md", f"{LEDGER}{table}{said}")
        recalling.repo.write("ledgergate.toml", POLICY.replace("now = ", "Now = ") if other else POLICY)
        assert _told(recalling) == _told(recalling, **{SWITCH: "off"})
        if commits:
            recalling.repo.commit()


def _told(recalling: Recalling, **more: str) -> str:
    try:
        return render("text", recalling.judge(**more))
    except LedgergateError as error:
        return f"{type(error).__name__}: {error}"
