"""The version shown in the footer and by `selaras --version`."""

VERSION = "0.1.0"
