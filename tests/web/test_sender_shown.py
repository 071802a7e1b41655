"""How sure we are of a sender stands beside each mail, with how we know."""

import re

import pytest

from orchestrator.models import Contact, Database, Project
from tests.factories import make_mail
from tests.web.conftest import Visitor
from tests.web.studio import Studio


def shown(database: Database, studio: Studio, pm: Visitor, **values: object) -> str:
    """What the page of a conversation says about its one mail, above its words."""
    with database.write() as session:
        project = session.get_one(Project, studio.project)
        contact = session.get_one(Contact, 1) if values.pop("is_known", True) else None
        mail = make_mail(session, contact, project_id=project.id, **values)
    page = pm.get(f"/inbox/{mail.thread_id}").text
    return page[page.index(f'id="mail-{mail.id}"') :].partition("</article>")[0]


@pytest.mark.parametrize(
    ("verdict", "chip"),
    [
        ("pass", ("good", "Sender verified")),
        ("fail", ("bad", "Unverified sender")),
        ("none", ("none", "Unverified sender")),
    ],
)
def test_a_mail_shows_its_verdict_and_how_it_was_reached(
    database: Database, studio: Studio, pm: Visitor, verdict: str, chip: tuple[str, str]
) -> None:
    evidence = "Signed by <b>harborlane.example</b>."
    card = shown(database, studio, pm, authenticity=verdict, authenticity_evidence=evidence)
    tones = re.findall(r'class="chip (\w+)".*?</svg>([^<]*)', card, flags=re.DOTALL)
    assert [tone for tone in tones if "ender" in tone[1]] == [chip]
    assert "Signed by &lt;b&gt;harborlane.example&lt;/b&gt;." in card


def test_a_stranger_whose_own_domain_signed_is_not_verified(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    card = shown(database, studio, pm, is_known=False, authenticity="pass")
    assert "Unverified sender" in card
    assert "Sender verified" not in card


def test_a_name_that_is_an_address_does_not_stand_for_it(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    card = shown(
        database,
        studio,
        pm,
        is_known=False,
        from_name="dana@harborlane.example",
        from_address="eve@evil.example",
    )
    assert "eve@evil.example</h2>" in card
    assert "dana@harborlane.example" not in card
