"""D4 with its planted numbers: 61 things said, 24 of them about tickets, and a plan that changes in July."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest

from selaras.core.scoping import agency_scope
from selaras.demonstration.voices import FORUM, FORUM_DAY, PLACES, THEMES, TICKETS, UNSORTED, Told
from selaras.indicators.models import Indicator
from selaras.indicators.tests.stage import in_force
from selaras.intake import services as intake
from selaras.intake.received import received
from selaras.listening import services
from selaras.listening.models import CarriedAnswer, InputKind, PublicInput, Theme
from selaras.listening.services import ForumNotes
from selaras.listening.tests.lists import add_lapor, theme
from selaras.listening.tests.lists import listed as list_of
from selaras.planning.models import Skp, SkpVersion
from selaras.planning.services import IkiValues, agree_skp, edit_iki, submit_skp
from selaras.planning.services.library import adopt_indicator
from selaras.planning.tests.stage import ON, drafted, first_result
from tests.browser.conftest import Person, Visit, on_day
from tests.cast import Cast

pytestmark = pytest.mark.browser
PAPER, DIGITAL = "Karcis kertas yang diperiksa", "Transaksi parkir dengan karcis digital"
DECIDED = date(2026, 6, 30)
ANSWER = "Mulai 1 Juli yang diukur porsi karcis digital: dari 40 menuju 80 persen."


def _plan_of_january(cast: Cast) -> tuple[Skp, Indicator]:
    """Ani counts paper tickets, as the library says in its first version."""
    version = in_force(
        cast, "HUB-10", title=PAPER, unit_of_measure="lembar", pattern="hitungan", source="Buku karcis"
    )
    skp, ani = drafted(cast, "ani", "Parkir di depan puskesmas tertib dan tercatat"), cast.actor("ani")
    line = adopt_indicator(first_result(skp), version.indicator, by=ani, on=ON)
    values = IkiValues(
        PAPER, "kualitas", target=Decimal(4800), unit_of_measure="lembar", data_source="Buku karcis"
    )
    edit_iki(line, values, by=ani, on=ON)
    submit_skp(skp, by=ani, on=ON)
    agree_skp(skp, by=cast.actor("budi"), on=ON)
    return skp, version.indicator


def _said(told: Told, number: int) -> str:
    return told.texts[number % len(told.texts)].format(place=PLACES[number % len(PLACES)])


def _lines() -> Iterator[str]:
    """Fifty lines of a list, as D4 has them, about the health agency of the cast."""
    texts = [_said(told, number) for told in THEMES for number in range(told.listed)]
    for number, text in enumerate([*texts, *UNSORTED]):
        day = date(2026, 4, 1) + timedelta(days=(number * 37) % 90)
        yield f"D4-{number:03d};{day:%d/%m/%Y};Dinas Kesehatan;;{text};Pengaduan;SMS;Proses;;"


def _voices_of_spring(cast: Cast) -> Theme:
    """Sixty-one inputs, sorted but for five; eleven of them said at a forum."""
    by, dinkes = cast.actor("eka", DECIDED), cast.units["dinkes"]
    with received(io.BytesIO(list_of(*_lines())), "lapor.csv") as upload:
        run = intake.check_feed(add_lapor(cast), upload, by=by, on=DECIDED).run
    intake.apply_feed(run, by=by, on=DECIDED)
    kept = {told.name: theme(cast, told.name, *told.words) for told in THEMES}
    place = 0
    for told in THEMES:
        listed = [f"D4-{place + number:03d}" for number in range(told.listed)]
        place += told.listed
        rows = list(PublicInput.objects.filter(reference__in=listed).select_related("unit__opd"))
        notes = [_said(told, number) for number in range(told.at_forum)]
        if notes:
            forum = ForumNotes(dinkes, FORUM_DAY, FORUM, InputKind.SUGGESTION, notes)
            rows += services.note_forum(forum, by=by, on=DECIDED)
        services.sort_inputs(dict.fromkeys(rows, kept[told.name]), by=by, on=DECIDED)
    return kept[TICKETS.name]


@pytest.mark.trace("K-32", "K-33", "K-34", "K-39")
def test_d4_complaints_about_tickets_change_a_plan_in_the_middle_of_the_year(
    scope: Cast, visit: Visit
) -> None:
    with on_day("2026-01-05 09:00+08:00"):
        skp, indicator = _plan_of_january(scope)
    with on_day("2026-06-30 09:00+08:00"):
        _voices_of_spring(scope)
        assert PublicInput.objects.count() == 61
        eka = visit("eka")
        _propose_the_digital_ticket(eka, indicator)
        _answer(eka)
        fajar = visit("fajar")
        fajar.go(f"/skp/pustaka/{indicator.pk}/")
        fajar.press("Putuskan")
        fajar.press("Masukan warga di balik usulan ini")
        assert fajar.sees("24 masukan di baliknya")
        fajar.page.go_back()
        fajar.press("Berlakukan")
    with on_day("2026-07-01 09:00+08:00"):
        budi = visit("budi")
        budi.go(f"/suara/unit/{scope.units['dinkes'].pk}/")
        assert budi.sees("24 masukan, 24 sudah dijawab")
        budi.press(re.compile("Bawa ke SKP berjalan"))
        budi.page.get_by_label("Ani Tefaloi").check()
        budi.press("Buka untuk indikator ini")
        assert budi.sees("1 SKP dibuka kembali karenanya")
        _ani_takes_the_new_wording(visit("ani", phone=True))
        budi.go(f"/skp/{skp.pk}/sepakati/")
        budi.press("Sepakati SKP ini")
        budi.go("/suara/")
        assert budi.sees("1 di antaranya sudah disepakati lagi")
    first, second = SkpVersion.objects.filter(skp=skp).order_by("number")
    told = [[iki["text"] for rhk in one.content["rhk"] for iki in rhk["iki"]] for one in (first, second)]
    assert [PAPER in texts for texts in told] == [True, False], "what was agreed in January stays as it was"
    assert [DIGITAL in texts for texts in told] == [False, True]
    assert "Karcis parkir" in second.reason
    with agency_scope(scope.kupang.pk):
        assert CarriedAnswer.objects.get().skp_id == skp.pk


def _propose_the_digital_ticket(eka: Person, indicator: Indicator) -> None:
    eka.go(f"/skp/pustaka/{indicator.pk}/ubah/")
    eka.fill(
        title=DIGITAL, unit_of_measure="%", source="Sistem e-parkir", baseline="40", starts_on="2026-07-01"
    )
    eka.fill(reason="E-parkir mencatat tiap transaksi; warga mengeluh tidak diberi karcis.")
    eka.choose(pattern="Posisi")
    eka.press("Simpan usulan")


def _answer(eka: Person) -> None:
    eka.go("/suara/jawab/")
    eka.choose(theme="Karcis parkir", opd="Dinas Kesehatan", indicator="HUB-10")
    eka.fill(text=ANSWER, decided_on=DECIDED.isoformat())
    eka.press("Simpan")
    assert eka.sees("Jawaban tersimpan untuk 24 masukan")


def _ani_takes_the_new_wording(ani: Person) -> None:
    ani.go("/skp/")
    ani.press("Lanjutkan menulis")
    assert ani.sees("Suara warga «Karcis parkir»")
    assert ani.sees("kini berlaku versi 2")
    with ani.page.expect_navigation():
        ani.page.get_by_role("button", name="Pakai versi 2").first.click()
    assert ani.page.locator("[name=text]").input_value() == DIGITAL
    ani.fill(target="80", baseline="40")
    ani.press("Simpan")
    ani.press("Periksa dan ajukan")
    ani.press("Ajukan sekarang")
    assert ani.sees("SKP diajukan")
