"""What makes a clause of a client's an expectation, in seven languages."""

from orchestrator.conversation.gated import AnyOf
from orchestrator.conversation.statement_expectation_words import EXPECTS
from orchestrator.conversation.statement_recall_words import RECALLED

# Now; "we did not expect to pay" tells of what was expected.
_EXPECTS_NOTHING = AnyOf(
    r"\b(?:do not|don't|am not|'m not|are not|aren't|'re not|nobody|no one|nor do (?:i|"
    r"we)) (?:\w+ )?(?:expect(?:s|ing)?|assum(?:e|es|ing)|presum(?:e|ing)|count(?:ing)? on|"
    r"rely(?:ing)? on|insist\w*)\b(?! to (?:pay|be|have|see|find|get|receive|chase|wait))|"
    r"\b(?:would|wouldn't) (?:not |never )?(?:dream|insist)\b",
    r"\b(?:erwarte|erwarten) (?:ich |wir )?(?:\w+ )?(?:kein\w*|nicht)\b|\brechnen? (?:\w+ "
    r"){0,2}nicht mit\b|\bniemand (?:\w+ )?(?:erwartet|verlangt|rechnet)\b|"
    r"\bgehen? (?:ich |wir )?nicht davon aus\b|\b(?:nicht|keine? \w+) (?:erwartet|erwarte ich|"
    r"erwarten wir)$",
    r"\b(?:personne )?n(?:e (?:m'|nous )?|')(?:attend|attends|attendons|compte|comptons|"
    r"demande|demandons|espère)\b(?! (?:toujours|encore|plus que|que))|\bne vous attendez pas\b",
    r"\b(?:no|nadie|ni) (?:espero|esperamos|espera|cuento|contamos|exijo|exigimos|exige|"
    r"pretend\w+)\b",
    r"\b(?:non (?:mi |ci |si )?|nessuno (?:si )?)(?:aspett[oa]|aspettiamo|conto|contiamo|"
    r"pretend\w+|chiede|attend\w+)\b",
    r"\bniemand (?:\w+ )?(?:verwacht|eist|rekent)\b|\brekene?n? (?:\w+ ){0,2}(?:niet|geen)\b|"
    r"\bverwacht(?:en)? (?:ik |we |wij )?(?:geen|niet|niets)\b",
    r"\b(?:não|ninguém|nem) (?:esper[oa]|esperamos|conto|contamos|exijo|exigimos|exige|"
    r"pretend\w+|estou à espera|estamos à espera)\b",
)
_BUT = AnyOf(r"\b(?:but|aber|sondern|mais|pero|sino|ma|maar|mas)\b")
# Other people's words, small talk and praise in the same wording.
_NO_EXPECTATION = AnyOf(
    r"\b(?:grateful|obliged|glad|pleased|appreciate\w*|kind|great|helpful) (?:it )?if\b|"
    r"\byou should have (?:seen|been)\b|\b(?:não|no|non|nicht|pas|niet) (?:\w+ ){0,2}(?:claro|"
    r"chiaro|klar|clair|duidelijk)\b|, (?:versprochen|promis|prometido|promesso|beloofd|promise|"
    r"prometo)$",
    r"^(?:\w+ )?(?:der|die|das|unser\w*|mein\w*) (?:früher\w*|ehemalig\w*|damalig\w*|"
    r"alte[rn]?) \w+ (?:hat|hatten?|sagte|meinte|versprach|wollte)\b|\bvon früher\b|"
    r"^(?:\w+ )?(?:il|la|nostr\w|mio|mia) (?:vecchi[oa]|precedente|ex) \w+ (?:ha|aveva|diceva|"
    r"disse|promett\w+|prometteva)\b|^(?:\w+ )?(?:l'|notre |mon )anci\w+ \w+ (?:a|avait|disait|"
    r"nous|promettait)\b|^(?:\w+ )?(?:o|a|(?:o |a )?(?:noss[oa]|meu|minha)) (?:antig[oa]|"
    r"anterior) \w+ (?:disse|dizia|prometeu|tinha|garantiu)\b|^(?:\w+ )?(?:el|la|"
    r"nuestr[oa]) (?:antigu[oa]|anterior) \w+ (?:dijo|decía|prometió|había|aseguró)\b|"
    r"^(?:\w+ )?(?:de|onze|het) (?:vroegere|vorige|oude|voormalige) \w+ (?:zei|had|beloofde)\b",
    r"^(?:\w+ )?(?:visitors|guests|customers|people|friends|members|everyone|everybody|parents|"
    r"readers|several|many) (?:\w+ )?(?:told|said|tell|say)\b",
    r"\b(?:did|does|just|exactly) what you said\b|\bas you (?:know|said|say|asked)\b|"
    r"\b(?:someone|somebody|he|she|they) (?:said|mentioned|wrote) (?:it|so|nothing|something|"
    r"hello|hi|yes|no|thanks)\b",
    r"\bexpected to (?:hate|dislike|love|be (?:bored|disappointed))\b|\bexpect (?:a|some|many|"
    r"more|fewer|no) (?:visitors|guests|people|questions|calls)\b",
    r"\b(?:would|will|to|it'd) (?:rain|snow|storm)\b|\bsunshine\b|\bregen\b|\bpleuvoir\b|"
    r"\bllover\b",
    r"\bexpect nothing less\b|\bwe're expecting!|\b(?:better|bad|good|nicer|dry|the) weather\b|"
    r"\bas expected\b|\b(?:exceeded|beyond|than|surpassed) .*\bexpect|\bthan (?:i|"
    r"we) (?:\w+ )?(?:thought|expected|hoped|dared)\b|\bsame cold\b|\bhe said no\b|"
    r"\bbest \w+ \w+ in years\b",
    r"^(?!.*\bwould\b).*\bthought (?:the|that|this|it|your|all)\b.*\b(?:was|were|"
    r"is) (?:\w+ )?(?:wonderful|great|lovely|fantastic|brilliant|beautiful|excellent|perfect|"
    r"very|really|so|superb|nice|good|clear|helpful|funny|spot)\b",
    r"\b(?:you )?promised? .* and (?:we|i) got it\b|\bmore than (?:you )?promised\b|"
    r"\bas (?:you )?promised\b|\bexactly (?:as|what) (?:you|we)\b|\bkept (?:your|their) (?:word|"
    r"promise)\b|\bjust as (?:you|we)\b",
    r"^(?:and |but |even )?(?:the|my|our|a|an|his|her|their) (?:old |last |other |former |"
    r"previous |new |very )?(?!quote|contract|offer|proposal|agency|team|agreement|plan|schedule|"
    r"timeline|brief|estimate|understanding|assumption|expectation|designer|developer|deal|idea|"
    r"impression|arrangement|colleague|project|account|lady|man|woman|person|gentleman|site|"
    r"go-live|launch|report|shop|page|first|test|pages)[\w']+(?: [\w']+)? (?:also |even |always |"
    r"had |keeps? )?(?:said|says|promised|told|assured|wrote|mentioned|thought|agreed|reckons)\b",
    r"\b(?:i expect|i assume|i presume|i suppose|i imagine) (?:you've all|you(?:'re|"
    r" are) (?:all |very )?(?:busy|well)|you have (?:a lot|had)|so\b)|\b(?:forecast|weatherman|"
    r"they) (?:said|promised) (?:rain|snow|sun)|\bpromised sunshine\b|\byou said (?:it was|"
    r"that was) (?:fine|great)",
    r"\bder (?:alte|vorige|frühere) anbieter\b|\b(?:mein|meine|unser|unsere) (?:mann|frau|sohn|"
    r"tochter|nachbar\w*|steuerberater\w*|mutter|vater|elektriker|maler|klempner)\b|"
    r"\bder (?:klempner|maler|elektriker|drucker|wetterbericht)\b",
    r"\b(?:el|la|mi|nuestro|nuestra) (?:fontanero|electricista|pintor|mujer|marido|hij[oa]|"
    r"vecin[oa]|gestor|proveedor anterior|antigu[oa] \w+)\b|\b(?:le|la|mon|ma|notre) (?:plombier|"
    r"électricien|peintre|mari|femme|fils|fille|voisine?|imprimeur|comptable|ancien\w* \w+|"
    r"météo)\b|\b(?:l'|il|la|mio|mia|nostro) ?(?:idraulico|elettricista|marito|moglie|figli[oa]|"
    r"commercialista|tipografo|vicin[oa]|vecchi[oa] \w+)\b|\b(?:de|mijn|onze) (?:loodgieter|"
    r"schilder|man|vrouw|zoon|dochter|buur\w*|boekhouder|(?:vorige|oude) (?:\w+bouwer|"
    r"leverancier|partij|webmaster|bureau))\b|\b(?:o|a|meu|minha|nosso|nossa)(?: meu|"
    r" minha)? (?:pai|mãe|sócio|sócia|sobrinh[oa]|canalizador|eletricista|pintor|marido|mulher|"
    r"filh[oa]|vizinh[oa]|contabilista|antig[oa] \w+)\b",
    r"\b(?:wie (?:erwartet|besprochen|vereinbart|versprochen|abgesprochen)|comme (?:prévu|"
    r"convenu|promis)|como (?:esperábamos|acordamos|quedamos|hablamos|combinado|esperado)|"
    r"come (?:previsto|promesso|d'accordo)|zoals (?:verwacht|afgesproken|beloofd))\b",
    r"\b(?:i|we) (?:thought|hoped|expected|agreed|decided) (?:we(?:'d| would|) (?:go|take|wait|"
    r"choose|come|try|pay|have a think)|i(?:'d| would) (?:go|ask|try|write|let|drop|share|tell|"
    r"mention|check|send|say))\b|\bwe(?:'ve| have)? (?:all |both )?agreed (?:to (?:go|take|pay|"
    r"wait|buy|choose|use)|with|internally|among|on the)\b|\bwhere we agreed\b",
)
_QUESTION_WORD_FIRST = AnyOf(
    r"^(?:and |so |but )?(?:when|where|who|which|what|why|how|wann|wo|wer|wie|warum|welche\w*|"
    r"quand|où|qui|pourquoi|comment|¿(?:cuándo|cómo|quién|dónde|por qué)|quando|chi|perché|come|"
    r"wanneer|wie|waarom|hoe|quem|porque|can|could|do|does|did|is|are|will|has|have|kann|können|"
    r"zou(?:den)? (?:u|jullie|je)|ist|sind|cuanto|cuánto|quanto|combien|hoeveel|quando|könnten|"
    r"pouvez|pourriez|est-ce)\b"
)
_HOW_MUCH_FIRST = AnyOf(
    r"^(?:and |und |et |y |e |en )?¿?(?:how (?:much|long|many)|wie ?viele?|combien|"
    r"cu[aá]nt[oa]s?|quant[oaei]s?|hoeveel|hoelang)\b"
)


def expectation_start(lower: str) -> int:
    """Where the words of the expectation begin."""
    starts = EXPECTS.start(lower), RECALLED.start(lower)
    return min((start for start in starts if start >= 0), default=-1)


def expects_nothing(lower: str) -> bool:
    return _EXPECTS_NOTHING.search(lower) and not _BUT.search(lower)


def is_expectation(lower: str) -> bool:
    return (
        (EXPECTS.search(lower) or RECALLED.search(lower))
        and not _NO_EXPECTATION.search(lower)
        and not (lower.rstrip().endswith("?") and _QUESTION_WORD_FIRST.search(lower))
        and not _HOW_MUCH_FIRST.search(lower)
    )
