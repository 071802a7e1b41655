"""The plain form of an answer is read as IMAPClient reads it; every other form by IMAPClient."""

from datetime import timedelta
from typing import Any

from imapclient.response_parser import parse_fetch_response
import pytest

from orchestrator.collect import answers
from orchestrator.collect.answers import read_answer

PLAIN = b'1 (UID 7 INTERNALDATE " 1-Nov-2026 10:02:03 +0530" BODY[] {5}'
LATER = b'2 (UID 9 INTERNALDATE "31-Dec-1969 23:59:59 -0200" BODY[] {0}'


def as_client(data: list[Any]) -> dict[int, Any]:
    answer = parse_fetch_response(data, normalise_times=False)
    return {
        uid: {name: parts.get(name) for name in (b"INTERNALDATE", b"BODY[]")}
        for uid, parts in answer.items()
    }


def test_the_plain_form_needs_no_lexer(monkeypatch: pytest.MonkeyPatch) -> None:
    data = [(PLAIN, b"hello"), b")", (LATER, b""), b")"]
    expected = as_client(data)
    monkeypatch.setattr(answers, "parse_fetch_response", None)
    found = read_answer(data)
    assert found == expected
    assert found[7][b"INTERNALDATE"].utcoffset() == timedelta(hours=5, minutes=30)


@pytest.mark.parametrize(
    "data",
    [
        [(b"1 (UID 7 BODY[] {5}", b"hello"), b' INTERNALDATE " 1-Nov-2026 10:02:03 +0000")'],
        [(PLAIN, b"hello"), b" FLAGS (\\Seen))"],
        [b'1 (UID 7 INTERNALDATE " 1-Nov-2026 10:02:03 +0000" BODY[] "hi")'],
        [b'1 (UID 7 INTERNALDATE " 1-Nov-2026 10:02:03 +0000" BODY[] NIL)'],
        [(PLAIN, b"hello"), b")", b"2 (UID 9 FLAGS (\\Seen))"],
        [(PLAIN, b"hello"), b")", (PLAIN, b"hello"), b")"],
    ],
    ids=["other order", "more after it", "quoted", "nil", "an unasked one", "twice"],
)
def test_every_other_form_is_read_as_the_client_does(data: list[Any]) -> None:
    found = {
        uid: {name: parts.get(name) for name in (b"INTERNALDATE", b"BODY[]")}
        for uid, parts in read_answer(data).items()
    }
    assert found == as_client(data)


def test_an_empty_answer_has_no_mails() -> None:
    assert not read_answer([None])
