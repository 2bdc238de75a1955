"""Entry point of the web server."""

import gc
import os

import django

from selaras.config.handler import LeavingNothing
from selaras.core.kept_connections import keep_connections

# More requests than this at once open connections that close with them.
KEPT_CONNECTIONS = 8

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "selaras.config.settings")
django.setup(set_prefix=False)
keep_connections(KEPT_CONNECTIONS)
application = LeavingNothing()

# What stands now stays: the collector looks only at what requests leave behind. A page leaves little that is tied in
# circles and makes thousands of short-lived objects, so it looks for circles a third as often as Python would.
gc.collect()
gc.freeze()
gc.set_threshold(2_000, 10, 10)
