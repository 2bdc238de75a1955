"""Makes the shared fixtures known to the tests inside the packages too."""

pytest_plugins = ["tests.fixtures"]
