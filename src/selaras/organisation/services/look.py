"""How an agency shows itself: its name, its personnel office, its colour, its emblem."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from selaras.authorization import Actor, Permission, require
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput
from selaras.core.files import CheckedFile, store_file
from selaras.organisation import events
from selaras.organisation.models import Agency

# The palettes of `assets/css/palettes.css`. A closed list: each is readable (WCAG AA) in light and in dark, which
# no colour chosen freely would be.
COLOURS: dict[str, str | Promise] = {
    "laut": gettext_lazy("Laut – biru kehijauan"),
    "khatulistiwa": gettext_lazy("Khatulistiwa – hijau"),
    "bakau": gettext_lazy("Bakau – hijau zaitun"),
    "terakota": gettext_lazy("Terakota – merah bata"),
    "nila": gettext_lazy("Nila – biru tua"),
    "manggis": gettext_lazy("Manggis – ungu"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """What an agency is called and how its pages look; `emblem` None keeps the one it has."""

    name: str
    hr_label: str
    colour: str
    emblem: CheckedFile | None = None
    without_emblem: bool = False


def change_look(agency: Agency, look: Look, *, by: Actor) -> Agency:
    """Show the agency so from now on; papers that were issued keep the name they bear.

    Raises `InvalidInput` without a name or an office, and for a colour that is none of `COLOURS`.
    """
    require(by, Permission.CHANGE_LOOK, agency)
    _check(look)
    old = agency.name
    with recording(events.LOOK_CHANGED, by=by, about=agency, old=old, new=look.name, colour=look.colour):
        agency.name, agency.hr_label, agency.colour = look.name, look.hr_label, look.colour
        if look.emblem:
            agency.logo = store_file(look.emblem, agency_id=agency.pk).sha256
        elif look.without_emblem:
            agency.logo = ""
        agency.save(update_fields=["name", "hr_label", "colour", "logo"])
    return agency


def _check(look: Look) -> None:
    fields = {
        name: _("Isian ini masih kosong. Isilah dahulu.")
        for name in ("name", "hr_label")
        if not getattr(look, name)
    }
    if look.colour not in COLOURS:
        fields["colour"] = _("Pilihan ini tidak tersedia lagi. Pilih dari daftar.")
    if fields:
        raise InvalidInput(fields=fields)
