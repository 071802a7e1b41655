"""Blocks become subject, preview, text and HTML on the update's own row."""

from datetime import date, datetime
from typing import Literal
from urllib.parse import quote

from orchestrator.config import Settings
from orchestrator.digest import words
from orchestrator.digest.cadence import Rhythm, days_in
from orchestrator.digest.short import About, example, text_of
from orchestrator.mail_contexts import Ask, DigestContext, PulseQuestion
from orchestrator.models import Block, BlockKind, Contact, Digest
from orchestrator.models.preference import SHORT
from orchestrator.phrases import Phrases
from orchestrator.rendering import render
from orchestrator.walltime import zone_of
from orchestrator.wording import letter, local_day, reply_address, span

_TONES: dict[str, Literal["good", "watch", "bad"]] = {
    "good": "good",
    "watch": "watch",
    "bad": "bad",
}
_HINTS = {"yesno": "digest.yes_no", "document": "digest.attach"}


def render_digest(digest: Digest, *, settings: Settings, key: bytes, now: datetime) -> None:
    """Write subject, preview, why, text and HTML of an update from its blocks."""
    today, say = now.astimezone(zone_of(digest.contact.timezone)).date(), digest.contact.say
    asks = _of(digest, BlockKind.ASK)
    bad = [b.text for b in digest.blocks if b.details.get("bad")]
    good = [b.text for b in digest.blocks if b.kind in (BlockKind.NEWS, BlockKind.DONE)]
    good += [b.text for b in _of(digest, BlockKind.GOAL)]
    values = sum(1 for block in asks if block.details["kind"] in ("value", "document"))
    digest.subject = words.subject(
        digest.project.name,
        decisions=len(asks) - values,
        answers=values,
        due_on=min((date.fromisoformat(b.details["due_on"]) for b in asks), default=None),
        bad=bad,
        good=[text for text in good if text not in bad],
        today=today,
        say=say,
    )
    digest.preview = words.preview([*bad, *good, *(b.text for b in asks)], len(asks), say)
    digest.why = words.why(
        rhythm_of(digest.contact), digest.contact.wishes.length, _chosen(digest, now), say
    )
    if digest.channel in SHORT:
        about = about_of(digest, studio=settings.studio_name, today=today)
        digest.text, digest.html = text_of(digest.channel, digest.blocks, about), ""
        return
    rendered = render("digest", _context(digest, settings=settings, key=key))
    digest.text, digest.html = rendered.text, rendered.html


def about_of(digest: Digest, *, studio: str, today: date) -> About:
    """What a short message says around its lines."""
    project = digest.project
    return About(studio, project.name, project.pm.name, today, digest.contact.say)


def rhythm_of(contact: Contact) -> Rhythm:
    """A contact's wishes as a rhythm on her calendar."""
    wishes = contact.wishes
    return Rhythm(
        cadence=wishes.cadence,
        weekday=wishes.weekday,
        at=wishes.at,
        not_before=wishes.not_before,
        zone=contact.timezone,
        pause_until=wishes.pause_until,
        away_since=contact.away_since,
        away_until=contact.away_until,
        quiet_days=days_in(wishes.quiet_days),
        place=contact.holidays_of,
    )


def reference(digest: Digest) -> str:
    """How people name an update: ``HL-14``."""
    return f"{digest.project.code}-{digest.number}"


def _context(digest: Digest, *, settings: Settings, key: bytes) -> DigestContext:
    contact, project = digest.contact, digest.project
    zone = zone_of(contact.timezone)
    status = _of(digest, BlockKind.STATUS)[0]
    tone, say = _TONES[status.details["delivery"]], contact.say
    head = letter(
        settings,
        key=key,
        lang=contact.language,
        informal=contact.is_informal,
        subject=digest.subject,
        project_name=project.name,
        pm_name=project.pm.name,
        contact_id=contact.id,
        why=digest.why,
        reference=reference(digest),
    )
    asks = _of(digest, BlockKind.ASK)
    return {
        **head,
        "preview": digest.preview,
        "update": {
            "number": digest.number,
            "name": say(f"digest.{contact.wishes.cadence}"),
            "period": span(
                digest.period_start.astimezone(zone).date(),
                digest.period_end.astimezone(zone).date(),
                say=say,
            ),
        },
        "greeting_name": contact.greeting_name,
        "status": {
            "word": say(f"digest.{tone}"),
            "tone": tone,
            "sentences": [status.text] if status.text else [],
        },
        "goals": [
            {"text": b.text, "share": b.details.get("share")} for b in _of(digest, BlockKind.GOAL)
        ],
        "news": [
            {"text": b.text, "bad": bool(b.details.get("bad"))} for b in _of(digest, BlockKind.NEWS)
        ],
        "told": [],
        "noted": [b.text for b in _of(digest, BlockKind.NOTED)],
        "asks": [_ask(block, say) for block in asks],
        "ask_example": example(asks, say),
        "done": [b.text for b in _of(digest, BlockKind.DONE)],
        "next": [b.text for b in _of(digest, BlockKind.NEXT)],
        "pulse": _pulse(digest, settings=settings, key=key),
    }


def _of(digest: Digest, kind: BlockKind) -> list[Block]:
    return [block for block in digest.blocks if block.kind is kind]


def _ask(block: Block, say: Phrases) -> Ask:
    details, n = block.details, block.number
    assert n is not None
    return {
        "n": n,
        "kind": details["kind"],
        "title": block.text,
        "detail": details["detail"],
        "options": [
            {"key": f"{n}{letter_}", "text": text, "recommended": letter_ == details["recommended"]}
            for letter_, text in sorted(details["options"].items())
        ],
        "hint": say(_HINTS[details["kind"]], n=n) if details["kind"] in _HINTS else "",
        "due": details["due"],
    }


def _pulse(digest: Digest, *, settings: Settings, key: bytes) -> PulseQuestion | None:
    blocks = _of(digest, BlockKind.PULSE)
    if not blocks:
        return None
    address = reply_address(settings, key, f"d{digest.id}", digest.contact_id)
    subject = quote(f"Re: {digest.subject}")
    say = digest.contact.say
    return {
        "question": blocks[0].text,
        "hint": say("pulse.hint"),
        "either": say("pulse.or"),
        "links": [
            {
                "score": score,
                "word": word,
                "href": f"mailto:{quote(address, safe='@+.')}?subject={subject}&body={score}%2F5",
            }
            for score, word in enumerate(say.all("pulse.scores"), start=1)
        ],
    }


def _chosen(digest: Digest, now: datetime) -> str:
    at, contact = digest.contact.wishes.chosen_at, digest.contact
    return local_day(at, contact.timezone, now=now, say=contact.say) if at else ""
