"""Delivery failures told in free text: qmail, Exim, old Exchange, gateways.  Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
import html
import re

from orchestrator.collect.headers import addr_spec

_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+", re.I)
_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,2}\.\d{1,3})(?![\d.])")
_REPLY_CODE = re.compile(r"(?<![\d.])([45]\d\d)(?=[ -]|$)")
_DAEMON = re.compile(
    r"mailer-?daemon|post_master|double-bounce|"
    r"mail delivery (?:sub)?system|postmaster|"
    r"mail-?system|delivery (?:sub)?system|"
    r"mail administrator|mailadmin|system administrator|bounce|mdaemon|mail delivery service|"
    r"exchange|no-?reply-?daemon|courier|mail router|mxserver|gatekeeper",
    re.I,
)
_NO_REPLY = re.compile(r"^(?:no-?reply|do-?not-?reply)", re.I)
_SUBJECT = re.compile(
    r"undeliver|undelivered|delivery (?:has )?(?:failed|failure|problem|status|error|notif|"
    r"report|unsuccess|suspend|"
    r"incomplete|delay)|returned (?:e-?)?mail|mail (?:delivery|system) (?:failed|error|failure)|"
    r"failure notice|"
    r"failed (?:delivery|mail|recipient)|not (?:be )?deliver|non-?delivery|mail could not|"
    r"could not (?:be )?(?:send|deliver)|"
    r"message (?:not deliver|undeliver|could not|status|you sent blocked|rejected|delivery)|"
    r"rejected|bounce|"
    r"(?:cannot|unable to|can't) (?:be )?(?:deliver|send)|nondeliverable|mail error|error sending|"
    r"unzustellbar|zustellung|konnte nicht zugestellt|rückläufer|non remis|"
    r"échec de (?:la )?(?:remise|distribution)|"
    r"non distribu|no se (?:pudo|ha podido) entregar|no entregad|error de entrega|devuelto|"
    r"mancata consegna|"
    r"non recapitat|impossibile recapitare|onbestelbaar|niet (?:afgeleverd|bezorgd)|"
    r"não (?:foi )?entreg|falha na entrega|"
    r"devolvida|配信|エラー|宛先|message delayed|delayed|warning: (?:could not|message)|"
    r"user unknown|"
    r"unknown user|email error|mail quota|mailbox|no such user|see transcript",
    re.I,
)
_BODY = re.compile(
    r"could ?n[o']t be deliver|not be delivered|was not delivered|unable to (?:deliver|send)|"
    r"undeliverable|"
    r"wasn't able to deliver|delivery (?:to the following|failed|has failed|error|failure|"
    r"attempts?)|"
    r"did ?n[o']t reach the following|following address(?:\(es\)|es)?|following recipient|"
    r"permanent (?:fatal )?(?:error|failure)|"
    r"user unknown|unknown user|no such user|mailbox (?:is )?(?:full|unavailable|not found)|"
    r"over quota|"
    r"returned (?:below|to sender|message)|invalid (?:final delivery userid|recipient|address)|"
    r"failed recipient|"
    r"cannot be (?:sent|delivered)|can't be delivered|was rejected|has been rejected|"
    r"message rejected|"
    r"recipient(?:'s)? (?:mailbox|address|unknown|not)|does ?n[o']t (?:exist|have)|"
    r"is not (?:known|accepted|a valid)|"
    r"not accepting mail|could not be delivered to|no such user here|been postponed|"
    r"nicht zugestellt|unzustellbar|n'a pas pu être|n'a pas été remis|"
    r"no (?:se )?(?:ha )?(?:pudo|podido)|"
    r"non è stato possibile|impossibile|niet (?:worden )?(?:afgeleverd|bezorgd)|não (?:pôde|"
    r"foi) (?:ser )?entreg|"
    r"this (?:account|user)|problem (?:delivering|with)|reason: |address you tried|"
    r"disabled or discontinued|"
    r"failed (?:to|addresses|permanently)|has been delayed|not yet been delivered|still being|"
    r"not be (?:able to be )?(?:found|reached)|was not (?:sent|accepted)|errors? occurred|"
    r"message you sent",
    re.I,
)
_COPY = re.compile(
    r"^[ \t>]*(?:-{2,}.{0,20}(?:below this line|copy of|original message|this is a copy|header|"
    r"returned message|"
    r"unsent message|message follows|the header|message text|undelivered message|weitergeleitet|"
    r"nachricht|mensaje).*|(?:original|old) message(?: follows)?[.:]?.*|message header.* follow.*|"
    r"return-path: ?.*|received: ?(?:from|by|\().*|.{0,40}(?:below is|following is) (?:a|"
    r"the) (?:copy|first).*|"
    r"begin(?:ning)? of (?:the )?(?:original|returned).*|\*+ original message.*|"
    r"the (?:original|header of the) message.{0,40}(?:follow|attach).*|-{5,}|={15,}|_{15,})\s*$",
    re.I | re.MULTILINE,
)
_DELAY = re.compile(
    r"\((?:delay|delayed)\)|delivery delayed|delayed mail|warning: (?:could not|"
    r"message).*(?:still|delayed|hours)|"
    r"message (?:delayed|is delayed)|has been delayed|not yet been delivered|will (?:be|"
    r"keep) (?:retri|trying)|"
    r"this is a warning message only|do not need to resend|verzögert|retardé|retrasad|ritardo|"
    r"vertraagd|atrasad",
    re.I,
)
_FINAL = re.compile(
    r"giv(?:en|ing) up|permanent|returned to sender|no longer (?:be )?(?:retr|try)|"
    r"failed permanently",
    re.I,
)

# What stands around the address that failed, the surest first.
_LINES = [
    re.compile(pattern, re.I | re.MULTILINE)
    for pattern in (
        r"^[ \t]*<([^<>\s]+@[^<>\s]+)>[ \t]*:",
        r"(?:final-|original-|failed |intended |"
        r"e?x?panded )?recipients?(?: address)?[ \t]*:[ \t]*(?:\[?smtp:|"
        r"rfc822; ?)?<?([^\s<>\]]+@[^\s<>\]]+)",
        r"^[ \t]*(?:smtp|to|rcpt to|user|address|email|recipient|destination|addressee|"
        r"failed address)[ \t]*:[ \t]*<?\[?(?:smtp:)?([^\s<>\]]+@[^\s<>\]]+)",
        r"^[ \t]*[\"<]*([^\s<>\":;,()]+@[^\s<>\":;,()]+?)[\">]*[ \t]*(?:\.\.\.|:|;|,|-|\(|"
        r"(?:invalid|user|unknown|mailbox|does|is|was|has|not)\b|"
        r"on (?:mon|tue|wed|thu|fri|sat|sun)|$)",
        r"(?:undeliverable to|attempts?:|userid:|unknown (?:user|local part|recipient|address):?|"
        r"deliver(?:ed)? (?:\S+ ){0,4}to|"
        r"following recipient:|no such user:?|mailbox (?:for|of)|reach|recipient|user|address|"
        r"account|to)[ \t:]+\"?<?\[?"
        r"([\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+\w)",
        r"([\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+\w)>?\"?[ \t]*(?:\.\.\.|was |is |does|has |cannot|"
        r"could|on |not |user|\(|:|: )",
    )
]


@dataclass(frozen=True, slots=True)
class Notice:
    """What is known of a mail that may be a notice.

    ``is_report``: its type says so.  ``has_returned``: another mail is enclosed.
    """

    subject: str
    text: str
    from_address: str
    from_field: str
    reverse_path: str
    failed_field: str
    is_report: bool
    has_returned: bool
    sent_to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    address: str
    status: str
    diagnostic: str


def failures(notice: Notice) -> list[Failure] | None:
    """Who failed, maybe nobody that is named; None where the mail is no notice."""
    if not _is_notice(notice):
        return None
    told = _told(notice.text)
    if notice.failed_field:
        named = [addr_spec(each.encode()) for each in _ADDRESS.findall(notice.failed_field)]
        return [_failure(each, told) for each in dict.fromkeys(named) if each]
    found = list(dict.fromkeys(_named(told, notice)))
    return [_failure(each, told) for each in found]


def _is_notice(notice: Notice) -> bool:
    if notice.failed_field or notice.is_report:
        return True
    # Lists bounce to an address of theirs: of the reverse-path only the daemon itself counts.
    from_daemon = "mailer-daemon" in notice.reverse_path.lower()
    daemon = from_daemon or bool(_DAEMON.search(f"{notice.from_field} {notice.from_address}"))
    # Without a daemon's name more signs are needed: people forward and discuss notices.
    unanswerable = notice.reverse_path == "<>" or bool(_NO_REPLY.search(notice.from_address))
    if not daemon and not unanswerable:
        return False
    subject = bool(_SUBJECT.search(notice.subject))
    body = bool(_BODY.search(notice.text[:4000]))
    if daemon:
        return subject or body
    return body and (subject or notice.has_returned)


def is_delay(notice: Notice) -> bool:
    text = f"{notice.subject}\n{_told(notice.text)[:3000]}"
    return bool(_DELAY.search(text)) and not _FINAL.search(text)


def _told(text: str) -> str:
    """The notice itself, without the copy of the mail that was returned."""
    if "<html" in text[:2000].lower() or "<br" in text.lower():
        text = html.unescape(re.sub(r"<(?![\w.+-]+@)[^>]*>", "\n", text))
    for found in _COPY.finditer(text):
        if _ADDRESS.search(text[: found.start()]):
            return text[: found.start()][:20_000]
    return text[:20_000]


def _named(told: str, notice: Notice) -> Iterator[str]:
    for pattern in _LINES:
        found = [each for each in (_clean(one) for one in pattern.findall(told)) if each]
        sure = [each for each in found if not _is_ours(each, notice)]
        if sure:
            yield from sure
            return
    others = [addr_spec(each.encode()) for each in _ADDRESS.findall(told)]
    sure = [each for each in others if each and not _is_ours(each, notice)]
    yield from sure[:1] or [each for each in others if each][:1]


def _clean(found: str) -> str:
    return addr_spec(found.strip("<>\"'.,:;()[]").encode("utf-8", "replace"))


def _is_ours(address: str, notice: Notice) -> bool:
    """The writer of the lost mail, or the server's own addresses."""
    local = address.partition("@")[0]
    return (
        address in notice.sent_to
        or address == notice.from_address
        or local in ("postmaster", "mailer-daemon", "abuse", "support", "hostmaster", "helpdesk")
    )


