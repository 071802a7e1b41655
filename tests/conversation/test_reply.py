from collections import Counter
from datetime import date
from functools import partial
import json
from pathlib import Path

import pytest

from orchestrator.conversation.body import read_lines
from orchestrator.conversation.reply import Ask, read_reply
from tests.cpu import cpu_seconds

TODAY = date(2026, 11, 20)
PROVIDER = Ask(1, "choice", "Which payment provider?", {"A": "Stripe", "B": "bank terminal"})
VOUCHERS = Ask(2, "yesno", "Add gift vouchers for £1,850?", {})
SIGNER = Ask(3, "value", "Who signs off the texts?", {})
SITE = Ask(1, "yesno", "Put the new header live?", {})
THREE = (PROVIDER, VOUCHERS, SIGNER)
LABELLED = Path(__file__).parents[1] / "data" / "labelled" / "replies.jsonl"


def read(text, asks=THREE, **options):
    return read_reply(text, asks=asks, today=TODAY, timezone="Europe/London", **options)


def answers(text, asks=THREE):
    return {n: (a.value, a.certainty) for n, a in read(text, asks).answers.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1B, 2 yes, 3 Priya", {1: ("B", "exact"), 2: ("yes", "exact"), 3: ("Priya", "exact")}),
        ("1) B\n2) no, too expensive", {1: ("B", "exact"), 2: ("no", "exact")}),
        ("2 yes but only under £500", {2: ("yes", "unclear")}),
        ("2: oui, mais pas avant mars", {2: ("yes", "unclear")}),
        ("2: ja, wenn der Preis bleibt", {2: ("yes", "unclear")}),
        ("2: sí, siempre que sea en enero", {2: ("yes", "unclear")}),
        ("2: sì, a patto che costi meno", {2: ("yes", "unclear")}),
        ("2: ja, mits het snel kan", {2: ("yes", "unclear")}),
        ("2: sim, desde que caiba no orçamento", {2: ("yes", "unclear")}),
        ("2: don't", {2: ("no", "exact")}),
        ("2: I don't think so", {2: ("no", "exact")}),
        ("2: ask me in January", {2: (None, "unclear")}),
        ("2 yes? not sure", {2: ("yes", "unclear")}),
        ("1 B not A", {1: ("B", "exact")}),
        ("#2 👍", {2: ("yes", "exact")}),
        ("3: mine is 555", {3: ("555", "exact")}),
        ("3: Priya, reachable from ten", {3: ("Priya", "exact")}),
        ("all yes", {2: ("yes", "confirm")}),
        ("1C", {}),
        ("3", {}),
        ("We had 2 calls yesterday and 1 was angry", {}),
        ("Thanks, looks good. See you on 2 December at 3.", {}),
        ("See you at 2 yesterday's place", {}),
        ("My number is 1 555 2 yes", {}),
        ("> 2. Add gift vouchers for £1,850?\n> yes\n\nThanks", {}),
        ("2 ~~yes~~ no", {2: ("no", "exact")}),
        ("2 ~~yes~~", {}),
    ],
)
def test_answers(text, expected):
    assert answers(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "1B is fine, 2 no, too expensive",
        "1B passt mir gut, 2 nein, zu teuer",
        "1B me va bien, 2 non, trop cher",
        "1B está bien, 2 no, demasiado caro",
        "1B va bene, 2 no, troppo caro",
        "1B is goed, 2 nee, te duur",
        "1B está bem, 2 não, muito caro",
    ],
)
def test_a_few_kind_words_behind_an_answer_do_not_lose_it(text):
    assert answers(text) == {1: ("B", "exact"), 2: ("no", "exact")}


@pytest.mark.parametrize(
    "text",
    [
        "1A sounds good", "B is good for 1", "1: B is ok", "I'd go with 1A", "for 1 we take B",
        "1A klingt gut", "für 1 nehmen wir B", "je prendrais 1A", "pour 1 on prend B",
        "me quedo con 1A", "para 1 elegimos B", "scelgo 1A", "per 1 prendiamo B",
        "ik ga voor 1A", "voor 1 nemen we B", "fico com 1A", "para 1 ficamos com B",
        "no problem with 1B", "1B ist nicht schlecht", "2 no 1A",
    ],
)  # fmt: skip
def test_an_option_is_taken_in_a_sentence(text):
    letter = "A" if "1A" in text else "B"
    assert answers(text)[1] == (letter, "exact")


