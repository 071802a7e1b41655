from datetime import UTC, datetime
from pathlib import Path

import pytest

from orchestrator.collect.body import clean_filename
from orchestrator.collect.headers import Address, base_subject
from orchestrator.collect.parse import as_json, content_hash, parse_mail
from orchestrator.errors import MalformedMail

MAIL = Path(__file__).parents[1] / "data" / "mail"
HEAD = b"From: ann@example.com\nDate: Mon, 2 Mar 2026 10:00:00 +0100\nMessage-ID: <a@example.com>\n"


def test_a_reply_between_quotes_is_read_whole() -> None:
    mail = parse_mail((MAIL / "german_reply_between_quotes.eml").read_bytes())
    assert mail.from_address == "j.brandt@lindenhof-klinik.example"
    assert mail.from_name == "Jürgen Brandt"
    assert mail.to == (Address("projekte@studio.example", "Studio, Projekte"),)
    assert mail.delivered_to == (Address("projekte@studio.example"),)
    assert mail.references == ("<first@studio.example>", "<digest-1@studio.example>")
    assert mail.in_reply_to == "<digest-1@studio.example>"
    assert mail.base_subject == "Terminplan für März"
    assert mail.sent_at == datetime(2026, 3, 3, 8, 14, tzinfo=UTC)
    assert mail.new_text == "Guten Morgen,\n\nJa, bitte freigeben.\n\nDas grüne, danke."
    assert "> 1. Dürfen wir die Startseite freigeben?" in mail.quoted_text
    assert mail.signature == "Jürgen Brandt\nLindenhof Klinik"
    assert (mail.language, mail.kind, mail.defects) == ("de", "human", ())


def test_an_attachment_keeps_no_path() -> None:
    mail = parse_mail((MAIL / "german_reply_between_quotes.eml").read_bytes())
    (attachment,) = mail.attachments
    assert attachment.filename == "Pläne März.pdf"
    assert (attachment.content_type, attachment.size) == ("application/pdf", 8)


@pytest.mark.parametrize(
    ("header", "defect"),
    [
        (b"Content-Type: text/plain; charset=nope", "UnknownCharset"),
        (b"Content-Type: text/plain; charset=utf-7", "UnknownCharset"),
        (b"Content-Type: text/plain; charset=rot13", "UnknownCharset"),
        (b"Content-Type: multipart/mixed", "NoBoundaryInMultipart"),
        (b"Content-Type: multipart/mixed; boundary=nowhere", "StartBoundaryNotFound"),
        (b"Content-Transfer-Encoding: x-uuencode", "UnknownTransferEncoding"),
        (b"From: eve@example.org", "SeveralFromAddresses"),
        (b"To: " + b"(" * 20_000, "UnreadableAddressInTo"),
    ],
)
def test_what_is_wrong_is_named_and_the_mail_stays_readable(header: bytes, defect: str) -> None:
    mail = parse_mail(HEAD + header + b"\n\nhello caf\xe9\n")
    assert defect in mail.defects
    assert mail.new_text == "hello café"


def test_utf_7_is_never_decoded() -> None:
    content = HEAD + b"Content-Type: text/plain; charset=utf-7\n\n+ADw-script+AD4-\n"
    assert "<script>" not in parse_mail(content).text


@pytest.mark.parametrize("body", [b"aGVsbG8", b"aGVsbG8$$$", b"aGVs\nbG8=\n--"])
def test_broken_base64_is_read_as_far_as_it_goes(body: bytes) -> None:
    content = HEAD + b"Content-Transfer-Encoding: base64\n\n" + body
    assert parse_mail(content).text.startswith("hello")


@pytest.mark.parametrize(
    ("body", "words", "defect"),
    [
        (b"Please send the plan.\n\nAnn\n", "Please send the plan.\n\nAnn", "TextNotBase64"),
        (b"Thanks\n\nAnn Lee\n", "Thanks\n\nAnn Lee", "TextNotBase64"),
        (b"Thanks\n", "Thanks", "TextNotBase64"),
        (b"Dana\n\nPS: Friday.\n", "Dana\n\nPS: Friday.", "TextNotBase64"),
        (b"\n", "", None),
        (b"Thanks!\n", "Thanks!", "TextNotBase64"),
        ("Gewählt\n".encode(), "Gewählt", "TextNotBase64"),
        (b"WWVzLCBnbw==\n\nSent by us.\n", "Yes, go\n\nSent by us.", "TextAfterBase64"),
        (b"WWVzLCBn\nbw==\n____\nThe list\n", "Yes, go\n\n____\nThe list", "TextAfterBase64"),
        (b"WWVzLCBn\nbw==\n", "Yes, go", None),
        (b"SmEh\n", "Ja!", None),
        (b"WWVzLCBnbw\n", "Yes, go", "InvalidBase64"),
    ],
)
def test_words_that_were_never_base64_are_kept(body: bytes, words: str, defect: str | None) -> None:
    mail = parse_mail(HEAD + b"Content-Transfer-Encoding: base64\n\n" + body)
    assert mail.text.strip() == words
    assert mail.defects == ((defect,) if defect else ())


