"""What closes a mail is no mood, in any of the seven languages."""

import pytest

from orchestrator.conversation.sentiment import read_sentiment
from orchestrator.conversation.sentiment.closings import without_closings
from orchestrator.conversation.sentiment.sentences import count_sentences
from orchestrator.engagement.clearing import RED_LINES

CLOSINGS = {
    "en": "With warm regards,|Many thanks and have a lovely weekend,|Love and hugs,|All the best,|"
    "Warmest wishes and many thanks for everything,|Have a great day!",
    "de": "Herzlichen Dank und sonnige Grüße|Einen wunderschönen Tag noch,|Ganz liebe Grüße",
    "fr": "Très belle journée et un grand merci,|Bien amicalement,|Je vous embrasse,",
    "es": "Un fuerte abrazo y mil gracias,|Que tengas un buen día,|Besos,|Con cariño,",
    "it": "Grazie mille e buona giornata,|Un caro saluto,|Buon lavoro,|Con affetto,",
    "nl": "Hartelijke groet en fijne dag,|Liefs,|Met zonnige groeten,|Fijn weekend!",
    "pt": "Muito obrigado e um abraço,|Beijinhos,|Tenha um ótimo dia,|Com carinho,",
}
EVERY = [closing for line in CLOSINGS.values() for closing in line.split("|")]


def test_a_closing_says_nothing_alone_nor_below_words() -> None:
    said = "The report has errors in it."
    for closing in EVERY:
        alone, below = read_sentiment(f"{closing}\nAnna"), f"{said}\n\n{closing}\nAnna"
        assert (alone.label, alone.scored) == ("neutral", False), closing
        assert without_closings(count_sentences(below)) == [said], closing
        assert read_sentiment(below) == read_sentiment(said), closing


@pytest.mark.parametrize(
    "said",
    [
        "Thank you for all your hard work.",
        "Thanks a lot!",
        "You are the best!",
        "This ruined our whole weekend.",
        "What a day.",
        "Not with kind regards.",
    ],
)
def test_words_beside_the_polite_ones_are_kept(said: str) -> None:
    assert without_closings([said]) == [said]


def test_a_verdict_below_a_closing_is_no_name() -> None:
    said = ["It is late.", "Bonne journée,", "Anna", "Unacceptable."]
    assert without_closings(said) == ["It is late.", "Unacceptable."]


def test_what_no_learned_weight_may_decide_is_a_rule_in_each_language() -> None:
    unhappy = (
        "I can't say I'm happy with how this turned out.",
        "On ne peut pas dire que ce soit une réussite.",
        "Ich kann leider nicht behaupten, dass wir zufrieden sind.",
        "No puedo decir que estemos contentos.",
        "J'en ai ras le bol.",
        "Wir werden die Schlussrate einbehalten.",
        "Blocchiamo il saldo finché i difetti non saranno risolti.",
        "Frechheit!",
        "Lamentable.",
        "Vergonzoso.",
        "Pessimo.",
        "Nice work breaking it 👏👏",
        "Nous mettons fin à notre collaboration au 31 décembre.",
        "Wij zeggen hierbij de samenwerking op per 1 januari.",
        "Please consider this our 30 days' notice.",
        "The product is broken and we want our money back.",
    )
    for text in unhappy:
        felt = read_sentiment(text)
        assert felt.label == "negative", text
        assert felt.evidence[0].rule in RED_LINES, text
    assert read_sentiment("I was worried, but it could not have gone better.").label == "positive"


def test_a_red_line_is_not_hidden_by_a_milder_wording_beside_it() -> None:
    for text in (
        "Great, another delay.",
        "We are very unhappy about the delay.",
        "It does not work and we are not happy.",
    ):
        assert read_sentiment(text).evidence[0].rule in RED_LINES, text
