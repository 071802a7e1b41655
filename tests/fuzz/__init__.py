"""Mutated mails through the whole of `parse_mail`: ``python -m tests.fuzz --help``."""
