""" "Ring me if urgent" is a wish for calls, and "call me, it is urgent" is none."""

import pytest

from orchestrator.conversation.urgent_calls import wants_urgent_calls


@pytest.mark.parametrize(
    "text",
    [
        "Ring me if urgent.",
        "All fine. Please call me if it's urgent, otherwise mail is fine.",
        "If anything is urgent, give me a ring.",
        "Don't call unless it is urgent, then phone me.",
        "For emergencies please call me.",
        "Wenn es dringend ist, rufen Sie mich bitte an.",
        "Bei dringenden Sachen bitte anrufen.",
        "Im Notfall ruf mich an.",
        "En cas d'urgence, appelez-moi.",
        "Appelez-moi si c'est urgent.",
        "Llámeme si es urgente.",
        "En caso de urgencia llámame.",
        "Se è urgente mi chiami.",
        "Chiamatemi per le cose urgenti.",
        "Als het dringend is, bel me.",
        "Bel mij bij spoed.",
        "Se for urgente, ligue-me.",
        "Em caso de urgência ligue-me.",
    ],
)
def test_a_wish_for_calls_is_read(text: str) -> None:
    assert wants_urgent_calls(text)


@pytest.mark.parametrize(
    "text",
    [
        "Call me, it is urgent.",
        "Please ring me today. This is urgent!",
        "Call me when you can, it is urgent.",
        "Can you call me if it is urgent?",
        "Never call me, even if it is urgent.",
        "It is urgent that the photos come.",
        "Bitte rufen Sie mich an, es ist dringend.",
        "Appelez-moi aujourd'hui, c'est urgent.",
        "Llámeme hoy, es urgente.",
        "Mail me if it is urgent.",
        "If the ward rings about something, tell us.",
    ],
)
def test_what_is_urgent_now_is_no_wish(text: str) -> None:
    assert not wants_urgent_calls(text)
