"""One of everything, so that every page has something to show: 6 April 2026, with the year half done.

Ani's plan is agreed and her quarter fixed; she objects to it. Eka's objection has its explanation and waits for
Dewi. Hadi writes his plan, and received the last quarter of the year before. Budi's quarter is rated and not
fixed. Citra's plan waits for Dewi.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from selaras.closing.models import YearClosing
from selaras.closing.services import close_year
from selaras.consequences.tests.stage import stage_consequences
from selaras.core.audit import SYSTEM, recording
from selaras.core.files import CheckedFile
from selaras.discipline.cases.files import case_for
from selaras.discipline.models import Outage
from selaras.discipline.services import (
    NewCase,
    NewHoliday,
    Summons,
    add_local_holiday,
    ask_correction,
    open_case,
    summon,
)
from selaras.discipline.tests.attlogs import ANI, HADI, apply_file, day_of_taps, machine, working_days
from selaras.evaluation.models import Evaluation, Objection, ObjectionReopening
from selaras.evaluation.selectors import evaluation_for, objection_for
from selaras.evaluation.services import (
    NewCalibration,
    explain_objection,
    finalise,
    open_calibration,
    open_evaluation,
    raise_objection,
    rate,
    receive,
)
from selaras.evaluation.services.kinship import declare_kinship
from selaras.evaluation.services.objection_support import add_objection_file
from selaras.evaluation.services.periods import open_period
from selaras.evaluation.tests.stage import (
    STAGED,
    ratings,
    stage_dialogue,
    stage_organisation,
    stage_skp,
    stage_work,
)
from selaras.exchange.models import NationalTransfer
from selaras.exchange.services import queue_results
from selaras.indicators.services import doubt_indicator, propose_change
from selaras.indicators.tests.stage import in_force, wording
from selaras.intake.tests.deliveries import add_simpus, apply, deliver, rows
from selaras.jobs.models import Job
from selaras.jobs.working import carry_out, take_next, work_through
from selaras.listening.tests.lists import stage_listening
from selaras.monitoring import services as monitoring
from selaras.monitoring.models import AssistedEntry, Evidence, ProcessChange
from selaras.monitoring.services import (
    Competence,
    FocusPoint,
    NewAction,
    NewCoaching,
    NewEvidence,
    NewFeedback,
    NewPractice,
    NewProcessChange,
    NewSession,
    NewSteps,
    Observation,
    Proof,
    enter_evidence_for,
)
from selaras.organisation import services as organisation
from selaras.organisation.models import (
    AgencyChoice,
    Assignment,
    AssignmentKind,
    Delegation,
    StaffImport,
    SuperiorCorrection,
)
from selaras.organisation.tests.lists import as_csv, health_agency, row
from selaras.papers.models import PaperForm, PaperSignature
from selaras.papers.organisation import issue_organisation_paper
from selaras.papers.paper import paper_for
from selaras.papers.services import request_archive
from selaras.papers.signing_services import attach_scan
from selaras.planning.models import (
    BehaviourExpectation,
    BorrowedMember,
    Goal,
    GoalTarget,
    Iki,
    LampiranItem,
    PlanImport,
    RencanaHasilKerja,
    RoleOffer,
    ServiceStandard,
    Skp,
    TargetProposal,
)
from selaras.planning.selectors import iki_for
from selaras.planning.services import TargetValues, propose_target
from selaras.planning.sheets.values import Fault, Place, SheetIki, SheetRhk, as_json
from selaras.planning.sheets.values import Target as SheetTarget
from selaras.surveys.tests.stage import stage_surveys
from selaras_rules import Period
from tests.cast import Cast

DAY = date(2026, 4, 6)
MOMENT = "2026-04-06 09:00+08:00"


def stage_everything(cast: Cast) -> dict[str, Any]:
    """The keys that URLs need, by the name the table of pages uses for them. Call with the clock at `MOMENT`."""
    skp, draft, leader = stage_skp(cast.ani), stage_skp(cast.hadi), stage_skp(cast.budi)
    goal = _goals(cast)
    _finish_plan(cast, skp, leader, goal)
    _take_back(draft, "draft")
    submitted = stage_skp(cast.citra)
    _take_back(submitted, "submitted", kind="jpt")
    evidence = _with_bytes(stage_work(skp))
    dialogue = stage_dialogue(skp, date(2026, 3, 30))
    stage_organisation(cast, "2026-TW1")
    rhk = draft.rhk_list.order_by("order").first()
    line = skp.rhk_list.order_by("order").first()
    assert rhk is not None
    assert line is not None
    return {
        "skp": skp.pk,
        "draft": draft.pk,
        "submitted": submitted.pk,
        "version": skp.versions.get().pk,
        "rhk": rhk.pk,
        "agreed_rhk": line.pk,
        "iki": Iki.objects.get(rhk=rhk).pk,
        "sheets": _sheets(cast).pk,
        "proposal": _proposal(cast, Iki.objects.get(rhk=rhk)).pk,
        "leader_rhk": leader.rhk_list.order_by("order").values_list("pk", flat=True).first(),
        "agreed_iki": Iki.objects.get(rhk=line).pk,
        "goal": goal.pk,
        "standard": _standard(cast, rhk).pk,
        **_library(cast),
        "evidence": evidence.pk,
        "feedback": skp.feedback_list.order_by("given_at").values_list("pk", flat=True)[0],
        **_attendance(cast),
        "case": _case(cast),
        "dialogue": dialogue.pk,
        **_growth(cast, skp),
        **_coaching(cast, skp),
        "assisted": _assisted(cast, skp).pk,
        **_weeks(cast, skp),
        "process_change": _process_change(cast, skp).pk,
        "code": skp.versions.get().code,
        "employee": cast.ani.pk,
        "colleague": cast.hadi.pk,
        "opd": cast.units["dinkes"].pk,
        **_roles(cast, leader),
        **_results(cast, skp, leader),
        **_calibration(cast),
        "kinship": declare_kinship(cast.citra, cast.dewi, by=cast.actor("citra", DAY), on=DAY).pk,
        "opened_period": _opened_period(cast),
        **_organisation(cast),
        **stage_consequences(cast, DAY),
        "transfer": _transfer(cast, DAY).pk,
        **_deliveries(cast),
        **stage_surveys(cast),
        **stage_listening(cast),
        "job": _archive(cast).pk,
        "scan": _scan(cast, skp).pk,
        "organisation_paper": issue_organisation_paper(
            cast.units["dinkes"], Period.parse("2026-TW1"), by=cast.actor("dewi", DAY)
        ).pk,
        "closing": _closing(cast).pk,
    }


def _scan(cast: Cast, skp: Skp) -> PaperSignature:
    """Ani's signed plan, scanned."""
    ani, version = cast.actor("ani", DAY), skp.versions.get()
    paper = paper_for(ani, PaperForm.SKP, version.pk, lambda code: f"https://contoh/verifikasi/{code}/", DAY)
    content = b"%PDF-1.7 dipindai"
    scan = CheckedFile(content, "application/pdf", "pdf", sha256(content).hexdigest())
    return attach_scan(paper, scan, by=ani)


