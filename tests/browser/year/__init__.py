"""The year of one employee, Ani, in named steps; `tests/browser/test_year.py` takes them one after the other."""
