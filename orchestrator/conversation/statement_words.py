"""The wordings that make a sentence a promise, an expectation, a request or a question."""

from orchestrator.conversation.gated import AnyOf, Gated

# The sign or space is looked for first: hardly a letter is followed by a new clause.
CLAUSE_BREAK = Gated(
    r"(?=[;,:\s])(?:"
    r";\s+|,?\s+and\s+(?=(?:i|we|he|she|they|you|it|can|could|would|where|how|what|when|why|who|"
    r"the pages)(?:'ll|'d|'re|'m)?\s(?!know|see|then))|"
    r",?\s+and\s+(?=[A-Z]\w+ (?:will|is|are|can)\b)|,\s+(?=(?:can|would) (?:it|you|they|we)\b)|"
    r",\s+(?=(?:we|i) (?:thought|presumed|assumed|expected|'ll)|and (?:jo|i'm|i'll|we'll)\b)|"
    r",\s+(?=(?:i|we|he|she)'ll\b)|"
    r"\s+und\s+(?=(?:was|wie|wann|wer|wo|können|könnten|wir|ich)\b)|"
    r"\s+et\s+(?=(?:[A-ZÀ-Þ]\w+ (?:vous|l)|nous|je|comment|quand|combien)\b)|"
    r"\s+y\s+(?=(?:el día|os|le|les|cuándo|cómo|cuánto)\b)|"
    r"\s+e\s+(?=(?:quando|come|quanto|vi|le)\b)|"
    r"\s+en\s+(?=(?:wij|we|ik|wanneer|hoe)\b)|"
    r"(?<=\w),\s+(?=(?:footage|the) )|"
    r"(?<=[a-z]), (?=(?:meted|ajoutez|aggiungete|poned|añad)\w*)|"
    r":\s+(?=(?:you|we|i|the source)\b))|"
    r"^\S+ so,\s+(?=could)"
)

