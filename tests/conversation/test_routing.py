"""Where a mail belongs, and why; threads by ids alone, in any order of arrival."""

from itertools import combinations, permutations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator import tokens
from orchestrator.conversation.moving import remaining_id
from orchestrator.conversation.proposals import proposals
from orchestrator.conversation.refile import check_move
from orchestrator.conversation.routing import file_mails
from orchestrator.conversation.undecided import file_thread
from orchestrator.errors import Refused
from orchestrator.models import (
    AuditEntry,
    Contact,
    Mail,
    MailState,
    Participant,
    ParticipantRole,
    Project,
    Thread,
    ThreadKey,
)
from orchestrator.record.append import Action, Actor
from tests.factories import (
    MONDAY,
    approve_bytes,
    make_client,
    make_contact,
    make_digest,
    make_mail,
    make_project,
)

MAYA = Actor("user:1", "web")


def arrive(session: Session, key: bytes, contact: Contact | None = None, **values: object) -> Mail:
    """A parsed mail that is threaded and filed."""
    mail = make_mail(session, contact, **{"thread_id": None, "state": MailState.PARSED, **values})
    file_mails(session, [mail.id], key=key, now=MONDAY)
    session.expire_all()
    return mail


def reply_to(key: bytes, digest_id: int, contact: Contact) -> list[str]:
    token = tokens.mint(key, "reply", f"d{digest_id}", contact.id)
    return [tokens.with_token("hello@northwind.example", token)]


def test_the_token_of_her_own_update_files_and_proves(
    session: Session, dana: Contact, key: bytes
) -> None:
    make_project(session, dana)
    second = make_project(session, dana)
    digest = make_digest(session, second, dana)
    mail = arrive(session, key, dana, recipients=reply_to(key, digest.id, dana))
    assert (mail.project_id, mail.digest_id) == (second.id, digest.id)
    assert (mail.filed_by, mail.has_token) == ("reply token", True)


def test_a_colleague_who_answers_a_forwarded_update_is_filed_but_not_proven(
    session: Session, dana: Contact, key: bytes
) -> None:
    priya = make_contact(session, dana.client, name="Priya Shah")
    project = make_project(session, dana, priya)
    make_project(session, priya)
    digest = make_digest(session, project, dana)
    mail = arrive(session, key, priya, recipients=reply_to(key, digest.id, dana))
    assert (mail.project_id, mail.has_token) == (project.id, False)


@pytest.mark.parametrize("who", ["a stranger", "another client"])
def test_a_token_in_other_hands_files_nothing_and_is_recorded(
    session: Session, dana: Contact, key: bytes, who: str
) -> None:
    project = make_project(session, dana)
    digest = make_digest(session, project, dana)
    sender = None
    if who == "another client":
        sender = make_contact(session, make_client(session))
    mail = arrive(session, key, sender, recipients=reply_to(key, digest.id, dana))
    guessed = arrive(session, key, sender, recipients=reply_to(b"x" * 32, digest.id, dana))
    ours = arrive(
        session, key, direction="out", recipients=reply_to(key, digest.id, dana), message_id="<o@x>"
    )
    assert mail.project_id is guessed.project_id is ours.project_id is None
    assert denied(session) == [f"mail:{mail.id}", f"mail:{guessed.id}"]


def test_who_guesses_addresses_does_not_fill_the_record(
    session: Session, dana: Contact, key: bytes
) -> None:
    guesses = [address for n in range(9) for address in reply_to(b"x" * 32, n, dana)]
    mails = [
        make_mail(session, thread_id=None, state=MailState.PARSED, recipients=guesses)
        for _ in range(9)
    ]
    hers = make_mail(session, dana, thread_id=None, state=MailState.PARSED, recipients=guesses)
    mails = [hers, *mails]
    file_mails(session, [mail.id for mail in mails], key=key, now=MONDAY)
    assert denied(session) == [f"mail:{mail.id}" for mail in mails[:5]]


def test_of_many_reply_addresses_her_own_decides_in_any_order(
    session: Session, dana: Contact, key: bytes
) -> None:
    priya = make_contact(session, dana.client, name="Priya Shah")
    stranger = make_contact(session, make_client(session))
    first, second = make_project(session, dana, priya), make_project(session, dana, priya)
    third = make_project(session, stranger)
    addresses = [
        address
        for contact, project in ((dana, first), (dana, second), (priya, first), (stranger, third))
        for address in reply_to(key, make_digest(session, project, contact).id, contact)
    ]
    hers = first.id, second.id
    for size in (2, 3, 4):
        for some in combinations(addresses, size):
            is_own = not {addresses[0], addresses[1]}.isdisjoint(some)
            found = set()
            for order in permutations(some):
                mail = arrive(session, key, dana, recipients=list(order))
                found.add((mail.project_id, mail.digest_id, mail.has_token))
                assert (f"mail:{mail.id}" in denied(session)) is (addresses[3] in some)
            [(project_id, _, has_token)] = found
            assert project_id in hers
            assert has_token is is_own


