"""Template filters of planning."""
