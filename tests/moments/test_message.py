"""Which line of a message file becomes the subject, by the settings that git itself goes by."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledgergate.errors import NotChecked
from ledgergate.moments.message import subject
from refusals import refused
from support import Repository

TEMPLATE = "; from the template\n\ndocs: tidy\n"


@pytest.fixture
def settings(repo: Repository, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A repository that the gate stands in, as a hook of it does."""
    for name, value in repo.environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("GIT_EDITOR", raising=False)
    monkeypatch.chdir(repo.path)
    return monkeypatch


def read(repo: Repository, text: str) -> str:
    repo.write("M", text)
    return subject(str(repo.path / "M"))


def test_a_byte_order_mark_is_none_of_the_subject(repo: Repository, settings: pytest.MonkeyPatch) -> None:
    assert read(repo, "\ufeffdocs: tidy\n") == "docs: tidy"
    assert read(repo, "\ufeff\n# comment\ndocs: tidy\n") == "docs: tidy"


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\x1c", "\x85", "\u2028"])
def test_a_line_ends_where_git_ends_it(repo: Repository, settings: pytest.MonkeyPatch, sign: str) -> None:
    assert read(repo, f"# comment{sign}docs: tidy\nfeat: a\n") == "feat: a"
    assert read(repo, f"docs{sign}: tidy\n") == f"docs{sign}: tidy"
    assert read(repo, f"{sign}\ndocs: tidy\n") == sign
    assert read(repo, "# comment\r\n\r\ndocs: tidy\r\n") == "docs: tidy"
    assert read(repo, " #12 docs: tidy\n") == " #12 docs: tidy"


@pytest.mark.parametrize("sign", ["#", ";", "//", "auto"])
def test_a_comment_is_what_git_takes_for_one(repo: Repository, settings: pytest.MonkeyPatch, sign: str) -> None:
    repo.git("config", "core.commentChar" if len(sign) != 2 else "core.commentString", sign)
    shown = ";" if sign == "auto" else sign
    assert read(repo, TEMPLATE.replace(";", shown)) == "docs: tidy"
    assert read(repo, f"\n{shown} nothing else\n") == "#"


def test_what_is_a_comment_elsewhere_is_a_subject_here(repo: Repository, settings: pytest.MonkeyPatch) -> None:
    assert read(repo, TEMPLATE) == "; from the template"
    repo.git("config", "core.commentChar", ";")
    assert read(repo, "#12 docs: tidy\n\nfix: it\n") == "#12 docs: tidy"


def test_a_sign_that_git_was_called_with_counts(repo: Repository, settings: pytest.MonkeyPatch) -> None:
    settings.setenv("GIT_CONFIG_PARAMETERS", "'core.commentchar=;'")
    assert read(repo, TEMPLATE) == "docs: tidy"


@pytest.mark.parametrize(
    ("editor", "cleanup", "wanted"),
    [
        (":", "", "#12 docs: tidy"),
        ("vi", "", "fix: it"),
        (":", "strip", "fix: it"),
        ("vi", "scissors", "#12 docs: tidy"),
    ],
)
def test_an_issue_is_a_subject_where_git_keeps_comments(
    repo: Repository, settings: pytest.MonkeyPatch, editor: str, cleanup: str, wanted: str
) -> None:
    settings.setenv("GIT_EDITOR", editor)
    if cleanup:
        repo.git("config", "commit.cleanup", cleanup)
    assert read(repo, "# This is git's own\n#12 docs: tidy\n\nfix: it\n") == wanted


def test_git_is_asked_only_about_a_line_that_may_be_a_comment(repo: Repository, settings: pytest.MonkeyPatch) -> None:
    settings.setattr("ledgergate.moments.message._settings", None)
    assert read(repo, "docs: tidy\n\n# comment\n") == "docs: tidy"


