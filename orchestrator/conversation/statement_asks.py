"""What makes a clause of a client's a request or a question, in seven languages."""

from typing import Literal

from orchestrator.conversation.gated import AnyOf, Gated, gate_of, possible
from orchestrator.conversation.statement_ask_words import REQUESTS, WANTS_TO_KNOW
from orchestrator.conversation.statement_imperatives import IMPERATIVES
from orchestrator.conversation.statement_question_words import INDIRECT, UNMARKED
from orchestrator.conversation.statement_request_words import WANTED
from orchestrator.conversation.statement_small_talk import SMALL_TALK

# What stands in such words and asks for nothing to be done.
_NO_REQUEST = AnyOf(
    r"\b(?:love|like) to have you\b|\bmight want\b|\bencantaría (?:ten|ver|invit)\w+|"
    r"\bgern\w* (?:\w+ )*(?:einladen|begrüßen|wiedersehen)\b|\bgraag (?:\w+ )*(?:ontmoeten|"
    r"uitnodigen|verwelkomen)\b|\bpiacere (?:aver|invitar|riveder)(?:vi|la|ti)\b|\badoráv?amos\b|"
    r"\bmind (?:telling|explaining|saying)\b",
    r"^(?:\w+ )?¿?(?:y |e |et |en |und )?(?:quant[aeio]s?|cuánt[oa]s?|combien|wie ?viele?|"
    r"hoeveel|how (?:many|much|long)|quand|cuándo|wanneer|wann)\b",
    r"^¿?(?:until|till|up to|bis|ab|jusqu'(?:à|en)|à partir de|hasta|a partir de|fino a|da|tot|"
    r"vanaf|até) (?:what|when|which|wann|wie|welche\w*|qu\w+|qué|cuándo|che|hoe|wanneer|welke?)\b|"
    r"^(?:\w+ )?¿?(?:y |e |und |et |en )?(?:a|de|en|por|para|con|desde|sobre|à|pour|avec|an|von|"
    r"mit|für|di|da|per|em|com|aan|van|met|voor) (?:qué|quién|cuál|quel\w*|qui|quoi|wen|wem|"
    r"welche\w*|chi|cosa|quale|que|quem|qual|wie|welke?)\b|^(?:is het|ist es|est-il|è|es|"
    r"é) .*\b(?:is|ist|heeft|hat|wurde|sind|zijn|gestegen|geändert)\?|^(?:\w+ )?(?:ma )?(?:chi|"
    r"quem|quién|qui|wer|who) (?:ha|a|tem|decidi\w*|hat|has|heeft)\b",
    r"\b(?:lie-down|nap|lawyer|stiff drink|coffee)\b|\bcopy that\b|\blet me guess\b|\bwil niet\b|"
    r"\b(?:ich|wir) (?:muss|müssen)\b|\bpodría haber\b|\bwünsche?n? (?:ihnen|euch|dir|alles|ein|"
    r"eine|einen|schöne\w*|frohe\w*)\b|\brather not (?:say|celebrate|comment|think|go into)\b|"
    r"\bpode contar\b|^if (?:it|this|that|that's) .*\bi can\b(?!.*\?)|\bi may ask you\b|"
    r"\bwithdraw\b|\b(?:i'd|i would|we'd|we would) like to (?:share|add that|inform)\b|\b(?:no|"
    r"não|non) (?:es|é|è) (?:\w+ )?(?:urgente|necessári\w|necesari\w|preciso|importante|"
    r"necess)\w*|^¿?(?:hace falta|es necesario|hay que|serve|bisogna|occorre|é preciso|"
    r"é necessário|faut-il)\b.*\?|\bmag u (?:gerust )?weten\b|\bniet langer\b|\bqueria não\b|"
    r"\bvorremmo sempre\b|\bno (?:longer|need)\b|\bdo pass on\b|\bplease find\b|"
    r"\bplease don't worry\b|\bwould we be able to see\b|^(?:shall|should) (?:we|i)\b|"
    r"\bcan we expect\b|\b(?:like|want|love) to (?:thank|say|congratulate|apologi[sz]e|come|go|"
    r"pay|invite|visit|tell you|let you|point out|discuss it internally|wish|order|buy|attend|"
    r"meet|introduce|start by|stress|send you|remind)\b|\bneed to (?:think|discuss|talk|decide|"
    r"check|wait|sleep|pay|find|speak|go|run|ask)\b|\bwe need (?:a|the|more|some) (?:holiday|"
    r"time|break|rest|day|bit|drink|week)\b|\b(?:we|i) (?:don't|do not) need\b|\bno need\b|"
    r"\bwould (?:like|love) (?:it|that|the \w+|them)!?$|\bcould (?:not|n't) (?:be|have|ask)\b|"
    r"\bcouldn't\b|\bwe(?:'d| would) (?:be (?:happy|glad|delighted) to|love to (?:come|meet|join|"
    r"see you))\b|\bwhat (?:we|i) need now is a\b",
    r"\b(?:still|yet|already)\b.*\bor\b.*\?|^(?:and |so |but )?(?:when|where|who|whose|which|why|"
    r"how (?!about)|what(?:'s| (?!we|i|i'd|about a)))\b.*\?|\bhow come\b",
    r"\b(?:bitte um entschuldigung|bitte entschuld|möchten? (?:\w+ )*(?:bedanken|danken|"
    r"gratulieren|kommen|zahlen|einladen|sagen|bestellen)|keine sorge|gerne? können wir|"
    r"können wir gerne?|kann ich|wir können|ich kann|brauchen? (?:wir |ich )?(?:nicht|keine?n?)|"
    r"wollen (?:wir )?(?:nicht|kein)|können wir .*\bsehen|möchte (?:ich )?(?:mich|ihnen|"
    r"euch) (?:\w+ )?(?:bedanken|danken)|nicht mehr nötig|wollten? (?:ich |wir )?(?:nur|uns|mich|"
    r"fragen)|(?:ich|wir) (?:wollen|will) (?:\w+ )?(?:bezahlen|kommen))\b|^(?:und |"
    r"aber )?(?:wann|wo|wer|wie|warum|wieso|was|welche\w*)\b.*\?",
    r"\b(?:je (?:voudrais|tiens à|voulais)|nous (?:voudrions|tenons à|"
    r"voulions)) (?:\w+ )?(?:vous )?(?:remercier|féliciter|dire|inviter)\b|\b(?:n'avons|"
    r"n'ai) (?:plus|pas) besoin\b|^(?:et |mais )?(?:quand|comment|combien|pourquoi|qui|où|"
    r"quel\w*|qu'est-ce)\b.*\?|\bnous pouvons\b",
    r"^¿?hay que\b.*\?|\b(?:quería|queríamos|quiero|queremos|gustaría) (?:\w+ )?(?:daros|darle|"
    r"dar|agradecer\w*|felicitar\w*|invitar\w*|deciros)\b|\bno (?:necesitamos|hace falta|"
    r"queremos)\b|^(?:y |pero )?¿?(?:y )?(?:cuándo|cómo|cuánto|quién|dónde|por qué|qué|"
    r"cuál)\b.*\?",
    r"\b(?:vorrei|vorremmo|volevo|volevamo) (?:\w+ )?(?:ringraziar\w*|dirvi|invitar\w*|"
    r"congratular\w*)\b|\bnon (?:serve|abbiamo bisogno|occorre)\b|^(?:e |ma )?(?:quando|come|"
    r"quanto|chi|dove|perché|cosa|quale)\b.*\?",
    r"\b(?:wil|willen|wilde|wilden) (?:\w+ )?(?:bedanken|uitnodigen|feliciteren)\b|"
    r"\bniet (?:meer )?nodig\b|^(?:en |maar )?(?:wanneer|hoe|waar|waarom|wie|wat|welke?)\b.*\?",
    r"\b(?:queria|queríamos|gostaria|gostaríamos) (?:de )?(?:agradecer|convidar|felicitar)\b|"
    r"\bnão (?:precisamos|é preciso)\b|^(?:e |mas )?(?:quando|como|quanto|quem|onde|porque|"
    r"qual)\b.*\?",
)
_QUESTIONS = AnyOf(
    r"^(?:and |so |right so |but |also |well |ok |\W+)*(?:what if|how much|how many|how long|"
    r"how (?:do|does|can|is|are|will|come)|when (?:do|does|will|is|are|can)|who (?:do|does|is|"
    r"will|can|are)|where (?:do|does|is|are|can|will)|why (?:is|are|does|do|did|can't|isn't)|"
    r"which|what (?:happens|is|are|does|do|about|will|kind|time|sort)|any (?:news|idea|update|"
    r"word)|is (?:the|it|there|this|that)|are (?:we|you|the|there)|do (?:we|you|i)|does (?:the|"
    r"it|this)|did (?:you|the)|has anyone|have you)\b",
    r"\bconfirm (?:that|whether|if)\b|\blet (?:me|us) know (?:whether|if|when|how|what|who|where|"
    r"which|why|by when)\b|\bi (?:was wondering|wonder) (?:when|how|whether|if|what|why|who)\b|"
    r"\b(?:any idea|no idea|tell me|tell us) (?:when|how|what|why|who|where|if|whether)\b|"
    r"\bwhat about\b|\bit(?:'s| is) unclear\b",
    r"^(?:und |aber |also |nur )*(?:wann|wer (?!.*,)|wie (?!.*,[^?]*$|gesagt|besprochen|"
    r"vereinbart|versprochen|immer|schön|toll|gewünscht|abgesprochen|erwartet)|warum|wieso|wo |"
    r"was (?:ist|passiert|kostet|bedeutet|heißt|mache)|welche\w*|wie viel\w*|ist das|gibt es|"
    r"stimmt es|muss ich|müssen wir|haben sie|hat (?:das|die|der|jemand)|sind (?:die|"
    r"sie))\b(?!.*!$)",
    r"^(?:et |mais |sinon )*(?:comment|combien|pourquoi|qui |où|quel\w* (?:est|sont|sera)|"
    r"est-ce que|qu'est-ce|que se passe|faut-il|avez-vous|savez-vous|où en)\b",
    r"^(?:y |pero )*¿|^(?:y |pero )*(?:cuándo|cómo|cuánto|cuánta|quién|dónde|por qué|qué pasa|"
    r"hay que)\b|^(?:e |ma )*(?:quanto|chi |dove|perché (?!.*,)|come mai|cosa succede|"
    r"come funziona)\b|^(?:en |maar )*(?:wanneer|hoe (?!dan)|waarom|waar |wat (?:gebeurt|kost|"
    r"is))\b|^(?:e |mas )*(?:quanto|quem|onde|porque é|por que|o que acontece|"
    r"como)\b(?!.*!$)",
)
# Tempting words of a client's that ask nothing of us.
_NOTHING = AnyOf(
    r"\b(?:guests|customers|people|visitors|parents|members) (?:\w+ )?(?:keep|always|"
    r"often) (?:asking|ask)\b|\brequest the pleasure\b|\bof a website\b|\bi wonder what my\b|"
    r"\bplease don't\b|\bdo pass on\b|\bholiday, ha\b|\bhe said no\b|\b(?:my|our) (?:daughter|"
    r"son|wife|husband|mum|dad|mother|father|kids?|children|neighbour|niece|nephew|grandson|"
    r"sister|brother) (?:asked|asks|is asking|wants to know|keeps asking) (?!(?:whether|"
    r"if) .*could)",
    r"^(?:the|my|a|our) (?:old |last |other |former )?(?:sign writer|lot|plumber|friend|"
    r"neighbour)\b|\bder alte anbieter\b|\bel fontanero\b|\b(?:je vous promets|ich verspreche|"
    r"te prometo|os prometo|vi prometto|prometo-vos|ik beloof)\b|\bplease find\b|"
    r"\bi may ask you\b|\bfind attached\b|^(?:i'm )?not sure (?:if|whether) (?:i'm|i am|i|we're|"
    r"we) (?:allowed|can|may)\b(?!.*,)",
    r"^\W*(?:(?:and|but|so|then|also|otherwise|anyway|meanwhile),? )*(?:i'll|we'll|i will|"
    r"we will|nobody will|i'm going to(?! need)|we're going to(?! need)|i shall(?! need))\b|"
    r"\b(?:we|i) (?:will|'ll) (?:let you know|get back|send you|come back|call you|pay|transfer|"
    r"forward)\b|\bsorry\b.*\bwe should have\b",
    r"\bgrüß(?:en|t|e) (?:sie|mir|bitte|doch)\b|\b(?:saluez|transmettez (?:nos|"
    r"mes) (?:salutations|remerciements)|remerciez|saludad|saluda|dale las gracias|"
    r"dadle las gracias|salutate|saluti a|groeten? (?:aan|van)|doe de groeten|deem cumprimentos|"
    r"give (?:my|our) (?:regards|love|thanks|best)|say (?:hi|hello|thanks))\b|\b(?:i|we)(?:'ve|"
    r" have) (?:\w+ )?asked (?:our|my|the)\b|\b(?:habe|haben) (?:die|den|unsere?\w*|"
    r"meine?\w*) \w+ gebeten\b|\b(?:j'ai|nous avons) demandé (?:à|au) (?:la|notre|mon|ma|l')|"
    r"\b(?:he|hemos) pedido a\b|\b(?:ho|abbiamo) chiesto (?:a|al|alla)\b|\b(?:heb|hebben) (?:de|"
    r"onze|mijn) \w+ gevraagd\b|\b(?:pedi|pedimos) (?:à|ao)\b|^(?:and |so |ok |great,? |"
    r"fine,? )*(?:please )?(?:go ahead|keep up|carry on|enjoy|have a|take care|take your time|"
    r"thank)\b|^(?:ich|wir) (?:schicken?|senden?|melden?|liefern?|geben? (?:ihnen|euch)|kümmern?|"
    r"rufen?|werden?|überweisen?|zahlen?|bringen?|leiten?|sagen?) |\b(?:mein|meine|unser|"
    r"unsere) (?:mann|frau|tochter|sohn|mutter|vater|kinder|nachbar\w*) (?:fragt|fragte|will|"
    r"möchte wissen)\b|^(?:nous|je|on) (?:vous |y |allons |vais |va )*(?:réfléchi\w*|y réfléchir|"
    r"en discut\w+|reviendr\w+|enver\w+|rappel\w+|envoi\w+|envoyons|transmet\w*|paier\w+|"
    r"recontact\w+|tiendr\w+|confirm\w+|donner\w+|fer(?:ai|ons))\b|\b(?:ma|mon|notre) (?:fille|"
    r"fils|mari|femme|mère|père|voisin\w*) (?:demande|veut savoir|se demande)\b|^(?:os|te|"
    r"les) \w+(?:aremos|eremos|iremos|aré|eré|iré|o|amos)\b|\b(?:mi|nuestra|nuestro) (?:hij[oa]|"
    r"mujer|marido|madre|padre|vecin[oa]) (?:pregunta|quiere saber)\b|^(?:vi|le|ti) (?!chied|"
    r"preg|rueg|rog|pid|ped|sar)\w+(?:remo|rò|o|iamo)\b|\b(?:mia|mio|nostra|nostro) (?:figli[oa]|"
    r"moglie|marito|madre|padre) chiede\b|^(?:wij|we|ik) (?:sturen|stuur|bellen|bel|laten|laat|"
    r"betalen|betaal|zullen|zal)\b|\b(?:mijn) (?:dochter|zoon|man|vrouw) vraagt\b|^(?:enviamos|"
    r"envio|ligamos|ligo|pagamos|mandamos|vamos (?:enviar|pagar|mandar))\b|\b(?:minha|meu|"
    r"a minha|o meu) (?:filh[oa]|mulher|marido) pergunta\b|\b(?!.*\b(?:bitte|please|kindly|"
    r"merci de|por favor|para que|da mettere|graag|à mettre)\b)(?:anbei|ci-joint|en annexe|"
    r"adjunto|adjunta|in allegato|in de bijlage|em anexo|attached (?:is|are|you))\b",
)
_MARK = Gated(r"\?!*[\W_]*$")
_INDIRECT_REQUEST = AnyOf(
    r"\b(?:i|we) (?:wonder|was wondering|were wondering) (?:if|whether) .*\b(?:could|can|might|"
    r"would)\b"
)


_ASKS = gate_of(
    WANTS_TO_KNOW,
    INDIRECT,
    REQUESTS,
    WANTED,
    IMPERATIVES,
    _QUESTIONS,
    UNMARKED,
    _INDIRECT_REQUEST,
)


def states_nothing(lower: str) -> bool:
    """Small talk included, which asks for nothing."""
    return _NOTHING.search(lower) or SMALL_TALK.search(lower)


def is_marked(lower: str) -> bool:
    return bool(_MARK.search(lower))


def asked_for(lower: str) -> Literal["request", "question"] | None:
    """What the clause asks for by its words, whether or not it ends in a question mark."""
    if not possible(lower) & _ASKS:
        return None
    if _INDIRECT_REQUEST.search(lower):
        return "request"
    if WANTS_TO_KNOW.search(lower) or INDIRECT.search(lower):
        return "question"
    if _wants(lower) and not _NO_REQUEST.search(lower):
        return "request"
    return "question" if _QUESTIONS.search(lower) or UNMARKED.search(lower) else None


def _wants(lower: str) -> bool:
    return WANTED.search(lower) or REQUESTS.search(lower) or IMPERATIVES.search(lower)
