"""How seven languages put an answer off, or leave it to somebody else; over folded text."""

from orchestrator.conversation.gated import Gated


def defers(text: str) -> bool:
    """Whether folded words leave an answer for later, or for somebody else."""
    return deferred_from(text) >= 0


def deferred_from(text: str) -> int:
    """Where such words begin; -1 if there are none."""
    text = _NO_DOUBT.sub(lambda match: " " * len(match[0]), text)
    found = (pattern.search(text) for pattern in (_DEFER, _LATER, _ASK_FIRST))
    return min((match.start() for match in found if match), default=-1)


_NO_DOUBT = Gated(
    r"\b(?:no|without (?:a |any )?|ohne|kein|sans (?:aucun )?|sin (?:ninguna )?|ninguna|"
    r"senza (?:alcun )?|"
    r"nessun|zonder|geen|sem (?:qualquer )?|nenhuma) ?(?:doubts?|zweifel|doute|dudas?|dubbi\w*|"
    r"twijfel|"
    r"dúvidas?)\b"
)
_DEFER = Gated(
    r"(?:^\W*(?:on hold|pending|whatever|offen|en attente|pendiente|in sospeso|pendente|probably|"
    r"wahrscheinlich|probablement|probablemente|probabilmente|waarschijnlijk|"
    r"provavelmente)"
    r"\W*$|^\W*(?:(?:it's |that's |is )?up to [a-z]+|not yet|later|später|plus tard|luego|"
    r"más tarde|"
    r"dopo|più tardi|mais tarde|maybe|perhaps|vielleicht|peut-être|quizás?|tal vez|forse|misschien|"
    r"talvez)\b)|"
    r"(?:don't|do not|didn't) understand|verstehe \w+ nicht|ne comprends pas|no entiendo|"
    r"non ho capito|"
    r"snap \w+ niet|não (?:percebi|entendi)|on verra|"
    r"\b(?:(?:please )?ask (?:him|her|them)|let's (?:discuss|talk)|depends on|don't care|"
    r"(?<!soon )as you (?:like|wish|prefer)|wie (?:sie|ihr|du) (?:wollen|wollt|willst|möchten|"
    r"meinen|meint)|"
    r"comme (?:vous voulez|tu veux)|como (?:queráis|quieran|quiera|prefieran|preferáis|quiserem|"
    r"preferirem)|"
    r"fate voi|come (?:volete|preferite)|zoals (?:jullie|u|je) (?:willen?|wilt?)|"
    r""
    r"(?:hasn't|haven't|has not|have not|not (?:yet|been)) (?:been |yet )*(?:signed|approved|"
    r"agreed|cleared)|"
    r"tbc|tbd|undecided|stuck|whichever|half (?:of )?(?:the |us |my |our )?\w* ?say\w* yes|"
    r"not (?:sure|"
    r"decided|fixed|certain)|"
    r"don'?t know|no idea|haven't decided|"
    r"still (?:reading|thinking|checking|looking|deciding|discussing)|(?:need|have|"
    r"want) to (?:check|ask|think|look|talk|discuss)|"
    r"let me (?:check|think|ask)|(?:will|'ll) (?:confirm|answer|reply|respond|let you know|"
    r"get back|come back|check|"
    r"decide|tell you)|(?:come|get) back to you|"
    r"you (?:pick|choose|tell me|decide)|can(?:'t|not) (?:choose|decide)|ask me (?:again|later|"
    r"in|on|next)|ask \w+,|^ask \w+|either .{1,40} or|depending on|same as last|"
    r"weiß (?:ich |es )*(?:noch )?nicht|noch (?:nicht|offen|unklar)|"
    r"muss (?:ich )?(?:noch )?(?:erst )?(?:\w+ ){0,3}(?:prüfen|fragen|überlegen|klären|"
    r"besprechen)|"
    r"klären|besprechen wir|melde mich|melden uns|überlege|kommt drauf an|später|offen|"
    r"ne sais pas|sais pas|pas encore|à voir|je vous (?:redis|confirme|dirai|tiens)|ça dépend|"
    r"plus tard|à confirmer|demandez|à définir|"
    r"no (?:lo )?(?:sé|sabemos)|todavía no|aún no|depende|lo hablamos|os digo|ya (?:te|os|"
    r"le) (?:digo|diré)|por confirmar|(?<!gente )preg[uú]nt(?:o|ale|aré|aremos|amos|ad\w*|a|ale|en|"
    r"enle\w*|"
    r"ar\w*)\b|"
    r"tengo que|"
    r"non (?:lo )?(?:so|sappiamo)|non ancora|devo (?:pensar|chieder|verificar|sentire)\w*|"
    r"vi dico|vi faccio sapere|dipende|da (?:confermare|definire)|chiedete|"
    r"weet (?:ik )?(?:het )?(?:nog )?niet|nog niet|nog even|navragen|overleggen|"
    r"hangt (?:er)?van? ?af|laat (?:ik )?(?:het )?(?:nog )?weten|"
    r"não sei|ainda não|vou (?:ver|perguntar|confirmar)|tenho (?:de|que)|a confirmar|depois digo|"
    r"a definir|"
    r"(?:not|nothing \w+(?: \w+){0,3}) without|nicht ohne|pas sans|non senza|niet zonder|não sem|"
    r"(?:noch )?keine meinung|unschlüssig|zweifl?e\w*|twijfel\w*|hésit\w+|(?:tengo )?dudas|"
    r"indecis\w+|"
    r"torn between|on the fence|"
    r"(?:ring|call|phone) me (?:about|tomorrow|later)|"
    r"vraag (?:het )?(?:haar|hem|aan)|fragt? (?:sie |ihr )?(?:ihn|sie|herrn|frau|mal)|fragen sie|"
    r"pergunt(?!as?(?:\W*$| (?:n\S* )?\d))\w+|chied(?:i|ete)\w*|preguntad\w*|"
    r"(?:need|have|got) to (?:run|speak|measure|look|find|clear|see|consult|confirm|discuss)|"
    r"(?:will|'ll|let me) (?:measure|find out|look (?:it |that )?up|see|speak|run|come)|"
    r"(?:checking|waiting (?:on|for)|wait for|up to (?:my|the|our)|ask my|run (?:it|this|"
    r"that) past|"
    r"to be (?:confirmed|decided|discussed)|"
    r"(?:still|we're still) (?:arguing|working|waiting|open|being)|sleep on it|think (?:about|"
    r"over) "
    r"(?:it|this|that)|whatever (?:\w+ ){1,3}(?:says|thinks|prefers|wants)|no clue|beats me|"
    r"some ?time (?:in|next|this|around|later)|sometime|"
    r"^still (?!going\b)\w+ing)|"
    r"frag\w* (?:ich|wir)|(?:ich|wir) frag\w*|(?:mess|prüf|schau|klär|such)\w* (?:ich|wir)|"
    r"muss (?:ich )?(?:\w+ ){0,3}(?:nach\w+|ab\w+|sprechen|reden|schauen|messen|sehen)|"
    r"muss (?:\w+ ){1,3}entscheiden|entscheidet (?:der|die|das|mein\w*|unser\w*|herr|frau)|"
    r"(?:sagen|sage|geben|gebe) (?:ich |wir )?(?:\w+ ){0,2}bescheid|keine ahnung|"
    r"wissen wir (?:noch )?nicht|steht noch nicht fest|warte\w* (?:ich |wir )?(?:noch )?auf|"
    r"il faut que (?:j'en|je|nous|on)|je (?:dois|vais) (?:\w+ )?(?:demander|voir|vérifier|parler|"
    r"réfléchir|mesurer|regarder|en parler)|on (?:vous )?(?:dit|redit|verra|en reparle)|"
    r"aucune idée|j'hésite|à réfléchir|choisissez|décidez|vous dira|en attente|j'attends|"
    r"no (?:me acuerdo|estoy segur\w+|tengo ni idea)|ni idea|(?:lo|la) (?:consulto|miro|pienso|"
    r"hablo|pensaré|consultaré)|(?:os|le|te|les) (?:digo|diré|aviso|confirmo)|"
    r"tengo que (?:ver|mirar|consultar)\w*|elegid|decidid|"
    r"(?:vi|le|ti) (?:faccio|farò|dico|dirò|confermo|aggiorno)|ci penso|ci devo pensare|"
    r"non (?:ne ho|saprei|ricordo)|nessuna idea|devo (?:controllare|vedere|parlarne|misurare)|"
    r"decid(?:e|ete|a) (?:voi|lei|lui|[A-Za-z]+)|chiedo|aspetto|"
    r"zoek (?:ik|het)|(?:vraag|check|bekijk) (?:ik|het)|ik (?:vraag|check|zoek|overleg)|geen idee|"
    r"moet (?:ik )?(?:\w+ ){0,4}(?:praten|opzoeken|meten|overleggen|vragen|kijken|nadenken)|"
    r"(?:laat|geef) (?:ik )?(?:\w+ ){0,3}(?:weten|door)|kies maar|kiezen jullie|beslist|"
    r"fica para (?:depois|mais tarde)|(?:não faço|sem) ideia|preciso de (?:ver|falar|pensar|"
    r"perguntar)|digo(?:-vos| vos|-lhe)|confirmo (?:depois|amanhã)|escolham|decidam|"
    r"vou (?:\w+ )?(?:medir|pensar|falar|consultar)|estou à espera)\b|\?\?\?$"
)
_ENGLISH = (
    r"jury'?s (?:still )?out|leave it with me|bear with me|watch this space|"
    r"more (?:on that )?later|"
    r"need(?:s)? (?:more|some|a bit more) time|give me (?:a|some|until|till|more)|"
    r"remind me|to follow|(?:we|we're|they|they're) (?:still )?(?:split|divided)|"
    r"can'?t (?:agree|make up)|cannot agree|(?:need|have|got|want|going|like)(?: to)? (?:to )?"
    r"(?:run|put|take) (?:it|this|that|\d|the \w+)? ?(?:past|to|by)|"
    r"(?:i|we)(?:'ll| will| shall)? (?:have|need|want) to (?:come|get) back|"
    r"(?:waiting|wait) (?:for|on|to hear)|(?:haven't|have not|hasn't) (?:\w+ )?(?:agreed|heard|"
    r"made up|had|chosen|worked out)|not (?:yet )?(?:settled|agreed|decided|known|ready|clear)|"
    r"(?:tell|told|confirm|let) (?:you|me) (?:on |by )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"tell you (?:later|tomorrow|next|soon|after|when|once)|"
    r"(?:i'd|we'd|i would|we would) (?:have|need|want|like) to (?:ask|check|see|think|talk)|"
    r"not my (?:call|decision)|above my pay|(?:her|his|their) (?:call|decision)|"
    r"(?:check|speak|talk|confirm|clear it) with (?:my|the|our|her|him|them|[a-z]+) (?:first|about)"
)
_GERMAN = (
    r"wei(?:ß|ss) (?:ich|wir|man)? ?(?:es |das )?(?:\w+ )?(?:noch|erst|nicht|leider)|"
    r"wissen (?:wir|sie) (?:\w+ )?(?:erst|noch)|sag\w* (?:ich|wir) (?:ihnen|euch|dir)|"
    r"(?:liefer\w*|reich\w*|gib\w*|geb\w*) (?:ich |wir )?"
    r"(?:\w+ ){0,4}(?:nach|durch)(?!\w)|kommt (?:noch|"
    r"nach)|"
    r"folgt (?:noch|später|nächste|morgen)|wird noch(?= (?:ge(?:klärt|prüft|fragt)|entsch|"
    r"besproch|mitget|nach))|da (?:fragt?|fragen sie|frag)|"
    r"frag\w* (?:bitte|doch|mal|sie|ihr) |hängt (?:\w+ ){0,2}(?:von|davon|ab)|"
    r"(?:bin|sind) (?:\w+ ){0,3}(?:unsicher|uneinig|uneins|nicht sicher|nicht einig|"
    r"unentschlossen)|"
    r"entscheid\w* (?:sich|wir|ich) (?:\w+ )?(?:erst|noch|nächste|morgen|am|im|bei)|"
    r"entscheiden sie|nicht entschieden|noch zu klären|bleibt offen|"
    r"überlegen (?:wir )?(?:uns )?noch|"
    r"denke? (?:ich )?(?:noch )?(?:darüber |drüber )?nach|rede\w* (?:ich |wir )?(?:\w+ )?mit|"
    r"sprech\w* (?:ich |wir )?(?:\w+ ){0,3}(?:mit|ab)|muss erst|müssen wir erst|gebt? mir|"
    r"geben sie mir (?:noch )?|schwanke\w*|das (?:weiß|entscheidet|macht|klärt) (?:nur|erst)"
)
_FRENCH = (
    r"je (?:vous|te) (?:le |la |les |l'|en )?(?:dis|dirai|redirai|confirmerai|redonne|donnerai|"
    r"rappelle|"
    r"reparle|réponds|répondrai|préviens|fais signe)|(?:je|on) reviens? vers|on revient vers|"
    r"nous reviendrons|rien de décidé|pas (?:encore )?(?:décidé|sûre?|certaine?|tranché|fixé)\w*|"
    r"je (?:demande|réfléchis|vérifie|regarde|vois) (?:à|et|avec|encore|ça|cela|d'abord)|"
    r"voy(?:ez|ons) (?:d'abord )?(?:avec|ça)|voir avec|(?:on|nous) hésit\w*|dépend(?:ra)? d|"
    r"laissez-moi|donnez-moi (?:jusqu|un|quelques|le temps)|(?:on|nous) en (?:re)?parl\w*|"
    r"pas d'accord entre nous|(?:à|reste à) (?:décider|valider|discuter|trancher|vérifier)|"
    r"je ne (?:me souviens|peux pas encore|saurais)|je l'ignore|la réponse (?:suit|suivra|viendra)|"
    r"(?:je|on) (?:me |se )?tâte|on se concerte|je consulte|faut (?:que je )?(?:demander?|voir|"
    r"voie)"
)
_SPANISH = (
    r"(?:ya|luego|mañana|el \w+|después) (?:te|os|le|les|se) (?:lo |la )?(?:digo|diré|confirmo|"
    r"cuento|"
    r"contesto|aviso)|(?:te|os|le|les|se) (?:lo |la )(?:digo|diré|confirmo|confirmaré)|"
    r"ya veremos|a ver qué|hay que (?:preguntar|ver|hablar|consultar|pensar)|l[oa] (?:hablaré|"
    r"veremos|"
    r"vemos|decidimos|comento|pienso|pregunto|tengo que)|déj(?:a|e|ad|en)(?:me|nos) "
    r"(?:\w+ )?(?:pensar|ver|mirar|consultar|hasta)|dad?me (?:unos|un|hasta)|denme|"
    r"no (?:lo |la )?(?:tengo|tenemos) (?:\w+ )?claro|(?:lo )?dud[oa]\b|dudamos|estamos (?:dudando|"
    r"en ello|"
    r"indecisos|divididos)|(?:me )?lo pienso|habl(?:a|ad|e|en) con|consult(?:a|ad|e|en) con|"
    r"más (?:adelante|tarde)|según (?:lo que|diga|cómo|si)|no nos ponemos de acuerdo|"
    r"sin decidir|por (?:decidir|definir|ver)|no (?:está|hemos) (?:\w+ )?decidid\w+|me falta|"
    r"respondo (?:luego|mañana)|quedo pendiente|eso (?:lo )?(?:decide|lleva|sabe) (?!y)\w+"
)
_ITALIAN = (
    r"non (?:lo |la |ne )?(?:so|sappiamo|saprei) (?:ancora|bene)?|"
    r"(?:vi|ti|le|glielo|ve lo|te lo) (?:saprò|saprà|so|dico|dirò|dirà|farò|faremo|confermerò|"
    r"confermeremo|rispondo) ?(?:dire|sapere|\w*)|da (?:vedere|decidere|valutare|verificare|"
    r"stabilire|concordare)|vediamo (?:più|dopo|lunedì|domani|cosa)|vedremo|ci (?:penso|pensiamo|"
    r"risentiamo|aggiorniamo)|sent(?:ite|i|o|iamo) (?:prima |mio |mia |il |la |con )|chied\w+ (?:a|"
    r"al|alla|"
    r"prima)\b|più (?:avanti|tardi)|non (?:abbiamo|ho) (?:ancora )?deciso|in attesa|"
    r"non (?:siamo|sono) (?:\w+ )?(?:sicur\w|d'accordo|convint\w)|siamo indecisi|parlat\w+ con|"
    r"datemi|dammi|(?<!proprio )devo (?:prima|ancora|\w+re)\b|dobbiamo (?:\w+ )?\w+re\b|"
    r"bisogna (?:chiedere|"
    r"vedere|"
    r"sentire)|dipende\w*|la decisione (?:spetta|è di)|ne (?:parlo|parliamo|riparliamo)"
)
_DUTCH = (
    r"weten? (?:ik |we |wij )?(?:\w+ ){0,2}(?:niet|pas|nog)|(?:daar |er )?kom(?:en)? (?:ik|"
    r"we) (?:\w+ ){0,4}op "
    r"terug|op terug\b|hoor(?:t|en)? (?:je|u|jullie) (?:nog|later|van|maandag|morgen|volgende)|"
    r"(?:dat |het )?hangt (?:\w+ ){0,2}(?:af|van)|ligt (?:er)?aan|vraag (?:\w+ )?(?:aan|even|eerst|"
    r"maar)|"
    r"wordt nog|volgt (?:nog|later|morgen)|n\.?t\.?b\b|nader te bepalen|(?:er|we|"
    r"wij) (?:nog )?niet uit(?!\w)|"
    r"(?:moet|moeten|wil|willen) (?:ik |we |wij )?(?:\w+ ){0,4}(?:navragen|nakijken|checken|"
    r"bespreken|"
    r"bekijken|uitzoeken|nadenken|overleg\w*)|zijn (?:we|wij) (?:\w+ )?(?:niet|nog)|"
    r"(?:vraag|overleg|bespreek|bekijk|check) (?:ik|we)|geef (?:me|mij|ons) (?:nog )?|"
    r"beslissen (?:we|wij)|beslis ik|denk (?:ik )?(?:er )?(?:nog )?over na|nog (?:open|onzeker|"
    r"onduidelijk|"
    r"onbeslist|over na)|later (?:meer|deze)|is aan (?:mijn|de|het|[a-z]+ om)|"
    r"zodra ik (?:het )?weet"
)
_PORTUGUESE = (
    r"não (?:o |a )?(?:sei|sabemos|temos a certeza|tenho a certeza|decidi\w*|está decidid\w)|"
    r"(?:logo|depois|amanhã|já|mais tarde) (?:lhe |vos |te )?(?:digo|vejo|confirmo|respondo|aviso|"
    r"vemos)|"
    r"(?:dir|confirm|avis)\w*-(?:vos|lhe|te|lhes)(?:-ei)?|digo-(?:te|vos|lhe)|por (?:definir|"
    r"confirmar|decidir|ver)|"
    r"fal(?:em|e|a|ar) com|mais (?:tarde|para a frente|adiante)|estou a (?:ver|pensar)|"
    r"estamos (?:\w+ )?(?:indecisos|divididos|a pensar(?! (?:em )?\w+[aei]r\b)|a ver)|vamos ver|"
    r"volto a|preciso de|"
    r"precisamos de (?:ver|falar|pensar|perguntar|decidir)|deixe(?:m)?-me|deem-me|dêem-me|"
    r"temos (?:de|que) (?:\w+ )?\w+r\b|tenho (?:de|que)|fic(?:a|amos) (?:pendente|de)|depende\w*|"
    r"ainda (?:não|estamos|vamos)|à espera|a decidir|logo se vê|quem (?:decide|sabe) é|"
    r"não nos entendemos|fal(?:amos|aremos|o) (?:depois|mais tarde|em \w+)"
)
_LATER = Gated(
    rf"\b(?:{_ENGLISH}|{_GERMAN}|{_FRENCH}|{_SPANISH}|{_ITALIAN}|{_DUTCH}|{_PORTUGUESE})"
)
_VERBS_OF_ASKING = (
    (
        r"(?:(?:ask|consult) \w|(?:speak|talk|check|discuss|clear)\w*(?: \w+)? (?:to|with) )",
        r"(?<!the )first(?! thing)",
    ),
    (
        r"(?:fragt?(?! \d)|fragen (?:sie|wir)|(?:be|ab)?sprech\w*|(?:be)?sprich|redet?n? mit|"
        r"(?:ab|zu )?klär\w*|abstimm\w*|rücksprache)",
        r"(?:zu)?erst|vorher|zunächst",
    ),
    (
        r"(?:(?:demand|parl|consult|vérifi)(?:ez|er|e|ons)|voyez|voir|vois|appel(?:ez|er))",
        r"d'abord|avant tout",
    ),
    (
        r"(?:(?:pregunt|habl|consult)(?:ad|en|ar|em|é|e)\w*|pregúnt\w+|háb\w+)",
        r"primero|antes",
    ),
    (
        r"(?:chied(?:i|ete|a|ano|ere)\w*|parl(?:ate|i|ino|are|arne|atene)|sent(?:ite|i|a|ire)|"
        r"consult(?:ate|i|are))",
        r"prima",
    ),
    (
        r"(?:(?:na)?vra(?:ag(?! \d)|gen)|(?:be)?spre(?:ek|ken)|overleg\w*|praat|praten)",
        r"eerst",
    ),
    (
        r"(?:(?:fal|pergunt|consult)(?:em|e|ar)|vejam)",
        r"primeiro|antes",
    ),
)
# "Ask our accountant first", "eerst met Jan bespreken".
_ASK_FIRST = Gated(
    "|".join(
        rf"\b{asks}[^.;:!?\n]{{0,40}}?\b(?:{first})\b|\b(?:{first})\b[^.;:!?\n]{{0,40}}?\b{asks}"
        for asks, first in _VERBS_OF_ASKING
    )
)
