"""One side for several asks at once, "both", "none of them", in seven languages; folded text."""

import re

_YES_TO = (
    r"yes|yep|ok(?:ay)?|approved?|accept(?:ed)?|agreed?|fine|good|go ahead|happy|confirmed|"
    r"ja|einverstanden|genehmigt|freigegeben|gut|passt|in ordnung|freigabe|"
    r"oui|d'accord|bon|validé|parfait|s[ií]|vale|bien|aprobad[oa]s?|de acuerdo|adelante|"
    r"sì|va bene|bene|approvat[oa]|d'accordo|akkoord|goed|prima|"
    r"sim|aprovad[oa]s?|bem|certo|de acordo|👍|✅"
)
_NO_TO = r"no|nope|nein|non|nee|não|nao|👎|❌"
_EVERY = (
    r"all(?: of (?:them|it|the above|these|those))?|everything|the lot|alles?s?|allem|allen|tout|"
    r"tous|toutes|"
    r"tod[oa]s?|tutt[oie]|tudo|allemaal"
)
BOTH = (
    r"both|the two|the pair|all (?:two|three|four|2|3|4)|beides?|beiden?|beidem|allebei|zweimal|"
    r"dreimal|(?:les|aux) (?:deux|trois|2|3)|toutes les (?:deux|trois)|tous les (?:deux|trois)|"
    r"l[oa]s (?:dos|tres|2|3)|ambos|ambas|entramb[ie]|(?:a )?tutt[ie] e (?:due|tre)|"
    r"(?:aos|às|os|as) (?:dois|duas|três|2|3)"
)
_TO = (
    r"(?:to|for|with|on|zu|für|mit|bei|à|avec|sur|pour|a|en|con|per|su|op|voor|met|para|com|em)"
    r"(?: the| den| le| la)?"
)
NONE = (
    r"neither(?! \w+ nor)|none of the (?:two|three|four)|geen van (?:de )?(?:drie\w*|vier\w*|allen|"
    r"alle drie)|kein\w* (?:der|von den) (?:zwei|drei|vier)|"
    r"aucun\w* des (?:trois|quatre)|ningun[oa] de l[oa]s (?:tres|cuatro)|nessun[oa] dei (?:tre|"
    r"quattro)|nessuna delle (?:tre|quattro)|"
    r"nenhum\w* d[oa]s (?:três|quatro)|none(?: of (?:them|it|these|those))?|kein(?:e[sr]?|"
    r"s) (?:von|der) "
    r"(?:beiden|allen)|keins?|weder noch|ni l'un(?:e)? ni l'autre|aucun(?:e)?(?: des deux)?|"
    r"ningun[oa](?: de (?:l[oa]s|ell[oa]s)(?: dos)?)?|ni un[oa] ni otr[oa]|"
    r"nessun[oa](?: (?:dei|delle|dei) due)?|né l'un[oa] né l'altr[oa]|geen van (?:beide|allen|"
    r"allebei|de twee)|nenhum(?:a)?(?: d[oa]s (?:dois|duas))?|nem um(?:a)? nem outr[oa]"
)
ALL = re.compile(
    rf"^\W*(?:(?:please |i |we |ich |wir |je |s'il vous plaît |all good,? )*"
    rf"(?:(?P<no>{_NO_TO})|{_YES_TO}),? "
    rf"(?:(?:please|bitte|merci|por favor|per favore|graag|obrigad[oa]|"
    rf"thanks),? )?(?:{_TO} )?(?P<some>(?P<both>{BOTH})|{_EVERY})|"
    rf"(?:(?:a|to|with|zu|auf|bei|mit|à|avec|con|per|op|bij|met|voor|para|"
    rf"em|com|na) )?(?:(?P<both2>{BOTH})|{_EVERY})(?: is|"
    rf" are| que| lo demás|'s| ist|"
    rf" sind| est| sont| es| son| è| sono| zijn|"
    rf" é| são| so)?[ ,:–-]*(?:an? )?(?:(?P<no2>{_NO_TO})|{_YES_TO})|"
    rf"(?P<none>{NONE})\b(?=\W*(?:$|[.,;!\n])|,? (?:thank|please|danke|merci|gracias|grazie|dank|"
    r"obrigad))|(?:it's |its )?(?:all|everything) (?:is )?(?:fine|good|ok)|"
    r"c'?(?:est)? bon pour (?:les deux|les 2|tout))(?!\w)"
)
EXCEPT_WORD = re.compile(
    r"\b(?:except|apart from|other than|außer|ausser|bis auf|sauf|hormis|à part|excepto|salvo|"
    r"menos|"
    r"tranne|eccetto|meno|behalve|exceto)\b",
    re.I,
)
EXCEPT = re.compile(
    r"\b(?:except|apart from|other than|bar|but not|not (?:to )?the|außer|ausser|bis auf|"
    r"nicht aber|sauf|hormis|à part|mais pas|"
    r"excepto|menos|salvo|pero no|tranne|meno|eccetto|ma non|behalve|op .{1,30} na\b|maar niet|"
    r"exceto|mas não)\b.*|"
    r"\b(?:only|just|nur|lediglich|seulement|seule?|solo|sólo|soltanto|alleen|enkel|só|"
    r"apenas) .{2,40}?\b(?:no|not|nicht|nein|"
    r"non|pas|niet|nee|não)\b.*"
)
