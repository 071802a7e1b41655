"""Choose what an update says: one list of blocks, each with its sources.

The order is fixed: how it stands, what was measured of her own goals, bad news, what we
noted from her, asks, news, done, next, pulse.  What does not fit is withheld with its
reason; bad news and what corrects something that she heard always fit.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.digest.budget import DEPTHS, within, words_in
from orchestrator.digest.facts import about_theirs, corrections, untold
from orchestrator.digest.goals import GOALS_AT_MOST, GoalNews, goal_line, goal_news
from orchestrator.digest.heartbeat import heartbeat
from orchestrator.digest.known import is_held_back, look_up
from orchestrator.digest.lines import line
from orchestrator.digest.noted import Noted, noted_since
from orchestrator.digest.pulse_question import pulse_block
from orchestrator.digest.short import About, fit
from orchestrator.digest.words import corrected
from orchestrator.models import (
    Answer,
    AnswerState,
    Ask,
    AskState,
    Block,
    BlockKind,
    Digest,
    DigestState,
    Fact,
    FactKind,
    Project,
    ProjectStatus,
    Wishes,
    Withheld,
)
from orchestrator.models.registers import is_asked_already
from orchestrator.walltime import zone_of
from orchestrator.wording import day, local_day

ASKS_AT_MOST = 3
ASKS_IN_A_TEXT = 1
"""A text message asks one thing, so that "yes" can mean nothing else."""
_STANDS = {
    FactKind.NEWS: BlockKind.NEWS,
    FactKind.DONE: BlockKind.DONE,
    FactKind.NEXT: BlockKind.NEXT,
}


@dataclass
class Plan:
    """What an update is going to say, before it is stored.

    ``has_news``: it is worth a mail, also where that is no more than the line she chose.
    """

    blocks: list[Block] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)
    has_news: bool = False


def plan_blocks(session: Session, digest: Digest, wishes: Wishes, *, now: datetime) -> Plan:
    """Choose the lines.  Bad news is never left out, whatever the length, but by a person."""
    plan, project = Plan(), digest.project
    length = wishes.length if digest.channel == "email" else "brief"
    kept = {item.source for item in digest.withheld if item.user_id is not None}
    known = untold(
        session, project.id, digest.contact_id, before=digest.period_end, apart_from=digest.id
    )
    facts = [fact for fact in known if f"fact:{fact.id}" not in kept]
    anew = corrections(session, project.id, digest.contact_id)
    first = [f for f in facts if f.is_bad or f.id in anew]
    open_asks = _open_asks(session, digest)
    look_up(session, project, open_asks, now=now)
    asks = [ask for ask in open_asks if not is_held_back(ask)]
    noted = noted_since(session, digest, now=now)
    goals = goal_news(session, digest, before=digest.period_end)
    # A question that is held back needs a PM's decision, so it is a reason for a draft too.
    is_urgent = bool(first) or any(a.asked_at is None for a in open_asks)
    plan.has_news = is_urgent if wishes.cadence == "needed" else bool(facts or open_asks or goals)
    plan.withheld += [_known(ask, digest, now=now) for ask in open_asks if is_held_back(ask)]
    plan.blocks += [_status(session, digest)]
    of_goals = _goals(goals, digest, length, plan, now=now)
    plan.blocks += of_goals
    plan.blocks += [fact_line(f, digest, f.id in anew) for f in first]
    plan.blocks += [_noted(n, project) for n in noted]
    plan.blocks += _numbered(_take(asks, asks_at_most(digest), plan), digest, now=now)
    question = pulse_block(session, digest, now=now)
    before = [b for b in (*plan.blocks, question) if b is not None and b not in of_goals]
    spent = {depth: _words_of(before, of_goals, depth) for depth in DEPTHS}
    rest = [fact for fact in facts if fact not in first]
    plan.blocks += _others(session, rest, digest, length, spent, plan)
    if not plan.has_news and wishes.heartbeat and wishes.cadence != "needed":
        plan.blocks += [heartbeat(digest, now=now)]
        plan.has_news = True
    plan.blocks += [question] if question else []
    return plan


def asks_at_most(digest: Digest) -> int:
    """How many questions an update has room for."""
    return ASKS_IN_A_TEXT if digest.channel == "sms" else ASKS_AT_MOST


def fit_in_text_message(plan: Plan, about: About) -> None:
    """Leave out what a text message has no room for, with the reason."""
    plan.blocks, out = fit(plan.blocks, about)
    plan.withheld += [
        _withheld(
            block.sources[0].source, block.text, "too long for a text, moves to the next update"
        )
        for block in out
        if block.kind is not BlockKind.PULSE
    ]


def _goals(
    goals: Sequence[GoalNews], digest: Digest, length: str, plan: Plan, *, now: datetime
) -> list[Block]:
    """As many as there is room for; what went the wrong way is never left out."""
    today = now.astimezone(zone_of(digest.contact.timezone)).date()
    room, lines = GOALS_AT_MOST[length], []
    for place, news in enumerate(goals):
        block = goal_line(news, digest, today=today)
        if place < room or news.is_bad:
            lines.append(block)
        else:
            reason = f"over {room} goal{'' if room == 1 else 's'}, moves to the next update"
            plan.withheld.append(_withheld(f"value_goal:{news.goal.id}", block.text, reason))
    return lines


def _others(
    session: Session,
    facts: Sequence[Fact],
    digest: Digest,
    length: str,
    spent: Mapping[str, int],
    plan: Plan,
) -> list[Block]:
    """What is neither bad nor a correction, as far as there is room.

    First what became of something they wanted or were promised, then what waited longest:
    else what is new each week would keep it out for ever.
    """
    theirs = about_theirs(session, digest.project_id) if facts else set()
    ranked = sorted(facts, key=lambda fact: fact.id not in theirs)
    lines = [fact_line(fact, digest) for fact in ranked]
    sources = {id(line): fact for line, fact in zip(lines, ranked, strict=True)}
    taken, over = within(lines, length, spent=spent)
    plan.withheld += [
        _withheld(f"fact:{sources[id(line)].id}", line.text, f"{reason}, moves to the next update")
        for line, reason in over
    ]
    return [line for kind in _STANDS.values() for line in taken if line.kind is kind]


def _words_of(others: Sequence[Block], goals: Sequence[Block], depth: str) -> int:
    """What an update of a depth says before its other lines; goals that went wrong come first."""
    number = max(GOALS_AT_MOST[depth], sum(bool(goal.details["bad"]) for goal in goals))
    return sum(words_in(each) for each in (*others, *goals[:number]))


def fact_line(fact: Fact, digest: Digest, is_correction: bool = False) -> Block:
    """A fact as a line of an update, before it has a position."""
    comes_first = fact.is_bad or is_correction
    kind = BlockKind.NEWS if comes_first else _STANDS[fact.kind]
    text = corrected(fact.text, digest.contact.say) if is_correction else fact.text
    block = line(kind, text, digest.project, f"fact:{fact.id}", fact.source)
    block.details = {"bad": fact.is_bad} | ({"corrects": True} if is_correction else {})
    return block


def _open_asks(session: Session, digest: Digest) -> Sequence[Ask]:
    """Asks without an answer, but for those that another open update of hers carries.

    One whose answer waits for the PM is answered, as far as she knows.
    """
    answered = select(Answer.id).where(Answer.ask_id == Ask.id, Answer.state == AnswerState.WAITING)
    on_its_way = (
        select(Block.id)
        .join(Digest, Digest.id == Block.digest_id)
        .where(
            Block.ask_id == Ask.id,
            Digest.id != digest.id,
            Digest.state.in_((DigestState.DRAFTED, DigestState.APPROVED)),
        )
        .exists()
    )
    return session.scalars(
        select(Ask)
        .where(
            Ask.project_id == digest.project_id,
            Ask.contact_id == digest.contact_id,
            Ask.state.in_((AskState.OPEN, AskState.ROLLED)),
            ~on_its_way,
            ~answered.exists(),
        )
        .order_by(Ask.due_on, Ask.id)
    ).all()


def _take(asks: Sequence[Ask], room: int, plan: Plan) -> Iterator[Ask]:
    """The first ``room`` asks; the rest wait, and one asked three times becomes a call."""
    taken = 0
    for ask in asks:
        if ask.rolled >= 2:
            ask.state = AskState.CALL
            plan.withheld.append(
                _withheld(f"ask:{ask.id}", ask.text, "asked three times: call her instead")
            )
        elif taken == room:
            plan.withheld.append(
                _withheld(
                    f"ask:{ask.id}",
                    ask.text,
                    f"over {room} ask{'' if room == 1 else 's'}, moves to the next update",
                )
            )
        else:
            taken += 1
            yield ask


def _known(ask: Ask, digest: Digest, *, now: datetime) -> Withheld:
    said_at = datetime.fromisoformat(ask.known["said_at"])
    on = local_day(said_at, digest.contact.timezone, now=now)
    waits = is_asked_already(ask.known)
    reason = f"the same question waits since {on}" if waits else f"answered already on {on}"
    return _withheld(f"ask:{ask.id}", ask.text, reason)


def _numbered(asks: Iterator[Ask], digest: Digest, *, now: datetime) -> Iterator[Block]:
    today = now.astimezone(zone_of(digest.contact.timezone)).date()
    say = digest.contact.say
    for number, ask in enumerate(asks, start=1):
        details: dict[str, Any] = {
            "kind": ask.kind.value,
            "detail": ask.detail,
            "options": ask.options,
            "recommended": ask.recommended,
            "due": say(
                "digest.due", day=day(ask.due_on, today=today, say=say), then=ask.on_silence
            ),
            "due_on": ask.due_on.isoformat(),
        }
        block = line(BlockKind.ASK, ask.text, digest.project, f"ask:{ask.id}", ask.source)
        block.details, block.ask_id, block.number = details, ask.id, number
        yield block


def _status(session: Session, digest: Digest) -> Block:
    project = digest.project
    row = session.scalar(
        select(ProjectStatus)
        .where(ProjectStatus.project_id == project.id)
        .order_by(ProjectStatus.id.desc())
        .limit(1)
    )
    # The client's mood colours our own lights, never the words that she reads about the work.
    block = line(BlockKind.STATUS, project.delivery_note, project, f"project:{project.id}")
    block.details = {"delivery": project.delivery.value, "status": row.status.value if row else ""}
    return block


def _noted(noted: Noted, project: Project) -> Block:
    return line(BlockKind.NOTED, noted.words, project, *noted.sources)


def _withheld(source: str, text: str, reason: str) -> Withheld:
    return Withheld(source=source, text=text, reason=reason)
