import json
from pathlib import Path

import pytest
from textblob import TextBlob

from orchestrator.conversation.sentiment import ClientMailAnalyzer, read_sentiment
from orchestrator.conversation.sentiment.fit import BIAS, Example, fit, pack

RED_LINES = Path(__file__).parents[1] / "data" / "labelled" / "red_lines.jsonl"
RECORDS = [json.loads(line) for line in RED_LINES.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("record", RECORDS, ids=[record["text"][:40] for record in RECORDS])
def test_red_lines_are_never_crossed(record):
    sentiment = read_sentiment(record["text"], lang=record.get("lang"))
    assert sentiment.label != record["must_not"]
    # Abstaining counts as neutral, both ways.
    same = {"unclear": "neutral"}
    assert same.get(sentiment.label, sentiment.label) == same.get(record["label"], record["label"])
    assert set(record.get("intents", [])) <= set(sentiment.intents)


def test_the_evidence_is_the_sentence_that_decided():
    text = "Dear Maya,\nthe photos arrived. Nobody told us about the delay.\nBest regards,\nJane"
    sentiment = read_sentiment(text)
    assert sentiment.label == "negative"
    assert sentiment.evidence[0].text == "Nobody told us about the delay."
    assert sentiment.evidence[0].rule == "kept_in_the_dark"
    assert sentiment.evidence[0].weight < 0


def test_quoted_words_and_sign_offs_are_never_scored():
    assert not read_sentiment("> This is unacceptable.\n").scored
    assert read_sentiment("Best regards,\nJane").label == "neutral"


def test_a_language_we_do_not_know_is_unclear():
    text = "Szanowni Państwo, dziękujemy za przesłane materiały dotyczące projektu."
    assert read_sentiment(text).label == "unclear"


def test_textblob_takes_the_analyzer():
    sentiment = TextBlob("We will not pay this invoice.", analyzer=ClientMailAnalyzer()).sentiment
    assert (sentiment.label, sentiment.score < 0) == ("negative", True)


def test_fit_learns_the_same_weights_every_time():
    none = frozenset[str]()
    examples = [
        Example("This is dreadful work", "negative", none, "en"),
        Example("dreadful service again", "negative", none, "en"),
        Example("This is lovely work", "positive", none, "en"),
        Example("lovely service again", "positive", none, "en"),
    ]
    weights = fit(examples, epochs=30)
    assert weights["dreadful"][0] > 0 > weights["lovely"][0]
    assert weights == fit(examples, epochs=30)
    assert pack({BIAS: [0.5, 0.001, -0.5]}) == {BIAS: [0, 50, 2, -50]}
