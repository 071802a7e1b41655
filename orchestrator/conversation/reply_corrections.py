"""What takes an earlier answer back, and the answer that holds instead."""

from collections.abc import Mapping, Sequence
import re

from orchestrator.conversation import reply_words as words
from orchestrator.conversation.gated import Gated
from orchestrator.conversation.reply_answers import interpret
from orchestrator.conversation.reply_asks import Answer, Ask, fold
from orchestrator.conversation.reply_stops import wants_undo, withdrawal


def instead_of_before(own: str) -> str:
    """'Ignore my mail of yesterday. The answer is no.': the new side, where what was is taken "
    "back.
    """
    pieces = [piece.strip() for piece in _PIECE.split(own) if piece and piece.strip()]
    kept = [piece for piece in pieces if not wants_undo(fold(piece))]
    if len(kept) == len(pieces):
        return ""
    sides = (_THE_ANSWER.sub("", fold(piece)) for piece in kept)
    plain = (side for side in sides if len(side.split()) <= _FEW)
    return next((side for side in plain if words.NO.match(side) or words.YES.match(side)), "")


_FEW = 3


_PIECE = re.compile(r"[.!?;:,\n–]\s+|\s[-–]\s|[.!?]$")
_THE_ANSWER = re.compile(
    r"^\W*(?:(?:so|and|but|also|und|aber|et|mais|y|pero|e|ma|en|maar|mas) )?(?:(?:the|my|our|die|"
    r"meine|unsere|la|ma|"
    r"notre|mi|nuestra|mia|nostra|het|mijn|ons|a|minha|nossa) )*(?:(?:right|new|real|correct|neue|"
    r"richtige|bonne|"
    r"nouvelle|nueva|correcta|giusta|nuova|juiste|nieuwe|nova|certa) )?(?:answer|antwort|réponse|"
    r"respuesta|risposta|"
    r"antwoord|resposta) (?:is|ist|lautet|est|es|è|é|luidt|should be)(?: (?:now|jetzt|a|an|ein))* |"
    r"^\W*(?:it's|it is|it should be|es ist|c'est|het is|het moet|ora|now)(?: (?:now|jetzt|a|an|"
    r"ein|un|een))* "
)


def corrected(own: str, asks: Sequence[Ask]) -> dict[int, Answer]:
    """'The 3 yes I sent should be no', 'cámbialo a B': a new value for the one ask named."""
    match = _NEW_VALUE.search(own) if asks and _EARLIER.search(fold(own)) else None
    if not match:
        return {}
    said = match["n"] or match["before"]
    numbers = {int(said)} if said else {int(n) for n in _ASK_NUMBER.findall(own)}
    named = [ask for ask in asks if ask.n in numbers] or (list(asks) if len(asks) == 1 else [])
    if len(named) != 1:
        return {}
    answer = interpret(named[0], match["new"])
    return {named[0].n: answer} if answer and answer.value else {}


