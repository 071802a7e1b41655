"""How often a falling mood is noticed, and how often an alarm is false.

Clients differ in their share of unhappy mails: by a Beta distribution, every tenth mail is
unhappy on the mean.  The stable ones stay as they are; the others write 80 % unhappy mails from
some mail on.  What the machine takes each mail for is drawn from P(negative) of labelled mails
that it did not learn (`LIKELIHOODS`), so it misreads here as it does there.  Those mails were
written to be hard, so clients of flesh and blood are read better, not worse.

``python -m bench.alarms`` makes the table of likelihoods anew, as after a change of the weights.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
import json
from math import exp, log
from pathlib import Path
import random
import sys
from typing import Any

from bench.mood import unseen
from orchestrator.engagement.agreement import wilson
from orchestrator.engagement.trend import first_alarm
from orchestrator.models.unanswered import HOLDS_FROM

LIKELIHOODS = Path(__file__).parent / "alarms.json"
SEED, CLIENTS = 1959, 2000
GRUMPY_FROM = 0.2
"""Who writes so many unhappy mails, and always did."""
MAILS = 30
"""So long a stable client is watched; a client who turns does so after 5 to 30 mails."""
WITHIN = 10
TURNED = 0.8
_BETA = 3, 27
_ASKEW = 0.4
"""How far the log-odds of a client's mails lie apart from others', where her style misleads."""
_POINTS = 200


@dataclass(frozen=True, slots=True)
class _Client:
    """``turns``: the place of the first mail after the step; None for a stable one."""

    share: float
    values: Sequence[float]
    turns: int | None


def alarms(*, progress: Callable[[str], None]) -> list[dict[str, Any]]:
    likelihoods = json.loads(LIKELIHOODS.read_text())
    stable = list(_clients(likelihoods, is_stable=True))
    turned = list(_clients(likelihoods, is_stable=False))
    progress("alarms: clients are drawn")
    askew = list(_clients(likelihoods, is_stable=True, askew=_ASKEW))
    grumpy = [client for client in stable if client.share >= GRUMPY_FROM]
    late = [_after(client) for client in turned]
    after = [many for many in late if many is not None]
    return [
        _figure(f"stable clients alarmed in {MAILS} mails", _alarmed(stable), at_most=0.05),
        _figure(
            f"turned clients noticed in {WITHIN} mails",
            [many <= WITHIN for many in after],
            at_least=0.70,
        ),
        _figure("turned clients noticed in 5 mails", [many <= 5 for many in after]),
        _figure(f"stable clients alarmed of those {GRUMPY_FROM:.0%} unhappy", _alarmed(grumpy)),
        _figure("stable clients alarmed whose style misleads", _alarmed(askew)),
        _figure(
            "unhappy mails that hold an update back",
            [value >= HOLDS_FROM for value in likelihoods["negative"]],
        ),
        _figure("other mails that do", [value >= HOLDS_FROM for value in likelihoods["other"]]),
    ]


def _clients(
    likelihoods: dict[str, list[float]], *, is_stable: bool, askew: float = 0.0
) -> Iterator[_Client]:
    chance = random.Random(f"{SEED} {is_stable} {askew}")
    for _ in range(CLIENTS):
        share, bias = chance.betavariate(*_BETA), chance.gauss(0, askew)
        turns = None if is_stable else chance.randint(5, MAILS)
        values = []
        for place in range(MAILS if turns is None else turns + WITHIN):
            likely = share if turns is None or place < turns else TURNED
            drawn = likelihoods["negative" if chance.random() < likely else "other"]
            values.append(_shifted(chance.choice(drawn), bias))
        yield _Client(share, values, turns)


def _shifted(value: float, bias: float) -> float:
    inside = min(0.999, max(0.001, value))
    return 1 / (1 + exp(-log(inside / (1 - inside)) - bias)) if bias else value


def _alarmed(clients: Sequence[_Client]) -> list[bool]:
    return [first_alarm(client.values) is not None for client in clients]


def _after(client: _Client) -> int | None:
    """How many mails it took; None who had a false alarm before, and a large number for never."""
    alarmed, turns = first_alarm(client.values), client.turns or 0
    if alarmed is None:
        return WITHIN + 1
    return alarmed - turns + 1 if alarmed >= turns else None


def _figure(name: str, hits: Sequence[bool], **target: float) -> dict[str, Any]:
    low, high = wilson(sum(hits), len(hits))
    detail = f"of {len(hits)}; 95 % between {low:.3f} and {high:.3f}"
    return {"name": name, "ratio": sum(hits) / len(hits), "peer": "1", "detail": detail, **target}


def store_likelihoods(mails: Sequence[tuple[str, float]]) -> None:
    """Keep points of the distribution of P(negative), for unhappy mails and for all others."""
    table = {}
    for name in ("negative", "other"):
        values = sorted(
            value for label, value in mails if (label == "negative") == (name != "other")
        )
        table[name] = [
            values[int((point + 0.5) / _POINTS * len(values))] for point in range(_POINTS)
        ]
    LIKELIHOODS.write_text(json.dumps(table) + "\n")


if __name__ == "__main__":
    _, judged = unseen(progress=lambda words: print(words, file=sys.stderr))
    store_likelihoods([(each.mail.label, each.p_negative) for each in judged])
