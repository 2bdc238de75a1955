"""Drawing the sample of a period and reading it: each case gets a sentence for who rated, and no result changes."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.errors import ChangedMeanwhile, InvalidInput, StepNotPossible
from selaras.core.notices import tell
from selaras.core.rows import change_row
from selaras.evaluation import events
from selaras.evaluation.conditions import address
from selaras.evaluation.law_changes import fixed_results
from selaras.evaluation.models import Clarity, SampleCase
from selaras.evaluation.samples import drawn_from
from selaras.organisation.models import Agency
from selaras_rules import Period


def draw_sample(agency: Agency, span: Period, *, by: Actor, on: date) -> int:
    """Draw the sample of a period, once; how many cases it has.

    All fixed results take part, also those the drawer may not read: so everybody draws the same.
    Raises `StepNotPossible` while nothing is fixed, `ChangedMeanwhile` when it was drawn already.
    """
    require(by, Permission.REVIEW_REASONS, agency)
    results = list(fixed_results(span).order_by().values_list("pk", flat=True))
    if not results:
        raise StepNotPossible(
            _("Belum ada hasil %(period)s yang ditetapkan.") % {"period": span.label},
            remedy=_("Ambil sampelnya setelah pejabat penilai menetapkan hasil."),
        )
    if SampleCase.objects.filter(period=span.code).exists():
        raise ChangedMeanwhile()
    moment = clock.now()
    cases = [
        SampleCase(agency_id=agency.pk, evaluation_id=key, period=span.code, number=number, drawn_at=moment)
        for number, key in enumerate(drawn_from(agency.pk, span.code, results), start=1)
    ]
    try:
        with recording(
            events.SAMPLE_DRAWN,
            by=by,
            about=agency,
            period=span.label,
            cases=len(cases),
            results=len(results),
        ):
            SampleCase.objects.bulk_create(cases)
    except IntegrityError as error:
        raise ChangedMeanwhile() from error
    return len(cases)


def review_reasons(case: SampleCase, clarity: str, remark: str, *, by: Actor, on: date) -> SampleCase:
    """Say whether the reasons of a case are clear, and write its pejabat penilai a sentence (P-41).

    Nothing follows for the result. Raises `InvalidInput` without a choice or words, `ChangedMeanwhile` when somebody
    else was first.
    """
    require(by, Permission.REVIEW_REASONS, case)
    fields = {}
    if clarity not in Clarity.values:
        fields["clarity"] = _("Pilih salah satu.")
    if not remark.strip():
        fields["remark"] = _("Tulis satu kalimat yang membantu pejabat penilai.")
    if fields:
        raise InvalidInput(fields=fields)
    changes = {
        "clarity": clarity, "remark": remark.strip(), "reviewed_by_id": by.employee_id, "reviewed_at": clock.now(),
    }  # fmt: skip
    told = {"period": case.span.label, "clarity": str(Clarity(clarity).label)}
    with recording(events.SAMPLE_REVIEWED, by=by, about=case, **told):
        change_row(case, {"clarity": ""}, changes)
        text = _(
            "Alasan Anda pada satu penilaian %(period)s dibaca dalam tinjauan sampel. Hasilnya tidak berubah."
        )
        tell(
            case.evaluation.skp.pejabat_penilai_id, "evaluation", text % {"period": case.span.label},
            agency_id=case.agency_id, url=f"{address('evaluation:quality')}?periode={case.period}",
        )  # fmt: skip
    return case
