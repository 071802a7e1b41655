"""Questions and remarks about life outside the project, in seven languages."""

from orchestrator.conversation.gated import AnyOf

# A word of the trade makes it a question for us after all.
_NO_TRADE = (
    r"(?!.*\b(?:contact\w*|contato\w*|could|könn\w+|pouvez|pourr\w+|pod\w+|pued\w+|potete|"
    r"potre\w+|kunnen|kunt|\w*e?-?mails?|\w*pages?|\w*sites?|web\w*|\w*seiten?|files?|photos?|"
    r"fotos?|bild\w*|send\w*|sent|upda\w+|chang\w+|links?|account\w*|list\w*|texts?|\w*text\w*|"
    r"drafts?|entw\w+|logos?(?! à)|button\w*|calend\w+|kalender\w*|shop\w*|server\w*|"
    r"newsletter\w*|backups?|support|reach\w*|availab\w+|open|closed|offen|geöffnet|geschlossen|"
    r"ouvert\w*|fermé\w*|abiert\w+|cerrad\w+|apert\w+|chius\w+|gesloten|abert\w+|fechad\w+|"
    r"erreichbar\w*|joignables?|disponib\w+|disponív\w+|bereikbaar|assist\w+|log ?in|passw\w+|"
    r"mot de passe|contraseñ\w+|senha\w*|install\w*|import\w*|print\w*|form\w*|formul\w+|"
    r"módul\w+|modul\w+|invoice\w*|rechnung\w*|factur\w*|fattur\w+|fatur\w+|order\w*|bestell\w*|"
    r"command\w*|pedidos?|ordin\w+|offer\w*|angebot\w*|devis|presupuesto\w*|preventiv\w+|"
    r"orçament\w+|video\w*|vídeo\w*|booking\w*|buch\w+|réserv\w+|reserv\w+|prenot\w+|ticket\w*|"
    r"data|daten|donn\w+|dat[oi]s?|dad[oa]s|system\w*|sistem\w+|domain\w*|domin\w+|domein\w*|"
    r"program\w*|version\w*|plan\w*|"
    r"phones?|tele[fp]\w+|télép\w+|teléf\w+|deliver\w*|liefer\w*|livr\w+|entreg\w+|consegn\w+|"
    r"lever\w*|repar\w+|repair\w*|office|büro|emergenc\w*|notdienst|urgen\w+|flyer\w*|poster\w*|"
    r"banner\w*|brochure\w*))"
)
SMALL_TALK = AnyOf(
    # An offer to talk asks for nothing.
    r"^(?:(?:and|but|so),? )?(?:please,? )?(?:(?:do not|don't|never) hesitate|feel free) to "
    r"(?:call|ring|phone|contact|get in touch|reach|ask|write|e-?mail|message|drop)\b|"
    r"^(?:bitte )?zögern? (?:sie|du|bitte)?\W*(?:bitte )?nicht\b|^(?:surtout )?n'hésit\w+ pas\b|"
    r"^no (?:dud\w+|vacil\w+) en\b|^non esit\w+ a\b|^aarzel (?:vooral )?niet\b|"
    r"^não hesit\w+ em\b",
    r"^¡(?:cómo|qué|cuánto) (?!(?:\w+ )*(?:puedo|podemos))|^(?:how (?:time|nice|lovely|kind|"
    r"clever|funny)|wie die zeit|comme le temps|come passa il|como o tempo|wat vliegt|"
    r"cómo pasa el)\b",
    r"\bquién (?:nos |me )?iba a decir\b|\bwho(?:'d| would) have thought\b|"
    r"\bwer hätte\b.*\bgedacht\b|\bqui (?:l'eût cru|aurait (?:cru|dit|pensé))\b|"
    r"\bchi l'avrebbe (?:mai )?(?:detto|pensato)\b|\bwie had dat\b|\bquem (?:diria|"
    r"havia de dizer)\b",
    r"^how are (?:you|things)\b|\b(?:tudo bem|todo bien|tutto bene|ça va|alles gut)\W*$|"
    r"^did you (?:get to|have a (?:good|nice)|enjoy|see the (?:match|game|news))\b|\bwho knew\b|"
    r"\bbring (?:cake|coffee|biscuits|anything)\b|\bwould you\?$|^how(?:'s| is) (?:it going|"
    r"the baby|life|everyone|your)\b|\bhow was (?:your|the) (?:holiday|weekend|trip|break|"
    r"summer)\b|^(?:wie geht|comment allez|comment ça va|ça va|(?:¿)?qué tal|(?:¿)?cómo (?:estás|"
    r"está|estáis|va todo)|come (?:va|sta)|hoe gaat|tudo bem|como est(?:á|ão|ás)|todo bien|"
    r"alles gut|na,? wie)\b|\b(?:isn't|aren't|doesn't|wasn't|don't) (?:it|they|we|that|he|"
    r"she)\?$|\bwho would have thought\b|\bcan you believe\b|\bwhat (?:a|an|more|would we do|"
    r"can i say|could be better)\b|^(?:shall|may|should) i (?:bring|come|pick|drop|pay)\b|"
    r"^did (?:i|we) (?:miss|mention|tell)\b|\b(?:schöne(?:n|s)? (?:urlaub|wochenende)|"
    r"gut (?:ins neue|gerutscht|angekommen|erholt))\b|\bsoll ich .* mitbringen\b|\b(?:right|okay|"
    r"ok)\?$|^(?:really|seriously|ok|okay|right|echt|vraiment|de verdad|davvero|echt waar)\?",
    # "Did you get away over Easter?"
    rf"^{_NO_TRADE}(?=.*\b(?:you|your|y'all|the)\b).*\b(?:travel|weekend|holidays?|vacation|"
    rf"keeping (?:well|busy|warm|dry)|easter|christmas|new year|beach|coast|party|celebrat\w+|"
    rf"sleep|match|weather|family|kids|children|garden|puppy|skiing|seaside|trip|journey|flight|"
    rf"getting on|birthday|get (?:home|away|back) (?!to )|marathon|flu|drive home|feeling|"
    rf"heatwave|wedding|honeymoon|half marathon)\b.*\?",
    rf"^{_NO_TRADE}(?=.*(?:\b(?:ihr|du|sie|euch|dir|ihnen|eure?\w*|dein\w*)\b|^na\b|"
    rf"^wie war)).*\b(?:\w*urlaub|ferien|wochenende|nach hause|heim(?:gekommen)?|gefeiert|party|"
    rf"fest|feiertage|weihnachten|ostern|silvester|wetter|strand|meer|spiel|konzert|familie|"
    rf"kinder|hund|garten|erholt|ausgeschlafen|geburtstag|reise|flug|skifahren|hochzeit|grippe|"
    rf"erkältung|gesund|rutsch|wandern)\b.*\?",
    rf"^{_NO_TRADE}(?=.*\b(?:vous|tu|votre|vos|ton|ta|tes|ces|toi)\b).*\b(?:rentrée?s?|vacances|"
    rf"fêtes?|week-end|noël|pâques|dormi|bien arrivée?s?|reposée?s?|plage|ski|match|enfants|"
    rf"famille|jardin|chien|anniversaire|voyage|fêté|en forme|remise?s?|mariage|rhume|"
    rf"profité)\b.*\?",
    rf"^{_NO_TRADE}.*\b(?:vacaciones|fiestas?|celebr(?:ast|ó|aron)\w*|playa|fin de semana|"
    rf"navidad\w*|reyes|semana santa|puente|partido|familia|niñ[oa]s|perr[oa]|jardín|cumpleaños|"
    rf"viaje|lleg(?:asteis|aste|aron) bien|descans\w+|boda|verano|gripe|resfriad\w|pas(?:asteis|"
    rf"aste|ado) (?:bien|muy)|fútbol)\b.*\?",
    rf"^{_NO_TRADE}.*\b(?:(?:rientrat|tornat|arrivat)[aie] (?:bene|a casa|san\w)|vacanz\w|ferie|"
    rf"fest[ae]|festeggiat\w|spiaggia|mare|montagna|natale|pasqua|capodanno|partita|famiglia|"
    rf"bambini|cane|giardino|compleanno|viaggio|riposat\w|matrimonio|sciare|influenza|weekend|"
    rf"fine settimana)\b.*\?",
    rf"^{_NO_TRADE}.*\b(?:thuisgekomen|vakantie|weekend|gevierd|feest\w*|strand|kerst|pasen|"
    rf"wedstrijd|kinderen|familie|hond|tuin|verjaardag|reis|uitgerust|bruiloft|schaatsen|"
    rf"weer gehad|lekker weer|griep|opgeknapt|zomer|genoten)\b.*\?",
    rf"^{_NO_TRADE}.*\b(?:férias|festas?|praia|natal|páscoa|jogo|cheg(?:aram|ou|aste) bem|"
    rf"família|filhos|miúdos|crianças|jardim|aniversário|viagem|descans\w+|casamento|"
    rf"fim de semana|celebr\w+|festej\w+|carnaval|gripe|fim-de-semana|feriado|logo à noite)\b.*\?",
    rf"^{_NO_TRADE}.*\b(?:snow\w*|rain\w*|schnee|geschneit|geregnet|neige|pluie|canicule|nieve|"
    rf"nevado|lluvia|neve|pioggia|sneeuw|gesneeuwd|hitte|chuva|nevou)\b.*\?",
    # What they no longer want.
    r"\b(?:forget|scrap|never mind) (?:what|about|the idea|that|it|my)\b|\bdon't worry about\b|"
    r"\b(?:got|have) (?:all |everything )?(?:what |that )?(?:we|i) need\b|\bvergess(?:t|"
    r"en) (?:sie |wir )?(?:das|die|den|es|einfach)\b(?!.*nicht)|\berledigt\b|\blaiss\w+ tomber\b|"
    r"\boubliez (?!pas)|\bne (?:touchez|changez) (?:plus|rien)\b|\bolvid(?:ad|aos|en|e|ense|"
    r"arse) (?:lo|de|el|la)\b|\b(?:dejadlo|déjenlo|déjelo)\b|\blasci\w+ (?:perdere|stare)\b|"
    r"\bdimenticate\b|\blaat\b.*\b(?:maar|zitten)\b|\bvergeet (?:dat|wat|die|het) (?!niet)|"
    r"\bhoeft niet\b|(?<!se )\besqueç(?:a|am)\b|\bdeixem? (?:estar|lá|isso)\b|"
    r"\bgeen .* meer nodig\b|\bse ravis\w+|\bje me ravise\b",
    r"\bbrauche?n? .*\b(?:kaffee|urlaub|pause|bier|schnaps|ferien)\b|\byou should have seen\b|"
    r"\b(?:besoin|falta|bisogno|serve|nodig|preciso|precisamos|necesit\w+) .*\b(?:café|vacances|"
    r"vacaciones|vacanza|caffè|koffie|vakantie|férias|siesta)\b",
)
