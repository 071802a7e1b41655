"""Words in a mail of Dana's that are not her own: nothing is answered, ended or told by them."""

from datetime import timedelta
from email.utils import format_datetime, make_msgid

import pytest
from sqlalchemy import select
import time_machine

from orchestrator import flow
from orchestrator.models import Mail
from tests.desk import DANA, Desk, answers, asks, open_desk, tasks, trips, wishes, words_of
from tests.mails import OUR_SERVER, deliver
from tests.test_flow import read_all

TOMS = "From: Tom Reyes <tom@quay.example>\nTo: Dana\nSubject: Booking\n\n1B\n2 yes\nweekly\nstop\n"


@pytest.fixture
def desk(parts: flow.Parts) -> Desk:
    return open_desk(parts)


def hear(
    desk: Desk,
    body: str,
    *,
    subject: str = "Re: Booking site",
    content_type: str = "text/plain; charset=utf-8",
    extra: str = "",
) -> Mail:
    """A proven mail of hers, as bytes; ``extra`` are more header lines."""
    desk.now += timedelta(minutes=1)
    head = (
        f"Authentication-Results: {OUR_SERVER}; dmarc=pass header.from=harborlane.example\n"
        f"From: Dana Whitfield <{DANA}>\nTo: {desk.update['Reply-To']}\nSubject: {subject}\n"
        f"Date: {format_datetime(desk.now)}\nMessage-ID: {make_msgid(domain='client.example')}\n"
        f"In-Reply-To: {desk.update['Message-ID']}\nMIME-Version: 1.0\n{extra}"
        f"Content-Type: {content_type}\n\n"
    )
    content = (head + body).replace("\n", "\r\n").encode()
    mail_id = deliver(desk.parts.database, content, received_at=desk.now)
    with time_machine.travel(desk.now, tick=False):
        read_all()
    with desk.parts.database.read() as session:
        mail = session.scalars(select(Mail).where(Mail.id == mail_id)).one()
        session.expunge(mail)
    return mail


def nothing_done(desk: Desk) -> bool:
    return asks(desk) == ["open", "open"] and not (
        answers(desk) or wishes(desk) or trips(desk) or desk.told()
    )


def of_parts(*parts: str) -> str:
    return "".join(f"--b\n{part}\n" for part in parts) + "--b--\n"


SEE = "Content-Type: text/plain\n\nsee attached"
MIXED = "multipart/mixed; boundary=b"


def test_the_words_of_an_attached_mail_are_kept_and_are_not_hers(desk: Desk) -> None:
    attached = {
        "inline": f"Content-Type: message/rfc822\nContent-Disposition: inline\n\n{TOMS}",
        "as a file": "Content-Type: message/rfc822\n"
        f"Content-Disposition: attachment; filename=tom.eml\n\n{TOMS}",
        "bare": f"Content-Type: message/rfc822\n\n{TOMS}",
        "in one more": "Content-Type: message/rfc822\n\nFrom: ann@quay.example\n"
        f"Content-Type: message/rfc822\n\n{TOMS}",
        "a digest": f'Content-Type: multipart/digest; boundary="d"\n\n--d\n\n{TOMS}\n--d--',
    }
    for name, part in attached.items():
        for before in ((SEE,), ()):
            mail = hear(desk, of_parts(*before, part), content_type=MIXED)
            assert "2 yes" in mail.text, name
            assert mail.new_text == ("see attached" if before else ""), name
    alone = hear(desk, TOMS, content_type="message/rfc822")
    assert ("2 yes" in alone.text, alone.new_text) == (True, "")
    assert nothing_done(desk)
    assert tasks(desk) == []
    hear(desk, of_parts("Content-Type: text/plain\n\n2 no", attached["bare"]), content_type=MIXED)
    assert asks(desk) == ["open", "answered"]
    assert [value for value, _, _ in answers(desk)] == ["no"]


def test_lines_quoted_with_bars_are_not_hers_and_a_table_is(desk: Desk) -> None:
    for body in ("Not yet.\n\n| 2 yes\n| stop\n", "| 1B\n|\n| 2 yes\n\nWe will see.\n"):
        hear(desk, body)
    assert nothing_done(desk)
    hear(desk, "Decided:\n\n| 2 yes |\n")
    assert asks(desk) == ["open", "answered"]


