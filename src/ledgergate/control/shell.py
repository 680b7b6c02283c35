"""The lines of a shell script, or of what a step runs, that call the gate, and what takes their answer away."""

from __future__ import annotations

import re

from ledgergate.control.earlier import danger, is_read, plain
from ledgergate.control.gates import DUTIES, Gate
from ledgergate.control.words import flat, weighed
from ledgergate.expressions import expression
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

# How the gate's own command begins a step of a shell line, or stands in a script of another language.
_BEFORE = (
    r"(?:(?:^|[;&|(]|\s-I?m\s|\b(?:sh|bat|pwsh|powershell|session\.run|system)\s*\(?\s*[\"']{1,3})\s*"
    r"|\b(?:run|exec|sudo|time|uvx|uv run|pipx run|poetry run|python3? -I?m)\s+"
    r"(?:--(?:from|with|spec|python|index|index-url|group|extra)[= ](?:\"[^\"]*\"|'[^']*'|[^\s\"'])+\s+"
    r"|--(?:frozen|locked|no-sync|isolated|no-project|quiet|offline)\s+)*)(?:\w+=\S*\s+)*"
)
_RUNS = expression(
    _BEFORE
    + r"(?:[\w./-]*/)?ledgergate(?:-(?:hook|read-only-posture|candidate-buckets|report-drift|docs-commit)(?=\W|$)"
    r"|[\"',\s]+(?:check|pre-commit|commit-msg|pre-push|pre-receive|update)(?=[\s\"',;&|)]|$))"
)
_RUNNER = expression(_BEFORE + r"(?:[\w./-]*/)?(?:pre-commit|prek)\s+run\b(?P<which>[^;&|]*)")
# The status of the call is lost.
_HOLLOW = expression(
    r"\|\|(?!\s*(?:exit(?:\s+[1-9$]\S*)?\s*(?:$|[;)}])|\{[^}]*\bexit\s+[1-9$]))|;\s*(?:true|:|exit 0)(?=\s|$)"
    r"|(?<![&>\d])&(?![&>\d])"
)
_PIPE = expression(r"(?<!\|)\|(?![|&])")
_STAGED = expression(r"--staged\b")
_SKIP = expression(r"\bSKIP=\S*(?:ledgergate|read-only-posture|candidate-buckets|report-drift)\S*")
# What stands before the call on its line and decides whether it runs.
_DECIDES = expression(r"(?:^|[;&|]\s*)((?:\[{1,2}|test|false|!|grep|case)\s[^;&|]*&&|[^;&|]*\|\|)\s*$")
_GIVEN = expression(r"\b(\w+)=\S*\s")
_COMMAND = expression(r"\b(?:ledgergate|pre-commit|prek)\b")
_OPENS = expression(r"(?:if|while|until|for|case)\b|(?:function\s+)?[\w-]+\s*\(\)\s*\{")
_CLOSES = expression(r"(?:fi|done|esac)\b|\}")
_DOCUMENT = expression(r"<<-?\s*[\"']?(\w+)")
_FLAGS = ("-a", "--all-files", "-v", "--verbose", "--show-diff-on-failure", "--fail-fast")
_LONGEST = 2000
_KINDS = {"Makefile": "make", "GNUmakefile": "make", "makefile": "make", "Jenkinsfile": "groovy", "noxfile.py": "",
          "tox.ini": "make", "justfile": "", ".justfile": ""}  # fmt: skip
STEP = "the step that runs ledgergate"


class Around(Value):
    """What a script stands in: a gate's own facts before its lines are read."""

    given: frozenset[str] = frozenset()
    keeps: frozenset[tuple[str, str]] = frozenset()
    earlier: tuple[tuple[str, str], ...] = ()


