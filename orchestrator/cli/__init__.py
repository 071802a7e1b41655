"""Operator commands.  Data to stdout, everything else to stderr."""
