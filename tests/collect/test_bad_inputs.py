"""The bad mails, by their number: what becomes of each.

A file in tests/data/mail/ begins with ``bad_`` and the number of its input.  What is too
large for a file, or is only long, is made here.  Inputs 28 to 36, 38 and 44 need a
conversation: tests/test_bad_replies.py, tests/test_forged_mail.py, test_flood.py.
"""

from datetime import UTC, datetime
from pathlib import Path
import time

import pytest

from orchestrator.collect import caps
from orchestrator.collect.authenticity import Received, verdicts
from orchestrator.collect.limits import LimitedParser
from orchestrator.collect.parse import ParsedMail, parse_mail
from orchestrator.config import Settings
from orchestrator.errors import MalformedMail
from orchestrator.models import Attachment, Database, Mail
from orchestrator.web.mail_view import attached, html_in, safe_html
from tests.factories import MONDAY
from tests.mails import deliver

MAIL = Path(__file__).parents[1] / "data" / "mail"
HEAD = b"From: dana@harborlane.example\nMessage-ID: <made@harborlane.example>\n"
MULTIPART = b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n"


def content(name: str) -> bytes:
    return (MAIL / f"bad_{name}.eml").read_bytes()


def read(name: str) -> ParsedMail:
    return parse_mail(content(name))


MADE = {
    "1 empty": (b"", "empty"),
    "3 26 MB": (HEAD + b"\n" + b"x" * (26 * 1024 * 1024), "too_large"),
    "4 encoded words": (HEAD + b"Subject: " + b"=?utf-8?q?x?= " * 15_000, "header_too_large"),
    "5 fields": (HEAD + b"X-A: b\n" * 100_000, "too_many_headers"),
    "6 multiparts": (HEAD + b"".join(MULTIPART % (n, n) for n in range(1000)), "too_deep"),
    "7 messages": (HEAD + b"Content-Type: message/rfc822\n\n" * 1000, "too_deep"),
    "8 parts": (HEAD + MULTIPART % (1, 1) + b"\nx\n--b1\n" * 20_000, "too_many_parts"),
    "9 parameters": (HEAD + b"Content-Type: text/plain" + b"; a=b" * 5000, "too_many_params"),
    "10 recipients": (HEAD + b"To: " + b"a@b.example, " * 38_000, "header_too_large"),
}


@pytest.mark.parametrize("name", MADE)
def test_1_to_10_what_is_over_a_cap_is_refused_at_once_with_its_code(name: str) -> None:
    made, reason = MADE[name]
    sound = HEAD + b"\nhello\n"
    with LimitedParser(memory_bytes=100 * 1024 * 1024) as parser:
        parser.parse([sound])
        begun = time.process_time()
        refused, other = parser.parse([made, sound])
        seconds = time.process_time() - begun
    assert isinstance(refused, MalformedMail)
    assert refused.reason == reason
    assert isinstance(other, ParsedMail)
    assert seconds < 1


def test_3_the_header_of_a_mail_that_is_too_large_is_kept() -> None:
    made, _ = MADE["3 26 MB"]
    assert parse_mail(caps.envelope(made)).from_address == "dana@harborlane.example"


def test_2_a_mail_of_headers_alone_has_no_words() -> None:
    mail = read("02_headers_only")
    assert (mail.subject, mail.text, mail.new_text) == ("No blank line", "", "")


def test_11_a_field_of_parentheses_is_unreadable_and_the_mail_is_not() -> None:
    mail = read("11_parentheses_in_to")
    assert "UnreadableAddressInTo" in mail.defects
    assert mail.new_text == "hello"


