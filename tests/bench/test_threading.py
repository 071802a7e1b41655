"""The archive that threading is measured on is one that the product would have left."""

from pathlib import Path

from sqlalchemy import func, select

from bench.archive import NOW, make_archive
from bench.threading import of_mailbox, stored_figures
from orchestrator.conversation.routing import file_mails
from orchestrator.models import Mail, MailState, Thread, ThreadKey

STORED, NEW = 2_000, 300


def test_new_mail_of_the_archive_joins_its_threads(tmp_path: Path) -> None:
    database = make_archive(tmp_path / "archive.sqlite3", STORED, new=NEW)
    with database.write() as session:
        before = session.scalars(select(func.count(Thread.id))).one()
        file_mails(session, range(STORED + 1, STORED + NEW + 1), key=b"k" * 32, now=NOW)
        new = session.scalars(select(Mail).where(Mail.id > STORED)).all()
        assert {mail.state for mail in new} == {MailState.THREADED}
        answers = [mail for mail in new if mail.threaded_by.startswith("answers")]
        assert len(answers) > NEW / 2
        assert all(mail.thread_id is not None for mail in new)
        assert session.scalars(select(func.count(Thread.id))).one() < before + NEW / 2
        keys = select(ThreadKey.message_id, ThreadKey.client_id)
        found = session.execute(keys).all()
        assert len(found) == len(set(found))
    database.dispose()


def test_figures_are_of_a_second_and_of_the_smallest_archive() -> None:
    growth, rate = stored_figures([10_000, 1_000_000], [0.0001, 0.0002])
    assert (growth["ratio"], growth["at_most"]) == (2.0, 1.5)
    assert (rate["ratio"], rate["at_least"]) == (2.0, 1.0)


def test_a_mailbox_is_measured_by_the_mail(tmp_path: Path) -> None:
    path = tmp_path / "box.mbox"
    path.write_bytes(b"From a@b Mon Nov 23 09:00:00 2026\nSubject: x\n\nx\n\n" * 50)
    figure = of_mailbox(path)
    assert "from 50 mails of 49 bytes" in figure["detail"]
    assert 0 < figure["ratio"] < 1
