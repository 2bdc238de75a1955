"""The living style page shows every component, without a database and without anything inline."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

import selaras.web
from selaras.web.style_examples import CHAPTERS

WEB = Path(selaras.web.__file__).parent
COMPONENTS = WEB / "templates" / "cotton"
EXAMPLES = WEB / "templates" / "web" / "style"
# Frames of a page and parts that only stand inside another component.
SHOWN_BY_THE_PAGE_ITSELF = {"page_header", "section", "crumbs", "crumb"}


@pytest.fixture
def page(client: Client) -> str:
    answer = client.get(reverse("web:style"))
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_component_has_a_living_example() -> None:
    written = "".join(path.read_text("utf-8") for path in EXAMPLES.glob("*.html"))
    used = {name.replace("-", "_") for name in re.findall(r"<c-([a-z-]+)", written)}
    nested = "".join(path.read_text("utf-8") for path in COMPONENTS.glob("*.html"))
    used |= {name.replace("-", "_") for name in re.findall(r"<c-([a-z-]+)", nested)}
    assert {path.stem for path in COMPONENTS.glob("*.html")} - used - SHOWN_BY_THE_PAGE_ITSELF == set()


def test_every_example_is_in_a_chapter() -> None:
    told = {example.key for chapter in CHAPTERS for example in chapter.examples}
    assert told == {path.stem for path in EXAMPLES.glob("*.html")}


def test_the_page_shows_the_code_of_each_example(page: str) -> None:
    for chapter in CHAPTERS:
        for example in chapter.examples:
            assert f'id="kode-{example.key}"' in page


def test_nothing_on_the_page_is_inline(page: str) -> None:
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)", page)


def test_no_component_is_left_undrawn(page: str) -> None:
    outside_code = re.sub(r"<pre.*?</pre>", "", page, flags=re.S)
    assert "<c-" not in outside_code
    assert "{%" not in outside_code
    assert "{{" not in outside_code


def test_every_icon_of_the_page_is_in_the_sprite(page: str) -> None:
    sprite = (WEB / "static" / "selaras" / "icons.svg").read_text("utf-8")
    drawn = set(re.findall(r"icons[^\"#]*\.svg#([\w-]+)", page))
    assert drawn
    assert {name for name in drawn if f'id="{name}"' not in sprite} == set()


def test_ids_are_used_once(page: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids))


def test_the_stylesheet_and_the_script_stay_small() -> None:
    brotli = pytest.importorskip("brotli")
    built = WEB / "static" / "selaras"
    sizes = {
        name: len(brotli.compress((built / name).read_bytes())) for name in ("app.css", "app.js", "icons.svg")
    }
    assert sizes["app.css"] <= 11_500
    assert sizes["app.js"] <= 14_500
    assert sum(sizes.values()) <= 33_000


@pytest.mark.parametrize(("chosen", "kept"), [("dark", "dark"), ("light", "light"), ("sepia", "auto")])
def test_the_appearance_is_kept_in_a_cookie(client: Client, chosen: str, kept: str) -> None:
    answer = client.post(reverse("web:theme"), {"theme": chosen, "next": reverse("web:style")})
    assert (answer.status_code, answer["Location"]) == (302, reverse("web:style"))
    assert client.cookies["theme"].value == kept


def test_a_dark_page_comes_dark_from_the_server(client: Client) -> None:
    client.cookies["theme"] = "dark"
    assert 'data-theme="dark"' in client.get(reverse("web:style")).content.decode()


def test_choosing_an_appearance_never_leads_to_another_site(client: Client) -> None:
    answer = client.post(reverse("web:theme"), {"theme": "dark", "next": "https://example.org/"})
    assert answer["Location"] == "/"


def test_what_a_filter_bar_asks_stands_in_a_field() -> None:
    """Outside one an input takes the whole width of a wide screen."""
    bars = [
        (path.name, bar)
        for path in EXAMPLES.parents[3].glob("*/templates/**/*.html")
        for bar in re.findall(r"<c-filter-bar.*?</c-filter-bar>", path.read_text("utf-8"), re.DOTALL)
    ]
    assert bars
    assert [
        name for name, bar in bars if re.search(r"<(?:select|input)\b", bar) and 'class="field' not in bar
    ] == []
