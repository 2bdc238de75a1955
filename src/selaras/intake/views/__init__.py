"""Pages of feeds."""
