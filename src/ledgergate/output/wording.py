"""What every format says alike: the order of findings, places, the partition's equation, the closing line."""

from __future__ import annotations

from ledgergate.output.encode import clipped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledgergate.errors import LedgergateError
    from ledgergate.model import Compared, Examined, Finding, NotRun, Partition, Place, Posture, Unchecked, Verdict

_LONGEST = 200  # characters of a reason or a quotation within the closing line
STOPPED = {2: "misused", 3: "not checked"}
_EMPTY_TREES = (
    "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
)


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """By path, line and code, as the contract has it; column and key settle the rest."""
    return sorted(findings, key=lambda one: (one.place.path, one.place.line, one.code, one.place.column, one.key))


def span(place: Place) -> tuple[int, int, int, int]:
    """Line, column, end line and end column; an end that nobody set falls on the start."""
    start = (max(1, place.line), max(1, place.column))
    end = max(start, (place.end_line, place.end_column))
    return (*start, *end)


def at(place: Place) -> str:
    """`path:line:column`, and where the path itself is no longer there, that it stood so before."""
    line, column, _, _ = span(place)
    return f"{place.path}:{line}:{column}" + (" (before)" if place.side == "before" else "")


def standing(finding: Finding) -> str:
    """What a reader must know besides the rule: advice, waived, or older than the change. "" for a plain refusal."""
    if finding.waived_by is not None:
        return f"waived by {finding.waived_by}" if finding.waived_by else "waived"
    words = ["advice"] if finding.level != "block" else []
    if finding.introduced is False:
        words.append("stood before this change")
    return ", ".join(words)


def fingerprint(finding: Finding) -> str:
    """The gate's fingerprint, else one of the same make: code, key and path, never a line number."""
    if finding.fingerprint:
        return finding.fingerprint
    return digest(finding.code, finding.key, finding.place.path)


def digest(*parts: str) -> str:
    """32 hexadecimal digits for a row of strings."""
    from hashlib import sha256

    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def equation(partition: Partition) -> str:
    """`candidates: 40 + 2 added - 1 merged - 0 dropped = 41 = A 11 + B 30`, as far as it is known."""
    known = [f"{partition.ledger}: "]
    if partition.before is not None:
        moves = f"{partition.added} added - {partition.merged} merged - {partition.dropped} dropped"
        renamed = f" ({partition.renamed} renamed)" if partition.renamed else ""
        known.append(f"{partition.before} + {moves}{renamed} = ")
    known.append(str(partition.after))
    if partition.by:
        known.append(" = " + " + ".join(_share(value, count) for value, count in partition.by.items()))
    return "".join(known)


def _share(value: str, count: int) -> str:
    """A bucket and how many it holds; a colon keeps a bucket that ends in a digit apart from its count."""
    return f"{value or 'unclassified'}{':' if value[-1:].isdigit() else ''} {count}"


def headline(verdict: Verdict) -> str:
    """The one closing line: the result, how many findings, what was compared, how much was examined."""
    posture = announced(verdict.compared.posture)
    told = [f"{result(verdict)}: {counted(verdict)}", comparison(verdict.compared), *([posture] if posture else [])]
    return f"{', '.join(told)}: {extent(verdict.examined)}"


def result(verdict: Verdict) -> str:
    if verdict.exit_code == 1:
        return "refused"
    if verdict.unchecked:
        return "not all was checked"
    return "not refused because of --exit-zero" if verdict.blocking else "passed"


def counted(verdict: Verdict) -> str:
    """`2 findings (1 blocking, 1 advisory), 1 waived`."""
    blocking, advisory, waived = len(verdict.blocking), len(verdict.advisory), len(verdict.waived)
    told = "no findings"
    if blocking or advisory:
        told = f"{number(blocking + advisory, 'finding')} ({blocking} blocking, {advisory} advisory)"
    return f"{told}, {waived} waived" if waived else told


def comparison(compared: Compared) -> str:
    """`index against 1a2b3c4 (--staged)`."""
    after = "work tree" if compared.after == "worktree" else short(compared.after)
    told = f"{after} without a base" if compared.before is None else f"{after} against {short(compared.before)}"
    # A variable that a job has set is what its author looks for; the one that git sets at a commit nobody has seen.
    source = {"GIT_INDEX_FILE": "git commit"}.get(compared.source, compared.source)
    return f"{told} ({source})" if source else told


def short(oid: str) -> str:
    """An object's first seven digits; any other name as it is."""
    if oid in _EMPTY_TREES:
        return "the empty tree"
    return oid[:7] if len(oid) in (40, 64) and all(digit in "0123456789abcdef" for digit in oid) else oid


def announced(posture: Posture) -> str:
    """Why the change is read-only, with the document's own words; "" where it is not."""
    if not posture.read_only:
        return ""
    place, why = posture.place, clipped(posture.because, _LONGEST)
    if place is not None and place.path not in why:
        why = f"{why} ({place.path}:{place.line})" if why else f"{place.path}:{place.line} says so"
    if posture.quote and posture.quote not in why:
        why = f'{why}: "{clipped(posture.quote, _LONGEST)}"'
    return f"read-only because {why}" if why else "read-only"


def fixable(verdict: Verdict) -> str:
    """How many findings the command would mend, "" where there is none."""
    count = len(verdict.fixable)
    return f"{number(count, 'finding')} `ledgergate fix` would fix" if count else ""


def extent(examined: Examined) -> str:
    """`3 changed paths, 7 documents, 41 items, 44 rows`; what was not there to look at is left out at the end."""
    always = [number(examined.paths_changed, "changed path"), number(examined.documents, "document")]
    further = (
        (sum(examined.items.values()), "item"),
        (examined.rows, "row"),
        (examined.totals, "total"),
        (examined.evidence, "citation"),
    )
    return ", ".join(always + [number(count, what) for count, what in further if count])


def number(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def not_run(rules: Iterable[NotRun]) -> Iterator[str]:
    """One line per reason: `not run: item-vanished, policy-weakened (no base)`."""
    reasons: dict[str, list[str]] = {}
    for one in rules:
        reasons.setdefault(one.reason, []).append(one.rule)
    for reason, names in reasons.items():
        yield f"not run: {', '.join(names)} ({reason})"


def unchecked(verdict: Verdict) -> list[Unchecked]:
    """What was not checked and no finding shown says."""
    told = {(one.place.path, one.place.line) for one in verdict.findings if one.waived_by is None}
    return [one for one in verdict.unchecked if one.place is None or (one.place.path, one.place.line) not in told]


def stopped(error: LedgergateError) -> str:
    """`not checked: the history is shallow`, before anything else is said of the error."""
    return f"{STOPPED.get(error.code, 'failed')}: {error.message}"
