"""Three objections: just raised, explained and waiting, and one that the superior has decided (story D11)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from selaras.core.documents import new_verification_code
from selaras.core.models import DecisionRecord
from selaras.demonstration import days
from selaras.demonstration.results import ResultMaker, Results
from selaras.demonstration.snapshots import Judged
from selaras.evaluation.models import Evaluation, Objection
from selaras_rules import Finding, Predikat, Rating, decide_predikat

GROUNDS = {
    "objects": "Dua kunjungan rumah pada bulan Agustus belum terhitung karena registernya baru dikembalikan.",
    "explained": "Rujukan pada bulan Juli tinggi karena alat rusak; catatan kerusakan ada pada bukti.",
    "d11": "Dari Mei sampai Juli saya merangkap tugas rekan yang cuti melahirkan. Capaian saya sendiri tertulis di "
    "register, tetapi belum dipisahkan dari capaian tim.",
}
EXPLANATION = {
    "explained": "Saya membaca angka dari aplikasi rujukan. Catatan kerusakan alat baru saya terima setelah penetapan.",
    "d11": "Saya menilai dari rekap tim, yang memang tidak memisahkan pekerjaan rangkap. Buktinya tidak saya ragukan.",
}
DECISION = (
    "Register menunjukkan capaian sendiri 97 persen setelah pekerjaan rangkap dipisahkan. Penjelasan kedua pihak "
    "sejalan. Rating hasil kerja diubah menjadi sesuai ekspektasi."
)


def add_objections(results: Results, maker: ResultMaker) -> None:
    """Give the people of the stories their objections."""
    for judged in results.judged:
        tags, period = judged.plan.person.tags, judged.evaluation.period
        if judged.evaluation.status != "finalised":
            continue
        if "d11" in tags and period == "2025":
            _decided(judged, results, maker)
        elif period == "2026-TW3" and tags & {"objects", "explained"}:
            _waiting(judged, results, maker)


def _waiting(judged: Judged, results: Results, maker: ResultMaker) -> None:
    tag = "objects" if "objects" in judged.plan.person.tags else "explained"
    judged.evaluation.received_at = _moment(judged, date(2026, 11, 9))
    objection = _raised(judged, maker, tag, date(2026, 11, 12))
    if tag == "explained":
        _explain(judged, objection, tag, date(2026, 11, 17))
    results.objections.append(objection)


def _decided(judged: Judged, results: Results, maker: ResultMaker) -> None:
    evaluation = judged.evaluation
    evaluation.finalised_at = _moment(judged, date(2026, 1, 12))
    evaluation.received_at = _moment(judged, date(2026, 1, 14))
    first = next(row for row in results.decisions if row.about_id == evaluation.pk)
    first.decided_at = evaluation.finalised_at
    objection = _raised(judged, maker, "d11", date(2026, 1, 20))
    _explain(judged, objection, "d11", date(2026, 1, 23))
    hasil, perilaku = Rating.SESUAI, judged.judgement.perilaku
    finding = decide_predikat(hasil, perilaku, judged.ruleset)
    final = judged.ruleset.law("keberatan.putusan").step(
        "Atasan pejabat penilai memutus setelah mendengar kedua pihak; keputusannya final."
    )
    finding = Finding(finding.value, (*finding.because, final))
    _rule(judged, objection, hasil, finding)
    results.decisions.append(_superseding(judged, first, finding, objection, maker))
    _put_in_force(evaluation, objection)
    results.objections.append(objection)


def _raised(judged: Judged, maker: ResultMaker, tag: str, day: date) -> Objection:
    return Objection(
        id=maker.office.keys(), agency=maker.office.agency, evaluation=judged.evaluation, grounds=GROUNDS[tag],
        raised_at=_moment(judged, day),
    )  # fmt: skip


def _explain(judged: Judged, objection: Objection, tag: str, day: date) -> None:
    objection.status, objection.explanation = "explained", EXPLANATION[tag]
    objection.explained_by = judged.plan.skp.pejabat_penilai
    objection.explained_at = _moment(judged, day)


def _rule(judged: Judged, objection: Objection, hasil: Rating, finding: Finding[Predikat]) -> None:
    objection.status, objection.decision = "decided", DECISION
    objection.decided_rating_hasil_kerja = hasil.value
    objection.decided_rating_perilaku_kerja = judged.judgement.perilaku.value
    objection.decided_predikat = finding.value.value
    objection.decided_by = judged.plan.skp.atasan_pejabat_penilai
    objection.decided_at = _moment(judged, date(2026, 2, 4))
    objection.code = new_verification_code()


def _superseding(
    judged: Judged,
    first: DecisionRecord,
    finding: Finding[Predikat],
    objection: Objection,
    maker: ResultMaker,
) -> DecisionRecord:
    evaluation = judged.evaluation
    inputs: dict[str, Any] = dict(first.inputs)
    ruled = {
        "hasil_kerja": objection.decided_rating_hasil_kerja,
        "perilaku_kerja": objection.decided_rating_perilaku_kerja,
    }
    inputs["ratings"] = {name: {"value": value, "reason": DECISION} for name, value in ruled.items()}
    names = ("rating_hasil_kerja", "rating_perilaku_kerja", "predikat")
    inputs["objection"] = {"before": {name: getattr(evaluation, name) for name in names}}
    moment = objection.decided_at or evaluation.finalised_at
    if moment is None:
        raise ValueError("an objection is decided at some time")
    row = maker.decision_for(judged, finding, moment, judged.plan.skp.atasan_pejabat_penilai, inputs)
    row.supersedes_id = first.pk
    return row


def _put_in_force(evaluation: Evaluation, objection: Objection) -> None:
    evaluation.rating_hasil_kerja = objection.decided_rating_hasil_kerja
    evaluation.rating_perilaku_kerja = objection.decided_rating_perilaku_kerja
    evaluation.predikat = objection.decided_predikat


def _moment(judged: Judged, day: date) -> datetime:
    return days.at(day, judged.plan.zone, judged.plan.chance)
