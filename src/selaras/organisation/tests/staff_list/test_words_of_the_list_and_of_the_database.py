"""The reader knows no database, so the words it shares with the models are compared here."""

from __future__ import annotations

from enum import Enum

import pytest

from selaras.organisation import models
from selaras.organisation.staff_list import Holding, KedudukanHukum, PostKind, StaffKind
from selaras.organisation.staff_list.vocabulary import fold, headings, word_table, words
from selaras_rules.positions import Jenjang


@pytest.mark.parametrize(
    ("read", "stored"),
    [
        (StaffKind, models.EmployeeKind),
        (PostKind, models.PositionKind),
        (Holding, models.AssignmentKind),
        (KedudukanHukum, models.LegalStatus),
    ],
)
def test_the_words_of_the_list_are_the_words_of_the_database(read: type[Enum], stored: type[Enum]) -> None:
    assert {member.value for member in read} == {member.value for member in stored}


def test_every_word_in_the_data_file_means_something_the_code_knows() -> None:
    assert set(word_table("kind").values()) == {member.value for member in StaffKind}
    assert set(word_table("legal_status").values()) == {member.value for member in KedudukanHukum}
    assert set(words()["title_starts"]) == {member.value for member in PostKind}
    assert set(words()["jenjang"]) == {member.value for member in Jenjang}


def test_no_heading_means_two_things() -> None:
    known = headings()
    sets = [set(known.by_alias), set(known.bare_tmt), set(known.ignored), set(known.never_read)]
    assert sum(map(len, sets)) == len(set().union(*sets))


def test_headings_are_compared_without_case_signs_and_accents() -> None:
    assert fold("  Gol. / Ruang ") == fold("GOL/RUANG") == "golruang"
