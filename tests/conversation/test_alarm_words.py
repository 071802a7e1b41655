"""Who speaks of leaving, or disputes an invoice, in seven languages; who only sounds like it."""

import pytest

from orchestrator.conversation.alarm_words import alarming_sentences

CHURN = (
    "We have decided to move on with another agency next year.",
    "What is the notice period in our contract?",
    "We would like to terminate our agreement at the end of March.",
    "We will not be renewing.",
    "Wir prüfen gerade das Angebot eines anderen Anbieters.",
    "Hiermit kündigen wir den Wartungsvertrag.",
    "Wir wollen die Zusammenarbeit beenden.",
    "Nous avons consulté un autre prestataire.",
    "Quel est le préavis du contrat ?",
    "Nous souhaitons résilier le contrat.",
    "Estamos hablando con otra agencia.",
    "¿Qué preaviso hay que dar para rescindir?",
    "Abbiamo chiesto un preventivo a un altro fornitore.",
    "Vorremmo dare disdetta.",
    "We hebben een ander bureau gevraagd.",
    "Wij willen het contract niet verlengen.",
    "Estamos a falar com outra agência.",
    "Não vamos renovar.",
)
INVOICE = (
    "Your invoice is wrong.",
    "You charged us twice for the hosting.",
    "We won't pay this.",
    "Die Rechnung ist falsch.",
    "Sie haben uns die Schulung doppelt berechnet, die Rechnung ist zu hoch.",
    "La facture est erronée.",
    "La factura es incorrecta.",
    "La fattura è sbagliata.",
    "De factuur klopt niet.",
    "A fatura está errada.",
)
NEITHER = (
    "Thanks, the invoice is on its way to accounts.",
    "Please cancel the meeting on Friday.",
    "Could you send us the contract for the new project?",
    "The other page still needs a photo.",
    "Bitte sagen Sie den Termin ab.",
    "Merci pour la facture.",
    "Gracias por la factura.",
    "Grazie, la fattura è arrivata.",
    "Bedankt voor de factuur.",
    "Obrigada pela fatura.",
    "Great work, we love the calendar!",
)


@pytest.mark.parametrize(("kind", "texts"), [("churn", CHURN), ("invoice", INVOICE)])
def test_the_sentence_that_says_so_is_named(kind: str, texts: tuple[str, ...]) -> None:
    missed = [text for text in texts if alarming_sentences(text).get(kind) != text]
    assert missed == []
    praised = f"The calendar is lovely, thank you so much! {texts[0]}"
    assert alarming_sentences(praised)[kind] == texts[0], "whatever the polarity"


def test_what_only_sounds_like_it_raises_no_alarm() -> None:
    assert {text: found for text in NEITHER if (found := alarming_sentences(text))} == {}


def test_an_intent_that_was_learned_needs_no_wording_of_ours() -> None:
    text = "The last months wore us out, and the board asked for alternatives."
    assert alarming_sentences(text) == {}
    assert list(alarming_sentences(text, ["churn_risk", "complaint"])) == ["churn"]
    assert alarming_sentences("", ["churn_risk"]) == {}
