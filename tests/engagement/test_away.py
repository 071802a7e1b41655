"""An out-of-office pauses updates until its day, and changes nothing else."""

from datetime import UTC, date, datetime, time, timedelta
import hashlib
from itertools import permutations

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
import time_machine

from orchestrator import flow
from orchestrator.digest.cadence import Rhythm, next_slot
from orchestrator.digest.draft import draft_due
from orchestrator.digest.facts import facts_in
from orchestrator.digest.refresh import refresh_drafts
from orchestrator.dispatch.stop import why_not_now
from orchestrator.engagement.away import note_absences
from orchestrator.models import (
    Answer,
    Approval,
    AuditEntry,
    Contact,
    Digest,
    DigestState,
    OutboxEntry,
    Preference,
    Pulse,
    Statement,
    Task,
    TaskKind,
)
from tests.factories import (
    MONDAY,
    approve_bytes,
    make_contact,
    make_digest,
    make_fact,
    make_mail,
    make_project,
)
from tests.mails import deliver, raw_mail
from tests.test_flow import read_all

DANA = "dana@harborlane.example"
BACK = date(2026, 12, 9)
OUT_OF_OFFICE = {
    "en": ("Automatic reply: Update 3", "I am out of the office and back on Wednesday 9 December."),
    "de": ("Automatische Antwort: Update 3", "Ich bin bis einschließlich 8. Dezember nicht im "
           "Büro und ab dem 9. Dezember wieder erreichbar."),
    "fr": ("Réponse automatique : Update 3", "Je suis absente du bureau. De retour le 9 décembre."),
    "es": ("Respuesta automática: Update 3", "Estoy fuera de la oficina y vuelvo el 9 de "
           "diciembre."),
    "it": ("Risposta automatica: Update 3", "Sono fuori ufficio e torno il 9 dicembre."),
    "nl": ("Automatisch antwoord: Update 3", "Ik ben afwezig en ben op 9 december weer terug."),
    "pt": ("Resposta automática: Update 3", "Estou ausente do escritório e regresso a 9 de "
           "dezembro."),
}  # fmt: skip


def test_u20_an_out_of_office_pauses_updates_to_its_day_in_seven_languages(
    parts: flow.Parts,
) -> None:
    with parts.database.write() as session:
        client = make_contact(session, address=DANA).client
        addresses = {}
        for language in OUT_OF_OFFICE:
            contact = make_contact(
                session, client, address=f"{language}@harborlane.example", name=f"Ana {language}"
            )
            make_project(session, contact)
            addresses[language] = contact.address
    for language, (subject, words) in OUT_OF_OFFICE.items():
        content = raw_mail(
            f"{words}\n\nAna", sender=addresses[language], subject=subject, sent_at=MONDAY,
            Auto_Submitted="auto-replied", X_Auto_Response_Suppress="All",
        )  # fmt: skip
        deliver(parts.database, content, received_at=MONDAY)
    with time_machine.travel(MONDAY + timedelta(minutes=1), tick=False):
        read_all()
        read_all()
        flow.queue_notices()
    with parts.database.read() as session:
        away = {each.address: each.away_until for each in session.scalars(select(Contact))}
        assert away.pop(DANA) is None
        assert set(away.values()) == {BACK}, away
        for table in (Answer, Preference, Pulse, Statement, OutboxEntry, Task):
            assert session.scalar(select(func.count()).select_from(table)) == 0, table
        lines = session.scalars(select(AuditEntry.line)).all()
        assert sum(b'"away"' in line for line in lines) == 7


def hear(session: Session, contact: Contact, at: datetime, until: date | None = None) -> int:
    """Their mailbox answers, or, without a day, they write themselves."""
    kind = "auto_reply" if until else "human"
    mail = make_mail(session, contact, received_at=at, kind=kind, back_on=until)
    note_absences(session, [mail.id], now=at)
    return mail.id


