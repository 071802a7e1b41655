"""An end of our mails by its grammar, in seven languages; over one clause of folded words.

Somebody ceases to write, something shall come no more, the writer leaves the list, or gives up
her subscription.  What else the clause says must be words of a wish, so that "stop selling" and
"take the logo off the list" end nothing.
"""

import re

from orchestrator.conversation import wish_speech_words as speech
from orchestrator.conversation.gated import Gated, gate_of, possible
from orchestrator.conversation.wish_channels import CHANNELS
from orchestrator.conversation.wish_clock import CLOCK
from orchestrator.conversation.wish_lengths import LENGTHS
from orchestrator.conversation.wish_rhythm_words import CADENCES
from orchestrator.conversation.wish_scope import is_named, known

_FILLED = r"(?: [\w']+){0,4}?"
_CEASE = Gated(
    r"\b(?:stop|cease|quit|end|discontinue|halt|terminate|put an end to|get(?:ting)? rid of)\b|"
    rf"\bh[öo]r(?:t|en|e)?(?={_FILLED} auf\b)|\bauf(?:zu)?hören\b|"
    rf"\b(?:stell(?:t|en|e)?)\b(?={_FILLED} (?:ein|ab)\b)|\b(?:ein|ab)(?:zu)?stellen\b|"
    r"\bbeend(?:en|et|e)\b|\bstopp(?:t|en|e)?\b|\b(?:schluss|ende|genug)(?: jetzt)? (?:mit|von)\b|"
    rf"\bwerd\w*(?={_FILLED} los\b)|\bloswerden\b|"
    r"\b(?:arrêt|cess|stopp)(?:ez|er|e)\b|\bmett(?:ez|re) (?:un terme|fin)\b|\bfinissez\b|"
    r"\b(?:dej(?:a|ad|e|en|ar)|par(?:ad|en|ar|em|a(?= (?:ya )?de \w+r))|ces(?:ad|en|ar)|"
    r"basta|termin(?:ad|en|ar|em)|deten(?:gan|ed|er)|deix(?:em|ar|e|a)(?= de)|cess(?:em|ar)|"
    r"acab(?:ad|en|ar|em)(?= com?n? )|pare(?= (?:de|com) ))\b(?: ya| já)?(?: de| con| com)?|"
    r"\b(?:smett(?:ete|ere|i|etela|ila|erla)|ferm(?:ate|are)|cess(?:ate|are)|finitela)\b|"
    rf"\bhou(?:d|den)?(?={_FILLED} op\b)|\b(?:ophouden|op te houden)\b|\bkom\w*(?={_FILLED} af\b)|"
    r"\bstop(?:t|pen)?(?: maar| alsjeblieft)?(?: met)?\b|\bbeëindig(?:en)?\b"
)
_NOT = re.compile(
    r"\b(?:not|n't|never|no need|nicht|nie|niemals|pas|jamais|ne|n|no|nunca|non|mai|niet|nooit|não)"
    r"\b|n't\b"
)
_NO_MORE = Gated(
    r"\b(?:no|nothing|not|none|neither)\b.*?\b(?:more|further|any ?more|any longer|else)\b|"
    r"n't\b.*?\b(?:more|further|any ?more|any longer|else)\b|\bno longer\b|"
    r"\b(?:nichts|nix|keine?n?|keinerlei|nicht)\b.*?\b(?:mehr|weiteren?|länger)\b|"
    r"\bplus (?:rien|aucune?|un seul|jamais)\b|\brien (?:de )?plus\b|\b(?:ne|n) ?'?.*?\bplus\b|"
    r"\b(?:no|nada|ningún|ninguna?|ni)\b.*?\bmás\b|\bya no\b|\bmás nada\b|\bnunca más\b|"
    r"\bnon\b.*?\bpiù\b|\bpiù (?:niente|nulla|nessun\w*)|\b(?:niente|mai) più\b|"
    r"\b(?:geen|niets|niks|niet|nooit)\b.*?\b(?:meer|langer|verdere)\b|"
    r"\b(?:não|nada|nenhum\w*)\b.*?\bmais\b|\bjá não\b|\bnunca mais\b|\bmais nada\b"
)
_WANTS = Gated(
    r"\b(?:want|wish|like|care|need|will|wollen|möchten?|wünschen?|brauchen?|veux|voulons|"
    r"souhait\w+|désir\w+|quiero|queremos|dese[oa]\w*|necesit\w+|voglio|vogliamo|desider\w+|"
    r"wil|willen|wens\w*|hoef\w*|quero|desejo|desejamos|precis\w+)\b"
)
_I_WANT = re.compile(r"\b(?:i|we)(?:'d| would)? (?:wish|want|like|desire)\b")
# Who gets none wants to know why.
GETS_NONE = Gated(
    r"\b(?:i|we)(?:'ve| have)? (?:no longer |still |also |now )*(?:get|got|receive|received|had|"
    r"seen|"
    r"see|saw) (?:no|none|nothing|any)\b|\b(?:i|we) no longer (?:get|"
    r"receive|see)\b|\b(?:haven't|have not|didn't|did not|don't|do not) (?:get|got|"
    r"receive|received)\b|"
    r"\b(?:bekomme?n?|kriege?n?|erhalte?n?) (?:ich|wir)\b|\b(?:ich|wir) (?:bekomme|kriege|"
    r"erhalte)n?\b|"
    r"\bkommen? (?:\w+ )?(?:keine|nichts)|\bn(?:e|'en) (?:\w+ )?(?:recevons|"
    r"reçois|reçoit)\b|\bno (?:me |nos )?(?:recibo|recibimos|llegan?)\b|"
    r"\bnon (?:mi |ci )?(?:ricevo|riceviamo|arriva(?:no)?)\b|\b(?:krijg|krijgen|ontvang) (?:ik|we|"
    r"wij)\b|"
    r"\b(?:ik|we|wij) (?:krijg|ontvang)\w*|\bnão (?:me |nos )?(?:recebo|recebemos|chegam?)\b"
)
_REMOVE = (
    r"(?:remove|delete|take|drop|strike|erase|get|cross|scratch|unsubscribe|"
    r"(?:aus|heraus|raus)?(?:zu)?(?:streich|lösch|entfern|trag|nehm)\w*|nimm|"
    r"retir\w+|enlev\w+|supprim\w+|effac\w+|ray(?:ez|er)|désinscri\w+|désabonn\w+|sort(?:ez|ir)|"
    r"(?:borr|quit|elimin|sac|saqu|suprim|retir)\w+|d(?:ar|en|ad|é)\w* de baja|"
    r"(?:tog|cancell|rimuov|elimin|lev|disiscri|depenn|esclud)\w+|"
    r"(?:te )?(?:verwijder(?:en)?|schrappen|schrap|halen|haal|gooi(?:en)?)|uit te schrijven|"
    r"af te melden|(?:remov|retir|tir|apag|exclu|elimin|descadastr)\w+|sair|salir|uscire)"
)
_ME = (
    r"(?:me|us|(?:my|our) (?:name|e-?mail|(?:e-?mail )?address)|mich|uns|(?:meine|unsere) "
    r"(?:mail)?adresse|m'|moi|nous|(?:mon|notre) adresse|nos|mi|ci|(?:mi|nuestra) dirección|"
    r"(?:il mio|il nostro) (?:nome|indirizzo)|mij|ons|(?:mijn|ons) (?:mail)?adres|(?:o )?(?:meu|"
    r"nosso) (?:endereço|e-?mail|nome))"
)
_LIST = (
    r"(?:(?:mailing|mail|e-?mail|distribution|adress|daten)?[ -]?(?:lists?|\w*listen?|liste|"
    r"listas?|"
    r"elench?[oi]|lijst(?:en)?|verteilern?|bestand(?:en)?|database|fichiers?|registros?))"
)
_LEAVES = Gated(
    rf"\b{_REMOVE}(?:[ -]+{_ME})?\b.*?\b(?:off|from|out of|aus|von|de|da|do|del|dal|dalle|dalla|"
    rf"dai|des|dessa|desta|das|uit|van)\b.*?\b{_LIST}|"
    rf"\b(?:aus|von|uit|van|de|da|dal\w*)\b.*?\b{_LIST}\b.*?\b{_REMOVE}"
)
_OF_ME = re.compile(
    rf"\b{_ME}\b|(?:r|d|n|e|a|z)-?(?:me|nos)\b|\w(?:mi|ci)\b|\b(?:sair|salir|uscire)\b|\bm'"
)
_SUBSCRIPTION = Gated(
    r"\b(?:cancel(?:ar|en|ad|em|e)?|end|terminate|stop|kündig(?:en|t)|beend(?:en|et)|annul\w*|"
    r"résili(?:ez|er)|anul(?:ar|en|ad|em)|d(?:en|ad|ar) de baja|disd\w+|cancell(?:are|ate)|"
    r"opzeggen|beëindig(?:en)?|encerr(?:ar|em))\b(?: (?:the|my|our|this|das|mein|unser|die|diese|"
    r"meine|l'|ma|mon|cette|notre|la|mi|esta|nuestra|il|mia|mio|questa|het|mijn|dit|ons|a|minha|"
    r"esta|nossa))* ?(?:subscription|registration|abo|abonnements?|anmeldung|inscription|"
    r"suscripción|inscripción|iscrizione|abbonamento|subscrição|inscrição|assinatura|"
    r"aanmelding)\b|"
    r"\b(?:mein|unser|das|mijn|ons|dit|het)? ?(?:abo|abonnement|anmeldung|aanmelding) (?:bitte |"
    r"graag |aub )?(?:kündigen|beenden|löschen|stornieren|opzeggen|beëindigen|annuleren|stoppen)\b|"
    r"\b(?:suscripción|inscripción|iscrizione|subscrição|inscrição) (?:cancelar|annullare)\b"
)
_HOW_TO_LEAVE = Gated(
    r"\bcome (?:mi |ci )?(?:cancello|disiscrivo|tolgo)\b|"
    r"\bc[oó]mo (?:me )?(?:cancelo|desinscrevo|descadastro|doy de baja|borro|desuscribo)\b|"
    r"\bcomment (?:me |se |nous )?(?:désinscrire|désabonner)\b|\bcome faccio a disiscriver\w+|"
    r"\b(?:como (?:faço|hago)|come (?:faccio|si fa)) (?:para |per |a )?(?:sair|salir|uscire|"
    r"darme de "
    r"baja|cancelarme|cancelarmi|disiscrivermi|desuscribirme)\b|"
    r"\bhoe (?:kan|meld|schrijf) (?:ik|we) (?:me|mij|ons) (?:\w+ )?(?:af|uit|afmelden|"
    r"uitschrijven)\b|"
    r"\bwie (?:kann|könn\w+|melde) (?:ich|wir) (?:mich|uns) (?:\w+ ){0,2}?(?:abmelden|austragen|"
    r"ab)\b"
)
# How often, how long, by which way or when: that ends, and the mails do not.
_QUALIFIED = (
    CLOCK,
    *(wording for _, wording in (*CADENCES, *LENGTHS, *CHANNELS[:-1])),
    Gated(
        r"\b(?:so|such|as|too|zu|solche|trop|aussi|si|tan|tant\w*|così|zo|zulke|tão|tanto\w*) "
        r"(?:many|much|often|frequent\w*|long|oft|häufig|viele?|lange?n?|souvent|longs?|nombreux|"
        r"seguido|a menudo|spesso|vaak|veel|lang|frequent\w+|muit\w+|larg\w+)\b|"
        r"\b(?:tant[aeios]*|tantos?|tantas?|zoveel|zo'n|such|solche) |"
        r"\b(?:more|mehr|plus|más|più|meer|mais) (?:than|als|que|de|di|dan|do que)\b|"
        r"\bas? (?:often|much|many)\b|\b(?:per|by|via|par|por|com) (?:e-?mail|mail|correo|posta)\b"
    ),
)
# "At this address" says no more than "to me"; and a comma may stand before what is to cease.
_TO_THIS = Gated(
    r"\b(?:to|at|an|à|a|naar|op|para|per|in|ad) (?:this|diese[rs]?|cette|est[ea]|quest[oa]|dit|"
    r"deze) "
    r"(?:e-?mail[ -]?|mail)?(?:address|adresse|dirección|correo|indirizzo|adres|endereço|e-?mail|"
    r"mail|inbox|postfach|account)\b"
)
_PARTED = Gated(
    r"\b(auf|aufhören|aufzuhören|op|ophouden|stop|stoppen),\s+(?=mir|mich|uns|zu|mij|me|ons|te)"
)


