"""Mails that ask where we are: a status question, and not just any question."""

from orchestrator.conversation.status_questions import asks_where_we_are

ASKS = """
Any news?
Any news on the booking site?
Hi Maya, where are we with the photos? Best, Dana
Just checking in: how is it going?
Could you give us a quick status update?
What's the latest on the payment page?
Is there an update on this?
I was wondering how far along you are with the calendar.
Any progress since Monday?
When can we expect to hear something?
Haven't heard anything for two weeks. What is happening?
How are things going with the launch?
Where do we stand?
What is the current state of the migration?
Following up on my mail of Tuesday, any update?
Gibt es Neuigkeiten?
Wie ist der aktuelle Stand?
Wo stehen wir mit der Buchungsseite?
Wie weit sind Sie mit den Fotos?
Können Sie mir bitte ein kurzes Update geben?
Gibt's schon was Neues zum Kalender?
Hallo Maya, wie sieht es mit dem Termin aus?
Wir haben lange nichts gehört. Was ist der Stand der Dinge?
Où en sommes-nous ?
Où en est le projet ?
Avez-vous des nouvelles concernant le paiement ?
Pourriez-vous nous faire un point sur l'avancement ?
Quoi de neuf pour le site ?
Du nouveau ?
Je voulais savoir où vous en êtes.
¿Hay alguna novedad?
¿Cómo va el proyecto?
¿En qué punto estamos?
¿Alguna noticia sobre las fotos?
¿Me puede decir en qué estado está la web?
No hemos sabido nada desde el lunes. ¿Cómo vamos?
Ci sono novità?
A che punto siamo?
A che punto è il calendario?
Come procede il lavoro?
Avete notizie sul pagamento?
Potreste darci un aggiornamento?
Is er al nieuws?
Hoe staat het ermee?
Hoe ver zijn jullie met de kalender?
Waar staan we nu?
Wat is de stand van zaken?
Kunnen jullie een korte update geven?
Há novidades?
Em que ponto estamos?
Como está o projeto?
Como vai o trabalho com as fotos?
Já há notícias sobre o pagamento?
Podem dar-nos um ponto de situação?
"""
ASKS_NOT = """
Where are the photos stored?
When is the meeting?
Thanks for the update.
The latest version looks lovely.
Where do we send the invoice?
Please update the address on the contact page.
Good news: the board agreed.
We have news for you: the hotel is sold.
How do I log in?
I will keep you posted on any news.
The status page is broken.
No news is good news.
Can you update the price list?
How is the weather in Cardiff?
Which of the two do you prefer?
Danke für das Update.
Wo finde ich die Fotos?
Wann ist der Termin?
Bitte aktualisieren Sie die Preise.
Der Stand auf der Messe ist gebucht.
Wir haben Neuigkeiten für Sie.
Merci pour les nouvelles.
Où sont les photos ?
Le point de vente ouvre lundi.
Nous avons du nouveau pour vous.
Gracias por las novedades.
¿Dónde están las fotos?
¿Cómo va a pagar el cliente?
Tenemos noticias: abrimos en mayo.
Grazie dell'aggiornamento.
Dove sono le foto?
Abbiamo novità per voi.
A che ora siamo d'accordo?
Bedankt voor de update.
Waar staan de foto's?
Wij hebben nieuws voor jullie.
Kunnen jullie de prijzen updaten?
Obrigada pelas novidades.
Onde estão as fotos?
Temos novidades para vocês.
"""


def test_a_status_question_is_known_in_seven_languages() -> None:
    missed = [line for line in ASKS.strip().splitlines() if not asks_where_we_are(line)]
    assert not missed


def test_any_other_question_or_news_is_none() -> None:
    taken = [line for line in ASKS_NOT.strip().splitlines() if asks_where_we_are(line)]
    assert not taken


def test_it_is_found_among_other_words_and_not_in_what_they_thank_for() -> None:
    assert asks_where_we_are(
        "Dear Maya,\n\nthe logo is fine. And the app,\nwhere are we on that?\n"
    )
    assert not asks_where_we_are("Thanks for telling us where we are with the site.")
