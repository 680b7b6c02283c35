"""Hostile changes as a repository meets them, each honest in all but one thing."""

from __future__ import annotations

import zlib

from small_team import FILES, LEDGER, POLICY, REPORT, WORKFLOW
from support import SUBMODULE_1, SUBMODULE_2, Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    Files = Mapping[str, str | bytes]
    Change = Callable[[Repository], Mapping[str, Any]]

EVIL: Files = {"apps/main.py": "evil\n"}


def stages(files: Files, message: str = "") -> Change:
    def change(repository: Repository) -> Mapping[str, Any]:
        repository.files(files)
        repository.stage()
        return {"staged": True, "message": message}

    return change


def puts(path: str, *others: tuple[str, str]) -> Change:
    """Stages a new file under a name that a disk here may not take, and other entries of a path and a mode."""

    def change(repository: Repository) -> Mapping[str, Any]:
        for name, mode in others:
            repository.put(name, repository.blob("../apps") if mode == "120000" else SUBMODULE_2, mode)
        repository.put(path, repository.blob("evil\n"))
        return {"staged": True}

    return change


def rows(text: str, report: str = REPORT) -> Files:
    return {"docs/ledger.md": LEDGER + text, "docs/report.md": report}


MORE_NOW = REPORT.replace("| now | 1 |", "| now | 2 |")
WITHOUT_2 = {
    "docs/ledger.md": LEDGER.replace("| C-2 | Import | later |\n", ""),
    "docs/report.md": REPORT.replace("| later | 1 |", "| later | 0 |"),
}


def loses_2(line: str) -> Change:
    return stages({**WITHOUT_2, "docs/ledger.md": f"{WITHOUT_2['docs/ledger.md']}\n{line}\n"})


def step(command: str) -> Change:
    return stages({".github/workflows/gate.yml": WORKFLOW.replace("ledgergate check", command)})


def policy(one: str, other: str, files: Files | None = None) -> Change:
    assert one in POLICY
    return stages({"ledgergate.toml": POLICY.replace(one, other), **(files or {})})


def submodule_is_a_pattern(repository: Repository) -> Mapping[str, Any]:
    repository.put("svc", SUBMODULE_1, "160000")
    repository.commit("svc is a submodule")
    repository.git("branch", "-f", "main", "HEAD")
    repository.put("svc", SUBMODULE_2, "160000")
    return {"staged": True}


def runtime_lies_behind_a_link(repository: Repository) -> Mapping[str, Any]:
    repository.link("apps/lib", "../docs/impl")
    repository.save({"docs/impl/sync.py": "sync\n"}, "the runtime's library lies among the documents")
    repository.git("branch", "-f", "main", "HEAD")
    return stages({"docs/impl/sync.py": "evil\n"})(repository)


def amends(repository: Repository) -> Mapping[str, Any]:
    repository.save(EVIL, "work")
    return stages({"docs/guide.md": "short\n"})(repository)


def base_moves_the_file(repository: Repository) -> Mapping[str, Any]:
    repository.save({"docs/guide.md": str(FILES["docs/guide.md"]).replace("guide 3\n", "evil\n")}, "edit")
    repository.checkout("main")
    repository.git("mv", "docs/guide.md", "apps/guide.md")
    repository.commit("the guide is a part of the runtime now")
    repository.checkout("007-audit")
    return {"base": "main", "head": "HEAD"}


def listed(repository: Repository, tree: str) -> list[tuple[str, str, str | bytes]]:
    lines = repository.git("ls-tree", tree).decode().splitlines()
    return [(line.split()[0].lstrip("0"), line.split()[2], line.partition("\t")[2]) for line in lines]


def commits_a_tree(repository: Repository, docs: list[tuple[str, str, str | bytes]]) -> Mapping[str, Any]:
    """A commit whose docs/ is made of exactly these entries, as no `git add` would make it."""
    made = repository.tree(*docs)
    top = [(mode, made if name == "docs" else oid, name) for mode, oid, name in listed(repository, "HEAD")]
    commit = repository.commit_tree(repository.tree(*top), repository.oid())
    repository.git("update-ref", "refs/heads/007-audit", commit)
    return {"base": "main", "head": "007-audit"}


def holds_a_git_folder(repository: Repository) -> Mapping[str, Any]:
    config = repository.tree(("100644", repository.blob("[core]\n\tfsmonitor = evil\n"), "config"))
    return commits_a_tree(repository, [("40000", config, ".GIT"), *listed(repository, "HEAD:docs")])


def unclassified(repository: Repository) -> tuple[str, str]:
    """Commits a row without a bucket; the ledger's object before it, and with it."""
    good = repository.oid("HEAD:docs/ledger.md")
    repository.save(rows("| C-3 | Sneak |  |\n"), "a row")
    return good, repository.oid("HEAD:docs/ledger.md")


def replaces_the_ledger(repository: Repository) -> Mapping[str, Any]:
    good, bad = unclassified(repository)
    repository.git("replace", bad, good)
    return {"tree": "HEAD"}


def writes_into_an_object(repository: Repository) -> Mapping[str, Any]:
    bad = unclassified(repository)[1]
    file = repository.path / ".git/objects" / bad[:2] / bad[2:]
    file.chmod(0o644)
    file.write_bytes(zlib.compress(b"blob %d\0" % len(LEDGER.encode()) + LEDGER.encode()))
    return {"tree": "HEAD"}


def writes_into_the_index(repository: Repository) -> Mapping[str, Any]:
    stages(EVIL)(repository)
    file = repository.path / ".git/index"
    staged, committed = (bytes.fromhex(repository.oid(f"{where}:apps/main.py")) for where in ("", "HEAD"))
    assert file.read_bytes().count(staged) == 1
    file.write_bytes(file.read_bytes().replace(staged, committed))
    return {"staged": True}
