"""Operator commands: ``orchestrator …``.  Data to stdout, everything else to stderr."""

import importlib
import sys
from typing import Any

import click

from orchestrator.errors import OrchestratorError

_COMMANDS = {
    "client": "orchestrator.cli.client:client",
    "config": "orchestrator.cli.operate:config",
    "db": "orchestrator.cli.operate:db",
    "demo": "orchestrator.cli.demo:demo",
    "digest": "orchestrator.cli.digest:digest",
    "doctor": "orchestrator.cli.doctor:doctor",
    "init": "orchestrator.cli.init:init",
    "mail": "orchestrator.cli.mail:mail",
    "mailbox": "orchestrator.cli.mailbox:mailbox",
    "project": "orchestrator.cli.project:project",
    "record": "orchestrator.cli.record:record",
    "reply": "orchestrator.cli.reply:reply",
    "run": "orchestrator.cli.run:run",
    "sentiment": "orchestrator.cli.sentiment:sentiment",
    "statements": "orchestrator.cli.statements:statements",
    "template": "orchestrator.cli.template:template",
    "update": "orchestrator.cli.update:update",
    "user": "orchestrator.cli.user:user",
}
"""Imported when named, so that a quick command starts quickly."""


class _Commands(click.Group):
    """The top group; its commands are imported one by one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name].partition(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command), cmd_name
        _keep_examples(command)
        return command


def _keep_examples(command: click.Command) -> None:
    r"""Turn the  of raw docstrings into the character that keeps click from filling a block."""
    command.help = (command.help or "").replace(r"\b", "\b")
    if isinstance(command, click.Group):
        for child in command.commands.values():
            _keep_examples(child)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="orchestrator")
@click.option("-v", "--verbose", is_flag=True, help="Show the traceback of an unexpected failure.")
def _orchestrator(verbose: bool) -> None:
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


_keep_examples(_orchestrator)


def main(arguments: list[str] | None = None) -> None:
    """Run one command and exit with its code."""
    given = sys.argv[1:] if arguments is None else arguments
    verbose = any(word in ("-v", "--verbose") for word in given)
    try:
        result: Any = _orchestrator.main(
            args=arguments, prog_name="orchestrator", standalone_mode=False
        )
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