def _failure(address: str, told: str) -> Failure:
    at = told.lower().find(address)
    near = told[at : at + 900] if at >= 0 else ""
    return Failure(
        address, status_in(near) or status_in(told) or meaning_of(told), _diagnostic(near)
    )


def _diagnostic(near: str) -> str:
    lines = [line.strip() for line in near.split("\n")]
    return " ".join(line for line in lines[:5] if line)


def status_in(text: str) -> str:
    """The code that a server stated, the last word of its reply first."""
    if found := _STATUS.search(text):
        return found.group(1)
    return ""


def action_of(status: str) -> str:
    return {"2": "delivered", "4": "delayed"}.get(status[:1], "failed")


_MEANINGS = [
    (re.compile(pattern, re.I), code)
    for pattern, code in (
        (r"user unknown|unknown user|no such (?:user|recipient|mailbox)|does ?n[o']t exist|"
         r"unknown recipient|"
         r"invalid (?:recipient|mailbox|user)|not a valid (?:user|mailbox)|no mailbox|"
         r"recipient name is not|"
         r"doesn't have a|account has been (?:disabled|discontinued)|unknown local part|"
         r"not our customer|"
         r"mailbox (?:unavailable|not found)|illegal user", "5.1.1"),
        (r"host unknown|unknown host|no such (?:host|domain)|domain (?:does not exist|not found)|"
         r"host not found|"
         r"cannot find .{0,20}(?:host|domain)", "5.1.2"),
        (r"quota|mailbox (?:is )?full|exceeded .{0,30}(?:limit|storage)|insufficient (?:disk|"
         r"storage)", "5.2.2"),
        (r"too (?:large|big)|size (?:limit|exceed)|exceeds .{0,20}size", "5.3.4"),
        (r"spam|blacklist|blocked|policy|rejected|relay|denied|spf|dkim|dmarc|virus", "5.7.1"),
        (r"tim(?:ed|e) ?out|connection refused|could not connect|"
         r"too long in (?:the )?queue", "4.4.1"),
    )
]  # fmt: skip


def meaning_of(text: str) -> str:
    """A code for what the words say, where no server stated one."""
    for pattern, code in _MEANINGS:
        if pattern.search(text):
            return code
    found = _REPLY_CODE.search(text)
    return f"{found.group(1)[0]}.0.0" if found else ""
