"""Where a line of the repository can be looked at: the address pattern of the service that the remote names.

Nothing is fetched. Of a remote's URL only its host, port and path are used: what stands before an `@` is never shown.
"""

from __future__ import annotations

import os
import re
from urllib.parse import quote, unquote, urlsplit

from ledgergate.errors import Misused
from ledgergate.expressions import expression
from ledgergate.moments.services import service
from ledgergate.page.model import At
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgergate.model import Place
    from ledgergate.moments import Change

_SOURCE = "{base}/src/commit/{oid}/{path}?display=source#L{line}"
PATTERNS = {  # Markdown has lines only in its plain view
    "github": "{base}/blob/{oid}/{path}?plain=1#L{line}",
    "gitlab": "{base}/-/blob/{oid}/{path}?plain=1#L{line}",
    "gitea": _SOURCE,
    "forgejo": _SOURCE,
}
FILE, NONE = "file", "none"
_NEEDS_REMOTE = ("{base}", "{oid}")
_KNOWN = ("base", "oid", "path", "line", "root")
_HOSTS = {"codeberg.org": "forgejo"}
_FILES = {".gitlab-ci.yml": "gitlab", ".forgejo": "forgejo", ".gitea": "gitea"}
_SSH_BESIDE = {"ssh.github.com": "github.com", "altssh.gitlab.com": "gitlab.com"}  # ssh on the port of https
_SCP = expression(r"(?:[^@/\s]+@)?(?P<host>[\w-]+\.[\w.-]+):(?!//)(?P<path>\S+)\Z")
_HOST = expression(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?\Z")
_SCHEME = expression(r"([A-Za-z][A-Za-z0-9+.-]*):")
_RUNS = ("javascript", "data", "vbscript")


class Links(Value):
    """`pattern` is "" where nothing leads anywhere; `unlinked` are paths whose lines differ from those of `oid`.

    With the `folder` of a workspace, what is asked for are paths below it.
    """

    pattern: str = ""
    base: str = ""
    oid: str = ""
    root: str = ""
    unlinked: frozenset[str] = frozenset()
    folder: str = ""

    def full(self, path: str) -> str:
        """The repository's path."""
        return f"{self.folder}/{path}" if self.folder else path

    def said(self, text: str) -> str:
        """A sentence that names paths, with the workspace that they lie in."""
        return f"{self.folder}: {text}" if self.folder else text

    def url(self, path: str, line: int) -> str | None:
        path = self.full(path) if path else path
        if not self.pattern or not path or path in self.unlinked:
            return None
        found = {"base": self.base, "oid": self.oid, "root": self.root, "path": _quoted(path), "line": str(line)}
        return re.sub(r"\{(\w+)\}", lambda one: found[one[1]], self.pattern)

    def at(self, path: str, line: int) -> At:
        return At(self.full(path), line, self.url(path, line))

    def place(self, place: Place) -> At:
        """Of what stood there before nothing is left to look at."""
        url = self.url(place.path, place.line) if place.side == "after" else None
        return At(self.full(place.path), place.line, url)


def links(change: Change, oid: str, variables: Mapping[str, str], *, asked: str = "", file: str = "") -> Links:
    """How lines are linked: as `asked` (a service's name, "file", "none" or a pattern), else as the remote tells.

    `file` is where the page is written, "" for standard output: without a known service, links are relative to it.
    Raises Misused for a pattern that cannot lead anywhere.
    """
    base = address(remote(change))
    root = change.git.layout.top
    differs = frozenset(one.path for one in change.entries) if change.after.name != oid else frozenset()
    known = PATTERNS.get(asked, asked) or PATTERNS.get(_service(change, base, variables), "")
    if known == NONE or (not known and not file):
        return Links()
    if known == FILE or not known:
        return Links(_beside(root, file))
    if any(one in known for one in _NEEDS_REMOTE) and not (base and oid):
        raise Misused("no remote tells where this repository lies", f"give the whole address: --link '{_EXAMPLE}'")
    return Links(_checked(known), base, oid, _quoted(root.replace(os.sep, "/")), differs)


_EXAMPLE = "https://git.example/team/product/blob/{oid}/{path}#L{line}"


def _checked(pattern: str) -> str:
    scheme = _SCHEME.match(pattern)
    unknown = [one for one in re.findall(r"\{(\w*)\}", pattern) if one not in _KNOWN]
    bad = any(sign.isspace() or not sign.isprintable() for sign in pattern)
    if "{path}" not in pattern or unknown or bad or (scheme is not None and scheme[1].lower() in _RUNS):
        raise Misused(
            f"'{pattern}' is no pattern of links",
            f"one of {', '.join((*PATTERNS, FILE, NONE))}, or a URL with {{path}} and {{line}} in it: '{_EXAMPLE}'",
        )
    return pattern


def _beside(root: str, file: str) -> str:
    """The files as they lie beside the page; another disk has no relative path."""
    try:
        up = os.path.relpath(root, os.path.dirname(os.path.abspath(file)))
    except ValueError:
        return ""
    return _quoted(up.replace(os.sep, "/")) + "/{path}"


def _quoted(path: str) -> str:
    return quote(path.encode("utf-8", "surrogateescape"), safe="/")


def remote(change: Change) -> str:
    """The URL of the branch's remote, else of `origin`, else of the only one; "" where there is none."""
    git = change.git
    names = git.lines("remote", accept=(0, 1, 128))
    upstream = git.lines("config", "--get", f"branch.{change.branch}.remote", accept=(0, 1)) if change.branch else []
    name = next((one for one in (*upstream, "origin", *(names if len(names) == 1 else ())) if one in names), "")
    said = git.lines("remote", "get-url", "--", name, accept=(0, 2, 128)) if name else []
    return said[0] if said else ""


def address(url: str) -> str:
    """The address of a repository's pages, without user, password and token; "" for what lies on a disk."""
    scp = _SCP.match(url)
    if scp is not None:
        return _joined("https", scp["host"], "", scp["path"])
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port and parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https", "ssh", "git", "git+ssh", "ssh+git"):
        return ""
    return _joined("http" if parts.scheme == "http" else "https", parts.hostname or "", port, parts.path)


def _joined(scheme: str, host: str, port: str, path: str) -> str:
    inside = unquote(path).strip("/").removesuffix(".git")
    if "@" in inside:
        return ""  # a password with a slash in it ends up here
    host = _SSH_BESIDE.get(host.lower(), host.lower())
    return f"{scheme}://{host}{port}/{_quoted(inside)}" if _HOST.match(host) and inside else ""


def _service(change: Change, base: str, variables: Mapping[str, str]) -> str:
    """The service by its host's name, else by the CI that runs, else by the files that only it reads."""
    host = urlsplit(base).hostname or ""
    if not host:
        return ""
    named = _HOSTS.get(host) or next((one for one in PATTERNS if one in host), "")
    running = service(variables)
    known = running.name.lower() if running is not None else ""
    if named or known in PATTERNS:
        return named or known
    return next((one for path, one in _FILES.items() if change.after.entry(path) or change.after.under(path)), "")


def product(change: Change) -> str:
    """What the repository is called: owner and name as the remote has them, else its folder's name."""
    base = address(remote(change))
    inside = unquote(urlsplit(base).path).strip("/") if base else ""
    return inside or os.path.basename(change.git.layout.top.rstrip("/\\")) or "repository"
