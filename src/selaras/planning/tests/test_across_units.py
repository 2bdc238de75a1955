"""A leader gives a role to somebody of another unit, with the knowledge of the own superior."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from selaras.core.errors import InvalidInput, NotAllowed, StepNotPossible
from selaras.core.models import Notice
from selaras.planning.models import BorrowedMember, RoleMatrixCell, Skp
from selaras.planning.selectors import matrix_of
from selaras.planning.services import (
    borrow_member,
    draft_skp,
    end_borrowing,
    know_borrowing,
    set_matrix_cell,
)
from selaras.planning.tests.stage import ON, agreed, first_result
from tests.cast import Cast


def plan(cast: Cast) -> Skp:
    return agreed(cast, "budi", "citra", "Warga terobati")[0]


@pytest.mark.trace("K-06")
def test_somebody_of_another_unit_gets_a_role_and_the_own_superior_knows(cast: Cast, sign_in: Any) -> None:
    skp, budi = plan(cast), sign_in("budi")
    address = reverse("planning:matrix_borrow") + "?tahun=2026&q=Winyalaka"
    key = budi.get(address).context["form"]["form_key"].value()
    sent = {"member": cast.eka.pk, "purpose": "Tim stunting", "form_key": key}
    for _click in range(2):
        assert budi.post(address, sent).status_code == 302
    row = BorrowedMember.objects.get()
    assert (row.member, row.own_superior, row.known_at) == (cast.eka, cast.citra, None)
    told = set(Notice.objects.filter(kind="matrix.borrowed").values_list("recipient_id", flat=True))
    assert told == {cast.citra.pk, cast.eka.pk}
    rhk = first_result(skp)
    set_matrix_cell(rhk, cast.eka, text="Data sasaran siap", by=cast.actor("budi"), on=ON)
    matrix = matrix_of(cast.budi.pk, 2026)
    assert matrix is not None
    assert [row.member for row in matrix.rows] == [cast.ani, cast.hadi, cast.eka]
    citra, page = sign_in("citra"), reverse("planning:borrowing", args=[row.pk])
    assert "Data sasaran siap" in citra.get(page).content.decode()
    assert citra.post(page).status_code == 302
    row.refresh_from_db()
    assert row.known_at is not None
    know_borrowing(row, by=cast.actor("citra"), on=ON)
    assert Notice.objects.filter(kind="matrix.known", recipient_id=cast.budi.pk).count() == 1
    mine = draft_skp(cast.eka, 2026, by=cast.actor("eka"), on=ON, from_matrix=True)
    assert first_result(mine).parent_id == rhk.pk
    assert mine.pejabat_penilai == cast.citra


def test_who_is_not_to_be_borrowed(cast: Cast, sign_in: Any) -> None:
    skp, by = plan(cast), cast.actor("budi")
    for person in (cast.ani, cast.budi, cast.dewi):
        with pytest.raises(InvalidInput):
            borrow_member(skp, person, purpose="x", by=by, on=ON)
    for purpose in ("  ", "x" * 301):
        with pytest.raises(InvalidInput):
            borrow_member(skp, cast.eka, purpose=purpose, by=by, on=ON)
    with pytest.raises(NotAllowed):
        borrow_member(skp, cast.eka, purpose="x", by=cast.actor("citra"), on=ON)
    page = sign_in("budi").get(reverse("planning:matrix_borrow") + "?tahun=2026&q=Borneandi").content.decode()
    assert "Ivan" not in page


def test_a_borrowed_person_leaves_when_the_row_is_empty(cast: Cast, sign_in: Any) -> None:
    skp, by = plan(cast), cast.actor("budi")
    row = borrow_member(skp, cast.eka, purpose="Tim", by=by, on=ON)
    with pytest.raises(StepNotPossible):
        borrow_member(skp, cast.eka, purpose="Tim", by=by, on=ON)
    set_matrix_cell(first_result(skp), cast.eka, text="Data", by=by, on=ON)
    with pytest.raises(StepNotPossible):
        end_borrowing(row, by=by, on=ON)
    RoleMatrixCell.objects.get()
    set_matrix_cell(first_result(skp), cast.eka, text="", by=by, on=ON)
    for name in ("citra", "eka", "fajar"):
        with pytest.raises(NotAllowed):
            end_borrowing(row, by=cast.actor(name), on=ON)
    assert sign_in("budi").post(reverse("planning:borrowing_end", args=[row.pk])).status_code == 302
    assert BorrowedMember.objects.count() == 0


def test_only_the_own_superior_says_that_it_is_known(cast: Cast, sign_in: Any) -> None:
    row = borrow_member(plan(cast), cast.eka, purpose="Tim", by=cast.actor("budi"), on=ON)
    page = reverse("planning:borrowing", args=[row.pk])
    for name in ("budi", "eka"):
        assert sign_in(name).get(page).status_code == 200
        assert sign_in(name).post(page).status_code == 403
    for name in ("ani", "gita", "ivan"):
        assert sign_in(name).get(page).status_code == 404
