"""What makes a clause of a client's a request or a question, in seven languages."""

from typing import Literal

from orchestrator.conversation.gated import AnyOf, Gated, gate_of
from orchestrator.conversation.statement_ask_words import REQUESTS, WANTS_TO_KNOW

# What stands in such words and asks for nothing to be done.
_NO_REQUEST = AnyOf(
    r"\b(?:lie-down|nap|lawyer|stiff drink|coffee)\b|\bcopy that\b|\blet me guess\b|\bwil niet\b|"
    r"\b(?:ich|"
    r"wir) (?:muss|müssen)\b|\bpodría haber\b|\bwünsche?n? (?:ihnen|euch|dir|alles|ein|eine|"
    r"einen|schöne\w*|frohe\w*)\b|\brather not (?:say|celebrate|comment|think|go into)\b|"
    r"\bpode contar\b|^if (?:it|this|that|that's) .*\bi can\b(?!.*\?)|\bi may ask you\b|"
    r"\bwithdraw\b|\bno (?:longer|need)\b|\bdo pass on\b|\bplease find\b|\bplease don't worry\b|"
    r"\bwould we be able to see\b|^(?:shall|should) (?:we|i)\b|\bcan we expect\b|\b(?:like|want|"
    r"love) to (?:thank|say|congratulate|apologi[sz]e|come|go|pay|invite|visit|tell you|let you|"
    r"point out|discuss it internally|wish|order|buy|attend|meet|introduce|start by|stress|"
    r"send you|remind)\b|\bneed to (?:think|discuss|talk|decide|check|wait|sleep|pay|find|speak|"
    r"go|run|ask)\b|\bwe need (?:a|the|more|some) (?:holiday|time|break|rest|day|bit|drink|"
    r"week)\b|\b(?:we|i) (?:don't|do not) need\b|\bno need\b|\bwould (?:like|love) (?:it|that|"
    r"the \w+|them)!?$|\bcould (?:not|n't) (?:be|have|ask)\b|\bcouldn't\b|\bwe(?:'d|"
    r" would) (?:be (?:happy|glad|delighted) to|love to (?:come|meet|join|see you))\b|"
    r"\bwhat (?:we|i) need now is a\b",
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
    r"^(?:und |aber |also |nur )*(?:wann|wer|wie (?!gesagt|besprochen|vereinbart|versprochen|"
    r"immer|schön|toll|gewünscht|abgesprochen|erwartet)|warum|wieso|wo |was (?:ist|passiert|"
    r"kostet|bedeutet|heißt|mache)|welche\w*|wie viel\w*|ist das|gibt es|stimmt es|muss ich|"
    r"müssen wir|haben sie|hat (?:das|die|der|jemand)|sind (?:die|sie))\b(?!.*!$)",
    r"^(?:et |mais |sinon )*(?:comment|combien|pourquoi|qui |où|quel\w* (?:est|sont|sera)|"
    r"est-ce que|qu'est-ce|que se passe|faut-il|avez-vous|savez-vous|où en)\b",
    r"^(?:y |pero )*¿|^(?:y |pero )*(?:cuándo|cómo|cuánto|cuánta|quién|dónde|por qué|qué pasa|"
    r"hay que)\b|^(?:e |ma )*(?:quanto|chi |dove|perché|come mai|cosa succede|"
    r"come funziona)\b|^(?:en |maar )*(?:wanneer|hoe (?!dan)|waarom|waar |wat (?:gebeurt|kost|"
    r"is))\b|^(?:e |mas )*(?:quanto|quem|onde|porque é|por que|o que acontece|"
    r"como)\b(?!.*!$)",
)
_NO_QUESTION = AnyOf(
    r"^how are (?:you|things)\b|^did you (?:get to|have a (?:good|nice)|enjoy|see the (?:match|"
    r"game|news))\b|\bwho knew\b|\bbring (?:cake|coffee|biscuits|anything)\b|\bwould you\?$|"
    r"^how(?:'s| is) (?:it going|the baby|life|everyone|your)\b|\bhow was (?:your|"
    r"the) (?:holiday|weekend|trip|break|summer)\b|^(?:wie geht|comment allez|comment ça va|"
    r"ça va|(?:¿)?qué tal|(?:¿)?cómo (?:estás|está|estáis|va todo)|come (?:va|sta)|hoe gaat|"
    r"tudo bem|como est(?:á|ão|ás)|todo bien|alles gut|na,? wie)\b|\b(?:isn't|aren't|doesn't|"
    r"wasn't|don't) (?:it|they|we|that|he|she)\?$|\bwho would have thought\b|\bcan you believe\b|"
    r"\bwhat (?:a|an|more|would we do|can i say|could be better)\b|^(?:shall|may|"
    r"should) i (?:bring|come|pick|drop|pay)\b|^did (?:i|we) (?:miss|mention|tell)\b|"
    r"\b(?:schöne(?:n|s)? (?:urlaub|wochenende)|gut (?:ins neue|gerutscht|angekommen|erholt))\b|"
    r"\bsoll ich .* mitbringen\b|\b(?:right|okay|ok)\?$|^(?:really|seriously|ok|okay|right|echt|"
    r"vraiment|de verdad|davvero|echt waar)\?",
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
    r"we will|nobody will|i'm going to|we're going to|i shall)\b|\b(?:we|i) (?:will|"
    r"'ll) (?:let you know|get back|send you|come back|call you|pay|transfer|forward)\b|"
    r"\bsorry\b.*\bwe should have\b",
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
    r"mujer|marido|madre|padre|vecin[oa]) (?:pregunta|quiere saber)\b|^(?:vi|le|ti) \w+(?:remo|"
    r"rò|o|iamo)\b|\b(?:mia|mio|nostra|nostro) (?:figli[oa]|moglie|marito|madre|padre) chiede\b|"
    r"^(?:wij|we|ik) (?:sturen|stuur|bellen|bel|laten|laat|betalen|betaal|zullen|zal)\b|"
    r"\b(?:mijn) (?:dochter|zoon|man|vrouw) vraagt\b|^(?:enviamos|envio|ligamos|ligo|pagamos|"
    r"mandamos|vamos (?:enviar|pagar|mandar))\b|\b(?:minha|meu|a minha|o meu) (?:filh[oa]|mulher|"
    r"marido) pergunta\b|\b(?:anbei|ci-joint|en annexe|adjunto|adjunta|in allegato|in de bijlage|"
    r"em anexo|attached (?:is|are|you))\b",
)
_MARK = Gated(r"\?!*[\W_]*$")
_INDIRECT_REQUEST = AnyOf(
    r"\b(?:i|we) (?:wonder|was wondering|were wondering) (?:if|whether) .*\b(?:could|can|might|"
    r"would)\b"
)


ASKS = gate_of(WANTS_TO_KNOW, REQUESTS, _QUESTIONS, _MARK, _INDIRECT_REQUEST)
"""Open where a sentence may ask for something."""


def states_nothing(lower: str) -> bool:
    return _NOTHING.search(lower)


def asked_for(lower: str) -> Literal["request", "question"] | None:
    """What the clause asks for; small talk asks for nothing."""
    is_marked = bool(_MARK.search(lower))
    if _INDIRECT_REQUEST.search(lower):
        return "request"
    if WANTS_TO_KNOW.search(lower):
        return "question"
    if REQUESTS.search(lower) and not _NO_REQUEST.search(lower):
        return "request"
    if (is_marked or _QUESTIONS.search(lower)) and not _NO_QUESTION.search(lower):
        return "question"
    return None
