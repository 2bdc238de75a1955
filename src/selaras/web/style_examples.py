"""What the living style page shows: the examples, their code, and invented people to fill them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from selaras.core import clock
from selaras.evaluation.curve import curve_without_limits
from selaras.evaluation.shares import shares_of
from selaras_rules import Predikat

SPREAD = {Predikat.SANGAT_BAIK: 3, Predikat.BAIK: 19, Predikat.BUTUH_PERBAIKAN: 4, Predikat.KURANG: 1}
_FOLDER = Path(__file__).parent / "templates" / "web" / "style"


@dataclass(frozen=True, slots=True)
class Example:
    """One component: a title, a sentence when to use it, and the template that is both shown and printed."""

    key: str
    title: str | Promise
    text: str | Promise

    @property
    def template(self) -> str:
        return f"web/style/{self.key}.html"

    @property
    def code(self) -> str:
        """The template as somebody would write it in a page."""
        return _code(self.key)


@cache
def _code(key: str) -> str:
    lines = (_FOLDER / f"{key}.html").read_text("utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("{% load")).strip()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A group of examples."""

    key: str
    title: str | Promise
    examples: tuple[Example, ...]


CHAPTERS = (
    Chapter(
        "tindakan",
        _("Tindakan"),
        (
            Example(
                "buttons",
                _("Tombol"),
                _("Satu tombol utama per halaman. Tombol yang mati selalu menyebut alasannya."),
            ),
            Example(
                "tabs",
                _("Tab dan bilah alat"),
                _("Berpindah antara beberapa sudut pandang atas hal yang sama."),
            ),
            Example(
                "confirm",
                _("Konfirmasi"),
                _("Langkah yang berat mendapat halaman sendiri, bukan jendela kecil."),
            ),
        ),
    ),
    Chapter(
        "formulir",
        _("Formulir"),
        (
            Example(
                "fields",
                _("Isian"),
                _("Label di atas, bantuan di bawahnya, dan jawaban atas «kenapa ditanya?»."),
            ),
            Example(
                "short_form", _("Formulir singkat"), _("Semua isian sebuah formulir dalam satu baris kode.")
            ),
            Example(
                "form_errors",
                _("Isian yang perlu diperbaiki"),
                _("Ringkasan di atas menautkan ke tiap isian."),
            ),
            Example(
                "file_drop", _("Unggah berkas"), _("Isian berkas biasa; menyeret berkas adalah tambahan.")
            ),
            Example("filter_bar", _("Saringan"), _("Menyaring daftar; alamat halaman dapat dibagikan.")),
        ),
    ),
    Chapter(
        "wadah",
        _("Wadah"),
        (
            Example("cards", _("Kartu"), _("Satu hal dalam satu kotak.")),
            Example("callouts", _("Pemberitahuan di halaman"), _("Empat nada, selalu dengan ikon dan kata.")),
            Example("todo", _("Yang menunggu Anda"), _("Inti beranda: pekerjaan, bukan angka.")),
            Example(
                "stats",
                _("Angka ringkas"),
                _("Dipakai hemat, dan hanya bila angkanya dapat ditindaklanjuti."),
            ),
            Example("empty", _("Keadaan kosong"), _("Kata yang ramah dan langkah berikutnya.")),
        ),
    ),
    Chapter(
        "tanda",
        _("Tanda"),
        (
            Example("status", _("Status"), _("Keadaan alur kerja. Warna tidak pernah berdiri sendiri.")),
            Example("predikat", _("Predikat dan rating"), _("Kata-kata peraturan, apa adanya.")),
            Example("person", _("Orang"), _("Inisial, nama, jabatan.")),
        ),
    ),
    Chapter(
        "data",
        _("Data"),
        (
            Example("table", _("Tabel"), _("Padat di layar lebar, menjadi kartu di ponsel.")),
            Example("facts", _("Daftar keterangan"), _("Nama dan nilai, berpasangan.")),
            Example(
                "figures", _("Target dan realisasi"), _("Digambar di server, dengan angka di sampingnya.")
            ),
            Example("curve", _("Sebaran"), _("Kurva orang per predikat; batas pola tergambar bila berlaku.")),
            Example("quadrant", _("Kuadran predikat"), _("Tempat hasil ini dalam tabel peraturan.")),
            Example("diff", _("Perbandingan"), _("Sebelum dan sesudah, berdampingan.")),
        ),
    ),
    Chapter(
        "cerita",
        _("Cerita"),
        (
            Example("stepper", _("Tahun kinerja"), _("Di mana saya dalam siklus setahun.")),
            Example("findings", _("Alasan"), _("Setiap hasil menjelaskan dirinya: pasal dan kedudukannya.")),
            Example("timeline", _("Linimasa"), _("Siapa melakukan apa, kapan.")),
        ),
    ),
)


