"""Undo a misfile with everything that came of it: the stages' parts in their order."""
