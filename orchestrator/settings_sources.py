"""Where settings come from: the TOML file and the environment, each value as typed or in a file."""

from collections.abc import Iterator, Mapping
from dataclasses import Field
from datetime import timedelta
import difflib
from pathlib import Path
import tomllib
from typing import Any

from orchestrator.settings_checks import duration

PREFIX = "ORCHESTRATOR_"
DATA_VARIABLE = PREFIX + "DATA"
PASSWORD_VARIABLE = PREFIX + "PASSWORD"
"""Not a setting: the password that one command, `user` or `mailbox`, is given."""


def from_file(path: Path, problems: list[str]) -> Iterator[tuple[str, tuple[str, Any]]]:
    """Each key, with where it stands and its value; what cannot be read joins ``problems``."""
    if not path.is_file():
        return
    try:
        table = tomllib.loads(path.read_text())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problems.append(f"{path}: not TOML: {error}")
        return
    for key, value in table.items():
        yield key, (f"{path.name}: {key}", value)


def from_env(
    environ: Mapping[str, str], problems: list[str]
) -> Iterator[tuple[str, tuple[str, Any]]]:
    """Each setting by its name, with its variable and value; `_FILE` names a file of it."""
    for variable, value in environ.items():
        if not variable.startswith(PREFIX) or variable in (DATA_VARIABLE, PASSWORD_VARIABLE):
            continue
        name = variable.removeprefix(PREFIX).lower()
        if not name.endswith("_file"):
            yield name, (variable, value)
            continue
        try:
            yield name.removesuffix("_file"), (variable, Path(value).read_text().strip())
        except OSError as error:
            problems.append(f"{variable} = {value!r}: cannot be read: {error.strerror}")


def read(setting: "Field[Any]", raw: Any) -> Any:
    """The value in the type of the setting.  Raises ValueError: says what it expects."""
    kind: Any = type(setting.default)
    if kind is bool or (not isinstance(raw, str) and kind is str):
        raise ValueError("expected text in quotes")
    if kind is int:
        return _whole_number(raw)
    if kind is timedelta:
        return duration(raw)
    if kind is tuple:
        parts = raw.split(",") if isinstance(raw, str) else raw
        if not isinstance(parts, list):
            raise ValueError("expected words in quotes, a comma between")
        return tuple(str(part).strip() for part in parts if str(part).strip())
    assert kind is str, setting.name
    return raw.strip()


def _whole_number(raw: Any) -> int:
    try:
        return int(raw)
    except (TypeError, ValueError):
        raise ValueError("expected a whole number, for example 8080") from None


def shown(setting: "Field[Any]", raw: Any) -> str:
    """The value in short; never a secret one."""
    return "(hidden)" if setting.metadata["secret"] else repr(raw)[:60]


def unknown(label: str, name: str, known: Mapping[str, object]) -> str:
    """Says that there is no such setting, and which is meant."""
    close = difflib.get_close_matches(name, known, n=1)
    return f"{label}: unknown setting" + (f"; did you mean {close[0]}?" if close else "")
