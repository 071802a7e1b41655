"""Words beside a yes or an option that limit it, in seven languages; folded text."""

import re

from orchestrator.conversation.dates import MONTH, WEEKDAY

# What is ordered behind a no is done.
ORDER = re.compile(
    r"\W*(?:(?:just|please|so|then|but) )*(?:do it|go ahead|go for it|proceed|mach(?:t|"
    r"en sie)? (?:es|das|"
    r"mal|ruhig)|allez-y|vas-y|faites(?:-le)?|adelante|hacedlo|háganlo|hazlo|procedete|fate pure|"
    r"fatelo|doe (?:het )?maar|ga je gang|avan(?:cem|ce)|façam)(?!\w)"
)
_PERIOD = (
    r"(?:week|month|year|quarter|season|spring|summer|autumn|fall|winter|easter|christmas|term|"
    r"woche|monat|jahr|quartal|saison|frühjahr|frühling|sommer|herbst|semaine|mois|an|année|"
    r"trimestre|"
    r"saison|printemps|été|automne|hiver|semana|mes|año|trimestre|temporada|primavera|verano|otoño|"
    r"invierno|settimana|mese|anno|stagione|estate|autunno|inverno|maand|jaar|kwartaal|seizoen|"
    r"voorjaar|zomer|herfst|najaar|mês|ano|época|verão|outono|inverno)"
)
_WHEN = (
    rf"(?:next|nächste[nmrs]?|kommende[nmrs]?|prochaine?s?|próxim[oa]s?|prossim[oa]|volgende?|"
    rf"komende) {_PERIOD}|{_PERIOD} (?:prochaine?|que viene|que vem|prossim[oa]|próxim[oa])|"
    rf"in (?:a|one|two|three|einem|zwei|drei|een|twee|\d+) \w+|(?:dans|en|entro|tra|"
    rf"daqui a) (?:une?|dos|deux|due|dois|\d+) \w+|"
    r"tomorrow|later|some day|one day|eventually|demnächst|später|plus tard|demain|más (?:tarde|"
    r"adelante)|mañana|più (?:tardi|avanti)|domani|morgen|straks|mais (?:tarde|para a frente)|"
    r"amanhã|"
    rf"(?:from|ab|from the|as of|starting|à partir d\w+|dès|a partir del?|desde|da|dal|dalla|vanaf|"
    rf"desde) (?:le |el |il |o )?(?:\d{{1,2}}\.? )?(?:{MONTH}|{WEEKDAY}|next|nächst\w+|\d)|"
    r"(?:after|before|until|till|bis|après|avant|después de|antes de|hasta|dopo|prima (?:di|"
    r"del|che)|fino a|depois d|antes d|até)\w* \w+|"
    r"nach (?:rücksprache|absprache|de[mrn]|ostern|weihnachten|ihre[mrn]?|\w+ung)|(?:vor|na|voor|"
    r"tot) (?:overleg|ostern|weihnachten|pasen|kerst|"
    rf"(?:de|den|dem|der|het) \w+|{MONTH})"
)
_SOME = (
    r"half|halves|part(?:s|ly|ially)?|percent|per cent|some of|most of|one of|a bit of|"
    r"(?:the )?(?:first|second|last|bottom|top) (?:half|part|page|section|bit)|trial|temporar\w+|"
    r"provisional\w*|for (?:now|the moment|the time being|a while)|up to|once|minus|"
    r"halb\w*|hälfte|teil(?:s|weise)?|zum teil|ein teil|vorerst|vorläufig|fürs erste|erstmal|"
    r"zunächst|probe(?:weise|halber)?|testweise|einmalig|abzüglich|"
    r"moitié|partie|partiellement|en partie|pour (?:l'instant|le moment)|provisoire\w*|à l'essai|"
    r"temporairement|mitad|parte|parcialmente|de momento|por (?:ahora|el momento)|provisional\w*|"
    r"de prueba|temporalmente|a medias|metà|in parte|parzialmente|per (?:ora|adesso|il momento)|"
    r"provvisori\w+|in prova|temporaneamente|helft|deels|gedeeltelijk|voorlopig|tijdelijk|op proef|"
    r"voor (?:nu|even)|metade|em parte|por (?:agora|enquanto)|provisori\w+|à experiência"
)
_SAVE = (
    r"without|excluding|except\w*|apart from|other than|save for|"
    r"however|though|although|even so|even if|nevertheless|instead|"
    r"only|just (?:the|not)|not (?:all|the|every|before|until|yet|for)|pending|subject to|must|"
    r"make sure|"
    r"ohne|außer|ausser|ausgenommen|bis auf|abgesehen|allerdings|jedoch|wobei|obwohl|dennoch|"
    r"trotzdem|hingegen|stattdessen|nicht (?:alle\w*|die|das|den|vor)|vorbehalt\w*|rücksprache|"
    r"absprache|zustimmung|"
    r"sans|hormis|sauf|excepté|à part|cependant|toutefois|néanmoins|pourtant|quoique|bien que|"
    r"même si|pas (?:tou\w+|l[ea]s?|avant)|sous|accord de|"
    r"sin(?! embargo)|sin embargo|excepto|salvo|menos|aunque|no obstante|eso sí|no (?:tod\w+|"
    r"l[oa]s?|el|antes)|previ[oa]|pendiente|"
    r"senza|eccetto|tranne|meno|tuttavia|anche se|sebbene|benché|non (?:tutt\w+|i|il|le|"
    r"la|gli|prima)|previ[oa]|salvo|"
    r"zonder|behalve|uitgezonderd|hoewel|ofschoon|echter|wel |niet (?:alle\w*|de|het|voor)|overleg|"
    r"mits|alleen|sem|exceto|menos|porém|contudo|todavia|embora|apesar|entretanto|no entanto|"
    r"não (?:tod\w+|os?|as?|antes)|após|mediante"
)
LIMIT = re.compile(rf"(?<!\w)(?:{_WHEN}|{_SOME}|{_SAVE})(?!\w)|%")
PREPOSITION = re.compile(
    r" (?:for|with|at|from|in|on|to|by|as|für|mit|ab|zu|bei|im|am|auf|pour|avec|à|en|sur|para|con|"
    r"a|por|"
    r"per|su|voor|met|op|com|em|\S*\d)(?!\w)"
)
# What limits a yes from the first word of the next sentence on.
PART_FIRST = re.compile(
    r"\W*(?:(?:but|and|well|aber|und|mais|pero|ma|maar|mas) )?(?:half(?= (?:of (?:it|them|that|"
    r"this|the)|now|only|price)|\W*$|[,.])|only|just (?:the|not|one|"
    r"two)|part|"
    r"not all|halb\w*|hälfte|nur|lediglich|la moitié|seulement|uniquement|la mitad|s[oó]lo|"
    r"solamente|metà|solo|soltanto|de helft|alleen|metade|só|apenas)(?!\w)"
)
# "Yes, I saw your question" says that a mail came, and "yes, will do" what she is about to do.
SAW = re.compile(
    r"(?<!\w)(?:(?:i|we)(?:'ve| have)? (?:know|knew|saw|seen|got|received|heard|remember|noticed|"
    r"owe|promised|forgot)|(?:i|we)(?:'ll| will) (?:get|look|think|see|try|read|check|answer|reply|"
    r"respond)|"
    r"will (?:do|look|check|think|read|reply|answer)|let me (?:\w+ )?(?:look|see|check|think|read|"
    r"ask)|looking (?:into|at)|ich weiß|weiß ich|ich schulde|(?:habe|haben) (?:ich |wir |es |das |"
    r"\w+ mail )*"
    r"(?:gesehen|bekommen|gelesen|erhalten)|schaue? (?:ich|es|mal|mir)|je (?:sais|vois|m'en occupe|"
    r"vous dois)|j'ai (?:bien )?(?:vu|lu|reçu)|(?:ya )?(?:lo |lo sé|sé) ?(?:sé|que os|que le)|"
    r"(?:lo )?(?:he|hemos) (?:visto|leído|recibido)|os debo|lo so|(?:l'ho|ho) (?:visto|letto|"
    r"ricevuto)|"
    r"vi devo|ik weet|weet ik|(?:heb|hebben) (?:ik |we |het |\w+ mail )*(?:gezien|gelezen|"
    r"ontvangen)|(?:eu|já) sei|(?:vi|li|recebi) (?:o|a|isso|tudo)|(?:vos|lhes?) devo)(?!\w)"
)
# An option "for now" or "without the trees" is taken in part.
LIMIT_OF_OPTION = re.compile(
    rf"(?<!\w)(?:{_WHEN}|{_SOME}|without|ohne|sans|sin|senza|zonder|sem|in (?:black and white|"
    rf"colou?r)|"
    r"in schwarz-?weiß|en noir et blanc|en blanco y negro|in bianco e nero|in zwart-wit|"
    r"a preto e branco)(?!\w)"
)
# Of a fragment that stands alone: "With the corrected VAT."
WITH = re.compile(
    r"^\W*(?:with|mit|avec|con|met|com) (?:the|a|an|one|two|our|my|new|some|no|fewer|more|less|"
    r"smaller|"
    r"larger|bigger|den|dem|der|einem|einer|neuen|les?|la|des|une?|los|las|el|un|una|il|i|gli|le|"
    r"de|het|een|os?|as?|um|uma)\b(?!.*(?:regard|wish|thank|pleasure|grüß|gruß|dank|plaisir|salut|"
    r"groet))"
)
