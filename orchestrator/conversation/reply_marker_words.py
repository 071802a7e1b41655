"""How seven languages name the number of an ask, and lead over to its answer."""

import re

from orchestrator.conversation.gated import Gated

_CARDINALS = (
    "one eins eine ein un une uno una een één um uma",
    "two zwei deux dos due twee dois duas",
    "three drei trois tres tre drie três",
    "four vier quatre cuatro quattro quatro",
    "five fünf cinq cinco cinque vijf",
)
_ORDINALS = (
    "first firstly erste ersten erster erstes erstens premier première premièrement primero "
    "primera primo prima eerste primeiro primeira 1st 1ère 1º 1ª",
    "second secondly zweite zweiten zweiter zweites zweitens deuxième deuxièmement seconde "
    "segundo segunda secondo seconda tweede 2nd 2º 2ª",
    "third thirdly dritte dritten dritter drittes drittens troisième troisièmement tercero "
    "tercera terzo terza derde terceiro terceira 3rd 3º 3ª",
    "fourth fourthly vierte vierten viertens quatrième quatrièmement cuarto cuarta quarto quarta "
    "vierde 4th",
    "fifth fifthly fünfte fünften fünftens cinquième cinquièmement quinto quinta vijfde 5th",
)
NUMBERS = {
    word: number
    for groups in (_CARDINALS, _ORDINALS)
    for number, group in enumerate(groups, start=1)
    for word in group.split()
}


def _any_of(groups: tuple[str, ...]) -> str:
    names = (word for group in groups for word in group.split())
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


_CARDINAL, ORDINAL = _any_of(_CARDINALS), _any_of(_ORDINALS)
_THING = (
    r"(?:item|ask|question|point|decision|punkt|frage|pregunta|punto|domanda|vraag|punt|ponto|"
    r"pergunta)"
)
_NOUN = (
    rf"(?:number|(?<![\d:)=.,–-] )no\.|nr\.?|q|ad|nummer|ziffer|numéro|n°|número|numero|{_THING})"
)
_PREPOSITION = (
    r"(?:(?:zu|für|bei|auf)(?: der)?|zur|zum|beim|was|"
    r"(?:pour|à|sur|concernant)(?: l[ae])?|au|"
    r"(?:para|en|con|sobre)(?: (?:la|el|lo de la|o|a))?|(?:lo )?de la|a la|al|na|à|ao|pra|"
    r"(?:per|su)(?: (?:la|il))?|alla|sulla|(?:voor|bij|op|over)(?: de)?|ten|"
    r"(?:for|on|to|as for|re|regarding|about)(?: the)?)"
)
_ARTICLE = (
    r"(?:the|die|der|das|bei der|la|le|el|il|de|het|"
    r"[ao](?= \d\s*(?:(?:é|fica|passa|sim|não)\b|[:=,])))"
)
# "2 is C", "bei 2 doch lieber B", "a 1 passa para oito": what says only that an answer comes.
IS = (
    r"(?:\b(?:(?:doch |toch )?(?:rather|plutôt|lieber|liever|mejor|meglio|melhor)"
    r"(?! (?:not|no|nicht|nein|non|pas|niet|nee|não)\b)(?!\w))|"
    r"\b(?:is|are|stays?|remains?|still|bleibt|reste|sigue|resta|rimane|blijft|continua|"
    r"should(?: have)? (?:be|been|read|say)|must be|becomes|changes to|goes to|"
    r"(?:i|we) (?:meant|mean|say|choose|take|want|go (?:for|with)|would say|'d say|'d go "
    r"(?:for|with))(?: to say)?|make (?:it|that)|now|instead|"
    r"ist|sind|wäre|wird(?: zu)?|soll(?:te)?(?: es)?|muss(?: es)?|doch|"
    r"(?:ich|wir) (?:mein\w*|sag\w*|nehm\w*|wähl\w*|möcht\w*)|mein\w* (?:ich|wir)|"
    r"sag\w* (?:ich|wir)|nehmen wir|"
    r"est|sont|c'est|ce sera|serait|devient|passe à|doit être|finalement|"
    r"(?:je|on) (?:voulais dire|dis|prends|choisis|mets)|disons|"
    r"es|son|sería|debe(?:ría)? ser|pasa a(?: ser)?|queda(?: en)?|pon(?:ed|ga|gan)?|"
    r"quería decir|quise decir|digo|decimos|elijo|elegimos|"
    r"è|sono|restano|sarebbe|dev'essere|(?:deve|dovrebbe) essere|diventa|passa a|"
    r"volevo dire|dico(?: di)?|diciamo(?: di)?|scelgo|scegliamo|prendiamo|"
    r"zijn|moet(?: het)?|wordt|toch|ik bedoel(?:de)?|bedoel\w* ik|"
    r"kiezen we|nemen we|kies ik|neem ik|zeg ik|"
    r"é(?: [ao](?= (?-i:[B-E])\b))?|são|fica|ficam|passa (?:a|para)|deve ser|"
    r"afinal(?: é)?|queria dizer|"
    r"quis dizer|escolho|escolhemos)(?!\w))"
)
# What may be seen as "the answer to ask n begins here", most certain form first.
MARKER = Gated(
    rf"(?:(?<=^)|(?<=[\s.,;/(¿]))(?:"
    rf"(?:(?:{_NOUN}|{_PREPOSITION})\s+)?{_NOUN}[ \t]*(?P<named>\d|"
    rf"(?:{_CARDINAL})(?!\w))\)?\s*(?:[.:)=/,–-]+|{IS})?(?!\d|/\d)|"
    rf"(?:{_PREPOSITION}|(?P<article>{_ARTICLE}))[ \t]+(?P<about>\d)(?!\w|"
    rf"[.:/]\d|,\d{{3}})\)?\s*(?:[.:)=,–-]+|{IS})?|"
    rf"(?:(?:{_PREPOSITION}|{_ARTICLE}|ten|in) )?(?:(?:{_ARTICLE}|"
    rf"[ao]) )?(?P<ordinal>{ORDINAL})(?!\w)"
    rf"(?: (?:one|{_THING})(?!\w))?\s*(?:[:=,–-]+|{IS})?|"
    rf"#(?P<hash>\d)\s*[.:)=–-]*|"
    rf"\((?P<bracket>\d)\)|"
    rf"(?P<joined>\d)(?=(?:[A-Ea-eYyNn]|yes|no|non|nein|ja|oui|s[iíì]|nee|sim|não|ok)"
    rf"(?:\b|(?=[!.,;]))(?!(?-i: [A-Z][a-z]+ [A-Z])| \d{{3}}))|"
    rf"(?:(?:pour la|für die|zur|para la|per la|voor de|"
    rf"para a) )?(?P<spelled>{_CARDINAL})(?!\w)\s*(?:[:=)]|[–-](?= )|{IS})?|"
    rf"(?P<solid>\d)\s?(?:\)|[:=/]|\.(?!\d)|\s[-–]\s|[-–](?=\s?[A-Za-z]))|"
    rf"(?P<loose>\d)\s(?=\S)"
    rf")\s*",
    re.IGNORECASE,
)
# "3 is Nell Ashdown"; "3 is too many" names none.
IS_A_VALUE = re.compile(r"(?:is|ist|est|es|è|é) (?=[A-ZÀ-Þ\d£€$\"“„«])")