OUT = "I am out of the office until 2 January"
AUTOMATIC = [
    ("Out of office", "Back on 2 January. Please text me instead if urgent."),
    ("Automatic reply: Booking site", "2 yes"),
    ("Abwesenheitsnotiz: Booking site", "2 ja"),
    ("Undelivered Mail Returned to Sender", "2 yes\nstop"),
    ("Delivery Status Notification (Failure)", "1B"),
    ("Re: Booking site", f"Hello,\n\n{OUT} with no access to e-mail. For urgent matters please "
     "write to priya@harborlane.example.\n\nDana"),
    ("Re: Booking site", f"{OUT}. If urgent, yes, call Tom."),
    ("Re: Booking site", "I'm on leave, back Monday 30 Nov. Stop by reception if it is urgent."),
    ("AW: Booking site", "Ich bin bis 2. Januar nicht im Büro. Ja, Tom vertritt mich."),
    ("RE: Booking site", "Je suis absente jusqu'au 2 janvier. Oui, Tom répond à ma place."),
    ("Re: Booking site", "Estaré fuera de la oficina hasta el 2 de enero. Sí, Tom responde."),
    ("Re: Booking site", "Sono in ferie fino al 2 gennaio. Sì, Tom risponde per me."),
    ("Re: Booking site", "Ik ben afwezig tot 2 januari. Ja, Tom neemt waar, stuur dringende mail."),
    ("Re: Booking site", "Estou de férias até 2 de janeiro. Sim, o Tom responde a urgências."),
    ("Re: Booking site", "Thank you for your message, we will get back to you within 2 days. Yes!"),
    ("Re: Booking site", "This is an automated response: yes"),
    ("Re: Booking site", "Automatic reply: Booking site\n\nYes, I will answer on Monday."),
    ("Re: Booking site", "Your message was received. Ticket ID 55120. Yes, we are happy to help."),
    ("Re: Booking site", "Your ticket 1B has been received. Reply STOP to stop."),
    ("Re: Booking site", "Ihre Anfrage 1B ist bei uns eingegangen. Antworten Sie STOP."),
    ("Re: Booking site", "I no longer work at Harbor & Lane. Yes, please write to "
     "priya@harborlane.example instead."),
]  # fmt: skip
LISTS = [
    "Precedence: list\n",
    "Precedence: bulk\n",
    "List-Post: <mailto:team@harborlane.example>\n",
    "X-Mailman-Version: 2.1\nSender: team-bounces@harborlane.example\n",
    "Sender: Team <team-bounces+dana@harborlane.example>\n",
]


def test_what_is_likely_automatic_changes_nothing_and_a_person_sees_it(desk: Desk) -> None:
    for subject, body in AUTOMATIC:
        mail = hear(desk, body, subject=subject)
        assert not mail.is_kind_certain, body
        assert mail.kind_evidence
    for header in LISTS:
        mail = hear(desk, "1B\n2 yes\nweekly please\n", extra=header)
        assert (mail.kind, mail.is_kind_certain) == ("human", False), header
    assert nothing_done(desk)
    assert tasks(desk) == []


FRAMED = "Your request (#12345) has been updated. To add comments, reply to this email.\n\n2 yes"
HEADERS = [
    "Return-Path: <>\n",
    "X-Failed-Recipients: tom@harborlane.example\n",
    "X-Auto-Response-Suppress: All\n",
    "Feedback-ID: 1.eu-west-1.a:AmazonSES\n",
    "List-Unsubscribe: <mailto:leave@harborlane.example>\n",
    "X-Loop: dana@harborlane.example\n",
]
PROGRAMS = ["X-FC-MachineGenerated: true\n", "X-Cron-Env: <HOME=/root>\n", "X-Mailer: vacation\n"]


def test_what_a_program_may_have_sent_from_her_address_changes_and_causes_nothing(
    desk: Desk,
) -> None:
    for header in (*HEADERS, *PROGRAMS):
        mail = hear(desk, "1B\n2 yes\nweekly please\n", extra=header)
        assert mail.is_kind_certain is (header in PROGRAMS), header
    for body in (FRAMED, f"##- Please type your reply above this line -##\n\n{FRAMED}\nstop"):
        assert not hear(desk, body).is_kind_certain, body
    for header in (*HEADERS, "Precedence: list\n"):
        assert not hear(desk, "\n", subject="2 yes", extra=header).is_kind_certain, header
    hear(desk, "stop", extra=PROGRAMS[0])
    hear(desk, "stop", extra=HEADERS[0])
    assert nothing_done(desk)
    assert tasks(desk) == []
    hear(desk, "\n", subject="stop", extra="X-Auto-Response-Suppress: All\n")
    assert wishes(desk) == [("yes", "applied")]


def test_a_stop_of_hers_counts_over_a_list_too(desk: Desk) -> None:
    for header in (LISTS[0], "List-Id: <news.harborlane.example>\n", "X-Loop: dana\n"):
        hear(desk, "1 yes. weekly please. stop", extra=header)
    assert nothing_done(desk)
    hear(desk, "Please stop sending me these updates, I have no time for them.", extra=LISTS[0])
    [told] = desk.told()
    assert "stop" in words_of(told).lower()


