"""Expectations by their grammar: believed, agreed, due, led to believe; in seven languages."""

from orchestrator.conversation.gated import AnyOf

RECALLED = AnyOf(
    # As the client understood, noted or read it.
    r"\bthe way (?:i|we) (?:understood|understand|read|heard) it\b|\b(?:that's|it's) what (?:the|"
    r"our|your) \w+ says\b|\bwhat (?:i|we) (?:\w+ )?noted\b",
    r"\bwie (?:ich|wir) (?:es|das) verstand\w*\b|\b(?:so|das|es) steht (?:es |das )?im\b|"
    r"\bso (?:habe|haben|hatte|hatten) (?:ich|wir) (?:es|das) (?:mir |uns )?(?:notiert|verstanden|"
    r"im kopf|in erinnerung)\b",
    r"\btel(?:le)? que (?:je l'ai|nous l'avons) compris\w*|\bc'est ce que (?:dit|disait|prévoit) "
    r"(?:le|la|notre|votre)\b|\b(?:je l'avais|nous l'avions) noté\b",
    r"\btal (?:y )?como (?:yo )?lo (?:entendí|entendimos|entiendo|entendemos)\b|\b(?:eso|"
    r"así) (?:lo )?"
    r"(?:dice|decía|pone|ponía) (?:en )?(?:el|la|nuestro|vuestro|su)\b|\basí lo (?:apunté|"
    r"apuntamos|"
    r"anoté|anotamos)\b",
    r"\bper come l'(?:ho|abbiamo) (?:capit|intes)\w+|\bcosì (?:dice|diceva|c'è scritto|"
    r"sta scritto)\b|"
    r"\b(?:me l'ero|ce l'eravamo) segnat\w+",
    r"\bzoals (?:ik|wij|we) (?:het|dat) (?:begrepen|verstaan|begreep|begrijp)\b|\bzo sta(?:at|nd) "
    r"(?:het|dat) in\b|\bzo (?:heb|hebben|had) (?:ik|wij|we) (?:het|dat) (?:genoteerd|begrepen|"
    r"opgeschreven)\b",
    r"\btal como (?:eu )?(?:o )?(?:percebi|entendi|percebemos|entendemos)\b|\bé o que (?:diz|"
    r"dizia|está) "
    r"(?:a|o|na|no)\b|\bfoi o que (?:apontei|anotei|apontámos)\b",
    # As far as the client knew.
    r"\b(?:last|latest) (?:that )?(?:i|we) (?:heard|knew|was told|were told)\b|"
    r"\b(?:mein|unser)e? letzte[rns]? (?:stand|info\w*|wissen)\b|\baux dernières nouvelles\b|"
    r"\blo último que (?:supe|supimos|sabía\w*|sé|oí|nos dijeron)\b|\bl'ultima (?:cosa )?che "
    r"(?:sapev\w+|so|ho sentito)\b|\bhet laatste (?:wat|dat) (?:ik|we|wij)\b|\ba última "
    r"(?:coisa )?que (?:soube\w*|sabia\w*|ouvi\w*)\b",
    r"\b(?:we're|we are|i'm|i am|"
    r"you're|you are) to (?:have|get|receive|be (?:given|sent|shown))\b|\blaut (?:absprache|"
    r"gespräch|telefonat|ihrer|eurer|ihrem|eurem)\b|\bvolgens (?:afspraak|ons gesprek|"
    r"de afspraken)\b|\b(?:selon|d'après|suivant) (?:nos (?:accords|échanges)|notre (?:accord|"
    r"échange|entretien|contrat))\b|\b(?:según|conforme a) lo (?:hablado|acordado|pactado|dicho|"
    r"prometido)\b|\bsecondo (?:gli accordi|quanto)\b|\bcome da (?:accordi|contratto)\b|"
    r"\b(?:conforme|segundo) (?:o )?(?:combinado|acordado|prometido)\b",
    r"\b(?:had|have) it (?:\w+ )?(?:down|in (?:my|our) (?:notes|diary|calendar|head))\b|"
    r"\b(?:as far as|for all|so far as) (?:i|we|anyone) (?:knew|understood|was|were|"
    r"could tell)\b|\b(?:my|our) (?:\w+ )?(?:expectation|assumption|understanding|impression|"
    r"belief|recollection)\b|\b(?:took|take|taken|taking) (?:it )?(?:as (?:read|given)|"
    r"for granted)\b|\b(?:remember|recall) (?:\w+ )?(?:being (?:told|promised|assured|quoted|"
    r"offered)|hearing|agreeing)\b|\b(?:i|we) (?:\w+ly |rather |sort of )(?:assumed|expected|"
    r"believed|understood|thought|presumed|counted)\b|\bin (?:my|our) book\b|\b(?:i|"
    r"we) understood it\b|\bcould have sworn\b",
    r"\b(?:i|we)(?:'d| would|'d've| would've) (?:have )?(?:\w+ )?(?:expected|thought|assumed)\b|"
    r"\b(?:gave|given|led|made|left|leave|lead|let)\b (?:us|me|everyone) (?:to (?:understand|"
    r"believe|expect|think|assume|hope)|believe|think|thinking|believing|expecting|"
    r"with the (?:idea|impression))\b|\b(?:agreed|promised|announced|scheduled|planned|"
    r"stated) (?:date|price|deadline|scope|day|delivery|fee|budget)\b|\bsigned (?:up )?(?:\w+ "
    r")?(?:on the (?:basis|understanding)|because|expecting|assuming)\b|\b(?:went with|chose|"
    r"picked|hired) you (?:\w+ )?(?:because|since|as)\b|\bwere sold\b|\bwhat (?:i|we) (?:was|"
    r"were) (?:told|promised|sold|shown|led)\b",
    r"\b(?:was|were) to (?:be|have|get|come|go|arrive|receive|include|cover|start|happen)\b|"
    r"\b(?:was|were) (?:\w+ )?(?:pencilled in|down for|scheduled|planned|set) (?:for|to)\b|"
    r"\bthe understanding that\b|\b(?:i|we) (?:\w+ )?(?:look|looked) to you\b|\brelied on\b",
    # German
    r"^(?:\w+ )?(?:ausgemacht|vereinbart|abgemacht|besprochen|zugesagt|versprochen|geplant|"
    r"vorgesehen|abgesprochen|angekündigt|angeboten|zugesichert|in aussicht gestellt|angesetzt|"
    r"beauftragt|bestellt|enthalten) (?:war|waren|ist|sind|wurden?|hatten?)\b|"
    r"\b(?:die )?rede war\b|\bwar (?:\w+ )*die rede\b|\bklang es\b|\bder meinung\b|\b(?:unser|"
    r"mein|mein\w*|unsere\w*) (?:verständnis|erwartung|annahme|eindruck|kenntnisstand|stand|"
    r"vorstellung|vermutung)\b|\b(?:wurde|wurden|war|waren|ist|sind|worden) (?:\w+ "
    r")*(?:abgesprochen|zugesagt|versprochen|vereinbart|ausgemacht|versichert|"
    r"in aussicht gestellt)(?: worden)?$",
    r"\b(?:war|waren) (?:doch |ja |eigentlich )?(?:\w+ ){0,6}(?:\d+\. \w+ )?(?:abgesprochen|"
    r"vereinbart|ausgemacht|abgemacht|zugesagt)\b|\b(?:in dem glauben|glauben gelassen|"
    r"den eindruck vermittelt|den eindruck erweckt|ihr wort gegeben|wort gegeben|im gefühl|"
    r"so verstanden|so abgespeichert|notiert)\b|\bmeines (?:wissens|erachtens)\b|"
    r"\bunseres wissens\b|\bging(?:en)? (?:\w+ ){0,3}(?:aus|davon aus)\b|\b(?:hätte|"
    r"hätten) (?:\w+ ){0,8}(?:sollen|müssen|erwartet)\b|\b(?:sollte|sollten) (?:\w+ "
    r"){0,6}(?:doch|schon|längst|bereits|letzte\w*|gestern)\b|\b(?:mir|uns) (?:wurde|ist|war|"
    r"hat man|hatte man) (?:\w+ )*(?:gesagt|versichert|versprochen|zugesagt|erklärt|erzählt)\b",
    # French
    r"\b(?:on|nous|je|elle|il|ils|vous) (?:ne )?dev(?:ait|aient|ions|ais|iez) (?:\w+ )?(?!vous )\w+"
    r"(?:er|ir|re|oir)\b|\b(?:nous étions|on était|j'étais) (?:\w+ )?(?:partis?|parties?|restés?|"
    r"restées?) (?:sur|du)\b|\b(?:m'étais|s'était|nous étions|vous étiez) (?:\w+ )?(?:imaginé\w*|"
    r"engagé\w*|dit|figuré\w*|attendu\w*|entendu\w*|mis d'accord)\b|\blaiss(?:é|ez|iez|ait) "
    r"(?:entendre|croire|penser|espérer)\b|\b(?:m'|nous |m')?(?:a|ont|aviez|avez|avait|avaient) "
    r"(?:fait|laissé|donné) (?:croire|entendre|penser|(?:votre|sa|leur) parole)\b",
    r"\b(?:semblait|semble) (?:bien |pourtant )?(?:que|avoir)\b|\bà (?:ma|notre) connaissance\b|"
    r"\bdans (?:mon|notre) esprit\b|\bc'était (?:\w+ )?(?:prévu|convenu|compris|promis|"
    r"entendu)\b|\b(?:convenu|entendu|prévu|promis|annoncé) (?:que|de|pour)\b|\b(?:le|la|les|"
    r"l') ?\w+ (?:était|étaient|devait|devaient) (?:\w+ )?(?:prévue?s?|annoncée?s?|comprise?s?|"
    r"promise?s?|être|arriver|partir|inclure|incluse?s?)\b|\b(?:allait|allaient) de soi\b|"
    r"\baurai(?:t|ent) dû\b|\b(?:j'|nous )?(?:avais|avions|avait) (?:bien )?(?:compris|"
    r"cru comprendre|en tête|retenu|noté)\b",
    # Spanish
    r"\b(?:dimos|dábamos|daba|di|dado) (?:\w+ )?por (?:hecho|sentado|seguro|supuesto|"
    r"entendido)\b|^(?:\w+ )?lo (?:pactado|acordado|hablado|convenido|prometido|previsto|"
    r"contratado)\b|\bqued(?:asteis|aste|aron|amos|ó|ábamos) (?:\w+ )?en (?:que|\w+r)\w*\b|"
    r"\b(?:figuraba|figuraban|constaba|constaban|venía|venían|aparecía|aparecían)\b|"
    r"\b(?:se )?(?:había|habíamos|habían) (?:hablado|acordado|pactado|convenido|prometido|"
    r"quedado|asegurado|garantizado|dicho)\b|\b(?:dio|disteis|diste|dieron|dado) (?:usted |"
    r"ustedes )?(?:su|vuestra|tu) palabra\b",
    r"\b(?:hicieron|hicisteis|hizo|hiciste|hecho) creer\b|\bse (?:nos|me) (?:dijo|prometió|"
    r"aseguró|garantizó|informó)\b|\b(?:tenía|tenían|debía|debían|debería|deberían|tendría|"
    r"tendrían) (?:que )?(?:haber|estar|llegar|salir|recibir)\w*\b|\b(?:estaba|"
    r"estaban) (?:\w+ )?(?:previst\w+|incluid\w+|acordad\w+|prometid\w+|anunciad\w+)\b|"
    r"\b(?:confi(?:aba|ábamos)|cre(?:ía|íamos)|imagin(?:aba|ábamos)|asum(?:í|imos|ía|íamos)|"
    r"supus(?:e|imos)|cre(?:í|ímos)|pens(?:é|amos|aba)) (?:\w+ )?(?:en )?que\b|"
    r"\bhasta donde (?:yo )?(?:sé|sabía|sabíamos)\b",
    # Italian
    r"\b(?:dato|davamo|davo|demmo) (?:\w+ )?per (?:scontato|certo|inteso|sicuro)\b|\b(?:i patti|"
    r"gli accordi|l'intesa|il patto|la promessa) (?:era|erano|prevedev\w+)\b|\b(?:doveva|"
    r"dovevano|dovevamo|dovevate) (?:\w+ )?\w+re\b|\bnel(?:la|l')? ?(?:preventivo|contratto|"
    r"offerta|proposta) (?:c'er\w+|figurav\w+|risultav\w+|er\w+|avevate)\b|\bsi era (?:parlato|"
    r"detto|rimasti|deciso|concordato)\b|\b(?:dato|dava|diede) (?:la )?(?:sua|vostra|"
    r"tua) parola\b|\b(?:fatto|faceva\w*|lasciato) (?:\w+ )?(?:credere|intendere|pensare|"
    r"capire)\b",
    r"\b(?:mi|ci) (?:risultava|sembrava|pareva|era stato|era parso|avevano|avevate)\b|"
    r"\b(?:ritenev\w+|confidav\w+|immaginav\w+|presumev\w+|contav\w+|pensav\w+|credev\w+|"
    r"supponev\w+|sperav\w+) (?:di|che|in|su|sul)\b|\ba quanto (?:avev\w+|ho|abbiamo|ne) \w+|"
    r"\bper quanto ne (?:so|sapev\w+|sappiamo)\b|\b(?:concordat|pattuit|stabilit|promess|"
    r"previst)[oaie] (?:era|erano)\b|^(?:concordat|pattuit|stabilit|promess|previst)[oaie]\b",
    # Dutch
    r"^(?:\w+ )?(?:afgesproken|overeengekomen|toegezegd|beloofd|besproken|gepland|"
    r"voorzien) (?:was|waren|is|zijn|werd)\b|\bvoor zover (?:ik|we|wij) (?:\w+ )?(?:wist|wisten|"
    r"weet|weten|begreep|begrepen)\b|\b(?:er )?(?:was|is) (?:er )?sprake van\b|\b(?:heeft|hebben|"
    r"had|hadden|is|was|waren|werd) (?:\w+ ){0,8}(?:toegezegd|beloofd|verzekerd|afgesproken|"
    r"gegarandeerd|voorgespiegeld|aangekondigd)(?: (?:dat|om|te|door|er|\d)\b.*)?|\b(?:laten|"
    r"doen) (?:geloven|denken)\b|\bhet idee was\b|\b(?:veronderstelling|overtuiging|aanname|"
    r"verwachting|indruk)\b|\buw woord gegeven\b|\bjullie woord gegeven\b|\bin (?:de|het|onze|"
    r"jullie|uw) (?:offerte|contract|planning|voorstel) (?:stond|stonden|staat|staan|zat|zaten)\b",
    r"\b(?:ervan|er(?: \w+){0,2} van|er(?: \w+){0,2} vanuit) (?:uit(?:gegaan)?|uitgingen)\b|"
    r"\ber(?: \w+){0,2} (?:vanuit|van uitgegaan)\b|\b(?:ging|gingen) er(?: \w+)? (?:vanuit|"
    r"van uit)\b|\b(?:zou|zouden) (?:er |ons |de |het )?(?:\w+ ){0,6}?(?:al|toch|allang|maandag|"
    r"dinsdag|woensdag|donderdag|vrijdag|gisteren|vorige)\b.*|\b(?:heb|hebben|had|"
    r"hadden) (?:het |dat )?(?:altijd |steeds )?(?:zo )?(?:begrepen|verstaan|aangenomen|"
    r"gedacht)\b|\bhad(?:den)? (?:\w+ ){0,5}(?:moeten|zullen)\b",
    # "Weren't they included?", and what would have been welcome.
    r"^(?:and |but )?(?:didn't|weren't|wasn't|hadn't) .*\b(?:say|agree\w*|promise\w*|included|"
    r"part of|meant|supposed|deal|told|mention\w*|due|covered)\b.*\?|\b(?:would|"
    r"'d) have (?:liked|appreciated|preferred|welcomed)\b|^(?:war|waren|hatten?|"
    r"hattet) .*\bnicht\b.*\b(?:vereinbart|ausgemacht|dabei|drin|enthalten|gesagt|versprochen|"
    r"abgesprochen|inbegriffen)\b.*\?|\b(?:hätten|hätte) (?:uns|mir|wir|ich) .*\b(?:gewünscht|"
    r"gehabt|erfahren)\b|\bn'(?:étai\w+|avi\w+|avai\w+)-\w+ pas\b.*\b(?:comprise?s?|convenu\w*|"
    r"dit|promis\w*|prévue?s?|incluse?s?)\b|\b(?:aurions|aurais) (?:aimé|apprécié|préféré|"
    r"souhaité) (?!savoir)",
    r"^¿no (?:estaba\w*|habíamos|habíais|era\w*|iba\w*) .*\b(?:incluid\w+|acordado|quedado|dicho|"
    r"prometido|previst\w+|precio)\b|\bno quedamos en\b|\b(?:habría|hubiera) gustado\b|"
    r"^(?:\w+ )*non (?:era\w*|avevamo|avevate|eravamo) .*\b(?:compres\w|inclus\w|detto|promesso|"
    r"d'accordo|previst\w)\b.*\?|\b(?:avremmo|avrei) (?:gradito|preferito|voluto) (?!sapere)|"
    r"\bci sarebbe piaciuto\b|^(?:was|waren|hadden) .*\bniet\b.*\b(?:inbegrepen|afgesproken|"
    r"beloofd|gezegd|erbij)\b.*\?|\bhad(?:den)? graag .*\b(?:gehad|gezien|gewild|gehoord)\b|"
    r"\bnão (?:estava\w*|tínhamos|era\w*|tinham) .*\b(?:incluíd\w+|combinad\w+|dito|prometid\w+|"
    r"acordado|previst\w+)\b.*\?|\b(?:teríamos|teria) (?:gostado|preferido)\b",
    # Spoken of, or never.
    r"\b\w+ (?:was|were) (?:promised|quoted|offered)\b(?! a (?:puppy|pony))|\bno(?:body|t|"
    r" one) .*\b(?:mention|talk|mentioned|said anything) (?:of|about)\b|\bnie die rede\b|"
    r"\bjamais (?:été )?question\b|\bhabl(?:abais|asteis|aban|aron|aba) de\b|"
    r"\bl[oa]s prometid[oa]s\b|\b(?:nunca|no) se (?:habló|ha hablado)\b|\b(?:non )?si è (?:mai "
    r")?(?:parlato|detto)\b|\bpromess[ei] erano\b|\bparlav(?:ate|a|ano) d\w+|\b(?:nooit|"
    r"niet) (?:over )?gesproken\b|\bfal(?:avam|aram|ava) (?:em|de)\b|\bnunca se falou\b|"
    r"\bprometidas? (?:era|eram)\b",
    # Portuguese
    r"\bpart(?:íamos|imos|i|ia) do princípio\b|\b(?:estou|estamos|estava|estávamos) (?:contando|"
    r"achando|imaginando)\b|\b(?:estou|estamos|estava|estávamos) (?:esperando|à espera de) que\b",
    r"\b(?:tinha|tinham|tínhamos|haviam|havia|havíamos)(?:-nos|-me)? (?:\w+ )?(?:garantid|"
    r"prometid|assegurad|acordad|combinad|dit|confirmad|percebid|entendid|ficad|informad)o\b|"
    r"\b(?:sempre )?cont(?:ámos|amos|ávamos|ava) (?:com|que|ter|em|receber)\b|\b(?:demos|dávamos|"
    r"dei|dava) (?:\w+ )*(?:por|como) (?:certo|garantido|adquirido|assente)\b|\bo (?:combinado|"
    r"acordado|prometido|contratado|previsto) (?:era|eram|foi|é|seria)\b|\bpelo que (?:eu "
    r")?(?:tinha|percebi|entendi|sabia|sei)\b|\bfoi-(?:nos|me) (?:dito|prometido|garantido|"
    r"assegurado)\b",
    r"\b(?:assegurou|garantiu|prometeu|asseguraram|garantiram|disse|disseram|confirmou|"
    r"confirmaram)-(?:nos|me)\b|\b(?:no|na) (?:orçamento|contrato|proposta) (?:constav\w+|"
    r"vinha\w*|estava\w*|figurav\w+|dizia|havia)\b|\bfal(?:ou|ava|aram)-se (?:em|de)\b|\b(?:deu|"
    r"deram|dado)(?:-me|-nos)? (?:a )?(?:sua|vossa|tua)? ?palavra\b|\b(?:fizeram|fez|"
    r"fizeste)-(?:nos|me) (?:crer|acreditar|pensar)\b|\b(?:era|estava) (?:\w+ )?(?:suposto|"
    r"previst\w|combinad\w|acordad\w)\b|\b(?:julg(?:ava|ávamos|uei)|pens(?:ava|ávamos|ei)|"
    r"ach(?:ava|ávamos|ei)|cri(?:a|amos)|acredit(?:ava|ávamos|ei)|suponha|supunha) (?:\w+ "
    r")?que\b|\b(?:devia|deviam|deveria|deveriam) (?:\w+ )?(?:ter|estar|chegar)\b|\b(?:me|"
    r"nos) (?:tinha\w*|havia\w*|foi) (?:dit|prometid|garantid)o\b",
)
