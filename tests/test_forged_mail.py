"""Two hundred forged mails change nothing; the same words, signed by her domain, do."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_bytes
from email.utils import parseaddr
import json

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
import time_machine

from orchestrator import flow, tokens
from orchestrator.config import Settings
from orchestrator.models import (
    Answer,
    AnswerState,
    Approval,
    Ask,
    AskKind,
    AskState,
    Contact,
    Digest,
    Mail,
    OutboxEntry,
    OutboxKind,
    Preference,
    Project,
    Reading,
    StandingApproval,
    WishState,
)
from orchestrator.record.verify import verify
from orchestrator.rendering import template_sha256
from orchestrator.wording import REPLY
from tests.dns_server import DnsServer, dns_server
from tests.factories import MONDAY, make_ask, make_contact, make_fact, make_project
from tests.forgeries import DANA, HERS, OTHER, forgeries, publish
from tests.mails import deliver, raw_mail
from tests.sending import RecordingChannel
from tests.signing import signed
from tests.test_flow import FRIDAY_SLOT, approve, send_all

WORDS = ("1A\n2 yes\n\nPlease send it on Tuesdays at 06:00.", "1A, but only if it is free\n2 no")
UNDO = "undo"
APART = timedelta(minutes=4)


@pytest.fixture(scope="module")
def dns() -> Iterator[DnsServer]:
    with dns_server() as server:
        publish(server)
        yield server


@pytest.fixture
def settings(settings: Settings, dns: DnsServer) -> Settings:
    return replace(settings, dns_servers=(dns.address,), dns_timeout=timedelta(seconds=30))


@pytest.fixture
def hers(parts: flow.Parts) -> Digest:
    """What went out to Dana on Friday; Luis of another client got his."""
    with parts.database.write() as session:
        for address in (DANA, f"luis@{OTHER}"):
            contact = make_contact(session, address=address)
            project = make_project(session, contact)
            make_fact(session, project)
            options = {"A": "Stripe", "B": "Your bank's terminal"}
            make_ask(session, project, contact, kind=AskKind.CHOICE, options=options)
            make_ask(session, project, contact, text="Publish the price list?")
        for template in ("acknowledgement", "confirmation", "paused", "resumed"):
            session.add(
                StandingApproval(
                    template=template,
                    template_sha256=template_sha256(template),
                    approved_by="cli:operator",
                    approved_at=MONDAY,
                )
            )
    with time_machine.travel(FRIDAY_SLOT - timedelta(hours=23), tick=False):
        assert flow.draft_due() == 2
    with parts.database.read() as session:
        digests = session.scalars(select(Digest).order_by(Digest.contact_id)).all()
    for digest in digests:
        approve(parts, digest.id, now=FRIDAY_SLOT - timedelta(hours=23))
    assert send_all(parts, RecordingChannel(), now=FRIDAY_SLOT) == 2
    with time_machine.travel(FRIDAY_SLOT, tick=False):
        flow.settle()
    return digests[0]


def reply_addresses(parts: flow.Parts, digest: Digest) -> dict[str, str]:
    """None of ours, the one that was stolen, one of a key that has gone, another client's."""
    with parts.database.read() as session:
        luis = session.scalars(select(Digest).where(Digest.id != digest.id)).one()
    given = parts.settings.replies_to
    reference = f"d{digest.id}"
    return {
        "none": given,
        "stolen": tokens.with_token(
            given, tokens.mint(parts.key, REPLY, reference, digest.contact_id)
        ),
        "of an old key": tokens.with_token(
            given, tokens.mint(b"an old key", REPLY, reference, digest.contact_id)
        ),
        "of another client": tokens.with_token(
            given, tokens.mint(parts.key, REPLY, f"d{luis.id}", luis.contact_id)
        ),
    }


def claimed(words: str, *, to: str, number: int) -> bytes:
    """What the forger begins with: it says that it is Dana's, and nobody vouches for it."""
    return raw_mail(
        words,
        sender=DANA,
        to=to,
        subject="Photos",
        sent_at=FRIDAY_SLOT + timedelta(minutes=number),
        proven=False,
        Message_ID=f"<forged-{number}@{HERS}>",
    )


def forged(addresses: Mapping[str, str]) -> dict[str, bytes]:
    ways = [(token, name) for name in forgeries() for token in addresses]
    return {
        f"{name}; token {token}": forgeries()[name](
            claimed(WORDS[number % 2], to=addresses[token], number=number)
        )
        for number, (token, name) in enumerate(ways)
    }


def read_all(parts: flow.Parts, contents: Sequence[bytes], *, at: datetime) -> list[int]:
    """Take the mails in, the last one at ``at``, at the pace that none is held back for."""
    came = [at - APART * number for number in reversed(range(len(contents)))]
    ids = [
        deliver(parts.database, content, received_at=received_at)
        for content, received_at in zip(contents, came, strict=True)
    ]
    with time_machine.travel(at, tick=False):
        flow.parse_stored()
        flow.converse()
        flow.engage()
    return ids


