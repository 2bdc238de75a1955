"""The talent box and the IP ASN of one person on paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from selaras.closing.talent import Side, Talent, summary_of
from selaras.core.documents import ExplainedPart
from selaras.evaluation.explain_paper import employee_paper, printed_facts, printed_steps


def talent_paper(talent: Talent, on: date) -> bytes:
    """The same as the page shows, as PDF."""
    return employee_paper(
        talent.employee, _("Talenta dan IP ASN"), str(talent.year), tuple(summary_of(talent)), tuple(_parts(talent)),
        talent.ruleset, on,
    )  # fmt: skip


def _parts(talent: Talent) -> Iterator[ExplainedPart]:
    for side in talent.sides:
        yield _part(_("Kotak talenta: %s") % side.title, side)
    if talent.box:
        yield ExplainedPart(_("Kotak dan yang disarankan aturan"), steps=printed_steps(talent.because))
    for side in talent.dimensions:
        yield _part(_("IP ASN: %s") % side.title, side)


def _part(title: str, side: Side) -> ExplainedPart:
    if side.known:
        facts = [(_("Diketahui"), side.known), (_("Sumber"), side.origin)]
        facts += [("SHA-256", side.sha256)] if side.sha256 else []
    else:
        facts = [(_("Belum diketahui"), side.missing), (_("Yang dapat melengkapi"), side.supplier)]
    return ExplainedPart(title, facts=printed_facts(facts), steps=printed_steps(side.because))
