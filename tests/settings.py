"""The application's settings, as tests need them: nothing outside a temporary folder, cheap passwords."""

import tempfile
from pathlib import Path

from selaras.config.settings import *  # noqa: F403
from selaras.config.settings import STORAGES

_FOLDER = Path(tempfile.mkdtemp(prefix="selaras-test-"))
STATIC_ROOT = _FOLDER / "static"
STATIC_ROOT.mkdir()
MEDIA_ROOT = _FOLDER / "files"
STORAGES = {
    **STORAGES,
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": MEDIA_ROOT},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DEMO_MODE = False
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
# In operation the name of a file says its content, and a browser never asks for it again. A turned clock makes every
# answer look old, so it must hold for years.
WHITENOISE_MAX_AGE = 10 * 365 * 24 * 3600
