"""Makes the shared fixtures known to the tests inside the packages too, and properties independent of speed."""

from hypothesis import settings

pytest_plugins = ["tests.fixtures"]

# The same examples every time, and no verdict about a machine that is busy.
settings.register_profile("selaras", deadline=None, derandomize=True)
settings.load_profile("selaras")
