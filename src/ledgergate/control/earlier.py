"""What runs before the gate: a line without its versions, and what it can do to the gate."""

from __future__ import annotations

import re

from ledgergate.expressions import expression

_VERSION = expression(
    r"(?<=\w)@[\w./-]+|(?:[=~<>!]=?|(?<=\s)--(?:version|python)[= ])\s*v?\d[\w.*+-]*|\b[0-9a-f]{40}\b"
    r"|\bv?\d+(?:\.\d+)+\b"
)
# Names that the shell, git, Python, the hook runner or the gate itself read.
_READ = (
    r"(?:PATH|IFS|ENV|CI|HOME|SKIP|SHELL\w*|MAKEFLAGS|BASH_\w+|LD_\w+|DYLD_\w+|LEDGERGATE_(?!PAGE\b)\w+|PRE_COMMIT_\w+|PREK_\w+"
    r"|HUSKY\w*|LEFTHOOK\w*|PYTHON(?:PATH|HOME|STARTUP|INSPECT|USERBASE|WARNINGS|BREAKPOINT)"
    r"|GIT_(?:DIR|WORK_TREE|INDEX_FILE|OBJECT_\w+|ALTERNATE_\w+|CONFIG\w*|NAMESPACE|EXEC_PATH|CEILING\w*|STRATEGY"
    r"|CHECKOUT)|GITHUB_(?!TOKEN\b)\w+|GITEA_ACTIONS|FORGEJO_ACTIONS|GITLAB_CI"
    r"|CI_(?:COMMIT|MERGE|DEFAULT|PIPELINE)\w+|TF_BUILD|CHANGE_TARGET|JENKINS_URL)"
)
_NAME = expression(_READ)
_TOOLS = r"(?:ledgergate(?:-\w+)*|pre-commit|prek|python3?|git|uvx?|pipx|command|exec|exit|test|set)"
_START = r"(?:^|[;&|(] *)"
# A folder on the path that installers of tools use.
_USUAL = expression(
    r"(?:\$(?:\{?HOME\}?|\(.*\))|~)/(?:\.local|\.cargo|\.poetry|\.rye|go)/(?:bin|shims|env)|\.venv/(?:bin|Scripts)"
)
_ANYWHERE = (
    (
        # A plain variable that nothing here reads may be set.
        rf"^(?!(?:echo|printf) +[\"']?(?!{_READ}=)\w+=[^\\;&|]*>> *\S+$).*\bGITHUB_ENV\b"
        rf"|\bsetvariable variable={_READ}\b",
        "it sets variables for what follows",
    ),
    (r"\bGITHUB_PATH\b|\btask\.prependpath\b|\bsetx? +PATH\b", "it sets the path"),
    (
        r"\bgit\b(?: -\S+(?: \S+=\S+)?)* (?:checkout|switch|reset|update-ref|symbolic-ref|replace|rebase"
        r"|branch +-[fFM])\b",
        "it moves what is checked out",
    ),
    (
        rf"(?:{_START}|sudo +)(?:cp|mv|ln|install|tee|rm|chmod)\b.*[\s/\"']{_TOOLS}[\"']?(?=$|\s*[;&|])"
        rf"|>\s*\S*/{_TOOLS}(?=\s|$)",
        "it puts another program in place",
    ),
    (r"\bgit config\b.*\b(?:alias|core\.(?:hooksPath|worktree|bare)|remote\.)", "it sets up git otherwise"),
)
_SAME_SHELL = (
    (rf"{_START}(?:function +)?{_TOOLS} *\(\)|\bfunction +{_TOOLS}\b", "it defines a function of that name"),
    (rf"\b(?:alias|hash -p)\b.*\b{_TOOLS}\b|\bshopt -s expand_aliases", "it defines another command"),
    (
        r"\btrap\b(?! +(?:--? *)?[\"']?(?:rm|kill|echo|popd|cd|docker|deactivate)\b(?!.*\bexit\b))",
        "its trap may change the answer",
    ),
    (rf"{_START}exec(?! +\d*[<>])\b|^(?:exit|return)\b", "what follows it never runs"),
    (rf"{_START}(?:(?:export|declare|readonly|set|env) +(?:-\w+ +)?)?{_READ} *[:+?]?=", "it sets what the gate reads"),
    (rf"{_START}set \+(?:\w*e|o errexit)", "what fails after it is no failure"),
    (rf"{_START}(?:eval|enable -n|unset -f|unset +PATH)\b", "it changes the shell"),
)
_MAKE = (
    (
        r"\bSHELL *[:+?!]*=(?! *(?:(?:/usr)?/bin/)?(?:env +)?(?:ba|da|z|k)?sh *$)|\.SHELLFLAGS *[:+?!]*=(?!.*-\w*e)"
        r"|\b(?:MAKEFLAGS|PATH) *[:+?!]*=|\bignore_(?:outcome|errors) *= *true",
        "it sets what runs the lines",
    ),
    (r"\.(?:IGNORE|ONESHELL) *:", "it changes how the lines answer"),
)
_GROOVY = (
    (
        r"\bwhen\b(?! *\{ *changeRequest\(\) *\})|\b(?:catchError|warnError|returnStatus|unstable)\b"
        r"|currentBuild\.(?:result|currentResult) *=",
        "it may take the answer away",
    ),
)
_TABLES = {
    kind: tuple((expression(pattern), why) for pattern, why in _ANYWHERE + more)
    for kind, more in (("", ()), ("shell", _SAME_SHELL), ("make", _MAKE), ("groovy", _GROOVY))
}


def is_read(name: str) -> bool:
    """Whether a variable of this name can change what the gate's call does."""
    return _NAME.fullmatch(name) is not None


def plain(line: str) -> str:
    """The line without what version bots and formatters change."""
    return " ".join(_VERSION.sub("", line.split(" #")[0]).replace('"', "'").split())


def danger(line: str, kind: str = "") -> str:
    """What a line before the gate can do to it, "" where nothing is known. `kind`: "shell" where both share one."""
    if len(line) > 2000:
        return "it is too long to be read"
    usual = "PATH" in line and "ledgergate" not in line and _USUAL.search(line) is not None
    for pattern, why in _TABLES[kind] if not usual else ():
        if pattern.search(line):
            return why
    return ""


def lines_of(text: str, kind: str) -> list[tuple[str, str]]:
    """(line without versions, what it can do) of each line of a script."""
    return [
        (plain(line), danger(line.strip(), kind))
        for line in re.sub(r"\\\n\s*", " ", text).split("\n")[:2000]
        if line.strip() and not line.strip().startswith("#")
    ]
