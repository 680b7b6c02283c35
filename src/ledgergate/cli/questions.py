"""The commands that ask a state: what it shows, what is covered, may be touched, is listed, is known, can be fixed."""

from __future__ import annotations

import sys

import click

from ledgergate.moments import Asked

_workspace = click.option(
    "--workspace",
    metavar="FOLDER",
    default="",
    help="Look into this folder with a policy of its own; . is the root. Without it the one that you stand in.",
)


@click.command()
@click.option("--tree", metavar="REF", default="HEAD", help="The state to look at; HEAD without it.")
@click.option("--staged", is_flag=True, help="Look at the index instead.")
@click.option("--format", "wanted", type=click.Choice(["table", "json", "markdown"]), default="table")
def truth(tree: str, staged: bool, wanted: str) -> int:
    """What the tree shows: packages, their tasks and checklists, who cites them, what is cited and absent."""
    from ledgergate.cli.truth import rendered, surveyed
    from ledgergate.output.stream import write

    asked = Asked(staged=True) if staged else Asked(tree=tree)
    write(sys.stdout, rendered(surveyed(asked), wanted))
    return 0


@click.command()
@click.option("--tree", metavar="REF", default="HEAD", help="The state to look at; HEAD without it.")
@click.option("--staged", is_flag=True, help="Look at the index instead.")
@click.option("--format", "wanted", type=click.Choice(["table", "json"]), default="table")
@click.option("--fail-under", metavar="N", type=click.FloatRange(0, 100), help="Exit 1 where less than N % is checked.")
@click.option("-v", "--verbose", is_flag=True, help="Report of every line what becomes of it.")
@_workspace
def coverage(
    tree: str, staged: bool, wanted: str, fail_under: float | None, verbose: bool, workspace: str
) -> int:  # fmt: skip
    """What the policy checks, what it ignores and what it leaves unread, by document and by binding."""
    from ledgergate.cli import coverage as verb
    from ledgergate.cli.state import say_alone
    from ledgergate.output.stream import write

    found = verb.coverage(Asked(staged=True) if staged else Asked(tree=tree), workspace)
    write(sys.stdout, verb.as_json(found) if wanted == "json" else verb.as_table(found, verbose=verbose))
    say_alone(found.others)
    return 1 if fail_under is not None and found.percent < fail_under else 0


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--format", "wanted", type=click.Choice(["text", "json"]), default="text", help="How to answer.")
@click.option(
    "--hook",
    "form",
    is_flag=False,
    flag_value="auto",
    default="",
    type=click.Choice(["", "auto", "claude", "codex", "cursor"]),
    metavar="[claude|codex|cursor]",
    help="Answer an assistant's tool call, read as JSON from standard input, in its own form.",
)
@click.option(
    "--field",
    "fields",
    multiple=True,
    metavar="NAME",
    help="With --hook: the field with the file's path, such as tool_input.target. Repeatable.",
)
@click.option(
    "--message", metavar="SUBJECT", default="", help="The subject of the commit that is meant: its type counts."
)
def may(paths: tuple[str, ...], wanted: str, form: str, fields: tuple[str, ...], message: str) -> int:
    """May these paths be touched here and now? The posture's answer, before anything is written.

    \b
    Exit codes: 0 allowed; 1 not allowed; 3 not known. With --hook 2 stops the
    tool call: that is the code which assistants read so.
    """
    from ledgergate.cli import may as verb

    if form and paths:
        raise click.UsageError("--hook reads the paths from the tool call: give it none")
    if form:
        return verb.answer(verb.tool_call(), form, fields)
    if not paths or fields:
        raise click.UsageError("--field goes with --hook" if fields else "name the paths that are to be touched")
    return verb.may(paths, wanted, message)


