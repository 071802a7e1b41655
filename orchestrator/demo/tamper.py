"""A copy of the database with one bit of the record flipped: does verification see it?"""

from contextlib import closing
from pathlib import Path
import sqlite3


def altered_copy(path: Path, *, alter: bool) -> Path:
    """Copy an SQLite database, whole or with one bit of its middle entry's line flipped."""
    copy = path.with_name("copy.sqlite3")
    copy.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        # Not a copy of the file: that would miss the log, and keep what pages held before.
        connection.execute("VACUUM INTO ?", (str(copy),))
        (line,) = connection.execute(
            "SELECT line FROM audit_entry WHERE seq = (SELECT max(seq) / 2 FROM audit_entry)"
        ).fetchone()
    if alter:
        content = bytearray(copy.read_bytes())
        content[content.index(line) + len(line) // 2] ^= 1
        copy.write_bytes(content)
    return copy