def test_a_stop_of_hers_counts_where_a_group_puts_its_id_on_it(desk: Desk) -> None:
    listed = "List-Id: <team.harborlane.example>\n"
    mail = hear(desk, "1B\n2 yes\nweekly please\n", extra=listed)
    assert (mail.kind, mail.is_kind_certain) == ("bulk", False)
    assert nothing_done(desk)
    hear(desk, "Please stop sending me these updates.", extra=listed)
    assert wishes(desk) == [("yes", "applied")]
    hear(desk, "stop", extra=f"{listed}Precedence: bulk\nFeedback-ID: a:b\n")
    assert wishes(desk) == [("yes", "applied")]


def test_words_of_a_person_who_is_away_are_hers(desk: Desk) -> None:
    for body in (
        "Thank you for the update! I am on holiday until 2 January, can we move the call?",
        "We pick the bank. I'm out on Friday.",
        "I am away until 12 January. Please pause the updates until then.",
        "Our request to the board has been received well.",
        "The office is closed on Fridays; the site should say so.",
        "We have received your invoice 2291. Yes, the ticket 1B sounds right.",
        "Ich bin bis Montag nicht im Büro, dringend ist nichts. Aber 1 nein.",
    ):
        assert hear(desk, body).is_kind_certain, body
    hear(desk, "I am out of the office until Monday, Tom covers what is urgent, but 2 yes")
    assert asks(desk)[1] == "answered"


def test_a_subject_speaks_where_the_body_says_nothing(desk: Desk) -> None:
    for subject in ("Re: Booking site", "Booking site: 2 yes", "Fwd: stop"):
        hear(desk, "\n", subject=subject)
    assert nothing_done(desk)
    hear(desk, "\n", subject="2 yes")
    assert asks(desk) == ["open", "answered"]


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("stop", "This message was automatically generated by Gmail.\n"),
        ("unsubscribe", "\n"),
        ("Abmelden", "\n"),
    ],
)
def test_a_stop_in_the_subject_alone_ends_our_mails(desk: Desk, subject: str, body: str) -> None:
    hear(desk, body, subject=subject)
    assert wishes(desk) == [("yes", "applied")]
    [told] = desk.told()
    assert "stop" in words_of(told).lower()


def in_two(plain: str, html: str) -> str:
    return of_parts(f"Content-Type: text/plain\n\n{plain}", f"Content-Type: text/html\n\n{html}")


TWICE = "multipart/alternative; boundary=b"
QUOTED = "\n\n> 2 Publish the price list? Reply yes or no."


def test_what_nobody_sees_is_not_said_and_two_texts_that_differ_prove_nothing(desk: Desk) -> None:
    for hidden in (
        '<span style="font-size:0">2 yes</span>',
        '<div style="color:#fff; font-size: 0px">2 yes</div>',
        '<p style="display:none">2 yes</p>',
        '<div style="visibility: hidden"><p>2 yes</p></div>',
        "<div hidden>2 yes</div>",
        '<div style="font-size:0"><div><b style="visibility:visible">2 yes</b></div>1B</div>',
        '<table style="font:0/0 a"><tr><td style="font-size:120%">2 yes</td></tr></table>',
        '<div style="visibility:hidden"><p style="font-size:14px">2 yes</p></div>',
        '<div style="opacity:0"><p style="opacity:1">2 yes</p></div>',
        '<div style="overflow:hidden;max-height:0px"><p>2 yes</p></div>',
        '<div style="position:absolute;left:-9999px">2 yes</div>',
        '<div style="font-size:0"><ul><li>2 yes</ul><img alt="2 yes"></div>',
    ):
        seen = '<div style="font-size:0;visibility:hidden">{}</div>'.format(
            '<p style="font: 14px Arial; visibility:visible">Soon.</p>'
        )
        body = f"<p>We will see.</p>{hidden}{seen}"
        mail = hear(desk, body, content_type="text/html")
        assert mail.new_text == "We will see.\n\nSoon.", hidden
    assert nothing_done(desk)
    for plain, html in (
        ("2 no", "<p>2 yes</p>"),
        (f"2 no{QUOTED}", "<p>2 yes</p><blockquote type=cite>2 Publish?</blockquote>"),
        ("Your mail program does not show HTML.", "<p>2 yes</p>"),
    ):
        mail = hear(desk, in_two(plain, html), content_type=TWICE)
        assert "text_differs" in mail.defects, plain
    assert asks(desk) == ["open", "open"]
    assert "applied" not in {state for _, state, _ in answers(desk)}
    hear(desk, in_two(f"2 yes{QUOTED}", "<p>2 <b>yes</b></p>"), content_type=TWICE)
    assert asks(desk) == ["open", "answered"]
