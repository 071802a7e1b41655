"""Realistic project mail with what is true of it: the same bytes for the same seed.

Several clients with several projects each; threads as trees with a heavy tail; replies
that quote at the top, at the bottom, inline or not at all, as Gmail, Outlook, Apple Mail
and Thunderbird do; References that are whole, cut short, lacking or Outlook's own; text,
HTML and both; files of 5 to 200 kB on 8 in 100; seven charsets beside UTF-8; automatic
replies, bounces, newsletters, mails that come twice and mails without a Message-ID.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
import json
import os
from pathlib import Path
import random
import shutil
from typing import Any

from bench.corpus_mail import Renderer
from bench.corpus_plan import Project, make_projects, plan
from bench.corpus_words import Words

SEED = 7
BUILD = Path(__file__).parents[1] / "build" / "bench"


@dataclass(frozen=True)
class Corpus:
    """A generated corpus on disk; its mails in the order of their dates."""

    folder: Path

    @property
    def files(self) -> list[Path]:
        return sorted((self.folder / "maildir" / "cur").iterdir())

    @property
    def projects(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads((self.folder / "projects.json").read_text())
        return found

    def truth(self) -> Iterator[dict[str, Any]]:
        with (self.folder / "truth.jsonl").open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def corpus(count: int, *, seed: int = SEED, build: Path = BUILD) -> Corpus:
    """The corpus of ``count`` mails, made at the first call and kept."""
    folder = build / (f"c{count // 1000}k" if count % 1000 == 0 else f"c{count}")
    if not folder.exists():
        unfinished = folder.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        _write(unfinished, count, seed)
        unfinished.rename(folder)
    return Corpus(folder)


def _write(folder: Path, count: int, seed: int) -> None:
    """A maildir, truth.jsonl and projects.json."""
    for name in ("cur", "new", "tmp"):
        (folder / "maildir" / name).mkdir(parents=True)
    projects, mails = generate(count, seed)
    (folder / "projects.json").write_text(json.dumps([asdict(each) for each in projects]))
    with (folder / "truth.jsonl").open("w", encoding="utf-8") as lines:
        for number, (content, truth) in enumerate(mails):
            path = folder / "maildir" / "cur" / f"{number:08d}.{seed}.gen:2,S"
            path.write_bytes(content)
            # An IMAP server gives a file's date as INTERNALDATE.
            sent_at = datetime.fromisoformat(truth["date"]).timestamp()
            os.utime(path, (sent_at, sent_at))
            lines.write(json.dumps(truth, ensure_ascii=False) + "\n")


def generate(
    count: int, seed: int = SEED
) -> tuple[Sequence[Project], Iterator[tuple[bytes, dict[str, Any]]]]:
    """Projects, and ``count`` mails with their truth; about 1.5 in 100 come twice."""
    chance = random.Random(seed)
    words = Words(chance)
    projects = make_projects(chance, words, max(8, count // 250))
    return projects, _mails(chance, words, projects, count)


def _mails(
    chance: random.Random, words: Words, projects: Sequence[Project], count: int
) -> Iterator[tuple[bytes, dict[str, Any]]]:
    specs = plan(chance, words, projects, count)
    renderer = Renderer(chance, words)
    made = 0
    for spec in specs:
        content, truth = renderer.render(spec)
        yield content, truth
        made += 1
        if made == count:
            return
        if spec.message_id and chance.random() < 0.0155:
            again = content.replace(b"Received: from mx1.studio", b"Received: from mx2.studio", 1)
            yield again, {**truth, "kind": "duplicate", "bytes": len(again)}
            made += 1
            if made == count:
                return
