"""Ways to forge a mail of Dana's, each a function from one that says it is hers to its bytes."""

from collections.abc import Callable, Mapping
import re

from tests.dns_server import DnsServer
from tests.mails import OUR_SERVER
from tests.signing import SELECTOR, key_record, rsa_key, signed

HERS, EVIL, OTHER = "harborlane.example", "evil.example", "quayhotel.example"
DANA = f"dana@{HERS}"
EVE = f"eve@{EVIL}"

Forge = Callable[[bytes], bytes]

_PASS = f"{OUR_SERVER}; dmarc=pass header.from={HERS}"
_NONE = f"{OUR_SERVER}; spf=none smtp.mailfrom={EVE}; dkim=none; dmarc=none header.from={HERS}"
_OURS = f"Received: from relay.{EVIL} by {OUR_SERVER} with ESMTPS; Fri, 27 Nov 2026 17:00:02 +0000"
_THEIRS = f"Received: from home by relay.{EVIL} with ESMTP; Fri, 27 Nov 2026 17:00:01 +0000"
_FIELD = "Authentication-Results"


def publish(dns: DnsServer) -> None:
    """The zones: Dana's, the forger's own, another client's.  Each signs with its own key."""
    for domain in (HERS, EVIL, OTHER, f"{HERS}.{EVIL}", "example"):
        dns.texts[f"{SELECTOR}._domainkey.{domain}"] = [key_record(rsa_key(domain))]
    dns.texts[f"_dmarc.{HERS}"] = ["v=DMARC1; p=reject"]
    dns.texts[f"revoked._domainkey.{HERS}"] = ["v=DKIM1; p="]
    dns.texts[f"trial._domainkey.{HERS}"] = [key_record(rsa_key(EVIL), "v=DKIM1; t=y;")]
    dns.broken.add(f"broken._domainkey.{HERS}")


def forgeries() -> dict[str, Forge]:
    """All by name: each of the placements without and with a signature of the forger's."""
    plain = {f"results {name}": forge for name, forge in PLACEMENTS.items()}
    with_signature = {
        f"{name}, signed by evil.example": _after(forge, lambda content: signed(content, EVIL))
        for name, forge in plain.items()
    }
    return plain | with_signature | SIGNATURES | SENDERS


def _after(forge: Forge, sign: Forge) -> Forge:
    return lambda content: forge(sign(content))


def _top(*fields: str) -> Forge:
    return lambda content: "".join(f"{field}\r\n" for field in fields).encode() + content


def _instead(old: str | bytes, new: str | bytes) -> Forge:
    old, new = (each.encode() if isinstance(each, str) else each for each in (old, new))

    def forge(content: bytes) -> bytes:
        assert old in content, old
        return content.replace(old, new, 1)

    return forge


PLACEMENTS: Mapping[str, Forge] = {
    "below ours": _top(f"{_FIELD}: {_NONE}", _OURS, f"{_FIELD}: {_PASS}"),
    "below our refusal": _top(
        f"{_FIELD}: {OUR_SERVER}; dmarc=fail header.from={HERS}", f"{_FIELD}: {_PASS}"
    ),
    "below a foreign server": _top(_OURS, _THEIRS, f"{_FIELD}: {_PASS}"),
    "below a foreign server that names ours": _top(
        f"Received: from home (by {OUR_SERVER}) by relay.{EVIL}", f"{_FIELD}: {_PASS}"
    ),
    "below those of another server": _top(
        f"{_FIELD}: mx.{EVIL}; dmarc=pass header.from={HERS}", _OURS, f"{_FIELD}: {_PASS}"
    ),
    "at the end of the header": lambda content: _top(f"{_FIELD}: {_NONE}", _OURS, _THEIRS)(
        content.replace(b"\r\n\r\n", f"\r\n{_FIELD}: {_PASS}\r\n\r\n".encode(), 1)
    ),
    "in the text": _instead("\r\n\r\n", f"\r\n\r\n{_FIELD}: {_PASS}\r\n\r\n"),
    "under a longer name of ours": _top(f"{_FIELD}: {OUR_SERVER}.{EVIL}; dmarc=pass"),
    "under a comment with our name": _top(f"{_FIELD}: mx.{EVIL} ({OUR_SERVER}); dmarc=pass"),
    "in an encoded word of ours": _top(
        f"{_FIELD}: {OUR_SERVER}; spf=none smtp.mailfrom==?us-ascii?q?x=3B_dmarc=3Dpass?="
    ),
    "in a quoted name in ours": _top(
        f'{_FIELD}: {OUR_SERVER}; spf=none smtp.mailfrom="x; dmarc=pass "@{EVIL}'
    ),
    "as fields of other names": _top(
        f"ARC-{_FIELD}: i=1; {_PASS}", f"X-{_FIELD}: {_PASS}", f"X-Original-{_FIELD}: {_PASS}"
    ),
}


