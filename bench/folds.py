"""The labelled mails in five folds of whole blocks: what belongs together stands together."""

from collections.abc import Mapping, Sequence

from orchestrator.conversation.sentiment.fit import Example
from orchestrator.conversation.sentiment.training import TAUGHT

FOLDS, BLOCK = 5, 30
# They were written for what was read badly: they teach and do not judge.
ONLY_TAUGHT = -1

Folded = Sequence[tuple[Example, int]]


def folded(files: Mapping[str, Sequence[Example]]) -> Folded:
    """Each mail with its fold; the folds begin at another one in each file."""
    return [
        (mail, ONLY_TAUGHT if name == TAUGHT else (at // BLOCK + number) % FOLDS)
        for number, (name, mails) in enumerate(files.items())
        for at, mail in enumerate(mails)
    ]
