"""The communication record: every step, append-only, chained, verifiable.

Not application logging; that is `logging` as usual.
"""
