"""Invitations, winmail.dat, signed containers and archives: odd, broken and hostile ones."""

import base64
from pathlib import Path
import struct
import zipfile

import pytest

from orchestrator.collect.archive import is_suspicious
from orchestrator.collect.cms import signed_content
from orchestrator.collect.invite import invite_words
from orchestrator.collect.limits import LimitedParser
from orchestrator.collect.parse import ParsedMail, parse_mail
from orchestrator.collect.tnef import open_tnef

MAIL = Path(__file__).parents[1] / "data" / "mail"
EVENT = "BEGIN:VCALENDAR\n{before}BEGIN:VEVENT\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n"


def words(*lines: str, before: str = "METHOD:REQUEST\n") -> list[str]:
    return invite_words(
        EVENT.format(before=before, lines="\n".join(lines)), with_notes=False
    ).split("\n")


@pytest.mark.parametrize(
    ("lines", "when"),
    [
        (["DTSTART:20261130T140000Z"], "Monday 30 November 2026, 14:00 (UTC)"),
        (["DTSTART;VALUE=DATE:20261130"], "Monday 30 November 2026"),
        (
            ["DTSTART;VALUE=DATE:20261130", "DTEND;VALUE=DATE:20261203"],
            "Monday 30 November 2026 to Wednesday 2 December 2026",
        ),
        (
            ["DTSTART:20261130T230000", "DTEND:20261201T010000"],
            "Monday 30 November 2026, 23:00 to Tuesday 1 December 2026, 01:00 (local time)",
        ),
        (
            ["DTSTART:20261130T140000Z", "DURATION:PT1H30M"],
            "Monday 30 November 2026, 14:00 to 15:30 (UTC)",
        ),
        (
            ['DTSTART;TZID="W. Europe Standard Time":20261130T140000'],
            "Monday 30 November 2026, 14:00 (W. Europe Standard Time)",
        ),
    ],
)
def test_when_in_words(lines: list[str], when: str) -> None:
    assert words("SUMMARY:Review", *lines) == ["Invitation: Review", f"When: {when}"]


@pytest.mark.parametrize("start", ["99999999T999999", "tomorrow", "", "20261301"])
def test_a_day_that_is_none_is_left_out(start: str) -> None:
    assert words("SUMMARY:Review", f"DTSTART:{start}") == ["Invitation: Review"]


@pytest.mark.parametrize(
    ("before", "line", "opening"),
    [
        ("METHOD:CANCEL\n", "SUMMARY:Review", "Cancelled: Review"),
        (
            "METHOD:REPLY\n",
            "SUMMARY:Review\nATTENDEE;PARTSTAT=DECLINED:mailto:dana@harborlane.example",
            "Declines: Review",
        ),
        ("METHOD:COUNTER\n", "SUMMARY:Review", "Asks for another time: Review"),
        ("", "LOCATION:Room 2", "Invitation: without a title"),
    ],
)
def test_what_is_asked_in_words(before: str, line: str, opening: str) -> None:
    assert words(line, before=before)[0] == opening


def test_no_event_no_words() -> None:
    assert invite_words("BEGIN:VTODO\nSUMMARY:x\nEND:VTODO\n", with_notes=True) == ""


def tnef(*objects: tuple[int, int, bytes]) -> bytes:
    return struct.pack("<IH", 0x223E9F78, 1) + b"".join(
        struct.pack("<BHHI", level, name, 1, len(data)) + data + b"\x00\x00"
        for level, name, data in objects
    )


BODY = (1, 0x800C, b"words\x00")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x78\x9f\x3e\x22",
        tnef(BODY) + b"\x02",
        tnef((1, 0x9003, struct.pack("<I", 0xFFFFFFFF))),
        tnef((2, 0x800F, b"data without an attachment")),
        tnef(*[BODY] * 3000),
        tnef((1, 0x9007, struct.pack("<I", 99999)), (1, 0x9003, struct.pack("<IHH", 1, 0x1E, 1))),
        tnef((2, 0x9002, b""), (2, 0x9005, struct.pack("<IHHI", 1, 0x0102, 0x3701, 0xFFFFFFFF))),
    ],
)
def test_a_broken_or_hostile_winmail_dat_ends_nothing(content: bytes) -> None:
    opened = open_tnef(content)
    assert opened is None or opened.text in ("", "words")
    mail = (
        b"From: ann@example.com\nContent-Type: application/ms-tnef; name=winmail.dat\n"
        b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(content or b"x")
    )
    with LimitedParser() as parser:
        [read] = parser.parse([mail])
    assert isinstance(read, ParsedMail)
    assert read.text == "words" or read.attachments or "UnreadableTnef" in read.defects


def test_the_body_of_a_winmail_dat_is_not_repeated_beside_the_same_text() -> None:
    mail = (
        b"From: ann@example.com\nContent-Type: multipart/mixed; boundary=b\n\n"
        b"--b\n\nwords\n--b\nContent-Type: application/ms-tnef\n"
        b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(tnef(BODY)) + b"--b--\n"
    )
    assert parse_mail(mail).text.strip() == "words"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"0",
        b"0\x80" * 5000,
        b"\x24\x80" * 100_000,
        b"0\x84\xff\xff\xff\xff",
        b"\x30\x02\x06\x00",
    ],
)
def test_what_is_no_signed_message_has_no_words(content: bytes) -> None:
    assert signed_content(content) is None


def test_an_archive_that_lies_about_its_directory_is_marked(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "hello")
    sound = path.read_bytes()
    assert not is_suspicious(sound)
    assert is_suspicious(sound.replace(b"PK\x01\x02", b"PK\x01\x09"))
    assert not is_suspicious(b"hello")
    assert is_suspicious(b"\x1f\x8b" + bytes(20) + struct.pack("<I", 4_000_000_000))
