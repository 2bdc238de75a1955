"""«Mengapa?» of angka kredit and TPP on paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _

from selaras.consequences.allowance_pages import Told
from selaras.consequences.models import TppShare
from selaras.consequences.pages import AccountPage
from selaras.consequences.trails import ToldCorrection
from selaras.core.documents import ExplainedPart
from selaras.evaluation.explain import ChainLink
from selaras.evaluation.explain_paper import (
    employee_paper,
    printed_acts,
    printed_facts,
    printed_steps,
)
from selaras_rules import Period, PeriodKind, Predikat, date_label
from selaras_rules.numbers import written


def credit_paper(page: AccountPage, chain: Sequence[ChainLink], on: date) -> bytes:
    """How an account of angka kredit came about, as PDF."""
    summary = (
        _("%(points)s angka kredit pada %(jenjang)s.") % {"points": page.points, "jenjang": page.jenjang},
        _("Angka ini usulan. Pejabat penilai menetapkannya, dan pejabat yang berwenang memutus kenaikan."),
    )
    parts = (*_credit_parts(page), _acts(chain))
    return employee_paper(
        page.account.employee, _("Mengapa angka ini?"), "", summary, parts, page.account.ruleset, on
    )


def share_paper(
    share: TppShare, why: Told, chain: Sequence[ChainLink], corrections: Iterable[ToldCorrection], on: date
) -> bytes:
    """How the percentage of a month came about, as PDF."""
    regulation = share.told_by.regulation
    facts = {"percent": written(share.percent or 0), "number": regulation.number, "title": regulation.title}
    summary = (
        _("%(percent)s%% dari TPP dasar, menurut %(number)s tentang %(title)s.") % facts,
        _("Dihitung dari predikat %(period)s dan kehadiran bulan ini.") % {"period": share.inputs["period"]},
    )
    parts = (*_share_parts(share, why, corrections), _acts(chain))
    about = Period.containing(PeriodKind.MONTH, share.tpp_month.month).label
    return employee_paper(
        share.employee, _("Mengapa persentase ini?"), about, summary, parts, why.ruleset, on
    )


def _credit_parts(page: AccountPage) -> Iterator[ExplainedPart]:
    opening = page.account.opening
    if opening is not None:
        yield ExplainedPart(
            _("Angka kredit awal"),
            facts=printed_facts(
                (
                    (_("Dokumen"), opening.document), (_("Angka kredit"), written(opening.points)),
                    (_("Sumber"), page.source),
                )
            ),
        )  # fmt: skip
    for row in page.rows:
        counted = (
            (_("Predikat"), Predikat(row.predikat).label), (_("Bulan"), str(row.months)),
            (_("Angka kredit"), row.points),
        )  # fmt: skip
        yield ExplainedPart(row.label, facts=printed_facts(counted), steps=printed_steps(row.because))
    yield ExplainedPart(_("Jumlah pada jenjang ini"), steps=printed_steps(page.because))
    if page.account.left_out:
        left_out = ((row.label, row.reason) for row in page.account.left_out)
        yield ExplainedPart(_("Hasil yang tidak menambah angka kredit"), facts=printed_facts(left_out))
    for line in page.gates:
        yield ExplainedPart(line.gate.title, steps=printed_steps(line.because))


def _share_parts(
    share: TppShare, why: Told, corrections: Iterable[ToldCorrection]
) -> Iterator[ExplainedPart]:
    yield ExplainedPart(_("Langkah demi langkah"), steps=printed_steps(why.because))
    days = ((date_label(day), f"{code}: {percent}%") for day, code, percent in share.cut_days)
    yield ExplainedPart(_("Hari yang mengurangi"), facts=printed_facts(days))
    for one in corrections:
        row = one.row
        facts = {
            "old": written(row.old_percent),
            "new": written(row.new_percent),
            "month": Period.containing(PeriodKind.MONTH, row.due_month).label,
        }
        text = _("%(old)s%% menjadi %(new)s%%, dibayarkan bersama %(month)s.") % facts
        because = (_("Aturan yang berlaku surut. Dasarnya: %s") % row.reason,) if row.reason else ()
        yield ExplainedPart(
            _("Koreksi sesudah dilepas"), texts=(text, *because), steps=printed_steps(one.because)
        )


def _acts(chain: Iterable[ChainLink]) -> ExplainedPart:
    return ExplainedPart(_("Siapa berbuat apa, dan kapan"), facts=printed_acts(chain))
