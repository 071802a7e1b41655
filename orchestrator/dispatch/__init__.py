"""Stage 5: send what is in the outbox, once, and learn what became of it."""
