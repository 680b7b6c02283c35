"""`ledgergate check`: its options become a request, its verdict texts and an exit code."""

from __future__ import annotations

import click

from ledgergate.cli.printing import address, deliver, formats, tell_moves
from ledgergate.cli.sizes import size
from ledgergate.errors import LedgergateError
from ledgergate.git import Limits
from ledgergate.moments import Asked
from ledgergate.output import FORMATS

_COUNT = click.IntRange(min=1)


@click.command(epilog=f"Formats: {', '.join(FORMATS)}.")
@click.option("--staged", is_flag=True, help="Judge what is about to be committed: the index against HEAD.")
@click.option("--base", metavar="REF", default="", help="Judge the change from the merge base with REF.")
@click.option("--head", metavar="REF", default="", help="The end of the change; HEAD without it.")
@click.option(
    "--tree", metavar="REF", default="", help="Judge one state; rules that need a change are listed as not run."
)
@click.option("--worktree", is_flag=True, help="Judge the files as they lie there, for editors; never a gate.")
@click.option(
    "--merge-result/--no-merge-result",
    default=None,
    help="Judge what merging into the base would give, too. On for ranges.",
)
@click.option("--require-base", is_flag=True, help="Without a base to compare with: exit 3. On in CI.")
@click.option(
    "--policy", "policy_file", metavar="FILE", default="", help="Use this policy, whatever the repository's says."
)
@click.option(
    "--rule",
    "rules",
    multiple=True,
    metavar="RULE",
    help="Judge only this rule: a name, a code or a prefix (LG3). Repeatable.",
)
@click.option("--ignore", multiple=True, metavar="RULE", help="Leave this rule out. Repeatable.")
@click.option("--duty", "duties", multiple=True, hidden=True)
@click.option("--new-only", is_flag=True, help="Report only what the change introduces.")
@click.option("--exit-zero", is_flag=True, help="Exit 0 although there are findings; not where nothing was checked.")
@click.option(
    "--format",
    "wanted",
    multiple=True,
    metavar="FORMAT[=FILE]",
    help="How to write the verdict; the formats are listed below. Repeatable.",
)
@click.option(
    "--page",
    metavar="URL",
    default="",
    envvar="LEDGERGATE_PAGE",
    callback=address,
    help="The page that CI publishes, for comments and summaries to link to.",
)
@click.option(
    "--document-limit", metavar="SIZE", default="16M", callback=size, help="The largest document that is read: 16M."
)
@click.option("--policy-limit", metavar="SIZE", default="64K", callback=size, help="The largest policy: 64K.")
@click.option(
    "--most-documents", metavar="N", type=_COUNT, default=50_000,
    help="The most documents that are read of a state: 50000.",
)  # fmt: skip
@click.option(
    "--most-items", metavar="N", type=_COUNT, default=100_000,
    help="The most items of one ledger, and rows of one report: 100000.",
)  # fmt: skip
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Paint the text.")
@click.option("--today", metavar="DATE", default="", help="Judge waivers as on this ISO date.")
@click.option("-v", "--verbose", is_flag=True, help="Report notes, numbers and what was left out, too.")
@click.option("-q", "--quiet", is_flag=True, help="Report the findings alone.")
@click.option("--summary", is_flag=True, help="Count findings by rule and by file, and say where to begin.")
@click.option("--debug", is_flag=True, help="On a bug in the gate, show where.")
def check(
    wanted: tuple[str, ...], color: str, verbose: bool, quiet: bool, summary: bool, debug: bool, today: str,
    staged: bool, base: str, head: str, tree: str, worktree: bool, merge_result: bool | None, require_base: bool,
    policy_file: str, rules: tuple[str, ...], ignore: tuple[str, ...], duties: tuple[str, ...], new_only: bool,
    exit_zero: bool, page: str, document_limit: int, policy_limit: int,
    most_documents: int, most_items: int,
) -> int:  # fmt: skip
    """The gate: is this change what it says, and do the documents agree?

    \b
    Exit codes: 0 checked, nothing blocks; 1 findings; 2 misused (options or
    policy); 3 not checked; 4 a bug in the gate; 130 interrupted.
    """
    from ledgergate.gate import judge
    from ledgergate.request import Request

    chosen = formats(wanted)
    limits = Limits(document=document_limit, policy=policy_limit, documents=most_documents, items=most_items)
    asked = Asked(staged, base, head, tree, worktree, merge_result, require_base, limits=limits)
    painted = {"color": color, "verbose": verbose, "quiet": quiet, "summary": summary, "page": page}
    try:
        day = date_of(today, asked.in_ci)
        request = Request(
            asked, policy_file, duties, rules, ignore, new_only, exit_zero, day, verbose=verbose,
            moves=tell_moves(chosen),
        )  # fmt: skip
        verdict = judge(request)
    except LedgergateError as error:
        deliver(chosen, error, painted)
        return error.code
    except Exception as error:
        if debug:
            from ledgergate.output.stream import bug

            return bug(error, debug=True)
        raise
    deliver(chosen, verdict, painted)
    return verdict.exit_code


def date_of(given: str, in_ci: bool) -> str:
    """The ISO date that `--today` gives, "" where it gives none."""
    if not given:
        return ""
    from datetime import date, datetime, timedelta, timezone

    try:
        day = date.fromisoformat(given)
    except ValueError:
        raise click.UsageError(f"--today wants a date as 2027-01-31, not '{given}'") from None
    # A day is granted to jobs that know the date of another time zone.
    if in_ci and day < datetime.now(timezone.utc).date() - timedelta(days=1):
        raise click.UsageError(f"--today {given} has passed: in CI no waiver is judged as on an earlier day")
    return day.isoformat()
