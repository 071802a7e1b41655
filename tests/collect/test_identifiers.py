"""Identifiers as real mail programs write them."""

import pytest

from orchestrator.collect.identifiers import (
    message_id,
    message_ids,
    read_identifiers,
    replied_to,
)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (b"<a@x>", ["<a@x>"]),
        (b"<a@x><b@x>", ["<a@x>", "<b@x>"]),
        (b"<a@x>,<b@x>; <a@x>", ["<a@x>", "<b@x>"]),
        (b"your mail <a@x>\n\t(comment) <b@x>,<c@x>", ["<a@x>", "<b@x>", "<c@x>"]),
        (b"<no-at-sign>", ["<no-at-sign>"]),
        (b"<folded-in-\n two@x>", ["<folded-in-two@x>"]),
        (b"<blank.c om@x>", ["<blank.com@x>"]),
        (b"< a@x >", ["<a@x>"]),
        (b"<a@x (her laptop)>", ["<a@x>"]),
        (b"<A@x> <a@X>", ["<A@x>", "<a@X>"]),
        (b"a@x b@x", ["<a@x>", "<b@x>"]),
        (b"see a@x", []),
        (b"=?utf-8?q?=3Ca=40x=3E?=\n =?utf-8?q?_=3Cb=40x=3E?=", ["<a@x>", "<b@x>"]),
        (b"<> < > <\x01@x>", []),
        (b"", []),
        (None, []),
    ],
)
def test_ids_are_found_however_they_are_written(value: bytes | None, found: list[str]) -> None:
    assert list(message_ids(value)) == found


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (b"a@x", "<a@x>"),
        (b"<a@x", "<a@x>"),
        (b"two words", None),
        (b"<two words@x>", None),
        (b"<a@x (her laptop)>", "<a@x>"),
        (b"<fold\n ed@x>", None),
        (b"<a@x> <b@x>", "<a@x>"),
    ],
)
def test_the_one_id_of_a_mail(value: bytes, found: str | None) -> None:
    assert message_id(value) == found


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (b"<a@x> <b@x>", "<a@x>"),
        (b'Your message of "Tue, 3 Nov 2026 09:00:00 GMT." <a@x>', "<a@x>"),
        (b'Message from Ann Lee <ann@y> of "Tue, 3 Nov 2026 09:00." <a@x>', "<a@x>"),
        (b"Message from Ann Lee <ann@y>\n <20261103.1@x> .", "<20261103.1@x>"),
        (b"Message from Ann Lee <ann@y> of Tue <b@x> <a@x>", "<a@x>"),
        (b'Ann Lee <ann@y>\n "Re: Roof" (Nov 3,  7:35pm)', None),
        (b"Message from Ann Lee <ann@y>", None),
        (b'Ann Lee\'s message of "Tue, 3 Nov 2026"', None),
        (b"<a@x> from Ann Lee at Nov 3, 2026", "<a@x>"),
        (b'<a@x> (Ann Lee\'s message of "Tue")', "<a@x>"),
        (b"Message-ID <a@x> of Tuesday", "<a@x>"),
        (b"a@x", "<a@x>"),
        (b"\xff\xfe <a@x>", "<a@x>"),
        (None, None),
    ],
)
def test_an_address_in_a_sentence_is_not_the_mail_that_is_answered(
    value: bytes | None, found: str | None
) -> None:
    assert replied_to(value) == found


def test_a_field_that_comes_twice_counts_as_one() -> None:
    found = read_identifiers(
        b"References: <a@x>\r\nmessage-ID: \r\nMESSAGE-ID: <c@x>\r\n"
        b"References:\r\n\t<b@x>\r\nIn-Reply-To: <b@x>\r\n\r\nReferences: <no@x>\r\n"
    )
    assert found == ("<c@x>", ("<a@x>", "<b@x>"), "<b@x>")


@pytest.mark.parametrize("begun", [b"", b"\xef\xbb\xbf", b"\n\n", b"From x Mon Nov 23\n"])
def test_only_the_header_is_read_wherever_it_begins(begun: bytes) -> None:
    found = read_identifiers(begun + b"Message-ID: <a@x>\n\nReferences: <b@x>\n")
    assert found == ("<a@x>", (), None)
