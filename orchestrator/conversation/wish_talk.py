"""Talk that names no mail of ours: the work that shall stop, a goodbye; over folded text."""

from orchestrator.conversation.dates import MONTH, WEEKDAY
from orchestrator.conversation.gated import Gated

_NO_MAIL = (
    r"(?![^.!?\n]*\b(?:(?:e-?)?mails?|updates?|digests?|reports?|newsletters?|summar(?:y|ies)|"
    r"messages?|notes?|nachrichten|berichte?n?|courriels?|correos?|informes?|messaggi|mensagens|"
    r"these|them|those|unsubscribe)\b)"
)
_WORK = (
    r"(?:works?|working|project|build(?:ing)?|development|coding|design(?:ing)?|campaign|ads?|"
    r"shop|site|website|launch|migration|printing|production|orders?|shoot|job)"
)
_THING = (
    r"(?:texts?|headlines?|captions?|titles?|paragraphs?|copy|pages?|sentences?|forms?|videos?|"
    r"menus?|intros?|slogans?|headings?|descriptions?|teasers?|articles?|posts?|banners?)"
)
_OTHER = Gated(
    rf"\b(?:pau[sz]e|stop|halt|suspend|interrupt|put on hold) (?:(?:all|the|your|our|this|any|"
    rf"that|every|on) )*(?:\w+ )?{_WORK}\b(?!-)(?! (?:mails|updates)){_NO_MAIL}[^.!?\n]*|"
    rf"\bhow much (?:longer|more)\b{_NO_MAIL}[^.!?\n]*\?|"
    rf"\b(?<!of )(?<!on )(?<!for )(?<!in )(?:the|our|my|your|these|those|all) (?:\w+ )?{_THING} "
    rf"(?:should|could|must|needs? to|ha(?:s|ve) to|ought to|(?:are|is|seems?|looks?) (?:far |"
    rf"a bit |still )*too)\b{_NO_MAIL}[^.!?\n]*|"
    # "I shall be in touch from Monday", where another "ab" would end our mails.
    rf"\bich meld\w* mich (?:\w+ )?ab (?:dem |der |nächst\w+ |kommend\w+ )?(?:{WEEKDAY}|{MONTH}|"
    r"morgen|mittags?|\d)[^.!?\n]*"
)
_GOODBYE = Gated(
    rf"^\W*(?:(?:i'm|we're|i'll be|we'll be|i am|i will be) )?(?:back|see you|speak|talk|catch "
    rf"you|(?:until|till)|à|a|até|bis|tot|hasta|ci vediamo|nos vemos|we zien elkaar|on se voit|"
    rf"wir sehen uns|wieder da)"
    rf"(?: (?:in the office|to you|soon|el|am|on|op|dann|then|next|again|na))* (?:{WEEKDAY})"
    rf"(?:-feira)?\W*$"
)


def without_talk(text: str) -> str:
    """Without what is said of the work and its things, and not of our mails."""
    return _OTHER.sub(" ", text)


def is_goodbye(sentence: str) -> bool:
    """'See you on Monday!': a day to meet, and none for our mails."""
    return bool(_GOODBYE.search(sentence))