@pytest.mark.parametrize(
    "name",
    ["12_message_id_bracket", "13_no_message_id", "15_long_message_id",
     "15_message_id_with_newline"],
)  # fmt: skip
def test_12_13_15_a_mail_without_a_usable_id_is_known_by_its_content(
    database: Database, name: str
) -> None:
    assert read(name).message_id is None
    first, again = (deliver(database, content(name)) for _ in range(2))
    assert first == again


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("16_charset_unknown", "café at ten"),
        ("16_charset_unknown_8bit", "café at ten"),
        ("16_charset_utf7", "+ADw-script+AD4-alert(1)"),
    ],
)
def test_16_an_unknown_charset_is_read_and_marked_and_utf_7_never(name: str, words: str) -> None:
    mail = read(name)
    assert mail.new_text == words
    assert "UnknownCharset" in mail.defects


def test_18_broken_encodings_are_read_as_far_as_they_go() -> None:
    mail = read("18_broken_base64")
    assert mail.new_text == "The room calendar works"
    assert "InvalidBase64" in mail.defects
    mail = read("18_broken_quoted_printable")
    assert mail.new_text == "The café =zz calendar works"
    assert "InvalidQuotedPrintable" in mail.defects


def test_19_a_boundary_that_is_missing_or_stands_in_the_text() -> None:
    mail = read("19_boundary_missing")
    assert mail.new_text == "The calendar works."
    assert "StartBoundaryNotFound" in mail.defects
    mail = read("19_boundary_in_body")
    assert "The line below stands in my text:" in mail.new_text
    assert "and this goes on" in mail.text


@pytest.mark.parametrize("name", ["absent", "1970", "2099", "99_foo"])
def test_20_an_absurd_date_is_none_and_marked(name: str) -> None:
    mail = read(f"20_date_{name}")
    assert mail.sent_at is None
    assert {"MissingDate", "InvalidDate"} & set(mail.defects)


@pytest.mark.parametrize("name", ["21_two_from_fields", "22_two_addresses_in_from"])
def test_21_22_two_authors_are_nobody(name: str) -> None:
    mail = read(name)
    assert mail.from_address == ""
    assert "SeveralFromAddresses" in mail.defects
    assert mail.new_text == "1 yes"


def test_23_a_name_that_is_another_address_is_marked() -> None:
    mail = read("23_name_is_another_address")
    assert mail.from_address == "eve@elsewhere.example"
    assert "name_is_address" in mail.defects


def test_24_no_sender_is_taken_out_of_a_malformed_from() -> None:
    assert read("24_malformed_from").from_address == ""


def test_25_a_domain_with_look_alike_letters_is_shown_as_what_it_is() -> None:
    mail = read("25_homoglyph_domain")
    assert mail.from_address == "dana@xn--hrborlane-0yh.example"
    assert "punycode" in mail.defects


def test_26_marks_that_turn_text_around_are_shown() -> None:
    mail = read("26_right_to_left_override")
    assert mail.subject == "pay [U+202E]gpj.exe"
    assert [each.filename for each in mail.attachments] == ["invoice[U+202E]fdp.exe"]


def test_27_only_the_topmost_verdict_of_our_server_counts(settings: Settings) -> None:
    raw = content("27_forged_authentication_results")
    received = Received(raw, "dana@harborlane.example", MONDAY, parse_mail(raw).trace)
    [verdict] = verdicts([received], settings)
    assert verdict.result == "fail"


def test_37_an_invitation_says_what_when_and_where() -> None:
    mail = read("37_calendar_invite")
    assert mail.kind == "calendar"
    assert mail.new_text.split("\n") == [
        "Invitation: Design review, second round",
        "When: Monday 30 November 2026, 14:00 to 15:30 (Europe/London), repeated weekly",
        "Where: Room 2",
        "Organiser: Dana Whitfield <dana@harborlane.example>",
        "",
        "Please bring the photos.",
    ]


def test_37_what_is_signed_is_read_and_what_is_encrypted_is_named() -> None:
    assert read("37_smime_signed").new_text == "Yes, approved."
    for name, words in (
        ("37_smime_encrypted", "[Encrypted with S/MIME, for the holder of the key.]"),
        ("37_pgp_mime", "[Encrypted with PGP, for the holder of the key.]"),
        ("37_pgp_inline", "See below.\n\n[Encrypted with PGP, for the holder of the key.]"),
    ):
        mail = read(name)
        assert (mail.new_text, mail.kind) == (words, "human")
        assert "encrypted" in mail.defects


