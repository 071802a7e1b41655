"""Each person of a project hears the same facts at a rhythm of their own."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.config import Settings
from orchestrator.digest.draft import draft_due
from orchestrator.digest.facts import facts_in
from orchestrator.engagement.set_wishes import set_by_us
from orchestrator.models import Digest, DigestState, FactTold
from orchestrator.record.append import Actor
from tests.factories import MONDAY, make_contact, make_fact, make_project

MAYA = Actor("user:1", "web")


def test_s6_two_rhythms_from_the_same_facts(
    session: Session, settings: Settings, key: bytes
) -> None:
    dana = make_contact(session)
    priya = make_contact(session, dana.client, name="Priya Shah")
    project = make_project(session, dana, priya)
    for contact, cadence, weekday in ((dana, "weekly", "fri"), (priya, "monthly", "tue")):
        wishes = {"cadence": cadence, "weekday": weekday}
        set_by_us(session, contact, wishes, source="user:1", actor=MAYA, now=MONDAY)
    for week in range(5):
        known_at = MONDAY + timedelta(weeks=week, hours=1)
        make_fact(session, project, text=f"Step {week} is done.", known_at=known_at)
    told: dict[str, list[list[int]]] = {"Dana": [], "Priya": []}
    for day in range(35):
        now = MONDAY + timedelta(days=day, hours=2)
        draft_due(session, settings=settings, key=key, now=now)
        for digest in session.scalars(
            select(Digest).where(Digest.state == DigestState.DRAFTED, Digest.send_at <= now)
        ).all():
            digest.state, digest.sent_at = DigestState.SENT, digest.send_at
            told[digest.contact.first_name].append(facts_in(digest))
            session.add_all(
                FactTold(
                    fact_id=fact_id, contact_id=digest.contact_id, digest_id=digest.id, told_at=now
                )
                for fact_id in facts_in(digest)
            )  # fmt: skip
        session.flush()
    assert [len(facts) for facts in told["Dana"]] == [1, 1, 1, 1, 1]
    assert len(told["Priya"]) == 1, "the first Tuesday of December"
    assert told["Priya"][0] == [fact for facts in told["Dana"] for fact in facts][:2]
