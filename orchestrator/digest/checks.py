"""What must hold before an update may be approved, each as a sentence for the screen."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from orchestrator.digest.beside import Beside, look_beside
from orchestrator.digest.check import Check
from orchestrator.digest.facts import facts_in, untold
from orchestrator.digest.goals import stale_goals
from orchestrator.digest.owners import owner_of
from orchestrator.digest.plan import asks_at_most
from orchestrator.digest.promised import overdue_promises
from orchestrator.digest.segments import segments
from orchestrator.digest.short import SEGMENTS_AT_MOST
from orchestrator.digest.surprise import slips
from orchestrator.digest.words import SUBJECT_AT_MOST
from orchestrator.errors import CrossClientText
from orchestrator.models import (
    Ask,
    Block,
    BlockKind,
    Digest,
    Fact,
)
from orchestrator.models.calls import to_be_called
from orchestrator.models.preference import CHANNEL_WORDS, HANDLE_WORDS, SHORT
from orchestrator.models.reached import frequencies
from orchestrator.models.registers import ASKABLE
from orchestrator.models.unanswered import holding_back
from orchestrator.walltime import zone_of

SENDABLE = ("email", *SHORT)
"""What we can send ourselves; by phone a person speaks."""

HTML_AT_MOST = 90_000
"""Gmail cuts what comes after about 102 kB; the footer must not be cut."""


def check_digest(session: Session, digest: Digest) -> list[Check]:
    """Every check on a draft, those that fail first.  Reads only."""
    beside = look_beside(session, digest)
    # Whose the lines are comes before all else.
    checks = [
        _sources(session, digest),
        _nothing_stale(session, digest, beside),
        _surprises(digest, beside),
    ]
    last = _IN_SHORT if digest.channel in SHORT else _IN_A_MAIL
    checks += [check(session, digest) for check in (*_CHECKS, *last)]
    return sorted(checks, key=lambda check: check.ok)


def require_own_sources(digest: Digest) -> None:
    """Raises CrossClientText when a line has the source of another client."""
    for block in digest.blocks:
        if any(source.client_id != digest.project.client_id for source in block.sources):
            raise CrossClientText(
                f"update {digest.number}: line {block.position} has a source of another client"
            )


def _sources(session: Session, digest: Digest) -> Check:
    unsourced = [block for block in digest.blocks if not block.sources]
    if unsourced:
        return Check(False, True, "A line has no source", unsourced[0].text)
    foreign = next(_foreign_lines(session, digest), None)
    if foreign is not None:
        return Check(False, True, "A line belongs to another client", foreign.text)
    return Check(True, True, "Every line has a source, none from another client")


def _foreign_lines(session: Session, digest: Digest) -> Iterator[Block]:
    mine = digest.project.client_id
    for block in digest.blocks:
        for source in block.sources:
            owner = owner_of(session, source.source)
            if source.client_id != mine or owner not in (None, mine):
                yield block


def stale_blocks(
    session: Session, digest: Digest, fresh: Sequence[Fact] | None = None
) -> list[Block]:
    """Lines that were told or withdrawn meanwhile, and asks that were settled.

    ``fresh``: what is untold, where that is known already.
    """
    if fresh is None:
        always = datetime.max.replace(tzinfo=UTC)
        fresh = untold(
            session, digest.project_id, digest.contact_id, before=always, apart_from=digest.id
        )
    told = {f"fact:{fact_id}" for fact_id in facts_in(digest)} - {f"fact:{f.id}" for f in fresh}
    told |= stale_goals(session, digest)
    # One by one: a page that shows their sources has them already.
    asks = [
        (block.ask_id, session.get(Ask, block.ask_id)) for block in digest.blocks if block.ask_id
    ]
    settled = {ask_id for ask_id, ask in asks if ask is None or ask.state not in ASKABLE}
    return [
        block
        for block in digest.blocks
        if block.ask_id in settled or any(source.source in told for source in block.sources)
    ]


def _nothing_stale(session: Session, digest: Digest, beside: Beside) -> Check:
    stale = stale_blocks(session, digest, beside.untold)
    if stale:
        return Check(False, True, "A line was told, withdrawn or settled meanwhile", stale[0].text)
    return Check(True, True, "Nothing in it was told or settled before")


def _surprises(digest: Digest, beside: Beside) -> Check:
    """She must not learn late what we knew early."""
    found = slips(digest, beside)
    if not found:
        return Check(True, True, "No bad news that we know is left out")
    count = "Bad news is" if len(found) == 1 else f"{len(found)} pieces of bad news are"
    return Check(False, True, f"{count} known to us and not told", found[0].text, slips=found)


def _asks(_session: Session, digest: Digest) -> Check:
    asks = [block for block in digest.blocks if block.kind is BlockKind.ASK]
    if len(asks) > (room := asks_at_most(digest)):
        return Check(False, True, f"{len(asks)} asks", f"At most {room} an update")
    if not asks:
        return Check(True, True, "Nothing is asked")
    count = "1 ask" if len(asks) == 1 else f"{len(asks)} asks"
    return Check(True, True, f"{count}, each with a date and a default")


def _her_mood(session: Session, digest: Digest) -> Check:
    """An update that asks for colours is the wrong answer to "Nobody told us"."""
    name = digest.contact.first_name
    mails = holding_back(session, digest.contact_id, digest.project_id, now=digest.send_at)
    if not mails:
        return Check(True, True, f"No unhappy mail of {name} waits for an answer")
    is_sure = any(mail.is_sure for mail in mails)
    title = f"{name} {'is' if is_sure else 'may be'} unhappy and waits for an answer"
    return Check(False, True, title, f"“{mails[0].words}”", mails)


def _promises(_session: Session, digest: Digest) -> Check:
    """It must say kept, moved or dropped, and why."""
    overdue = overdue_promises(digest)
    if not overdue:
        return Check(True, True, "No promise is overdue")
    count = "A promise is" if len(overdue) == 1 else f"{len(overdue)} promises are"
    words = f"“{overdue[0].text}”: kept, moved or dropped?"
    return Check(False, True, f"{count} overdue", words, promises=overdue)


def _subject(_session: Session, digest: Digest) -> Check:
    length = len(digest.subject)
    return Check(length <= SUBJECT_AT_MOST, False, f"Subject has {length} of {SUBJECT_AT_MOST}")


def _bad_news(_session: Session, digest: Digest) -> Check:
    bad = sum(1 for block in digest.blocks if block.details.get("bad"))
    words = "No bad news is known" if not bad else f"Bad news stands at the top ({bad})"
    return Check(True, False, words)


def _her_wishes(_session: Session, digest: Digest) -> Check:
    name, wishes = digest.contact.first_name, digest.contact.wishes
    if wishes.stopped:
        return Check(False, True, f"{name} asked for no more mail", f"Skip it, or call {name}")
    day = digest.send_at.astimezone(zone_of(digest.contact.timezone)).date()
    if wishes.pause_until is not None and wishes.pause_until > day:
        return Check(False, True, f"{name} paused mail until {wishes.pause_until}")
    if away := digest.contact.away_words(on=day):
        return Check(False, True, away, "What is new waits until then")
    words = CHANNEL_WORDS[wishes.channel]
    if wishes.channel not in SENDABLE:
        return Check(False, True, f"{name} asked for {words}", f"Call {name}, and note the call")
    if wishes.channel != digest.channel:
        return Check(False, True, f"{name} asked for {words}", "It is written anew for that")
    if not digest.contact.handle(digest.channel):
        way = HANDLE_WORDS[digest.channel]
        return Check(False, True, f"No {way} of {name} is known", f"Enter it on the page of {name}")
    return Check(True, True, f"As wished: {wishes.in_words()}")


def _calls_first(session: Session, digest: Digest) -> Check:
    name = digest.contact.first_name
    waiting = to_be_called(session, digest, now=digest.send_at)
    if waiting:
        return Check(False, True, f"Call {name} first: it is urgent", f"“{waiting[0]}”")
    return Check(True, True, "Nothing urgent has to be told by phone first")


def _frequency(session: Session, digest: Digest) -> Check:
    """All that reaches the human counts, whoever sent it, but for answers to their own mails."""
    contact_id, at = digest.contact_id, digest.send_at
    found = frequencies(session, [contact_id], at=at, apart_from=f"digest:{digest.id}")
    place = found[contact_id].place(at, digest.contact.timezone)
    if place.over:
        title = f"This would be {place.over}"
        way = "Skip it: what is new waits for the next update. What cannot wait: answer a mail of"
        detail = f"{place.fits}. {way} theirs, or call; neither counts. {place.beside}"
        return Check(False, True, title, detail.strip())
    return Check(True, True, f"This will be {place.words}", place.beside)


def _size(_session: Session, digest: Digest) -> Check:
    size = len(digest.html.encode())
    words = f"{size // 1000} kB, plain text ready"
    return Check(size <= HTML_AT_MOST and bool(digest.text), True, words)


def _fits(_session: Session, digest: Digest) -> Check:
    """A chat takes any length; what is bad stays in a text message also where that is too long."""
    if digest.channel != "sms":
        return Check(bool(digest.text), True, f"{len(digest.text)} characters, asks by number")
    found = segments(digest.text)
    counted = "1 segment" if found.count == 1 else f"{found.count} segments"
    odd = f"“{found.odd[:20]}” makes it longer: only 70 characters a segment" if found.odd else ""
    if found.count > SEGMENTS_AT_MOST:
        name = digest.contact.first_name
        way = f"Say it in fewer words (Edit), or call {name} with it and skip it"
        return Check(False, True, f"{counted}, at most {SEGMENTS_AT_MOST}", f"{way}. {odd}".strip())
    return Check(True, True, f"{counted} of {SEGMENTS_AT_MOST}", odd)


_CHECKS: tuple[Callable[[Session, Digest], Check], ...] = (
    _her_mood,
    _asks,
    _promises,
    _bad_news,
    _her_wishes,
    _calls_first,
    _frequency,
)
_IN_A_MAIL = (_subject, _size)
_IN_SHORT = (_fits,)