def test_37_a_winmail_dat_is_opened() -> None:
    mail = read("37_winmail_dat")
    assert mail.new_text == "The plans are café-proof."
    [file] = mail.attachments
    assert (file.filename, file.size) == ("plans.txt", 13)
    wanted = Attachment(position=0, filename=file.filename, size=13, sha256=file.sha256)
    assert attached(content("37_winmail_dat"), wanted) == b"ground floor\n"


def test_37_a_read_receipt_is_nobodys_words() -> None:
    assert read("37_read_receipt").kind == "auto_reply"


def test_37_forwarded_messages_are_read_as_somebody_elses_words() -> None:
    mail = read("37_forward_in_forward")
    assert mail.new_text == "See what they wrote."
    assert "From: printer@print.example" in mail.quoted_text
    assert "The outer forward." in mail.quoted_text
    assert "The innermost words." in mail.text


def test_37_soft_line_breaks_are_joined() -> None:
    assert read("37_format_flowed").text.startswith(
        "This line goes on here.\n> and this quote goes on too."
    )
    assert read("37_format_flowed_delsp").new_text == "お世話になっております。"


@pytest.mark.parametrize(
    ("name", "is_marked"),
    [
        ("zip_ratio", True),
        ("zip_nested", True),
        ("zip_encrypted", True),
        ("control_plain_zip", False),
    ],
)
def test_39_an_archive_is_judged_by_its_directory_and_never_unpacked(
    name: str, is_marked: bool
) -> None:
    mail = read(f"39_{name}")
    assert mail.new_text == "The plans."
    assert ("archive_ratio" in mail.defects) == is_marked
    assert [each.filename for each in mail.attachments] == ["plans.zip"]


def test_40_file_names_are_safe_to_offer() -> None:
    names = [each.filename for each in read("40_file_names").attachments]
    assert names[0] == "passwd"
    assert names[1] == "a.pdf.exe"
    assert len(names[2]) <= 150
    assert names[2].endswith(".pdf")
    assert names[3:] == ["", "Pläne.pdf", "Plan.pdf"]


def test_41_nothing_in_html_runs_or_loads() -> None:
    shown = safe_html(html_in(content("41_active_html")))
    assert shown is not None
    assert "Hello" in shown
    for forbidden in (
        "evil.test",
        "script",
        "onerror",
        "onload",
        "<form",
        "<iframe",
        "<svg",
        "url(",
    ):
        assert forbidden not in shown.lower(), forbidden
    assert "Hello" in read("41_active_html").new_text


def test_41_nested_markup_is_shown_as_text_alone() -> None:
    # 500 KB of tags: made here.
    deep = HEAD + b"Content-Type: text/html\n\n" + b"<div>" * 100_000 + b"the words"
    assert safe_html(html_in(deep)) is None
    begun = time.process_time()
    mail = parse_mail(deep)
    assert time.process_time() - begun < 2
    assert "the words" in mail.text


def test_42_the_text_is_made_from_the_html_where_it_is_empty_or_says_something_else() -> None:
    mail = read("42_text_empty")
    assert mail.text.strip() == mail.new_text == "The calendar works on my phone."
    assert "text_differs" not in mail.defects
    mail = read("42_text_contradicts")
    assert mail.text.strip() == mail.new_text
    assert mail.new_text == "Please stop the work until the contract has been signed."
    assert "text_differs" in mail.defects


def test_43_bare_line_ends_are_data(database: Database) -> None:
    mail = read("43_bare_line_ends")
    assert mail.from_address == "dana@harborlane.example"
    assert "MAIL FROM:<eve@evil.test>" in mail.text
    mail_id = deliver(database, content("43_bare_line_ends"))
    with database.read() as session:
        stored = session.get_one(Mail, mail_id)
        assert stored.received_at == datetime(2026, 11, 23, 9, tzinfo=UTC)
