"""Single-use codes survive how people copy them, and nothing else looks like one."""

import pytest

from orchestrator.codes import code_hash, codes_in, new_code, without_codes


def test_a_new_code_is_found_again_and_never_made_twice() -> None:
    made = [new_code() for _ in range(500)]
    assert len(set(made)) == len(made)
    assert all(codes_in(f"Yes: {code}, thanks.") == [code] for code in made)


@pytest.mark.parametrize(
    "typed",
    [
        "OK-7K4M-Q2XW",
        "ok-7k4m-q2xw",
        "OK‑7K4M‑Q2XW",
        "OK - 7K4M - Q2XW",
        "OK-7K4M Q2XW",
        "OK-7K4MQ2XW",
    ],
)
def test_a_code_is_read_as_it_is_typed(typed: str) -> None:
    assert codes_in(f"Here: {typed}.\n\nDana") == ["OK-7K4M-Q2XW"]


def test_letters_that_look_like_digits_are_read_as_these() -> None:
    assert codes_in("OK-OIL7-Q2XW") == ["OK-0117-Q2XW"]


@pytest.mark.parametrize(
    "words",
    ["ok that will work", "2026-2027", "BOOK-7K4M-Q2XW", "OK-7K4M-Q2XW9", "ok, 1234 5678"],
)  # fmt: skip
def test_other_words_hold_no_code(words: str) -> None:
    assert codes_in(words) == []


def test_a_code_is_replaced_by_words() -> None:
    assert without_codes("Code: OK-7K4M-Q2XW!", "yes") == "Code: yes!"


def test_the_hash_depends_on_code_and_key() -> None:
    assert code_hash(b"one", "OK-7K4M-Q2XW") == code_hash(b"one", "OK-7K4M-Q2XW")
    hashes = {
        code_hash(b"one", "OK-7K4M-Q2XW"),
        code_hash(b"two", "OK-7K4M-Q2XW"),
        code_hash(b"one", "OK-7K4M-Q2XX"),
    }
    assert len(hashes) == 3
