from pathlib import Path
import re

from orchestrator.models import Database, Role, Thread
from orchestrator.web.cautions import BROKEN, WORDS, cautions_of
from tests.factories import make_mail
from tests.web.conftest import SignIn
from tests.web.studio import Studio
from tests.web.test_digests import words_of

COLLECT = Path(__file__).parents[2] / "orchestrator" / "collect"


def test_a_mail_that_may_mislead_says_so_beside_its_sender(
    database: Database, studio: Studio, signed_in: SignIn
) -> None:
    with database.write() as session:
        thread = session.get_one(Thread, studio.thread)
        make_mail(
            session,
            thread_id=thread.id,
            project_id=thread.project_id,
            defects=["name_is_address", "InvalidBase64", "MissingDate"],
        )
    page = words_of(signed_in(studio.users[Role.PM]).get(f"/inbox/{studio.thread}").text)
    assert "Its name is another address" in page
    assert page.count(BROKEN[1]) == 1


def test_every_chip_stands_for_a_mark_that_exists(database: Database) -> None:
    modules = [*COLLECT.glob("*.py"), COLLECT.parent / "doubts.py"]
    source = "".join(path.read_text() for path in modules)
    marks = set(re.findall(r'^(?:[A-Z_]+) = "([a-z]+(?:_[a-z]+)*)"\n"""', source, re.MULTILINE))
    assert set(WORDS) <= marks
    with database.write() as session:
        mail = make_mail(session, defects=sorted(WORDS))
        assert len(cautions_of(mail)) == len(WORDS)
