"""What every page's shell needs: who, where, the way round, what waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Role
from selaras.core import clock
from selaras.organisation.models import Agency
from selaras.web.version import VERSION


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the navigation."""

    label: str
    url: str
    icon: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A titled part of the navigation."""

    label: str
    items: Sequence[Item]


@dataclass(frozen=True, slots=True)
class AgencyInShell:
    """What the shell shows of the agency."""

    name: str
    hr_label: str
    colour: str
    logo: str
    is_demo: bool
    zone_label: str


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context of `base.html` on every page, signed in or not."""
    actor: Actor | None = getattr(request, "actor", None)
    agency: Agency | None = getattr(request, "agency", None)
    return {
        "actor": actor,
        "agency": _agency(agency),
        "navigation": navigation(request, actor) if actor else [],
        "notice_count": getattr(request, "unread", 0),
        "demo_mode": settings.DEMO_MODE,
        "theme": _theme(request),
        "app_version": VERSION,
    }


def navigation(request: HttpRequest, actor: Actor) -> list[Group]:
    """The way round for this person; the first four items become the tab bar of phones."""
    groups = _ways(get_language(), actor.roles, is_penilai=bool(actor.leads or actor.acts_for))
    # Of pages that lie below each other only the innermost is the current one.
    urls = [item.url for group in groups for item in group.items if _is_current(request.path, item.url)]
    current = max(urls, key=len, default="")
    return [
        replace(
            group,
            items=[replace(item, is_current=True) if item.url == current else item for item in group.items],
        )
        for group in groups
    ]


@lru_cache(maxsize=64)
def _ways(language: str, roles: frozenset[Role], *, is_penilai: bool) -> tuple[Group, ...]:
    """The pages of everybody with these roles, without a current one: the same for thousands of people."""
    groups = (
        Group(_("Kinerja saya"), _items(_own_pages())),
        Group(_("Tim dan organisasi"), _items(_team_pages(is_penilai))),
        Group(_("Pengelolaan"), _items(_admin_pages(roles))),
    )
    return tuple(group for group in groups if group.items)


def _own_pages() -> list[tuple[str, str, str]]:
    return [
        (_("Beranda"), "web:home", "house"),
        (_("SKP saya"), "planning:mine", "target"),
        (_("Kerja & bukti"), "monitoring:progress", "clipboard-check"),
        (_("Evaluasi"), "evaluation:mine", "scale"),
        (_("Presensi saya"), "discipline:mine", "calendar-check"),
        (_("Angka kredit"), "consequences:credit_mine", "trending-up"),
        (_("TPP saya"), "consequences:tpp_mine", "calendar-days"),
        (_("Talenta & IP ASN"), "talent:mine", "award"),
        (_("Pengembangan"), "consequences:below", "hand-helping"),
        (_("Peran saya"), "web:role", "id-card"),
        (_("Tulis tanpa sambungan"), "web:outbox", "send"),
        (_("Atas nama rekan"), "monitoring:helping", "users"),
    ]


def _team_pages(is_penilai: bool) -> list[tuple[str, str, str]]:
    goals = (_("Sasaran kota"), "planning:goals", "mountain")
    library = (_("Pustaka indikator"), "planning:library", "book-open-text")
    surveys = (_("Survei kepuasan"), "surveys:list", "message-circle")
    voices = (_("Suara warga"), "listening:city", "megaphone")
    units = (_("Susunan unit"), "organisation:units", "network")
    ready = (_("Kesiapan SKP"), "planning:readiness", "list-checks")
    if not is_penilai:
        return [goals, library, surveys, voices, units, ready]
    return [
        (_("Tim saya"), "organisation:team", "users"),
        (_("SKP menunggu persetujuan"), "planning:awaiting", "inbox"),
        (_("Matriks peran hasil"), "planning:matrix", "grid-3x3"),
        (_("Kerja tim"), "monitoring:team", "clipboard-list"),
        (_("Evaluasi tim"), "evaluation:awaiting", "list-checks"),
        (_("Kalibrasi"), "evaluation:calibrations", "messages-square"),
        (_("Koreksi presensi"), "discipline:corrections", "calendar-clock"),
        (_("Angka kredit tim"), "consequences:credit_people", "award"),
        (_("Ketidakhadiran tim"), "cases:proposals", "calendar-days"),
        goals,
        library,
        surveys,
        voices,
        units,
        ready,
    ]