PROMISE = AnyOf(
    r"\b(?:i|we|you|it|they|he|she|that|this|nobody|[a-z]+)(?:'ll|’ll)\b",
    r"\b(?:i|we|it|they|you|nobody|jo|[a-z]+) (?:will|won't|shall)\b(?! you\b)",
    r"\b(?:i'm|i am|we're|we are|is|are) going to\b",
    r"\bwe (?:aim|plan|intend|promise|guarantee|commit|undertake)\b",
    r"\byou can expect\b",
    r"\bi (?:promise|guarantee)\b|\byou have my word\b|\bwhat we do promise\b",
    r"^(?:expect|consider it done)\b",
    r"\blet me (?:look|check|find|see|get|ask|sort|chase|send)\b",
    r"^(?:back to you|ringing you|calling you|sending|invoice to follow|.{3,40} to follow)\b",
    r"\b(?:i am|i'm|we're|we are) (?:calling|ringing|sending|checking|fixing|delivering|meeting|"
    r"putting)\b(?=.*\b(?:today|tomorrow|tonight|on|at|by|this|next)\b)",
    r"\bwe should have\b|\byou should (?:have|get|see|receive)\b",
    r"\b(?:reaches|reach|comes?|goes|go|moves?|lands|arrives?|follows?|switch(?:es)?|starts?|"
    r"leaves|send|get|have|delivers?|ships?) (?:[\w' -]+ )?(?:to you|with you|you|live|"
    r"front page)\b.*\b(?:today|tomorrow|tonight|on|at|by|this|next|in)\b",
    r"\bwith you (?:the same|by|on|this|tomorrow|before)\b",
    r"\b(?:schicke|schicken|sende|senden|liefere|liefern|melde|melden|bekommen|erhalten|kümmere|"
    r"kümmern|rufe|rufen|prüfe|prüfen|erledige|erledigen|korrigiere|korrigieren|stelle|stellen|"
    r"schalte|schalten|werde|werden|mache|machen|bringe|bringen) (?:ich|wir|sie|ihnen|mich|uns|"
    r"es|das|die|den)\b",
    r"\b(?:ich|wir) (?:schicke|schicken|sende|senden|liefere|liefern|melde|melden|kümmere|"
    r"kümmern|rufe|rufen|prüfe|prüfen|erledige|erledigen|korrigiere|korrigieren|werde|werden|"
    r"mache|machen|stelle|stellen|schalte|schalten)\b",
    r"\b(?:je|nous) (?:vous |le |la |les |l')?(?:\w+rai|\w+rons|envoie|envoyons|corrige|"
    r"corrigeons|rappelle|rappelons|transmets|transmettons|livre|livrons|m'en occupe|reviens|"
    r"revenons|prépare|préparons|fais|faisons|mets|mettons)\b",
    r"\bvous (?:aurez|recevrez|appelle|envoie|rappelle)\b|\bsera (?:prêt|en ligne|corrigé|"
    r"livré)\w*",
    r"\b(?:os|te|le|les|lo|la|se) (?:lo )?(?:mando|mandamos|envío|enviamos|paso|pasamos|llamo|"
    r"llamamos|tenéis|tiene|tenemos|entrego|entregamos|confirmo|confirmamos|\w+(?:aré|eré|iré|"
    r"aremos|eremos|iremos))\b",
    r"\b(?:cerramos|terminamos|entregamos|enviaremos|enviaré|estará|tendréis|tendrá|recibirá\w*|"
    r"corregimos|publicamos)\b",
    r"\b(?:vi|ve lo|le|glielo) (?:mando|mandiamo|invio|inviamo|chiamo|chiamiamo|faccio|facciamo|"
    r"manderò|invierò|consegniamo)\b|\b(?:avrete|riceverà|riceverete|sarà pronto|invieremo|"
    r"manderemo|correggiamo|faremo)\b",
    r"\b(?:ik|wij|we) (?:stuur|sturen|bel|bellen|zal|zullen|ga|gaan|lever|leveren|maak|maken|pas|"
    r"passen|regel|regelen|kom|komen)\b|\b(?:stuur|bel|zal|ga|lever|regel) (?:ik|wij|we)\b|"
    r"\b(?:krijgt|ontvangt) (?:u|je|jullie)\b|\b(?:u|je|jullie) (?:krijgt|krijgen|ontvangt)\b",
    r"\b(?:envio|enviamos|mando|mandamos|ligo|ligamos|entregamos|corrijo|corrigimos|enviarei|"
    r"enviaremos|terão|terá|receberá\w*|faremos|farei|vou|vamos) ",
)
NO_PROMISE = AnyOf(
    r"\byou(?:'ll| will) need\b|\bout of (?:the )?office\b|\b(?:will|'ll) (?:rain|snow)\b|"
    r"\bon holiday\b",
    r"\b(?:might|hope|hoping|could|was going to|were going to|would|wouldn't|never promise|"
    r"not be able|can't promise|cannot promise|guarantee nothing|shouldn't|perhaps|maybe|"
    r"possibly)\b",
    r"^(?:should|were we|had|wenn wir|si jamais|if we|as (?:i|we) promised|please|thank|"
    r"thanks)\b|^(?:that's|the plan says)",
    r"\bi'm sure\b|\bwelcome to\b|\bwill (?:look wonderful|be fun)|\bdone and dusted\b|"
    r"\b(?:vielleicht|eventuell|könnten|würden|hoffen)\b|\b(?:peut-être|pourrions|espérons)\b|"
    r"\b(?:quizá|tal vez|podríamos|esperamos que)\b|\b(?:forse|potremmo|speriamo)\b|"
    r"\b(?:misschien|zouden|hopen)\b|\b(?:talvez|poderíamos|esperamos)\b",
    r"\b(?:went|left here|have now|we've now|'ve fixed|is up\b)|\bausgegangen\b|\brausgegangen\b|"
    r"\bai envoyé\b|\bos mandé\b|\brenews itself\b|\bwould you like\b|\bcould you\b",
    r"\b(?:könnten|können|würden) sie\b|\bpourriez-vous\b|\bpodríais?\b|\bpotreste\b|\bkunt u\b|"
    r"\bpoderiam?\b",
)
OTHERS_SAY = AnyOf(
    r"\b(?:as your|comme le dit|wrote:|own page says|as .{3,30} puts it|wie .{3,30} schreibt)\b"
)

