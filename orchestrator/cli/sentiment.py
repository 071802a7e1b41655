"""``orchestrator sentiment``: how clients feel, from their own words."""

from typing import TextIO

import click

from orchestrator.cli.json_lines import Record, answer_lines, one_of, text_field
from orchestrator.conversation.sentiment import read_sentiment

_LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt")


@click.group("sentiment", invoke_without_command=True)
@click.option("--input", "lines", type=click.File(encoding="utf-8"), default="-", hidden=True)
@click.pass_context
def sentiment(context: click.Context, lines: TextIO) -> None:
    r"""Read {id, text, lang?} a line; write label, score, intents and the deciding sentences.

    The label is negative, neutral, positive, or unclear where the machine abstains.

    \b
    Examples:
      echo '{"id": 1, "text": "We will not pay this invoice."}' | orchestrator sentiment
      orchestrator sentiment < mails.jsonl > read.jsonl
    """
    if context.invoked_subcommand is None:
        answer_lines(lines, _answer)


def _answer(record: Record) -> Record:
    lang = record.get("lang")
    known = None if lang is None else one_of(lang, "lang", _LANGUAGES)
    return read_sentiment(text_field(record, "text"), lang=known).as_json()
