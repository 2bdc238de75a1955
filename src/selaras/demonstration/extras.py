"""What is added for people who look around: real files as proof, one file kept by two people, notices."""

from __future__ import annotations

import io
from datetime import date, datetime
from uuid import UUID

from PIL import Image, ImageDraw

from selaras.core.audit import Entry, recording_many
from selaras.core.files import check_file, store_file
from selaras.core.models import Notice
from selaras.demonstration import days
from selaras.demonstration.inserting import insert
from selaras.demonstration.plans import Plan
from selaras.demonstration.registers import deliver_register, take_index
from selaras.demonstration.staffing import Office
from selaras.demonstration.work import Work, WorkMaker
from selaras.demonstration.writing import DOER, Sheaf
from selaras.monitoring import events
from selaras.monitoring.models import Evidence, EvidenceKind, EvidenceUse

HELD_ON = date(2026, 10, 21)
# Written out, because asking for it would load every page of the application first; a test compares.
SKP_PAGE = "/skp/{}/"


class Extras:
    """Collects the plans of labelled people and of those who share a file with them, and adds to them at the end."""

    def __init__(self, office: Office, works: WorkMaker) -> None:
        self.office, self.works = office, works
        self.shown: list[tuple[Plan, Work]] = []
        self.counted: list[tuple[Plan, Work]] = []
        self.submitted: dict[UUID, Plan] = {}

    def look_at(self, sheaf: Sheaf) -> None:
        """Keep what is needed later of one written sheaf."""
        for plan, work in zip(sheaf.plans, sheaf.works, strict=True):
            if plan.year != days.RUNNING:
                continue
            if plan.version is not None and (plan.person.employee.demo_label or "d7" in plan.person.tags):
                self.shown.append((plan, work))
            if plan.version is not None and "d2" in plan.person.tags:
                self.counted.append((plan, work))
            if plan.skp.status == "submitted" and plan.skp.pejabat_penilai_id is not None:
                self.submitted[plan.skp.pk] = plan

    def write(self) -> None:
        """Files and notices."""
        with recording_many(events.EVIDENCE_ADDED, by=DOER) as entries:
            for plan, _work in self.shown:
                if plan.person.unit_plan.key == "pkm_contoh" or plan.person.post.text_key == "guru":
                    entries += [self._file(plan, *file) for file in _files(plan)]
        for plan, work in self.counted:
            deliver_register(plan, work)
        self._notices()

    def take_indices(self) -> None:
        """Once the surveys are there, their results are the numbers of those who take them."""
        for plan, _work in self.counted:
            take_index(plan)

    def _file(self, plan: Plan, title: str, name: str, content: bytes) -> Entry:
        stored = store_file(
            check_file(io.BytesIO(content), name, len(content)), agency_id=self.office.agency.pk
        )
        row = Evidence(
            id=self.office.keys(), agency=self.office.agency, skp=plan.skp, title=title, kind=EvidenceKind.FILE,
            stored_file=stored, file_name=f"{name.rpartition('.')[0]}.{stored.extension}", happened_on=HELD_ON,
            uploaded_by=plan.person.employee, uploaded_at=days.at(HELD_ON, plan.zone, plan.chance),
        )  # fmt: skip
        insert([row])
        # One proof for three indicators, stored once (C-12).
        uses = [
            EvidenceUse(id=self.office.keys(), agency=self.office.agency, evidence=row, iki=iki, quarter=4)
            for iki in plan.measures[:3]
        ]
        insert(uses)
        facts = {"title": title, "sha256": stored.sha256}
        return Entry(row.agency_id, plan.person.employee.pk, "Evidence", row.pk, facts)

    def _notices(self) -> None:
        rows = []
        for plan in self.submitted.values():
            text = f"{plan.person.employee.full_name} mengajukan SKP {plan.year} dan menunggu tanggapan Anda."
            moment, leader = plan.skp.submitted_at, plan.skp.pejabat_penilai_id
            if moment is not None and leader is not None:
                rows.append(self._notice(leader, "skp.submitted", text, plan, moment))
        for plan, _work in self.shown:
            moment = days.at(date(2026, 11, 18), plan.zone, plan.chance)
            text = "Hasil evaluasi Triwulan III 2026 Anda sudah ditetapkan. Anda dapat membaca alasannya."
            rows.append(self._notice(plan.person.employee.pk, "evaluation", text, plan, moment))
        insert(rows)

    def _notice(self, recipient: UUID, kind: str, text: str, plan: Plan, moment: datetime) -> Notice:
        return Notice(
            id=self.office.keys(), agency_id=self.office.agency.pk, recipient_id=recipient, kind=kind, text=text,
            url=SKP_PAGE.format(plan.skp.pk), created_at=moment,
        )  # fmt: skip


def _files(plan: Plan) -> list[tuple[str, str, bytes]]:
    """Two nurses keep the very same photograph; the labelled people also keep a paper."""
    agency = plan.skp.agency.name
    files = []
    if plan.person.post.text_key == "perawat":
        files.append(("Foto penyuluhan Oktober", "penyuluhan.png", photograph(agency)))
    if plan.person.employee.demo_label:
        files.append(
            ("Rekap Oktober", "rekap-oktober.pdf", paper(f"Rekap Oktober 2026 - {plan.skp.position_title}"))
        )
    return files


def photograph(title: str) -> bytes:
    """A picture that is clearly drawn."""
    picture = Image.new("RGB", (640, 400), (232, 240, 238))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((40, 120, 600, 360), fill=(190, 214, 208))
    for place in range(6):
        pen.ellipse((80 + place * 85, 200, 140 + place * 85, 260), fill=(96, 130, 120))
    pen.text((48, 48), f"{title}: gambar rekaan".encode("ascii", "ignore").decode(), fill=(40, 60, 56))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def paper(line: str) -> bytes:
    """A PDF of one page with one line, written by hand."""
    words = f"{line} (data rekaan)".replace("(", r"\(").replace(")", r"\)").encode("ascii", "ignore")
    stream = b"BT /F1 14 Tf 60 760 Td (" + words + b") Tj ET"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(body)
    size = len(objects) + 1
    return body + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, start)
    )