def _closing(cast: Cast) -> YearClosing:
    """The year before, closed: Hadi's annual result is missing."""
    by, site = cast.actor("eka", DAY), "https://contoh/"
    closing = close_year(cast.kupang, 2025, cast.units["dinkes"], by=by, on=DAY, site=site)
    work_through()
    return closing


def _archive(cast: Cast) -> Job:
    """The results of the quarter as an archive, sealed."""
    period, by = Period.parse("2026-TW1"), cast.actor("eka", DAY)
    request_archive(
        cast.kupang, PaperForm.KINERJA, period, cast.units["dinkes"], by=by, site="https://contoh/"
    )
    job = take_next()
    assert job is not None
    carry_out(job)
    return job


def _assisted(cast: Cast, skp: Skp) -> AssistedEntry:
    """Hadi typed a link for Ani; she has not answered."""
    new, proof = NewEvidence("Buku kunjungan", date(2026, 3, 20)), Proof(url="https://contoh.go.id/buku")
    by = cast.actor("hadi", DAY)
    return enter_evidence_for(skp, by=by, on=DAY, new=new, proof=proof, iki=None, consent="present")


def _process_change(cast: Cast, skp: Skp) -> ProcessChange:
    """Ani made the queue at the counter shorter; Budi looked at it."""
    new = NewProcessChange(
        "Pendaftaran di loket", "Nomor antrean diambil dari rumah, satu formulir saja", date(2026, 3, 12),
        steps=(7, 3), documents=(4, 1),
    )  # fmt: skip
    change = monitoring.tell_process_change(skp, by=cast.actor("ani", DAY), on=DAY, new=new)
    words = "20 berkas bulan Maret dibandingkan dengan Januari"
    return monitoring.check_process_change(
        change, by=cast.actor("budi", DAY), on=DAY, is_confirmed=True, words=words
    )


