"""How clients word a wish about our mails, in seven languages; over folded text."""

from orchestrator.conversation.gated import Gated

# The end of a pause, which names no thing that is paused.
UNTIL_THEN = Gated(
    r"\b(?P<word>until|till?|untill|bis(?: zum)?|jusqu'(?:au|à)|hasta(?: el)?|fino (?:al?|alla)|"
    r"tot|até(?: ao?)?) "
    r"(?:(?:after|the|nach|dem|el|la|le|l|de|het|il|a|o) )*"
    r"(?:\d[\w.]*(?: (?:of |de )?[a-zà-ÿ]{3,}\.?)?|\w+)"
)
# Where a new clause begins, with its own verb.
CLAUSE = Gated(
    r"[,;–()]|\s-\s|:(?!\d)|\b(?:so(?! (?:many|much|often|long|lang\w*|viele?|oft|häufig|"
    r"ausführlich\w*)\b)|during|once(?! a\b| every\b| per\b| more\b)|"
    r"and|but|because|(?:as|since)(?= (?:i|we|my|our|it)\b)|da(?= (?:ich|wir|ist|es)\b)|"
    r"comme(?= (?:je|on|nous)\b)|puisque|que(?= (?:eu|estou|tô|estamos|vou|vamos|estoy|voy|nos|"
    r"me)\b)|ya que|siccome|visto che|aangezien|já que|und|weil|denn|"
    r"et|car|donc|y|porque|perché|omdat|"
    r"want(?= (?:ik|wij?|we|het|de|er|dat|dit|mijn|onze?) )|"
    r"dus|pois)\b"
)
# What is wished for ends here; behind it stands what it is compared with.
INSTEAD = Gated(
    r"\b(?:than|statt|(?<=instead )of|not per|nicht per|plutôt qu(?:e\b|')|"
    r"au lieu d(?:e|u|es)\b|"
    r"en vez del?|en lugar del?|invece (?:che (?:di )?|d(?:i|el\w*)\b)|al posto d(?:i|el\w*)\b|"
    r"anziché|in plaats van|em vez d[aeo]s?\b|ao invés d[aeo]s?\b)"
)
_ADJECTIVE = (
    r"(?:daily|weekly|bi-?weekly|fortnightly|monthly|(?:täglich|wöchentlich|monatlich)e[nrsm]?|"
    r"dagelijkse|wekelijkse|maandelijkse)"
)
_LATE_ADJECTIVE = (
    r"(?:quotidien|hebdomadaire|mensuel|diari[oa]|semanal|quincenal|mensual|quotidian[oa]|"
    r"settimanale|mensile|diári[oa]|mensal)\w*"
)
# "The weekly update" is one that there is; "a weekly update" may be wished for.
KNOWN_ONE = Gated(
    rf"\b(?:the|this|that|last|next|your|our|my|der|die|das|den|dem|diese\w*|ihr\w*|de|het|deze|"
    rf"dit|"
    rf"jullie) {_ADJECTIVE}(?: [^\W\d]+)?|"
    rf"\b{_ADJECTIVE} (?:calls?|chats?|texts?|lists?|questions?|decisions?)\b|"
    rf"\b(?:le|la|les|ce|cette|votre|el|los|las|este|esta|vuestro|il|lo|i|gli|questo|o|a|os|as) "
    rf"[^\W\d]+ {_LATE_ADJECTIVE}"
)
# Who says how she reads has our mails in mind.
I_READ = Gated(
    r"\b(?:i (?:only |mostly |usually )?(?:read|get)|(?:ich|wir) (?:\w+ )?lesen?|lese (?:ich|sie|"
    r"das|es)|je (?:les |le )?"
    r"(?:lis|regarde)|l[oa]s leo|leo (?:los|el|en)|li leggo|leggo|(?:ik|we) (?:\w+ )?lees|"
    r"lees (?:ik|ze)|leio)\b"
)
A_VERSION = Gated(r"\b(?:version|fassung|versión|versione|versie|versão)\b")
