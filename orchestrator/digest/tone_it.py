"""The tone of Italian.  Pure."""

from orchestrator.digest.tone_rules import Cause, Kind, Rules

_SAID = (
    "(?:detto|scritto|spiegato|ripetuto|menzionato|segnalato|comunicato|ribadito|chiesto"
    "|avvisat[oaie]|ricordato)"
)
_OFTEN = (
    r"(?:(?:più|molte|tante|diverse|parecchie|mille|cento|due|tre|quattro) volte|a più riprese"
    r"|ripetutamente"
    r"|in più occasioni|continuamente|fino alla nausea)"
)
_VERY = (
    "(?:semplicemente|assolutamente|totalmente|completamente|davvero|veramente|francamente"
    "|proprio|molto|così|troppo"
    "|a dir poco|del tutto|tutta|tutto|solo|soltanto|unicamente|esclusivamente|chiaramente"
    "|interamente)"
)
_MAD = (
    r"(?:ridicol[oaie]|ridicoli|assurd[oaie]|stupid[oaie]|idiot[aei]|imbecill[ei]"
    r"|inaccettabil[ei]|inammissibil[ei]|vergognos[oaie]"
    r"|scandalos[oaie]|incompetent[ei]|patetic[oaie]|infantil[ei]|offensiv[oaie]"
    r"|intollerabil[ei]|indecent[ei]|arrogant[ei]"
    r"|penos[oaie]|demenzial[ei]|insensat[oaie])"
)
_READY = "(?:pront[oaie]|fatt[oaie]|finit[oaie]|online|consegn\\w+|risolt[oaie]|complet\\w+)"