def _weeks(cast: Cast, skp: Skp) -> dict[str, Any]:
    """Steps of Ani, one of them late; the agency keeps a daily log, and she wrote two lines."""
    rhk, ani = skp.rhk_list.order_by("order")[0], cast.actor("ani", DAY)
    with recording(STAGED, by=SYSTEM, about=cast.kupang):
        AgencyChoice.objects.create(
            agency=cast.kupang, key="daily_log.enabled", value=True, effective=date(2026, 1, 1),
            reason="Dicoba setahun di puskesmas",
        )  # fmt: skip
    for month, text in ((3, "Kumpulkan data kunjungan triwulan"), (4, "Latih dua perawat membaca data")):
        new = NewSteps(rhk.pk, [text], f"2026-{month:02d}")
        (step,) = monitoring.plan_steps(skp, by=ani, on=DAY, new=new)
    for day in (2, 6):
        monitoring.write_day(
            skp, by=ani, on=DAY, day=date(2026, 4, day), text="Menata ulang loket pendaftaran", rhk_id=rhk.pk
        )
    points = [FocusPoint("step", step.pk, step.text)]
    monitoring.choose_focus(skp, by=ani, on=DAY, points=points)
    return {"step": step.pk}


def _transfer(cast: Cast, day: date) -> NationalTransfer:
    """Hadi's last quarter waits for the national system."""
    queue_results(cast.kupang, 2025, by=cast.actor("fajar", day))
    return NationalTransfer.objects.get(employee=cast.hadi)


def _deliveries(cast: Cast) -> dict[str, Any]:
    """A register with a count in force, and a later file with a refused row that waits."""
    source = add_simpus(cast)
    apply(cast, deliver(cast, source, rows("Puskesmas Contoh;2026-02;Rawat jalan;4100"), "februari.csv"))
    waits = deliver(cast, source, rows("Puskesmas Contoh;2026-03;Rawat jalan;4900", "Pustu;2026-03;Gizi;12"))
    return {"source": source.pk, "delivery": waits.pk}


def _attendance(cast: Cast) -> dict[str, Any]:
    """Ani's March: two machines, one of them silent for a day, a number nobody holds, and a correction that waits."""
    source = machine(cast)
    days = working_days(date(2026, 3, 2), date(2026, 3, 31))
    text = "".join(
        day_of_taps(day, HADI, "999", device="2") + (day_of_taps(day, ANI) if day.day not in (4, 5) else "")
        for day in days
    )
    apply_file(cast, source, text)
    correction = ask_correction(
        cast.ani,
        by=cast.actor("ani", DAY),
        on=DAY,
        day=date(2026, 3, 4),
        claim="dinas",
        reason="Posyandu di Naioni",
    )
    outage = Outage.objects.order_by("day").first()
    assert outage is not None
    feast = NewHoliday(date(2026, 5, 5), "Hari jadi dinas", "SE 100/2026", cast.units["dinkes"])
    holiday = add_local_holiday(cast.kupang, by=cast.actor("eka", DAY), on=DAY, new=feast)
    return {
        "holiday": holiday.pk,
        "machine": source.pk,
        "outage": outage.pk,
        "attendance_correction": correction.pk,
    }


def _case(cast: Cast) -> Any:
    """Budi opened a file about Hadi and called him; Fajar keeps it."""
    budi = cast.actor("budi", DAY)
    new = NewCase(
        "Tidak ada kabar setelah dua kali ditanya", "Dibicarakan 30 Maret", clerk=cast.fajar,
        offence="Meninggalkan loket saat jam pelayanan", act_day=date(2026, 3, 31), impact="unit_kerja",
    )  # fmt: skip
    case = case_for(budi, open_case(cast.hadi, by=budi, on=DAY, new=new).pk)
    moment = datetime(2026, 4, 9, 1, tzinfo=UTC)
    summon(case, by=budi, on=DAY, summons=Summons("800/3/2026", moment, "Ruang kepala puskesmas"))
    return case.pk


