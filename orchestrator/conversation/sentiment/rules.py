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
        r"\b(?:\w*rate|\w*zahlung|\w*betrag|rechnung) (?:\w+ ){0,2}einbehalten|"
        r"\bbloquons le (?:règlement|paiement)|\bblocc(?:hiamo|heremo) il (?:saldo|pagamento)",
        r"\b(?:want|demand) (?:all )?(?:our|my) money back\b|\bno (?:pienso|pensamos|voy a|"
        r"vamos a) abonar",
    ),
    _rule(
        "unacceptable", 6.0, "complaint",
        r"\b(?:unacceptable|inacceptable|inaceptable|inaccettabile|inaceitável|onaanvaardbaar|"
        r"onacceptabel|inakzeptabel)\b",
        r"\bnicht (?:akzeptabel|hinnehmbar|zumutbar)|\bunzumutbar|\bunder all standards|"
        r"\bnot acceptable",
        # A verdict that is all a sentence says; within one, such a word may be about anything.
        r"^(?:(?:this is|that is|that's|it's|how|what|simply|das ist|was für|so|c'est|quelle|es|"
        r"esto es|qué|è|che|dit is|wat|é|isto é|que) )?(?:an? |einfach |eine? |une? |una |uma |"
        r"een )?"
        r"(?:disgrace|scandal(?:ous)?|pathetic|shameful|frechheit|"
        r"unverschämt(?:heit)?|skandal|zumutung|lamentable|honteux|honte|scandaleux|scandale|"
        r"inadmissible|intolérable|vergonzoso|vergüenza|indignante|inadmisible|pésimo|pessimo|"
        r"vergognoso|vergogna|scandaloso|inammissibile|schandalig|schande|belachelijk|waardeloos|"
        r"péssimo|vergonhoso|vergonha|lamentável|inadmissível)[\s.!]*$",
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
        "negated_praise", 3.0, "complaint",
        r"\b(?:is|was|are|were|do|did|'s)(?:n't| not) (?:really |very |that |exactly |all that |"
        r"particularly )?(?:great|good|happy|ideal|helpful|impressed|satisfied|funny|what we)\b",
        r"\bnot (?:really |very |exactly |particularly )?(?:happy|good enough|great|impressed|"
        r"satisfied|thrilled)\b|\bnicht (?:zufrieden|glücklich|begeistert)|\bpas (?:content|"
        r"satisfait|ravi)\w*|\bno estamos (?:content|satisfech)\w+|\bniet (?:tevreden|blij)",
        r"\b(?:can't|cannot|can not|couldn't|could not) (?:really |honestly )?(?:say|claim) "
        r"(?:that )?(?:i'm|i am|we're|we are|it's|it is|it was|this is|this was|"
        r"that was)[^.!?]{0,30}\b(?:happy|pleased|satisfied|impressed|thrilled|delighted|convinced|"
        r"success|good|great)\b",
        r"\bnicht (?:gerade )?(?:behaupten|sagen), dass[^.!?]{0,50}\b(?:zufrieden|glücklich|gut|"
        r"gelungen|begeistert|überzeugt|erfolg)|\bniet zeggen dat[^.!?]{0,50}\b(?:tevreden|blij|"
        r"goed|succes|geslaagd)",
        r"\bpas dire que[^.!?]{0,50}\b(?:content|satisf|ravi|réussi|bien|bon|succès|convaincu)|"
        r"\bno (?:puedo|podemos|se puede) decir que[^.!?]{0,50}\b(?:content|satisf|éxito|bien|"
        r"buen|encantad)",
        r"\bnon (?:posso|possiamo|si può) dire (?:che|di)[^.!?]{0,50}\b(?:content|soddisf|successo|"
        r"bene|felic)|\bnão (?:posso|podemos|se pode) dizer que[^.!?]{0,50}\b(?:content|satisf|"
        r"sucesso|bem|bom|feliz)",
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
        r"\b(?:end(?:ing)?|terminat\w+|discontinu\w+) (?:the |our |this )(?:cooperation|"
        r"collaboration|partnership|working relationship)|\bconsider this (?:our|my) [\w' -]{0,20}"
        r"notice\b|\bbeend\w+ (?:wir|ich) (?:\w+ )?(?:die|unsere) zusammenarbeit",
        r"\bmet(?:tons|s|tre) (?:fin|un terme) (?:à|au) (?:notre|la|ce|cette|contrat)|\btrabajar "
        r"con otra (?:agencia|empresa)|\bbuscar (?:a )?otr[oa] (?:agencia|proveedor)",
        r"\bdisdetta d[ae]l (?:nostro )?contratto|\bzeg(?:gen)? (?:\w+ ){1,4}(?:samenwerking|"
        r"contract|overeenkomst) (?:\w+ ){0,5}op\b",
        r"\b(?:cancelar|rescindir) (?:o|este) (?:nosso )?contrato|\b(?:procurar|contratar) "
        r"outr[oa] (?:fornecedor|agência|empresa)",
    ),
    _rule(
        "unhappy", 4.0, "complaint",
        r"\b(?:very |really |deeply |quite |so )?(?:disappoint(?:ed|ing)|frustrat(?:ed|ing)|"
        r"dissatisfied|unhappy|fed up|appalled|furious)\b",
        r"\b(?:unzufrieden|enttäusch\w+|verärgert|sauer)\b|\b(?:déçue?s?|mécontente?s?|"
        r"ras[- ]le[- ]bol|insatisfait\w*)\b|\b(?:decepcionad\w+|descontent\w+|"
        r"insatisfech\w+|hart[oa]s? de)\b",
        r"\b(?:delus[oaie]|insoddisfatt\w+|scontent\w+)\b|\b(?:teleurgesteld|ontevreden|balen)\b|"
        r"\b(?:desiludid\w+|insatisfeit\w+|dececionad\w+)\b",
    ),
    _rule(
        "broken", 3.0, "complaint",
        r"\b(?:is|are|was|still|does|do)(?:n't| not) (?:work|working|load|loading)\b|"
        r"\b(?:funktioniert|geht|läuft) (?:\w+ )?nicht\b|\bne (?:fonctionne|"
        r"marche) (?:toujours )?(?:pas|plus)",
        r"\bno funciona|\bnon funziona|\bwerkt (?:nog |weer )?niet|\bnão funciona",
        r"\b(?:is|are|ist|sind|est|sont|es|está|è|sono) (?:[\w-]+ ){0,4}(?:unusable|unbrauchbar|"
        r"inutilisable|inutilizable|inutilizzabile|onbruikbaar|inutilizável)\b",
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
        r"\b(?:nice|great|good|brilliant|excellent) (?:work|job|going) (?:break|ruin|destroy|"
        r"delet|wreck|los|ignor|forgett|crash)ing\b",
    ),
    _rule(
        "understated_praise", -4.0, "praise",
        r"\b(?:not|isn't|wasn't|is not) (?:a )?(?:bad|half bad)\b|\b(?:can't|cannot|"
        r"couldn't) (?:complain|fault|be happier|have been better|ask for more)|\bnicht schlecht|"
        r"\bpas mal|\bnada mal|\bniente male|\bniet slecht|\bnada mau",
        r"\bcould(?:n't| not) (?:have )?(?:be|been|gone|go|worked out|turned out) (?:any )?"
        r"(?:better|happier|smoother)\b",
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
