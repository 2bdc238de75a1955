"""Talk and agreement: hand in, agree, give back, open again, comment, acknowledge the criteria."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, person_of, require
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.documents import new_verification_code
from selaras.core.errors import ChangedMeanwhile, InvalidInput
from selaras.core.notices import tell
from selaras.core.workflow import advance
from selaras.organisation.models import Employee
from selaras.planning import events
from selaras.planning.cases import reopening_cases
from selaras.planning.content import content_hash, frozen
from selaras.planning.models import Iki, RencanaHasilKerja, Skp, SkpComment, SkpVersion
from selaras.planning.selectors.matrix import leader_plan_is_missing
from selaras.planning.selectors.plan import content_of
from selaras.planning.services.authority import Authority, authority_of, require_fixer
from selaras.planning.workflow import SKP

LONGEST_REASON = 5000


def submit_skp(skp: Skp, *, by: Actor, on: date) -> None:
    """Hand the plan in; the leader's own plan may still be missing (C-17), then the leader is told so."""
    require(by, Permission.SUBMIT_SKP, skp)
    _follow(skp)
    with recording(events.SKP_SUBMITTED, by=by, about=skp, year=skp.year):
        superior = {
            "pejabat_penilai_id": skp.pejabat_penilai_id,
            "atasan_pejabat_penilai_id": skp.atasan_pejabat_penilai_id,
        }
        advance(SKP, skp, "submit", submitted_at=clock.now(), return_reason="", **superior)
        text = _("%(name)s mengajukan SKP %(year)s dan menunggu tanggapan Anda.")
        _tell(skp, skp.pejabat_penilai_id, "skp.submitted", text, "planning:agree")
        if leader_plan_is_missing(skp):
            text = _(
                "SKP %(year)s Anda belum ada, sedangkan %(name)s sudah mengajukan. "
                "Susun SKP Anda agar tim dapat menautkannya."
            )
            tell(
                skp.pejabat_penilai_id, "skp.leader_missing", text % _names(skp), agency_id=skp.agency_id,
                url=reverse("planning:mine"),
            )  # fmt: skip


def superior_asked(skp: Skp) -> Employee | None:
    """To whom the plan goes when it is handed in today: the superior of today, unless it ended with a move."""
    today_pk = skp.employee.pejabat_penilai_id
    if today_pk == skp.pejabat_penilai_id or Skp.objects.filter(continues=skp).exists():
        return skp.pejabat_penilai
    found: Employee | None = Employee.objects.select_related("position").filter(pk=today_pk).first()
    return found


def withdraw_skp(skp: Skp, *, by: Actor, on: date) -> None:
    """Take the plan back before it was answered."""
    require(by, Permission.SUBMIT_SKP, skp)
    with recording(events.SKP_WITHDRAWN, by=by, about=skp, year=skp.year):
        advance(SKP, skp, "withdraw")


def agree_skp(skp: Skp, *, by: Actor, on: date, revision: int | None = None) -> SkpVersion:
    """Agree to the plan as shown and freeze it. Raises `ChangedMeanwhile` when it is no longer what was shown.

    The employee has signed by handing in, the pejabat penilai fixes it (PermenPANRB 6/2022, Lampiran II.C).
    """
    require(by, Permission.AGREE_SKP, skp)
    require_fixer(skp, by, on)
    number, moment = skp.version + 1, clock.now()
    authority = authority_of(skp, by, on)
    with recording(
        events.SKP_AGREED, by=by, about=skp, year=skp.year, version=number, because=skp.reopen_reason
    ) as rec:
        changes = {
            "agreed_at": moment,
            "version": number,
            "criteria_acknowledged_at": None,
            "return_reason": "",
        }
        advance(SKP, skp, "agree", **changes)
        _require_revision(skp, revision)
        version = _freeze(skp, by, on, moment, authority)
        rec.note(sha256=version.content_hash, authority=version.authority)
        text = _(
            "SKP %(year)s Anda disepakati. Baca kriteria penilaiannya, lalu nyatakan bahwa Anda memahaminya."
        )
        _tell(skp, skp.employee_id, "skp.agreed", text, "planning:detail")
    return version


def return_skp(skp: Skp, *, by: Actor, on: date, reason: str) -> None:
    """Give the plan back with the reason. Raises `InvalidInput` without one."""
    require(by, Permission.AGREE_SKP, skp)
    words = words_of(reason)
    with recording(events.SKP_RETURNED, by=by, about=skp, because=words, year=skp.year):
        advance(SKP, skp, "return", return_reason=words)
        text = _("SKP %(year)s Anda dikembalikan dengan catatan. Perbaiki, lalu ajukan lagi.")
        _tell(skp, skp.employee_id, "skp.returned", text, "planning:detail")


def reopen_skp(skp: Skp, *, by: Actor, on: date, reason: str, case: str = "") -> None:
    """Open an agreed plan for the next version; the agreed one stays in force until then.

    `case` is a special case of the law under which the plan that exists is changed; its title stands before the
    reason. Raises `InvalidInput` for one that is none.
    """
    require(by, Permission.HOLD_DIALOGUE, skp)
    words = _with_case(words_of(reason), case, on)
    with recording(events.SKP_REOPENED, by=by, about=skp, because=words, year=skp.year, version=skp.version):
        advance(SKP, skp, "reopen", reopen_reason=words)
        other = skp.pejabat_penilai_id if by.employee_id == skp.employee_id else skp.employee_id
        text = _(
            "SKP %(year)s milik %(name)s dibuka kembali untuk disesuaikan. Versi yang disepakati tetap berlaku."
        )
        _tell(skp, other, "skp.reopened", text, "planning:detail")