def denied(session: Session) -> list[str]:
    entries = select(AuditEntry.obj).where(AuditEntry.action == Action.DENIED)
    return list(session.scalars(entries.order_by(AuditEntry.seq)))


def test_a_forged_token_is_no_token(session: Session, dana: Contact, key: bytes) -> None:
    make_project(session, dana)
    second = make_project(session, dana)
    digest = make_digest(session, second, dana)
    mail = arrive(session, key, dana, recipients=reply_to(b"x" * 32, digest.id, dana))
    assert (mail.project_id, mail.has_token) == (None, False)


def test_the_code_in_the_subject_decides_between_her_projects(
    session: Session, dana: Contact, key: bytes
) -> None:
    make_project(session, dana, code="HL")
    second = make_project(session, dana, code="KIOSK")
    mail = arrive(session, key, dana, subject="Re: KIOSK photos")
    assert mail.project_id == second.id
    assert mail.filed_by == "project code KIOSK in the subject"


@pytest.mark.parametrize(
    ("subject", "code"),
    [
        ("AW: VAULT2 and GO", None),
        ("KIOSK or VAULT2?", None),
        ("Re: [KIOSK] copy of [VAULT2]", None),
        ("Ready to GO live?", None),
        ("GO GO GO", None),
        ("4GO: x", None),
        ("VAULT20 plans", None),
        ("vault2 plans", None),
        ("Überkiosk KIOSKÉ", None),
        ("VAULT2, the plans", "VAULT2"),
        ("KIOSK_photos", None),
        ("(KIOSK) photos", "KIOSK"),
        ("KIOSK KIOSK", "KIOSK"),
        ("Re: [GO] photos", "GO"),
        ("GO: photos", "GO"),
        ("AW: Re: GO: photos", "GO"),
        ("[ext] GO: photos", "GO"),
        ("Re: your update GO-12", "GO"),
        ("THE homepage is down", None),
        ("New FAQ, please", None),
        ("How do I log in to the CMS?", None),
        ("Re: [CMS] log in", "CMS"),
        ("CMS-3 log in", "CMS"),
        ("Plans for 20260", None),
        ("20260: plans", "20260"),
        ("WHEN DOES THE KIOSK OPEN", None),
        ("RE: KIOSK PHOTOS", None),
        ("RE: FW: KIOSK photos", "KIOSK"),
    ],
)
def test_a_subject_names_a_project_only_by_one_code_that_is_no_word(
    session: Session, dana: Contact, key: bytes, subject: str, code: str | None
) -> None:
    projects = {
        each: make_project(session, dana, code=each).id
        for each in ("KIOSK", "GO", "VAULT2", "THE", "FAQ", "CMS", "20260")
    }
    mail = arrive(session, key, dana, subject=subject)
    assert mail.project_id == (projects[code] if code else None)


def test_the_only_open_project_takes_her_mail_and_two_leave_it_undecided(
    session: Session, dana: Contact, key: bytes
) -> None:
    first = make_project(session, dana)
    assert arrive(session, key, dana).filed_by == "the sender's only open project"
    second = make_project(session, dana)
    undecided = arrive(session, key, dana)
    assert (undecided.project_id, undecided.filed_by) == (None, "")
    second.closed_at = MONDAY
    session.flush()
    assert arrive(session, key, dana).project_id == first.id


@pytest.mark.parametrize(
    "to", ["updates@northwind.example", "hello@northwind.example", "maya@northwind.example",
           "Invoices <accounts@northwind.example>"],
)  # fmt: skip
def test_s27_whichever_of_our_addresses_she_writes_to_it_reaches_the_owner(
    session: Session, dana: Contact, key: bytes, to: str
) -> None:
    project = make_project(session, dana)
    mail = arrive(session, key, dana, recipients=[to])
    assert mail.project_id == project.id
    make_project(session, dana)
    mail = arrive(session, key, dana, recipients=[to])
    assert mail.project_id is None
    assert project.id in {each.project_id for each in proposals(session, mail)}


