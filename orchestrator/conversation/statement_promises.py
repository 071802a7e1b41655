"""What makes a clause of ours a promise, in seven languages."""

from functools import lru_cache

from orchestrator.conversation.gated import AnyOf, Gated, gate_of, possible
from orchestrator.conversation.statement_clauses import OPENS
from orchestrator.conversation.statement_denials import NEGATED, spares, takes_back
from orchestrator.conversation.statement_promise_words import (
    COMMITS,
    COMMITS_NOW,
    IS_OVER,
    UNCERTAIN,
)

# With a day to come, all is a promise but what is over, left undone, or for others to do.
_NOT_OURS = AnyOf(
    r"\b(?:since|seit|depuis|desde|sinds)\b",
    r"\b(?:is|are|falls?) due\b|\bpayable\b|\bfällig\b|\bvence\b|\bscade\b|\bcerramos\b(?! (?:el|"
    r"la|los|las)\b)|\best (?:bien |déjà )?(?:parvenu|reçu|venu)e?s?\b",
    r"\b(?:may|might|can|could) take\b|\bkann .*\bdauern\b|\b(?:peut|peuvent) (?:prendre|"
    r"durer)\b|\bpued\w+ tardar\b|\bpuò (?:durare|richiedere)\b|\bkan .*\bduren\b|"
    r"\bpode (?:demorar|levar)\b|\breach me\b|\berreichen (?:mich|uns)\b|\berreichbar\b|"
    r"\bzu erreichen\b|"
    r"\bjoignables?\b|\blocalizables?\b|\bbereikbaar\b",
    r"\b\w{2,}ó\b|\b\w{3,}(?:aron|ieron)\b|\b(?:è|sono) stat[oaie]\b|\b(?:is|"
    r"zijn) .*\b(?:ge\w+(?:d|t|en)|ver\w+(?:d|t|en)|be\w+(?:d|t|en))$",
    r"\b(?:was|were|did|had|went|left|sent|got|came|took|gave|told|spoke|met|wrote|made|found|"
    r"said|saw|thought|knew|heard|brought|put up|paid|(?!usted)\w{3,}ed)\b(?! (?:by|on|before|"
    r"until|today|tomorrow)\b)(?<!\bneed)(?<!\b(?:is|be) \w{3}ed)",
    r"\b(?:not|don't|doesn't|isn't|aren't|cannot|can't|haven't|hasn't|nobody|without any|"
    r"no (?:capacity|time|news|one|way))\b",
    r"^(?:\w+ )?(?:you|your (?!\w+ (?:is|are|comes|goes|will)))(?: \w+)? (?!get|have it|have the|"
    r"receive|hear|can have)|\b(?:you (?:need|want|have to|could|can (?!have)|should|must|asked|"
    r"send|pick|give|approve|confirm|decide|prefer))\b|\bthe plan\b|\b(?:runs?|lasts?) from\b",
    r"\b(?:understand|know|see|hear|think|believe|appreciate|agree|assume|suppose|wish|love|hope|"
    r"need|wonder|remember|remind|ask|welcome|deadline|birthday|holiday|weather|meeting|"
    r"conference|exhibition|fair|congratulations|enjoy|good luck|(?:good|great|nice|"
    r"lovely) (?:to|talking|speaking|seeing|meeting|catching)|happy|thanks?|thank you|sorry|"
    r"see you|reminder|invited?|invite)\b",
    r"\b(?:ich|wir) (?:hab|hatt|war|bin\b|sind|hoff|glaub|denk|würd|könn|wollte|sollt|brauch|"
    r"bräucht|freu|müss|dürf|bitt|warte|versteh|weiß|wissen|sehe|sehen uns)\w*|\b(?:hab|hatt|war|"
    r"hoff|würd|könn|wollte|sollt|brauch|bräucht|freu|müss|dürf|bitt|warte|versteh|weiß|"
    r"wissen)\w* (?:ich|wir)\b|\b(?:wurde|wurden|war|waren|hatten?|hat|gab|ging|gingen|kam|kamen|"
    r"schickte|sagte|rief)\b|\b(?:nicht|kein|keine|keinen)\b|\b(?:sie|ihr|du) (?:können|könnt|"
    r"kannst|müssen|müsst|brauchen|braucht|haben zeit|wollten|wollen|möchten|schicken|senden|"
    r"geben)\b|\b(?:bis wann|frist|feiertag|urlaub|messe|besprechung|termin ist|wetter)\b|"
    r"\b(?:schicken|senden|geben|teilen|melden|kommen|denken|sagen|rufen) sie\b",
    r"\ba (?:été|\w+[éi])\b|\b\w{2,}(?:rais|rait|riez|rions|raient)\b|\b(?:j'ai|ont|avons|avait|"
    r"avions|était|étaient|étions|fallait|faut|faudra|devez|pouvez|voulez|attendons|attends|"
    r"comprends|comprenons|remercions|remercie|aimerions|rencontr\w+|fermé\w*|jour férié|réunion|"
    r"foire|congés)\b|\b(?:est|sont) (?:parti|arrivé|sorti|allé|venu)\w*\b|\bne\b.*\b(?:pas|"
    r"plus)\b|\bn'\w+ (?:pas|plus)\b",
    r"\b\w{2,}(?:aría|ería|iría)\w*\b|\b(?:ha|han|hemos|he|fue|fueron|era|eran|estuvo|había|"
    r"salió|salieron|llegó|llegaron|envié|mandé|mandamos ayer|dijo|hizo|pudo|tuvo|quedó|hay que|"
    r"tenéis que|tienes que|podéis|puedes|necesit\w+|esper\w+|agradec\w+|gracias|reunión|feria|"
    r"festivo|entiendo|entendemos|nos vemos|encantaría)\b|\bno\b(?!.*\bhasta\b)",
    r"\b\w{2,}(?:rebbe|rebbero|remmo)\b|\b(?:ha|hanno|abbiamo|ho|era|erano|fu|partit[oaie]|"
    r"arrivat[oaie]|andat[oaie]|dovete|potete|bisogna|serve|servono|aspett\w+|ringrazi\w+|grazie|"
    r"riunione|fiera|festa|capisco|capiamo|ci vediamo|piacerebbe)\b|\bnon\b",
    r"\b(?:heb|heeft|hebben|had|hadden|was|waren|werd|werden|ging|gingen|kwam|stuurde|verstuurd|"
    r"moeten jullie|moet je|kunnen jullie|kun je|wacht|wachten|begrijp|begrijpen|nodig|"
    r"vergadering|beurs|feestdag|zien we|tot)\b|\b(?:niet|geen)\b",
    r"\b(?:foi|foram|era|eram|estava|tinha|tínhamos|seguiram|chegou|chegaram|enviei|mandei|disse|"
    r"fez|têm de|tem de|podem|precisa\w*|agradec\w+|obrigad[oa]|reunião|(?<!-)feira|feriado|"
    r"percebo|percebemos|vemo-nos)\b|\bnão\b",
)
# The whole clause promises nothing, whatever else it says.
_NEVER = AnyOf(
    # What she never said, and when she is away.
    r"\b(?:i|we) (?:(?:have )?never|didn't|did not|haven't|don't remember) (?:actually |ever )?"
    r"(?:sa(?:id|y|ying)|promis\w+|agree\w*|me(?:an|ant)|wrote|offer\w*)\b|"
    r"\b(?:i|we)(?:'ll| will|'m|'re| am| are) (?:be )?(?:out|off|ooo|abroad|travelling|unavailable)"
    r"(?! to\b)(?=\W*$| (?:on|from|until|till|all|next|this|of|for|tomorrow|today|sick)\b)|"
    r"\babwesend\b|\babsente?s?\b|\b(?:estaré|estaremos|estoy|estamos) fuera\b|"
    r"\b(?:sarò|saremo|sono|siamo) (?:fuori|assent[ei])\b|\bafwezig\b|"
    r"\b(?:estarei|estaremos|estou) (?:fora|ausente)\b",
    r"^(?:díga\w+|avíse\w+|envíe\w*|confírme\w+|mánde\w+|háganos|dígannos|indíque\w+)\b|^(?:ci|"
    r"mi) (?:faccia|mandi|invii|dica|confermi)\b|^fateci sapere\b|^(?:laat|stuur|geef|bel|mail|"
    r"bevestig) (?:ons|mij|me)\b|^(?:digam?|enviem?|mandem?|confirmem?|avisem?|"
    r"respondam?)(?:-?(?:nos|me))?\b|^(?:\w+ )?(?:intenté|probé|quise|llamé|envié|mandé|hablé|"
    r"dejé|pasé|tentei|liguei|enviei|mandei|falei|deixei|passei|quis)\b|\b(?:contavamo|volevamo|"
    r"pensavamo|contávamos|queríamos|esperávamos|pensávamos|íamos|esperábamos|pensábamos|íbamos|"
    r"espérions|voulions|comptions)\b",
    r"\b(?:o senhor|a senhora|vocês|você) (?:ficou|ficaram|disse|disseram|prometeu)\b|"
    r"\bquedó (?:usted )?en\b|\bquedasteis en\b|\b(?:lei|voi) (?:doveva|dovevate|aveva|"
    r"avevate)\b|\b(?:sie|ihr) (?:wollten|wolltet|sollten|hatten)\b|\bvous (?:deviez|aviez|"
    r"vouliez)\b|\b(?:u|jullie) (?:zou|zouden)\b|\byou were (?:going )?to\b",
    r"^(?!verdad|calidad|ciudad|usted|salud|edad)\w{2,}(?:ad|ed|id)(?:nos|me)\b|"
    r"^\w{3,}ez-(?:nous|moi)\b|^\w{3,}(?:ate|ete|ite)(?:ci|mi)\b|^\w{3,}em-nos\b|\b(?:habríamos|"
    r"habría|aurions|aurait|avremmo|avrebbe|teríamos|teria|wären|hätten) \w*",
    r"\b(?:as your|comme le dit|wrote:|own page says|as .{3,30} puts it|wie .{3,30} schreibt|"
    r"como dice|come dice|zoals .{3,30} schrijft)\b",
    r"^(?:please|kindly|thanks?|thank you|many thanks|feel free|bitte|danke|vielen dank|merci|"
    r"veuillez|n'hésitez|gracias|por favor|per favore|grazie|graag|bedankt|"
    r"obrigad[oa])\b(?!.*\b(?:i'll|we'll|i will|we will)\b)",
    r"^(?:could|can|would|will|do|did|have|has|are|is) you\b|\btell us\b|\blet us (?:know|"
    r"have)\b|\blet me know\b(?!.*'ll)|\bbring an\b",
    r"\b(?:we|i)(?:'d| would) (?!aim|expect)|\b(?:we|i) (?:\w+ )?need (?!until|till)|"
    r"\b(?:il nous faut|il nous faudrait|nous avons besoin)\b|\bwe'd\b(?! aim)",
    r"\b(?:please|bitte)\b.*\b(?:send|let|give|schicken|geben|senden|melden)\b",
    r"\b(?:won't|will not|'ll not|cannot|can't|can not|shan't|unable to|not able to|"
    r"not going to) (?:be able|make\b|manage|be possible|have time|get (?:it|this|that|to|round)|"
    r"promise|guarantee|happen(?! again)|be ready|be in time|work|finish|deliver|meet|reach|hold|"
    r"tell you|say|fit|say when|commit)\b",
    r"\b(?:closed|out of (?:the )?office|away|on holiday|on leave|public holiday|geschlossen|"
    r"im urlaub|fermés?|en congés?|cerrad[oa]s?|de vacaciones|chius[oi]|in ferie|gesloten|"
    r"met vakantie|fechad[oa]s?|de férias)\b",
    r"\b(?:your|the) (?:\w+ )?(?:colleague|accountant|wife|husband|bank|assistant|boss|printer|"
    r"council|forecast|weather|customers?|visitors?|guests?) (?:\w+ )?(?:wrote|said|told|will|"
    r"is going|says|writes)\b",
    r"\b(?:wrote|writes|said|says|told us|told me|mentioned|understand|believe) (?:that )?(?:he|"
    r"she|they|you|your \w+)\b|\bthe plan (?:says|is)\b|\byou (?:said|wrote|told|mentioned|"
    r"promised)\b",
    r"\b(?:schrieb|schreibt|sagte|sagt|meinte|écrit|écrivait|disait|dit que|escribió|dijo|"
    r"dice que|scrive|ha scritto|ha detto|dice che|schreef|schrijft|zei|escreveu|disse)\b",
    r"\b(?:you|it|that|this)(?:'ll| will) (?:all |probably |surely |also |just )*(?:need|"
    r"find (?!.*\b(?:by|from|within|live|ready|fixed|tonight|tomorrow|today|on \w+day)\b)|see that|"
    r"notice|love|like|want|have to|enjoy|"
    r"agree|remember|cost|mean|depend|rain|snow|be (?:glad|pleased|delighted|happy|fun|great|"
    r"lovely|wonderful|fine|worth|surprised)|look (?:great|lovely|wonderful|good|fantastic))\b",
    r"\bi'm sure\b|\bno doubt\b|\bwelcome to\b|\b(?:itself|themselves|automatically)\b|"
    r"\b(?<!can )look forward\b|\blooking forward\b|\bgood (?:luck|question)\b|\bhope (?:you|to|"
    r"that|it|this|we|so|he|she|they|the)\b",
    r"^(?:as|what|like) (?:i|we) (?:promised|said|mentioned)\b(?!.*'ll)|\b(?:last (?:week|month|"
    r"night|time)|yesterday|earlier (?:today|this))\b|^(?!.*ing\b).*\bthis morning\b(?!.*(?:'ll|"
    r" will ))",
    r"\b(?:i|we)(?:'ve| have| had) (?:now |just |already )?\w+(?:ed|en|nt|ne|ut|t)\b(?!.*(?:'ll|"
    r" will ))|\b(?:has|have) been\b(?! (?:booked|scheduled|lined|pencilled|arranged|earmarked|"
    r"set aside))(?!.*(?:'ll| will ))|\bwent\b|\bwas (?:going|planning)\b|\bwere going\b",
    r"\b(?:vielleicht|eventuell|womöglich|hoff\w+|leider|bedauerlicherweise|"
    r"voraussichtlich nicht|nicht versprechen|bräuchten?|(?<!sie )brauchen|benötigen|bitten)\b",
    r"^(?!.*\b(?:bis|spätestens|morgen|ab|eingeteilt|eingeplant|vorgemerkt|"
    r"angesetzt)\b).*\b(?:habe|haben|hat|hatten?|ist|sind|bin|seid|wurden?|war|"
    r"waren) .*\b(?:ge\w+(?:t|en)|\w+iert|ab\w*ge\w+|\w+ge\w+(?:t|en)|ver\w+t|abgeschlossen|"
    r"erhalten|bekommen|be\w+t|fertig seit)$|\bseit (?:heute|gestern|dem|letzt)",
    r"\b(?:à votre disposition|zur verfügung|disposición|disposizione|ter beschikking|ao dispor|"
    r"à disposição|here to help|glad to|happy to (?:talk|discuss|chat|meet|help|hear|answer|"
    r"explain|jump))\b",
    r"\bnicht mehr\b|\bnicht (?:schaffen|möglich|fertig|halten|vor)\b|\bfreuen? (?:uns|mich)\b|"
    r"\b(?:würden?|könnten?|wäre|hätten)\b|\b\w+en sie (?:sich |uns |mir |bitte |gern)|"
    r"\bdürfen sie\b|\bgern(?:e)? können\b",
    r"\b(?:peut-être|malheureusement|hélas|espér\w+|pourri\w+|ne (?:pourr|ser|aur|pouv|peux|"
    r"sommes)\w*(?: malheureusement)? (?:pas|plus)|pas (?:possible|promettre|en mesure)|"
    r"aurions besoin|avons besoin|faudrait|voudri\w+)\b|\b(?:(?<!que )j'ai|nous avons|vous ai|"
    r"vous avons|a été|ont été|est terminé\w*|sont terminé\w*|avons (?:été|reçu))\b(?!.*(?:rai|"
    r"rons)\b)|\bdepuis (?:ce matin|hier|lundi|mardi)\b|\bau plaisir\b|\bl'impression que\b",
    r"\b(?:quizá|quizás|tal vez|a lo mejor|lamentablemente|por desgracia|esperamos|espero|"
    r"podríamos|podría|no (?:podr|pod|vamos a poder|llegar|ser|pued|tendr|estar)\w*|"
    r"necesitaríamos|necesitamos|necesito)\b|\b(?:ayer|anoche|la semana pasada)\b|"
    r"\bdesde (?:ayer|esta mañana|hoy)\b|^(?!.*\w+rá\b).*\bdesde el\b|\b(?:hemos|he) \w+(?:ado|"
    r"ido|to|cho)\b",
    r"\b(?:forse|magari|purtroppo|speriamo|spero|potremmo|non (?:riusc|potr|sar|poss|ce la|"
    r"far)\w*|avremmo bisogno|abbiamo bisogno|ci servirebbe)\b|\bieri\b|\bda (?:ieri|stamattina|"
    r"questa mattina)\b|\b(?:abbiamo|ho) \w+(?:ato|uto|ito|tto|so|sto)\b|\bla settimana scorsa\b",
    r"\b(?:misschien|wellicht|helaas|hopen|hoop|zouden|zou|niet (?:meer(?! (?:gebeuren|voorkomen))|"
    r"lukken|halen|beloven|"
    r"mogelijk|klaar|redden)|nodig hebben|hebben .* nodig)\b|\b(?:gisteren|vorige week)\b|"
    r"\bsinds\b|\b(?:heb|hebben|is|zijn) .*\b(?:ge\w+(?:d|t|en)|ver\w+d|be\w+d)$",
    r"\b(?:talvez|infelizmente|esperamos|espero|poderíamos|não (?:vamos|vou|ser|conseg|pod|est|"
    r"ter)\w*|precisaríamos|precisamos|preciso)\b|\bontem\b|\bna semana passada\b|"
    r"\bdesde (?:ontem|hoje|esta manhã)\b",
)
# Behind "I'll measure it and", these are deeds of ours.
_BIDS = Gated(
    r"^(?!.*\b(?:i|we)(?:'ll| will)\b)(?:send|give (?!(?:me|us) (?:until|till))|have a look|"
    r"take a look|look|call|ring) (?!you)"
)
# Before the words that commit, these take them back.
_HEDGE = AnyOf(
    r"\b(?:might|may|hope|hoping|hopefully|could|would|wouldn't|never promise|perhaps|maybe|"
    r"possibly|if all goes well we could|shouldn't|can't promise)\b",
)
_ASKED = Gated(r"\?\W*$")


