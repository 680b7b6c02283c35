"""The commands of `ledgergate`, gathered from the modules that declare their options."""

from __future__ import annotations

import click

from ledgergate import __version__
from ledgergate.cli.check import check
from ledgergate.cli.git_hooks import GIT_HOOKS
from ledgergate.cli.guides import GUIDES
from ledgergate.cli.past import PAST
from ledgergate.cli.questions import QUESTIONS


class _Commands(click.Group):
    """Commands that say of an option without its value which value it takes: click names neither it nor the command."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except click.BadOptionUsage as error:
            command = self.get_command(ctx, ctx.invoked_subcommand or "")
            if error.ctx is not None or command is None:
                raise
            of = click.Context(command, parent=ctx, info_name=ctx.invoked_subcommand)
            raise click.BadOptionUsage(error.option_name, error.message + _takes(error.option_name, of), of) from None


def _takes(name: str, ctx: click.Context) -> str:
    """What the option takes, as its help says it; "" for an option that the command has not."""
    for option in ctx.command.params:
        if isinstance(option, click.Option) and name in (*option.opts, *option.secondary_opts):
            shown = option.get_help_record(ctx)
            return f"\n  {shown[0]}  {shown[1]}".rstrip() if shown else ""
    return ""


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="ledgergate")
def ledgergate() -> None:
    """Keep a repository's planning documents honest."""


for command in (check, *GUIDES, *QUESTIONS, *PAST, *GIT_HOOKS):
    ledgergate.add_command(command)
