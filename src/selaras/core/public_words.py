"""What the public writes, as it is kept: bounded, without control characters, numbers of people hidden. Pure."""

from __future__ import annotations

import re

from selaras.core.forms import clean_text

LONGEST_TEXT = 4000
# Who reads what somebody said needs no number of anybody: NIK and NIP, telephones, addresses of mail.
_NUMBERS = re.compile(
    r"(?<![\d.])(?:\+?62|0)[\s.-]?8(?:[\s.-]?\d){7,11}(?!\d)|(?<!\d)\d(?:[ .]?\d){14,17}(?!\d)"
)
_MAIL = re.compile(r"[^\s@<>]{1,64}@[^\s@<>]{1,120}\.[A-Za-z]{2,}")
HIDDEN = "[disembunyikan]"


def kept_text(cell: object) -> str:
    """A text of the public as it is kept, at most `LONGEST_TEXT` characters."""
    text = clean_text(str(cell))[: LONGEST_TEXT * 2]
    text = _MAIL.sub(HIDDEN, _NUMBERS.sub(HIDDEN, text))
    return "\n".join(" ".join(line.split()) for line in text.split("\n") if line.strip())[
        :LONGEST_TEXT
    ].strip()
