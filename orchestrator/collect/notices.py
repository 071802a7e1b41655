"""Delivery failures told in free text: qmail, Exim, old Exchange, gateways.  Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
import html
import re

from orchestrator.collect.headers import addr_spec
from orchestrator.collect.notice_sender import SURE_SUBJECTS, Sender
from orchestrator.collect.notice_words import (
    BODY,
    COPY,
    DELAY,
    FINAL,
    INTRO,
    LIST_REFUSES,
    NOT_DELIVERED,
    SUBJECT,
)
from orchestrator.collect.reply_codes import meaning_of, status_in

LONGEST_DIAGNOSTIC = 500
_LONGEST = 20_000
_NEAR = 900
"""Characters after an address that still speak of it."""

# Bounded and possessive: a long run of letters is read once, not once from every letter.
_LOCAL = r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}+"
_ADDR = rf"{_LOCAL}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}})+"
_ADDRESS = re.compile(rf"(?<![\w.!#$%&'*+/=?^`{{|}}~-]){_ADDR}")
_ANY = r"([^\s<>\"\[\]():;,]{1,64}@[^\s<>\"\[\]():;,]{1,255})"
_LINES = [
    re.compile(pattern, re.I | re.MULTILINE)
    for pattern in (
        rf"^[ \t]*<{_ANY}>[ \t]*:",
        rf"(?:final-|original-|failed |intended |e?x?panded )?recipients?(?: address)?[ \t]*:"
        rf"[ \t]*(?:\[?smtp:|rfc822; ?)?<?{_ANY}",
        rf"^[ \t]*(?:smtp|user|address|email|recipient|destination|addressee|addressed to|"
        rf"failed address|undeliverable address|error-for)[ \t]*:[ \t]*<?\[?(?:smtp:)?{_ANY}",
        rf"^[ \t>*-]{{0,12}}[\"<]*{_ANY}[\">]*[ \t]*(?:<{_ANY}>[ \t]*)?(?:\.\.\.|:|;|,|-|\(|\[|"
        r"(?:invalid|user|unknown|mailbox|does|is|was|has|not)\b|"
        r"on (?:mon|tue|wed|thu|fri|sat|sun)|$)",
        rf"^[45]\d\d[ -]{{1,3}}<?{_ANY}>?[ \t]*\.\.\.",
        rf"(?:rejected recipient|rcpt to|addressed to|delivered to)[ \t:]*[\"'<]{{0,2}}{_ANY}",
        rf"^[ \t]*to[ \t]*:[ \t]*<?{_ANY}",
        r"(?:undeliverable to|attempts?:|userid:|size:|quota for|"
        r"unknown (?:user|local part|recipient|address):?|errors:|"
        r"deliver(?:ed)? (?:\S+ ){0,4}to|following recipient:|no such user:?|"
        r"mailbox (?:for|of)|reach|recipient|user|address|account|to)[ \t:]+\"?<?\[?"
        rf"({_ADDR})",
        rf"({_ADDR})>?\"?[ \t]*(?:\.\.\.|was |is |does|has |cannot|could|on |not |user|\(|:|: )",
    )
]
_SURE_LINES = 4
"""So many of them name who failed even where it is the one who is told."""

_BARE_LOCAL = re.compile(
    r"following recipients?\b[^:]{0,200}:[ \t]*\n\s{1,20}([\w.+-]{2,64})[ \t]*$", re.MULTILINE
)
_LIST = re.compile(rf"<{_ANY}>\.")
_FOR = re.compile(r"\bfor <([^\s<>]{1,255})>")
_COPIED_TO = re.compile(rf"^[ \t>]*to:[ \t]*(?:[^\n<]{{0,100}}<)?{_ANY}", re.I | re.MULTILINE)
_SERVICE = (
    "postmaster",
    "mailer-daemon",
    "abuse",
    "support",
    "hostmaster",
    "helpdesk",
    "webmaster",
)


@dataclass(frozen=True)
class Notice:
    """What is known of a mail that may be a notice.

    ``returned_to``: whom the mail that it encloses was sent to, where ``has_returned``.
    """

    subject: str
    text: str
    sender: Sender
    has_returned: bool
    returned_to: tuple[str, ...]

    @cached_property
    def words(self) -> str:
        """The text without markup."""
        text = self.text[:_LONGEST]
        if "<html" in text[:2000].lower() or "<br" in text.lower():
            text = html.unescape(re.sub(r"<(?![\w.+-]+@)[^<>]*>", "\n", text))
        return text

    @cached_property
    def told(self) -> str:
        """The notice itself, without the copy of the mail that was returned."""
        return self.words[: self._copy_at]

    @property
    def copied(self) -> str:
        return self.words[self._copy_at :]

    @cached_property
    def _copy_at(self) -> int:
        first = _ADDRESS.search(self.words)
        for found in COPY.finditer(self.words.lower(), first.end() if first else 0):
            return found.start()
        return len(self.words)


@dataclass(frozen=True, slots=True)
class Failure:
    address: str
    status: str
    diagnostic: str


def failures(notice: Notice) -> list[Failure] | None:
    """Who failed, maybe nobody that is named; None where the mail is no notice."""
    if not is_notice(notice):
        return None
    found = list(dict.fromkeys(notice.sender.failed or _named(notice)))
    return [_failure(each, found, notice.told) for each in found]


def is_notice(notice: Notice) -> bool:
    """Whether a program tells that it could not deliver.

    Without a server's name more signs are needed: people forward and discuss notices.
    """
    sender = notice.sender
    if sender.is_report or (sender.failed and (sender.is_daemon or sender.is_unanswerable)):
        return True
    subject, text = notice.subject.lower(), notice.text[:4000].lower()
    about = SUBJECT.search(subject) is not None
    if sender.is_list:
        return LIST_REFUSES.search(subject) is not None
    if sender.is_daemon:
        return about or BODY.search(text) is not None or status_in(notice.told[:4000]) != ""
    if not BODY.search(text):
        return False
    if sender.is_unanswerable:
        return about or notice.has_returned
    if sender.writes_to_bounce_address:
        return about and NOT_DELIVERED.search(text) is not None
    return (
        subject.startswith(SURE_SUBJECTS)
        and status_in(notice.told) != ""
        and (notice.has_returned or bool(notice.copied) or "attachment contains" in text)
    )


def is_delay(notice: Notice) -> bool:
    text = f"{notice.subject}\n{notice.told[:3000]}".lower()
    return DELAY.search(text) is not None and FINAL.search(text) is None


def near(told: str, address: str) -> str:
    """The words that follow an address, wherever it stands."""
    return "\n".join(_following(told, address, [address]))


def _named(notice: Notice) -> Iterator[str]:
    told, sender = notice.told, notice.sender
    local = _BARE_LOCAL.search(told)
    if local and "@" in sender.address:
        yield f"{local[1].lower()}@{sender.address.rpartition('@')[2]}"
        return
    intro = INTRO.search(told.lower())
    section = told[intro.start() :] if intro else ""
    patterns = [_LIST, *_LINES] if sender.is_list else _LINES
    for text in (section, told):
        for pattern in patterns:
            sure = [each for each in _found(pattern, text) if not _is_ours(each, notice)]
            if sure:
                yield from sure
                return
    for pattern in _LINES[:_SURE_LINES]:
        if sure := [each for each in _found(pattern, section) if each in sender.sent_to]:
            yield from sure
            return
    yield from _unmarked(notice)


def _unmarked(notice: Notice) -> Iterator[str]:
    """Without any mark: an address of the returned mail, else the first that is not ours."""
    others = list(_found(_ADDRESS, notice.told))
    sure = [each for each in others if not _is_ours(each, notice)]
    known = [*notice.returned_to, *_found(_FOR, notice.copied), *_found(_COPIED_TO, notice.copied)]
    known = [each for each in known if each not in notice.sender.sent_to] or known
    yield from [each for each in sure if each in known] or sure[:1] or known or others[:1]


def _found(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    for found in pattern.finditer(text):
        address = addr_spec(found[found.lastindex or 0].strip("<>\"'.,:;()[]").encode())
        if address:
            yield address


def _is_ours(address: str, notice: Notice) -> bool:
    """The writer of the lost mail, or the server's own addresses."""
    return (
        address in notice.sender.sent_to
        or address == notice.sender.address
        or address.partition("@")[0] in _SERVICE
    )


def _failure(address: str, all_failed: list[str], told: str) -> Failure:
    pieces = list(_following(told, address, all_failed))
    close = "\n".join(pieces)
    status = status_in(close)
    if not status and len(all_failed) == 1:
        status = status_in(told)
    status = status or meaning_of(close) or meaning_of(told)
    lines = (line.strip() for line in (pieces[0] if pieces else "").split("\n")[:5])
    return Failure(address, status, " ".join(filter(None, lines))[:LONGEST_DIAGNOSTIC])


def _following(told: str, address: str, all_failed: list[str]) -> Iterator[str]:
    """From each place of the address to the next one of another that failed."""
    lower = told.lower()
    at = lower.find(address)
    while at >= 0:
        others = (lower.find(each, at + 1) for each in all_failed if each != address)
        end = min((other for other in others if other >= 0), default=len(told))
        piece = told[at : min(end, at + _NEAR)]
        yield piece
        at = lower.find(address, at + len(piece))
