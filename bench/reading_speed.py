"""What a client's mail says, read: the feeling, the reply, the statements, against TextBlob.

The peer is TextBlob's stock sentiment of the new words of the same mails, in the same
process, interleaved, five rounds; the best counts.  What is read once is read before.
"""

from collections.abc import Callable, Sequence
from datetime import date
import random
import time
from typing import Any

from textblob import TextBlob

from bench.corpus import generate
from orchestrator.collect.parse import ParsedMail, parse_mail
from orchestrator.conversation.reply import read_reply
from orchestrator.conversation.sentiment import ClientMailAnalyzer
from orchestrator.conversation.statements import find_statements

MAILS = 600
ROUNDS = 5
TODAY = date(2026, 11, 20)


def reading_speed(*, progress: Callable[[str], None]) -> list[dict[str, Any]]:
    mails = _mails()
    best: dict[str, float] = {}
    for number in range(ROUNDS):
        for name, read in _READERS.items():
            best[name] = min(best.get(name, 1.0), _seconds(read, mails))
        progress(f"reading: round {number + 1} of {ROUNDS}")
    peer = best["TextBlob"]
    return [
        {
            "name": f"time to read {name}",
            "ratio": best[name] / peer,
            "at_most": most,
            "peer": "TextBlob's stock sentiment",
            "detail": f"{best[name] * 1e6:.0f} us a mail against {peer * 1e6:.0f}",
        }
        for name, most in _AT_MOST.items()
    ]


def _mails() -> list[ParsedMail]:
    _, contents = generate(MAILS, seed=7)
    parsed = (parse_mail(content) for content, _ in contents)
    return [mail for mail in parsed if mail.kind == "human" and mail.new_text]


def _seconds(read: Callable[[ParsedMail], object], mails: Sequence[ParsedMail]) -> float:
    """Seconds of CPU a mail, in an order of its own each time."""
    read(mails[0])
    mixed = random.sample(mails, len(mails))
    begun = time.process_time()
    for mail in mixed:
        read(mail)
    return (time.process_time() - begun) / len(mails)


def _reply(mail: ParsedMail) -> object:
    return read_reply(mail.text, asks=[], today=TODAY, timezone="Europe/Vienna")


def _feeling(mail: ParsedMail) -> object:
    return TextBlob(mail.new_text, analyzer=ClientMailAnalyzer(mail.language)).sentiment


def _statements(mail: ParsedMail) -> object:
    return find_statements(mail.new_text, direction="in", today=TODAY)


_READERS: dict[str, Callable[[ParsedMail], object]] = {
    "TextBlob": lambda mail: TextBlob(mail.new_text).sentiment,
    "how a mail feels": _feeling,
    "what a reply says": _reply,
    "what a mail states": _statements,
}
_AT_MOST = {"how a mail feels": 1.3, "what a reply says": 1.6, "what a mail states": 1.3}
