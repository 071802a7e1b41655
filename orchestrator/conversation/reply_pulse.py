"""A score from 1 to 5 that the client gives us, and only an explicit one."""

from dataclasses import dataclass
import re

from orchestrator.conversation.gated import Gated, gate_of, possible
from orchestrator.conversation.reply_pulse_words import is_own

_NUMBERS = {
    word: number
    for number, group in enumerate(
        (
            "1 one eins eine ein un une uno una een um",
            "2 two zwei deux dos due twee dois duas",
            "3 three drei trois tres tre drie três",
            "4 four vier quatre cuatro quattro vier quatro",
            "5 five fünf cinq cinco cinque vijf",
        ),
        start=1,
    )
    for word in group.split()
}
_N = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_OUT_OF = Gated(
    rf"(?<![\w.,/+×*-])(?P<n>{_N}) *(?:(?:stars?|sterne?n?|étoiles?|estrellas?|stelle|sterren|"
    rf"estrelas?|points?|punkten?|punti|puntos|punten|pontos) )?(?:/|out of|of|von|auf|sur|de|"
    rf"sobre|su|van(?: de)?|op(?: de)?|em|"
    rf"sobre) *(?:5|five|fünf|"
    rf"cinq|cinco|cinque|vijf|de vijf)\b(?! ?[/×*]|[.,-]?\d)"
)
_NAMED = Gated(
    rf"\b(?:pulse|puls|score|happiness|satisfaction|stars?|rating|note|bewertung|zufriedenheit|"
    rf"voto|nota|valutazione|valoración|puntuación|cijfer|rapportcijfer|score|pontuação|mood|"
    rf"schulnote)\b(?: (?:is|would be|was|wäre|ist|serait|est|sería|es|sarebbe|è|seria|é|zou|zijn|"
    rf"this week|diese woche|"
    rf"cette semaine|esta semana|questa settimana|voor deze week|da semana|de la semana|"
    rf"de la semaine|"
    rf"della settimana|der woche|van de week|for the week|de esta semana|desta semana|"
    rf"esta semana))*\s*[:=,–-]?\s*(?:a |an |eine? (?:glatte )?|una? |um )?(?P<n>{_N})(?![\w/]|"
    rf"[.,]\d| (?:or|oder|ou|o|of|and a half)\b)"
)
_STARS = Gated(r"[★⭐]+")
_STAR_WORD = Gated(
    rf"\b(?P<n>{_N}) stars?\b|\b(?P<m>{_N}) (?:sterne?|étoiles?|estrellas?|stelle|sterren|"
    rf"estrelas?)\b"
)
_FULL_MARKS = Gated(
    r"\b(?:full marks|top marks|volle punktzahl|maximum score|la note maximale|puntuación máxima|"
    r"massimo dei voti|nota máxima)\b(?! (?:for|für|pour|por|per|voor) )(?=\s*$|[,.!]| [a-zà-ÿ])"
)
_AN = r"(?:an? |the |eine[rm]? |der |dem |une? |una? |las? |les? |il |el |de |o |um |uma )?"
_BOTH_ENDS = (
    r"(?:between|zwischen|entre|tra|fra|tussen) "
    rf"{_AN}(?:{_N}) (?:and|und|et|y|e|en) {_AN}(?:{_N})\b(?=\W*(?:$|[,.;!\n]))"
)
_BETWEEN = Gated(
    rf"\bbetween an? (?:{_N}) and an? (?:{_N})\b|\b(?:score|pulse|note|nota|voto|cijfer|"
    r"bewertung|puntuación|pontuação|punkte?|points?|punti|puntos|pontos|punten|puls|rating)\b"
    rf"(?:.{{0,24}}?(?:and a half|\d[.,]\d|\d (?:or|oder|ou|o|of) \d(?!\w|[.,:]\d))|"
    rf".{{0,32}}?\b{_BOTH_ENDS})|"
    r"\b[0-4][.,]5\s*(?:/|out of)\s*5|"
    r"(?:^|\n) *[1-4][.,]\d(?= (?:this week|diese woche|cette semaine|esta semana|"
    r"questa settimana|deze week)\b)|"
    r"(?:^|\n|:|\b(?:somewhere|irgendwo|quelque part|en algún punto|da qualche parte|ergens|"
    rf"algures))\W*{_BOTH_ENDS}"
)
_EITHER = Gated(
    r"(?<![\w.,/-])(?P<one>[1-5])/5 ?(?:to|or|and|-|–|bis|oder|und|à|ou|et|a|o|y|e|tot|of|en|até) ?"
    r"(?:an? |una? |eine? )?(?!(?P=one))[1-5]/5\b(?![/\d])"
)
_OFF_SCALE = Gated(
    r"\b(?:score|pulse|puls|happiness|rating|note|nota|voto|cijfer|bewertung|puntuación|"
    r"pontuação)(?: \w+){0,3}\s*[:=]\s*"
    r"(?:[06-9]|\d{2,})(?![\w.,]\d|\w)(?:\s*(?:/|out of|von|sur|de|su|van)\s*\d+)?|\b(?:[06-9]|10|"
    r"\d{2,})\s*(?:/\s*5|(?:out of|von|sur|su|op|op de|van de) (?:5|five|fünf|cinq|cinque|vijf)|"
    r"(?:/|"
    r"out of )\s*10)\b|\b(?:score|pulse|"
    r"puls|happiness)\b\s*[:=]?\s*(?:[06-9]|\d{2,})\b"
)
_WEEK = (
    r"(?:this week|diese woche|cette semaine|esta semana|questa settimana|deze week|nesta semana)"
)
# "5 from me this week", "diese Woche eine 4".
_OF_THE_WEEK = Gated(
    rf"(?:^|[.!?\n]\s*)(?:(?:an? |eine? |une? |una |een |um |uma )?(?P<n>[1-5]) (?:(?:from (?:me|"
    rf"us)|"
    rf"von (?:mir|uns)|de (?:ma|notre|mi|nuestra) part\w?|da parte (?:mia|nostra)|van (?:mij|ons)|"
    rf"da (?:minha|nossa) parte) )?{_WEEK}|{_WEEK}[,:]? (?:an? |eine? |une? |una |een |um |uma )"
    r"(?P<m>[1-5]))(?=\s*(?:$|[.,!;\n]))"
)
_SHORT = Gated(r"(?:^|\n)(?:[\da-eyn.,:) ]+ )?p ?(?P<n>[1-5])(?=\s*(?:$|\n))")


