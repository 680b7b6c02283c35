"""The commands of `ledgergate`, gathered from the modules that declare their options."""

from __future__ import annotations

import click

from ledgergate import __version__
from ledgergate.cli.check import check
from ledgergate.cli.git_hooks import GIT_HOOKS
from ledgergate.cli.guides import GUIDES
from ledgergate.cli.past import PAST
from ledgergate.cli.questions import QUESTIONS


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="ledgergate")
def ledgergate() -> None:
    """Keep a repository's planning documents honest."""


for command in (check, *GUIDES, *QUESTIONS, *PAST, *GIT_HOOKS):
    ledgergate.add_command(command)
