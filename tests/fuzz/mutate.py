"""Mails that almost are: seeds that look real, changed where mail is fragile."""

from collections.abc import Callable, Sequence
from pathlib import Path
import random

from bench.parsing import corpus

MAIL = Path(__file__).parents[1] / "data" / "mail"
LONGEST = 300_000

Change = Callable[[random.Random, bytes, Sequence[bytes]], bytes]

# Pieces that a parser has to decide about; one lands where another stood, or anywhere.
PIECES = (
    b"\r", b"\n", b"\r\n", b"\n\n", b"\x00", b"\xff", b"\xed\xa0\x80", b"=", b"=\n", b"=3D", b"=?",
    b"?=", b"=?utf-8?q?", b"=?utf-7?b?", b"=?iso-2022-jp?B?GyRC", b"<", b">", b"<<<<", b"((((",
    b'"', b"\\", b";", b":", b",", b"@", b"--", b"--b", b"--b--", b"\n--b\n", b"\nContent-Type: ",
    b"multipart/mixed; boundary=b\n\n", b"multipart/alternative; boundary=\"\"\n\n",
    b"message/rfc822\n\n", b"text/html; charset=utf-16\n\n",
    b"text/plain; format=flowed; delsp=yes\n",
    b"text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:99999999T999999\n",
    b"application/ms-tnef\n\n", b"application/pkcs7-mime\n\n", b"message/delivery-status\n\n",
    b"\nContent-Transfer-Encoding: base64\n", b"\nContent-Transfer-Encoding: quoted-printable\n",
    b"\nContent-Transfer-Encoding: x-uuencode\n\nbegin 644 a\n", b"charset=nope", b"charset=hz",
    b"; name*0*=utf-8''%ff", b"; name*1=", b"; filename=" + b"../" * 40, b"\nFrom: ", b"\nFrom a ",
    b"\nTo: ", b"\nDate: 99 Foo 9999 99:99:99 +9999", b"\nSubject: Re: [Fwd: [x] Re: ",
    b"\nMessage-ID: <", b"\nReferences: ", b"\n> ", b"\n>> >", b"\n-- \n",
    b"\nOn Mon, Ann wrote:\n", b"\n-----Original Message-----\n", b"<div>", b"</div>",
    b"<blockquote>", b"<table><tr><td>", b"<!--", b"<style>", b"&#x110000;", b"&",
    "\u202e".encode(), "é".encode("latin-1"), b"PK\x03\x04", b"PK\x05\x06" + b"\xff" * 18,
    b"\x78\x9f\x3e\x22", b"0\x80\x06\x09\x2a\x86", b"\x1f\x8b", b"-----BEGIN PGP MESSAGE-----\n",
    b"\nAuto-Submitted: auto-replied", b"back on 31.2.",
    b"\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n",
    b"\nFinal-Recipient: rfc822; ", b"\nStatus: 5.1.1\nDiagnostic-Code: smtp; ",
)  # fmt: skip


def seeds() -> list[bytes]:
    """Our own odd mails, and ordinary ones of a project."""
    odd = [path.read_bytes() for path in sorted(MAIL.glob("*.eml"))]
    return [*odd, *(each for each in corpus(24) if len(each) < 30_000)]


def mutated(chance: random.Random, pool: Sequence[bytes]) -> bytes:
    """One mail of ``pool`` after one to eight changes."""
    content = chance.choice(pool)
    for _ in range(chance.randint(1, 8)):
        content = chance.choice(_CHANGES)(chance, content, pool)
    return content[:LONGEST]


def _insert(chance: random.Random, content: bytes, pool: Sequence[bytes]) -> bytes:
    at = chance.randint(0, len(content))
    return content[:at] + chance.choice(PIECES) + content[at:]


def _replace(chance: random.Random, content: bytes, pool: Sequence[bytes]) -> bytes:
    old, new = chance.choice(PIECES), chance.choice(PIECES)
    return content.replace(old, new, chance.choice((1, 3, 1000)))


def _repeat(chance: random.Random, content: bytes, pool: Sequence[bytes]) -> bytes:
    start, end = _span(chance, content, 400)
    times = chance.choice((2, 2, 10, 50, 3000))
    piece = content[start:end] or chance.choice(PIECES)
    return content[:start] + piece * min(times, LONGEST // len(piece)) + content[end:]


def _pile(chance: random.Random, content: bytes, pool: Sequence[bytes]) -> bytes:
    """Thousands of one piece: what is quadratic shows here."""
    at, piece = chance.randint(0, len(content)), chance.choice(PIECES)
    return content[:at] + piece * chance.choice((50, 50, 300, 1000, 20_000)) + content[at:]


def _delete(chance: random.Random, content: bytes, pool: Sequence[bytes]) -> bytes:
    start, end = _span(chance, content, 2000)
    return content[:start] + content[end:]


def _flip(chance: random.Random, content: bytes, pool: Sequence[bytes]) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randint(1, 20) if changed else 0):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cross(chance: random.Random, content: bytes, pool: Sequence[bytes]) -> bytes:
    other = chance.choice(pool)
    return content[: chance.randint(0, len(content))] + other[chance.randint(0, len(other)) :]


def _reline(chance: random.Random, content: bytes, pool: Sequence[bytes]) -> bytes:
    lines = content.split(b"\n")
    first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first]
    return chance.choice((b"\n", b"\r\n", b"\r")).join(lines)


def _span(chance: random.Random, content: bytes, longest: int) -> tuple[int, int]:
    start = chance.randint(0, len(content))
    return start, min(len(content), start + chance.randint(0, longest))


_CHANGES: tuple[Change, ...] = (
    _insert, _insert, _insert, _replace, _repeat, _pile, _delete, _flip, _cross, _reline,
)  # fmt: skip