@click.command()
@click.argument("ledger", required=False, default="")
@click.option(
    "--where", multiple=True, metavar="FIELD=VALUE", help="Only items that say so; FIELD= states none. Repeatable."
)
@click.option("--sort", metavar="FIELD", default="", help="In the order of this field; -FIELD from the end.")
@click.option("--group", metavar="FIELD", default="", help="Under each value of this field.")
@click.option("--columns", metavar="FIELD,...", default="", help="Show these fields, in this order.")
@click.option("--tree", metavar="REF", default="HEAD", help="The state to look at; HEAD without it.")
@click.option("--staged", is_flag=True, help="Look at the index instead.")
@click.option("--format", "wanted", type=click.Choice(["table", "json", "csv", "markdown"]), default="table")
@_workspace
def items(
    ledger: str, where: tuple[str, ...], sort: str, group: str, columns: str, tree: str, staged: bool, wanted: str,
    workspace: str,
) -> int:  # fmt: skip
    """The items of a ledger, how they are partitioned, and the lines that nobody could read."""
    from ledgergate.cli import items as verb
    from ledgergate.listing import Wanted

    shown = tuple(one.strip() for one in columns.split(",") if one.strip())
    asked = Asked(staged=True) if staged else Asked(tree=tree)
    return verb.items(asked, ledger, Wanted(where, sort, group, shown), wanted, workspace)


@click.command()
@click.argument("key")
@click.option("--ledger", metavar="NAME", default="", help="The ledger to look in; all without it.")
@click.option("--tree", metavar="REF", default="HEAD", help="The state to look at; HEAD without it.")
@click.option("--staged", is_flag=True, help="Look at the index instead.")
@click.option("--last", "most", metavar="N", type=click.IntRange(0), default=500, help="Commits to look back: 500.")
@click.option("--format", "wanted", type=click.Choice(["text", "json"]), default="text")
@_workspace
def why(key: str, ledger: str, tree: str, staged: bool, most: int, wanted: str, workspace: str) -> int:
    """One item: where it stands, what is said of it, its history, its open findings and their fixes."""
    from ledgergate.cli import why as verb

    asked = Asked(staged=True) if staged else Asked(tree=tree)
    return verb.why(asked, key, ledger, wanted, most=most, workspace=workspace)


@click.command()
@click.argument("paths", nargs=-1)
@click.option("--staged", is_flag=True, help="Go by the index's text; a file that differs on the disk is left alone.")
@click.option("--diff", "show", is_flag=True, help="Show what would be written, write nothing.")
@click.option("--check", "ask", is_flag=True, help="Write nothing; exit 1 where there is something to write.")
@click.option(
    "--rule", "rules", multiple=True, metavar="RULE", help="Mend what this rule finds: a name, a code or a prefix."
)
@click.option("--policy", "policy_file", metavar="FILE", default="", help="Use this policy.")
@click.option(
    "--format", "wanted", type=click.Choice(["text", "json"]), default="text", help="How to say what is done."
)
@click.option("--hook", is_flag=True, hidden=True)
def fix(
    paths: tuple[str, ...], staged: bool, show: bool, ask: bool, rules: tuple[str, ...], policy_file: str, wanted: str,
    hook: bool,
) -> int:  # fmt: skip
    """Write what follows from the ledger: totals, cells, missing rows, generated blocks. Never stages.

    \b
    Exit codes: 0 written, or nothing to write; 1 with --check where there is
    something to write, and where a file that needs it may not be written.
    """
    from ledgergate.cli import fix as verb
    from ledgergate.output.stream import write
    from ledgergate.request import Request

    reads = show or ask
    asks = not (reads or hook or wanted == "json") and sys.stdin.isatty() and sys.stdout.isatty()
    request = Request(Asked(staged=staged, worktree=not staged), policy_file, rules=rules)
    done = verb.fix(request, paths, write=not reads, confirm=click.confirm if asks else None)
    if show and wanted == "text":
        write(sys.stdout, verb.as_diff(done, terminals=sys.stdout.isatty()))
    if wanted == "json":
        write(sys.stdout, verb.as_json(done))
    elif not show and not (hook and not done.writes and not done.mended.left):
        write(sys.stdout, verb.as_text(done, wrote=not reads))
    return 1 if done.mended.left or (done.writes and (ask or hook)) else 0


