"""How seven languages take back what the same mail said before; over folded text."""

import re

from orchestrator.conversation.gated import Gated

_THING = (
    r"(?:project|e-?mail|mail|thread|client|customer|site|answer|number|button|one|window|person|"
    r"ask|question|list|digest|job|account|company|chat|message|place|box|line|tab|shop)"
)
_ENGLISH = (
    r"(?:ignore|disregard|forget|scrap|scratch|strike)(?: (?:that|this|it|me|the above|the lot|"
    r"everything|"
    r"all (?:of )?(?:that|this|it)|my (?:last|previous|earlier|first) \w+|my (?:answer|reply|mail|"
    r"e-?mail|message|yes|no)|what i (?:said|wrote)))?(?=\W*(?:$|[.,;:!\n–]|\s-))|"
    rf"(?:sorry|oops|whoops|damn|wait)\W+(?:(?:that|this)(?: was|'s| is) )?(?:the )?wrong {_THING}|"
    rf"\b(?:replied|replying|answered|answering|wrote|sent|clicked|picked|was|in|on|to|"
    rf"at) (?:\w+ )?the wrong {_THING}|(?<=[.!,;:\n] )(?:the )?wrong {_THING}(?=\W*(?:$|[.!,]))|"
    r"that(?:'s| is| was) (?:wrong|a mistake|not right|not what i meant|meant for)|"
    r"(?:was|were) (?:meant|intended) for|meant (?:for (?:my|the other|another|someone)|(?:the|"
    r"my) other|"
    r"another|a different)|for (?:the|my) other (?:site|project|shop|client|company)|my mistake|"
    r"my bad|by mistake|in error|made a mistake|i was (?:wrong|mistaken|too quick|too hasty)|"
    r"(?:i )?mis(?:read|understood|typed|clicked|took)|(?:mixed|muddled) (?:\w+ ){0,3}up|"
    r"got (?:it|this|that|them) (?:all )?(?:mixed|muddled|wrong|confused)|"
    r"take (?:that|it|this|all that) back|chang(?:e|ed|ing) my (?:mind|answer)|spoke too soon|"
    r"vetoed (?:this|it|that)|(?:been|got|was) (?:vetoed|overruled)"
)
_GERMAN = (
    r"(?:ignorier\w*|vergess\w*|vergiss|streich\w*)(?: (?:sie|ihr|bitte))* (?:das|es|dies\w*|alles|"
    r"meine? \w+|obiges|die mail)(?=\W*(?:$|[.,;:!\n–]|\s-))|"
    r"falsche[srnm]? (?:projekt|e-?mail|mail|thread|kunde|kundin|seite|knopf|taste|fenster|antwort|"
    r"nummer|"
    r"frage|liste|firma|zeile)|das war (?:falsch|ein (?:irrtum|versehen|fehler)|nicht so gemeint|"
    r"für (?:die|das|den|ein\w*) ander\w*)|"
    r"mein fehler|aus versehen|versehentlich|irrtümlich|habe? (?:ich )?mich (?:vertan|verlesen|"
    r"vertippt|verklickt|geirrt)|verwechselt|missverstanden|"
    r"(?:nehme|ziehe) (?:ich )?(?:das|es|alles) (?:wieder )?zurück|meine meinung geändert|"
    r"anders überlegt|drüber (?:geschlafen|schlafen)|ich meinte (?:die|das|den) andere\w*|"
    r"(?<=[.!?\n] )(?:halt|stopp?)(?=[,!:])"
)
_FRENCH = (
    r"(?:oublie[zs]?|ignore[zs]?)(?: (?:ça|cela|ce mail|tout|mon \w+|ma \w+|ce que \w+ \w+))?"
    r"(?=\W*(?:$|[.,;:!\n–]|\s-))|ne (?:tenez|tiens) pas compte|(?:me suis|s'est) (?:tromp|mépri|"
    r"emmêl)\w*|"
    r"mauvaise? (?:projet|mail|courriel|client|site|réponse|numéro|bouton|fil|fenêtre|question|"
    r"ligne)|"
    r"c'était (?:pour (?:l'autre|un autre|une autre|ma|mon)|une erreur|faux|par erreur)|par erreur|"
    r"erreur de ma part|j'ai (?:mal (?:lu|compris)|confondu|changé d'avis)|je (?:change d'avis|"
    r"reviens sur)|ne le faites pas|ne faites rien"
)
_SPANISH = (
    r"(?:ignor(?:ad|en|a|e|ar)|olvid(?:ad|en|a|e)(?:lo)?)(?: (?:esto|eso|lo anterior|todo|mi \w+|"
    r"este correo))?(?=\W*(?:$|[.,;:!\n–]|\s-))|me (?:he |había )?(?:equivoqu|equivocad|"
    r"confund)\w*|"
    r"(?:proyecto|correo|cliente|hilo|número|botón|sitio) equivocado|(?:respuesta|web|"
    r"pregunta) equivocada|"
    r"era (?:otro|otra|para (?:el |la |mi )?otr[oa])\b|por error|error mío|he (?:leído|"
    r"entendido) mal|"
    r"(?:leí|entendí) mal|(?:he )?cambi(?:o|é|ado) de (?:idea|opinión)|no lo hag\w+|me retracto"
)
_ITALIAN = (
    r"(?:ignora(?:te)?|dimentica(?:te)?|scorda(?:te)?)(?: (?:questo|quello|tutto|la mia \w+|"
    r"il mio \w+|questa mail))?(?=\W*(?:$|[.,;:!\n–]|\s-))|lasci(?:ate|a) perdere|ho sbagliato|"
    r"mi sono (?:sbagliat|confus)\w*|"
    r"(?:progetto|cliente|sito|numero|tasto) sbagliato|(?:mail|risposta|domanda) sbagliata|"
    r"era per (?:l')?(?:un )?altr\w+|per errore|ho (?:letto|capito) male|frainteso|ci ho ripensato|"
    r"ho cambiato idea|non fatelo"
)
_DUTCH = (
    r"(?:negeer|vergeet)(?: (?:dit|dat|het|alles|mijn \w+|deze mail))?(?=\W*(?:$|[.,;:!\n–]|\s-))|"
    r"verkeerde? (?:project|mail|klant|site|antwoord|knop|nummer|vraag|draadje|lijst|venster)|"
    r"(?:me |heb me )vergist|vergissing|dat (?:was (?:fout|verkeerd|voor)|klopt niet)|per ongeluk|"
    r"verkeerd (?:gelezen|begrepen|geklikt|getypt)|door elkaar gehaald|van gedachten veranderd|"
    r"(?<=[.!,;:\n] )(?:toch )?niet doen|neem (?:dat|het|dit) terug|me bedacht"
)
_PORTUGUESE = (
    r"(?:ignor(?:em|e|a)|esqueç(?:am|a)|desconsider(?:em|e))(?: (?:isto|isso|tudo|o meu \w+|"
    r"a minha \w+|"
    r"este e-?mail))?(?=\W*(?:$|[.,;:!\n–]|\s-))|(?:enganei|equivoquei)-me|me (?:enganei|"
    r"equivoquei)|"
    r"(?:projeto|e-?mail|cliente|site|número|botão) errado|(?:resposta|pergunta) errada|"
    r"era para (?:o |a )?outr[oa]|por (?:engano|erro)|li mal|percebi mal|entendi mal|confundi|"
    r"mudei de (?:ideias?|opinião)|não façam"
)
RETRACTION = Gated(
    rf"(?<!\w)(?:{_ENGLISH}|{_GERMAN}|{_FRENCH}|{_SPANISH}|{_ITALIAN}|{_DUTCH}|{_PORTUGUESE})"
)
# An order to forget holds by itself; a slip must be hers, not that of her bank.
ORDER = re.compile(
    r"(?:ignor|disregard|forget|scrap|scratch|strike|vergess|vergiss|streich|oublie|ne (?:tenez|"
    r"tiens)|"
    r"olvid|dimentica|scorda|lasci|negeer|vergeet|esqueç|desconsider|vetoed|"
    r"that|das war|c'était|dat |my (?:mistake|bad)|mein fehler|era |"
    r"halt|stop)"
)
HERS = re.compile(
    r"(?<!\w)(?:i|i've|i'm|my|mine|sorry|oops|whoops|answer\w*|repl\w+|ich|mich|mein\w*|"
    r"entschuldig\w*|"
    r"je|j'ai|ma|mon|pardon|réponse|yo|mi|me|perdón|respuesta|io|mia|mio|scusa\w*|risposta|ho|ik|"
    r"mijn|"
    r"antwoord|eu|meu|minha|desculp\w*|resposta|enganei|antwort\w*|désolée?)(?!\w)"
)
# Beside a no these say no once more.
AGAIN_NO = re.compile(
    r"(?:forget|scrap|scratch|strike|vergess\w*|vergiss|streich\w*|oublie[zs]?|olvid\w+|"
    r"lasci(?:ate|a) "
    r"perdere|dimentica(?:te)?|scorda(?:te)?|vergeet|esqueç(?:am|a)|no lo hag\w+|non fatelo|"
    r"ne le faites pas|ne faites rien|(?:toch )?niet doen|não façam|vetoed|been vetoed|"
    r"got vetoed|was vetoed)"
)
_YES = r"(?:yes+|yep|yeah|yea|yup|aye|ja+|jawohl|jo|oui|ouais|s[ií]|sì|sim|👍|✅)"
_NO = r"(?:no+|nope|nah|naw|nay|nein+|nö|non|nee+|neen|não|nao|👎|❌)"
_BESIDE = r"\s*(?:[,/|&+:–-]|(?:or|oder|ou|o|of|and|und|et|y|e|en)(?!\w))?\s*"
_ENDS = r"(?!\w)(?=\W*(?:$|[.,;:!?/\n]))"
# "Yes / no", "yeah, no": which of the two, nobody can say.
BOTH = re.compile(
    rf"(?<!\w)(?:{_YES}{_BESIDE}[¿¡]?{_NO}|{_NO}{_BESIDE}[¿¡]?{_YES}|"
    rf"(?:or not|oder nicht|ou pas|ou non|o no|of niet|ou não)){_ENDS}"
)
DOWN = re.compile(r"[👎❌]")
UP = re.compile(r"[👍✅👌]")
AT_LAST = re.compile(
    rf"(?:^|[,;:!?.…–-]\s*)(?:(?:so|then|oh|ah|well|and|but|also|doch|dann|alors|donc|entonces|"
    rf"pues|"
    rf"allora|quindi|dus|então|definitely|rather|sorry|(?:changed|change|"
    rf"switched|geändert|changé|cambiado|cambiato|veranderd|mudado) (?:(?:it|that) )?(?:to|auf|zu|"
    rf"en|a|in|naar|para))[ ,]+)?(?:(?P<yes>{_YES})|(?P<no>{_NO}))"
    r"(?:[\s,]+(?:please|thanks|thank you|bitte|danke|merci|gracias|grazie|bedankt|"
    r"obrigad[oa]))?[\s.!)]*$"
)
# "Yes to 2? No way.": between the side and its question mark stand but numbers.
ASKED = r"(?:[\s\d,&#/+]|\b(?:and|und|et|y|e|en|number|question)\b)*\?"
_FOR = (
    r"(?:to|for|on|zu[mr]?|für|bei|à|au|pour|sur|a|al|alla|para|per|su|op|bij|voor|ao)"
    r"(?: (?:the|number|nr\.?|nummer|numéro|número|numero|la|le|el|il|die|de|o|a))*"
)
# "My wife says no to 2."
AGAINST = {"yes": rf"(?<!\w){_NO} {_FOR} #?", "no": rf"(?<!\w){_YES} {_FOR} #?"}
