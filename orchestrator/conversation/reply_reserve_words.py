"""How seven languages hold something back from an answer; over folded text."""

import re

_CONDITION = (
    r"\b(?:if|unless|provided|providing|as long as|so long as|assuming|subject to|depend(?:s|ing)|"
    r"contingent|conditional(?:ly)?|conditions?|proviso|caveat|reservations?|"
    r"pending|permitting|given (?:the|that)|in case|blessing|(?:one|an|the) exceptions?|"
    r"reserve the right|(?:just )?not (?:before|now)|last word|maybe|perhaps|on the understanding|"
    r"only (?:when|once(?! (?:a|per|every|in)\b)|after|with|under|until|from)|"
    r"(?:not|nothing|don't \w+|hold|wait) (?:\w+ ){0,2}until|in principle|provisional(?:ly)?|"
    r"tentative(?:ly)?|as soon as|"
    r"wenn|falls|sofern|solange|sobald|vorausgesetzt|voraussetzung|(?:unter )?vorbehalt(?:lich)?|"
    r"bedingung|es sei denn|abhängig|im prinzip|grundsätzlich|vorläufig|nur (?:mit|unter|bei|nach)|"
    r"erst (?:wenn|nach|muss|müssen|ab|im|nächst\w+)|"
    r"à condition|sous (?:toute )?réserve|sous condition|tant que|à moins|dès que|"
    r"pourvu qu\w*|en principe|s'il|s'ils|seulement (?:si|quand|après)|"
    r"siempre que|siempre y cuando|(?:a|con la) condición|supeditad\w+|condicionad\w+|"
    r"salvo que|a menos que|en principio|pendiente|en cuanto|(?:solo|sólo) (?:si|cuando|después)|"
    r"purché|a patto|a condizione|(?:con )?riserva|a meno che|in linea di principio|non appena|"
    r"salvo che|in attesa|solo (?:se|quando|dopo)|"
    r"mits|tenzij|indien|zolang|zodra|voorwaarde|voorbehoud|in principe|in afwachting|"
    r"afhankelijk|alleen (?:als|wanneer|na)|"
    r"desde que|contanto|a não ser|sob reserva|com a condição|condição|em princípio|pendente|"
    r"assim que|(?:só|apenas) (?:se|quando|depois))\b|"
    r"(?<![\w-])(?:si(?! (?:usi|metta|scriva|indichi|mandi|tolga|"
    r"può|possono|deve|devono|fa|toglie|potrebbe|prende|chiama|occupa))|"
    r"se(?! (?:puede|pueden|queda|quedan|va|van|hace|hacen|quita|quitan|llama|encarga|ocupa|charge|"
    r"pode|podem|abre|abren|borra|publica|ne |ci |la |lo )\b)|als)(?= (?!\d)(?!\w+ ?$)\w+ \w+)"
)
_DEFERRAL = (
    r"\b(?:hold off|hold on|hold it|wait|(?<!for )(?<!been )waiting(?= (?:for|on|to|until))|"
    r"awaiting|not (?:\w+ ){0,3}yet|not (?:final|approving|agreeing)|"
    r"(?:don't|do not) (?:do|start|order|book|change|touch|publish|launch|proceed|act|commit)|"
    r"before (?:i|we|he|she|they|you|tom|[a-z]+ (?:has|have|is|are|agrees?|approves?|signs?))\b|"
    r"until (?:i|we|he|she|they|you|[a-z]+ (?:has|have|is|are|agrees?|approves?|signs?))\b|"
    r"sign[ -]?off|please hold|binding|doubts?|unsure|hesita\w+|not convinced|(?:kind|sort) of|"
    r"(?:need|have|want|has|needs|must|got)(?: to|) (?:\w+ )?(?:check|ask|think|talk|"
    r"speak|discuss|agree|approve|confirm)\w*|(?:has|have|needs?|got) to (?:\w+ )?(?:say|decide|"
    r"sign)\b|needs? (?:\w+ )?(?:approval|agreement|consent)|"
    r"let me (?:just |first )?(?:check|think|ask|talk|speak)|"
    r"(?:check|talk|speak|ask|agree|approve|discuss|confirm|clear|see|"
    r"read)\b.{0,40}(?<!the )\bfirst|"
    r"first (?:\w+ ){0,3}(?:check|talk|speak|ask|discuss|clear)|"
    r"(?:will|'ll) (?:confirm|answer|decide|get back|come back|let you know)|"
    r"(?:get|come) back to you|tbc|tbd|not sure|undecided|thinking about it|"
    r"noch nicht|warten sie|bitte warten|abwarten|bevor (?:ich|wir|sie|er|\w+ \w+)|"
    r"bis (?:ich|wir|er) |muss (?:ich )?(?:noch )?(?:erst )?(?:\w+ ){0,3}(?:prüfen|fragen|"
    r"überlegen|klären|besprechen|zustimmen)|(?:muss|müssen) (?:\w+ ){0,3}(?:noch|erst)|"
    r"freigabe (?:durch|von|der)|melde mich (?:noch|dazu)|"
    r"zweifel|steht (?:noch )?aus|en cours|doutes?|dudas?|dubbi\w*|twijfel\w*|dúvidas?|nicht vor|"
    r"ausnahme|vielleicht|eventuell|zuerst mit|"
    r"pas (?:encore|avant)|peut-être|doi(?:t|vent) (?:encore|d'abord)|à l'exception|exception|"
    r"il manque|attendez|en attente|avant (?:que|d'en|d'avoir|de)|il faut (?:d'abord|que)|"
    r"je dois (?:d'abord|encore|en|demander|vérifier)|je vous (?:redis|confirme)|"
    r"todavía no|aún no|esperad|espere[ns]?|esperen|antes de que|antes de hablar|hasta que|"
    r"tengo que (?:\w+ )?(?:hablar|preguntar|consultar|mirar|ver)\w*|falta (?:la|el|que|o|a)|"
    r"excepción|quizás?|tal vez|(?:no|não) antes|tiene que (?:\w+ ){0,2}(?:aprobar|decidir|ver)\w*|"
    r"non (?:ancora|prima)|manca|forse|eccezione|deve (?:\w+ )?(?:prima|ancora)|"
    r"aspett(?:ate|i|a)|prima che|prima di (?:aver|parlar|sentir)\w*|finché|"
    r"devo (?:\w+ )?(?:prima|ancora|pensar|chieder|verificar|sentir|parlar)\w*|"
    r"nog niet|niet voor|misschien|uitzondering|moet(?:en)? (?:\w+ )?(?:nog|eerst)|wacht|voordat|"
    r"totdat|moet (?:\w+ ){0,4}(?:overleggen|vragen|nakijken|checken|"
    r"bespreken|goedkeuren)|eerst (?:nog )?(?:overleggen|vragen|nakijken)|"
    r"ainda (?:não|tem)|talvez|exceção|tem de (?:\w+ ){0,2}(?:aprovar|ver|decidir)\w*|aguard\w+|"
    r"esperem|antes que|antes de (?:eu|falar|nós)|até que|até eu|"
    r"tenho (?:de|que) (?:\w+ )?(?:falar|perguntar|ver|confirmar)\w*)\b"
)
RESERVE = re.compile(f"{_CONDITION}|{_DEFERRAL}")
# "When the price is below 500", "after you fix the bug": as long as it hangs on something.
TIME_CLAUSE = re.compile(
    r"\b(?:when|once|after(?! all\b)|nachdem|nach (?:de[mnr]|ihre[mr]|unsere[mr]|\w+(?:ung|gabe))|"
    r"quand|lorsque|après|une fois|cuando|después|"
    r"una vez|quando|dopo|una volta|wanneer|nadat|depois|uma vez)\b"
)
BARE_TIME = re.compile(rf"\W*(?:but|and|aber|mais|pero|ma|maar|mas)?\W*{TIME_CLAUSE.pattern}")
# Who has seen a thing has not agreed to it.
SEEN = re.compile(
    r"\bi(?:'ve| have)? (?:seen|read|received) (?:it|this|that|them|your)\b|"
    r"\bhabe (?:ich )?(?:es|das|sie|ihre \w+) (?:gesehen|gelesen|erhalten)\b|"
    r"\b(?:je l'ai|j'ai bien) (?:vu|lu|reçu)\w*|\bl[oa]s? he (?:visto|leído|recibido)\b|"
    r"\bl'ho (?:vist|lett|ricevut)[oa]\b|\b(?:ik )?heb (?:ik )?het (?:gezien|gelezen|ontvangen)\b|"
    r"\bjá (?:vi|li|recebi)\b|(?:^|[.,;] )(?:vi|li|recebi)(?= (?:o|a|os|as|isso|tudo)\b)"
)
# An "if" that holds nothing back.
COURTESY = re.compile(
    r"\b(?:no|without (?:a |any )?|ohne|kein|sans (?:aucun )?|sin (?:ninguna )?|ninguna|"
    r"senza (?:alcun )?|nessun|zonder|geen|sem (?:qualquer )?|nenhuma) ?(?:doubts?|zweifel|doute|"
    r"dudas?|dubbi\w*|twijfel|dúvidas?)\b|"
    r"(?<=[,.;–-] )(?:oh |ah |no,? |nein,? )?(?:wait|hang on|hold on|moment|warte|attends|attendez|"
    r"espera|aspetta|wacht)\b(?=[,.!: ]+(?:no\b|yes\b|\d|[a-e]\b|make))|"
    r"\b(?:can't|cannot) wait\b(?! (?:until|till|for))|\b(?:you have|with) (?:my|"
    r"our) (?:full )?blessing\b|"
    r"\bas (?:soon|quickly) as (?:you (?:like|can|want)|possible)\b|\bsobald (?:es geht|sie können|"
    r"ihr könnt|möglich)\b|\bdès que (?:possible|vous (?:pouvez|voulez))\b|\ben cuanto (?:podáis|"
    r"puedan|puedas|sea posible)\b|\bnon appena (?:potete|possibile)\b|\bzodra (?:het kan|jullie "
    r"kunnen|mogelijk)\b|\bassim que (?:puderem|possível|quiserem)\b|"
    r"\bs'il (?:vous|te) plaît\b|\bse faz favor\b|\bif (?:possible|needed|necessary|only)\b|"
    r"\b(?<!only )if (?:you|there)(?:'d|'re|'s)? (?:have|need|want|like|would like|wish|is|are|"
    r"get)? ?(?:any|anything|more|further|questions|something|me|to)\b|"
    r"\b(?:know|wonder(?:ing)?|ask|asks|asked|see|sure|tell me|check|as|(?:call|ring|text|shout|"
    r"mail)(?: me| us)?) if\b|"
    r"\b(?:wenn|falls) (?:sie |ihr |du )?(?:noch )?(?:fragen|etwas|was|möglich|nötig)\b|"
    r"\bsi (?:besoin|possible|nécessaire|vous avez (?:des|d'autres|besoin))\b|"
    r"\bsi (?:es posible|hay algo|necesit\w+ algo|tenéis dudas|tiene dudas|hace falta)\b|"
    r"\bse (?:possibile|necessario|serve|avete domande|possível|precisar\w*|tiver\w* dúvidas)\b|"
    r"\bals (?:u|je|jullie|er) (?:nog )?(?:vragen|iets)\b"
)
ALL_OF_THEM = re.compile(
    r"\b(?:both|all of|everything|either|beides?|alles|les deux|tout|ambos|ambas|todo|entrambi|"
    r"tutto|tudo)\b"
)
# How our mails shall come is a wish, and holds nothing back from an answer.
OUR_MAILS = re.compile(
    r"^(?!\W*(?:but|only|aber|nur|mais|seulement|pero|s[oó]lo|ma|maar|alleen|mas|só|if|when)\b).*"
    r"\b(?:e?-?mails?|updates?|digests?|newsletters?|summar(?:y|ies)|reports?|correos?|courriels?|"
    r"messaggi|berichten|mensagens|nachrichten|paus\w+|send|write|text me|call me|schick\w*|"
    r"mand\w+|env[io]\w+|envoy\w+|stuur|sturen)\b"
)
