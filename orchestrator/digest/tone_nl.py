"""The tone of Dutch.  Pure."""

from orchestrator.digest.tone_rules import Cause, Kind, Rules

_SAID = "(?:gezegd|geschreven|uitgelegd|verteld|gemeld|genoemd|aangegeven|herhaald|gevraagd)"
_SAYS = "(?:zei|schreef|vertelde|meldde|aangaf|uitlegde|vroeg|zeiden|schreven|vertelden)"
_OFTEN = (
    r"(?:meerdere keren|meermaals|herhaaldelijk|vaker|tig keer|(?:\w+ )(?:keer|maal)|steeds weer"
    r"|eerder)"
)
_VERY = (
    "(?:toch|gewoon|echt|absoluut|volkomen|totaal|helemaal|ronduit|werkelijk|zo|wel|eigen|geheel"
    "|volledig|puur|ook|nu|maar|eens|simpelweg)"
)
_MAD = (
    r"(?:belachelijk\w*|absurd\w*|idioot|idiote|dom(?:me)?|stom(?:me)?|achterlijk\w*|onbeschoft\w*"
    r"|schandalig\w*|onprofessione\w+|incompetent\w*|onbekwa\w+|kinderachtig\w*|onacceptabel\w*"
    r"|onaanvaardbaar|onaanvaardbare|brutaal|brutale|schaamteloos|schaamteloze|arrogant\w*"
    r"|krankzinnig\w*"
    r"|ongehoord\w*|beschamend\w*)"
)
_YOU = "(?:u|je|jij|jullie)"

