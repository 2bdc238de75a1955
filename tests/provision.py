"""What the tests need from the machine: a browser and, for those who ask by hand, a PostgreSQL.

`dev.py test` brings both. A test started by hand fails here with the remedy when something is missing; it is
never skipped.
"""

from tools.browser import LaunchOptions, NoBrowser, launch_options
from tools.postgres import NoPostgres
from tools.postgres import server as postgres_server

__all__ = ["LaunchOptions", "NoBrowser", "NoPostgres", "launch_options", "postgres_server"]
