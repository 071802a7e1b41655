"""Guard the record: append-only, gapless, chained, in the database itself.

The triggers stop accidents and careless repairs.  An insider who owns the database
can drop them; the chain, and later the signed checkpoints, are there for that.

Revision ID: 20261121_0910
Revises: 20261121_0900
Create Date: 2026-11-21 09:10:00+00:00
"""

from alembic import op

revision = "20261121_0910"
down_revision = "20261121_0900"

SQLITE = [
    """
    CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry
    BEGIN SELECT RAISE(ABORT, 'audit_entry is append-only'); END
    """,
    """
    CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry
    BEGIN SELECT RAISE(ABORT, 'audit_entry is append-only'); END
    """,
    """
    CREATE TRIGGER audit_entry_next BEFORE INSERT ON audit_entry
    WHEN NEW.seq IS NOT (SELECT COALESCE(MAX(seq), 0) + 1 FROM audit_entry)
      OR NEW.prev IS NOT COALESCE(
           (SELECT hash FROM audit_entry ORDER BY seq DESC LIMIT 1), zeroblob(32))
    BEGIN SELECT RAISE(ABORT, 'audit_entry is out of order'); END
    """,
    """
    CREATE TRIGGER audit_detail_no_update BEFORE UPDATE ON audit_detail
    BEGIN SELECT RAISE(ABORT, 'audit_detail is append-only'); END
    """,
    """
    CREATE TRIGGER audit_detail_no_delete BEFORE DELETE ON audit_detail
    WHEN NOT EXISTS (
      SELECT 1 FROM audit_erase_ticket t WHERE t.seq = OLD.seq AND t.name = OLD.name)
    BEGIN SELECT RAISE(ABORT, 'audit_detail needs an erase entry first'); END
    """,
]

POSTGRESQL = [
    """
    CREATE FUNCTION record_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION '%% is append-only', TG_TABLE_NAME USING ERRCODE = '23001';
    END $$
    """,
    """
    CREATE FUNCTION audit_entry_next() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE last_seq bigint; last_hash bytea;
    BEGIN
      PERFORM pg_advisory_xact_lock(710017);
      SELECT seq, hash INTO last_seq, last_hash FROM audit_entry ORDER BY seq DESC LIMIT 1;
      IF NEW.seq IS DISTINCT FROM COALESCE(last_seq, 0) + 1
         OR NEW.prev IS DISTINCT FROM COALESCE(last_hash, decode(repeat('00', 32), 'hex')) THEN
        RAISE EXCEPTION 'audit_entry is out of order' USING ERRCODE = '23001';
      END IF;
      IF NEW.hash IS DISTINCT FROM sha256('\\x00'::bytea || NEW.line) THEN
        RAISE EXCEPTION 'audit_entry has a wrong hash' USING ERRCODE = '23001';
      END IF;
      RETURN NEW;
    END $$
    """,
    """
    CREATE FUNCTION audit_detail_may_go() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NOT EXISTS (
        SELECT 1 FROM audit_erase_ticket t WHERE t.seq = OLD.seq AND t.name = OLD.name) THEN
        RAISE EXCEPTION 'audit_detail needs an erase entry first' USING ERRCODE = '23001';
      END IF;
      RETURN OLD;
    END $$
    """,
    """
    CREATE TRIGGER audit_entry_next BEFORE INSERT ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_entry_next()
    """,
    """
    CREATE TRIGGER audit_entry_no_change BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION record_is_append_only()
    """,
    """
    CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION record_is_append_only()
    """,
    """
    CREATE TRIGGER audit_detail_no_update BEFORE UPDATE ON audit_detail
    FOR EACH ROW EXECUTE FUNCTION record_is_append_only()
    """,
    """
    CREATE TRIGGER audit_detail_no_truncate BEFORE TRUNCATE ON audit_detail
    FOR EACH STATEMENT EXECUTE FUNCTION record_is_append_only()
    """,
    """
    CREATE TRIGGER audit_detail_no_delete BEFORE DELETE ON audit_detail
    FOR EACH ROW EXECUTE FUNCTION audit_detail_may_go()
    """,
    # ALWAYS: they also fire where session_replication_role says that triggers do not.
    "ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER audit_entry_next",
    "ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER audit_entry_no_change",
    "ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER audit_entry_no_truncate",
    "ALTER TABLE audit_detail ENABLE ALWAYS TRIGGER audit_detail_no_update",
    "ALTER TABLE audit_detail ENABLE ALWAYS TRIGGER audit_detail_no_truncate",
    "ALTER TABLE audit_detail ENABLE ALWAYS TRIGGER audit_detail_no_delete",
]


def upgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE if on_sqlite else POSTGRESQL:
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    bind = op.get_bind()
    if bind.dialect.name == "sqlite":
        for name in (
            "audit_entry_no_update",
            "audit_entry_no_delete",
            "audit_entry_next",
            "audit_detail_no_update",
            "audit_detail_no_delete",
        ):
            bind.exec_driver_sql(f"DROP TRIGGER {name}")
        return
    for function in ("audit_entry_next", "record_is_append_only", "audit_detail_may_go"):
        bind.exec_driver_sql(f"DROP FUNCTION {function}() CASCADE")
