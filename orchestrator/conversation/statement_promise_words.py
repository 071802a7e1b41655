"""The wordings of promises, and of what only luck decides, in seven languages."""

from orchestrator.conversation.gated import AnyOf

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
    r"^will do\b|\bi'm on it\b.*\b(?:by|today)\b",
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
# "Le agradezco", "vi ringrazio", and the article of "le logo".
_NO_DEED = (
    r"(?!agrade|dese|rog|rueg|pid|ped|record|recuer|esper|felicit|salud|adjunt|necesit|com[oe]|"
    r"lo\b|escrib|gust|ringraz|augur|chied|preg|salut|ricord|abbracc|scriv|conferm|alleg|"
    r"facciamo i|porg|segnal|inform|log|phot|vid|stud|rad|num|lav|métr)"
)
COMMITS_NOW = AnyOf(
    rf"\b(?:le|les|os|te|(?:se|te|os) l[oa]s?) {_NO_DEED}\w{{2,}}(?:amos|emos|imos|"
    rf"o)\b(?! (?:ayer|que ya))|\b(?:vi|le|ti|(?:ve|te) l[oaie]|gliel[oaie]|"
    rf"gliene) {_NO_DEED}\w{{2,}}(?:o|iamo)\b",
    # Nothing is done before you have agreed.
    r"\b(?:nichts|kein\w*|nicht)\b.*\b(?:bevor|solange|ehe|bis) (?:sie|ihr|du)\b|"
    r"\bne? ?\w+ .*\btant que (?:vous|tu)\b|\bno \w+ .*\bhasta que (?:usted|ustedes|nos|lo|no|me|"
    r"\w+[éií]s)\b|\bnon \w+ .*\b(?:finché|prima che|fino a quando)\b|\b(?:niets|geen|"
    r"niet)\b.*\b(?:voordat|zolang|totdat|voor) (?:u|jullie|je)\b|\bnão \w+ .*\b(?:enquanto|"
    r"até que|antes de)\b|\byou (?:will not|shall not) (?:\w+ )?(?:have to|need to|be (?:charged|"
    r"billed|asked)|pay|lose|hear)\b",
    r"\b(?:i|we) give you (?:my|our) word\b|\b(?:haben sie|sie haben|ihr habt|du hast) (?:mein|"
    r"unser) wort\b|\bvous avez (?:ma|notre) parole\b|\btien(?:e|en|es|éis) (?:usted |"
    r"ustedes )?(?:mi|nuestra) palabra\b|\b(?:ha|ha|avete) la (?:mia|nostra) parola\b|"
    r"\b(?:u heeft|jullie hebben|je hebt) (?:mijn|ons) woord\b|\bt[eê]m a (?:minha|"
    r"nossa) palavra\b|\b\w+(?:amos|emos|imos) nosotros\b|\b\w+iamo noi\b|\b(?:is|"
    r"are) (?:scheduled|booked|due|lined up|set) to\b",
    # English
    r"\b(?:nothing|nobody|no one|no \w+|none of \w+)\b.*\b(?:without|until|before|unless) (?:you|"
    r"your)\b|^(?:from now on|from (?:today|tomorrow|monday|next \w+|this \w+)(?: "
    r"on(?:wards)?)?\b|going forward|in (?:the )?future|henceforth)\b|\b(?:rest assured|"
    r"(?:you have|you've got) (?:my|our) word|(?:my|our) word on it)\b|\byou can (?:also |now |"
    r"then |safely )?(?:look forward|expect|count on|rely on|bank on|depend on)\b|\b(?:has|"
    r"have) been (?:booked|scheduled|lined up|pencilled in|arranged|earmarked|"
    r"set aside) (?:\w+ )?(?:for|in|on)\b",
    r"\byou(?:'ll| will) (?:\w+ )?(?:see|know|find|be)\b.*\b(?:before|by|on|as soon as|when|"
    r"tomorrow|today|next|first|within)\b|\b(?:is|are) (?:on us|at our expense)\b|"
    r"\bat our (?:expense|cost)\b|\b(?:takes? care of|looks? after|is looking after|"
    r"is on the case|is taking (?:care|over))\b|\b(?:i|we)(?:'m| am|'re| are) (?:\w+ "
    r")?(?:sending|fixing|replacing|booking|refunding|adding|ordering|chasing|putting|"
    r"taking|ringing|calling|making|moving|waiving)\b(?! (?:trouble|difficulty|problems))|"
    r"\byou won't (?:\w+ )?(?:have to|need to|be (?:charged|billed|asked)|pay|lose|hear)\b|"
    r"\bwe won't (?:\w+ )?(?:charge|bill|touch|change|publish|share|send|start|do|let|rest|raise|"
    r"print|pass)\b|\bi won't (?:\w+ )?(?:charge|bill|touch|change|publish|share|send|start|do|"
    r"let|rest|forget|print|pass)\b",
    # German
    r"^(?:künftig|in zukunft|ab (?:sofort|jetzt|morgen|heute|nächste\w+|(?:mon|diens|donners|frei|"
    r"sams|sonn)tag|mittwoch)|fortan|zukünftig|von nun an)\b|\bohne (?:ihr\w*|eur\w*|dein\w*)\b.*"
    r"\b(?:kein\w*|nichts|niemand)\b|\b(?:kein\w*|nichts)\b.*\bohne (?:ihr\w*|eur\w*|dein\w*)\b|"
    r"\b(?:ich|wir) (?:hake?n? |sehe?n? zu|stehe?n? (?:dafür|gerade)|gebe?n? (?:bescheid|das|"
    r"rückmeldung)|setze?n? (?:alles|uns)|tu\w* (?:alles|unser|mein)|komme?n? (?:auf|zurück|"
    r"vorbei)|bleibe?n? (?:dran|am ball)|nehme?n? kontakt|verzicht\w+|überarbeit\w+|tausche?n?|"
    r"verschiebe?n?|reservier\w+|veranlass\w+|änder\w+|trage?n?|sag\w* (?:ihnen|euch|dir) bescheid|"
    r"richt\w+)\b",
    r"\b(?:stehe?|hake?|setze?|tue?|komme|bleibe|nehme|übernehme|behebe|tausche|ersetze|veranlasse|"
    r"trage|hake) ich\b|\b(?:darauf|drauf) verlassen\b|\bverlassen sie sich (?:darauf|drauf)\b|"
    r"\bsie können (?:sich |fest )?(?:damit rechnen|auf uns zählen)\b|\b(?:folgt|folgen) (?:noch|"
    r"separat|per|dann|in kürze|demnächst|später|umgehend)\b|\b(?:kümmert sich|übernimmt|erledigt) "
    r"\w+|\bgeht auf uns\b|\bauf unsere kosten\b|\bzu unseren lasten\b|\bbin (?:ich )?dran\b",
    # French
    r"^(?:désormais|dorénavant|à l'avenir|à partir (?:de|d'|du)|dès (?:demain|lundi|mardi|mercredi|"
    r"jeudi|vendredi|maintenant|aujourd'hui))\b|\b(?:nous nous|je m'|on s'|je me) ?(?:efforç\w+|"
    r"engage\w*|occup\w+|charge\w*|mets|mettons)\b|\b(?:je|nous|on) (?:vous |te |le |la |les |l')?"
    r"(?:reviens|revenons|revient|veill\w+|remplaç\w+|remplace|rembours\w+|répar\w+|refais\w*|"
    r"vérifi\w+|relanç\w+|relance|install\w+|prends|prenons|repren\w+)\b|\baucun\w* .*\b(?:sera|"
    r"seront|ne vous|n'est)\b|\brien ne \w+ra\b|\brien\b.*\bsans votre\b|\b(?:à notre charge|à nos "
    r"frais)\b|\b(?:suit|suivra|suivent|suivront)\b|\b(?:s'en|se) (?:charge|occupe)\b",
    # Spanish
    r"^(?:a partir de (?:ahora|hoy|mañana|\w+)|en adelante|de ahora en adelante|en lo sucesivo|"
    r"desde ahora)\b|\b(?:se encarga\w*|se ocupa\w*|se hace cargo|nos hacemos cargo|"
    r"corre\w* (?:de|por) nuestra cuenta|a nuestro cargo)\b|\b(?:ningún|ninguna|"
    r"nada)\b.*\bsin (?:su|vuestr[oa]|tu)\b|\bcuent(?:e|en|a|ad) con\b|\b(?:me pongo|nos ponemos|"
    r"lo miro|lo miramos)\b",
    # Italian
    r"^(?:d'ora in (?:poi|avanti)|da (?:oggi|domani|lunedì|adesso|ora)(?: in (?:poi|avanti))?|"
    r"in futuro)\b|\b(?:se ne occupa|si occupa|ci pensa|provved\w+|a (?:nostro carico|"
    r"carico nostro)|a nostre spese)\b|\bnessun\w*\b.*\bsenza (?:il|la|vostr\w|su\w)\b",
    # Dutch
    r"^(?:voortaan|vanaf (?:nu|vandaag|morgen|maandag|volgende \w+)|in het vervolg|"
    r"in de toekomst|met ingang van)\b|\b(?:zorgt|regelt|ontfermt) \w+|\bzonder (?:uw|jullie|"
    r"je)\b.*\b(?:niets|geen|niemand|niet)\b|\b(?:volgt|volgen) (?:nog|morgen|snel|zo|apart|"
    r"later|binnenkort|per)\b|\bword(?:t|en) (?:\w+ ){0,8}(?:ge\w{3,}|ver\w{3,}|her\w{3,}|"
    r"terug\w+|\w+ge\w{3,})$|\b(?:we|wij|ik) (?:doen|doe) (?:ons|mijn) (?:best|uiterste)\b|"
    r"\b(?:we|wij|ik) (?:verhogen|rekenen|brengen|reken|breng) .*\b(?:niet|geen|niets)\b|"
    r"\bneemt (?:\w+ ){0,3}contact\b|\b(?:op onze kosten|voor onze rekening)\b|\b(?:heeft|hebben|"
    r"heb) (?:u|jullie|je) .*\bvan ons\b",
    # Portuguese
    r"^(?:a partir de (?:agora|hoje|amanhã|\w+)|doravante|de agora em diante|daqui em diante|"
    r"daqui para a frente|de futuro|futuramente|no futuro)\b|\b(?:trata|tratam|cuida|"
    r"cuidam) d\w+|\b(?:encarrega-se|ocupa-se|encarrego-me)\b|\bpor (?:nossa conta|"
    r"conta da casa)\b|\ba nosso cargo\b|\b(?!agradec|peç|lembr|desej|envio-lhe os "
    r"meus)\w{3,}(?:o|amos|emos|imos)-(?:lhe|vos|te|lho)\b|\b\w{3,}(?:amo|emo|imo)-(?:nos|"
    r"l[oa]s?)\b|\b\w{3,}-(?:lhe|vos|te|l[oa]|nos)-(?:ei|emos|á|ão)\b|\ba gente (?:te |lhe |vos |"
    r"já )*\w+|\b(?:nada|nenhum\w*)\b.*\bsem a? ?(?:su|voss)[ao]\b|\bficam? (?:\w+ )?(?:pront|"
    r"concluíd|resolvid|feit|corrigid|tratad|instalad|disponív)\w*|\bponho-me\b|\b(?:fique|"
    r"fiquem) (?:descansad|tranquil)\w+\b",
)
IS_OVER = AnyOf(
    r"\b(?:yesterday|last (?:week|month|night|\w+day)|gestern|letzte\w?|vergangene\w?|dernier|"
    r"dernière|ayer|anoche|pasad[oa](?! mañana)|ieri|scors[oa]|gisteren|vorige|afgelopen|ontem|"
    r"passad[oa])\b"
)
UNCERTAIN = AnyOf(
    r"\b(?:we|i) (?:usually|normally|generally|typically) \w+|\b(?:in der regel|üblicherweise|"
    r"en général|d'habitude|por lo general|habitualmente|di solito|in genere|gewoonlijk|"
    r"normaal gesproken|doorgaans|em geral|costumamos|solemos)\b|\b(?:your|the) (?:contract|"
    r"licence|offer|ticket|subscription) (?:runs|ends)\b|\bthe \w+ says? (?:mon|tues|wednes|"
    r"thurs|fri)day\b",
    r"\b(?:with (?:any|a bit of|a little|some) luck|fingers crossed|(?:there's|there is) (?:\w+ )?"
    r"(?:chance|risk|possibility)|unlikely|doubtful|touch (?:and go|wood)|can't rule|cannot rule|"
    r"i doubt|(?:i|we) wish|"
    r"(?:valid|stands|holds|open) (?:until|till|through)|expires?|remains to be seen|no telling|"
    r"hard to say)\b",
    r"\b(?:mit (?:etwas|ein bisschen|viel|ein wenig|bisschen) glück|kann (?:gut |durchaus )?sein|"
    r"unwahrscheinlich|daumen|(?:angebot|gutschein|preis\w*|rabatt)\b.*\b(?:gilt|gültig|"
    r"gelten)\b.*\bbis|bezweif\w+|wünschte|auszuschließen|möglicherweise|womöglich|"
    r"steht in den sternen|fraglich)\b",
    r"\b(?:il se peut|il est possible|si tout va bien|avec un peu de chance|pourvu|valables?|"
    r"je doute|croisons|peu probable|vous (?:aviez|avez) demandé|expire|sans garantie)\b",
    r"\b(?:ojalá|puede (?:ser )?que|es posible que|con (?:un poco de )?suerte|si hay suerte|"
    r"a ver si|(?:vale|válid[oa]s?) hasta|caduca|dudo|no (?:va|vamos|voy) a (?:poder|ser)|"
    r"improbable|probablemente no)\b",
    r"\b(?:può darsi|può essere che|è possibile che|con un po' di fortuna|siamo fortunati|(?:vale|"
    r"valid[oa]) fino|scade|dubito|difficil\w+ che|improbabile|chissà|se va bene)\b",
    r"\b(?:hopelijk|met (?:een beetje|wat) geluk|(?:kan|zou) (?:\w+ )?zijn dat|(?:geldt|"
    r"geldig) tot|verloopt|onwaarschijnlijk|betwijfel|duimen|als het meezit)\b",
    r"\b(?:oxalá|tomara|pode ser que|é possível que|com (?:alguma |um pouco de )?sorte|"
    r"tivermos sorte|(?:válid[oa]|vale) até|caduca|duvido|não (?:vai )?dá|não vai dar|improvável|"
    r"quem sabe|se tudo correr bem)\b",
)
