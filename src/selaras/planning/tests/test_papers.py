"""SKP and lampiran as PDF: the same bytes each time, a draft marked as such, a harmless file name."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from selaras.core.audit import SYSTEM, recording
from selaras.organisation.models import Employee
from selaras.planning import events
from selaras.planning.documents import number_of, version_pdf
from selaras.planning.selectors import version_of_code
from selaras.planning.tests.stage import agreed, drafted
from tests.cast import Cast


def test_an_agreed_plan_is_printed_the_same_each_time(cast: Cast, sign_in: Any) -> None:
    _skp, version = agreed(cast, "ani", "budi")
    answer = sign_in("ani").get(reverse("planning:pdf", args=[version.pk]))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    address = f"http://testserver{reverse('web:verify', args=[version.code])}"
    assert version_pdf(version, address) == answer.content
    assert sign_in("budi").get(reverse("planning:lampiran_pdf", args=[version.pk])).status_code == 200


def test_the_number_of_a_paper_names_nobody(cast: Cast) -> None:
    _skp, version = agreed(cast, "ani", "budi")
    assert number_of(version) == f"SKP/2026/1/{version.content_hash[:8].upper()}"
    assert version_of_code(version.code) == version
    assert version_of_code("X" * 12) is None


@pytest.mark.parametrize("name", ["../../etc/passwd", 'Ani "><script>', "Ñandú 😊", "x" * 150])
def test_the_file_name_holds_nothing_dangerous(cast: Cast, sign_in: Any, name: str) -> None:
    skp = drafted(cast, "ani")
    with recording(events.SKP_DRAFTED, by=SYSTEM, about=skp, year=2026, source="uji"):
        Employee.objects.filter(pk=cast.ani.pk).update(name=name)
    answer = sign_in("ani").get(reverse("planning:draft_pdf", args=[skp.pk]))
    given = answer["Content-Disposition"].split("filename=")[1].strip('"')
    assert answer.status_code == 200
    assert given.endswith(".pdf")
    assert set(given) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._")
    assert len(given) < 100