@pytest.mark.parametrize("sign", ["(", "[", "*", "\\", "+", "?"])
def test_an_option_may_have_any_sign(sign):
    ask = Ask(1, "choice", "Which?", {sign: "Open", "B": "Close it"})
    for text in (f"{sign} please", f"{sign}) Open", "B, please"):
        assert set(answers(text, (ask,))) <= {1}
    assert answers("B, please", (ask,)) == {1: ("B", "exact")}


@pytest.mark.parametrize(
    "text",
    [
        "1B is fine if it gets cheaper", "1B passt, wenn es billiger wird", "1B, but in red",
        "1B est bien si le prix baisse", "1B va bene se costa meno", "1B or A is fine",
        "1B is too expensive", "1B ist zu teuer", "1B c'est trop cher", "1B is not fine",
        "1B no me gusta", "not 1B", "I'd rather not go with 1B", "anything but 1B", "Is 1B fine?",
        "maybe 1B", "vielleicht 1B", "1B peut-être",
    ],
)  # fmt: skip
def test_an_option_that_is_conditional_or_refused_is_never_sure(text):
    assert answers(text)[1][1] == "unclear"


@pytest.mark.parametrize(
    "text",
    [
        "2 yes\n\nBut only if the price stays the same.",
        "If Tom agrees, 2 yes.",
        "2 yes*\n\nThanks for the photos.\n\n* if the price stays",
        "2: yes (pending sign-off from finance)",
        "2 yes, contingent on budget",
        "2 yes with the proviso that it stays blue",
        "2 yes when the price is below 500",
        "2 yes, after you fix the bug",
        "2. Yes I have seen it. Not approving it yet.",
        "2 yes\n\nPlease don't do anything before I have talked to Tom.",
        "2 yes\n\nBut please don't send the mail until legal agrees.",
        "2 ja\n\nAber nur wenn der Preis bleibt.",
        "2 ja\n\nBitte nichts unternehmen, bevor ich mit Tom gesprochen habe.",
        "2 oui\n\nMais seulement si le prix ne change pas.",
        "2 oui\n\nNe faites rien avant que je parle à Tom.",
        "2 sí\n\nPero solo si el precio no sube.",
        "2 sí\n\nNo hagáis nada hasta que hable con Tom.",
        "2 sì\n\nMa solo se il prezzo resta uguale.",
        "2 sì\n\nNon fate nulla prima che parli con Tom.",
        "2 ja\n\nMaar alleen als de prijs gelijk blijft.",
        "2 ja\n\nDoe niets voordat ik Tom gesproken heb.",
        "2 sim\n\nMas só se o preço ficar igual.",
        "2 sim\n\nNão façam nada antes de eu falar com o Tom.",
    ],
)
def test_a_yes_with_a_reserve_anywhere_is_never_sure(text):
    assert answers(text) == {2: ("yes", "unclear")}
    assert answers(text.replace("2", "1"), [SITE]) == {1: ("yes", "unclear")}


@pytest.mark.parametrize(
    ("text", "certainties"),
    [
        ("1A\n2 yes\n\nBut only if the price stays.", ("unclear", "unclear")),
        ("Once legal agrees:\n1A\n2 yes", ("unclear", "unclear")),
        ("1A, 2 yes. Unless Tom objects.", ("unclear", "unclear")),
        ("1A, 2 yes - both subject to Tom", ("unclear", "unclear")),
        ("1A\nBut only if the price stays.\n2 yes", ("unclear", "exact")),
        ("1A\n2 yes (if Tom agrees)", ("exact", "unclear")),
        ("1A\n2 yes\n\nFor 2 we need to ask Tom.", ("exact", "unclear")),
        ("1A\n2 yes\n\nLet me know if you have any questions.", ("exact", "exact")),
        ("1A\n2 yes\n\nI will be away until 3 January.", ("exact", "exact")),
        ("1A\n2 yes\n\nPlease send the updates weekly until June.", ("exact", "exact")),
    ],
)
def test_a_reserve_speaks_of_the_answer_beside_it_or_else_of_all(text, certainties):
    found = answers(text)
    assert (found[1][1], found[2][1]) == certainties


def test_a_reserve_to_the_only_ask_needs_no_number():
    text = "Yes\n\nPlease don't do anything before I have talked to Tom."
    assert answers(text, [VOUCHERS]) == {2: ("yes", "unclear")}


@pytest.mark.parametrize("text", ["für 2 Personen", "pour 2 jours oui", "per 2 settimane no"])
def test_a_number_of_things_is_no_ask(text):
    assert answers(text) == {}


def test_a_letter_alone_means_the_only_choice():
    assert answers("A please", [PROVIDER]) == {1: ("A", "exact")}
    assert answers("A please") == {1: ("A", "confirm")}


