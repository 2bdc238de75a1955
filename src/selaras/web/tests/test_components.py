"""What a component promises to people who do not see colours, or to nobody but a screen reader."""

from __future__ import annotations

import re

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django_cotton.compiler_regex import CottonCompiler

from selaras.web.drawing import draw_person, initials_of, nip_groups
from selaras.web.templatetags.ui import bars, share, sorting, target_scale


def draw(source: str, **context: object) -> str:
    compiled = CottonCompiler().process("{% load i18n ui %}" + source)
    request = RequestFactory().get("/")
    return Template(compiled).render(Context({"request": request, **context}))


class Plan(forms.Form):
    name = forms.CharField(label="Nama indikator", help_text="Satu kalimat.")
    kind = forms.ChoiceField(label="Jenis", widget=forms.RadioSelect, choices=[("a", "A"), ("b", "B")])


def test_a_disabled_button_says_why() -> None:
    html = draw('<c-button kind="primary" :reason="reason">Ajukan</c-button>', reason="Belum ada RHK.")
    assert 'aria-disabled="true"' in html
    assert 'type="button"' in html
    described = re.search(r'aria-describedby="([^"]+)"', html)
    assert described is not None
    assert f'id="{described[1]}"' in html
    assert "Belum ada RHK." in html


@pytest.mark.parametrize("reason", [None, ""])
def test_a_button_without_a_reason_works(reason: str | None) -> None:
    html = draw('<c-button name="do" value="send" :reason="reason">Ajukan</c-button>', reason=reason)
    assert 'type="submit"' in html
    assert 'name="do" value="send"' in html
    assert "aria-disabled" not in html


def test_two_disabled_buttons_on_a_page_have_their_own_reasons() -> None:
    html = draw('<c-button reason="Satu">A</c-button><c-button reason="Dua">B</c-button>')
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids)) == 2


def test_what_people_typed_is_escaped_everywhere() -> None:
    evil = '"><script>alert(1)</script>'
    source = (
        '<c-person :name="evil" :position="evil" :href="evil" />'
        '<c-button :data-x="evil" href="{{ evil }}">{{ evil }}</c-button>'
        '<c-diff-row :label="evil" :old="evil" :new="evil" /><c-status :label="evil" :tone="evil" />'
        '<c-stat :label="evil" :value="evil" /><c-nip>{{ evil }}</c-nip><c-hash>{{ evil }}</c-hash>'
        '<c-todo :title="evil" :href="evil" /><c-quote :who="evil">{{ evil }}</c-quote><c-card :title="evil" />'
    )
    html = draw(source, evil=evil)
    assert "<script" not in html
    assert '"">' not in html


def test_a_field_ties_help_and_error_to_its_control() -> None:
    html = draw('<c-field :field="form.name" />', form=Plan({"name": ""}))
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_name_help id_name_error"' in html
    assert 'id="id_name_help"' in html
    assert 'id="id_name_error"' in html
    assert 'for="id_name"' in html


def test_radio_buttons_stand_in_a_named_group() -> None:
    html = draw('<c-field :field="form.kind" />', form=Plan({"name": "x"}))
    assert html.count("<fieldset") == 1
    assert re.search(r"<legend[^>]*>Jenis", html)
    assert 'aria-describedby="id_kind_error"' in html


def test_the_summary_of_errors_links_to_the_fields() -> None:
    html = draw('<c-form-errors :form="form" />', form=Plan({}))
    assert 'href="#id_name"' in html
    assert 'href="#id_kind_0"' in html


def test_why_is_it_asked_can_come_from_the_form() -> None:
    form = Plan()
    form.fields["name"].why = "Dipakai di dokumen resmi."  # type: ignore[attr-defined]
    html = draw('<c-field :field="form.name" />', form=form)
    assert "<details" in html
    assert "Dipakai di dokumen resmi." in html


@pytest.mark.parametrize("value", ["sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang", ""])
def test_a_predikat_has_an_icon_and_words(value: str) -> None:
    html = draw('<c-predikat :value="value" />', value=value)
    assert "<use " in html
    assert re.search(r"</svg>[A-Z]\w+", html)


def test_a_reason_names_the_regulation_as_people_know_it() -> None:
    step = {
        "text": "Kuadran Baik.",
        "source": "permenpanrb-6-2022",
        "article": "Pasal 24",
        "standing": "reported",
    }
    html = draw('<c-findings :items="items" />', items=[step])
    assert "PermenPANRB 6/2022, Pasal 24" in html
    assert "dilaporkan" in html


def test_a_bar_says_its_numbers_in_words() -> None:
    html = draw('<c-target-bar label="Berkas" :target="200" :realised="212" unit="berkas" />')
    assert "212 dari target 200 berkas" in html
    assert "<title>Berkas</title>" in html
    assert "<desc>" in html


@pytest.mark.parametrize(
    ("target", "realised", "direction", "is_met"),
    [
        (200, 212, "up", True),
        (40, 22, "up", False),
        (30, 24, "down", True),
        (30, 31, "less_is_better", False),
        (5, 5, "exact", True),
        (5, 6, "exact", False),
        (0, 0, "down", True),
        (8, None, "up", False),
    ],
)
def test_a_goal_is_met_by_its_direction(
    target: int, realised: int | None, direction: str, is_met: bool
) -> None:
    assert target_scale(target, realised, direction)["is_met"] is is_met


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [(1, 4, "25.0"), (9, 4, "100.0"), (-1, 4, "0.0"), (1, 0, "0"), ("x", 4, "0.0")],
)
def test_a_share_is_a_number_svg_understands(part: object, whole: object, expected: str) -> None:
    assert share(part, whole) == expected


def test_missing_quarters_are_low_grey_bars() -> None:
    drawn = bars([18, None, 31, None])
    assert [bar["look"] for bar in drawn] == ["past", "none", "fill", "none"]
    assert all(bar["y"] + bar["h"] == 36 for bar in drawn)


def test_a_heading_sorts_and_a_second_click_turns_round() -> None:
    request = RequestFactory().get("/", {"urut": "nama", "q": "a", "page": "3"})
    told = sorting(Context({"request": request}), "nama")
    assert told == {"url": "?urut=-nama&q=a", "direction": "ascending"}


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Marsi Tefaloi, S.Pd. (Demo)", "MT"),
        ("Dr. Tina Nafutena", "TN"),
        ("Suharti", "S"),
        ("", "–"),
        ("Utin Sri Rasmalina (Demo)", "UR"),
    ],
)
def test_initials_leave_out_degrees_and_the_demonstration_mark(name: str, letters: str) -> None:
    assert initials_of(name) == letters


def test_a_person_is_one_readable_line_for_screen_readers() -> None:
    html = draw_person("Marsi Tefaloi", "Guru", "", "", "")
    assert 'class="avatar' in html
    assert 'aria-hidden="true">MT<' in html


def test_a_nip_is_read_in_groups_and_odd_numbers_stay_whole() -> None:
    assert nip_groups("199203142099032001") == ["19920314", "209903", "2", "001"]
    assert nip_groups("12A") == ["12A"]
