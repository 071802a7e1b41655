"""``orchestrator mail``: look at mails as the service reads them, and take them in."""

from collections.abc import Callable, Iterator, Sequence
import json
from pathlib import Path
from typing import BinaryIO, NoReturn

import click

from orchestrator.cli.json_lines import BadLine, Record, answer_lines
from orchestrator.cli.lazy import LazyGroup
from orchestrator.cli.printing import printable
from orchestrator.collect.limits import LimitedParser
from orchestrator.collect.markup import split_html
from orchestrator.collect.parse import ParsedMail, as_json
from orchestrator.collect.text import split_text
from orchestrator.errors import MalformedMail, UsageError

Parsed = ParsedMail | MalformedMail

PARTLY_DONE = 5
_BATCH = 50
_ELSEWHERE = {
    "fetch": "orchestrator.cli.mail_fetch:fetch",
    "import": "orchestrator.cli.mail_import:import_mail",
    "quarantine": "orchestrator.cli.mail_release:list_quarantine",
    "release": "orchestrator.cli.mail_release:release_mail",
    "retry": "orchestrator.cli.mail_release:retry_mail",
    "search": "orchestrator.cli.mail_search:search",
    "thread": "orchestrator.cli.mail_thread:thread",
}


@click.group("mail", cls=LazyGroup, elsewhere=_ELSEWHERE)
def mail() -> None:
    r"""Read mails the way the service does.

    \b
    Examples:
      orchestrator mail parse reply.eml
      orchestrator mail parse inbox/*.eml --json | jq .kind
      orchestrator mail extract < bodies.jsonl
    """


@mail.command("parse")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--json", "as_lines", is_flag=True, help="One JSON object a line, in the order given."
)
def parse(files: tuple[Path, ...], as_lines: bool) -> None:
    r"""Show how FILES (RFC 5322) are understood.

    Where a database is configured, it says where each would be filed and what it would
    change; nothing is stored.  Exits 5 when some were refused: too large, too deep or
    empty.  They still have a line, whose `quarantine` gives the reason.

    \b
    Examples:
      orchestrator mail parse reply.eml
      orchestrator mail parse bounce.eml --json | jq .bounce.recipients
    """
    unreadable = [path for path in files if not path.is_file()]
    if unreadable:
        _fail(f"{unreadable[0]}: no such file")
    refused = 0
    show = _json_line if as_lines else _viewer()
    for path, content, parsed in _parsed(files):
        refused += isinstance(parsed, MalformedMail)
        click.echo(show(path, content, parsed))
    if refused:
        raise SystemExit(PARTLY_DONE)


def _parsed(files: tuple[Path, ...]) -> Iterator[tuple[Path, bytes, Parsed]]:
    with LimitedParser() as parser:
        for start in range(0, len(files), _BATCH):
            batch = files[start : start + _BATCH]
            contents = [_content(path) for path in batch]
            yield from zip(batch, contents, parser.parse(contents), strict=True)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        _fail(f"{path}: {error.strerror}")


def _json_line(path: Path, _content: bytes, parsed: Parsed) -> str:
    if isinstance(parsed, MalformedMail):
        return _dumps(as_json(None, file=str(path), quarantine=parsed.reason))
    return _dumps(as_json(parsed, file=str(path)))


def _viewer() -> Callable[[Path, bytes, Parsed], str]:
    # Scripts want lines, and need not wait for what only people are shown.
    from orchestrator.cli.mail_understood import service_or_why_not, understood

    service = service_or_why_not()

    def show(path: Path, content: bytes, parsed: Parsed) -> str:
        if isinstance(parsed, MalformedMail):
            return f"{click.style('Quarantined', bold=True)}  {path}: {printable(str(parsed))}\n"
        return printable(_view(parsed, understood(content, parsed, service)))

    return show


def _view(parsed: ParsedMail, meaning: Sequence[tuple[str, str]]) -> str:
    rows = [
        ("From", f"{parsed.from_address or 'unknown'}   {parsed.from_name}".rstrip()),
        ("Subject", parsed.subject),
        ("Sent", parsed.sent_at.isoformat(" ") if parsed.sent_at else "no usable date"),
        ("Kind", _kind(parsed)),
        ("Language", parsed.language or "cannot tell"),
    ]
    rows += meaning
    for failed in parsed.bounce.recipients if parsed.bounce else ():
        rows.append(("Failed", f"{failed.address}   {failed.action} {failed.status}".rstrip()))
    for file in parsed.attachments:
        rows.append(("Attached", f"{file.filename or 'unnamed'}   {file.size} bytes"))
    ignored = (
        f"{_lines(parsed.quoted_text)} quoted lines, {_lines(parsed.signature)} signature lines"
    )
    rows += [("Ignored", ignored), ("Defects", ", ".join(parsed.defects) or "none")]
    table = "\n".join(f"{name:<9} {value}" for name, value in rows)
    return f"{table}\n\n{parsed.new_text}\n"


def _kind(parsed: ParsedMail) -> str:
    kind = parsed.kind.replace("_", " ")
    return f"{kind}, back on {parsed.back_on.isoformat()}" if parsed.back_on else kind


def _lines(text: str) -> int:
    return len(text.splitlines())


@mail.command("extract")
@click.option("--input", "lines", type=click.File("rb"), default="-", hidden=True)
def extract(lines: BinaryIO) -> None:
    r"""Divide bodies into new words, quoted words and signature.

    Reads {"id", "text"} or {"id", "html"} a line from stdin, writes
    {"id", "new_text", "quoted_text", "signature"} a line, in the same order.

    \b
    Example:
      echo '{"id": 1, "text": "Yes.\n\n> Shall we?"}' | orchestrator mail extract
    """
    answer_lines(lines, _extracted)


def _extracted(record: Record) -> Record:
    for field, divide in (("text", split_text), ("html", split_html)):
        if isinstance(record.get(field), str):
            split = divide(record[field])
            return {
                "new_text": split.new_text,
                "quoted_text": split.quoted_text,
                "signature": split.signature,
            }
    raise BadLine("text", record.get("text"), "give text or html as a string")


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _fail(message: str) -> NoReturn:
    click.echo(f"error: {message}", err=True)
    raise SystemExit(UsageError.exit_code)
