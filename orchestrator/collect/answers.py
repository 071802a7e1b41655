"""Answers to ``FETCH (INTERNALDATE BODY.PEEK[])``, read without a lexer where they are plain.

Nearly every server answers in one form, and reading that by one expression takes a third of
the time.  Anything else goes to IMAPClient, which knows the whole grammar.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, timezone
import re
from typing import Any

from imapclient.response_parser import parse_fetch_response

WANTED = "(INTERNALDATE BODY.PEEK[])"

_PLAIN = re.compile(
    rb'\d+ \(UID (\d+) INTERNALDATE "([ \d]\d)-([A-Z][a-z]{2})-(\d{4}) (\d\d):(\d\d):(\d\d) '
    rb'([+-])(\d\d)(\d\d)" BODY\[\] \{\d+\}'
)
_MONTHS = {
    name: number
    for number, name in enumerate(
        b"Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), start=1
    )
}


def read_answer(data: Sequence[Any]) -> Mapping[int, Mapping[bytes, Any]]:
    """The mails of an answer by UID, as `IMAPClient.fetch` gives them.

    Args:
        data: what `imaplib` collected: for each mail a pair of line and literal, and b")".
    """
    heads, ends = data[0::2], data[1::2]
    if len(heads) == len(ends) and set(ends) == {b")"}:
        found = [_read(*head) if isinstance(head, tuple) else None for head in heads]
        mails = {each[0]: each[1] for each in found if each is not None}
        if len(mails) == len(heads):
            return mails
    answer: Mapping[int, Mapping[bytes, Any]] = parse_fetch_response(data, normalise_times=False)
    return answer


def _read(line: bytes, content: bytes) -> tuple[int, Mapping[bytes, Any]] | None:
    match = _PLAIN.fullmatch(line)
    received_at = _date(match) if match else None
    if match is None or received_at is None:
        return None
    return int(match[1]), {b"INTERNALDATE": received_at, b"BODY[]": content}


def _date(match: re.Match[bytes]) -> datetime | None:
    _, day, month, year, hour, minute, second, sign, hours, minutes = match.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    try:
        return datetime(
            int(year), _MONTHS[month], int(day), int(hour), int(minute), int(second),
            tzinfo=timezone(-offset if sign == b"-" else offset),
        )  # fmt: skip
    except (KeyError, ValueError):
        return None
