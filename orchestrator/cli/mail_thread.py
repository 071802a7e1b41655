"""``orchestrator mail thread``: which mails of a folder belong together."""

from collections.abc import Iterator
import hashlib
import json
from pathlib import Path
import sys

import click

from orchestrator.cli.mail_files import PARTLY_DONE, MailFiles
from orchestrator.cli.mail_progress import progress
from orchestrator.collect.identifiers import read_identifiers
from orchestrator.conversation.references import Threads, ancestors, key_of
from orchestrator.errors import UsageError

_SAY_EVERY = 500


@click.command("thread")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a mail.")
def thread(path: Path, as_json: bool) -> int:
    r"""Say which mails of an mbox, a Maildir or a folder of .eml files belong together.

    One line a mail, in the order read; one without a Message-ID is called by the SHA-256
    of its bytes.  Nothing is stored, and nothing in PATH is changed.  What cannot be read
    is named on stderr, and the exit code is 5 then.

    \b
    Examples:
      orchestrator mail thread archive.mbox --json
      orchestrator mail thread ~/Maildir | sort -k2
    """
    files, threads, flaws = MailFiles(path), Threads(), list[str]()
    names = [_add(threads, content) for content in _read(files, flaws)]
    for flaw in flaws:
        click.echo(f"{path}: {flaw}", err=True)
    if files.total and not names:
        raise UsageError(f"{path}: holds no mail; name an mbox, a Maildir or a folder of .eml")
    for name in names:
        found = threads.thread(key_of(name))
        if as_json:
            line = json.dumps({"message_id": name, "thread": found}, ensure_ascii=False)
        else:
            line = f"{name}\t{found}"
        sys.stdout.write(line + "\n")
    return PARTLY_DONE if flaws else 0


def _read(files: MailFiles, flaws: list[str]) -> Iterator[bytes]:
    """The mails; what cannot be read is added to ``flaws``."""
    number = 0
    with progress(files.total) as say:
        for found in files:
            if found.flaw:
                flaws.append(f"{found.place}: {found.flaw}")
                continue
            number += 1
            yield found.content
            if number % _SAY_EVERY == 0:
                say(files.done, read=number, new=number)
        say(files.total, read=number, new=number)


def _add(threads: Threads, content: bytes) -> str:
    found = read_identifiers(content)
    name = found.message_id or hashlib.sha256(content).hexdigest()
    threads.add(key_of(name), ancestors(name, found.references, found.in_reply_to))
    return name