RULES = Rules(
    words={
        Cause.TOLD: {
            r"come (?:vi |le |ti )?continu(?:o|iamo) a (?:dire|ripetere)\w*": None,
            r"(?:ve|te|glie)l'(?:avevo|avevamo) (?:detto|scritto|spiegato)|(?:vi|la|ti) (?:avevo"
            r"|avevamo) avvertit\w+|l'avevo detto": None,
            f"come (?:le |vi |ti |glielo |ve l'|te l'|l'|lo )*(?:ho|abbiamo|avevo|avevamo)"
            f" (?:già ){_SAID}(?: {_OFTEN})?": "come accennato",
            f"come (?:le |vi |ti |ve l'|te l'|l'|lo )*(?:ho|abbiamo|avevo|avevamo)? ?(?:già"
            f" )?{_SAID}"
            f" {_OFTEN}": "come accennato",
            f"come già (?:{_OFTEN} )?{_SAID}(?: {_OFTEN})?": "come accennato",
            f"(?:le |vi |ti |gliel'|ve l'|te l'|l'|lo )(?:ho|abbiamo|avevo|avevamo) già {_SAID}"
            f"|(?:le |vi |ti |gliel'|ve l'|l')"
            f"(?:ho|abbiamo) {_SAID} {_OFTEN}": None,
            "quante volte (?:devo|dobbiamo|bisogna|ve|glielo|ho)|per (?:la (?:terza|quarta"
            "|quinta|decima|ennesima|ultima) volta|l'ennesima"
            " volta|l'ultima volta)(?=[,:]| (?:vi|le|ve|glielo))|non (?:mi piace|amo) ripeter\\w+"
            "|odio ripeter\\w+": None,
        },
        Cause.SHOULD: {
            r"avreste (?:dovuto|potuto) (?P<verb>\w+r(?:e|ci|mi|lo|la|celo|li|le|ne"
            r"|velo))": "ci aiuterebbe se poteste {verb}",
            r"avresti (?:dovuto|potuto) (?P<verb>\w+r(?:e|ci|mi|lo|la|celo|li|le"
            r"|ne))": "ci aiuterebbe se potessi {verb}",
            r"(?:lei )avrebbe (?:dovuto|potuto) (?P<verb>\w+r(?:e|ci|mi|lo|la|celo|li|le"
            r"|ne))": "ci aiuterebbe se Lei potesse {verb}",
            r"avrebbe (?:dovuto|potuto) (?:avvis|dir|legg|inform|rispond|chied|comunic|mand"
            r"|invi)\w+"
            r"|non avre(?:ste|sti|bbe) dovuto (?!essere)\w+": None,
            r"se (?:ci |mi |lo |solo )*(?:aveste|avessi|avesse) (?:solo |almeno |davvero"
            r" )*(?:risposto|letto|detto|avvisato|mandato|inviato"
            r"|ascoltato|controllato|pagato|fatto|verificato|deciso|consegnato|prestato)": None,
            r"perché non (?:ce lo|ci|me lo|mi|lo|l'|avete|ha|hai)(?: \w+)? ?(?:avete|ha|hai"
            r"|detto|legg\w+|rispond\w+|avvisato)(?: \w+)?": None,
        },
        Cause.FAULT: {
            r"(?:ci avete|ci ha) (?:deluso|abbandonat|fatto perdere)\w*|è (?:tutto )?per colpa|la"
            r" colpa è|non (?:ci )?avete mai (?:risposto|letto|detto)": None,
            "(?:siete|sei|è) (?:stat[oi] )?(?:voi|tu|lei) (?:che|ad? )|(?:dobbiamo|devo) sempre"
            " (?:rincorrer|inseguir)\\w+|(?:per|a causa) (?:vostra|sua)"
            "|il vostro team (?:ha|non)": None,
            f"(?:{_VERY} )*colpa (?:è )?(?:vostra|sua|tua)|per colpa (?:vostra|sua|tua)|la"
            f" colpa è (?:{_VERY} )*(?:vostra|sua|tua)"
            f"|(?:{_VERY} )*(?:vostra|sua|tua) (?:la )?colpa|(?:siete|sei) (?:{_VERY} )*(?:gli"
            f" unici |i soli )?responsabil[ei]"
            "|(?:a causa de[li]+|per) (?:vostr[oaie]|i vostri) (?:ritard[oi]|error[ei]"
            "|negligenza|lentezza|indecisione)": None,
            "non (?:è|era) (?:un )?(?:nostro|mio) problema|non è (?:colpa|problema)"
            " (?:nostr[oa]|mi[oa])|(?:è|sono) (?:un )?(?:problema vostro"
            "|problemi vostri|vostro problema|affar[ei] vostr[oi])": None,
            "(?:ancora una volta|di nuovo|per l'ennesima volta|un'altra volta),? (?:ci"
            " )?(?:avete|ha|hai|siete)|(?:avete|hai) (?:di nuovo|ancora"
            " una volta)|(?:avete|hai) (?:ignorato|trascurato|rovinato|combinato|omesso"
            "|dimenticato di nuovo)|perché (?:voi )?non avete"
            "|vi siete rifiutati": None,
            "(?:evidentemente|chiaramente|ovviamente|a quanto pare|è evidente che|è chiaro che"
            "|si vede che),? (?:voi |lei )?(?:non|neanche|nemmeno)"
            " (?:avete|ha|hai|sapete|sa|capite|capisce|leggete|legge)(?: \\w+)?": None,
        },
        Cause.ALWAYS: {
            r"non (?:ci |mi |lo |le |li )?(?:rispond|legg|ascolt|pag|rispett|avvis|mand|consegn"
            r"|siete content|siete soddisfatt)\w* mai"
            r"|(?:voi |lei )?(?:cambi|dimentic|vi lament|chied|pretend|modific)\w* (?:sempre"
            r"|continuamente|in continuazione|di continuo"
            r"|costantemente)|(?:sempre|continuamente) (?:cambiate|vi lamentate|dimenticate|in"
            r" ritardo voi)|non fate (?:altro )?che"
            r"|è sempre la stessa (?:storia|cosa) con|ogni volta (?:è )?la stessa": None,
        },
        Cause.ANGER: {
            r"incredibile(?=[.!]|$)|(?:mi|ci) (?:fate|fa|state facendo) (?:impazzire|perdere la)"
            r"|(?:mala ?fede|in malafede)|che (?:disastro|scandalo|circo)|(?:sui|sui nostri) nervi"
            r"|(?:troppo oltre|passato il segno)|non (?:mi|ci) parli\w* così": None,
            "(?:state|sta) esagerando|avete (?:superato|passato) (?:il|ogni) (?:limite|segno)|(?:è"
            "|siete) il peggior\\w*|non siamo i vostri": None,
            f"(?P<who>sono|siamo) (?:{_VERY} )*(?:furios[oaie]|arrabbiat[oaie]|infuriat[oaie]"
            f"|indignat[oaie]|incazzat[oaie]|irritat[oaie]"
            "|seccat[oaie])": None,
            f"(?:sono|siamo) (?:{_VERY} )*(?:stuf[oaie]|stufi|stanc[oahie]+)(?: di)?|ne ho"
            f" (?:abbastanza|piene)|ne abbiamo (?:abbastanza|piene)"
            "|(?:ora |adesso )?basta(?=[.!,]|$| con)|è il colmo|la misura è colma": None,
            "(?:la )?(?:mia|nostra) pazienza (?:\\w+ ){0,3}?(?:finita|limite|limiti|esaurita)"
            "|(?:sto|stiamo) perdendo la pazienza"
            "|ho perso la pazienza": None,
            "smett(?:etela|ila|a|ete|i)(?: (?:di|subito))?|finitela|(?:ci|mi) (?:state|sta"
            "|stai) prendendo in giro|state scherzando"
            "|è uno scherzo|come (?:osate|si permette|vi permettete)|vergognatevi|si vergogni"
            "|chi (?:vi|si) cred\\w+|fate il vostro (?:lavoro|dovere)"
            "|svegliatevi|non (?:mi|ci) importa(?: nulla| niente)?|(?:me|ce) ne frego|non ci"
            " (?:posso|possiamo) credere|non posso credere che"
            "|è incredibile che|ci vediamo in tribunale|il nostro avvocato|ve ne pentirete"
            "|ultimo avvertimento|(?:farci |far )?perdere (?:il nostro )?tempo"
            "|non (?:tollero|tolleriamo|tollererò|accetterò)|lasciateci in pace": None,
        },
        Cause.INSULT: {
            f"(?P<it>questo |ciò )?è (?:{_VERY} )*(?:{_MAD}|una (?:vergogna|pazzia|farsa"
            f"|follia))(?=\\s*[.!,]|$)": "per noi così non funziona",
            f"(?:{_VERY} )*{_MAD}|(?:che |una )?(?:sciocchezz[ae]|stupidaggin[ei]|idiozi[ae]"
            f"|cretinat[ae]|cavolat[ae]|buffonat[ae])|(?:una|che) vergogna"
            "|una perdita di tempo": None,
            r"cazz\w+|merda|stronz\w+|idiot[ai]|cretin[oi]|deficient[ei]|imbecill[ei]"
            r"|bugiard[oi]|incapaci|porca|maledett[oaie]|dilettanti(?=[.!])"
            r"|(?:state|sta) mentendo|mentite": None,
            "(?:poco|per niente|per nulla|non molto) professional[ei]|mancanza di"
            " professionalità|non (?:capite|capisce) (?:niente|nulla)"
            "|non (?:avete|ha) (?:la minima )?idea(?= di)|sapete leggere|non sapete (?:nemmeno "
            "|neanche )?leggere": None,
        },
        Cause.SARCASM: {
            r"forse dovre(?:ste|sti|bbe) (?:leggere|pensare|imparare)|grazie .{0,50},? come"
            r" (?:sempre|al solito)(?=[.!]|$)": None,
            r"come se non avessimo (?:altro|niente|nulla)|(?:pensate|leggete|rifletta|pensateci)"
            r" (?:bene )?prima|tutto il tempo del mondo|non siamo (?:indovini|i vostri)|sfera di"
            r" cristallo|poverin[oia]": None,
            "grazie (?:di|per) (?:niente|nulla)|^buona fortuna(?: con questo| allora)?(?=[.!]"
            "|$)|buona fortuna con (?:questo|quello)|che sorpresa"
            "|ma che (?:sorpresa|strano)|guarda caso|tipico(?=[.!]|$)|complimenti per (?:aver"
            "|il disastro)|bravi davvero|(?:che gentile|che bello|gentile da"
            " parte vostra|bello),? (?:che |a )?(?:vi |si )?(?:degn|finalmente)\\w*|vi siete"
            " degnati|finalmente (?:avete risposto|vi fate vivi|rispondete)": None,
            "non è (?:poi )?(?:così |tanto )(?:difficile|complicato)|non (?:ci vuole|serve)"
            " (?:un genio|una laurea)|anche un bambino|è così difficile"
            "|quale parte|con tutto il rispetto|nel caso (?:non ve ne foste|vi fosse sfuggito)"
            "|se vi foste (?:presi|degnati|disturbati)"
            "|il vostro cosiddetto|la vostra cosiddetta|i vostri cosiddetti|cosa vi"
            " aspettavate": None,
        },
        Cause.CURT: {
            r"nessun commento|discussione (?:è )?chiusa|niente (?:altro )?da aggiungere|perché lo"
            r" dico io|non è un mio problema": None,
            "fate (?:pure )?(?:come|quello che) (?:volete|vi pare)|fai come vuoi|faccia come"
            " (?:vuole|crede)|(?:o )?prendere o lasciare|punto e basta"
            "|fine della discussione|peggio per (?:voi|lei|te)|arrangiatevi|è così e basta|non"
            " si discute|trovatevi (?:un altro|qualcun altro)"
            "|(?:è|sono stato|tutto) chiaro[?]|capito[?]|una volta per tutte|e allora[?]"
            "|^pazienza(?=[.!]$)": None,
            "^(?:leggete|legga|leggi|rileggete) (?:il|la|l'|il mio|la mia|il vostro|la nostra"
            "|la) ?(?:contratto|mail|e-mail|offerta|manuale|messaggio"
            "|preventivo)(?: prima)?(?=[.!]|$)": None,
        },
        Cause.CERTAIN: {
            r"garantit\w+ al 100|(?:risolver|risolv)\w+ (?:tutto|tutti)|sempre (?:disponibili|a"
            r" vostra)|giorno e notte|miglior\w* .{0,20}(?:del mondo|sul mercato)|non vi delude\w+"
            r"|tutto (?:funzionerà|andrà) (?:perfett|bene|liscio)\w*|non avrete (?:mai"
            r" )?più": None,
            "(?:vi |le |ti )?garantisco che": "prevedo che",
            "(?:vi |le |ti )?garantiamo che": "prevediamo che",
            "(?:vi |le |ti |ve lo |glielo )?(?:garantisco|garantiamo)|garantit[oaie](?=[.!]|$|"
            " per| entro)|(?:avete|ha|hai|vi do|le do) la (?:mia|nostra)"
            " parola|parola d'onore|(?:ve )?lo giuro|fidatevi(?: di (?:me|noi))?|si fidi"
            "|credetemi": None,
            f"(?:sicuramente|certamente|di sicuro|assolutamente|senz'altro|senza dubbio"
            f"|sicuro)(?=.{{0,30}}{_READY})|"
            f"{_READY}.{{0,25}} (?:di sicuro|senz'altro|senza dubbio|sicuramente)(?=[.!]|$)"
            f"|sicuro al (?:100 ?%|cento per cento)": "probabilmente",
            "(?:a qualunque|a qualsiasi|a ogni|ad ogni) costo|costi quel che costi|qualunque"
            " cosa (?:accada|succeda)|senza fallo|in ogni caso(?=.{0,20}(?:pront"
            "|consegn))": "salvo imprevisti",
            "(?:sicur|cert|convint)[oaie] al (?:100 ?%|cento per cento)|(?:assolutamente"
            "|totalmente) (?:sicur|cert|convint)[oaie]": "fiduciosi",
            "(?:al )?(?:100 ?%|cento per cento) (?:sicur[oaie]|pront[oaie]|affidabil[ei]"
            "|soddisfatt[oaie])|(?:sarà|funzionerà) (?:\\w+ )?al (?:100 ?%|cento per"
            " cento)": None,
            "(?:vi |le |ti )?prometto che": "prevedo che",
            "(?:vi |le |ti )?promettiamo che": "prevediamo che",
            "(?:ve |glie)?lo (?:prometto|promettiamo)|promesso(?=[.!]$)|(?:senza|privo di|zero)"
            " (?:alcun |errori|bug|rischi|il minimo )(?:errore|problema|rischio|intoppo)?"
            "|infallibile|a prova di (?:bomba|errore)|(?:assolutamente|totalmente)"
            " (?:perfett[oaie]|affidabile)|(?:tutto )?sarà (?:tutto )?perfetto|vi piacerà"
            " da morire|ne sarete entusiasti|non ve ne pentirete|modifiche illimitate|tutto"
            " quello che (?:volete|desiderate)": None,
        },
        Cause.NEVER: {
            "(?P<it>questo |ciò |una cosa del genere )?non (?:succederà|accadrà|capiterà|si"
            " ripeterà|ricapiterà) (?:mai più|più)": "lavoriamo perché non si ripeta",
            "mai più(?! sapr)|non .{0,30} mai più": None,
            "(?:niente|nulla) (?:può|potrà) andare (?:storto|male)|non può (?:fallire|andare"
            " storto|andare male)": "siamo preparati agli imprevisti",
            "non ci (?:sarà|saranno) (?:più )?(?:nessun |nessuna |alcun |altri |altre |mai"
            " )*(?:ritard[oi]|problem[ai]|error[ei]|bug|sorpres[ae])(?: alcuno| di sorta)?"
            "|nessun rischio(?=[.!,]|$)": None,
        },
        Cause.EASY: {
            "nessunissimo problema|(?:assolutamente|proprio) nessun problema|nessun problema"
            " (?:al mondo|di sorta)|(?:consideratelo|consideralo|lo consideri) (?:già )?fatto"
            "|un gioco da ragazzi|una passeggiata|in un batter d'occhio|tutto quello che vuole"
            "|è come (?:se fosse )?(?:già )?fatto": None,
        },
    },
    calm={
        Kind.OVERPROMISING: (
            "non (?:possiamo|posso|è|sono|siamo|vi|le|c'è|garant\\w+)|nessuno|se|era|erano"
            "|stat[oaie]|perché non"
        ),
        Kind.HEATED: (
            "dispiace|scus\\w+|nostro (?:stesso )?errore|da parte nostra|colpa nostra|capisco"
            "|capiamo|comprendo|grazie|siamo stati|scrivete|trovate|non (?:è|sono)\\s*$"
        ),
        Kind.BLAMING: "forse|magari|probabilmente|credo che|penso che",
    },
    curt=(
        "no|falso|impossibile|non se ne parla|assolutamente no|mai|scordatevelo|niente da fare|non"
        " c'è tempo|e allora|sbagliato|vedi contratto"
    ),
)
