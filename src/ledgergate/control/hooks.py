"""The gate among the hooks of `.pre-commit-config.yaml`."""

from __future__ import annotations

from ledgergate.control.gates import DUTIES, Gate
from ledgergate.control.nodes import entry, pairs, parts, said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_KEYS = ("exclude", "files", "stages", "types", "types_or", "always_run", "entry", "language", "args")


def of_hooks(root: Any) -> Iterator[Gate]:
    """Every hook entry that is ours, with all that narrows when it runs and how it answers."""
    everywhere = frozenset(
        f"{key}: {said(value)}" for key, value in pairs(root) if key in ("default_stages", "files", "exclude")
    )
    skipped = said(entry(entry(root, "ci"), "skip")).split()
    for repo in parts(entry(root, "repos")):
        source = said(entry(repo, "repo"))
        for hook in parts(entry(repo, "hooks")):
            told = dict(pairs(hook))
            name, command = said(told.get("id")), said(told.get("entry"))
            if name != "ledgergate" and "ledgergate" not in command and not (name in DUTIES and "ledgergate" in source):
                continue
            skips = {f"{key}: {said(told[key])}" for key in _KEYS if key in told}
            skips |= {f"ci.skip: {name}"} if name in skipped else set()
            yield Gate(f"the hook '{name}' of {source}", hook.start_mark.line + 1, everywhere | skips)
