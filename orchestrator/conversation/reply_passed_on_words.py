"""How seven languages lead over to what somebody else said."""

import re

from orchestrator.conversation.dates import MONTH, WEEKDAY
from orchestrator.conversation.reply_words import word_set

LEADS_OVER = re.compile(
    r"\s?:(?=\s|$)|\s[-–—](?=\s|$)|"
    r"(?<=\b)(?:below|underneath|unten|ci-dessous|plus bas|abajo|debajo|sotto|hieronder|onder|"
    r"abaixo)\b\W*$",
    re.IGNORECASE,
)
_NAME = rf"(?!(?i:{MONTH}|{WEEKDAY})\b)(?-i:[A-ZÀ-Þ])[\w.'’-]+"
_OUR = (
    r"(?:my|our|mein\w*|unser\w*|mon|ma|mes|notre|nos|mi|mis|nuestr\w+|"
    r"(?:il |la |i |le )?(?:mi[oa]|miei|nostr\w)|mijn|onze|ons|"
    r"(?:o |a |os |as )?(?:meus?|minhas?|noss\w+))"
)
_SOMEBODY = rf"(?:the |der |die |dem |le |la |l'|el |il |lo |de |het |o |a )?(?:{_OUR} )?"
_WORDS_OF = (
    r"(?:reply|replies|answers?|responses?|messages?|e?-?mails?|notes?|sms|whats-?app|comments?|"
    r"thoughts|feedback|verdict|antwort(?:en)?|rückmeldung(?:en)?|nachricht(?:en)?|réponses?|"
    r"retour|respuestas?|mensajes?|rispost[ae]|messaggi[oa]?|antwoord(?:en)?|reactie|berichtj?e?|"
    r"respostas?|mensage[mn]s?)"
)
SPOKE = re.compile(
    r"\b(?:says|said|writes|wrote|replied|responds|responded|answered|texted|"
    r"e?-?mailed(?= back| me)|messaged|told me|(?:got|came) back|"
    r"(?:sent(?: (?:me|us))?|put|thinks|thought|reckons|wants|votes|voted|suggests)(?=\W*$)|"
    r"(?<!my )(?<!our )(?<!the )(?<!these )(?<!your )(?<!short )(?<!quick )(?<!brief )(?<!all )"
    r"replies(?=\W*$)|"
    r"schreibt|schrieb|sagt|sagte|meint|meinte|antwortet|antwortete|"
    r"ha(?:t|ben) (?:\w+ ){0,5}?(?:geantwortet|zurückgeschrieben|geschrieben|gesagt|gemeint)|"
    r"répond|(?:m'|nous )écrit|écrit(?=\W*$)|"
    r"(?<!comme )(?<!déjà )(?<!ai )(?<!avons )dit|(?:a|ont) (?:\w+ )?(?:répondu|écrit|dit)|"
    r"vient de (?:me |nous )?(?:répondre|dire)|"
    r"dice|dijo|responde|respondió|contesta|contestó|escribe|escribió|"
    r"ha (?:\w+ )?(?:dicho|respondido|contestado|escrito)|"
    r"risponde|rispose|scrive|ha (?:\w+ )?(?:detto|risposto|scritto)|"
    r"zegt|zei|schrijft|schreef|antwoordt|antwoordde|reageerde|"
    r"he(?:eft|bben) (?:\w+ ){0,5}?(?:geantwoord|teruggeschreven|geschreven|gezegd)|"
    r"diz|disse(?:-me|-nos)?|respondeu(?:-me|-nos)?|escreve|escreveu(?:-me|-nos)?)\b",
    re.IGNORECASE,
)
ATTRIBUTES = re.compile(
    r"\b(?:wrote(?! back)|writes|schrieb(?! zurück)|schreibt|écrit|escribió|escribe|scritto|scrive|"
    r"schreef(?! terug)|schrijft|escreveu|escreve)\b",
    re.IGNORECASE,
)
"""So mail programs lead over to a quote."""
WE_OR_YOU = word_set(
    "i we you i've we've you've i'd we'd ich wir ihr du je j'ai tu nous vous on yo nosotros "
    "usted ustedes vosotros io noi voi ik wij jullie u eu nós você vocês"
)
THEIR_REPLY = re.compile(
    rf"\b(?:his|her|their|sein\w*|sa|leurs?|la sua|zijn|haar|hun|{_NAME}['’]s?|{_OUR} \w+['’]s) "
    rf"(?:{_WORDS_OF}|take|view|words|text)\b|"
    rf"\b{_WORDS_OF} (?:(?:from|by|von|vom|du|de|del|di|van|d[aoe]) |d['’]|dell['’])"
    rf"(?:{_SOMEBODY}{_NAME}|(?:le |la |il |o |a )?{_OUR} \w)|"
    rf"\b{_WORDS_OF} del[ea]s?\b|"
    rf"\b(?:according to|laut|d['’]après|selon|según|secondo|volgens|segundo) {_SOMEBODY}{_NAME}|"
    rf"\b(?:quoting|ich zitiere|je cite|cito|citando|ik citeer) {_NAME}|\b{_NAME} dazu\b|"
    rf"\b(?:forward\w*|pass\w* (?:this |it )?on|weiterleit\w*|weitergeleitet\w*|transf[eéè]r\w*|"
    rf"reenv[ií]\w*|inoltr\w*|doorgestuurd\w*|doorsturen|encaminh\w*|reencaminh\w*)\b"
    rf".{{0,40}}\b(?:from|by|von|vom|de|del|du|da|di|van|d[ao]) {_SOMEBODY}{_NAME}",
    re.IGNORECASE,
)
CHAT = re.compile(
    rf"\W*\d{{1,4}}[\d/.:,\s-]{{3,20}}(?:[ap]m)?\]?\s*(?:- )?{_NAME}(?: {_NAME})?:", re.IGNORECASE
)
"""A line of a chat: "[20/11, 10:12] Tom: yes"."""
FROM = re.compile(
    rf"\W*(?:(?:and|und|et|y|e|en) )?(?:from|von|de la part de|de|de parte de|da parte di|da|van) "
    rf"(?!(?i:{MONTH}|{WEEKDAY})\b)(?:{_NAME}(?: {_NAME})?|"
    rf"{_OUR} (?!side|part|seite|côté|lado|kant)\w+)(?: [^\W\d]+){{0,3}}\W*",
    re.IGNORECASE,
)
OWN_PART = re.compile(
    r"\b(?:(?:from|by) (?:me|us)|von (?:mir|uns)|d[eu] (?:moi|nous|mí|nosotros|mim|nós)|"
    r"da (?:me|noi)|van (?:mij|ons))\b|"
    r"\b(?:my|our|mein\w*|unser\w*|mon|ma|notre|mi|nuestr\w|mi[oa]|nostr[oa]|mijn|onze|minha|meu|"
    r"noss[oa]) (?:side|part|end|seite|côté|parte|lado|kant)\b",
    re.IGNORECASE,
)
HERS_AGAIN = re.compile(
    r"\W*(?:(?:and|but|so|und|aber|et|mais|y|pero|e|ma|en|maar|mas) )?"
    r"(?:from (?:me|us)|as for (?:me|us)|my|our|mine|i say|i'd say|we say|"
    r"von (?:mir|uns)|mein\w*|unser\w*|ich sage|de (?:ma|notre) part|pour (?:moi|ma part)|moi|mes|"
    r"nos|de mi parte|por (?:mi parte|mí)|mis?|nuestras?|da parte (?:mia|nostra)|per me|le (?:mie|"
    r"nostre)|van (?:mij|ons)|mijn|onze|da (?:minha|nossa) parte|por mim|as (?:minhas|nossas)|"
    r"a minha)\b[^:\n]{0,40}:",
    re.IGNORECASE,
)
