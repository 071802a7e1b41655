"""How many cores a process takes for the full model."""

import os


def keep_to_one_core() -> None:
    """Before numpy is loaded: its threads, waiting for each other, cost more than they bring."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
