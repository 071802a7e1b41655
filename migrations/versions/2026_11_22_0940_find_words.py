"""Find mails by their words: a full-text index of subject, sender's name and new words.

Quoted words are left out: they are found where they were first written.  The database
keeps the index up to date by itself.  A later migration that rebuilds the table ``mail``
in SQLite has to make the triggers anew.

Revision ID: 20261122_0940
Revises: 20261122_0030
Create Date: 2026-11-22 09:40:00+00:00
"""

# ruff: noqa: S608  The statements are put together from the constants below alone.

from alembic import op

revision = "20261122_0940"
down_revision = "20261122_0030"

_OLD = "OLD.id, OLD.subject, OLD.from_name, OLD.new_text"
_NEW = "NEW.id, NEW.subject, NEW.from_name, NEW.new_text"
_COLUMNS = "rowid, subject, from_name, new_text"

# A mail is indexed from when it is read; before that it has no words, and an empty row that
# was never put in must not be taken out.
_FORGET = f"INSERT INTO mail_words (mail_words, {_COLUMNS}) SELECT 'delete', {_OLD} WHERE {{was}}"
_WAS_READ = "OLD.subject || OLD.from_name || OLD.new_text <> ''"
_IS_READ = "NEW.subject || NEW.from_name || NEW.new_text <> ''"

SQLITE = [
    """
    CREATE VIRTUAL TABLE mail_words USING fts5(
      subject, from_name, new_text, content='mail', content_rowid='id',
      tokenize="unicode61 remove_diacritics 2")
    """,
    f"""
    CREATE TRIGGER mail_words_insert AFTER INSERT ON mail WHEN {_IS_READ}
    BEGIN INSERT INTO mail_words ({_COLUMNS}) VALUES ({_NEW}); END
    """,
    f"""
    CREATE TRIGGER mail_words_update AFTER UPDATE OF subject, from_name, new_text ON mail
    BEGIN
      {_FORGET.format(was=_WAS_READ)};
      INSERT INTO mail_words ({_COLUMNS}) SELECT {_NEW} WHERE {_IS_READ};
    END
    """,
    f"""
    CREATE TRIGGER mail_words_delete AFTER DELETE ON mail WHEN {_WAS_READ}
    BEGIN {_FORGET.format(was="TRUE")}; END
    """,
    f"INSERT INTO mail_words ({_COLUMNS}) SELECT id, subject, from_name, new_text FROM mail"
    " WHERE subject || from_name || new_text <> ''",
]

# A vector may have a megabyte at most, and a mail that is longer must not be refused.
POSTGRESQL = [
    """
    CREATE INDEX ix_mail_words ON mail USING gin (
      to_tsvector('simple', left(subject || ' ' || from_name || ' ' || new_text, 200000)))
    """,
]


def upgrade() -> None:
    """Add the index and fill it."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE if sqlite else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    """Take it back; the mails stay."""
    if op.get_bind().dialect.name == "sqlite":
        for name in ("insert", "update", "delete"):
            op.execute(f"DROP TRIGGER mail_words_{name}")
        op.execute("DROP TABLE mail_words")
    else:
        op.execute("DROP INDEX ix_mail_words")
