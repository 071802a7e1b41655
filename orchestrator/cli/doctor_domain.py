"""What `doctor` finds in DNS about the domain that our mail is from: SPF, DKIM, DMARC.

Nothing here ends with a failure that DNS alone may have caused; each finding prints the record
to add.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from orchestrator.cli.doctor_servers import FAIL, OK, WARN, Check
from orchestrator.collect.dmarc import policy_names, read_policy, tags_of
from orchestrator.collect.text_records import text_records
from orchestrator.config import Settings
from orchestrator.dkim_keys import DkimKey, dkim_keys
from orchestrator.errors import ConfigError

Texts = tuple[str, ...] | None
Find = Callable[[str], Texts]

SPF_LOOKUPS = 10
"""RFC 7208 section 4.6.4."""
SILENT = "DNS did not answer: nothing is known"

_ASKS_DNS = ("include", "a", "mx", "ptr", "exists", "redirect")


def look_at_domain(settings: Settings) -> Iterator[Check]:
    """Three checks; none where nothing can be sent."""
    if not settings.can_send:
        return
    domain = settings.mail_from.rpartition("@")[2].lower()
    keys = dkim_keys(settings.keys, settings.dkim_selector)
    records = text_records(settings)
    names = [domain, *(_key_name(key, domain) for key in keys), *policy_names(domain)]
    texts = records.find(names)  # One round for all that is known beforehand.

    def find(name: str) -> Texts:
        return texts[name] if name in texts else records.find([name])[name]

    is_strict = settings.production == "on"
    for check in (_spf(domain, find), _dkim(domain, keys, find), _dmarc(domain, texts)):
        yield check if is_strict or check.state == FAIL else replace(check, exit_code=0)


def require_domain(settings: Settings) -> None:
    """Raises ConfigError where the domain of our mail lacks a record in production.

    That DNS is away is not held against it.
    """
    if settings.production != "on":
        return
    lacking = [check for check in look_at_domain(settings) if check.exit_code]
    if lacking:
        words = [f"{check.name}: {check.detail}; {check.fix}" for check in lacking]
        raise ConfigError("\n".join(["production = on, and providers refuse our mail", *words]))


def _spf(domain: str, find: Find) -> Check:
    found = _spf_records(find(domain))
    if found is None:
        return Check("SPF", WARN, f"{domain}: {SILENT}", "look again later")
    if not found:
        fix = f'publish, with what your relay names:  {domain} TXT "v=spf1 include:… -all"'
        return _lacking("SPF", f"{domain} has no record: anybody may send as you", fix)
    if len(found) > 1:
        fix = "keep one and join what the others say"
        return _wrong("SPF", f"{domain} has {len(found)} records, which count as none", fix)
    count = _lookups(found[0], find, {domain})
    if count is None:
        return Check("SPF", WARN, f"{found[0]}\n{SILENT} of what it includes", "look again later")
    if count > SPF_LOOKUPS:
        fix = "take an include: out, or name addresses (ip4:, ip6:) in its place"
        return _wrong("SPF", f"{count} look-ups, and receivers stop after {SPF_LOOKUPS}", fix)
    if "+all" in found[0].split() or "all" in found[0].split():
        return _wrong("SPF", f"{found[0]}: lets anybody send as you", "end it with -all")
    return Check("SPF", OK, f"{domain}: {found[0]} ({count} of {SPF_LOOKUPS} look-ups)")


def _lookups(record: str, find: Find, seen: set[str]) -> int | None:
    """How many questions a receiver asks to read it; None where DNS was silent."""
    count = 0
    for term in record.split()[1:]:
        bare = term.lstrip("+-~?").replace("=", ":", 1)
        kind, _, target = bare.partition(":")
        kind = kind.partition("/")[0].lower()
        if kind not in _ASKS_DNS:
            continue
        count += 1
        target = target.lower().rstrip(".")
        if kind not in ("include", "redirect") or target in seen or "%" in target:
            continue
        seen.add(target)
        if count > SPF_LOOKUPS:
            break
        found = _spf_records(find(target))
        inner = 0 if found == [] else _lookups(found[0], find, seen) if found else None
        if inner is None:
            return None
        count += inner
    return count


def _spf_records(texts: Texts) -> list[str] | None:
    if texts is None:
        return None
    return [text for text in texts if text.lower().split(" ")[0] == "v=spf1"]


def _dkim(domain: str, keys: Sequence[DkimKey], find: Find) -> Check:
    if not keys:
        detail = "no keys: mail leaves unsigned, unless your relay signs it"
        return _lacking("DKIM", detail, "orchestrator dkim make")
    for key in keys:
        name = _key_name(key, domain)
        texts = find(name)
        if texts is None:
            return Check("DKIM", WARN, f"{name}: {SILENT}", "look again later")
        if not texts:
            fix = "publish what this prints: orchestrator dkim show"
            return _lacking("DKIM", f'{name} is missing:\n{name} TXT "{key.record}"', fix)
        published = tags_of(texts[0]).get("p", "").replace(" ", "")
        if len(texts) > 1 or published != tags_of(key.record)["p"]:
            fix = "publish what this prints, in its place: orchestrator dkim show"
            return _wrong("DKIM", f"{name} holds another key: our signatures fail", fix)
    named = " and ".join(_strength(key) for key in keys)
    return Check("DKIM", OK, f"selector {keys[0].selector}, {named}, published and matching")


def _strength(key: DkimKey) -> str:
    private = key.private
    return f"RSA {private.key_size} bit" if isinstance(private, RSAPrivateKey) else "Ed25519"


def _dmarc(domain: str, texts: dict[str, Texts]) -> Check:
    policy = read_policy(domain, texts)
    name = policy_names(domain)[0]
    if policy is None:
        return Check("DMARC", WARN, f"{name}: {SILENT}", "look again later")
    better = f'publish:  {name} TXT "v=DMARC1; p=quarantine; rua=mailto:postmaster@{domain}"'
    if not policy.record:
        return _lacking("DMARC", f"{domain} has no policy: large providers refuse", better)
    wanted = tags_of(policy.record).get("p", "").lower()
    if wanted not in ("quarantine", "reject"):
        detail = f"p={wanted or 'missing'}: mail arrives, but spoofing you is not stopped"
        return Check("DMARC", WARN, detail, better)
    return Check("DMARC", OK, f"{policy.name}: p={wanted}; SPF or DKIM of {domain} is aligned")


def _lacking(name: str, detail: str, fix: str) -> Check:
    """A warning, which in production ends as a wrong setting does."""
    return Check(name, WARN, detail, fix, ConfigError.exit_code)


def _wrong(name: str, detail: str, fix: str) -> Check:
    return Check(name, FAIL, detail, fix, ConfigError.exit_code)


def _key_name(key: DkimKey, domain: str) -> str:
    return f"{key.selector}._domainkey.{domain}"
