"""Two lists of runtime patterns compared by what they match: the last pattern that matches a path decides."""

from __future__ import annotations

from ledgergate.policy.languages import signatures
from ledgergate.policy.strictness import Loosened

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def lost_patterns(before: Sequence[str], after: Sequence[str]) -> list[Loosened]:
    """One sentence for each pattern by which a path that was runtime is runtime no longer."""
    if tuple(before) == tuple(after):
        return []
    every = list(dict.fromkeys((*before, *after)))
    spans: list[tuple[int, int]] = []
    globs: list[str] = []
    for pattern in every:
        some = _globs(pattern.removeprefix("!"))
        spans.append((len(globs), len(some)))
        globs += some
    found = signatures(globs)
    if found is None:
        return _listed(before, after)
    told: dict[str, Loosened] = {}
    for signature in sorted(found):
        hit = {
            pattern: bool(signature >> first & ((1 << count) - 1))
            for pattern, (first, count) in zip(every, spans, strict=True)
        }
        was, now = _decides(before, hit), _decides(after, hit)
        if was and not was.startswith("!") and (not now or now.startswith("!")):
            one = _said(was, now, before, after)
            told.setdefault(one.what, one)
    return list(told.values())


def _decides(patterns: Sequence[str], hit: dict[str, bool]) -> str:
    return next((pattern for pattern in reversed(patterns) if hit[pattern]), "")


def _said(was: str, now: str, before: Sequence[str], after: Sequence[str]) -> Loosened:
    if now and now not in before:
        return Loosened(f"the runtime pattern '{now}' lets paths out", now, gone=False)
    if was not in after:
        return Loosened(f"the runtime pattern '{was}' is gone", was)
    return Loosened("the order of the runtime patterns changes which one decides", now or was, gone=False)


def _listed(before: Sequence[str], after: Sequence[str]) -> list[Loosened]:
    """The same by their letters alone, where there are too many paths to tell apart."""
    told = [Loosened(f"the runtime pattern '{one}' is gone", one) for one in before if one not in after]
    told += [
        Loosened(f"the runtime pattern '{one}' lets paths out", one, gone=False)
        for one in after
        if one.startswith("!") and one not in before
    ]
    shared = [one for one in before if one in after], [one for one in after if one in before]
    if shared[0] != shared[1] and any(one.startswith("!") for one in shared[0]):
        told.append(Loosened("the order of the runtime patterns changes which one decides", shared[1][0], gone=False))
    return told


def _globs(pattern: str) -> list[str]:
    """A gitignore pattern (see gitignore(5)) as globs of whole paths: of the path itself, and of all below it."""
    rooted = "/" in pattern.rstrip("/")
    path = pattern.strip("/").replace("\\", "")
    path = path if rooted else f"**/{path}"
    if path.endswith("/**") or path == "**":
        return [path]
    below = f"{path}/**"
    return [below] if pattern.endswith("/") else [path, below]
