"""An RQ worker and, beside it, the periodic jobs: ``python worker.py``.

`orchestrator.flow` is imported before the worker forks: a job that had to import the
application itself would take a hundred times as long.
"""

from orchestrator.cli import main

if __name__ == "__main__":
    main(["run", "worker", "--with-scheduler"])