def test_s39_in_after_care_her_mail_finds_its_project_by_itself_where_none_is_open(
    session: Session, dana: Contact, key: bytes
) -> None:
    done = make_project(session, dana, code="KIOSK", closed_at=MONDAY)
    update = make_digest(session, done, dana)
    message = approve_bytes(session, update).message_id
    first = arrive(session, key, dana, subject="One more question", message_id="<q@x>")
    assert (first.project_id, first.filed_by) == (done.id, "the sender's only project")
    assert arrive(session, key, dana, subject="KIOSK: photos").project_id == done.id
    running = make_project(session, dana)
    for values, why in [
        ({"recipients": reply_to(key, update.id, dana)}, "reply token"),
        ({"in_reply_to": message}, "answers our message"),
        ({"references": ["<q@x>"]}, "same conversation"),
    ]:
        mail = arrive(session, key, dana, subject="Late", **values)
        assert (mail.project_id, mail.filed_by) == (done.id, why)
    assert arrive(session, key, dana).project_id == running.id
    assert arrive(session, key, dana, subject="KIOSK: photos").project_id is None
    assert done.closed_at == MONDAY, "nothing opens it again"


def test_s39_two_projects_in_after_care_leave_it_undecided_and_both_are_proposed(
    session: Session, dana: Contact, key: bytes
) -> None:
    both = [make_project(session, dana, closed_at=MONDAY).id for _ in range(2)]
    mail = arrive(session, key, dana)
    assert mail.project_id is None
    assert sorted(each.project_id for each in proposals(session, mail)) == both


def test_her_only_project_does_not_win_over_what_speaks_for_another(
    session: Session, dana: Contact, key: bytes
) -> None:
    """A code or an address of a project that is closed, or in which she takes no part."""
    priya = make_contact(session, dana.client, name="Priya Shah")
    vault = make_project(session, dana, priya, code="VAULT")
    kiosk = make_project(session, dana, code="KIOSK")
    make_project(session, priya, code="ATTIC").closed_at = MONDAY
    update = make_digest(session, kiosk, dana)
    entry = approve_bytes(session, update)
    elsewhere: list[dict[str, object]] = [
        {"subject": "KIOSK: photos"},
        {"subject": "[ATTIC] late"},
        {"recipients": reply_to(key, update.id, dana)},
        {"in_reply_to": entry.message_id},
    ]
    for values in elsewhere:
        mail = arrive(session, key, priya, **{"subject": "Photos", **values})
        assert (mail.project_id, mail.filed_by) == (None, ""), values
        assert mail.thread is not None
        assert mail.thread.project_id is None
    guessed = [tokens.with_token("hello@northwind.example", f"d{update.id}.{'a' * 17}")]
    here: list[dict[str, object]] = [
        {"subject": "Photos"},
        {"subject": "Photos for KIOSK and ATTIC"},
        {"subject": "The kiosk"},
        {"recipients": guessed},
    ]
    for values in here:
        mail = arrive(session, key, priya, **{"subject": "Photos", **values})
        assert mail.project_id == vault.id, values


def test_an_answer_in_a_thread_stays_in_its_project(
    session: Session, dana: Contact, key: bytes
) -> None:
    make_project(session, dana, code="HL")
    second = make_project(session, dana, code="KIOSK")
    first = arrive(session, key, dana, subject="KIOSK", message_id="<a@x>")
    later = arrive(session, key, dana, subject="Photos", references=["<a@x>"])
    assert later.thread_id == first.thread_id
    assert (later.project_id, later.filed_by) == (second.id, "same conversation")


CHAIN = [
    {"message_id": "<a@x>"},
    {"message_id": "<b@x>", "in_reply_to": "<a@x>"},
    {"message_id": "<c@x>", "references": ["<a@x>", "<b@x>"]},
    {"message_id": "<d@x>", "in_reply_to": "<c@x>"},
]


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_any_order_of_arrival_gives_one_thread(
    session: Session, dana: Contact, key: bytes, order: tuple[int, ...]
) -> None:
    make_project(session, dana)
    for index in order:
        arrive(session, key, dana, **CHAIN[index])
    [thread] = session.scalars(select(Thread).where(Thread.joined_into_id.is_(None)))
    assert len(thread.mails) == len(CHAIN)
    for thread_id in session.scalars(select(Thread.id)):
        assert session.scalar(select(remaining_id(thread_id))) == thread.id
    keys = session.scalars(select(ThreadKey.message_id)).all()
    assert sorted(keys) == ["<a@x>", "<b@x>", "<c@x>", "<d@x>"]


