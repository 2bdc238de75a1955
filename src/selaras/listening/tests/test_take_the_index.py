"""The published IKM of a unit becomes the number of indicators: one result for the whole team (K-17)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from selaras.authorization import Permission
from selaras.core.audit import SYSTEM, recording
from selaras.core.errors import InvalidInput
from selaras.evaluation.tests.stage import stage_skp
from selaras.intake.models import FeedRun
from selaras.intake.services import withdraw_feed
from selaras.monitoring.arriving import WantedNumber, offered_numbers
from selaras.monitoring.models import Realisation
from selaras.monitoring.selectors import iki_seen_by
from selaras.monitoring.services import RealisationEntry, bring_numbers, choose_number, record_realisation
from selaras.planning.models import Iki, SkpVersion
from selaras.surveys.tests.stage import STAGED, even_sheets, stage_survey
from selaras.surveys.tests.test_import_answers import add_tool, send, sheets
from selaras.surveys.tests.test_import_answers import apply as deliver_sheets
from selaras_rules import Pattern
from tests.cast import Cast
from tests.fixtures import SignedIn

ON = date(2026, 4, 6)
FIRST, SECOND = (date(2026, 1, 1), date(2026, 2, 28)), (date(2026, 3, 1), date(2026, 4, 5))


def level_of(cast: Cast, name: str) -> Iki:
    """An indicator with a level in the agreed plan of this person."""
    skp = stage_skp(cast.people[name])
    iki = Iki.objects.filter(rhk__skp=skp).order_by("rhk__order", "order").first()
    assert iki is not None
    with recording(STAGED, by=SYSTEM, about=skp):
        version = SkpVersion.objects.get(skp=skp)
        for result in version.content["rhk"]:
            for row in result["iki"]:
                row["pattern"] = "posisi"
        SkpVersion.objects.filter(pk=version.pk).update(content=version.content)
        Iki.objects.filter(pk=iki.pk).update(pattern="posisi")
    return iki_seen_by(cast.actor(name, ON), iki.pk, Permission.RECORD_PROGRESS)


def numbers(iki: Iki) -> dict[int, Decimal | None]:
    return dict(Realisation.objects.filter(iki=iki).values_list("month", "value"))


@pytest.mark.trace("K-17")
@time_machine.travel("2026-04-06 09:00+08:00", tick=False)
def test_the_team_takes_one_result_with_mutu_and_respondents(cast: Cast, sign_in: type[SignedIn]) -> None:
    mine, beside = level_of(cast, "ani"), level_of(cast, "hadi")
    stage_survey(cast, *FIRST, even_sheets(36), code="jan-feb9")
    stage_survey(cast, *SECOND, even_sheets(12), code="mar-apr9", service="Imunisasi")
    stage_survey(cast, date(2026, 4, 1), date(2026, 6, 30), even_sheets(5), code="apr-jun9")
    ani = sign_in("ani")
    page = reverse("monitoring:count", args=[mine.pk])
    shown = ani.get(page).content.decode()
    assert "36 responden sampai 28 Februari 2026" in shown
    assert "belum ada, 12 dari sedikitnya 30 responden" in shown, "too few are told, not counted"
    wanted = WantedNumber("index", cast.units["puskesmas"].pk, "Rawat jalan")
    answer = ani.post(page, {"count": wanted.key})
    choose_number(beside, wanted, by=cast.actor("hadi", ON), on=ON)
    assert numbers(mine) == numbers(beside)
    assert list(numbers(mine)) == [2]
    progress = ani.get(answer["Location"]).content.decode()
    assert "Survei kepuasan Puskesmas Contoh, Rawat jalan: mutu" in progress
    assert "36 responden, hasil bersama tim" in progress
    assert "Hasil ini milik seluruh tim dan sama bagi setiap anggotanya" in progress
    with pytest.raises(InvalidInput, match="datang dari «Survei kepuasan»"):
        record_realisation(
            mine, by=cast.actor("ani", ON), on=ON, month=2, entry=RealisationEntry(Decimal(100)), revision=1
        )


@pytest.mark.trace("K-17")
def test_a_result_arrives_on_the_day_after_the_last_and_only_once(cast: Cast) -> None:
    iki, wanted = level_of(cast, "ani"), WantedNumber("index", cast.units["puskesmas"].pk, "Rawat jalan")
    stage_survey(cast, *SECOND, even_sheets(40, 3), code="mar-apr8")
    with time_machine.travel("2026-04-05 09:00+08:00", tick=False):
        choose_number(iki, wanted, by=cast.actor("ani", ON), on=date(2026, 4, 5))
        assert numbers(iki) == {}
    for _time in range(2):
        bring_numbers("index", by=SYSTEM, on=ON)
    row = Realisation.objects.get(iki=iki)
    assert (row.month, row.is_fed, row.from_run, row.revision) == (4, True, None, 1)


@pytest.mark.trace("K-17")
@time_machine.travel("2026-04-06 09:00+08:00", tick=False)
def test_answers_of_another_tool_reach_the_indicator_and_leave_it_again(cast: Cast) -> None:
    iki, source = level_of(cast, "ani"), add_tool(cast)
    first = deliver_sheets(cast, send(cast, source, sheets(31)))
    wanted = offered_numbers(iki.rhk.skp, Pattern.POSISI, ON)[0].wanted
    choose_number(iki, wanted, by=cast.actor("ani", ON), on=ON)
    before = numbers(iki)
    assert list(before) == [3]
    better = sheets(60).replace(b";3;3;2;4;", b";4;4;4;4;")
    later = deliver_sheets(cast, send(cast, source, better))
    assert numbers(iki) != before
    for run in (later, first):
        withdraw_feed(FeedRun.objects.get(pk=run.pk), by=cast.actor("eka", ON), on=ON, because="salah berkas")
    assert numbers(iki) == {}


def test_an_index_is_offered_to_no_indicator_that_adds_up(cast: Cast) -> None:
    iki: Any = level_of(cast, "ani")
    stage_survey(cast, *FIRST, even_sheets(36), code="jan-feb8")
    assert offered_numbers(iki.rhk.skp, Pattern.HITUNGAN, ON) == []
    with pytest.raises(InvalidInput):
        choose_number(
            iki, WantedNumber("index", cast.units["bkppd"].pk, "Rawat jalan"), by=cast.actor("ani", ON), on=ON
        )
