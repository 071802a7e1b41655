"""The small words of an answer in seven languages, as expressions over lower-case text."""

import re


def word_set(text: str) -> frozenset[str]:
    """Words written as a sentence, so that a list of them stays readable."""
    return frozenset(text.split())


_START = (
    r"^\W*(?:(?:che|oye|mira|ó|opa|olha|(?:stays?|remains?|bleibt|blijft|reste|sigue(?: siendo)?|"
    r"resta|rimane|"
    r"continua)(?= (?:yes|no|ja|nein|nee|oui|non|sí|sì|sim|não)\b)|both|beide|tous les deux|"
    r"las dos|entrambe|and|und|et|y|e|en|please|bitte|oh|ah|"
    r"well|also|pues|alors|dann|lol|hi|hello|so|but|"
    r"(?:an? )?no[ -]brainer|then|that's|it's an?|an?(?: (?:big|clear|firm|definite|resounding|"
    r"hard|loud))*(?= (?:yes|no)\b)|100 ?%|das (?:ist|geht)|dat is|c'est|is|are|es|ist|est|è|é|"
    r"es que|que|pls|"
    r"digo(?: que)?|decimos(?: que)?|on dit|je dis|sage ich|zeg ik|(?:has|have) changed(?: to)?|"
    r"now|jetzt|ahora|maintenant|nu|agora|adesso|after all|instead|"
    r"hmm+|definitely|absolutely|honestly|finally|actually|hell|god|my answer is|"
    r"i (?:would |'d )?say|i (?:meant|wanted) to (?:write|say|put|answer)|i'd say|we say|for me|"
    r"from me|from us|for us|"
    r"boh|mwah|mmm+|pff+|ach|och|na ja|naja|tja|nja|mah|meh|beh|bof|dai|doch|finalement|du coup|"
    r"bon,|bah|ben|pour (?:moi|nous)|moi je dis|"
    r"al final|bueno|por (?:mí|mi|nosotros)|diría que|afinal|então|por (?:mim|nós)|wat ons betreft|"
    r"alla fine|allora|per (?:me|noi)|direi(?: di)?|toch|nou|voor (?:mij|ons)|für (?:mich|uns)|"
    r"für meine teil|von (?:mir|uns)(?! aus)|na gut,?|gut,|cher\w* \w+,)(?!\w)[\s,:–-]*)*"
)

