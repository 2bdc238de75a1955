"""Stories of what the public says."""
