"""What a signed update costs to write, beside a bare RSA signature and beside dkimpy.

All in one process, interleaved, five rounds; the best counts.  The update has the size of
those of the sample studio: 41 kB of HTML.
"""

from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from tempfile import TemporaryDirectory
import time
from typing import Any

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from dkim import DKIM

from orchestrator.config import Settings
from orchestrator.dispatch.compose import Header, addressed, written
from orchestrator.dispatch.dkim import signatures
from orchestrator.dkim_keys import DkimKey, dkim_keys, make_dkim_keys
from orchestrator.models import User
from orchestrator.rendering import Rendered
from tests.factories import MONDAY

ROUNDS = 5
MAILS = 60
KEY = b"k" * 64
DOMAIN = "studio.example"
UPDATE = Rendered(
    "Wöchentliches Update: die Buchungsseite startet am 11. Dezember",
    "Hallo Dana,\n\n  1A  Stripe, 8. Dezember hält.\n" * 60,
    '<td style="padding:0 24px">Größe &amp; Preis: 1.850 €</td>\n' * 690,
)


def signing(*, progress: Callable[[str], None]) -> list[dict[str, Any]]:
    with TemporaryDirectory() as folder:
        make_dkim_keys(Path(folder), "bench")
        rsa, ed25519 = dkim_keys(Path(folder), "bench")
        best = _best(_ways(Settings(mail_from=f"updates@{DOMAIN}"), rsa, ed25519), progress)
    return [
        _figure("to sign an update, RSA", best["signed"], best, "bare", at_most=4),
        _figure("to compose and sign an update, RSA", best["written"], best, "bare", at_most=4),
        _figure("to sign an update, RSA and Ed25519", best["both"], best, "bare"),
        _figure("to sign an update, RSA", best["signed"], best, "dkimpy", at_most=0.25),
        _figure("to compose an update", best["composed"], best, "EmailMessage", at_most=0.5),
    ]


def _figure(
    name: str, seconds: float, best: dict[str, float], peer: str, **target: float
) -> dict[str, Any]:
    peers = {"bare": "a bare RSA-2048 signature"}
    return {
        "name": f"time {name}",
        "ratio": seconds / best[peer],
        **target,
        "peer": peers.get(peer, peer),
        "detail": f"{seconds * 1e6:.0f} us a mail against {best[peer] * 1e6:.0f}",
    }


def _ways(settings: Settings, rsa: DkimKey, ed25519: DkimKey) -> dict[str, Callable[[], object]]:
    unsigned = _compose(settings)
    header, _, body = unsigned.partition(b"\r\n\r\n")
    fields = _fields(settings)
    assert isinstance(rsa.private, RSAPrivateKey)
    pem = rsa.private.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    signed = header[:900]

    def sign(*keys: DkimKey) -> bytes:
        return signatures(fields, body, domain=DOMAIN, keys=keys)

    return {
        "bare": lambda: rsa.sign(signed, b""),
        "signed": lambda: sign(rsa),
        "both": lambda: sign(rsa, ed25519),
        "composed": lambda: _compose(settings),
        "written": lambda: sign(rsa) + _compose(settings),
        "EmailMessage": _naive,
        "dkimpy": lambda: DKIM(unsigned).sign(b"bench", DOMAIN.encode(), pem),
    }


def _fields(settings: Settings) -> Header:
    return addressed(
        UPDATE.subject,
        settings=settings,
        key=KEY,
        sender=User(name="Maya Okafor"),
        to=("Jürgen Groß", "j@client.example"),
        reply_to=f"hello+d14.akq3@{DOMAIN}",
        name="d14",
        dated=MONDAY,
    )


def _compose(settings: Settings) -> bytes:
    fields = _fields(settings)
    return written(
        fields, UPDATE, "j@client.example", settings=settings, key=KEY, name="d14"
    ).content


def _naive() -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"] = f"Maya <updates@{DOMAIN}>", "Jürgen Groß <j@client.example>"
    mail["Subject"] = UPDATE.subject
    mail.set_content(UPDATE.text, cte="quoted-printable")
    mail.add_alternative(UPDATE.html, subtype="html", cte="base64")
    return mail.as_bytes()


def _best(
    ways: dict[str, Callable[[], object]], progress: Callable[[str], None]
) -> dict[str, float]:
    """Seconds of CPU a mail, of the best round."""
    best: dict[str, float] = {}
    for number in range(ROUNDS):
        for name, way in ways.items():
            way()
            begun = time.process_time()
            for _ in range(MAILS):
                way()
            best[name] = min(best.get(name, 1.0), (time.process_time() - begun) / MAILS)
        progress(f"signing: round {number + 1} of {ROUNDS}")
    return best
