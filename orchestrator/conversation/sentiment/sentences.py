"""The sentences that may carry a feeling: greetings, sign-offs, signatures and quotes are none."""

import re

from orchestrator.conversation.body import own_text, split_sentences

_GREETING = re.compile(
    r"^(?:(?:dear|hi|hello|hey|hallo|moin|servus|good (?:morning|day|afternoon|evening)|"
    r"guten (?:tag|morgen|abend)"
    r"|sehr geehrte\w*|liebe[rs]?|bonjour|bonsoir|salut|chère?s?|hola|buen[oa]s? (?:d[ií]as?|"
    r"tardes?|noches?)"
    r"|estimad[oa]s?|ciao|buongiorno|buonasera|gentil[ei]\w*|caro|cara|hoi|dag|beste|geachte|"
    r"goede\w*|olá"
    r"|bom dia|boa tarde|prezad[oa]s?|car[oa]s?)\b[^.!?]{0,40}[,.!:]?)$",
    re.IGNORECASE,
)
_SIGN_OFF = re.compile(
    r"^(?:(?:best|kind|warm|many|with kind|with best)?\s*(?:regards|wishes)|best|cheers|"
    r"sincerely|yours\b.{0,20}"
    r"|(?:mit )?(?:freundlich\w*|beste\w*|liebe\w*|herzlich\w*|viele\w*|schöne\w*) grü(?:ß|"
    r"ss)\w*|gruß|grüße|lg|vg|mfg"
    r"|(?:bien )?cordialement|bien à (?:vous|toi)|salutations.{0,20}|"
    r"(?:un )?(?:cordial )?saludos?(?: cordiales)?|atentamente"
    r"|(?:cordiali|distinti) saluti|cordialmente|(?:met )?(?:vriendelijke|hartelijke) groet\w*|"
    r"groet\w*|mvg"
    r"|(?:com os )?(?:melhores )?cumprimentos|atenciosamente|abraços?|"
    r"um abraço)\b[\s,.!]*(?:[A-ZÀ-Þ][\w.'-]*[ ,.]*){0,4}$",
    re.IGNORECASE,
)

# More characters than a client writes about how things go; beyond stands pasted text.
_MOST = 20_000


def count_sentences(text: str) -> list[str]:
    """The writer's own sentences, verbatim, without greeting and sign-off."""
    kept: list[str] = []
    for part in split_sentences(own_text(text)[:_MOST]):
        if _SIGN_OFF.match(part):
            # Whatever follows a sign-off is a name or a card.
            break
        if not _GREETING.match(part):
            kept.append(part)
    return kept
