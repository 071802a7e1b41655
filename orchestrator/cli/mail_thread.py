"""``orchestrator mail thread``: which mails of a folder belong together."""

from collections.abc import Iterator
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import compat32
import hashlib
import json
from pathlib import Path

import click

from orchestrator.cli.mail_files import read_mails
from orchestrator.conversation.references import Threads, message_ids


@click.command("thread")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a mail.")
def thread(path: Path, as_json: bool) -> None:
    r"""Say which mails of an mbox, a Maildir or a folder of .eml files belong together.

    One line a mail, in the order read.  Nothing is stored, and nothing in PATH is changed.

    \b
    Examples:
      orchestrator mail thread archive.mbox --json
      orchestrator mail thread ~/Maildir | sort -k2
    """
    threads = Threads()
    names = [_add(threads, content) for content in read_mails(path)]
    for name in names:
        key = threads.thread(name)
        if as_json:
            click.echo(json.dumps({"message_id": name, "thread": key}, ensure_ascii=False))
        else:
            click.echo(f"{name}\t{key}")


def _add(threads: Threads, content: bytes) -> str:
    header = BytesHeaderParser(policy=compat32).parsebytes(content)
    name = next(_ids(header, "Message-ID"), None) or hashlib.sha256(content).hexdigest()
    threads.add(name, _ids(header, "References"), _ids(header, "In-Reply-To"))
    return name


def _ids(header: Message, field: str) -> Iterator[str]:
    # A malformed field is a Header object, and a careless program repeats a field.
    return message_ids(" ".join(str(value) for value in header.get_all(field, [])))
