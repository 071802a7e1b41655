from functools import partial
import json
from pathlib import Path
import re

import pytest
from textblob import TextBlob

from orchestrator.conversation.body import split_sentences
from orchestrator.conversation.sentiment import ClientMailAnalyzer, read_sentiment
from orchestrator.conversation.sentiment.fit import BIAS, NAMES, Example, Fitted, fit, rows
from orchestrator.conversation.sentiment.full import find_encoder
from orchestrator.conversation.sentiment.pattern import pattern_voice
from orchestrator.conversation.sentiment.sentences import count_sentences
from orchestrator.conversation.sentiment.training import TAUGHT, shipped_mails
from orchestrator.conversation.weights import pack
from tests.cpu import cpu_seconds

RED_LINES = Path(__file__).parents[1] / "data" / "labelled" / "red_lines.jsonl"
RECORDS = [json.loads(line) for line in RED_LINES.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(params=["fast", "full"])
def encoder(request):
    """Both models: what must never be misread must not be by either."""
    return find_encoder() if request.param == "full" else None


@pytest.mark.parametrize("record", RECORDS, ids=[record["text"][:40] for record in RECORDS])
def test_red_lines_are_never_crossed(record, encoder):
    sentiment = read_sentiment(record["text"], lang=record.get("lang"), encoder=encoder)
    assert sentiment.label != record["must_not"]
    # Abstaining counts as neutral, both ways.
    same = {"unclear": "neutral"}
    assert same.get(sentiment.label, sentiment.label) == same.get(record["label"], record["label"])
    assert set(record.get("intents", [])) <= set(sentiment.intents)


def test_the_evidence_is_the_sentence_that_decided(encoder):
    text = "Dear Maya,\nthe photos arrived. Nobody told us about the delay.\nBest regards,\nJane"
    sentiment = read_sentiment(text, encoder=encoder)
    assert sentiment.label == "negative"
    assert sentiment.evidence[0].text == "Nobody told us about the delay."
    assert sentiment.evidence[0].rule == "kept_in_the_dark"
    assert sentiment.evidence[0].weight < 0


def test_quoted_words_and_sign_offs_are_never_scored(encoder):
    assert not read_sentiment("> This is unacceptable.\n", encoder=encoder).scored
    assert read_sentiment("Best regards,\nJane", encoder=encoder).label == "neutral"


@pytest.mark.parametrize(
    "text",
    [
        "4/5", "1/5", "★★", "pulse: 2", "1A", "2 yes", "2 no", "no", "yes please", "B", "👍",
        "1B, 2 yes\n\nweekly please", "weekly please", "stop", "pause until 3 Jan",
        "bitte nur noch monatlich", "1B is fine, 2 no, too expensive",
        "une fois par mois suffit", "4/5\n\nBest regards,\nJane",
    ],
)  # fmt: skip
def test_a_score_an_answer_and_a_wish_have_no_mood(text, encoder):
    assert read_sentiment(text, encoder=encoder).label == "unclear"


def test_the_voice_of_textblob_is_what_it_says_itself():
    voices = set()
    for file in sorted(RED_LINES.parent.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            for sentence in split_sentences(json.loads(line)["text"]):
                polarity = TextBlob(sentence).sentiment.polarity
                voice = f"pattern:{round(polarity * 4)}" if polarity else ""
                words = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)*", sentence.lower())
                assert pattern_voice(sentence, words) == voice, sentence
                voices.add(voice)
    assert len(voices) > 7


def test_the_words_beside_a_score_or_an_answer_keep_theirs():
    praised = read_sentiment("5/5 Guests changing a booking on their own is great.")
    assert praised.label == "positive"
    assert praised.evidence[0].text == "Guests changing a booking on their own is great."
    chased = read_sentiment("2 no, this is the third time I ask and nobody answers")
    assert chased.label == "negative"
    assert chased.evidence[0].text == "this is the third time I ask and nobody answers"


@pytest.mark.parametrize("text", ["", " \n ", "-- \nJane", "> Unacceptable.", "\ufeff", ">\n>>"])
def test_where_the_client_says_nothing_there_is_nothing_to_score(text):
    assert not read_sentiment(text).scored


@pytest.mark.parametrize("text", ["😡", "👏", "Stripe please", "3: Priya", "Noted."])
def test_too_few_words_without_a_cue_are_unclear(text):
    assert read_sentiment(text).label == "unclear"


@pytest.mark.parametrize(
    "text",
    ["We met at the shop. " * 50_000, "a" * 1_000_000, "Best regards\n" * 80_000, "👍" * 250_000],
    ids=["sentences", "one word", "sign-offs", "thumbs"],
)
def test_a_megabyte_is_scored_in_time(text):
    # Four times the text costs at most eight times as much, and a moment for what is fixed.
    quarter = text[: len(text) // 4]
    cost = cpu_seconds(partial(read_sentiment, text))
    assert cost < 8 * cpu_seconds(partial(read_sentiment, quarter)) + 0.2


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
    assert weights.labels["dreadful"][0] > 0 > weights.labels["lovely"][0]
    assert weights == fit(examples, epochs=30)
    assert rows(Fitted({BIAS: [0.5, 0.001, -0.51]}, {"again": [0.1, 2.0]})) == {
        BIAS: {0: 50, 1: -50},
        "again": {3: 200},
    }


def test_the_shipped_mails_are_read_as_their_labels_say():
    """What was learned is known again; how unseen mails are read is for `make bench`."""
    mails = [mail for file in shipped_mails().values() for mail in file][::7]
    read = [read_sentiment(mail.text, lang=mail.lang).label for mail in mails]
    right = sum(label == mail.label for label, mail in zip(read, mails, strict=True))
    assert right > 0.9 * len(mails)
    severe = [
        mail.text
        for label, mail in zip(read, mails, strict=True)
        if (label, mail.label) == ("positive", "negative")
    ]
    assert len(severe) <= 0.01 * len(mails)


def test_a_held_out_block_is_read_better_than_by_chance():
    """A model of every ninth block reads what stands between them, never having seen it."""
    files = [mails for name, mails in shipped_mails().items() if name != TAUGHT]
    blocks = [file[at : at + 30] for file in files for at in range(0, len(file), 30)]
    taught = [mail for block in blocks[::9] for mail in block]
    learned = pack(NAMES, rows(fit(taught, epochs=2)))
    unseen = [mail for block in blocks[1::12] for mail in block]
    read = [read_sentiment(mail.text, lang=mail.lang, learned=learned).label for mail in unseen]
    right = sum(
        mail.label == {"unclear": "neutral"}.get(label, label)
        for label, mail in zip(read, unseen, strict=True)
    )
    assert right > 0.5 * len(unseen)


def test_readings_that_were_wrong_once_stay_right():
    for text, labels in {
        "I cancel the whole thing": {"negative"},
        "thank you for nothing": {"negative"},
        "Que vergonha": {"negative"},
        "Our lawyer reads the contract": {"neutral", "unclear"},
        "The plans.": {"neutral", "unclear"},
        "Lang niet slecht.": {"positive"},
    }.items():
        assert read_sentiment(text).label in labels, text


def test_a_greeting_is_left_out_and_what_follows_it_in_the_same_sentence_is_not():
    for text, said in {
        "Hi Pia, v3 is not it either.": ["v3 is not it either."],
        "Hi, Friday's call made my whole week.": ["Friday's call made my whole week."],
        "Best launch we've ever had.": ["Best launch we've ever had."],
        "Cheers for the surprise surcharge.": ["Cheers for the surprise surcharge."],
        "Hello there! Great job": ["Great job"],
        "Sehr geehrte Damen und Herren,\nes fehlt.": ["es fehlt."],
        "Beste Maya, het werkt niet": ["het werkt niet"],
        "Hi Maya\n\nlate again\ncheers tom": ["late again"],
    }.items():
        assert count_sentences(text) == said
