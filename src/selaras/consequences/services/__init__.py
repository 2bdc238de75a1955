"""What people do with the consequences of results."""

from selaras.consequences.services.allowance import (
    record_tpp_regulation,
    release_tpp_month,
    request_tpp_count,
)
from selaras.consequences.services.credit import (
    NewFacts,
    NewOpening,
    decline_pak,
    determine_pak,
    is_outdated,
    propose_pak,
    record_opening,
    record_promotion_facts,
)
from selaras.consequences.services.follow_up import (
    DECIDES,
    CaseFacts,
    NewStep,
    answer_shortfall,
    close_development_step,
    decide_case,
    open_missed_target,
    why_not_open,
    write_shortfall,
)
from selaras.consequences.services.pak_law import propose_replacements
from selaras.consequences.services.tpp_law import confirm_law_corrections

__all__ = [
    "DECIDES",
    "CaseFacts",
    "NewFacts",
    "NewOpening",
    "NewStep",
    "answer_shortfall",
    "close_development_step",
    "confirm_law_corrections",
    "decide_case",
    "decline_pak",
    "determine_pak",
    "is_outdated",
    "open_missed_target",
    "propose_pak",
    "propose_replacements",
    "record_opening",
    "record_promotion_facts",
    "record_tpp_regulation",
    "release_tpp_month",
    "request_tpp_count",
    "why_not_open",
    "write_shortfall",
]