def _broken(old: str, new: str, **options: bool) -> Forge:
    """Signed by Dana's own server, and changed after that."""
    return lambda content: _instead(old, new)(signed(content, HERS, **options))  # type: ignore[arg-type]


def _claimed(old: bytes, new: bytes) -> Forge:
    """Signed by the forger, with the words of the signature changed."""
    return lambda content: _instead(old, new)(signed(content, EVIL))


def _replayed(old: str, new: str, signer: str) -> Forge:
    """A mail of ``signer`` to somebody else, signed there, with From or To changed since."""
    return lambda content: _instead(new, old)(signed(_instead(old, new)(content), signer))


SIGNATURES: Mapping[str, Forge] = {
    "a neighbour's signature": lambda content: signed(content, OTHER),
    "a domain that begins as hers": lambda content: signed(content, f"{HERS}.{EVIL}"),
    "the suffix above hers": lambda content: signed(content, "example"),
    "her name over the forger's key": lambda content: signed(content, HERS, key=rsa_key(EVIL)),
    "her name over a revoked key": lambda content: signed(
        content, HERS, key=rsa_key(EVIL), selector="revoked"
    ),
    "her name over a trial key": lambda content: signed(
        content, HERS, key=rsa_key(EVIL), selector="trial"
    ),
    "her name over no key": lambda content: signed(content, HERS, selector="nobody"),
    "her name while DNS is away": lambda content: signed(
        content, HERS, key=rsa_key(EVIL), selector="broken"
    ),
    "d= changed to hers": _claimed(b"d=evil.example", b"d=harborlane.example"),
    "i= changed to hers": _claimed(b"i=@evil.example", b"i=@harborlane.example"),
    "the text changed": _broken("1A", "1B"),
    "the subject changed": _broken("Subject: ", "Subject: Re: "),
    "the recipient changed": _replayed("To: hello", "To: eve", HERS),
    "From changed": _replayed(DANA, EVE, EVIL),
    "From changed, signed by another client": _replayed(DANA, f"luis@{OTHER}", OTHER),
    "words after l=": lambda content: (
        signed(
            re.sub(rb"\r\n\r\n1A.*", b"\r\n\r\nHello\r\n", content, flags=re.DOTALL),
            HERS,
            with_length=True,
        )
        + content.partition(b"\r\n\r\n")[2]
    ),
    "SHA-1": lambda content: signed(content, HERS, algorithm="rsa-sha1"),
    "From not covered": lambda content: re.sub(rb" h=[^;]*;", b" h=to;", signed(content, HERS)),
}

SENDERS: Mapping[str, Forge] = {
    "a second From above": _broken("From: ", f"From: {EVE}\r\nFrom: "),
    "a second From below": lambda content: signed(
        _instead(f"From: {DANA}", f"From: {EVE}\r\nFrom: {DANA}")(content), EVIL
    ),
    "two addresses in From": lambda content: signed(
        _instead(f"From: {DANA}", f"From: {EVE}, {DANA}")(content), EVIL
    ),
    "her address as the name": lambda content: signed(
        _instead(f"From: {DANA}", f'From: "{DANA}" <{EVE}>')(content), EVIL
    ),
    "an address that reads as two": lambda content: signed(
        _instead(f"From: {DANA}", f"From: {DANA})<{EVE}>")(content), EVIL
    ),
    "her address as Sender": lambda content: signed(
        _instead(f"From: {DANA}", f"From: {EVE}\r\nSender: {DANA}\r\nReply-To: {DANA}")(content),
        EVIL,
    ),
    "a line end inside a field": lambda content: signed(
        _instead(f"From: {DANA}", f"X-Odd: x\rFrom: {DANA}\r\nFrom: {EVE}")(content), EVIL
    ),
    "letters that look like hers": lambda content: signed(
        _instead(f"From: {DANA}", "From: dana@hаrborlane.example")(content), EVIL
    ),
}
