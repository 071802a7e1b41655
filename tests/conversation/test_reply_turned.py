"""A yes that is refused behind it, and a no that is permitted behind it, are never certain."""

from datetime import date

from orchestrator.conversation.reply import Ask, read_reply

ASKED = {
    "en": "Publish the new price list?",
    "de": "Sollen wir die neue Preisliste veröffentlichen?",
    "fr": "Publier la nouvelle liste de prix ?",
    "es": "¿Publicamos la nueva lista de precios?",
    "it": "Pubblichiamo il nuovo listino prezzi?",
    "nl": "Zullen we de nieuwe prijslijst publiceren?",
    "pt": "Publicamos a nova lista de preços?",
}
REFUSED = {
    "en": "Yes, please don't.|Ok, then don't|Alright, don't|Fine. Don't bother.|That's ok, no need|"
    "Yes!!! ... NOT|Yes, never|Yes I refuse|Yes we won't|Yes. Kill it.|Yes, I'm against it|"
    "Yes I hate it|Yes, it is too expensive|Fine, leave it out|Fine, I'll do it myself|"
    "Yes. Over budget.|Yes. Old prices.|yes 🙄|yes 🤔|yes 😡|yes 😤|yeah right|Sure you are|"
    "I approve of your work|Yes, in your dreams|Yes, I have concerns|Yes, it hurts|"
    "Yes, I'm disappointed|Yes. Outdated.|Fine, be like that|Yes, take it down",
    "de": "Ja, bitte nicht.|Ja, lass es|Ja, bloß nicht|Ja. Zu teuer.|Ja. Alte Preise.|Ja, niemals|"
    "Ja, ich bin dagegen|Ja, das lehne ich ab|Gut, dann nicht|Ja, ich mache es selbst|"
    "Ja, weg damit|Ja, das ist Mist|Passt, nicht nötig|Ja, finde ich furchtbar|ja 🙄",
    "fr": "Oui, surtout pas|Oui, jamais|Oui, je refuse|Oui, je suis contre|Oui, c'est trop cher|"
    "Oui. Anciens prix.|Oui, je déteste|Oui, laissez tomber|D'accord, on oublie|Oui, c'est nul|"
    "Oui, je le ferai moi-même|C'est bon, pas la peine|Oui, quelle horreur|Oui, ça ne va pas",
    "es": "Si puedes|Sí, mejor no|Sí, por favor no|Sí, déjalo|Sí. Demasiado caro.|Sí, me niego|"
    "Sí, estoy en contra|Sí, lo odio|Sí, quítalo|Vale, olvídalo|Sí, ya lo hago yo|Sí, ni loca|"
    "Sí. Precios viejos.|Vale, no hace falta|Sí, qué horror",
    "it": "Sì, meglio di no|Sì, lascia stare|Sì, è troppo caro|Sì, sono contraria|Sì, mi rifiuto|"
    "Sì, lo odio|Sì, toglietelo|Va bene, lasciamo perdere|Sì, faccio io|Sì. Prezzi vecchi.|"
    "Va bene, non serve|Sì, non mi piace|Sì, che spreco",
    "nl": "Ja, liever niet|Ja, laat maar|Ja, het is te duur|Ja. Te duur.|Ja, ik ben tegen|"
    "Ja, ik weiger|Ja, ik haat het|Ja, haal het weg|Goed, dan niet|Ja, ik doe het zelf|"
    "Ja. Oude prijzen.|Prima, hoeft niet|Ja, zonde van het geld",
    "pt": "Sim, por favor não|Sim, melhor não|Sim, deixa estar|Sim. Muito caro.|Sim, sou contra|"
    "Sim, recuso|Sim, odeio|Sim, tirem isso|Está bem, esqueçam|Sim, faço eu mesma|Sim, nunca|"
    "Sim. Preços antigos.|Sim, que horror",
}  # fmt: skip
PERMITTED = {
    "en": "No, go ahead|No, please do|No, publish it.|no no, all fine, go ahead|No, I love it|"
    "Nope, all good|No, that's perfect|No, looks great|No, ship it|No. Approved.|No, feel free|"
    "No, you can publish|No, I'm in favour|No, don't wait|No, send it|No, all set, launch|"
    "no go ahead|No, be my guest",
    "de": "Nein, passt so, bitte veröffentlichen|Nein, macht ruhig|Nein, gerne|Nein, nur zu|"
    "Nein, super|Nein, haut rein|Nein, habe nichts dagegen|Nein, alles gut, kann raus|"
    "Nein, gefällt mir|Nein, stellt sie online",
    "fr": "Non, allez-y|Non, c'est parfait|Non, publiez|Non, ça me va|Non, j'adore|"
    "Non, tout est bon|Non, très bien comme ça",
    "es": "No, adelante|No, publicadla|No, está perfecto|No, me encanta|No, todo bien|"
    "No, podéis publicar|No, me parece bien|No no, dale|No, genial",
    "it": "No, fai pure|No, va bene|No, pubblicate pure|No, è perfetto|No, mi piace|No, tutto ok|"
    "No, procedete|No, potete pubblicare|No, ottimo",
    "nl": "Nee hoor, prima|Nee, ga je gang|Nee, mooi zo|Nee, publiceer maar|Nee, vind ik prima|"
    "Nee, ziet er goed uit|Nee nee, graag|Nee, helemaal top",
    "pt": "Não, pode publicar|Não, avancem|Não, está ótimo|Não, publiquem|Não, adoro|"
    "Não, tudo bem|Não, podem avançar|Não, gosto muito|Não, perfeito",
}  # fmt: skip
PLAIN = {
    "yes": "Yes, no worries|Yes, we can't wait|Yes, it's the law.|"
    "Yes, we have consent|Oui, pas de souci|Yes. Great work!|"
    "yes. E poi non c'è fretta|Yes\n\nTom Miller|Yes 😊|yes, it is ready",
    "no": "No, leave it|No, thanks|No, definitely|No, too expensive|No 😊|No, don't publish it|"
    "No, of course not|No, we need it",
}  # fmt: skip


def certain(text, asked):
    """The sure answer to the question alone, and by number beside another."""
    photo = Ask(1, "choice", "Which photo?", {"A": "barn", "B": "orchard"})
    asks = [photo, Ask(2, "yesno", asked, {})]
    for said, open_asks in ((text, asks[1:]), (f"2 {text}", asks)):
        reading = read_reply(
            said, asks=open_asks, today=date(2026, 11, 18), timezone="Europe/London"
        )
        answer = reading.answers.get(2)
        yield answer.value if answer and answer.certainty == "exact" else None


def test_a_side_that_is_turned_round_behind_it_is_never_certain():
    for cases, side in ((REFUSED, "yes"), (PERMITTED, "no")):
        for language, texts in cases.items():
            for text in texts.split("|"):
                assert side not in {*certain(text, ASKED[language])}, text
                assert side not in {*certain(text, ASKED["en"])}, text


def test_what_goes_with_a_side_leaves_it_certain():
    for side, texts in PLAIN.items():
        for text in texts.split("|"):
            assert set(certain(text, ASKED["en"])) == {side}, text


def test_what_an_ask_wants_gone_is_no_refusal():
    for asked, text in (
        ("Delete the old blog?", "yes, delete it"),
        ("Das Gästebuch entfernen?", "ja, weg damit"),
        ("¿Eliminamos el blog antiguo?", "sí, eliminadlo."),
        ("Retirar a página antiga?", "sim, retirem"),
        ("Stoppen we met papieren tassen?", "Ja, daar stoppen we mee"),
    ):
        assert set(certain(text, asked)) == {"yes"}, text
