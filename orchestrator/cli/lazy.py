"""A group of commands that are imported when named, so that a quick command starts quickly."""

from collections.abc import Mapping
import importlib
from typing import Any

import click


class LazyGroup(click.Group):
    """``elsewhere``: command to ``module:name``, beside the commands of the group itself."""

    def __init__(self, *args: Any, elsewhere: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._elsewhere = elsewhere
        keep_examples(self)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *self._elsewhere])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self._elsewhere:
            return super().get_command(ctx, cmd_name)
        module, _, name = self._elsewhere[cmd_name].partition(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command), cmd_name
        keep_examples(command)
        return command


def keep_examples(command: click.Command) -> None:
    r"""Turn the \b of raw docstrings into the character that keeps click from filling a block."""
    command.help = (command.help or "").replace(r"\b", "\b")
    if isinstance(command, click.Group):
        for child in command.commands.values():
            keep_examples(child)
