"""Whose an undecided mail of nobody known is about: the clients to whose managers it is shown.

Surely where it came to a reply address that only her people were given; else she, her people
or her projects are named in it, or it was filed with her once.
"""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from orchestrator import tokens
from orchestrator.conversation.moving import remaining_id
from orchestrator.conversation.naming import clients_named
from orchestrator.models import Concern, Contact, Digest, Mail, Project, Thread
from orchestrator.models.base import insert_rows
from orchestrator.wording import REPLY


def note_concerns(session: Session, unknown: Mapping[int, Sequence[str]], *, key: bytes) -> None:
    """Note the clients whom mails of unknown senders concern.  The caller commits.

    Somebody to whom an update was passed on writes to its reply address and quotes it.

    Args:
        unknown: the recipients by mail.
    """
    if not unknown:
        return
    found = dict.fromkeys(clients_named(session, list(unknown)), False)
    for mail_id, recipients in unknown.items():
        given = {token for address in recipients if (token := tokens.token_in(address))}
        for client_id in sorted(_clients_of(session, given, key)):
            found[mail_id, client_id] = True
    keep_concerns(session, found)


def keep_concerns(session: Session, found: Mapping[tuple[int, int], bool]) -> None:
    """Keep mails with clients, and whether that is sure, as far as they are new.

    The caller commits.
    """
    if not found:
        return
    mail_ids = {mail_id for mail_id, _ in found}
    noted = select(Concern.mail_id, Concern.client_id).where(Concern.mail_id.in_(mail_ids))
    before = {(mail_id, client_id) for mail_id, client_id in session.execute(noted)}
    rows = [
        {"mail_id": mail_id, "client_id": client_id, "is_sure": is_sure}
        for (mail_id, client_id), is_sure in found.items()
        if (mail_id, client_id) not in before
    ]
    insert_rows(session, Concern, rows)


def _clients_of(session: Session, given: Collection[str], key: bytes) -> set[int]:
    """Those to one of whose people each token was given."""
    found = set()
    for token in given:
        reference = tokens.reference_of(token) or ""
        people = _PEOPLE.get(reference[:1])
        if people is not None:
            found |= {
                client_id
                for contact_id, client_id in session.execute(people(int(reference[1:])))
                if tokens.is_genuine(key, REPLY, token, contact_id)
            }
    return found


def _of_confirmation(mail_id: int) -> Select[int, int]:
    return _CONTACTS.join(Mail, Mail.contact_id == Contact.id).where(Mail.id == mail_id)


def _of_digest(digest_id: int) -> Select[int, int]:
    return _CONTACTS.join(Digest, Digest.contact_id == Contact.id).where(Digest.id == digest_id)


def _of_thread(thread_id: int) -> Select[int, int]:
    """All her client's: the token says which of them it was given to."""
    of_client = _CONTACTS.join(Project, Project.client_id == Contact.client_id)
    of_thread = of_client.join(Thread, Thread.project_id == Project.id)
    return of_thread.where(Thread.id == remaining_id(thread_id))


_CONTACTS = select(Contact.id, Contact.client_id)
_PEOPLE = {"c": _of_confirmation, "d": _of_digest, "t": _of_thread}
