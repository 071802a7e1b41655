"""The steps of `demo --check`, in the order a mail meets them."""

from collections.abc import Callable
from datetime import timedelta
from email.utils import make_msgid
import hashlib
import json
import time

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.clock import utc_now
from orchestrator.demo.loop import (
    CLIENT,
    CLIENT_NAME,
    PM,
    SLUG,
    Loop,
    Unmet,
    append,
    expect,
    only,
    parsed,
    stored,
    wait,
)
from orchestrator.demo.mails import gmail_reply, mail
from orchestrator.demo.settings import ARCHIVE, OUR_SERVER, STUDIO
from orchestrator.demo.tamper import altered_copy
from orchestrator.models import (
    Answer,
    AnswerState,
    Approval,
    BlockKind,
    Database,
    Digest,
    DigestState,
    Mail,
    MailState,
    OutboxEntry,
    OutboxState,
    Preference,
    Sentiment,
    WishState,
)
from orchestrator.models.outbox import AUTOMATIC
from orchestrator.record.verify import verify

COMPLAINT = "I am frustrated that the photos were late again."
FACTS = ("Room calendar works on phones.", "Card payments in the test shop.")
PROVIDERS = {"A": "Stripe: live in 2 days", "B": "Your bank: live in 9 days"}


def _mail_arrives(loop: Loop) -> None:
    message_id = make_msgid(domain="harborlane.example")
    content = mail(
        f"Hello Maya,\n\n{COMPLAINT}\n\nDana\n",
        name=CLIENT_NAME,
        sender=CLIENT,
        to=STUDIO,
        subject="Photos",
        message_id=message_id,
        sent_at=utc_now(),
        server=OUR_SERVER,
    )
    append(loop, content)
    found = stored(loop, message_id, lambda mail: True, "the mail stored")
    loop.mail_id = found.id
    if found.sha256 != hashlib.sha256(content).hexdigest():
        raise Unmet("the bytes as they were put into the mailbox", f"SHA-256 {found.sha256[:16]}…")


def _mail_is_filed(loop: Loop) -> None:
    def is_filed(session: Session) -> str | None:
        found = session.get_one(Mail, loop.mail_id)
        return found.filed_by if found.project and found.project.slug == SLUG else None

    reason = wait(loop, is_filed, f"the mail filed under {SLUG}")
    if not reason:
        raise Unmet("the reason of the filing", repr(reason))


def _mail_is_scored(loop: Loop) -> None:
    def score(session: Session) -> Sentiment | None:
        # Applied, not only read: a draft made in between would wait for someone to read the mail.
        return session.scalar(
            select(Sentiment)
            .join(Mail, Mail.id == Sentiment.mail_id)
            .where(Mail.id == loop.mail_id, Mail.state == MailState.APPLIED)
        )

    felt = wait(loop, score, "a mood of the mail")
    words = [each["text"] for each in felt.evidence]
    if felt.label != "negative" or COMPLAINT not in words:
        raise Unmet(f"negative, for {COMPLAINT!r}", f"{felt.label}, for {words}")


def _update_is_drafted(loop: Loop) -> None:
    browser, page = loop.browser, f"/p/{SLUG}"
    typed = {"email": PM, "password": loop.password}
    expect(browser.submit("/signin", "/signin", typed), "/", "Booking site")
    for text, kind in zip(FACTS, ("done", "next"), strict=True):
        fact = {"text": text, "kind": kind, "bad": "no"}
        expect(browser.submit(page, f"{page}/facts", fact), page, text)
    for ask in _asks():
        expect(browser.submit(page, f"{page}/asks", ask), page, ask["text"])

    def drafted(session: Session) -> int | None:
        digest = session.scalar(select(Digest).order_by(Digest.send_at).limit(1))
        if digest is None or digest.state is not DigestState.DRAFTED:
            return None
        told = [block.kind for block in digest.blocks]
        wanted = {BlockKind.ASK: 2, BlockKind.DONE: 1, BlockKind.NEXT: 1}
        return digest.id if all(told.count(k) == n for k, n in wanted.items()) else None

    loop.digest_id = wait(loop, drafted, "a draft with 2 asks and 2 facts")
    shown = browser.get(f"/digests/{loop.digest_id}")
    expect(shown, shown.path, FACTS[0])


def _asks() -> list[dict[str, str]]:
    due_on = (utc_now() + timedelta(days=5)).date().isoformat()
    common = {"due_on": due_on, "on_silence": "we leave it as it is."}
    options = {f"option_{letter}": text for letter, text in PROVIDERS.items()}
    return [
        {"text": "Which payment provider?", "kind": "choice", "recommended": "A"}
        | options
        | common,
        {"text": "Add gift vouchers?", "kind": "yesno"} | common,
    ]


