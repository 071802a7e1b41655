""" "Ring me if urgent" is a wish for calls, and "call me, it is urgent" is none."""

from datetime import date
import json

from click.testing import CliRunner
import pytest

from orchestrator.cli.reply import reply
from orchestrator.conversation.said import Words, read_words
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


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        ("Ring me if urgent.", {"urgent": "call"}),
        ("Weekly please, and ring me if urgent.", {"cadence": "weekly", "urgent": "call"}),
        ("Please phone me instead of writing.", {"channel": "phone"}),
        ("Never call me, even if it is urgent.", {}),
    ],
)
def test_s5_it_is_one_wish_wherever_a_reply_is_read(text: str, wishes: dict[str, str]) -> None:
    record = {"id": 1, "today": "2026-11-20", "timezone": "Europe/London", "asks": [], "text": text}
    printed = CliRunner().invoke(reply, ["read"], input=json.dumps(record)).stdout
    words = Words(
        mail_id=1, role="reply", direction="in", text=text, new_text=text, language="en",
        recipients=(), today=date(2026, 11, 20), timezone="Europe/London", name="Dana", asks=(),
        is_new=True, answers_notice=False,
    )  # fmt: skip
    assert json.loads(printed)["preferences"] == wishes
    assert read_words(words).found["preferences"] == wishes
