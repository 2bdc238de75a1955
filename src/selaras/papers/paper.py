"""One issued paper as somebody looks at it: which form, under which number and code, and its bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from selaras.authorization import Actor
from selaras.core.errors import StepNotPossible, Text
from selaras.evaluation.documents import evaluation_form, kinerja_document
from selaras.evaluation.numbers import code_in_force, number_of
from selaras.evaluation.selectors import evaluation_for
from selaras.organisation.models import Employee
from selaras.papers.models import PaperForm
from selaras.planning.documents import number_of as number_of_plan
from selaras.planning.documents import version_pdf
from selaras.planning.models import Skp
from selaras.planning.selectors import version_for

Address = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class IssuedPaper:
    """What a signature is put on."""

    form: PaperForm
    key: UUID
    skp: Skp
    code: str
    number: str
    make: Callable[[], bytes]

    @property
    def title(self) -> Text:
        """What the paper is called."""
        return self.form.label

    @property
    def file_name(self) -> str:
        """A name without the person's: it travels to another service."""
        return f"{self.form}-{self.code[-6:].lower()}.pdf"

    @property
    def signers(self) -> list[tuple[Text, Employee]]:
        """Who signs this form, in the order of the paper, as what."""
        skp = self.skp
        named: list[tuple[Text, Employee | None]] = [
            (_("Pegawai"), skp.employee),
            (_("Pejabat penilai"), skp.pejabat_penilai),
        ]
        if self.form is PaperForm.KINERJA:
            named.append((_("Atasan pejabat penilai"), skp.atasan_pejabat_penilai))
        return [(role, person) for role, person in named if person is not None]


def paper_for(by: Actor, form: PaperForm, key: UUID, address: Address, on: date) -> IssuedPaper:
    """An issued paper that this person may see. Raises `NotFound`, `StepNotPossible` before a result is fixed."""
    if form is PaperForm.SKP:
        version = version_for(by, key)
        return IssuedPaper(
            form, key, version.skp, version.code, number_of_plan(version),
            lambda: version_pdf(version, address(version.code)),
        )  # fmt: skip
    evaluation = evaluation_for(by, key)
    if not evaluation.is_final:
        raise StepNotPossible(
            _("Dokumen ini belum terbit, karena hasilnya belum ditetapkan."),
            remedy=_("Tidak ada yang berubah. Tanda tangan menyusul setelah hasil ditetapkan."),
        )
    return IssuedPaper(
        form, key, evaluation.skp, code_in_force(evaluation), number_of(evaluation),
        lambda: evaluation_form(evaluation, address, with_ratings=True).content
        if form is PaperForm.EVALUATION
        else kinerja_document(evaluation, address, on=on, with_ratings=True).content,
    )  # fmt: skip
