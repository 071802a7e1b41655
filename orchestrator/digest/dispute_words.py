"""What a client is promised about a disputed invoice, in her language."""

from datetime import date
from typing import Final

from orchestrator.phrases import Phrases, phrases

DAY: Final = "{day}"
"""Stands in what a PM writes for the day that is promised."""


def promise_mail(language: str, *, name: str, number: str, pm: str) -> str:
    """What the PM may send, with `DAY` where the day comes."""
    say = phrases(language)
    return say("dispute.text", name=name, invoice=_invoice(say, number), day=DAY, pm=pm)


def promised(language: str, *, number: str, due_on: date) -> str:
    """The row of the register of promises."""
    say = phrases(language)
    return say("dispute.promised", invoice=_invoice(say, number), day=day_words(language, due_on))


def day_words(language: str, due_on: date) -> str:
    """``Wednesday 25 November``; figures where we have no names of days."""
    return due_on.strftime(phrases(language)("dispute.day")).replace(" 0", " ")


def _invoice(say: Phrases, number: str) -> str:
    return say("dispute.numbered", number=number) if number else say("dispute.unnumbered")
