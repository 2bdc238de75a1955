"""Whatever a template or a view links to exists, and no page carries style or script within itself."""

from __future__ import annotations

import re
from pathlib import Path

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


def test_every_link_of_a_template_leads_somewhere() -> None:
    known = known_names()
    dead = {
        place(path): missing for path in TEMPLATES if (missing := sorted(dead_links(path.read_text(), known)))
    }
    assert TEMPLATES
    assert not dead


def dead_links(source: str, known: set[str]) -> set[str]:
    """The names a template links to that do not exist; of a choice, all of it when no part exists."""
    choices = (set(re.findall(r"[\w:-]+", group)) for group in CHOICE.findall(source))
    nowhere = (" or ".join(sorted(names)) for names in choices if not names & (known | NOT_YET))
    return {*(set(LINK.findall(source)) - known), *nowhere}


def place(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def test_every_address_made_by_a_view_exists() -> None:
    names = {name for path in VIEWS for name in IN_VIEWS.findall(path.read_text())}
    assert names <= known_names()


def test_a_template_has_nothing_inline() -> None:
    inline = {
        place(path): found[0]
        for path in TEMPLATES
        if path.name not in SHOWS_CODE and (found := INLINE.search(path.read_text()))
    }
    assert not inline
