"""Which item a found thing is: its key, its title, the other names it goes by."""

from __future__ import annotations

import posixpath
import re

from ledgergate.expressions import expression, regex
from ledgergate.ledgers.candidate_nodes import named_struck
from ledgergate.ledgers.words import key_skeleton, skeleton, title_skeleton
from ledgergate.markdown import Inline
from ledgergate.policy.model import Key
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledgergate.ledgers.candidate_nodes import CandidateNode, Said
    from ledgergate.model import Item, Link
    from ledgergate.policy.model import Source

TITLES = ("title", "name", "titel", "bezeichnung", "thema", "summary", "candidate", "proposal", "feature")
_CALLED = frozenset(("title", "titel", "bezeichnung"))  # whoever writes these means the title
_UNTITLED = frozenset(TITLES).isdisjoint
_SEPARATORS = " \t.:)-–—|·/*_~]"
_BLOB = expression(r"^https?://[^/]+/[^/]+/[^/]+/(?:-/)?(?:src/branch|src/commit|blob|tree|raw)/[^/]+/(.*)$")
_NUMBER = expression(r"\d[\w.-]*\Z")
_LONGEST = 200  # characters of a key in which its number is looked for
_NUMBERED = expression(
    r"[\[(]?(?:(?P<word>[^\W\d]{1,12})[\s\-_#]{0,2})?(?P<number>\d[\w.-]*?)[\])]?(?:\s*[:–—|]\s*|\.\s+|\s+-\s+)(?=\S)"
)
_IN_PATH = expression(r"/|[.#]\w")
_ESCAPE = expression(r"%([0-9A-Fa-f]{2})")
# Each part is read once, as long as it can be: (?=(...))\1 keeps what it read.
_KEY_FORM = expression(r"(?=([^\W\d_][^\W_]{0,11}))\1(?:(?=([-_.#/]?[^\W_]{1,12}))\2){0,5}\Z")
_WORDED = expression(r"(?=([^\W\d_]{1,12}))\1(?:(?=([-_.#/ ]?[^\W_]{1,12}))\2){0,5}\Z")
_HEAD = expression(r"\W*([^\W\d_]{2,12}[ -]?#?)(\d+)\b")
_DIGITS = expression(r"\d+")
_MOST_FORMS = 200  # forms; a ledger with more of them has names for keys
_parted: dict[str, tuple[str, str]] = {}


class Identity(Value):
    """What names an item: `key` for comparison, `shown` as written, `title` for people, `said` where the key stands."""

    key: str
    shown: str
    title: str
    said: Said
    others: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


def merged(source: Key | None, ledger: Key | None) -> Key:
    """A source's own key rule, completed by its ledger's."""
    if source is None or ledger is None:
        return source or ledger or Key()
    return Key(
        source.source or ledger.source, source.pattern or ledger.pattern,
        source.prefix or ledger.prefix, source.format or ledger.format,
    )  # fmt: skip


def identify(found: CandidateNode, key: Key, title: Key | None) -> Identity | None:
    """The identity of a found thing, or None where the key's pattern does not find one."""
    said = text_from(found, key.source)
    if said is None:
        return None
    text, rest, links = said.text.strip(), "", said.links
    if key.source == "link":
        text = target_path(links[0].target) if links else ""
        text = text if key.pattern else name_of(text)
    elif key.source == "path":
        text = found.document.path
    elif links and (key.source == "text" or links[0].kind == "undefined"):
        # A reference without its definition keeps its brackets for readers; the name in them is the same.
        text = links[0].text.strip()
    shown = text
    if key.pattern:
        match = regex(key.pattern).search(text)
        if match is None and key.source == "text" and links:
            # Before a link that says where to read on.
            text = said.text.strip()
            match = regex(key.pattern).match(text)
        if match is None:
            return None
        shown = _shown(match, key)
        start, end = match.span()
        struck = named_struck(said) if text == said.text.strip() else ""
        again = regex(key.pattern).search(struck) if struck else None
        if again is not None:
            text, (start, end) = struck, again.span()
        # A key inside a path leaves the rest of the path, which is no title.
        if end < len(text) and start <= 2 and _IN_PATH.match(text, end) is None:
            rest = text[end:].lstrip(_SEPARATORS)
    shown = key.prefix + " ".join(shown.split())
    # What a file's name says besides the key is another name for its item, but nobody wrote it as a title.
    from_path = key.source in ("file", "folder", "path")
    named = _title(found, title, said, "" if from_path else rest, shown)
    bare = key_skeleton(shown)
    compared = bare if bare or key.pattern or key.source or key.prefix else title_skeleton(shown)
    if not compared:
        return None
    other = title_skeleton(named or rest)
    others = (other,) if other and other != bare else ()
    return Identity(compared, shown, named or shown, said, others, links or _title_links(found, title))