def state(session: Session) -> str:
    """Whatever a mail could have changed that is more than words."""
    wishes = [
        {column: str(getattr(contact.wishes, column)) for column in ("cadence", "weekday", "at")}
        for contact in session.scalars(select(Contact).order_by(Contact.id))
    ]
    found = {
        "asks": [ask.state.value for ask in session.scalars(select(Ask).order_by(Ask.id))],
        "wishes": wishes,
        "approvals": session.scalar(select(func.count(Approval.id))),
        "digests": [d.state.value for d in session.scalars(select(Digest).order_by(Digest.id))],
        "projects": [str(p.closed_at) for p in session.scalars(select(Project))],
        "counted": session.scalar(
            select(func.count(Answer.id)).where(Answer.state == AnswerState.APPLIED)
        ),
        "obeyed": session.scalar(
            select(func.count(Preference.id)).where(Preference.state == WishState.APPLIED)
        ),
    }
    return json.dumps(found, indent=1)


def test_two_hundred_forged_mails_change_nothing(parts: flow.Parts, hers: Digest) -> None:
    mails = forged(reply_addresses(parts, hers))
    assert len(mails) == len(set(mails.values())) >= 200
    with parts.database.read() as session:
        before = state(session)
    at = FRIDAY_SLOT + timedelta(hours=1) + APART * len(mails)
    ids = read_all(parts, list(mails.values()), at=at)
    assert len(set(ids)) == len(mails)
    with parts.database.read() as session:
        verdicts = dict(
            session.execute(select(Mail.id, Mail.authenticity).where(Mail.id.in_(ids))).all()  # type: ignore[arg-type]
        )
        proven = [
            name for name, mail_id in zip(mails, ids, strict=True) if verdicts[mail_id] == "pass"
        ]
        # Where From is the forger's own, her own server vouches for her, and she is no client.
        assert {name.partition(";")[0] for name in proven} <= {
            "her address as the name",
            "her address as Sender",
            "letters that look like hers",
        }
        assert not session.scalar(
            select(func.count(Mail.id)).where(
                Mail.authenticity == "pass", Mail.contact_id.is_not(None)
            )
        )
        assert session.scalar(select(func.count(Mail.id)).where(Mail.has_token)), "tokens were used"
        assert session.scalar(select(func.count(Answer.id))), "the words were understood"
        unread = select(func.count(Reading.id)).where(Reading.applied_at.is_(None))
        assert session.scalar(unread) == 0, "each was weighed"
        assert state(session) == before
        evidence = session.scalars(select(Mail.authenticity_evidence).where(Mail.id.in_(ids))).all()
        assert all(evidence)
    later = at + parts.settings.acknowledge_after + timedelta(minutes=1)
    with time_machine.travel(later, tick=False):
        flow.queue_notices()
        flow.draft_due()
    channel = RecordingChannel()
    send_all(parts, channel, now=later)
    assert len(channel.sent) <= 2, "each client is told at most once"
    told = {parseaddr(message_from_bytes(sent)["To"])[1] for sent in channel.sent}
    assert told <= {DANA, f"luis@{OTHER}"}
    with parts.database.read() as session:
        kinds = set(session.scalars(select(OutboxEntry.kind)))
        assert kinds == {OutboxKind.DIGEST, OutboxKind.CONFIRMATION}, "she is asked, and no more"
        assert state(session) == before
        assert verify(session).problems == []


def test_a_forged_undo_takes_nothing_back(parts: flow.Parts, hers: Digest) -> None:
    stolen = reply_addresses(parts, hers)["stolen"]
    genuine = signed(claimed(WORDS[1], to=stolen, number=1), HERS)
    read_all(parts, [genuine], at=FRIDAY_SLOT + timedelta(hours=1))
    with parts.database.read() as session:
        before = state(session), _answers(session)
        assert "conditional" in before[0]
    read_all(parts, [claimed(UNDO, to=stolen, number=2)], at=FRIDAY_SLOT + timedelta(hours=2))
    with parts.database.read() as session:
        assert (state(session), _answers(session)) == before
    undo = signed(claimed(UNDO, to=stolen, number=3), HERS)
    read_all(parts, [undo], at=FRIDAY_SLOT + timedelta(hours=3))
    with parts.database.read() as session:
        assert set(_answers(session)) == {"undone"}


def _answers(session: Session) -> list[str]:
    return [answer.state.value for answer in session.scalars(select(Answer).order_by(Answer.id))]


def test_the_same_words_signed_by_her_domain_count(
    parts: flow.Parts, hers: Digest, dns: DnsServer
) -> None:
    stolen = reply_addresses(parts, hers)["stolen"]
    content = signed(claimed(WORDS[0], to=stolen, number=1), HERS)
    [mail_id] = read_all(parts, [content], at=FRIDAY_SLOT + timedelta(hours=4))
    with parts.database.read() as session:
        mail = session.get_one(Mail, mail_id)
        assert (mail.authenticity, mail.has_token) == ("pass", True), mail.authenticity_evidence
        assert "_dmarc.harborlane.example says 'v=DMARC1; p=reject'" in mail.authenticity_evidence
        assert {a.state for a in session.scalars(select(Answer))} == {AnswerState.APPLIED}
        asks = session.scalars(select(Ask).where(Ask.contact_id == hers.contact_id)).all()
        assert {ask.state for ask in asks} == {AskState.ANSWERED}
        assert session.get_one(Contact, hers.contact_id).wishes.weekday == "tue"
        assert verify(session).problems == []
