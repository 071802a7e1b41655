"""The wordings of requests and of indirect questions, in seven languages."""

from orchestrator.conversation.gated import AnyOf

_VERB = (
    r"(?:add|adjust|adapt|archive|arrange|attach|book|build|call|cancel|centre|change|check|"
    r"chuck|come|copy|correct|create|crop|cut|delete|deliver|design|disable|do|double-check|drop|"
    r"enable|enlarge|extend|fix|forward|get|give|go|have|hide|host|import|include|increase|"
    r"install|keep|leave|let|link|lose|make|mark|mention|merge|move|name|offer|open|organise|"
    r"organize|phone|pop|postpone|prepare|print|provide|publish|pull|push|put|re-\w+|redo|"
    r"redirect|reduce|refund|remove|rename|renew|replace|reply|reschedule|reset|resend|restore|"
    r"review|rewrite|ring|rotate|run|schedule|send|set|share|shift|shorten|show|speed|split|"
    r"stick|stop|store|straighten|supply|swap|switch|take|test|throw|tidy|train|translate|turn|"
    r"update|upload|use|work|write)"
)
# They want to know, not to have something done.
WANTS_TO_KNOW = AnyOf(
    r"\b(?:unsicher|nicht sicher|im unklaren), (?:ob|wie|wann|wo|was|wer|welche\w*)\b|"
    r"\b(?:no estamos|no estoy) segur\w+ (?:de )?(?:si|cómo|cuándo)\b|"
    r"\bnon siamo (?:\w+ )?sicuri se\b|\bniet zeker (?:of|hoe|wanneer)\b",
    r"\b(?:tell (?:me|us) (?!more)|let (?:me|us) know|explain|(?<!will )(?<!then )confirm "
    r"(?:that|whether|if|the|when|what)|(?<!has to )clarify|remind (?:me|us)|say (?:when|how|if|"
    r"whether|what|something about)|advise|shed|point out|give (?:me|us) an idea|give (?:me|"
    r"us) a (?:date|rough))\b",
    r"\b(?:i(?:'d| would)|we(?:'d| would)) (?:\w+ )?(?:like|love|need|want|be (?:interested|"
    r"curious)) to (?:know|ask|understand|hear|find out|check (?:if|whether|when))\b|\b(?:i|"
    r"we) (?:was|were|am|'m|are|'re|just |keep (?:on )?|kept )*\s?(?:wondering|wonder|curious|"
    r"asking myself)(?:,)? (?:about|when|how|why|what|who|where|which)\b|\b(?:i|we) (?:wanted|"
    r"want|need|have|meant) to (?:know|ask|understand)\b|\bmy question is\b|"
    r"\bquick question\b(?=.*\b(?:is|are|do|does|when|how|what|will)\b)",
    r"\b(?:i|we) (?:don't|do not|didn't|can't|cannot|couldn't) (?:quite |really |"
    r"yet )?(?:understand|see|know|work out|figure out|tell|find out) (?:why|how|what|when|where|"
    r"whether|if|which|who)\b|\b(?:not|un)(?: quite| really)? ?(?:clear|sure|certain)(?: to me|"
    r" to us)?:? (?:why|how|what|when|where|whether|if|which|who)\b|\bit(?:'s| is) unclear\b",
    r"\b(?:sagen|mitteilen|verraten|erklären|erläutern|wissen lassen|bescheid geben)\b(?=.*(?:\?|"
    r"\b(?:ob|wann|wie|wer|was|warum|wo|welche\w*)\b))|\b(?:ich|wir) (?:wollten?|möchten?|"
    r"würden?|hätten?) (?:\w+ ){0,3}(?:fragen|wissen|gewusst)\b|\b(?:würde (?:mich|uns)|(?:mich|"
    r"uns) würde) (?:\w+ )?(?:interessieren|freuen zu)\b|\bfrage(?:n)? (?:ich mich|wir uns|mich|"
    r"uns)\b|\b(?:verstehe|verstehen|weiß|wissen) (?:\w+ )?(?:nicht|noch nicht)\b(?=.*\b(?:warum|"
    r"wie|ob|wann|wer|was|wo|welche\w*|wieso)\b)|\bunklar\b|\b(?:ist (?:mir|"
    r"uns) )(?:\w+ )?nicht klar\b",
    r"\b(?:me|nous|m') ?(?:dire|indiquer|expliquer|confirmer|préciser|rappeler)\b|"
    r"\b(?:je (?:voulais|voudrais|souhaiterais|souhaite)|j'aimerais|j'aurais aimé|"
    r"nous (?:aimerions|voudrions|voulions|souhaitons)) (?:bien )?(?:savoir|demander|comprendre|"
    r"vous demander)\b|\b(?:je me|nous nous|on se) demand\w+\b|\b(?:je ne (?:comprends|sais|"
    r"vois)|on ne (?:comprend|sait)|nous ne (?:comprenons|savons)) (?:pas|"
    r"plus)(?: bien)? (?:pourquoi|comment|si|quand|qui|ce|où|quel)\b|\b(?:dites-moi|dites-nous)\b",
    r"\b(?:decir(?:me|nos)?|explicar(?:me|nos)?|confirmar(?:me|nos)? (?:si|cuándo|que)|"
    r"aclarar(?:me|nos)?|indicar(?:me|nos)?)\b|\b(?:(?:me|nos) gustaría|quería(?:mos)?|quisiera|"
    r"quisiéramos|querríamos|quiero|necesito|necesitamos) (?:\w+ )?(?:saber|preguntar|"
    r"preguntaros|preguntarle|entender)\b|\b(?:me|nos) (?:pregunto|preguntaba|preguntábamos|"
    r"preguntamos)\b|\bno (?:entiendo|entendemos|sé|sabemos|me queda claro|nos queda claro|"
    r"tengo claro) (?:\w+ )?(?:por qué|cómo|si|cuándo|quién|qué|dónde)\b|\b(?:decidme|decidnos|"
    r"dígame|díganos)\b",
    r"\b(?:dir(?:mi|ci)|spiegar(?:mi|ci)|confermar(?:mi|ci)? (?:se|quando|che)|far(?:mi|"
    r"ci) sapere|chiarire)\b|\b(?:vorrei|vorremmo|volevo|volevamo|mi piacerebbe|"
    r"ci piacerebbe) (?:\w+ )?(?:sapere|chiedere|chiedervi|capire)\b|\b(?:mi|ci) (?:chiedo|"
    r"chiedevo|chiediamo|chiedevamo)\b|\bnon (?:capisco|capiamo|so|sappiamo|mi è chiaro|"
    r"ci è chiaro) (?:perché|come|se|quando|chi|cosa|dove)\b|\b(?:fatemi|fateci) sapere\b",
    r"\b(?:(?:me|mij|ons) (?:\w+ ){0,3}(?:vertellen|zeggen|uitleggen|laten weten|bevestigen)|"
    r"laten weten)\b|\b(?:ik|wij|we) (?:wil|wilde|willen|wilden|zou|"
    r"zouden) (?:\w+ ){0,3}(?:weten|vragen)\b|\bvr(?:aag|oeg|agen|oegen) (?:me|mij|ons) af\b|"
    r"\b(?:ik|we|wij) (?:begrijp|begrijpen|weet|weten|snap|snappen) (?:\w+ )?niet (?:waarom|hoe|"
    r"of|wanneer|wie|wat|waar)\b|\bbenieuwd\b",
    r"\b(?:(?:me |nos )?diz(?:er|em)(?:-me|-nos)?|dizer-(?:me|nos)|explicar(?:-me|-nos)?|"
    r"confirmar (?:se|quando|que)|esclarecer(?:-me|-nos)?|informar(?:-me|-nos)?|avisar)\b|"
    r"\b(?:gostava|gostaria|gostávamos|gostaríamos|queria|queríamos|"
    r"quero) (?:\w+ )?(?:de )?(?:saber|perguntar|perceber|entender)\b|\b(?:pergunto-me|"
    r"perguntava-me|pergunto)\b|\bnão (?:percebo|percebemos|entendo|entendemos|sei|"
    r"sabemos) (?:\w+ )?(?:porque|porquê|por que|como|se|quando|quem|o que|onde)\b|\b(?:digam-me|"
    r"digam-nos|diga-me)\b",
    r"\b(?:find|finden?|finde|encuentro|trovo|trova|vind|vinden|encontro)\b(?=.*\b(?:where|how|"
    r"wo|wie|dónde|cómo|dove|come|waar|hoe|onde|como)\b)(?=.*(?:n't|not|cannot|nicht|no |non |"
    r"niet|não))|\b(?:n'arrive|n'arrivons) pas à (?:\w+ )?(?:trouver|comprendre|voir|savoir)\b|"
    r"\b(?:je ne|nous ne) (?:trouve|trouvons) pas\b|^no (?:encuentro|encontramos|consigo)\b|"
    r"\bnon (?:trovo|troviamo|riesco a (?:trovare|capire))\b|\bnão (?:encontro|encontramos|"
    r"consigo (?:encontrar|perceber))\b|\b(?:wissen|weißt|wisst) (?:sie|du|ihr)\b|\bsavez-vous\b|"
    r"\bsabéis\b|\bsabe(?:n|s)? si\b|\bsapete\b|\bsa se\b|\bweten jullie\b|\bweet (?:u|je)\b|"
    r"\bsabem\b|\bdo you (?:happen to )?know\b",
)
REQUESTS = AnyOf(
    # As offices write.
    r"\b(?:we|i) (?:kindly |hereby |would |must |therefore )*(?:ask (?:that|for|you to|you for)|"
    r"request (?!the pleasure)|urge you)\b|\b(?:wir|ich) (?:\w+ )?(?:bitten|bitte|ersuchen|"
    r"fordern) (?:sie|euch|dich|um)\b|\b(?:bitten|bitte|fordern|ersuchen) (?:wir|ich) (?:sie|"
    r"euch|dich|um)\b(?!.*(?:entschuldigung|verständnis|geduld))",
    r"\b(?:nous|je) vous (?:prions|prie|demandons|demande|saurions gré) (?:de |d'|"
    r"\w+ de )(?!croire|agréer|recevoir|trouver|m'excuser|nous excuser)|\b(?:les|le|os|"
    r"te) (?:rogamos|ruego|pedimos|pido|solicitamos|agradecemos que)\b|\b(?:vi|la|"
    r"le) (?:chiediamo|chiedo|preghiamo|prego|invitiamo)\b|\bsi prega di\b|\b(?:wij|we|"
    r"ik) (?:verzoeken|verzoek)\b|\b(?:pedimos|peço|solicitamos|solicito)\b(?!.*desculpa)",
    # What must become so.
    r"\b(?:the|our|each|every|all|this|that) [\w' ]*\bmust (?!have|be (?:live|up|ready|done|"
    r"online|finished|a\b))\w+",
    r"\b(?<!ich )(?:muss|müssen) (?!ich|wir|man)(?:\w+ )+(?:sehen|stehen|erscheinen|zeigen|"
    r"passen|bleiben|heißen|enthalten)\b",
    r"\b(?:doit|doivent) (?!être prêt)\w+(?:er|ir|re)\b|\b(?:debe|deben|tiene que|"
    r"tienen que) (?!estar list)\w+r\b|\b(?:deve|devono) (?!essere pront)\w+re\b|"
    r"\bmoet(?:en)? (?!ik|wij|we|u|je|jullie)(?:\w+ )+\w+(?:en|aan|n)$|\b(?:tem|têm) (?:de|"
    r"que) (?!estar pront)\w+r\b|\bdevem? (?!estar pront)\w+r\b",
    r"\b(?:would|'d) help if\b|\bwürde (?:\w+ )?helfen\b|\baiderait\b|\bayudaría\b|"
    r"\baiuterebbe\b|\bzou (?:\w+ )?helpen\b|\bajudaria\b|\b(?:we|i) (?:are|am|"
    r"were) requesting\b|\bkönnten? (?!es sein|sein)\w+ .*\?",
    # Whoever would like it.
    r"\bwould be (?:\w+ )?happier (?:with|if)\b|\bi'd be happier\b|\bcould (?:\w+ )?use (?:a|an|"
    r"some|another|more)\b|\bit should (?:be|say|read) (?!fine|ok|possible|easy|working)",
    r"\bwould (?:\w+ )?(?:like|love|prefer|appreciate|welcome) (?!it\b|that\b)\w+|\b(?:i'm|i am|"
    r"we're|we are) (?:after|looking for|missing)\b|\bcould do with\b|^(?:fancy|get rid of)\b|"
    r"\bplease.{0,4}\bit's\b",
    r"\b(?:hätten?|wäre|wären|würden?) (?:\w+ ){0,6}(?:gern|gerne|lieber|begrüßen|freuen|"
    r"wünschen)\b",
    r"\b(?:souhaiterai|aimerai|voudrai|préférerai|apprécierai)(?:t|ent|s)\b",
    r"\b(?:querrían?|gustaría|agradecerían?|preferirían?)\b|\b(?:nos|me) (?:vendría|iría|haría|"
    r"sería)n?\b|^(?!verdad|calidad|ciudad|usted|salud|edad|ved\b)\w{2,}(?:ad|ed|id)(?:(?:nos|me|"
    r"lo|la|le|los|las)\b| (?:el|la|los|las|un|una|también|más|otro|otra|esto|eso|ya|a|todo|"
    r"todos|por|mi|nuestro|nuestra)\b)(?!.*\?)",
    r"\b(?:vorrebbe|vorrebbero|gradirebbe|gradiremmo|preferirebbe)\b|^(?!quando|sapete|estate|"
    r"sempre|niente)\w{3,}(?:ate|ete|ite)(?:ci|mi|lo|la|li|le)? (?!\w*(?:to|ti|ta)\b)\w+",
    r"\bzou(?:den)? (?:\w+ ){0,2}(?:graag|liever)\b",
    r"\b(?:gostariam|gostavam|queriam|agradecia|agradecíamos)\b",
    r"^(?!chez|assez|vous\b|avez|savez|êtes|voyez-vous)\w{3,}ez(?:-(?:moi|nous|le|la|"
    r"les))? (?!-?vous)\w+",
    # Thanks in advance, and what has to become otherwise.
    r"\b(?:i|we)(?:'d| would) be (?:\w+ )?(?:grateful|obliged|thankful) (?:for|to)\b|"
    r"\b\b(?:would|'d) (?:\w+ )?appreciate\b|\bappreciate it if\b|\bsee to it\b|"
    r"\bkindly (?!confirm)\w+\b|\bwhat about (?:\w+ing|a|an) |\bhow about\b|\b(?:the|that|this|"
    r"our) .*\b(?:needs?|has|have) to (?:be|go|come|read|say)\b|\b(?:the|our) [\w' ]+ (?:is|are|"
    r"looks?|feels?) (?:far |much |way |a bit |a little |slightly |rather |still )?too (?:small|"
    r"big|dark|bright|light|long|short|large|loud|slow|wide|narrow|pale|tiny)\b(?!.*\?)",
    r"\b(?:sehr )?dankbar\b|\b(?:sollten?|müsste[nt]?|muss|müssen|dürfte) (?:\w+ ){0,5}(?:werden|"
    r"sein|\w+er|rein|raus|weg|hin|stehen|heißen)\b|\b(?:hätten?|hätt) (?:\w+ ){0,4}gern\w*\b|"
    r"\b(?:ist|sind) (?:\w+ )?zu (?:klein|groß|dunkel|hell|lang|kurz)\b(?!.*\?)|"
    r"\bsorgen sie (?:bitte )?dafür\b",
    r"\breconnaissante?s?\b|\b(?:est|sont) à (?:\w+er|\w+ir|revoir)\b|\b(?:pourrait|"
    r"pourraient)-(?:il|elle|on|ils|elles)\b|\b(?:devrait|devraient|doit|"
    r"doivent) (?:\w+ )?être\b|\bil y aurait\b|\b(?:est|sont) trop (?:petit|grand|sombre|clair|"
    r"long|court)\w*\b",
    r"\b(?:te|os|le|les)? ?agradecer(?:ía|íamos)\w*|\b(?:habría|hay|tenéis|habrá) que \w+r\b|"
    r"\b(?:tendría|tendrían|debería|deberían|tiene|tienen) (?:que )?(?:ser|estar|decir|poner|"
    r"ir)\b(?! (?:ya|listo))|\b(?:es|son|está|están) demasiado \w+",
    r"\b(?:sarei|saremmo) (?:\w+ )?grat\w\b|\b(?:dovrebbe|dovrebbero|deve|devono|andrebbe|"
    r"andrebbero) (?:essere )?(?:più |meno |\w+at[oaie]|\w+ut[oaie]|corrett\w|messo)\b|"
    r"\bbisognerebbe\b|\b(?:è|sono) troppo \w+",
    r"\bdankbaar\b|\bzou(?:den)? (?:\w+ )?graag\b|\bmoet(?:en)? (?:\w+ )*(?:\w+er|worden|zijn|"
    r"weg|erbij|eruit)$|\b(?:is|zijn) te (?:klein|groot|donker|licht|lang|kort)\b",
    r"\bagradec(?:ia|íamos|eria|eríamos)\b|\b(?:devia|deviam|deve|devem|deveria|deveriam|tem de|"
    r"têm de) (?:ser|estar|ficar|dizer) (?!pronto|tudo)\w+|\bera preciso\b|\bseria preciso\b|"
    r"\bé preciso \w+r\b|\b(?:é|são|está|estão) demasiado \w+",
    # English
    r"\b(?:can|could|would|will) (?:you|u|ye|someone|somebody|anyone|"
    r"one of you) (?!be able to see|imagine|believe|recommend|still|say|think|see|suggest|tell|"
    r"also say)\w+",
    rf"\b(?:can|could|may|might) (?:i|we) (?:please |also |maybe |perhaps |possibly |just |"
    rf"at least |instead |then |not )*{_VERB}\b",
    r"\bcould (?:the|that|this|it|they|those|these|our|there|all|every|each|\w+s) (?!cost|"
    r"be (?:that|a |because|why|the reason))\w+",
    r"\bcan (?:the|that|this|it|they|those|these|our|there|all|every|each) .*\b(?:be|go|say|look|"
    r"stay|have|come)\b(?! (?:a problem|an issue))",
    r"\bwould you (?:mind|be so kind|be able|consider)\b|\bare you able to\b|\bmind (?:if|"
    r"\w+ing)\b|\bany (?:chance|way|possibility) (?:of|you|to|we|that)\b|\broom for (?:one|"
    r"another|a|two)\b|\b(?:is|was|would) it (?:be )?(?:at all )?(?:possible|feasible|an option|"
    r"doable)\b(?! that)|\bis there (?:any|a) (?:way|chance|possibility|option)\b|"
    r"\bpossible to\b|\bhow about (?:\w+ing|a|an|the)\b",
    r"\b(?:it|that)(?:'d| would| might) be (?:\w+ )?(?:marvellous|great|nice|lovely|good|"
    r"wonderful|helpful|handy|useful|brilliant|perfect|fantastic|super|ideal|cool|better|best|"
    r"amazing|grand|appreciated) (?:if|to|when|for)\b|^(?:would be|great if|nice if|"
    r"perfect if)\b|\b(?:we|i)(?:'d| would) (?:\w+ )?(?:appreciate|be (?:\w+ )?(?:grateful|"
    r"thankful|glad|happy|pleased) (?:if|for))\b|^(?:and |also )?if you (?:could|can|would|"
    r"might)\b|\bmuch appreciated\b",
    r"\bi (?:wonder|was wondering) (?:if|whether) \w+.* (?:could|can|might|would)\b|\b(?:we|"
    r"i)(?:'d| would) (?:really |very much |much |all |also |rather |still |just |"
    r"quite )*(?:like|love|prefer|want|rather|need|welcome)\b",
    r"\b(?:we|i) (?:\w+ )?(?:need|want|require) (?!to\b)(?:you to|\w+)|\bwhat (?:we|i)(?:'d|"
    r" would| also)? (?:need|want|like|really need)\b|\b(?:we|i) (?:still |also |"
    r"really )*(?:need|want) to (?:be able|have|see|get|add|change|move|show|offer|include|"
    r"replace|remove)\b",
    r"\basks? (?:whether|if|for) .*(?: could| a | an )|\bplease (?!find|don't worry|excuse|"
    r"accept|go ahead|pass|give my|feel|see|note|bear|forgive|say hello|ignore|disregard|"
    r"don't hesitate|thank|keep up|take your time)\w+|\w \w+,? (?:please|pls|plz)[.!]*$|"
    r"\bdon't forget to\b|\bmake sure\b|\blet's (?:\w+ )?(?:have|add|make|put|change|use|move|"
    r"get|include|drop|remove|keep|do|try)\b",
    rf"^(?:and |also |so |oh |then |now |just |maybe |perhaps |first,? |second,? |kindly |do |"
    rf"pls |plz |\W+)*{_VERB} (?:the|a|an|us|me|it|our|in|out|some|more|another|my|this|that|"
    rf"these|those|them|all|everything|"
    r"over|up|down|back|on|off|one|two|page|no|both|each|every|your|to|from|sure)\b",
    r"\b(?:should|must|ought to|has to|have to|needs? to|need) (?:\w+ )?(?:read|say|"
    r"be (?:changed|added|removed|replaced|corrected|updated|moved|bigger|smaller|larger|green|"
    r"red|blue|fixed|in|on|at|above|below|visible|hidden|translated|shorter|longer|darker|"
    r"brighter|lighter|\w+er|\w+ed)|go (?!on|online|live)|come off|changing|updating|fixing|"
    r"correcting|removing|replacing|moving)\b",
    r"\bi may have missed .* add\b|\b(?:is|are) (?:still )?missing\b.*\bplease\b|\bstick a\b|"
    r"\b(?:you|one) (?:could|might) (?:also |maybe |perhaps )?(?:add|make|put|change|include|"
    r"try)\b|\binstead of .* (?:we|i) (?:want|need|prefer)\b",
    # German
    r"\b(?:könnten|könntet|würden|würdet|könntest|würdest|könnte) (?:sie|ihr|du|wir|man|jemand|"
    r"mir|uns|das|die|der)\b|\b(?:können|könnt|kannst|kann) (?:sie|ihr|du|wir|man|jemand|mir|uns|"
    r"das|die|der)\b(?=.*(?:\?|\bbitte\b))|\b(?:wäre|ist|wär) es (?:\w+ )*möglich\b|"
    r"\bbesteht die möglichkeit\b|\bgibt es (?:eine|die) möglichkeit\b|\bist es machbar\b|"
    r"\bließe sich\b|\blässt sich\b",
    r"^(?:\w+ )?(?:machen|schicken|ändern|fügen|nehmen|stellen|tauschen|setzen|bauen|löschen|"
    r"senden|geben|rufen|verschieben|legen|entfernen|ersetzen|lassen|drehen|laden|passen|"
    r"ergänzen|achten|denken|prüfen|bringen|tragen|korrigieren|aktualisieren|vergrößern|"
    r"verkleinern|hängen) sie\b(?!.*\bsich keine)",
    r"^(?:\w+ )?(?:macht|schickt|ändert|fügt|nehmt|stellt|tauscht|setzt|baut|löscht|gebt|ruft|"
    r"verschiebt|legt|entfernt|ersetzt|lasst|mach|schick|änder|füg|nimm|stell|tausch|setz|gib|"
    r"ruf|leg) (?:bitte|doch|mir|uns|den|die|das|ein|eine|noch|mal|es)\b",
    r"\bbitte (?!entschuld|verzeih|nicht wundern|beachten|finden|machen sie sich keine|keine)\w+|"
    r"\bbitte[.!]*$|\b(?:wir|ich) (?:\w+ )?(?:bräuchten?|brauchen?|benötigen?|"
    r"hätten? (?:\w+ )?gern\w*|möchten?|wünsch\w*|wollen|will|würden? (?:\w+ )?gern\w*)\b|"
    r"\b(?:bräuchten?|brauchen?|hätten?|möchten?|wünsch\w*|benötigen?) (?:wir|ich)\b",
    r"\b(?:wäre|wär) (?:\w+ )*(?:schön|super|toll|gut|prima|klasse|nett|hilfreich|ideal|"
    r"praktisch|großartig|sinnvoll|dankbar|perfekt)\b|\b(?:schön|super|toll|gut|prima|"
    r"klasse) wäre\b|\b(?:muss|müssen|sollten?|müsste|müssten) (?:\w+ )+(?:werden|sein|rein|raus|"
    r"weg|stehen)\b|\b(?:fehlt|fehlen) (?:\w+ )*(?:noch)\b|\bdenkt? .* daran\b|\bdankbar, wenn\b",
    # French
    r"\b(?:pourriez|pouvez|pourrais|peux|voudriez|pourrait|peut)-(?:vous|tu|on|"
    r"il)\b(?! (?:recommander|nous conseiller))|\b(?:est-ce que|est-ce qu')? ?(?:vous|tu|"
    r"on) (?:pouvez|pourriez|peux|pourrais|peut|pourrait)\b|\b(?:serait-il|est-il|il serait|"
    r"est-ce) (?:\w+ )?(?:possible|envisageable)\b|\by a-t-il moyen\b|"
    r"\bavez-vous la possibilité\b|\bpossibilité (?:de|d')",
    r"\b(?:ajoutez|mettez|enlevez|supprimez|remplacez|changez|envoyez|rappelez|agrandissez|"
    r"corrigez|faites|déplacez|gardez|laissez|retirez|pensez à|n'oubliez pas)(?:-\w+)*\b|"
    r"\bmerci (?:\w+ )?(?:de|d') ?(?!votre|tout|cette|ce|la|le|avoir|m'avoir|nous avoir)\w+(?:er|"
    r"ir|re|oir)\b|\bmerci (?:de me|de nous) (?!dire|indiquer)\w+|\bveuillez (?!agréer|trouver|"
    r"recevoir|accepter|excuser|noter|m'excuser)\w+",
    r"\b(?:nous|je|on|j'|j) ?(?:en )?(?:voudri?ons|voudrais|souhait\w+|aimerions|aimerais|"
    r"aurions besoin|aurais besoin|avons besoin|ai besoin|voulons|veux|préfér\w+|aimerait|"
    r"voudrait)\b|\bil (?:nous |me )?(?:le |la |les |l')?(?:faudrait|faut|manque)\b|\b(?:ce|cela|"
    r"ça) serait (?:\w+ )?(?:bien|super|parfait|génial|sympa|formidable|idéal|utile|pratique|"
    r"mieux|top)\b|\bserait (?:bien|super|parfait|génial|sympa|idéal)\b|\bsi vous pouviez\b|"
    r"\bs'il vous plaît\b|\bs'il te plaît\b|\b(?:doit|doivent|devrait|"
    r"devraient) être (?:chang\w+|corrig\w+|remplac\w+|ajout\w+|supprim\w+|modifi\w+|plus|en)\b",
    # Spanish
    r"\b(?:podríais|podrías|podría|podrían|podéis|puedes|puede|pueden|podemos|podríamos|"
    r"puedo) (?!recomendar)(?:\w+ )*?\w+r(?:me|nos|lo|la|los|las|melo|noslo)?\b|\b(?:meted|poned|"
    r"añadid|cambiad|quitad|mandad|enviad|corregid|haced|ponedlo|borrad|dejad|ponga\w*|añada\w*|"
    r"cambie\w*|envíe\w*|quite[mn]?(?= (?:el|la|los|las|eso|esto)\b)|mándame|mandadme|envíame|"
    r"enviadme|ponme)\b|\b(?:sería|es) posible\b|\bhay (?:alguna )?(?:forma|manera|"
    r"posibilidad) de\b|\b(?:nos|me) (?:gustaría|vendría bien|haría falta|encantaría)\b|"
    r"\b(?:queremos|quiero|querríamos|quisiera|quisiéramos|necesitamos|necesito|necesitaríamos|"
    r"preferimos|preferiríamos|prefiero|haría falta|hace falta|falta)\b|"
    r"\bpor favor\b(?!.*\bdiscul)|\b(?:estaría|sería|iría|vendría) (?:\w+ )?(?:bien|genial|"
    r"estupendo|ideal|bueno|perfecto|útil|fantástico)\b|\bno os olvidéis de\b|\bos importaría\b|"
    r"\bsi pudierais\b|\b(?:hay|habría|tenéis) que (?:cambiar|quitar|poner|añadir|corregir|"
    r"actualizar|mover)\b|\bse (?:puede|pueden|podría|podrían)\b",
    # Italian
    r"\b(?:potreste|potrebbe|potete|può|puoi|potresti|potremmo|possiamo|si può|si possono|"
    r"si potrebbe|potrebbero) (?!consigliare)\w+|\bsarebbe possibile\b|\bè possibile\b|"
    r"\bc'è (?:modo|la possibilità|un modo) (?:di|per)\b|\b(?:aggiungete|mettete|cambiate|"
    r"togliete|inviate|mandate|spostate|correggete|sostituite|aggiunga|metta|inviateci|mandateci|"
    r"cambi|tolga|aggiungi|metti|togli|mandami|inviami|fate)\b(?! sapere)|\b(?:vorremmo|vorrei|"
    r"ci servirebbe|ci serve|ci servono|mi serve|abbiamo bisogno|avremmo bisogno|ho bisogno|"
    r"ci piacerebbe|mi piacerebbe|vogliamo|preferiremmo|preferirei|bisogna|occorre|manca)\b|"
    r"\bper favore\b|\bper cortesia\b|\bsarebbe (?:\w+ )?(?:bello|ottimo|utile|fantastico|"
    r"perfetto|meglio|comodo|ideale)\b|\bnon dimenticate\b|\bvi dispiacerebbe\b|\bse poteste\b|"
    r"\b(?:va|vanno|deve|devono) (?:essere )?(?:cambiat|corrett|aggiornat|aggiunt|tolt|sostituit|"
    r"spostat)\w+",
    # Dutch
    r"\b(?:kunt|kun|zou|zouden|kunnen|willen|wilt|wil|kan|mag) (?:u|je|jullie|er|we|men|iemand|"
    r"dat|het|de|ik)\b|\b(?:is|zou) het (?:\w+ )?mogelijk\b|\bis er een (?:manier|"
    r"mogelijkheid)\b|\bgraag (?!gedaan|tot|naar|van u)\w+|\b(?:we|wij|ik) (?:willen|wil|"
    r"zouden (?:\w+ )?graag|zou (?:\w+ )?graag|hebben (?:\w+ )*nodig|heb (?:\w+ )*nodig)\b|"
    r"\bnodig$|^(?!\w+ (?:maak|stuur|bel|zet|haal|neem|geef|doe|pas|voeg) (?:ik|we|wij)\b)(?!ik |"
    r"we |wij |tjrs |toujours |u |hij |zij )(?:\w+ )?(?:zet|voeg|maak|verander|haal|stuur|"
    r"vervang|verwijder|pas (?!mal|de|du|si|encore|un|\w+, )|bel|verplaats|vergeet niet|neem|"
    r"geef|doe|plaats)\b|\b(?:alstublieft|alsjeblieft|aub|svp|a\.u\.b)\b|\bzou (?:\w+ )?(?:fijn|"
    r"mooi|leuk|handig|geweldig|prettig|top|ideaal|goed) (?:zijn|vinden)\b|"
    r"\bmoet(?:en)? (?:\w+ )+(?:worden|zijn)\b|\bontbreekt\b",
    # Portuguese
    r"\b(?:podem|pode|poderiam|poderia|podiam|podia|podemos|podíamos|podes|"
    r"posso) (?!recomendar)(?:\w+ )*?\w+r(?:-\w+)*\b|\b(?:seria|é|era) possível\b|"
    r"\bhá (?:alguma )?(?:forma|maneira|possibilidade|hipótese) de\b|\b(?:acrescentem|troquem|"
    r"troque|mudem|tirem|enviem|adicionem|ponham|coloquem|corrijam|façam|apaguem|retirem|removam|"
    r"acrescente|ponha|coloque|mude|tire|envie|adicione|altere|alterem|substituam|aumentem|"
    r"liguem|mandem|mande)\b|\b(?:gostaríamos|gostaria|gostava|gostávamos|queríamos|queria|"
    r"queremos|quero|precisamos|preciso|precisávamos|precisava|preferíamos|falta)\b|"
    r"\bpor favor\b|\bse faz favor\b|\b(?:seria|era) (?:\w+ )?(?:ótimo|bom|óptimo|fantástico|"
    r"ideal|excelente|perfeito|útil|melhor)\b|\bnão se esqueçam\b|\bse pudessem\b|\bdá para\b|"
    r"\b(?:tem|têm) de ser (?:mudad|corrigid|alterad|trocad)\w+|\bpode-se\b",
)
