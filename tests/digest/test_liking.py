"""A question whether somebody likes it becomes one about what is missing, in its language."""

import pytest

from orchestrator.digest.liking import INSTEAD, better_question

LIKING = {
    "en": [
        "Do you like it?",
        "Are you happy with the design?",
        "How do you like the new header?",
        "What do you think of the draft?",
        "Did you all like the photos?",
    ],
    "de": [
        "Gefällt es Ihnen?",
        "Sind Sie mit dem Entwurf zufrieden?",
        "Wie finden Sie die Startseite?",
        "Was halten Sie vom Logo?",
    ],
    "fr": [
        "Est-ce que cela vous plaît ?",
        "Êtes-vous satisfaits de la maquette ?",
        "Que pensez-vous du logo ?",
    ],
    "es": [
        "¿Le gusta el diseño?",
        "¿Están contentos con el resultado?",
        "¿Qué le parece la portada?",
    ],
    "it": [
        "Vi piace la bozza?",
        "Siete soddisfatti del risultato?",
        "Che ne pensate della pagina?",
    ],
    "nl": ["Bevalt het ontwerp?", "Bent u tevreden met het ontwerp?", "Wat vindt u van het logo?"],
    "pt": ["Gosta do desenho?", "Está satisfeito com o resultado?", "O que achou da página?"],
}
OTHERS = [
    "Which recording do you like better, A or B?",
    "Would you like a map on the contact page?",
    "Are you OK with the price of 900 EUR?",
    "What do you think is missing?",
    "Who signs off the texts?",
    "How did you find out about the error?",
    "Please tell us if you like it.",
    "Passt Ihnen Dienstag um zehn?",
    "Welche Farbe gefällt Ihnen besser?",
    "Êtes-vous d'accord avec le prix ?",
    "¿Le gustaría recibir un resumen semanal?",
    "Le piacerebbe ricevere un riepilogo?",
    "Gostaria de receber um resumo?",
    "Wilt u een kaart op de pagina?",
]


@pytest.mark.parametrize("language", LIKING)
def test_s3_a_question_of_liking_is_nudged(language: str) -> None:
    for question in LIKING[language]:
        assert better_question(question) == INSTEAD[language], question


def test_s3_another_question_is_left_alone() -> None:
    for question in [*OTHERS, *INSTEAD.values()]:
        assert better_question(question) is None, question
