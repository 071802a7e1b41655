"""Requests of tier T3, in seven languages; work on a site that sounds like one is none."""

import pytest

from orchestrator.conversation.requests import find_requests, has_stop_word

ADDRESS = (
    "My e-mail address has changed, please use dana@newmail.example.",
    "Please change my email address to dana.w@gmail.example",
    "From now on please write to me at dana@new.example instead.",
    "I have a new e-mail address: my new email is dana@new.example",
    "Please update my address to dana@new.example",
    "From now on use dana@new.example",
    "My new address is dana@new.example",
    "Meine neue E-Mail-Adresse lautet dana@neu.example",
    "Bitte ändern Sie meine E-Mail-Adresse auf dana@neu.example.",
    "Schreiben Sie mir künftig bitte an dana@neu.example",
    "Mon adresse e-mail a changé : dana@nouveau.example",
    "Merci de modifier mon adresse, c'est maintenant dana@n.example",
    "Écrivez-moi désormais à dana@n.example",
    "Mi correo ha cambiado, ahora es dana@n.example",
    "Por favor, cambien mi dirección de correo a dana@n.example",
    "Escríbanme a partir de ahora a dana@n.example",
    "Il mio nuovo indirizzo è dana@n.example",
    "Potete cambiare il mio indirizzo email?",
    "Mijn e-mailadres is gewijzigd naar dana@n.example",
    "Mail me voortaan op dana@n.example",
    "O meu e-mail mudou para dana@n.example",
    "Podem alterar o meu endereço de e-mail?",
)
PERSON = (
    "Please add Priya to these mails.",
    "Add Priya please",
    "Could you cc priya@harborlane.example on these updates?",
    "Please loop in Tom Reyes.",
    "Please also send the updates to priya@harborlane.example",
    "Can you include my colleague Tom in the list?",
    "add priya@harborlane.example",
    "Nehmen Sie bitte Priya in den Verteiler auf.",
    "Bitte nehmen Sie auch Herrn Klein in CC.",
    "Schicken Sie die Updates bitte auch an priya@h.example",
    "Merci d'ajouter Priya en copie.",
    "Mettez Tom en copie s'il vous plaît",
    "Añada a Priya en copia, por favor.",
    "Pongan a Tom en copia",
    "Aggiungete Priya in copia",
    "Mettete anche Tom in cc",
    "Voeg Priya toe aan de mails",
    "Zet Tom in de cc graag",
    "Adicionem a Priya em cópia",
    "Por favor coloquem o Tom em cópia",
    "Priya should also get these updates.",
)
ERASE = (
    "Please delete my data.",
    "Please erase all my personal data",
    "Delete everything you have about me.",
    "I want to exercise my right to be forgotten",
    "Bitte löschen Sie meine Daten.",
    "Löschen Sie alle meine personenbezogenen Daten",
    "Ich möchte, dass meine Daten gelöscht werden",
    "Veuillez supprimer mes données personnelles",
    "Supprimez toutes mes données",
    "Por favor borren mis datos",
    "Eliminen todos mis datos personales",
    "Cancellate i miei dati",
    "Vi prego di eliminare tutti i miei dati personali",
    "Verwijder mijn gegevens alstublieft",
    "Apaguem os meus dados",
    "Por favor eliminem todos os meus dados pessoais",
)
DATA = (
    "Please send me all my data",
    "What data do you hold about me?",
    "I'd like a copy of the data you hold on me",
    "Welche Daten haben Sie über mich gespeichert?",
    "Ich bitte um Auskunft über meine Daten nach DSGVO",
    "Bitte senden Sie mir eine Kopie meiner Daten",
    "Quelles données avez-vous sur moi ?",
    "Je voudrais une copie de mes données",
    "¿Qué datos tienen sobre mí?",
    "Quiero una copia de mis datos",
    "Quali dati avete su di me?",
    "Vorrei una copia dei miei dati",
    "Welke gegevens hebben jullie over mij?",
    "Ik wil een kopie van mijn gegevens",
    "Que dados têm sobre mim?",
    "Quero uma cópia dos meus dados",
)
WHO_SEES = (
    "Who sees this?",
    "Who else reads these mails?",
    "Who can see my replies?",
    "By the way, who gets this?",
    "Wer liest das hier alles?",
    "Wer sieht meine Antworten?",
    "Qui voit ça ?",
    "Qui d'autre lit ces mails ?",
    "¿Quién ve esto?",
    "¿Quién más lee estos correos?",
    "Chi vede questo?",
    "Chi legge queste mail?",
    "Wie leest dit allemaal?",
    "Wie ziet mijn mails?",
    "Quem vê isto?",
    "Quem mais lê estes e-mails?",
)
NOT_SENT = (
    "What did you not send me?",
    "What haven't you told us yet?",
    "Could you list what you did not send me this month?",
    "What have you left out of my updates?",
    "What did you leave out?",
    "Was haben Sie mir nicht geschickt?",
    "Was hast du uns nicht gesagt?",
    "Was wurde weggelassen?",
)
NONE = (
    "You did not send me the invoice.",
    "Why didn't you send us the photos?",
    "What did you not send to the printer?",
    "What did we leave out of the price list?",
    "I did not tell you what I want.",
    "Sie haben mir die Fotos nicht geschickt.",
    "Was nicht passt, lassen Sie weg.",
    "Please add the vouchers to the shop page.",
    "Can you add Priya's photo to the team page?",
    "The address on the contact page has changed.",
    "Our address is 12 Quay Street.",
    "Please delete the test data on staging.",
    "Remove the old photos from the site please.",
    "Who sees this banner when logged out?",
    "Please update the address in the footer.",
    "Send the invoice to accounts@harborlane.example",
    "You can reach me at the office on Friday",
    "Please don't delete my data.",
    "No need to add Priya to these mails.",
    "Add a newsletter form, please",
    "What data do we need for launch?",
    "Please copy the text from the old site.",
    "The copy is great.",
    "I cc'd my colleague",
    "Add the price list and the photos.",
    "Bitte fügen Sie die Fotos hinzu.",
    "Löschen Sie die alten Fotos.",
    "Wer sieht das Banner auf der Startseite?",
    "Ajoutez les photos à la page.",
    "Supprimez l'ancienne page.",
    "Añada las fotos a la página",
    "Eliminen la página antigua",
    "Aggiungete le foto alla pagina",
    "Voeg de foto's toe aan de pagina",
    "Adicionem as fotos à página",
    "Please include breakfast prices",
    "1A, 2 yes",
    "We will add more photos next week",
    "Include parking?",
    "Please write me when it's done",
    "Change the mail address on the site to info@harborlane.example",
)
ALL = [
    *[("address", words) for words in ADDRESS],
    *[("person", words) for words in PERSON],
    *[("erase", words) for words in ERASE],
    *[("data", words) for words in DATA],
    *[("who_sees", words) for words in WHO_SEES],
    *[("not_sent", words) for words in NOT_SENT],
]


