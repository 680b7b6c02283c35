"""Whether what is cited stands in the judged tree, and which paths it is."""

from __future__ import annotations

import posixpath

from ledgergate.documents import MEDIAWIKI, is_mediawiki
from ledgergate.errors import Misused, NotChecked
from ledgergate.expressions import expression
from ledgergate.git.globs import is_glob, literal_folder
from ledgergate.git.patterns import ANY, Patterns
from ledgergate.truth.citations import near

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledgergate.documents import Documents
    from ledgergate.model import Document
    from ledgergate.policy.model import Policy
    from ledgergate.truth.citations import Citation

_NUMBER = expression(r"0*(\d+)(?=\D|\Z)")
_LINKS = ("120000", "160000")
_FOLDERS = 400  # with more cited folders than that, one listing of everything is cheaper
_SUFFIX = expression(r"\.[A-Za-z0-9]{1,10}\Z")
_ABOVE = expression(r"\A(?:\.\./)+")


class Tree:
    """A snapshot as citations see it; what was listed is kept."""

    def __init__(self, documents: Documents, policy: Policy) -> None:
        self.documents = documents
        self.snapshot = documents.snapshot
        self._policy = policy
        self._specs: dict[str, list[str]] | None = None
        self._found: dict[tuple[str, str, str], tuple[str, ...] | None] = {}
        self._names: dict[str, list[str]] = {}
        self._forms: dict[str, str] | None = None
        self._built: dict[str, bool] = {}
        self._ignores: dict[str, Patterns | None] = {}

    def prepare(self, citations: Iterable[Citation]) -> None:
        """Lists the folders of what is cited, all at once."""
        folders: set[str] = set()
        for one in citations:
            for path in ways(one):
                path = literal_folder(path) if is_glob(path) else path
                folders.add(posixpath.dirname(path) or path)
        folders = {folder for folder in folders if folder and not folder.startswith(":")}
        self.snapshot.prefetch(*(sorted(folders) if len(folders) <= _FOLDERS else ("",)))

    def find(self, citation: Citation) -> tuple[str, ...] | None:
        """The paths that a citation names, () where it names nothing, None where that cannot be known."""
        # An empty path is the document itself, so that neighbours in one folder mean different things by it.
        beside = posixpath.dirname(citation.document.path) if citation.path else citation.document.path
        known = citation.kind, citation.path, beside
        if known not in self._found:
            self._found[known] = self._find(citation)
        return self._found[known]

    def _find(self, citation: Citation) -> tuple[str, ...] | None:
        if citation.kind == "elsewhere":
            return None
        if citation.kind == "spec":
            known = self.specs()
            return tuple(known.get(citation.path.lstrip("0"), ())) if known else None
        inside = ways(citation)
        if not inside:
            return () if self.above(citation) else None
        for path in inside:
            found = self._at(path)
            if found:
                return found
        if not citation.path.isascii() and (found := self._composed(inside)):
            return found
        if any(self._hidden(path) for path in inside):
            return None
        if is_mediawiki(citation.document.path) and (page := self._elsewhere(citation)):
            return tuple(page)
        return None if self._doubtful(citation) else tuple(self._elsewhere(citation))

    def above(self, citation: Citation) -> str:
        """The file to which a link that leads above the root would lead without the steps too many; "" where there is
        none: others may mean the forge, as `../../issues` does, or what lies beside the checkout. Above the folder of a
        workspace lies the rest of the repository."""
        told = near(citation) if citation.kind == "link" and not self.snapshot.is_part else ""
        meant = _ABOVE.sub("", told)
        return meant if meant != told and _SUFFIX.search(meant) and self.snapshot.exists(meant) else ""

    def _at(self, path: str) -> tuple[str, ...]:
        if self.snapshot.exists(path):
            return (path,)
        if is_glob(path) and len(path) < 400:
            return tuple(self.snapshot.find(path) or self.snapshot.find(path.rstrip("/") + "/**"))
        return ()

    def _composed(self, paths: list[str]) -> tuple[str, ...]:
        """The path that differs in the composition of its letters alone: systems write names in either form."""
        from unicodedata import normalize

        if self._forms is None:
            self._forms = {normalize("NFC", path): path for path in self.snapshot.paths() if not path.isascii()}
        wanted = (normalize("NFC", path) for path in paths)
        return next(((there,) for path in wanted if (there := self._forms.get(path)) is not None), ())

    def _hidden(self, path: str) -> bool:
        """Whether a link or a submodule stands on the way: what is behind it is not in this tree."""
        parts = path.split("/")
        heads = ["/".join(parts[:count]) for count in range(1, len(parts))]
        entries = [entry for head in heads if (entry := self.snapshot.entry(head)) is not None]
        return any(entry.mode in _LINKS for entry in entries)

    def _doubtful(self, citation: Citation) -> bool:
        """`owner/name` and a branch look like paths: without a suffix they count only below a folder that is there."""
        path = citation.path
        if citation.kind == "link":
            # What a link of a wiki names is a page, which may be written yet, or lie in the wiki beside this one.
            named = path.startswith("/") or is_mediawiki(citation.document.path)
            return named and not _SUFFIX.search(path)
        if path.endswith("/") or _SUFFIX.search(path) or is_glob(path):
            return False
        return not self.snapshot.exists(path.split("/", 1)[0])

    def _elsewhere(self, citation: Citation) -> list[str]:
        """A bare name or the end of a path may stand anywhere; a link may leave out `.md`, or begin at the root."""
        path = citation.path
        if citation.kind == "path" and "/" not in path:
            return self.called(path) if not is_glob(path) else self.snapshot.find(f"**/{path}")
        if citation.kind == "link" and not _SUFFIX.search(path.rstrip("/")):
            return [one for one in _pages(citation) if self.snapshot.exists(one)]
        if path.startswith("/") and not is_glob(path):
            return [one for one in self.called(posixpath.basename(path)) if one.endswith(path)]
        return self._shortened(citation) if citation.kind == "path" else []

    def _shortened(self, citation: Citation) -> list[str]:
        """`output/error.go` for `internal/output/error.go`: only where no folder is there that it begins with."""
        path = posixpath.normpath(citation.path)
        heads = [posixpath.join(base, path.split("/")[0]) for base in ("", posixpath.dirname(citation.document.path))]
        if path.startswith(("/", ".")) or any(self.snapshot.exists(head) for head in heads):
            return []
        if is_glob(path):
            return self.snapshot.find(f"**/{path}") if len(path) < 400 else []
        found = [one for one in self.called(posixpath.basename(path)) if one.endswith("/" + path)]
        return found or next(([one] for one in self.snapshot.paths() if f"/{path}/" in one), [])

    def called(self, name: str) -> list[str]:
        """Every path with this last component; the whole listing is asked for once."""
        if not self._names:
            for path in self.snapshot.paths():
                self._names.setdefault(posixpath.basename(path), []).append(path)
        return self._names.get(name, [])

    def is_built(self, path: str) -> bool:
        """Whether nothing of the path's folder is in the tree, and git ignores all below it: a build makes it. Where a
        `.gitignore` on the way makes exceptions, nothing is sure."""
        folder = posixpath.dirname(path)
        if folder not in self._built:
            above = ["", *(folder[:at] for at, sign in enumerate(folder) if sign == "/")]
            rules = [(one, self._ignoring(one)) for one in above] if folder and not self.snapshot.exists(folder) else []
            sure = all(rule is not None for _, rule in rules)
            names = ((rule, f"{folder[len(one) :].lstrip('/')}/{ANY}") for one, rule in rules if rule is not None)
            self._built[folder] = sure and any(rule.match(name) is not None for rule, name in names)
        return self._built[folder]

    def _ignoring(self, folder: str) -> Patterns | None:
        """What a folder's own `.gitignore` names; None where it makes exceptions, or is none that git reads."""
        if folder not in self._ignores:
            document = self.document(posixpath.join(folder, ".gitignore"))
            lines = document.data.decode("utf-8", "replace").splitlines() if document is not None else []
            told = [line for line in map(str.rstrip, lines) if line and not line.startswith("#")]
            try:
                self._ignores[folder] = None if any(line.startswith("!") for line in told) else Patterns(told)
            except Misused:
                self._ignores[folder] = None
        return self._ignores[folder]

    def specs(self) -> dict[str, list[str]]:
        """The folders of spec packages by their number, without leading zeros; empty where the policy knows none."""
        if self._specs is None:
            self._specs = numbered(self.documents, parents(self._policy))
        return self._specs

    def document(self, path: str) -> Document | None:
        """A cited text; None for what is no text or no regular file."""
        try:
            return self.snapshot.read([path]).get(path)
        except NotChecked:
            return None


