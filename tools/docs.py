"""Writes the reference pages that come out of the code: what `dev.py docs` does."""

import sys

from tools import steps


def main() -> int:
    return steps.perform([steps.Step("reference", lambda: steps.django("write_reference").strip()[-70:])])


if __name__ == "__main__":
    sys.exit(main())
