"""What a mail costs when 100,000 are there, against the first 20,000; and the memory it takes."""

from bench import ours
from bench.corpus import corpus
from bench.figure import Figure, Progress
from bench.ingest import mails_of

_SLICES = 5
_MAILS = 100_000


def growth(*, progress: Progress, mails: int = _MAILS // _SLICES) -> list[Figure]:
    """Args: mails: of one slice."""
    progress("growth: the corpus")
    source = corpus(_MAILS)
    chosen = mails_of(source, mails * _SLICES)
    slices = [chosen[at : at + mails] for at in range(0, len(chosen), mails)]
    costs = []
    for cost in ours.run_slices(source, slices):
        costs.append(cost)
        progress(f"growth: {len(costs) * mails:,} mails, {cost.cpu_us:.0f} us of CPU each")
    return growth_figures(costs)


def growth_figures(costs: list[ours.Cost]) -> list[Figure]:
    first, last = costs[0], costs[-1]
    wall = first.rate / last.rate
    peaks = [cost.peak_bytes / 1e6 for cost in costs]
    return [
        {
            "name": f"CPU a mail of the last {last.mails:,}",
            "ratio": last.cpu_us / first.cpu_us,
            "peer": f"the first {first.mails:,}",
            "at_most": 1.15,
            "detail": f"{last.cpu_us:.0f} us against {first.cpu_us:.0f}; by the clock {wall:.2f}; "
            f"slices {', '.join(f'{cost.cpu_us:.0f}' for cost in costs)}",
        },
        {
            "name": "most memory in the last slice",
            "ratio": last.peak_bytes / first.peak_bytes,
            "peer": "the first",
            "at_most": 1.1,
            "detail": f"{', '.join(f'{peak:.0f}' for peak in peaks)} MB",
        },
    ]
