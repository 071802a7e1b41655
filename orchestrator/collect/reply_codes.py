"""What a mail server answered: enhanced status codes (RFC 3463) and what stands for one.  Pure."""

import re

_STATUS = re.compile(r"(?<![\w.])([245]\.\d{1,2}\.\d{1,3})(?!\.?\d|[a-z])", re.I)
# The server's own code follows its three digits; a relay writes another one before them.
_REPLIED = re.compile(
    r"(?<![\w.])([45])\d\d[ \t\n#-]{1,3}[\"'(<\[]?(?P<code>\1\.\d{1,2}\.\d{1,3})(?!\.?\d|[a-z])",
    re.I,
)
_REPLY_CODE = re.compile(r"(?<![\w.])([45])\d\d(?=[ -]|$)", re.MULTILINE)
_MEANINGS = [
    (re.compile(pattern), code)
    for pattern, code in (
        (
            r"user unknown|unknown user|no such (?:user|recipient|mailbox|address)|"
            r"does ?n[o']t exist|unknown recipient|"
            r"(?:invalid|illegal) (?:recipient|mailbox|user|final delivery userid)|"
            r"not a valid (?:user|mailbox)|no (?:valid )?mailbox|recipient name is not|"
            r"doesn't have a|account has been (?:disabled|discontinued)|account is disabled|"
            r"unknown local part|not our customer|mailbox (?:unavailable|not found)|not listed in|"
            r"no valid recipients|user not found|address not found",
            "5.1.1",
        ),
        (
            r"host unknown|unknown host|no such (?:host|domain)|"
            r"domain (?:does ?n[o']t exist|not found)|host not found|couldn't find any host|"
            r"cannot find .{0,20}(?:host|domain)|unrouteable",
            "5.1.2",
        ),
        (
            r"quota|mailbox (?:is )?full|exceeds allowed size|"
            r"exceeded .{0,30}(?:limit|storage)|insufficient (?:disk|storage)",
            "5.2.2",
        ),
        (r"too (?:large|big)|size (?:limit|exceed)|exceeds .{0,20}size", "5.3.4"),
        (r"spam|blacklist|blocked|policy|rejected|relay|denied|spf|dkim|dmarc|virus", "5.7.1"),
        (
            r"tim(?:ed|e) ?out|connection refused|could not connect|too long in (?:the )?queue",
            "4.4.1",
        ),
    )
]


def status_in(text: str) -> str:
    """The code that a server stated, or ""."""
    if found := _REPLIED.search(text):
        return found["code"]
    if found := _STATUS.search(text):
        return found[1]
    return ""


def best_status(stated: str, diagnostic: str) -> str:
    """The code of a report's recipient: what the last server answered, unless that says less.

    Some relays turn a permanent answer into a transient code; the answer counts.
    """
    if found := _REPLIED.search(diagnostic):
        told = found["code"]
        return stated if is_general(told) and not is_general(stated or told) else told
    told = status_in(diagnostic)
    if not told or (stated and (told[0] != stated[0] or is_general(told))):
        return stated
    return told


def is_general(status: str) -> bool:
    """Whether it says no more than failed or later: ``5.0.0``."""
    return status.endswith(".0.0")


def is_answer(diagnostic: str) -> bool:
    """Whether it holds a server's three digits."""
    return _REPLY_CODE.search(diagnostic) is not None


def meaning_of(text: str) -> str:
    """A code for what the words say, where no server stated one."""
    lower = text.lower()
    for pattern, code in _MEANINGS:
        if pattern.search(lower):
            return code
    found = _REPLY_CODE.search(text)
    return f"{found[1]}.0.0" if found else ""
