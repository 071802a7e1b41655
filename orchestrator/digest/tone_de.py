"""The tone of German.  Pure."""

from orchestrator.digest.tone_de_curt import CURT
from orchestrator.digest.tone_de_promises import PROMISES
from orchestrator.digest.tone_rules import Cause, Kind, Rules

_SAID = (
    "(?:gesagt|geschrieben|erklärt|erwähnt|mitgeteilt|betont|dargelegt|ausgeführt|erläutert"
    "|hingewiesen|wiederholt|angesprochen)"
)
_OFTEN = (
    r"(?:mehrfach|mehrmals|wiederholt|zweimal|dreimal|x-mal|tausendmal|hundertmal|(?:\w+ )?mal"
    r"|zigmal|oft genug|so oft|des öfteren|immer wieder)"
)
_VERY = (
    "(?:doch|einfach|nur|ja|wirklich|absolut|völlig|total|ganz|schlicht|schlichtweg|allein|alleine"
    "|einzig|eindeutig|klar|offensichtlich|geradezu|echt|so|langsam|allmählich|auch|nun|mal|bloß)"
)
_MAD = (
    r"(?:lächerlich\w*|absurd\w*|idiotisch\w*|dumm(?!y|ies)\w*|dämlich\w*|bescheuert\w*"
    r"|schwachsinnig\w*"
    r"|unverschämt\w*|dreist\w*|unprofessionell\w*|inkompetent\w*|unfähig\w*|kindisch\w*"
    r"|peinlich\w*"
    r"|hirnrissig\w*|schamlos\w*|arrogant\w*|unmöglich (?:von|benommen)|unzumutbar\w*|untragbar\w*"
    r"|inakzeptabel\w*|inakzeptable\w*|unterirdisch\w*|empörend\w*)"
)
_YOU = "(?:sie|du|ihr)"

