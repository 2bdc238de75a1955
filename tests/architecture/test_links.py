"""Whatever a template or a view links to exists, and no page carries style or script within itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

SOURCE = Path(__file__).resolve().parents[2] / "src" / "selaras"
TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))
VIEWS = sorted(
    path for path in SOURCE.rglob("*.py") if "tests" not in path.parts and "migrations" not in path.parts
)
LINK = re.compile(r"""\{%\s*url\s+["']([\w:-]+)["']""")
# `first_address` takes the first page of several that this installation has.
CHOICE = re.compile(r"""\{%\s*first_address\s+((?:["'][\w:-]+["']\s*)+)""")
# The bar shows a search field as soon as there is a page that searches.
NOT_YET = {"web:search"}
IN_VIEWS = re.compile(r"""\b(?:reverse|reverse_lazy|redirect|address)\(\s*["']([a-z_]+:[a-z_]+)["']""")
INLINE = re.compile(
    r"""<style\b|\sstyle=["']|\son[a-z]+=["']|<script(?![^>]*\bsrc=)|javascript:""", re.IGNORECASE
)
# On the style page and its examples such things stand as text that is shown.
SHOWS_CODE = {"style.html"}


def known_names() -> set[str]:
    """Every name that can be linked to, with its namespace."""
    found: set[str] = set()

    def walk(resolver: URLResolver, space: str) -> None:
        for entry in resolver.url_patterns:
            if isinstance(entry, URLPattern):
                found.add(f"{space}{entry.name}")
            else:
                walk(entry, f"{entry.namespace}:" if entry.namespace else space)

    walk(get_resolver(), "")
    return found


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_link_of_a_template_leads_somewhere(path: Path) -> None:
    source, known = path.read_text(), known_names()
    assert set(LINK.findall(source)) <= known
    for group in CHOICE.findall(source):
        assert (known | NOT_YET) & set(re.findall(r"[\w:-]+", group)), group


def test_every_address_made_by_a_view_exists() -> None:
    names = {name for path in VIEWS for name in IN_VIEWS.findall(path.read_text())}
    assert names <= known_names()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_template_has_nothing_inline(path: Path) -> None:
    assert path.name in SHOWS_CODE or not INLINE.search(path.read_text())
