"""Random histories: the paths that the gate refuses are those that two whole listings and a real merge show."""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from doorway import judged
from support import Repository

POLICY = '[posture]\nruntime = ["apps/**"]\nread_only.always = true\n'
HISTORIES = int(os.environ.get("LEDGERGATE_HISTORIES", "12"))
NAMES = (
    *("apps/a.py", "apps/lib/b.py", "Apps/c.py", "apps /d.py", "docs/a.md", "docs/lib/b.md", "docs/n\n.md"),
    *("docs/\udcff.md", "apps/\udcfe.py", "docs/apps/e.md", "app/f.md", "apps.md", "docs/link", "docs/sub"),
)
KINDS = ("100644", "100644", "100755", "120000", "160000")
TEXTS = ("one", "two", "three")
EDIT = st.tuples(st.sampled_from(NAMES), st.sampled_from([*KINDS, "gone"]), st.sampled_from(TEXTS))
STEP = st.tuples(st.sampled_from(["main", "topic", "topic", "merge", "revert"]), st.lists(EDIT, max_size=3))
State = dict[str, tuple[str, str]]


def _commit(repository: Repository, state: State, *parents: str) -> str:
    repository.git("read-tree", "--empty")
    for path, (mode, oid) in {**state, "ledgergate.toml": ("100644", repository.blob(POLICY))}.items():
        repository.put(os.fsencode(path), oid, mode)
    return repository.commit_tree(repository.git("write-tree").decode(), *parents)


def _edited(repository: Repository, state: State, edits: list[tuple[str, str, str]]) -> State:
    made = dict(state)
    for path, mode, text in edits:
        if mode == "gone":
            made.pop(path, None)
        elif mode == "160000":
            made[path] = (mode, ("1" if text == "one" else "2") * 40)
        else:
            content = f"../docs/{text}" if mode == "120000" else "".join(f"{text} {path!r} {n}\n" for n in range(9))
            made[path] = (mode, repository.blob(content))
    return made


def _listing(repository: Repository, commit: str) -> dict[str, str]:
    lines = os.fsdecode(repository.git("ls-tree", "-r", "-z", "--full-tree", commit)).split("\0")[:-1]
    return {line.split("\t", 1)[1]: line.split("\t", 1)[0] for line in lines}


def _differing(one: dict[str, str], other: dict[str, str]) -> set[str]:
    return {path for path in one.keys() | other.keys() if one.get(path) != other.get(path)}


def _runs(path: str) -> bool:
    return "/".join(part.rstrip(". ") for part in path.lower().split("/")).startswith("apps/")


def _expected(repository: Repository, tip: str, head: str) -> set[str]:
    bases = repository.git("merge-base", "--all", tip, head).decode().split()
    after = _listing(repository, head)
    moved = set().union(*(_differing(_listing(repository, base), after) for base in bases))
    found = {path for path in moved & _differing(_listing(repository, tip), after) if _runs(path)}
    return found | {path for path in _merged(repository, tip, head) if path.startswith("apps/")}


def _merged(repository: Repository, tip: str, head: str) -> set[str]:
    """What a real merge in a scratch clone adds to the tip; nothing where it conflicts."""
    done = subprocess.run(
        ["git", "merge-tree", "--write-tree", tip, head], cwd=repository.path, env=repository.environment(),
        capture_output=True, check=False,
    )  # fmt: skip
    if done.returncode:
        return set()
    tree = done.stdout.decode().strip()
    return _differing(_listing(repository, tip), _listing(repository, tree))


@settings(max_examples=HISTORIES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=HISTORIES < 100)
@given(start=st.lists(EDIT, max_size=8), steps=st.lists(STEP, min_size=1, max_size=7))
def test_the_verdict_on_a_random_history_is_that_of_two_listings(
    start: list[tuple[str, str, str]], steps: list[tuple[str, list[tuple[str, str, str]]]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        repository = Repository(Path(folder) / "r")
        first = _edited(repository, {}, [("docs/a.md", "100644", "one"), *start])
        states = {"main": first, "topic": first}
        tips = dict.fromkeys(states, _commit(repository, first))
        for what, edits in steps:
            name = what if what in states else "topic"
            state = states["main"] | states["topic"] if what == "merge" else first if what == "revert" else states[name]
            states[name] = _edited(repository, state, edits)
            parents = (
                (tips["topic"], tips["main"]) if what == "merge" and tips["main"] != tips["topic"] else (tips[name],)
            )
            tips[name] = _commit(repository, states[name], *parents)
        for name, oid in tips.items():
            repository.git("update-ref", f"refs/heads/{name}", oid)
        found = judged(repository, base="main", head="topic").findings
        refused = {one.place.path for one in found if one.code in ("LG101", "LG102")}
        assert refused == _expected(repository, tips["main"], tips["topic"])
