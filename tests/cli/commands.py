"""Command lines as they stand in helps and guides: parsed, and never run."""

from collections.abc import Iterator, Sequence
from itertools import takewhile
import re
import shlex

import click

from orchestrator.cli import root

_SIGNS = "|<>&;()\n"
_PREFIXES = frozenset({"sudo", "exec", "env", "--"})


def commands(text: str) -> Iterator[Sequence[str]]:
    """The words of each command of ours in a piece of shell, without our name."""
    lexer = shlex.shlex(text.replace("\\\n", " "), posix=True, punctuation_chars=_SIGNS)
    lexer.whitespace, lexer.whitespace_split, lexer.commenters = " \t\r", True, ""
    words = list(lexer)
    for at, word in enumerate(words):
        if (word == "orchestrator" or word.endswith("bin/orchestrator")) and _begins(words[:at]):
            yield list(takewhile(lambda word: not _is_sign(word), words[at + 1 :]))


def _is_sign(word: str) -> bool:
    return bool(word) and not word.strip(_SIGNS)


def _begins(before: Sequence[str]) -> bool:
    """Whether a command may stand behind these words."""
    last = before[-1] if before else "\n"
    is_variable = re.match(r"[A-Z_]+=", last)
    return _is_sign(last) or bool(is_variable) or last in _PREFIXES or before[-2:-1] == ["-u"]


def parse(words: Sequence[str]) -> None:
    """Raises click.UsageError where the command line would; files need not exist."""
    command: click.Command = root
    context = click.Context(root, info_name="orchestrator")
    rest = list(words)
    while isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
        found = command.get_command(context, rest[0])
        if found is None:
            if command.invoke_without_command:
                break
            raise click.UsageError(f"no such command: {' '.join(words)}")
        command, rest = found, rest[1:]
        context = click.Context(command, parent=context, info_name=words[0])
    if "--help" in rest:
        return
    try:
        command.make_context(words[0], rest, parent=context.parent)
    except click.BadParameter as error:
        if not isinstance(error.param and error.param.type, click.Path | click.File):
            raise