def _update_is_approved(loop: Loop) -> None:
    page = f"/digests/{loop.digest_id}"
    # The complaint of the first step has no answer, so it holds the update back.
    path, why = f"{page}/look", {"reason": "I called her this morning."}
    expect(loop.browser.submit(path, path, why), page, "It can be approved.")
    path = f"{page}/send-now"
    expect(loop.browser.submit(path, path, {}), page, "Undo")
    with loop.database.read() as session:
        if not session.scalar(select(Approval.id).where(Approval.digest_id == loop.digest_id)):
            raise Unmet("an approval", "none")


def _update_is_sent(loop: Loop) -> None:
    def accepted(session: Session) -> tuple[str, str, int] | None:
        row = session.execute(
            select(OutboxEntry.message_id, Approval.sha256, OutboxEntry.attempts)
            .join(Approval, Approval.id == OutboxEntry.approval_id)
            .where(OutboxEntry.state == OutboxState.ACCEPTED)
        ).one_or_none()
        return row.tuple() if row else None

    message_id, approved, attempts = wait(loop, accepted, "the message accepted by SMTP")
    path = only(loop, "Message-ID", message_id)
    content, envelope = path.read_bytes(), json.loads(path.with_suffix(".json").read_text())
    sha256 = hashlib.sha256(content).hexdigest()
    if (sha256, attempts) != (approved, 1):
        raise Unmet(f"one try, with the approved bytes {approved}", f"{attempts}, {sha256}")
    if envelope["recipients"] != [CLIENT, ARCHIVE]:
        raise Unmet(f"it addressed to {CLIENT} and {ARCHIVE}", envelope["recipients"])
    loop.sent = parsed(content)


def _reply_is_understood(loop: Loop) -> None:
    loop.reply_message_id = make_msgid(domain="mail.gmail.com")
    reply = gmail_reply(
        "1B, 2 yes\n\nweekly please",
        loop.sent,
        name=CLIENT_NAME,
        sender=CLIENT,
        message_id=loop.reply_message_id,
        sent_at=utc_now(),
        server=OUR_SERVER,
    )
    append(loop, reply)
    done = stored(
        loop,
        loop.reply_message_id,
        lambda mail: mail.state is MailState.APPLIED,
        "the reply read and applied",
    )
    with loop.database.read() as session:
        answers = session.execute(
            select(Answer.number, Answer.value, Answer.state).where(Answer.mail_id == done.id)
        ).all()
        wishes = session.execute(
            select(Preference.wish, Preference.value, Preference.state).where(
                Preference.source == f"mail:{done.id}"
            )
        ).all()
    found = [*(tuple(row) for row in answers), *(tuple(row) for row in wishes)]
    applied = AnswerState.APPLIED
    wanted = [(1, "B", applied), (2, "yes", applied), ("cadence", "weekly", WishState.APPLIED)]
    if found != wanted:
        raise Unmet(f"{wanted}", found)


def _reply_is_acknowledged(loop: Loop) -> None:
    def accepted(session: Session) -> int | None:
        return session.scalar(
            select(OutboxEntry.id).where(
                OutboxEntry.kind.in_(AUTOMATIC), OutboxEntry.state == OutboxState.ACCEPTED
            )
        )

    wait(loop, accepted, "an acknowledgement accepted by SMTP")
    settings = loop.folder.settings
    # Twice the time in which another one would have left.
    time.sleep(2 * (settings.acknowledge_after + settings.sweep_every).total_seconds())
    answer = parsed(only(loop, "In-Reply-To", loop.reply_message_id).read_bytes())
    if answer["Auto-Submitted"] != "auto-replied":
        raise Unmet("Auto-Submitted: auto-replied", answer["Auto-Submitted"])
    only(loop, "Message-ID", str(loop.sent["Message-ID"]))


def _record_verifies(loop: Loop) -> None:
    with loop.database.read() as session:
        verdict = verify(session)
    if verdict.problems or not verdict.entries:
        raise Unmet("entries without a problem", f"{verdict.entries}, {verdict.problems[:2]}")


def _tampering_is_found(loop: Loop) -> None:
    for is_altered in (False, True):
        copy = altered_copy(loop.folder.database, alter=is_altered)
        database = Database(f"sqlite:///{copy}")
        try:
            with database.read() as session:
                problems = verify(session).problems
        finally:
            database.dispose()
            copy.unlink()
        if bool(problems) is not is_altered:
            raise Unmet(f"a problem only in the altered copy ({is_altered})", problems[:2])


STEPS: tuple[tuple[str, Callable[[Loop], None]], ...] = (
    ("a client's mail arrives over IMAP", _mail_arrives),
    ("it is filed under its project, with the reason", _mail_is_filed),
    ("it is scored, with the sentence that decided", _mail_is_scored),
    ("an update is drafted from facts entered over HTTP", _update_is_drafted),
    ("it is approved over HTTP", _update_is_approved),
    ("it is sent once, as approved byte for byte", _update_is_sent),
    ("a reply from Gmail is understood", _reply_is_understood),
    ("it is acknowledged by exactly one mail", _reply_is_acknowledged),
    ("the record verifies", _record_verifies),
    ("one altered byte is found", _tampering_is_found),
)
