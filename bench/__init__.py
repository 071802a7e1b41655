"""What the work costs, as ratios to a peer or a limit measured in the same run."""
