"""Where a tree runs this gate: hook entries of hook managers' files, steps of CI services' files, scripts."""

from __future__ import annotations

from ledgergate.control import HOOKS, LEFTHOOK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from ledgergate.control.gates import Gate

_RUNNERS = (b"pre-commit", b"prek")


def _nothing(path: str) -> bytes:
    return b""


def gates(
    path: str,
    content: bytes,
    *,
    executable: bool = True,
    hooked: bool = False,
    other: Callable[[str], bytes] = _nothing,
) -> list[Gate]:
    """The gates of one file; one that cannot be read runs none. `hooked`: the gate is among the hook runner's hooks.

    `other` gives the content of another file of the tree, nothing where there is none.
    """
    if path in HOOKS:
        return _of_hooks(path, content, other)
    runs = hooked and any(one in content for one in _RUNNERS)
    if b"ledgergate" not in content and not runs and b"uses: ./" not in content:
        return []
    if path.endswith((".yml", ".yaml")):
        from ledgergate.control.nodes import composed, laid_over

        root = composed(content)
        if root is None:
            return []
        if path in LEFTHOOK:
            if "-local." in path:
                return []
            for one in LEFTHOOK[4:]:
                root = laid_over(root, composed(other(one)))
        from ledgergate.control.steps import of_steps

        return list(of_steps(root, path, hooked, lambda used: _called(used, path, hooked, other)))
    from ledgergate.control.shell import of_script

    skips = frozenset() if executable or not path.startswith(".githooks/") else frozenset(["it is not executable"])
    return list(of_script(content.decode("utf-8", "replace"), 1, skips, hooked=hooked, script=path))


def _of_hooks(path: str, content: bytes, other: Callable[[str], bytes]) -> list[Gate]:
    from ledgergate.control.hooks import of_hooks
    from ledgergate.control.nodes import composed, of_toml

    root = of_toml(content) if path.endswith(".toml") else composed(content)
    found = list(of_hooks(root)) if root is not None else []
    first = other("prek.toml") if found and path != "prek.toml" else b""
    if first and not _of_hooks("prek.toml", first, _nothing):
        return [one.but(skips=one.skips | {"prek reads prek.toml instead, which lacks it"}) for one in found]
    return found


def _called(used: str, path: str, hooked: bool, other: Callable[[str], bytes]) -> list[Gate]:
    """The gates of a workflow or an action of this tree, without what says when it runs by itself."""
    names = (
        [used] if used.endswith((".yml", ".yaml")) else [f"{used.rstrip('/')}/action.{end}" for end in ("yml", "yaml")]
    )
    found = []
    for name in names:
        content = other(name) if name != path else b""
        for one in gates(name, content, hooked=hooked) if content else ():
            own = frozenset(
                fact for fact in one.skips if fact.startswith(("not on ", "no workflow uses ")) or " are chosen" in fact
            )
            found.append(one.but(skips=one.skips - own))
    return found
