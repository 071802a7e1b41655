"""``orchestrator sentiment``: how clients feel, from their own words."""

from itertools import chain
from pathlib import Path
from typing import BinaryIO, TextIO

import click

from orchestrator.cli.json_lines import Record, answer_lines, one_of, text_field
from orchestrator.conversation.sentiment import read_sentiment, training

_LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt")


@click.group("sentiment", invoke_without_command=True)
@click.option("--input", "lines", type=click.File("rb"), default="-", hidden=True)
@click.pass_context
def sentiment(context: click.Context, lines: BinaryIO) -> None:
    r"""Read {id, text, lang?} a line; write label, score, intents and the deciding sentences.

    The label is negative, neutral, positive, or unclear where the machine abstains.

    \b
    Examples:
      echo '{"id": 1, "text": "We will not pay this invoice."}' | orchestrator sentiment
      orchestrator sentiment < mails.jsonl > read.jsonl
      orchestrator sentiment train --help
    """
    if context.invoked_subcommand is None:
        answer_lines(lines, _answer)


def _answer(record: Record) -> Record:
    lang = record.get("lang")
    known = None if lang is None else one_of(lang, "lang", _LANGUAGES)
    return read_sentiment(text_field(record, "text"), lang=known).as_json()


@sentiment.command()
@click.option(
    "--mails",
    "given",
    type=click.File(encoding="utf-8"),
    multiple=True,
    metavar="FILE",
    help="Labelled mails besides those that are shipped; may be given several times.",
)
@click.option(
    "--folder", type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(training.__file__).parent, help="Where to write; else into the installation.",
)  # fmt: skip
def train(given: tuple[TextIO, ...], folder: Path) -> None:
    r"""Learn from labelled mails again, and write the weights: the same mails, the same file.

    A line of labelled mail is {"text": …, "label": "negative", "intents": ["delay"], "lang": "en"}.

    \b
    Examples:
      orchestrator sentiment train
      orchestrator sentiment train --mails ours.jsonl --folder /tmp
    """
    mails = list(chain(*training.shipped_mails().values(), *map(training.read_mails, given)))
    click.echo(f"learning from {len(mails)} mails: about half a minute", err=True)
    click.echo(training.train(mails, folder))