def test_words_between_the_quotes_belong_to_the_ask_above():
    text = (
        "On Fri, 20 Nov 2026 Maya wrote:\n> 1. Which payment provider?\nB please\n"
        "> 2. Add gift vouchers for £1,850?\nno, not this year\n"
        "> 3. Who signs off the texts?\nPriya Shah\n"
    )
    assert answers(text) == {1: ("B", "exact"), 2: ("no", "exact"), 3: ("Priya Shah", "exact")}


def test_a_bare_yes_answers_the_only_ask_and_no_other():
    assert answers("approve", [VOUCHERS]) == {2: ("yes", "exact")}
    assert read("approve").answers == {}
    assert read("approve").unclear


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Absolutely not", ("no", "exact")),
        ("Of course not", ("no", "exact")),
        ("No problem, go ahead", ("yes", "exact")),
        ("No objection", ("yes", "exact")),
        ("Ja, aber erst im Januar", ("yes", "unclear")),
        ("Yes, but not more than 900", ("yes", "unclear")),
        ("Yes, I have seen it, will answer tomorrow", ("yes", "unclear")),
        ("Could we do 800?", (None, "unclear")),
    ],
)
def test_small_words_that_say_more_than_they_seem(text, expected):
    assert answers(text, [VOUCHERS]) == {2: expected}


def test_the_last_word_on_an_ask_wins_and_is_no_undo():
    reading = read("1A\n1B, sorry")
    assert (reading.answers[1].value, reading.undo) == ("B", False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("weekly please", {"cadence": "weekly"}),
        ("pause until 3 Jan", {"pause_until": "2027-01-03"}),
        ("pause 2 weeks", {"pause_until": "2026-12-04"}),
        ("Please send these on Mondays at 9", {"weekday": "mon", "time": "09:00"}),
        ("text me instead", {"channel": "sms"}),
        ("Bitte nur noch monatlich", {"cadence": "monthly"}),
        ("Une fois par semaine suffit, merci", {"cadence": "weekly"}),
        ("We sell 40 weekly boxes", {}),
    ],
)
def test_wishes(text, expected):
    assert read(text).preferences == expected


@pytest.mark.parametrize(
    ("ours", "thing"),
    [
        ("Could we pause the updates until 3 Jan?", "Could we pause the campaign until 3 Jan?"),
        ("Please pause until 3 Jan", "Please pause it until 3 Jan"),
        ("Nothing until 3 Jan please", "The campaign is on hold until 3 Jan"),
        ("Bitte die Mails bis 3. Januar pausieren", "Bitte die Kampagne bis 3. Januar pausieren"),
        ("Pause jusqu'au 3 janvier", "Mettez la campagne en pause jusqu'au 3 janvier"),
        ("Pausad los correos hasta el 3 de enero", "Pausad la campaña hasta el 3 de enero"),
        ("In pausa fino al 3 gennaio", "Mettete in pausa la campagna fino al 3 gennaio"),
        ("Pauzeer de mails tot 3 januari", "Pauzeer de campagne tot 3 januari"),
        ("Pausem os e-mails até 3 de janeiro", "Pausem a campanha até 3 de janeiro"),
    ],
)
def test_a_pause_is_of_our_mails_or_of_nothing_named(ours, thing):
    assert read(ours).preferences == {"pause_until": "2027-01-03"}
    assert read(thing).preferences == {}


@pytest.mark.parametrize("text", ["STOP", "Unsubscribe.", "stopp", "baja"])
def test_stop_in_one_word(text):
    assert read(text).stop


@pytest.mark.parametrize(
    "text",
    [
        "Please do not stop work on the calendar",
        "Stop by on Monday!",
        "We can't stop smiling",
        "Can you stop sending it to Bob?",
    ],
)
def test_a_stop_that_is_none(text):
    assert not read(text).stop


def test_a_score_is_a_number_of_five_and_alone_only_where_nothing_else_was_asked():
    assert read("3/5").pulse == 3
    assert read("4/5 from me").pulse == 4
    assert read("4 out of 5 couples ask about parking").pulse is None
    assert read("3").pulse is None
    assert read("3", via_pulse=True).pulse == 3


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("not 5/5", None),
        ("That was not a 5/5 this week", None),
        ("Nicht 5/5", None),
        ("You asked for 1/5 to 5/5. I won't rate.", None),
        ("I'd give you 5/5 if you published it, now it is 2/5", 2),
        ("Ich würde 5/5 geben, wenn es fertig wäre", None),
        ("Je mettrais 5/5 si c'était en ligne", None),
        ("Last month 4/5, now 2/5", 2),
        ("I'd give you 4/5", 4),
        ("4/5, not bad", 4),
        ("No complaints. 5/5", 5),
    ],
)
def test_a_score_that_is_refused_or_only_would_be_given_is_none(text, score):
    assert read(text, []).pulse == score
    assert read(text, [SITE]).pulse == score


