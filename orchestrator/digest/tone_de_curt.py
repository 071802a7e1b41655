"""What German says when it is sarcastic or curt.  Pure."""

from collections.abc import Mapping

from orchestrator.digest.tone_rules import Cause

_YOU = "(?:sie|du|ihr)"

CURT: Mapping[Cause, Mapping[str, str | None]] = {
    Cause.SARCASM: {
        r"einfach (?:mal|einmal) (?:lesen|nachdenken|zuhören|nachlesen|hinschauen)|vielleicht"
        r" (?:mal |erst )?(?:lesen|nachdenken|nachlesen)(?=[.!,]|$)|vielleicht sollten sie"
        r" (?:mal|erst|einmal)": None,
        r"(?:vorher|erst|zuerst) (?:mal |einmal )?(?:nachdenken|überlegen|lesen"
        r"|denken)(?=[.!,]|$)|denken sie (?:mal |erst |vorher )*nach|als (?:ob|hätten) wir"
        r" (?:nichts|sonst nichts)|sonst nichts zu tun|(?:alle |die )?zeit der welt|nicht zu"
        r" helfen|schönen dank auch|ach (?:was|wirklich|nee)|armer? sie|hellsehen|gedanken"
        r" lesen|glaskugel|wir sind nicht ihr": None,
        "lesen (?:hilft|bildet)|(?:kann|ist|wäre) (?:\\w+ ){0,3}?nicht so (?:schwer|schwierig"
        "|kompliziert)(?: sein)?"
        "|sogar sie (?:können|sollten|müssten)|sonst noch wünsche|noch (?:weitere|mehr)"
        " (?:sonder)?wünsche(?=[?])": None,
        "danke für (?:gar )?nichts|vielen dank auch(?=[.!]|$)|(?:na )?dann (?:mal )?viel"
        " (?:glück|spaß)"
        "(?: damit| dabei)?(?=[.!]|$)|viel (?:glück|spaß) damit": None,
        "wer lesen kann|(?:klar|deutlich) im vorteil|(?:schön|nett|toll|wie schön|wie"
        " nett),? dass"
        f" {_YOU} (?:\\w+ )*?(?:auch|endlich|mal|schon|doch noch)|(?:endlich|auch) mal (?:\\w+"
        f" )?"
        "(?:melden|antworten|lesen|bequemen)|welch (?:eine )?überraschung|was für eine"
        " überraschung"
        "|wer hätte das gedacht|na toll|na super|na bravo|na klasse|glückwunsch dazu"
        "|typisch(?=[.!]|$)"
        "|herzlichen glückwunsch,|wie immer,? (?:haben|hast|zu spät)|aha(?=[.!]|$)": None,
        "(?:sollte|müsste|dürfte) (?:\\w+ )*?(?:jedem|jeder|ihnen|dir|euch|selbst ihnen)"
        " (?:\\w+ )*?"
        "(?:klar|bekannt|einleuchten|verständlich)|kein hexenwerk|keine raketenwissenschaft"
        "|keine hexerei|jedes kind|so schwer (?:ist|kann) (?:das|es) (?:\\w+ )*nicht(?: sein)?"
        "|was ist daran (?:so )?schwer|was (?:ist )?daran (?:so )?(?:schwierig|schwer)"
        "|ist das (?:wirklich |denn )?so schwer|zum mitschreiben|ganz langsam|für dumme"
        "|selbst ein kind": None,
        "bei allem respekt": None,
        "(?:hätten sie|hättest du|wenn (?:sie|du)) (?:sich |dir )?(?:die mühe|die zeit"
        "|einmal die mühe)"
        "|falls (?:sie|du) (?:es |das )?(?:noch )?nicht (?:bemerkt|gemerkt|mitbekommen"
        "|verstanden)"
        "|(?:ihr|ihre|ihren|ihrem|dein\\w*) so ?genannte\\w*": None,
    },
    Cause.CURT: {
        r"dann (?:eben|halt) nicht|ihre sache(?=[.!]|$)|kein kommentar|(?:damit|mehr) (?:ist"
        r"|sage|sagen) (?:\w+ )*(?:alles gesagt|dazu nicht|erledigt)|die (?:diskussion|sache)"
        r" ist (?:\w+ )?(?:beendet|erledigt|vom tisch)|wir sind fertig(?: miteinander)?(?=[.!]"
        r"|$)|keine lust|weil ich es sage|nicht mein problem|das war's(?=[.!]|$)": None,
        "machen sie(?: doch| nur)*,? was sie wollen|mach(?:t)?(?: doch)?,? was (?:du|ihr)"
        " (?:willst"
        "|wollt)|^(?:wie sie meinen|wie du meinst|meinetwegen|von mir aus|na und"
        "|und)(?=[.!?]|$)"
        "|friss oder stirb|punkt(?=[.!]?$)|ende der diskussion|basta|so ist es nun mal|pech"
        " gehabt"
        "|ihr pech|dein pech|damit müssen sie (?:eben )?leben|finden sie sich damit ab"
        "|keine diskussion|nicht verhandelbar": None,
        "^lesen sie (?:einfach |doch |erst(?: einmal)? |gefälligst )*(?:den|die|das"
        "|unsere?n?|meine)"
        " (?:vertrag|mail|e-mail|angebot|handbuch|anleitung|agb)(?: (?:erst|richtig|nochmal"
        "|noch"
        " einmal|genau))?(?=[.!]|$)|gefälligst|googeln sie|suchen sie sich (?:\\w+ )?(?:anderen"
        "|andere|jemand)|haben sie (?:das )?(?:jetzt |nun |endlich )?(?:verstanden|kapiert)"
        "|(?:verstanden|klar|kapiert)[?]|ist das (?:jetzt |nun |endlich )*klar|klar genug"
        "|ein für alle mal": None,
    },
}
