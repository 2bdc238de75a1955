"""The site is gone for days: work goes on by paper and is entered later with both days and the reason."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from selaras.core.documents import EmergencyForms
from selaras.monitoring import documents
from selaras.monitoring.measured_plan import indicators_of
from selaras.monitoring.models import Arrival, Evidence, Feedback, Realisation
from selaras.monitoring.progress import target_text
from selaras.monitoring.tests.stage import Plan
from tests.cast import Cast
from tests.fixtures import SignedIn

pytestmark = pytest.mark.trace("C-23")
WHY = "Situs tidak dapat dibuka 28 September sampai 4 Oktober"
PAPER = {"written_on": "2026-09-30", "reason": WHY}


def test_ani_prints_forms_with_her_indicators_before_anything_happens(
    cast: Cast, plan: Plan, sign_in: type[SignedIn], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = sign_in("ani").get(reverse("monitoring:paper", args=[plan.skp.pk]))
    assert answer.content.startswith(b"%PDF-")
    assert answer["Cache-Control"] == "private, no-store"
    assert sign_in("hadi").get(reverse("monitoring:paper", args=[plan.skp.pk])).status_code == 404
    rendered: list[EmergencyForms] = []

    def keep(document: EmergencyForms, **_: object) -> bytes:
        rendered.append(document)
        return b""

    monkeypatch.setattr(documents, "render_pdf", keep)
    documents.emergency_forms_pdf(plan.skp)
    assert rendered[0].employee.name == cast.ani.full_name
    assert target_text(indicators_of(plan.skp)[plan.iki["berkas"].pk]) in [
        one.target for one in rendered[0].indicators
    ]


def test_a_number_from_paper_keeps_both_days_and_the_reason(
    cast: Cast, plan: Plan, sign_in: type[SignedIn]
) -> None:
    place = reverse("monitoring:realisation", args=[plan.iki["berkas"].pk])
    sent = {"month": 9, "value": "98", "revision": 0, "asked": "on", **PAPER}
    assert sign_in("ani").post(place, sent).status_code == 302
    row, arrival = Realisation.objects.get(), Arrival.objects.get()
    assert arrival.written_on == date(2026, 9, 30)
    # The moment that counts is the one of entry: nothing is dated back.
    assert row.recorded_at.date() == arrival.arrived_at.date() == date(2026, 10, 5)
    year = sign_in("budi").get(reverse("monitoring:year", args=[plan.skp.pk])).content.decode()
    assert WHY in year
    assert "30 September 2026 di formulir kertas" in year


def test_evidence_and_feedback_from_paper_say_so(cast: Cast, plan: Plan, sign_in: type[SignedIn]) -> None:
    place = reverse("monitoring:evidence_add", args=[plan.skp.pk])
    sent = {
        "title": "Buku posyandu",
        "happened_on": "2026-09-29",
        "url": "https://contoh.go.id/buku",
        **PAPER,
    }
    page = sign_in("ani").post(place, sent, follow=True)
    assert WHY in page.content.decode()
    place = reverse("monitoring:feedback_add", args=[plan.skp.pk])
    sent = {"seen": "Ani mendahulukan ibu yang datang dari jauh", "nudged": "on", **PAPER}
    assert sign_in("budi").post(place, sent).status_code == 302
    abouts = set(Arrival.objects.values_list("about_id", flat=True))
    assert abouts == {Evidence.objects.get().pk, Feedback.objects.get().pk}


@pytest.mark.parametrize(
    "paper",
    [
        {"written_on": "2026-10-06", "reason": WHY},
        {"written_on": "2025-12-31", "reason": WHY},
        {"written_on": "2026-09-30", "reason": " "},
        {"written_on": "", "reason": WHY},
    ],
    ids=["to come", "before the plan", "no reason", "no day"],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    cast: Cast, plan: Plan, sign_in: type[SignedIn], paper: dict[str, str]
) -> None:
    place = reverse("monitoring:realisation", args=[plan.iki["berkas"].pk])
    sent = {"month": 9, "value": "98", "revision": 0, "asked": "on", **paper}
    assert sign_in("ani").post(place, sent).status_code == 422
    assert not Realisation.objects.exists()
    assert not Arrival.objects.exists()