@pytest.mark.parametrize("charset", [b"us-ascii", b"iso-8859-1", b"utf-8", b"nope"])
def test_japanese_that_is_not_declared_is_read(charset: bytes) -> None:
    words = "図面を送ります。 OK"
    field = b"Content-Type: text/plain; charset=" + charset + b"\n\n"
    mail = parse_mail(HEAD + field + words.encode("iso2022_jp"))
    assert (mail.new_text, mail.defects) == (words, ("UndeclaredCharset",))
    odd = parse_mail(HEAD + field + b"Press \x1b$ twice.")
    assert "UndeclaredCharset" not in odd.defects


def test_a_declared_japanese_charset_has_no_mark() -> None:
    words = "図面を送ります。"
    field = b"Content-Type: text/plain; charset=iso-2022-jp\n\n"
    mail = parse_mail(HEAD + field + words.encode("iso2022_jp"))
    assert (mail.new_text, mail.defects) == (words, ())


def test_a_byte_order_mark_before_the_header_is_skipped() -> None:
    mail = parse_mail(b"\xef\xbb\xbf" + HEAD + b"\nhi")
    assert (mail.from_address, mail.new_text, mail.defects) == ("ann@example.com", "hi", ())


@pytest.mark.parametrize(
    ("field", "address"),
    [
        (b"Ann <Ann@Example.com>", "ann@example.com"),
        (b"ann@example.com (Ann)", "ann@example.com"),
        (b'"eve@example.org" <ann@example.com>', "ann@example.com"),
        (b"=?utf-8?q?eve=40example.org?= <ann@example.com>", "ann@example.com"),
        ("Ann <ann@müller.example>".encode(), "ann@xn--mller-kva.example"),
        (b"alice@a.test)bob@b.test", ""),
        (b"alice@a.test <bob@b.test> eve@c.test", ""),
        (b"<alice@a.test><bob@b.test>", ""),
        (b"ann@example.com, eve@example.org", ""),
        (b'"unclosed <ann@example.com>', ""),
        (b"undisclosed-recipients:;", ""),
        (b"ann", ""),
    ],
)
def test_no_address_is_taken_out_of_a_malformed_from(field: bytes, address: str) -> None:
    assert parse_mail(b"From: " + field + b"\n\nhi").from_address == address


def test_two_from_fields_prove_nothing() -> None:
    mail = parse_mail(b"From: ann@example.com\nFrom: eve@example.org\n\nhi")
    assert (mail.from_address, mail.from_name) == ("", "ann@example.com")


@pytest.mark.parametrize(
    ("value", "message_id"),
    [
        (b"<a@b>", "<a@b>"),
        (b"a@b", "<a@b>"),
        (b"<[", None),
        (b"<a b@c>", None),
        (b"<" + b"x" * 4000 + b"@b>", None),
    ],
)
def test_an_unusable_message_id_is_none(value: bytes, message_id: str | None) -> None:
    mail = parse_mail(b"From: ann@example.com\nMessage-ID: " + value + b"\n\nhi")
    assert mail.message_id == message_id
    assert ("UnreadableMessageId" in mail.defects) == (message_id is None)


@pytest.mark.parametrize(
    "date", [b"", b"99 Foo", b"Mon, 1 Jan 1970 00:00:00 +0000", b"Tue, 32 Mar 2026 10:00:00 +0000"]
)
def test_an_absurd_date_is_none(date: bytes) -> None:
    mail = parse_mail(b"From: ann@example.com\nDate: " + date + b"\n\nhi")
    assert mail.sent_at is None
    assert {"MissingDate", "InvalidDate"} & set(mail.defects)


@pytest.mark.parametrize(
    "date",
    [
        b"Mon, 02 Mar 2026 10:00:00 +0100",
        b"2 Mar 26 09:00:00 GMT",
        b"Mon Mar  2 09:00:00 2026",
        b"Mon, 2 Mar 2026 04:00:00 EST (Eastern)",
        b"2026-03-02T10:00:00+01:00",
    ],
)
def test_dates_as_programs_write_them(date: bytes) -> None:
    mail = parse_mail(b"From: ann@example.com\nDate: " + date + b"\n\nhi")
    assert mail.sent_at == datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_controls_are_made_visible() -> None:
    mail = parse_mail(HEAD + "Subject: pay \u202egpj.exe\x07\n\na\x00b".encode())
    assert mail.subject == "pay [U+202E]gpj.exe␇"
    assert "\x00" not in mail.text


