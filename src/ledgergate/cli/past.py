"""The commands that look back: what documents came to over time, what a policy would have refused, a badge."""

from __future__ import annotations

import click

from ledgergate.moments import Asked


@click.command()
@click.argument("range_", metavar="[RANGE]", required=False, default="HEAD")
@click.option("--policy", metavar="own|now|FILE", default="own", help="Judge by each commit's own policy, or by one.")
@click.option("--tags", is_flag=True, help="Only the commits that tags name.")
@click.option("--since", metavar="DATE", default="", help="From this day on, as 2027-01-31, in UTC.")
@click.option("--until", metavar="DATE", default="", help="Up to this day.")
@click.option("--last", metavar="N", type=click.IntRange(1), default=None, help="The last N commits of these.")
@click.option("--ledger", metavar="NAME", default="", help="With svg: the ledger to draw; the first one without it.")
@click.option("--all", "every", is_flag=True, help="In the table: commits that change no figure, too.")
@click.option("--no-cache", is_flag=True, help="Judge everything anew, and keep nothing in the git directory.")
@click.option("--format", "wanted", type=click.Choice(["table", "csv", "json", "svg"]), default="table")
def history(
    range_: str, policy: str, tags: bool, since: str, until: str, last: int | None, ledger: str, every: bool,
    no_cache: bool, wanted: str,
) -> int:  # fmt: skip
    """What the documents came to, commit by commit along first parents: items, classes, drift, readiness.

    RANGE is A..B, or a revision up to which all commits count; HEAD without it.

    \b
    Exit codes: 0 shown; 3 where no commit could be judged.
    """
    from ledgergate.cli import history as verb
    from ledgergate.history.parallel import rarely_collect
    from ledgergate.history.selection import Wanted

    rarely_collect()
    found = verb.told(Asked(), Wanted(range_, tags, since, until, last or 0), policy, cached=not no_cache)
    return verb.delivered(found, wanted, ledger, every=every)


@click.command()
@click.option("--last", metavar="N", type=click.IntRange(1), default=None, help="The last N merges; 50 without it.")
@click.option("--range", "range_", metavar="A..B", default="", help="The merges that B has and A has not.")
@click.option("--policy", metavar="now|own|FILE", default="now", help="Today's policy, that of each, or this one.")
@click.option("--new-only", is_flag=True, help="Refuse a merge only for what it brings itself.")
@click.option("--format", "wanted", type=click.Choice(["text", "json"]), default="text")
def replay(last: int | None, range_: str, policy: str, new_only: bool, wanted: str) -> int:
    """A policy over past merges: which would have been refused, by which rule, and what became of the findings.

    Each commit along first parents is judged as a change against its first
    parent, as a request that was merged.

    \b
    Exit codes: 0 shown; 2 without a policy; 3 where no merge could be judged.
    """
    from ledgergate.cli import replay as verb
    from ledgergate.history.parallel import rarely_collect
    from ledgergate.history.selection import Wanted

    rarely_collect()
    most = last or (0 if range_ else 50)
    found = verb.replayed(Asked(), Wanted(range_ or "HEAD", last=most), policy, new_only=new_only)
    return verb.delivered(found, wanted)


@click.command()
@click.option("--tree", metavar="REF", default="HEAD", help="The state to look at; HEAD without it.")
@click.option("--format", "wanted", type=click.Choice(["svg", "json"]), default="svg")
def badge(tree: str, wanted: str) -> int:
    """A badge of the documents: how many items, what is open; json is the endpoint schema of badge services.

    Exit codes are those of `ledgergate check --tree`, whatever the badge says.
    """
    from ledgergate.cli import badge as verb

    return verb.badge(Asked(tree=tree), wanted)


PAST = (history, replay, badge)
