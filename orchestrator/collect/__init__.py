"""Stage 1: read mailboxes over IMAP, keep the bytes, parse them."""
