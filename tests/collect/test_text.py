import json
from pathlib import Path
from typing import Any

import pytest

from bench.reading_text import Figures, figures, own_cases, raw_replies, third_party_cases
from orchestrator.collect.markup import split_html
from orchestrator.collect.parse import parse_mail
from orchestrator.collect.text import split_text
from tests.cpu import cpu_seconds

DATA = Path(__file__).parents[1] / "data"
SHARED = Path(__file__).parents[2] / ".." / "shared" / "data"


def _cases(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()


@pytest.mark.parametrize(
    "case", _cases(DATA / "modern_replies" / "expected.jsonl"), ids=lambda case: str(case["file"])
)
def test_replies_of_current_programs(case: dict[str, Any]) -> None:
    mail = parse_mail((DATA / "modern_replies" / case["file"]).read_bytes())
    assert mail.new_text.split() == case["new_text"].split()
    assert mail.signature.split() == case["signature"].split()


@pytest.mark.parametrize(
    "announcement",
    [
        "On Tue, 3 Mar 2026 at 10:00, Ann <ann@example.com> wrote:",
        "Am 03.03.2026 um 10:00 schrieb Ann:",
        "Le mar. 3 mars 2026 à 10:00, Ann <ann@example.com> a écrit :",
        "El mar, 3 mar 2026 a las 10:00, Ann (<ann@example.com>) escribió:",
        "Il giorno mar 3 mar 2026 alle ore 10:00 Ann <ann@example.com> ha scritto:",
        "Op di 3 mrt 2026 om 10:00 schreef Ann <ann@example.com>:",
        "Ann <ann@example.com> escreveu (terça, 3/03/2026 à(s) 10:00):",
        "On Tue, 3 Mar 2026 at 10:00, Ann\n<ann@example.com> wrote:",
    ],
)
def test_an_announcement_ends_the_new_words(announcement: str) -> None:
    split = split_text(f"Yes, go ahead.\n\n{announcement}\n\n> Shall we?\n")
    assert split.new_text == "Yes, go ahead."
    assert "Shall we?" in split.quoted_text


@pytest.mark.parametrize(
    "block",
    [
        "From: Ann <ann@example.com>\nSent: Tuesday, March 3, 2026 10:00\nTo: Bob\nSubject: Plan",
        "Von: Ann <ann@example.com>\nGesendet: Dienstag, 3. März 2026\nAn: Bob\nBetreff: Plan",
        "De : Ann <ann@example.com>\nEnvoyé : mardi 3 mars 2026 10:00\nÀ : Bob\nObjet : Plan",
        "De: Ann <ann@example.com>\nEnviado: martes, 3 de marzo de 2026\nPara: Bob\nAsunto: Plan",
        "Da: Ann <ann@example.com>\nInviato: martedì 3 marzo 2026\nA: Bob\nOggetto: Plan",
        "Van: Ann <ann@example.com>\nVerzonden: dinsdag 3 maart 2026\nAan: Bob\nOnderwerp: Plan",
        "De: Ann <ann@example.com>\nEnviada: 3 de março de 2026\nPara: Bob\nAssunto: Plan",
        "-----Original Message-----\nFrom: Ann",
        "________________________________\nFrom: Ann <ann@example.com>\nSubject: Plan",
    ],
)
def test_a_header_block_ends_the_new_words(block: str) -> None:
    assert split_text(f"Yes.\n\n{block}\n\nShall we?").new_text == "Yes."


@pytest.mark.parametrize(
    "words",
    [
        "On Monday we wrote: nothing at all.",
        "From: row 118\nTo: row 240\nSubject: column not mapped",
        "-- first point\n-- second point",
        "Sent from my desk, is much easier than my phone.",
        "On the one hand it works.\nOn the other hand it is slow.",
        "The options are:\n\n1. red\n2. blue",
        "Please write the price above the dotted line on page 3.\nThanks",
    ],
)
def test_words_that_only_look_like_a_quote_stay(words: str) -> None:
    assert _same(split_text(words).new_text, words)


def test_answers_between_quotes_are_joined_in_order() -> None:
    text = "> One?\n\nYes.\n\n> Two?\n\nNo.\n\n-- \nAnn\n"
    split = split_text(text)
    assert split.new_text == "Yes.\n\nNo."
    assert split.signature == "Ann"
    assert split.quoted_text == "> One?\n\n> Two?"


@pytest.mark.parametrize(
    "footer",
    ["Sent from my iPhone", "Von meinem iPhone gesendet", "Envoyé de mon iPhone",
     "Enviado desde mi iPhone", "Inviato da iPhone", "Verstuurd vanaf mijn iPhone",
     "Get Outlook for Android<https://aka.ms/AAb9ysg>"],
)  # fmt: skip
def test_device_footers_are_nobodys_words(footer: str) -> None:
    split = split_text(f"Fine.\n\n{footer}\n")
    assert (split.new_text, split.signature) == ("Fine.", "")


@pytest.mark.parametrize(
    "html",
    [
        '<p>one <?xml:namespace prefix = "o" />two</p>',
        "<p>one <![if !vml]>two<![endif]></p>",
        "<style><!-- p {} </style><p>one two<!-- > three --></p>",
        "<p>one <a<br>two</a></p>",
        "<svg><style>three</style><svg>three</svg></svg><p title='<br>\">'>one\n two",
    ],
)
def test_odd_markup_hides_no_word_and_shows_none(html: str) -> None:
    assert split_html(html).new_text == "one two"


def test_what_is_struck_out_is_shown_as_that() -> None:
    html = "<p>1 <s>yes</s> no</p><div>2 <strike><b>B</b></strike> A<del></del></div>"
    assert split_html(html).new_text == "1 ~~yes~~ no\n\n2 ~~B~~ A"


def test_typed_marks_in_html_are_new_words() -> None:
    split = split_html("<div>&gt; open Settings<br>From: row 1<br>To: row 2</div>")
    assert split.new_text == "> open Settings\nFrom: row 1\nTo: row 2"


@pytest.mark.parametrize("html", ["", "<", "<div>" * 50_000, "<p>" + "x" * 400_000])
def test_hostile_html_is_divided_too(html: str) -> None:
    assert "<div>" not in split_html(html).new_text


def test_cases_of_ours() -> None:
    """Bodies of many programs and languages, and human words that only look quoted.

    The one that is not right keeps a header block of Lotus Notes that names no field beside
    its value.
    """
    assert figures(own_cases()) == Figures(cases=509, right=508, lost=0)


def test_signatures_of_our_cases() -> None:
    for case in own_cases():
        divide = split_html if case["kind"] == "html" else split_text
        assert _same(divide(case["body"]).signature, case["signature"]), case["id"]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the third-party cases are not here")
def test_suites_of_other_programs() -> None:
    """The five that differ want a quote, a signature or the name of a device kept."""
    found = figures(third_party_cases(SHARED / "reply_extraction.jsonl"))
    assert found.right >= 154
    assert found.lost <= 5
    replies = figures(raw_replies(SHARED / "modern_replies"))
    assert (replies.right, replies.lost) == (replies.cases, 0)


def test_the_armour_of_a_signed_text_is_nobodys_words() -> None:
    text = (
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nYes.\n\n- -- \nAnn\n"
        "-----BEGIN PGP SIGNATURE-----\niQ\n-----END PGP SIGNATURE-----\n"
    )
    split = split_text(text)
    assert (split.new_text, split.signature) == ("Yes.", "Ann")


def test_an_answer_below_a_marked_quote_survives_a_header_block_on_top() -> None:
    text = "----- Original Message -----\nFrom: Ann <ann@example.com>\n\n> Shall we?\n\nYes.\n"
    assert split_text(text).new_text == "Yes."


@pytest.mark.parametrize(
    "line",
    [
        "> quoted\nmine\n",
        "> a quoted line that is long enough to have been wrapped by a program\ntail\n",
        "On Mon, 3 Nov 2026 at 10:00 Ann <ann@example.com>\n",
        "From: Ann\n",
        "-----" + "Original " * 40 + "\n",
        "Sent from my phone\n\n",
        "\t" * 300 + "\n",
        "> From: ann@example.com\n> Sent: 3 Nov 2026\n> Subject: x\nx\n",
    ],
)
def test_ten_times_the_lines_take_no_more_than_ten_times_as_long(line: str) -> None:
    few = line * (100_000 // len(line))
    short, long = cpu_seconds(lambda: split_text(few)), cpu_seconds(lambda: split_text(few * 10))
    assert long < 40 * short + 0.05


@pytest.mark.parametrize(
    "mark",
    [
        "##- Please type your reply above this line -##",
        "-- Reply above this line --",
        "Please reply ABOVE THIS LINE to post a comment",
        "## Bitte antworten Sie oberhalb dieser Linie ##",
        "Bitte schreiben Sie Ihre Antwort über dieser Zeile",
        "##- Veuillez répondre au-dessus de cette ligne -##",
        "Por favor, escriba su respuesta por encima de esta línea",
        "Si prega di scrivere la risposta sopra questa riga",
        "Escreva a sua resposta acima desta linha",
        "Typ uw antwoord boven deze regel",
    ],
)
def test_words_below_a_help_desk_line_stay_where_none_stand_above(mark: str) -> None:
    words = "Dana Whitfield (Harbor)\n\nWe do not accept version 2."
    assert split_text(f"\n{mark}\n\n{words}").new_text == words
    assert split_html(f"<p>{mark}</p><p>We do not accept.</p>").new_text == "We do not accept."
    assert split_text(f"Yes.\n\n{mark}\n\n{words}").new_text == "Yes."


@pytest.mark.parametrize(
    "html",
    [
        '<div class="yahoo_quoted"><p>We do not accept.</p></div>',
        '<div id="Signature"><p>We do not accept.</p></div>',
        '<blockquote type="cite"><p>We do not accept.</p></blockquote>',
    ],
)
def test_words_stay_where_the_markup_would_leave_none(html: str) -> None:
    assert split_html(html).new_text == "We do not accept."


def test_a_quote_that_shows_it_is_none_of_her_words_even_alone() -> None:
    cite = '<p>Ann wrote:</p><blockquote type="cite">Shall we?</blockquote>'
    block = "From: Ann <ann@example.com>\nSent: Tuesday, March 3, 2026 10:00\nTo: Bob\n\nShall we?"
    named = f'<div class="yahoo_quoted">{block.replace("<", "&lt;")}</div>'.replace("\n", "<br>")
    assert [split_html(cite).new_text, split_html(named).new_text] == ["", ""]
    assert split_text(f"{block}\n\n-- \nDana\n").new_text == ""


def test_a_person_names_whom_she_quotes() -> None:
    html = "<p>Our director writes:</p><blockquote>The map is a disgrace.</blockquote>"
    assert split_html(html).new_text == "Our director writes:\n\nThe map is a disgrace."


OUTLOOK = (
    "<p>{intro}</p><p>From: Ann &lt;ann@example.com&gt;<br>Sent: Tuesday, March 3, 2026 10:00<br>"
    "To: Dana<br>Subject: Plan</p><p>Hello Dana,</p><p>Which door?</p><p>{answer}</p>"
)


@pytest.mark.parametrize(
    "intro",
    ["See my answers below.", "See below.", "Voir mes réponses ci-dessous.", "Siehe unten",
     "Ver abajo", "Vedi sotto", "Zie hieronder", "Veja abaixo", "Comments inline."],
)  # fmt: skip
@pytest.mark.parametrize("colour", ["red", "rgb(0,0,255)", "rgb(0, 0, 255)", "#1F497D", "#00F"])
def test_announced_answers_in_another_colour_are_new(intro: str, colour: str) -> None:
    answer = f'<span style="font-size:11pt;color:{colour}">The left one.</span>'
    html = OUTLOOK.format(intro=intro, answer=answer)
    assert split_html(html).new_text == f"{intro}\n\nThe left one."


def test_answers_in_the_quote_of_outlook_on_the_web_are_new() -> None:
    html = (
        '<div>{}</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> Ann '
        "&lt;ann@example.com&gt;<br><b>Sent:</b> Tuesday, March 3, 2026 10:00<br><b>To:</b> Dana"
        "</div><div>Which door?</div><div{}>The left one.</div>"
    )
    tinted = html.format("See below.", ' style="color:rgb(31,73,125)"')
    assert split_html(tinted).new_text == "See below.\n\nThe left one."
    plain = split_html(html.format("See my answers below.", ""))
    assert plain.new_text.split("\n\n") == ["See my answers below.", "Which door?\nThe left one."]


def test_the_colour_of_the_whole_quote_is_no_answer() -> None:
    html = OUTLOOK.format(intro="See below.", answer="Or none?")
    blue = html.replace("<p>", '<p style="color:#1F497D">')
    assert split_html(blue).new_text == "See below."
    assert split_html(blue.replace("See below.", "Yes.")).new_text == "Yes."


@pytest.mark.parametrize("name", ["[Dana]", "[Dana Whitfield]", "DW:"])
def test_announced_answers_that_begin_with_a_name_are_new(name: str) -> None:
    block = "From: Ann <ann@example.com>\nSent: Tuesday, March 3, 2026 10:00\nTo: Dana\n"
    quote = f"{block}\nVersion 2?\n{name} No, it is\nlate.\n\nVersion 3?\n{name} Yes.\n"
    split = split_text(f"See below.\n\n{quote}")
    assert split.new_text == f"See below.\n\n{name} No, it is\nlate.\n\n{name} Yes."
    assert "Version 3?" in split.quoted_text
    assert split_text(f"Fine.\n\n{quote}").new_text == "Fine."


def test_promised_answers_that_are_not_found_leave_the_quote_new() -> None:
    block = "From: Ann <ann@example.com>\nSent: Tuesday, March 3, 2026 10:00\nTo: Dana\n"
    quote = f"{block}\nVersion 2?\nNever.\n"
    for intro in ("See my answers below.", "Meine Antworten stehen unten.", "Comments inline:"):
        split = split_text(f"{intro}\n\n{quote}")
        assert split.new_text == f"{intro}\n\nVersion 2?\nNever."
        assert split.quoted_text.startswith("From: Ann")
    for intro in ("Thanks for your answers below.", "See below.", "We approve the reply below."):
        assert split_text(f"{intro}\n\n{quote}").new_text == intro
