"""Which steps a person sees on a plan, each with the reason why it can't be taken now; and whose turn it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, decide
from selaras.core.errors import Text
from selaras.organisation.outages import moved
from selaras.planning.models import Skp
from selaras.planning.workflow import SKP, WRITABLE
from selaras_rules import Ruleset, day_label, skp_due


@dataclass(frozen=True, slots=True)
class StepButton:
    """One step as a button; `reason` is empty where it can be taken."""

    name: str
    label: Text
    reason: Text


@dataclass(frozen=True, slots=True)
class Situation:
    """Whose turn it is, in one or two sentences, with the tone of the box."""

    title: str
    text: str
    tone: str = "info"


def buttons_for(by: Actor, skp: Skp) -> dict[str, StepButton]:
    """The steps that are this person's in this state, by name."""
    found = {}
    for transition in SKP.transitions:
        if skp.status in transition.sources and decide(by, Permission(transition.permission), skp):
            obstacle = SKP.obstacle(skp, transition.name)
            found[transition.name] = StepButton(transition.name, transition.label, obstacle or "")
    return found


def may_edit(by: Actor, skp: Skp) -> bool:
    """Whether the pencil is shown."""
    return skp.status in WRITABLE and bool(decide(by, Permission.EDIT_SKP, skp))


def situation_of(by: Actor, skp: Skp, on: date) -> Situation:
    """What the plan waits for, said to the person who looks at it."""
    own = by.employee_id == skp.employee_id
    leads = skp.pejabat_penilai_id in by.stands_for
    match skp.status:
        case "draft" | "reopened" if own:
            return _being_written(skp, on)
        case "returned" if own:
            return Situation(_("Dikembalikan dengan catatan"), skp.return_reason, "warning")
        case "submitted" if leads:
            text = _("Baca rencananya, lalu sepakati atau kembalikan dengan alasan.")
            return Situation(_("Menunggu tanggapan Anda"), text, "warning")
        case "submitted":
            return _waiting(skp, on)
        case "agreed":
            return _agreed(skp, own)
        case _:
            return Situation(_("Sedang disusun"), _("Pemiliknya sedang menulis rencana ini."))


def _being_written(skp: Skp, on: date) -> Situation:
    if skp.status == "reopened":
        text = _("Versi %(version)d tetap berlaku sampai versi baru disepakati. Alasan dibuka: %(reason)s")
        return Situation(_("Dibuka kembali"), text % {"version": skp.version, "reason": skp.reopen_reason})
    due = skp_due(skp.year, Ruleset(skp.period_start)).value.due
    if skp.period_start > due:
        text = _("Isi hasil kerja dan ukurannya, lalu ajukan secepatnya: SKP ini dimulai di tengah tahun.")
        return Situation(_("Draf Anda"), text)
    text = _("Isi hasil kerja dan ukurannya, lalu ajukan. Tenggat menurut aturan: %(due)s.") % {
        "due": day_label(due)
    }
    is_late = on > moved(due, skp.agency, on)
    return Situation(_("Draf Anda"), text, "warning" if is_late else "info")


def _waiting(skp: Skp, on: date) -> Situation:
    name = skp.pejabat_penilai.full_name if skp.pejabat_penilai else ""
    due = skp_due(skp.year, Ruleset(skp.period_start)).value
    above = skp.atasan_pejabat_penilai
    # The day of January is that of the year's first agreement; a revision or a part of a year comes later anyhow.
    is_first = skp.version == 0 and skp.period_start <= due.due
    if on >= due.escalate_on and is_first and above is not None:
        text = _(
            "%(name)s belum menanggapi. Karena tenggat %(due)s sudah lewat, Anda berhak membahas "
            "ekspektasi dengan %(above)s, atasannya. Ini bukan kesalahan Anda."
        )
        return Situation(
            _("Menunggu atasan"),
            text % {"name": name, "above": above.full_name, "due": day_label(due.due)},
            "warning",
        )
    told = _("%(name)s sudah diberi tahu. Anda tidak perlu berbuat apa-apa.")
    return Situation(_("Menunggu atasan"), told % {"name": name})


def _agreed(skp: Skp, own: bool) -> Situation:
    if skp.criteria_acknowledged_at is None:
        text = _("Baca apa yang dibutuhkan untuk tiap peringkat, lalu nyatakan bahwa Anda memahaminya.")
        other = _("Pemiliknya belum menyatakan memahami kriteria penilaian.")
        return Situation(
            _("Disepakati, kriteria belum dipahami"), text if own else other, "warning" if own else "info"
        )
    basis = _(
        "Rencana ini menjadi dasar pemantauan dan penilaian. "
        "Tidak ada yang dapat ditambahkan tanpa membukanya kembali."
    )
    return Situation(_("Disepakati"), basis, "success")
