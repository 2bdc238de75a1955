"""Where the law leaves a choice, the city admin chooses: from a day on, with a reason, within the bounds."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from selaras.core.errors import InvalidInput, NotAllowed
from selaras.organisation import services
from selaras.organisation.choices import choices_on, ruleset_for
from selaras.organisation.models import AgencyChoice
from selaras_rules import Predikat, TppMonth, all_choices, measure_tpp
from tests.cast import Cast
from tests.fixtures import SignedIn

ON = date(2026, 3, 2)


def choose(
    cast: Cast, key: str, value: Any, effective: date = ON, reason: str = "Keputusan kepala BKPPD"
) -> AgencyChoice:
    return services.choose_option(
        cast.kupang, key, value, by=cast.actor("fajar"), on=ON, effective=effective, reason=reason
    )


def test_a_choice_holds_from_its_day_on(cast: Cast) -> None:
    choose(cast, "objection.days", 21, date(2026, 4, 1))
    assert choices_on(cast.kupang, date(2026, 3, 31)) == {}
    assert choices_on(cast.kupang, date(2026, 4, 1)) == {"objection.days": 21}
    assert ruleset_for(cast.kupang, date(2026, 4, 1)).fingerprint != ruleset_for(cast.kupang, ON).fingerprint


def test_the_last_word_of_a_day_counts_and_other_cities_are_untouched(cast: Cast) -> None:
    choose(cast, "objection.days", 21)
    choose(cast, "objection.days", 30)
    assert choices_on(cast.kupang, ON) == {"objection.days": 30}
    assert AgencyChoice.objects.count() == 1


@pytest.mark.parametrize(
    ("key", "value", "effective", "reason"),
    [
        ("objection.days", 13, ON, "x"),
        ("objection.days", "21", ON, "x"),
        ("evaluation.periodicity", "weekly", ON, "x"),
        ("no.such.choice", 1, ON, "x"),
        ("objection.days", 21, date(2026, 3, 1), "x"),
        ("objection.days", 21, ON, "  "),
    ],
)
def test_nothing_outside_the_bounds_backwards_or_without_a_reason(
    cast: Cast, key: str, value: Any, effective: date, reason: str
) -> None:
    with pytest.raises(InvalidInput):
        choose(cast, key, value, effective, reason)
    assert not AgencyChoice.objects.exists()


def test_only_the_city_admin_chooses_and_everybody_reads(cast: Cast, sign_in: type[SignedIn]) -> None:
    with pytest.raises(NotAllowed):
        services.choose_option(
            cast.kupang, "objection.days", 21, by=cast.actor("eka"), on=ON, effective=ON, reason="x"
        )
    choose(cast, "objection.days", 21, reason="Pulau-pulau jauh memerlukan waktu")
    page = sign_in("ani").get(reverse("organisation:choices")).content.decode()
    assert "Pulau-pulau jauh memerlukan waktu" in page
    assert sign_in("ani").get(reverse("organisation:choice", args=["objection.days"])).status_code == 403


@pytest.mark.parametrize("key", sorted(all_choices()))
def test_every_choice_has_a_form_that_shows_and_takes_what_holds_now(
    sign_in: type[SignedIn], key: str
) -> None:
    browser, url = sign_in("fajar"), reverse("organisation:choice", args=[key])
    form = browser.get(url).context["form"]
    sent = {field.html_name: field.initial for field in form.value_fields}
    answer = browser.post(url, {**sent, "effective": "2100-01-01", "reason": "Tetap"})
    assert answer.status_code == 302
    option = all_choices()[key]
    assert option.check(AgencyChoice.objects.get().value) == option.default


def test_a_choice_is_in_the_trail_with_old_and_new(cast: Cast) -> None:
    from selaras.core.models import AuditEvent

    choose(cast, "objection.days", 21)
    body = AuditEvent.objects.get(kind="organisation.option_chosen").body
    assert '"old":14' in body
    assert '"new":21' in body


def test_pp_12_2019_a_table_of_numbers_is_filled_row_by_row_and_the_rule_uses_it(
    cast: Cast, sign_in: type[SignedIn]
) -> None:
    key = "tpp.productivity_by_predikat"
    browser, url = sign_in("fajar"), reverse("organisation:choice", args=[key])
    rows = {"sangat_baik": 100, "baik": 95, "butuh_perbaikan": 80, "kurang": 60, "sangat_kurang": 0}
    sent = {f"value_{row}": number for row, number in rows.items()}
    rest = {"effective": "2100-01-01", "reason": "Perwali tentang TPP"}
    refused = browser.post(url, {**sent, "value_baik": 89, **rest})
    assert list(refused.context["form"].errors) == ["value_baik"]
    assert not AgencyChoice.objects.exists()
    assert browser.post(url, {**sent, **rest}).status_code == 302
    law = ruleset_for(cast.kupang, date(2100, 1, 1))
    assert measure_tpp(TppMonth(Predikat.BUTUH_PERBAIKAN), law).value.percent == 88
    assert "butuh perbaikan → 80" in browser.get(reverse("organisation:choices")).content.decode()


def test_choices_are_read_by_subject_and_each_stands_once(cast: Cast, sign_in: type[SignedIn]) -> None:
    groups = sign_in("ani").get(reverse("organisation:choices")).context["groups"]
    keys = [line.option.key for group in groups for line in group.lines]
    assert sorted(keys) == sorted(all_choices())
    assert {"Tambahan penghasilan pegawai", "Survei kepuasan masyarakat"} <= {
        group.subject.title for group in groups
    }
