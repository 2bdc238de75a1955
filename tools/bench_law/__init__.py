"""Measures the rules: one result with its reasons, and a synthetic nation from Parquet to Parquet."""
