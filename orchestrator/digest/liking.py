"""Questions whether a client likes something, and the one that helps instead.  Pure.

"Do you like it?" is answered with a yes; what is still missing is said when it is too late.
"""

from collections.abc import Mapping
import re

from orchestrator.digest.tone import folded

INSTEAD: Mapping[str, str] = {
    "en": "What would still be missing for you to say it is done?",
    "de": "Was würde Ihnen noch fehlen, damit Sie sagen: Es ist fertig?",
    "fr": "Que manquerait-il encore pour que vous puissiez dire que c'est terminé ?",
    "es": "¿Qué faltaría todavía para que usted diga que está terminado?",
    "it": "Che cosa mancherebbe ancora per poter dire che è finito?",
    "nl": "Wat ontbreekt er voor u nog om te zeggen dat het klaar is?",
    "pt": "O que ainda faltaria para poder dizer que está concluído?",
}

_LIKING: Mapping[str, str] = {
    "en": (
        r"(?:do|did|don't|didn't) (?:you|they|your \w+)(?: \w+ly| all| both| also)? (?:like|love"
        r"|enjoy)"
        r"|how (?:do|did) you (?:like|find) (?!out)"
        r"|(?:are|is|were|was) (?:you|everyone|everybody|your \w+|the team)(?: \w+ly| all| both)?"
        r" (?:happy|satisfied|pleased|content|delighted|thrilled) with"
        r"|what (?:do|did) you think(?: (?:of|about)|(?=\?))|to your (?:liking|taste|satisfaction)"
        r"|(?:does|do) (?:it|this|that|the \w+|they|everything) (?:look|feel|sound) (?:good|nice"
        r"|great)"
        r"|(?:looks|sounds|feels) (?:good|nice|great)\?|(?:good|happy|satisfied|pleased) so far\?"
    ),
    "de": (
        r"gefallt|gefallen|gefiel\w*|mogen sie (?:das|die|den|unser\w*|es|dies\w*)|magst du|mogt"
        r" ihr"
        r"|(?:sind|bist|seid|waren) (?:sie|du|ihr|alle)(?: .{0,40})? (?:zufrieden|glucklich|happy)"
        r"|wie (?:finden|fanden|findest|fandest|findet) (?:sie|du|ihr)"
        r"|was (?:halten|haltst|haltet) (?:sie|du|ihr)|was sagen sie (?:zu|dazu)|sagt ihnen .* zu"
        r"|ihrem geschmack|sieht (?:es|das|die \w+) (?:\w+ )?gut aus"
    ),
    "fr": (
        r"(?:vous|te|leur) (?:a )?pla(?:it|isent|isait)|(?:vous|te) a(?:-t-(?:il|elle))? plu"
        r"|aimez-vous|vous aimez|avez-vous aime|aimes-tu|tu aimes"
        r"|(?:etes-vous|vous etes|es-tu|tu es)(?: \w+)? (?:satisfait|content|heureu|ravi)\w*"
        r"|que pensez-vous|qu'en (?:pensez-vous|penses-tu)|qu'est-ce que vous (?:en )?pensez"
        r"|comment trouvez-vous|a votre gout"
    ),
    "es": (
        r"(?:le|les|te|os|ha) (?:ha )?(?:gusta|gusto|gustado|gustan|gustaron)(?!\w)"
        r"|(?:esta|estan|estas|estais)(?: \w+){0,2} (?:content|satisfech|feli[zc])\w*"
        r"|que (?:le|les|te|os) parec\w+|que (?:opina|opinan|opinas|piensa|piensan|piensas) de"
        r"|de su agrado|a su gusto"
    ),
    "it": (
        r"(?:vi|le|ti) (?:e |sono )?(?:piace|piaciono|piacciono|piaciut[oaie])(?!\w)"
        r"|(?:siete|sei|e)(?: \w+)? (?:soddisfatt|content|felic)\w+ (?:d|con)\w*"
        r"|(?:che )?(?:cosa )?ne pens\w+|(?:come|che) (?:vi|le|ti) sembra\w*|di vostro gradimento"
    ),
    "nl": (
        r"bevalt|bevallen|(?:vindt|vind|vinden) (?:u|je|jij|jullie) (?:.{0,40} )?(?:mooi|goed|leuk"
        r"|fijn)"
        r"|wat (?:vindt|vind|vinden|vond|vonden) (?:u|je|jij|jullie)|hoe (?:vindt|vind|vinden)"
        r" (?:u|je)"
        r"|(?:bent|ben|zijn|is)(?: \w+){1,2} (?:tevreden|blij|gelukkig) (?:met|over)"
        r"|naar (?:uw|jullie|je) (?:zin|smaak)|ziet (?:het|dit|de \w+) er (?:\w+ )?goed uit"
    ),
    "pt": (
        r"(?:gosta|gostam|gostou|gostaram|gostas|gostaste)(?![\w-])"
        r"|agrada(?:-\w+|m|ram)?|agradou|(?:esta|estao|estas|ficou|ficaram)(?: \w+)? (?:satisfeit"
        r"|content|feli[zc])\w*"
        r"|o que (?:acha|acham|achou|acharam|achas) d|que tal|ao seu gosto|do seu agrado"
    ),
}
"""In small letters without accents."""
_CHOICE = re.compile(
    r"\b(?:better|best|prefer|rather|lieber|besser|eher|mieux|plutot|prefer\w*|mas|mejor|di piu"
    r"|meglio"
    r"|liever|beter|melhor|mais|which|welche\w*|quel\w*|cual\w*|quale?|welke?|qual)\b"
)
"""To say which of two one likes is an answer that helps."""


def better_question(text: str) -> str | None:
    """The question to propose in place of one that asks for liking; None for any other.

    In its language, whole and to be put in the place of ``text``.
    """
    asked = folded(text)
    if "?" not in asked or _CHOICE.search(asked):
        return None
    for language, pattern in _LIKING.items():
        if re.search(rf"(?<!\w)(?:{pattern})", asked):
            return INSTEAD[language]
    return None
