"""What makes a clause of ours a promise, in seven languages."""

from orchestrator.conversation.gated import AnyOf, Gated, gate_of, possible
from orchestrator.conversation.statement_promise_words import COMMITS_NOW, IS_OVER, UNCERTAIN

# What we say we do, with a day or without: the future, "leave it with me", "me ne occupo".
COMMITS = AnyOf(
    r"\b(?!hab|hatt|sind|war|könn|würd|müss|dürf|soll|woll|mög|brauch|benötig|hoff|freu|denk|"
    r"glaub|find|seh|wiss|versteh|bedauer|bitt|dank|wünsch|grüß|arbeit|kenn|mein|schätz|erwart|"
    r"wart|stimm|empfehl|verweis|bräucht|hätt|wär)\w{3,}en wir\b",
    r"\b\w{4,}e?n? (?:wir|ich) (?:nichts|niemals)\b",
    r"\bmit .*\brechnen\b|\b(?:owe you)\b.*\b(?:by|tonight|today|tomorrow)\b",
    r"\b(?!you\b)[\w’]+'ll\b(?! (?:have to|probably|need|cost|mean|depend|rain|snow)\b)",
    r"\byou(?:'ll| will| shall) (?:also |then |soon )?(?:have|get|receive|hear|be (?:able|sent|"
    r"given|informed|contacted|notified|the first))\b",
    r"\byou shall (?:have|get|hear)\b|\b(?!you\b)\w+ (?:will|shall|won't)\b(?! (?:have to|you\b|"
    r"probably|need|cost|mean|depend|rain|snow))",
    r"\b(?:i'm|i am|we're|we are|is|are|it's|he's|she's) (?:going to|about to)\b",
    r"\b(?:we|i) (?:aim|plan|intend|promise|guarantee|commit|undertake|pledge)\b(?! nothing)",
    r"\b(?:we're|we are|i'm|i am) (?:aiming|planning|committed|determined|hard at work on)\b",
    r"\b(?:our|my) (?:goal|aim|plan|intention|target) is\b|\byou(?:'ll| will) be (?:getting|"
    r"receiving|hearing)\b|\b(?:we're|we are|i'm|i am|is|are) (?:determined|committed|"
    r"working (?:on|towards)|going) to\b|\byou can (?:expect|count on|rely on)\b",
    r"\byou have my word\b|\bwhat we do promise\b|^expect (?!us to need)|^consider it done\b",
    r"\bi'm on it\b.*\b(?:by|today)\b",
    r"\blet me (?:just )?(?:look|check|find|see|get|ask|sort|chase|send|come back|have a|dig|"
    r"talk|speak|pull|put|take|think|do|work|try|run|confirm|call|ring|follow|go)\b",
    r"^(?:back to you|ringing you|calling you|sending|.{3,40} to follow)\b",
    r"\b(?:we|you|i) should (?:have|get|see|receive|be able|manage|hear|know|finish)\b|"
    r"\bshould be (?:with you|ready|done|live|up|finished|fixed|in your|there|back)\b",
    r"\b(?:we're|we are|i'm|i am) happy to (?!talk|discuss|chat|meet|help|hear|answer|explain|"
    r"jump)\w+|\b(?:i|we)(?:'ll)? need (?:until|till)\b|\bi(?:'d| would) expect to\b|\b(?:we|"
    r"i)(?:'ll)? (?:try|expect|hope and expect) to (?!hear)\w+\b.*\b(?:by|on|before|tomorrow|"
    r"today|this|next)\b|\bgive (?:me|us) (?:until|till)\b|\bi'd aim\b",
    r"\bwith you (?:the same|by|on|this|tomorrow|before|first thing)\b",
    r"\b(?:ich|wir) (?:\w+ )?(?:werden?|kümmer\w+|melden?|sorgen?|versprechen?|versuchen?|"
    r"bemüh\w+|planen?|kündigen?|peilen?|zielen?|beabsichtigen|streben|halten? (?:sie|dich|euch)|"
    r"stell\w+ sicher|achten? darauf|garantier\w+|verpflicht\w+|nehmen? (?:mich|uns|das)|"
    r"übernehmen?|gebe?n? (?:ihnen|dir|euch)|behalte\w*)\b",
    r"\b(?:ich|wir) (?:werden?|kümmer\w+|melden?|sorgen?|versprechen?|versuchen?|bemüh\w+|"
    r"planen?|halten? (?:sie|dich|euch)|stell\w+ sicher|achten? darauf|garantier\w+|übernehmen?|"
    r"schauen?|geben? (?:ihnen|dir|euch)|prüfen?|schicken?|senden?|liefern?|rufen?|erledig\w+|"
    r"korrigier\w+|machen?|schalten?|leiten?|informier\w+|nehmen? (?:mich|uns|das)|klären?|"
    r"fragen?|reichen?|richten?|beheben?|ergänz\w+|fangen?|beginn\w+|starten?|setzen?|bauen?|"
    r"lassen? (?!uns )|hole?n?|kündigen?|warnen?|benachrichtig\w+|berechnen?|erstatten?|"
    r"ersetzen?|peilen?)\b",
    r"\b(?:werden?|kümmer\w+|melden?|sorgen?|schicken?|senden?|liefern?|rufen?|prüfen?|"
    r"erledig\w+|korrigier\w+|machen?|schalten?|geben?|halten?|leiten?|informier\w+|klären?|"
    r"beheben?|ergänz\w+|fangen?|beginn\w+|starten?|setzen?|lassen?|schauen?|bekommen|bringen?|"
    r"stellen?|bauen?|holen?|nehmen?|reichen?|richten?|tauschen?|passen?|kündigen?|warnen?|"
    r"benachrichtig\w+|berechnen?|erstatten?|peilen?) (?:ich|wir)\b",
    r"\b(?:bekommen|erhalten|haben|kriegen|hören|bekommt|erhaltet|habt|kriegt|hört|bekommst|"
    r"kriegst|erhältst|hörst) (?:sie|ihr|du) (?!uns |noch fragen|fragen|schon|"
    r"bereits)(?=.*\b(?:von (?:uns|mir)|\w+))(?!.*(?:geschickt|erhalten|bekommen|gesehen)$)",
    r"\b(?:wird|werden)\b(?!.*\bsie (?:sehen|merken|brauchen))",
    r"\b(?:sie|ihr|du) (?:bekommen|erhalten|hören|kriegen|bekommt|erhaltet|hört|kriegt|bekommst|"
    r"erhältst|hörst)\b",
    r"\b(?:je|j'|nous|on)(?: ne)?\s?(?:vous |te |le |la |les |lui |l'|m'|vous l'|vous les |"
    r"vous le )*(?:\w+rai|\w+rons)\b",
    r"\b(?:(?<!domani )(?<!questa )(?<!di )sera|seront|aur(?:a|ez|ont|as)|recevr(?:ez|a|as)|"
    r"fer(?:a|ont)|ira|iront)\b|\b(?:vous|te|lui|leur|il|elle|ça|cela|on|tout|rien|personne|"
    r"(?:votre|notre|nos|vos|le|les|cette|un|une) \w+) (?:ne |se |vous |en |y )?(?!pourr|devr|"
    r"voudr|trouver|verr)\w{2,}(?:era|ira|dra|tra|eront|iront|dront|tront)\b|\bs'\w{2,}era\b",
    r"\bvous serez (?:\w+ )?\w+(?:é|i|u)e?s?\b",
    r"\b(?:je vais|nous allons|on va|va être|vont être)\b",
    r"\b(?:je|nous|on) (?:vous |te |l')?(?:m'(?:en|y)|nous (?:en )?|vous |te |s'en |le |la |les |"
    r"l')?\s?(?:occup\w+|tiens|tenons|reviens|revenons|engage\w*|promet(?:s|tons)|garanti\w*|"
    r"prév(?:ois|oyons)|essa(?:ie|ye|yons)|charge\w*|assur(?:e|ons)|vis(?:e|ons)|envoi\w+|"
    r"envoyons|corrige\w*|rappel\w+|transmet\w*|livr\w+|prépar\w+|fai(?:s|sons)|met(?:s|tons)|"
    r"compt(?:e|ons) (?!sur))\b",
    r"\b(?:notre (?:but|objectif) est|(?:nous|je|on) (?:vis\w+|tabl\w+|vous (?:préven\w+|"
    r"prévien\w+|inform\w+|avert\w+))|je vous fais parvenir|vous pouvez compter|comptez sur)\b",
    r"\b(?<!ont )(?<!est )(?<! a )(?<!été )(?:\w{2,}(?:aré|eré|iré|aremos|eremos|iremos)|haré|"
    r"haremos|tendr\w+|podré(?:is|mos)?|saldrá\w*|pondr(?:é|emos)|vendrá\w*|diré|diremos|"
    r"habrá\w*|\w{2,}(?:ará|erá|irá)n?|\w{2,}(?:aréis|eréis|iréis))\b",
    r"\b(?:voy|vamos|va|van) a \w+r(?:os|lo|la|te|le|les|se)?\b|\b(?:me|nos) (?:encargo|"
    r"encargamos|ocupo|ocupamos|comprometo|comprometemos)\b|\b(?:os|te|le|les) (?:mantengo|"
    r"mantenemos|aviso|avisamos|digo|decimos|mando|mandamos|envío|enviamos|paso|pasamos|llamo|"
    r"llamamos|confirmo|confirmamos|prometo|prometemos|cuento|contamos|tengo|lo \w+mos|"
    r"lo \w+o)\b|\b(?:prometo|prometemos|garantizo|garantizamos|intentamos|intento|prevemos|"
    r"nuestro objetivo es|contad con|(?:te|os|le|les) hago llegar|apuntamos a)\b",
    r"\b(?:\w{2,}(?:erò|irò|remo|eranno|iranno)|sarà|saranno|avr(?:ete|à|ai)|farò|farà|darò|darà|"
    r"dirò|starò|potr(?:ete|à) \w+re|\w{2,}(?:erà|irà|erete|irete))\b",
    r"\b(?:me ne|ce ne) (?:occupo|occupiamo)\b|\b(?:ci penso|ci pensiamo|mi occupo|ci occupiamo|"
    r"ci impegniamo|mi impegno|promett(?:o|iamo)|garantiamo|cercherò|proviamo|provo|prevediamo|"
    r"contiamo di|stiamo per|puntiamo (?:a|ad|al)|(?:il nostro|l') obiettivo è)\b|\b(?:vi|le|ti|"
    r"gli) (?:mando|mandiamo|invio|inviamo|chiamo|chiamiamo|faccio|facciamo|tengo|teniamo|"
    r"aggiorno|aggiorniamo|confermo|confermiamo|dico|diciamo)\b",
    r"\b(?:ik|wij|we|hij|zij|ze|er|het|dat|dit|\w+) (?:zal|zullen)\b|\b(?:zal|zullen) (?:ik|wij|"
    r"we)\b|\b(?:ik|wij|we) (?:ga|gaan|zorg|zorgen|regel|regelen|kom|komen|hou|houd|houden|"
    r"probeer|proberen|beloof|beloven|mik|mikken|kondig|kondigen|waarschuw\w*|informeer|"
    r"informeren|stuur|sturen|bel|bellen|lever|leveren|maak|maken|pas|passen|kijk|kijken|laat|"
    r"laten|los|lossen|streven|begin|beginnen|neem|nemen|pak|pakken|zet|zetten)\b|\b(?:kondigen|"
    r"kondig|waarschuwen|informeren|stuur|bel|zal|ga|lever|regel|zorg|laat|kom|kijk|neem|zet|"
    r"maak|pak|begin|beginnen|sturen|bellen|gaan|leveren|zorgen|laten|komen|maken|nemen|"
    r"houden) (?:ik|wij|we)\b|\b(?:krijgt|krijg|ontvangt|krijgen|ontvangen|hoort|horen) (?:u|je|"
    r"jullie)\b|\b(?:u|je|jullie) (?:krijgt|krijgen|ontvangt|ontvangen|hoort|horen)\b",
    r"\b(?:vou|vamos|vai|vão) (?:\w+r(?:-\w+)*|\w+[áêí]-l[oa]s?)\b|\b(?:\w{2,}(?:arei|erei|irei|"
    r"aremos|eremos|iremos)|farei|faremos|direi|será|serão|terá|terão|estará|estarão|ficará\w*|"
    r"ficarão|\w{2,}(?:ará|erá|irá|arão|erão|irão))\b|\b(?:eu trato|tratamos (?:disso|d[aeo])|"
    r"trato (?:disso|d[aeo])|mantemos|mantenho|cuido|cuidamos|prometo|prometemos|garantimos|"
    r"garanto|prevemos|tentamos|comprometemo-nos|comprometo-me|avisamos|aviso|o nosso objetivo é|"
    r"apontamos para|faço-(?:lhe|vos) chegar|comunicamos|informamos)\b|\b(?:dou|damos|digo|"
    r"dizemos|aviso|avisamos|envio|enviamos|mando|mandamos|ligo|ligamos) (?:notícias|já|logo|"
    r"assim que|o |a |os |as |um |uma |lhe|te|vos|isso|de volta)",
)
# With a day to come, all is a promise but what is over, left undone, or for others to do.
_NOT_OURS = AnyOf(
    r"\b(?:since|seit|depuis|desde|sinds)\b",
    r"\b(?:is|are|falls?) due\b|\bpayable\b|\bfällig\b|\bvence\b|\bscade\b|\bcerramos\b(?! (?:el|"
    r"la|los|las)\b)|\best (?:bien |déjà )?(?:parvenu|reçu|venu)e?s?\b",
    r"\b(?:may|might|can|could) take\b|\bkann .*\bdauern\b|\b(?:peut|peuvent) (?:prendre|"
    r"durer)\b|\bpued\w+ tardar\b|\bpuò (?:durare|richiedere)\b|\bkan .*\bduren\b|"
    r"\bpode (?:demorar|levar)\b|\breach me\b|\berreichen (?:mich|uns)\b|\berreichbar\b|"
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
    r"have)\b|\blet me know\b(?!.*'ll)|^(?!.*\b(?:i|we)(?:'ll| will)\b)(?:send|give (?!(?:me|"
    r"us) (?:until|till))|have a look|take a look|look|call|ring) (?!you)|\bbring an\b",
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
    r"find (?!.*\b(?:by|from|live|ready|fixed)\b)|see that|notice|love|like|want|have to|enjoy|"
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
    r"\b(?:misschien|wellicht|helaas|hopen|hoop|zouden|zou|niet (?:meer|lukken|halen|beloven|"
    r"mogelijk|klaar|redden)|nodig hebben|hebben .* nodig)\b|\b(?:gisteren|vorige week)\b|"
    r"\bsinds\b|\b(?:heb|hebben|is|zijn) .*\b(?:ge\w+(?:d|t|en)|ver\w+d|be\w+d)$",
    r"\b(?:talvez|infelizmente|esperamos|espero|poderíamos|não (?:vamos|vou|ser|conseg|pod|est|"
    r"ter)\w*|precisaríamos|precisamos|preciso)\b|\bontem\b|\bna semana passada\b|"
    r"\bdesde (?:ontem|hoje|esta manhã)\b",
)
# Before the words that commit, these take them back.
_HEDGE = AnyOf(
    r"\b(?:might|may|hope|hoping|hopefully|could|would|wouldn't|never promise|perhaps|maybe|"
    r"possibly|if all goes well we could|shouldn't|can't promise)\b",
)
_ASKED = Gated(r"\?\W*$")


