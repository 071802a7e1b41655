"""How each kind of line on Today is called, and what stands first."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    tone: str
    icon: str
    title: str
    page: str
    button: str


WORDS = {
    "answer": Words(
        "soft", "circle-question-mark", "Confirm what {} decided", "/inbox/{}", "Confirm"
    ),
    "unclear": Words("soft", "circle-question-mark", "Read what {} answered", "/inbox/{}", "Read"),
    "settled": Words(
        "watch", "circle-question-mark", "{} answered what was settled", "/inbox/{}", "Read"
    ),
    "differs": Words(
        "watch", "circle-question-mark", "{} said two different things", "/inbox/{}", "Decide"
    ),
    "agreed_gone": Words(
        "watch", "circle-question-mark", "{} agreed to what was withdrawn", "/inbox/{}", "Read"
    ),
    "answered_gone": Words(
        "watch", "circle-question-mark", "{} answered what was withdrawn", "/inbox/{}", "Read"
    ),
    "wish": Words("soft", "sliders-horizontal", "{} asks for more", "/inbox/{}", "Decide"),
    "call": Words("watch", "phone", "Call {}", "/p/{}", "Open"),
    "ring": Words("bad", "phone", "Call {} first", "/clients/{}", "Call"),
    "untold": Words("watch", "phone", "Call {}, or note the call", "/digests/{}/call", "Open"),
    "flood": Words("watch", "octagon-x", "{} wrote very often", "/inbox/{}?held=1", "Decide"),
    "address": Words("watch", "user-pen", "{} has a new address", "/inbox/{}", "Check"),
    "person": Words("soft", "user-plus", "{} asks to add somebody", "/inbox/{}", "Decide"),
    "erase": Words("watch", "shield-alert", "{} wants data erased", "/inbox/{}", "Open"),
    "data": Words("watch", "shield-alert", "{} asks what data we hold", "/inbox/{}", "Open"),
    "who_sees": Words("soft", "shield-alert", "{} asks who sees this", "/inbox/{}", "Open"),
    "code": Words("watch", "key-round", "{}: a code that changed nothing", "/inbox/{}", "Look"),
    "wrong": Words("watch", "undo-2", "{} says it is wrong", "/inbox/{}", "Look"),
    "churn": Words("bad", "octagon-x", "{} speaks of leaving", "/inbox/{}", "Read"),
    "invoice": Words("watch", "triangle-alert", "{} disputes an invoice", "/inbox/{}", "Read"),
    "dispute": Words("watch", "scale", "{} disputes an invoice", "/disputes/{}", "Open"),
    "case_answered": Words(
        "soft", "scale", "Accounting answered about {}’s invoice", "/disputes/{}", "Read"
    ),
    "case_due": Words(
        "watch", "scale", "Answer {}: the time is nearly over", "/disputes/{}", "Open"
    ),
    "case_late": Words("bad", "scale", "{} was promised an answer", "/disputes/{}", "Open"),
    "not_sent": Words("soft", "mail", "{} asks what was not sent", "/inbox/{}", "Answer"),
    "stand_in": Words("soft", "user-plus", "{} is away: a stand-in", "/inbox/{}", "Decide"),
    "clearing": Words("watch", "user-check", "Is {} unhappy no more?", "/p/{}#clearing", "Decide"),
    "review_read": Words(
        "soft", "calendar-clock", "Read what {} answered to an invitation", "/p/{}/reviews", "Read"
    ),
    "review_differs": Words(
        "watch", "calendar-clock", "{} answered an invitation twice", "/p/{}/reviews", "Decide"
    ),
    "review_other": Words(
        "watch", "calendar-clock", "{} asks for another time", "/p/{}/reviews", "Decide"
    ),
    "review_over": Words(
        "soft", "calendar-clock", "What came of the review?", "/p/{}/reviews", "Note it"
    ),
    "proposed": Words("soft", "users", "Read what the team proposes", "/p/{}/team", "Open"),
    "team_address": Words(
        "watch", "key-round", "Somebody else has a team address", "/p/{}/team", "Open"
    ),
    "lack": Words("watch", "circle-question-mark", "Ask {} what we lack", "/p/{}/known", "Ask"),
    "handover": Words(
        "watch", "handshake", "{} handed a project over to you", "/p/{}/handover", "Read the brief"
    ),
    "taken": Words(
        "watch", "handshake", "{} answers for a project of yours now", "/p/{}/handover", "Look"
    ),
}
LATE = "case_late"
FIRST = ("churn", "invoice", "dispute", "case_due", "clearing")
"""Kinds that stand with the unhappy, however polite."""
OURS = (
    "code",
    "wrong",
    "clearing",
    "ring",
    "untold",
    "case_answered",
    "case_due",
    "proposed",
    "team_address",
    "handover",
    "taken",
    "lack",
    "differs",
    "review_differs",
    LATE,
)
"""Kinds whose words are ours, and so are not quoted."""
