"""Whole replies read as labelled: the sets that were shown and those written for this."""

from datetime import date
import json
from pathlib import Path

import pytest

from bench.reading_replies import harm, said
from orchestrator.conversation.reply import Ask, read_reply

DATA = Path(__file__).parents[1] / "data"
LANGUAGES = {"en", "de", "fr", "es", "it", "nl", "pt"}


def records(name):
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


def read(record, text=None):
    asks = [Ask(a["n"], a["kind"], a["text"], a.get("options") or {}) for a in record["asks"]]
    return read_reply(
        record["text"] if text is None else text,
        asks=asks,
        today=date.fromisoformat(record["today"]),
        timezone=record["timezone"],
    ).as_json()


@pytest.mark.parametrize(
    ("name", "at_least"), [("labelled/replies.jsonl", 0.965), ("replies_ours.jsonl", 0.97)]
)
def test_replies_are_read_as_labelled_and_never_harmfully(name, at_least):
    pairs = [(record["id"], record["expected"], read(record)) for record in records(name)]
    assert [(key, found) for key, want, got in pairs if (found := harm(want, got))] == []
    assert sum(said(want) == said(got) for _, want, got in pairs) / len(pairs) >= at_least


def test_ours_are_of_all_languages():
    ours = records("replies_ours.jsonl")
    assert len(ours) >= 1200
    assert {record["lang"] for record in ours} == LANGUAGES


def test_a_quoted_reply_says_nothing():
    for record in records("replies_ours.jsonl"):
        quoted = "Thanks!\n\n" + "".join(f"> {line}\n" for line in record["text"].split("\n"))
        assert read(record, quoted)["answers"] == {}, record["id"]


@pytest.mark.parametrize(
    "condition",
    [
        "But only if the price stays the same.", "Aber nur, wenn der Preis bleibt.",
        "Mais seulement si le prix ne change pas.", "Pero solo si el precio no sube.",
        "Ma solo se il prezzo resta uguale.", "Maar alleen als de prijs gelijk blijft.",
        "Mas só se o preço ficar igual.",
    ],
)  # fmt: skip
def test_a_condition_behind_a_yes_leaves_none_exact(condition):
    for record in records("replies_ours.jsonl"):
        got = read(record, f"{record['text'].split(chr(10) + chr(10))[0]}\n\n{condition}")
        yes = [
            a for a in got["answers"].values() if (a["value"], a["certainty"]) == ("yes", "exact")
        ]
        assert not yes, (record["id"], got["answers"])


def test_ordinary_mail_answers_none_of_several_asks_for_sure():
    """What clients write about their own work, beside every set of asks in their language."""
    asked = {}
    for record in records("replies_ours.jsonl"):
        if len(record["asks"]) > 1:
            asked.setdefault(record["lang"], {})[record["asks"][0]["text"]] = record
    for row in records("no_wish.jsonl"):
        for record in asked[row["lang"]].values():
            got = read(record, row["text"])
            acts = [got[key] for key in ("preferences", "stop", "start", "undo")]
            acts += [a for a in got["answers"].values() if a["certainty"] == "exact"]
            assert not any(acts), (row["text"], got)
