"""What accounting reads about a disputed invoice: our question, the facts, the client's words."""

from datetime import datetime
from itertools import groupby
import textwrap
from typing import Final

from orchestrator.config import Settings
from orchestrator.digest.response_words import indented, role_line
from orchestrator.mail_contexts import CaseContext
from orchestrator.models import Dispute, Referral, User
from orchestrator.phrases import ENGLISH, phrases
from orchestrator.rendering import Rendered, render
from orchestrator.wording import local_day

QUOTED_LINES: Final = 8
QUOTED_COLUMNS: Final = 74


def first_subject(dispute: Dispute) -> str:
    """``HL: invoice 1182 is disputed``."""
    return f"{dispute.project.code}: {dispute.name} is disputed"


def first_words(dispute: Dispute) -> str:
    """What is written at first, for the PM to change."""
    project, contact = dispute.project, dispute.contact
    return (
        "Hello,\n\n"
        f"{contact.name} of {contact.client.name} disputes {dispute.name} for {project.name}. "
        "What is right, and what can we offer?\n\n"
        "Please answer this mail. Your words stay in our team: I give the client one answer."
    )


def render_referral(
    referral: Referral, *, sender: User, settings: Settings, now: datetime
) -> Rendered:
    """The mail in its three forms, signed by ``sender``.

    Raises:
        Refused: it is longer than mail programs show.
    """
    dispute = referral.dispute
    lines = [indented(line) for line in referral.text.split("\n")]
    on = local_day(dispute.mail.received_at, settings.timezone, now=now)
    context: CaseContext = {
        "lang": ENGLISH,
        "subject": referral.subject,
        "studio": {"name": settings.studio_name, "address": settings.studio_address},
        "signer": {"name": sender.name, "role_line": role_line(sender, settings, phrases(ENGLISH))},
        "lines": lines,
        "paragraphs": [list(group) for has_words, group in groupby(lines, bool) if has_words],
        "facts": _facts(dispute, on),
        "quoting": f"{dispute.contact.name} wrote on {on}:",
        "said": _said(dispute),
    }
    return render("case", context)


def _facts(dispute: Dispute, on: str) -> list[tuple[str, str]]:
    facts = [
        ("Client", dispute.contact.client.name),
        ("Project", f"{dispute.project.name} ({dispute.project.code})"),
        ("Invoice", dispute.number),
        ("Amount", dispute.amount),
        ("Disputed on", on),
    ]
    return [(name, value) for name, value in facts if value]


def _said(dispute: Dispute) -> list[str]:
    """The client's own words, in short; without what was quoted in them."""
    words = dispute.mail.new_text.strip() or dispute.words
    lines = [
        row
        for line in words.splitlines()
        for row in textwrap.wrap(line, QUOTED_COLUMNS, break_on_hyphens=False) or [""]
    ]
    return [*lines[:QUOTED_LINES], *(["[…]"] if len(lines) > QUOTED_LINES else [])]
