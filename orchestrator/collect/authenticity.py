"""Is the From address proven, and how do we know?

A verdict is ``pass``, ``fail`` or ``none``, with its reason in words.  First counts what a
server of ours wrote into the mail (`authentication_results`); where none settles it, we check
the signatures of the From domain ourselves (`dkim_check`), aligned as the domain's own policy
asks (`dmarc`).  A signature of any other domain says nothing about From and is not looked at.

``fail`` is a signature of the From domain that does not hold, or the refusal of our server.
Where DNS gives no answer the verdict is ``none`` and stays so: what such a mail says is read
and shown, and what needs a proof waits for a person, as with any mail that proves nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from orchestrator.collect import caps
from orchestrator.collect.authentication_results import is_forged, judged_by_server
from orchestrator.collect.dkim_check import (
    MAX_SIGNATURES,
    Signature,
    SignedMail,
    content_flaw,
    form_flaw,
    read_signed,
)
from orchestrator.collect.dmarc import Policy, Texts, aligned, policy_names, read_policy
from orchestrator.collect.headers import addresses
from orchestrator.collect.text_records import text_records
from orchestrator.config import Settings

NO_AUTHOR: Final = "Its From field names no one sender."
PRETENDED: Final = "A field that pretends to be of our mail server was ignored."
NO_PROOF: Final = "No mail server of ours vouched for the sender"


@dataclass(frozen=True, slots=True)
class Received:
    """One mail to judge.  ``at`` is when it reached us, the rest as `parse_mail` read it.

    ``trace`` holds its Received and Authentication-Results fields, top to bottom.
    """

    content: bytes
    from_address: str
    at: datetime
    trace: Sequence[tuple[str, bytes]] = ()

    @property
    def author(self) -> str:
        """The domain of From, in lower case."""
        return self.from_address.rpartition("@")[2]


@dataclass(frozen=True, slots=True)
class Verdict:
    """``result`` is pass, fail or none; ``evidence`` says in words how it was reached."""

    result: str
    evidence: str


@dataclass(frozen=True, slots=True)
class _Claim:
    """A mail whose From domain signed it, by its own words, and its signatures by that domain."""

    received: Received
    mail: SignedMail
    signatures: Sequence[Signature]

    @property
    def names(self) -> list[str]:
        """What has to be asked of DNS."""
        keys = [each.key_name for each in self.signatures]
        return [*keys, *policy_names(self.received.author)]


def verdicts(mails: Sequence[Received], settings: Settings) -> list[Verdict]:
    """Judge a batch; DNS is asked once for all its mails, before any is judged.

    Takes `Settings.dns_deadline` at most where DNS does not answer.  To be called outside of
    a transaction.
    """
    results = [_results(received, settings.trusted_authserv_ids) for received in mails]
    settled = [
        _without_dns(received, judged, settings)
        for received, (judged, _) in zip(mails, results, strict=True)
    ]
    names = [name for each in settled if isinstance(each, _Claim) for name in each.names]
    texts = text_records(settings).find(names) if names else {}
    found = [_judge(each, texts) if isinstance(each, _Claim) else each for each in settled]
    return [
        replace(verdict, evidence=f"{verdict.evidence} {PRETENDED}") if is_odd else verdict
        for verdict, (_, is_odd) in zip(found, results, strict=True)
    ]


def _without_dns(
    received: Received, judged: Verdict | None, settings: Settings
) -> Verdict | _Claim:
    if not received.author:
        return Verdict("none", NO_AUTHOR)
    if judged is not None:
        return judged
    if settings.dkim_check == "off":
        return Verdict("none", f"{NO_PROOF}, and our own check is switched off.")
    return _claim(received)


def _results(received: Received, trusted: Sequence[str]) -> tuple[Verdict | None, bool]:
    """What a server of ours wrote, and whether a field is there that only pretends to be ours."""
    if not trusted:
        return None, False
    is_odd = is_forged(received.trace, trusted=trusted)
    judged = judged_by_server(received.trace, trusted=trusted, author=received.author)
    if judged is None:
        return None, is_odd
    result, field = judged
    says = "confirmed" if result == "pass" else "refused"
    return Verdict(result, f"Our mail server {says} {received.author}: {field}"), is_odd


def _names(content: bytes, field: bytes) -> bool:
    """Whether it can have such a field at all: most mail is settled by this."""
    return field in content[: 2 * caps.HEADER_BYTES].lower()


def _claim(received: Received) -> Verdict | _Claim:
    if not _names(received.content, b"dkim-signature"):
        return Verdict("none", f"{NO_PROOF}, and it carries no signature.")
    mail = read_signed(received.content)
    if isinstance(mail, str):
        return Verdict("none", f"{NO_PROOF}, and no signature can hold: {mail}.")
    if [each.address for each in addresses(mail.author)] != [received.from_address]:
        return Verdict("none", f"{NO_PROOF}, and its From field can be read in two ways.")
    hers = [each for each in mail.signatures if aligned(each.domain, received.author)]
    if hers:
        return _Claim(received, mail, hers[:MAX_SIGNATURES])
    signers = dict.fromkeys(each.domain for each in mail.signatures[:MAX_SIGNATURES])
    others = ", ".join(signers) or "nobody we can read"
    return Verdict("none", f"{NO_PROOF}, and it is signed by {others}, not by {received.author}.")


def _judge(claim: _Claim, texts: Mapping[str, Texts | None]) -> Verdict:
    policy = read_policy(claim.received.author, texts)
    tried = [_try(claim, each, policy, texts) for each in claim.signatures]
    # The best of several signatures counts (RFC 6376 section 6.1), and a broken one next.
    return next(
        each for result in ("pass", "fail", "none") for each in tried if each.result == result
    )


def _try(
    claim: _Claim, signature: Signature, policy: Policy | None, texts: Mapping[str, Texts | None]
) -> Verdict:
    author = claim.received.author
    signed = f"Signed by {signature.domain}, selector {signature.selector}"
    if policy is None and signature.domain != author:
        return Verdict("none", f"{signed}; DNS did not say whether that speaks for {author}.")
    if policy is not None and not aligned(signature.domain, author, strict=policy.is_strict):
        return Verdict("none", f"{signed}, which by {policy.name} does not speak for {author}.")
    if flaw := form_flaw(signature, at=claim.received.at):
        return Verdict("fail", f"{signed}, but {flaw}.")
    records = texts[signature.key_name]
    if records is None:
        return Verdict("none", f"{signed}; DNS gave no answer for the key, so nothing is proven.")
    if len(records) != 1:
        # Of an old mail the key is often gone: that is no sign of a forgery.
        return Verdict("none", f"{signed}, but its domain has {_many(records)} key of that name.")
    if flaw := content_flaw(claim.mail, signature, records[0]):
        return Verdict("fail", f"{signed}, but {flaw}.")
    return Verdict("pass", f"{signed}: key and text hold. {_reach(signature, author, policy)}")


def _many(records: Texts) -> str:
    return "more than one" if records else "no"


def _reach(signature: Signature, author: str, policy: Policy | None) -> str:
    """How the signer is related to From, and by which record."""
    is_same = signature.domain == author
    relation = "the From domain itself" if is_same else f"the organisation of {author}"
    if policy is None:
        return f"That is {relation}; DNS gave no answer for its policy."
    if not policy.record:
        return f"That is {relation}, which has no DMARC record."
    return f"That is {relation}; {policy.name} says {policy.record[:200]!r}."
