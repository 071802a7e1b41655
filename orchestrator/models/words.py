"""Find mails by words.  The index is the database's own, made by a migration."""

from collections.abc import Iterable, Sequence
import re
from typing import Any

from sqlalchemy import ColumnElement, String, bindparam, func, literal_column, text
from sqlalchemy.orm import Session

from orchestrator.errors import UsageError
from orchestrator.models.mail import Mail

MOST_CHARACTERS = 500

_PIECE = re.compile(r'"([^"]*)"|([^\s"]+)')
_WORD = re.compile(r"\w")


def has_words(session: Session, query: str) -> ColumnElement[bool]:
    """A condition on `Mail`: it has every word of ``query``, and every "phrase in quotes".

    Subject, sender's name and new words are searched, whatever the case.

    Raises:
        UsageError: nothing to look for, or too much.
    """
    pieces = [found for found in map(_piece, _PIECE.finditer(query)) if _WORD.search(found)]
    if not pieces or len(query) > MOST_CHARACTERS:
        raise UsageError(
            f"search = {query[:20]!r}: write words, at most {MOST_CHARACTERS} characters of them"
        )
    wanted = " ".join(f'"{piece}"' for piece in pieces)
    if _is_sqlite(session):
        return _matches(wanted)
    return _vector().bool_op("@@")(func.websearch_to_tsquery(literal_column("'simple'"), wanted))


def has_beginnings(session: Session, groups: Iterable[Sequence[str]]) -> ColumnElement[bool]:
    """A condition on `Mail`: of at least one group, it has a word for every beginning.

    Args:
        groups: of letters and digits alone, in lower case.
    """
    if _is_sqlite(session):
        joined = (" AND ".join(f'"{each}" *' for each in group) for group in groups)
        return _matches(" OR ".join(f"({each})" for each in joined))
    joined = (" & ".join(f"{each}:*" for each in group) for group in groups)
    wanted = " | ".join(f"({each})" for each in joined)
    return _vector().bool_op("@@")(func.to_tsquery(literal_column("'simple'"), wanted))


def _is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def _matches(wanted: str) -> ColumnElement[bool]:
    found = text("SELECT rowid FROM mail_words WHERE mail_words MATCH :words")
    return Mail.id.in_(
        found.bindparams(bindparam("words", wanted, unique=True)).columns(rowid=Mail.id.type)
    )


def _vector() -> ColumnElement[Any]:
    space = literal_column("' '", String())
    document = Mail.subject + space + Mail.from_name + space + Mail.new_text
    # Word for word the expression of the index, or PostgreSQL does not use it.
    indexed = func.left(document, literal_column("200000"))
    return func.to_tsvector(literal_column("'simple'"), indexed)


def _piece(match: re.Match[str]) -> str:
    return (match[1] or match[2] or "").strip()
