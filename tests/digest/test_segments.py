"""How many parts a text message takes on the wire."""

import pytest

from orchestrator.digest.segments import plain, segments


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        # An escaped pair does not part: 152 characters and the sign do not share 153.
        ("a" * 152 + "€" * 77, 3),
        ("a" * 152 + "€" + "a" * 151, 2),
        ("a" * 152 + "€" + "a" * 152, 3),
        ("ł" * 70, 1),
        ("ł" * 71, 2),
        ("ł" * 134, 2),
        ("ł" * 135, 3),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
        ("😀" * 66, 2),
        ("😀" * 67, 3),
    ],
)
def test_s5_parts_are_counted_as_telephones_count_them(text: str, count: int) -> None:
    assert segments(text).count == count


def test_s5_quotes_dashes_and_spaces_become_what_every_telephone_has() -> None:
    written = "“Don’t” – it’s 4 – 5… now\u00a0→ done"
    assert plain(written) == "\"Don't\" - it's 4 - 5... now -> done"
    assert segments(plain(written)).odd == ""


def test_s5_a_name_is_not_bent_to_fit_and_what_costs_room_is_named() -> None:
    assert plain("Łukasz, Ana Muñoz, Größe") == "Łukasz, Ana Muñoz, Größe"
    assert segments("Ana Muñoz, Größe").odd == ""
    assert segments("Łukasz liest 😀, Łukasz").odd == "Ł😀"


def test_s5_the_two_texts_of_the_design_are_one_part_each() -> None:
    for text in (
        "Northwind: Booking site AT RISK, launch may move to 11 Dec. 1) Payments: A Stripe, 8 Dec "
        "holds. B bank, 11 Dec. Reply 1A or 1B by Tue. STOP to end",
        "Northwind: Shop rebuild on track, 4 days early. Done: checkout. Next: kiosk costs by Mon. "
        "Nothing needed from you. Feel 1-5? STOP to end",
    ):
        assert segments(text).count == 1
