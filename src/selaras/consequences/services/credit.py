"""Angka kredit: where an account begins, what a gate must know, and determinations that a named official decides."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.consequences import events
from selaras.consequences.credit import CreditAccount, credit_account
from selaras.consequences.gates import Gate, gates_of, refusal_to_propose
from selaras.consequences.models import CreditOpening, Pak, PakGoal, PromotionFacts
from selaras.consequences.pak_changes import rows_now
from selaras.consequences.workflow import PAK
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.decisions import decision_in_force, record_decision
from selaras.core.documents import new_verification_code
from selaras.core.errors import ChangedMeanwhile, InvalidInput, StepNotPossible
from selaras.core.notices import tell
from selaras.core.workflow import advance
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import Employee
from selaras_rules import Finding, Jenjang, RulesError, Step, angka_kredit_need

KIND = "angka_kredit"


@dataclass(frozen=True, slots=True)
class NewOpening:
    """A beginning as the document tells it."""

    origin: str
    jenjang: str
    golongan: str
    points: Decimal
    counted_from: date
    rank_since: date
    document: str
    starts_at: str = ""


@dataclass(frozen=True, slots=True)
class NewFacts:
    """What the agency knows about somebody's way up; `earlier_predikat` maps years to predikat."""

    source: str
    is_sworn_in: bool = True
    has_vacancy: bool = False
    passed_test_on: date | None = None
    is_on_map: bool = True
    has_education: bool = True
    has_risen_without_vacancy: bool = False
    earlier_predikat: dict[str, str] | None = None


def record_opening(employee: Employee, *, by: Actor, on: date, new: NewOpening) -> CreditOpening:
    """Begin, or begin anew, somebody's account from a document (BKN 3/2023); the older beginnings stay readable.

    Raises `InvalidInput` for values that the law does not know together.
    """
    require(by, Permission.RECORD_ANGKA_KREDIT, employee)
    _check_opening(employee, new, on)
    with recording(events.OPENING_RECORDED, by=by, about=employee, document=new.document) as rec:
        row = CreditOpening.objects.create(
            agency_id=employee.agency_id, employee=employee, recorded_by_id=by.employee_id, recorded_at=clock.now(),
            **asdict(new),
        )  # fmt: skip
        rec.note(points=str(new.points), jenjang=new.jenjang, golongan=new.golongan)
        text = _(
            "Angka kredit awal Anda dicatat dari %(document)s. Periksalah, dan katakan bila ada yang keliru."
        )
        _tell(employee, text % {"document": new.document})
    return row


def _check_opening(employee: Employee, new: NewOpening, on: date) -> None:
    fields: dict[str, Any] = {}
    if not new.document.strip():
        fields["document"] = _("Tulis nomor dokumennya: angka ini dipercaya karena sumbernya.")
    if new.points < 0:
        fields["points"] = _("Angka kredit tidak kurang dari nol.")
    if new.rank_since > on:
        fields["rank_since"] = _("Tanggal ini belum tiba.")
    try:
        angka_kredit_need(
            Jenjang(new.jenjang), new.golongan, ruleset_for(employee.agency, on), starts_at=new.starts_at
        )
    except (RulesError, ValueError) as error:
        fields["golongan"] = str(error)
    if fields:
        raise InvalidInput(fields=fields)


def record_promotion_facts(employee: Employee, *, by: Actor, on: date, new: NewFacts) -> PromotionFacts:
    """Write down test, vacancy and earlier results, with their source; the gates read the newest row."""
    require(by, Permission.RECORD_ANGKA_KREDIT, employee)
    if not new.source.strip():
        raise InvalidInput(fields={"source": _("Tulis dari mana ini diketahui: nomor surat atau sistemnya.")})
    if new.passed_test_on is not None and new.passed_test_on > on:
        raise InvalidInput(fields={"passed_test_on": _("Tanggal ini belum tiba.")})
    values = asdict(new) | {"earlier_predikat": dict(new.earlier_predikat or {})}
    with recording(events.FACTS_RECORDED, by=by, about=employee, source=new.source):
        return PromotionFacts.objects.create(
            agency_id=employee.agency_id, employee=employee, recorded_by_id=by.employee_id, recorded_at=clock.now(),
            **values,
        )  # fmt: skip


def propose_pak(employee: Employee, goal: str, *, by: Actor, on: date) -> Pak:
    """Put the angka kredit of a reached need before the pejabat penilai (BKN 3/2023 Pasal 12–13).

    Raises `StepNotPossible` with the reason while the need is not reached, or something in it is disputed.
    """
    require(by, Permission.PROPOSE_PAK, employee)
    account = credit_account(employee, employee.agency, on)
    gate = next((gate for gate in gates_of(account) if gate.goal == goal), None)
    if gate is None or account.finding is None:
        raise StepNotPossible(
            _("Angka kredit belum dapat dihitung. Catat angka kredit awalnya lebih dahulu.")
        )
    refusal = refusal_to_propose(account, gate)
    if refusal is not None:
        raise StepNotPossible(refusal)
    label = PakGoal(goal).label
    try:
        with transaction.atomic(), recording(events.PAK_PROPOSED, by=by, about=employee, goal=str(label)):
            pak = Pak.objects.create(**_proposed(account, gate, by, on))
            _tell_penilai(pak, employee)
    except IntegrityError as error:
        raise ChangedMeanwhile(_("Usul untuk tujuan ini sudah ada dan menunggu penetapan.")) from error
    return pak


