"""One class for each way to reach a client."""
