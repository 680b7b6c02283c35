"""Where a policy lives, and how its bytes become a policy."""

from __future__ import annotations

from ledgergate.errors import Misused, NoPolicy, NotChecked
from ledgergate.policy.lines import Lines
from ledgergate.policy.mistakes import Mistakes
from ledgergate.policy.model import HOMES, LIMIT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from ledgergate.policy.model import Policy

_SHARED = "pyproject.toml"
_TABLE = ("tool", "ledgergate")
_BOM = b"\xef\xbb\xbf"


def locate(present: dict[str, bytes] | Iterable[str]) -> str:
    """See `policy.locate`."""
    known = present if isinstance(present, dict) else dict.fromkeys(present, b"")
    found = [name for name in HOMES if name in known and _is_home(name, known[name])]
    if not found:
        raise NoPolicy("no policy: the repository has no ledgergate.toml", _INIT)
    if len(found) > 1:
        raise Misused(f"two policies: {found[0]} and {found[1]}", f"Keep one of them; remove {found[1]} or merge it.")
    return found[0]


_INIT = "Run `ledgergate init` to write one, or add [tool.ledgergate] to pyproject.toml."


def _is_home(name: str, content: bytes) -> bool:
    """Whether the file holds a policy. A pyproject.toml that is no TOML counts where it seems to have the table."""
    if name != _SHARED or not content:
        return True
    if b"ledgergate" not in content:
        return False
    seems = b"[tool.ledgergate" in content
    if len(content) > LIMIT or Lines(content.decode("utf-8", "replace")).trouble:
        return seems
    try:
        return "ledgergate" in _parse(content.removeprefix(_BOM).decode("utf-8")).get("tool", {})
    except Exception:  # noqa: BLE001  # a TOML parser fails in many ways; reading the policy tells which
        return seems


def load(documents: dict[str, bytes], rules: frozenset[str] = frozenset(), limit: int = LIMIT) -> Policy:
    """See `policy.load`."""
    others = [name for name in documents if name not in HOMES]
    origin = others[0] if len(others) == 1 == len(documents) else locate(documents)
    content = documents[origin]
    source = _text(origin, content, limit)
    lines = Lines(source)
    if lines.trouble:
        raise _refused(origin, *lines.trouble)
    try:
        given = _parse(source)
    except ImportError:
        raise NotChecked(
            "no TOML reader: Python 3.10 has none of its own", "Install tomli: `pip install tomli`."
        ) from None
    except Exception as error:  # noqa: BLE001  # RecursionError, ValueError for long integers and more
        raise _refused(origin, *_where(error, source)) from None
    if origin == _SHARED:
        lines = _Inner(lines)
        tool = given.get("tool")
        given = tool.get("ledgergate", {}) if isinstance(tool, dict) else {}
    return _read(given, Mistakes(origin, lines, rules))


def _read(given: Any, told: Mistakes) -> Policy:
    from ledgergate.policy.checks import check
    from ledgergate.policy.tables import POLICY

    if not isinstance(given, dict):
        told.wrong((), "a table", given)
        told.end()
    told.given = _based(given, told)
    told.rules |= _of_plugins(told.given.get("plugins")) if told.rules else frozenset()
    policy: Policy = POLICY.read(told.given, (), told)  # of a file with mistakes, what is right in it
    check(policy, told)
    told.end()
    return policy


def _of_plugins(given: object) -> frozenset[str]:
    """The words that rules of the named plugins go by; what is no name of one is told with the other mistakes."""
    named = [given] if isinstance(given, str) else given
    if not isinstance(named, list) or not all(isinstance(one, str) and one for one in named) or not named:
        return frozenset()
    from ledgergate.plugins import names

    return names(tuple(named))


def _based(given: dict[str, Any], told: Mistakes) -> dict[str, Any]:
    """The tables of the file, over those of its preset."""
    name = given.get("preset")
    if not isinstance(name, str):
        return given
    from ledgergate.policy import presets

    known = presets.names()
    if name not in known:
        told.unknown(("preset",), "preset", name, known)
        return given
    return presets.laid_over(_parse(presets.text(name).decode("utf-8")), given)


class _Inner(Lines):
    """The lines of `[tool.ledgergate]`, by the keys below it."""

    def __init__(self, outer: Lines) -> None:
        depth = len(_TABLE)
        self.known = {at[depth:]: line for at, line in outer.known.items() if at[:depth] == _TABLE}
        self.trouble = None


def _text(origin: str, content: bytes, limit: int) -> str:
    if len(content) > limit:
        cure = f"Split what it governs, or raise the limit of {limit} bytes on the command line."
        raise Misused(f"{origin} is larger than a policy may be: {len(content)} bytes", cure)
    try:
        text = content.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _refused(origin, line, "the file is not UTF-8") from None
    return text.replace("\r\n", "\n")


def _parse(text: str) -> dict[str, Any]:
    try:
        import tomli as toml  # compiled where there is a wheel: half of tomllib's cost
    except ImportError:
        import tomllib as toml  # type: ignore[no-redef,import-not-found,unused-ignore]  # the standard library's, from 3.11 on
    return toml.loads(text)


def _where(error: Exception, text: str) -> tuple[int, str]:
    """The line and the sentence of a parser's error; errors that carry no place are put at the first line."""
    if isinstance(error, RecursionError | MemoryError):
        return 1, "nested too deep to be read"
    said = str(error).splitlines()[0] if str(error) else type(error).__name__
    if "digits" in said:  # Python's own bound on the conversion of long integers
        digits = [sum(map(str.isdigit, line)) for line in text.split("\n")]
        return digits.index(max(digits)) + 1, "not TOML: a whole number with too many digits"
    sentence, _, place = said.partition(" (at ")
    number = place.removeprefix("line ").partition(",")[0]
    line = int(number) if number.isdigit() else 1
    if place.startswith("end of document"):
        line = text.count("\n") + (not text.endswith("\n"))
    return line, f"not TOML: {sentence}"


def _refused(origin: str, line: int, sentence: str) -> Misused:
    cure = "Correct the line named above."
    return Misused(f"1 mistake in {origin}", cure, mistakes=(f"{origin}:{line}: {sentence}",))
