"""What is to happen to the thing of an ask: "keep the forms" says no to "delete the forms?"."""

import re

from orchestrator.conversation import reply_words as words
from orchestrator.conversation.reply_asks import Ask, fold

_KEEP = re.compile(
    r"\b(?:keep|keeps|keeping|stays?|remains?|hang on to|"
    r"leave (?:the |it |them |those |that )?(?:[\w-]+ ){0,4}?(?:on|up|in|as is|alone|there|ticked|"
    r"where \w+ (?:is|are)|as (?:it is|they are))|leave (?:it|them|those)$|"
    r"behalten|bleib\w*|beibehalten|(?:stehen|drin|so|online|dran|drauf) lassen|"
    r"lass\w* (?:\w+ ){0,4}(?:stehen|drin|so|online|dran|drauf)|"
    r"gard\w+|conserv\w+|laiss\w+|rest(?:e|ent|er)|maintenir|maintenez|"
    r"manten\w+|mantén\w*|d[eé]j(?:a|ad|en|e|ar|adl[oa]s?|enl[oa]s?|arl[oa]s?|amos)|"
    r"se queda\w*|quedaos con|"
    r"ten(?:iamo|ete|ere|iamol[aoei]|etel[aoei])|(?:la|lo|le|li) teniamo|lasci\w+|"
    r"rest(?:a|ano|i|ino|are|iamo)\b|"
    r"mante(?:nere|niamo|nete|mos)|"
    r"houd\w*|hou|houen|blijf\w*|blijven|(?:laat|laten) (?:\w+ ){0,3}(?:staan|zo|zitten|aan)|"
    r"behoud\w*|deix\w+|fic(?:a|am|ar|ar)|guard\w+)\b"
)
_REMOVE = re.compile(
    r"\b(?:disappear|can go\b|go away|verschwind\w+|disparaître|desaparec\w+|sparire|verdwijnen|"
    r"haal\w* (?:\w+ ){0,4}weg|gooi\w* (?:\w+ ){0,4}weg|doe (?:\w+ ){0,3}weg|"
    r"mach\w* (?:\w+ ){0,4}weg|nehm\w* (?:\w+ ){0,4}(?:raus|runter|weg)|"
    r"sair|remov\w+|delet\w+|drop\w*|take (?:\w+ ){0,5}(?:off|down|away)|(?:switch|turn) "
    r"(?:\w+ ){0,4}off|shut|clos(?:e|ing)|hid(?:e|ing)|cancel\w*|scrap|retir(?:e|ing)|stop|bin|"
    r"ditch|get rid|gone|archive|unpublish|"
    r"lösch\w+|entfern\w+|(?:ab|aus)schalten|wegnehmen|offline|streich\w+|schließ\w+|kündig\w+|"
    r"raus\w*|weg|"
    r"supprim\w+|enl[eè]v\w+|retir\w+|désactiv\w+|ferm(?:er|ez|ons)|arrêt\w+|coup\w+|effac\w+|"
    r"quit(?:ar|amos|ad|en|adl\w+|arl\w+)|borr\w+|elimin\w+|desactiv\w+|cerr(?:ar|amos|ad)|"
    r"suprim\w+|apag\w+|"
    r"togli\w*|rimuov\w+|cancell\w+|spegn\w+|chiud\w+|disattiv\w+|"
    r"verwijder\w*|weghalen|uitzetten|sluiten|schrappen|wissen|afsluiten|"
    r"remov\w+|desativ\w+|fech(?:ar|amos|em)|tir(?:ar|amos|em)|retir(?:ar|amos|em))\b"
)
_DO = re.compile(
    r"\b(?:machen wir|nehmen wir|we'll (?:take|do|have)|let's (?:do|have|get)|go ahead|go for|"
    r"on (?:le |la )?(?:fait|prend)|lo hacemos|la hacemos|(?:lo|la) facciamo|doen we|"
    r"(?:pode(?:m)?|poden|podéis|pueden|potete|you can|you may|könnt ihr|können sie|pouvez|"
    r"mogen jullie|mag je) (?:\w+ )?(?:publi\w+|post\w*|veröffentlich\w*|online \w+|go|avanzar|"
    r"avançar|activ\w+|plaats\w+)|whenever you (?:like|want)|fazemos|"
    r"(?:^|\w )rein(?:nehmen)?(?=\W*$)|publish (?:it|them)|order it|gern\w*|je veux bien)\b"
)
_NOT_DO = re.compile(
    r"\b(?:skip|dead|voted \w+ down|off the table|leave out|wouldn't bother|forget|drop|"
    r"do without|no need|"
    r"not needed|don't (?:need|want|bother)|"
    r"too (?:dear|expensive|much)|can wait|"
    r"lassen wir|lassen sie|brauchen? (?:wir|ich) nicht|nicht nötig|weglassen|zu teuer|"
    r"on oublie|oubliez|laissez tomber|pas besoin|inutile|trop cher|on s'en passe|"
    r"no (?:lo |la )?(?:quiero|queremos|hace falta|necesitamos)|olvida\w*|demasiado caro|"
    r"descart\w+|"
    r"non (?:serve|ci serve|la voglio|lo voglio|vogliamo)|lasciamo (?:stare|perdere)|troppo caro|"
    r"hoeft niet|niet nodig|(?:willen|wil) (?:we|ik) niet|te duur|laat maar|"
    r"não (?:é preciso|precisamos|quero|queremos)|dispens\w+|esqueç\w+|demasiado caro|muito caro)\b"
)


