"""What is done with sources and their deliveries."""

from selaras.intake.services.delivering import deliver_rows
from selaras.intake.services.runs import (
    apply_feed,
    check_again,
    check_feed,
    name_headings,
    name_units,
    withdraw_feed,
)
from selaras.intake.services.sources import NewSource, add_source, give_token, revoke_token, source_of_token

__all__ = [
    "NewSource",
    "add_source",
    "apply_feed",
    "check_again",
    "check_feed",
    "deliver_rows",
    "give_token",
    "name_headings",
    "name_units",
    "revoke_token",
    "source_of_token",
    "withdraw_feed",
]
