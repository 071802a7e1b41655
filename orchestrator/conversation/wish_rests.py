"""A rest from our mails by its grammar, in seven languages; over one clause of folded words.

So long no mail shall come, or the writer be left in peace.  What else the clause says must be
words of a wish, so that "ten days without rain" and "give Tom a break" are of something else.
"""

import re

from orchestrator.conversation import wish_speech_words as speech
from orchestrator.conversation.dates import MONTH
from orchestrator.conversation.gated import Gated, gate_of, possible
from orchestrator.conversation.wish_scope import is_named, known

_OFF = Gated(
    r"\b(?:(?:a |some )?(?:break|rest|breather|respite|silence|peace|quiet)|off|"
    r"(?:ruhe|pause|auszeit|funkstille|stille|verschnaufpause)|"
    r"(?:répit|pause|repos|silence|trêve|respirer|souffler|tranquilles?)|"
    r"(?:descanso|respiro|tregua|pausa|silencio|tranquil[oa]s?)|"
    r"(?:tregua|respiro|pausa|silenzio|riposo)|(?:rust|pauze|radiostilte|stilte)|"
    r"(?:descanso|folga|pausa|trégua|silêncio|sossego))\b"
    r"(?: (?:from|of|von|des?|dei|d[ao]s?|dalle|dagli|dai|van|für)\b)?"
)
_NONE = Gated(
    r"\b(?:without|(?:not (?:a|one)|no|never a) single|ohne|keine? einzige[nrs]?|sans|pas (?:un|"
    r"une) "
    r"seule?|pas un|sin|ni un[ao]?(?: solo| sola)?|senza|(?:nemmeno|neanche) una?|zonder|"
    r"geen enkele?|"
    r"sem|nem um[ao]?(?: só)?|nada de|neither|nor|ni|weder|noch|né|noch|nem|aucune?)\b"
)
_SILENCE = Gated(
    r"\b(?:radio ?silence|silence radio|funkstille|radiostilte|(?:silencio|silenzio|silêncio) "
    r"(?:total|radio|totale|absoluto|assoluto)|silenzio radio)\b"
)
_LEFT_ALONE = Gated(
    r"\b(?:leave (?:me|us)|(?:be|get) left) (?:alone|in peace|be)\b|"
    r"\b(?:in ruhe|in frieden) (?:lassen|gelassen)(?: werden)?\b|\blass(?:t|en)?(?: sie)? (?:mich|"
    r"uns)\b.*\bin ruhe\b|"
    r"\b(?:laisse[zr]?|fich(?:ez|er)|foutez)[- ](?:moi|nous)\b.*\b(?:tranquilles?|en paix|"
    r"la paix)\b|"
    r"\b(?:me|nous) (?:laisse|laisser)\b.*\b(?:tranquilles?|en paix)\b|"
    r"\bd[eé]j\w*(?:me|nos)\b.*\b(?:en paz|tranquil\w+)\b|\b(?:me|nos) dejen (?:en paz|"
    r"tranquil\w+)\b|"
    r"\blasci\w*(?:mi|ci)\b.*\b(?:in pace|stare|tranquill\w+)\b|"
    r"\blaat (?:me|mij|ons)\b.*\bmet rust\b|\bmet rust (?:laten|gelaten)\b|"
    r"\bdeix\w*-?(?:me|nos)\b.*\b(?:em paz|sossegad\w+|tranquil\w+)\b"
)
_NUMBER = (
    r"(?:\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eine?[nr]?|zwei|drei|vier|"
    r"fünf|"
    r"sechs|sieben|acht|neun|zehn|une?|deux|trois|quatre|cinq|sept|huit|neuf|dix|un[ao]?|dos|tres|"
    r"cuatro|cinco|seis|siete|ocho|nueve|diez|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|een|"
    r"twee|drie|vijf|zes|zeven|negen|tien|uma?|dois|duas|três|quatro|sete|oito|dez)"
)
_UNIT = (
    r"(?:days?|weeks?|months?|fortnight|tage?n?|wochen?|monate?n?|jours?|semaines?|mois|días?|"
    r"semanas?|mes(?:es)?|giorni?|settiman[ae]|mes[ei]|dag(?:en)?|we[e]?k(?:en)?|maand(?:en)?|"
    r"dias?|mês)"
)
_THEN = r"(?:then|that|dahin|dann|là|jusque-là|entonces|allora|dan|die tijd|lá|então|de vuelta)"
_HOW_LONG = re.compile(
    rf"\b(?:for |for the next |für |die nächsten |pendant |les prochains |durante |por |per |"
    rf"gedurende |de komende |d')?{_NUMBER} {_UNIT}\b|"
    rf"\b(?:until|till?|bis(?: zum)?|jusqu'(?:au|à)|d'ici|hasta(?: el)?|fino (?:al|alla|all'|ad)|"
    rf"tot|até)"
    rf" ?(?:{_THEN}\b|(?:the )?\d{{1,2}}(?:st|nd|rd|th|er|\.)?(?: (?:of |de )?(?:{MONTH}))?\.?)"
)
RESTS = gate_of(_OFF, _NONE, _SILENCE, _LEFT_ALONE)


def rests_our_mails(clause: str) -> bool:
    """Whether a clause asks for a rest from our mails, be its end in it or not."""
    if not possible(clause) & RESTS:
        return False
    rest = _HOW_LONG.sub(" ", clause)
    if wording := next((one for one in (_LEFT_ALONE, _SILENCE) if one.search(rest)), None):
        return known(_PEACE.sub(" ", wording.sub(" ", rest)))
    if speech.STORY.search(_I_NEED.sub(" ", clause)):
        return False
    bare = _NONE.sub(" ", _OFF.sub(" ", _I_NEED.sub(" ", rest)))
    return bare != rest and is_named(bare) and known(_GIVE.sub(" ", bare))


_PEACE = re.compile(r"\b(?:in peace|in ruhe|en paix|la paix|en paz|in pace|met rust|em paz)\b")
_I_NEED = re.compile(
    r"\b(?:i|we)(?:'d| would| could)? (?:need|want|like|appreciate|love|do with)\b|"
    r"\b(?:ich|wir) (?:brauchen?|möchten?|hätten?)\b|\b(?:ik|we|wij) (?:wil|willen|heb|hebben)\b"
)
_GIVE = re.compile(
    r"\b(?:give|grant|allow|gönn\w*|g[ei]bt?|geben|donne[zr]|accorde[zr]|laisse[zr]|il (?:me|"
    r"nous) faut|"
    r"d(?:en|ad|a)me|d(?:en|ad)nos|d[eê]em|dat(?:e)?(?:mi|ci)|lasci\w*(?:mi|ci)|geef|lasst|laat|"
    r"necesito|necesitamos|preciso|precisamos|quero|quiero|ho bisogno|mi servono|nodig)\b"
)
