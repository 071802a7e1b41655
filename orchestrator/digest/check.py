"""What a check of an update says on the screen."""

from collections.abc import Sequence
from dataclasses import dataclass

from orchestrator.digest.surprise import Slip
from orchestrator.models import Promise
from orchestrator.models.unanswered import UnhappyMail


@dataclass(frozen=True, slots=True)
class Check:
    """``blocks``: it cannot be approved while this does not hold.

    ``mails``: those of hers that it speaks of; ``promises``: those of ours; ``slips``: what
    would be a surprise.
    """

    ok: bool
    blocks: bool
    title: str
    detail: str = ""
    mails: Sequence[UnhappyMail] = ()
    promises: Sequence[Promise] = ()
    slips: Sequence[Slip] = ()
