"""Random histories, and what an oracle says of them that knows git by whole listings, a real merge and a real disk."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import unicodedata
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from hypothesis import strategies as st

from support import Repository

POLICY = '[posture]\nruntime = ["apps/**"]\nread_only.always = true\n'
NAMES = (
    *("apps/a.py", "apps/lib/b.py", "apps/lib", "apps", "Apps/c.py", "APPS", "apps /d.py", "ap\u200cps/e.py"),
    *("\uff41pps/f.py", "apps\\g.py", "docs/a.md", "docs/lib/b.md", "docs/lib", "docs/n\n.md", "docs/\udcff.md"),
    *("apps/\udcfe.py", "docs/apps/e.md", "app/f.md", "apps.md", "docs/link", "docs/Link/a.py", "docs/link/lib/b.py"),
    *("link", "docs/sub", "Docs/a.md", ":100644 x"),
)
KINDS = ("100644", "100644", "100755", "120000", "120000", "160000", "gone", "moved")
TEXTS = ("one", "two", "three")
TARGETS = (
    *("../apps", "../apps/a.py", "../docs/lib", "link", "../link", "docs/link", "apps/lib", "/apps", "../../apps"),
    *("a.md", "../Apps", "..", ".", "../docs/../apps", "Link/a.py"),
)
EDIT = st.tuples(st.sampled_from(NAMES), st.sampled_from(KINDS), st.sampled_from(NAMES), st.integers(0, 14))
STEPS = ("main", "topic", "topic", "side", "merge", "clean", "ours", "back", "octopus", "revert", "equal", "orphan")
STEP = st.tuples(st.sampled_from(STEPS), st.lists(EDIT, max_size=3))
Edit = tuple[str, str, str, int]
State = dict[str, tuple[str, str]]
_MOST = 1000  # names that links to one another give
_SPACE = "\u200c"


class History(NamedTuple):
    """Tips of the branches; `topic` is checked out, `tree` is what is staged on it (of a merge of main, maybe)."""

    repository: Repository
    tips: dict[str, str]
    tree: str
    merging: bool


def made(
    folder: Path, start: list[Edit], steps: list[tuple[str, list[Edit]]], last: list[Edit], merging: bool
) -> History:
    """The history in a repository of its own: commits of trees that no work tree ever held."""
    repository = Repository(folder)
    first = _edited(repository, {}, [("docs/a.md", "100644", "", 0), *start])
    states = dict.fromkeys(("main", "topic", "side"), first)
    tips = dict.fromkeys(states, _commit(repository, first))
    for what, edits in steps:
        name = what if what in states else "main" if what == "back" else "topic"
        state, parents = _step(repository, what, name, first, states, tips)
        states[name] = _edited(repository, state, edits)
        tips[name] = _commit(repository, states[name], *parents)
    for name, oid in tips.items():
        repository.git("update-ref", f"refs/heads/{name}", oid)
    repository.git("symbolic-ref", "HEAD", "refs/heads/topic")
    if merging:
        (folder / ".git/MERGE_HEAD").write_text(tips["main"] + "\n")
    staged = states["main"] | states["topic"] if merging else states["topic"]
    return History(repository, tips, _tree(repository, _edited(repository, staged, last)), merging)


def _step(
    repository: Repository, what: str, name: str, first: State, states: dict[str, State], tips: dict[str, str]
) -> tuple[State, tuple[str, ...]]:
    """The state and the parents that a step begins with: merges are clean, evil, one-sided or of three."""
    topic, main, side = (tips[one] for one in ("topic", "main", "side"))
    both = _apart({**states["main"], **states["topic"]})
    parents = tuple(dict.fromkeys((topic, main)))
    if what == "clean":
        done = subprocess.run(
            ["git", "merge-tree", "--write-tree", "--allow-unrelated-histories", topic, main], cwd=repository.path,
            env=repository.environment(), capture_output=True,
        )  # fmt: skip
        listed = listing(repository, done.stdout.decode().strip()) if not done.returncode else {}
        return ({path: (told[:6], told.split()[2]) for path, told in listed.items()} or both), parents
    return {
        "merge": (both, parents),
        "ours": (states["topic"], parents),
        "back": (both, parents[::-1]),
        "octopus": (_apart({**states["side"], **both}), tuple(dict.fromkeys((topic, main, side)))),
        "revert": (first, (topic,)),
        "equal": (states["main"], (topic,)),
        "orphan": (states["topic"], ()),
    }.get(what, (states[name], (tips[name],)))


def _apart(state: State) -> State:
    """The state without files that others need for a folder: no tree can hold both."""
    return {path: what for path, what in state.items() if not any(other.startswith(path + "/") for other in state)}


def _edited(repository: Repository, state: State, edits: list[Edit]) -> State:
    found = dict(state)
    for path, kind, other, number in edits:
        taken = found.pop(path, None)
        if kind == "moved" and taken is not None:
            path, what = other, taken
        elif kind in ("moved", "gone"):
            continue
        elif kind == "160000":
            what = (kind, str(1 + number % 2) * 40)
        elif kind == "120000":
            what = (kind, repository.blob(TARGETS[number]))
        else:
            what = (kind, repository.blob("".join(f"{TEXTS[number % 3]} {path!r} {n}\n" for n in range(9))))
        above = [one for one in found if path.startswith(one + "/") or one.startswith(path + "/")]
        for one in above:
            del found[one]
        found[path] = what
    return found


def _tree(repository: Repository, state: State) -> str:
    """The tree of a state, which the index then holds, too."""
    repository.git("read-tree", "--empty")
    whole = {**state, "ledgergate.toml": ("100644", repository.blob(POLICY))}
    lines = b"".join(f"{mode} {oid}\t".encode() + os.fsencode(path) + b"\0" for path, (mode, oid) in whole.items())
    repository.git("-c", "core.protectNTFS=false", "update-index", "-z", "--index-info", stdin=lines)
    return repository.git("write-tree", "--missing-ok").decode()


def _commit(repository: Repository, state: State, *parents: str) -> str:
    return repository.commit_tree(_tree(repository, state), *parents)


def listing(repository: Repository, commit: str) -> dict[str, str]:
    """path -> "mode type oid" of a whole tree."""
    lines = os.fsdecode(repository.git("ls-tree", "-r", "-z", "--full-tree", commit)).split("\0")[:-1]
    return {line.split("\t", 1)[1]: line.split("\t", 1)[0] for line in lines}


def differing(one: dict[str, str], other: dict[str, str]) -> set[str]:
    return {path for path in one.keys() | other.keys() if one.get(path) != other.get(path)}


def bases(repository: Repository, one: str, other: str) -> list[str]:
    """All merge bases; none where the histories are unrelated."""
    done = subprocess.run(
        ["git", "merge-base", "--all", one, other], cwd=repository.path, env=repository.environment(),
        capture_output=True, check=False,
    )  # fmt: skip
    return done.stdout.decode().split()


def of_range(history: History) -> set[str] | None:
    """The paths to refuse of main...topic; None where there is nothing to compare with."""
    repository, tip, head = history.repository, history.tips["main"], history.tips["topic"]
    found = bases(repository, tip, head)
    if not found:
        return None
    return _since(history, tip, found, head) | {
        path for path in _merged(repository, tip, head) if path.startswith("apps/")
    }


def of_staged(history: History) -> set[str]:
    """The paths to refuse of the commit being made: those of its branch since it left main; where they have nothing in
    common, its own against every parent."""
    repository, tip, head = history.repository, history.tips["main"], history.tips["topic"]
    parents = [head, tip] if history.merging else [head]
    known = [bases(repository, tip, parent) for parent in parents]
    if all(known):
        return _since(history, tip, sorted(set(chain.from_iterable(known))), history.tree)
    return set.intersection(*(_since(history, parent, [parent], history.tree) for parent in parents))


def _since(history: History, tip: str, starts: list[str], after: str) -> set[str]:
    """What differs from the tip and from some start, and reaches the runtime."""
    repository, now = history.repository, listing(history.repository, after)
    befores = [listing(repository, one) for one in starts]
    changed = differing(listing(repository, tip), now) & set().union(*(differing(one, now) for one in befores))
    modes = {path: {told[path][:6] for told in (*befores, now) if path in told} for path in changed}
    through = _led(repository, after, _links(now))
    places = _places(through, now)
    for start, before in zip(starts, befores, strict=True):
        places |= _places(_led(repository, start, _links(before)), before)
    return {
        path
        for path in changed
        if _runs(path, modes[path]) or (path in now and _indirect(path, now, through)) or _is_led(path, places)
    }


def _links(state: dict[str, str]) -> set[str]:
    return {path for path, told in state.items() if told.startswith("120000")}


def _places(through: dict[str, str], state: dict[str, str]) -> set[tuple[str, str]]:
    """(path, name): what stands at or below the path runs under the name, by the links of one state alone."""
    folders = {path[:cut] for path in state for cut, sign in enumerate(path) if sign == "/"}
    found: set[tuple[str, str]] = set()
    waiting = [(link, link) for link in through]
    for link, name in waiting:
        flat, end = fold(name), through[link]
        runs = flat == "apps" or (flat.startswith("apps/") and end in folders)
        if end and runs and (end, name) not in found and len(found) < _MOST:
            found.add((end, name))
            waiting += [(one, name + one[len(end) :]) for one in through if one.startswith(end + "/")]
    return found


def _is_led(path: str, places: set[tuple[str, str]]) -> bool:
    """Whether the runtime holds the path through a link of its own."""
    names = [name + path[len(end) :] for end, name in places if path == end or path.startswith(end + "/")]
    return any(fold(name).startswith("apps/") for name in names)


def fold(path: str) -> str:
    """What a disk that ignores case, form, invisible characters and ends of names takes the path for."""
    seen = unicodedata.normalize("NFKC", path.replace("\\", "/").replace(_SPACE, ""))
    flat = unicodedata.normalize("NFKC", seen.casefold())
    return "/".join(part.partition(":")[0].rstrip(". ") for part in flat.split("/"))


def _runs(path: str, modes: set[str]) -> bool:
    return fold(path).startswith("apps/") or (bool(modes & {"120000", "160000"}) and fold(path) == "apps")


def _indirect(path: str, now: dict[str, str], through: dict[str, str]) -> bool:
    """Whether a link leads into the runtime, or makes a folding disk write a file there."""
    ends = [through[path]] if path in through else []
    for link, end in through.items():
        written = [path] if path not in through else now if link == path else ()
        below = [fold(one) for one in written if fold(one).startswith(fold(link) + "/")]
        ends += [f"{end}{one[len(fold(link)) :]}".lstrip("/") for one in below]
    return any(end and (fold(end) + "/").startswith("apps/") for end in ends)


def _led(repository: Repository, tree: str, links: set[str]) -> dict[str, str]:
    """Where each link ends on a real disk that holds the tree, "" outside of it or in a circle."""
    if not links:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        index = {"GIT_INDEX_FILE": os.path.join(folder, "index")}
        top = os.path.join(os.path.realpath(folder), "top") + "/"
        os.mkdir(top)
        repository.git("read-tree", tree, env=index)
        repository.git("-c", "core.protectNTFS=false", "checkout-index", "-a", f"--prefix={top}", env=index)
        return {link: _end(top, link) for link in links}


def _end(top: str, link: str) -> str:
    try:
        os.stat(top + link)
    except OSError as error:
        if error.errno == 40:  # ELOOP
            return ""
    end = os.path.realpath(top + link)
    return end[len(top) :] if end.startswith(top) else ""


def _merged(repository: Repository, tip: str, head: str) -> set[str]:
    """What a real merge in a scratch clone changes of the tip; nothing where it conflicts."""
    clone = repository.path.parent / "scratch"
    how = ("-c", "core.hooksPath=/dev/null", "-c", "core.protectNTFS=false")
    try:
        repository.git("clone", "-q", "--shared", "--no-checkout", ".", str(clone))
        scratch = Repository(clone, init=False)
        scratch.git(*how, "checkout", "-q", "--detach", tip)
        done = subprocess.run(
            ["git", *how, "merge", "-q", "--no-edit", head], cwd=clone, env=scratch.environment(), capture_output=True
        )
        assert done.returncode in (0, 1), done.stderr
        return set() if done.returncode else differing(listing(scratch, tip), listing(scratch, "HEAD"))
    finally:
        shutil.rmtree(clone, ignore_errors=True)
