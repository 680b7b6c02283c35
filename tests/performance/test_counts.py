"""What a hook may cost, in numbers that no machine changes: processes, modules, documents. Never in seconds.

Each ceiling is what the gate needs today. Whoever must raise one says in the commit what it buys.
"""

from __future__ import annotations

import os
import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from counted import git_processes, modules, parsed
from support import Repository

pytestmark = pytest.mark.skipif(os.name == "nt", reason="git is counted by a script that takes its place")

POLICY = """\
[posture]
runtime = ["apps/**"]
[posture.read_only]
branches = ["docs/*"]
[vocabulary.bucket]
values = { now = "Do now", later = "Do later" }
[ledger.candidates]
sources = [{ path = "docs/candidates.md", items = "headings", level = 3 }]
key = '^(?P<key>C-\\d+)'
fields.bucket = { label = "Bucket", values = "bucket", required = true }
[[report]]
path = "docs/report.md"
ledger = "candidates"
rows = { items = "table", key = "Candidate", columns = { Bucket = "bucket" } }
totals = { by = "bucket" }
"""
COMMIT = {"GIT_INDEX_FILE": ".git/index"}
PUSH = {"PRE_COMMIT_FROM_REF": "HEAD~1", "PRE_COMMIT_TO_REF": "HEAD"}
# Situation -> git processes at most.
PROCESSES = {
    "nothing": 1, "governed": 1, "read-only": 1, "first": 3, "push": 6, "large": 1, "large-read-only": 1,
}  # fmt: skip
OWN_MODULES = 98
REMEMBERED_MODULES = 93  # at a second commit
# What a hook may import besides the gate's own modules and what Python is built of; the rest is too dear, or not
# needed at every commit. `array` is what a page is read into; `datetime` and `math` are the TOML parser's.
ALLOWED = {
    *("array", "bisect", "collections", "copyreg", "datetime", "enum", "fnmatch", "functools", "gc", "importlib"),
    *("itertools", "keyword", "math", "operator", "pyromark", "re", "reprlib", "select", "string", "time", "tomli"),
    *("tomllib", "types", "unicodedata", "warnings", "zlib"),
}
HEAVY = {
    *("click", "dataclasses", "difflib", "git", "hashlib", "inspect", "json", "logging", "pathlib", "pathspec"),
    *("subprocess", "tempfile", "typing", "yaml"),
}
UNASKED = (
    *("cli", "init", "output.document", "output.github", "output.gitlab", "output.junit", "output.markdown"),
    *("output.sarif", "ledgers.files", "ledgers.lists", "ledgers.paragraphs", "ledgers.structured"),
    *("git.merge", "git.patterns", "git.worktree", "moments.ci", "moments.push", "moments.worktree"),
    *("ledgers.likeness", "truth.evidence"),
    # No item is lost or listed twice, every line was understood, and no heading of a report lists counts. Its totals
    # are bare numbers in a table.
    *("reports.forms", "reports.free", "reports.layouts", "reports.numerals", "reports.sentences"),
    *("ledgers.tombstones", "reports.listed", "rules.bad_disposition", "rules.duplicate_item", "rules.item_vanished"),
    *("rules.not_understood", "rules.report_missing", "rules.wrong_link"),
)
_BUILT_IN = re.compile(r"_|sre_|[0-9a-f]{8,}__mypyc")


def candidates(*buckets: str) -> str:
    return "# Candidates\n\n" + "".join(
        f"### C-{number} Candidate {number}\n\n**Bucket**: {bucket}\n\n" for number, bucket in enumerate(buckets, 1)
    )


def report(*buckets: str) -> str:
    rows = "".join(f"| C-{number} | {bucket} |\n" for number, bucket in enumerate(buckets, 1))
    totals = "".join(f"| {bucket} | {buckets.count(bucket)} |\n" for bucket in ("now", "later"))
    return f"# Report\n\n| Candidate | Bucket |\n|---|---|\n{rows}\n| Bucket | Count |\n|---|---|\n{totals}"


def documents(*buckets: str) -> dict[str, str | bytes]:
    return {"docs/candidates.md": candidates(*buckets), "docs/report.md": report(*buckets)}


def started(folder: Path, *, first: bool = False, large: bool = False) -> Repository:
    """A repository with a ledger and a report; with `large` its index is too long to be listed whole."""
    repository = Repository(folder / "product")
    repository.files({"ledgergate.toml": POLICY, "apps/main.php": "<?php\n", **documents("now", "later", "now")})
    repository.stage()
    if large:
        oid = repository.blob("<?php\n")
        entries = "".join(f"100644 {oid}\tapps/part{one % 40}/file{one}.php\n" for one in range(7000))
        repository.git("update-index", "--index-info", stdin=entries.encode())
        assert (repository.path / ".git/index").stat().st_size > 512 << 10
    if not first:
        repository.commit("start")
    return repository


