"""What numbers and codes of people and posts say: over plain data."""

from __future__ import annotations

from selaras_rules.findings import Finding
from selaras_rules.nip import Nip, read_nip

from .fields import text
from .rule import Rule

RULES = (
    Rule(
        "nip",
        "Membaca NIP atau NI PPPK",
        (text("nip", "delapan belas angka, ditulis sebagai teks"),),
        lambda given, _ruleset: Finding(read_nip(given["nip"]), ()),
        Nip,
    ),
)
