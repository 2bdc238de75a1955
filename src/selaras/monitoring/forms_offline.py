"""The envelope around what a device brings, and the words beside what was first written on paper."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from selaras.core.forms import CleanForm
from selaras.monitoring.services.arrival import DeviceTime

KINDS = ("realisation", "evidence", "feedback")


class MomentField(forms.CharField):
    """A moment as a device tells it, by ISO 8601 with its offset; any year a wrong clock may show."""

    def clean(self, value: Any) -> datetime:
        try:
            moment = parse_datetime(super().clean(value))
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None or not 1900 < moment.year < 9000:
            raise ValidationError(_("Waktu dari perangkat tidak terbaca."))
        return moment.astimezone(UTC)


class EnvelopeForm(CleanForm):
    """Who wrote it, what it is, and what the clock of the device showed."""

    owner = forms.UUIDField(label=_("Pemilik"))
    kind = forms.ChoiceField(label=_("Jenis"), choices=[(kind, kind) for kind in KINDS])
    target = forms.UUIDField(label=_("Tujuan"))
    device_at = MomentField(label=_("Waktu ditulis"), max_length=40)
    device_now = MomentField(label=_("Waktu dikirim"), max_length=40)
    file_sha256 = forms.RegexField(r"^[0-9a-f]{64}$", label=_("Sidik berkas"), required=False)

    def time(self) -> DeviceTime:
        """What the clock showed."""
        return DeviceTime(self.cleaned_data["device_at"], self.cleaned_data["device_now"])
