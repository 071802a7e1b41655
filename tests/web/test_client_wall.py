"""Red line 4: whatever comes in, and whoever moves it, no page of one client shows the other.

Everything of a client has her marker word: names, subjects, texts, facts, asks.  After a
history of honest, forged, misfiled and moved mail, of joins and splits, answers of ours,
notes, registers and codes that come back, every page is opened by each PM.
"""

from dataclasses import replace
from datetime import timedelta
from random import Random

from flask import Flask
import pytest
from sqlalchemy import select

from orchestrator.config import Settings
from orchestrator.models import (
    ChangeRequest,
    Confirmation,
    ConfirmationState,
    Database,
    Decision,
    DecisionKind,
    Dispute,
    Evidence,
    Expectation,
    ExpectationReading,
    ExpectationState,
    Note,
    Response,
    ResponseState,
    Review,
    ThemeQuote,
)
from tests.web.conftest import SignIn
from tests.web.deeds import DEEDS
from tests.web.life import Life, Step, leaving, pages


@pytest.fixture
def life(database: Database, settings: Settings, key: bytes) -> Life:
    return Life(database, settings, key)


def history(seed: int, length: int) -> list[Step]:
    chance = Random(seed)
    return [
        Step(
            side=chance.randrange(2),
            sender=chance.choice(("contact", "colleague", "second address", "stranger")),
            forged=chance.choice(("", "", "reference", "token", "code", "copy")),
            words=chance.choice(
                (
                    "1 yes",
                    "Please send it on Tuesdays.",
                    "This is unacceptable.",
                    "2",
                    "Could you add a map?",
                    "We expect the map by Friday.",
                )
            ),
            misfiled=chance.random() < 0.5,
            deed=chance.choice(("", *DEEDS, "code", "stolen")),
        )
        for _ in range(length)
    ]


NOTED = (ExpectationReading, Evidence, Dispute, Review)

KNOWN = [
    Step(0, "contact", "", "2", misfiled=False, deed="note"),
    Step(0, "stranger", "", "2", misfiled=True, deed="note"),
    Step(1, "stranger", "reference", "This is unacceptable.", misfiled=True, deed="answer"),
    Step(1, "second address", "token", "Please send it on Tuesdays.", misfiled=True, deed="join"),
    Step(0, "colleague", "copy", "Could you add a map?", misfiled=False, deed="register"),
    Step(1, "contact", "code", "1 yes", misfiled=False, deed="stolen"),
    Step(0, "stranger", "", "This is unacceptable.", misfiled=True, deed="theme"),
    Step(0, "contact", "", "This is unacceptable.", misfiled=False, deed="theme"),
    Step(1, "stranger", "", "We expect the map by Friday.", misfiled=True, deed="expectation"),
    Step(0, "stranger", "", "This is unacceptable.", misfiled=True, deed="case"),
    Step(1, "stranger", "", "This is unacceptable.", misfiled=True, deed="case"),
    Step(1, "contact", "", "2", misfiled=False, deed="review"),
]


@pytest.mark.parametrize("steps", [KNOWN, history(1, 8)], ids=["known", "1"])
def test_red_line_4_no_page_update_or_notice_of_one_client_has_words_of_another(
    life: Life, app: Flask, signed_in: SignIn, steps: list[Step]
) -> None:
    sides = life.begin()
    mails = []
    for step in steps:
        mine, other = sides[step.side], sides[1 - step.side]
        mail_id = life.receive(step, mine, other)
        mails.append((mail_id, mine))
        life.work()
        life.decide(mail_id, step, mine, other)
        life.act(mail_id, step, mine, other)
        life.now += timedelta(minutes=20)
    life.move_back(mails)
    life.notify()
    for mine, other in (sides, sides[::-1]):
        with life.database.read() as session:
            for words in leaving(session, mine):
                assert other.marker not in words
        visitor = signed_in(mine.pm)
        seen = 0
        for path, page in pages(app, life.database, visitor):
            assert other.marker not in page, f"{path} shows {other.marker}"
            seen += mine.marker in page
        assert seen > 3, "control: her own words are there"


def test_control_every_deed_is_done(life: Life) -> None:
    mine, other = life.begin()
    for words, deeds in {
        "Could you add a map?": ("register", "note", "theme", "answer"),
        "Please send it on Tuesdays.": ("code",),
        "We expect the map by Friday.": ("expectation", "case", "review"),
        "Hello": ("join", "split", "undo", "part", "undecide"),
    }.items():
        step = Step(0, "contact", "", words, misfiled=False)
        mail_id = life.receive(step, mine, other)
        life.work()
        for deed in deeds:
            life.act(mail_id, replace(step, deed=deed), mine, other)
    with life.database.read() as session:
        assert len(session.scalars(select(ChangeRequest)).all()) == 1
        assert len(session.scalars(select(Note)).all()) == 1
        assert [quote.fact_id is None for quote in session.scalars(select(ThemeQuote))] == [False]
        assert session.scalars(select(Expectation.state)).all() == [ExpectationState.MISSED]
        assert [len(session.scalars(select(each.id)).all()) for each in NOTED] == [1, 1, 1, 1]
        assert session.scalars(select(Response.state)).all() == [ResponseState.APPROVED]
        assert session.scalars(select(Confirmation.state)).all() == [ConfirmationState.USED]
        decided = session.execute(select(Decision.kind, Decision.undone_at).order_by(Decision.id))
        assert [(kind, at is None) for kind, at in decided] == [
            (DecisionKind.JOIN, True),
            (DecisionKind.SPLIT, False),
            (DecisionKind.REFILE, True),
            (DecisionKind.REFILE, True),
        ]
