"""Whether somebody wants to be rung when something is urgent, in seven languages.  Pure.

"Call me, it is urgent" is no wish: what is urgent there is theirs, and now.
"""

import re

from orchestrator.conversation.body import split_sentences
from orchestrator.conversation.reply_asks import fold

_CALL_ME = re.compile(
    r"\b(?:(?:ring|call|phone) me|give me a (?:ring|call)|pick up the phone|by phone|"
    r"(?:rufen sie|ruf|ruft) (?:mich )?(?:bitte )?(?:mich )?an|(?:mich )?(?:bitte )?anrufen|"
    r"anruf\w*|telefonisch|telefonier\w*|"
    r"appele[rz]?(?:-| )moi|appelle(?:-| )moi|m'appeler|téléphone[rz]?(?:-moi)?|par téléphone|"
    r"ll[aá]m(?:e|a|en|ad|ar)me|por teléfono|"
    r"chiam(?:i|a|ate|are)mi|mi chiam\w+|telefon(?:i|a|ate|are)mi|per telefono|"
    r"bel(?:t u)? (?:me|mij)|(?:me|mij) (?:dan |maar |gerust )?(?:op)?bellen|telefonisch|"
    r"lig(?:ue|a|uem|ar)(?:-| )me|me lig\w+|telefon(?:e|em|ar)(?:-me)?|por telefone)\b"
)
_URGENT = (
    r"(?:urgent(?:ly|e|es|i)?|emergenc(?:y|ies)|serious|pressing|dringend\w*|eilig\w*|eilt|"
    r"notf[aä]ll\w*|brennt|urgences?|urgencias?|urgenz[ae]|urgências?|spoed\w*|haast)"
)
_IF = (
    r"(?:if|when|whenever|unless|in case of|for|anything|only|wenn|falls|bei|in|im|nur|si|s'il|"
    r"en cas d'?|en caso de|quand|cuando|para|pour|sauf|solo|se|in caso di|quando|per|als|alleen|"
    r"bij|em caso de|só)"
)
_CONDITION = re.compile(rf"\b{_IF}(?:[ '][\w']+){{0,4}}?[ ']{_URGENT}\b")
_REFUSED = re.compile(
    r"\b(?:even (?:if|when)|auch wenn|selbst wenn|même si|aunque|anche se|zelfs als|mesmo se|"
    r"no longer|nicht mehr|never|nie mehr|plus jamais)\b"
)


def wants_urgent_calls(text: str) -> bool:
    """Whether a sentence of their own words says so."""
    return any(_says(fold(sentence)) for sentence in split_sentences(text))


def _says(sentence: str) -> bool:
    if "?" in sentence or _REFUSED.search(sentence):
        return False
    return bool(_CALL_ME.search(sentence) and _CONDITION.search(sentence))
