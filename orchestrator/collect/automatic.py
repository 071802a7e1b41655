"""Who or what wrote a mail: a person, a program that answers, a list, a calendar.  Pure.

Headers first (RFC 3834, RFC 2369, what programs add), then the words.  Between the two
mistakes a person's mail taken for a program's is the worse: it would not be read.  So a
header that gateways add to everybody's mail is never enough alone, and what only the
words say is likely and not certain: a person looks at it.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
import re

from orchestrator.collect.absence import back_on as named_day
from orchestrator.collect.automatic_headers import (
    Fields,
    answers_by_header,
    has_no_way_back,
    runs_by_itself,
    wants_no_answer,
)
from orchestrator.collect.automatic_words import (
    ASKS,
    AUTO_HINTS,
    AUTO_SUBJECT,
    AUTO_SUBJECT_COLON,
    AWAY_SUBJECT,
    AWAY_TEXT,
    GONE_TEXT,
    MACHINE_SENDER,
    NOBODY,
    OPT_OUT,
    PROMISE,
    RECEIVED,
    REPLY,
    SAYS_AUTOMATIC,
    SERVICE_HEADERS,
)
from orchestrator.collect.calendar_mail import calendar_in, has_own_words
from orchestrator.collect.likely_automatic import BY_BUTTON, doubt_of
from orchestrator.collect.mime import Part
from orchestrator.doubts import MAYBE_A_PROGRAM, OVER_A_LIST

_BULK_HEADERS = SERVICE_HEADERS | {
    "precedence", "list-unsubscribe", "list-unsubscribe-post", "feedback-id", "auto-submitted",
}  # fmt: skip
_DESK = re.compile(
    r"zendesk|freshdesk|help ?scout|intercom|otrs|zammad|osticket|front\b|kayako|gorgias", re.I
)
_FORWARDS = re.compile(r"\s*(?:fw|fwd|wg|tr|rv|enc|doorst|i)\s*:", re.I)
_LONGEST = 1500
"""A text longer than this is no acknowledgement, whatever it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What the decision needs beside the headers."""

    subject: str
    new_text: str
    text: str
    from_address: str
    recipients: Collection[str]
    has_attachments: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """``kind`` is human, auto_reply, bulk, calendar or empty; ``evidence`` says why in words.

    One that is not certain goes to a person, who reads the mail as anybody's.  ``mark`` is
    one of `doubts`.
    """

    kind: str
    is_certain: bool = True
    evidence: str = ""
    mark: str = ""


def judge(root: Part, content: Content) -> Judgement:
    """Who or what wrote a mail.  Reports are `bounce`'s."""
    if (calendar := calendar_in(root)) is not None:
        spoken = has_own_words(root, calendar, content.new_text)
        return Judgement("calendar", not spoken, "words beside an invitation" if spoken else "")
    fields = Fields(root)
    if evidence := answers_by_header(fields):
        return Judgement("auto_reply", evidence=evidence)
    if wants_no_answer(fields) and _has_auto_subject(content):
        return Judgement("auto_reply", evidence="its subject and a header say so")
    if evidence := runs_by_itself(fields):
        return Judgement("bulk", evidence=evidence)
    generated = fields.value("auto-submitted").startswith("auto-generated")
    if generated and not content.new_text:
        # "Please type your reply above this line": to a reader all of it is quoted.
        content = replace(content, new_text=content.text)
    unspoken = not content.new_text or BY_BUTTON.match(content.new_text)
    if unspoken and not content.has_attachments and not _forwards(content):
        return _judged("empty", fields, replace(content, new_text=""))
    if generated and _is_desk_answer(fields, content):
        return Judgement("human", False, "a help desk sent it", MAYBE_A_PROGRAM)
    if bulk := _bulk(fields, content, generated):
        return bulk
    # Help desks mark what a person wrote there as generated: the header alone proves nothing.
    is_certain = generated and not _is_reply(fields, content)
    is_programs = generated or has_no_way_back(fields)
    if evidence := _answers_by_words(fields, content, is_programs):
        return Judgement("auto_reply", is_certain, evidence)
    if generated:
        return Judgement("bulk", is_certain, "auto-generated")
    return _judged("human", fields, content)


def _judged(kind: str, fields: Fields, content: Content) -> Judgement:
    """What seems to be a person's; without words her subject may still speak."""
    evidence, mark = doubt_of(fields, content.subject, new_text=content.new_text, text=content.text)
    return Judgement(kind, not evidence, evidence, mark)


def back_on(content: Content, *, sent_on: date, month_first: bool) -> date | None:
    """The day an automatic reply names for the return."""
    if GONE_TEXT.search(content.new_text.lower()):
        return None
    return named_day(
        content.new_text, subject=content.subject, sent_on=sent_on, month_first=month_first
    )


def _forwards(content: Content) -> bool:
    return _FORWARDS.match(content.subject) is not None and bool(content.text.strip())


# A program that answers