def test_u20_a_second_out_of_office_moves_the_day_and_a_mail_of_theirs_ends_it(
    session: Session, dana: Contact
) -> None:
    hear(session, dana, MONDAY, BACK)
    assert dana.away_until == BACK
    later = MONDAY + timedelta(days=2)
    mail_id = hear(session, dana, later, date(2026, 12, 14))
    assert (dana.away_until, dana.away_since) == (date(2026, 12, 14), MONDAY)
    assert dana.away_source == f"mail:{mail_id}"
    hear(session, dana, later + timedelta(days=1), date(2026, 12, 7))
    assert dana.away_until == date(2026, 12, 7), "the newest word counts, also for less"
    hear(session, dana, later + timedelta(days=2))
    assert (dana.away_until, dana.away_since, dana.away_source) == (None, None, "")
    said = [b'"away"', b'"away"', b'"away"', b'"back"']
    lines = session.scalars(select(AuditEntry.line).order_by(AuditEntry.seq)).all()
    assert [word in line for word, line in zip(said, lines, strict=True)] == [True] * 4


def test_the_order_in_which_mails_are_read_does_not_matter(session: Session) -> None:
    heard = ((0, BACK), (2, date(2026, 12, 14)), (3, None), (4, date(2026, 12, 21)))
    for order in permutations(heard):
        contact = make_contact(session)
        ids = []
        for days, until in order:
            at = MONDAY + timedelta(days=days)
            kind = "auto_reply" if until else "human"
            ids.append(make_mail(session, contact, received_at=at, kind=kind, back_on=until).id)
            note_absences(session, ids[-1:], now=MONDAY + timedelta(days=5))
        assert contact.away_until == date(2026, 12, 21)
        assert contact.away_since == MONDAY + timedelta(days=4)


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "auto_reply", "back_on": None},
        {"kind": "auto_reply", "back_on": date(2026, 11, 20)},
        {"kind": "auto_reply", "back_on": date(2062, 1, 1)},
        {"kind": "auto_reply", "back_on": BACK, "is_kind_certain": False},
        {"kind": "bulk", "back_on": BACK},
        {"kind": "human", "back_on": BACK},
    ],
)
def test_what_is_no_absence_pauses_nothing(
    session: Session, dana: Contact, values: dict[str, object]
) -> None:
    mail = make_mail(session, dana, **values)
    note_absences(session, [mail.id], now=MONDAY)
    assert dana.away_until is None


def test_a_forged_mail_brings_nobody_back(session: Session, dana: Contact) -> None:
    hear(session, dana, MONDAY, BACK)
    forged = make_mail(session, dana, received_at=MONDAY + timedelta(days=1), authenticity="fail")
    note_absences(session, [forged.id], now=MONDAY + timedelta(days=1))
    assert dana.away_until == BACK


RHYTHM = Rhythm(
    "weekly", "fri", time(16), time(8),
    "America/New_York",
)  # fmt: skip


@pytest.mark.parametrize(
    ("since", "until", "slots"),
    [
        # Away over a Friday: one more on the day back, then the usual ones.
        ((23, 9), date(2026, 11, 30), ["2026-11-30 21:00", "2026-12-04 21:00"]),
        # Back before it: nothing was missed, and nothing is made up for.
        ((23, 9), date(2026, 11, 26), ["2026-11-27 21:00", "2026-12-04 21:00"]),
        # The answer to Friday's update itself: that one was sent.
        ((27, 22), date(2026, 12, 1), ["2026-12-04 21:00", "2026-12-11 21:00"]),
        # Back on a Sunday: the Monday after; back on a Friday: the usual slot, once.
        ((23, 9), date(2026, 11, 29), ["2026-11-30 21:00", "2026-12-04 21:00"]),
        ((23, 9), date(2026, 12, 4), ["2026-12-04 21:00", "2026-12-11 21:00"]),
    ],
)
def test_u20_one_catch_up_at_the_usual_hour_in_their_zone(
    since: tuple[int, int], until: date, slots: list[str]
) -> None:
    heard = datetime(2026, 11, since[0], since[1], tzinfo=UTC)
    rhythm = Rhythm(
        RHYTHM.cadence, RHYTHM.weekday, RHYTHM.at, RHYTHM.not_before, RHYTHM.zone,
        away_since=heard, away_until=until,
    )  # fmt: skip
    after, found = heard, []
    for _ in slots:
        after = next_slot(rhythm, after=after).at
        found.append(f"{after:%Y-%m-%d %H:%M}")
    assert found == slots


