"""Several files in one input: a line `%%% PATH` before each. What stands before the first is nobody's."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

MARK = b"%%% "
BEFORE = "before/"  # the files of the state that a change starts from
POLICY = "ledgergate.toml"


def packed(files: Mapping[str, str | bytes]) -> bytes:
    return b"".join(
        b"%b%b\n%b\n" % (MARK, path.encode(), text if isinstance(text, bytes) else text.encode("utf-8", "replace"))
        for path, text in files.items()
    )


def unpacked(data: bytes) -> dict[str, bytes]:
    """The files of an input; a path that no tree could hold is left out."""
    found = {}
    for part in (b"\n" + data).split(b"\n" + MARK)[1:]:
        name, _, text = part.partition(b"\n")
        path = name.decode("utf-8", "replace").strip()
        steps = path.split("/")
        if path.isprintable() and len(path) < 80 and not any(one in ("", ".", "..") or one == ".git" for one in steps):
            found[path] = text
    return found


def two_states(data: bytes) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The files after and before: `before/PATH` is what PATH was; where none is given, the policy is what it was."""
    files = unpacked(data)
    then = {path[len(BEFORE) :]: text for path, text in files.items() if path.startswith(BEFORE)}
    now = {path: text for path, text in files.items() if not path.startswith(BEFORE)}
    if then and POLICY in now:
        then.setdefault(POLICY, now[POLICY])
    return now, then
