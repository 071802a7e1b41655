"""How clients word that our mails shall rest, in seven languages; over folded text."""

from orchestrator.conversation.gated import Gated

_HOLDS = (
    r"pau[sz]\w*|pauzeer\w*|hold\w*|held|suspend\w*|on (?:hold|ice)|"
    r"leave (?:me (?:be|alone)|off|out)|lay off|give (?:me|us|it) a (?:break|rest)|quiet|"
    r"skip (?:me\b|us\b|these\b|(?:the|your) (?:next |coming )?(?:e-?mails?|mails?|updates?|"
    r"digests?|messages?|ones?)\b|(?:next|this) week)|"
    r"überspring\w* (?:sie )?(?:mich|uns)|saut(?:ez|er|e)[ -](?:moi|nous)|"
    r"salt(?:ad|a|e|en|ar)(?:me|nos)|salta(?:te|r)?(?:mi|ci)|salt(?:em|e|ar)-(?:me|nos)|"
    r"tranquill[eiao]s?|en paz|in pace|met rust|em paz|in frieden|"
    r"interrupt\w*|freeze|frozen|shan't be reading|"
    r"aussetz\w*|unterbrech\w*|(?:auf|aufs) eis|zurückh[aä]lt\w*|zurückzuhalten|ruhe|funkstille|"
    r"stilllegen|ruhen|(?:erst|frühestens) (?:wieder )?(?:ab|am|nach)|"
    r"suspen\w+|interromp\w+|en attente|gel(?:ez|er)|sospen\w+|"
    r"interrump\w+|congel\w+|en espera|aguant\w+|"
    r"stand-?by|in attesa|ferm(?:ate|are)|blocca(?:te|re)|"
    r"onderbr\w+|stil ?(?:leggen|zetten)|in de wacht|opschort\w*|opgeschort|"
    r"em espera|segur\w+ (?:os|as|tud\w)|cort\w+ (?:los|os)"
)
# A verb and the particle that it is parted from.
_PARTED = (
    r"(?:halt\w*|behalt\w*) .*\bzurück|setz\w* .*\baus|leg\w* .*\bstill?|zet .*\bstil|"
    r"lass\w* (?:sie )?(?:mich|uns) .*\baus|sla (?:me|mij|ons) .*\bover|"
    r"stell\w* .*\bein|h[öo]r\w* .*\bauf\b"
)
_WAITS = (
    r"wait(?:ing)?|warte(?:n|t)|attend(?:ez|re)|esp[eé]r(?:ad|en|ar|ense|e|em)|par(?:ad|en|ar)|"
    r"aspett(?:ate|are|i|ino)|wacht\w*"
)
_NONE = (
    r"no|not|n't|nae|dont|nothing|none|nichts|nix|keine?n?|rien|pas|aucune?|ne|nada|no|ningún|"
    r"ninguno|sin|niente|nulla|non|nessuna?|senza|"
    r"basta(?= (?:con )?(?:(?:le|queste) )?(?:e-?)?mail)|niet|niets|niks|geen|não|nenhum|sem"
)
REST = Gated(rf"\b(?:{_HOLDS}|{_PARTED})\b")
"""Rests, in a verb with its particle as well."""
HOLD = Gated(rf"\b(?:{_HOLDS})\b")
"""Rests by its words alone."""
WAIT = Gated(rf"\b(?:{_WAITS})\b")
"""May be of anything unless our mails are named."""
_STOPS = r"stop\w*|halt|cease|arrêt\w+|dej(?:ad|en)|smett\w+|par(?:em|ad|en)"
PAUSE_WORD = Gated(rf"\b(?:{_HOLDS}|{_PARTED}|{_WAITS}|{_STOPS}|{_NONE})\b|n't\b")
"""What rests, or is not to come: a pause where our mails are meant and an end is named."""
UNTIL_IT_ENDS = Gated(
    r"\b(?:(?:until|till|before) (?:it|that|this)(?:'s| is| has)? (?:over|ends?|done|finished)|"
    r"bis (?:sie|er|es|das) (?:vorbei|zu ende|aus) ist|solange|"
    r"avant qu'(?:il|elle) soit fini\w*|jusqu'à ce qu'(?:il|elle) soit fini\w*|"
    r"(?:hasta|mientras) (?:que )?(?:no )?(?:acabe|termine)|"
    r"(?:fino a(?: quando)?|finché) non (?:finisce|è finit[ao])|"
    r"tot (?:het|die|dat) (?:voorbij|afgelopen) is|zolang die duurt|"
    r"(?:até que|enquanto não|até) (?:acab|termin)\w+)\b"
)
"""The end of a pause whose day stands beside it: "the fair ends on 14 December"."""