_COMMITMENTS = gate_of(COMMITS, COMMITS_NOW)


def promises_alone(part: str) -> bool:
    """Whether half of a sentence is a promise without the other."""
    lower = part.lower().rstrip(" .,;:!")
    return not _NOT_ALONE.match(lower) and is_promise(part, has_day=False)


_NOT_ALONE = Gated(
    r"^(?:give (?:me|us) (?:until|till)|that|dass|que|qu'|che|dat|whether|ob|si|se|of|who|which)\b"
)


def is_promise(clause: str, *, has_day: bool, goes_on: bool = False) -> bool:
    """``has_day``: a deadline that is still to come stands in the clause.

    ``goes_on``: it is the second half of a promise, with a verb and no subject.
    """
    lower = clause.lower().rstrip(" .,;:!")
    if not (has_day or goes_on or possible(lower) & _COMMITMENTS):
        return False
    if is_none(lower):
        return False
    commits = COMMITS.start(lower)
    if commits < 0 and COMMITS_NOW.search(lower):
        return not (_HEDGE.search(lower) or IS_OVER.search(lower))
    if commits < 0:
        is_ours = goes_on or (has_day and not _NOT_OURS.search(lower))
        return is_ours and not _HEDGE.search(lower)
    return not _HEDGE.search(lower[:commits])


def is_none(clause: str) -> bool:
    """A question, an account of the past, what only luck decides, and the like."""
    lower = clause.lower().rstrip(" .,;:!")
    return bool(_ASKED.search(lower)) or _NEVER.search(lower) or UNCERTAIN.search(lower)
