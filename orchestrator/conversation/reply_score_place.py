"""Where the score of a reply stands: under our quoted question, and among other words."""

from collections.abc import Sequence
from itertools import pairwise
import re

from orchestrator.conversation.body import Line
from orchestrator.conversation.reply_asks import fold
from orchestrator.conversation.reply_parts import as_listed


def words_below_score(lines: Sequence[Line]) -> str:
    """What stands right under our quoted question for the score."""
    for before, line in pairwise(lines):
        if not before.own and line.own and _ONE_TO_FIVE.search(before.text):
            return fold(line.text)
    return ""


_ONE_TO_FIVE = re.compile(r"1 ?(?:to|-|bis|à|a|tot) ?5")


def without_score(rest: str, span: tuple[int, int], folded: str) -> str:
    """The words that are left without the score and what leads to it."""
    score = as_listed(folded[span[0] : span[1]]).strip()
    if not score:
        return rest
    position = fold(rest).find(score)
    if position < 0:
        return rest
    return _SCORE_LEAD.sub("", rest[:position]) + rest[position + len(score) :]


# "Note 3 von 5", "ich gebe 4/5"
_SCORE_LEAD = re.compile(
    r"\b(?:(?:my|our|unsere?|notre|nuestra|nostro|onze|a nossa) )?(?:note|nota|voto|cijfer|score|"
    r"puls|pulse|rating|bewertung|puntuación|happiness)"
    r"(?: (?:de la semaine|du mois|of the week|der woche|de la semana|della settimana|da semana|"
    r"van de week|for (?:this|the) week|für diese woche|pour cette semaine))?[\s:]*$",
    re.I,
)