def _goals(cast: Cast) -> Goal:
    years = {"first_year": 2025, "last_year": 2029}
    with recording(STAGED, by=SYSTEM, about=cast.kupang):
        mission = Goal.objects.create(agency=cast.kupang, level="misi", title="Warga sehat", **years)
        goal = Goal.objects.create(
            agency=cast.kupang, parent=mission, level="indikator", opd=cast.units["dinkes"], title="Cakupan imunisasi",
            unit_of_measure="%", source="Register", method="Hitung", **years,
        )  # fmt: skip
        GoalTarget.objects.create(agency=cast.kupang, goal=goal, year=2026, target=95)
    return goal


def _standard(cast: Cast, rhk: RencanaHasilKerja) -> ServiceStandard:
    with recording(STAGED, by=SYSTEM, about=rhk):
        standard = ServiceStandard.objects.create(
            agency=cast.kupang, opd=cast.units["dinkes"], service="Pelayanan rawat jalan", part="waktu",
            promise="Pasien dilayani paling lama 30 menit", target=30, unit_of_measure="menit", decree="800/9/2026",
            source="Log antrean", valid_from=date(2025, 1, 1),
        )  # fmt: skip
        Iki.objects.filter(rhk=rhk).update(standard=standard)
    return standard


def _library(cast: Cast) -> dict[str, Any]:
    """An indicator that Ani's plan has, with a change that waits and a person who doubts it."""
    version = in_force(cast)
    change = propose_change(
        version.indicator, wording(method="Tiga kunjungan terakhir"), reason="Satu kunjungan kebetulan.",
        starts_on=DAY, by=cast.actor("eka", DAY), on=DAY,
    )  # fmt: skip
    doubt_indicator(version.indicator, reason="Pasien kami anak-anak.", by=cast.actor("hadi", DAY), on=DAY)
    line = Iki.objects.filter(rhk__skp__employee=cast.ani).order_by("rhk__order", "order").first()
    with recording(STAGED, by=SYSTEM, about=cast.kupang):
        Iki.objects.filter(pk=line.pk).update(indicator=version.indicator, indicator_version=1)
    return {"indicator": version.indicator_id, "indicator_change": change.pk}


def _roles(cast: Cast, leader: Skp) -> dict[str, Any]:
    """Hadi offers himself, and Budi asks for Eka of another unit."""
    moment = datetime(2026, 3, 1, tzinfo=UTC)
    rhk = leader.rhk_list.order_by("order").first()
    with recording(STAGED, by=SYSTEM, about=leader):
        offer = RoleOffer.objects.create(
            agency=cast.kupang, rhk=rhk, member=cast.hadi, text="Rekap kunjungan", offered_at=moment
        )
        borrowed = BorrowedMember.objects.create(
            agency=cast.kupang, skp=leader, member=cast.eka, own_superior=cast.citra, purpose="Tim posyandu",
            asked_at=moment,
        )  # fmt: skip
    return {"offer": offer.pk, "borrowing": borrowed.pk}


def _growth(cast: Cast, skp: Skp) -> dict[str, Any]:
    """Ani's colleague says something, she draws a consequence, and practises something new under Budi's eyes."""
    ani, budi = cast.actor("ani", DAY), cast.actor("budi", DAY)
    feedback = skp.feedback_list.get()
    action = monitoring.plan_action(
        feedback,
        by=ani,
        on=DAY,
        new=NewAction("Kartu alur di loket", DAY, "Pasien bertanya lagi", "orang", Decimal(9)),
    )
    behaviours = ("Menyapa dengan nama", "Meminta pasien mengulang alurnya")
    new = NewPractice("Penjelasan yang jelas", "peragaan", "pasien baru", behaviours, DAY)
    cycle = monitoring.plan_practice(skp, by=ani, on=DAY, new=new)
    words = NewFeedback("Pasien mengulang alurnya sendiri", "Ia tidak kembali bertanya")
    monitoring.observe_practice(cycle, by=budi, on=DAY, observation=Observation(DAY, (1,), words))
    return {"action": action.pk, "practice": cycle.pk}


def _coaching(cast: Cast, skp: Skp) -> dict[str, Any]:
    """Budi and Ani agree on a coaching; the first session has both its forms."""
    ani, budi = cast.actor("ani", DAY), cast.actor("budi", DAY)
    end = date(2026, 7, 6)
    new = NewCoaching("Alur yang dipahami", "Loket satu", "Petugas kedua", DAY, end, (("Kartu alur", end),))
    coaching = monitoring.begin_coaching(skp, by=budi, on=DAY, new=new)
    talk = NewSession("bimbingan", "tatap_muka", DAY, "Kami mencoba kartu alur")
    session = monitoring.hold_session(coaching, by=budi, on=DAY, new=talk)
    monitoring.reply_to_session(session, by=ani, on=DAY, answers=[True] * 8 + [False])
    line = Competence("Komunikasi", 4, "Menjelaskan dengan sabar")
    monitoring.note_competences(session, by=budi, on=DAY, lines=[line])
    return {"coaching": coaching.pk, "session": session.pk}


