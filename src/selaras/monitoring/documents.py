"""Forms on paper for days without net or power (C-23)."""

from __future__ import annotations

from django.utils.text import slugify

from selaras.core import clock
from selaras.core.documents import EmergencyForms, Iki, Letterhead, Person, render_pdf
from selaras.monitoring.measured_plan import plan_of
from selaras.monitoring.progress import target_text
from selaras.planning.content import person_block
from selaras.planning.models import Skp


def emergency_forms_pdf(skp: Skp) -> bytes:
    """Blank forms for realisation, evidence and feedback with the person and the indicators printed in."""
    employee = skp.employee
    document = EmergencyForms(
        year=skp.year,
        employee=Person(**{**person_block(employee), "position": skp.position_title, "unit": skp.unit.name}),
        indicators=tuple(
            Iki(text=one.text, target=target_text(one))
            for result in plan_of(skp)
            for one in result.indicators
        ),
        letterhead=Letterhead(
            government=f"Pemerintah {skp.agency.name}".upper(), agency=skp.opd.name.upper()
        ),
    )
    return render_pdf(document, created_at=clock.now().replace(microsecond=0))


def emergency_forms_name(skp: Skp) -> str:
    """The name of the file."""
    return f"Formulir-kertas-{skp.year}-{slugify(skp.employee.name)[:60] or 'pegawai'}.pdf"
