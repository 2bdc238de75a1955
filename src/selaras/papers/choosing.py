"""Which papers of an office there are for a period, and how each is typeset."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.text import slugify

from selaras.evaluation.documents import evaluation_form, kinerja_document
from selaras.evaluation.models import Evaluation
from selaras.evaluation.selectors import PEOPLE
from selaras.papers.models import PaperForm
from selaras.planning.documents import version_pdf
from selaras.planning.models import SkpVersion

Address = Callable[[str], str]
PEOPLE_OF_PLAN = (
    "agreed_by", "skp__agency", "skp__opd", "skp__unit", "skp__employee__position", "skp__employee__unit",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chosen:
    """What an archive is made of: one form, one period («2026», «2026-TW1»), one perangkat daerah or all."""

    form: PaperForm
    period: str
    opd_id: UUID | None

    @property
    def year(self) -> int:
        """The year of the period."""
        return int(self.period[:4])

    def rows(self) -> QuerySet[Any]:
        """The evaluations or agreed versions, without an order."""
        if self.form is PaperForm.SKP:
            newest = SkpVersion.objects.filter(skp__year=self.year, number=F("skp__version"))
            return newest.filter(self._of_opd())
        fixed = Evaluation.objects.filter(period=self.period, status="finalised")
        return fixed.filter(self._of_opd())

    def _of_opd(self) -> Q:
        return Q(skp__opd_id=self.opd_id) if self.opd_id else Q()


def names_in_order(chosen: Chosen) -> list[tuple[UUID, str]]:
    """Key and place in the archive of every paper: a folder for each unit, people by name. One query."""
    rows = chosen.rows().order_by("skp__opd__name", "skp__unit__name", "skp__employee__name", "pk")
    told = rows.values_list("pk", "skp__opd__name", "skp__unit__name", "skp__employee__name")
    return [
        (pk, f"{slugify(opd)[:60]}/{slugify(unit)[:60]}/{number:05d}-{chosen.form}-{chosen.period}-{_name(person)}.pdf")
        for number, (pk, opd, unit, person) in enumerate(told, start=1)
    ]  # fmt: skip


def typeset(chosen: Chosen, keys: Iterable[UUID], address: Address, on: date) -> Mapping[UUID, bytes]:
    """The papers of these keys. What they share is fetched for all at once."""
    if chosen.form is PaperForm.SKP:
        versions = SkpVersion.objects.filter(pk__in=list(keys)).select_related(*PEOPLE_OF_PLAN)
        return {row.pk: version_pdf(row, address(row.code)) for row in versions}
    make = _form if chosen.form is PaperForm.EVALUATION else _kinerja
    rows = (
        Evaluation.objects.filter(pk__in=list(keys))
        .select_related(*PEOPLE, "objection")
        .prefetch_related("law_corrections__decided_by")
    )
    return {row.pk: make(row, address, on) for row in rows}


def _form(row: Evaluation, address: Address, on: date) -> bytes:
    return evaluation_form(row, address, with_ratings=True).content


def _kinerja(row: Evaluation, address: Address, on: date) -> bytes:
    return kinerja_document(row, address, on=on, with_ratings=True).content


def _name(person: str) -> str:
    return slugify(person)[:60] or "pegawai"
