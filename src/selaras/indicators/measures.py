"""The words in which a measure is told: aspect, perspective, direction, and how a year is read."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Aspect(models.TextChoices):
    """What a measure looks at (Pasal 9 ayat (2)): a menu, not a duty to use all."""

    QUANTITY = "kuantitas", _("Kuantitas")
    QUALITY = "kualitas", _("Kualitas")
    TIME = "waktu", _("Waktu")
    COST = "biaya", _("Biaya")


class Perspective(models.TextChoices):
    """How the form of leaders sorts its indicators."""

    SERVICE_USERS = "penerima_layanan", _("Penerima layanan")
    PROCESS = "proses_bisnis", _("Proses bisnis")
    STRENGTHENING = "penguatan_internal", _("Penguatan internal")
    BUDGET = "anggaran", _("Anggaran")


class Direction(models.TextChoices):
    """Which way is good. The values are those of `selaras_rules.achievement`."""

    MORE = "more_is_better", _("Makin tinggi makin baik")
    LESS = "less_is_better", _("Makin rendah makin baik")
    EXACT = "exact", _("Harus tepat")
    RANGE = "within_range", _("Dalam rentang")


class Pattern(models.TextChoices):
    """How the realisations of a year are read together."""

    COUNT = "hitungan", _("Hitungan (dijumlahkan)")
    LEVEL = "posisi", _("Posisi (nilai terakhir)")
    RELEASE = "rilis", _("Rilis (hanya pada bulan terbit)")
