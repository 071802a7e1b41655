"""Learn again what words make a statement, from the labelled texts in tests/data.

python -m tools.fit_statements
"""

from collections.abc import Iterator, Sequence
import json
from pathlib import Path
from typing import Any

from orchestrator.conversation import statement_learned
from orchestrator.conversation.statement_clauses import without_quotations
from orchestrator.conversation.statement_fit import fit, rows
from orchestrator.conversation.statement_learned import KINDS, NONE, file_name
from orchestrator.conversation.statements import spoken_clauses
from orchestrator.conversation.weights import write_weights

DATA = Path("tests/data")
MAILS = "labelled/statements.jsonl", "statements_ours.jsonl"
CLAUSES = "statement_phrasings.jsonl", "statement_plain.jsonl"
TARGET = Path(statement_learned.__file__).parent
Labels = Sequence[tuple[str, int, int]]


def main() -> None:
    labelled = [*_of_mails(), *_alone()]
    for direction, kinds in KINDS.items():
        clauses = [(clause, kind) for where, clause, kind in labelled if where == direction]
        write_weights(TARGET / file_name(direction), kinds, rows(fit(clauses, direction)))


def _of_mails() -> Iterator[tuple[str, str, str]]:
    for record in (record for name in MAILS for record in _records(name)):
        whole = _plain(record["text"])
        text = _plain(without_quotations(record["text"]))
        labels = [
            (label["kind"], whole.find(_plain(label["span"])), len(label["span"]))
            for label in record["expected"]
            if label["kind"] != NONE
        ]
        end = 0
        for clause in spoken_clauses(record["text"], record["direction"]):
            start = text.find(_plain(clause), end)
            end = max(end, start)
            yield record["direction"], clause, _kind(start, len(clause), labels)


def _plain(text: str) -> str:
    """As long as it was, wrapped or not."""
    return text.replace("’", "'").replace("\n", " ")


def _kind(start: int, length: int, labels: Labels) -> str:
    """That of the label it has most in common with, if it is much of either."""
    best, most = str(NONE), 0.3
    for kind, begin, size in labels:
        common = min(start + length, begin + size) - max(start, begin)
        if start >= 0 <= begin and common > most * min(length, size):
            best, most = kind, common / min(length, size)
    return best


def _alone() -> Iterator[tuple[str, str, str]]:
    for record in (record for name in CLAUSES for record in _records(name)):
        yield record["direction"], record["text"], record["kind"]


def _records(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    main()