YES = re.compile(
    rf"{_START}"
    r"(?:(?:yes+|yep|yeah|yea|yup|aye|y(?=\W*$|[.,;!\n])|ok+|okay|okey|oki|k|alright|all right|"
    r"sure|approv(?:e|ed|al)|you bet|sure thing|by all means|simón|órale|ándale|sale(?=\W*$)|bora|"
    r"beleza|blz|fechado|jawoll|joa|na klar|"
    r"nickel|tuurlijk|zeker weten|ja hoor|magari sì|certamente|con gusto|cómo no|com todo o gosto|"
    r"pode crer|agreed?|accept(?:ed)?|confirmed|i confirm|"
    r"fine|happy (?:with|for you|to)|go ahead|go for it|do it|get it|run it|do (?:that|them|so)|"
    r"absolutely|definitely|of course|certainly|by all means|all good|proceed|crack on|go on|"
    r"go(?=\W*$|!)|(?:just|please) do (?:it|so|that)|fire away|venga|"
    r"(?:(?:it|that|this|all) )?(?:works|sounds|looks|seems|reads)(?: \w+)? (?:for me|for us|good|"
    r"fine|great|"
    r"sensible|well|ok(?:ay)?|perfect|right|lovely|spot on)|(?:it|this|that|they|these) can "
    r"(?:go (?:live|ahead|out|online|up)|be (?:published|done|launched))|publish away|"
    r"(?:sieht|klingt|schaut)(?: \w+)? (?:gut|super|prima|toll|okay|ok)(?: aus)?|"
    r"(?:ça|cela|c'est|tout)(?: \w+)? (?:me (?:va|semble)(?: \w+)?|très bien|parfait|nickel|bon)|"
    r"(?:se ve|suena|está|queda)(?: \w+)? (?:bien|genial|perfecto)|tiene buena pinta|"
    r"mi sembra (?:buono|ottimo|bene|perfetto)|ziet er (?:\w+ )?(?:goed|prima|mooi) uit|"
    r"(?:klinkt|lijkt me)(?: \w+)? (?:goed|prima)|(?:parece|soa|está)(?: \w+)? (?:bem|bom|ótimo|"
    r"óptimo|perfeito)|good (?:by|with|to go|idea)|"
    r"(?:i|we)(?:'d| would)? (?:approve|agree|accept|(?:love|like) (?:to|that|it))|you (?:may|"
    r"can) (?:approve|go ahead|proceed|publish|do)|you have my|"
    r"please (?:do|go ahead|proceed)|let'?s (?:do|go|run|get|have)|green light|thumbs up|"
    r"(?:i'm|i am|we're|we are) (?:happy|fine|ok(?:ay)?|good|on board)(?: with)?|"
    r"(?:ja)+|ja+|jawohl|jep+|jap|jup|jo|klar|gerne?|einverstanden|genehmigt|freigegeben|freigabe|"
    r"passt|in ordnung|geht (?:klar|in ordnung)|zugestimmt|zustimmung|machen(?: wir| sie)?|"
    r"mach(?:t|ts|t's|en sie|en's)? (?:das|es|mal|ruhig|nur|bitte)|is goe|nur zu|los geht's|"
    r"stimmen? (?:dem |wir )?zu|"
    r"(?:können|kann|könnt) (?:wir|man|ihr) (?:so )?machen|machen wir|doen we|laten we doen|"
    r"selbstverständlich|natürlich|auf jeden fall|unbedingt|bestätigt|abgesegnet|"
    r"oui+|ouais|ouep|d'accord|validée?s?|valide[rz]?|je valide|on valide|ça (?:marche|roule|me va|"
    r"me convient)|bon pour accord|entendu|c'?(?:est)? (?:bon|ok|parfait|validé)|volontiers|"
    r"parfait|accordé|allez-y|vas-y|feu vert|bien (?:sûr|entendu)|tout à fait|avec plaisir|"
    r"approuvée?s?|acceptée?s?|"
    r"s[ií]+|sip|vale|está bien|(?:me )?parece bien|de acuerdo|aprobad[oa]s?|apruebo|aprobamos|"
    r"adelante|dale|claro|por supuesto|conforme|todo bien|perfecto|hacedlo|háganlo|hagámoslo|"
    r"acepto|confirmo|desde luego|"
    r"s[iì]+|va (?:molto )?bene|va benissimo|benissimo|mi sta bene|d'accordo|approvat[oa]|approvo|"
    r"approviamo|cert[oa]|"
    r"certamente|confermo|procedete|procedi|fate pure|fatelo|andate avanti|avanti|volentieri|"
    r"accetto|via libera|assolutamente sì|"
    r"prima|akkoord|goedgekeurd|graag|(?:is |dat is |helemaal )?goed|oké|oke|doe maar(?! niet)|"
    r"ga je gang|jazeker|zeker|natuurlijk|uiteraard|(?:dat )?mag(?! niet)|mee eens|"
    r"laten we dat doen|"
    r"sim|aprovad[oa]s?|aprovo|aprovamos|de acordo|pode(?:m)? (?:avançar|ser|publicar|fazer|ir|"
    r"seguir)|avan(?:cem|ce|ça)|concordo|com certeza|força|está bem|tudo bem|combinado|perfeito|"
    r"autorizad[oa]|autorizo|confirmad[oa])(?!\w)|[👍✅✔☑🆗👌])",
)
# What says the opposite of the small word in it.
NO_HINDRANCE = re.compile(
    r"\b(?:(?:(?:i|we) have |i've |(?:ich |wir )?habe?n? |(?:je )?n'ai |(?:no )?tengo |"
    r"(?:non )?ho |"
    r"(?:ik )?heb |(?:não )?tenho )?(?:no (?:problem|worries|objections?|issues?)|(?:don't|"
    r"do not) see (?:a|any) problem|(?:aucune? )(?:objection|problème)|ninguna objeción|"
    r"nessuna obiezione|nenhuma objeção|"
    r"(?:gar )?kein(?:e)? (?:problem|einwände?|einwand))|(?:es |da )?spricht nichts dagegen|"
    r"mach(?:t|ts|t's|en sie|en's)? (?:das |es )?nur|"
    r"(?:can't|cannot|can not) (?:stop|get enough|wait)|kann nicht (?:aufhören|genug)|"
    r"n'arrête pas de|je ne me lasse pas|non (?:smetto|riesco a smettere) di|"
    r"no (?:puedo dejar|paro|me canso) de|kan niet (?:stoppen|wachten)|não (?:consigo parar|paro|"
    r"me canso) de|nichts dagegen|pas de (?:problème|souci|soucis)|sin problemas?|ningún problema|"
    r"no hay problema|nessun problema|geen (?:probleem|bezwaar)|sem problemas?)\b"
)
PLAIN_NO = re.compile(
    r"\b(?:absolutely not|of course not|certainly not|definitely not|not a chance|no way|"
    r"sure not|natürlich nicht|(?:sicher|gewiss|bestimmt) (?:nicht|ned|net|nit)|nie doen|"
    r"bien sûr que non|certainement pas|claro que no|por supuesto que no|certo che no|"
    r"assolutamente no|natuurlijk niet|zeker niet|claro que não)\b"
)
NO = re.compile(
    rf"{_START}"
    r"(?:(?:no+(?![ -]brainer)(?! (?:comments?|shows?|red|one|news|idea|reply|answer|response|"
    r"access|time|longer|date|"
    r"sign|trace|word|other|further|changes?|complaints?|questions?|surprises?)\b)|nope|nah|naw|"
    r"n(?=\W*$|[.,;!\n])|never|negative|not approved|not agreed|"
    r"disapproved?|declined?|nel(?=\W*$)|nanay|qué va|que va|negativo|macché|nem por isso|nee joh|"
    r"absolument pas|niente da fare|"
    r"reject(?:ed)?|refused?|not happy|not (?:before|until|till|now|this|for|yet|keen|required|"
    r"needed|necessary)|"
    r"disagreed?|(?:i'm |i am |we're )?against(?: it)?|hard pass|no chance|not on your life|over "
    r"my dead body|"
    r"(?:bin )?dagegen|je suis contre|en contra|(?:sono )?contrari[oa]|sou contra|"
    r"pas d'accord|nicht einverstanden|no estoy de acuerdo|non sono d'accordo|niet akkoord|"
    r"não concordo|ni se (?:os|les|te) ocurra|absoluut niet|absolutamente no|de maneira nenhuma|"
    r"(?:i|we) (?:do not|don't|won't|cannot|can't) (?:approve|agree|accept|want|need|like|"
    r"think so|wish)|i don't$|(?:i|we)'d rather not|i'd rather you didn't|(?:i|we) (?:disagree|"
    r"decline|refuse)|we'll pass|pass(?: on|(?=\W*$))|skip|"
    r"please (?:don't|do not)|let's not|better not|rather not|don't|do not|hold off|no need|a no|"
    r"hard no|forget (?:it|that)|"
    r"leave (?:it|that) out|drop (?:it|that)|can wait|"
    r"nein+|nö+|nee+|neen|abgelehnt|lieber nicht|auf keinen fall|keinesfalls|kein bedarf|"
    r"dem stimme ich nicht zu|nicht|brauch\w* (?:ich|wir) nicht|lass(?:en|t)? (?:wir|das|es)|"
    r"kommt nicht in (?:frage|die tüte)|nie im leben|niemals|"
    r"non+|refusée?|surtout pas|pas (?:question|besoin|la peine|cette|pour|maintenant|du tout)|"
    r"inutile|hors de question|jamais de la vie|on (?:oublie|laisse)|laissez (?:tomber|ça)|jamais|"
    r"rechazad[oa]|mejor (?:que )?no|nunca|ni loc[oa]|ni de broma|ni en broma|ni hablar|de ninguna "
    r"manera|para nada|no hace falta|dejadlo|"
    r"déjenlo|meglio di no|non se ne parla|neanche per sogno|rifiutat[oa]|per niente|non (?:serve|"
    r"occorre)|lasci(?:amo|ate) (?:stare|"
    r"perdere)|afgewezen|liever niet|niet|laat maar|hoeft niet|doe maar niet|in geen geval|geen "
    r"sprake van|nooit|"
    r"não+|nao|recusad[oa]|rejeitad[oa]|nem pensar|nem mort[oa]|de (?:modo|jeito) nenhum|melhor "
    r"não|dispens\w+|"
    r"deixem? (?:estar|para lá))(?!\w)|[👎❌✗✘🚫])",
)
NEGATED = re.compile(
    r"\b(?:not|n't|never|no|nicht|kein\w*|nie|ne|pas|non|nunca|niet|geen|não|nao|stop)\b|n't\b"
)
_ALL_BUT = re.compile(r"\w (?:but|except|außer|sauf|excepto|salvo|menos|tranne|behalve|exceto) *$")
_LUKEWARM_YES = (
    r"i (?:guess|suppose|think|imagine|reckon) (?:so|that's (?:fine|ok)|yes|we (?:can|could))|"
    r"can't see why (?:we|you|i) (?:wouldn't|shouldn't|not)|^\W*(?:yes|ok(?:ay)?|fine|"
    r"sure),? whatever\b|"
    r"guess so|suppose so|if (?:we|i|you) (?:must|have to|really want)|see why not|why not|"
    r"wouldn't say no|can't hurt|"
    r"meinetwegen|von (?:mir|uns) aus|wenn's sein muss|warum nicht|denke (?:schon|ja)|"
    r"glaube? (?:schon|ja)|(?:ich )?(?:würde )?(?:wohl|eher) ja|schätze ja|"
    r"pourquoi pas|si vous (?:voulez|y tenez)|(?:je )?(?:suppose|pense|crois|dirais) que oui|"
    r"s'il le faut|supongo|por qué no|creo que sí|si (?:queréis|quieren|quiere)|me imagino que sí|"
    r"se proprio|penso (?:di sì|sì)|credo (?:di sì|sì)|perché no|direi di sì|suppongo|"
    r"vooruit dan maar|wat mij betreft|waarom niet|(?:ik )?denk (?:het wel|van wel|ja)|het zal wel|"
    r"als het (?:echt )?moet|acho que sim|penso que sim|tanto faz|porque não|por que não|suponho|"
    r"creio que sim"
)
_LUKEWARM_NO = (
    r"i'd rather you didn't|(?:i'd |we'd )?rather not\b|liever niet|prefer (?:that |"
    r"if )?you (?:didn't|don't)|(?:i |we )?(?:guess|suppose|think) not|not really|probably not|"
    r"eher nicht|glaube nicht|denke nicht|plutôt (?:non|pas)|"
    r"direi di no|diría que no|(?:je )?dirais que non|diria que não|"
    r"(?:je )?(?:pense|crois) que non|creo que no|supongo que no|más bien no|"
    r"penso di no|credo di no|piuttosto no|ik denk (?:het niet|van niet)|acho que não|penso que não"
)
LUKEWARM_SIDES = (
    (re.compile(rf"\b(?:{_LUKEWARM_NO})\b"), "no"),
    (re.compile(rf"\b(?:{_LUKEWARM_YES})\b"), "yes"),
)
LUKEWARM = re.compile(
    rf"{_LUKEWARM_YES}|{_LUKEWARM_NO}|i guess|i suppose|whatever you|lieber nicht|supongo|"
    r"\b(?:mah|meh|tja|nja|na ?ja|mwah)\b|bueno, vale|por mí$|se proprio|je suppose|\begal\b|"
    r"boh\b|bof\b|da igual|m'est égal|maakt .{0,8}niet uit|"
    r"\bleaning\b|\btend(?:iere)?\b|\beher\b|\bprobably\b|wahrscheinlich|sans doute|seguramente|"
    r"probabilmente|waarschijnlijk|provavelmente|[,.] (?:i think|i guess|(?:denke|glaube) ich|"
    r"je (?:pense|crois)|creo|credo|penso|"
    r"(?:denk|geloof) ik|acho|creio)\W*$|don't mind|not fussed|not bothered|for all i care|"
    r"^\W*(?:not )?happy with"
)
# French "but" is Portuguese "more", and Italian "but" a French "my": what stands around tells.
_BUT_MAIS = (
    r"(?:(?<=[,;.–-] )|(?<=^)|(?<=oui )|(?<=ok )|(?<=bien )|(?<=accord )|(?<=\d[a-e] )|(?<=\d )|"
    r"(?<= [a-e] ))mais\b|"
    r"\bmais(?= (?:si|pas|seulement|à|avec|sans|je|j'|nous|il|elle|on|c'|ce|que|qu'|le|la|les|un|"
    r"une|en|pour|d'abord|"
    r"attend\w+|uniquement|avant|après|plutôt|sous|mon|ma|mes|notre|nos|votre|vos|ne|n'|y|tant|"
    r"quand|vers|faut)\b)"
)
_CONDITION = re.compile(
    r"\b(?:but|only|if|unless|as long as|provided|providing|except|save that|subject to|once|"
    r"until|assuming|depending|"
    r"confirm with|check with|clear it with|(?<!the )first|and see|with .{3,40}, not ours|might|"
    r"maybe|perhaps|vielleicht|eventuell|peut-être|quizás?|tal vez|forse|misschien|talvez|"
    r"failing that|notfalls|à défaut|en su defecto|in mancanza|bij gebrek|na falta|"
    r"should (?:it|they|that)|sollten? (?:es|das|sie|er|wir)|mocht(?:en)? (?:het|dat|ze)|"
    r"aber|nur|wenn|sofern|falls|erst|vorausgesetzt|sobald|solange|unter vorbehalt|bedingung|"
    r"sous réserve|à condition|sauf|seulement|uniquement|tant que|à moins|dès que|"
    r"pero|siempre que|salvo|solo|sólo|siempre y cuando|condición|espera|"
    r"ma(?! (?:femme|fille|mère|soeur|sœur|collègue|tante|cousine|réponse|part|belle|secrétaire|"
    r"comptable|nièce|voisine|"
    r"préférence|patronne|cheffe))|però|purché|a patto|soltanto|a condizione|"
    r"maar|mits|tenzij|indien|alleen|zolang|voorwaarde|"
    r"mas|desde que|só|contanto|apenas|a não ser)\b|(?<!\w)(?:si(?! (?:"
    r"usi|metta|scriva|indichi|mandi|tolga|proceda|lasci|pubblichi|inserisca|tenga|elimini|"
    r"può|possono|deve|devono|fa|"
    r"toglie|potrebbe|prende|chiama|occupa))|se(?! (?:puede|pueden|queda|quedan|va|van|hace|hacen|"
    r"quita|quitan|llama|encarga|ocupa|charge|pode|podem|abre|abren|borra|publica|ne |ci |la |"
    r"lo )\b)|als)(?= (?!\d)[\w']+ \w+)|"
    rf"{_BUT_MAIS}"
)
# What makes even a named option depend on something.
IF = re.compile(
    r"\b(?:maybe|perhaps|vielleicht|eventuell|peut-être|quizás?|tal vez|forse|misschien|talvez|"
    r"if|unless|provided|providing|as long as|assuming|subject to|depending|"
    r"wenn|falls|sofern|solange|sobald|vorausgesetzt|unter vorbehalt|"
    r"à condition|sous réserve|tant que|à moins|dès que|siempre que|siempre y cuando|a condición|"
    r"purché|a patto|a condizione|mits|tenzij|indien|zolang|op voorwaarde|"
    r"desde que|contanto|a não ser)\b|(?<!\w)(?:si(?! (?:"
    r"usi|metta|scriva|indichi|mandi|tolga|proceda|lasci|pubblichi|inserisca|tenga|elimini|"
    r"può|possono|deve|devono|fa|toglie|"
    r"potrebbe|prende|chiama|occupa))|se(?! (?:puede|pueden|queda|quedan|va|van|hace|hacen|quita|"
    r"quitan|llama|encarga|ocupa|charge|pode|podem|abre|abren|borra|publica|ne |ci |la |lo )\b)|"
    r"als)(?= (?!\d)[\w']+ \w+)|\bs'il"
)
# A verdict that takes the option: "1B is fine", "1B va bene".
FINE = re.compile(
    r"\b(?:fine|good|great|best|better|perfect|ideal|lovely|nice|right|ok|okay|approved|agreed|"
    r"yes|the one|works?|bad|choice|pick|favou?rite|winner|"
    r"gut|lieber|besser|beste|in ordnung|passt|richtig|klar|schlecht|"
    r"bien|bon(?:ne)?|mieux|préfér\w+|parfaite?|d'accord|mal|buen[oa]?|mejor|perfect[oa]|vale|"
    r"bene|buon[oa]?|meglio|perfett[oa]|goed|liever|beter|prima|akkoord|oké|mooi|"
    r"bem|bo[am]|melhor|perfeit[oa]|ótim[oa])\b"
)
# "Doe de rozen maar": in an order the word is no "but".
_DUTCH_ORDER = re.compile(
    r"(?<!\w)(?P<order>(?:doe|zet|neem|pak|kies|gebruik|hou|houd|maak|geef|plaats|stuur|verwijder|"
    r"haal|"
    r"gooi|schrap|noem|publiceer|bestel|begin|start|laat|toon|zie|ga|doen we|nemen we|kiezen we|"
    r"zetten we|mag)\b[^,;.!?]{0,40}?) maar(?! (?:dan|wel|alleen|eerst|niet|met|zonder|als|pas|"
    r"op voorwaarde)\b)"
)
_NO_CONDITION = re.compile(
    r"\b(?:but|unless|until|might|maybe|ask me again|aber|erst|es sei denn|(?:außer|"
    r"ausser),? (?:wenn|falls|es|sie|ihr)|"
    r"sauf|à moins|pero|salvo|a menos|a no ser|però|a meno|eccetto se|tranne se|maar|tenzij|"
    r"behalve als|a não ser|exceto se|"
    r"only if|except if|if you|nur wenn|seulement si|solo si|solo se|alleen als|só se|"
    r"(?<=[,;.] )mas)\b|"
    rf"{_BUT_MAIS}"
)
BARE_CONDITION = re.compile(
    r"^\W*(?:only|nur|alleen|solo|sólo|soltanto|seulement|uniquement|só|apenas|erst (?:nach|ab|"
    r"im)|nur (?:mit|nach)|seulement après|"
    r"solo (?:con|dopo|después)|pas (?:avant|sans)|provided|as long as|erst wenn|nur wenn|"
    r"seulement si|à condition|sous réserve|solo si|solo se|"
    r"sólo si|alleen als|mits|só se|pas avant)\b"
)
WAIT = re.compile(
    r"^\W*(?:(?:please )?hold\W*$|hold off|hold on|not until|wait\b|(?:(?:i|we)(?:'d|"
    r" would) (?:rather |prefer to )?|"
    r"let's |better |please )wait|warten|(?:lieber|besser) (?:noch )?(?:ab)?warten|attendez|"
    r"attendons|esperad|esperemos|mejor esperar|aspettate|aspettiamo|wacht|laten we wachten|"
    r"esperem|vamos esperar)"
)
QUESTION = re.compile(
    r"^\W*(?:(?:lol|haha|erm+|uh|um|h+m+|äh|euh|eh)[ ,]+)?(?:and |und |et |y |e |en )?(?:what|how|"
    r"when|why|who|where|which|is|are|does|do|can|"
    r"could|was|wie|wann|warum|wer|wo|welche\w*|ist|sind|kann|"
    r"c'est|quel\w*|comment|combien|quand|pourquoi|qui|où|est-ce|"
    r"qué|cuánt\w*|cómo|cuándo|por qué|quién|cuál\w*|eso|esto|es|"
    r"cosa|quanto|quant[aie]|come|quando|perché|chi|qual\w*|"
    r"wat|hoe|wanneer|waarom|wie|waar|welk\w*|o que|quem|como|onde|porqu\w+|isso|inclui)\b"
)
# "No, it is not checked yet" is a no and its reason.
NOT_YET = re.compile(
    r"(?<=\W)\b(?:not yet|isn't yet|noch nicht|pas encore|todavía no|aún no|non ancora|"
    r"nog niet|ainda não)(?= \w+)"
)


# Until when she is away holds nothing back.
_AWAY = re.compile(
    r"\b(?:away|off|out|on (?:holiday|leave|the road)|closed|travelling|abroad|busy|not in)"
    r"(?: \w+){0,3}? (?:until|till)\b"
)


def takes_back(before: str) -> bool:
    """Whether the words right before an option refuse it: 'not', 'anything but'."""
    return bool(NEGATED.search(NO_HINDRANCE.sub("fine", before)) or _ALL_BUT.search(before))


def holds_back(text: str, side: str = "yes") -> bool:
    """Whether a "but", an "if" or an "only" stands beside an answer of this side."""
    condition = _NO_CONDITION if side == "no" else _CONDITION
    text = _AWAY.sub("away", _DUTCH_ORDER.sub(r"\g<order>", text))
    return bool(condition.search(text))
