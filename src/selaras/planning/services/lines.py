"""Results and indicators of a plan that is being written: add, change, leave out, look at again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, Max
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core.audit import Event, recording
from selaras.core.errors import ChangedMeanwhile, InvalidInput, StepNotPossible, Text
from selaras.core.numbers import size_problem
from selaras.planning import events
from selaras.planning.models import (
    Direction,
    Goal,
    Iki,
    Pattern,
    RencanaHasilKerja,
    RhkKind,
    ServiceStandard,
    Skp,
    SkpVersion,
)
from selaras.planning.workflow import SKP, WRITABLE


@dataclass(frozen=True, slots=True)
class RhkValues:
    """What the author says about a result."""

    text: str
    kind: str = RhkKind.UTAMA
    parent: RencanaHasilKerja | None = None
    goal: Goal | None = None
    assigned_by: str = ""
    beneficiary: str = ""
    beneficiary_kind: str = ""


@dataclass(frozen=True, slots=True)
class IkiValues:
    """What the author says about an indicator; `target_text` stands alone where the target is no number."""

    text: str
    aspect: str = ""
    perspective: str = ""
    target: Decimal | None = None
    target_max: Decimal | None = None
    target_text: str = ""
    unit_of_measure: str = ""
    baseline: Decimal | None = None
    data_source: str = ""
    standard: ServiceStandard | None = None
    direction: str = Direction.MORE
    pattern: str = Pattern.COUNT
    release_month: int | None = None
    above_text: str = ""
    expected_text: str = ""
    below_text: str = ""
    is_stretch: bool = False


def add_rhk(skp: Skp, values: RhkValues, *, by: Actor, on: date) -> RencanaHasilKerja:
    """Write another result. Raises `StepNotPossible` unless the plan is being written, `InvalidInput` for one it has.

    Who goes back after saving finds the form filled in; sent again it must not stand in the plan twice.
    """
    require_writable(skp, by)
    _check_rhk(values)
    if RencanaHasilKerja.objects.filter(skp=skp, is_active=True, text=values.text).exists():
        raise InvalidInput(
            fields={"text": _("Hasil kerja ini sudah ada di SKP Anda. Tidak ada yang ditambahkan.")}
        )
    rhk = RencanaHasilKerja(agency_id=skp.agency_id, skp=skp, order=_next_order(skp), **_fields(values))
    with recording(events.RHK_ADDED, by=by, about=rhk, text=values.text, kind=str(values.kind)):
        rhk.save(force_insert=True)
        touch(skp)
    return rhk


def edit_rhk(
    rhk: RencanaHasilKerja, values: RhkValues, *, by: Actor, on: date, revision: int | None = None
) -> RencanaHasilKerja:
    """Change a result. Raises `ChangedMeanwhile` when `revision` is no longer the one in the database."""
    require_writable(rhk.skp, by)
    _check_rhk(values)
    _write(events.RHK_EDITED, rhk, _fields(values), by=by, revision=revision, skp=rhk.skp)
    return rhk


def remove_rhk(rhk: RencanaHasilKerja, *, by: Actor, on: date) -> None:
    """Leave a result out: gone if it was never agreed, else kept for the versions that hold it."""
    require_writable(rhk.skp, by)
    with recording(events.RHK_REMOVED, by=by, about=rhk, text=rhk.text):
        if _was_agreed(rhk.skp, rhk):
            RencanaHasilKerja.objects.filter(pk=rhk.pk).update(is_active=False, revision=F("revision") + 1)
        else:
            RencanaHasilKerja.objects.filter(pk=rhk.pk).delete()
        touch(rhk.skp)


def review_rhk(rhk: RencanaHasilKerja, *, by: Actor, on: date) -> None:
    """The author has looked at a line copied from last year and keeps it."""
    require_writable(rhk.skp, by)
    with recording(events.RHK_REVIEWED, by=by, about=rhk, text=rhk.text):
        RencanaHasilKerja.objects.filter(pk=rhk.pk).update(is_carried_over=False)
        Iki.objects.filter(rhk=rhk).update(is_carried_over=False)
        touch(rhk.skp)


def add_iki(rhk: RencanaHasilKerja, values: IkiValues, *, by: Actor, on: date) -> Iki:
    """Write how a result is measured. Raises `InvalidInput` with a sentence for each field that can't be."""
    require_writable(rhk.skp, by)
    _check_iki(values)
    last = Iki.objects.filter(rhk=rhk).aggregate(last=Max("order"))["last"]
    iki = Iki(agency_id=rhk.agency_id, rhk=rhk, order=(last or 0) + 1, **_fields(values))
    with recording(events.IKI_ADDED, by=by, about=iki, text=values.text):
        iki.save(force_insert=True)
        touch(rhk.skp)
    return iki


def edit_iki(iki: Iki, values: IkiValues, *, by: Actor, on: date, revision: int | None = None) -> Iki:
    """Change an indicator. Raises `ChangedMeanwhile` when `revision` is no longer the one in the database."""
    require_writable(iki.rhk.skp, by)
    _check_iki(values)
    _write(events.IKI_EDITED, iki, _fields(values), by=by, revision=revision, skp=iki.rhk.skp)
    return iki


def remove_iki(iki: Iki, *, by: Actor, on: date) -> None:
    """Leave an indicator out: gone if it was never agreed, else kept for the versions that hold it."""
    skp = iki.rhk.skp
    require_writable(skp, by)
    with recording(events.IKI_REMOVED, by=by, about=iki, text=iki.text):
        if _was_agreed(skp, iki):
            Iki.objects.filter(pk=iki.pk).update(is_active=False, revision=F("revision") + 1)
        else:
            Iki.objects.filter(pk=iki.pk).delete()
        touch(skp)


