"""Pages of evaluations, by subject."""
