"""Which words of a reply answer the pulse question of the update.  Pure.

What answers an ask is no answer to it, nor is a wish about our mails, a greeting or thanks.
What she asks herself answers only the questions whether something is missing.
"""

from collections.abc import Mapping
import re
from typing import Any

from orchestrator.models import PulseTopic

LONGEST = 500

_MAY_BE_ASKED_BACK = (PulseTopic.ELSE, PulseTopic.INFORMATION)
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")
_NUMBERED = re.compile(
    r"\s*#?[1-9](?:\s*[A-Da-d])?(?:\s*(?:$|[:.)=,–-])|"
    r"\s+(?:yes|no|ja|nein|oui|non|sí|si|nee|sim|não)\b)"
)
_SCORE_ALONE = re.compile(r"\s*[1-5]\s*(?:/\s*5)?\s*[.!]?\s*")
_COURTESY = re.compile(
    r"(?:(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|thanks?|thank you|many thanks|"
    r"cheers|(?:kind |best |warm )?regards|best|all the best|see you|"
    r"hallo|liebe[rs]?|guten (?:tag|morgen)|moin|danke(?: schön| sehr)?|vielen dank|besten dank|"
    r"(?:viele|liebe|beste|mit freundlichen) grüße[n]?|"
    r"bonjour|bonsoir|chère?|merci(?: beaucoup)?|cordialement|bien à vous|à bientôt|"
    r"hola|buen(?:os|as) (?:días|tardes)|(?:muchas )?gracias|un saludo|saludos(?: cordiales)?|"
    r"ciao|buongiorno|grazie(?: mille)?|cordiali saluti|saluti|a presto|"
    r"hoi|goedemorgen|beste|bedankt|dank (?:u|je)(?: wel)?|(?:met vriendelijke )?groet(?:en|jes)?|"
    r"olá|bom dia|boa tarde|(?:muito )?obrigad[oa]|cumprimentos|abraço|ok|okay)\b"
    r"[\s,;!.]*)+(?:(?:for|für|pour|por|per|voor|pela|pelo)\s[^.!?]{0,60}|[\w'’-]+(?:\s[\w'’-]+)?)?[\s,.!–-]*",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-ZÀ-Þ][\w'’-]*(?:\s[A-ZÀ-Þ][\w'’-]*){0,2}[.,]?")


def answer_in(new_text: str, found: Mapping[str, Any], topic: PulseTopic, writer: str = "") -> str:
    """Her words to the question, at most `LONGEST` characters; empty where there are none.

    Args:
        found: what the reply was read as (`Reading.found`).
        writer: her name; with it alone a mail is only signed.
    """
    if any(found[name] for name in ("preferences", "stop", "start", "undo")):
        return ""
    spans = [" ".join(a["span"].split()) for a in found["answers"].values() if a.get("span")]
    kept = [
        sentence
        for sentence in (" ".join(each.split()) for each in _SENTENCE_END.split(new_text))
        if sentence and _may_answer(sentence, spans, topic)
    ]
    names = set(writer.casefold().split())
    while kept and _NAME.fullmatch(kept[-1]):
        if len(kept) == 1 and not set(kept[0].casefold().rstrip(".,").split()) <= names:
            break
        kept.pop()
    return " ".join(kept)[:LONGEST]


def _may_answer(sentence: str, spans: list[str], topic: PulseTopic) -> bool:
    if _COURTESY.fullmatch(sentence) or _SCORE_ALONE.fullmatch(sentence):
        return False
    if _NUMBERED.match(sentence) or any(s in sentence or sentence in s for s in spans):
        return False
    return "?" not in sentence or topic in _MAY_BE_ASKED_BACK