def ordered_side(ask: Ask, lower: str) -> str | None:
    """The side of an order that stands alone: "leave it on", "gardez-le encore un peu"."""
    head = _POLITE.sub("", re.split(r"[.!,;\n]", lower)[0].strip())
    begins = any(deed.match(head) for deed in (_KEEP, _REMOVE, _NOT_DO))
    return deed_side(ask, head) if begins and "?" not in lower else None


def without_deeds(lower: str) -> str:
    """Without the words that say what is to happen to a thing."""
    for deed in (_KEEP, _REMOVE, _DO, _NOT_DO):
        lower = deed.sub(" ", lower)
    return lower


def removes(ask: Ask) -> bool:
    """Whether a thing shall go, by what the ask asks."""
    return bool(_REMOVE.search(fold(ask.text)))


def may_go(lower: str) -> bool:
    """'The menu can go', "la carte peut partir": it goes out, or away, as was asked."""
    return bool(_MAY_GO.search(lower))


_MAY_GO = re.compile(
    r"\b(?:can|may) go(?: out| live)?(?=\W*(?:$|[,;.]))|\b(?:kann|können|darf|dürfen) (?:so "
    r")?raus\b|"
    r"\bpeu(?:t|vent) (?:partir|sortir)\b|\bpued(?:e|en) salir\b|\bp(?:uò|ossono) (?:partire|"
    r"uscire)\b|"
    r"\b(?:mag|mogen|kan|kunnen) de deur uit\b|\bpodem? (?:sair|seguir)\b"
)
# Who renews a thing keeps it.
_RENEW = re.compile(
    r"\b(?:renew|extend|continue|verläng|erneuer|weiterführ|renouvel|prolong|reconduir|renov|"
    r"rinnov|"
    r"prorog|verleng|vernieuw|prorrog)\w*"
)
_POLITE = re.compile(
    r"^(?:(?:please|pls|just|kindly|bitte|einfach|merci de|veuillez|por favor|per favore|graag|it|"
    r"they|"
    r"that|those|das|es|ça|on|eso|dat|isso|can|could|kann|können|darf|dürfen|mag|mogen|peut|pouvez|"
    r"puede|pueden|podéis|può|potete|pode|podem) )+"
)


def deed_side(ask: Ask, lower: str) -> str | None:
    """The side that a wish for the thing takes; ``lower`` speaks of the ask's thing."""
    parts = re.split(r"[,;] ", lower)
    if len(parts) > 1:
        return next((side for part in parts if (side := deed_side(ask, part))), None)
    question = fold(ask.text)
    negated = bool(words.NEGATED.search(_KEEP.sub(" ", _REMOVE.sub(" ", lower))))
    if may_go(lower) and not negated:
        return "no" if _KEEP.search(question) else "yes"
    if _NOT_DO.search(lower):
        return None if _REMOVE.search(question) else "no"
    if _KEEP.search(lower):
        keeps = not negated
        stays = bool(_KEEP.search(question) or _RENEW.search(question))
        return "yes" if stays == keeps else "no"
    if _REMOVE.search(lower):
        removes = not negated
        if _REMOVE.search(question):
            return "yes" if removes else "no"
        return "no" if removes else None
    return "yes" if _DO.search(lower) and not negated else None
