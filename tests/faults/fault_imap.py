"""The mail server holds something else than it did, or does not give out what it holds."""

from datetime import timedelta
from functools import partial
import re
import time

from sqlalchemy import func, select, update

from orchestrator.clock import utc_now
from orchestrator.errors import MailboxError
from orchestrator.models import (
    AuditEntry,
    Mail,
    MailLocation,
    MailState,
    Quarantine,
)
from tests import servers
from tests.fault_proxy import fault_proxy, pass_on
from tests.faults.admin import change_config, doveadm
from tests.faults.lab import BOTH, Lab
from tests.faults.registry import NOTHING, Finding, fault
from tests.faults.studio import Studio

_MEMORY_BYTES = 300 * 1024 * 1024
_BATCH = 200


@fault(7, "UIDVALIDITY changed", recover_within=120, shortened=20)
def uidvalidity_changed(lab: Lab) -> Finding:
    many = 10_000 if lab.is_long else 500
    found = NOTHING
    for kind in BOTH:
        with lab.studio(kind) as studio:
            studio.deliver(*[studio.reply() for _ in range(3)])
            studio.deliver(*[studio.note() for _ in range(many)])
            studio.recover()
            assert studio.number(Mail) == many + 3, "not all was there before"
            studio.imap.set_uidvalidity(studio.name, "INBOX", 777)
            studio.deliver(studio.reply(), studio.note())
            seconds = studio.recover(until=partial(_has_renumbered, studio, many + 5))
            words = studio.logged("UIDVALIDITY was").partition("folder:")[2]
            found += Finding(studio.tally(), seconds, words)
    return found


@fault(8, "UIDVALIDITY changes six times in a row", recover_within=75, shortened=8)
def uidvalidity_changes(lab: Lab) -> Finding:
    with lab.studio() as studio:
        studio.deliver(studio.reply(), studio.note())
        studio.recover()
        for number in range(7):
            studio.imap.set_uidvalidity(studio.name, "INBOX", 1000 + number)
            studio.imap.append(studio.name, "INBOX", late := studio.note())
            studio.expect(late)
            _collect_if_possible(studio)
        problem = studio.problem()
        assert "UIDVALIDITY" in problem, f"the alert does not name it: {problem!r}"
        read = studio.number(Mail)
        assert read < len(studio.expected), "it was read in spite of the pause"
        studio.resume()
        seconds = studio.recover()
        assert studio.number(Mail) > read, "nothing was read after the pause"
        return Finding(studio.tally(), seconds, problem)


@fault(9, "a folder renamed, another deleted", recover_within=130, shortened=8)
def folder_gone(lab: Lab) -> Finding:
    found = NOTHING
    with servers.dovecot() as imap:
        # Else the server itself makes the folder anew.
        change_config(imap, "auto = create", "auto = no")
        for lose in (("rename", "Sent", "Old"), ("delete", "Sent")):
            with lab.studio(imap=imap) as studio:
                other = studio.add_mailbox(imap.port)
                studio.deliver(studio.note(), folder="Sent")
                studio.deliver(studio.reply())
                studio.recover()
                verb, *folders = lose
                doveadm(imap, "mailbox", verb, "-u", studio.name, *folders)
                began = time.monotonic()
                with studio.running():
                    studio.wait_for(partial(_names_folder, studio, "Sent"), "the alert")
                    problem = studio.problem()
                    studio.deliver(studio.reply())
                    studio.deliver(studio.reply(), user=f"{studio.name}-next")
                    studio.wait_settled()
                    seconds = time.monotonic() - began
                assert not studio.problem(other)
                found += Finding(studio.tally(), seconds, problem)
    return found


@fault(10, "expunged between SEARCH and FETCH", recover_within=75, shortened=6)
def expunged_meanwhile(lab: Lab) -> Finding:
    with lab.studio() as studio, fault_proxy(lab.imap.port) as proxy:
        studio.deliver(studio.reply(), studio.note())
        studio.imap.append(studio.name, "INBOX", studio.note("Nobody will ever see this."))
        studio.deliver(studio.note())
        studio.change_mailbox(port=proxy.port)
        done: list[bytes] = []

        def expunge(line: bytes) -> None:
            if b"BODY.PEEK[]" in line and not done:
                studio.imap.expunge(studio.name, "INBOX", "3")
                done.append(line)

        proxy.answer = expunge
        seconds = studio.recover()
        assert done, "the reader fetched nothing"
        assert not studio.problem(), f"it is called an error: {studio.problem()}"
        assert studio.number(Quarantine) == 0, "it was put aside"
        return Finding(studio.tally(), seconds, "nothing: it is skipped")


