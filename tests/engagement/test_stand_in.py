"""Whom an out-of-office names, in its own words."""

import pytest

from orchestrator.engagement.stand_in import stand_in

KNOWN = {"Priya Shah": "priya@harborlane.example"}
DANA = "dana@harborlane.example"


@pytest.mark.parametrize(
    ("text", "name", "address"),
    [
        ("I am away until 9 January. In urgent cases contact Luis Ortega (luis@quay.example).",
         "Luis Ortega", "luis@quay.example"),
        ("I am out of the office. Priya covers for me.", "Priya Shah", "priya@harborlane.example"),
        ("Ich bin bis 9.1. nicht im Büro. Bitte wenden Sie sich an Frau Anna Berg,\n"
         "anna.berg@kunde.example.", "Anna Berg", "anna.berg@kunde.example"),
        ("Meine Vertretung übernimmt Jonas Weiß.", "Jonas Weiß", ""),
        ("Je suis absente jusqu'au 9 janvier. Vous pouvez joindre Claire Dupont : "
         "claire@client.example", "Claire Dupont", "claire@client.example"),
        ("Estoy de vacaciones. Para asuntos urgentes, póngase en contacto con "
         "luis@cliente.example.", "", "luis@cliente.example"),
        ("Sono fuori ufficio. Potete rivolgervi a Marco De Luca.", "Marco De Luca", ""),
        ("Ik ben afwezig tot 9 januari. Neem contact op met Piet van Dijk via piet@klant.example.",
         "Piet van Dijk", "piet@klant.example"),
        ("Estou ausente até 9 de janeiro. Contacte Rui Costa, rui@cliente.example.", "Rui Costa",
         "rui@cliente.example"),
    ],
)  # fmt: skip
def test_the_person_to_turn_to_is_found(text: str, name: str, address: str) -> None:
    found = stand_in(text, known=KNOWN, apart_from={DANA, "hello@northwind.example"})
    assert found is not None
    assert (found.name, found.addr_spec) == (name, address)
    assert found.words in " ".join(text.split())


@pytest.mark.parametrize(
    "text",
    [
        "I am away until 9 January and read your mail then.",
        "I am out of office. In urgent cases call +44 20 7946 0000.",
        f"I am away. You can contact me again on 9 January at {DANA}.",
        "Ich bin nicht da. Ihre Mail wird nicht weitergeleitet.",
        "I am away. Your mail to hello@northwind.example was received.",
        "Je serai de retour le 9 janvier. Cordialement, Dana Whitfield",
    ],
)
def test_who_names_nobody_names_nobody(text: str) -> None:
    known = {"Priya Shah": "priya@harborlane.example"}
    assert stand_in(text, known=known, apart_from={DANA, "hello@northwind.example"}) is None