@click.command()
@click.option(
    "--kind", "kinds", multiple=True, metavar="KIND", help="Break only in this way: item-deleted. Repeatable."
)
@click.option("--sample", metavar="N", type=click.IntRange(1), default=None, help="Try N of all breaks, by chance.")
@click.option(
    "--each", metavar="N", type=click.IntRange(1), default=None, help="Try N of each kind at most, by chance."
)
@click.option(
    "--seed", metavar="S", type=int, default=0, help="With --sample and --each: which of them; equal seeds, equal ones."
)
@click.option("--require", metavar="PERCENT", type=click.FloatRange(0, 100), help="Exit 1 where fewer are refused.")
@click.option("--tree", metavar="REF", default="HEAD", help="The state to break; HEAD without it.")
@click.option("--staged", is_flag=True, help="Break the index instead.")
@click.option("--format", "wanted", type=click.Choice(["table", "json"]), default="table")
def prove(
    kinds: tuple[str, ...], sample: int | None, each: int | None, seed: int, require: float | None, tree: str,
    staged: bool, wanted: str,
) -> int:  # fmt: skip
    """Break the governed documents in memory, in every way that the gate should refuse, and list what it lets pass.

    \b
    Exit codes: 0 proved; 1 with --require where the score is lower, or where an
    honest variant is refused. Nothing is written.
    """
    from ledgergate.cli import prove as verb
    from ledgergate.output.stream import write

    asked = Asked(staged=True) if staged else Asked(tree=tree)
    found = verb.proved(asked, kinds, sample or 0, seed, each or 0)
    write(sys.stdout, verb.as_json(found) if wanted == "json" else verb.as_table(found))
    return 1 if require is not None and (found.score < require or found.refused) else 0


@click.command()
@click.argument("revision", required=False, default="", metavar="[REV]")
@click.option("-o", "--output", "file", metavar="FILE", default="", help="Write to this file; standard output without.")
@click.option(
    "--format", "wanted", type=click.Choice(["html", "json"]), default="html", help="The page, or its values."
)
@click.option("--tree", metavar="REF", default="", help="The state to show; HEAD without it. The same as REV.")
@click.option("--staged", is_flag=True, help="Show the index instead.")
@click.option("--base", metavar="REF", default="", help="Say what changed since the merge base with REF, too.")
@click.option(
    "--link",
    metavar="PATTERN",
    default="",
    help="Where lines are looked at: github, gitlab, gitea, forgejo, file, none, or a URL with {path} and {line}.",
)
@click.option(
    "--policy", "policy_file", metavar="FILE", default="", help="Use this policy, whatever the repository's says."
)
@click.option("--today", metavar="DATE", default="", help="Judge waivers as on this ISO date.")
@click.option(
    "--history",
    "last",
    metavar="N",
    type=click.IntRange(0),
    default=30,
    show_default=True,
    help="Chart the last N commits that changed a governed document; 0 for no charts.",
)
@_workspace
def report(
    revision: str, file: str, wanted: str, tree: str, staged: bool, base: str, link: str, policy_file: str, today: str,
    last: int, workspace: str,
) -> int:  # fmt: skip
    """One HTML page for those who decide: answers, items, what is built next, drift, coverage, charts over time.

    \b
    Exit codes: 0 written, whatever the page says; 3 not all of the state could be
    read, which the page says, too.
    """
    from ledgergate.cli import report as verb
    from ledgergate.cli.check import date_of
    from ledgergate.request import Request

    if revision and tree:
        raise click.UsageError("REV and --tree are the same: give one of them")
    state = revision or tree
    if staged and (state or base):
        raise click.UsageError("--staged shows the index against HEAD: it takes no REV and no --base")
    asked = Asked(staged=True) if staged else Asked(tree=state or "HEAD")
    if base:
        asked = Asked(base=base, head=state, merge_result=False)
    return verb.report(
        Request(asked, policy_file, today=date_of(today, asked.in_ci)), wanted, file, link, last, workspace
    )


QUESTIONS = (truth, coverage, may, items, why, fix, prove, report)