@fault(17, "FETCH gives NO for one UID", recover_within=75, shortened=8)
def unfetchable(lab: Lab) -> Finding:
    with lab.studio() as studio, fault_proxy(lab.imap.port) as proxy:
        notes = [studio.note() for _ in range(9)]
        studio.imap.append_all(studio.name, "INBOX", notes)
        studio.deliver(studio.reply())
        studio.expect(*notes[:4], *notes[5:])
        studio.change_mailbox(port=proxy.port)
        proxy.answer = lambda line: _refusal(line, uid=5)
        seconds = studio.recover()
        assert proxy.answered, "no FETCH was refused"
        assert studio.number(Quarantine, Quarantine.reason == "unfetchable") == 1
        assert studio.number(Quarantine) == 1, "others were put aside with it"
        with studio.database.read() as session:
            detail = session.scalars(select(Quarantine.detail)).one()
        proxy.answer = pass_on
        with studio.database.write() as session:
            session.execute(update(Quarantine).values(retry_at=utc_now()))
        studio.expect(notes[4])
        studio.recover()
        return Finding(studio.tally(), seconds, f"unfetchable: {detail}")


@fault(18, "very many mails at the first start", recover_within=600, shortened=60)
def very_many(lab: Lab) -> Finding:
    many = 200_000 if lab.is_long else 4_000
    with lab.studio() as studio:
        for _ in range(many // 1000):
            studio.deliver(*[studio.note() for _ in range(1000)])
        with studio.started_reader() as first:
            studio.wait_for(lambda: studio.number(Mail) > many // 4, "a part to be stored")
            peak = first.peak_bytes()
        before = studio.number(Mail)
        assert before < many, "it was done before it was killed"
        began = time.monotonic()
        with studio.started_reader() as second:
            studio.wait_for(lambda: studio.number(MailLocation) == many, "the rest")
            seconds = time.monotonic() - began
            peak = max(peak, second.peak_bytes())
        largest = _largest_batch(studio)
        assert largest <= _BATCH, f"{largest} mails in one transaction"
        assert peak <= _MEMORY_BYTES, f"{peak >> 20} MB were in use"
        message = f"nothing: went on at {before} of {many}, {peak >> 20} MB, {largest} a batch"
        return Finding(studio.tally(states=[MailState.STORED]), seconds, message)


@fault(19, "the same mail in INBOX and Sent", recover_within=75, shortened=6)
def same_mail_twice(lab: Lab) -> Finding:
    found = NOTHING
    for kind in BOTH:
        with lab.studio(kind) as studio:
            studio.deliver(copy := studio.reply())
            studio.imap.append(studio.name, "Sent", b"Received: from a.example\r\n" + copy)
            seconds = studio.recover(until=partial(_has_places, studio, 2))
            assert studio.number(Mail) == 1
            found += Finding(studio.tally(), seconds, "nothing: one mail, two places")
    return found


@fault(20, "the server's clock is wrong (1970, 2099)", recover_within=75, shortened=6)
def wrong_clock(lab: Lab) -> Finding:
    found = NOTHING
    for year in (1970, 2099):
        with lab.studio() as studio, fault_proxy(lab.imap.port) as proxy:
            began_at = utc_now() - timedelta(seconds=1)  # INTERNALDATE has whole seconds.
            studio.deliver(studio.reply(), studio.note())
            # Dovecot itself takes no date in the future.
            proxy.rewrite = partial(_in_year, str(year).encode())
            studio.change_mailbox(port=proxy.port)
            seconds = studio.recover()
            with studio.database.read() as session:
                received = session.scalars(select(Mail.received_at)).all()
                said = session.scalars(select(MailLocation.server_date)).all()
            assert {date.year for date in said if date} == {year}, "what it said is not kept"
            assert all(began_at <= at <= utc_now() for at in received), "ordered by its clock"
            found += Finding(studio.tally(), seconds, f"{said[0]:%Y-%m-%d}, kept beside our time")
    return found


def _names_folder(studio: Studio, folder: str) -> bool:
    return folder in studio.problem()


def _has_places(studio: Studio, many: int) -> bool:
    return studio.number(MailLocation) == many


def _has_renumbered(studio: Studio, many: int) -> bool:
    return studio.number(MailLocation, MailLocation.uidvalidity == 777) == many


def _collect_if_possible(studio: Studio) -> None:
    try:
        studio.collect()
    except MailboxError:
        return


def _refusal(line: bytes, *, uid: int) -> bytes | None:
    """NO to a command that asks for the words of one mail, by itself or among others."""
    match = re.match(rb"(\S+) UID FETCH ([\d:,]+) .*BODY\.PEEK\[\]", line)
    if match is None or not any(_covers(part, uid) for part in match[2].split(b",")):
        return None
    return match[1] + b" NO [SERVERBUG] Internal error occurred.\r\n"


def _covers(part: bytes, uid: int) -> bool:
    low, _, high = part.partition(b":")
    return int(low) <= uid <= int(high or low)


def _largest_batch(studio: Studio) -> int:
    """The entries of one transaction carry one time."""
    with studio.database.read() as session:
        sizes = select(func.count(AuditEntry.seq)).group_by(AuditEntry.ts)
        return max(session.scalars(sizes))


def _in_year(year: bytes, said: bytes) -> bytes:
    return re.sub(rb'(INTERNALDATE "[ \d]\d-\w{3}-)\d{4}', rb"\g<1>" + year, said)
