"""Which of the things that a clause names is wished for, where another is refused; folded text."""

from collections.abc import Sequence
import re

from orchestrator.conversation.gated import Gated

_REFUSED = re.compile(
    r"\b(?:instead of|rather than|in place of|not|n't|no (?:by|more|por|via)|no longer|never|"
    r"without|nicht|"
    r"nicht mehr|kein\w*|statt|anstatt|anstelle|weg vom?|vom|from|desde el|pas|plus(?= par)|jamais|"
    r"sans|au lieu|"
    r"plutôt que?|plutôt qu'|en vez|en lugar|antes que|nunca|sin|ya no|invece|anziché|"
    r"piuttosto che|al posto|mai|non|non più|senza|in plaats|niet|niet meer|geen|zonder|ipv|"
    r"em vez|em lugar|ao invés|não|nem|já não|sem)\W"
    r"(?:(?:only|just|by|on|at|in|of|per|an?|the|nur|am|im|eine?[nrms]?|einmal|par|le|la|les|l|"
    r"d|de|des|du|un|une|en|el|los|las|una|por|al|di|del|dei|delle|della|delle|via|il|lo|i|gli|"
    r"uno|uma?|van|op|met|het|een|do|da|dos|das|o|os|as|à|às|ao|aos|na|no|e|to|for|zu|"
    r"enviar|mandar|receber|so|too|full|whole|all|any|every|single)\W+){0,4}$"
)
_AT_MOST = re.compile(
    r"\b(?:more(?: often)? than|öfter als|häufiger als|mehr als|plus (?:souvent )?qu?e?|"
    r"plus de|plus d'|más (?:de|que)|più (?:di|spesso di)|vaker dan|meer dan|mais (?:do )?que|"
    r"mais de)\W(?:\w+\W){0,1}$"
)
PREFERS = Gated(
    r"\b(?:(?:i|we)(?:'d| would) (?:rather|prefer)|prefer\w*|better|meglio|mejor|melhor|lieber|"
    r"liever|besser|"
    r"préf[éè]r\w+|prefier\w+|prefir\w+|plutôt|instead|em vez|en vez|em lugar|rather|"
    r"statt|stattdessen|anstatt|anziché|"
    r"anstatt|au lieu|mieux|aimerais autant|"
    r"à la place|en lugar|invece|piuttosto|in plaats|ipv|beter|ao invés)\b"
)


def chosen(named: Sequence[tuple[int, str]], clause: str) -> str:
    """The first thing that is neither refused nor what another is put before; else nothing.

    ``named``: where each stands in the clause, and what it is.
    """
    for at, one in sorted(named):
        before = clause[:at]
        if not _REFUSED.search(before) or _AT_MOST.search(before):
            return one
    return ""
