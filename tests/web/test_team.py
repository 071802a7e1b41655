"""What the team proposes is told to nobody before a manager takes it, in the manager's words."""

import re

from sqlalchemy import select

from orchestrator.engagement.proposals import propose
from orchestrator.models import (
    AuditEntry,
    Database,
    Fact,
    FactKind,
    FactTold,
    Impact,
    Project,
    Proposal,
    ProposalState,
    Role,
    TeamMail,
)
from orchestrator.record.append import Action, Actor
from tests.factories import MONDAY
from tests.web.conftest import SignIn, Visitor
from tests.web.studio import Studio, at_most_statements
from tests.web.test_digests import words_of

SAID = "The map works on phones."


def suggest(database: Database, project_id: int, text: str = SAID, **values: object) -> int:
    with database.write() as session:
        given = {
            "kind": FactKind.DONE,
            "impact": Impact.NEUTRAL,
            "source": "mail:1",
            "key": f"test {text}",
            "author": "Ravi Menon",
            "known_at": MONDAY,
        } | values
        made = propose(
            session,
            project_id,
            text=text,
            actor=Actor("user:1", "mail"),
            now=MONDAY,
            **given,  # type: ignore[arg-type]
        )
        assert made is not None
        return made


def facts(database: Database) -> list[tuple[str, str, str, str]]:
    with database.read() as session:
        rows = session.scalars(select(Fact).where(Fact.counts).order_by(Fact.id))
        return [(row.text, row.kind.value, row.impact.value, row.source) for row in rows]


def state(database: Database, proposal_id: int) -> ProposalState:
    with database.read() as session:
        return session.get_one(Proposal, proposal_id).state


def test_team_in_a_proposal_stands_on_today_and_on_its_page_and_is_no_fact(
    database: Database, studio: Studio, pm: Visitor, signed_in: SignIn
) -> None:
    before = facts(database)
    suggest(database, studio.project)
    suggest(database, studio.project, "The provider is late.", impact=Impact.BAD)
    today = words_of(pm.get("/").text)
    assert "Read what the team proposes" in today
    assert "Patient app: 2 to take or drop, the first by Ravi Menon" in today
    with at_most_statements(database, 12):
        page = pm.get(f"/p/{studio.slug}/team").text
    assert words_of(page).index("The provider is late.") < words_of(page).index(SAID)
    assert "2 wait for a decision" in words_of(page)
    assert re.search(r'data-key="a"', page)
    assert facts(database) == before
    outsider = signed_in(studio.outsider)
    assert "what the team proposes" not in outsider.get("/").text
    assert outsider.get(f"/p/{studio.slug}/team").status_code == 404


