"""Where a tree runs this gate: hook entries of `.pre-commit-config.yaml`, steps of CI services' files, scripts."""

from __future__ import annotations

from ledgergate.control import HOOKS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.control.gates import Gate

_RUNNERS = (b"pre-commit", b"prek")


def gates(path: str, content: bytes, *, executable: bool = True, hooked: bool = False) -> list[Gate]:
    """The gates of one file; one that cannot be read runs none. `hooked`: the gate is among pre-commit's hooks."""
    if b"ledgergate" not in content and path != HOOKS and not (hooked and any(one in content for one in _RUNNERS)):
        return []
    if path.endswith((".yml", ".yaml")):
        from ledgergate.control.nodes import composed

        root = composed(content)
        if root is None:
            return []
        if path == HOOKS:
            from ledgergate.control.hooks import of_hooks

            return list(of_hooks(root))
        from ledgergate.control.steps import of_steps

        return list(of_steps(root, path, hooked))
    from ledgergate.control.shell import of_script

    skips = frozenset() if executable or not path.startswith(".githooks/") else frozenset(["it is not executable"])
    return list(of_script(content.decode("utf-8", "replace"), 1, skips, hooked=hooked, script=path))
