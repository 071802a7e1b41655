"""What German says when it promises too much.  Pure."""

from collections.abc import Mapping

from orchestrator.digest.tone_rules import Cause

_DONE = (
    "(?:fertig|online|erledigt|live|geliefert|behoben|gelöst|umgesetzt|da|pünktlich|bereit|drin)"
)

PROMISES: Mapping[Cause, Mapping[str, str | None]] = {
    Cause.CERTAIN: {
        r"alles möglich|alles,? was sie (?:wollen|wünschen)|(?:kriegen|bekommen|schaffen|machen"
        r"|liefern) (?:wir|ich) (?:\w+ )?(?:auf jeden fall|garantiert|definitiv|ganz sicher"
        r"|bestimmt)|(?:läuft|funktioniert|klappt|wird) (?:\w+ )?alles (?:\w+ )?(?:perfekt|rund"
        r"|glatt|reibungslos|gut)|(?:immer|jederzeit|rund um die uhr|tag und nacht) für sie da"
        r"|(?:löst|lösen) alle|die (?:beste|perfekte) lösung|nie enttäuschen|nie im stich|werden"
        r" sie nie (?:wieder )?(?:bereuen|probleme)|bestmöglich\w* garantiert"
        r"|rundum-sorglos": None,
        "(?:100 ?%|100 prozent|hundertprozentig|voll und ganz|blind) auf uns verlassen|verlassen"
        " sie sich (?:drauf|darauf)"
        "|(?:klappt|funktioniert|läuft|hält) (?:\\w+ )?(?:garantiert|hundertprozentig|auf jeden"
        " fall|definitiv|sicher)(?=[.!]|$)": None,
        "ich (?:garantiere|verspreche)(?: (?:ihnen|dir|euch))?(?: \\w+)?,"
        " dass": "ich gehe davon aus, dass",
        "wir (?:garantieren|versprechen)(?: (?:ihnen|dir|euch))?(?: \\w+)?,"
        " dass": "wir gehen davon aus, dass",
        "(?:ich|wir) (?:garantiere|garantieren)|(?:garantiere|garantieren) (?:ich|wir)"
        "|(?:dafür|darauf) (?:geben wir|gebe ich) (?:ihnen |dir |euch )?(?:unser|mein"
        "|eine?) (?:wort"
        "|garantie|ehrenwort|brief)|(?:mein|unser) (?:ehren)?wort(?: darauf)?|hand aufs herz"
        "|(?:das )?schwöre ich|ich schwöre|brief und siegel|darauf können sie (?:sich"
        " verlassen|wetten|gift)"
        "|glauben sie mir": None,
        "(?:absolut |zu )?garantiert(?!e)|hundertprozentig(?= (?:sind|ist|wird|haben|am|bis"
        "|fertig"
        "|pünktlich|wir))|100-prozentig|mit absoluter sicherheit|mit hundertprozentiger"
        " sicherheit"
        "|todsicher": "voraussichtlich",
        f"auf (?:jeden|alle) fall(?=[^.!?]{{0,40}}{_DONE})|(?:ganz sicher|definitiv|ganz"
        f" bestimmt"
        f"|zweifellos|ohne zweifel|hundertpro)(?=[^.!?]{{0,40}}{_DONE})": "voraussichtlich",
        "(?:zu )?(?:100 ?%|100 prozent|hundert prozent) (?:sicher|überzeugt|gewiss)"
        "|hundertprozentig (?:sicher|überzeugt)|absolut sicher": "zuversichtlich",
        "(?:zu )?(?:100 ?%|100 prozent|hundert prozent|hundertprozentig)"
        " (?:fertig|fehlerfrei|zuverlässig|pünktlich|erledigt|stabil|zufrieden\\w*"
        "|perfekt)": None,
        "versprochen(?=[.!]|$)|(?:das )?(?:verspreche|versprechen) (?:ich|wir)(?: ihnen|"
        " dir| euch)?"
        "(?=[.!,]|$)": None,
        r"(?<=\w\s)(?:um jeden preis|koste es,? was es wolle|komme,? was wolle|unter allen"
        r" umständen"
        "|egal,? was (?:passiert|kommt|geschieht)|was auch (?:immer )?(?:passiert|geschieht"
        "|kommt))": ", wenn nichts dazwischenkommt",
        "^(?:koste es|komme|egal),? was": None,
        "(?:garantiert |absolut |völlig |komplett |hundertprozentig |100 ?% )*(?:fehlerfrei"
        "|bugfrei)": "gründlich getestet",
        "(?:absolut |völlig |komplett )*(?:wasserdicht|bombensicher|narrensicher|risikofrei"
        "|risikolos"
        "|ausfallsicher|unzerstörbar)|absolut (?:perfekt|zuverlässig|sicher|fehlerlos)"
        "|sie werden (?:begeistert|es lieben|es nicht bereuen|staunen|nie wieder)"
        "|alle ihre (?:wünsche|probleme)|unbegrenzt(?:e)? (?:änderungen|korrekturen)"
        "|alles (?:wird|läuft) (?:\\w+ )?(?:perfekt|reibungslos|bestens|glattgehen)": None,
    },
    Cause.NEVER: {
        r"(?:ausgeschlossen|unmöglich),? dass .{0,40}(?:schief|fehl|verzög|ausf)\w*|keine chance"
        r" (?:auf|für) (?:eine )?(?:verzögerung|fehler)": None,
        "(?:das|so etwas|so was|dies|es) (?:wird|kann|darf) (?:\\w+ ){0,2}?(?:nie wieder"
        "|nie mehr"
        "|niemals wieder|nicht wieder|garantiert nicht mehr|nicht mehr)(?: \\w+)?"
        " (?:vorkommen|passieren"
        "|geschehen)|(?:kommt|passiert) (?:\\w+ )?(?:nie wieder|nie mehr|niemals wieder)(?:"
        " vor)?": "wir arbeiten daran, dass sich das nicht wiederholt",
        "nie wieder|nie mehr|niemals wieder": None,
        "(?:da |es |hier |dabei |jetzt )*(?:kann|wird) (?:da |dabei |hier |ihnen )*(?:gar "
        "|absolut |überhaupt )?"
        "nichts (?:mehr )?(?:schiefgehen|schief gehen|passieren|verloren gehen"
        "|kaputtgehen)": "wir sind auf Schwierigkeiten vorbereitet",
        "(?:keine|keinerlei|null)(?: weiteren)? (?:verzögerungen|probleme|fehler|ausfälle"
        "|risiken"
        "|überraschungen)(?: mehr)? (?:geben|mehr gibt|gibt|geben wird|auftreten)"
        "|es (?:gibt|wird) (?:ab jetzt |künftig )?(?:keine|keinerlei|garantiert keine) (?:\\w+"
        " )?"
        "(?:verzögerungen|probleme|fehler|ausfälle) mehr|null risiko|keinerlei risiko"
        "|(?:kann|wird) (?:gar |überhaupt )?nicht (?:schiefgehen|ausfallen|abstürzen)": None,
    },
    Cause.EASY: {
        "(?:schaffen|machen|kriegen) wir (?:\\w+ )?(?:locker|spielend|mit leichtigkeit)|locker"
        " (?:bis|fertig|geschafft)": None,
        "(?P<it>das ist|das wäre|ist) (?:überhaupt|gar|absolut) kein"
        " problem": "{it} vermutlich möglich",
        "^(?:überhaupt|gar|absolut) kein problem": "das sollte möglich sein",
        "(?:überhaupt|gar|absolut) kein(?:e)? (?:problem|thema|schwierigkeit)|kein ding"
        "|(?:ist )?so gut wie (?:erledigt|fertig)|betrachten sie (?:es|das) als erledigt"
        "|schon so gut wie|ein kinderspiel|ein klacks|mit links|alles,? was sie (?:wollen"
        "|wünschen"
        "|möchten)|(?:im )?handumdrehen|ohne (?:jedes|jegliche|jeglichen|das geringste)"
        " (?:problem\\w*"
        "|risiko|verzögerung\\w*)|völlig problemlos|jeden wunsch": None,
    },
}
