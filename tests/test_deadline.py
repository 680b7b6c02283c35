"""A policy's patterns share one deadline: no pattern and no document makes a check hang."""

from __future__ import annotations

import ast
import os
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ledgergate import expressions
from ledgergate.errors import NotChecked
from ledgergate.expressions import Slow, regex, unwatch, watch
from ledgergate.git.globs import matcher
from ledgergate.git.patterns import Patterns
from ledgergate.ledgers.dispositions import _verbs
from ledgergate.policy import matches
from small_team import judged
from support import Repository

ENDLESS = r"^(?P<key>(?:a|b|ab)*c)"  # reads "abab..." in as many ways as there are
TEXT = "ab" * 40
POLICY = """\
[ledger.items]
sources = [{{ path = "list.md", items = "list" }}]

[ledger.items.key]
pattern = {}
"""
INTERRUPTS = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="there is no timer that interrupts a pattern")


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expressions, "PATIENCE", 0.3)
    monkeypatch.setattr(expressions, "_TICK", 0.05)


def _repository(folder: Path, pattern: str) -> Repository:
    repository = Repository(folder)
    repository.files({"ledgergate.toml": POLICY.format(pattern), "list.md": f"# List\n\n- {TEXT}\n"})
    repository.stage()
    return repository


@INTERRUPTS
@pytest.mark.parametrize("written", [f"'{ENDLESS}'", f'"{ENDLESS}"', '"^(?P<key>(?:a|b|ab)*\\\\.c)"'])
def test_a_pattern_without_end_stops_the_check_and_is_named_with_its_line(tmp_path: Path, written: str) -> None:
    with pytest.raises(NotChecked, match=r"^ledgergate\.toml:5: the pattern '\^\(\?P<key>") as stopped:
        judged(_repository(tmp_path, written), staged=True)
    assert stopped.value.code == 3
    assert "write it" in stopped.value.cure


@INTERRUPTS
def test_a_check_after_one_that_was_stopped_has_all_its_time(tmp_path: Path) -> None:
    with pytest.raises(NotChecked):
        judged(_repository(tmp_path / "slow", f"'{ENDLESS}'"), staged=True)
    assert not judged(_repository(tmp_path / "fast", "'^(?P<key>ab+)'"), staged=True).findings
    assert signal.getsignal(signal.SIGVTALRM) == signal.SIG_DFL
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)


def _asked_for_ever() -> list[str]:
    """The pattern that is named where two are asked in turn, without end."""
    said: list[str] = []
    text = "a" * 3000
    watch()
    try:
        while True:
            regex("^b").search(text)
            regex("a+b").search(text)
    except Slow as slow:
        said.append(slow.said)
    finally:
        unwatch()
    return said


def test_many_patterns_are_stopped_together_and_the_one_that_took_most_is_named() -> None:
    assert _asked_for_ever() == ["a+b"]


def test_in_another_thread_the_next_pattern_is_not_begun_once_the_time_is_up() -> None:
    heard: list[str] = []
    thread = threading.Thread(target=lambda: heard.extend(_asked_for_ever()))
    thread.start()
    thread.join()
    assert heard == ["a+b"]


@INTERRUPTS
def test_a_program_that_uses_the_timer_itself_keeps_it() -> None:
    def own(*_: object) -> None:
        raise AssertionError

    signal.signal(signal.SIGVTALRM, own)
    try:
        assert _asked_for_ever() == ["a+b"]
        assert signal.getsignal(signal.SIGVTALRM) is own
    finally:
        signal.signal(signal.SIGVTALRM, signal.SIG_DFL)


def test_what_is_not_a_check_has_no_deadline_and_no_timer() -> None:
    assert regex("^(?P<key>a)").search("a")["key"] == "a"  # type: ignore[index]
    assert [one[0] for one in regex("a.").finditer("abac")] == ["ab", "ac"]
    assert regex(b"a", 2).fullmatch(b"A")
    assert regex("a|ab").match("ab")
    assert os.name == "nt" or signal.getsignal(signal.SIGVTALRM) == signal.SIG_DFL


