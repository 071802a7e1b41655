"""Stage 4: facts and asks become a draft; a PM decides about its exact bytes."""
