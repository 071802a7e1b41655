"""Tables and objects that leave as a file, safe to be opened in a spreadsheet."""

from collections.abc import Iterable, Mapping, Sequence
import csv
from io import StringIO
from typing import Final

from flask import Response

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\0")


def inert(value: object) -> object:
    """Words that a spreadsheet would run as a formula, as words; anything else as it is."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def csv_of(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """The rows as CSV (RFC 4180), below the names of the columns."""
    text = StringIO()
    writer = csv.DictWriter(text, columns)
    writer.writeheader()
    writer.writerows({name: inert(value) for name, value in row.items()} for row in rows)
    return text.getvalue()


def as_file(text: str, name: str, kind: str) -> Response:
    """To be saved, not shown."""
    return Response(
        text, mimetype=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
