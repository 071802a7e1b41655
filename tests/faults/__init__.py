"""The fault matrix: ``python -m tests.faults`` breaks things under real servers and counts.

A fault is a function with a number (`registry.fault`) in a module of its component,
``fault_<component>.py``; the runner finds both by themselves.
"""
