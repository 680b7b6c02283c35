"""Defences of the gate, how each is taken out, and a hostile change that only this one stops.

A defence is taken out by replacing its function, in the tests alone: the product has no switch. Each change is made in
a real repository and is honest in all else, so nothing but the defence can have stopped it.
"""

from __future__ import annotations

import re

from hostile_changes import (
    EVIL,
    MORE_NOW,
    amends,
    base_moves_the_file,
    holds_a_git_folder,
    loses_2,
    policy,
    puts,
    replaces_the_ledger,
    rows,
    runtime_lies_behind_a_link,
    stages,
    step,
    submodule_is_a_pattern,
    writes_into_an_object,
    writes_into_the_index,
)
from ledgergate.errors import NotChecked
from ledgergate.git import index, processes
from ledgergate.truth import posture
from ledgergate.weighing import _leveled
from small_team import AUDIT, FILES, LEDGER, POLICY, REPORT, WORKFLOW, judged
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from typing import Any

    from hostile_changes import Change, Files

_NEVER = re.compile("(?!)")


class Defence:
    """`change` makes the hostile change and says how it is judged.

    `refused` is the code of the finding that stops it, or a part of the reason why there is no verdict; `out` is what
    is replaced ("module:name"), and by what.
    """

    def __init__(
        self, change: Change, refused: str, out: Mapping[str, object], *, files: Files | None = None,
        branch: str = "007-audit",
    ) -> None:  # fmt: skip
        self.change, self.refused, self.out = change, refused, out
        self._files, self._branch = files or {}, branch

    def situation(self, path: Path) -> Callable[[], tuple[str, ...]]:
        """Makes the change; what is returned judges it and says what stops it."""
        repository = Repository(path)
        repository.save({**FILES, **self._files}, "start")
        repository.branch(self._branch)
        flags = self.change(repository)
        return lambda: stopped(repository, **flags)


def stopped(repository: Repository, **flags: Any) -> tuple[str, ...]:
    """The codes that block, or why there is no verdict; () is a change that passes."""
    try:
        verdict = judged(repository, **flags)
    except NotChecked as error:
        return (error.message,)
    return tuple(sorted({one.code for one in verdict.blocking} | {one.message for one in verdict.unchecked}))


def nothing(*_: object, **__: object) -> tuple[()]:
    return ()


def none(*_: object, **__: object) -> None:
    return None


_NO_REPLACING = {
    "git.processes:_ARGUMENTS": tuple(one for one in processes._ARGUMENTS if one != "--no-replace-objects"),
    "git.processes:_SET": {name: is_ for name, is_ in processes._SET.items() if name != "GIT_NO_REPLACE_OBJECTS"},
    "git.processes:is_object": lambda *_: True,
}
_BASE_POLICY = {"gate:_pair": none, "rules.policy_weakened:check": nothing}
_FOLDING = {"git.patterns:Patterns.match_folded": none}

