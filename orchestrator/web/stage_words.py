"""What stages and their moments are called, and what to write in each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from orchestrator.models import MomentKind, Stage

STAGES: Final[Mapping[Stage, str]] = {
    Stage.ONBOARDING: "Onboarding",
    Stage.DELIVERY: "Delivery",
    Stage.CLOSE: "Close",
    Stage.AFTERCARE: "After-care",
}
LEDES: Final[Mapping[Stage, str]] = {
    Stage.ONBOARDING: "We get to know each other: the welcome, and the first questions.",
    Stage.DELIVERY: "We work, and updates say how it goes.",
    Stage.CLOSE: "We hand over, and say thank you.",
    Stage.AFTERCARE: "Updates have stopped. A light touch keeps us in touch.",
}


@dataclass(frozen=True, slots=True)
class Words:
    """``title`` on Today, to a person; ``fact`` or ``ask`` begins the prepared form."""

    title: str
    what: str
    fact: str = ""
    ask: str = ""


MOMENTS: Final[Mapping[MomentKind, Words]] = {
    MomentKind.WELCOME: Words("Onboarding: welcome {}", "Welcome: how often we write, who answers"),
    MomentKind.QUESTIONS: Words(
        "Onboarding: ask {} the first questions",
        "The first questions",
        ask="What would make you say at the end that this went well?",
    ),
    MomentKind.FIRST_UPDATE: Words("Delivery: send {} the first update", "The first update"),
    MomentKind.HANDOVER: Words(
        "Close: write the hand-over to {}",
        "The hand-over: what they have, and who helps",
        fact="Everything is with you now: ",
    ),
    MomentKind.THANKS: Words(
        "Close: thank {}", "Thanks, and what we learned", fact="Thank you for working with us: "
    ),
    MomentKind.TOUCH: Words("After-care: write to {}", "A light touch: how is it going?"),
    MomentKind.ASKED: Words("", "Asked for a follow-on or a referral"),
    MomentKind.NOT_NOW: Words("", "Put the follow-on off"),
}
