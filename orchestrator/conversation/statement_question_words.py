"""Questions that carry no question mark, direct and indirect, in seven languages."""

from orchestrator.conversation.gated import AnyOf

# What may stand before the question itself.
_OPENS = (
    r"^\W*(?:(?:and|so|but|also|well|ok|right|und|aber|also|nur|et|mais|sinon|alors|y|pero|"
    r"entonces|e|ma|scusate|scusi|ciao|oye|oiga|mira|hola|buenas|olá|hey|hallo|hi|moin|servus|"
    r"hoi|dag|salut|bonjour|en|maar|mas|então|desculpe|sorry|just|hi|dites|ehm),? )*"
)
_ASK_DE = r"(?:ob|wann|wer|wem|wen|wie|wieso|weshalb|warum|was|wo\w*|welche\w*|inwie\w+|ab wann)"
_ASK_FR = (
    r"(?:si|quand|qui|où|comment|pourquoi|combien|quel\w*|ce qu\w*|à (?:qui|quoi)|de (?:qui|quoi)|"
    r"laquelle|lequel)"
)
_ASK_ES = r"(?:si|cuándo|quién\w*|dónde|cómo|por qué|cuánt\w+|cuál\w*|qué|a (?:quién|qué)|para qué)"
_ASK_IT = r"(?:se|quando|chi|dove|come|perché|quant\w+|qual\w*|cosa|che cosa|a chi|a cosa)"
_ASK_NL = r"(?:of|wanneer|wie|waar\w*|hoe\w*|waarom|welke?|wat)"
_ASK_PT = (
    r"(?:se|quando|quem|onde|como|porqu[eê]|por que|quant\w+|qua(?:l|is)|o que|a quem|para que)"
)
_ASK_EN = r"(?:whether|if|who\w*|when|where|why|how|what|which)"
INDIRECT = AnyOf(
    # "Do the photos get backed up", and "... or not".
    r"^(?:and |so |but )?do (?:the|these|those|our|my|your|all) \w+s \w+|\b(?:ou (?:pas|non)|o no|"
    r"ou não|oder (?:nicht|doch nicht)|of niet|or not)$",
    # "Remind us which ..."
    rf"\b\w{{3,}}(?:me|nos) {_ASK_ES}\b|\b\w{{3,}}(?:te|ete|i|a)(?:mi|ci) (?:chi|qual\w*|quant\w+|"
    rf"perché|dove|cosa)\b|\b\w{{3,}}-(?:me|nos) (?!se\b|quando|como){_ASK_PT}\b|"
    rf"\b\w{{3,}}-(?:moi|nous) (?!si\b|quand|comment){_ASK_FR}\b|"
    rf"\berinner\w* (?:sie )?(?:mich|uns)(?: \w+)?, {_ASK_DE}\b",
    rf"\b(?:anyone|anybody|someone) knows? {_ASK_EN}\b|\bwhat (?:i|we) (?:don't|can't|"
    rf"fail to) (?:see|get|understand) is\b|\bmind (?:telling|explaining|saying)\b|"
    rf"\bkomme nicht dahinter\b|\bwiss(?:t|en) (?:ihr|sie) (?:\w+ )?,? ?{_ASK_DE}\b|"
    rf"\b(?:vous savez|tu sais) {_ASK_FR}\b|\bsab(?:éis|en) (?:ya )?{_ASK_ES}|"
    rf"\bsapete (?:già )?{_ASK_IT}\b",
    rf"^(?:i'm |we're |i am |we are )?(?:just |still |also |only |really )*(?:wondering|curious|"
    rf"unsure|checking|asking|puzzled|confused) (?:about |as to )?{_ASK_EN}\b|\b(?:not|n't|"
    rf"never) (?:\w+ )?(?:sure|certain|clear|understand|understood|know|get|grasp|remember|"
    rf"gather)(?: i understand)? {_ASK_EN}\b|\b(?:would|'d) be (?:\w+ )?(?:interested|curious|"
    rf"good|useful|helpful|nice|keen|glad|interesting|handy) to (?:know|learn|hear|see|find out|"
    rf"understand) (?:about |from you )?{_ASK_EN}\b|\b(?:can't|cannot|couldn't) (?:tell|see|say|"
    rf"remember|recall) {_ASK_EN}\b",
    rf"\b(?:(?:würd\w*|tät\w*) (?:mich|uns) (?:\w+ )*interessieren|(?:mich|uns) (?:würd\w*|tät\w*) "
    rf"(?:\w+ )*interessieren|wüsst\w* (?:\w+ )*gern\w*|gern\w* (?:wissen|gewusst|erfahren)|"
    rf"interessiert (?:mich|uns)|(?:mich|uns) interessiert|(?:nicht|noch) (?:\w+ ){{0,2}}(?:klar|"
    rf"schlau|sicher)|unklar|rätseln?|rätsel\w*|keine ahnung|gespannt|neugierig|überfragt)\b.*"
    rf"\b{_ASK_DE}\b|\b(?:versteh\w*|begreif\w*|weiß|wissen|find\w*) (?:\w+ )*(?:nicht|nirgends)\b"
    rf".*\b{_ASK_DE}\b",
    rf"\b(?:j'ignore|nous ignorons|on ignore|(?:je|nous|on) ne (?:sai[st]|savons|voi[st]|voyons|"
    rf"comprend\w*|comprenons|retrouv\w+) (?:pas|plus)(?: (?:trop|bien|très bien|du tout|"
    rf"vraiment))?|j'aurais (?:\w+ )?(?:voulu|aimé|souhaité) (?:savoir|comprendre|connaître)|"
    rf"pas (?:très |bien |tout à fait )?(?:clair|sûre?s?)|curieu\w+ de savoir|"
    rf"intéressante? de savoir|bon de savoir|(?:aimerai\w+|voudrai\w+|souhait\w+) (?:\w+ "
    rf")?(?:savoir|connaître))\b,? .*{_ASK_FR}\b|\bpuis-je savoir\b|\bpeut-on savoir\b",
    rf"\b(?:tengo|tenemos|nos queda|me queda|nos surge|me surge) (?:\w+ )?dudas? (?:de|"
    rf"sobre) si\b|\bdud(?:o|amos) si\b|\bno (?:acab\w+|termin\w+|consig\w+|consegu\w+|"
    rf"logr\w+) (?:\w+ )?(?:entender|ver|saber|comprender)\b.*\b{_ASK_ES}|\b(?:querríamos|"
    rf"quisiera\w*|quería\w*|gustaría|interesaría|interesa) (?:conocer|saber|averiguar)\b|"
    rf"\bno (?:está|queda|nos queda|me queda|tenemos|tengo) (?:\w+ )?claro\b.*\b{_ASK_ES}|"
    rf"\b(?:me pregunto|me preguntaba|nos preguntamos|nos preguntábamos)\b",
    rf"\b(?:mi (?:domando|chiedo|domandavo|chiedevo)|ci (?:domandiamo|chiediamo|domandavamo|"
    rf"chiedevamo)|(?:mi|ci) (?:sa|sapete|sai|saprebbe|sapreste) dire|(?:sa|sapete|sai|saprebbe|"
    rf"sapreste) dir(?:mi|ci)|(?:(?:mi|ci) (?:piacerebbe|interesserebbe)|vorrei|vorremmo|"
    rf"volev\w+) (?:\w+ )?(?:conoscere|sapere|capire))\b|\bnon (?:(?:mi|ci) )?(?:è|"
    rf"risulta) (?:\w+ )?chiar\w\b.*\b{_ASK_IT}\b|\bnon (?:riesco|riusciamo) a (?:capire|trovare|"
    rf"vedere)\b.*\b{_ASK_IT}\b|\b(?:ho|abbiamo) (?:un|il|qualche) dubbio\b",
    rf"\b(?:niet (?:\w+ )?(?:duidelijk|zeker|helder)|onduidelijk|geen (?:flauw )?idee|benieuwd|"
    rf"nieuwsgierig|vra(?:ag|gen) (?:me|mij|ons) af|graag (?:eens |even )?(?:weten|horen|willen "
    rf"weten)|weten|afvragen|niet uit)\b.*\b{_ASK_NL}\b",
    rf"\b(?:perguntamo-nos|pergunto-me|interrogo-me|gostava de perceber|fiquei|ficámos|ficamos|"
    rf"fico|estou|estamos|tenho|temos) (?:\w+ )?(?:a |na |em |com a |uma )?(?:dúvida )?(?:de |"
    rf"sobre )?se\b|\bnão (?:ficou|está|é|me é|nos é) (?:\w+ )?clar[oa]\b.*\b{_ASK_PT}\b|"
    rf"\b(?:gostar\w+|gostava\w*|quer\w+) (?:de )?(?:saber|conhecer|perceber|entender)\b|"
    rf"\bsabe(?:m)? (?:dizer|se|quando|quem|onde|como)\b|\bperguntamo-nos\b",
    # "A question:" and what follows.
    r"^(?:\w+ )*(?:question|frage|duda|domanda|vraag|vraagje|dúvida|pergunta|dubbio|curiosité|"
    r"curiosidade|curiosidad|curiosità|pregunta)s?(?: \w+){0,3} ?:",
)
UNMARKED = AnyOf(
    rf"{_OPENS}(?:(?:is|are|did|does) (?!you\b)\w+ \w+|do \w+s\b)(?!.*,)|"
    rf"{_OPENS}(?:is|are|was|were|has|have|did|does|do|will) (?:the|it|there|this|these|we|our|"
    rf"anyone|someone|my|that|any|all|i|they|somebody|anybody)\b(?!.*,)|{_OPENS}(?:how (?:much|"
    rf"many|long|come|often|far|does|do|is|are|can|will|would)|what's the|whose|when's|where's|"
    rf"who's|since when|by when|until when|at what|for whom|in what|on what)\b",
    rf"{_OPENS}(?:weshalb|wieso|wozu|wofür|womit|woran|worauf|wohin|woher|wodurch|worin|"
    rf"wieviele?|wie ?viele?|inwiefern|inwieweit|wie (?:lange?|oft|schaut|sieht|geht|"
    rf"funktioniert|kann|kommt|steht|hoch|teuer|weit|ist|läuft|macht|mach)|was (?:kostet|ist|"
    rf"heißt|passiert|bedeutet|macht|wird|muss)|(?:ab|bis|seit) wann|(?:von|an|mit|für|bei|zu|"
    rf"vor|unter|in) (?:wem|wen|welche\w*|was))\b(?!.*!$)|{_OPENS}(?:habt ihr|hast du|haben sie|"
    rf"hat (?:sich|da|das|der|die|jemand|wer|euer|ihr)|weiß (?:jemand|wer|man|da)|gibt(?:'s| es)|"
    rf"geht (?:das|es|da)|stimmt (?:es|das)|muss (?:ich|man)|müssen wir|kann man|darf (?:ich|"
    rf"man)|weiß jemand, \w+|ist (?:das|der|die|es|da|denn|unser\w*)|sind (?:das|die|da|"
    rf"unser\w*)|wird (?:das|die|der|da|es)|läuft|funktioniert|gilt|kostet|enthält|umfasst|"
    rf"beinhaltet|reicht|passt|lohnt|bleibt|liegt das|brauchen wir|brauche ich|seid ihr|"
    rf"wart ihr)\b(?!.*,)",
    rf"{_OPENS}(?:c'est (?:quoi|qui|quand|où|combien|lequel|normal)|(?:ça|cela|il|elle|on|"
    rf"vous) (?:\w+ ){{1,3}}(?:combien|comment|où|quoi)\b|est[- ]ce qu\w*|qu'est[- ]ce|"
    rf"quel\w* (?:est|sont|sera|délai|différence|prix|logiciel|adresse|date)|(?:à|de|depuis|"
    rf"jusqu'à|pour|avec|chez|par|en|sur) (?:quoi|qui|quand|quel\w*|combien)\b|d'où|(?:quand|"
    rf"comment(?!:)|combien|pourquoi|où) (?!même))|\b(?:vous|tu) (?:avez|as|n'avez|"
    rf"n'auriez) (?:\w+ )*\w+ (?:quelque chose|un truc)\b|\by a[- ]t[- ]il\b",
    rf"{_OPENS}¿?(?:cuant[oa]s? \w+|cuanto\b|quien (?!quiera)\w+|cual(?:es)? (?:es|son|era|"
    rf"sería)|donde (?:est|se|puedo|puede|podemos|teng|enc)\w*|por que \w+|para que (?:sirv|es|"
    rf"se)\w*|que (?:diferencia|pasa|significa|precio|plazo|hay|hago|hacemos)\b|como (?:se|puedo|"
    rf"podemos|hago|hacemos|funciona|va)\b|(?:a|de|en|por|para|con|desde|hasta|sobre) (?:qué|"
    rf"quién\w*|cuál\w*|cuánd\w*|cuánt\w*|dónde)\b|(?:cuánd|cuánt|cóm|quién|dónd|cuál)\w*\b|"
    rf"qué (?:pasa|significa|hay|precio|plazo|diferencia|tengo|tenemos|hacemos|hago|formato|"
    rf"documentos|debo|falta)\b)|{_OPENS}(?:habéis|han|ha|has) \w+(?:ado|ido|to|"
    rf"cho) (?:\w+ )?(?:algo|alguien|alguna|algún)\b",
    rf"{_OPENS}(?:(?:chi|quanto|quanti|quante|quanta|dove|perché|quale|quali|qual) (?!siete)\w+|"
    rf"che (?:differenza|cosa|fine|prezzo|tempi|senso) \w+|cosa (?!ne)\w+|come (?:mai|si|"
    rf"funziona|faccio|facciamo|posso|va|mi)\b|(?:a|da|per|di|con|in|su) (?:chi|cosa|che cosa|"
    rf"quando|quale|quali|quanto|dove)\b)|{_OPENS}(?:avete|ha|hai|hanno) \w+(?:to|so|sto|"
    rf"tto) (?:\w+ )?(?:qualcosa|qualcuno|qualche)\b",
    rf"{_OPENS}(?:hoezo|hoelang|hoeveel|hoe (?!dan|dan ook)\w+|waar\w* (?!nodig|mogelijk)\w+|"
    rf"wanneer (?:gaat|komt|kan|is|krijg|krijgen|wordt|kunnen|start|begint)|welke?\b|"
    rf"wie (?:betaalt|is|heeft|kan|gaat|moet|doet|beheert)|wat (?:kost|is|zijn|betekent|gebeurt|"
    rf"moet|houdt|doet|gaat)|(?:sinds|vanaf|tot) wanneer|(?:van|aan|met|voor|bij|op|in) (?:wie|"
    rf"welke?)\b)|{_OPENS}(?:hebben jullie|heeft (?:u|er|iemand)|heb je|moet(?:en)? (?:ik|we|"
    rf"wij)|klopt (?:het|dat)|zit(?:ten)? (?:de|het|er|dat)|is (?:het|de|dat|er|die|onze|mijn)|"
    rf"zijn (?:de|er|die|onze)|word(?:t|en) (?:het|de|dat|er|die)|werkt|gaat (?:het|de|dat)|"
    rf"geldt|staat (?:het|de|er))\b(?!.*,)",
    rf"{_OPENS}(?:(?:o )?que (?:diferença|acontece|significa|preço|prazo|é|há|fazer|faço)\b|"
    rf"(?:qual|quais|quanto|quantos|quantas|quem|onde|cadê|quedê) \w+|por que \w+|porque é que|"
    rf"como (?:é|se|faço|fazemos|posso|funciona|fica)\b|(?:a|de|em|por|para|com|desde|até|"
    rf"sobre) (?:que|quem|qual|quando|quanto|onde)\b (?!\w+ (?:possa|seja))|(?:a que|para que|"
    rf"de quem|desde quando|até quando)\b|será que\b)|\b(?:vocês|os senhores|o senhor|"
    rf"a senhora) \w+(?:ram|ou|eu|iu) (?:\w+ ){{0,2}}(?:alguma coisa|algo|alguém)\b",
)