def test_u20_what_was_held_meanwhile_comes_in_one_catch_up(
    session: Session, dana: Contact, parts: flow.Parts
) -> None:
    config, key = parts.settings, parts.key
    project = make_project(session, dana)
    facts = [make_fact(session, project, text="Known before.").id]
    thursday = MONDAY + timedelta(days=3, hours=8)
    [draft] = draft_due(session, settings=config, key=key, now=thursday)
    hear(session, dana, thursday + timedelta(hours=1), BACK)
    refresh_drafts(session, settings=config, key=key, now=thursday + timedelta(hours=2))
    assert (draft.state, draft.reason) == (
        DigestState.SKIPPED,
        "Dana is away until Wed 9 Dec",
    )
    known_at = thursday + timedelta(days=5)
    facts.append(make_fact(session, project, text="Known meanwhile.", known_at=known_at).id)
    for days in range(4, 17):
        now = MONDAY + timedelta(days=days, hours=1)
        refresh_drafts(session, settings=config, key=key, now=now)
        draft_due(session, settings=config, key=key, now=now)
    drafted = session.scalars(select(Digest).where(Digest.state == DigestState.DRAFTED)).all()
    assert [digest.send_at for digest in drafted] == [datetime(2026, 12, 9, 16, tzinfo=UTC)]
    assert facts_in(drafted[0]) == facts


def test_who_is_back_early_gets_the_usual_update_after_all(
    session: Session, dana: Contact, parts: flow.Parts
) -> None:
    config, key = parts.settings, parts.key
    make_fact(session, make_project(session, dana))
    now = MONDAY + timedelta(days=3, hours=8)
    [draft] = draft_due(session, settings=config, key=key, now=now)
    hear(session, dana, now, BACK)
    refresh_drafts(session, settings=config, key=key, now=now)
    assert draft.state is DigestState.SKIPPED
    hear(session, dana, now + timedelta(hours=3))
    refresh_drafts(session, settings=config, key=key, now=now + timedelta(hours=4))
    assert (draft.state, draft.reason) == (DigestState.DRAFTED, "")


def test_u20_a_named_stand_in_is_offered_to_a_person_and_never_written_to(
    session: Session, dana: Contact
) -> None:
    project = make_project(session, dana)
    words = "I am away until 9 December. Luis Ortega stands in for me: luis@quay.example."
    mail = make_mail(
        session, dana, kind="auto_reply", back_on=BACK, text=words, project_id=project.id
    )
    for _ in range(2):
        note_absences(session, [mail.id], now=MONDAY)
    task = session.scalars(select(Task)).one()
    assert (task.kind, task.addr_spec) == (TaskKind.STAND_IN, "luis@quay.example")
    assert task.words == "Luis Ortega stands in for me: luis@quay.example."
    assert session.scalars(select(OutboxEntry)).all() == []
    assert session.scalar(select(func.count()).select_from(Contact)) == 1


def test_u20_an_approved_update_is_not_sent_to_who_is_away(
    session: Session, dana: Contact, parts: flow.Parts
) -> None:
    digest = make_digest(session, make_project(session, dana), dana)
    entry = approve_bytes(session, digest)
    entry.sha256 = hashlib.sha256(entry.content).hexdigest()
    session.get_one(Approval, entry.approval_id).sha256 = entry.sha256
    session.flush()
    assert why_not_now(session, entry, settings=parts.settings, now=digest.send_at) is None
    hear(session, dana, MONDAY, BACK)
    stop = why_not_now(session, entry, settings=parts.settings, now=digest.send_at)
    assert stop is not None
    assert (stop.reason, stop.digest_state) == (
        "Dana is away until Wed 9 Dec",
        DigestState.SKIPPED,
    )
