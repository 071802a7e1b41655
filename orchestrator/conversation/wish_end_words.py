"""What ends our mails without naming them, and what only sounds like their end; folded text."""

import re

from orchestrator.conversation.gated import Gated
from orchestrator.conversation.wish_stop_words import OUR_MAILS, THESE

_TO_ME = r"(?:me|us|mir|mich|uns|mij|ons|nos)"
_KIND = (
    r"(?:please|bitte|thanks|thank you|danke|merci|svp|s'il vous plaît|gracias|por favor|grazie|"
    r"per favore|bedankt|graag|aub|obrigad[oa]|now|already|again|ever|jetzt|endlich|maintenant|ya|"
    r"adesso|nu|agora)"
)
_AGAIN = r"(?:again|any ?more|ever again|ever|in future|in the future)"
LEAVE_US = Gated(
    rf"(?:^\W*|[,–-] )(?:(?:{_KIND}|and|just|so|ok|und|et|y|e|en)\W+)*(?:"
    rf"leave {_TO_ME} (?:alone|in peace|be)|"
    rf"(?:do not|don't|dont|never) (?:ever )?(?:contact|message|e-?mail|mail|write(?: to)?|bother) "
    rf"{_TO_ME} {_AGAIN}|never contact {_TO_ME}|stop (?:contacting|messaging|spamming|bothering|"
    rf"pestering) {_TO_ME}|stop it with (?:the|these|your|all these) (?:e-?mails|mails|updates)|"
    rf"lass(?:t|en sie)? (?:mich|uns) (?:{_KIND} )?in (?:ruhe|frieden)|"
    rf"kontaktier(?:t|en sie|e)? (?:mich|uns) (?:{_KIND} )?(?:nicht|nie) (?:mehr|wieder)|"
    rf"(?:schreib(?:t|en sie)?|mail(?:t|en sie)?) (?:mir|uns) (?:{_KIND} )?(?:nicht|nie) "
    r"(?:mehr|wieder)|"
    r"(?:laisse[zr]?|fiche[zr]?)-?(?:moi|nous) (?:tranquilles?|en paix|la paix)|"
    r"ne (?:me |nous |m')?(?:re)?(?:contactez|écrivez|sollicitez|contactez|dérangez) (?:plus|"
    r"jamais)|"
    r"d[eé]j\w{0,3}(?:me|nos) (?:en paz|tranquil\w+)|no (?:me|nos) (?:contact\w+|escrib\w+|"
    r"molest\w+) (?:más|nunca más)|"
    r"lasci\w*(?:mi|ci) (?:in pace|stare|tranquill[oaie])|non (?:mi |ci )?(?:ri)?(?:contatt\w+|"
    r"scriv\w+|disturb\w+) (?:più|mai più)|"
    rf"laat {_TO_ME} (?:{_KIND} )?met rust|neem (?:{_KIND} )?geen contact meer|"
    rf"(?:contacteer|benader|mail) {_TO_ME} (?:{_KIND} )?(?:niet|nooit) meer|"
    r"deix\w+-?(?:me|nos) em paz|não (?:me|nos) (?:contact\w+|contat\w+|escrev\w+) (?:mais|"
    r"nunca mais)"
    rf")(?:\W+(?:{_KIND}|met (?:mij|me|ons) op|with (?:e-?mails|mails)))*\W*$"
)
# Behind our mails: nothing more, or whose they are; "more mails from the shop" are others.
_ENDS = (
    r"(?: (?:from you|von (?:euch|ihnen)|suyos|vuestros|de (?:ustedes|vosotros|vocês|vous|"
    r"votre part)|da (?:voi|parte vostra)|van (?:jullie|u)|automátic\w+|automatic\w+|at all|"
    r"in future|en el futuro|ontvangen|krijgen|erhalten|bekommen|ricevere)\b)*"
    r"(?=\W*(?:$|[,.;:!?–-])|\W+(?:please|pls|bitte|svp|por favor|porfa\w*|porfi\w*|pfv?|"
    r"per favore|graag|aub|thanks|danke|"
    r"merci|gracias|grazie|bedankt|obrigad[oa])\b)"
)
_MY_ADDRESS = (
    r"(?:my|our|meine|unsere|mon|notre|mi|nuestra|il mio|il nostro|mijn|ons|o meu|a minha|o nosso) "
    r"(?:e-?mail[ -]?|mail)?(?:address|adresse|dirección|indirizzo|adres|endereço|name|e-?mail)"
)
_MY_INBOX = (
    r"(?:(?:to|in|into) (?:this|my|our) |in (?:mein\w*|diese\w*|unser\w*) |dans (?:ma|cette|"
    r"notre) |"
    r"(?:en|a) (?:mi|este|nuestro) |n(?:ella|el) (?:(?:mia|mio|nostra) )?|in (?:m'n|mijn|onze|"
    r"deze) |"
    r"na (?:minha )?|a este )(?:mail|e-?mail )?(?:in-?box|mailbox|address|postfach|boîte|correo|"
    r"buzón|bandeja|casella|posta|caixa|endereço|adresse|adres)"
)
# Nothing is to come any more, whoever says it and for whatever reason.
NO_MORE = Gated(
    rf"\b(?:no need|needn't|(?:don't|do not) (?:have|need) to|would you mind not|(?:can|"
    rf"could) you not|"
    rf"(?:please )?(?:don't|do not)|you (?:can|may|could) stop|stop) (?:to |"
    rf"for you to )?(?:continue |"
    rf"keep )?(?:writ|mail|e-?mail|send|messag|contact)\w*(?: to)? (?:me|us)(?: \w+){{0,3}}? "
    rf"(?:any ?more|any longer|ever again){_ENDS}|"
    rf"\b(?:nothing|no(?:ne)?) (?:further|more|else)(?: \w+){{0,2}} {_MY_INBOX}|"
    rf"\b(?:nichts mehr|plus rien|nada más|más nada|più niente|niente più|ni(?:ks|ets) meer|"
    rf"mais nada)"
    rf"(?: \w+)? {_MY_INBOX}|"
    rf"\b(?:delete|remove|erase|take|strike|lösch\w*|streich\w*|entfern\w*|supprim\w+|retir\w+|"
    rf"enlev\w+|elimin\w+|borr\w+|quit\w+|cancell\w+|tog\w+|rimuov\w+|verwijder\w*|schrap\w*|"
    rf"haal|apag\w+|remov\w+|tir\w+)(?: \w+)? {_MY_ADDRESS}(?: (?:off|from|out of|aus|von|de|da|"
    rf"dal(?:la)?|uit|van) (?:{THESE} )?(?:\w+ )?(?:lists?|liste|lista|lijst|verteiler|database|"
    rf"system|"
    rf"records|{OUR_MAILS}))?{_ENDS}|"
    rf"\b(?:schick|send|schreib|mail)\w* (?:sie )?(?:mir|uns) (?:bitte )?nichts mehr{_ENDS}|"
    rf"\b(?:stuur|mail|schrijf) (?:me|mij|ons) (?:\w+ )?ni(?:ets|ks) meer{_ENDS}|"
    rf"\bne plus recevoir {THESE} {OUR_MAILS}{_ENDS}|"
    rf"\b(?:mich|uns) (?:\w+ ){{0,3}}?(?:austragen|abmelden|streichen|löschen|rausnehmen)"
    rf"(?! (?:für|zu[mr]?)\b){_ENDS}|"
    rf"\bbrauch\w* (?:sie )?(?:mir|uns) (?:\w+ )?nicht mehr (?:zu )?(?:schreiben|schicken|mailen)|"
    rf"\bbrauch\w* (?:ihre|eure|diese) {OUR_MAILS} nicht mehr|"
    rf"\binutile de (?:continuer à )?(?:m'|me |nous )(?:écrire|envoyer|adresser){_ENDS}|"
    rf"\b(?:plus la peine|plus besoin) de (?:m'|me |nous )(?:écrire|envoyer|adresser){_ENDS}|"
    rf"\b(?:me|nous) désinscrire\b|\bd[eé]s(?:inscri(?:vez|re)|abonn(?:ez|er))[ -](?:moi|nous)|"
    rf"\bsor(?:tez|s)-(?:moi|nous) de (?:là|cette|votre|vos|ces)\b|"
    rf"\bd(?:ad|e|é|ar|en|arme)(?:me|nos)? de [bv]aja{_ENDS}|"
    rf"\bno (?:hace falta|es necesario|necesito) que (?:me|nos) (?:sigan |sigáis )?(?:escrib|envi|"
    rf"mand)\w+(?: más)?{_ENDS}|"
    rf"\b(?:basta|ya está bien|chega|schluss|genug|assez|stop|genoeg) (?:ya )?(?:de|con|mit|met|"
    rf"aux|"
    rf"d') ?(?:{THESE} )?{OUR_MAILS}{_ENDS}|\bbasta {OUR_MAILS}{_ENDS}|"
    rf"\b(?:no (?:quiero|queremos|deseo) (?:recibir )?más|non (?:voglio|vogliamo|desidero) "
    rf"(?:ricevere )?più|(?:will|wollen|möchten?) (?:\w+ ){{0,2}}keine|"
    rf"wil(?:len)? (?:\w+ ){{0,2}}geen|"
    rf"não (?:quero|queremos) (?:receber )?mais) {OUR_MAILS}(?: mehr| meer)?{_ENDS}|"
    rf"\bdi (?:mail|messaggi|aggiornamenti) non ne (?:voglio|vogliamo) più|"
    rf"\bnon (?:serve|occorre|è necessario|c'è bisogno) (?:più )?che (?:mi|ci) (?:scriv|mand|"
    rf"invi)\w+"
    rf"(?: più| ancora)?{_ENDS}|"
    rf"\bhoe(?:ft|ven) (?:mij|me|ons) (?:\w+ )?niet (?:meer|langer) te (?:mailen|schrijven|sturen)|"
    rf"\b(?:gooi|haal|schrap) (?:me|mij|ons) er (?:maar )?(?:uit|af|vanaf)|"
    rf"\bnão precis\w+ mais (?:de )?(?:me |nos )?(?:escrever|enviar|mandar)\w*{_ENDS}"
)
_GET_TOO_MANY = (
    r"\b(?:receive|get|bekomme|kriege|erhalte|reçois|recevons|recibo|ricevo|krijg|recebo)\b"
    r".{0,24}\b(?:too (?:many|much)|enough|trop|zu viele?|genug|assez|demasiad\w+|trop+[eiao]|"
    r"te veel|"
    r"genoeg|demais)\b"
)
# "Stop, I get far too many already": what follows says why.
STOP_TOO_MANY = Gated(rf"^\W*(?:stop|basta|arrêtez|halt|alto|parem?)\b[ ,!.–-]+.*{_GET_TOO_MANY}")
# One way is refused, not all: "no longer by text".
ONE_WAY = Gated(
    r"\b(?:no more|no longer|not|nicht mehr|plus|ya no|no más|non più|niet meer|já não|não mais) "
    r"(?:by|per|par|por|via|als|on|auf|op|no) (?:sms|text|whats|phone|tele|slack|signal|app)"
)
# Somebody else is taken off, or a list of hers; or one kind of mail ends and another comes.
NOT_OURS = Gated(
    r"\b(?:veulent|veut|quieren|vogliono|vuole|querem|they|members?|customers?|clients|guests?|"
    r"visitors|people|users|patients|parents|colleagues?|he|she|who|everyone|nobody|half) (?:\w+ )?"
    r"(?:don't|do not|doesn't|no longer|want|wants|have|has|de|más|mais|più|plus)\b|"
    r"\b(?:unsere|die|meine|onze|de) \w+ (?:wollen|möchten|brauchen|haben|willen|hebben|hoeven)\b|"
    r"\bunsubscribe (?:(?:my|our|the|an?) (?!e-?mail|address|name|account|whole|entire)|his |her |"
    r"him\b|them\b|their |someone|people|customers|users|clients)|"
    r"\b(?:newsletter|mailing list|list) (?:on|of|from) (?:our|my) "
)
_PLACE = (
    r"(?:(?:e-?mail|mail)[ -]?)?(?:address|adresse|adres|account|mailbox|inbox|postfach|konto|"
    r"one|boîte|dirección|correo|buzón|cuenta|indirizzo|casella|endereço|conta|caixa|e-?mail|mail)"
)
# One address is left for another, and the mails go on.
OTHER_ADDRESS = Gated(
    r"\b(?:old|former|previous|private|personal|home|other|second|work|office|wrong|"
    r"(?:alt|früher|ander|falsch|zweit|vorig|privat)e[nrs]?|ancienne?|autre|vieille|mauvaise|"
    r"seconde|antigu[ao]|viej[ao]|otr[ao]|anterior|vecchi[ao]|altr[ao]|precedente|oude|vorige|"
    rf"andere|privé|verkeerde|antig[ao]|velh[ao]|outr[ao])[ -]{_PLACE}\b|"
    rf"\b{_PLACE} (?:perso\w*|privée?|professionnelle|précédente|du (?:bureau|travail)|antigu[ao]|"
    r"viej[ao]|anterior|privad[ao]|del trabajo|vecchi[ao]|privat[ao]|precedente|antig[ao]|velh[ao]|"
    r"pessoal)\b|\bprivat-?(?:adresse|mail)\b|\bprivé-?adres\b|"
    r"\b(?:use|write to|try|(?:send|mail) (?:\w+ ){0,2}to) (?:this|the (?:new|other)|my (?:new|"
    rf"other|work|office|private)) {_PLACE}\b|"
    r"\b(?:nehm|nutz|verwend|schreib|schick)\w* (?:sie )?(?:\w+ ){0,2}?(?:diese\b|die neue|meine "
    r"neue)|\b(?:utilis|pren|écriv)\w+ (?:plutôt )?(?:à )?(?:celle|la nouvelle)|"
    r"\bus(?:a|ad|en|e|ar|ate|ino|i|em) (?:est[ae]|quest[oa]|l[ao] nuev[oa]|(?:il|la) nuov[oa]|"
    r"[ao] "
    r"nov[oa])\b|\bgebruik (?:\w+ )?(?:dit|deze|het nieuwe)\b|"
    r"\b(?:use|write|send|mail|nur noch|schreib\w*|schick\w*|écri\w*|envoyez|escrib\w+|"
    r"scriv\w+|schrijf|stuur|escrev\w+)\b[^@]{0,30}\S@\S+(?: (?:instead|from now on|stattdessen|"
    r"à la "
    r"place|en su lugar|invece|voortaan))?\W*$"
)
_SHORT_OR_LONG = (
    r"(?:long\w*|full|detailed|complete|whole|short\w*|brief|lang\w*|ausführlich\w*|kurz\w*|"
    r"longues?|détaillée?s?|complète?s?|courtes?|larg[oa]s?|detallad[oa]s?|complet[oa]s?|"
    r"cort[oa]s?|lung\w+|dettagliat\w+|brev[ei]|uitgebreide|korte|long[oa]s?|detalhad[oa]s?)"
)
_VERSION = (
    r"(?:versions?|ones?|editions?|formats?|kinds?|texts?|fassung(?:en)?|formate?|éditions?|"
    r"versión|versiones|versione|versioni|versies?|versão|versões)"
)
ONE_KIND = Gated(
    r"\b(?:so|such|zu|solche|trop|aussi|si|tan|così|zo|zulke|tão) (?:a )?(?:many|much|often|"
    r"frequent\w*|long|oft|häufig|viele?n?|lange?n?|souvent|longs?|nombreux|larg\w+|seguido|"
    r"a menudo|"
    r"spesso|lungh\w+|vaak|veel|long\w+|frequent\w+)\b|"
    r"\b(?:tant[aie]|tant[oa]s|zoveel|zo'n)\b|"
    rf"\b{_SHORT_OR_LONG} {_VERSION}\b|\b(?:version|versión|versione|versão)\w* {_SHORT_OR_LONG}\b|"
    r"\b(?:do not|don't) (?:want|need|like) (?:any )?(?:daily|weekly|fortnightly|monthly) "
    r"(?!.*\b(?:any ?more|any longer)\b)|"
    r"\b(?:from|stop(?: sending)?(?: me| us)?|cancel|end) (?:the|these|those|your) "
    r"(?:daily|weekly|monthly)s?(?= ones?\b|\W*$|,)|"
    r"\b(?:daily|täglich\w*|quotidien\w*|diari\w*|giornalier\w*|dagelijks\w*|diári\w*)\b.*"
    r"(?<! or)(?<! and)(?<!oder)(?<! und)(?<! ou)(?<! et)(?<! of)(?<! en)(?<! e)(?<! o)(?<! y) "
    r"(?:weekly|wöchentlich\w*|hebdo\w*|semanal\w*|settimanal\w*|wekelijks\w*|monthly|"
    r"monatlich\w*|mensuel\w*|mensual\w*|mensil\w*|maandelijks\w*|mensal\w*)\b"
)
# "Weekly is too much" refuses the rhythm that it names.
TOO_MUCH = Gated(
    r"\b(?:daily|weekly|fortnightly|monthly|(?:once|twice) a (?:day|week|month)|every (?:day|week)|"
    r"täglich|wöchentlich|monatlich|quotidien\w*|hebdomadaires?|mensuels?|diari[oa]s?|semanal\w*|"
    r"mensual\w*|giornalier\w+|settimanal[ei]|mensil[ei]|dagelijks|wekelijks|maandelijks|"
    r"diári[oa]s?|mensa\w+)[ ,]+(?:(?:e-?mails?|mails?|updates?) )?"
    r"(?:is|are|was|feels|seems|ist|sind|wäre|c'est|est|sont|ça fait|es|son|è|sono|é|são) "
    r"(?:\w+ ){0,2}?(?:too|zu|trop|demasiado|mucho|troppo|te|demais|muito)\b[^,;.!?\n]*"
)
# "Stop! The header is wrong" cries out, and what follows on the line says at what.
CRY = re.compile(
    r"^[^\w\n]*(?:stop+|halt|arrêt(?:ez)?|basta|alto|parar|parem)\b[!.,…]+[ \t]+(?P<rest>\S+ .+|"
    r"(?:nicht|not|pas|no|non|niet|não) \S.*)$",
    re.M,
)
MEANT = re.compile(
    r"\W*(?:i mean|i meant|ich meine?|je veux dire|quiero decir|voglio dire|ik bedoel|quer dizer)\b"
)
ENDS_MAIL = re.compile(
    r"^(?:please|thanks?|thank|bitte|danke|merci|gracias|grazie|bedankt|graag|obrigad[oa])\b|"
    r"\b(?:e?-?mail\w*|updates?|messages?|newsletters?|digests?|list|\w*subscri\w+|remove|contact|"
    r"writ\w+|inbox|spam|interested|enough|bother|no longer|any ?more|nachricht\w*|schreib\w*|"
    r"schick\w*|verteiler|abmeld\w*|austrag\w*|écri\w+|envo\w+|courriels?|désab\w+|désinsc\w+|"
    r"correos?|mensajes?|escrib\w+|mand\w+|baja|posta|messaggi|scriv\w+|invi\w+|iscri\w+|"
    r"disiscri\w+|bericht\w*|stur\w+|schrijf\w*|afmeld\w*|uitschrij\w*|mensage\w+|envi\w+|"
    r"escrev\w+|cancel\w*|leave me|stop)\b|"
    rf"\b(?:i|we) (?:don't|do not|am not|never|'m not)\b|{_GET_TOO_MANY}"
)