@pytest.mark.parametrize(("kind", "words"), ALL)
def test_a_request_is_found_among_other_words(kind: str, words: str) -> None:
    [request] = find_requests(f"Hi Maya,\n\n{words}\n\nThanks, and 1B for the payments.\n\nDana")
    assert (request.kind, request.span) == (kind, words)


@pytest.mark.parametrize("words", NONE)
def test_talk_of_the_work_asks_for_nothing(words: str) -> None:
    assert find_requests(words) == []


def test_the_address_that_is_named_is_kept() -> None:
    [request] = find_requests("My e-mail address has changed, please use Dana@newmail.example.")
    assert request.addr_spec == "dana@newmail.example"


def test_each_kind_is_found_once_and_in_its_own_sentence() -> None:
    found = find_requests("Please cc Tom. Also cc Priya. Who sees this? Delete my data.")
    assert [request.kind for request in found] == ["person", "who_sees", "erase"]


def test_what_a_third_person_wrote_asks_for_nothing() -> None:
    forwarded = "Fwd: Sam to us\n\nPlease delete my data."
    assert find_requests(forwarded) == []


@pytest.mark.parametrize(
    ("words", "has"),
    [
        ("Please don't stop with the calendar.", True),
        ("Ich will mich nicht abmelden.", True),
        ("We go nonstop.", False),
    ],
)
def test_a_stop_inside_a_sentence_is_seen(words: str, has: bool) -> None:
    assert has_stop_word(words) is has


def test_a_footer_of_hers_is_no_word_on_our_mails() -> None:
    for footer in (
        "Harbor & Lane | Unsubscribe | Privacy",
        "Unsubscribe · Privacy",
        "You receive this because you are a customer. Unsubscribe here: https://x.example/u",
        "To stop receiving our mails reply STOP",
        "_______\nTeam mailing list\nTo unsubscribe send stop",
        "If you no longer wish to receive our newsletter, unsubscribe at www.x.example",
        "Um sich abzumelden, antworten Sie mit STOP",
        "Hier abmelden",
        "Pour vous désabonner, répondez STOP",
        "Para darse de baja responda STOP",
        "Per disiscriverti rispondi STOP",
        "Om u af te melden, antwoord STOP",
        "Para cancelar a inscrição, responda STOP",
    ):
        assert not has_stop_word(f"Lovely, thank you.\n\n{footer}"), footer
    for words in ("How do I unsubscribe?", "Do I have to reply STOP?", "We can't stop laughing."):
        assert has_stop_word(words), words
