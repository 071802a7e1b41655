"""How a mail that is not stored would be filed and read.  Nothing is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from orchestrator.conversation.addressed import Filing
from orchestrator.conversation.answered import answering_notices, asks_of
from orchestrator.conversation.known import people_at
from orchestrator.conversation.reply import Ask as AskToRead
from orchestrator.conversation.routing import Desk, Parsed
from orchestrator.conversation.said import Said, Words, read_words, said_in_subject
from orchestrator.doubts import TEXT_DIFFERS
from orchestrator.models import Ask, Contact, Mail


@dataclass(frozen=True, slots=True)
class Preview:
    """Where a mail would go and what it would be read as.  ``asks``: of its update, by number."""

    contact: Contact | None
    filing: Filing | None
    asks: Mapping[int, Ask]
    said: Said


def preview(session: Session, mail: Mail, *, key: bytes) -> Preview:
    """File and read ``mail``, which belongs to no session, as if it had just been collected.

    It is told where it would be filed (``project_id``, ``digest_id``, ``has_token``).
    """
    person = people_at(session, [mail.from_address]).get(mail.from_address)
    parsed = Parsed(mail, person)
    _, filing = Desk.open(session, [parsed], key).file(parsed)
    if filing is not None:
        mail.project_id, mail.digest_id = filing.project_id, filing.digest_id
        mail.has_token = filing.by_token
    contact = session.get_one(Contact, person.id) if person else None
    asks = dict(asks_of(session, [mail]).get(mail.digest_id or 0, ()))
    is_answer = bool(answering_notices(session, [mail]))
    return Preview(contact, filing, asks, read_alone(mail, contact, asks, answers_notice=is_answer))


def read_alone(
    mail: Mail,
    contact: Contact | None = None,
    asks: Mapping[int, Ask] | None = None,
    *,
    answers_notice: bool = False,
) -> Said:
    """Read ``mail`` as a reply, with what is known of its writer and of what it answers."""
    timezone = contact.timezone if contact else "UTC"
    alone = said_in_subject(mail.kind, mail.subject, mail.new_text)
    return read_words(
        Words(
            mail_id=0,
            role="reply",
            direction="in",
            text=alone or mail.text,
            new_text=alone or mail.new_text,
            language=mail.language,
            recipients=mail.recipients,
            today=mail.received_at.astimezone(ZoneInfo(timezone)).date(),
            timezone=timezone,
            name=contact.name if contact else "",
            asks=[AskToRead(n, a.read_as, a.text, a.options) for n, a in (asks or {}).items()],
            is_new=False,
            answers_notice=answers_notice,
            parts_differ=TEXT_DIFFERS in mail.defects,
        )
    )