@dataclass(frozen=True)
class Pulse:
    """The score, or why what looks like one is none; ``span`` are the words to leave out after."""

    score: int | None
    trouble: str
    span: tuple[int, int]


def read_pulse(text: str, *, via_pulse: bool) -> Pulse:
    """Find the score in folded text; a bare number is one only where the pulse was asked alone."""
    if not via_pulse and not possible(text) & SCORES:
        return _NO_SCORE
    for pattern in (_OUT_OF, _NAMED, _SHORT):
        given = [match for match in pattern.finditer(text) if _is_given(text, match)]
        if given:
            match = next((one for one in given if _NOW.search(text, 0, one.start())), given[0])
            return Pulse(_NUMBERS[match["n"]], "", match.span())
    if week := _OF_THE_WEEK.search(text):
        return Pulse(int(week["n"] or week["m"]), "", week.span())
    if stars := _STARS.search(text):
        return Pulse(min(len(stars[0]), 5), "", stars.span())
    if (named := _STAR_WORD.search(text)) and not _counts_things(text, named):
        return Pulse(_NUMBERS[named["n"] or named["m"]], "", named.span())
    full = _FULL_MARKS.search(text)
    if full and is_own(_clause_before(text, full)):
        return Pulse(5, "", full.span())
    for pattern, trouble in (
        (_EITHER, "the score is not a whole number"),
        (_BETWEEN, "the score is not a whole number"),
        (_OFF_SCALE, "the score is not on the 1-5 scale"),
    ):
        off = pattern.search(text)
        if off and not _SHARE.match(text, off.end()) and not _PEOPLE.match(text, off.end()):
            return Pulse(None, trouble, off.span())
    alone = _ALONE.match(text) if via_pulse else None
    if alone and not _OUT_OF.pattern.match(text, alone.start(1)):
        return Pulse(int(alone[1]), "", alone.span())
    return _NO_SCORE


