"""Wordings whose reading must not depend on what was learned: severe, ironic, or twice negated."""

from dataclasses import dataclass

from orchestrator.conversation.gated import AnyOf, gate_of, possible


@dataclass(frozen=True)
class Rule:
    """``push`` is added to the negative side's log-odds (below zero: to the positive side's).

    ``wordings`` are looked for in lower case.
    """

    name: str
    push: float
    intents: tuple[str, ...]
    wordings: AnyOf


def _rule(name: str, push: float, intents: str, *wordings: str) -> Rule:
    return Rule(name, push, tuple(intents.split()), AnyOf(*wordings))


RULES = (
    _rule(
        "refuses_to_pay", 6.0, "invoice_dispute",
        r"\b(?:will not|won't|refuse to|not going to|are not) pay(?:ing)?\b|"
        r"\bwithhold(?:ing)? (?:the )?payment",
        r"\binvoiced? (?:us )?twice|\b(?:double|twice|over)[- ]?(?:charged|billed|invoiced)|"
        r"\bcharged (?:us )?twice",
        r"\b(?:zahlen|bezahlen) (?:wir|ich) (?:nicht|keinen)|"
        r"\bwerden? .{0,40}nicht (?:be)?zahlen|doppelt (?:berechnet|abgebucht)",
        r"\bne (?:paierons|paierai|réglerons) pas|facturée? deux fois|\bno (?:vamos a |"
        r"voy a )?pagar\w*|cobrad\w* dos veces",
        r"\bnon paghe\w+|fatturat\w* due volte|\b(?:betalen|betaal) .{0,30}niet|"
        r"dubbel gefactureerd|\bnão (?:vamos )?pagar|faturad\w* duas vezes",
    ),
    _rule(
        "unacceptable", 6.0, "complaint",
        r"\b(?:unacceptable|inacceptable|inaceptable|inaccettabile|inaceitável|onaanvaardbaar|"
        r"onacceptabel|inakzeptabel)\b",
        r"\bnicht (?:akzeptabel|hinnehmbar|zumutbar)|\bunzumutbar|\bunder all standards|"
        r"\bnot acceptable",
    ),
    _rule(
        "kept_in_the_dark", 5.0, "complaint",
        r"\b(?:nobody|no one|none of you) (?:told|informed|warned|called|answered|"
        r"replied)(?! to complain)",
        r"\bniemand hat (?:uns|mir|mich)|\bpersonne ne (?:nous|m')|\bnadie (?:nos|me) |"
        r"\bnessuno (?:ci|mi) |\bniemand heeft (?:ons|mij|me)\b|\bninguém (?:nos|me) ",
    ),
    _rule(
        "asked_before", 5.0, "complaint",
        r"\b(?:second|third|fourth|fifth|\d(?:rd|th)) time (?:that )?(?:i|we|i'm|i've|we've|"
        r"i have)\b|\bfor the (?:third|fourth|fifth|umpteenth) time",
        r"\bzum (?:dritten|vierten|fünften|wiederholten|x-ten) mal|\b(?:troisième|quatrième|"
        r"énième) (?:fois|relance)|\b(?:tercera|cuarta|enésima) vez",
        r"\b(?:terza|quarta|ennesima) volta|\b(?:derde|vierde|zoveelste) keer|\b(?:terceira|"
        r"quarta|enésima) vez",
    ),
    _rule(
        "delay", 2.5, "delay complaint",
        r"\b(?:another|yet another|again a|more) delays?\b|\b(?:missed|blown) (?:the |another |"
        r"our )?deadline|about the delay\b",
        r"\bschon wieder .{0,30}(?:verspät|verschob)|\bencore (?:un|du) retard|\botro retraso|"
        r"\bun altro ritardo|\bweer (?:een )?vertraging|\bmais um atraso",
    ),
    _rule(
        "leaving", 5.0, "churn_risk complaint",
        r"\b(?:looking (?:for|at) (?:another|other|a different)|switch(?:ing)? to (?:another|"
        r"a different)) (?:agenc|supplier|provider|vendor|firm)\w*",
        r"\b(?:terminat\w+|cancel\w*) (?:the |our |this )?contract|\bkündig\w+ (?:wir|ich|"
        r"den vertrag)|\brésili\w+|\brescind\w+|\bopzeggen\b",
    ),
    _rule(
        "unhappy", 4.0, "complaint",
        r"\b(?:very |really |deeply |quite |so )?(?:disappoint(?:ed|ing)|frustrat(?:ed|ing)|"
        r"dissatisfied|unhappy|fed up|appalled|furious)\b",
        r"\b(?:unzufrieden|enttäusch\w+|verärgert|sauer)\b|\b(?:déçue?s?|mécontente?s?|"
        r"insatisfait\w*)\b|\b(?:decepcionad\w+|descontent\w+|insatisfech\w+|hart[oa]s? de)\b",
        r"\b(?:delus[oaie]|insoddisfatt\w+|scontent\w+)\b|\b(?:teleurgesteld|ontevreden|balen)\b|"
        r"\b(?:desiludid\w+|insatisfeit\w+|dececionad\w+)\b",
    ),
    _rule(
        "broken", 3.0, "complaint",
        r"\b(?:is|are|was|still|does|do)(?:n't| not) (?:work|working|load|loading)\b|"
        r"\b(?:funktioniert|geht|läuft) (?:\w+ )?nicht\b|\bne (?:fonctionne|"
        r"marche) (?:toujours )?(?:pas|plus)",
        r"\bno funciona|\bnon funziona|\bwerkt (?:nog |weer )?niet|\bnão funciona",
    ),
    _rule("too_many_mails", 3.0, "complaint", (
        r"\bstop (?:e-?mailing|mailing|sending|writing)(?: \w+){0,3} (?:so|that) (?:often|many|"
        r"much)"
    )),
    _rule(
        "irony", 4.0, "complaint",
        r"\b(?:great|wonderful|fantastic|brilliant|lovely|perfect|super|toll|klasse|prima|génial|"
        r"formidable|bravo|genial|estupendo|fantastico|bello|geweldig|ótimo|"
        r"maravilha)\b[,.!:]* *(?:just )?(?:another|yet another|again|noch (?:ein|eine)|"
        r"schon wieder|encore|otr[oa]|un(?:'|')?altr[oa]|un altro|weer|alweer|mais um)\b",
        r"\bthank(?:s| you) for nothing\b|\bdanke für nichts\b|\bmerci pour rien\b|"
        r"\bgracias por nada\b|\bgrazie di niente\b|\bbedankt voor niets\b|"
        r"\bobrigad[oa] por nada\b",
    ),
    _rule(
        "negated_praise", 3.0, "complaint",
        r"\b(?:is|was|are|were|do|did|'s)(?:n't| not) (?:really |very |that |exactly |all that |"
        r"particularly )?(?:great|good|happy|ideal|helpful|impressed|satisfied|funny|what we)\b",
        r"\bnot (?:really |very |exactly |particularly )?(?:happy|good enough|great|impressed|"
        r"satisfied|thrilled)\b|\bnicht (?:zufrieden|glücklich|begeistert)|\bpas (?:content|"
        r"satisfait|ravi)\w*|\bno estamos (?:content|satisfech)\w+|\bniet (?:tevreden|blij)",
    ),
    _rule(
        "understated_praise", -4.0, "praise",
        r"\b(?:not|isn't|wasn't|is not) (?:a )?(?:bad|half bad)\b|\b(?:can't|cannot|"
        r"couldn't) (?:complain|fault|be happier|have been better|ask for more)|\bnicht schlecht|"
        r"\bpas mal|\bnada mal|\bniente male|\bniet slecht|\bnada mau",
    ),
    # A verdict that ends its sentence; "which is lovely" is a remark in passing.
    _rule(
        "plain_praise", -2.0, "praise",
        r"\b(?<!which )(?:is|are|works?|looks?) (?:really |so |just |very |absolutely |simply )?"
        r"(?:great|lovely|brilliant|fantastic|wonderful|excellent|perfect|amazing|beautiful|"
        r"superb)[.!]*$",
        r"\b(?:ist|sind) (?:wirklich |echt |einfach |sehr )?(?:super|toll|großartig|klasse|"
        r"wunderbar|perfekt|fantastisch|ausgezeichnet)[.!]*$",
        r"\b(?:est|sont) (?:vraiment |tout simplement )?(?:génial\w*|super|parfaite?s?|"
        r"superbes?|magnifiques?|excellente?s?)[.!]*$",
        r"\b(?:es|está|están|è|sono|is|é) (?:muy |realmente |davvero |echt |mesmo )?"
        r"(?:genial|estupend[oa]|fantástic[oa]|excelente|perfect[oa]|fantastic[oa]|ottim[oa]|"
        r"perfett[oa]|bellissim[oa]|geweldig|fantastisch|prachtig|ótim[oa]|perfeit[oa]|lind[oa])"
        r"[.!]*$",
    ),
    _rule(
        "thanks_for_work", -3.0, "praise",
        r"\bthank(?:s| you)[^.!?]{0,20} (?:for|to) (?:all )?(?:your|the|his|her|their) (?:hard|"
        r"great|good|excellent|wonderful|fantastic) (?:work|job)|\blooks? (?:really |so |"
        r"very )?(?:good|great|fantastic|lovely|amazing)\b(?! on paper)",
    ),
)  # fmt: skip
_ANY_RULE = gate_of(*(rule.wordings for rule in RULES))


def matching_rules(text: str) -> list[Rule]:
    """Those that the folded text states."""
    if not possible(text) & _ANY_RULE:
        return []
    return [rule for rule in RULES if rule.wordings.search(text)]