_COMMITMENTS = gate_of(COMMITS, COMMITS_NOW, NEGATED)


def promises_alone(part: str) -> bool:
    """Whether half of a sentence is a promise without the other."""
    lower = part.lower().rstrip(" .,;:!")
    is_half = OPENS.match(lower) or _NOT_ALONE.match(lower)
    return not is_half and is_promise(part, has_day=False)


_NOT_ALONE = Gated(r"^(?:that|dass|que|qu'|che|dat|whether|ob|si|se|of|who|which)\b")


def is_promise(clause: str, *, has_day: bool, goes_on: bool = False) -> bool:
    """``has_day``: a deadline that is still to come stands in the clause.

    ``goes_on``: it is the second half of a promise, with a verb and no subject.
    """
    lower = clause.lower().rstrip(" .,;:!")
    if not (has_day or goes_on or possible(lower) & _COMMITMENTS):
        return False
    if _is_denied(lower) or (_BIDS.search(lower) and not goes_on):
        return False
    commits = COMMITS.start(lower)
    if commits < 0 and (COMMITS_NOW.search(lower) or spares(lower)):
        return not (_HEDGE.search(lower) or IS_OVER.search(lower))
    if commits < 0:
        is_ours = goes_on or (has_day and not _NOT_OURS.search(lower))
        return is_ours and not _HEDGE.search(lower)
    return not _HEDGE.search(lower[:commits])


def is_none(clause: str) -> bool:
    """A question, an account of the past, what only luck decides, and the like."""
    lower = clause.lower().rstrip(" .,;:!")
    return bool(_BIDS.search(lower)) or _is_denied(lower)


# Asked before a clause is divided, and of what it was not divided into.
@lru_cache(maxsize=8)
def _is_denied(lower: str) -> bool:
    if _ASKED.search(lower) or _NEVER.search(lower) or UNCERTAIN.search(lower):
        return True
    return takes_back(lower)
