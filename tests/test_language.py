import pytest

from orchestrator.language import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Thank you, that looks good to me. Please go ahead with the second option.", "en"),
        ("Vielen Dank, das passt so. Bitte nehmen Sie die zweite Variante.", "de"),
        ("Merci, c'est parfait pour nous. Nous prenons la deuxième version.", "fr"),
        ("Gracias, está muy bien. Por favor, sigan con la segunda opción.", "es"),
        ("Grazie, va bene così. Procediamo con la seconda proposta, per favore.", "it"),
        ("Bedankt, dat is prima. Ga maar verder met het tweede voorstel.", "nl"),
        ("Obrigado, está ótimo. Podem avançar com a segunda opção, não há problema.", "pt"),
    ],
)
def test_seven_languages_are_told_apart(text: str, language: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "42",
        "OK 👍",
        "Hej, det ser ud til at være i orden, og vi er klar til at komme i gang.",
        "Dzień dobry, dziękuję za wiadomość, ale to nie jest to, co zamówiliśmy.",
        "こんにちは、よろしくお願いします。",
    ],
)
def test_too_little_or_another_language_has_no_answer(text: str) -> None:
    assert detect(text) is None
