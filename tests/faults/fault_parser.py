"""A mail takes the parsing child with it; the others of its batch are read all the same."""

from collections.abc import Iterator
from contextlib import contextmanager
import os
from pathlib import Path
import time

from sqlalchemy import select

from orchestrator.collect import limits
from orchestrator.models import Mail, MailState, Quarantine
from tests.faults.lab import Lab
from tests.faults.registry import Finding, fault

_CRASHING = Path(__file__).parent / "crashing"
_MOST_KILLS = 3


@fault(21, "parsing child over its memory", recover_within=45, shortened=15)
def out_of_memory(lab: Lab) -> Finding:
    return _suffer(lab, "memory")


@fault(22, "parsing child over its time", recover_within=60, shortened=15)
def out_of_time(lab: Lab) -> Finding:
    return _suffer(lab, "time")


@fault(23, "the same mail kills it three times", recover_within=45, shortened=15)
def crashes(lab: Lab) -> Finding:
    return _suffer(lab, "crash")


def _suffer(lab: Lab, reason: str) -> Finding:
    """One bad mail among good ones: it alone is put aside, once, and never tried by itself."""
    with lab.studio() as studio, _crashing_child(lab) as suffered:
        studio.deliver(studio.reply(), studio.note())
        studio.deliver(studio.note(f"X-Fault: {reason}"))
        studio.deliver(studio.reply(), studio.note())
        began = time.monotonic()
        with studio.running():
            studio.wait_settled()
            seconds = time.monotonic() - began
            kills = suffered.read_text().split().count(reason)
            assert 1 <= kills <= _MOST_KILLS, f"the child died {kills} times"
            studio.deliver(studio.reply())
            studio.wait_settled()
            # Some more sweeps, in which it must stay where it is.
            time.sleep(3 * studio.settings.sweep_every.total_seconds())
        assert suffered.read_text().split().count(reason) == kills, "it was tried by itself"
        quarantined = Mail.state == MailState.QUARANTINED
        assert studio.number(Mail, quarantined) == studio.number(Quarantine) == 1
        assert studio.number(Mail, Mail.state == MailState.APPLIED) == 5
        with studio.database.read() as session:
            row = session.scalars(select(Quarantine)).one()
        assert row.reason == reason, f"{row.reason}: {row.detail}"
        return Finding(studio.tally(), seconds, f"{row.reason}: {row.detail}")


@contextmanager
def _crashing_child(lab: Lab) -> Iterator[Path]:
    """The parsing children of this block suffer; yields the file where they note it."""
    suffered = lab.folder / "suffered"
    suffered.write_text("")
    given = {"PYTHONPATH": str(_CRASHING), "FAULTS_SUFFERED": str(suffered)}
    before = {name: os.environ.get(name) for name in given}
    os.environ.update(given)
    limits.close()
    if not lab.is_long:
        limits._idle.append(limits.LimitedParser(cpu_seconds=1, wall_seconds=3))
    try:
        yield suffered
    finally:
        limits.close()
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})
