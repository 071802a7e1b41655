"""client suppressed and unsuppress: what bars an address, and the word that ends it."""

from orchestrator import flow
from orchestrator.clock import utc_now
from orchestrator.dispatch.suppression import suppress
from orchestrator.models import SuppressionReason
from orchestrator.record.append import system
from tests.cli.conftest import DANA
from tests.cli.shell import Shell

WHY = ("--reason", "She says her box was full.")


def bar() -> None:
    with flow.parts().database.write() as session:
        suppress(
            session,
            DANA,
            SuppressionReason.HARD_BOUNCE,
            source="mail:402",
            actor=system("receipts"),
            now=utc_now(),
        )


def test_an_address_is_written_to_again_once_a_person_says_why(studio: Shell) -> None:
    assert studio.data("client", "suppressed") == []
    bar()
    [row] = studio.data("client", "suppressed")
    assert (row["address"], row["reason"], row["source"]) == (DANA, "hard_bounce", "mail:402")
    studio.run("client", "unsuppress", DANA.upper(), *WHY)
    assert studio.data("client", "suppressed") == []
    assert "nothing bars it" in studio.run("client", "unsuppress", DANA, *WHY, exit_code=6).stderr
    [entry] = studio.data("record", "search", "--action", "unsuppress")
    assert studio.data("record", "show", entry["seq"])["details"] == {
        "address": DANA,
        "reason": WHY[1],
    }
    assert '"ok": true' in studio.run("record", "verify").stdout


def test_it_can_be_barred_again_and_a_lift_that_nobody_recorded_is_found(studio: Shell) -> None:
    bar()
    studio.run("client", "unsuppress", DANA, *WHY)
    bar()
    assert len(studio.data("client", "suppressed")) == 1
    assert '"ok": true' in studio.run("record", "verify").stdout
    with flow.parts().database.write() as session:
        session.connection().exec_driver_sql("UPDATE suppression SET lifted_at = created_at")
    assert "suppression:2: the lift" in studio.run("record", "verify", exit_code=7).stdout
