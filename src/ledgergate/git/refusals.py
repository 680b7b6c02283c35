"""Why git gave no answer, and what cures it: asked where one is missing, which is rare."""

from __future__ import annotations

from ledgergate.errors import NotChecked
from ledgergate.git.names import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.git.layout import Layout
    from ledgergate.git.spawn import Said


def fetched(layout: Layout) -> str:
    """What brings the objects that this kind of clone lacks: one that is not shallow cannot be unshallowed."""
    if layout.partial:
        history = "git fetch --unshallow, then " if layout.shallow else ""
        return f"Fetch all objects: {history}git fetch --refetch --no-filter, or clone anew without --filter."
    if layout.shallow:
        return "Fetch the history: git fetch --unshallow"
    return "Fetch what is missing: git fetch, or clone anew; git fsck says what it is."


_OBJECTS_MISSING = "the objects that are missing"
_REASONS = (
    (b"dubious ownership", "git refuses this repository because another user owns it.", ""),
    (b"not a git repository", "This is not a git repository.", "Run it inside one."),
    (b"promisor", "Objects of this partial clone are missing.", _OBJECTS_MISSING),
    (b"unable to read tree", "Objects of this repository are missing.", _OBJECTS_MISSING),
    (b"bad object", "Objects of this repository are missing.", _OBJECTS_MISSING),
    (b"No such ref: HEAD", "HEAD is no commit and no branch, so nothing was checked.", "git status"),
)


def refusal(args: tuple[str, ...], said: Said, layout: Layout) -> NotChecked:
    """The reason why git gave no answer, with git's own cure where it has one."""
    told = said.err.decode("utf-8", "replace").splitlines()
    lines = [line for line in told if not line.startswith(('{"event":', "hint:", "warning:"))]
    own = next((line.strip() for line in lines if "safe.directory" in line and "git config" in line), "")
    for sign, sentence, cure in _REASONS:
        if sign in said.err:
            return NotChecked(sentence, own or (fetched(layout) if cure is _OBJECTS_MISSING else cure))
    if said.status < 0:
        return NotChecked(f"git {args[0]} was ended by signal {-said.status}, so nothing was checked.", "Run it again.")
    first = shown(lines[0])[:300] if lines else f"exit status {said.status}"
    return NotChecked(f"git {args[0]} failed ({first}), so nothing was checked.")
