"""Tokens: what we minted and nothing else, through every mail server."""

import re

from hypothesis import given
from hypothesis import strategies as st
import pytest

from orchestrator import tokens
from orchestrator.wording import REPLY, UNSUBSCRIBE

KEY, OTHER = b"k" * 32, b"o" * 32
TOKEN = tokens.mint(KEY, REPLY, "d14", 7)

ids = st.integers(1, 10**12)
references = st.builds("{}{}".format, st.sampled_from("dtc"), ids)


@given(references, ids)
def test_what_was_minted_is_genuine_and_names_its_reference(reference: str, contact: int) -> None:
    token = tokens.mint(KEY, REPLY, reference, contact)
    assert tokens.is_genuine(KEY, REPLY, token, contact)
    assert tokens.reference_of(token) == reference


@given(references, ids)
def test_a_token_survives_an_address_and_its_case(reference: str, contact: int) -> None:
    token = tokens.mint(KEY, REPLY, reference, contact)
    address = tokens.with_token("hello@studio.example", token)
    local = address.partition("@")[0]
    assert re.fullmatch(r"[a-z0-9.+]{1,64}", local)
    for received in (address, address.upper(), address.title()):
        found = tokens.token_in(received)
        assert found is not None
        assert tokens.is_genuine(KEY, REPLY, found, contact)


@pytest.mark.parametrize(
    ("key", "purpose", "contact"),
    [(OTHER, REPLY, 7), (KEY, UNSUBSCRIBE, 7), (KEY, REPLY, 8)],
)
def test_another_key_purpose_or_contact_is_refused(key: bytes, purpose: str, contact: int) -> None:
    assert tokens.is_genuine(KEY, REPLY, TOKEN, 7)
    assert not tokens.is_genuine(key, purpose, TOKEN, contact)


@pytest.mark.parametrize("place", range(len(TOKEN)))
def test_a_token_with_any_character_changed_is_refused(place: int) -> None:
    for other in "a7x.":
        changed = TOKEN[:place] + other + TOKEN[place + 1 :]
        assert changed == TOKEN or not tokens.is_genuine(KEY, REPLY, changed, 7)


@given(st.text(max_size=40))
def test_any_text_is_no_token(text: str) -> None:
    assert not tokens.is_genuine(KEY, REPLY, text, 7)
    found = tokens.token_in(text)
    assert found is None or tokens.reference_of(found) is not None


@pytest.mark.parametrize(
    "address",
    ["hello@studio.example", "hello+sales@studio.example", "+@x", "", f"{TOKEN}@studio.example"],
)
def test_an_address_without_a_token_has_none(address: str) -> None:
    assert tokens.token_in(address) is None
