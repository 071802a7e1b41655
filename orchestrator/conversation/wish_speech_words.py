"""How a clause speaks: it asks, it judges, it tells; in seven languages, over folded text."""

import re

from orchestrator.conversation.gated import Gated

# What makes a question a request.
MAY_BE_ASKED = Gated(
    r"\b(?:can|could|would|may|might|please|pls|possible|any chance|bitte|könn\w+|würde\w*|ginge|"
    r"geht|möglich|mögen|magst|pourr\w+|pouvez|peut|peux|puis-je|plaît|svp|serait|auriez|"
    r"podr\w+|podéis|podemos|pued\w+|posible|sería|por favor|potete|potre\w+|potrebb\w+|puoi|può|"
    r"posso|possiamo|possibile|sarebbe|per favore|kun|kunt|kunnen|kan|zou|zouden|graag|mag|mogen|"
    r"mogelijk|podem|pode|posso|poderi\w+|podiam|possível|seria|será que|dá (?:pra|para))\b"
)
_OWN_MAILS = (
    r"(?:newsletters?|mailings?|bolet\w+|nieuwsbrie\w+|infolettres?|text[esno]*|testi|teksten)"
)
# Who tells what is or was done does not ask for it.
STORY = Gated(
    r"(?<!can )(?<!how do )(?<!could )(?<!may )(?<!shall )(?<!kunnen )(?<!zouden )(?<!mogen )"
    r"(?<!willen )(?<!laten )\b(?:i|we)\b(?!'d\b| (?:giorni|mesi|"
    r"vostri|riepiloghi|messaggi|dettagli|would|should|shall|need|"
    r"want|prefer|could|can|may|might|never|do ?n[o']t|(?:only|just|no longer) (?:want|need)|"
    r"(?:naar|terug|het|graag|liever|de|weer)) ?\b)|"
    r"(?<!wil )(?<!zou )(?<!kan )(?<!mag )(?<!als )(?<!wanneer )(?<!heb )(?<!hoef )(?<!krijg )"
    r"(?<!kom )"
    r"\bik\b(?! (?:wil|zou|hoef|moet|krijg|ontvang|heb liever|liever)\b)|"
    r"\bif you (?:keep|send|write)|\bsuits? you\b|\b(?:for|with) you\?|"
    r"(?<!\bto )(?<!\bon )(?<!\bvia )(?<!\bin )(?<!\binto )\b(?:our|my|your) (?:slack|teams|"
    r"whatsapp|telegram|phone)\b|"
    r"\bthere(?: are|'re| is| were| have been| will be)? no\b|\b(?:thanks|thank you) for\b|"
    r"\bupdate (?:the|these|those|this|it|them|our|my)\b|\b(?:ich bin|wir (?:sind|pausier\w+|"
    r"bekommen|kriegen|erhalten|schreiben|schicken|senden|"
    r"setzen|unterbrechen))\b|"
    r"\b(?:suspend|paus|interromp|interrump|sospend|congel)\w*(?:amos|emos|imos|ons|iamo)\b|"
    r"\bwij? (?:pauz|onderbr)\w+|"
    r"\b(?:the|de[rmn]|le|el|il|o) (?:text|texte|texto|testo)\b(?! message)|\bde tekst\b|"
    r"\b(?:the|der|la|el|de|a) (?:newsletter|boletín|nieuwsbrief)\b|"
    r"\b(?:the|das|dem|le|el|il|het|o) mailing\b(?! list)|\bone of (?:the|those) (?:two|three)\b|"
    rf"\b(?:these|those|die|diese|ces|estos|questi|deze|estes) (?:text[esno]*|testi|teksten)\b|"
    rf"\b(?:our|unser\w*|notre|nos|nuestr[oa]s?|nostr[oaie]|onze|noss[oa]s?) {_OWN_MAILS}\b"
)
POLITE = Gated(
    r"\b(?:please|pls|kindly|could|can|would|prefer|rather|instead|enough|plenty|fine|perfect|"
    r"suits?|suffic\w+|only|just|grateful|obliged|appreciate|best|better|besser|beter|va bien|"
    r"is prima|mieux|preferably|possible|liebsten|liefst|"
    r"geht|ginge|ideal\w*|préférence|estaría|"
    r"preferib\w+|posible|possibile|possível|perfekt|parfait\w*|perfet\w+|perfeito|ótim\w|serait|"
    r"sería|sarebbe|seria|bitte|"
    r"lieber|reich\w+|genüg\w+|nur|"
    r"wäre|möchten?|könn\w+|hätten?|wünsch\w+|passt|"
    r"künftig|merci|plaît|svp|plutôt|suffi\w+|préf[éè]r\w+|voudrais|pourriez|pouvez|peut|seulement|"
    r"uniquement|aimerais|souhait\w+|demande|m'(?:arrang|ir|convien)\w+|"
    r"favor|porfa\w*|mejor|prefi\w+|prefe\w+|basta|suficiente|solo|sólo|quisiera|desearía|pido|"
    r"puede|podr[ií]an?|agradec\w+|ruego|convien\w+|favore|cortesia|meglio|chiedo|può|potre\w+|"
    r"sufficiente|vorrei|gradirei|soltanto|graag|liever|genoeg|voldoende|kunnen|kan|zou|voortaan|"
    r"verzoek|schikt|melhor|chega|só|apenas|somente|"
    r"podem|pode|podiam|gostaria|gostava|queria|peço|agradeci\w*|pfv?|convém|atende)\b"
)
NEED = Gated(
    r"\b(?:need\w*|necessary|decisions?|decide\w*|urgent\w*|important\w*|questions?|on fire|"
    r"approv\w+|sign\w*|input|slips|wrong|matters|go-?ahead|nötig|brauch\w*|entscheid\w+|freigabe|"
    r"dringend|bedarf|grünes licht|nécessaire\w*|besoin|décision\w*|décide\w*|feu vert|requis\w*|"
    r"neces\w+|decisi[oó]n\w*|decid\w+|import\w+|luz verde|visto bueno|bisogno|serve|"
    r"decision[ei]|via libera|nodig|beslis\w*|akkoord|precis\w+|decisão|decisões|aprova\w+)\b"
)
IN_TOUCH = Gated(
    r"\b(?:get|be) in touch\b|\bmeld\w* (?:sie )?(?:sich|euch|dich)\b|\bfaites(?:-moi)? signe\b|"
    r"\bdad señales\b|"
    r"\bfatevi (?:vivi|sentire)\b|\bd[êe]em notícias\b"
)
# "Yes, send it on Friday" is of what was asked.
ANSWERS = re.compile(
    r"\W*(?:\d|[a-e]\b|option|yes|no|ja|nein|oui|non|sí|sì|nee|sim|não|ok(?:ay)?)\b"
)
