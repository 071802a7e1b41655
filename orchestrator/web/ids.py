"""Numbers that people type: one that no row can have names nothing, and is not an error."""

from typing import Any, Final

from werkzeug.exceptions import NotFound

LARGEST_ID: Final = 2**31 - 1


def refuse_impossible(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """For ``url_value_preprocessor``: keep from the database what its INTEGER cannot hold.

    Raises:
        NotFound: a number in the address is larger.
    """
    if any(isinstance(value, int) and value > LARGEST_ID for value in (values or {}).values()):
        raise NotFound


def row_id(typed: str) -> int:
    """Read an id out of a form.

    Raises:
        ValueError: it is not a number that a row can have.
    """
    number = int(typed)
    if not 0 < number <= LARGEST_ID:
        raise ValueError(typed[:20])
    return number
