"""How clients have our mails begin again, in seven languages; over folded text.

Once more they are sent, or begin, or the client is put on the list; in forms that ask for it,
as "reanudamos" tells of the client's own work.
"""

from orchestrator.conversation.gated import Gated
from orchestrator.conversation.wish_stop_words import OUR_MAILS, THESE

_THEM = (
    rf"(?:(?:{THESE} )?(?:regular |automatic |weekly |automatischen |automáticos )?(?:{OUR_MAILS}|"
    r"reports?|versand|mails|mises à jour|nouvelles|points|informes|novedades|actualizaciones|"
    r"envíos|avisos|novità|resoconti|verslagen|nieuwsbrief|relatórios|novidades|envios)\b|"
    r"berichte\b|l'envoi\b|the sending\b)"
)
_ON_LIST = (
    r"(?:(?:up(?: for)?|to|on(?:to)?|back on|in|into|auf|aan|op|sur|dans|en|a|na|nos|nas|in|ai|"
    r"alla|"
    r"voor|für) )"
    rf"(?:{THESE} |den |euren |ihren |die |vossos )?(?:\w+ )?(?:list\w*|\w*lijst|verteiler|"
    rf"{OUR_MAILS}|"
    rf"informes)"
)
_ONCE_MORE = (
    r"(?:again|back|wieder|erneut|nochmals?|de nouveau|à nouveau|otra vez|de nuevo|nuevamente|"
    r"di nuovo|nuovamente|un'altra volta|weer|opnieuw|terug|de novo|novamente|outra vez)"
)
# What is sent or written back goes to them.
_AGAIN = _ONCE_MORE.replace("again|back|", "again|").replace("weer|opnieuw|terug|", "weer|opnieuw|")
_RESUME = (
    r"(?:resume|restart|reinstate|reactivate|un-?pause|recommence|relaunch|re-?aktivier(?:en|t|e)|"
    r"(?:veuillez |pouvez-vous |pourriez-vous )?(?:repren(?:ez|dre|ds)|recommenc(?:ez|er)|"
    r"relanc(?:ez|er)|réactiv(?:ez|er)|rétabli(?:ssez|r)|remett(?:ez|re))|"
    r"(?:reactiv|reanud|retom|restablec|reinici)(?:ar|ad|en|e|áis|éis|a|er|ed)|"
    r"(?:riattiv|riavvi|ripristin)(?:are|ate|iate|a|ino)|riprend(?:ere|ete|iate|i)(?: con)?|"
    r"rimand(?:ate|are|a)(?:mi|ci)?|rimett(?:ete|ere|i)|"
    r"hervat(?:ten)?|heractiveer|reactiveer|herstart|"
    r"(?:reativ|retom|reinici)(?:ar|em|e|a)|relig(?:ar|uem|ue|a)|recome(?:çar|cem|ce|ça))"
)
_SUBSCRIBE = (
    r"(?:put|add|sign|subscribe|enrol|trag\w*|nehm\w*|nimm|setz\w*|meld\w*|mett\w+|"
    r"inscri\w+|abonn\w+|apunt\w+|suscrib\w+|añad\w+|agreg\w+|inscrib\w+|pon\w+|pón\w*|"
    r"iscriv\w+|aggiung\w+|inser\w+|mett\w+|zet|plaats|schrijf|schrijven|voeg|meld|"
    r"coloc\w+|inscrev\w+|adicion\w+|cadastr\w+|ponham|põe)"
)
# "Back to the team page" is elsewhere.
_NOT_ELSEWHERE = (
    rf"(?:(?= {_ON_LIST})|(?! (?:to|on|in|into|onto|for|für|auf|an|sur|dans|pour|a|al|en|para|ai|"
    rf"alla|"
    r"per|op|aan|voor|na|no|nos|nas|em)\b))"
)
_ME = r"(?:me|us|mich|uns|moi|nous|nos|mij|ons)"
# What else is begun again in words of a wish: "resume the work".
WORK = Gated(
    r"\b(?:the |this |our |your )?(?:works?|working|house|questions?|lunch|breakfast|calls?|"
    r"calling|"
    r"lines?|arbeit\w*|travail|travaux|trabajos?|obras?|lavor[oi]|werk\w*|"
    r"trabalhos?)\b(?<! at work)"
)
# Beside our mails by name these need no vocabulary.
_NO_TOPIC = (
    r"(?! (?:on|about|of|for|regarding|über|wegen|pour|sur|de|con|sobre|su|sul|over|van|da|do)\b)"
)
_POSTED = (
    r"(?:posted|informed|updated|up to date|in the loop|auf dem laufenden|informiert|au courant|"
    r"informée?s?|dans la boucle|al día|al tanto|al corriente|informad\w+|aggiornat\w+|al corrente|"
    r"informat\w+|op de hoogte|a par|atualizad\w+)"
)
_KEEP = (
    r"(?:(?:keep|put|have|get) (?:me|us)|halt\w* (?:sie )?(?:mich|uns)|(?:tenez|remettez|"
    r"mettez)-(?:moi|"
    r"nous)|(?:me|nous) (?:re)?(?:mettre|tenir)|(?:manten|ten|pon)\w*(?:me|nos)|(?:mant|"
    r"t)en\w*(?:mi|ci)|"
    r"hou\w* (?:me|mij|ons)|(?:manten|ponh)\w*-(?:me|nos)|voltem a (?:pôr|manter)-(?:me|nos))"
)
START_THEM = Gated(
    rf"\b{_KEEP} (?:[\w-]+ ){{0,4}}?{_ONCE_MORE} (?:[\w-]+ ){{0,3}}?{_POSTED}{_NO_TOPIC}|"
    rf"\b{_KEEP} (?:[\w-]+ ){{0,2}}?{_POSTED} (?:[\w-]+ ){{0,3}}?{_ONCE_MORE}\b|"
    rf"\b(?:me|nous) remettre (?:dans la boucle|au courant)|\bvoltem a (?:pôr|manter)-(?:me|nos) "
    rf"{_POSTED}|\bdarme de alta (?:otra vez|de nuevo|nuevamente)|\bme (?:den|dad|dé) de alta\b|"
    rf"\b(?:volver a recibirl[oa]s?|tornare a ricever(?:l[eoi]|e)|voltar a receb(?:er|"
    rf"ê-l[oa]s?))\b(?! \w)|"
    rf"\b(?:receive|have|get|want) (?:them|these) (?:back|again)\b|"
    rf"\bze (?:\w+ ){{0,2}}?weer (?:krijgen|ontvangen)|"
    rf"\bsen[dt] (?:me|us) {_THEM} again\b|"
    rf"\b(?:mir|uns) {_THEM} (?:\w+ )?wieder (?:schick|zustell|send|mail|zusend)\w*|"
    rf"\b(?:hätte|möchte|will|brauche|wil|zou) (?:ich |wir |ik )?(?:gern |gerne |graag )?{_THEM} "
    rf"(?:\w+ ){{0,3}}?(?:wieder|weer)\b(?! (?:lesen|sehen|lezen|zien))|"
    rf"\b{_RESUME} (?:(?:sending|pure|ya|já|maar|bitte|dann|an mich|with|con) ){{0,3}}{_THEM}"
    rf"(?! (?:on|for|to|a|à|an|aan|de|d'|du|of|von|van|di) (?!me\b|us\b|nous\b|mich\b|moi\b))|"
    rf"\b(?:bring|turn|switch|fire) (?:{_THEM}|them|these|it) (?:back )?(?:on|up)\b(?: again)?|"
    rf"\b(?:bring|turn|switch) (?:back )?on {_THEM}|"
    rf"\b(?:have|get|like|want) {THESE} {OUR_MAILS} back\b|"
    rf"\b(?:start|begin) (?:sending )?(?:me |us )?{THESE} {OUR_MAILS}(?: again)?(?! (?:on|for|"
    rf"to)\b)|"
    rf"\b{_SUBSCRIBE}(?:[- ](?:sie )?{_ME}|(?<=m[ei])|(?<=ci)|(?<=nos))(?:[\w'-]* )(?:doch |bitte |"
    rf"please |up )*{_ONCE_MORE}\b{_NOT_ELSEWHERE}|"
    rf"\b{_SUBSCRIBE} (?:{_ME}|my [\w-]+) {_ON_LIST} {_ONCE_MORE}|"
    rf"\bvolv\w+ a (?:apuntar|suscribir|inscribir)\w*|\bre-?iscriv\w+(?:mi|ci)\b|\bherinschrij\w+|"
    rf"\b{_ONCE_MORE} (?:receive|recevoir|recibir|ricevere|ontvangen|receber|get) {_THEM}|"
    rf"\b(?:me|mich|mij|m'|nous|uns) (?:\w+ )?{_ONCE_MORE} (?:\w+ ){{0,2}}?(?:{_ON_LIST}|aanmelden|"
    rf"inschrijven|in te schrijven|anmelden|abonnieren|eintragen)|"
    rf"\b(?:me|m'|nous) (?:{_SUBSCRIBE}) {_ONCE_MORE}|"
    rf"\b(?:put|be put|add|added) (?:me |us )?back {_ON_LIST}|"
    rf"\bremett?\w+[- ](?:moi|nous) (?:sur|dans) (?:la|votre|vos)|"
    rf"\b(?:me |nous )?ré-?(?:inscri|abonn)\w+|\bre-?subscribe\b|"
    rf"\b(?:activate|aktivier|activ[aáe]|starte?|schalte?|stell|zet|"
    rf"nehm)\w* (?:sie )?(?:\w+ )?{_THEM} "
    rf"(?:\w+ ){{0,3}}?{_ONCE_MORE}(?: (?:auf|ein|an|aan))?\b|"
    rf"\b(?:re)?activ[aáe]\w* (?:\w+ ){{0,3}}{THESE} {OUR_MAILS}\b|"
    rf"\b(?:hätte|möchte|will|brauche|bekomme|kriege|mag|mogen|wil|graag|gerne?) (?:ich |wir )?"
    rf"(?:\w+ )?{_THEM} (?:\w+ )?{_ONCE_MORE}\b|"
    rf"\b{_THEM} (?:\w+ )?{_ONCE_MORE} (?:\w+ )?(?:aanzetten|einschalten|anschalten|aufnehmen|"
    rf"aktivieren|starten|hervatten|sturen|haben|bekommen|ontvangen|krijgen)|"
    rf"\b(?:halt\w*|halten sie) (?:mich|uns) wieder\b|\bgerne? wieder (?:post|mails|updates)|"
    rf"\b(?:volver|vuelv\w+|volved|volvé|ricominci\w+|torn(?:ate|are|iate|a)|volt(?:em|e|ar)|"
    rf"recome\w+) a (?:\w+ )?"
    rf"(?:mandar|enviar|recibir|escribir|mandar|inviar|spedir|ricever|scriver|receber|escrever)\w*"
    rf"(?:-\w+)? (?:{THESE} )?{OUR_MAILS}|"
    rf"\b(?:receive|recevoir|recibir|ricevere|ontvangen|receber) (?:{_ONCE_MORE} {_THEM}|{_THEM} "
    rf"{_ONCE_MORE})"
)
START = Gated(
    rf"\b{_RESUME} (?:the|these|your|my|sending|with|them|les|vos|los|el|le|gli|os|as|o|a|con|me|"
    rf"à)\b|"
    rf"(?<!par )(?<!per )(?<!via )(?<!by )\b(?<!e-)(?:send|mail|write|start|begin|contact|"
    rf"schick\w*|send\w*|schreib\w*|mailen|zuschicken|"
    rf"schicken|loslegen|anfangen|kommen|mand\w+|envi\w+|escrib\w+|écri\w+|env[oe]\w+|sturen|stuur|"
    rf"mail|mailen|schrijven|begin|beginnen|zet|escrev\w+|invi\w+|scriv\w+)\b(?: [\w'-]+){{0,4}} "
    rf"{_AGAIN}\b|"
    rf"\b{_ONCE_MORE} (?:[\w'-]+ ){{0,3}}?(?:schreiben|schicken|senden|mailen|zuschicken|anfangen|"
    rf"loslegen|losgehen|los|kommen|beginnen|haben|bekommen|starten|aufnehmen|einschalten|"
    rf"anschalten|anmelden|"
    rf"aktivier\w*|verschick\w*|zusend\w*|in den verteiler|weiter|envoyer|écrire|"
    rf"sturen|schrijven|ontvangen|aanzetten|hervatten|op de lijst|gaan sturen)\b|"
    r"\b(?:you )?(?:can|may|could) (?:please )?(?:start|begin|resume|restart|send|mail|"
    r"write)\b.{0,30}\b(?:again|now)\b|\bready for (?:your|the|these|more) \w+ again|"
    r"\b(?:the )?(?:mails|updates) (?:can|may) (?:start|come) again|"
    r"\b(?:pouvez|pourriez|peux|veuillez) (?:\w+ )?(?:reprendre|recommencer|relancer|réactiver)\b|"
    r"\bvol(?:ver|ved|vamos|váis) a (?:escribir|recibir|mandar|enviar)\w*|"
    r"\bvuelv(?:an?|e|as) a (?:mandar|enviar|escribir|recibir)\w*|"
    r"\b(?:pot|può|puoi)\w* (?:\w+ )?(?:ricominciare|riprendere|riattivare|tornare a\b)|"
    r"\b(?:ricominciate|torn(?:ate|a)) (?:pure )?(?:a|con)|\brimett\w+ in lista|"
    r"\b(?:mogen|mag|kunnen|kunt|kan) (?:\w+ ){0,3}(?:weer|opnieuw)|"
    r"\bpod(?:em|e|iam) (?:\w+ )?(?:voltar a\b|recomeçar|retomar|reativar)|"
    r"\bvolt(?:em|e|ar) a (?:escrever|mandar|enviar|receber)|"
    r"^\W*(?:re)?start\b[^\w)]*(?:please|again|thanks)?[^\w)]*$|\bstart sending|(?:^|"
    r"[.,!]\s*)(?:please )?resume\b|\b(?:turn|switch) .{0,30}back on|"
    r"\bfire .{0,20}up again|\bkeep (?:these|them) coming|\bsign (?:me|us) (?:back )?up(?: again)?|"
    r"\breanudad\w*|\breactiv(?:ad|en|e|ar)\w*|\briattiv(?:ate|are|a)\w*|\breativ(?:em|ar|e)\b|"
    r"\b(?:reativ|retom)[aá]-l[oa]s\b|\b(?:reactiv|reanud)arl[oa]s\b|\briattivar(?:le|li)\b|"
    r"\bsie (?:\w+ )?reaktivieren\b|"
    r"\bretom(?:em|ad|en|ar)\b|\breprenez\b|\bréactiv(?:ez|er)\b|\bhervat\b"
)
