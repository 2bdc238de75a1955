"""Pages about what the public says."""
