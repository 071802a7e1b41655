"""Stage 3: what a reading changes: answers, preferences, mood and status."""