EXPECTATION = AnyOf(
    r"\b(?:we|i) (?:were|was|had been) hoping\b|\bshould (?:already )?have been\b|"
    r"\bwe had hoped\b|\bwe(?:'d| had) agreed\b",
    r"\b(?:we|i|we'd|i'd)(?: had| have|'d|'ve)? (?:all )?(?:expect(?:ed)?|assum(?:ed)|presumed|"
    r"understood|anticipated|counted on|been led to believe|been told|been promised|took to be|"
    r"hoped for more|counted)\b",
    r"\b(?:we|i) (?:were|was|had been) (?:told|promised|assured|led to believe|"
    r"given to understand|under the impression|expecting|counting)\b",
    r"\bunder the impression\b|\bmy understanding\b|\bour understanding\b|"
    r"\bthe understanding was\b|\bi take it\b|\bi'd have thought\b|\bwe'd have thought\b",
    r"\b(?:we're|we are|i'm|i am) (?:counting on|relying on|expecting|assuming)\b|"
    r"\bgoes without saying\b|\bit was agreed\b|\bwe agreed\b",
    r"\byou (?:said|told us|told me|promised|agreed|assured|mentioned|wrote)\b|\b\w+ told (?:me|"
    r"us) (?!about)|\bin the (?:quote|contract|offer|proposal) it (?:said|says)\b|\bthe (?:quote|"
    r"contract|offer|proposal) (?:said|says|states)\b",
    r"\b(?:was|were) (?:meant|supposed|going|due) to be\b|\bis supposed to\b|\bwere going to\b|"
    r"^surely\b|\bas per (?:clause|the contract|our)|\bhave to be up\b|\bmust be (?:live|up|"
    r"ready|done)\b",
    r"\bi thought (?:the|that|this|it|you|we|our)\b.*\b(?:was|were|would|had|be|included|covered|"
    r"yours)\b|\bwe thought (?:that|it|the|you)\b.*\b(?:was|were|would|covered|included)\b",
    r"\b(?:would|had) have hoped\b|\bwould have hoped\b|\bideally we'd\b|\bin mind all along\b|"
    r"^normally (?:one|we|you|people) \w+|\bgiven from day one\b",
    r"\b(?:davon ausgegangen|(?:ich|wir) hatten? (?:\w+ )?(?:erwartet|gedacht|angenommen|"
    r"gehofft)|(?:ich|wir) (?:erwarten?|gehen davon aus|dachten?|nahmen? an)|eigentlich sollten?|"
    r"war(?:en)? (?:doch )?(?:vereinbart|abgemacht|ausgemacht|zugesagt|versprochen)|"
    r"sie hatten (?:gesagt|versprochen|zugesagt)|wurde (?:uns|mir) (?:gesagt|zugesagt|"
    r"versprochen)|es hieß|vereinbart war|laut (?:vertrag|angebot)|selbstverständlich)\b",
    r"\b(?:nous|je) (?:pensions?|pensais|nous attendions|m'attendais|comptions|comptais|croyions|"
    r"croyais|supposions|espérions)\b|\b(?:il était (?:convenu|prévu|entendu)|on nous avait|"
    r"vous (?:nous )?avi(?:ez|ons) (?:dit|promis|annoncé|assuré)|était (?:censé|compris)|"
    r"devait être|il va de soi|normalement)\b",
    r"\b(?:contábamos|contaba|dábamos por hecho|esperábamos|esperaba|pensábamos|pensaba|creíamos|"
    r"suponíamos|entendíamos|quedamos en|habíamos (?:quedado|acordado)|nos (?:dijisteis|dijeron|"
    r"dijo|prometisteis|prometieron|asegurasteis)|se suponía|tenía que estar|tendría que|"
    r"me dijisteis|se da por hecho)\b",
    r"\b(?:ci aspettavamo|mi aspettavo|pensavamo|pensavo|credevamo|davamo per scontato|"
    r"davo per scontato|contavamo|era (?:previsto|inteso|stabilito|stato concordato)|"
    r"ci (?:avevate|avete|era stato) (?:detto|promesso|assicurato)|eravamo d'accordo|"
    r"doveva essere|avevamo concordato|si era detto)\b",
    r"\b(?:(?:we|wij|ik) (?:had(?:den)?|gingen|ging|dachten|dacht|verwachtten|verwachtte|"
    r"rekenden|rekende) (?:.{0,30})(?:verwacht|ervan uit|dat|op)|ervan uit(?:gegaan)?|(?:was|"
    r"waren) afgesproken|jullie (?:zeiden|hadden (?:gezegd|beloofd))|u (?:zei|had (?:gezegd|"
    r"beloofd))|ons was (?:gezegd|beloofd)|zou(?:den)? (?:al|toch) )\b",
    r"\b(?:esperávamos|esperava|contávamos|pensávamos|pensava|achávamos|partimos do princípio|"
    r"estava (?:combinado|acordado|previsto)|ficou (?:combinado|acordado)|(?:disseram|prometeram|"
    r"garantiram)-nos|devia estar|tínhamos combinado|disse-nos)\b",
)
NO_EXPECTATION = AnyOf(
    r"\bexpect nothing less\b|\bwe're expecting!|\bbetter weather\b|\bwas (?:wonderful|great|"
    r"lovely|fantastic|brilliant|beautiful)\b|\bsame cold\b|^the last lot\b|\bhe said no\b|"
    r"\bsign writer\b|\bbest \w+ \w+ in years\b",
)