def text_from(found: CandidateNode, source: str) -> Said | None:
    """The text that a key rule's source names: the found thing's own, a cell's, a folder's name, a heading's."""
    if not source:
        return found.said
    kind, name = _parted.get(source) or _part(source)
    if kind == "labelled":
        said = found.labelled.get(name)
        return said[0] if said else None
    from ledgergate.ledgers.candidate_nodes import Plain

    if kind == "folder":
        folder = found.folder or posixpath.dirname(found.document.path)
        return Plain(posixpath.basename(folder), found.start, found.end)
    if kind == "file":
        return Plain(posixpath.splitext(posixpath.basename(found.document.path))[0], found.start, found.end)
    if kind == "heading":
        return _heading(found, int(name) if name.isdigit() else 0)
    return found.said


def _part(source: str) -> tuple[str, str]:
    """A rule's source as its kind and its name; what is looked up by a label is "labelled", its name a skeleton."""
    kind, _, name = source.partition(":")
    parted = ("labelled", skeleton(name)) if kind in ("cell", "label", "front-matter") else (kind, name)
    return _parted.setdefault(source, parted)


def _heading(found: CandidateNode, level: int) -> Said | None:
    from ledgergate.ledgers.candidate_nodes import Plain

    if found.heading is None:
        return Plain(found.above[-1], found.start, found.end) if found.above else None
    if not level or found.page is None:
        return found.heading
    return next((heading.content for heading in found.page.headings if heading.level == level), found.heading)


def _shown(match: re.Match[str], key: Key) -> str:
    if key.format:
        return key.format.format(**{name: value or "" for name, value in match.groupdict().items()})
    return match.groupdict().get("key") or match.group(0)


def _title(found: CandidateNode, rule: Key | None, said: Said, rest: str, shown: str) -> str:
    if rule is not None:
        # What a file is called stands in its heading; its name is the key's.
        where = found.heading if not rule.source and found.heading is not None else text_from(found, rule.source)
        text = _titled_text(where) if where is not None else ""
        if rule.source == "link" and where is not None and where.links:
            text = where.links[0].text.strip()
        if rule.pattern:
            match = regex(rule.pattern).search(text)
            groups = match.groupdict() if match else {}
            text = (groups.get("title") or groups.get("key") or match.group(0)) if match else ""
        return " ".join(text.split())
    told = ""
    for label in TITLES if not _UNTITLED(found.labelled) else ():
        cells = found.labelled.get(label)
        if cells and cells[0] is not said and cells[0].text.strip():
            told = " ".join(cells[0].text.split())
            if label in _CALLED or not _in_prose(found, cells[0]):
                return told
            break
    if found.heading is None:
        return " ".join(rest.split()) or told
    title = unnumbered(" ".join(_headline(found, shown).split()), shown)
    return told if told and says_only(title, shown) else title


def _titled_text(said: Said) -> str:
    return named_struck(said) or said.text.strip()


def _in_prose(found: CandidateNode, said: Said) -> bool:
    """Whether a label's value stands in the text below what names the thing: not in its row, line or front matter."""
    return type(said) is Inline and not found.said.start <= said.start < found.said.end


def says_only(title: str, shown: str) -> bool:
    """Whether a title is the key and no more, in whatever writing: `ADR-005` of 005."""
    return key_skeleton(title) in ("", key_skeleton(shown)) or unnumbered(title + ": x", shown) == "x"


def title_by(found: CandidateNode, rule: Key) -> str:
    """The title that the policy's rule finds; "" where it finds none, and the item goes by its key."""
    return _title(found, rule, found.said, "", "")


def _headline(found: CandidateNode, shown: str) -> str:
    """The first heading that says more than the key: `# NIP-01`, and the title in the heading below it. A key of words
    is a title: what stands further down below `# Linear` is a part of it."""
    first = _titled_text(found.heading) if found.heading is not None else ""
    if key_skeleton(first) != key_skeleton(shown) or found.page is None:
        return first
    own, *below = found.page.headings[:2]
    worded = not any(map(str.isdigit, shown)) and not shown.isupper()
    at = found.page.place(own.start) + 1
    return next((one.content.text for one in below if not worded or found.page.blocks[at] is one), first)


def unnumbered(title: str, shown: str) -> str:
    """A title without the key that it begins with in some other writing: `ADR 113: x`, `13. x`, `[RFC-0013] x`."""
    number = _NUMBER.search(shown[-_LONGEST:])
    opening = _NUMBERED.match(title) if number is not None else None
    if opening is None or number is None or key_skeleton(opening["number"]) != key_skeleton(number[0]):
        return title
    word, own = (opening["word"] or "").casefold(), shown[: number.start()].strip(" -_#").casefold()
    return title[opening.end() :] if not word or not own or word == own else title


def titled(one: Item) -> bool:
    """Whether it has a title of its own: one that is known by a key alone is called by it."""
    return bool(one.title) and (key_skeleton(one.title) != one.key or title_skeleton(one.title) == one.key)