# "9 out of 10 people asked where to park".
_PEOPLE = re.compile(
    r" (?:people|clients|customers|visitors|guests|users|times|of|kunden|leuten?|gäste|clients|"
    r"personnes|fois|clientes|personas|veces|clienti|persone|volte|klanten|mensen|keer|pessoas|"
    r"vezes)\b"
)
_NO_SCORE = Pulse(None, "", (0, 0))
SCORES = gate_of(
    _OUT_OF,
    _NAMED,
    _SHORT,
    _OF_THE_WEEK,
    _STARS,
    _STAR_WORD,
    _FULL_MARKS,
    _EITHER,
    _BETWEEN,
    _OFF_SCALE,
)
"""The gate of everything that a score can be."""


_ALONE = re.compile(r"\W*([1-5])(?![\w/]|[.,]\d)")


def _is_given(text: str, match: re.Match[str]) -> bool:
    return not (_counts_things(text, match) or _is_not_given(text, match))


def _counts_things(text: str, match: re.Match[str]) -> bool:
    """'4/5 of the team', '4 of 5 screens', 'step 2 of 5', 'deadline 4/5': no score."""
    after = text[match.end() :]
    if _LEAD.search(text, max(0, match.start() - 12), match.start()) or _SHARE.match(after):
        return True
    if _OTHERS.search(_sentence_of(text, match)) or not is_own(_clause_before(text, match)):
        return True
    return not (_SCORE_ENDS.match(after) or (_ALL_FIVE.match(match[0]) and _TELLS.match(after)))


def _clause_before(text: str, match: re.Match[str]) -> str:
    """What leads to a score; a colon and a dash part nothing: "Deadline: 1/5"."""
    return _CLAUSE_END.split(text[: match.start()])[-1]


_CLAUSE_END = re.compile(r"[.!?\n,;()]")


def _is_not_given(text: str, match: re.Match[str]) -> bool:
    """'Not 5/5', '1/5 to 5/5', "I'd give you 5/5 if you published it"."""
    before, after = text[: match.start()], text[match.end() :]
    if _REFUSED.search(before[-30:]) or _UP_TO.search(before[-12:]) or _RANGE.match(after):
        return True
    if _ANOTHER.search(_clause_before(text, match)) and not _NOW.search(text, 0, match.start()):
        return True
    said = re.split(r"[.!?\n]", before)[-1], re.split(r"[.!?\n]", after)[0]
    would = _WOULD.search(said[0].rpartition(",")[2] + said[1].partition(",")[0])
    return bool(would and any(map(_IF.search, said)))


_REFUSED = re.compile(
    r"(?:(?<!\d )\b(?:not|never|no|hardly|nicht|keine?|kein|pas|jamais|non|nunca|niet|"
    r"geen|não|nem)|n't) (?:(?:a|an|quite|exactly|really|yet|give|say|call it|deserve|worth|eine?|"
    r"ganz|un|une|"
    r"una|um|een|encore|ancora|ainda|nog) ){0,2}$"
)
_UP_TO = re.compile(r"\d(?:/5)? ?(?:to|-|–|bis|à|a|al|tot|até) ?$")
_RANGE = re.compile(
    r" ?(?:to|-|–|bis|à|a|al|tot|até|or|oder|ou|o|of) ?[1-5]\b(?! ?(?:[:).]|yes|no|ja|nein))|"
    r"(?: (?:and|und|et|y|e|en)|,) (?:an? |una? |eine? )?[1-5]/5\b"
)
# "Between 3/5 and 4/5", and a size: "3/5 x 4/5".
_ANOTHER = re.compile(r"\d ?/ ?\d")
_WOULD = re.compile(
    r"\b(?:would|i'd|we'd|could be|würden?|hätten?|wäre|donnerai\w*|aurai\w*|serait|mettrai\w*|"
    r"daría\w*|pondría\w*|sería|darei|daremmo|sarebbe|metterei|zou(?:den)?|dari?a\w*|seria)\b"
)
_IF = re.compile(r"\b(?:if|once|when|wenn|falls|si|se|als|indien|cuando|quando)\b")
# "It was 3/5, now 2/5."
_NOW = re.compile(
    r"\b(?:now|today|jetzt|heute|nun|maintenant|aujourd'hui|ahora|hoy|adesso|ora|oggi|nu|vandaag|"
    r"agora|hoje)\b[^.!?\n\d]*$"
)


def _sentence_of(text: str, match: re.Match[str]) -> str:
    start = max((text.rfind(sign, 0, match.start()) for sign in ".!?\n"), default=-1) + 1
    ends = [at for sign in "!?\n" if (at := text.find(sign, match.end())) >= 0]
    return text[start : min(ends, default=len(text))]


