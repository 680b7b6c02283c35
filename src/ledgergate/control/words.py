"""The words of a call of the gate: which are harmless, which take its answer away, which nobody knows."""

from __future__ import annotations

import re

from ledgergate.expressions import expression

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_ASKED = expression(r"\$\{\{((?:(?!\$\{\{).)*?)\}\}")
# A call ends where the shell goes on to something else, or writes to a file.
_END = expression(r"(?:^|(?<!\s)\s)\s*(?:&&|\|\||[;|)&]|\d?>|<)")
_SINGLE = ("-q", "--quiet", "-v", "--verbose", "--debug", "--require-base", "--merge-result", "-a", "--all-files",
           "--show-diff-on-failure", "--fail-fast")  # fmt: skip
_PAIRED = ("--format", "--color", "--document-limit", "--policy-limit", "--most-documents", "--most-items",
           "--remote-branch", "--local-branch", "--page")  # fmt: skip
_BASES = ("--base", "--from-ref", "-o", "--source", "-s0")
_HEADS = ("--head", "--to-ref")
_HOLLOW = ("--exit-zero", "--new-only", "--rule", "--ignore", "--policy", "--tree", "--worktree", "--help", "--version",
           "-h", "--config", "-c", "--today", "--no-merge-result", "--duty")  # fmt: skip
# What names the commit that is judged: a base of that name compares the change with itself.
_ITSELF = expression(
    r"(?:HEAD|@)(?:[~^]0)*|.*(?:head[._]?(?:sha|ref)|head\.sha|github\.sha|GITHUB_SHA|CI_COMMIT_(?:SHA|REF_NAME|BRANCH)"
    r"|SOURCEVERSION|SOURCEBRANCH|SOURCE_BRANCH|GIT_COMMIT|BITBUCKET_COMMIT|rev-parse.HEAD|CHANGE_BRANCH).*",
    re.IGNORECASE,
)
_TARGET = expression(
    r"(?:refs/remotes/)?(?:origin|upstream)/(?:main|master|trunk|develop|default|HEAD)"
    r"|.*(?:base|target|default|destination|before|merge-base).*",
    re.IGNORECASE,
)
_TIP = expression(
    r"HEAD|@|\S*(?:head[._]?sha|head\.sha|github[._]sha|COMMIT_SHA|SOURCEVERSION|GIT_COMMIT)\S*", re.IGNORECASE
)


def flat(line: str) -> str:
    """The line with the workflow's own expressions as single words: an operator inside one is none of the shell's."""
    return _ASKED.sub(lambda one: "${" + re.sub(r"[^\w.]+", "_", one[1]).strip("_") + "}", line)


def weighed(call: str) -> tuple[set[str], set[str]]:
    """(what takes the answer away, what is not known to be harmless) of the words of a call, its command left out."""
    hollow: set[str] = set()
    unknown: set[str] = set()
    for option, value in _options(call):
        if option in _HOLLOW:
            hollow.add(f"'{option}'")
        elif option in _BASES:
            if _ITSELF.fullmatch(value):
                hollow.add(f"'{option} {value}'")
            elif not _TARGET.fullmatch(value):
                unknown.add(f"'{option} {value}'")
        elif option in _HEADS:
            if not _TIP.fullmatch(value):
                unknown.add(f"'{option} {value}'")
        elif option == "--hook-stage":
            if value in ("commit-msg", "prepare-commit-msg", "post-checkout", "post-commit", "post-merge"):
                hollow.add(f"'{option} {value}'")
        elif option not in _SINGLE and option not in _PAIRED and option.startswith(("-", "$")):
            unknown.add(f"'{option}'")
    return hollow, unknown


def _options(call: str) -> Iterator[tuple[str, str]]:
    """(option, value); a word that is none comes as ("word", "")."""
    words = re.findall(r"(?:\"[^\"]*\"|'[^']*'|\$\([^)]*\)|[^\s\"'])+", _cut(call))
    at = 0
    while at < len(words):
        name, equals, value = words[at].partition("=")
        at += 1
        name = name.strip("\"',[]()")
        if not equals and name in (*_PAIRED, *_BASES, *_HEADS, "--today", "--hook-stage") and at < len(words):
            value = words[at]
            at += 1
        yield name, value.strip("\"',[]()") if not value.startswith("$(") else value


def _cut(call: str) -> str:
    quoted = re.sub(r"\$\([^)]*\)", lambda one: "$(" + re.sub(r"[^\w.-]+", "_", one[0][2:-1]) + ")", call)
    end = _END.search(quoted)
    return quoted[: end.start()] if end is not None else quoted
