"""What we say to clients, in their language: ``mail_templates/_words/<language>.toml``.

The files are part of what an administrator approves (`rendering.template_sha256`).  What a
language lacks is said in English; ``de-informal.toml`` has what sounds otherwise to somebody
who is not addressed formally.
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
import tomllib
from typing import Any

from markupsafe import Markup, escape

from orchestrator.config import resource

WORDS = "_words"
ENGLISH = "en"

Tables = Mapping[str, Mapping[str, Any]]


class Phrases:
    """The words of one language.  A key is ``table.name``; an unknown one is a `KeyError`."""

    def __init__(self, layers: tuple[Tables, ...]) -> None:
        self._layers = layers

    def __call__(self, key: str, **values: object) -> str:
        """The sentence, with ``values`` in their places; ``n`` chooses between one and many."""
        return self._found(key, values).format(**values)

    def marked(self, key: str, **values: object) -> Markup:
        """The sentence for a page; a value that is no `Markup` is escaped."""
        return Markup(escape(self._found(key, values))).format(**values)  # noqa: S704 -- escaped

    def all(self, key: str) -> list[str]:
        """What is a list in the file, such as the names of the days."""
        return list(self._value(key))

    def _found(self, key: str, values: Mapping[str, object]) -> str:
        found = self._value(key)
        if isinstance(found, Mapping):
            found = found["one" if values["n"] == 1 else "many"]
        return str(found)

    def _value(self, key: str) -> Any:
        table, _, name = key.partition(".")
        for layer in self._layers:
            if name in layer.get(table, {}):
                return layer[table][name]
        raise KeyError(key)


def phrases(language: str, *, informal: bool = False) -> Phrases:
    """The words of a language, by its code; English where we have none."""
    folder, code = resource("mail_templates") / WORDS, language[:2].lower()
    names = (f"{code}-informal",) * informal + (code, ENGLISH)
    files = (folder / f"{name}.toml" for name in dict.fromkeys(names))
    # By their time, so that a changed word is said as soon as it can be approved.
    return _phrases(tuple((each, each.stat().st_mtime_ns) for each in files if each.is_file()))


def word_files() -> list[Path]:
    """Every file of words, in the order of their names."""
    return sorted((resource("mail_templates") / WORDS).glob("*.toml"))


@lru_cache(maxsize=64)
def _phrases(files: tuple[tuple[Path, int], ...]) -> Phrases:
    return Phrases(tuple(tomllib.loads(path.read_text(encoding="utf-8")) for path, _ in files))
