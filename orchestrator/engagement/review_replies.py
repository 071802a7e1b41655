"""What somebody answers to an invitation in words: yes, no, another time.  Pure.

Doubt makes it a person's to read: a yes with a condition, a question, or two that contradict.
"""

import re
from typing import Final

from orchestrator.models.reviews import Coming

_SENTENCE: Final = re.compile(r"(?<=[.!?…])\s+|\n+")
_COMES: Final = re.compile(
    r"\b(?:works? (?:well |fine |great |perfectly )?for (?:me|us)|(?:that|this|it) works|"
    r"works (?:fine|well|great)|(?:i|we)(?:’|'| wi)ll (?:be there|come|join|attend)|"
    r"see you (?:then|there|on)|count (?:me|us) in|happy to (?:come|join|attend)|"
    r"(?:i|we) accept|looking forward|suits? (?:me|us)|fine (?:by|with|for) (?:me|us)|"
    r"(?:i|we) can (?:make it|come|join|attend)|"
    r"passt|ich komme|wir kommen|bin dabei|sind dabei|zusage|bis dann|"
    r"(?:ça|cela) (?:me|nous) (?:va|convient)|(?:j[’']y serai|je serai là|je viens)|avec plaisir|"
    r"me va bien|nos va bien|allí estaré|nos vemos|me viene bien|cuenta conmigo|con gusto|"
    r"ci sar[òo]|ci vediamo|volentieri|ik kom|ik ben erbij|tot dan|schikt|komt goed uit|"
    r"lá estarei|com prazer|serve-me)(?!\w)",
    re.IGNORECASE,
)
_AGREES: Final = re.compile(
    r"\b(?:yes|yep|yeah|sure|confirmed|perfect|gladly|of course|great|fine|ok|okay|ja|gerne?|"
    r"einverstanden|oui|d[’']accord|parfait|entendu|volontiers|sí|de acuerdo|perfecto|acepto|"
    r"sì|va bene|d[’']accordo|perfetto|confermo|prima|graag|akkoord|"
    r"sim|combinado|perfeito|confirmado|está bem|pode ser)(?!\w)",
    re.IGNORECASE,
)
_BESIDE: Final = 3
"""A bare yes with more words beside it may be about something else."""
_NO: Final = re.compile(
    r"\b(?:no(?=[,.! ]|$)(?! (?:problem|worries|doubt))|can(?:no|[’']?)t(?: make| come| join|"
    r" attend| do| be)?|"
    r"unable to|won[’']t (?:be able|make|come)|(?:does|do|will|would)(?:n[’']t| not) (?:work|suit)|"
    r"not (?:available|free|possible)|"
    r"have to (?:decline|cancel|miss|skip)|(?:i|we)[’']?(?: a|[’']|)re? (?:away|travelling|"
    r"on leave)|"
    r"nein|leider|(?:geht|passt) (?:\w+ ){0,3}nicht|kann (?:\w+ ){0,4}nicht|nicht kommen|"
    r"absage|verhindert|"
    r"non(?=[,.! ]|$)|malheureusement|ne (?:peux|pourrai|pouvons) pas|pas disponible|"
    r"(?:ne )?(?:me|nous)? ?convient pas|"
    r"empêché|lo siento|no (?:puedo|podemos|podré|me va|me viene)|no estaré|imposible|purtroppo|"
    r"non (?:posso|possiamo|potrò|mi va|ci sarò|riesco)|nee|helaas|kan (?:\w+ ){0,3}niet|"
    r"verhinderd|"
    r"(?:schikt|lukt) (?:\w+ ){0,2}niet|não(?=[,.! ]|$)|infelizmente|não (?:posso|podemos|"
    r"poderei|consigo|dá))(?!\w)",
    re.IGNORECASE,
)
_OTHER: Final = re.compile(
    r"\b(?:instead|rather|reschedul\w*|postpon\w*|another (?:time|day|date|slot)|(?:an|a)other one|"
    r"(?:how|what) about|(?:could|can|shall|might) we (?:\w+ ){0,3}(?:move|push|shift|meet|"
    r"make it|do|say|switch)|"
    r"move (?:it|this|the)|push (?:it|this)|(?:would|is) (?:\w+ ){1,4}(?:possible|better|work)|"
    r"better for (?:me|us)|prefer|earlier|later that|an hour (?:later|earlier)|"
    r"stattdessen|lieber|verschieben|verlegen|ander\w* (?:termin|tag|zeit|uhrzeit)|(?:ginge|"
    r"ging|geht) (?:es )?(?:auch|am|um)|"
    r"besser|wie wäre|früher|plutôt|reporter|décaler|un autre (?:jour|moment|créneau)|"
    r"à la place|mieux|préfér\w+|mejor|en lugar|otr[ao] (?:día|momento|hora|fecha)|aplazar|"
    r"cambiar (?:la|el)|"
    r"prefer\w+|invece|piuttosto|spostare|rinviare|un altr[oa] (?:giorno|momento|orario|data)|"
    r"meglio|"
    r"liever|verzetten|verplaatsen|ander\w* (?:tijdstip|moment|dag)|beter|"
    r"em vez|antes na|adiar|remarcar|outr[oa] (?:dia|hora|data|momento)|melhor)(?!\w)",
    re.IGNORECASE,
)
_DOUBT: Final = re.compile(
    r"\b(?:maybe|perhaps|probably|possibly|might|not sure|unsure|tentative\w*|if|unless|"
    r"depends|provided|"
    r"should be able|hope|try to|i think|let me check|will (?:check|see|let you)|get back to|"
    r"vielleicht|könnte|eventuell|vermutlich|wahrscheinlich|falls|wenn|sofern|noch nicht|"
    r"muss (?:\w+ ){0,3}(?:prüfen|schauen)|"
    r"peut-être|sans doute|probablement|si(?= )|pas sûre?|je vérifie|quizás?|tal vez|probablemente|"
    r"no (?:lo )?sé|forse|probabilmente|se(?= )|non so|verifico|misschien|waarschijnlijk|als|mits|"
    r"talvez|provavelmente|se calhar|não sei|caso)(?!\w)",
    re.IGNORECASE,
)
_WHEN: Final = re.compile(
    r"\b\d{1,2}(?:[:.h]\d{2}| ?(?:am|pm|uhr|uur|h))\b|\b(?:mon|tues|wednes|thurs|fri|satur|"
    r"sun)day\b|"
    r"\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|lundi|mardi|mercredi|jeudi|vendredi|"
    r"lunes|martes|miércoles|jueves|viernes|lunedì|martedì|mercoledì|giovedì|venerdì|"
    r"maandag|dinsdag|"
    r"woensdag|donderdag|vrijdag|segunda|terça|quarta|quinta|sexta|next week|tomorrow|"
    r"nächste\w* woche|"
    r"la semaine prochaine|la semana que viene|la settimana prossima|volgende week|"
    r"próxima semana)\b",
    re.IGNORECASE,
)
_SHORT: Final = 9
_AT_MOST: Final = 6
"""So many sentences are read: further down somebody speaks of something else."""


