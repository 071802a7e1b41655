"""Moments of stages that are due, and good moments for a follow-on, as rows of Today's list."""

from collections.abc import Iterator, Sequence
from datetime import date

from orchestrator.engagement.stage_facts import Staged
from orchestrator.models import MomentKind, Stage
from orchestrator.web.need import Need
from orchestrator.web.parts import now
from orchestrator.web.register_rows import due_words
from orchestrator.web.stage_words import MOMENTS
from orchestrator.web.words import local


def stage_needs(found: Sequence[Staged]) -> list[Need]:
    """What is due first, suggestions behind."""
    today = local(now()).date()
    due = [need for each in found for need in _due(each, today)]
    return [*due, *(_suggested(each) for each in found if each.follow_on.is_good)]


def _due(each: Staged, today: date) -> Iterator[Need]:
    for kind, due_on in each.due.items():
        if due_on > today:
            continue
        detail = each.project.name
        if each.standing.stage is Stage.AFTERCARE:
            detail += f": last contact {(today - each.standing.last_contact).days} days ago"
        yield Need(
            kind="moment",
            tone="soft",
            icon="handshake",
            title=MOMENTS[kind].title.format(_first(each)),
            detail=detail,
            when=due_words(due_on),
            href=f"/p/{each.project.slug}/stage",
            button="Open",
            deed=(_deed(each, kind), "Done"),
        )


def _suggested(each: Staged) -> Need:
    return Need(
        kind="follow_on",
        tone="good",
        icon="handshake",
        title=f"A good moment to ask {_first(each)} for a follow-on",
        detail=f"{each.project.name}: {', '.join(each.follow_on.reasons)}",
        when="",
        href=f"/p/{each.project.slug}/stage#follow-on",
        button="Look",
        deed=(_deed(each, MomentKind.NOT_NOW), "Not now"),
    )


def _first(each: Staged) -> str:
    return each.person.split()[0] if each.person.split() else "the client"


def _deed(each: Staged, kind: MomentKind) -> str:
    return f"/p/{each.project.slug}/stage/moments/{kind.value}?from=today"
