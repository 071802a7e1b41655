"""The intake against its peers: the same mails, the same disk, in turns.

Ours fetches over IMAP, parses, divides, classifies, threads, files, scores, indexes the
full text, applies and records each mail.  The peers read files.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from bench import ours, peers
from bench.budget import cost_figures
from bench.corpus import Corpus, corpus
from bench.fetching import fetching
from bench.figure import Figure, Progress

CORPUS = 20_000
_HYPERKITTY_MAILS = 5000
_SLOW = {"notmuch": peers.notmuch, "hyperkitty": peers.hyperkitty}
"""Run in the first round only: three of each would take longer than all the rest."""

Costs = Mapping[str, Sequence[ours.Cost | peers.PeerCost]]


def ingest(
    *, progress: Progress, mails: int = CORPUS, rounds: int = 3, source: Corpus | None = None
) -> list[Figure]:
    progress("ingest: the corpus")
    source = source or corpus(CORPUS)
    chosen = mails_of(source, mails)
    files = [path for path, _ in chosen]
    costs: dict[str, list[ours.Cost | peers.PeerCost]] = {
        name: [] for name in ("one", "two", "all", "mu", *_SLOW)
    }
    progress("ingest: the mailbox")
    with ours.mailbox(chosen) as server:
        for number in range(rounds):
            progress(f"ingest: round {number + 1} of {rounds}")
            costs["one"].append(ours.run(server, source, len(chosen), reading=False))
            costs["mu"].append(peers.mu(files))
            costs["two"].append(ours.run_two(server, source, len(chosen), reading=False))
            costs["all"].append(ours.run(server, source, len(chosen)))
            for name, peer in _SLOW.items() if number == 0 else ():
                progress(f"ingest: {name}")
                taken = files[:_HYPERKITTY_MAILS] if name == "hyperkitty" else files
                costs[name].append(peer(taken))
        progress("ingest: by stage")
        metered = ours.run(server, source, len(chosen), role="metered")
    return [*_ratios(costs), *cost_figures(metered, _cpu_us(costs["all"]))]


def mails_of(source: Corpus, count: int) -> list[tuple[Path, str]]:
    """The first files of a corpus, each with its direction."""
    truth = (row["direction"] for row in source.truth())
    return list(zip(source.files[:count], truth, strict=False))


def _ratios(costs: Costs) -> list[Figure]:
    """The targets are for the whole way but for answers and statements, which come beside."""
    targets = {"hyperkitty": 10.0, "mu": 0.8}
    figures: list[Figure] = []
    for peer in ("hyperkitty", "mu", "notmuch"):
        target = {"at_least": targets[peer]} if peer in targets else {}
        name = "mails from IMAP to applied a second"
        figures.append(rates(costs, "one", peer) | {"name": name} | target)
        name = "the same with answers and statements read"
        figures.append(rates(costs, "all", peer) | {"name": name})
    both = rates(costs, "two", "one")
    figures.append(both | {"name": "two processes", "peer": "one", "at_least": 1.5})
    return figures


def rates(costs: Costs, ours: str, peer: str) -> dict[str, Any]:
    """The ratio of two median rates, with the CPU time of both."""
    rate, limit = (median(cost.rate for cost in costs[name]) for name in (ours, peer))
    cpu, theirs = (_cpu_us(costs[name]) for name in (ours, peer))
    mails = {costs[name][0].mails for name in (ours, peer)}
    return {
        "ratio": rate / limit,
        "peer": f"{peer}'s",
        "detail": f"{rate:,.0f} against {limit:,.0f}; CPU {cpu:,.0f} us a mail against "
        f"{theirs:,.0f}; {' and '.join(f'{each:,}' for each in sorted(mails))} mails, "
        f"{len(costs[peer])} rounds",
    }


def _cpu_us(costs: Sequence[ours.Cost | peers.PeerCost]) -> float:
    return median(cost.cpu_seconds / cost.mails * 1e6 for cost in costs)


def fetch(*, progress: Progress, mails: int = 4000) -> Figure:
    chosen = [(path, "in") for path, _ in mails_of(corpus(CORPUS), mails)]
    with ours.mailbox(chosen) as server:
        return fetching(server, mails=len(chosen), progress=progress)
