"""One line of Today's list."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Need:
    """``kind`` groups it for the sentence on top; ``when`` is words beside the button.

    ``outbox`` is the message whose outcome is decided on the spot, in place of the button;
    ``deed`` what can be said there with one click, beside it: its address and its words.
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
    deed: tuple[str, str] | None = None