def of_script(
    text: str,
    first: int,
    skips: frozenset[str],
    *,
    hooked: bool = False,
    script: str = "",
    piped: bool = False,
    around: Around | None = None,
) -> Iterator[Gate]:
    """The calls in a text whose first line is `first`. `piped`: its shell fails where a part of a pipe does."""
    around = around or Around()
    safe = piped or "pipefail" in text
    gone: set[str] = set()
    inside: list[str] = []
    earlier = list(around.earlier)
    kind = _KINDS.get(script, "shell")
    until = ""
    lines = list(_joined(text))
    for at, (number, line) in enumerate(lines):
        bare = flat(line.split(" #")[0].strip())
        if until or bare.startswith("#") or len(bare) > _LONGEST:
            until = "" if bare == until else until
            continue
        opened = _DOCUMENT.search(bare)
        until = opened[1] if opened is not None else ""
        _nest(inside, bare)
        found = _call(bare, hooked)
        if found is not None:
            lost = {"what follows it decides"} if _is_lost(script, text, lines[at + 1 :]) else set()
            hollow, unknown = weighed(_words(found))
            hollow |= {f"'{one}'" for one in (*_HOLLOW.findall(found), *_SKIP.findall(bare))}
            hollow |= {"'|'"} if not safe and _PIPE.search(found) else set()
            hollow |= {"'--staged'"} if script == "step" and _STAGED.search(found) else set()
            hollow |= {"'-' before it"} if kind == "make" and bare.startswith(("-", "@-")) else set()
            hollow |= _ahead(bare[: len(bare) - len(found)], bare)
            yield Gate(
                STEP,
                first + number,
                skips | gone | hollow | lost | set(inside),
                around.given | unknown,
                around.keeps,
                tuple(earlier),
            )
        elif re.match(r"exit\b", bare):
            gone.add(f"'{bare[:40]}' before it")
        elif re.match(r"set (?:\+\w*e|\+o errexit)", bare):
            gone.add("'set +e' before it")
        elif bare:
            if kind == "groovy" and "stage(" in bare:  # the conditions so far were another stage's
                earlier = [(one, "" if "when" in one else why) for one, why in earlier]
            earlier.append((plain(bare), danger(bare, kind)))


def _ahead(text: str, line: str) -> set[str]:
    """What stands before the call on its own line and may keep it from running, or change what it does."""
    decides = _DECIDES.search(text)
    found = {f"'{decides[1].strip()[:60]}' before it"} if decides is not None else set()
    return found | {
        f"{name} is set for it" for name in _GIVEN.findall(_COMMAND.split(line)[0]) if is_read(name) and name != "SKIP"
    }


def _nest(inside: list[str], bare: str) -> None:
    """Keeps the conditions, loops and functions that the next lines stand in."""
    if _CLOSES.match(bare):
        del inside[-1:]
    elif bare.startswith(("else", "elif ")) and inside:
        inside[-1] = f"inside '{bare[:60]}' of {inside[-1][len('inside ') :]}"
    elif _OPENS.match(bare) and not re.search(r"(?:^|[;\s])(?:fi|done|esac|\})\W*$", bare):
        inside.append(f"inside '{bare[:60]}'")


def _lines(text: str) -> list[str]:
    """The lines of a script as a shell parts them: at a line feed and nothing else, so that a comment goes on there."""
    return [line.removesuffix("\r") for line in text.removesuffix("\n").split("\n")]


def _joined(text: str) -> Iterator[tuple[int, str]]:
    """(number, line), a line that ends in a backslash joined with the next."""
    start, held = 0, ""
    for number, line in enumerate(_lines(text)):
        start = start if held else number
        if line.endswith("\\") and len(held) < _LONGEST:
            held += line[:-1] + " "
            continue
        yield start, held + line
        held = ""
    if held:
        yield start, held


def _call(bare: str, hooked: bool) -> str | None:
    """The line from the gate's call on, None where it holds none."""
    found = _RUNS.search(bare.lstrip("@-"))
    if found is not None:
        return bare.lstrip("@-")[found.start() :].lstrip("|&;(")
    run = _RUNNER.search(bare) if hooked or "ledgergate" in bare else None
    if run is None:
        return None
    hooks = _chosen(run["which"].split())
    ours = not hooks or any("ledgergate" in one or one in DUTIES for one in hooks)
    return bare[run.start() :].lstrip("|&;(") if ours else None


def _words(call: str) -> str:
    """What follows the command itself."""
    found = _RUNS.search(call)
    if found is not None:
        return call[found.end() :]
    run = _RUNNER.search(call)
    return call[run.start("which") :] if run is not None else call


def _chosen(words: list[str]) -> list[str]:
    """The hooks that a runner's words name: neither options nor their values, nor files."""
    paired = zip(["", *words], words, strict=False)
    named = (word for before, word in paired if not before.startswith("-") or before in _FLAGS or "=" in before)
    return [word for word in named if not word.startswith("-") and "." not in word and "/" not in word]


def _is_lost(script: str, text: str, after: list[tuple[int, str]]) -> bool:
    """Whether a plain hook goes on after the call and forgets its answer: no `set -e`, and something follows."""
    if not script.startswith(".githooks/") or re.search(r"(?m)^[^\S\n]*set -\w*e|^#!.*\s-\w*e", text):
        return False
    return any(line.strip() and not line.strip().startswith("#") for _, line in after)
