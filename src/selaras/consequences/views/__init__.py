"""Pages of consequences, by subject."""
