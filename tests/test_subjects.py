"""When a subject changed, and when only its writing did."""

import pytest

from orchestrator.subjects import is_answer, is_same_topic, shares_words, topic

ROOF = "Übergabe der Dachfenster"


@pytest.mark.parametrize(
    "subject",
    [
        "Re: Übergabe der Dachfenster",
        "AW: WG: Re[2]: übergabe  der\tDACHFENSTER",
        "[EXTERNAL] Re: Übergabe der Dachfenster",
        "EXTERN: AW: Übergabe der Dachfenster",
        "***SPAM*** Übergabe der Dachfenster!",
        "Re: [Harbor & Lane] Übergabe der Dachfenster",
        "Übergabe der Dachfenster (was: Termin)",
        "U\u0308bergabe der Dachfenster",
        "Ãœbergabe der Dachfenster",
        "?bergabe der Dachfenster",
        "Re: Übergabe der Dachfen...",
        "Ubergabe der Dachfenster",
    ],
)
def test_other_writing_is_the_same_topic(subject: str) -> None:
    assert is_same_topic(topic(subject), topic(ROOF))


@pytest.mark.parametrize(
    "subject", ["Rechnung 2026-114", "Re: Übergabe", "Dachfenster", "", "Fenster im Keller"]
)
def test_other_words_are_another_topic(subject: str) -> None:
    assert not is_same_topic(topic(subject), topic(ROOF))


def test_two_invoices_are_two_topics() -> None:
    assert not is_same_topic(topic("Invoice 2026-113"), topic("Re: Invoice 2026-114"))


def test_words_are_shared_when_they_say_something() -> None:
    assert shares_words(topic("Dachfenster, Maße"), topic(ROOF))
    assert not shares_words(topic("Der Plan"), topic(ROOF))


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("Re: Roof", True),
        ("[tag] AW: Dach", True),
        ("WG: Dach", True),
        ("RE : Toit", True),
        ("Roof", False),
        ("Reply needed", False),
        ("Regarding: the roof", False),
        ("", False),
    ],
)
def test_an_answer_bears_a_mark(subject: str, expected: bool) -> None:
    assert is_answer(subject) is expected
