"""JSON Lines in, JSON Lines out: one object a line, same order, as the stable commands speak."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
import json
from typing import Any

import click

Record = Mapping[str, Any]
_FIRST, _LAST = date(1970, 1, 1), date(2199, 12, 31)


class BadLine(click.ClickException):
    """An input line we cannot use: names the line, the field, the value and the cure; exit 2."""

    exit_code = 2

    def __init__(self, field: str, value: object, cure: str) -> None:
        shown = json.dumps(value, ensure_ascii=False, default=str)
        super().__init__(f"{field} is {shown if len(shown) <= 60 else shown[:57] + '...'}; {cure}")
        self.line = 0

    def format_message(self) -> str:
        return f"line {self.line}: {self.message}"


def answer_lines(lines: Iterable[bytes], answer: Callable[[Record], Record]) -> None:
    """Write ``answer(record)`` behind the record's id for every line, as soon as it is read.

    Lines are UTF-8 (RFC 8259, section 8.1); a byte order mark is no error.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = _record(line)
            found = json.dumps({"id": record.get("id"), **answer(record)}, ensure_ascii=False)
            # Half a pair of surrogates has no bytes in UTF-8, and is a JSON escape again.
            click.echo(found.encode("utf-8", "backslashreplace"))
        except BadLine as error:
            error.line = number
            raise


def _record(line: bytes) -> Record:
    shown = line.decode("utf-8", "replace").strip()
    try:
        record = json.loads(line.decode("utf-8-sig"), parse_constant=_refused)
    except UnicodeDecodeError as error:
        raise BadLine("the line", shown, "write it in UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise BadLine("the line", shown, "write one JSON object a line") from error
    if not isinstance(record, dict):
        raise BadLine("the line", record, "write one JSON object a line")
    return record


def _refused(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def text_field(record: Record, field: str) -> str:
    value = record.get(field)
    if not isinstance(value, str):
        raise BadLine(field, value, "give a string")
    return value


def date_field(record: Record, field: str) -> date:
    """A day with room for years before and behind it: "in three weeks" is reckoned from it."""
    value = text_field(record, field)
    try:
        day = date.fromisoformat(value)
    except ValueError as error:
        raise BadLine(field, value, "give a date like 2026-11-20") from error
    if not _FIRST <= day <= _LAST:
        raise BadLine(field, value, f"give a date from {_FIRST} to {_LAST}")
    return day


def one_of(value: object, field: str, allowed: Sequence[str]) -> str:
    if not isinstance(value, str) or value not in allowed:
        raise BadLine(field, value, f"give one of {', '.join(allowed)}")
    return value
