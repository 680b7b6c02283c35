"""Path names as git holds them: how they are decoded and shown, which ones no tree may hold, how disks fold them."""

from __future__ import annotations

from ledgergate.errors import NotChecked
from ledgergate.expressions import expression

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

LONGEST = 4096
# Code points that no one sees and that some disks leave out of names: `.g<ZWNJ>it` is `.git` there.
_INVISIBLE = (
    *((0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F)),
    *((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF)),
    *((0xFFA0, 0xFFA0), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF)),
)
_GIT_FOLDER = expression(r"\.git[ .]*[:\\/\0]")
_SHORT_GIT_FOLDER = expression(r"git~1[ .]*[:\\/\0]")
_NO_COMPONENT = ("//", "/./", "/../")
_SERVER_CURE = "Remove the entry; let the server check objects: git config receive.fsckObjects true"


def decoded(name: bytes) -> str:
    return name.decode("utf-8", "surrogateescape")


def shown(name: str) -> str:
    """The name for a person's eyes: one line, printable, bytes that are no UTF-8 escaped."""
    safe = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in safe)


def quoted(name: str) -> str:
    """The name as one word of a shell's command."""
    return "'" + name.replace("'", "'\\''") + "'"


def require_sane(paths: Collection[str], where: str) -> None:
    """Raises NotChecked for names that git itself would not write to a disk: `..`, `.git`, empty, too long."""
    if not paths:
        return
    # One long text between slashes and NULs: four searches in it are quicker than any look at each name.
    joined = "/" + "\0/".join(paths) + "\0"
    closed = joined.replace("\0", "/\0")
    if any(bad in closed for bad in _NO_COMPONENT) or _has_git_folder(joined):
        bad_one = next(path for path in joined[1:-1].split("\0/") if not _sane(path))
        raise NotChecked(
            f"{where} holds the name '{shown(bad_one)[:200]}', which git itself would not write.",
            _SERVER_CURE,
        )
    _require_short(joined, where)


def require_apart(paths: Collection[str], where: str) -> None:
    """Raises NotChecked for a name that is a file and a folder at once: readers differ on which of them is there."""
    folders = {path.rpartition("/")[0] for path in paths}
    above = folders
    while above := {folder.rpartition("/")[0] for folder in above} - folders:
        folders |= above
    both = min(folders.intersection(paths), default="")
    if both:
        raise NotChecked(
            f"{where} holds '{shown(both)[:200]}' as a file and as a folder, which git itself would not write.",
            _SERVER_CURE,
        )


def _require_short(joined: str, where: str) -> None:
    for path in joined.split("\0"):
        if len(path) > LONGEST // 4 and len(path.encode("utf-8", "surrogateescape")) > LONGEST + 1:
            raise NotChecked(f"{where} holds a name over {LONGEST} bytes: '{shown(path[1:])[:80]}…'.", "Shorten it.")


def _sane(path: str) -> bool:
    return not any(bad in f"/{path}/" for bad in _NO_COMPONENT) and not _has_git_folder(f"/{path}\0")


def _has_git_folder(joined: str) -> bool:
    lower = joined.lower()
    if not joined.isascii():  # looking each letter up takes long
        lower = visible(lower)
    return any(
        lower[found.start() - 1] in "/\0"
        for word, pattern in ((".git", _GIT_FOLDER), ("git~1", _SHORT_GIT_FOLDER))
        for found in (pattern.finditer(lower) if word in lower else ())
    )


def visible(name: str) -> str:
    """The name without the code points that nobody sees."""
    return name.translate({code: None for first, last in _INVISIBLE for code in range(first, last + 1)})


def folded(path: str) -> str:
    """The name that the most forgiving disk knows the path by: case, Unicode form, invisible characters, dots."""
    if path.isascii():
        flat = path.lower()
    else:
        import unicodedata

        flat = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", visible(path)).casefold())
    return "/".join(part.partition(":")[0].rstrip(". ") for part in flat.replace("\\", "/").split("/"))