def situation(name: str, folder: Path) -> tuple[Repository, dict[str, str]]:
    repository = started(folder, first=name == "first", large=name.startswith("large"))
    if name.endswith("read-only"):
        repository.branch("docs/plan")
    if name == "nothing":
        repository.files({"apps/main.php": "<?php // more\n"})
    elif name != "first":
        repository.files({**documents("now", "later", "now", "later"), "docs/notes.md": "# Notes\n"})
    repository.stage("apps/main.php", "docs")
    if name == "push":
        repository.commit("more")
    else:
        repository.git("write-tree")  # as `git commit` does before it calls its hook
    return repository, PUSH if name == "push" else COMMIT


@pytest.mark.parametrize("name", PROCESSES)
def test_a_hook_starts_no_more_git_than_today(name: str, tmp_path: Path) -> None:
    repository, told = situation(name, tmp_path)
    calls = git_processes(repository, tmp_path, **told)
    more = f"{len(calls)} git processes instead of {PROCESSES[name]}:\n" + "\n".join(calls)
    assert 0 < len(calls) <= PROCESSES[name], more


@pytest.mark.parametrize("name", ["nothing", "governed", "first", "push"])
def test_an_open_hook_imports_nothing_that_is_not_on_the_list(name: str, tmp_path: Path) -> None:
    repository, told = situation(name, tmp_path)
    roots = {one.partition(".")[0] for one in modules(repository, **told)}
    foreign = {one for one in roots if not _BUILT_IN.match(one)} - {"ledgergate", "ledgergate_hooks"}
    assert not foreign - ALLOWED, f"the hook now imports {sorted(foreign - ALLOWED)}"
    assert not foreign & HEAVY


def test_a_read_only_hook_with_usual_patterns_imports_nothing_heavy(tmp_path: Path) -> None:
    repository, told = situation("read-only", tmp_path)
    roots = {one.partition(".")[0] for one in modules(repository, **told)}
    assert not roots & HEAVY, f"the hook now imports {sorted(roots & HEAVY)}"


def test_a_hook_imports_no_more_of_the_gate_than_today(tmp_path: Path) -> None:
    repository, told = situation("governed", tmp_path)
    own = [one for one in modules(repository, **told) if one.partition(".")[0].startswith("ledgergate")]
    assert 0 < len(own) <= OWN_MODULES, f"{len(own)} modules instead of {OWN_MODULES}:\n" + "\n".join(own)


def test_every_module_that_nobody_asks_for_is_there() -> None:
    assert [name for name in UNASKED if find_spec(f"ledgergate.{name}") is None] == []


def test_formats_verbs_and_shapes_that_nobody_asked_for_are_not_imported(tmp_path: Path) -> None:
    repository, told = situation("governed", tmp_path)
    own = set(modules(repository, **told))
    there = sorted(name for name in UNASKED if f"ledgergate.{name}" in own)
    assert not there, f"the hook now imports {there}"


def test_each_governed_document_is_parsed_once_and_the_base_only_where_it_differs(tmp_path: Path) -> None:
    repository = started(tmp_path)
    sizes = {path: (repository.path / path).stat().st_size for path in ("docs/candidates.md", "docs/report.md")}
    repository.save({"docs/notes.md": "# Notes\n"})
    repository.files({"docs/notes.md": "# Notes\n\nMore.\n"})
    repository.stage()
    assert sorted(parsed(repository, **COMMIT).documents) == sorted(sizes.values())
    longer = documents("now", "later", "now", "later")
    repository.files({"docs/candidates.md": longer["docs/candidates.md"], "docs/report.md": longer["docs/report.md"]})
    repository.stage()
    # The ledger is read at both ends, for what has vanished; the report only as it will be.
    assert sorted(parsed(repository, **COMMIT).documents) == sorted(
        [*(len(text) for text in longer.values()), sizes["docs/candidates.md"]]
    )


def test_a_second_commit_reads_neither_the_policy_nor_the_ledger_that_it_starts_from(tmp_path: Path) -> None:
    repository = started(tmp_path)
    told = {**COMMIT, "LEDGERGATE_MEMORY": str(tmp_path / "memory")}
    assert parsed(repository, **told).policies == 1
    longer = documents("now", "later", "now", "later")
    repository.files(longer)
    repository.stage()
    own = [one for one in modules(repository, **told) if one.startswith("ledgergate.")]
    assert len(own) <= REMEMBERED_MODULES, f"{len(own)} modules:\n" + "\n".join(own)
    repository.files({"docs/candidates.md": candidates("now", "later", "now", "later") + "More.\n"})
    repository.stage()
    second = parsed(repository, **told)
    assert second.policies == 0
    assert len(second.documents) == len(longer)


def test_a_document_that_nothing_governs_is_never_parsed(tmp_path: Path) -> None:
    repository = started(tmp_path)
    repository.files({"docs/notes.md": "# Notes\n\n" + "Much.\n" * 5000})
    repository.stage()
    assert sum(parsed(repository, **COMMIT).documents) < 5000


def test_the_policy_is_parsed_once_where_the_change_leaves_it_alone(tmp_path: Path) -> None:
    repository, told = situation("governed", tmp_path)
    assert parsed(repository, **told).policies == 1
