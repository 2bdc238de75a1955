"""Pages about people, posts and choices."""