_ASK_NUMBER = re.compile(r"(?<![\w.,:/])([1-9])(?![\w:/]|[.,]\d)")
# What was said before, or is taken back.
_EARLIER = re.compile(
    r"\b(?:sorry|oops|whoops|ups|huch|ops|ignore|forget|scrap|scratch|disregard|sent|said|wrote|"
    r"put|told you|earlier|"
    r"yesterday|previous|last|"
    r"before|instead|change|hang on|entschuldigung|gestern|vorhin|geschrieben|gesagt|falsch|statt|"
    r"korrektur|"
    r"pardon|hier|désolée?|trompée?|avais (?:dit|mis|écrit)|correction|perdón|ayer|puse|dije|antes|"
    r"había (?:dicho|puesto|"
    r"escrito)|me equivoqué|scusa\w*|ieri|scritto|detto|prima|sbagliat\w+|gisteren|eerder|gezegd|"
    r"geschreven|vergist|"
    r"desculp\w*|ontem|disse|tinha (?:dito|falado|posto|escrito)|enganei-me|me enganei)\b"
)
_NEW_VALUE = Gated(
    r"\b(?:(?:(?P<before>[1-9])\b[^.\n]{0,30}? )?(?:should be|should have been|must be)|"
    r"change (?:it|that) to|"
    r"make (?:it|that|this|(?:number |no\. ?)?(?P<n>[1-9]))(?: to)?|it is now|the (?:right|"
    r"correct) (?:\w+ )?is|"
    r"cámbi\w+ a|pon(?:ed|ga|gan|lo|edlo)(?: en)?|(?:lo|la|el) (?:correct[oa]|buen[oa]|bueno) es|"
    r"en realidad (?:es|son)|"
    r"cambi\w+ (?:in|con)|invece(?: facciamo| mettete| è| sono)?|(?:quell[oa] )?giust[oa] è|"
    r"in realtà (?:è|sono)|facciamo|"
    r"ändern sie (?:es |das )?(?:auf|in|zu)|(?:richtig|korrekt) (?:ist|sind|wäre|wären)|"
    r"macht? (?:bitte )?(?:daraus|lieber)|"
    r"doch lieber|sondern|"
    r"remplacez(?:-la|-le)? par|mettez(?: plutôt)?|la bonne (?:\w+ )?(?:est|c'est)|en fait,? c'est|"
    r"(?:muss|müsste|moet|moest)(?: (?:es|het|eigentlich|natürlich|natuurlijk))?(?= \S+ (?:sein|"
    r"zijn|heißen))|(?:ça|ce|cela) (?:doit|devrait) être|(?:tiene|tendría) que ser|deb(?:e|ería) "
    r"ser|"
    r"dev(?:e|rebbe) essere|tem (?:de|que) ser|dev(?:e|ia) ser|"
    r"maak er|het moet|"
    r"(?:het |de )?juiste (?:\w+ )?is|verander\w* (?:het )?(?:in|naar)|toch liever|"
    r"mud\w+ para|o certo é|(?:o |a )?corret[oa] é|o valor certo é|na verdade (?:é|são)|"
    r"afinal é|(?:it's|it is|es ist|c'est|es|son|è|sono|het is|é|são)(?= (?:a las |alle |às |um |"
    r"om |at |à )?[\d€£$]))(?: (?:a las|alle|às|um|om|at|à)(?= ?\d))? (?:a |an |een |ein |un |um )?"
    r"(?P<new>[^.,;\n]+)",
    re.IGNORECASE,
)


def is_replaced(folded: str, answers: Mapping[int, Answer]) -> bool:
    """'Forget 1A, it is 1B', "scrap that, 2 is C": the new answer, and no undo."""
    valued = [answer for answer in answers.values() if answer.value is not None]
    if valued and _NEW_ANSWER.search(folded):
        return True
    taken = re.split(r"[,;:–]", withdrawal(folded))[0]
    behind = folded.partition(taken)[2]
    return not _OF_ONE.search(taken) and any(fold(answer.span) in behind for answer in valued)


_NEW_ANSWER = re.compile(r"\b(?:it is|it's|it should be|should be|make it|instead)\b")
# What is taken back is one answer, and those behind it may be of other asks.
_OF_ONE = re.compile(
    r"\d|\b(?:about|on|for|to|regarding|zu[mr]?|für|bei|sur|pour|sobre|de la|su|sul|sulla|per|"
    r"over|bij|"
    r"op|voor|para) (?!(?:yesterday|today|this|gestern|heute)\b)"
)


def taken_back(own: str, answers: Mapping[int, Answer]) -> set[int]:
    """The asks whose answer is dropped by number: "Actually, scrap 2."; not what is said anew."""
    return {
        int(match["n"])
        for match in _DROPPED.finditer(own)
        if not any(
            int(match["n"]) == n and answer.value and own.find(answer.span, match.end()) >= 0
            for n, answer in answers.items()
        )
    }


_DROPPED = Gated(
    r"\b(?:scrap|scratch|forget|ignore|disregard|undo|cancel|strike|vergiss|vergesst|"
    r"vergessen sie|streich\w*|"
    r"ignorier\w*|oubliez|annulez|ignorez|olvid\w+|ignor\w+|anul\w+|dimentic\w+|annull\w+|vergeet|"
    r"negeer|"
    r"schrap|esque[cç]\w+)(?: (?:about|bitte|my|mein\w*|mon|ma|mi|mio|mia|mijn|"
    r"meu|minha|la|le|the|die|de|a|o))* ?"
    r"(?:(?:answer|yes|no|ok) (?:to|on|for) )?(?:number |question |#|no\. ?|nr\.? |nummer |frage |"
    r"numéro |"
    r"número |numero )?(?P<n>[1-9])(?:[A-Ea-e](?!\w)|(?![\w:/-]|[.,]\d| (?:from|and|und|et|y|e|"
    r"en)\b))",
    re.IGNORECASE,
)


def is_withdrawn(n: int, folded: str) -> bool:
    return bool(
        re.search(
            rf"\b(?:said|answer|about|on|antwort|réponse|respuesta|risposta|antwoord|resposta)\b"
            rf"[^.]{{0,20}}\b(?:number |ask |no\.? )?{n}\b",
            folded,
        )
    )