def test_a_message_that_cannot_be_read_is_not_checked(tmp_path: Path) -> None:
    why = ("the commit's message cannot be read: No such file or directory", "git commit again")
    with refused(NotChecked, why):
        subject(str(tmp_path / "gone"))


STRING, CHAR, CLEANUP = "core.commentString", "core.commentChar", "commit.cleanup"
# Settings in git's order, git's editor, the message -> its subject.
MESSAGES: list[tuple[list[tuple[str, str]], str, str, str]] = [
    # Which signs begin a comment.
    *[([(CHAR, "auto")], "vi", f"{sign} x\n{sign}\n{sign}\ty\n*{sign} z\n", f"*{sign} z") for sign in "#;@!$%^&|:"],
    *[([(CHAR, "auto")], "vi", f"{sign} x\n", f"{sign} x") for sign in "*+-_.,/~"],
    *[([(CHAR, "auto")], "vi", f"{sign}x\n", f"{sign}x") for sign in "#;:"],
    ([(CHAR, ";")], "vi", "; x\n;y\n# z\n", "# z"),
    ([(CHAR, "")], "vi", "# x\n; y\n", "; y"),
    ([(STRING, "//")], "vi", "// x\n//y\n/ z\n", "/ z"),
    ([(CHAR, ";"), (STRING, "//")], "vi", "// x\n; y\n", "; y"),
    ([(STRING, "//"), (CHAR, ";")], "vi", "; x\n// y\n", "// y"),
    ([(CHAR, "auto"), (CHAR, ";")], "vi", ";x\n! y\n", "! y"),
    ([("core.comments", ";"), ("xcore.commentchar", ";"), (f"{CLEANUP}s", "verbatim")], "vi", "#x\n; y\n", "; y"),
    # Which comments are recorded: those that nobody has looked at in an editor, by default.
    *[([(CLEANUP, kind)], "vi", "# x\n#1 y\nz\n", "#1 y") for kind in ("verbatim", "whitespace", "scissors")],
    *[([(CLEANUP, kind)], editor, "# x\n#1 y\nz\n", "z")
      for kind in ("strip", "Default", "") for editor in ("vi", ":")],
    ([(CLEANUP, "default")], ":", "# x\n#1 y\nz\n", "#1 y"),
    ([(CLEANUP, "default")], "vi", "# x\n#1 y\nz\n", "z"),
    ([], ":", "#\n#\t\n# \n#1\n", "#1"),
    ([], "", "#1 y\nz\n", "z"),
    ([], ": x", "#1 y\nz\n", "z"),
    ([(CLEANUP, "verbatim"), (CLEANUP, "strip")], "vi", "#1 y\nz\n", "z"),
    ([(CLEANUP, "verbatim"), (STRING, "//")], "vi", "// x\n//1 y\n", "//1 y"),
    # What a line is.
    ([], "vi", "", "#"), ([], "vi", "\n \t\r\n", "#"), ([], "vi", "#x", "#"),
    ([], "vi", "é\n", "é"), ([], "vi", "1\n", "1"), ([], "vi", "-\n", "-"), ([], "vi", "\ufeff\ufeffx\n", "\ufeffx"),
    ([], "vi", " \tx \t\r\ny\n", " \tx"), ([], "vi", "\udcffx\n", "\ufffdx"),
    ([], "vi", "\n" * ((1 << 20) - 2) + "xyz", "xy"), ([], "vi", "\n" * (1 << 20) + "xyz", "#"),
]  # fmt: skip


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return Repository(tmp_path_factory.mktemp("messages") / "r")


@pytest.mark.parametrize("at", range(len(MESSAGES)))
def test_the_subject_by_what_git_was_called_with(place: Repository, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    settings, editor, text, wanted = MESSAGES[at]
    told = {"GIT_CONFIG_COUNT": str(len(settings)), "GIT_EDITOR": editor}
    for number, (name, value) in enumerate(settings):
        told |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": value}
    for name, value in place.environment(**told).items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(place.path)
    assert read(place, text) == wanted
