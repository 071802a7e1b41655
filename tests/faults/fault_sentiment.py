"""How a mail feels cannot be told."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
import time
from unittest.mock import patch

from orchestrator.conversation.scoring import UNSCORED
from orchestrator.conversation.sentiment import SCORER, ClientMailAnalyzer
from orchestrator.models import OutboxEntry, Sentiment
from tests.faults.lab import BOTH, Lab
from tests.faults.registry import NOTHING, Finding, fault
from tests.faults.studio import Studio


@fault(24, "sentiment model missing, scorer raises", recover_within=90, shortened=5)
def scorer_fails(lab: Lab) -> Finding:
    found = NOTHING
    for kind in BOTH:
        for error in (FileNotFoundError("weights.json"), ZeroDivisionError("0 sentences")):
            with lab.studio(kind) as studio, studio.running():
                studio.deliver(studio.reply())
                studio.wait_settled()
                assert studio.number(Sentiment, Sentiment.scorer == SCORER) == 1
                with _failing(error):
                    studio.deliver(studio.reply(), studio.reply())
                    studio.wait_settled()
                    assert studio.number(OutboxEntry) == 3, "the answers waited for a score"
                    missing = Sentiment.score.is_(None)
                    assert studio.number(Sentiment, missing, Sentiment.scorer == UNSCORED) == 2
                    problem = f"mail is not scored yet: {error}"
                began = time.monotonic()
                studio.wait_for(partial(_are_scored, studio, 3), "the scores")
                found += Finding(studio.tally(), time.monotonic() - began, problem)
    return found


def _are_scored(studio: Studio, many: int) -> bool:
    return studio.number(Sentiment, Sentiment.scorer == SCORER) == many


@contextmanager
def _failing(error: Exception) -> Iterator[None]:
    def fail(_self: ClientMailAnalyzer, _text: str) -> None:
        raise error

    with patch.object(ClientMailAnalyzer, "analyze", fail):
        yield
