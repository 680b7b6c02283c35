"""The commands that explain and begin: rules, presets and schemas, the demo, the first policy."""

from __future__ import annotations

import sys

import click


@click.command()
@click.argument("rule")
def explain(rule: str) -> None:
    """A rule's page: what it refuses, why, and the fix; of a prefix (LG2) the list."""
    from ledgergate.cli.catalogue import explained
    from ledgergate.output.stream import color, width

    click.echo(explained(rule, width(sys.stdout), color=color("auto", sys.stdout)))


@click.command()
@click.option("--format", "wanted", type=click.Choice(["table", "json"]), default="table")
@click.option("--write", "folder", metavar="FOLDER", default="", hidden=True)
def rules(wanted: str, folder: str) -> None:
    """The catalogue of rules, and those of the plugins that the policy at hand names."""
    from ledgergate.cli.catalogue import as_json, meet_plugins, publish, table

    if folder:
        click.echo(f"{publish(folder)} pages in {folder}")
        return
    meet_plugins()
    click.echo(as_json() if wanted == "json" else table())


@click.command()
@click.argument("name", required=False, default="")
@click.option("--format", "wanted", type=click.Choice(["table", "json"]), default="table", help="How to list them.")
def presets(name: str, wanted: str) -> None:
    """The presets that a policy can start from; with a name, that preset as it is written."""
    from ledgergate.cli.presets import as_json, table, written

    if name:
        click.echo(written(name), nl=False)
        return
    click.echo(as_json() if wanted == "json" else table())


@click.command()
@click.argument(
    "name",
    required=False,
    default="policy",
    type=click.Choice(
        ["policy", "badge", "check", "coverage", "fix", "history", "items", "may", "prove", "replay", "report", "why"]
    ),
)
def schema(name: str) -> None:
    """The JSON Schema of the policy file, for editors; with a command's name, of the JSON that it prints."""
    import json

    from ledgergate import policy
    from ledgergate.output import schemas

    if name == "report":
        from ledgergate.page import plain

        made = plain.schema()
    else:
        made = policy.schema() if name == "policy" else schemas.schema(name)
    click.echo(json.dumps(made, indent=2, ensure_ascii=False))


@click.command()
@click.option("--keep", metavar="FOLDER", default="", help="Build the example's repository here and leave it.")
def demo(keep: str) -> int:
    """Run the gate on an example repository: one commit that passes, one that is refused."""
    from ledgergate.cli.demo import show

    return show(keep, sys.stdout)


@click.command()
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


GUIDES = (explain, rules, presets, schema, demo, init)
