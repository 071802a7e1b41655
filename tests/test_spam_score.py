"""What a spam filter thinks of each mail in each language, by its rules alone."""

import os
from pathlib import Path
import subprocess

import pytest

from orchestrator.config import Settings
from orchestrator.dispatch.compose import compose
from orchestrator.models import Contact, ContactAddress, Formality, Project, Role, User
from orchestrator.rendering import Rendered, render
from tests.factories import MONDAY
from tests.mail_samples import SAMPLES

SCRIPT = Path(__file__).with_name("spam_score.pl")
AT_MOST = 0.5
LANGUAGES = [("en", False), ("de", False), ("de", True)]


def written(rendered: Rendered, settings: Settings, key: bytes) -> bytes:
    """The mail as it leaves, to a person who exists in memory alone."""
    contact = Contact(
        id=1,
        client_id=1,
        name="Dana Whitfield",
        timezone="Europe/London",
        language="en",
        formality=Formality.UNSAID,
        addresses=[ContactAddress(addr_spec="dana@harborlane.example")],
    )
    pm = User(id=1, name="Maya Okafor", email="maya@northwind.example", role=Role.PM)
    project = Project(id=1, client_id=1, name="Booking site", slug="booking", code="HL", pm=pm)
    return compose(
        rendered,
        settings=settings,
        key=key,
        contact=contact,
        project=project,
        reference="d14",
        name="d14",
        dated=MONDAY,
        auto_submitted="auto-generated",
    ).content


def scores(mails: dict[str, bytes], folder: Path) -> dict[str, tuple[float, str]]:
    paths = []
    for name, content in mails.items():
        paths.append(folder / f"{name}.eml")
        paths[-1].write_bytes(content)
    found = subprocess.run(
        ["perl", str(SCRIPT), *map(str, paths)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "SPAM_STATE": str(folder), "HOME": str(folder)},
    )
    lines = [line.split("\t") for line in found.stdout.splitlines()]
    return {name: (float(score), rules) for name, (score, rules) in zip(mails, lines, strict=True)}


@pytest.mark.parametrize("database_url", ["sqlite:///unused.sqlite3"])
def test_no_mail_looks_like_spam_and_spam_does(
    settings: Settings, key: bytes, tmp_path: Path
) -> None:
    mails = {
        f"{mail}-{lang}-{informal}": written(
            render(mail, {**sample, "lang": lang, "informal": informal}), settings, key
        )
        for mail, sample in SAMPLES.items()
        for lang, informal in LANGUAGES
    }
    words = "Dear friend, you have won $1,000,000 US DOLLARS!!! Click here: http://1.2.3.4/viagra"
    control = Rendered(subject="FREE V1AGRA!!! YOU WON", text=words, html=f"<b>{words}</b>")
    found = scores({**mails, "control": written(control, settings, key)}, tmp_path)
    assert found.pop("control")[0] > 3
    assert {name: each for name, each in found.items() if each[0] > AT_MOST} == {}
