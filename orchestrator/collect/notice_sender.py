"""Who wrote a mail, as far as the headers show a program that returns mail.  Pure."""

from dataclasses import dataclass
import re

from orchestrator.collect.headers import addr_spec, addresses, words
from orchestrator.collect.mime import Part
from orchestrator.collect.notice_words import BOUNCE_ADDRESS, DAEMON, NO_REPLY

SURE_SUBJECTS = (
    "undeliver", "delivery status", "delivery failure", "delivery notif", "returned mail",
    "mail delivery fail", "failure notice", "failure delivery", "non-deliver", "mail failure",
    "there was an error sending", "message undeliver", "unzustellbar", "non remis",
)  # fmt: skip
"""How only a notice begins its subject."""

_HINT = re.compile(
    rb"daemon|master|deliver|mail.?[sarm]|admin|exchange|microsoft|courier|mxserver|gatekeeper|"
    rb"interscan|barracuda|filter|bounce|firewall|no.?reply|not.?reply"
)
_TO_HINT = re.compile(rb"bounce|owner|-admin@|-request@")


def may_be_program(root: Part, subject: str) -> bool:
    """Whether anything in the headers allows a mail to be a notice.  Few fields, no decoding."""
    for name, value in root.headers:
        if name == "from":
            sure = _HINT.search(value.lower()) is not None
        elif name == "return-path":
            sure = b"@" not in value or b"daemon" in value.lower()
        elif name == "to":
            sure = _TO_HINT.search(value) is not None
        elif name == "content-type":
            sure = b"report" in value
        else:
            sure = name in ("x-failed-recipients", "x-mlserver", "auto-submitted")
        if sure:
            return True
    return subject[:40].lower().startswith(SURE_SUBJECTS)


@dataclass(frozen=True, slots=True)
class Sender:
    """What the headers say about who wrote a mail, as far as it shows a notice.

    ``named``: the From field and the reverse-path, decoded and in lower case.
    """

    address: str
    named: str
    reverse_path: str
    sent_to: tuple[str, ...]
    failed: tuple[str, ...]
    submitted: str
    is_report: bool
    is_list: bool

    @classmethod
    def of(cls, root: Part, address: str) -> "Sender":
        reverse_path = words(root.get("return-path")).lower()
        content_type = (root.get("content-type") or b"").lower()
        return cls(
            address,
            words(root.get("from")).lower(),
            reverse_path,
            tuple(each.address for each in addresses(root.get("to")) if each.address),
            _failed(words(root.get("x-failed-recipients"))),
            words(root.get("auto-submitted")).lower(),
            b"delivery-status" in content_type or b"feedback-report" in content_type,
            root.get("x-mlserver") is not None,
        )

    @property
    def is_daemon(self) -> bool:
        # Lists bounce to an address of theirs: of the reverse-path only the daemon itself counts.
        return "mailer-daemon" in self.reverse_path or DAEMON.search(self.named) is not None

    @property
    def is_unanswerable(self) -> bool:
        return self.reverse_path == "<>" or NO_REPLY.match(self.address) is not None

    @property
    def writes_to_bounce_address(self) -> bool:
        return any(BOUNCE_ADDRESS.search(each) for each in self.sent_to)


def _failed(field: str) -> tuple[str, ...]:
    found = (addr_spec(each.strip("<> ").encode()) for each in re.split(r"[,\s]+", field))
    return tuple(dict.fromkeys(each for each in found if each))
