"""What the full model costs: the median time of a mail on one core, and the memory it needs.

A process of its own: how many threads numpy takes is settled when it is loaded.
"""

from importlib.resources import files
import json
import os
from pathlib import Path
from statistics import median
import subprocess
import sys
import time

from orchestrator.conversation.sentiment import read_sentiment
from orchestrator.conversation.sentiment.full import find_encoder
from orchestrator.conversation.sentiment.training import read_mails

MAILS = 300


def cost() -> tuple[float, float]:
    """Seconds of CPU a mail, and MB of memory more than the fast model needs."""
    ran = subprocess.run(
        [sys.executable, "-m", "bench.mood_speed"],
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    seconds, more = json.loads(ran.stdout)
    return seconds, more


def main() -> None:
    shipped = files("orchestrator.conversation.sentiment").joinpath("mails/mails_2.jsonl")
    mails = read_mails(shipped.read_text("utf-8").splitlines())[:MAILS]
    read_sentiment(mails[0].text)
    before = _megabytes()
    encoder = find_encoder()
    seconds = []
    for mail in mails:
        begun = time.process_time()
        read_sentiment(mail.text, lang=mail.lang, encoder=encoder)
        seconds.append(time.process_time() - begun)
    print(json.dumps([median(seconds), _megabytes() - before]))


def _megabytes() -> float:
    """What is resident now (proc(5), statm)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    main()
