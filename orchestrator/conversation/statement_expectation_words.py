"""The wordings of expectations, in seven languages."""

from orchestrator.conversation.gated import AnyOf

_SPEECH = (
    r"said|say|told|promised?|agreed|assured|mentioned|wrote|guaranteed|confirmed|offered|stated|"
    r"announced|quoted|committed|indicated|suggested|implied|led us|gave (?:me|us)"
)
EXPECTS = AnyOf(
    # What a document of ours says, or the client recalls.
    r"\b(?:quote|contract|offer|proposal|agreement|brief|schedule|timeline|estimate|"
    r"statement of work|spec|plan) (?:\w+ )?(?:says?|said|states?|stated|lists?|listed|includes?|"
    r"included|mentions?|mentioned|covers?|covered|shows?|showed|names?|promises?|promised|"
    r"specif\w+|foresees?|talks? about|gives|has|had)\b",
    r"\b(?:angebot|vertrag|zeitplan|auftrag|projektplan|lastenheft|"
    r"pflichtenheft) (?:\w+ )?(?:steht|stehen|enthält|umfasst|sieht|nennt|sagt|war|waren|ist|"
    r"sind|heißt)\b|\b(?:steht|stehen|stand|standen|enthält) (?:\w+ )?(?:doch )?(?:im|"
    r"in (?:unserem|ihrem|eurem)) (?:angebot|vertrag|zeitplan|auftrag)\b",
    r"\b(?:devis|contrat|planning|calendrier|cahier des charges|proposition|"
    r"offre) (?:\w+ )?(?:prévoit|prévoyait|inclut|mentionne|indique|comprend|stipule|parle|dit|"
    r"précise)\b",
    r"\b(?:presupuesto|contrato|calendario|propuesta|oferta|planificación) (?:\w+ )?(?:incluye|"
    r"incluía|dice|decía|pone|ponía|prevé|menciona|contempla|recoge|habla)\b",
    r"\b(?:preventivo|contratto|calendario|proposta|offerta|accordo) (?:\w+ )?(?:prevede|"
    r"prevedeva|include|comprende|dice|parla|riporta|menziona)\b",
    r"\b(?:offerte|contract|planning|overeenkomst|voorstel) (?:\w+ )?(?:staat|staan|stond|"
    r"stonden|vermeldt|omvat|bevat|zegt|noemt)\b|\bin (?:de|het) (?:offerte|contract|"
    r"planning) (?:staat|stond|staan|stonden)\b",
    r"\b(?:orçamento|contrato|calendário|proposta|cronograma) (?:\w+ )?(?:inclui|incluía|diz|"
    r"dizia|prevê|previa|menciona|refere|contempla)\b",
    r"\b(?:unless i(?:'ve| have)? (?:mis\w+|got|remember)|if i(?:'m| am) not mistaken|"
    r"correct me if|as far as i(?:'m| am) aware|as i (?:understand|understood|recall|remember)|"
    r"if memory serves|if i (?:remember|recall|understood)|i (?:seem to )?(?:remember|"
    r"recall) (?:you|that|us|we|being))\b|\b(?:wenn ich (?:mich nicht irre|"
    r"das richtig (?:verstanden|in erinnerung))|soweit ich weiß|sauf erreur|"
    r"si je (?:ne me trompe|comprends bien|me souviens)|si no me equivoco|si mal no recuerdo|"
    r"se non sbaglio|se non ricordo male|als ik me niet vergis|als ik het goed heb|"
    r"se não me engano|se bem me lembro)\b",
    # What the client believed.
    r"\bin writing that\b|\bschriftlich\b.*\bdass\b|\bpar écrit que\b|\bpor escrito que\b|"
    r"\bper iscritto che\b|\bop schrift\b.*\bdat\b|\b(?:i|we) (?:do|did|"
    r"would) (?:\w+ )?expect (?!nothing)|\b(?:i|we)'d been (?:hoping|expecting|counting|told|"
    r"promised|assured|relying)\b",
    r"\bs'était mis d'accord\b|\bnous étions d'accord\b|\btení(?:a|an|ais) que \w+r\b|"
    r"\b(?:as i remember|the way i remember)\b",
    r"\bunder the (?:assumption|impression|illusion)\b|\b(?:abmachung|vereinbarung|absprache|"
    r"annahme|erwartung|idee|plan) (?:war|ist)\b|\bnach (?:unserem|meinem) (?:verständnis|"
    r"stand)\b|\b(?:l'accord|l'idée|notre accord) était\b|\b(?:el acuerdo|la idea|"
    r"lo acordado) (?:era|es)\b|\b(?:l'accordo|l'idea) era\b|\b(?:de )?(?:afspraak|bedoeling|"
    r"verwachting) (?:was|is)\b|\b(?:o acordo|a ideia|o combinado) (?:era|é)\b",
    r"\bsollten?\b.*\b(?:letzte[nr]?|gestern|vorige[nr]?|vergangene[nr]?|vorgestern)\b|"
    r"\b(?:avi?ez|aviez|avait|avaient) (?:\w+ )?certifié\b",
    r"\b(?:it was|was it|always|perfectly) (?:\w+ )?clear\b|\bas far as (?:i'm|we're|i am|"
    r"we are) concerned\b|\bby rights\b|\b(?:the )?whole (?:point|idea)\b|\b(?:swore|vowed|"
    r"undertook|pledged|let (?:me|us) believe)\b",
    r"\b(?:war|waren|schien) (?:\w+ )?(?:klar|ausgemachte sache)\b|\b(?:hätten?|"
    r"hätt) (?:\w+ ){1,8}(?:sollen|müssen)\b",
    r"\bpour (?:moi|nous),? .*\b(?:était|étaient|allait|serait|comprenait)\b|\b(?:aurai(?:t|"
    r"ent)) dû\b|\b(?:aviez|avez|avait|avaient) (?:\w+ )?parlé\b",
    r"\b(?:estaba|quedó|era) (?:\w+ )?claro\b|\b(?:tendrían?|deberían?) (?:que )?haber\b|\b(?:me|"
    r"nos) (?:dijeron|dijo|han dicho|habían dicho|habías dicho|contaron|aseguraron|prometieron)\b",
    r"\bper (?:me|noi) (?:\w+ )?era\b|\bera (?:\w+ )?chiaro\b|\b(?:avrebbe|sarebbe|avreste|"
    r"avrebbero) dovut\w\b|\b(?:mi|ci) (?:hanno|avevano|era stato) (?:detto|promesso|"
    r"assicurato)\b",
    r"\bvoor (?:mij|ons) (?:was|stond)\b|\bwas (?:\w+ )?duidelijk\b|"
    r"\bhad(?:den)? (?:\w+ ){1,8}moeten\b|\b(?:mij|ons) (?:is|was|werd) (?:\w+ )?(?:verteld|"
    r"beloofd|gezegd)\b",
    r"\b(?:estava|era|ficou) (?:\w+ )?claro\b|\b(?:devia|deveria|deviam|tinha de) ter\b|"
    r"\b(?:disseram|prometeram|garantiram)-(?:me|nos)\b|\b(?:me|nos) (?:disseram|prometeram)\b",
    r"\b(?:i|we) (?:was|were|had been|have been) (?:\w+ )?(?:sure|certain|convinced|confident|"
    r"positive|of the (?:opinion|view|impression)|of the belief)\b|\b(?:had|"
    r"have) (?:it )?in (?:my|our) (?:head|mind)\b|\b(?:my|our) understanding\b|\b(?:i|"
    r"we) (?:always |honestly )?(?:believed|supposed|hoped|had in mind|trusted)\b|\b(?:gave|"
    r"given|give) (?:me|us) (?:his|her|your|their) word\b|\byou(?:r)? word that\b",
    r"\b(?:war|waren) (?:\w+ )?(?:der (?:meinung|ansicht|annahme|überzeugung)|überzeugt|sicher|"
    r"mir sicher|uns sicher|im glauben|davon überzeugt)\b|\bin der annahme\b|"
    r"\bverlassen? (?:\w+ )?(?:uns|mich)\b.*\bdarauf\b|\b(?:uns|"
    r"mich) (?:\w+ )?darauf\b.*\bverlass\w+\b|\b(?:es )?hieß\b|\b(?:hieß|hiess) es\b",
    r"\b(?:j'étais|nous étions|on était) (?:\w+ )?(?:persuadé\w*|convaincu\w*|sûr\w*|"
    r"certain\w*)\b|\b(?:j'avais|nous avions|on avait) (?:\w+ )?(?:compris|cru|pensé|espéré|noté|"
    r"convenu|retenu|compté|demandé que)\b|\b(?:compt(?:ons|e)|tabl(?:ons|e|ions)) (?:\w+ )?sur\b",
    r"\b(?:estaba|estábamos|estuve) (?:\w+ )?(?:convencid\w+|segur\w+)\b|\b(?:había|"
    r"habíamos) (?:\w+ )?(?:entendido|pensado|creído|supuesto|dado por)\b|\b(?:contamos|"
    r"cuento) con (?:que|vosotros|ello)\b",
    r"\b(?:ero|eravamo) (?:\w+ )?(?:convint\w+|sicur\w+|cert\w+|persuas\w+|dell'idea)\b|"
    r"\b(?:avevo|avevamo) (?:\w+ )?(?:capito|creduto|pensato|inteso|sperato)\b|"
    r"\bcontiamo (?:\w+ )?(?:sul|che|su|di)\b",
    r"\b(?:was|waren) (?:\w+ )?(?:ervan overtuigd|overtuigd|zeker|in de veronderstelling)\b|"
    r"\b(?:dacht|dachten|meende|meenden|geloofde|geloofden) (?:ik|we|wij|dat)\b|\b(?:rekenen|"
    r"reken) (?:\w+ )?(?:erop|op)\b",
    r"\b(?:estava|estávamos) (?:\w+ )?(?:convencid\w+|cert\w+|segur\w+)\b|\b(?:tinha|"
    r"tínhamos) (?:\w+ )?(?:entendido|percebido|pensado|ficado com a ideia)\b|\b(?:contamos|"
    r"conto) (?:que|com)\b",
    # What we were to do, or said.
    rf"\byou (?:were|are|were all) (?:\w+ )?(?:going|to|supposed|meant)\b|\byou(?:'d| had|"
    rf" would) (?:\w+ )?(?:{_SPEECH}|be (?:in touch|back)|(?:call|send|ring|get back|let us know|"
    rf"be in touch|have it|deliver))\b|\b(?:\w+ )?(?:{_SPEECH}) (?:me |us )?(?:that )?(?:we|it|"
    rf"the|you|there|our)(?:'d| would| were| was| could| wouldn't)\b",
    r"\b(?:ihr|sie|du) (?:\w+ )?(?:wolltet|wollten|solltet|sollten|wolltest|solltest)\b|"
    r"\b(?:wolltet|wolltest|solltet|solltest) (?:ihr|du)\b|\b(?:wollten|sollten) sie (?:uns|mir|"
    r"doch|das)\b",
    r"\b(?:vous|tu) (?:nous |m'|me )?(?:devi(?:ez|ez)|devais|disi(?:ez)|disais|parli(?:ez)|"
    r"assuri(?:ez)|annonci(?:ez)|alli(?:ez)|avez (?:dit|promis|assuré|confirmé|annoncé|écrit))\b",
    r"\b(?:ibais|ibas|iban|ibas) a\b|\b(?:nos |me )?(?:coment(?:asteis|aste|aron|ó|abais)|"
    r"dec(?:íais|ías|ían)|asegur(?:abais|ó|aste)|confirm(?:asteis|aste|aron|ó)|"
    r"garantiz\w+(?:asteis|aste|aron|ó)|anunci(?:asteis|aron)|promet(?:íais|iste|ió))\b|"
    r"\bteníais que\b",
    r"\b(?:ci |mi )?(?:dicevate|diceva|avete detto|avevi detto|parlavate|assicuravate|dovevate|"
    r"dovevi|avreste dovuto|avevate garantito)\b|\b(?:eravate|eravamo) (?:d'accordo|rimasti)\b",
    r"\b(?:jullie|u|je) (?:zou|zouden|zeiden|zei|had|hadden)\b|\b(?:zeiden|zei|zouden|zou|"
    r"beloofden|beloofde|hadden|had) (?:jullie|u|je)\b(?!.*\bnodig)",
    r"\b(?:diziam|disseram|dizia|garantiam|prometiam) (?:-?nos )?\w*|\b(?:ficaram|ficou|ficámos|"
    r"ficaste) de\b|\b(?:diziam|disseram|garantiram|prometeram)-(?:nos|me)\b|\b(?:iam|ias|"
    r"deviam) (?:nos )?\w+r\b",
    # English
    r"\b(?:was|were) (?:down|marked|listed|pencilled in|noted|ticked) (?:as|for|to)\b",
    r"\b(?:we|i)(?:'d| had| have|'ve| would have)? (?:all |always |already |really |kind of |"
    r"sort of |just |also |honestly |both )?(?:expect(?:ed)?|assumed?|presumed?|understood|"
    r"anticipated|reckoned|figured|gathered|counted on|been (?:led to believe|told|promised|"
    r"assured|given)|took (?:it|to be|that)|hoped (?:for|to|that|we|it|the)|imagined|supposed|"
    r"budgeted)\b",
    r"\b(?:we|i) (?:were|was|had been|have been|'ve been) (?:all |rather |really |"
    r"always )?(?:told|promised|assured|led to believe|given to understand|under the impression|"
    r"expecting|counting|hoping|banking|relying|assuming|quoted|guaranteed|offered)\b",
    r"\b(?:under the impression|(?:my|our|the) (?:understanding|assumption|expectation|"
    r"impression|hope|agreement|deal|idea|plan|arrangement) (?:was|is|had been|has always been)|"
    r"i take it|the deal was)\b",
    r"\b(?:we|i)(?:'re| are|'m| am) (?:\w+ )?(?:counting on|relying on|banking on|expecting|"
    r"assuming|depending on)\b|\b(?:we|i) (?:\w+ )?(?:rely|count|bank|depend) on\b",
    r"\bgoes without saying\b|\b(?:it was|was it not|it had been|as|that was|this was|"
    r"had) (?:\w+ )?agreed\b|\bwe(?:'d| had| have|'ve)? (?:all |already |clearly )?agreed\b|"
    r"\bneedless to say\b",
    r"\b(?:you|your (?:team|office|colleagues?|people|boss|offer|mail|email|quote|website|"
    r"proposal)|(?:he|she|they|somebody|someone)) (?:had |have |all |did |also |clearly |"
    r"originally |once )*(?:said|say|told (?:us|me)|promised?|agreed|assured|mentioned|wrote|"
    r"guaranteed|confirmed|offered|stated|states|announced|quoted|committed|indicated|"
    r"were (?:going|supposed|meant|due|planning) to)\b",
    r"\b(?<!n't )\w+ (?:had )?(?<!n't )(?:told|assured|promised|guaranteed) (?:me|us) (?!about)",
    r"\b(?:as per|per|according to|going by|based on) (?:the|our|your) (?:\w+ )?(?:quote|"
    r"contract|offer|proposal|schedule|plan|timeline|agreement|brief|estimate|roadmap|order|"
    r"statement of work|sow|specification|spec|kick-off|minutes)\b|\bas per (?:clause|the|our|"
    r"your)\b|\b(?:quote|contract|offer|proposal|agreement|brief|plan|schedule|timeline|estimate|"
    r"clause \w+) (?:it )?(?:said|says|states|stated|includes?|included|promises|promised|"
    r"mentions|mentioned|gives|covers|covered|had)\b",
    r"\b(?:was|were|is|are|weren't|wasn't|isn't|aren't) (?:\w+ )?(?:we |you |it |they |this |"
    r"that |there )?(?:meant|supposed|going|due|scheduled|planned|expected) to\b(?=.*\b(?:be|"
    r"have|get|go|see|receive|come|happen|arrive|start|launch|include|send|deliver|hear|do|call|"
    r"ring|show|finish|fix|run|work|cover|add|train|move)\w*\b)|\b(?:was|were) due\b|"
    r"\bwere going to\b",
    r"\b(?:should|ought to) (?:already |now |long |surely |really |by now )*(?:have (?:been|had|"
    r"got|received|started|arrived|come|gone|seen|heard|happened|finished|worked|included)|"
    r"be (?:up|live|online|ready|done|finished|here|there|working|included|in place|"
    r"out) (?:by now|already|since))\b",
    r"^surely\b|\bhave to be up\b|\b(?:must|has to|have to|needs to) be (?:live|up|ready|done|"
    r"online|finished) (?:by|before|on|for|in time|when)\b",
    r"\b(?:i|we) thought (?:that )?(?:the|that|this|it|you|we|our|i|there|all|"
    r"\w+ing)\b.*\b(?:was|were|would|'d|had|be|included|covered|yours|could|meant|going|came|"
    r"already)\b|\b(?:i|we)(?:'d| would) (?:have )?(?:thought|expect|imagine|assume|"
    r"hoped?) (?!nothing)",
    r"\b(?:would|had) have hoped\b|\bideally (?:we|i|it|the)\b.*\b(?:'d|would|should)\b|"
    r"\bin mind all along\b|^(?:normally|usually|in my experience) (?:one|we|you|people) \w+|"
    r"\bgiven from day one\b|\b(?:was|were|is|are) (?:part of|included in|covered by|"
    r"in) the (?:price|package|deal|quote|offer|contract|original|agreed)\b|"
    r"\bone would (?:expect|think|assume|hope)\b|\bi trust (?:that|you|the|this)\b",
    # German
    r"\b(?:davon ausgegangen|gehen? (?:\w+ )?davon aus|ging(?:en)? davon aus|ausgegangen|"
    r"rechne\w* (?:fest |damit|mit )|gerechnet|darauf verlass\w*|verlass\w* (?:mich|uns) darauf|"
    r"zähl\w* darauf|setzen darauf)\b",
    r"\b(?:ich|wir) (?:\w+ ){0,3}(?:erwart\w+|dachten?|nahmen? an|glaubten?|meinten?|hofften?)\b|"
    r"\b(?:dachten?|nahmen?|glaubten?|erwart\w+|hofften?|hatten?) (?:ich|wir)\b|\b(?:hatten?|"
    r"habe|haben) .*\b(?:erwartet|gedacht|angenommen|gehofft|vereinbart|abgemacht|ausgemacht|"
    r"besprochen|verstanden|verlassen|zugesagt|versprochen|zugesichert|versichert|abgesprochen|"
    r"angeboten|vorgestellt)\b",
    r"\b(?:war|waren|ist|sind|wurden?) (?:\w+ ){0,8}(?:vereinbart|abgemacht|ausgemacht|zugesagt|"
    r"versprochen|abgesprochen|geplant|vorgesehen|zugesichert|angekündigt|besprochen|gesagt)\b|"
    r"\b(?:zugesichert|zugesagt|versprochen|versichert|angekündigt|vereinbart war|"
    r"in aussicht gestellt)\b",
    r"\b(?:sie|ihr|du|man|herr \w+|frau \w+) (?:\w+ ){0,2}(?:gesagt|sagten?|meinten?|sagtest|"
    r"sagtet|versprach\w*|schrieb\w*)\b|\b(?:hatten?|haben|hat|hattet|habt|hast|hattest) (?:sie|"
    r"ihr|du|man|herr \w+|frau \w+|uns|mir|doch)\b.*\b(?:gesagt|geschrieben|gemeint|erwähnt|"
    r"bestätigt)\b|\b(?:hatten|hattet|hat) (?:\w+ ){0,3}(?:gesagt|geschrieben|gemeint|"
    r"bestätigt)\b",
    r"\b(?:eigentlich|ursprünglich) (?:\w+ ){0,3}(?:sollten?|wollten?|war|hätten?)\b|"
    r"\b(?:sollten?|hätten?|wollten) (?:\w+ ){0,6}(?:doch|schon|längst|eigentlich|bereits|ja)\b|"
    r"\bes hieß\b|\b(?:laut|gemäß|nach|im|in unserem|im) (?:unserem |dem |ihrem )?(?:vertrag|"
    r"angebot|zeitplan|plan|auftrag|protokoll|absprache)\b|\bselbstverständlich\b|"
    r"\b(?:normalerweise|üblicherweise) (?:\w+ )+|\bim preis (?:enthalten|inbegriffen|drin)\b|"
    r"\bmuss bis\b|\bversteht sich\b",
    # French
    r"\b(?:nous|je|on) (?:nous |m'|s')?(?:pens(?:ions|ais|ait)|attend(?:ions|ais|ait)|"
    r"compt(?:ions|ais|ait|ons|e) (?=sur|bien|que|recevoir|avoir)|croy(?:ions|ais|ait)|"
    r"suppos(?:ions|ais|ait)|espér(?:ions|ais|ait)|imagin(?:ions|ais|ait)|part(?:ions|ais|"
    r"ait) du principe)\b|\bje m'attendais\b|\bon s'attendait\b|\b(?:nous attendons|"
    r"j'attends) (?:que|de vous)",
    r"\bil (?:était|avait été|a été|a bien été) (?:\w+ )?(?:convenu|prévu|entendu|décidé|promis|"
    r"dit|question)\b|\bon (?:nous|m')? ?(?:avait|a) (?:bien )?(?:annoncé|promis|assuré|dit|"
    r"garanti|certifié)\b|\bon m'a(?:vait)? (?:dit|promis|assuré)\b|\b(?:vous|tu|paul|"
    r"\w+) (?:nous |m')?(?:avi?ez|avait|avais|aviez|a) (?:bien |pourtant )?(?:dit|promis|annoncé|"
    r"assuré|confirmé|garanti|parlé d|écrit|indiqué|précisé)\b|\b(?:étai(?:t|ent)|devai(?:t|ent)|"
    r"aurai(?:t|ent) dû|devri(?:ez|ons)) (?:\w+ )?(?:censé\w*|compris\w*|inclus\w*|être|avoir|"
    r"prévu\w*)\b|\bdevaient?\b|\bnous devions\b|\bvous deviez\b|\bnous étions convenus\b",
    r"\b(?:d'après|selon|suivant|conformément au|dans) (?:le|la|notre|votre|l') ?(?:devis|"
    r"contrat|planning|calendrier|offre|proposition|accord|cahier)\b|\bil va de soi\b|"
    r"\bcela va sans dire\b|^normalement\b|\bpour nous,? il était clair\b",
    # Spanish
    r"\b(?:contábamos|contaba|contamos con (?:que|tener)|dábamos por|daba por|damos por|"
    r"esperábamos|esperaba|pensábamos|pensaba|pensé|creíamos|creía|suponíamos|suponía|"
    r"entendíamos|entendía|tenía entendido|teníamos entendido|confiábamos|quedamos en|quedó en|"
    r"habíamos (?:quedado|acordado|hablado)|acordamos|se acordó|estaba (?:previsto|acordado|"
    r"incluid\w+)|nos (?:dijisteis|dijeron|dijo|dijiste|prometisteis|prometieron|prometió|"
    r"asegurasteis|aseguraron|aseguró|garantizaron|garantizasteis|habíais \w+|habían \w+|"
    r"confirmaron|confirmasteis)|se suponía|tenía que estar|debía estar|debería (?:estar ya|"
    r"haber|ya estar)|tendría que (?:estar|haber)|ya debería|(?:me )?(?:dijisteis|dijiste|"
    r"prometisteis|prometiste|asegurasteis)|habíais (?:dicho|prometido|quedado)|"
    r"usted(?:es)? (?:dij\w+|promet\w+)|se da por hecho|iba a estar|iban a|ibais a|según (?:el|"
    r"la|lo|nuestro) (?:presupuesto|contrato|calendario|plan|oferta|acordado|propuesta|que)|"
    r"por supuesto que|lo normal (?:es|sería)|normalmente)\b",
    # Italian
    r"\b(?:ci aspettavamo|mi aspettavo|ci saremmo aspettati|pensavamo|pensavo|credevamo|credevo|"
    r"supponevamo|davamo per|davo per|contavamo|contiamo (?:sul|che|su)|speravamo|speravo|"
    r"era (?:previsto|inteso|stabilito|stato \w+|compres\w+)|eravamo rimasti|avevamo capito|"
    r"avevo capito|(?:ci|mi) (?:avevate|avete|era stat\w|avevano|hanno|aveva|"
    r"ha) (?:\w+ )?(?:detto|promess\w|assicurat\w|garantit\w|confermat\w)|avevate (?:detto|"
    r"promesso|scritto|assicurato)|eravamo d'accordo|doveva (?:essere|già)|dovevano|dovevate|"
    r"avevamo concordato|si era detto|avremmo dovuto|dovrebbe già|sarebbe dovut\w|secondo (?:il|"
    r"la|l'|i nostri)\s?(?:preventivo|contratto|calendario|piano|offerta|accordi|programma)|"
    r"come da (?:contratto|preventivo|accordi)|di solito|normalmente)\b",
    # Dutch
    r"\b(?:(?:we|wij|ik) (?:had(?:den)?|gingen|ging|dachten|dacht|verwachtten|verwachtte|"
    r"verwacht|verwachten|rekenen|reken|rekenden|rekende|nam|namen) (?:.{0,40})(?:verwacht|"
    r"ervan uit|dat|op|aan|gehoopt|gedacht|begrepen|afgesproken)|ervan uit(?:gegaan)?|(?:was|is|"
    r"waren) (?:\w+ ){0,3}(?:afgesproken|beloofd|toegezegd|gezegd|verteld|verzekerd)|(?:jullie|u|"
    r"je) (?:zei|zeiden|had(?:den)? (?:\w+ ){0,3}(?:gezegd|beloofd|toegezegd))|(?:had|"
    r"hadden) (?:jullie|u|je) (?:\w+ ){0,3}(?:gezegd|beloofd)|zou(?:den)? (?:\w+ ){0,4}(?:al|"
    r"toch|allang|moeten)|volgens (?:de|het|onze) (?:offerte|contract|planning|afspraak|"
    r"overeenkomst)|ik had begrepen|we hadden begrepen|spreekt vanzelf|normaal gesproken)\b",
    # Portuguese
    r"\b(?:esperávamos|esperava|contávamos|contamos com|pensávamos|pensava|pensei|pensámos|"
    r"pensamos que|achávamos|achei|achava|partimos do princípio|(?:estava|estavam|foi|era|ficou|"
    r"tinha sido) (?:combinad\w|acordad\w|previst\w|suposto|prometid\w|incluíd\w)|(?:disseram|"
    r"prometeram|garantiram|asseguraram|confirmaram)(?:-nos|-me)?|devia (?:estar|já|ter)|deviam|"
    r"tínhamos (?:combinado|acordado|ficado)|disse-nos|vocês (?:disseram|prometeram|garantiram)|"
    r"nos (?:disseram|prometeram|garantiram)|segundo (?:o|a) (?:orçamento|contrato|plano|"
    r"calendário|proposta|cronograma)|de acordo com (?:o|a) \w+|ia estar|iam estar|já devia|"
    r"é suposto|entendi que|normalmente)\b",
)