def comment_on_skp(
    skp: Skp,
    text: str,
    *,
    by: Actor,
    on: date,
    rhk: RencanaHasilKerja | None = None,
    iki: Iki | None = None,
) -> SkpComment:
    """Say something about the plan, about one result of it, or about one indicator."""
    require(by, Permission.COMMENT_SKP, skp)
    words = words_of(text)
    comment = SkpComment(
        agency_id=skp.agency_id,
        skp=skp,
        rhk=rhk or (iki.rhk if iki else None),
        iki=iki,
        author_id=person_of(by),
        text=words,
        written_at=clock.now(),
    )
    with recording(events.SKP_COMMENTED, by=by, about=skp, year=skp.year):
        comment.save(force_insert=True)
        own = by.employee_id == skp.employee_id
        told = (
            _("%(name)s menanggapi di SKP %(year)s.")
            if own
            else _("Ada tanggapan baru pada SKP %(year)s Anda.")
        )
        _tell(
            skp, skp.pejabat_penilai_id if own else skp.employee_id, "skp.commented", told, "planning:detail"
        )
    return comment


def acknowledge_criteria(skp: Skp, *, by: Actor, on: date) -> None:
    """The employee states to know what each rating would require; the day is kept (P-09)."""
    require(by, Permission.ACKNOWLEDGE_CRITERIA, skp)
    with recording(events.CRITERIA_ACKNOWLEDGED, by=by, about=skp, year=skp.year, version=skp.version) as rec:
        rec.note(before_period=on < skp.period_start)
        advance(SKP, skp, "acknowledge", criteria_acknowledged_at=clock.now())


def follow_superior(employee: Employee, *, by: Actor, on: date) -> int:
    """Let every plan that is not agreed follow a new superior of the employee (C-16); how many moved.

    A plan that ended with a move stays with the official of the post before.
    """
    rows = Skp.objects.filter(employee=employee, year__gte=on.year, continued_by=None).exclude(
        status="agreed"
    )
    moved = [skp for skp in rows.select_related("employee") if _has_other_superior(skp, employee)]
    for skp in moved:
        with recording(events.SUPERIOR_FOLLOWED, by=by, about=skp, year=skp.year):
            Skp.objects.filter(pk=skp.pk).update(
                pejabat_penilai=employee.pejabat_penilai_id,
                atasan_pejabat_penilai=employee.atasan_pejabat_penilai_id,
            )
            if skp.status == "submitted":
                text = _("%(name)s mengajukan SKP %(year)s dan menunggu tanggapan Anda.")
                _tell(skp, employee.pejabat_penilai_id, "skp.submitted", text, "planning:agree")
    return len(moved)


def _with_case(words: str, code: str, on: date) -> str:
    if not code:
        return words
    titles = {case.code: case.title for case in reopening_cases(on)}
    if code not in titles:
        raise InvalidInput(fields={"case": _("Keadaan ini tidak ada dalam aturan yang berlaku.")})
    return f"{titles[code]}: {words}"


def _has_other_superior(skp: Skp, employee: Employee) -> bool:
    return (skp.pejabat_penilai_id, skp.atasan_pejabat_penilai_id) != (
        employee.pejabat_penilai_id,
        employee.atasan_pejabat_penilai_id,
    )


def _follow(skp: Skp) -> None:
    """A plan that is being written goes to the superior of today, unless it ended with a move."""
    if Skp.objects.filter(continues=skp).exists():
        return
    skp.pejabat_penilai_id = skp.employee.pejabat_penilai_id
    skp.atasan_pejabat_penilai_id = skp.employee.atasan_pejabat_penilai_id


def _freeze(skp: Skp, by: Actor, on: date, moment: datetime, authority: Authority | None) -> SkpVersion:
    content = frozen(content_of(skp), version=skp.version, agreed_on=on)
    if authority is not None:
        content["signed_by"] = authority.signer(Employee.objects.get(pk=person_of(by)))
    version = SkpVersion(
        agency_id=skp.agency_id, skp=skp, number=skp.version, content=content, content_hash=content_hash(content),
        agreed_at=moment, agreed_by_id=person_of(by), reason=skp.reopen_reason, code=new_verification_code(),
        authority=str(authority or "")[:300],
    )  # fmt: skip
    version.save(force_insert=True)
    return version


def _require_revision(skp: Skp, revision: int | None) -> None:
    if revision is not None and not Skp.objects.filter(pk=skp.pk, revision=revision).exists():
        raise ChangedMeanwhile()


def words_of(text: str, *, field: str = "text") -> str:
    """Words that somebody else will read. Raises `InvalidInput` for none, and for more than fit."""
    words = text.strip()
    if not words:
        raise InvalidInput(
            fields={field: _("Tulis alasannya, agar yang membaca tahu apa yang perlu dilakukan.")}
        )
    if len(words) > LONGEST_REASON:
        raise InvalidInput(
            fields={field: _("Teks ini terlalu panjang. Ringkas menjadi paling banyak 5.000 huruf.")}
        )
    return words


def _names(skp: Skp) -> dict[str, str | int]:
    return {"name": skp.employee.full_name, "year": skp.year}


def _tell(skp: Skp, recipient: UUID | None, kind: str, text: str, page: str) -> None:
    tell(recipient, kind, text % _names(skp), agency_id=skp.agency_id, url=reverse(page, args=[skp.pk]))
