"""A PM's own answer as it will leave: subject, text and HTML."""

from datetime import datetime
from itertools import groupby
import re
import textwrap

from orchestrator.config import Settings
from orchestrator.language import detect
from orchestrator.mail_contexts import Quoted, ResponseContext
from orchestrator.models import Mail, Response, Role, User
from orchestrator.phrases import Phrases, phrases
from orchestrator.rendering import Rendered, render
from orchestrator.walltime import zone_of
from orchestrator.wording import local_day

QUOTED_LINES = 12
QUOTED_COLUMNS = 74

_ANSWERS = re.compile(
    r"\A(?:\s*(?:re|aw|antw|sv|vs|r|rif|res|odp)\s*(?:\[\d{1,3}\])?\s*:)+\s*", re.I
)
# How hidden characters of a header are shown to us (`collect.headers.visible`).
_SHOWN_HIDDEN = re.compile(r"\[U\+[0-9A-F]{4}\]|[\u2400-\u241f]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


def render_response(
    response: Response, *, sender: User, settings: Settings, now: datetime
) -> Rendered:
    """The answer in its three forms, signed by ``sender``.

    Raises:
        Refused: it is longer than mail programs show.
    """
    lines = [indented(line) for line in response.text.split("\n")]
    lang = detect(response.text) or response.contact.language
    context: ResponseContext = {
        "lang": lang,
        "subject": response.subject,
        "studio": {"name": settings.studio_name, "address": settings.studio_address},
        "signer": {"name": sender.name, "role_line": role_line(sender, settings, phrases(lang))},
        "lines": lines,
        "paragraphs": [list(group) for has_words, group in groupby(lines, bool) if has_words],
        "quoted": _quoted(response, phrases(lang), now=now) if response.quotes else None,
    }
    return render("response", context)


def subject_of_answer(mail: Mail) -> str:
    """Her subject, marked once as answered, in whatever language it was marked before.

    What was hidden in it is left out: she is not shown the marks that warn us.
    """
    subject = _CONTROL.sub(" ", _SHOWN_HIDDEN.sub("", mail.subject))
    return f"Re: {' '.join(_ANSWERS.sub('', subject, count=1).split())}".strip()[:200]


def cleaned(text: str) -> str:
    """What was typed, with our line ends and nothing that a mail cannot carry."""
    lines = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def indented(line: str) -> str:
    """The line as typed, with spaces in front that no mail program loses."""
    words = line.expandtabs(4).lstrip(" ")
    return "\xa0" * (len(line.expandtabs(4)) - len(words)) + words


def role_line(sender: User, settings: Settings, say: Phrases) -> str:
    """What stands below the name of who signs."""
    studio = settings.studio_name
    return say("foot.manager", studio=studio) if sender.role is Role.PM else studio


def _quoted(response: Response, say: Phrases, *, now: datetime) -> Quoted:
    """The beginning of what she wrote."""
    mail, contact = response.mail, response.contact
    name = _SHOWN_HIDDEN.sub("", mail.from_name).strip()
    there = zone_of(contact.timezone)
    wrote = f"{mail.received_at.astimezone(there):%H:%M}"
    on = local_day(mail.received_at, contact.timezone, now=now, say=say)
    lines = [
        row
        for line in mail.new_text.strip().splitlines()
        for row in textwrap.wrap(line, QUOTED_COLUMNS, break_on_hyphens=False) or [""]
    ]
    cut = ["[…]"] if len(lines) > QUOTED_LINES else []
    return {
        "attribution": say("response.wrote", day=on, time=wrote, name=name or contact.name),
        "lines": [*lines[:QUOTED_LINES], *cut],
    }
