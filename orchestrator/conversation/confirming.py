"""What the reply to "Was this you?" says: yes, no, or words for a person.  Pure.

A code says yes by itself, unless the words around it deny the mail or set a condition.
"""

from collections.abc import Iterable
from datetime import date
import re
from typing import Any

from orchestrator import tokens
from orchestrator.codes import codes_in, without_codes
from orchestrator.conversation.reply import Ask, read_reply

_QUESTION = Ask(1, "yesno", "Was this you?", {})
_DENIES = re.compile(
    r"\bnot (?:me|mine|from me|by me)\b|n['’]?t (?:\w+ )?(?:me|mine|send|sent|write|ask|request)\b|"
    r"\b(?:did|have|do) (?:not|never)\b|\bnever (?:sent|wrote|asked|said)\b|"
    r"\b(?:nicht von mir|nicht ich|habe? (?:\w+ )?nicht|niemals|ce n['’]est pas|pas moi|"
    r"n['’](?:ai|était) (?:pas|jamais)|pas de moi|no (?:fui|era|soy) yo|no he |nunca|"
    r"no lo (?:escrib|mand|envi)\w+|non (?:ero|sono|l['’]ho|ho|è)|mai (?:scritto|mandato|inviato)|"
    r"niet van mij|was ik niet|ik niet|heb (?:\w+ )?niet|nooit|não (?:fui|era|sou|enviei|escrevi)|"
    r"fraud|phishing|spam|hacked|gehackt|piraté|hackead\w+)",
    re.IGNORECASE,
)


def is_confirmation(recipients: Iterable[str], new_text: str) -> bool:
    """Whether a mail replies to "Was this you?": to its reply address, or with a code."""
    found = (tokens.token_in(address) for address in recipients)
    references = (tokens.reference_of(token) for token in found if token)
    return any(ref and ref.startswith("c") for ref in references) or bool(codes_in(new_text))


def read_confirmation(new_text: str, *, today: date, timezone: str) -> dict[str, Any]:
    """One answer of the form that `reply read` gives: ``value`` yes, no or None.

    ``certainty`` is ``exact`` or ``unclear``; only an exact yes confirms anything.
    """
    code = bool(codes_in(new_text))
    words = without_codes(new_text, "yes")
    span = new_text.strip()[:200]
    if _DENIES.search(words):
        return _answer("no", "exact", span)
    said = read_reply(words, asks=[_QUESTION], today=today, timezone=timezone).answers.get(1)
    if code:  # It says yes by itself; a question or a condition beside it does not.
        is_plain = "?" not in words and (said is None or said.certainty == "exact")
        return _answer("yes", "exact", span) if is_plain else _answer(None, "unclear", span)
    if said is not None and said.certainty == "exact":
        return _answer(said.value, "exact", span)
    return _answer(None, "unclear", span)


def _answer(value: str | None, certainty: str, span: str) -> dict[str, Any]:
    return {"value": value, "certainty": certainty, "span": span}