REQUEST = AnyOf(
    r"\b(?:can|could|may) (?:i|we) (?:get|have)\b",
    r"\b(?:could|can|would|will) (?:you|u|ye|someone|somebody|we|it|they|"
    r"the \w+)\b(?! (?:be able to see|imagine|believe|tell us how))(?!.*\bcost\b)",
    r"^(?:and |also |so |oh )?(?:please|pls|kindly|do) (?!find|don't|pass|excuse|accept|"
    r"confirm that)\w+|(?<!but) please[.!]*$|\bplease (?:put|add|make|change|remove|send|fix|"
    r"move|take|use|update|let|give|replace|delete|upload|include)\b",
    r"\bany chance (?:of|you)\b|\broom for one more\b|\bis it (?:at all )?(?:possible|"
    r"feasible)\b|\bwould it be possible\b|\bwould you mind\b|"
    r"\bit would be (?:\w+ )?(?:marvellous|great|nice|lovely|good|wonderful|helpful|handy|"
    r"useful) if\b",
    r"\bi wonder (?:if|whether) \w+.* (?:could|can|might)\b|\bwe(?:'d| would) (?:like|love|"
    r"prefer|rather)\b|\bi(?:'d| would) (?:like|love|prefer) (?:you|to (?:have|see|get|add)|the|"
    r"a)\b|\bwhat we need from you\b|\bwe need (?!a holiday)\w+|\bi need (?:you|the|a)\b",
    r"\basks? (?:whether|if) .* could\b|^(?:add|put|make|change|remove|stick|move|take|use|swap|"
    r"replace|delete|send|fix|update|give) (?:the|a|an|us|me|it|our|in|out|some|more|another)\b|"
    r"\bstick a\b",
    r"\b(?:könnten|können|könntet|würden|würdet|kannst|könntest) (?:sie|ihr|du|wir|man)\b|"
    r"\b(?:wäre es|ist es) (?:\w+ )?möglich\b|\b(?:machen|schicken|ändern|fügen|nehmen|stellen|"
    r"tauschen|setzen|bauen|löschen|senden|geben) sie\b.*\bbitte\b|^bitte (?!entschuld|"
    r"verzeih)\w+|\bwir (?:bräuchten|brauchen|hätten gern\w*|möchten|wünschen)\b|"
    r"\bich (?:bräuchte|hätte gern\w*|möchte)\b|\bwäre schön\b",
    r"\b(?:pourriez|pouvez|pourrais|peux|voudriez)-(?:vous|tu)\b|\b(?:serait-il|est-il|"
    r"il serait) possible\b|\bajoutez\b|\bmerci de (?!votre|tout)\w+er\b|\bveuillez (?!agréer|"
    r"trouver|recevoir)\w+|\b(?:nous|je) (?:voudrions|voudrais|souhait\w+|aimerions|aimerais|"
    r"avons besoin|ai besoin)\b|\bil (?:nous )?faudrait\b|\bpeut-on\b|^(?:mettez|changez|enlevez|"
    r"supprimez|remplacez|faites|envoyez)\b",
    r"\b(?:podríais|podrías|podría|podrían|podéis|puedes|puede|pueden|podemos)\b.*|\b(?:meted|"
    r"poned|añadid|cambiad|quitad|mandad|poned|ponga\w*|añada\w*|cambie\w*|envíe\w*|mándame|"
    r"mandadme)\b|\bsería posible\b|\b(?:nos|me) gustaría\b|\b(?:queremos|quisiera|quisiéramos|"
    r"necesitamos|necesito)\b|^por favor\b",
    r"\b(?:potreste|potrebbe|potete|può|puoi|potresti|potremmo)\b|\bsarebbe possibile\b|"
    r"\b(?:aggiungete|mettete|cambiate|togliete|inviate|mandate|aggiunga|metta|inviateci|"
    r"mandateci)\b|\b(?:vorremmo|vorrei|ci servirebbe|ci serve|abbiamo bisogno|ci piacerebbe)\b|"
    r"^per favore\b",
    r"\b(?:kunt|kun|zou|zouden|kunnen|willen|wilt) (?:u|je|jullie|er|we)\b|\bis het mogelijk\b|"
    r"\bgraag (?:een|de|het|nog|ook)\b|\bwe (?:willen|zouden graag|hebben .{1,20} nodig)\b|"
    r"\bzet\b.*\b(?:even|aub|alsjeblieft|graag)\b|\bgraag\b.*\b(?:toevoegen|aanpassen|wijzigen|"
    r"plaatsen|sturen)\b|\b(?:voeg|maak|verander|haal|stuur|zet)\b.*\b(?:alstublieft|alsjeblieft|"
    r"aub|svp|even|toe)\b",
    r"\b(?:podem|pode|poderiam|poderia|podiam|podia)\b|\bseria possível\b|\b(?:acrescentem|"
    r"ponham|coloquem|mudem|tirem|enviem|adicionem|acrescente|ponha|coloque)\b|\b(?:gostaríamos|"
    r"gostaria|queríamos|queria|precisamos|preciso)\b|^por favor\b",
)
# A question word at the head asks, whatever verb follows: "When will the photos be ready?"
ASKS_WHEN = AnyOf(
    r"^(?:and |so |also )?(?:when|where|who|whose|which|why|how (?:much|many|long|often|do|does|"
    r"is|are|will)) .*\?$",
    r"^(?:please |kindly |pls )?let (?:me|us) know (?:when|whether|if|how|what|who|where)\b",
)
OWN_PLAN = AnyOf(
    r"\bi may ask you\b|\bwithdraw\b|\bno (?:longer|need)\b|\bdo pass on\b|\bplease find\b|"
    r"\bplease don't worry\b|\bwould we be able to see\b|\bkönnen wir .*\bsehen\b|^(?:shall|"
    r"should) (?:we|i)\b|\bcan we expect\b|\bconfirm\b",
)
QUESTION = AnyOf(
    r"\?$|\?!$",
    r"^(?:and |so |right so |but |also )?(?:what if|how much|how many|how do|how does|how can|"
    r"when do|when does|when will|who do|who is|where do|where is|why is|why does|which)\b",
    r"\bconfirm (?:that|whether|if)\b|\blet (?:me|us) know (?:whether|if|when|how|what)\b|"
    r"\bi (?:was wondering|wonder) (?:when|how much|whether)\b",
)
NO_QUESTION = AnyOf(
    r"^how are you\b|^did you get to\b|\bwho knew\b|\bbring cake\b|\bwould you\?$|"
    r"\bhow's (?:it going|the baby)\b|^wie geht\b|^comment allez|^(?:qué|como) tal\b|^come (?:va|"
    r"sta)\b|^hoe gaat\b|^tudo bem\b|\bisn't it\?$|\bright\?$",
)
NO_STATEMENT = AnyOf(
    r"\bthe guests keep asking\b|\bkeep asking\b|\brequest the pleasure\b|\bof a website\b|"
    r"\bi wonder what my\b|\bplease don't\b|\bdo pass on\b|\bholiday, ha\b|\bhe said no\b",
    r"^(?:the|my|a|our) (?:old |last |other |former )?(?:sign writer|lot|plumber|friend|"
    r"neighbour)\b",
    r"\bder alte anbieter\b|\bel fontanero\b|\b(?:je vous promets|ich verspreche|"
    r"te prometo)\b|\bplease find\b|\bi may ask you\b",
    r"^\W*(?:i'll|we'll|i will|we will|nobody will)\b",
    r"^how are you\b",
)