def _proposed(account: CreditAccount, gate: Gate, by: Actor, on: date) -> dict[str, Any]:
    opening, counted = account.opening, account.finding
    if opening is None or counted is None:
        raise StepNotPossible(_("Angka kredit belum dapat dihitung."))
    return {
        "agency_id": account.employee.agency_id, "employee": account.employee, "goal": gate.goal,
        "target": gate.finding.value.target or "", "jenjang": opening.jenjang, "golongan": opening.golongan,
        "counted_until": account.counted_until or on, "points": counted.value.points,
        "content": content_of(account, gate), "proposed_by_id": by.employee_id, "proposed_at": clock.now(),
        "code": new_verification_code(),
    }  # fmt: skip


def content_of(account: CreditAccount, gate: Gate) -> dict[str, Any]:
    """What a determination rests on, as plain data: beginning, rows, conditions and reasons."""
    opening = account.opening
    return {
        "opening": {
            "points": str(opening.points) if opening else "0",
            "counted_from": opening.counted_from.isoformat() if opening else "",
            "document": opening.document if opening else "",
        },
        "rows": [
            {
                "evaluation": str(row.evaluation_id), "label": row.label, "months": row.finding.value.months,
                "predikat": row.predikat.value, "points": str(row.finding.value.points),
                "exact": str(row.finding.value.exact),
            }
            for row in account.rows
        ],
        "conditions": [
            {"code": one.code, "text": one.text, "is_met": one.is_met} for one in gate.finding.value.conditions],
        "gate": gate.title,
        "because": [step.to_json() for step in (account.finding.because if account.finding else ())],
    }  # fmt: skip


def determine_pak(pak: Pak, *, by: Actor, on: date) -> Pak:
    """The pejabat penilai determines the angka kredit as it was put forward (BKN 3/2023 Pasal 12).

    Raises `StepNotPossible` when a result in it was changed since: then it has to be put forward anew.
    """
    require(by, Permission.DECIDE_PAK, pak)
    if is_outdated(pak, on):
        raise StepNotPossible(
            _(
                "Hasil di dalamnya berubah sejak diusulkan. Kembalikan usul ini, lalu usulkan lagi dengan hasil baru."
            )
        )
    steps = tuple(Step.from_json(step) for step in pak.content["because"])
    ruleset = ruleset_for(pak.employee.agency, on)
    with recording(events.PAK_DETERMINED, by=by, about=pak, goal=str(PakGoal(pak.goal).label)):
        record_decision(
            KIND,
            Finding(pak.points, steps),
            ruleset,
            about=pak,
            by=by,
            **_basis(pak),
        )
        advance(PAK, pak, "determine", decided_by_id=by.employee_id, decided_at=clock.now())
        _tell(pak.employee, _("Angka kredit Anda ditetapkan. Dokumennya dapat Anda cetak."))
    return pak


def decline_pak(pak: Pak, *, reason: str, by: Actor, on: date) -> Pak:
    """The pejabat penilai gives it back with a reason; the account itself stays as it is."""
    require(by, Permission.DECIDE_PAK, pak)
    if not reason.strip():
        raise InvalidInput(
            fields={"reason": _("Tulis alasannya; pegawai membacanya dan tahu langkah berikutnya.")}
        )
    facts = {"goal": str(PakGoal(pak.goal).label)}
    with recording(events.PAK_DECLINED, by=by, about=pak, because=reason.strip(), **facts):
        changes = {"decided_by_id": by.employee_id, "decided_at": clock.now(), "reason": reason.strip()}
        advance(PAK, pak, "decline", **changes)
        _tell(pak.employee, _("Usul penetapan angka kredit Anda dikembalikan beserta alasannya."))
    return pak


def _basis(pak: Pak) -> dict[str, Any]:
    """What the decision rests on, and the decision it supersedes where it replaces a determination."""
    inputs = {"pak": pak.content, "goal": pak.goal}
    old = decision_in_force(pak.replaces_id, KIND) if pak.replaces_id else None
    if old is None:
        return {"inputs": inputs}
    named = {
        "before": old.value,
        "fingerprint_before": old.fingerprint,
        "reason": pak.content["replaces"]["reason"],
    }
    return {"inputs": {**inputs, "law_change": named}, "supersedes": old}


def is_outdated(pak: Pak, on: date) -> bool:
    """Whether a result in a determination is worth something else today, after an objection for instance.

    A proposal is held against the account as it stands. What was determined, or replaces such a one, is held against
    the same months of the same results: the person may have risen since and begun anew.
    """
    if pak.status == "determined" or pak.replaces_id is not None:
        return any(row.is_other for row in rows_now(pak))
    account = credit_account(pak.employee, pak.employee.agency, on)
    now = {str(row.evaluation_id): str(row.finding.value.points) for row in account.rows}
    return any(now.get(row["evaluation"]) != row["points"] for row in pak.content["rows"])


def _tell(employee: Employee, text: str) -> None:
    url = reverse("consequences:credit", args=[employee.pk])
    tell(employee.pk, "consequences", text, agency_id=employee.agency_id, url=url)


def _tell_penilai(pak: Pak, employee: Employee) -> None:
    text = _("Penetapan angka kredit %(name)s menunggu keputusan Anda.") % {"name": employee.full_name}
    url = reverse("consequences:pak", args=[pak.pk])
    tell(employee.pejabat_penilai_id, "consequences", text, agency_id=employee.agency_id, url=url)
