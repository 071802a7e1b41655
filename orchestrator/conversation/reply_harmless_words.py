"""Words beside a yes or a no that change nothing, in seven languages; folded text."""

import re

from orchestrator.conversation.reply_words import word_set

# Phrases whose words would say something if they stood alone.
HARMLESS = re.compile(
    r"\b(?:with (?:great |much |the greatest )?(?:pleasure|joy|thanks|all my heart)|"
    r"without (?:a |any )?(?:doubt|question|hesitation|reservation)s?|"
    r"(?:no|any) (?:doubt|question|hesitation)s?(?: about (?:it|that|this))?|"
    r"for (?:sure|certain|me|us|both|everyone)|by (?:me|us|all|everyone|both|all means)|"
    r"from (?:me|us|here|both|both of us|my side|our side|this end)|"
    r"(?<=approved )by (?:the |our |my )?\w+|(?<=genehmigt )(?:von|vom) (?:\w+ )?\w+|"
    r"(?:happy|fine|okay|ok|pleased|comfortable) with (?:it|that|this|them|everything|all of it|"
    r"both)|as (?:agreed|discussed|always|ever|before|usual|planned|proposed|suggested|described|"
    r"quoted|written|is|it is|it stands|you (?:say|like|suggest|propose))|"
    r"(?:like|as) last (?:week|time|month|year)|same (?:answer )?as (?:last|before|ever)(?: week)?|"
    r"it'?s (?:about time|high time)|about time(?: too)?|high time|at last|after all|"
    r"100 ?%|the sooner the better|(?:can't|cannot) wait|"
    r"(?:no|without) (?:changes|corrections|notes|edits|remarks|comments)(?: needed| from \w+)?|"
    r"nothing (?:to (?:add|change|correct)|else)|(?:you have|with) (?:my|our) (?:full )?blessing|"
    r"in fact|in that case|on balance|all round|all (?:good|fine|clear)|"
    r"(?:as )?(?:soon|quickly|fast) as (?:you (?:like|can|want)|possible)|"
    r"(?:when|where|what)ever you (?:like|want|can)|any ?time|right away|straight away|"
    r"at (?:once|your convenience)|good to (?:go|me)|to go|go (?:for it|ahead|on)|"
    r"crack on|i'm afraid|fire away|"
    r"je (?:eher|früher),? (?:desto|umso) besser|nichts (?:hinzuzufügen|zu ändern)|"
    r"(?:keine|ohne) (?:änderung(?:en)?|anmerkungen|korrekturen)|"
    r"le plus tôt sera le mieux|rien à (?:ajouter|redire|changer)|sans (?:changement|remarque)s?|"
    r"(?:cuanto )?antes mejor|nada que (?:añadir|objetar|cambiar)|sin (?:cambios|correcciones)|"
    r"prima è meglio è|niente da (?:aggiungere|ridire|cambiare)|(?:nessuna|senza) modific(?:a|he)|"
    r"hoe eerder,? hoe beter|niets toe te voegen|(?:geen|zonder) (?:wijzigingen|opmerkingen)|"
    r"quanto antes melhor|nada a (?:acrescentar|apontar)|sem alterações|"
    r"mit (?:größtem |dem größten )?vergnügen|mit freude(?:n)?|ohne (?:zweifel|frage|"
    r"wenn und aber)|"
    r"kein(?:e)? (?:zweifel|frage)|auf jeden fall|auf alle fälle|von (?:mir|uns)(?: aus)?|"
    r"für (?:mich|uns)|wie (?:besprochen|immer|vereinbart|vorgeschlagen|gehabt)|"
    r"so schnell wie möglich|"
    r"sobald (?:es geht|sie können)|in ordnung|wird auch zeit|höchste zeit|sehr gut|"
    r"avec (?:grand )?plaisir|avec joie|sans (?:aucun )?(?:doute|hésit\w+|souci|problème)|"
    r"pour (?:moi|nous|ma part)|de (?:ma|notre) part|comme (?:convenu|prévu|d'habitude|toujours|"
    r"proposé)|dès que (?:possible|vous pouvez)|au plus vite|quand vous voulez|il était temps|"
    r"bien sûr|bien entendu|tout de suite|de toute façon|"
    r"con (?:mucho )?gusto|sin (?:ninguna )?dudas?|sin problemas?|por (?:mí|mi|mi parte|"
    r"nuestra parte|"
    r"supuesto|favor)|de (?:mi|nuestra) parte|como (?:siempre|acordado|acordamos|hablamos|"
    r"quedamos)|"
    r"cuanto antes|lo antes posible|cuando (?:queráis|quieran|quieras|puedan|podáis)|ya era hora|"
    r"(?:con|molto) piacere|senza (?:alcun )?(?:dubbi\w*|problemi)|per (?:me|noi|favore|carità)|"
    r"da parte (?:mia|nostra)|come (?:sempre|concordato|d'accordo|da accordi)|quando volete|"
    r"appena (?:potete|possibile)|(?:il )?prima possibile|era ora|"
    r"met (?:veel )?plezier|zonder (?:enige )?twijfel|van (?:mij|ons)|voor (?:mij|ons)|"
    r"wat (?:mij|ons) betreft|zoals (?:afgesproken|besproken|altijd)|zo snel mogelijk|"
    r"wanneer (?:jullie|je) wil(?:len|t)?|in orde|het werd tijd|"
    r"com (?:todo o |muito )?(?:gosto|prazer)|sem (?:qualquer )?(?:dúvidas?|problemas?)|"
    r"com certeza|por (?:mim|nós|favor)|da (?:minha|nossa) parte|como (?:combinado|sempre)|"
    r"quando (?:quiserem|puderem|quiser)|assim que puder(?:em)?|o quanto antes|já "
    r"era hora)(?!\w)"
)
WORDS = word_set(
    # English
    "asap urgent urgently quickly quick soon fast dringend eilig schnell schnellstmöglich bald "
    "rapidement vite urgence urge urgente pronto rápido rápidamente ya presto subito velocemente "
    "snel "
    "spoed rapidamente depressa brevemente "
    "yes yep yeah yea yup aye y ok okay okey k sure please pls plz thanks thank thx ta cheers many "
    "much so very you the a an this that these those it its them em him her one ones to for on "
    "about of and or i we me us our my your their go ahead do does did it's that's i'm we're "
    "all both everything everyone lot definitely absolutely certainly indeed obviously really "
    "totally completely fully surely clearly gladly happily finally already still just too "
    "also again then well oh ah ha haha lol hey hi hello guys folks team mate love dear "
    "good great fine lovely nice brilliant perfect super wonderful excellent fantastic awesome "
    "happy glad right correct exactly agreed approved confirmed accepted approve agree accept "
    "confirm is are was be can may could will would let's lets up off down out away under "
    "done sorted number question ask point item no. nr answer idea plan job work stuff thing "
    "things way hell god gosh sir madam ma'am course means way heart pleasure there here have has "
    "had "
    "get got give take make put run send keep beautiful beautifully job work works done thorough "
    "amazing stunning neat tidy sounds sound looks works work seems from by "
    "x xx xxx kiss regards best wishes greetings nope nah no never not thumbs final same "
    # German
    "arbeit gelungen schöne tolle gute saubere "
    "ja jawohl jawoll jo jep klar gern gerne bitte danke dank vielen herzlichen besten schön sehr "
    "gut super prima toll klasse perfekt wunderbar genau richtig natürlich selbstverständlich "
    "unbedingt absolut definitiv freilich sicher sicherlich doch mal einfach ruhig schon das der "
    "die "
    "dem den des es ein eine einen sie ihr ich wir uns mir euch ihnen so auch noch und oder zu zum "
    "zur für bei auf an ist sind machen mache macht machts mach gemacht kann können könnt darf "
    "dürfen soll sollen weg raus rein los damit dazu dafür hier alles alle beide beides endlich "
    "passt stimmt freigegeben freigabe genehmigt einverstanden bestätigt zugestimmt punkt frage "
    "nummer gruß grüße lg vg mfg liebe viele nein nö nee nicht kein keine bloß ned net na eh "
    "werden wird geht gehen los's "
    # French
    "beau belle travail boulot magnifique chapeau bravo joli jolie "
    "oui ouais ouep merci beaucoup bien svp plaît vous s'il le la les l' un une des du de d' ce "
    "cela ça ceci c'est on nous je j' moi me m' en y à au aux pour sur et ou parfait super génial "
    "très tout toute tous toutes deux allez-y vas-y allez vas d'accord accord bon bonne évidemment "
    "naturellement certainement absolument volontiers exactement fait faites faire peut pouvez "
    "pouvons validé validée valide approuvé question point numéro mille fois déjà enfin non pas "
    "surtout jamais ne n' est sont va roule marche ok bises bisous cordialement "
    # Spanish
    "trabajo bien bonito preciosa precioso quedó quedado ha "
    "sí si sip vale claro gracias muchas mil favor adelante dale venga bueno buena buenas genial "
    "perfecto estupendo fenomenal excelente el los las lo una unos unas del al y o u e para sobre "
    "yo nosotros que se os les te hecho hacedlo háganlo hazlo haced hagan hagámoslo eso esto "
    "está están es son todo todos todas ambos ambas acuerdo conforme aprobado aprobada aprobados "
    "confirmo confirmado exacto exactamente absolutamente definitivamente naturalmente desde luego "
    "pregunta punto número puede pueden podéis puedes ya no nunca nada fuera saludos abrazo un "
    # Italian
    "lavoro bel complimenti bravi brave così "
    "sì certo certamente assolutamente ovviamente naturalmente grazie mille tante molto prego pure "
    "il lo gli uno dei delle degli della dello alla allo agli alle ai sulla sul per su che ci vi "
    "ne noi io voi fate fatelo fatela procedete procedi procediamo va bene benissimo ottimo "
    "perfetto perfetta perfetti bello bella è sono tutto tutti tutte entrambi entrambe "
    "d'accordo approvato approvata confermo confermato esatto esattamente volentieri domanda punto "
    "numero può potete possiamo avanti già ecco signora signore signor via mi ti si a i non mai "
    "niente nessuno "
    # Dutch
    "daar werk mooi gedaan netjes keurig zo "
    "jazeker zeker graag goed hoor prima mooi top natuurlijk uiteraard akkoord bedankt dankjewel "
    "dankje je jullie u wij we ik ons mij het een de dat dit die er en of ook voor op over "
    "bij "
    "aan doe doen ga gang helemaal absoluut precies perfect geweldig alles allemaal beide "
    "allebei goedgekeurd bevestigd mag mogen kan kunnen vraag punt nummer groetjes groeten gr nee "
    "niet geen nooit neen ermee mee hem ze weghalen joh eens is "
    # Portuguese
    "trabalho ficou lindo linda bonito parabéns assim "
    "sim senhora senhor claro certo certeza obrigado obrigada obg muito bem ótimo óptimo excelente "
    "perfeito força "
    "beleza blz fechado combinado pode podem podemos avançar avancem fazer façam faz os as um uns "
    "umas do da dos das no na nos nas ao à aos pelo pela pra pro para por eu nós vocês isso "
    "isto aquilo tudo todos ambos ambas concordo aprovado aprovada confirmo confirmado exato "
    "exatamente absolutamente naturalmente definitivamente pergunta ponto número já não nao nunca "
    "nem abraço abraços beijos tá está são é "
)
# These do not go with the other side.
REFUSING = word_set(
    "no nope nah not never nein nö nee nicht kein keine ned net non pas jamais nunca nada mai niet "
    "geen nooit neen não nao nem"
)
AGREEING = word_set("yes yep yeah yea yup ja jawohl oui ouais sí sì sim")
# The words of an ask before its number that was cut out: "ok with 2".
TRAILING = re.compile(
    r"(?:\s+(?:with|mit|avec|con|met|com|in|en|em|at|la|el|il|the|question|number|nr|maar|a|"
    r"o))+\W*$"
)
PLAIN_YES = re.compile(r"(?<!\w)(?:yes+|yep|yeah|yea|yup|ja+|oui+|ouais|s[ií]+|sì|sim)(?!\w)")
# What may stand in a no besides: it holds for now, and for a reason.
OF_A_NO = re.compile(
    r"\b(?:(?:for|right|at the|just) (?:now|moment)|yet|(?:this|next) (?:year|time|week|month|"
    r"season)|"
    r"today|now|leave|left|keep|stays?|stay|where|as|alone|anything|any|way|chance|thank|need|"
    r"needed|necessary|want|like|think|bother|more of (?:that|this|those)|expensive|dear|pricey|"
    r"costs?|costly|too|much|again|sorry|afraid|rather|jetzt|heuer|dieses jahr|vorerst|erstmal|"
    r"momentan|nötig|notwendig|brauch\w*|lass\w*|bleib\w*|teuer|viel|leider|tut|leid|bedarf|lieber|"
    r"encore|un peu|maintenant|cette année|pour l'instant|pour le moment|trop|cher|chère|besoin|"
    r"gard\w+|laiss\w+|rest\w+|désolée?|plutôt|peine|question|"
    r"ahora|de momento|por ahora|este año|todavía|aún|demasiad\w+|caro|cara|cuesta|falta|hace|"
    r"dej\w+|quer\w+|quier\w+|lo siento|mejor|"
    r"adesso|ora|per ora|per adesso|quest'anno|ancora|costa|troppo|caro|cara|serve|servono|occorre|"
    r"lasci\w+|vogli\w+|spiace|meglio|"
    r"nu|voorlopig|dit jaar|nog|te|duur|hoeft|hoeven|nodig|laat|laten|blijf\w*|houd\w*|helaas|"
    r"liever|beter|spijt|"
    r"agora|por agora|por enquanto|este ano|ainda|muito caro|preciso|precisa|deix\w+|fic\w+|custa|"
    r"melhor|desculp\w+|jeito|modo|nenhum|chance)(?!\w)"
)
# Who says why begins a sentence of its own there.
SUBJECT = re.compile(
    r"(?:\s|^)(?=(?:i|i've|i'd|i'll|we|we've|we'll|we'd|they|they're|he|he's|she|she's|you|it's|"
    r"because|since|as(?= (?:i|we|he|she|they|it|you|the)\b)|due to|cos|cause|"
    r"ich|wir|sie|weil|da|denn|wegen|aufgrund|"
    r"je|j'\w+|nous|elle|ils|elles|c'est|parce|car|vu|puisque|"
    r"nosotros|porque|pues|ya que|perché|poiché|siccome|visto|"
    r"ik|we|wij|ze|zij|omdat|want|ivm|wegens|vanwege|aangezien|eu|nós|pois|já que|porque)\s)"
)
# Whom a clause thanks, or for what it is sorry, does not matter.
COURTESY = re.compile(
    r"^\W*(?:cheers|sorry|apologies|entschuldig\w*|désolée?|pardon|perdón|disculp\w*|scusa\w*|"
    r"excuses?|"
    r"desculp\w*|thanks?|thank you|danke|vielen dank|herzlichen dank|merci|gracias|muchas gracias|"
    r"grazie|bedankt|dank|obrigad[oa])\b"
)
# Who speaks of whom, at the head of a clause: a sentence of its own begins.
_WHO = (
    r"(?:(?:so|as|also|well|actually|and|und|et|y|e) )?(?:i'\w+|i (?!\w+[ie]\b)|we|he|she|it|they|"
    r"you|"
    r"that|this|there|who|ich|wir|sie|er|es|je|j'|nous|elles?|ils?(?= (?:est|sont|a|ont|y a|faut|"
    r"va|"
    r"vont|n'|s'|me|m'|fait|font))|on (?:a|est|va|peut|fait|y|ne|s'|vous|l)|ça|cela|c'|yo|nosotros|"
    r"eso|esto|io|noi|questo|ci|ik|wij|eu|nós|isso|isto)(?=\W)"
)
_IS = (
    r"is|are|was|were|has|had|will|would|can|could|looks|works|sounds|ist|sind|war|waren|hat|passt|"
    r"passen|stimmt|stimmen|gefällt|est|sont|était|sera|es|son|está|están|era|será|quedó|quedaron|"
    r"gusta|hay|è|sono|sarà|piace|piacciono|klopt|kloppen|zijn|são|ficou|ficaram|foi|tem|têm"
)
# These are orders where a clause begins with them: "make it smaller".
_DOES = (
    r"am|have|did|does|do|says?|said|needs?|wants?|likes?|loves?|looks?|works?|makes?|knows?|"
    r"agree[sd]?|"
    r"keeps?|asks?|asked|helps?|comes?|feels?|thinks?|sells?|match(?:es)?|fits?|reads?|checked|"
    r"approved|"
    r"trust|believe|haben|hatte|wird|werden|kann|können|liegt|liegen|steht|stehen|gefallen|braucht|"
    r"brauchen|macht|machen|kommt|kommen|gehört|weiß|fragen|wünschen|freut|freuen|hilft|helfen|"
    r"fehlt|"
    r"fehlen|sieht|sehen|läuft|ändern|gilt|gelten|ont|avons|avez|va|vont|fait|font|plaît|plaisent|"
    r"faut|"
    r"demandent|aiment|veulent|adorent|ha|han|hemos|he|tiene|tenemos|hace|va|van|piden|quieren|"
    r"queda|"
    r"hanno|abbiamo|ho|fa|fanno|serve|servono|chiedono|vogliono|cambiano|heeft|hebben|heb|wordt|"
    r"worden|"
    r"kan|kunnen|staat|staan|moet|vind|vinden|vragen|willen|helpt|past|temos|tenho|fica|ficam|faz|"
    r"fazem|"
    r"gosto|gostamos|gostam|pedem|querem"
)
FINITE = re.compile(
    r"^\W*(?:and|und|et|y|e|que|because|since|weil|da|denn|parce|car|porque|pues|perché|want|omdat|"
    rf"pois)\b|^\W*{_WHO}|(?:^|\W)(?:{_IS})(?!\w)|"
    r"(?<=\w )(?:a (?:tout |bien |déjà )?\w+é|\w{3,}(?:ou|aram|aron)|\w{2,}ó)(?!\w)|"
    rf"(?<=\w )(?:{_DOES}|we|he|she|they|ich|wir|ik|wij|je(?= \w)|nous(?= \w))(?!\w)"
)
