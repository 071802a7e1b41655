"""Find mails by words.  The index is the database's own, made by a migration."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
import json
import re
from typing import Any

from sqlalchemy import (
    ColumnElement,
    String,
    and_,
    bindparam,
    func,
    literal_column,
    or_,
    select,
    text,
)
from sqlalchemy.orm import Session

from orchestrator.errors import UsageError
from orchestrator.models.mail import Mail
from orchestrator.models.people import ContactAddress

MOST_CHARACTERS = 500

_PIECE = re.compile(r'"([^"]*)"|([^\s"]+)')
_WORD = re.compile(r"[^\W_]")
_ADDRESS = re.compile(r"[\w.+%-]*@?[\w-]+(?:\.[\w-]+)+|[\w.+%-]+@")
_SHORTEST_BEGINNING = 3
"""What is shorter begins too many words."""
# Of English, French, Spanish, Portuguese and Dutch; other plurals begin as their singulars do.
_PLURALS = (
    (re.compile(r"(.{3,}[^s])s", re.I), ""),
    (re.compile(r"(.{2,})ies", re.I), "y"),
    (re.compile(r"(.+(?:[sxz]|[cs]h)|.{3,}[rlnd])es", re.I), ""),
)


def pieces_of(query: str) -> list[str]:
    """The words and "phrases in quotes" of ``query``, empty where it is too long or has none."""
    if len(query) > MOST_CHARACTERS:
        return []
    return [found[0] for found in _PIECE.finditer(query) if _WORD.search(found[0])]


_FORGET = text(
    "INSERT INTO mail_words (mail_words, rowid, subject, from_name, new_text)"
    " SELECT 'delete', id, subject, from_name, new_text FROM mail"
    " WHERE id IN (SELECT value FROM json_each(:ids)) AND subject || from_name || new_text <> ''"
)
_INDEX = text(
    "INSERT INTO mail_words (rowid, subject, from_name, new_text)"
    " SELECT id, subject, from_name, new_text FROM mail"
    " WHERE id IN (SELECT value FROM json_each(:ids)) AND subject || from_name || new_text <> ''"
)


@contextmanager
def indexed_at_once(session: Session, mail_ids: Iterable[int]) -> Iterator[None]:
    """Index these mails by one statement, while in the block they turn from stored to parsed.

    A trigger of SQLite's keeps the index for every other change.  It would write a segment for
    each mail, which takes four times as long as the mail's own row.
    """
    if not _is_sqlite(session):
        yield
        return
    ids = {"ids": json.dumps(list(mail_ids))}
    session.execute(_FORGET, ids)  # One that was put aside had the words of its header.
    yield
    session.execute(_INDEX, ids)


def has_words(session: Session, query: str) -> ColumnElement[bool]:
    """A condition on `Mail`: it has every word of ``query``, and every "phrase in quotes".

    Subject, sender's name and new words are searched, whatever the case.  A word also finds
    what it is the beginning of, and a plural its singular; an address or a part of one finds
    what came from there.

    Raises:
        UsageError: nothing to look for, or too much.
    """
    pieces = pieces_of(query)
    if not pieces:
        raise UsageError(
            f"search = {query[:20]!r}: write words, at most {MOST_CHARACTERS} characters of them"
        )
    plain = [piece for piece in pieces if not _ADDRESS.fullmatch(piece)]
    found = [_comes_from(session, piece) for piece in pieces if piece not in plain]
    return and_(*([_in_text(session, plain)] if plain else []), *found)


def has_beginnings(
    session: Session, groups: Iterable[Sequence[Sequence[str]]]
) -> ColumnElement[bool]:
    """A condition on `Mail`: of at least one group, it has a word for every member.

    Args:
        groups: of members, each the beginnings of which a word needs one; of letters and
            digits alone, in lower case.
    """
    if _is_sqlite(session):
        return _matches(_either(groups, '"{}" *', " AND ", " OR "))
    wanted = _either(groups, "{}:*", " & ", " | ")
    return _vector().bool_op("@@")(func.to_tsquery(literal_column("'simple'"), wanted))


def _either(
    groups: Iterable[Sequence[Sequence[str]]], beginning: str, every: str, either: str
) -> str:
    """The groups in the query language of a database."""
    return either.join(
        f"({every.join(f'({either.join(map(beginning.format, member))})' for member in group)})"
        for group in groups
    )


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


def _in_text(session: Session, pieces: Sequence[str]) -> ColumnElement[bool]:
    if _is_sqlite(session):
        return _matches(" AND ".join(_any_of(piece, '"{}"', " *", " OR ") for piece in pieces))
    signs = str.maketrans({"'": "''", "\\": "\\\\"})
    wanted = " & ".join(_any_of(piece.translate(signs), "'{}'", ":*", " | ") for piece in pieces)
    return _vector().bool_op("@@")(func.to_tsquery(literal_column("'simple'"), wanted))


def _any_of(piece: str, quoted: str, beginning: str, either: str) -> str:
    """What stands for ``piece`` in the query language of a database."""
    if piece.startswith('"'):
        return quoted.format(piece.strip('"'))
    if len(piece) < _SHORTEST_BEGINNING:
        return quoted.format(piece)
    found = (quoted.format(each) + beginning for each in _singulars(piece))
    return f"({either.join(found)})"


def _singulars(word: str) -> Iterator[str]:
    """``word``, and where it looks like a plural that of which it may be one."""
    yield word
    for plural, singular in _PLURALS:
        if found := plural.fullmatch(word):
            yield found[1] + singular


def _comes_from(session: Session, piece: str) -> ColumnElement[bool]:
    """Of a stranger the whole address is needed; of a contact a part of it will do."""
    address = piece.lower()
    ours = select(ContactAddress.addr_spec).where(
        ContactAddress.addr_spec.contains(address, autoescape=True)
    )
    return or_(
        Mail.from_address == address, Mail.from_address.in_(ours), _in_text(session, [piece])
    )
