"""Where people work: agency, tree of units, posts, and what the agency chose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from selaras.core.owned import AgencyOwned, KeyedModel


class Agency(KeyedModel):
    """A tenant: a city, later a province or ministry. Its names, colours and clock are settings, never code."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    place = models.CharField(max_length=80)
    hr_label = models.CharField(max_length=60)
    regional_head_title = models.CharField(max_length=60, default="Wali Kota")
    time_zone = models.CharField(max_length=40)
    colour = models.CharField(max_length=20, default="laut")
    # SHA-256 of the stored file; empty for the mark of Selaras.
    logo = models.CharField(max_length=100, blank=True)
    national_code = models.CharField(max_length=20, blank=True)
    is_demo = models.BooleanField(default=False)
    # The next day on which an acting head begins or ends, so that superiors have to be derived anew.
    lines_due_on = models.DateField(null=True, blank=True)

    PERSONAL: ClassVar[Mapping[str, str]] = {}
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "code", "name", "place", "hr_label", "regional_head_title", "time_zone", "colour", "logo",
            "national_code", "is_demo", "lines_due_on",
        }
    )  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def agency_id(self) -> UUID:
        """An agency is about itself: rights on it are judged like rights on its rows."""
        return self.pk

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {}


class Unit(AgencyOwned):
    """A node of the tree. `opd` is the perangkat daerah it belongs to, the unit itself at the top."""

    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="children", null=True, blank=True
    )
    opd = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60, blank=True)
    source_id = models.CharField(max_length=64, blank=True)
    is_active = models.BooleanField(default=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {"opd": "opd_id"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "parent", "opd", "name", "short_name", "source_id", "is_active"}
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["parent", "name"], name="unit_name_once"),
            models.UniqueConstraint(
                fields=["agency", "name"], condition=models.Q(parent=None), name="top_unit_name_once"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name_with_opd(self) -> str:
        """«Dinas Kesehatan: Puskesmas Contoh»; the name alone of a perangkat daerah itself, or outside of one."""
        return self.name if self.opd is None or self.opd_id == self.pk else f"{self.opd.name}: {self.name}"


class PositionKind(models.TextChoices):
    """The kinds of post of the law."""

    STATE_OFFICIAL = "pejabat_negara", _("Pejabat negara")
    JPT = "jpt", _("Jabatan pimpinan tinggi")
    ADMINISTRATOR = "administrator", _("Administrator")
    PENGAWAS = "pengawas", _("Pengawas")
    JF = "jf", _("Jabatan fungsional")
    PELAKSANA = "pelaksana", _("Pelaksana")


class Position(AgencyOwned):
    """A post in a unit. Class and jenjang belong to the post, not to the person."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="positions")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=PositionKind.choices)
    jenjang = models.CharField(max_length=30, blank=True)
    job_class = models.PositiveSmallIntegerField(null=True)
    is_head = models.BooleanField(default=False)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {"opd": "unit__opd_id"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "unit", "title", "kind", "jenjang", "job_class", "is_head"}
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=["unit", "title"], name="position_once_per_unit"),)

    def __str__(self) -> str:
        return self.title


class AgencyChoice(AgencyOwned):
    """What the agency chose where the law leaves a choice; from a day on, with a reason."""

    key = models.CharField(max_length=60)
    value = models.JSONField()
    effective = models.DateField()
    reason = models.TextField()

    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "key", "value", "effective", "reason"})

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["agency", "key", "effective"], name="choice_once_per_day"),
        )
