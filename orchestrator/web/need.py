"""One line of Today's list."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Need:
    """``kind`` groups it for the sentence on top; ``when`` is words beside the button.

    ``outbox`` is the message whose outcome is decided on the spot, in place of the button;
    ``promise`` the promise that can be said to be kept, beside it.
    """

    kind: str
    tone: str
    icon: str
    title: str
    detail: str
    when: str
    href: str
    button: str
    outbox: int | None = None
    promise: int | None = None