def _pages(citation: Citation) -> Iterator[str]:
    """The pages that a link may name without their suffix; in a wiki, blanks stand for the signs of a file's name."""
    for way in ways(citation):
        if is_mediawiki(citation.document.path):
            yield from (f"{way.replace(' ', sign)}{end}" for sign in "-_ " for end in (*MEDIAWIKI, ".md"))
        else:
            yield f"{way}.md"


def ways(citation: Citation) -> list[str]:
    """The paths, relative to the root, that a citation may mean; what leaves the tree is left out."""
    if citation.kind not in ("link", "path"):
        return []
    every = [near(citation)]
    if citation.kind == "path" and not citation.path.startswith("/"):
        every.insert(0, posixpath.normpath(citation.path))
    kept = [one for one in every if one != ".." and not one.startswith("../") and "\0" not in one]
    return ["" if one == "." else one for one in dict.fromkeys(kept)]


def parents(policy: Policy) -> list[str]:
    """The folders in which packages lie."""
    found = [posixpath.dirname(rule.path) for rule in policy.packages]
    return [one for one in dict.fromkeys(found) if one and not is_glob(one)]


def numbered(documents: Documents, folders: Iterable[str]) -> dict[str, list[str]]:
    """Folders right below these, by the number that their names begin with."""
    known: dict[str, list[str]] = {}
    for folder in folders:
        below = [path[len(folder) + 1 :].split("/") for path in documents.find(f"{folder}/*/**")]
        for name in dict.fromkeys(parts[0] for parts in below if len(parts) > 1):
            match = _NUMBER.match(name)
            if match is not None:
                known.setdefault(match[1], []).append(f"{folder}/{name}")
    return known
