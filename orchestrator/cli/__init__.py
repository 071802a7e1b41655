"""Operator commands: ``orchestrator …``.  Data to stdout, everything else to stderr."""

import sys
from typing import Any

import click

from orchestrator.cli.lazy import LazyGroup
from orchestrator.errors import OrchestratorError

_COMMANDS = {
    "calendar": "orchestrator.cli.calendar:calendar",
    "client": "orchestrator.cli.client:client",
    "config": "orchestrator.cli.operate:config",
    "db": "orchestrator.cli.operate:db",
    "demo": "orchestrator.cli.demo:demo",
    "digest": "orchestrator.cli.digest:digest",
    "dispute": "orchestrator.cli.dispute:dispute",
    "dkim": "orchestrator.cli.dkim:dkim",
    "doctor": "orchestrator.cli.doctor:doctor",
    "init": "orchestrator.cli.init:init",
    "mail": "orchestrator.cli.mail:mail",
    "mailbox": "orchestrator.cli.mailbox:mailbox",
    "project": "orchestrator.cli.project:project",
    "record": "orchestrator.cli.record:record",
    "reply": "orchestrator.cli.reply:reply",
    "run": "orchestrator.cli.run:run",
    "send": "orchestrator.cli.send:send",
    "sentiment": "orchestrator.cli.sentiment:sentiment",
    "statements": "orchestrator.cli.statements:statements",
    "template": "orchestrator.cli.template:template",
    "update": "orchestrator.cli.update:update",
    "user": "orchestrator.cli.user:user",
}


@click.group(
    cls=LazyGroup,
    elsewhere=_COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="orchestrator")
@click.option("-v", "--verbose", is_flag=True, help="Show the traceback of an unexpected failure.")
def root(verbose: bool) -> None:
    r"""Run the communication between a project team and its clients.

    \b
    Examples:
      orchestrator demo
      orchestrator init
      orchestrator doctor
      orchestrator run all

    Exit codes: 0 done, 1 unexpected, 2 usage, 3 configuration, 4 unreachable,
    5 partly done, 6 refused by a rule, 7 integrity.
    """


def main(arguments: list[str] | None = None) -> None:
    """Run one command and exit with its code."""
    given = sys.argv[1:] if arguments is None else arguments
    verbose = any(word in ("-v", "--verbose") for word in given)
    try:
        result: Any = root.main(args=arguments, prog_name="orchestrator", standalone_mode=False)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except OrchestratorError as error:
        if verbose:
            raise
        for line in str(error).splitlines():
            click.echo(f"error: {line}", err=True)
        sys.exit(error.exit_code)
    sys.exit(result if isinstance(result, int) else 0)