DEEP = "/".join(["a"] * 900) + "/c.md"
LONG = "ab" * 1500
PATHS: dict[str, Callable[[], object]] = {
    "a policy's glob, asked of a path": lambda: [matches("**/a/**/a/**/b", DEEP)],
    "one that is not only stars": lambda: [matches("*a*b*a[c]", "ab" * 3000 + str(number)) for number in range(400)],
    "a source's glob, asked of a tree": lambda: list(map(matcher("*a?b*a?b*?a*c" * 20), [LONG] * 400)),
    "a runtime pattern": lambda: list(map(Patterns(["*a?b*a[b]*c"]).match, [LONG[:120]] * 900)),
    "words that the policy gives": lambda: [
        _verbs([("a" * n + "c", "dropped") for n in range(400)]).search("a" * 9000)
    ],
}


@INTERRUPTS
@pytest.mark.parametrize("name", PATHS)
def test_what_else_follows_from_a_policys_text_has_the_same_deadline(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expressions, "PATIENCE", 0.02)
    monkeypatch.setattr(expressions, "_TICK", 0.005)
    with pytest.raises(Slow):
        _for_ever(PATHS[name])


def _for_ever(work: Callable[[], object]) -> None:
    watch()
    try:
        while True:
            work()
    finally:
        unwatch()


@INTERRUPTS
def test_a_glob_without_end_stops_the_check_and_is_named_with_its_line(tmp_path: Path) -> None:
    repository = _repository(tmp_path, "'^(?P<key>ab+)'")
    policy = POLICY.format("'^(?P<key>ab+)'")
    left_out = policy.replace('path = "list.md",', 'path = "**/*.md", exclude = "**/a/**/a/**/b",')
    repository.files({"ledgergate.toml": left_out})
    repository.stage()
    repository.put(DEEP, repository.blob("- abb\n"))
    with pytest.raises(NotChecked, match=r"^ledgergate\.toml:2: the pattern '\*\*/a/\*\*/a/\*\*/b' took") as stopped:
        judged(repository, staged=True)
    assert "fewer **" in stopped.value.cure


ROOT = Path(__file__).resolve().parents[1]
# Where a pattern is made at run time of something else than a policy's words, and why its time need not count.
OTHERS = {
    "expressions": "what the others are made with",
    "policy/texts": "a policy is told what is wrong with its patterns: none is matched",
    "policy/sources": "the same, of a key's groups",
    "policy/checks": "the same, of a total's groups",
    "policy/backtracking": "the same, of one sign",
    "policy/governed": "the same, of a set of letters in a glob",
    "ledgers/identity": "the letters of at most 200 forms of keys",
    "ledgers/targets": "the same",
    "ledgers/csv_entries": "one sign that parts cells",
    "ledgers/toml_entries": "the name of a field, in one line",
    "ledgers/lookalikes": "a level from 1 to 6",
    "conditions/naming": "an item's key",
    "conditions/said_of_rows": "an item's key, or a number",
    "reports/bound": "an expression of ours",
    "reports/unkeyed": "the signs of a key that is offered",
    "mediawiki/verbatim": "the name of a tag, one of three",
    "control/hooks": "a hook's `files`, asked of three short names",
    "workspaces": "the paths that a finding names",
    "dossier": "`ledgergate why` is no gate",
    "init": "`ledgergate init` is no gate",
    "proving": "`ledgergate prove` is no gate",
}
_VERBS = {f"re.{verb}" for verb in ("compile", "search", "match", "fullmatch", "finditer", "findall", "split", "sub")}


def _made_at_run_time(tree: ast.Module) -> Iterator[int]:
    """The lines in functions where `re` is given a pattern that is not written there."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and ast.unparse(call.func) in _VERBS:
                    given = call.args[0]
                    if not isinstance(given, ast.Constant) and not ast.unparse(given).isupper():
                        yield call.lineno


def test_every_pattern_that_is_made_of_a_policys_words_is_watched() -> None:
    src = ROOT / "src" / "ledgergate"
    found = {
        path.relative_to(src).with_suffix("").as_posix()
        for path in src.rglob("*.py")
        if any(True for _ in _made_at_run_time(ast.parse(path.read_text(encoding="utf-8"))))
    }
    assert {one for one in found if one not in OTHERS and one.split("/")[0] not in OTHERS} == set()
