"""The words of mails that become parsed are indexed by whoever parsed them, all at once.

SQLite writes a segment of the index for each row that a trigger indexes, and merges them
again: that took four times as long as writing the mails.

Revision ID: 20261122_1900
Revises: 20261122_1800
Create Date: 2026-11-22 19:00:00+00:00
"""

from alembic import op

revision = "20261122_1900"
down_revision = "20261122_1800"

_COLUMNS = "rowid, subject, from_name, new_text"
_TRIGGER = f"""
    CREATE TRIGGER mail_words_update AFTER UPDATE OF subject, from_name, new_text ON mail {{when}}
    BEGIN
      INSERT INTO mail_words (mail_words, {_COLUMNS})
        SELECT 'delete', OLD.id, OLD.subject, OLD.from_name, OLD.new_text
        WHERE OLD.subject || OLD.from_name || OLD.new_text <> '';
      INSERT INTO mail_words ({_COLUMNS})
        SELECT NEW.id, NEW.subject, NEW.from_name, NEW.new_text
        WHERE NEW.subject || NEW.from_name || NEW.new_text <> '';
    END
"""


def upgrade() -> None:
    """Every other change of a mail's words is still followed by the trigger."""
    _replace("WHEN NOT (OLD.state = 'stored' AND NEW.state = 'parsed')")


def downgrade() -> None:
    _replace("")


def _replace(when: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER mail_words_update")
        op.execute(_TRIGGER.format(when=when))