DEFENCES = {
    # A name that another disk takes for the runtime's.
    "a name in capitals": Defence(puts("APPS/new.py"), "LG101", _FOLDING),
    "a character that nobody sees": Defence(
        puts("apps\u200c/new.py"), "LG101", {"git.names:visible": lambda name: name}
    ),
    "a dot that Windows drops": Defence(puts("apps./new.py"), "LG101", {"git.patterns:folded_name": str.lower}),
    "a backslash that parts folders": Defence(puts("apps\\new.py"), "LG101", {"git.patterns:folded_name": str.lower}),
    # A way into the runtime that its patterns do not spell.
    "a link over which a checkout writes": Defence(
        puts("docs/A/main.py", ("docs/a", "120000")), "LG102", {"truth.touched:_through_links": nothing}
    ),
    "a link that the runtime holds": Defence(
        runtime_lies_behind_a_link, "LG102", {"truth.runtime:_behind_links": nothing}
    ),
    "a submodule that is the runtime": Defence(
        submodule_is_a_pattern, "LG101", {"git.patterns:Patterns.match_below": none},
        files={"ledgergate.toml": POLICY.replace('"apps/**"', '"apps/**", "svc/**"')},
    ),
    "attributes that change a checkout": Defence(
        stages({".gitattributes": "apps/** ident\n"}), "LG102", {"truth.runtime:_by_attributes": nothing}
    ),
    "a merge into a folder that moved": Defence(base_moves_the_file, "LG102", {"truth.touched:_by_merge": nothing}),
    "an amend over an earlier commit": Defence(amends, "LG101", {"moments.change:Change.branch_entries": none}),
    # A change that takes itself out of the posture.
    "a posture that the change flips": Defence(
        stages({**EVIL, AUDIT: "# Audit\n\n**Status**: Draft\n**Runtime posture**: open\n"}), "LG101",
        {"gate:announced": lambda change, after, _: posture.posture(after.policy, [after.documents], change)},
    ),
    "a word before the commit's type": Defence(
        stages(EVIL, "fixup! docs: tidy"), "LG104", {"rules.docs_commit_touches_runtime:_BEFORE": _NEVER},
        branch="feature",
    ),
    "a commit's type in capitals": Defence(
        stages(EVIL, "DOCS: tidy"), "LG104",
        {"rules.docs_commit_touches_runtime:type_of": lambda message: message.partition(":")[0]}, branch="feature",
    ),
    # A repository that lies.
    "a folder that is git's own": Defence(
        holds_a_git_folder, "git itself would not write",
        {f"git.{module}:require_sane": none for module in ("states", "differences", "staged")},
    ),
    "a replaced object": Defence(replaces_the_ledger, "LG201", _NO_REPLACING),
    "an object with another content": Defence(
        writes_into_an_object, "gave other content", {"git.processes:is_object": lambda *_: True}
    ),
    "an index that was written into": Defence(
        writes_into_the_index, "is damaged", {"git.index:_whole": lambda path, _: index._read(path) or b""}
    ),
    # A policy that is loosened by the change that needs it.
    "a rule that the change switches off": Defence(
        policy("[documents]", '[rules]\nunclassified = "off"\n[documents]', rows("| C-3 | Sneak |  |\n")), "LG201",
        {**_BASE_POLICY, "weighing:_leveled": lambda one, policy, _: _leveled(one, policy, None)},
    ),
    "a word that closes a package": Defence(policy('["Complete"]', '["Complete", "Draft"]'), "LG901", _BASE_POLICY),
    "a source that is moved away": Defence(
        policy(
            'path = "docs/ledger.md"', 'path = "docs/copy.md"',
            {**rows("| C-3 | Sneak |  |\n"), "docs/copy.md": LEDGER},
        ), "LG201", _BASE_POLICY,
    ),
    # A ledger that loses an item, or hides one.
    "a sentence that denies the end": Defence(
        loses_2("C-2 must not be dropped before the audit is done."), "LG205",
        {"ledgers.dispositions:asserts": lambda *_: True},
    ),
    "a sentence older than the loss": Defence(
        loses_2("- C-2 was rejected in 2023."), "LG205",
        {"ledgers.conservation:_said_now": lambda _before, _after, _name, told, _left: list(told)},
        files={"docs/ledger.md": f"{LEDGER}\n- C-2 was rejected in 2023.\n"},
    ),
    "a merge into an item that is nowhere": Defence(
        loses_2("- C-2 merged into C-999"), "LG207", {"rules.bad_disposition:_into_nothing": nothing}
    ),
    "a key with another alphabet's letter": Defence(
        stages(rows("| \u0421-2 | Other | now |\n", MORE_NOW)), "LG214",
        {"rules.confusable_keys:_alike": lambda item: item.key},
    ),
    "a title with a hidden character": Defence(
        stages(rows("| C-3 | Im\u200bport | now |\n", MORE_NOW)), "LG210",
        {"rules.invisible_text:hidden": lambda _: ""},
    ),
    "a number in a heading": Defence(
        stages({"docs/report.md": f"{REPORT}\n## Do now (9 of 9)\n"}), "LG305", {"reports.totals:_in_heading": nothing}
    ),
    # A workflow that still runs the gate, and no longer hears it.
    "an exit before the gate": Defence(
        step("|\n          trap 'exit 0' EXIT\n          ledgergate check"), "LG903",
        {"control.shell:danger": lambda *_: ""},
    ),
    "a pipe behind the gate": Defence(step("ledgergate check | tee log"), "LG903", {"control.shell:_PIPE": _NEVER}),
    "an answer that is forgotten": Defence(
        step("ledgergate check || true"), "LG903", {"control.shell:_HOLLOW": _NEVER}
    ),
    "a base that is the head": Defence(
        step("ledgergate check --base HEAD~0"), "LG903", {"control.shell:weighed": lambda _: (set(), set())}
    ),
    "a condition before the gate": Defence(
        step("true || ledgergate check"), "LG903", {"control.shell:_ahead": lambda *_: set()}
    ),
    "a workflow that nothing starts": Defence(
        stages({".github/workflows/gate.yml": WORKFLOW.replace("pull_request", "workflow_dispatch")}), "LG903",
        {"control.triggers:_events": none},
    ),
}  # fmt: skip

# What a file's name says to those who read a verdict: a service's log, a terminal, a page.
NAME = "apps/a\n::stop-commands::x\n\x1b[2Kclean<img src=x>@everyone ##vso[task.complete]"
ENCODERS = [
    ("text", "_tame", r"##vso\["),
    ("json", "json", r"##vso\["),
    ("github", "terminal", "\x1b"),
    ("junit", "terminal", "(?m)^::stop-commands::x"),
    ("junit", "defused", r"##vso\["),
    ("markdown", "markdown", "<img src=x"),
    ("markdown", "markdown", "@everyone"),
    ("markdown", "markdown_code", "\x1b"),
]