class ExampleForm(forms.Form):
    """Fields of every kind, for the style page only."""

    name = forms.CharField(
        label=_("Nama indikator"), help_text=_("Satu kalimat yang dapat diukur."), max_length=200
    )
    target = forms.DecimalField(label=_("Target setahun"))
    aspect = forms.ChoiceField(
        label=_("Aspek"),
        choices=[("kuantitas", _("Kuantitas")), ("kualitas", _("Kualitas")), ("waktu", _("Waktu"))],
    )
    direction = forms.ChoiceField(
        label=_("Arah yang lebih baik"),
        widget=forms.RadioSelect,
        choices=[("up", _("Makin tinggi makin baik")), ("down", _("Makin rendah makin baik"))],
    )
    story = forms.CharField(label=_("Catatan"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    is_shared = forms.BooleanField(
        label=_("Indikator ini dipakai bersama"),
        help_text=_("Rekan satu tim melihat buktinya."),
        required=False,
    )
    document = forms.FileField(label=_("Bukti"), required=False)
    day = forms.DateField(label=_("Tanggal"), widget=forms.DateInput(attrs={"type": "date"}))


class ShortForm(forms.Form):
    """The shortest form there is."""

    text = forms.CharField(label=_("Umpan balik"), widget=forms.Textarea(attrs={"rows": 2}))


def _form() -> ExampleForm:
    form = ExampleForm(
        initial={
            "name": "Persentase berkas izin selesai dalam satu hari kerja",
            "target": 95,
            "direction": "up",
        }
    )
    form.fields["target"].why = _("Tanpa target, realisasi tidak dapat dinilai dengan adil.")  # type: ignore[attr-defined]
    return form


def _faulty_form() -> ExampleForm:
    sent = {"name": "", "target": "seratus", "aspect": "kualitas", "direction": "up", "day": "2026-03-31"}
    return ExampleForm(sent, prefix="salah")


def _people() -> list[SimpleNamespace]:
    rows = [
        ("Marsi Tefaloi, S.Pd. (Demo)", "Guru Ahli Pertama", "199203142099032001", "agreed", "Baik", 95, 97),
        ("Yakob Nenohala (Demo)", "Pranata Komputer Terampil", "198811022099121002", "submitted", "", 40, 22),
        (
            "Debi Lirapada, A.Md. (Demo)",
            "Pengelola Data Perizinan",
            "199506192099042003",
            "returned",
            "",
            12,
            12,
        ),
        (
            "Ferdi Bolimanu, S.T. (Demo)",
            "Kepala Bidang Penanaman Modal",
            "197909252099011004",
            "draft",
            "",
            200,
            212,
        ),
    ]
    names = ("name", "position", "nip", "state", "predikat", "target", "realised")
    return [SimpleNamespace(**dict(zip(names, row, strict=True))) for row in rows]


def _steps() -> list[dict[str, str]]:
    return [
        {"label": str(_("Rencana")), "state": "done", "note": "31 Jan", "url": "#cerita"},
        {
            "label": str(_("Kerja & bukti")),
            "state": "done",
            "note": str(_("sepanjang tahun")),
            "url": "#cerita",
        },
        {"label": str(_("Dialog")), "state": "current", "note": str(_("pekan ini")), "url": "#cerita"},
        {"label": str(_("Evaluasi")), "state": "next", "note": "Des"},
        {"label": str(_("Tindak lanjut")), "state": "next", "note": "Jan"},
    ]


def _reasons() -> list[dict[str, str]]:
    return [
        {
            "text": "Rating hasil kerja: sesuai ekspektasi. Lima dari enam indikator mencapai target.",
            "source": "Contoh peraturan",
            "article": "Pasal 35",
            "standing": "read",
        },
        {
            "text": "Rating perilaku kerja: di atas ekspektasi. Tiga umpan balik menyebut bantuan lintas bidang.",
            "source": "Contoh peraturan",
            "article": "Pasal 36",
            "standing": "reported",
        },
        {"text": "Keduanya bertemu di kuadran Baik.", "source": "Contoh lampiran", "standing": "assumed"},
    ]


def _events(now: datetime) -> list[dict[str, Any]]:
    return [
        {"at": now - timedelta(days=44), "who": "Marsi Tefaloi (Demo)", "icon": "send", "tone": "wait",
         "text": str(_("SKP diajukan"))},
        {"at": now - timedelta(days=41), "who": "Tina Nafutena (Demo)", "icon": "undo-2", "tone": "warn",
         "text": str(_("SKP dikembalikan")), "note": "Target indikator kedua belum punya sumber data."},
        {"at": now - timedelta(days=38), "who": "Tina Nafutena (Demo)", "icon": "circle-check", "tone": "good",
         "text": str(_("SKP disepakati"))},
    ]  # fmt: skip


def _quadrant() -> dict[str, Any]:
    labels = (_("Di bawah"), _("Sesuai"), _("Di atas"))
    cells = (
        ("kurang", "baik", "sangat_baik"),
        ("kurang", "baik", "baik"),
        ("sangat_kurang", "butuh_perbaikan", "butuh_perbaikan"),
    )
    rows = [
        {
            "label": label,
            "cells": [
                {"predikat": value, "is_here": (row, column) == (1, 2)}
                for column, value in enumerate(cells[row])
            ],
        }
        for row, label in enumerate(reversed(labels))
    ]
    return {"columns": labels, "rows": rows}


def style_context(request: HttpRequest) -> dict[str, Any]:
    """Everything the style page needs; nothing of it comes from the database."""
    quadrant = _quadrant()
    return {
        "chapters": CHAPTERS,
        "form": _form(),
        "short_form": ShortForm(prefix="singkat"),
        "faulty_form": _faulty_form(),
        "people": _people(),
        "steps": _steps(),
        "reasons": _reasons(),
        "events": _events(clock.now()),
        "now": clock.now(),
        "columns": quadrant["columns"],
        "quadrant_rows": quadrant["rows"],
        "spread": curve_without_limits(shares_of(SPREAD)),
        "quarters": [18, 31, 27, None],
        "satisfaction": Decimal("84.1"),
        "numbers": Paginator(range(1, 241), 25).get_page(request.GET.get("page", "3")),
        "states": [
            "draft",
            "submitted",
            "returned",
            "agreed",
            "reopened",
            "waiting",
            "late",
            "final",
            "objected",
        ],
        "predikat_values": ["sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang", ""],
        "rating_values": ["diatas_ekspektasi", "sesuai_ekspektasi", "dibawah_ekspektasi", ""],
    }
