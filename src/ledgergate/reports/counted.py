"""What a stated number counts: the tally of a ledger by one field, and who is meant by a row, a label, a word."""

from __future__ import annotations

from ledgergate.ledgers.words import Lexicon, skeleton
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgergate.model import Document, Item

ALL = frozenset((
    "total", "totals", "sum", "all", "overall", "gesamt", "summe", "insgesamt", "in total", "grand total", "totaal",
    "au total", "totaux", "totale", "totali", "totales", "totais", "somme", "suma", "soma", "somma", "som", "in totaal",
    "in totale", "razem", "łącznie", "ogółem", "итого", "всего", "сумма", "合計", "総計", "総数", "总计", "总数",
    "合计", "共计", "總計", "합계", "총계", "총합", "전체",
))  # fmt: skip
# What a column is called that counts; `ledgergate.lexicon` has the words for states, a hook seldom needs those.
COUNTS = frozenset((
    "count", "counts", "number", "n", "#", "items", "total", "how many", "candidates", "anzahl", "gesamt", "menge",
    "nombre", "quantité", "número", "numero", "cantidad", "quantidade", "contagem", "quantità", "conteggio", "aantal",
    "liczba", "ilość", "количество", "число", "件数", "数量", "総数", "总数", "個数", "个数", "合計", "合计", "數量",
    "개수", "건수", "합계", "수량",
))  # fmt: skip
COUNTERS = "개건件个個项項"
_WORDS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty /
null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn
siebzehn achtzehn neunzehn zwanzig"""
WORDS = {word: number for line in _WORDS.split("/") for number, word in enumerate(line.split())}


class Counted(Value):
    """One stated number and what it counts: `actual` is what the ledger says, `what` names it for the message.

    `unit` is "" for a count, "%" for a share of `of`; a share may be rounded to as many digits as it shows. `why` is
    set where what stands there cannot be compared with a count. `bucket` is the value that is counted, "" for all, and
    `disguise` the word for it as it is written, where that only looks like the word that it is taken for. A value
    that a table leaves out has nothing `stated`, and a `cure`.
    """

    document: Document
    start: int
    end: int
    stated: str
    actual: int
    what: str
    of: int = 0
    unit: str = ""
    bucket: str = ""
    why: str = ""
    disguise: str = ""
    cure: str = ""
    field: str = ""  # by which it counts

    @property
    def right(self) -> bool:
        if self.why:
            return False
        if self.unit != "%":
            return int(self.stated) == self.actual
        digits = len(self.stated.replace(",", ".").partition(".")[2])
        share = 100 * self.actual / self.of if self.of else 0.0
        return abs(share - float(self.stated.replace(",", "."))) <= 0.5 * 10.0**-digits + 1e-9

    @property
    def expected(self) -> str:
        if self.unit != "%":
            return str(self.actual)
        digits = len(self.stated.replace(",", ".").partition(".")[2])
        return f"{100 * self.actual / self.of if self.of else 0:.{digits}f}"


class Tally(Value):
    """The counts of a ledger's items by one field: `by` holds each vocabulary key, `nouns` what items are called.

    `items` are those that were counted, `crossed` the words of the ledger's other fields: a table may count by two.
    With `every` a table counts each value, also one that no item has. `part` tells that not every item was counted.
    """

    field: str
    lexicon: Lexicon
    by: Mapping[str, int]
    all: int
    nouns: frozenset[str]
    items: tuple[Item, ...] = ()
    crossed: Mapping[str, Lexicon] = {}
    every: bool = False
    part: bool = False


def in_words(text: str) -> bool:
    """Whether a text without digits may state a number: it begins or ends with one in words."""
    words = text.split() if len(text) < 200 else []
    return bool(words) and any(one.casefold().strip(".,:;!()[]*") in WORDS for one in (words[0], words[-1]))


def nouns_of(ledger: str) -> frozenset[str]:
    """What people call a ledger's items: the ledger's name, its singular, and items."""
    name = skeleton(ledger)
    return frozenset((name, name.removesuffix("s"), "items", "item", "entries", "kandidaten", "einträge"))


def bucket(text: str, tally: Tally) -> str | None:
    """The bucket that a totals row speaks of; "" is all of them, None neither."""
    found = tally.lexicon.find(text)
    if found is not None:
        return found
    bare = skeleton(text)
    first, _, noun = bare.partition(" ")
    return "" if bare in ALL or (first in ("total", "all") and noun in tally.nouns) else None


def subject(text: str, tally: Tally) -> tuple[str, str] | None:
    """The bucket that a label, a heading or a row names, "" for all, and the text where it is that word in disguise."""
    found = _named(text, tally)
    if found is not None:
        return found, ""
    if text.isascii() or len(text) > 200:
        return None
    from ledgergate.ledgers.invisible import likened

    like = likened(text)
    found = _named(like, tally) if skeleton(like) != skeleton(text) else None
    return (found, text) if found is not None else None


def _named(text: str, tally: Tally) -> str | None:
    bare = skeleton(text)
    if bare in tally.nouns or bare.removeprefix("number of ") in tally.nouns:
        return ""
    found = bucket(text, tally)
    if found is not None:
        return found
    first, _, rest = bare.partition(" ")
    if rest and first in ("bucket", skeleton(tally.field)):
        return tally.lexicon.words.get(rest)
    noun, _, last = bare.rpartition(" ")
    return "" if noun in tally.nouns and last in ALL else None


def counting(document: Document, span: tuple[int, int], stated: str, name: str, tally: Tally) -> Counted:
    """A number that counts the items of a bucket; "" is all of them."""
    what = f"{tally.field} {name}" if name else "all items that are covered here" if tally.part else "all items"
    return Counted(
        document, *span, stated, tally.by.get(name, 0) if name else tally.all, what, bucket=name, field=tally.field
    )