@pytest.mark.parametrize(
    ("subject", "base"),
    [
        ("Re: AW: Sv: Rv: plan", "plan"),
        ("Fwd: [list] RE[2]: plan (fwd)", "plan"),
        ("WG: Antw: TR : plan", "plan"),
        ("[plan]", "[plan]"),
        ("Reply to all", "Reply to all"),
        ("回复: 计划", "计划"),
    ],
)
def test_base_subject(subject: str, base: str) -> None:
    assert base_subject(subject) == base


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\n\n  \n", "empty"),
        (HEAD + b"Subject: " + b"=?utf-8?q?a?= " * 15_000, "header_too_large"),
        (HEAD + b"Subject: " + b"=?utf-8?q?a?= " * 300, "header_too_large"),
        (HEAD + b"X-A: b\n" * 5000, "too_many_headers"),
        (HEAD + b"Content-Type: message/rfc822\n\n" * 100, "too_deep"),
        (
            HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 600,
            "too_many_parts",
        ),
        (HEAD + b"Content-Type: text/plain" + b"; a=b" * 5000 + b"\n\nx", "too_many_params"),
        (HEAD + b"\n" + b"x" * (6 * 1024 * 1024), "text_too_large"),
    ],
)
def test_what_is_over_a_cap_is_refused_with_its_code(content: bytes, reason: str) -> None:
    with pytest.raises(MalformedMail) as caught:
        parse_mail(content)
    assert caught.value.reason == reason


def test_nested_multiparts_are_refused_without_recursion() -> None:
    layers = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(1000)
    )
    with pytest.raises(MalformedMail, match="too_deep"):
        parse_mail(HEAD + layers)


def test_html_alone_gives_a_readable_text_with_its_quotes() -> None:
    html = (
        "<p>Here:</p><ul><li>one</li><li>two</li></ul><blockquote type=cite>Shall we?</blockquote>"
        '<p>Yes. See <a href="https://example.com/a">the plan</a>.</p><table><tr><td>a</td>'
        "<td>b</td></tr></table><script>evil()</script>"
    )
    mail = parse_mail(HEAD + b"Content-Type: text/html; charset=utf-8\n\n" + html.encode())
    lines = [line for line in mail.text.split("\n") if line]
    assert lines == [
        "Here:",
        "- one",
        "- two",
        "> Shall we?",
        "Yes. See the plan <https://example.com/a>.",
        "a | b",
    ]
    assert "Shall we?" not in mail.new_text


def test_a_moved_or_redelivered_copy_has_the_same_hash() -> None:
    plain = HEAD + b"Subject: plan\n\nhello\n"
    moved = b"Received: by other\nX-Spam: no\nDelivered-To: x@y.z\n" + plain.replace(b"\n", b"\r\n")
    assert content_hash(plain) == content_hash(moved)
    assert content_hash(plain) != content_hash(plain.replace(b"hello", b"hallo"))


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\x\\a.pdf", "a.pdf"),
        ("", ""),
        ("a\u202efdp.exe", "a[U+202E]fdp.exe"),
    ],
)
def test_file_names_are_cleaned(name: str, clean: str) -> None:
    assert clean_filename(name) == clean
    assert len(clean_filename("x" * 1000 + ".pdf")) <= 150


def test_our_own_mark_and_the_verdict_lines_are_kept() -> None:
    mail = parse_mail(
        b"Authentication-Results: mx.a; dmarc=pass\nAuthentication-Results: mx.b; dmarc=fail\n"
        b"X-Orchestrator-Instance: i-1\nAuto-Submitted: Auto-Generated\n" + HEAD + b"\nhi"
    )
    assert [value.strip() for _, value in mail.trace] == [b"mx.a; dmarc=pass", b"mx.b; dmarc=fail"]
    assert (mail.loop_id, mail.auto_submitted) == ("i-1", "auto-generated")


def test_json_keys_are_the_promised_ones_even_in_quarantine() -> None:
    keys = [
        "file",
        "message_id",
        "in_reply_to",
        "references",
        "from",
        "to",
        "cc",
        "subject",
        "base_subject",
        "sent_at",
        "kind",
        "new_text",
        "quoted_text",
        "signature",
        "language",
        "bounce",
        "back_on",
        "attachments",
        "defects",
        "quarantine",
    ]
    assert list(as_json(parse_mail(HEAD + b"\nhi"), file="a.eml")) == keys
    quarantined = as_json(None, file="b.eml", quarantine="empty")
    assert list(quarantined) == keys
    assert quarantined["quarantine"] == "empty"
