"""How clients take an answer back, in seven languages; over folded text.

What is taken back is theirs ("my reply", "what I wrote"), and it is cancelled or no longer holds.
"""

from dataclasses import dataclass

from orchestrator.conversation.gated import Gated, gate_of

_TO_US = (
    r"(?:(?:the |la |de |die |der |el |il |a |o )?(?:\d|questions?|fragen?|preguntas?|domand[ae]|"
    r"vraag|"
    r"vragen|perguntas?|points?|punkte?|punt[oi]|pontos?|first|last|second|numbers?|nummer|you|sie|"
    r"euch|dich|vous|u|jullie|voi|vocês|ustedes|vosotros)\b)"
)
_NO_ANSWER = (
    r"\b(?! (?:address|account|server|form|list|box|template|signature|bank|"
    r"from(?! (?:yesterday|earlier|before|this|last|just))|of the|"
    rf"(?:to|an|ans|à|aux?|al|alla|allo|ao|aan) (?!{_TO_US})))"
)


@dataclass(frozen=True)
class _Language:
    """``cancels`` stands before ``mine``; ``void`` behind it."""

    cancels: str
    mine: str
    void: str


_LANGUAGES = (
    _Language(
        r"(?:ignor\w+|disregard|pay no attention to|forget(?: about)?|scrap|scratch|bin|cancel|"
        r"withdraw\w*|retract|"
        r"revoke|void|strike|undo|tak(?:e|ing) back|take|drop|discard|overlook|delete)",
        r"(?:(?:my|our) (?:yes|no)|(?:my|our) (?:[\w-]+ ){0,3}?(?:answers?|reply|replies|response|"
        r"ok|vote|"
        r"approval|choice|mail|e-?mail|message)|(?:the|that) (?:\w+ )?(?:answers?|reply|response|"
        r"yes|no|mail|e-?mail|message|one) (?:that )?(?:i|we)\b|(?:that|the) (?:last|previous|"
        r"earlier|first) (?:answers?|reply|e-?mail|mail|message|one)|(?<!form )that (?:e-?mail|"
        r"message|"
        r"reply|answer)|(?:all |everything )?(?:what |that )?(?:i|we)(?:'ve| have)? (?:just )?"
        r"(?:said|wrote|written|sent|told|gave|answered|replied|put))",
        r"(?:was (?:wrong|a mistake|sent (?:by|in)|meant for|not (?:meant )?for)|"
        r"wasn't (?:meant )?for|can be (?:ignored|forgotten|binned)|(?:no longer|doesn't|does not) "
        r"(?:stands?|holds?|applies|apply|counts?)|is void|as (?:not|never) sent|as void|back)",
    ),
    _Language(
        r"(?:vergess\w*|vergiss|vergesst|ignorier\w*|streich\w*|verwerf\w*|verwirf|annullier\w*|"
        r"nicht auf|nicht beachten|stornier\w*|widerruf\w*|lösch\w*|zieh\w*|nehm\w*|nimm|mach\w*|"
        r"betracht\w*)",
        r"(?:(?:mein|unser)e?[nmr]? (?:[\w-]+ ){0,2}?(?:antwort\w*|e-?mail|mail|nachricht|zusage|"
        r"freigabe|zustimmung|rückmeldung|post)|(?:mein|unser) (?:ja|nein)|(?:alles,? )?was (?:ich|"
        r"wir)\b|"
        r"(?:die|diese|das) (?:\w+ )?(?:antwort|mail|e-?mail|nachricht|letzte) von "
        r"(?:mir|vorhin|eben|gerade|gestern|heute))",
        r"(?:zurück\w*|rückgängig|gilt nicht|nicht (?:mehr )?(?:gültig|beacht\w*|berücksichtig\w*|"
        r"gelten)|hinfällig|gegenstandslos|ungültig|nichtig|(?:ein|aus) versehen|nicht von mir|"
        r"nicht für (?:euch|sie)|(?:zu )?(?:vergessen|ignorieren|streichen|stornieren|löschen))",
    ),
    _Language(
        r"(?:oubli\w+|ignor\w+|annul\w+|retir\w+|supprim\w+|reven\w+ sur|reviens sur|"
        r"n[e'] ?(?:pas )?ten(?:ez|ir|iez) (?:pas )?compte de|n[e'] ?(?:pas )?donn(?:er|"
        r"ez) (?:pas )?"
        r"suite à|considér\w+)",
        r"(?:(?:ma|mon|mes|notre|nos) (?:[\w-]+ ){0,2}?(?:réponses?|accord|mail|e-?mail|courriel|"
        r"message|validation|choix)|(?:mon|notre) (?:oui|non)|(?:tout )?ce que (?:j'|je |nous |"
        r"on )|"
        r"(?:le|la|ce|cet|cette) (?:mail|e-?mail|courriel|message|réponse) (?:d'(?:hier|avant)|de "
        r"(?:tout à l'heure|ce matin)|précédente?|que j))",
        r"(?:à (?:oublier|ignorer)|être (?:oublié|ignoré)|ne compte (?:plus|pas)|ne vaut|"
        r"n'est (?:plus|pas) (?:valable|bon)|n'était pas pour|comme null?e? et|comme nul|"
        r"comme non|était une erreur)",
    ),
    _Language(
        r"(?:olvid\w+|ignor\w+|anul\w+|descart\w+|desestim\w+|retir\w+|cancel\w+|borr\w+|bórr\w+|"
        r"deshac\w+|deshag\w+|deshaz|elimin\w+|no (?:teng\w+ en cuenta|hag\w+ caso (?:a|de)|"
        r"consider\w+)|consider\w+)",
        r"(?:(?:mi|mis|nuestras?|nuestros?) (?:[\w-]+ ){0,2}?(?:respuestas?|correos?|mensajes?|"
        r"contestación|aprobación|voto)|(?:mi|nuestro) (?:sí|no)|lo que (?:(?:os|les|te|"
        r"le) )?(?:he |hemos |"
        r"acabo de )?"
        r"(?:respond\w+|contest\w+|mand\w+|envi\w+|escrib\w+|dij\w+|dicho|puse|puesto|escrito)|"
        r"lo de (?:antes|ayer|esta mañana)|(?:el|ese|este|la|esa) (?:correo|mensaje|respuesta) "
        r"(?:anterior|de (?:antes|ayer|esta mañana|hace)|que (?:(?:os|les|te|le) )?(?:mandé|envié|"
        r"escribí|di)))",
        r"(?:no (?:vale|cuenta|era para|sirve)|(?:queda |dejar? )?sin efecto|anulad[oa]|nul[oa]|"
        r"por no (?:enviad|recibid)\w+|(?:olvid|ignor|anul)ar\w*)",
    ),
    _Language(
        r"(?:annull\w+|ignor\w+|dimentic\w+|ritir\w+|cancell\w+|scart\w+|lasci\w+ (?:perdere|"
        r"stare)|"
        r"non (?:ten\w+ conto (?:di|del\w*)|consider\w+|badat\w+ a(?:lla|l)?)|consider\w+)",
        r"(?:(?:(?:la|il|le|i) )?(?:mi[ao]|mie|miei|nostr[ao]) (?:[\w-]+ ){0,2}?(?:rispost[ae]|"
        r"e-?mail|mail|messaggio|comunicazione|approvazione)|(?:mio|nostro) (?:sì|no)|(?:quello|"
        r"quanto|ciò) (?:che )?"
        r"(?:(?:vi|ti|le) )?(?:ho|abbiamo|avevo)|(?:la|il|le) (?:rispost[ae]|mail|messaggio|sì|"
        r"no) che (?:(?:vi|ti|le) )?(?:ho|abbiamo)|(?:la|il|quella|quel) (?:mail|messaggio|"
        r"risposta) di "
        r"(?:prima|ieri|poco fa|stamattina))",
        r"(?:non (?:vale|conta|era per|è valid)|(?:come )?null[ao]|come non (?:inviat|dett|"
        r"ricevut)\w+|"
        r"(?:ignor|dimentic|annull)a(?:re|ta|to))",
    ),
    _Language(
        r"(?:vergeet|vergeten|negeer|negeren|schrap\w*|annuleer|annuleren|verwijder|trek|neem|maak|"
        r"beschouw\w*|gooi|let niet op)",
        r"(?:(?:mijn|m'n|onze?|ons) (?:[\w-]+ ){0,3}?(?:antwoord(?:en)?|reactie|mail(?:tje)?|"
        r"e-?mail|"
        r"bericht(?:je)?|akkoord)|(?:mijn|ons|onze) (?:ja|nee)|(?:alles )?wat ik\b|(?:dat|het|de|"
        r"die) (?:antwoord|bericht|mail|reactie) (?:dat|die) ik\b|(?:dat|het|die|"
        r"de) (?:vorige |laatste |"
        r"eerdere )?"
        r"(?:antwoord|bericht|mail|reactie) van (?:mij|daarnet|net|gisteren|zonet|vanochtend))",
        r"(?:vergeten|negeren|weggooien|vervalt|geldt niet|telt niet|ongedaan|terug|in(?=\W|$)|"
        r"(?:als )?niet (?:verzonden|verstuurd|geldig)|was niet voor|was een vergissing|"
        r"(?:niet )?beschouwen)",
    ),
    _Language(
        r"(?:esque[cç]\w*|ignor\w+|anul\w+|desconsider\w+|retir\w+|cancel\w+|apag\w+|desfa[zç]\w*|"
        r"não (?:levem|considerem|tenham|liguem|prestem atenção|façam caso) ?(?:em conta )?(?:ao?|"
        r"d[oa])?|consider\w+)",
        r"(?:(?:(?:a|o|as|os) )?(?:minha|meu|nossa|nosso)s? (?:[\w-]+ ){0,2}?(?:respostas?|e-?mail|"
        r"mensagem|aprovação)|(?:meu|nosso) (?:sim|não)|o que (?:eu |vos |lhes |te )*(?:respond\w+|"
        r"mandei|enviei|"
        r"disse|"
        r"escrevi|acabei)|(?:a|o|aquel[ea]|ess[ea]) (?:resposta|e-?mail|mensagem) (?:de (?:antes|"
        r"ontem|há pouco|hoje)|anterior|que (?:(?:vos|lhes|te) )?(?:mandei|enviei|dei|eu)))",
        r"(?:não (?:vale|conta|era para)|sem efeito|nul[oa]|como não enviad\w+|"
        r"(?:ignor|esquec|anul)[ae]r)",
    ),
)
# "Don't forget my answer".
_NOT_TO = r"(?<!not )(?<!n't )(?<!pas )(?<!\bno )(?<!non )(?<!não )(?<!niet )"
_CANCELLED = "|".join(
    rf"{_NOT_TO}\b{one.cancels} (?:(?!nicht|niet|not)[\w'’-]+,? ){{0,3}}?{one.mine}{_NO_ANSWER}|"
    rf"\b{one.mine}{_NO_ANSWER}[^:.!?;]{{0,48}}?\b{one.void}\b"
    for one in _LANGUAGES
)
_AS_IF = (
    r"\b(?:pretend|act as (?:if|though)|do as (?:if|though)) (?:that )?(?:i|we|that|this|it|"
    r"you)\b.{0,24}\b(?:never|nothing|not|hadn't|"
    r"didn't|haven't)|\b(?:tun sie|tut|tu|tuts|so tun) (?:\w+ )?so,? als|\bso tun,? als|"
    r"\bfai(?:tes|re|s) comme si\b|\bconsidér\w+ que je n'ai rien|"
    r"\b(?:hag[ao]n|hac[ée]d?|hag[aá]is|haga|haz) (?:\w+ )?(?:de cuenta|como (?:que|si))|"
    r"\bfa(?:te|i|ccia(?:mo|no)?) (?:finta|conto|come se)\b|\bdoe(?:n)? (?:\w+ )?alsof\b|"
    r"\b(?:façam?|faz(?:er)?|fazem) de conta\b|\bfinjam?\b|\btreat (?:it|that|my \w+) as not"
)
# "I take it back" needs no answer beside it.
_BACK = (
    r"\bi(?:'ll)? take (?:it|that|it all) back\b|\b(?:retiro|ritiro|retracto) (?:lo dicho|(?:lo|"
    r"quello) que? "
    r"(?:he |ho )?(?:dicho|detto|dije)|quanto detto|o que disse)|\bje retire ce que j'ai dit|"
    r"\bvergess?\w* (?:\w+ )?(?:bitte,? )?was ich\b|"
)
# Said of other things as well, unless nothing else is said.
_ALONE = (
    r"^\W*(?:please |bitte )?(?:undo(?: (?:it|that|this|please))?|zurück|annuler|annulez|"
    r"deshacer|rückgängig(?: machen)?|annulla|annullate|come non detto|ongedaan(?: maken)?|"
    r"desfazer|desfaçam|desfaz)\b\W*"
    r"(?:(?:please|bitte|thanks|svp|por favor|per favore|graag|aub|s'il vous plaît)\b\W*)?$|"
    r"^\W*(?:sorry,? )?(?:undo|scrap|cancel) (?:that|it|all that)\b|"
    r"(?:^|, ?)(?:annulez|undo|annullate|deshacedlo|desfaçam)\W*$|pressed send too soon"
)
# "That mail was not meant for you".
_FOR_OTHERS = (
    r"\b(?:this|that|my|the)(?: last)? (?:mail|e-?mail|message|reply|answer|one)(?: i sent)? "
    r"(?:was|is)(?:n't| not) (?:meant |intended )?for you\b|"
    r"\b(?:die|diese|meine)(?: letzte)? (?:e-?mail|mail|nachricht|antwort) war nicht (?:für|an) "
    r"(?:euch|sie|dich)\b|"
    r"\b(?:ce|cet|mon|cette|ma)(?: dernière?)? (?:mail|message|courriel|e-?mail|réponse) (?:ne "
    r"(?:vous|t') ?était pas (?:destiné|adressé)\w*|n'était pas pour (?:vous|toi))|"
    r"\b(?:ese|este|el|mi|esa|la)(?: último| última)? (?:correo|mensaje|respuesta) no (?:era|iba) "
    r"(?:para|dirigid\w a) (?:vosotros|ustedes|vos|ti|usted)\b|"
    r"\b(?:questa|quella|la|la mia|questo|quel)(?: ultima)? (?:e-?mail|mail|risposta|"
    r"messaggio) non "
    r"era (?:per|destinat\w a|indirizzat\w a) (?:voi|te|lei)\b|"
    r"\b(?:die|deze|mijn|dat|dit)(?: laatste)? (?:mail|reactie|bericht|"
    r"mailtje) was niet (?:bedoeld )?"
    r"voor (?:jullie|u|jou)\b|"
    r"\b(?:esse|este|o|o meu|essa|a|a minha)(?: último| última)? (?:e-?mail|mensagem|"
    r"resposta) não era "
    r"(?:para|dirigid\w a) (?:vocês|vós|si|você|ti)\b"
)
UNDO = Gated(f"{_BACK}{_ALONE}|{_AS_IF}|{_FOR_OTHERS}|{_CANCELLED}")
# An answer of hers, and what is to be done with it: both in one sentence, or in two.
MINE = Gated(
    "|".join(rf"\b{one.mine}{_NO_ANSWER}" for one in _LANGUAGES)
    + r"|\b(?:reply|answer|mail) of mine\b|\bi (?:gave|sent|told) you (?:the )?wrong\b"
)
TAKEN_BACK = Gated(
    r"(?<!don't )(?<!not )\b(?:ignore|disregard|forget|scrap|scratch|cancel|undo|bin|delete|"
    r"withdraw|"
    r"retract|discount|strike)\b(?: (?:it|them|that|those|this|all|everything|my|our|what|"
    r"about)\b|\W*$)|"
    r"\btake (?:it|that|them|my .{1,20}) back\b|"
    r"\b(?:ignorier|vergess|vergiss|streich|storniert?|annullier)\w*\b|\bhinfällig|\bversehen\b|"
    r"\b(?:zurück(?:nehmen|ziehen|genommen|gezogen)|rückgängig)\b|\b(?:nehm|"
    r"zieh)\w* .{1,40} zurück\b|"
    r"\b(?:ignor|oubli|annul|retir)\w*\b|\bne (?:pas )?ten\w+ (?:pas )?compte\b|"
    r"\b(?:olvid|descart|desestim|retract)\w*\b|\b(?:dimentic|ritir|cestin)\w*\b|"
    r"\b(?:negeer|negeren|vergeet|vergeten|schrap|intrekken)\b|\btrek\b.{1,40}\bin\b|"
    r"\b(?:esque[cç]|desconsider|retir)\w*\b"
)
# "Wrong button" says what is to be ignored.
_MISTAKE = Gated(
    r"\b(?:wrong button(?! (?:on|in|at))|(?:hit|pressed|clicked|pushed) (?:\w+ )?send (?:too|"
    r"before|by)|"
    r"(?:sent|(?:that|this|it|mail|one|message|reply) went out|was sent) (?:that |it |"
    r"this )?(?:too (?:soon|early)|by (?:mistake|accident)|"
    r"in error)|"
    r"falsche[nrs]? (?:knopf|taste|button)|zu früh (?:abgeschickt|gesendet|auf senden)|"
    r"(?:aus )?versehen(?:tlich)? (?:abgeschickt|gesendet|geschickt)|"
    r"mauvais bouton|(?:envoyé|parti|cliqué) (?:\w+ )?(?:trop (?:tôt|vite)|par erreur)|"
    r"(?:equivo\w+ de|bot[oó]n equivocad\w*)(?: bot[oó]n)?|se me (?:ha )?escap\w+|"
    r"enviado (?:\w+ )?(?:por error|"
    r"antes de tiempo)|"
    r"(?:tasto|bottone|pulsante) sbagliato|(?:inviat|mandat|partit)[oa] (?:\w+ )?(?:per (?:errore|"
    r"sbaglio)|troppo presto)|"
    r"(?:answered|replied|responded) too (?:fast|quick\w*|soon|early|hastily)|"
    r"too (?:fast|quick|hasty) with (?:my|the|that) (?:answer|reply|mail)|"
    r"zu (?:schnell|voreilig) (?:geantwortet|mit (?:der|meiner) (?:antwort|mail))|"
    r"(?:ging|ist) zu früh raus\w*|zu früh rausgegangen|(?:répondu|écrit) trop (?:vite|tôt)|"
    r"me (?:he )?precipit\w+|(?:contest|respond)\w+ (?:demasiado|muy) (?:rápido|pronto|deprisa)|"
    r"risposto troppo (?:in fretta|presto)|mi sono precipitat\w+|"
    r"te snel (?:met (?:antwoorden|mijn antwoord)|geantwoord|gereageerd)|"
    r"(?:respondi|escrevi) (?:depressa|cedo|rápido) demais|precipitei-me|me precipitei|"
    r"verkeerde knop|(?:te snel|per ongeluk) (?:op )?(?:verzenden|verstuurd|verzonden|gedrukt)|"
    r"botão errado|enviad[oa] (?:\w+ )?(?:por engano|cedo demais))"
)
_IGNORE = Gated(
    r"\b(?:delete|bin|undo|löschen|rückgängig(?: machen)?|annulez|annuler|anul(?:en|ad|ar|em)|"
    r"deshag(?:an|áis)|deshac(?:ed|er)|annullate|cancellate|ongedaan(?: maken)?|gooi (?:maar )?weg|"
    r"desfaçam|apaguem|supprimez|borr(?:ad|en)|ignor\w+|disregard|forget (?:it|that)|scrap (?:it|"
    r"that)|never ?mind|vergess\w*|"
    r"nicht beachten|oubli\w+|n[e'] ?(?:en )?ten\w+ pas compte|no (?:me |lo |le )?hag\w+ caso|"
    r"olv[ií]d\w+|"
    r"fate finta|lasci\w+ (?:perdere|stare)|dimentic\w+|negeer|negeren|vergeet|esque[cç]\w*|"
    r"desconsider\w+|não (?:liguem|façam caso))"
    r"(?=\W*(?:$|[,.;!?\n]|(?:it|that|this|eso|isso|ça|me|my|please|pls|bitte|svp|graag|maar|"
    r"por favor|"
    r"per favore|das|"
    r"es|lo|ça|dat|het|isso|and|und|et|y|e|en)\b))"
)
UNDOES = gate_of(UNDO, TAKEN_BACK, _MISTAKE)


def is_a_slip(text: str) -> bool:
    """Whether a mail was sent by mistake and asks for no more than to be ignored."""
    return bool(_MISTAKE.search(text) and _IGNORE.search(text))