@pytest.mark.parametrize(
    "share",
    ["of the team", "des Teams", "de l'équipe", "del equipo", "della squadra", "van het team",
     "da equipa"],
)  # fmt: skip
def test_a_share_of_people_is_no_score(share):
    assert read(f"4/5 {share} loved it", via_pulse=True).pulse is None
    assert read(f"4 of 5 {share} loved it", via_pulse=True).pulse is None


@pytest.mark.parametrize(
    "text",
    [
        "1 " * 500_000,
        "a" * 1_000_000,
        "2 yes\n" * 20_000,
        "\n\nJohn\n" * 100_000,
        "".join(f"{'>' * (at % 500)} hello\n" for at in range(4_000)),
        "👍" * 250_000,
        "\n" * 1_000_000,
    ],
    ids=["digits", "one word", "lines", "names", "nested quotes", "thumbs", "blank lines"],
)
def test_a_body_of_any_size_is_read_in_time(text):
    # Four times the text costs at most eight times as much, and a moment for what is fixed.
    quarter = text[: len(text) // 4]
    assert cpu_seconds(partial(read, text)) < 8 * cpu_seconds(partial(read, quarter)) + 0.2


def test_a_reply_longer_than_people_write_says_so():
    assert read("1B\n" + "We met on Monday.\n" * 1_000).unclear
    assert answers("1B\n" + "> We met on Monday.\n" * 1_000) == {1: ("B", "exact")}


def test_undo_and_start():
    assert read("undo").undo
    assert read("start").start


def test_labelled_replies_are_never_misread_as_exact():
    counts = Counter()
    for record in map(json.loads, LABELLED.read_text(encoding="utf-8").splitlines()):
        asks = [Ask(a["n"], a["kind"], a["text"], a.get("options") or {}) for a in record["asks"]]
        reading = read_reply(
            record["text"],
            asks=asks,
            today=date.fromisoformat(record["today"]),
            timezone=record["timezone"],
        )
        expected = record["expected"].get("answers") or {}
        for n, answer in reading.answers.items():
            want = expected.get(str(n), {})
            sure = answer.certainty == "exact"
            counts["wrong"] += sure and want.get("certainty") != "exact"
            counts["hit"] += answer.certainty == want.get("certainty")
        counts["expected"] += len(expected)
    assert counts["wrong"] == 0
    assert counts["hit"] / counts["expected"] >= 0.95


def _quoted(mark, lines):
    return "".join(f"{mark}{line}\n" for line in lines)


@pytest.mark.parametrize(
    "text",
    [
        "Thanks, all fine.\n\n" + _quoted("> ", ["On Friday", *["we wrote this"] * 9]) + "\nAnn",
        _quoted("> ", [*["words"] * 9, "", ""]) + "Ann Lee\n" + _quoted(">", [""] * 9) + "Bye",
        "From: Ann\n" + _quoted("> ", ["words"] * 9) + "Sent: today\nTo: Bob\nBetter so.",
        "On 20 Nov 2026 Ann <ann@meadow.example>\n"
        + _quoted("> ", ["wrote: hello"] * 9)
        + "Yes.\n--\nAnn\n"
        + _quoted("> ", ["more"] * 9)
        + "And no.",
        "Good.\n\n-----Original Message-----\nFrom: Bob\nSent: today\nHello Ann\n> never",
    ],
)
def test_own_lines_are_the_same_when_the_inner_lines_of_quotes_are_left_unread(text):
    own = [line for line in read_lines(text) if line.own]
    shortened = read_lines(text, all_quotes=False)
    assert [line for line in shortened if line.own] == own
    assert len(shortened) < len(read_lines(text))


def test_a_score_under_the_last_line_of_a_long_quote_is_read_without_asks():
    quote = _quoted("> ", [*["Here is what happened."] * 9, "How happy are you, 1 to 5?"])
    assert read(f"{quote}4\n", asks=[]).pulse == 4


def test_many_quotes_without_a_word_take_no_longer_to_leave_out():
    for line in (">\n", "> a\n", ">" * 50 + "\n"):
        text = line * (100_000 // len(line))
        left_out = cpu_seconds(partial(read_lines, text, all_quotes=False))
        assert left_out < 2 * cpu_seconds(partial(read_lines, text)) + 0.1, line
