"""Pages of planning, by subject."""
