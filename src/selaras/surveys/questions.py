"""The questionnaire: nine questions of PermenPANRB 14/2017 with four answers each, and the groups people may tell.

An answer's number is its place: the first is 1 (worst), the last 4. Element U4 and U8 have the meanings of the law
value `skm.arti_jawaban`.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from selaras.core.errors import Text


@dataclass(frozen=True, slots=True)
class Question:
    """One element as people are asked about it."""

    code: str
    text: Text
    answers: tuple[Text, Text, Text, Text]


QUESTIONS = (
    Question(
        "U1", _("Apakah persyaratannya sesuai dengan jenis layanannya?"),
        (_("Tidak sesuai"), _("Kurang sesuai"), _("Sesuai"), _("Sangat sesuai")),
    ),
    Question(
        "U2", _("Apakah prosedurnya mudah?"),
        (_("Tidak mudah"), _("Kurang mudah"), _("Mudah"), _("Sangat mudah")),
    ),
    Question(
        "U3", _("Apakah layanannya cepat selesai?"),
        (_("Tidak cepat"), _("Kurang cepat"), _("Cepat"), _("Sangat cepat")),
    ),
    Question(
        "U4", _("Apakah biayanya wajar?"),
        (_("Sangat mahal"), _("Cukup mahal"), _("Murah"), _("Gratis")),
    ),
    Question(
        "U5", _("Apakah hasilnya sesuai dengan yang dijanjikan?"),
        (_("Tidak sesuai"), _("Kurang sesuai"), _("Sesuai"), _("Sangat sesuai")),
    ),
    Question(
        "U6", _("Apakah petugasnya mampu melayani?"),
        (_("Tidak mampu"), _("Kurang mampu"), _("Mampu"), _("Sangat mampu")),
    ),
    Question(
        "U7", _("Apakah petugasnya sopan dan ramah?"),
        (_("Tidak sopan"), _("Kurang sopan"), _("Sopan"), _("Sangat sopan")),
    ),
    Question(
        "U8", _("Bagaimana pengaduan dan saran ditangani?"),
        (_("Tidak ada tempatnya"), _("Ada, tidak berfungsi"), _("Kurang maksimal"), _("Dikelola dengan baik")),
    ),
    Question(
        "U9", _("Bagaimana sarana dan prasarananya?"),
        (_("Buruk"), _("Cukup"), _("Baik"), _("Sangat baik")),
    ),
)  # fmt: skip
CODES = tuple(question.code for question in QUESTIONS)


@dataclass(frozen=True, slots=True)
class Grouping:
    """One thing people may tell about themselves, in broad groups only."""

    name: str
    label: Text
    groups: tuple[tuple[str, Text], ...]


GROUPINGS = (
    Grouping("sex", _("Jenis kelamin"), (("p", _("Perempuan")), ("l", _("Laki-laki")))),
    Grouping(
        "age", _("Usia"),
        (
            ("20", _("sampai 20 tahun")), ("40", _("21–40 tahun")), ("60", _("41–60 tahun")),
            ("61", _("di atas 60 tahun")),
        ),
    ),
    Grouping(
        "education", _("Pendidikan terakhir"),
        (
            ("sd", _("SD atau kurang")), ("smp", _("SMP")), ("sma", _("SMA/SMK")), ("d", _("Diploma")),
            ("s", _("Sarjana")),
        ),
    ),
)  # fmt: skip
