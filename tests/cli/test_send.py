"""send status and resume: whether updates leave, and the word that lets them go again."""

from orchestrator import flow
from orchestrator.clock import utc_now
from orchestrator.models import Breaker, BreakerCause
from tests.cli.shell import Shell

WORDS = "3 of 60 mails of the last 7 days were refused for good: 5.00 %, and the limit is 5 %."


def test_a_person_says_why_updates_may_go_again(studio: Shell) -> None:
    assert studio.data("send", "status") == {"stopped": False}
    studio.run("send", "resume", "--reason", "x", exit_code=6)
    with flow.parts().database.write() as session:
        session.add(Breaker(cause=BreakerCause.BOUNCES, words=WORDS, tripped_at=utc_now()))
    assert WORDS in studio.run("send", "status").stdout
    studio.run("send", "resume", exit_code=2)
    studio.run("send", "resume", "--reason", "The bought list is out.")
    assert studio.data("send", "status") == {"stopped": False}
    [entry] = studio.data("record", "search", "--action", "breaker")
    assert studio.data("record", "show", entry["seq"])["details"] == {
        "reason": "The bought list is out."
    }
