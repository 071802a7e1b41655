"""What `--help` says: an example for whatever takes words, which is understood as it stands."""

from collections.abc import Iterator

import click

from orchestrator.cli import root
from tests.cli.commands import commands, parse

_COMMON = {"as_json", "help"}


def every_command(
    command: click.Command, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child is not None
            yield from every_command(child, (*path, name))


def test_every_command_with_words_of_its_own_has_an_example() -> None:
    without = [
        " ".join(path)
        for path, command in every_command(root)
        if "Example" not in (command.help or "")
        and (
            isinstance(command, click.Group)
            or any(p.name not in _COMMON and not getattr(p, "hidden", 0) for p in command.params)
        )
    ]
    assert not without


def test_every_option_says_what_it_is_for() -> None:
    silent = [
        f"{' '.join(path)} {option.opts[0]}"
        for path, command in every_command(root)
        for option in command.params
        if isinstance(option, click.Option) and not option.hidden and not option.help
    ]
    assert not silent


def test_every_example_is_understood() -> None:
    helps = [command.help or "" for _, command in every_command(root)]
    pieces = [text.partition("Example")[2].partition("\n\n")[0] for text in helps]
    examples = [words for piece in pieces for words in commands(piece)]
    assert len(examples) > 60
    for example in examples:
        parse(example)