def test_team_in_take_makes_a_fact_with_its_source_and_is_taken_back(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    before, proposal = facts(database), suggest(database, studio.project)
    of = f"/p/{studio.slug}/team/proposals/{proposal}"
    typed = {"text": SAID, "kind": "done", "impact": "neutral"}
    assert pm.post(f"{of}/fact", **typed).status_code == 303
    assert facts(database) == [*before, (SAID, "done", "neutral", "mail:1")]
    assert pm.post(f"{of}/fact", **typed).status_code == 409
    assert pm.post(f"{of}/drop").status_code == 409
    page = words_of(pm.get(f"/p/{studio.slug}/team").text)
    assert "Taken" in page
    assert "Taken as a fact" in page
    assert pm.post(f"{of}/undo").status_code == 303
    assert facts(database) == before
    assert state(database, proposal) is ProposalState.WAITING
    assert pm.post(f"{of}/drop").status_code == 303
    assert state(database, proposal) is ProposalState.DROPPED
    assert pm.post(f"{of}/undo").status_code == 303
    assert pm.post(f"{of}/undo").status_code == 409
    with database.read() as session:
        said = select(AuditEntry.action).where(AuditEntry.obj == f"proposal:{proposal}")
        assert session.scalars(said.order_by(AuditEntry.seq)).all() == [
            Action.PROPOSE, *[Action.DECIDE] * 4,
        ]  # fmt: skip


def test_team_in_what_is_taken_can_be_edited_and_errors_keep_what_was_typed(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    before, proposal = facts(database), suggest(database, studio.project)
    of = f"/p/{studio.slug}/team/proposals/{proposal}/fact"
    refused = pm.post(of, text="x" * 501, kind="odd", impact="bad")
    assert refused.status_code == 400
    assert "This has 501 characters" in refused.text
    assert "x" * 501 in refused.text
    assert facts(database) == before
    assert state(database, proposal) is ProposalState.WAITING
    assert pm.post(of, text="The map is late.", kind="news", impact="bad").status_code == 303
    assert facts(database)[-1] == ("The map is late.", "news", "bad", "mail:1")


def test_team_in_what_was_told_is_not_taken_back_by_a_click(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    proposal = suggest(database, studio.project)
    of = f"/p/{studio.slug}/team/proposals/{proposal}"
    pm.post(f"{of}/fact", text=SAID, kind="done", impact="neutral")
    with database.write() as session:
        fact_id = session.get_one(Proposal, proposal).fact_id
        session.add(
            FactTold(
                fact_id=fact_id,
                contact_id=studio.contact,
                digest_id=studio.digest,
                told_at=MONDAY,
            )
        )
    assert pm.post(f"{of}/undo").status_code == 409
    assert state(database, proposal) is ProposalState.TAKEN


def test_team_in_a_proposal_of_another_project_does_not_exist(
    database: Database, studio: Studio, pm: Visitor, signed_in: SignIn
) -> None:
    with database.read() as session:
        other = session.scalars(select(Project.id).where(Project.slug == studio.other_slug)).one()
    proposal = suggest(database, other)
    typed = {"text": SAID, "kind": "done", "impact": "neutral"}
    for slug in (studio.slug, studio.other_slug):
        assert pm.post(f"/p/{slug}/team/proposals/{proposal}/fact", **typed).status_code == 404
    writer = signed_in(studio.users[Role.WRITER])
    assert writer.post(f"/p/{studio.slug}/team/proposals/{proposal}/fact").status_code == 403
    assert state(database, proposal) is ProposalState.WAITING


def test_team_in_the_address_is_for_who_may_write_and_an_administrator_renews_it(
    database: Database, studio: Studio, signed_in: SignIn
) -> None:
    page = f"/p/{studio.slug}/team"
    shown = {
        role: re.findall(r"[\w.+-]+\+team-[\w.@-]+", signed_in(email).get(page).text)
        for role, email in studio.users.items()
    }
    assert shown[Role.COMPLIANCE] == []
    old = shown[Role.WRITER][0]
    assert old.startswith("hello+team-patient-app.p") or "+team-patient-app.p" in old
    assert signed_in(studio.users[Role.PM]).post(f"{page}/address").status_code == 403
    admin = signed_in(studio.users[Role.ADMIN])
    assert admin.post(f"{page}/address").status_code == 303
    assert old not in admin.get(page).text


def test_team_in_a_stranger_with_the_address_is_told_to_the_manager_until_seen(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with database.write() as session:
        session.add(TeamMail(mail_id=studio.mail, project_id=studio.project))
    assert "Somebody else has a team address" in pm.get("/").text
    page = f"/p/{studio.slug}/team"
    assert f"/inbox/{studio.thread}#mail-{studio.mail}" in pm.get(page).text
    assert pm.post(f"{page}/mails/seen").status_code == 303
    assert "Somebody else has" not in pm.get("/").text + pm.get(page).text


def test_team_in_the_page_says_what_is_empty(studio: Studio, pm: Visitor) -> None:
    page = words_of(pm.get(f"/p/{studio.slug}/team").text)
    for words in ("Nothing waits.", "No program has a token.", "No tracker tells us"):
        assert words in page