# A score that is told of: reviews, ratings, what customers gave.
_OTHERS = re.compile(
    r"\b(?:reviews?|google|tripadvisor|yelp\w*|trustpilot|facebook|booking\.com|airbnb|app store|"
    r"rated (?:us|our)|"
    r"ratings? (?:on|from|of)|bewertung(?:en)? (?:bei|auf|von)|rezension\w*|sternebewertung|avis|"
    r"reseñas?|"
    r"opiniones|recension[ei]|recensies?|beoordeling(?:en)? (?:op|van)|avaliações|comentários|"
    r"hygiene|"
    r"(?:guests?|customers?|visitors?|clients?|patients?|parents?|people|kunden|gäste|besucher|"
    r"eltern|clienti|"
    r"clientes|visiteurs|huéspedes|ospiti|klanten|gasten|bezoekers|hóspedes) (?:\w+ )?(?:gave|give|"
    r"gives|rate|rated|score|"
    r"scored|geben|gaben|haben|ont|donnent|dan|dieron|han|danno|hanno|geven|gaven|hebben|deram|"
    r"dão)|"
    r"exam|klausur|examen|esame|prova|match|spiel|partita|partido|wedstrijd|jogo)\b"
)
_LEAD = re.compile(
    r"\b(?:gave (?:\w+ )?\w+|in|see|on|default|average|test|credit|his|her|their|by|until|before|"
    r"since|page|step|"
    r"part|slide|screen|level|phase|round|item|"
    r"siehe|am|bis|seite|schritt|teil|folie|voir|le|étape|partie|écran|ver|el|página|paso|parte|"
    r"vedi|il|pagina|passo|zie|op|stap|deel|etapa|dia)\W*$"
)
_ALL_FIVE = re.compile(r"5\s?/\s?5$")
# "5/5 Guests changing a booking on their own is great": of all five things nobody says so much,
# unless they are done or missing.
_TELLS = re.compile(
    r"(?!.*\b(?:still|again|open|fixed|done|ready|left|broken|missing|noch|offen|fertig|fehlen|"
    r"toujours|encore|siguen|todavía|listos|ancora|pronti|nog|klaar|ainda|prontos)\b)"
    r"(?: [^\s.!?]+){6}"
)
_SHARE = re.compile(
    r"\s+(?:of (?:the|our|my|your|us|them|all|those|these)|(?:on|in) (?:the|our|my) team|"
    r"des|der|unsere[sr]|meine[sr]|von (?:uns|ihnen|den|unseren)|vom|"
    r"du|de (?:l'(?=\w)|la|los|las|notre|nos|mon|nuestr[oa]s?|mi)|d'entre|del|"
    r"dell[aeo']|dei|degli|(?:del|della) nostr[oa]|di noi|"
    r"van (?:de|het|ons|onze|mijn)|d[ao]s?)"
    r"(?:(?<=')|(?!\w))(?! ?(?:ma |mi |mia |minha |nossa |nuestra )?(?:parte?\b|woche|week|"
    r"semaine|semana|settimana))"
)
# What may stand right behind a score; anything else is what was counted.
_SCORE_ENDS = re.compile(
    r"\s*(?:(?:stars?|points?|punkten?|sternen?|étoiles?|puntos|estrell?as?|punti|stelle|punten|"
    r"sterren|pontos)\b\s*)?(?:$|\n|(?!\?)[^\w\s]|"
    r"(?:from|for|of course|this|today|overall|so far|again|thanks?|thank|as|and|but|because|since|"
    r"would|could|only|though|tell|great|good|nice|well|lovely|very|happy|keep|i|we|it|yes|no|"
    r"(?:people|team|folks|guys|leute)(?=\W*$|[,!.\n])|geben|vergeben|sagen|geven|zeggen|"
    r"diesmal|stavolta|dit|[dn]est[ae]|diese\w*|für|von|insgesamt|heute|weiter|danke|und|aber|"
    r"weil|gut|toll|super|"
    r"cette|pour|de|merci|et|mais|très|bien|"
    r"esta|para|por|os|gracias|y|pero|muy|"
    r"questa|per|da|grazie|e|ma|molto|"
    r"deze|voor|van|bedankt|en|maar|heel|goed|"
    r"pela|pelo|obrigad[oa]|mas|muito)\b)"
)