def _finish_plan(cast: Cast, skp: Skp, leader: Skp, goal: Goal) -> None:
    with recording(STAGED, by=SYSTEM, about=skp):
        above, mine = leader.rhk_list.order_by("order").first(), skp.rhk_list.order_by("order").first()
        assert above is not None
        assert mine is not None
        RencanaHasilKerja.objects.filter(pk=above.pk).update(goal=goal)
        RencanaHasilKerja.objects.filter(pk=mine.pk).update(parent=above)
        BehaviourExpectation.objects.create(
            agency=cast.kupang, skp=skp, value_code="adaptif", text="Coba cara baru"
        )
        LampiranItem.objects.create(agency=cast.kupang, skp=skp, block="sumber_daya", text="Kulkas vaksin")


def _take_back(skp: Skp, status: str, kind: str = "ja_jf") -> None:
    with recording(STAGED, by=SYSTEM, about=skp):
        skp.versions.all().delete()
        Skp.objects.filter(pk=skp.pk).update(
            status=status, version=0, kind=kind, agreed_at=None, submitted_at=datetime(2026, 4, 1, tzinfo=UTC)
        )


def _sheets(cast: Cast) -> PlanImport:
    """Hadi's old plan, with a line that can't be taken over."""
    place = Place("SKP 2025.xlsx", "SKP", 12)
    iki = SheetIki("Bayi diimunisasi", SheetTarget(Decimal(120), unit="bayi"), aspect="kuantitas")
    fault = asdict(
        Fault(place, "Indikator ini tidak berada di bawah hasil kerja mana pun.", ("",) * 5, refused=True)
    )
    lines = as_json([SheetRhk("Bayi kebal", "utama", iki=[iki])])
    with recording(STAGED, by=SYSTEM, about=cast.hadi):
        return PlanImport.objects.create(
            agency=cast.kupang, employee=cast.hadi, year=2026, file_names=place.file, sha256="0" * 64, lines=lines,
            faults=[fault], read_at=datetime(2026, 3, 1, tzinfo=UTC),
        )  # fmt: skip


def _proposal(cast: Cast, iki: Iki) -> TargetProposal:
    by = cast.actor("budi", DAY)
    return propose_target(iki_for(by, iki.pk), TargetValues(Decimal(95)), reason="Sesuai SPM.", by=by, on=DAY)


def _with_bytes(evidence: Evidence) -> Evidence:
    assert evidence.stored_file is not None
    if not default_storage.exists(evidence.stored_file.storage_name):
        default_storage.save(evidence.stored_file.storage_name, ContentFile(b"%PDF-1.7 rekap"))
    return evidence


def _results(cast: Cast, skp: Skp, leader: Skp) -> dict[str, Any]:
    of_ani = _fixed(cast, skp, "budi")
    of_eka = _fixed(cast, _talked(stage_skp(cast.eka)), "citra")
    before = _talked(stage_skp(cast.hadi, year=2025), date(2025, 11, 3))
    of_hadi = _fixed(cast, before, "budi", "2025-TW4")
    rated = _rated(cast, _talked(leader), "citra")
    raised = _objection(cast, of_ani, "ani")
    explained = _objection(cast, of_eka, "eka")
    citra = cast.actor("citra", DAY)
    explain_objection(objection_for(citra, explained.evaluation_id), "Sesuai bukti.", by=citra, on=DAY)
    _received(cast, of_hadi, "hadi")
    return _around_objections(cast, raised, of_hadi) | {
        "evaluation": of_ani.pk,
        "explained": explained.evaluation_id,
        "raised": raised.evaluation_id,
        "received": of_hadi.pk,
        "rated": rated.pk,
        "result_code": of_ani.code,
    }


def _opened_period(cast: Cast) -> str:
    """The quarter is open until Friday."""
    due = date(2026, 4, 10)
    row = open_period(cast.kupang, "2026-TW1", due_on=due, grace_days=2, by=cast.actor("fajar", DAY), on=DAY)
    return str(row.period)


