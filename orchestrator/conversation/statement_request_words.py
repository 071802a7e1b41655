"""Requests that name no deed of yours: who wants it, what is lacking, what would be no trouble."""

from orchestrator.conversation.gated import AnyOf

_WHO_EN = (
    r"board|committee|chair\w*|trustees|directors?|boss|team|treasurer|owners?|managers?|head|"
    r"council|club|secretary|president|partners?|members|colleagues?|staff|marketing|sales|vicar|"
    r"editor|lawyers?|accountants?|auditors?|school|parish|volunteers|residents|office|ceo|"
    r"company|charity|department|governors|curator|receptionist|landlord|captain|coach"
)
_WHO_DE = (
    r"vorstand|verein|chef\w*|geschäftsführ\w*|\w*leitung|team|kolleg\w*|präsident\w*|\w*ausschuss|"
    r"kassier\w*|gemeinde\w*|\w*rat|leiter\w*|inhaber\w*|büro|abteilung|mitglieder|vorsitzende\w*|"
    r"steuerberater\w*|pfarrer\w*|bürgermeister\w*|direktor\w*|buchhaltung|eltern"
)
_WHO_FR = (
    r"conseil|direct\w+|président\w*|bureau|comité|association|équipe|chef\w*|trésori\w+|gérante?|"
    r"patronn?e?|mairie|école|collègues?|service|membres|bénévoles|syndic|maire|compta\w*|"
    r"secrétaire|secrétariat|responsables?|adhérents|curé|avocate?|propriétaires?|parents"
)
_WHO_ES = (
    r"junta|president[ea]|director\w*|consejo|comité|equipo|jef[ea]s?|asociación|dueñ[oa]s?|"
    r"tesorer[oa]|ayuntamiento|colegio|compañer\w+|soci[oa]s?|gerente|dirección|administración|"
    r"secretari\w+|coordinador\w*|ampa|párroco|alcald\w+|abogad[oa]|responsable|voluntarios|padres"
)
_WHO_IT = (
    r"consiglio|president\w+|dirett\w+|comitato|squadra|team|capo|associazione|titolare|"
    r"tesorier\w+|comune|scuola|collegh\w+|soci[oa]?|segreter\w+|amministra\w+|direzione|"
    r"proprietari\w+|responsabile|parroco|condominio|sindac[oa]|avvocat[oa]|volontari|genitori"
)
_WHO_NL = (
    r"bestuur|voorzitter|direct\w+|baas|team|collega'?s?|vereniging|penningmeester|school|gemeente|"
    r"leden|eigena\w+|commissie|chef|secretaris|ouderraad|vrijwilligers|manager|burgemeester|"
    r"boekhoud\w+|receptie|stichting|ouders|raad"
)
_WHO_PT = (
    r"conselho|president[ea]|diretor\w*|direção|diretoria|comissão|equip[ae]|chefe|associação|"
    r"don[oa]|tesoureir[oa]|câmara|escola|colegas?|sóci[oa]s?|secretári\w+|secretaria|gerente|"
    r"administração|coordenador\w*|síndic[oa]|pároco|patrão|responsável|voluntários|pais"
)
WANTED = AnyOf(
    # Whoever of theirs wants it.
    rf"\b(?:our|the|my)(?: \w+)? (?:{_WHO_EN})(?:, [^,]+,)? (?:\w+ )?(?:wants?|wish(?:es)?|"
    rf"asks? (?:that|for|you|to)|prefers?|insists?|would (?:rather|prefer|like|love)|"
    rf"'d (?:rather|prefer|like|love)|needs?|(?:is|are) keen|(?:has|have) (?:\w+ )?asked (?:for|"
    rf"that|you)|requests?|requires?|(?:is|are) asking for)\b",
    rf"\b(?:der|die|das|unser\w*|mein\w*) (?:\w+ )?(?:{_WHO_DE})(?: \w+)? (?:wünsch\w*|"
    rf"bitte[nt]?|möchten?|hätten?|will|wollen|verlang\w+|besteht|fordert|legt (?:großen )?wert|"
    rf"braucht|benötigt|würden?)\b(?!.*wissen)",
    rf"\b(?:le |la |les |l'|notre |nos |mon |ma |mes )(?:\w+ )?(?:{_WHO_FR}) (?:\w+ "
    rf")?(?:souhait\w+|demand\w+ (?!si\b|quand|comment|pourquoi)|voudrai\w+|aimerai\w+|préfér\w+|"
    rf"veut|veulent|tient|tiennent|insist\w+|réclam\w+|exige\w*|a besoin|ont "
    rf"besoin)\b(?!.*savoir)",
    rf"\b(?:el|la|los|las|nuestr\w+|mi|mis) (?:\w+ )?(?:{_WHO_ES}) (?:(?!me )\w+ )?(?:piden?|"
    rf"quieren?|querrían?|desean?|prefieren?|solicitan?|necesitan?|insisten?|exigen?|"
    rf"preferirían?|ha pedido|han pedido|quisieran?)\b(?!.*\bsaber)",
    rf"\b(?:il |la |i |le |lo |l'|gli |nostr\w+ |mia |mio )(?:\w+ )?(?:{_WHO_IT}) (?:\w+ "
    rf")?(?:chied\w+ (?!se\b|quando|come|perché)|vuole|vogliono|vorrebbe\w*|desidera\w*|"
    rf"preferi\w+|richied\w+|insist\w+|ha chiesto|hanno chiesto|ha bisogno|tiene)\b(?!.*\bsapere)",
    rf"\b(?:het|de|onze|ons|mijn) (?:\w+ )?(?:{_WHO_NL}) (?:\w+ )?(?:willen|wil|wensen|wenst|"
    rf"zouden|zou|verzoek\w+|eist|heeft liever|staat erop|vra(?:agt|gen) (?:om|of .*\b(?:kan|"
    rf"kunnen|mag)))\b(?!.*\bweten)",
    rf"\b(?:o|a|os|as|nosso|nossa|meu|minha) (?:\w+ )?(?:{_WHO_PT}) (?:\w+ )?(?:pedem?|quer|querem|"
    rf"queria\w*|gostaria\w*|gostava\w*|preferem?|preferiam?|solicitam?|precisam?|insistem?|"
    rf"exigem?|pediu|pediram)\b(?!.*\bsaber)",
    # What has to be otherwise, or is lacking.
    r"^(?:the|our|all|each|every|there|that|those|these|this|a|its) [^?]*\b(?:should|ought to|"
    r"must|shouldn't|mustn't|must not) (?:\w+ )?(?!have\b|be (?:fine|ok|okay|enough|back|here|"
    r"there|clear|sunny|dry|home|proud|pleased|easy|possible|interesting|fun|good|great|some)\b|"
    r"do\b|arrive|reach|suffice|help|work|come|get|(?:\w+ )?like)\w+|\bwants? \w+ing\b(?! to)|"
    r"\bcr(?:y|ies|ying) out for\b|\bhigh time\b|\bcould stand\b|\bhas no business\b|\b(?:would|"
    r"'d) suit (?:us|me)\b|\b(?:could|can|might) do with\b|\btake it (?:out|off|down)\b",
    r"\b(?:my|our|one|another|a) (?:\w+ )?(?:request|plea|favour|favor|wish)\b(?= ?(?:is|:|-|–|"
    r"to|for|that))|\ball (?:we|i) (?:ask|want|need)\b|^(?:also |and )?(?:grateful|requesting|"
    r"seeking|asking) (?:for |if )?\w+|\b(?:i'm|we're|i am|we are) going to need\b|\b(?:we|"
    r"i) (?:shall|will|'ll) (?:\w+ )?(?:need|require)\b|\b(?:i|we) should be (?:\w+ "
    r")?(?:grateful|glad|obliged|pleased) (?:if|for)\b|\bbe (?:a|an) (?:\w+ )?(?:help|bonus|"
    r"relief|plus|improvement) (?:if|to)\b|^be (?:a (?:love|dear|star|pal)|so kind|an angel)\b|"
    r"\bmuch obliged\b",
    r"\bgehör(?:t|en) (?:\w+ ){1,5}?(?:\w*ge\w+|\w+iert|\w*hin|\w*rein|raus|weg|dazu|\w*auf)$|"
    r"\bgehör(?:t|en) (?!habt|hat)\w+(?:t|iert)$|\b(?:kann|können) (?:\w+ ){0,2}(?:weg|raus)$|"
    r"\bes (?:braucht|bräuchte)\b|\bbraucht(?:'s)? (?:es )?noch\b|\bwäre[nt]? (?:\w+ "
    r"){0,3}(?:fein|lieb|willkommen|angenehm|wünschenswert|recht|besser|lieber|wichtig|spitze|"
    r"praktischer|schöner|angebracht|hilfreich|dringend|nötig|erforderlich)\b(?! gewesen)|"
    r"\bfehlt (?:uns |mir )?(?!nur)\w+|\bvermissen\b|\bwichtig(?:,| wäre,?) dass\b|"
    r"\bist zu \w+en$|\b(?:ist|sind) (?!.*nicht)(?:\w+ ){1,5}zu \w+en$",
    r"\btun sie (?:mir|uns)\b.*\bgefallen\b|\btu(?:t)? (?:mir|uns)\b.*\bgefallen\b|\bseien sie so "
    r"(?:\w+ )?(?:gut|nett|lieb|freundlich)\b|\bsei(?:d)? so (?:gut|nett|lieb|freundlich)\b|"
    r"\b(?:ich|wir) ersuchen?\b|\b(?:darf|dürfen|dürfte|möchte|muss) (?:ich|wir)? ?(?:sie|euch|"
    r"dich|darum|\w+ )*bitten\b|\b(?:wird|werden)\b.*\bgebeten\b|\bbitten? (?:darum|um)\b"
    r"(?!.*(?:entschuldigung|verständnis|geduld))|^(?:ich )?(?:bitte|ersuche) um\b"
    r"(?!.*(?:entschuldigung|verständnis|geduld))",
    r"\bmériterai\w+|\bgagnerai\w+ à\b|\bne serai\w+ pas (?:de trop|du luxe|mal|inutile|"
    r"superflu)\b|\b(?:il )?(?:faudrait|conviendrait)\b|\bil faut (?:que|\w+er|\w+ir|\w+re)\b|"
    r"\b(?:le mieux|l'idéal|le plus simple|le top) serait\b|\bserai(?:t|ent) (?:\w+ "
    r")?(?:chouette|cool|judicieux|souhaitable|appréciable|bienvenu\w*|agréable|préférable|"
    r"apprécié\w*)\b|^(?:à|a) (?:corriger|changer|revoir|supprimer|ajouter|modifier|mettre|"
    r"remplacer|refaire|retirer|enlever)\b|\b(?:tenons|tiens|tient) à ce que\b|\bcompt(?:e|"
    r"ons) sur vous pour (?!\w*être)\w+|\bprière de\b|\bbesoin (?:de |d'|que )(?!rien)|"
    r"\bmerci de bien vouloir\b|\bmanque(?:nt)?\b.*\b(?:rajouter|ajouter)\b|"
    r"\bserai\w* (?:\w+ )?(?:obligée?|reconnaissante?)\b",
    r"\bconvendría\b|\bhabría que\b|\bhay que \w+r(?:l[oa]s?|se)?\b|\blo (?:suyo|ideal|mejor|"
    r"propio|más práctico) sería\b|\bl[ea]s? falta\b|\b(?:vendría|iría|haría falta)\b|\burge\b|"
    r"\bes (?:necesario|preciso|imprescindible|importante) que\b|\bes urgente\b|\bno estaría (?:de "
    r"más|mal)\b|\bagradecería\w*|\bhabría sitio\b|\bque (?:el|la|los|las) \w+(?: \w+){0,2} "
    r"(?:sean?|estén?|vayan?|salgan?|aparezcan?|pongan?)\b.*\b(?:por favor|porfa)\b",
    r"\b(?:tenga|tengan|tened|ten) la (?:amabilidad|bondad|gentileza)\b|\b(?:haced|haga|hagan|"
    r"haz|hacéis|hace|hacen|haces) (?:el|un) favor\b|\b(?:le|les|os|te) (?:ruego|rogamos|pido|"
    r"pedimos)\b|\bporfa(?:vor|plis)?\b|^(?!\w*(?:culos?|fonos?|ítulos?|ábados?|"
    r"óximos?)\b)(?:\w+ )?\w*[áéíó]\w*(?:nos|[aeo]n?(?:me|le|les|lo|la|los|las|se))\b(?= (?:el|"
    r"la|los|las|un|una|en|a|al|por|más|cuando|de|que|también|ya|con|otra|otro|esto|eso|"
    r"nuestr\w+|mi)\b)|\bagradeceré\b",
    r"\b(?:converrebbe|bisognerebbe|occorrerebbe|servirebbe\w*)\b|\bfarebbe(?:ro)? comodo\b|"
    r"\bnon (?:sarebbe|starebbe) male\b|\b(?:l'ideale|il meglio|la cosa migliore|il massimo) "
    r"sarebbe\b|\b(?:ci|mi) (?:occorr\w+|serv(?:e|ono|irebbe\w*)|manca\w*)\b|\bsi (?:richied\w+|"
    r"chied(?:e|ono)|prega)\b|\b(?:va|vanno|andrebbe|andrebbero) (?:\w+ )?\w+(?:at|ut|it|olt|ess|"
    r"ost|ett|ott|iest|int)[oaie]\b|\b(?:sarebbe|sarebbero) (?:\w+ )?(?:gradit\w|opportun\w|"
    r"il caso|d'aiuto|carin\w|comod\w|desiderabile|preferibile)\b|\bmanca(?:no)? (?:ancora )?"
    r"(?:il|la|un|una|i|le|lo|l')\b",
    r"\bfate(?:mi|ci) (?:avere|un|il|vedere)\b|\bdate (?:un'|una )|\b(?:provved(?:a|ete)|"
    r"abbia(?:te)? la|ricordate(?:vi)?|ricordi|assicurate(?:vi)?|cortesemente|"
    r"gentilmente)\b(?! detto)(?!.*(?:sapere|dire)\b)|\b(?:le|vi|ti) chied(?:o|iamo|erei|"
    r"eremmo)\b(?!.*(?:\bse |scusa|perché|quando|come))|\bper piacere\b|\b(?:mi|ci) (?:mandi|"
    r"invii|spedisca|tolga|metta|aggiunga|sposti|cambi|richiami|chiami)\b|\b(?:le|vi|"
    r"ti) (?:sarei|saremmo)\b",
    r"\b(?:moet|moeten|mag|mogen) (?:\w+ ){0,5}?(?:weg|eraf|erbij|eruit|erop|erin|af|uit|in|bij|op|"
    r"anders|groen|rood|blauw|\w+er)(?: (?:aub|graag|hoor))?$|\bdien(?:t|en) .*\bte\b|"
    r"^(?:we|wij|ik) (?:missen|mis) (?:\w+ )?(?:een|de|het|nog)\b|\bontbre(?:ekt|ken)\b|"
    r"\bzou(?:den)? (?:\w+ )?(?:welkom|gewenst|wenselijk|prettig|fijn|handig) zijn\b|"
    r"\bliever (?:had(?:den)?|zagen|zien|zag)\b|\bhad(?:den)? (?:we|wij|ik) (?:\w+ )*liever\b|"
    r"\bprijs stellen\b|\b(?:wij|we|ik) (?:ontvang|ontvangen|zien|zie|hoor|horen|krijg|krijgen) "
    r"graag\b",
    r"\bwees zo (?:goed|vriendelijk|lief|aardig)\b|\bzorg (?:ervoor|dat|er\b)|^vergeet (?:u |je |"
    r"jullie )?niet\b|\bverzoek(?:en)? (?:ik|wij|we) (?:u|jullie|je)\b|^(?:even|nog|eerst|"
    r"gelieve) \w+.*(?:\b(?:aub|svp|graag|alstublieft)$|(?<=gelieve) )|^gelieve\b|\bwilt u (?:zo|"
    r"de|het|een)\b|\bvragen (?:we|wij|ik)? ?(?:u|jullie|je) (?:om|de|het)\b",
    r"\b(?:convinha|conviria)\b|\bera de \w+r\b|\b(?:dava|dar-\w+-ia)(?:-nos|"
    r"-me)? (?:\w+ )?jeito\b|\bé para \w+r\b(?!.*\?)|\bnão (?:era|seria) (?:má ideia|mau|mal|"
    r"pior)\b|\bo (?:ideal|melhor|mais prático) (?:seria|era)\b|\bvamos precisar\b|"
    r"\bfaltam? (?:um|uma|o|a|os|as|ainda|no|na|-nos)\b|\b(?:é|era|será) (?:preciso|necessário|"
    r"importante|conveniente) (?:que|\w+r)\b|\bt[eê]m (?:que|de) (?!estar pront|ir\b|"
    r"ver\b)\w+r?\b(?!.*\?)|\bhá que \w+r\b",
    r"\btenham? a (?:gentileza|bondade|amabilidade)\b|\bfa(?:ça|çam|z|zem) (?:o|um|-me o|-nos o|"
    r"me o) favor\b|\bvenho (?:\w+ ){0,4}(?:solicitar|pedir|requerer)\b|\b(?:solicita|pede|"
    r"requer)-se\b|\bagradeç(?:o|emos) (?:\w+ )?(?:que|se|o envio|a correção)\b|\bficar(?:ia|"
    r"íamos) (?:\w+ )?(?:grat\w+|agradecid\w+)\b|\b(?:dá|deem|dê) uma (?:olhada|olhadela|"
    r"vista)\b|\bquer(?:ia|íamos) (?:lhe |vos |te )?pedir\b|\b(?:dá|daria) p(?:ra|ara)\b",
    r"\b(?:can't|couldn't) we (?:just )?\w+|\bover the moon (?:with|if)\b|\bhere's the \w+ "
    r"(?:\w+ )?to \w+|\b(?:i|we)(?:'d| would) sooner\b|\bone thing (?:i|we)(?:'d|"
    r" would) change\b|\b(?:somebody|someone) (?:ought|needs|should|has) (?:to )?(?!tell)\w+|"
    r"\b(?:doing|do) us a favou?r\b|^time to \w+|^(?:a|an|some|one|more|another|"
    r"two) .*\b(?:would|'d) be (?:\w+ )?(?:lovely|great|nice|welcome|good|perfect|ideal|"
    r"wonderful|handy|appreciated|brilliant|super)$|\b(?:darf|dürfen) (?:\w+ )?(?:runter|raus|"
    r"weg|rein|hin|drauf|ab)$|\bbitte keine? (?!sorge|umstände|scheu|angst|mühe|eile|hektik)\w+|"
    r"\bfände (?:ich )?es (?:besser|schöner|gut|schön|toll|klasse|super)\b|"
    r"^vielleicht noch ein\w* .*\?|\bbitte \w+en$",
    r"\b(?:peut|peuvent) être (?:retiré|enlevé|supprimé|changé|remplacé|mis)\w*|^on (?:enlève|"
    r"met|change|ajoute|retire|supprime) .*\?|\brendri(?:ez|ons|ais)\b.*\bservice\b|"
    r"\bà (?:mettre|remplacer|publier) (?:à|au|sur|en)\b|\bpara que (?:l[oa]s? )?\w+(?:éis|"
    r"áis)\b|\bhar(?:íais|ían|ía|ías) (?:\w+ )?favor\b|^(?:quitemos|pongamos|cambiemos|añadamos|"
    r"usemos|dejemos)\b|\bdovrebbe(?:ro)? (?:esserci|starci|stare|comparire)\b|\bda (?:mettere|"
    r"sostituire|inserire|pubblicare) (?:al|a|in|sul|nel)\w*\b|\bnon guast\w+\b|"
    r"\bpreferisc\w+ (?:che|di|un)\b|^(?:togliamo|mettiamo|cambiamo|aggiungiamo|usiamo|"
    r"leviamo)\b|\b(?:ci|mi) fareste\b",
    r"\b(?:kan|kunnen) (?:\w+ )?(?:eraf|weg|eruit|eronder|erbij)$|\bheb(?:ben)? (?:\w+ "
    r")?liever\b|^laten we \w+ .*\w+en$|\bpara (?:substituír|colocar|trocar|pôr|publicar|"
    r"mudar)em\b|\b(?:faziam|fariam|fazia|faria)-(?:nos|me)\b.*\bfavor\b|\bfica(?:va|"
    r"ria) (?:\w+ )?(?:bem|melhor|giro)\b|\bprefir?o que\b|\bprefiero que\b|^vamos (?:tirar|"
    r"mudar|pôr|colocar|trocar|usar|acrescentar)\b",
    # As they speak.
    r"\bkönnt?n (?:s'|sie|ihr|wir|ma)|\b(?:tätn?|tätet|tätest|däten|könnts|mechtn?|mögn?|"
    r"kinnts) (?:s'|sie|ihr|du|ma|mir|es|ös|wir|ihr)|\bmacht'?s\b|^schaut'?s\b|\b(?:podés|"
    r"querés|podrían|podrías)\b|^(?:\w+ )?(?:poné|mandá|agregá|sacá|cambiá|revisá|fijate|mandame|"
    r"pasame|poneme|cambiame|poneles?|agregale)\b|\b(?:kun(?:t|de)|zoud(?:t|e)|wilt|wilde|moogt|"
    r"kont) (?:ge|gij)\b|\b(?:cês|vcs|vc|ocês) \w+|\btu peux-tu\b|\b(?:kannste|könnteste|"
    r"könntste|machste)\b|\byouse?\b(?!.*\bknow\b).*\?|\bdo the needful\b|\brola de\b",
    # Would it be any trouble?
    r"\bwould it be (?:\w+ ){1,4}to (?!know\b|hear\b|see\b|say\b)\w+|\bwould it (?:\w+ )?(?:kill|"
    r"hurt|bother|trouble|upset|be (?:\w+ )?(?:too|a (?:bother|"
    r"problem|pain|hassle|nuisance|stretch)|any trouble|asking|much|very))\b|(?:\b(?:reckon|"
    r"think|suppose|chance) (?:you|we|i|someone|somebody|there)(?: \w+)? (?:could|can|"
    r"might)\b.*\?)|\bmight (?:you|someone|somebody) \w+|\bany (?:joy|hope|scope|room|"
    r"prospect) (?:of|in|for|to)\b|\bis there (?:\w+ )?(?:scope|room|time|space) (?:for|to)\b|"
    r"\byou (?:wouldn't|couldn't) (?!.*\bknow\b)(?:\w+ )?(?:happen|have|be|by any|possibly)\b.*\?|"
    r"\bwould there be (?:room|a way|scope|any)\b|\bwhy don't you\b|\bwhy not (?:just )?\w+|"
    r"\bdo(?: you)? you mind\b|\bi don't suppose\b",
    r"^(?:und )?ob (?:sie|ihr|du|man|wir|sich|es) .*\b(?:könnt\w*|ließe|möglich|kann|können)\b|"
    r"\bwär'?s (?:\w+ )*möglich\b|\b(?:hätten|hättet|hättest) (?:sie|ihr|du) (?:\w+ )*(?:güte|lust|"
    r"zeit|platz|muße|freundlichkeit)\b|\b(?:würde|macht|machte|mache|wäre) es (?:ihnen|euch|dir|"
    r"sehr|viel|zu viel|große)\b.*\?|\b(?:magst du|mögen sie|mögt ihr)\b|\b(?:dürfte|darf) ich "
    r"(?:sie |euch |dich )?(?:um|noch|\w+ bitten)\b|\bwas halt(?:en|et) (?:sie|ihr) davon\b",
    r"\b(?:dérangerait|dérange|ennuierait|embêterait|gênerait)\b(?=.*\?)|\b(?:auriez-vous|"
    r"aurais-tu|t'aurais|tu aurais|vous auriez|avez-vous|y aurait-il|il y aurait) (?:\w+ "
    r")?(?:moyen|la gentillesse|l'amabilité|la possibilité|un moment|le temps|la bonté|"
    r"de la place|une place)\b|\bserait-ce (?:\w+ )?(?:trop|possible|envisageable)\b|"
    r"\bvous (?:ne )?(?:pourriez|voudriez|pouvez|voulez) (?:pas |bien )+\w+|\bvoudriez-vous\b|"
    r"\bvoulez-vous bien\b|^(?:\w+,? )?et si (?:on|vous|nous|tu) \w+(?:iez|ait|ions|ais)\b|"
    r"\bserait-ce\b.*\bdemander\b|^soyez (?:gentil|aimable|sympa)\w*\b|\bvous serait-il "
    r"possible\b",
    r"\b(?:l[ea]s?|te|os) (?:importaría|importa|animáis|animas|molestaría|costaría|"
    r"parecería)\b.*\?|\bmucho pedir\b|^(?:\w+,? )?¿?(?:y )?si (?:no )?(?:me |nos |le |"
    r"lo )?\w+(?:áis|éis|ís|aran|ieran|emos|amos|áramos|iéramos|arais|ierais)\b|"
    r"\bhabría (?:alguna )?(?:manera|forma|modo|posibilidad|opción)\b|\bser(?:ía|íais|ían|"
    r"ías) tan amables?\b|\b(?:seríais|serías|sería usted) capa\w+|\bpor qué no (?:ponéis|ponen|"
    r"hacéis|quitáis|añadís)\b",
    r"\b(?:le|ti|vi) (?:dispiacerebbe|dispiace|spiace|spiacerebbe|seccherebbe|costerebbe|"
    r"andrebbe)\b|\b(?:sarebbe|è) (?:chiedere )?troppo\b.*\?|^(?:\w+,? )?e se \w+(?:aste|este|"
    r"iste|assimo|essimo|asse|esse)\b|\bci sarebbe (?:modo|la possibilità|spazio|verso)\b|"
    r"^(?:\w+ )?(?:riuscite|riuscireste|riesce|riesci|riuscirebbe) (?:anche |già )?(?:a|ad)\b|"
    r"\bce la fa(?:te|i|reste)?\b.*\?|\b(?:avreste|avrebbe|avresti) (?:\w+ )?(?:gentilezza|modo|"
    r"tempo|cortesia|bontà)\b|\b(?:mi|ci) fa(?:te|i|reste)? (?:il|un) (?:favore|piacere)\b|"
    r"\bnon è che (?:potreste|può)\b",
    r"\bzou(?:den|dt)? (?:u|je|jullie) (?:zo|misschien|eventueel|ook|nog|even)\b|\b(?:zou|"
    r"is) (?:het|dat) (?:\w+ )?(?:moeite|te veel gevraagd|lastig|erg)\b.*\?|\b(?:hebben jullie|"
    r"heeft u|heb je) (?:\w+ )*(?:plek|ruimte|tijd|zin)\b|\bvalt er\b.*\bte\b|^(?:kan|kunnen|mag|"
    r"mogen) (?:we|wij|het|de|die|dat|er)\b.*\?|\b(?:wilt|wil|willen) (?:u|je|jullie)\b|"
    r"\b(?:is er|zijn er) (?:een )?(?:kans|plek|ruimte|manier)\b",
    r"\bimporta(?:va|ria)?m?-se (?:de|que)\b|\bpedir (?:muito|demais)\b|^e se (?:\w+ "
    r")?\w+(?:assem|essem|issem|ássemos|êssemos|esse|asse)\b|\b(?:haveria|havia|"
    r"haverá) (?:alguma )?(?:maneira|forma|hipótese|possibilidade|como|jeito)\b|\b(?:teria|"
    r"teriam|tem|têm|tinham|tinha) como\b|\b(?:consegue|conseguem|conseguiam|conseguiria|"
    r"consegues) (?:\w+ )?\w+r\b|\bvocês me (?:mandam|enviam|passam)\b|\bfazia-me o favor\b|"
    r"\bse não (?:fosse|for) (?:pedir|muito)\b",
)
