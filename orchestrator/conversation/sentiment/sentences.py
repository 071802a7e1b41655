"""The sentences that may carry a feeling: greetings, sign-offs, signatures and quotes are none."""

import re

from orchestrator.conversation.body import own_text, split_sentences

_WELCOME = (
    r"(?i:dear|hi|hello|hey|hallo|moin|servus|good (?:morning|day|afternoon|evening)|"
    r"guten (?:tag|morgen|abend)|grüezi|grüß gott"
    r"|sehr geehrte\w*|liebe[rs]?|bonjour|bonsoir|salut|chère?s?|hola|buen[oa]s? (?:d[ií]as?|"
    r"tardes?|noches?)"
    r"|estimad[oa]s?|ciao|buongiorno|buonasera|gentil[ei]\w*|car[oa]s?|hoi|dag|beste|geachte|"
    r"goede\w*|olá|bom dia|boa tarde|prezad[oa]s?)\b"
)
_NAMED = (
    r"(?:\s+(?:[A-ZÀ-Þ][\w.'’-]*|(?i:all|both|there|team|everyone|folks|again|und|and|et|y|e|en|"
    r"&|zusammen|alle|allemaal|tous|toutes|todos|todas|tutti|herr|frau|damen|herren)))"
)
# "Hi Pia, v3 is not it either." greets and then says something.
_GREETING = re.compile(
    rf"{_WELCOME}(?:{_NAMED}{{0,6}}\s*[,:!.–-]\s*|[^,.!?:]{{0,30}}[,:]\s*|"
    rf"(?:{_NAMED}{{0,6}}|\s+\w+)[\s,.!:]*$)"
)
_SIGN_OFF = re.compile(
    r"^(?i:(?:best|kind|warm|many|with kind|with best)?\s*(?:regards|wishes)|best|cheers|"
    r"sincerely|yours (?:sincerely|faithfully|truly)|yours"
    r"|(?:mit )?(?:freundlich\w*|beste\w*|liebe\w*|herzlich\w*|viele\w*|schöne\w*) grü(?:ß|"
    r"ss)\w*|gruß|grüße|lg|vg|mfg"
    r"|(?:bien )?cordialement|bien à (?:vous|toi)|salutations(?: distinguées)?|"
    r"(?:un )?(?:cordial )?saludos?(?: cordiales)?|atentamente"
    r"|(?:cordiali|distinti) saluti|cordialmente|(?:met )?(?:vriendelijke|hartelijke) groet\w*|"
    r"groet\w*|mvg"
    r"|(?:com os )?(?:melhores )?cumprimentos|atenciosamente|abraços?|um abraço)\b"
    r"[\s,.!]*(?:(?:[A-ZÀ-Þ][\w.'’-]*[ ,.]*){0,4}|\w+)$"
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
        if said := _ungreeted(part):
            kept.append(said)
    return kept


def _ungreeted(part: str) -> str:
    greeting = _GREETING.match(part)
    return part[greeting.end() :] if greeting else part
