"""What answers no ask: greetings, thanks, a promise to look, a program's own words; folded text."""

import re

# Kind words, and a promise to look: no answer, not even to the only ask.
COURTESY = re.compile(
    r"^\W*(?:(?:super|great|perfect|lovely|brilliant|fantastic|top|toll|klasse|wunderbar|parfait|"
    r"c'est parfait|génial|perfecto|genial|perfetto|ottimo|bravi|mooi|perfect|perfeito|ótimo|"
    r"excelente|excellent|qué bonito todo|bien reçu|ricevuto|recibido|recebido|ontvangen|"
    r"erhalten|got it|noted|received|thanks|thank you|thx|ta|cheers|many|so|very|much|vielen|"
    r"lieben|besten|herzlichen|dank|danke|schön|merci|beaucoup|bien|mille|muchas|mil|gracias|"
    r"grazie|mille|tante|tanto|bedankt|dank|je|u|wel|jullie|muito|obrigad[oa]|no problem|"
    r"all|everyone|team|and|und|et|y|e|en|for|für|pour|por|per|voor|the|info|update|you)\b\W*)+$"
)
LOOK_LATER = re.compile(
    r"(?:^|[.,;!] |\b(?:i|we|and) ?)(?:will|'ll|gonna|going to) (?:have a )?(?:look|read|check|"
    r"go through)\b|\b(?:(?:look|read) (?:at )?(?:it|this|them)? ?(?:later|tonight|tomorrow|"
    r"over the weekend)|"
    r"schau\w* (?:ich |wir )?(?:mir |uns )?(?:\w+ ){0,2}(?:an|durch)|(?:seh|les)e (?:ich )?(?:es |"
    r"mir )?(?:\w+ ){0,2}(?:an|durch)|je (?:regarde|lis) (?:\w+ )?(?:ce soir|demain|plus tard)|"
    r"(?:lo|la|los) (?:miro|leo|veo|reviso)|(?:lo|la|li) (?:guardo|leggo|vedo)|"
    r"(?:ik )?(?:kijk|lees) (?:ik )?(?:er|het|ernaar)|(?:vejo|leio) (?:\w+ )?(?:amanhã|logo|depois|"
    r"mais tarde))\b"
)
GREETING = re.compile(
    r"^(?:dear|hi|hello|hey|hallo|good (?:morning|day|afternoon|evening)|morning|afternoon|"
    r"guten (?:tag|morgen|abend)|"
    r"servus|grüezi|sehr geehrte|liebe|bonjour|bonsoir|salut|hola|buen[oa]s|estimad|ciao|"
    r"buongiorno|buonasera|gentile|hoi|beste|geachte|olá|bom dia|boa tarde|caro|"
    r"cara|oi|buenas|moin|dag|goedemorgen|goedemiddag)\b(?: [^\s.!?,]+){0,3}[,!.:]*$"
)
AUTOMATIC = re.compile(
    r"automatic reply|automatische antwort|wordt niet doorgestuurd|ne sera pas (?:transféré|"
    r"transmis)|no será reenviado|non (?:verrà|sarà) inoltrat|não será reencaminhad|"
    r"will not be forwarded|nicht weitergeleitet|réponse automatique|respuesta automática|"
    r"risposta automatica|automatisch antwoord|resposta automática|delivery has failed|"
    r"mail delivery|undeliverable|mailbox (?:is )?full|auto-?reply"
)
AWAY = re.compile(
    r"(?:afwezig|abwesend|im urlaub|absente?|ausente|fuera|assente|\baway|"
    r"out of) .{0,120}(?:dringend|urgent|urgence|urgen[ct]ia|"
    r"urgenz|urgência|notf[aä]ll)|out of (?:the )?office|abwesenheit|nicht im (?:haus|büro)|"
    r"absente? du bureau|fuera de la oficina|fuori ufficio|assente|niet aanwezig|"
    r"fora do escritório"
)
# "Hi Moira, the name is …": the rest of the line is no greeting.
INLINE_GREETING = re.compile(
    r"^(?i:dear|hi|hello|hey|hallo|good (?:morning|day|afternoon|evening)|morning|guten (?:tag|"
    r"morgen)|"
    r"servus|moin|liebe[rs]?|bonjour|salut|hola|buen[oa]s (?:días|tardes)|ciao|buongiorno|hoi|"
    r"beste|olá|oi|ei|ey|che|"
    r"bom dia|boa tarde)(?:,? (?:all|team|both|there|everyone|folks|guys|cari|care|tutti|a tutti|"
    r"gente|"
    r"pessoal|todos|a todos|equipo|zusammen|miteinander|à tous|tout le monde|iedereen|allemaal|"
    r"[A-ZÀ-Þ][\w.]*)){0,3}[,!.] +"
)
# "Schönen Abend!", "bonne journée": good wishes name nobody.
GOOD_WISHES = re.compile(
    r"^\W*(?:(?:have|enjoy) (?:a |an |the |your )?|(?:ich |wir )?(?:wünsch\w+ )?(?:ihnen |euch |"
    r"dir )?(?:noch )?(?:einen? |"
    r"ein )?|je vous souhaite |que |passez |buon |vi auguro |fijne? |een |tenham |um |"
    r"uma )*(?:good|great|nice|lovely|happy|"
    r"merry|schöne[nrs]?|gute[nrs]?|frohe[sn]?|liebe|angenehme[nrs]?|bon(?:ne)?s?|belle|"
    r"excellente?|joyeux|buen[oa]?s?|feliz|"
    r"felices|buon[ao]?|buone|fijne?|prettige?|goede|goed|mooie?|bom|boa|boas|ótim[oa])\s+(?:\w+ )?"
    r"(?:morning|afternoon|evening|day|week|weekend|holidays?|christmas|new year|one|time|tag|"
    r"abend|woche|wochenende|"
    r"feierabend|ferien|urlaub|weihnachten|grüße|journée|soirée|semaine|week-end|fin de semana|"
    r"fêtes|vacances|noël|día|"
    r"tarde|noche|semana|finde|fiestas|navidad|giornata|serata|settimana|fine settimana|feste|"
    r"natale|lavoro|dag|avond|"
    r"weekend|vakantie|kerst|dia|tarde|noite|fim de semana|festas|natal|trabalho|continuação)\b"
)
