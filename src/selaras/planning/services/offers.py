"""People offer themselves for a result of their leader; the leader accepts, or answers with a reason."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput, StepNotPossible
from selaras.core.notices import tell
from selaras.core.workflow import advance
from selaras.organisation.models import Employee
from selaras.planning import events
from selaras.planning.models import CascadeKind, RencanaHasilKerja, RoleOffer
from selaras.planning.services.matrix import CellValues, set_matrix_cells
from selaras.planning.workflow import OFFER

LONGEST = 500


def offer_role(rhk: RencanaHasilKerja, member: Employee, *, text: str, by: Actor, on: date) -> RoleOffer:
    """Offer to carry a part of the leader's result. Raises `StepNotPossible` for a second open offer."""
    offer = RoleOffer(
        agency_id=rhk.agency_id, rhk=rhk, member=member, text=text.strip(), offered_at=clock.now()
    )
    require(by, Permission.OFFER_ROLE, offer)
    _check_text("text", offer.text, _("Tulis apa yang Anda tawarkan."))
    if member.pejabat_penilai_id != rhk.skp.employee_id:
        raise InvalidInput(_("Tawaran diri ditujukan kepada hasil kerja pejabat penilai Anda sendiri."))
    try:
        with transaction.atomic(), recording(events.ROLE_OFFERED, by=by, about=offer, text=offer.text):
            offer.save(force_insert=True)
            told = _("%(name)s menawarkan diri untuk «%(result)s».") % {
                "name": member.full_name, "result": rhk.text[:120],
            }  # fmt: skip
            url = reverse("planning:offer_answer", args=[offer.pk])
            tell(rhk.skp.employee_id, "matrix.offer", told, agency_id=rhk.agency_id, url=url)
    except IntegrityError as error:
        raise StepNotPossible(
            _("Tawaran Anda untuk hasil ini masih menunggu jawaban."),
            remedy=_("Tidak ada yang berubah. Tarik dulu tawaran itu bila ingin menulis yang lain."),
        ) from error
    return offer


def accept_offer(offer: RoleOffer, *, by: Actor, on: date, cascade: str = CascadeKind.INDIRECT) -> None:
    """Write the offer into the matrix, beside what stands there already."""
    require(by, Permission.ANSWER_OFFER, offer)
    text = _joined(offer)
    with recording(events.OFFER_ACCEPTED, by=by, about=offer, text=offer.text):
        advance(OFFER, offer, "accept", answered_at=clock.now())
        set_matrix_cells(offer.rhk.skp, [CellValues(offer.rhk, offer.member, text, cascade)], by=by, on=on)
        _tell_member(offer, _("Tawaran Anda diterima: %(text)s") % {"text": offer.text[:200]})


def decline_offer(offer: RoleOffer, *, reason: str, by: Actor, on: date) -> None:
    """Answer with a reason; the person may offer something else."""
    require(by, Permission.ANSWER_OFFER, offer)
    words = reason.strip()
    _check_text("reason", words, _("Tulis alasannya; orang ini sudah berani menawarkan diri."))
    with recording(events.OFFER_DECLINED, by=by, about=offer, because=words):
        advance(OFFER, offer, "decline", answered_at=clock.now(), answer=words)
        _tell_member(offer, _("Tawaran Anda belum diterima: %(reason)s") % {"reason": words[:300]})


def withdraw_offer(offer: RoleOffer, *, by: Actor, on: date) -> None:
    """Take the offer back while it waits."""
    require(by, Permission.OFFER_ROLE, offer)
    with recording(events.OFFER_WITHDRAWN, by=by, about=offer, text=offer.text):
        advance(OFFER, offer, "withdraw", answered_at=clock.now())


def _check_text(field: str, text: str, empty: str) -> None:
    if not text:
        raise InvalidInput(fields={field: empty})
    if len(text) > LONGEST:
        raise InvalidInput(
            fields={
                field: _("Teks ini terlalu panjang: %(size)d huruf, paling banyak %(limit)d.")
                % {"size": len(text), "limit": LONGEST}
            }
        )


def _joined(offer: RoleOffer) -> str:
    """What stands in the place, then the offer; cut nowhere, so too much together is refused by the matrix."""
    stored = offer.rhk.matrix_cells.filter(member_id=offer.member_id).values_list("text", flat=True).first()
    return f"{stored}; {offer.text}" if stored and offer.text not in stored else stored or offer.text


def _tell_member(offer: RoleOffer, text: str) -> None:
    tell(offer.member_id, "matrix.offer", text, agency_id=offer.agency_id, url=reverse("planning:offers"))