def require_writable(skp: Skp, by: Actor) -> None:
    """Only the author, and only while the plan is being written; an agreed plan is opened again first (K-15)."""
    require(by, Permission.EDIT_SKP, skp)
    status = Skp.objects.filter(pk=skp.pk).values_list("status", flat=True).first()
    if status not in WRITABLE:
        raise StepNotPossible(
            _("SKP ini sedang «%(state)s», jadi isinya tidak dapat diubah.")
            % {"state": SKP.states[status or "draft"]},
            remedy=_(
                "Tidak ada yang berubah. Tarik kembali pengajuannya, atau buka kembali SKP yang sudah disepakati."
            ),
        )


def touch(skp: Skp) -> None:
    """Count a change, so that nobody agrees to something else than what the page showed."""
    Skp.objects.filter(pk=skp.pk).update(revision=F("revision") + 1)
    skp.revision += 1


def measure_problems(values: IkiValues) -> dict[str, Text]:
    """What is wrong with the numbers of an indicator, field by field."""
    problems: dict[str, Text] = {}
    for name in ("target", "target_max", "baseline"):
        problem = number_problem(getattr(values, name))
        if problem:
            problems[name] = problem
    if not problems:
        problems |= _target_problems(values)
    if values.pattern == Pattern.RELEASE and values.release_month not in range(1, 13):
        problems["release_month"] = _("Pilih bulan terbit angka ini, karena polanya «rilis».")
    return problems


def number_problem(value: Decimal | None) -> Text | None:
    """Why a target or a starting point can't be kept, or None."""
    if value is None:
        return None
    if problem := size_problem(value):
        return problem
    if value < 0:
        return _("Angka tidak boleh negatif. Untuk penurunan, pilih arah «makin rendah makin baik».")
    return None


def _target_problems(values: IkiValues) -> dict[str, Text]:
    if values.direction == Direction.RANGE and values.target is not None:
        if values.target_max is None:
            return {"target_max": _("Isi juga batas atas rentangnya.")}
        if values.target_max < values.target:
            return {"target_max": _("Batas atas lebih kecil daripada batas bawah. Tukar keduanya.")}
    elif values.target_max is not None:
        return {
            "target_max": _(
                "Batas atas hanya dipakai untuk arah «dalam rentang». Kosongkan, atau ganti arahnya."
            )
        }
    if values.target == 0 and values.direction == Direction.MORE:
        return {
            "target": _(
                "Target 0 dengan arah «makin tinggi makin baik» tercapai tanpa berbuat apa-apa. "
                "Isi target lebih dari 0, atau pilih arah lain (mis. 0 keluhan: makin rendah makin baik)."
            )
        }
    if values.target is not None and values.target_text:
        return {"target_text": _("Pilih salah satu: target berupa angka, atau target berupa kata-kata.")}
    return {}


def _check_iki(values: IkiValues) -> None:
    problems = measure_problems(values)
    problems |= _text_problems(Iki, values)
    if problems:
        raise InvalidInput(fields=problems)


def _check_rhk(values: RhkValues) -> None:
    problems = _text_problems(RencanaHasilKerja, values)
    if problems:
        raise InvalidInput(fields=problems)


def _text_problems(model: Any, values: Any) -> dict[str, Text]:
    problems: dict[str, Text] = {}
    for name in values.__slots__:
        value, field = getattr(values, name), model._meta.get_field(name)
        limit = getattr(field, "max_length", None)
        if isinstance(value, str) and limit and len(value) > limit:
            problems[name] = _("Teks ini terlalu panjang: %(size)d huruf, paling banyak %(limit)d.") % {
                "size": len(value), "limit": limit,
            }  # fmt: skip
    if not values.text.strip():
        problems["text"] = _("Tulis dulu isinya.")
    return problems


def _fields(values: Any) -> dict[str, Any]:
    return {name: getattr(values, name) for name in values.__slots__}


def _write(
    event: Event, row: Any, changes: dict[str, Any], *, by: Actor, revision: int | None, skp: Skp
) -> None:
    """One update that only hits the row as it was read; old and new values stand in the event.

    What stands there already is not written again: a text that arrives twice is neither a change nor a conflict.
    """
    before = {name: getattr(row, name) for name in changes}
    changed = {name: value for name, value in changes.items() if value != before[name]}
    if not changed and not row.is_carried_over:
        return
    with recording(event, by=by, about=row, text=changes["text"]) as rec:
        rec.note(old={name: _plain(before[name]) for name in changed})
        rec.note(new={name: _plain(value) for name, value in changed.items()})
        rows = type(row).objects.filter(pk=row.pk)
        if revision is not None:
            rows = rows.filter(revision=revision)
        if rows.update(**changes, is_carried_over=False, revision=F("revision") + 1) == 0:
            raise ChangedMeanwhile()
        touch(skp)
    for name, value in changes.items():
        setattr(row, name, value)
    row.revision += 1
    row.is_carried_over = False


def _plain(value: Any) -> Any:
    return str(value.pk) if hasattr(value, "pk") else value if value is None else str(value)


def _next_order(skp: Skp) -> int:
    last = RencanaHasilKerja.objects.filter(skp=skp).aggregate(last=Max("order"))["last"]
    return (last or 0) + 1


def _was_agreed(skp: Skp, row: RencanaHasilKerja | Iki) -> bool:
    """Whether any agreed version holds this line."""
    for content in SkpVersion.objects.filter(skp=skp).values_list("content", flat=True):
        ids = {rhk["id"] for rhk in content["rhk"]} | {
            iki["id"] for rhk in content["rhk"] for iki in rhk["iki"]
        }
        if str(row.pk) in ids:
            return True
    return False
