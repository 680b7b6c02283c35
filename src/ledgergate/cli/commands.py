"""The commands and their options."""

from __future__ import annotations

import sys

import click

from ledgergate import __version__
from ledgergate.cli.git_hooks import GIT_HOOKS
from ledgergate.cli.printing import deliver, formats
from ledgergate.cli.sizes import size
from ledgergate.errors import LedgergateError
from ledgergate.git import Limits
from ledgergate.moments import Asked
from ledgergate.output import FORMATS


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="ledgergate")
def ledgergate() -> None:
    """Keep a repository's planning documents honest."""


for hook in GIT_HOOKS:
    ledgergate.add_command(hook)


@ledgergate.command(epilog=f"Formats: {', '.join(FORMATS)}.")
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
    "--document-limit", metavar="SIZE", default="16M", callback=size, help="The largest document that is read: 16M."
)
@click.option("--policy-limit", metavar="SIZE", default="64K", callback=size, help="The largest policy: 64K.")
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
    exit_zero: bool, document_limit: int, policy_limit: int,
) -> int:  # fmt: skip
    """The gate: is this change what it says, and do the documents agree?

    \b
    Exit codes: 0 checked, nothing blocks; 1 findings; 2 misused (options or
    policy); 3 not checked; 4 a bug in the gate; 130 interrupted.
    """
    from ledgergate.gate import judge
    from ledgergate.request import Request

    chosen = formats(wanted)
    limits = Limits(document=document_limit, policy=policy_limit)
    asked = Asked(staged, base, head, tree, worktree, merge_result, require_base, limits=limits)
    painted = {"color": color, "verbose": verbose, "quiet": quiet, "summary": summary}
    try:
        day = _date(today, asked.in_ci)
        request = Request(asked, policy_file, duties, rules, ignore, new_only, exit_zero, day, verbose=verbose)
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


def _date(given: str, in_ci: bool) -> str:
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


@ledgergate.command()
@click.argument("rule")
def explain(rule: str) -> None:
    """A rule's page: what it refuses, why, and the fix; of a prefix (LG2) the list."""
    from ledgergate.cli.catalogue import explained
    from ledgergate.output.stream import color, width

    click.echo(explained(rule, width(sys.stdout), color=color("auto", sys.stdout)))


@ledgergate.command()
@click.option("--format", "wanted", type=click.Choice(["table", "json"]), default="table")
@click.option("--write", "folder", metavar="FOLDER", default="", hidden=True)
def rules(wanted: str, folder: str) -> None:
    """The catalogue of rules."""
    from ledgergate.cli.catalogue import as_json, publish, table

    if folder:
        click.echo(f"{publish(folder)} pages in {folder}")
        return
    click.echo(as_json() if wanted == "json" else table())


@ledgergate.command()
@click.argument("name", required=False, default="")
@click.option("--format", "wanted", type=click.Choice(["table", "json"]), default="table", help="How to list them.")
def presets(name: str, wanted: str) -> None:
    """The presets that a policy can start from; with a name, that preset as it is written."""
    from ledgergate.cli.presets import as_json, table, written

    if name:
        click.echo(written(name), nl=False)
        return
    click.echo(as_json() if wanted == "json" else table())


@ledgergate.command()
@click.argument(
    "name",
    required=False,
    default="policy",
    type=click.Choice(["policy", "check", "coverage", "fix", "items", "may", "why"]),
)
def schema(name: str) -> None:
    """The JSON Schema of the policy file, for editors; with a command's name, of the JSON that it prints."""
    import json

    from ledgergate import policy
    from ledgergate.output import schemas

    made = policy.schema() if name == "policy" else schemas.schema(name)
    click.echo(json.dumps(made, indent=2, ensure_ascii=False))


@ledgergate.command()
@click.option("--keep", metavar="FOLDER", default="", help="Build the example's repository here and leave it.")
def demo(keep: str) -> int:
    """Run the gate on an example repository: one commit that passes, one that is refused."""
    from ledgergate.cli.demo import show

    return show(keep, sys.stdout)


@ledgergate.command()
@click.option("--yes", is_flag=True, help="Write without asking, as where there is no terminal.")
@click.option("--stdout", "--dry-run", "show", is_flag=True, help="Print the policy, write nothing.")
@click.option("--strict", is_flag=True, help="Start blocking; without it everything is advisory at first.")
@click.option("--explain", is_flag=True, help="Say what the proposal leaves out, and why; write nothing.")
@click.option("--update", is_flag=True, help="Print the bindings that the standing policy lacks; write nothing.")
@click.option("--format", "wanted", type=click.Choice(["text", "json"]), default="text", help="Of --explain.")
def init(yes: bool, show: bool, strict: bool, explain: bool, update: bool, wanted: str) -> int:
    """Look at the repository and propose a policy; never overwrites one."""
    from ledgergate.cli.init import run

    return run(yes=yes, show=show, strict=strict, explain=explain, update=update, wanted=wanted)


@ledgergate.command()
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


@ledgergate.command()
@click.option("--tree", metavar="REF", default="HEAD", help="The state to look at; HEAD without it.")
@click.option("--staged", is_flag=True, help="Look at the index instead.")
@click.option("--format", "wanted", type=click.Choice(["table", "json"]), default="table")
@click.option("--fail-under", metavar="N", type=click.FloatRange(0, 100), help="Exit 1 where less than N % is checked.")
@click.option("-v", "--verbose", is_flag=True, help="Report of every line what becomes of it.")
def coverage(tree: str, staged: bool, wanted: str, fail_under: float | None, verbose: bool) -> int:
    """What the policy checks, what it ignores and what it leaves unread, by document and by binding."""
    from ledgergate.cli import coverage as verb
    from ledgergate.output.stream import write

    found = verb.coverage(Asked(staged=True) if staged else Asked(tree=tree))
    write(sys.stdout, verb.as_json(found) if wanted == "json" else verb.as_table(found, verbose=verbose))
    return 1 if fail_under is not None and found.percent < fail_under else 0


@ledgergate.command()
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


@ledgergate.command()
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
def items(
    ledger: str, where: tuple[str, ...], sort: str, group: str, columns: str, tree: str, staged: bool, wanted: str
) -> int:
    """The items of a ledger, how they are partitioned, and the lines that nobody could read."""
    from ledgergate.cli import items as verb
    from ledgergate.listing import Wanted

    shown = tuple(one.strip() for one in columns.split(",") if one.strip())
    asked = Asked(staged=True) if staged else Asked(tree=tree)
    return verb.items(asked, ledger, Wanted(where, sort, group, shown), wanted)


@ledgergate.command()
@click.argument("key")
@click.option("--ledger", metavar="NAME", default="", help="The ledger to look in; all without it.")
@click.option("--tree", metavar="REF", default="HEAD", help="The state to look at; HEAD without it.")
@click.option("--staged", is_flag=True, help="Look at the index instead.")
@click.option("--last", "most", metavar="N", type=click.IntRange(0), default=500, help="Commits to look back: 500.")
@click.option("--format", "wanted", type=click.Choice(["text", "json"]), default="text")
def why(key: str, ledger: str, tree: str, staged: bool, most: int, wanted: str) -> int:
    """One item: where it stands, what is said of it, its history, its open findings and their fixes."""
    from ledgergate.cli import why as verb

    return verb.why(Asked(staged=True) if staged else Asked(tree=tree), key, ledger, wanted, most=most)


@ledgergate.command()
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