def read_coming(new_text: str) -> tuple[Coming, str] | None:
    """What a mail answers to an invitation, and the sentence that says it; None for nothing."""
    sentences = [each.strip() for each in _SENTENCE.split(new_text) if each.strip()][:_AT_MOST]
    said = [(value, each) for each in sentences if (value := _read(each)) is not None]
    if not said:
        return None
    values = [value for value, _ in said]
    if Coming.OTHER in values:
        return Coming.OTHER, _words(said, Coming.OTHER)
    if _no_then_when(values, sentences):
        # "I can't make Tuesday. Thursday at three?"
        return Coming.OTHER, " ".join(each for _, each in said)
    if len(set(values)) > 1:
        return Coming.UNCLEAR, " ".join(each for _, each in said)
    return values[0], said[0][1]


def _read(sentence: str) -> Coming | None:
    is_no, is_other = bool(_NO.search(sentence)), bool(_OTHER.search(sentence))
    rest = _NO.sub(" ", sentence)
    comes, agrees = bool(_COMES.search(rest)), bool(_AGREES.search(rest))
    is_yes = comes or agrees
    has_when, asks = bool(_WHEN.search(sentence)), sentence.endswith("?")
    if is_other and (has_when or is_no or asks or not is_yes):
        return Coming.OTHER
    if asks and has_when:
        return Coming.OTHER
    if not (is_yes or is_no):
        is_short = len(sentence.split()) <= _SHORT
        return Coming.UNCLEAR if is_short and _DOUBT.search(sentence) else None
    if is_yes and is_no:
        return Coming.OTHER if has_when else Coming.UNCLEAR
    beside = _AGREES.sub(" ", _WHEN.sub(" ", rest)).replace(",", " ").split()
    is_bare = comes or is_no or len(beside) <= _BESIDE
    if _DOUBT.search(sentence) or asks or not is_bare:
        return Coming.UNCLEAR
    return Coming.YES if is_yes else Coming.NO


def _no_then_when(values: list[Coming], sentences: list[str]) -> bool:
    return Coming.NO in values and any(
        _WHEN.search(each) and (each.endswith("?") or _COMES.search(each) or _AGREES.search(each))
        for each in sentences
    )


def _words(said: list[tuple[Coming, str]], value: Coming) -> str:
    return next(each for found, each in said if found is value)