def without_address(sentence: str) -> str:
    return _PARTED.sub(r"\1 ", _TO_THIS.sub(" ", sentence))


ENDINGS = gate_of(_CEASE, _NO_MORE, _LEAVES, _SUBSCRIPTION, _HOW_TO_LEAVE)
"""The gate of every end that is told by its grammar."""


def ends_our_mails(clause: str) -> bool:
    """Whether a clause asks for no mails of ours at all."""
    if not possible(clause) & ENDINGS or speech.STORY.search(_I_WANT.sub(" want ", clause)):
        return False
    if any(wording.search(clause) for wording in _QUALIFIED):
        return False
    return _ceases(clause) or _wants_none(clause) or _leaves(clause)


def _ceases(clause: str) -> bool:
    """'Hört auf zu mailen', 'dejen de mandarme cosas'."""
    if not _CEASE.search(clause) or _NOT.search(clause):
        return False
    rest = _BESIDE.sub(" ", _CEASE.sub(" ", clause))
    return known(rest) and is_named(rest)


# The particle of a verb, and "things" that are sent.
_BESIDE = re.compile(
    r"\b(?:wie|hoe|c[oó]mo|comment|auf|los|af|op|ein|ab|things?|stuff|sachen|zeug|trucs?|choses?|"
    r"cosas?|cose|roba|dingen|"
    r"spullen|coisas?)\b"
)


def _wants_none(clause: str) -> bool:
    """'Ich will nichts mehr bekommen', 'no further mails please'."""
    if not _NO_MORE.search(clause) or GETS_NONE.search(clause):
        return False
    asks = _WANTS.search(clause) or speech.POLITE.search(clause)
    return bool(asks) and is_named(clause) and known(_WANTS.sub(" ", clause))


def _leaves(clause: str) -> bool:
    """'Hagan el favor de borrarme de sus listas', 'kündigt das Abo'."""
    if _HOW_TO_LEAVE.search(clause):
        return True
    if _NOT.search(clause):
        return False
    if _SUBSCRIPTION.search(clause):
        return known(_SUBSCRIPTION.sub(" ", clause))
    if not (_LEAVES.search(clause) and _OF_ME.search(clause)):
        return False
    return known(_TAKEN_OFF.sub(" ", clause))


_TAKEN_OFF = re.compile(rf"\b(?:{_REMOVE}(?:[ -]{_ME})?|{_ME}|{_LIST})\b")