RULES = Rules(
    words={
        Cause.TOLD: {
            r"wie (?:ich|wir) (?:\w+ )*?(?:immer wieder|immer|ständig|dauernd|laufend) (?:sage"
            r"|sagen|betone|betonen|wiederhole|erkläre|schreibe)\w*": None,
            r"(?:habe|hatte|haben|hatten) (?:ich|wir)? ?(?:sie|dich|euch) (?:\w+ )?gewarnt|gleich"
            r" gesagt|(?:oft|lange) genug gesagt": None,
            f"(?:ich|wir) (?:habe|haben|hatte|hatten)(?: (?:ihnen|dir|euch|es|das|doch|ja|jetzt"
            f"|nun|aber|bereits"
            f"|schon|wirklich|sie|dich|darauf))* {_OFTEN}(?: \\w+)? {_SAID}": None,
            f"wie (?:ich|wir)(?: (?:ihnen|dir|euch|es|das|ja|doch))*(?: (?:bereits|schon"
            f"|{_OFTEN}))+"
            f"(?: \\w+)? {_SAID}(?: (?:habe|haben|hatte|hatten))?": "wie erwähnt",
            f"wie (?:ihnen |dir |euch |ja |doch )*(?:bereits|schon)(?: {_OFTEN})?"
            f" {_SAID}": "wie erwähnt",
            f"wie {_OFTEN} {_SAID}": "wie erwähnt",
            f"(?:habe|hatte|haben|hatten) (?:ich|wir)(?: (?:ihnen|dir|euch|es|das|doch|ja))*"
            f" (?:bereits|schon|{_OFTEN})(?: [\\w-]+){{0,2}}? {_SAID}"
            f"|(?:ich|wir) (?:habe|hatte|haben|hatten)(?: (?:ihnen|dir|euch|es|das|doch|ja|sie|dich"
            f"|euch|darauf))* (?:(?:bereits|schon) )*(?:doch |{_OFTEN} )+(?:schon )?{_SAID}": None,
            r"(?:ich|wir) (?:habe|haben)(?: \w+){0,4} schon (?:einmal|mal|erklärt|gesagt)(?:"
            r" \w+)?": None,
            r"wie oft (?:soll|muss|müssen|sollen|habe|haben) (?:ich|wir)": None,
            "zum (?:dritten|vierten|fünften|zehnten|hundertsten|letzten|wiederholten|x-ten)(?: und"
            " letzten)? mal(?= [^,.]*(?:sag|bitt|erkl|schreib|frag|erinner|weis)|:|,)": None,
            "(?:ich|wir) (?:sage|sagen|erkläre|erklären|wiederhole|wiederholen)(?: \\w+){0,3}"
            " (?:jetzt"
            " |nun )?(?:zum letzten mal|noch einmal ganz langsam|nicht noch einmal|nur noch einmal"
            "|ungern)": None,
        },
        Cause.SHOULD: {
            "^hätten (?:sie|du|ihr) (?:doch |nur |bloß |mal |einfach |uns |es |das )+(?:\\w+"
            " ){0,4}(?:gesagt|gefragt|gelesen"
            "|gemeldet|geschickt|geprüft|gemacht|zugehört|geantwortet)(?=[.!]|$)|wären sie (?:doch"
            " |nur )\\w+": None,
            r"das hätten sie uns (?P<what>(?:\w+ ){0,6}?)(?P<verb>\w+n) (?:müssen|sollen"
            r"|können)": "es würde uns helfen, wenn Sie uns das {what}{verb} könnten",
            r"sie hätten (?P<what>(?:[\w.-]+ ){0,8}?)(?P<verb>\w+n) (?:müssen|sollen"
            r"|können)": "es würde uns helfen, wenn Sie {what}{verb} könnten",
            r"du hättest (?P<what>(?:[\w.-]+ ){0,8}?)(?P<verb>\w+n) (?:müssen|sollen"
            r"|können)": "es würde uns helfen, wenn du {what}{verb} könntest",
            r"ihr hättet (?P<what>(?:[\w.-]+ ){0,8}?)(?P<verb>\w+n) (?:müssen|sollen"
            r"|können)": "es würde uns helfen, wenn ihr {what}{verb} könntet",
            r"(?:hätten sie|hättest du|hättet ihr)\b[^?]{0,60}?\w+n (?:müssen|sollen|können)"
            r"|dass (?:sie|du|ihr)\b.{0,60} (?:hätten|hättest|hättet) \w+n (?:müssen|sollen)": None,
            r"(?:hätten sie|hättest du|hättet ihr|wenn (?:sie|du|ihr))\b[^?]{0,60}?"
            r"(?:geantwortet|gelesen|gesagt|geschickt|gemeldet|zugehört|geprüft|informiert"
            r"|mitgeteilt"
            r"|reagiert|bescheid gegeben|entschieden|geliefert|bezahlt|aufgepasst|getestet"
            r"|freigegeben"
            r"|beachtet)(?: (?:hätten|hättest|hättet))?, (?:wäre|hätte|müsst|könnt|dann)\w*": None,
            r"warum (?:haben|hast|habt|können|kannst|könnt|melden) (?:sie|du|ihr)(?: \w+){0,3}?"
            r" (?:nicht|nie|erst jetzt|erst)|wieso (?:haben|hast|habt) (?:sie|du|ihr)(?: \w+){0,3}?"
            r" nicht": None,
            "(?:es wäre|das wäre) (?:ja |doch |eigentlich )?(?:ihre|deine|eure) (?:aufgabe"
            "|pflicht|sache)"
            " gewesen": None,
        },
        Cause.FAULT: {
            r"wegen (?:ihnen|dir|euch)|auf uns gehört|(?:uns|mich) (?:\w+ )?(?:im stich|hängen)"
            r" (?:ge)?lassen|(?:sie|du|ihr) (?:sind|bist|seid) schuld|dafür können wir nichts"
            r"|(?:sie|ihr) (?:kosten|kostet) uns|(?:sie|du|ihr) (?:haben|hast|habt) (?:\w+"
            r" ){0,3}?(?:nie|niemals) (?:geantwortet|reagiert|gesagt|geschickt|gelesen|gemeldet"
            r"|gefragt|bezahlt)": None,
            "selbst zuzuschreiben|selbst eingebrockt|(?:an uns|an mir) (?:liegt|lag) es (?:\\w+"
            " )?nicht|(?:liegt|lag) (?:\\w+ )?nicht"
            " an (?:uns|mir)|ihretwegen|deinetwegen|euretwegen|(?:dafür|daran) verantwortlich,?"
            " dass|für (?:den|die|diese[nr]?|das)"
            " (?:verzögerung|verzug|ausfall|schaden|chaos) verantwortlich|(?:ihr|euer|dein) team"
            " (?:hat|ist|schafft) (?:\\w+ )*"
            "(?:versagt|nicht|verbockt|verschlafen|schuld)": None,
            "(?:ihnen|dir|euch) (?:\\w+ )*(?:hinterherlaufen|hinterherrennen|nachlaufen"
            "|hinterhertelefonieren|hinterher)": None,
            f"(?:{_VERY} )*(?:ihre|deine|eure)(?: eigene)? (?:schuld|verantwortung gewesen)": None,
            rf"(?:ihr|dein|euer) (?:versagen|versäumnis|verschulden|fehlverhalten)"
            rf"|{_YOU} (?:sind|bist|seid) (?:{_VERY} )*(?:selbst |selber )*schuld(?: daran)?"
            rf"|selbst schuld|selber schuld": None,
            r"(?:schuld|fehler|problem) (?:liegt|lag) (?:\w+ )?(?:allein|eindeutig|einzig|nur"
            r"|ausschließlich"
            r"|klar) bei ihnen|(?:allein|eindeutig|einzig|ausschließlich) (?:an|bei) (?:ihnen"
            r"|dir|euch)": None,
            "(?:haben|hast|habt) (?:sie |du |ihr )?(?:es )?(?:ja |wohl |schlicht |leider"
            " )*(?:versäumt"
            "|verbockt|vermasselt|verschlampt|verpennt|verschlafen|vergeigt)"
            "|(?:haben|hast|habt) (?:sie |du |ihr )?(?:\\w+ ){0,5}?(?:versäumt|verbockt|vermasselt"
            "|verschlampt|verschlafen|ignoriert)": None,
            "(?:ist|war) (?:wirklich |ganz sicher |doch )?nicht (?:unser|mein) (?:problem"
            "|fehler|bier)"
            "|nicht (?:unsere|meine) (?:schuld|baustelle|sache)|(?:ist|war) (?:allein |ganz "
            "|doch )*"
            "(?:ihr|dein|euer)(?: eigenes)? (?:problem|fehler)": None,
            "(?:wegen|aufgrund|dank) (?:ihrer|deiner|eurer|ihres) (?:\\w+ )?(?:verzögerung|fehler"
            "|versäumnis\\w*|nachlässigkeit|untätigkeit|schlamperei|unentschlossenheit)"
            "|weil (?:sie|du|ihr) (?:\\w+ ){0,6}?(?:ignoriert|vergessen|verschlafen|versäumt"
            "|verweigert)"
            " (?:haben|hast|habt)|nur weil (?:sie|du|ihr)": None,
            f"(?:schon wieder|wieder einmal|wieder mal|erneut|zum wiederholten mal) (?:haben"
            f"|hast|habt)"
            f" {_YOU}|{_YOU} (?:haben|hast|habt) (?:schon wieder|wieder einmal|wieder mal)": None,
            f"(?:offensichtlich|offenbar|anscheinend|scheinbar|augenscheinlich) (?:haben|hast"
            f"|habt|wissen"
            f"|verstehen|können|wollen) {_YOU}(?: \\w+){{0,4}}? (?:nicht|nie|kein\\w*)"
            f"|{_YOU} (?:haben|hast|habt|verstehen|verstehst|versteht) (?:\\w+"
            f" )?(?:offensichtlich|offenbar"
            f"|anscheinend|einfach|wohl)(?: \\w+){{0,4}}? (?:nicht|nie|kein\\w*)": None,
        },
        Cause.ALWAYS: {
            f"(?:ständig|dauernd|andauernd|permanent|pausenlos) (?:\\w+ )?{_YOU}"
            f"|{_YOU} \\w+(?: \\w+){{0,3}}? (?:ständig|dauernd|andauernd|permanent"
            f"|pausenlos)": None,
            f"{_YOU} (?:antworten|antwortest|antwortet|reagieren|reagierst|reagiert|melden"
            f"|meldest|lesen"
            f"|liest|lest|halten|hältst|haltet|liefern|lieferst|liefert|hören|hörst|hört|zahlen"
            f"|zahlst"
            f"|zahlt|schicken|schickst|schickt|haben|hast|habt)(?: \\w+){{0,4}}? nie(?:mals)?"
            f"|nie (?:antworten|reagieren|lesen|melden|halten|liefern|hören|schicken) (?:sie|du"
            f"|ihr)"
            f"|immer (?:müssen|wollen|ändern|kommen|vergessen|beschweren) (?:sie|du|ihr)"
            f"|{_YOU} (?:ändern|änderst|ändert|meckern|beschweren|vergessen|vergisst|vergesst)"
            f"(?: \\w+){{0,3}}? immer": None,
            "jedes (?:einzelne )?mal (?:aufs neue|das gleiche|dasselbe)|immer (?:das gleiche"
            "|dasselbe)"
            " (?:theater|mit ihnen|mit euch|mit dir)": None,
        },
        Cause.ANGER: {
            r"(?:ich habe|wir haben) (?:jetzt |nun |wirklich |langsam |endgültig )+genug(?=[.!]"
            r"|$)": None,
            r"(?:unfassbar|unglaublich|ungeheuerlich|nicht zu fassen)(?=[.!,]|$)|platzt"
            r" .{0,20}kragen|bei trost|alle tassen|(?:nervt|nerven)(?: \w+){0,2}(?=[.!,]|$)|auf"
            r" (?:die nerven|den geist|den keks)|ko(?:tzt|tzen)|haare raufen|schlägt dem fass|hört"
            r" sich (?:\w+ )?alles auf|in den wahnsinn|zur weißglut|(?:geht|gehen|ging) (?:\w+"
            r" )?zu weit|unter aller sau|lassen sie das(?=[.!]|$)|(?:uns|mir) nicht länger|mir"
            r" fehlen die worte|so geht (?:man|das) (?:\w+ )?nicht": None,
            "das (?:ist|war) (?:\\w+ )?das letzte(?=[.!]|$)|so (?:lassen|lasse) (?:wir|ich)"
            " (?:\\w+ )*(?:nicht )?(?:\\w+ )*umgehen"
            "|nicht mit (?:uns|mir)(?=[.!]|$)|(?:wir sind|ich bin) nicht ihr\\w* \\w+|das geht"
            " (?:ja )?gar nicht": None,
            "(?:ich habe|wir haben|hab|habe) (?:\\w+ )?(?:die nase|die schnauze) (?:\\w+ )?voll"
            "(?: von)?|(?:ich bin|wir sind) (?:es |das )?(?:\\w+ )?(?:leid|satt)"
            "|(?:ich habe|wir haben) (?:\\w+ ){0,3}?(?:satt|genug von|es satt)": None,
            "(?P<who>ich bin|wir sind) (?:\\w+ )?(?:wütend|stinksauer|sauer|verärgert|genervt"
            "|empört"
            "|fassungslos|entsetzt|angefressen)": "{who} unzufrieden",
            "(?:jetzt |nun |mir |uns |langsam )*reicht(?:'s| es)(?: (?:mir|uns))?(?: \\w+)?(?=[.!,]"
            "|$)"
            "|(?:mir|uns) reicht (?:es|das)|es reicht (?:mir|uns|jetzt|langsam)(?: \\w+)?"
            "|das maß ist voll|schluss mit|jetzt ist schluss": None,
            "(?:meine|unsere) geduld (?:\\w+ ){0,4}?(?:ende|erschöpft|grenzen|vorbei|aufgebraucht)"
            "|(?:verliere|verlieren) (?:\\w+ )?(?:die )?geduld": None,
            "hören sie (?:endlich )?auf|hör (?:endlich )?auf|hört (?:endlich )?auf|lassen sie"
            " (?:uns|mich)"
            " (?:\\w+ )?in ruhe|lass(?:t)? (?:uns|mich) in ruhe|sparen sie sich": None,
            "wollen sie (?:mich|uns) (?:\\w+ )?(?:veräppeln|verarschen|auf den arm nehmen|für dumm)"
            "|willst du mich|wollt ihr (?:mich|uns)|verarsch\\w*|für wie (?:blöd|dumm)"
            "|was (?:fällt|bilden|bildest|erlauben|erlaubst) (?:ihnen|sie|dir|du|euch)"
            "|das (?:ist|meinen|kann) (?:\\w+ )?(?:nicht )?(?:ihr |sie )?(?:doch )?(?:ernst"
            "|ernsthaft"
            "|nicht wahr sein)|was soll (?:das|dieser|der|diese)|geht's noch|das darf (?:doch"
            " )?nicht wahr"
            "|ich fasse es nicht|ich glaube es nicht|unglaublich, (?:dass|wie|was)"
            "|schämen sie sich": None,
            "(?:lasse|lassen) (?:ich mir|wir uns)(?: \\w+){0,3}? nicht (?:\\w+ )?(?:bieten|gefallen"
            "|länger)|(?:machen|reißen) sie (?:endlich )?(?:ihre hausaufgaben|ihren job|sich"
            " zusammen)"
            "|reiß dich zusammen|(?:ist|das ist) mir (?:völlig |total )?egal|interessiert"
            " (?:mich|uns)"
            " nicht|wir (?:sehen|treffen) uns vor gericht|unser anwalt wird|(?:letzte"
            "|allerletzte) warnung"
            "|das werden sie (?:\\w+ )?bereuen": None,
        },
        Cause.INSULT: {
            r"skandal\w*|schlamperei|stümperei|hanebüchen\w*|haarsträubend\w*|(?:reinste|totale"
            r"|absolute|einzige) (?:katastrophe|farce|zumutung|chaos)|eine schande|(?:sie|du|ihr)"
            r" (?:sind|bist|seid) (?:\w+ )?(?:unmöglich|unfähig|unverschämt|frech)|frech(?=[.!]|$)"
            r"|erpress\w+": None,
            f"(?P<it>das|dies|es) ist (?:{_VERY} )*(?:{_MAD}|eine (?:absolute |bodenlose |reine )?"
            "(?:frechheit|unverschämtheit|zumutung|katastrophe|farce|lachnummer|schande)"
            "|ein (?:schlechter )?(?:witz|unding))(?=\\s*[.!,]"
            "|$)": "{it} ist für uns so nicht machbar",
            f"(?:{_VERY} )*{_MAD}": None,
            r"(?:\w+ )?(?:frechheit|unverschämtheit|zumutung|lachnummer)|ein (?:schlechter"
            r" )?witz(?=[.!]|$)"
            r"|(?:so ein |was für ein |totaler |völliger |absoluter |kompletter )*(?:unsinn"
            r"|blödsinn"
            r"|quatsch|schwachsinn|mist|müll|schrott|käse|bockmist|irrsinn|wahnsinn(?=[.!]))"
            r"(?= |[.,!]|$)(?!trenn|eimer)": None,
            r"scheiß\w*|scheiss\w*|verdammt\w*|zum teufel|verflucht\w*|arsch\w*|idiot(?:en)?"
            r"|trottel"
            r"|dummkopf|deppen?|vollpfosten|lügner\w*|versager\w*|stümper\w*|dilettant\w*|saftladen"
            r"|(?:im|ein) kindergarten(?=[.!]|$)|sauerei|schweinerei": None,
            "(?:reine |pure )?zeitverschwendung|(?:verschwenden|stehlen|rauben) (?:\\w+"
            " )?(?:sie )?(?:\\w+ )?"
            "(?:unsere|meine) zeit": None,
            f"(?:haben|hast|habt) {_YOU} (?:keine ahnung|überhaupt|eigentlich)(?: \\w+)?"
            f"|{_YOU} (?:haben|hast|habt) (?:doch |ja )?keine ahnung|(?:sie|du|ihr) (?:kapieren"
            f"|kapierst"
            f"|kapiert)|was (?:daran|genau) (?:haben|verstehen) sie nicht"
            f"|können sie (?:nicht|überhaupt) (?:lesen|zählen)": None,
            "(?:sie|du) lügen|sie lügen|du lügst|ihr lügt|gelogen|eine lüge": None,
        },
        **CURT,
        **PROMISES,
    },
    calm={
        Kind.OVERPROMISING: (
            "nicht|kein|keine|keinen|keinem|niemand|ob|falls|wenn|kaum|war|wurde|nie"
        ),
        Kind.HEATED: (
            "leid|entschuldig\\w*|unser fehler|unsererseits|von uns|bei uns|verständlich"
            "|verstehe\\w*|danke|dank|nicht\\s*$|kein\\w*\\s*$|wir waren|sie schreiben|sie finden"
        ),
        Kind.BLAMING: (
            "vielleicht|womöglich|vermutlich|nicht(?= ihre schuld)|keineswegs|könnte es sein"
        ),
    },
    curt=(
        "nein|falsch|geht nicht|unmöglich|auf keinen fall|vergessen sie es|vergiss es|keine chance"
        "|niemals|abgelehnt|keine zeit|na und|und|nö|steht im vertrag|siehe vertrag"
    ),
)