def test_the_reply_address_of_a_joined_conversation_files_for_ever(
    session: Session, dana: Contact, key: bytes
) -> None:
    first, second = make_project(session, dana), make_project(session, dana)
    threads = []
    for own in ("<a@x>", "<b@x>", "<c@x>"):
        mail = arrive(session, key, dana, message_id=own)
        assert mail.thread_id is not None
        threads.append(mail.thread_id)
    file_thread(session, threads[1], second.id, actor=MAYA, now=MONDAY)
    # The last goes into the second, and both into the first.
    arrive(session, key, dana, message_id="<d@x>", references=["<b@x>", "<c@x>"])
    arrive(session, key, dana, message_id="<e@x>", references=["<a@x>", "<d@x>"])
    assert {mail.thread_id for mail in session.scalars(select(Mail))} == {threads[0]}
    for project in (second, first):
        session.get_one(Thread, threads[0]).project_id = project.id
        session.flush()
        for thread_id in threads:
            token = tokens.mint(key, "reply", f"t{thread_id}", dana.id)
            reply = arrive(
                session, key, dana,
                recipients=[tokens.with_token("hello@northwind.example", token)],
            )  # fmt: skip
            assert (reply.project_id, reply.has_token) == (project.id, True)
            assert reply.filed_by == "reply token"


def test_the_reply_address_of_a_strangers_conversation_follows_it_to_her_client(
    session: Session, dana: Contact, key: bytes
) -> None:
    project = make_project(session, dana)
    make_project(session, dana)
    hers = arrive(session, key, dana, message_id="<a@x>")
    file_thread(session, hers.thread_id or 0, project.id, actor=MAYA, now=MONDAY)
    stray = arrive(
        session,
        key,
        None,
        message_id="<b@x>",
        references=["<a@x>"],
        from_address="d@private.example",
    )
    before = stray.thread_id
    decision = file_thread(session, before or 0, project.id, actor=MAYA, now=MONDAY)
    assert decision.subject == f"thread:{hers.thread_id}"
    token = tokens.mint(key, "reply", f"t{before}", dana.id)
    reply = arrive(
        session, key, dana, recipients=[tokens.with_token("hello@northwind.example", token)]
    )
    assert (reply.project_id, reply.filed_by) == (project.id, "reply token")


def test_what_was_joined_since_is_neither_filed_nor_moved(
    session: Session, dana: Contact, key: bytes
) -> None:
    make_project(session, dana)
    project = make_project(session, dana)
    arrive(session, key, dana, message_id="<a@x>")
    younger = arrive(session, key, dana, message_id="<b@x>")
    seen = younger.thread_id or 0
    arrive(session, key, dana, references=["<a@x>", "<b@x>"])
    with pytest.raises(Refused, match="joined with another since"):
        file_thread(session, seen, project.id, actor=MAYA, now=MONDAY)
    with pytest.raises(Refused, match="joined with another since"):
        check_move(session, seen, project.id)


def test_a_reference_to_another_clients_mail_joins_nothing(
    session: Session, dana: Contact, key: bytes
) -> None:
    make_project(session, dana)
    other = make_contact(session, make_client(session))
    make_project(session, other)
    mine = arrive(session, key, dana, message_id="<a@x>")
    theirs = arrive(session, key, other, references=["<a@x>"])
    assert mine.thread_id != theirs.thread_id


def test_a_person_files_an_undecided_thread_with_all_its_mails(
    session: Session, dana: Contact, key: bytes
) -> None:
    make_project(session, dana)
    project: Project = make_project(session, dana)
    mails = [
        arrive(session, key, dana, message_id="<a@x>"),
        arrive(session, key, dana, references=["<a@x>"]),
    ]
    assert {p.project_name for p in proposals(session, mails[0])} == {"Booking site relaunch"}
    thread_id = mails[0].thread_id
    assert thread_id is not None
    file_thread(session, thread_id, project.id, actor=MAYA, now=MONDAY)
    for mail in mails:
        session.refresh(mail)
        assert (mail.project_id, mail.filed_by) == (project.id, "decided by user:1")
        assert mail.state is MailState.THREADED, "it is read under its project"
    with pytest.raises(Refused, match="filed already"):
        file_thread(session, thread_id, project.id, actor=MAYA, now=MONDAY)


def test_nobody_can_file_it_under_another_clients_project(
    session: Session, dana: Contact, key: bytes
) -> None:
    for _ in range(2):
        make_project(session, dana)
    foreign = make_project(session, make_contact(session, make_client(session)))
    mail = arrive(session, key, dana)
    assert mail.thread_id is not None
    with pytest.raises(Refused, match="another client"):
        file_thread(session, mail.thread_id, foreign.id, actor=MAYA, now=MONDAY)


def test_a_strangers_mail_is_proposed_by_the_company_of_its_address(
    session: Session, dana: Contact, key: bytes
) -> None:
    project = make_project(session, dana)
    mail = arrive(session, key, None, from_address="luis@harborlane.example")
    [proposal] = proposals(session, mail)
    assert (proposal.project_id, proposal.reason) == (
        project.id,
        "same company address as Dana Whitfield",
    )
    assert session.scalars(select(Participant.role)).one() is ParticipantRole.SPONSOR
