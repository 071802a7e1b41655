"""``orchestrator send``: whether updates leave, and the word of a person that lets them go."""

import click

from orchestrator.cli import naming
from orchestrator.cli.common import Answer, answers, open_service
from orchestrator.dispatch import breaker


@click.group("send")
def send() -> None:
    r"""See whether updates leave, and let them go again after too many complaints or failures.

    \b
    Examples:
      orchestrator send status
      orchestrator send resume --reason "The bought list is out."
    """


@send.command("status")
@answers
def status() -> Answer:
    r"""Say whether updates leave, and why not.

    \b
    Example:
      orchestrator send status
    """
    service = open_service()
    with service.database.read() as session:
        stopped = breaker.standing(session)
    if stopped is None:
        return Answer("Updates leave", {"stopped": False})
    text = (
        f"Stopped since {stopped.tripped_at:%F %H:%M} UTC: {stopped.words}\n"
        "Answers still go. When you know why: orchestrator send resume --reason …"
    )
    data = {"stopped": True, "cause": stopped.cause.value, "why": stopped.words}
    return Answer(text, data | {"since": stopped.tripped_at})


@send.command("resume")
@click.option("--reason", required=True, help="For the record: what you found, and changed.")
@answers
def resume(reason: str) -> Answer:
    r"""Let updates go again.  What came back until now counts no more.

    \b
    Example:
      orchestrator send resume --reason "The bought list is out."
    """
    service = open_service()
    words = naming.words("--reason", reason, longest=300)
    with service.change() as session:
        waiting = breaker.resume(session, reason=words, actor=service.actor, now=service.now)
    service.ring("send_due")
    return Answer(f"Updates leave again; {waiting} waited", {"waiting": waiting})
