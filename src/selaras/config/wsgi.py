"""Entry point of the web server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "selaras.config.settings")
application = get_wsgi_application()

# What stands now stays: the collector looks only at what requests leave behind. A page leaves little that is tied in
# circles and makes thousands of short-lived objects, so it looks for circles a tenth as often as Python would.
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 10, 10)
