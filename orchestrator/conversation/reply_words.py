"""The small words of an answer in seven languages, as expressions over lower-case text."""

import re


def word_set(text: str) -> frozenset[str]:
    """Words written as a sentence, so that a list of them stays readable."""
    return frozenset(text.split())


_START = (
    r"^\W*(?:(?:and|und|et|y|e|en|please|bitte|oh|well|also|pues|alors|dann|lol|hi|hello|so|but|"
    r"then|that's|it's a?|das (?:ist|geht)|dat is|c'est|is|are|es|ist|è|pls)\b[\s,]*)*"
)

YES = re.compile(
    rf"{_START}"
    r"(?:(?:yes|yep|yeah|yea|yup|aye|y|ok|okay|oki|sure|approved?|agreed?|accept(?:ed)?|"
    r"confirmed|fine|happy with|"
    r"go ahead|go for it|do it|get it|run it|absolutely|definitely|of course|all good|"
    r"sounds (?:good|fine|great|sensible)|"
    r"i (?:approve|agree|accept)|we (?:approve|agree|accept)|you may approve|please do|"
    r"ja|jawohl|jep|jo|klar|gerne?|einverstanden|genehmigt|freigegeben|freigabe|passt|in ordnung|"
    r"zugestimmt|"
    r"oui|ouais|d'accord|validée?|valider|ça (?:marche|me va)|bon pour accord|entendu|"
    r"c'?(?:est)? bon|volontiers|"
    r"parfait|accordé|"
    r"s[ií]|vale|está bien|de acuerdo|aprobad[oa]|adelante|claro|conforme|perfecto|"
    r"s[iì]|va bene|mi sta bene|d'accordo|approvat[oa]|certo|confermo|procedete|"
    r"prima|akkoord|goedgekeurd|graag|is goed|oké|doe maar|"
    r"sim|aprovad[oa]|de acordo|pode(?:m)? (?:avançar|ser|publicar)|concordo|"
    r"confirmad[oa])(?!\w)|[👍✅✔☑🆗👌])",
)
# What says the opposite of the small word in it.
NO_HINDRANCE = re.compile(
    r"\b(?:no (?:problem|worries|objections?|issues?)|(?:don't|do not) see (?:a|any) problem|"
    r"(?:gar )?kein(?:e)? (?:problem|einwände)|"
    r"nichts dagegen|pas de (?:problème|souci|soucis)|sin problemas?|ningún problema|"
    r"no hay problema|nessun problema|geen (?:probleem|bezwaar)|sem problemas?)\b"
)
PLAIN_NO = re.compile(
    r"\b(?:absolutely not|of course not|certainly not|definitely not|not a chance|no way|"
    r"sure not|natürlich nicht|sicher nicht|"
    r"bien sûr que non|certainement pas|claro que no|por supuesto que no|certo che no|"
    r"assolutamente no|natuurlijk niet|zeker niet|claro que não)\b"
)
NO = re.compile(
    rf"{_START}"
    r"(?:(?:no|nope|nah|naw|n|never|not approved|not agreed|disapproved?|declined?|reject(?:ed)?|"
    r"refused?|not happy|"
    r"not (?:now|this|for)|i(?: do|'d)? ?(?:do not|don't|rather not|rather you didn't|"
    r"disagree|decline)|we (?:do not|don't|won't)|"
    r"please don't|don't|do not|hold off|no need|a no|hard no|"
    r"nein|nö|nee|neen|abgelehnt|lieber nicht|auf keinen fall|keinesfalls|"
    r"dem stimme ich nicht zu|nicht|"
    r"non|refusée?|surtout pas|pas question|"
    r"rechazad[oa]|mejor no|nunca|meglio di no|rifiutat[oa]|afgewezen|liever niet|niet|"
    r"não|nao|recusad[oa]|rejeitad[oa]|nem pensar)(?!\w)|[👎❌✗✘🚫])",
)
NEGATED = re.compile(
    r"\b(?:not|n't|never|no|nicht|kein\w*|nie|ne|pas|non|nunca|niet|geen|não|nao|stop)\b|n't\b"
)
_ALL_BUT = re.compile(r"\w (?:but|except|außer|sauf|excepto|salvo|menos|tranne|behalve|exceto) *$")
LUKEWARM = re.compile(
    r"i guess|i suppose|if we must|if i must|see why not|wouldn't say no|i'd rather you didn't|"
    r"whatever you|"
    r"meinetwegen|von mir aus|wenn's sein muss|lieber nicht|pourquoi pas|si vous voulez|supongo|"
    r"por mí|se proprio|"
    r"vooruit dan maar|wat mij betreft|tanto faz|acho que sim|penso di sì|je suppose|why not|"
    r"^\W*(?:not )?happy with"
)
CONDITION = re.compile(
    r"\b(?:but|only|if|unless|as long as|provided|providing|except|save that|subject to|once|"
    r"until|assuming|depending|"
    r"confirm with|check with|clear it with|first|and see|with .{3,40}, not ours|might|maybe|"
    r"perhaps|vielleicht|eventuell|peut-être|quizás?|tal vez|forse|misschien|talvez|"
    r"aber|nur|wenn|sofern|falls|erst|vorausgesetzt|sobald|solange|unter vorbehalt|bedingung|"
    r"mais|sous réserve|à condition|sauf|seulement|uniquement|tant que|à moins|dès que|"
    r"pero|siempre que|salvo|solo|sólo|siempre y cuando|condición|espera|"
    r"ma|però|purché|a patto|soltanto|a condizione|"
    r"(?<!doe )maar|mits|tenzij|indien|alleen|zolang|voorwaarde|"
    r"mas|desde que|só|contanto|apenas|a não ser)\b|(?<!\w)(?:si|se|als)(?= \w+ \w+)"
)
# What makes even a named option depend on something.
IF = re.compile(
    r"\b(?:maybe|perhaps|vielleicht|eventuell|peut-être|quizás?|tal vez|forse|misschien|talvez|"
    r"if|unless|provided|providing|as long as|assuming|subject to|depending|"
    r"wenn|falls|sofern|solange|sobald|vorausgesetzt|unter vorbehalt|"
    r"à condition|sous réserve|tant que|à moins|dès que|"
    r"siempre que|siempre y cuando|a condición|"
    r"purché|a patto|a condizione|"
    r"mits|tenzij|indien|zolang|op voorwaarde|"
    r"desde que|contanto|a não ser)\b|(?<!\w)(?:si|se|als)(?= \w+ \w+)|\bs'il"
)
# A verdict that takes the option: "1B is fine", "1B va bene".
FINE = re.compile(
    r"\b(?:fine|good|great|best|better|perfect|ideal|lovely|nice|right|ok|okay|approved|agreed|"
    r"yes|the one|works?|bad|choice|pick|favou?rite|winner|"
    r"gut|lieber|besser|beste|in ordnung|passt|richtig|klar|schlecht|"
    r"bien|bon(?:ne)?|mieux|préfér\w+|parfaite?|d'accord|mal|"
    r"buen[oa]?|mejor|perfect[oa]|vale|"
    r"bene|buon[oa]?|meglio|perfett[oa]|"
    r"goed|liever|beter|prima|akkoord|oké|mooi|"
    r"bem|bo[am]|melhor|perfeit[oa]|ótim[oa])\b"
)
NO_CONDITION = re.compile(
    r"\b(?:but|unless|until|might|maybe|ask me again|aber|erst|es sei denn|mais|sauf|"
    r"pero|salvo|però|maar|tenzij)\b"
)
BARE_CONDITION = re.compile(
    r"^\W*(?:only (?:if|when|once)|provided|as long as|erst wenn|nur wenn|seulement si|"
    r"à condition|sous réserve|solo si|solo se|"
    r"sólo si|alleen als|mits|só se|pas avant)\b"
)
WAIT = re.compile(
    r"^\W*(?:hold off|hold on|not until|wait\b|warten|attendez|esperad|aspettate|wacht)"
)
DEFER = re.compile(
    r"(?:^\W*not yet\b)|\b(?:tbc|tbd|undecided|stuck|whichever|not (?:sure|"
    r"decided|fixed|certain)|"
    r"don'?t know|no idea|haven't decided|"
    r"still (?:reading|thinking|checking|looking|deciding|discussing)|(?:need|have|"
    r"want) to (?:check|ask|think|look|talk|discuss)|"
    r"let me (?:check|think|ask)|(?:will|'ll) (?:confirm|answer|reply|respond|let you know|"
    r"get back|come back|check|"
    r"decide|tell you)|(?:come|get) back to you|"
    r"you (?:pick|choose|tell me|decide)|can(?:'t|not) (?:choose|decide)|ask me (?:again|later|"
    r"in|on|next)|ask \w+,|^ask \w+|either .{1,40} or|depending on|same as last|"
    r"weiß (?:ich |es )*(?:noch )?nicht|noch (?:nicht|offen|unklar)|"
    r"muss (?:ich )?(?:noch )?(?:erst )?(?:\w+ ){0,3}(?:prüfen|fragen|überlegen|klären|"
    r"besprechen)|"
    r"klären|besprechen wir|melde mich|melden uns|überlege|kommt drauf an|später|offen|"
    r"ne sais pas|sais pas|pas encore|à voir|je vous (?:redis|confirme|dirai|tiens)|ça dépend|"
    r"plus tard|à confirmer|demandez|à définir|"
    r"no (?:lo )?(?:sé|sabemos)|todavía no|aún no|depende|lo hablamos|os digo|ya (?:te|os|"
    r"le) (?:digo|diré)|por confirmar|pregunt\w+|tengo que|"
    r"non (?:lo )?(?:so|sappiamo)|non ancora|devo (?:pensar|chieder|verificar|sentire)\w*|"
    r"vi dico|vi faccio sapere|dipende|da (?:confermare|definire)|chiedete|"
    r"weet (?:ik )?(?:het )?(?:nog )?niet|nog niet|nog even|navragen|overleggen|"
    r"hangt (?:er)?van? ?af|laat (?:ik )?(?:het )?(?:nog )?weten|"
    r"não sei|ainda não|vou (?:ver|perguntar|confirmar)|tenho (?:de|que)|a confirmar|depois digo|"
    r"a definir)\b|\?\?\?$"
)
CORRECTION = re.compile(
    r"\b(?:no sorry|sorry|actually|hang on|no wait|wait|make that|i mean|rather|scratch that|"
    r"oops|correction|so|"
    r"äh|quatsch|nein|doch lieber|stopp|besser|non,|pardon|plutôt|perdón|mejor dicho|digo|"
    r"scusa\w*|anzi|"
    r"of nee|nee|toch|aliás|quer dizer|desculp\w+|hmm)\b"
)
ALL = re.compile(
    r"^\W*(?:(?:please |i |we )?(?:approve|accept|agree(?:d)?(?: to| with)?|yes to|yes for|no to|"
    r"happy with|approved)\s+(?:all|both|everything)|"
    r"(?:all|both|everything)(?: of (?:them|it))?(?: is| are|'s)?[ ,:-]*(?:yes|approved|agreed|"
    r"fine|ok|okay|good|no)|yes,? (?:to )?(?:all|both|everything)|"
    r"neither|none|(?:it's |its )?(?:all|everything) (?:is )?(?:fine|good|ok)|"
    r"alles?s? (?:ja|ok|okay|genehmigt|freigegeben|gut|passt|in ordnung|nein)|(?:ja|"
    r"nein) zu (?:allem|beidem|beiden)|beides? (?:ja|nein)|keins? von beiden|"
    r"(?:oui|non) (?:à|pour) (?:tout|tous|toutes|les deux)|tout (?:est )?(?:bon|ok|validé)|"
    r"c'?(?:est)? bon pour (?:les deux|les 2|tout)|"
    r"(?:s[ií]|no) a (?:todo|todas|los dos|ambas|ambos)|todo (?:sí|ok|bien|aprobado)|ninguno|"
    r"(?:s[iì]|no) a (?:tutto|entrambi|entrambe|tutti)|tutto (?:ok|bene|approvato|sì)|"
    r"(?:ja|nee) op alles|alles (?:akkoord|goed|ja)|beide (?:ja|nee|akkoord)|(?:sim|"
    r"não) a tud[oa]|tudo (?:ok|bem|aprovado|sim)|ambos (?:sim|não))\b"
)
EXCEPT = re.compile(
    r"\b(?:except|apart from|but not|außer|bis auf|sauf|excepto|menos|salvo|tranne|behalve|"
    r"exceto)\b(.*)"
)
GREETING = re.compile(
    r"^(?:dear|hi|hello|hey|hallo|good (?:morning|day|afternoon|evening)|morning|afternoon|"
    r"guten (?:tag|morgen|abend)|"
    r"servus|grüezi|sehr geehrte|liebe|bonjour|bonsoir|salut|hola|buen[oa]s|estimad|ciao|"
    r"buongiorno|buonasera|gentile|hoi|beste|geachte|olá|bom dia|boa tarde|caro|"
    r"cara)\b(?:[^.!?\n,]{0,30}|\s\w+ \w+),?$"
)
AUTOMATIC = re.compile(
    r"automatic reply|out of (?:the )?office|abwesenheit|nicht im (?:haus|büro)|"
    r"wird nicht weitergeleitet|réponse automatique|"
    r"absente? du bureau|fuera de la oficina|respuesta automática|fuori ufficio|"
    r"risposta automatica|assente|automatisch antwoord|niet aanwezig|"
    r"fora do escritório|resposta automática|delivery has failed|mail delivery|undeliverable|"
    r"mailbox (?:is )?full|auto-?reply"
)


def takes_back(before: str) -> bool:
    """Whether the words right before an option refuse it: 'not', 'anything but'."""
    return bool(NEGATED.search(NO_HINDRANCE.sub("fine", before)) or _ALL_BUT.search(before))
