"""Plans as spreadsheets: the official layout is read, twelve monthly ones are joined, and it is written again."""