def _answers_by_words(fields: Fields, content: Content, generated: bool) -> str:
    text = content.new_text.lower()
    if len(text) > _LONGEST:
        return ""
    impersonal = _is_impersonal(text)
    says_so = any(hint in text for hint in AUTO_HINTS) and bool(SAYS_AUTOMATIC.search(text))
    auto_subject = _has_auto_subject(content)
    away_subject = auto_subject or AWAY_SUBJECT.match(content.subject.lower()) is not None
    if not (generated or impersonal or says_so or away_subject):
        return ""
    if (generated or impersonal or says_so) and _acknowledges(text, impersonal, says_so):
        return "it acknowledges a mail"
    away = AWAY_TEXT.search(text) is not None
    if (away and (generated or says_so)) or (generated and says_so):
        return "it says that it is automatic"
    if auto_subject and (away or says_so or impersonal or generated or GONE_TEXT.search(text)):
        return "its subject and words say so"
    if away and away_subject and (impersonal or wants_no_answer(fields)):
        return "its subject and words tell of an absence"
    if (
        impersonal
        and not ASKS.search(text)
        and (GONE_TEXT.search(text) or (away and len(text) < 500))
    ):
        return "it is written to anybody and tells of an absence"
    return ""


def _has_auto_subject(content: Content) -> bool:
    """A person may write "Automatic reply: is broken": it needs another sign beside it."""
    subject = content.subject.lower()
    return bool(AUTO_SUBJECT.match(subject) and AUTO_SUBJECT_COLON.match(subject))


def _acknowledges(text: str, impersonal: bool, says_so: bool) -> bool:
    if len(text) > _LONGEST or not RECEIVED.search(text):
        return False
    if says_so:
        return True
    about_a_case = any(word in text for word in ("ticket", "request", "what you sent"))
    return (about_a_case or impersonal) and PROMISE.search(text) is not None


def _is_impersonal(text: str) -> bool:
    """Opens like a text for anybody."""
    lines = [line for line in text[:400].split("\n", 6) if line.strip()]
    return any(NOBODY.match(line) for line in lines[:2])


# A help desk


def _is_desk_answer(fields: Fields, content: Content) -> bool:
    """A person's answer that a help desk sends for them."""
    if not _is_reply(fields, content):
        return False
    desk = _DESK.search(fields.value("x-mailer")) or any(
        name.startswith(("x-zendesk", "x-fd-", "x-helpscout", "x-intercom"))
        for name in fields.first
    )
    return bool(desk) and not _is_acknowledgement(content)


def _is_acknowledgement(content: Content) -> bool:
    text = content.new_text.lower()
    return _acknowledges(text, _is_impersonal(text), SAYS_AUTOMATIC.search(text) is not None)


def _is_reply(fields: Fields, content: Content) -> bool:
    return "in-reply-to" in fields or REPLY.match(content.subject.lower()) is not None


# Lists and services


def _bulk(fields: Fields, content: Content, generated: bool) -> Judgement | None:
    if "list-id" in fields or "mailing-list" in fields:
        if _is_own_list(fields, content):
            return None
        is_certain = _is_mass_mail(fields, content, generated)
        mark = "" if is_certain else OVER_A_LIST
        return Judgement("bulk", is_certain, "it came over a list", mark)
    machine = MACHINE_SENDER.search(content.from_address.partition("@")[0]) is not None
    if not machine and content.recipients and _BULK_HEADERS.isdisjoint(fields.first):
        return None  # Of the signs below at most one is left.
    service = not SERVICE_HEADERS.isdisjoint(fields.first)
    leaves = "list-unsubscribe" in fields
    reply = _is_reply(fields, content)
    if reply and not machine and not (service and leaves):
        return None
    acknowledges = generated and _is_acknowledgement(content)
    if acknowledges and not leaves:
        return None
    precedence = fields.value("precedence") in ("bulk", "list", "junk")
    signs = sum(
        [precedence, leaves, service, machine, generated and not acknowledges,
         "feedback-id" in fields, "list-unsubscribe-post" in fields, not content.recipients]
    )  # fmt: skip
    if signs == 1 and OPT_OUT.search(content.text[:20_000].lower()):
        signs = 2
    if signs >= 2 or (precedence and not reply):
        # Gateways add two of them to everybody's mail, and a person's reply may have more.
        many = service or signs > 2
        certain = ((many or leaves) and machine) or (many and not reply)
        return Judgement("bulk", certain, "a service sent it to many")
    return None


def _is_mass_mail(fields: Fields, content: Content, generated: bool) -> bool:
    """Whether a list's mail has marks beside those that a group address adds to everybody's.

    Google and Microsoft put groups in front of shared addresses: a client's words may
    carry List-Id, List-Post, List-Unsubscribe and Precedence: list.
    """
    if MACHINE_SENDER.search(content.from_address.partition("@")[0]):
        return True
    marks = sum(
        [fields.value("precedence") in ("bulk", "junk"), fields.value("list-post") == "no",
         generated, not SERVICE_HEADERS.isdisjoint(fields.first), "feedback-id" in fields,
         "list-unsubscribe-post" in fields]
    )  # fmt: skip
    return marks > 1 or (marks == 1 and not _is_reply(fields, content))


def _is_own_list(fields: Fields, content: Content) -> bool:
    """A person's mail that reached us through a group alias of our own domain.

    Our domain is the one that the server wrote which took the mail in.
    """
    listed = fields.value("list-id").rpartition("<")[2].rstrip(">").strip()
    received = fields.first.get("received")
    ours = re.search(rb"\bby\s+([\w.-]+)", received, re.I) if received else None
    if not listed or ours is None or "list-post" in fields:
        return False
    domain = listed.partition(".")[2]
    host = ours.group(1).decode("ascii", "replace").lower()
    outside = not content.from_address.endswith("@" + domain)
    return bool(domain) and (host == domain or host.endswith("." + domain)) and outside
