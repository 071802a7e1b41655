"""Embedded servers and the sample studio behind `orchestrator demo`."""
