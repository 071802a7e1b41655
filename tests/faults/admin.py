"""What an administrator of the mail server does behind the reader's back."""

import subprocess
import time

from tests.servers import ImapServer


def doveadm(imap: ImapServer, *arguments: str) -> str:
    """Run Dovecot's own tool against a server; return what it says."""
    done = subprocess.run(
        ["doveadm", "-c", str(imap.config), *arguments], capture_output=True, text=True
    )
    assert done.returncode == 0, f"doveadm {' '.join(arguments)}: {done.stderr.strip()}"
    return done.stdout


def change_config(imap: ImapServer, old: str, new: str) -> None:
    """Write something else into its configuration, and let it read that."""
    text = imap.config.read_text()
    assert old in text, f"{old!r} is not in the configuration"
    imap.config.write_text(text.replace(old, new))
    reload(imap)


def reload(imap: ImapServer) -> None:
    """Let it read its configuration and certificate again."""
    doveadm(imap, "reload")
    # It answers before the processes that wait for sign-ins are replaced.
    time.sleep(0.5)
