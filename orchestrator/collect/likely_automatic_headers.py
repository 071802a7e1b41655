"""Fields of a header that programs write, and some servers on a person's mail too.  Pure.

Gateways suppress automatic answers for everybody, forwarders mark what they sent on, firms
send through a service for mail to many, and people work in ticket systems.  So the mail
waits for a person; only a stop counts.
"""

import re

from orchestrator.collect.automatic_headers import Fields, has_no_way_back, wants_no_answer
from orchestrator.collect.automatic_words import SERVICE_HEADERS
from orchestrator.doubts import MAYBE_A_PROGRAM

_UNSUBSCRIBE = frozenset({"list-unsubscribe", "list-unsubscribe-post"})
_SERVICES = SERVICE_HEADERS | _UNSUBSCRIBE | {
    "feedback-id", "x-list-unsubscribe", "x-csa-complaints", "x-campaign-id", "x-mandrill-user",
    "x-mc-tags", "x-facebook-notify", "x-google-appengine-app-id",
}  # fmt: skip
_SERVICE_MAILERS = (
    "phpmailer", "nodemailer", "swiftmailer", "mailchimp", "mailjet", "brevo", "sendinblue",
)  # fmt: skip
_TICKETS = (
    "x-zendesk", "x-freshdesk", "x-fd-", "x-otrs-", "x-zammad", "x-osticket", "x-kayako",
    "x-rt-", "rt-ticket", "rt-originator", "x-servicenow-", "x-jira-", "x-atlassian-", "x-atl-",
    "x-gitlab-", "x-github-", "x-redmine-", "x-bugzilla-", "x-trac-", "x-phabricator-",
    "x-gerrit-", "x-launchpad-", "x-youtrack", "x-mantis", "x-asana-", "x-trello-",
)  # fmt: skip
"""Not of desks whose people write all their mail there, as Front and Help Scout."""
_TICKET_MAILERS = (
    "zendesk", "freshdesk", "otrs", "znuny", "zammad", "osticket", "kayako", "jira", "redmine",
    "bugzilla", "mantis", "request tracker", "servicenow",
)  # fmt: skip
_NAMED_FOR_IT = re.compile(
    r"auto[-_]?(?:repl|respon(?!se-suppress)|generated|submitted)|vacation|out-?of-?office|"
    r"^x-notification"
)
_UNREAD = re.compile(r"(?:^|[\s<\"'])(?:no-?_?reply|do-?not-?reply|mailer-daemon)[\w.+=-]*@")
_ANSWERERS = ("vacation", "autorespon", "auto-respon", "autorepl", "auto-repl", "cron")


def doubtful_header(fields: Fields) -> tuple[str, str]:
    """Why its header may be a program's, and the mark for it; both empty where nothing says so."""
    if evidence := _reports(fields):
        return evidence, ""
    evidence = _submitted(fields) or _sent_by(fields) or _kept_from_answers(fields)
    return evidence, MAYBE_A_PROGRAM if evidence else ""


def _reports(fields: Fields) -> str:
    """Servers write so, and hardly a forwarder: whatever it says, a stop too, may be theirs."""
    if has_no_way_back(fields):
        return "it was sent without a way back"
    return "it names who failed (x-failed-recipients)" if "x-failed-recipients" in fields else ""


def _submitted(fields: Fields) -> str:
    """Whatever is not "no" is automatic (RFC 3834 section 5)."""
    words = fields.value("auto-submitted").partition(";")[0].split()
    if words and words[0] != "no":
        return f"Auto-Submitted: {words[0][:40]}"
    named = (name for name in fields.first if _NAMED_FOR_IT.search(name))
    said = (name for name in named if fields.value(name).split()[:1] not in ([], ["no"], ["false"]))
    name = next(said, "")
    return f"it has {name}" if name else ""


def _sent_by(fields: Fields) -> str:
    mailer = fields.value("x-mailer") or fields.value("user-agent")
    for name in ("sender", "reply-to"):
        if name in fields and _UNREAD.search(fields.value(name)):
            return f"nobody reads where it comes from ({name})"
    if any(each in mailer for each in _ANSWERERS):
        return f"{mailer[:40]} sent it"
    name = fields.named(_TICKETS)
    if name or mailer.startswith(_TICKET_MAILERS):
        return f"a ticket system sent it ({name or mailer[:40]})"
    if mailer.startswith(_SERVICE_MAILERS):
        return f"a service for mail to many sent it ({mailer[:40]})"
    services = _SERVICES.intersection(fields.first)
    if "list-id" in fields:
        services -= _UNSUBSCRIBE  # A group address puts its own way out on everybody's mail.
    return f"a service for mail to many sent it ({min(services)})" if services else ""


def _kept_from_answers(fields: Fields) -> str:
    if wants_no_answer(fields):
        return "it asks for no automatic answer (x-auto-response-suppress)"
    if "x-loop" in fields and "list-id" not in fields:
        return "it is marked against loops (x-loop)"
    return ""
