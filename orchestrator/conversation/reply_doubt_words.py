"""Words beside a yes, an option or a value that make it none, in seven languages; folded text."""

import re

_YES = (
    r"(?:yes|yep|yeah|ok(?:ay)?|sure|fine|all right|alright|ja|klar|gut|oui|d'accord|c'est bon|"
    r"bien|s[ií]|vale|sì|va bene|goed|oké|prima|sim|está bem|perfecto|perfetto|perfeito|parfait)"
)
_THANKS = (
    r"(?:thanks?|thank you|thx|cheers|danke|dank|merci|gracias|grazie|bedankt|dank je|dank u|"
    r"obrigad[oa]|bitte|very much|so much|a lot|all|beaucoup|mucho|mil|mille|schön|sehr|vielen)"
)
_WHOM_FOR = (
    r"(?:i|we|i've|we've|ich|wir|je|j'|nous|on|lo|la|l'|ik|wij|we|eu|nós|he|hemos|ho|abbiamo)"
)
_MAIL = (
    r"(?:(?:your|the|this|that|these|my|ihre?|eure?|die|das|deine?|der|votre|vos|le|la|les|vuestro|"
    r"vuestra|su|el|il|la|vostra|sua|tua|jullie|uw|de|het|je|o|a|vosso|vossa) )?(?:e-?mails?|"
    r"mails?|"
    r"message|update|digest|it|that|this|them|these|everything|all|nachricht|es|alles|courriel|"
    r"message|tout|correo|mensaje|todo|messaggio|posta|tutto|bericht|mailtje|alles|mensagem|tudo)"
)
RECEIPT = re.compile(
    rf"\W*(?:{_YES}\W+)+(?:{_THANKS}\W+)*(?:{_WHOM_FOR}\W*)*(?:have |'ve |habe |haben |ai |avons |"
    rf"ho |heb |hebben |ich |wir |ik |ist |sind |bien |is |it's |it |es |das |già |ya |já |al |"
    r"déjà |schon |"
    rf"all |well )*(?:{_MAIL} )?"
    r"(?:got|received|noted|read|seen|arrived|understood|saw|angekommen|erhalten|bekommen|notiert|"
    r"gelesen|gesehen|verstanden|reçue?|noté|lu|vu|compris|recibid[oa]s?|anotado|tomo nota|leído|"
    r"visto|entendido|llegado|ricevut[oa]|annotato|letto|vist[oa]|capito|arrivat[oa]|ontvangen|"
    r"genoteerd|gelezen|gezien|binnen|begrepen|aangekomen|recebid[oa]|anotado|li|vi|percebido|"
    rf"chegou)(?: {_MAIL}| with thanks)?(?:\W+{_THANKS})*\W*"
)
# The side is asked, or it asks back before it holds.
ASKED_BACK = re.compile(
    r"\W*(?:(?:yes+|yep|ok(?:ay)?|approved|agreed|accepted|confirmed|no|ja+|nein|genehmigt|"
    r"einverstanden|freigegeben|oui|non|d'accord|validé|approuvé|s[ií]|sì|vale|aprobad[oa]|"
    r"approvat[oa]|nee|akkoord|goedgekeurd|sim|não|aprovad[oa])"
    r"(?:\W*\?|[\s,.–-]+(?:(?:but|and|aber|und|mais|et|pero|y|ma|e|maar|en|mas) )?"
    r"(?:(?:by|for|from|to|at|von|an|für|bis|par|pour|à|de|por|para|da|per|door|voor) )?"
    r"(?:when|why|how|who|whom|what|which|where|wann|warum|wie|wer|wem|was|welche\w*|wo|quand|"
    r"pourquoi|comment|combien|qui|quoi|quel\w*|où|cuándo|cómo|quién|qué|cuál|cuánto|"
    r"dónde|quando|come|chi|cosa|quale|quanto|dove|wanneer|waarom|hoe|wie|wat|welke|waar|como|"
    r"quem|quanto|qual|onde)\b[^.!\n]{0,50}\?))"
)
ONLY_HALF = re.compile(
    r"\b(?:yes|ok|no|ja|nein|oui|non|sí|sì|sim)[ -]?ish\b|"
    r"\b(?:in principle|in theory|im prinzip|grundsätzlich|en principe|en principio|"
    r"in linea di principio|in principe|em princípio)\b|"
    r"\b(?:with (?:(?:some|a few|minor|small) )?(?:changes|amendments|corrections|edits)|"
    r"mit (?:\w+ )?"
    r"(?:änderungen|korrekturen)|avec (?:\w+ )?(?:modifications|changements|corrections)|"
    r"con (?:\w+ )?"
    r"(?:cambios|correcciones|modifiche|correzioni)|met (?:\w+ )?(?:wijzigingen|aanpassingen)|"
    r"com (?:\w+ )?(?:alterações|mudanças))\b|"
    r"\b(?:with (?:some |a few )?(?:reservations|doubts|misgivings)|mit (?:\w+ )?(?:vorbehalten?|"
    r"bedenken|bauchschmerzen)|avec (?:\w+ )?(?:réserves?|doutes)|con (?:\w+ )?(?:reservas?|dudas|"
    r"reparos|riserv[ae]|dubbi)|met (?:\w+ )?(?:bedenkingen|voorbehoud|twijfels)|com (?:\w+ )?"
    r"(?:reservas?|dúvidas))\b"
)
SAID_BEFORE = re.compile(
    r"\b(?:yes|no|ok|ja|nein|oui|non|sí|sì|nee|sim|não)\W+(?:is|was|ist|war|est|était|es|fue|è|era|"
    r"é|foi|c'est|dat is)?\W*(?:what|was|ce que|lo que|quello che|wat|o que) "
    r"(?:i|we|you|he|she|they|ich|wir|sie|er|j'|je|nous|on|vous|dije|dijimos|ho|abbiamo|ik|wij|eu|"
    r"disse|dissemos)\b"
)
OPEN_STILL = re.compile(
    r"\b(?:no decision (?:yet|so far)|(?:have not|haven't|has not|hasn't) (?:yet )?decided|"
    r"(?:noch )?(?:keine entscheidung|nicht entschieden)|pas encore (?:de décision|décidé)|"
    r"(?:aún|todavía) (?:no hay decisión|sin decidir|no (?:hemos|he) decidido)|"
    r"nessuna decisione|non (?:abbiamo|ho) (?:ancora )?deciso|nog (?:geen beslissing|"
    r"niet (?:besloten|beslist))|ainda (?:sem decisão|não (?:decidi|decidimos))|"
    r"todavía falta|aún falta|noch fehlt|fehlt noch|il manque encore|ancora manca|manca ancora|"
    r"ainda falta|ontbreekt nog)\b"
)
# "No, THANK you": the thanks are given back.
THANK_YOU = re.compile(r"^\W*[Nn][Oo]\W+(?:thank YOU|THANK YOU|THANK you)\b")
NO_HURRY = re.compile(
    r"\W*(?:there(?:'s| is) |es hat |il n'y a |no hay |non c'è |er is |não há )?"
    r"(?:no (?:rush|hurry|pressure|wonder|doubt|kidding|matter|offen[cs]e|later than|sooner than|"
    r"earlier than|more than|less than|need to (?:hurry|rush|reply|answer|call|apologi\w+)|prisa)|"
    r"not (?:later|sooner|earlier|before|urgent)\b|keine? (?:eile|hektik|stress|druck|frage|wunder|"
    r"zweifel)|nicht (?:später|früher|vor|dringend|eilig)\b|pas (?:de|d') ?(?:urgence|hâte|stress|"
    r"pression|souci de temps)|pas (?:plus tard|urgent|pressé|avant)\b|rien ne presse|prisa|"
    r"no (?:corre prisa|es urgente|más tarde|antes)|sin prisas?|fretta|nessuna (?:fretta|urgenza)|"
    r"non (?:più tardi|prima|è urgente|oltre)|senza fretta|(?:geen )?haast|geen (?:stress|druk)|"
    r"niet (?:later|eerder|voor|dringend)\b|pressa|sem pressas?|não (?:é urgente|mais tarde|antes))"
    r"(?!\w)"
)
_MAIL_VERB = (
    r"(?:stop|unsubscribe|contact|e-?mail|mail|call|ring|phone|text|write|message|bother|chase|"
    r"remind|ask (?:me|us)|worry|apologi[sz]e|be sorry|hesitate|forget|leave me|get me wrong|"
    r"misunderstand|panic)"
)
# Whom we reach and how, what she asks of us beside the question.
OTHER_MATTER = re.compile(
    rf"\W*(?:please )?(?:don't|do not|never|(?:i|we) (?:don't|do not) (?:want|wish|need|like) "
    rf"(?:you )?to) (?:\w+ )?{_MAIL_VERB}\b[^.!\n]*|"
    r"\W*(?:please |kindly )?stop (?:it|\w+ing)\b[^.!\n]*|"
    r"\W*(?:keep (?:up|it up|me (?:posted|updated))|weiter so|continuez comme ça|seguid así|"
    r"sigan así|continuate così|ga zo (?:door|verder)|continuem assim)\b[^.!\n]*|"
    r"\W*(?:please )?(?:remove|delete|drop|take|cut|keep|leave) (?:me|us|my|our name)\b[^.!\n]*|"
    rf"\W*(?:{_YES}\W+)+(?:please\W+)?(?:let's|let us|we (?:should|need to|must)|we'd better|"
    r"i'd like "
    r"to|happy to|lass(?:t|en sie)? uns|wir (?:sollten|müssen)|parlons|discutons|il faut|on en|"
    r"hablemos|hay que|tenemos que|parliamone|dobbiamo|laten we|we moeten|vamos|temos de)\b"
    r"[^.!\n]{0,25}?\b(?:talk|discuss|speak|chat|meet|call|reden|sprechen|besprechen|telefonieren|"
    r"parler?|parle|discut\w+|hablar\w*|comentar\w*|parlar\w*|discuter\w*|praten|bespreken|"
    r"overleggen|bellen|falar|conversar|discutir)\b[^.!\n]*|"
    r"\W*(?:oui\W+)?(?:parlons|discutons)[ -]en\b|\W*(?:sí\W+)?hablemos\b|"
    r"\W*(?:sì\W+)?parliamone\b|"
    r"\W*(?:bitte )?(?:nicht|keine) (?:\w+ )?(?:anrufen|abmelden|aufhören|schreiben|vergessen)\b"
    r"[^.!\n]*|\W*hör(?:t|en sie)? (?:\w+ )?nicht auf\b[^.!\n]*|"
    r"\W*n(?:e |')(?:m'|nous |me )?(?:appelez|arrêtez|oubliez|téléphonez)\b[^.!\n]*|"
    r"\W*no (?:me |nos )?(?:llam\w+|paréis|paren|pare|dejéis de|dejen de|olvid\w+)\b[^.!\n]*|"
    r"\W*non (?:mi |ci )?(?:chiam\w+|smett\w+|dimentic\w+|voglio (?:disiscriver|cancellar)\w+)\b"
    r"[^.!\n]*|\W*niet (?:\w+ )?(?:bellen|stoppen|vergeten|afmelden)\b[^.!\n]*|"
    r"\W*(?:bel|stop) (?:\w+ ){0,2}niet\b[^.!\n]*|"
    r"\W*não (?:me |nos )?(?:lig\w+|parem?|deixem de|esqueç\w+|quero cancelar)\b[^.!\n]*"
)
# "No way! Congratulations!" is no answer, and nobody says of what there is no need.
CRY_OR_COURTESY = re.compile(
    r"\W*no need\W*|.*\b(?:congratulations|congrats|(?:herzlichen )?glückwunsch|félicitations|"
    r"enhorabuena|felicidades|congratulazioni|auguri|gefeliciteerd|parabéns)\b.*",
    re.DOTALL,
)
YES_TO = re.compile(
    r"\W*(?:yes|ok(?:ay)?|no|ja|nein|oui|non|sí|sì|sim|não|nee) (?:to|zu[mr]?|au|aux|à|al|a la|"
    r"alla|"
    r"aan|tegen|ao?) ([^.!?,;\n]+)"
)
# "Stop!" by itself does not say what shall stop.
CRIED = re.compile(r"\W*(?:stop+|halt|basta|alto|arrêt|arrêtez|parem?|parar)\W*")
THE_ASK = re.compile(
    r"\b(?:this|that|it|all|both|everything|above|question|ask|number|first|second|one|\d+|us|me|"
    r"him|das|dies\w*|alle[ms]?|beide[ms]?|frage|allem|tout|ça|cela|question|todo|es[oa]|est[oa]|"
    r"pregunta|tutto|questo|domanda|alles|dit|dat|vraag|tudo|isso|isto|pergunta|price|cost|budget|"
    r"offer|proposal|quote|plan|idea|preis|angebot|vorschlag|plan|prix|devis|proposition|precio|"
    r"propuesta|presupuesto|prezzo|proposta|preventivo|prijs|voorstel|offerte|preço|orçamento)\b"
)
_FIGURE = r"\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d\d)?|\d+(?:[.,]\d\d)?"
AMOUNT = re.compile(rf"(?<![\w.,])(?:{_FIGURE})(?![\w%])")
MONEY = re.compile(
    rf"[£$€]\s?(?:{_FIGURE})|(?<![\w.,])(?:{_FIGURE})\s?(?:[£$€]|(?:euros?|pounds?|dollars?|eur|"
    r"gbp|"
    r"usd|chf|quid)\b)",
    re.I,
)
_CAP = (
    r"(?:max(?:imum|imal|imaal|imo)?|at (?:the )?most|tops|up to|no more than|not more than|"
    r"höchstens|"
    r"bis zu|nicht mehr als|au plus|jusqu'à|pas plus de|máximo|como mucho|hasta|no más de|massimo|"
    r"al massimo|fino a|non più di|hooguit|ten hoogste|niet meer dan|no máximo|até|não mais de)"
)
AT_MOST = re.compile(
    rf"\b{_CAP}\.? (?:de |of |von |di |van )?[£$€]?\s?(?:{_FIGURE})(?! (?:days?|weeks?|tage|"
    r"wochen))|"
    rf"(?<![\w.,])(?:{_FIGURE})\s?(?:[£$€]|euros?|pounds?)? {_CAP}\b"
)
# What is said of an option in place of taking it.
VERB = (
    r"(?:(?:nous|m'|nos|me|mi|ci|ons|uns|mir|mich|se|s'|sich) ?)?(?:is|are|was|were|has|have|had|"
    r"hasn't|isn't|does|doesn't|did|keeps?|went|used to|costs?|ist|"
    r"war|hat|hatte|wurde|kostet|est|était|a|avait|coûte|es|fue|era|ha|tiene|tenía|cuesta|è|aveva|"
    r"costa|heeft|had|kost|é|foi|tem|tinha|custa)\b"
)
TAKEN = re.compile(
    r"\b(?:want|wanted|prefer\w*|take|choose|chosen|choice|like|love|my vote|our vote|wins?|"
    r"the one|"
    r"pick|decision|answer|go(?:ing)? (?:with|for)|wollen|möchten|nehmen|wählen|wahl|entscheidung|"
    r"antwort|voulons|veux|prenons|prends|choix|choisi\w*|réponse|queremos|quiero|elegi\w+|"
    r"elección|"
    r"respuesta|vogliamo|voglio|prendiamo|scelta|scelt[oa]|risposta|willen|kiezen|nemen|keuze|"
    r"antwoord|queremos|escolh\w+|resposta|enough|selected|approved|suits?|cheap\w*|nic[eo]r?)\b"
)
NO_VALUE = re.compile(
    r"\W*(?:(?:please )?(?:see|cf\.?|siehe|s\.|voir|cf|ver|véase|vedi|zie|vide) (?:\w+ ){0,3}?(?:"
    r"attach\w*|enclosed|below|above|appendix|anhang|anlage|unten|oben|beilage|pièce\w*|annexe|"
    r"ci-\w+|adjunt[oa]|anexo|abajo|arriba|allegat[oa]|sotto|sopra|bijlage|onder|boven|acima|"
    r"abaixo)\b|(?:attached|in the attachment|im anhang|anbei|en pièce jointe|ci-joint|adjunto|"
    r"in allegato|bijgevoegd|em anexo)\W*$|"
    r"(?:not|nicht|kein\w*|pas|jamais|niet|geen|não|non|anyone but|anybody but|jeder außer|"
    r"tout sauf|todos menos|tutti tranne|iedereen behalve|todos menos)(?!\w)|"
    r"no (?=[a-zà-ÿ]{3,}\W*$)(?!\w*\d))"
)
NOBODY = re.compile(
    r"\W*(?:nobody|no[ -]one|none|niemand|keiner|personne|nadie|nessuno|ninguém)(?!\w)"
)
# The Dutch "of" stands in "the 18th of January" too.
EITHER = re.compile(
    r"\w,? \(?(?:or|oder|ou|o|of (?:anders|misschien)|(?:or )?else|sonst|sinon|altrimenti) \w|"
    r"^\W*[^\W\d]+ of (?!course)[^\W\d]+\W*$"
)
# The whole reply is a case put, a jest, a draft, or what somebody else would say.
NOT_MEANT = re.compile(
    r"\b(?:hypothetical(?:ly)?|for the sake of argument|theoretically|theoretisch|hypothetisch|"
    r"théoriquement|hypothétiquement|hipotéticamente|ipoteticamente|teoricamente|hypothetisch|"
    r"just kidding|(?<=[.!?] )(?:kidding|joking|jk)|(?:only|just) (?:joking|a joke)|i'm (?:joking|"
    r"kidding)|(?:kleiner |"
    r"nur (?:ein )?)"
    r"scherz|spaß beiseite|je (?:plaisante|rigole)|c'est une blague|(?:es|era) broma|scherzo|"
    r"scherzavo|grapje|geintje|(?:é|era) brincadeira|"
    r"(?:not|nothing) (?:yet )?final|noch nicht (?:endgültig|final)|pas (?:encore )?définitif|"
    r"no (?:es )?definitiv[oa]|non (?:è )?(?:ancora )?definitiv[oa]|nog niet definitief|"
    r"não (?:é )?definitiv[oa]|(?:this is )?(?:only |just )?a draft\W*(?:$|[:,.])|^\W*draft\b|"
    r"(?!(?:i|we)\b)(?:he|she|they|[a-z]+) would (?:have )?(?:answer\w*|said|say|vote\w*|reply|"
    r"replied|pick\w*)(?! (?:that|it)\b)|"
    r"würde (?:\w+ )?(?:antworten|sagen|stimmen)\W*:|répondrait|respondería|risponderebbe|"
    r"zou antwoorden|responderia)\b"
)
# "3 bugs found" counts what was found.
COUNTED = re.compile(
    r"[a-zà-ÿ]+(?: [a-zà-ÿ]+)? (?:found|left|fixed|reported|open|missing|broken|wrong|spotted|sold|"
    r"received|remaining|waiting|failed|gefunden|übrig|offen|behoben|gemeldet|fehlen|trouvée?s|"
    r"restante?s|corrigée?s|signalée?s|encontrad[oa]s|pendientes?|corregid[oa]s|trovat[ie]|"
    r"rimast[ie]|apert[ie]|corrett[ie]|gevonden|gemeld|hersteld|encontrad[oa]s|pendentes?|"
    r"corrigid[oa]s)\W*|"
    r"(?:\w+ )?(?:bugs|errors|mistakes|typos|issues|problems|questions|comments|fehler|fragen|"
    r"probleme|erreurs|fautes|questions|errores|fallos|preguntas|errori|refusi|domande|fouten|"
    r"vragen|erros|perguntas)(?!\w).{0,30}"
)
