"""What `mail parse` says beyond the words of a mail: where it would go, what it would change.

The code that files and reads mails in the service does so here; nothing is written.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from orchestrator.cli.common import Service, open_service
from orchestrator.clock import utc_now
from orchestrator.collect.authenticity import Received, Verdict, verdicts
from orchestrator.collect.parse import ParsedMail
from orchestrator.collect.rows import Read, columns_of
from orchestrator.conversation.preview import Preview, preview, read_alone
from orchestrator.conversation.said import Said
from orchestrator.dispatch.compose import instance_mark
from orchestrator.engagement.asks import has_right_to_settle, speaks_against
from orchestrator.engagement.tiers import weigh
from orchestrator.errors import OrchestratorError
from orchestrator.models import Digest, Direction, Mail, Project, Sentiment
from orchestrator.web.feeling import FELT, deciding_words

Row = tuple[str, str]

_UNJUDGED = Verdict("none", "")
_COMMANDS = ("stop", "start", "undo")


def service_or_why_not() -> Service | str:
    """The configured service, or why there is none to look things up in."""
    try:
        return open_service()
    except OrchestratorError as error:
        return str(error)


def understood(content: bytes, parsed: ParsedMail, service: Service | str) -> list[Row]:
    """Rows for people: who wrote it, where it belongs, and what it says."""
    if parsed.kind not in ("human", "empty") or not parsed.is_kind_certain:
        return [("Answers", "none: only the words of people are read")]
    if isinstance(service, str):
        said = read_alone(_mail(parsed, parsed.sent_at or utc_now(), _UNJUDGED))
        answers = "cannot be told without the questions of the update that it answers"
        return [("Matches", f"not looked up: {service}"), ("Answers", answers), *_rest(said)]
    mail = _judged(content, parsed, service)
    with service.database.read() as session:
        seen = preview(session, mail, key=service.key)
        return [
            ("Sender", _sender(mail, seen)),
            ("Matches", _place(session, seen)),
            *_answers(session, mail, seen),
            *_rest(seen.said),
        ]


def _judged(content: bytes, parsed: ParsedMail, service: Service) -> Mail:
    at = min(parsed.sent_at or service.now, service.now)
    received = Received(content, parsed.from_address, at, parsed.trace)
    [verdict] = verdicts([received], service.settings)
    is_ours = parsed.loop_id == instance_mark(service.key)
    return _mail(parsed, at, verdict, is_loop=is_ours)


def _mail(
    parsed: ParsedMail, received_at: datetime, verdict: Verdict, *, is_loop: bool = False
) -> Mail:
    columns = columns_of(Read(0, parsed, verdict, is_loop=is_loop))
    return Mail(**columns, direction=Direction.IN, received_at=received_at, has_token=False)


def _sender(mail: Mail, seen: Preview) -> str:
    who = seen.contact.name if seen.contact else "nobody we know"
    return f"{who}; {mail.authenticity_evidence}"


def _place(session: Session, seen: Preview) -> str:
    if seen.filing is None:
        return "no project: it would wait among the undecided"
    name = session.get_one(Project, seen.filing.project_id).name
    digest = session.get(Digest, seen.filing.digest_id) if seen.filing.digest_id else None
    where = f"update {digest.number}, {name}" if digest else name
    return f"{where}   ({seen.filing.reason})"


def _answers(session: Session, mail: Mail, seen: Preview) -> Iterator[Row]:
    if seen.said.is_confirmation:
        yield (
            "Answers",
            f"“Was this you?” -> {seen.said.found['answers']['1']['value'] or 'unclear'}",
        )
        return
    if not seen.asks:
        yield "Answers", "none: it answers no update with questions"
        return
    lines = [
        f"{number} -> {_chosen(seen, int(number), found)}   {found['certainty']}, "
        f"{_effect(session, mail, seen, int(number), found)}"
        for number, found in seen.said.found["answers"].items()
    ]
    lines += [f"unclear: {words}" for words in seen.said.found["unclear"]]
    for position, line in enumerate(lines or ["none"]):
        yield "" if position else "Answers", line


def _chosen(seen: Preview, number: int, found: Mapping[str, Any]) -> str:
    value = found["value"] or "no side named"
    option = seen.asks[number].options.get(value, "")
    return f"{value}  {option}".rstrip() + f' "{found["span"]}"'


def _effect(
    session: Session, mail: Mail, seen: Preview, number: int, found: Mapping[str, Any]
) -> str:
    """Whether the answer would count by itself, or what it would wait for."""
    if seen.contact is None:
        return "changes nothing: nobody we know"
    settles = has_right_to_settle(session, mail.project_id, seen.contact.id)
    against = speaks_against(session, seen.asks[number], seen.contact, found, settles)
    why = against or weigh(session, mail).why_not
    return f"waits: {why}" if why else "counts at once"


def _rest(said: Said) -> Iterator[Row]:
    """What needs no questions to be understood."""
    found = said.found
    yield "Pulse", f"{found['pulse']} of 5" if found["pulse"] else "none"
    wishes = [f"{name.replace('_', ' ')} {value}" for name, value in found["preferences"].items()]
    wishes += [command for command in _COMMANDS if found[command]]
    yield "Wishes", ", ".join(wishes) or "none"
    because = " · ".join(f"“{words}”" for words in deciding_words(Sentiment(**said.felt)))
    yield "Mood", FELT[said.felt["label"]][1] + (f"   because {because}" if because else "")