RULES = Rules(
    words={
        Cause.TOLD: {
            r"zoals (?:ik|we|wij) (?:blijf|blijven|steeds|altijd) (?:zeg|zeggen|herhalen"
            r"|herhaal)\w*": None,
            r"(?:had|hadden|heb|hebben) (?:u|je|jullie) (?:nog |toch |zo |wel )*gewaarschuwd|dat"
            r" (?:had|hadden) (?:ik|we|wij) (?:u|je|jullie) (?:toch |nog )*gezegd": None,
            f"zoals (?:ik|we|wij)(?: (?:u|je|jullie|het|dat|toch))*(?: (?:al|reeds|eerder"
            f"|{_OFTEN}))+"
            f"(?: (?:tegen u|heb|hebben|had|hadden))* (?:{_SAID}|{_SAYS})(?: (?:heb|hebben|had"
            f"|hadden))?": "zoals genoemd",
            f"zoals (?:ik|we|wij) (?:heb|hebben|had|hadden)?(?: \\w+)? ?(?:al|reeds) (?:\\w+"
            f" ){{0,3}}?{_SAID}": "zoals genoemd",
            f"zoals (?:al|reeds)(?: {_OFTEN})? {_SAID}|zoals {_OFTEN} {_SAID}": "zoals genoemd",
            f"(?:ik|we|wij) (?:heb|hebben|had) (?:(?:u|je|jullie|dit|dat|het) )*(?:al|toch al|nu al"
            f"|al {_OFTEN}|{_OFTEN}) (?:\\w+ ){{0,3}}?{_SAID}": None,
            "hoe vaak (?:moet|moeten|heb|hebben) (?:ik|we|wij)|voor de (?:derde|vierde|vijfde"
            "|tiende"
            "|zoveelste|laatste) keer(?=[:,]| (?:vraag|zeg|herhaal|leg))|(?:ik|we) herhaal"
            " (?:mezelf|niet)": None,
        },
        Cause.SHOULD: {
            r"(?:dat )?hadden jullie (?:\w+ ){0,6}?(?:moeten|kunnen) \w+n"
            r"|jullie hadden (?:\w+ ){0,6}?(?:moeten|kunnen) \w+n": None,
            r"dat had(?:den)? (?P<you>u|je|jij) (?P<what>(?:\w+ ){0,6}?)(?:moeten|kunnen)"
            r" (?P<verb>\w+n)": "het zou ons helpen als {you} dat {what}zou kunnen {verb}",
            r"(?P<you>u|je|jij) had (?P<what>(?:\w+ ){0,6}?)(?:moeten|kunnen)"
            r" (?P<verb>\w+n)": "het zou ons helpen als {you} {what}zou kunnen {verb}",
            rf"had(?:den)? {_YOU} (?:\w+ ){{0,6}}?(?:moeten|kunnen) \w+n": None,
            rf"(?:als|had(?:den)?) {_YOU} (?:\w+ ){{0,6}}?(?:geantwoord|gelezen|gezegd|gestuurd"
            rf"|gemeld"
            rf"|gereageerd|geluisterd|opgelet|gecontroleerd|betaald|geleverd|besloten|getest)"
            rf"(?: had(?:den)?)?,": None,
            rf"waarom (?:hebt|heb|heeft|hebben|kunt|kan|kunnen|reageert|reageren) {_YOU}(?:"
            rf" \w+){{0,4}}?"
            rf" (?:niet|nooit|nu pas|pas nu)": None,
        },
        Cause.FAULT: {
            r"door (?:u|jullie|jou) (?:\w+ ){0,3}(?:te laat|vertraging|vertraagd|achter)|(?:u"
            r"|jullie) (?:hebt|hebben) ons (?:\w+ )?(?:laten|in de steek)|het ligt aan (?:u"
            r"|jullie)|(?:hebt|hebben) (?:u|jullie)? ?(?:\w+ )?nooit (?:geantwoord|gereageerd"
            r"|gelezen)": None,
            "(?:het was|was het|het waren) (?:u|jullie|jij) die|(?:ligt|lag) (?:\\w+ )?niet aan"
            " (?:ons|mij)|(?:steeds|altijd) (?:achter (?:u|jullie) aan|u achterna)"
            "|(?:uw|jullie) team (?:heeft|is) (?:\\w+ )*(?:gefaald|vergeten|nooit)": None,
            f"(?:{_VERY} )*(?:uw|je|jouw|jullie) (?:{_VERY} )*(?:schuld|fout(?! melding)"
            f"|probleem(?=[.!]|$))"
            f"|eigen schuld|(?:ligt|lag) (?:\\w+ )?(?:volledig|geheel|alleen|duidelijk"
            f"|uitsluitend) (?:aan|bij)"
            f" (?:u|jou|jullie)": None,
            "(?:is|was) (?:echt |toch )?niet (?:ons|mijn|onze) (?:probleem|fout|schuld|zaak|taak)"
            "|niet (?:ons|mijn) probleem": None,
            f"{_YOU} (?:hebt|heb|heeft|hebben) (?:\\w+ ){{0,4}}?(?:nagelaten|verzuimd|verknald"
            f"|verpest"
            f"|verprutst|genegeerd|verslapen)|(?:door|dankzij|wegens) (?:uw|jouw|jullie) (?:\\w+"
            f" )?(?:fout"
            f"|nalatigheid|vertraging|getreuzel|laksheid)|(?:alleen )?maar omdat {_YOU}"
            f"|omdat {_YOU} (?:\\w+ ){{0,5}}?(?:vergeten|genegeerd|geweigerd)": None,
            f"(?:alweer|opnieuw|weer eens|voor de zoveelste keer) (?:hebt|heb|heeft|hebben) {_YOU}"
            f"|{_YOU} (?:hebt|heb|heeft|hebben) (?:alweer|weer eens)": None,
            f"{_YOU} (?:hebt|heb|heeft|hebben|begrijpt|begrijpen)(?: \\w+){{0,3}}? (?:duidelijk"
            f"|blijkbaar"
            f"|kennelijk|overduidelijk)(?: \\w+){{0,3}}? (?:niet|geen|nooit)"
            f"|(?:duidelijk|blijkbaar|kennelijk) (?:hebt|heb|heeft|hebben|begrijpt|begrijpen)"
            f" {_YOU}"
            f"(?: \\w+){{0,4}}? (?:niet|geen|nooit)": None,
        },
        Cause.ALWAYS: {
            f"{_YOU} (?:reageert|reageren|antwoordt|antwoorden|luistert|luisteren|leest|lezen"
            f"|betaalt"
            f"|betalen|stuurt|sturen|levert|leveren|belt|bellen|houdt|houden|hebt|hebben|zegt"
            f"|zeggen)"
            f"(?: \\w+){{0,4}}? nooit|{_YOU} (?:verandert|veranderen|wijzigt|wijzigen|klaagt"
            f"|klagen|vergeet"
            f"|vergeten|komt|komen|wilt|willen|bent|zijn)(?: \\w+){{0,2}}? (?:steeds|altijd"
            f"|voortdurend"
            f"|constant|telkens)|(?:steeds|altijd|voortdurend|constant|telkens) (?:\\w+ )?"
            f"(?:verandert|veranderen|klaagt|klagen|vergeet|wijzigt) {_YOU}|(?:telkens|elke"
            f" keer|iedere keer)"
            f" (?:weer )?(?:hetzelfde|opnieuw)": None,
        },
        Cause.ANGER: {
            r"ongelooflijk(?=[.!]|$)|om gek van te worden|op (?:mijn|onze|de) zenuwen|te kwader"
            r" trouw|(?:gaat|gaan) (?:\w+ )?te ver|wat een (?:ramp|circus|puinhoop|bende)|zo praat"
            r" (?:u|je)|de druppel": None,
            "(?:ik ben|we zijn|wij zijn) (?:\\w+ ){1,4}(?:zat|beu|moe)(?=[.!]|$)|(?:u gaat|dit"
            " gaat|jullie gaan) (?:\\w+ )?te ver|wij zijn (?:uw|jullie) (?:slaven|knechten)": None,
            f"(?P<who>ik ben|we zijn|wij zijn) (?:{_VERY} )*(?:boos|woedend|kwaad|furieus"
            f"|verontwaardigd"
            "|geïrriteerd|pissig|razend)": "{who} ontevreden",
            "(?:ik ben|we zijn|wij zijn|ik heb|we hebben|wij hebben) (?:het |er |dit )?(?:\\w+"
            " )?(?:spuugzat"
            "|zat|beu|genoeg van|schoon genoeg)|(?:nu )?is het (?:echt |wel )?genoeg|de maat is vol"
            "|genoeg is genoeg": None,
            "(?:mijn|ons) geduld (?:\\w+ ){0,3}?(?:op|einde|voorbij|grenzen)": None,
            "hou(?:d|dt)? (?:nu |eens |toch )*(?:op|daarmee op)|laat (?:ons|mij|me) (?:\\w+"
            " )?met rust"
            "|neemt? (?:u|je|jij|jullie) (?:mij|me|ons) (?:\\w+ )?in de (?:maling|zeik)"
            "|(?:meent|bent|ben) (?:u|je|jij) (?:dit|dat|nou|wel) (?:\\w+ )?(?:serieus|echt|goed)"
            "|hoe (?:durft|durf|durven) (?:u|je|jullie)|schaam (?:u|je)|wat denkt u wel|wie denkt u"
            "|doe (?:eens |gewoon )*(?:uw|je) (?:werk|huiswerk)|(?:het|dat) (?:interesseert|kan)"
            " (?:mij|me|ons) (?:\\w+ )?(?:niets|niks|geen|niet schelen)|ik pik dit niet|pikken"
            " (?:we|wij)"
            " niet|niet te geloven|ik kan (?:het |bijna )*niet geloven|dit kan (?:toch )?niet waar"
            "|laatste waarschuwing|onze advocaat zal|zie u voor de rechter": None,
        },
        Cause.INSULT: {
            f"(?P<it>dit|dat|het) is (?:{_VERY} )*{_MAD}(?=[.!,]"
            f"|$)": "{it} is voor ons zo niet haalbaar",
            f"(?:{_VERY} )*{_MAD}": None,
            "(?:wat een |zo'n |totale |complete |pure |grote )*(?:onzin|flauwekul|kul|gezeik"
            "|gezeur|gedoe(?=[.!])"
            "|lachertje|schande|aanfluiting|wanvertoning|waanzin|rotzooi)|een (?:slechte"
            " )?grap(?=[.!]|$)": None,
            r"verdomme|godverdomme|klote\w*|shit|fuck\w*|kut\w*|idioten?|sukkels?|leugenaars?"
            r"|prutsers?"
            r"|amateurs(?=[.!])|tijdverspilling|(?:onze|mijn) tijd (?:\w+ )?(?:te )?verspil\w*"
            r"|verspil(?:t|len)? (?:\w+ )?(?:onze|mijn) tijd|(?:u|je|jij) lieg(?:t|en)?|geen"
            r" (?:flauw )?benul"
            r"|(?:u|je|jij|jullie) snap(?:t|pen)? (?:er |het )?(?:echt |gewoon )?(?:niets|niks"
            r"|niet)": None,
        },
        Cause.SARCASM: {
            r"misschien (?:moet|moeten|had|hadden) (?:u|je|jullie) (?:\w+ )?(?:lezen|nadenken"
            r"|leren)|bedankt .{0,50},? zoals (?:altijd|gewoonlijk)(?=[.!]|$)": None,
            r"alsof (?:we|wij|ik) (?:niets|niks) (?:beters|anders)|denk (?:\w+ )*na (?:voor"
            r"|voordat)|alle tijd van de wereld|geen (?:helderzienden|gedachtelezers)|glazen bol"
            r"|arme u": None,
            "bedankt voor (?:niets|niks)|veel (?:succes|geluk|plezier) (?:ermee|daarmee)|fijn dat"
            " (?:u|je|jullie) (?:\\w+ )?(?:ook|eindelijk|toch nog|eens)|(?:eindelijk|ook) eens"
            " (?:\\w+ )?"
            "(?:antwoord|reageer|lees|meld)\\w*|wat een verrassing|goh|wie had dat gedacht"
            "|typisch(?=[.!]|$)"
            "|gefeliciteerd met (?:weer|het verpesten)|lekker dan|nou,? geweldig|mooi is dat": None,
            "zo moeilijk (?:is|kan) (?:het|dat) (?:\\w+ )*niet|geen (?:hogere wiskunde"
            "|raketwetenschap)"
            "|hoe moeilijk kan (?:het|dat)|elk kind|(?:een|zelfs een) kind kan|wie kan lezen"
            "|als (?:u|je) de moeite had|mocht (?:u|je) het (?:nog )?niet (?:gemerkt|door)"
            "|met alle respect|zogenaamde|zoals gewoonlijk (?:hebt|bent|was) (?:u|je)|wat had u"
            " dan verwacht": None,
        },
        Cause.CURT: {
            r"geen commentaar|discussie (?:is )?gesloten|niets (?:meer )?aan toe te voegen|omdat"
            r" ik het zeg|niet mijn probleem|dan niet(?=[.!]|$)": None,
            "doe(?:t)? (?:maar |toch |gewoon )*wat (?:u|je|jullie) (?:wilt|wil|willen)|graag of"
            " niet"
            "|te nemen of te laten|slikken of stikken|punt uit|einde discussie|jammer dan"
            "|(?:dikke )?pech"
            " (?:gehad|voor u)|uw pech|zoek het (?:maar |zelf )*uit|google het|daar moet u maar"
            " mee leven"
            "|het zal wel(?=[.!]|$)|mij best(?=[.!]|$)|nou en|is dat duidelijk|duidelijk(?: zo)?[?]"
            "|begrepen[?]|eens en voor altijd|voor eens en altijd": None,
            "^lees (?:gewoon |eerst |eens |nou )*(?:het|de|mijn|onze|uw) (?:contract|mail"
            "|e-mail|offerte"
            "|handleiding|voorwaarden)(?: eerst| eens| goed| nog eens)?(?=[.!]|$)": None,
        },
        Cause.CERTAIN: {
            r"(?:lost|lossen) alles op|dag en nacht|altijd (?:bereikbaar|voor u klaar)|beste"
            r" .{0,20}(?:ter wereld|op de markt)|stellen u nooit teleur|(?:zult|zal|zullen) (?:u"
            r" )?nooit (?:meer )?(?:problemen|spijt)|(?:alles|het) (?:zal|gaat) (?:\w+"
            r" )?(?:perfect|vlekkeloos)|we kunnen alles": None,
            "ik garandeer(?: (?:u|je|jullie))? dat": "ik verwacht dat",
            "(?:we|wij) garanderen(?: (?:u|je|jullie))? dat": "we verwachten dat",
            "(?:ik|we|wij) (?:garandeer|garanderen)|(?:garandeer|garanderen) (?:ik|we|wij)"
            "|(?:u|je|jullie) (?:hebt|heb|heeft|hebben) (?:mijn|ons) woord|daar geef ik (?:u"
            " )?mijn woord"
            "|ik zweer|geloof me|erewoord|hand op (?:mijn|het) hart": None,
            "gegarandeerd(?!e)|honderd procent zeker|zonder (?:enige )?twijfel|zonder"
            " mankeren": "naar verwachting",
            r"(?:zeker weten|absoluut zeker|absoluut|definitief|beslist|heel zeker|zeker)"
            r"(?=.{0,40}(?:klaar|af|online|geleverd|opgelost|live|gereed))(?=.{0,60}(?:morgen"
            r"|vandaag|maandag"
            r"|dinsdag|woensdag|donderdag|vrijdag|week|uur))": "naar verwachting",
            "(?:voor )?(?:100 ?%|honderd procent|absoluut|helemaal) (?:zeker"
            "|overtuigd)": "er gerust op",
            "(?:100 ?%|honderd procent) (?:klaar|foutloos|veilig|betrouwbaar|tevreden|perfect"
            "|op tijd)": None,
            "ik beloof(?: (?:u|je|jullie))? dat": "ik verwacht dat",
            "(?:we|wij) beloven(?: (?:u|je|jullie))? dat": "we verwachten dat",
            "beloofd(?=[.!]$)|dat beloof ik(?: (?:u|je|jullie))?(?=[.!,]|$)": None,
            "koste wat (?:het|'t) kost|(?:wat er ook|hoe dan ook|wat er ook) (?:gebeurt"
            "|gebeure)|hoe dan ook"
            "(?=.{0,30}(?:klaar|online|af))|tegen elke prijs|no matter"
            " what": "als er niets tussenkomt",
            "(?:volledig |volkomen |helemaal |100 ?% )*(?:foutloos|foutvrij"
            "|bugvrij)": "grondig getest",
            "waterdicht|risicoloos|onbreekbaar|u zult (?:versteld|er geen spijt|dolblij|er weg van)"
            "|alles wordt perfect|onbeperkt(?:e)? (?:wijzigingen|correcties)|al uw (?:wensen"
            "|problemen)": None,
        },
        Cause.NEVER: {
            "(?:dit|dat|zoiets|het) (?:zal|gaat|kan|mag) (?:\\w+ )?(?:nooit meer|nooit weer"
            "|nooit ofte nimmer"
            "|niet meer|niet nog eens)(?: \\w+)? (?:gebeuren|voorkomen)|(?:dit|dat|zoiets)"
            " gebeurt (?:\\w+ )?"
            "nooit (?:meer|weer)": "we werken eraan dat dit niet weer gebeurt",
            "nooit (?:meer|weer|ofte nimmer)": None,
            "er kan (?:echt |absoluut |helemaal )?(?:niets|niks) (?:meer )?(?:misgaan|mis gaan"
            "|fout gaan"
            "|fout lopen|gebeuren)": "we zijn op problemen voorbereid",
            "(?:niets|niks) (?:kan|zal) (?:\\w+ )?(?:misgaan|fout gaan)|(?:kan|zal) (?:echt"
            " )?(?:niet|nooit)"
            " (?:misgaan|mislukken|uitvallen)|(?:geen|geen enkele) (?:verdere )?(?:vertraging"
            "|vertragingen"
            "|problemen|fouten|storingen|verrassingen) (?:meer )?(?:meer|komen|komt|zijn|zullen)"
            "|nul risico|geen enkel risico": None,
        },
        Cause.EASY: {
            "(?P<it>dat is|dit is|is) (?:helemaal|echt|absoluut|totaal) geen"
            " probleem": "{it} waarschijnlijk mogelijk",
            "^(?:helemaal|echt|absoluut|totaal) geen (?:enkel"
            " )?probleem": "dat is waarschijnlijk mogelijk",
            "geen enkel probleem|komt (?:helemaal |zeker )?voor elkaar|komt (?:helemaal"
            " )?goed(?=[.!]|$)"
            "|fluitje van een cent|een makkie|een eitje|appeltje-eitje|wat u maar wilt|alles"
            " wat u (?:maar )?wilt"
            "|in een handomdraai|(?:zo goed als|al zo goed als) (?:klaar|gedaan)": None,
        },
    },
    calm={
        Kind.OVERPROMISING: (
            "niet|geen|niemand|kan ik|of|als|was|waren|werd|zonder|kunnen (?:we|wij|ik)"
        ),
        Kind.HEATED: (
            "spijt|excus\\w*|onze (?:eigen )?fout|van ons|bij ons|onzerzijds|begrijp\\w*|snap dat"
            "|bedankt|dank|niet\\s*$|we waren|u schrijft|u vindt"
        ),
        Kind.BLAMING: "misschien|wellicht|mogelijk|waarschijnlijk|ik denk",
    },
    curt=(
        "nee|fout|kan niet|onmogelijk|vergeet het(?: maar)?|geen kans|nooit|geen tijd|nou en|en"
        "|zie contract"
    ),
)
