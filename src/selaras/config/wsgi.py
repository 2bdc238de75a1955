"""Entry point of the web server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "selaras.config.settings")
application = get_wsgi_application()

# What stands now stays: the collector looks only at what requests leave behind, more often and in less time.
gc.collect()
gc.freeze()