def keyed(one: Item) -> bool:
    """Whether it has a key of its own, which is compared with keys alone."""
    return one.key not in (title_skeleton(one.title), key_skeleton(one.title))


def _title_links(found: CandidateNode, rule: Key | None) -> tuple[Link, ...]:
    """The links of a row whose title cell begins with one: that is where the row leads, whatever its key cell holds."""
    if not found.labelled:
        return ()
    if rule is not None and rule.source.startswith("cell:"):
        cell = text_from(found, rule.source)
    elif _UNTITLED(found.labelled):
        return ()
    else:
        cell = next((cells[0] for label in TITLES if (cells := found.labelled.get(label))), None)
    links = cell.links if cell is not None else ()
    return links[:1] if links and cell is not None and links[0].start <= cell.start + 3 else ()


def target_path(target: str) -> str:
    """A link's target as a path: percent escapes resolved, anchor and query cut, a forge's blob URL made relative."""
    blob = _BLOB.match(target)
    path = blob.group(1) if blob else target
    path = path.split("#", 1)[0].split("?", 1)[0]
    return unescaped(path)


def unescaped(path: str) -> str:
    """Percent escapes resolved as UTF-8; bytes that are none are kept as surrogates."""
    if "%" not in path:
        return path
    raw = re.sub(
        rb"%([0-9A-Fa-f]{2})", lambda found: bytes([int(found.group(1), 16)]), path.encode("utf-8", "surrogateescape")
    )
    return raw.decode("utf-8", "surrogateescape")


def name_of(path: str) -> str:
    """The name that a linked path gives its item: the file's stem, or the folder's name for a README or spec.md."""
    bare = path.rstrip("/")
    stem = posixpath.splitext(posixpath.basename(bare))[0] if not path.endswith("/") else posixpath.basename(bare)
    if stem.casefold() in ("readme", "index", "spec", "proposal", "kep", "plan", "tasks"):
        return posixpath.basename(posixpath.dirname(bare))
    return stem


def ignored(found: CandidateNode, source: Source, ignore: tuple[str, ...]) -> bool:
    """Whether the policy leaves this out: its text is one of `ignore`, or matches a /pattern/ there."""
    return is_ignored(found.said.text.strip(), (*source.ignore, *ignore))


def is_ignored(text: str, ignore: tuple[str, ...]) -> bool:
    for rule in ignore:
        if len(rule) > 2 and rule.startswith("/") and rule.endswith("/"):
            if regex(rule[1:-1]).search(text):
                return True
        elif skeleton(rule) == skeleton(text):
            return True
    return False


def form(items: Iterable[Item], worded: bool = False) -> re.Pattern[bytes] | None:
    """What finds the keys of these items, and their like: the same letters and signs, with any numbers in them.

    Only keys of letters and digits have a form, and where titles are keys, most of them must be such. With `worded`, as
    where a pattern tells keys from titles, a blank may stand in them, and a number is known by the word before it:
    Phase 3. No pattern is asked here: `[A-Z]+-\\d+` would find UTF-8 among the candidates. `key_of` tells the key of
    what is found.
    """
    stems: dict[str, None] = {}
    heads: dict[str, None] = {}
    titles = keys = 0
    for item in items:
        shown = item.shown
        if shown[:1].isalpha():
            if shown.isalpha() or len(shown) > 40 or (not worded and not _KEY_FORM.match(shown)):
                titles += 1
            else:
                stems[_DIGITS.sub("0", shown)] = None
                keys += 1
        elif worded and shown.isdecimal():
            head = _HEAD.match(item.document.text(item.start, min(item.end, item.start + 60)))
            if head is not None and head[2] == shown:
                heads[head[1]] = None
    whole = _WORDED if worded else _KEY_FORM
    kept = [stem for stem in stems if "0" in stem and whole.match(stem)]
    if (titles > keys and not worded) or not 0 < len(kept) + len(heads) <= _MOST_FORMS:
        return None
    forms = sorted((r"\d{1,9}".join(map(re.escape, stem.split("0"))) for stem in kept), key=len, reverse=True)
    forms += [rf"\b{re.escape(head)}(\d{{1,9}})" for head in heads]
    return re.compile("|".join(forms).encode())


def key_of(found: re.Match[bytes]) -> str:
    """The key in what a form found, or a policy's own pattern."""
    return (found["key"] if "key" in found.re.groupindex else found[found.lastindex or 0]).decode("utf-8", "replace")


def unknown(finder: re.Pattern[bytes], data: bytes, known: set[str]) -> list[tuple[int, int]]:
    """Where keys of this form stand that are no item's."""
    answers: dict[bytes, bool] = {}
    hits = []
    for found in finder.finditer(data):
        text = found[0]
        if text not in answers:
            answers[text] = key_skeleton(key_of(found)) in known
        if not answers[text]:
            hits.append(found.span())
    return hits