def _around_objections(cast: Cast, raised: Objection, of_hadi: Evaluation) -> dict[str, Any]:
    """Ani laid a file before Citra; Hadi asked, after an earlier window, to object all the same."""
    ani = cast.actor("ani", DAY)
    objection = objection_for(ani, raised.evaluation_id)
    file = add_objection_file(objection, BytesIO(b"%PDF-1.7 register"), "register.pdf", by=ani, on=DAY)
    with recording(STAGED, by=SYSTEM, about=of_hadi):
        reopening = ObjectionReopening.objects.create(
            agency=cast.kupang,
            evaluation=of_hadi,
            asked_reason="Saya dirawat.",
            asked_at=datetime(2026, 4, 5, tzinfo=UTC),
        )
    return {"objection_file": file.pk, "reopening": reopening.pk}


def _calibration(cast: Cast) -> dict[str, Any]:
    """Eka lays the quarter of the health agency on the table: Budi's rating of Ani, Citra's of Eka and Budi."""
    new = NewCalibration("Alasan untuk kerja yang serupa", DAY)
    period = Period.parse("2026-TW1")
    meeting = open_calibration(cast.units["dinkes"], period, new, by=cast.actor("eka", DAY), on=DAY)
    of_budi = meeting.cases.get(evaluation__skp__employee=cast.budi)
    of_ani = meeting.cases.get(evaluation__skp__employee=cast.ani)
    return {"calibration": meeting.pk, "open_case": of_budi.pk, "case_of_ani": of_ani.pk}


def _talked(skp: Skp, on: date = date(2026, 3, 30)) -> Skp:
    stage_dialogue(skp, on)
    return skp


def _rated(cast: Cast, skp: Skp, penilai: str, period: str = "2026-TW1") -> Evaluation:
    by = cast.actor(penilai, DAY)
    opened = open_evaluation(skp, period, by=by, on=DAY)
    return rate(evaluation_for(by, opened.pk), ratings(), by=by, on=DAY, revision=opened.revision)


def _fixed(cast: Cast, skp: Skp, penilai: str, period: str = "2026-TW1") -> Evaluation:
    by = cast.actor(penilai, DAY)
    return finalise(evaluation_for(by, _rated(cast, skp, penilai, period).pk), by=by, on=DAY)


def _received(cast: Cast, evaluation: Evaluation, name: str) -> Evaluation:
    by = cast.actor(name, DAY)
    return receive(evaluation_for(by, evaluation.pk), by=by, on=DAY)


def _objection(cast: Cast, evaluation: Evaluation, name: str) -> Objection:
    return raise_objection(
        _received(cast, evaluation, name), "Bukti Maret belum dilihat.", by=cast.actor(name, DAY), on=DAY
    )


def _organisation(cast: Cast) -> dict[str, Any]:
    moment = datetime(2026, 3, 1, tzinfo=UTC)
    with recording(STAGED, by=SYSTEM, about=cast.kupang):
        correction = SuperiorCorrection.objects.create(
            agency=cast.kupang, employee=cast.hadi, recorded_superior=cast.budi, proposed_superior=cast.citra,
            asked_at=moment,
        )  # fmt: skip
        delegation = Delegation.objects.create(
            agency=cast.kupang, from_employee=cast.citra, to_employee=cast.budi, start=date(2026, 5, 1),
            end=date(2026, 5, 3), order_number="800/1/2026",
        )  # fmt: skip
        assert cast.budi.position is not None
        acting = Assignment.objects.create(
            agency=cast.kupang, employee=cast.hadi, position=cast.budi.position, kind=AssignmentKind.PLH,
            start=date(2026, 5, 1), end=date(2026, 5, 3), order_number="800/2/2026",
        )  # fmt: skip
    return {
        "correction": correction.pk,
        "staff_import": _staff_import(cast).pk,
        "delegation": delegation.pk,
        "acting": acting.pk,
    }


def _staff_import(cast: Cast) -> StaffImport:
    new = row("199607112099032009", "Kiki Nubatona (Demo)", "Perawat Ahli Pertama", unit="Puskesmas Contoh")
    broken = row("1,99607E+17", "Loni Banamtuan (Demo)", "Perawat Terampil", unit="Puskesmas Contoh")
    upload = organisation.read_staff_upload(as_csv([*health_agency(), new, broken]), "daftar.csv")
    return organisation.check_staff_list(cast.kupang, upload, by=cast.actor("fajar", DAY), on=DAY)
