"""Whether threads are the header components of a mailbox, as another reader sees them."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from email.parser import BytesHeaderParser
from hashlib import sha256
import json
from math import comb
from pathlib import Path
import random
import re
import tempfile
from typing import Any

from click.testing import CliRunner

from bench.corpus import corpus
from bench.figure import Figure, Progress
from orchestrator.cli.mail_thread import thread

TARGET = 0.998
SEED = 7
_MAILS = 20_000
_KEPT = 0.85
"""So many of the mails are in the mailbox: the siblings of one that is not are together."""
_ID = re.compile(r"<[^<>]+>")


def thread_agreement(*, progress: Progress) -> list[Figure]:
    progress("threads and header components")
    files = corpus(_MAILS).files
    chance = random.Random(SEED)
    kept = chance.sample(list(files), int(len(files) * _KEPT))
    return agreement(kept)


def agreement(files: Sequence[Path]) -> list[Figure]:
    """Pairwise precision and recall of ``orchestrator mail thread`` on these mails."""
    return figures_of(_ours(files), header_components(files))


def figures_of(ours: Mapping[str, str], theirs: Mapping[str, str]) -> list[Figure]:
    """The same of two arrangements: the thread of each mail."""
    both = Counter((name, theirs[own]) for own, name in ours.items())
    together = _pairs(both)
    figures = {
        "precision": (together, _pairs(Counter(ours.values()))),
        "recall": (together, _pairs(Counter(theirs.values()))),
    }
    return [
        {
            "name": f"pairs of mails in one thread, {name}",
            "ratio": right / of if of else 1.0,
            "peer": "header components",
            "at_least": TARGET,
            "detail": f"{right:,} of {of:,} pairs of {len(ours):,} mails",
        }
        for name, (right, of) in figures.items()
    ]


def header_components(files: Sequence[Path]) -> dict[str, str]:
    """For each mail, by its Message-ID or SHA-256, its component, by the library's own parser.

    Without a word of the product's: RFC 5256, REFERENCES, step 1, and a walk over the links.
    """
    parser = BytesHeaderParser()
    near: dict[str, set[str]] = defaultdict(set)
    mails: list[str] = []
    for path in files:
        content = path.read_bytes()
        headers = parser.parsebytes(content)
        named_itself = _ID.findall(str(headers["Message-ID"]))
        own = named_itself[0] if named_itself else sha256(content).hexdigest()
        named = _ID.findall(str(headers["References"] or ""))
        named = named or _ID.findall(str(headers["In-Reply-To"] or ""))[:1]
        mails.append(own)
        for other in named:
            near[own].add(other)
            near[other].add(own)
    found: dict[str, str] = {}
    for own in mails:
        waiting = [own] if own not in found else []
        while waiting:
            each = waiting.pop()
            if each not in found:
                found[each] = own
                waiting += near[each]
    return {own: found[own] for own in mails}


def _ours(files: Sequence[Path]) -> dict[str, str]:
    with tempfile.TemporaryDirectory(prefix="threads-") as name:
        for number, path in enumerate(files):
            (Path(name) / f"{number:06}.eml").symlink_to(path.absolute())
        result = CliRunner().invoke(thread, [name, "--json"], catch_exceptions=False)
    rows = map(json.loads, result.stdout.splitlines())
    return {row["message_id"]: row["thread"] for row in rows}


def _pairs(counts: Counter[Any]) -> int:
    return sum(comb(count, 2) for count in counts.values())