def _admin_pages(held: frozenset[Role]) -> list[tuple[str, str, str]]:
    pages: list[tuple[str, str, str, tuple[Role, ...]]] = [
        (_("Daftar pegawai"), "organisation:employees", "contact-round", tuple(Role)),
        (_("Impor pegawai"), "organisation:import", "file-up", (Role.CITY_ADMIN,)),
        (_("Koreksi atasan"), "web:corrections", "user-pen", (Role.OPD_ADMIN, Role.CITY_ADMIN)),
        (_("Plt dan Plh"), "organisation:delegations", "user-check", (Role.OPD_ADMIN, Role.CITY_ADMIN)),
        (_("Data masuk"), "intake:sources", "cloud-upload", (Role.OPD_ADMIN, Role.CITY_ADMIN)),
        (_("Nomor presensi"), "discipline:badges", "fingerprint", (Role.OPD_ADMIN, Role.CITY_ADMIN)),
        (_("Libur setempat"), "discipline:holidays", "calendar-days", (Role.OPD_ADMIN, Role.CITY_ADMIN)),
        (_("Akun"), "accounts:admin", "key-round", (Role.OPD_ADMIN, Role.CITY_ADMIN)),
        (_("Predikat organisasi"), "evaluation:organisations", "landmark", tuple(Role)),
        (_("Periode penilaian"), "evaluation:periods", "calendar-clock", tuple(Role)),
        (_("Kalibrasi penilaian"), "evaluation:calibrations", "messages-square", tuple(Role)),
        (_("Tutup tahun"), "closing:years", "lock", (Role.OPD_ADMIN, Role.CITY_ADMIN)),
        (_("Arsip dokumen"), "papers:archives", "files", (Role.OPD_ADMIN, Role.CITY_ADMIN)),
        (_("Angka kredit pegawai"), "consequences:credit_people", "award", (Role.OPD_ADMIN, Role.CITY_ADMIN)),
        (
            _("Perbaikan kinerja"),
            "consequences:target_cases",
            "scroll-text",
            (Role.CITY_ADMIN, Role.INSPECTOR, Role.REGIONAL_HEAD),
        ),
        (
            _("TPP per bulan"),
            "consequences:tpp_months",
            "calendar-days",
            (Role.OPD_ADMIN, Role.CITY_ADMIN, Role.INSPECTOR),
        ),
        (_("Ekspor"), "exchange:index", "file-down", (Role.OPD_ADMIN, Role.CITY_ADMIN)),
        (
            _("Pilihan aturan"),
            "organisation:choices",
            "sliders-horizontal",
            (Role.CITY_ADMIN, Role.INSPECTOR),
        ),
        (_("Tampilan instansi"), "organisation:look", "settings", (Role.CITY_ADMIN,)),
        (_("Jejak perubahan"), "web:audit", "history", (Role.INSPECTOR, Role.CITY_ADMIN)),
    ]
    return [(label, name, icon) for label, name, icon, roles in pages if held & set(roles)]


def _items(pages: list[tuple[str, str, str]]) -> tuple[Item, ...]:
    return tuple(Item(label, reverse(name), icon) for label, name, icon in pages)


def _is_current(path: str, url: str) -> bool:
    return path == url if url == "/" else path.startswith(url)


def _agency(agency: Agency | None) -> AgencyInShell | None:
    if agency is None:
        return None
    return AgencyInShell(
        agency.name, agency.hr_label, agency.colour, agency.logo, agency.is_demo, clock.zone_label(agency)
    )


def _theme(request: HttpRequest) -> str:
    theme = request.COOKIES.get("theme", "auto")
    return theme if theme in {"auto", "light", "dark"} else "auto"
