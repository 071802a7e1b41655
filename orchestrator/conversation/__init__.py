"""Stage 2: put a mail in its thread and project, and read what it says."""
