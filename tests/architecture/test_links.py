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
IN_TEMPLATES = re.compile(r"""\{%\s*(?:url|first_address)\s+((?:["'][\w:-]+["']\s*)+)""")
IN_VIEWS = re.compile(r"""\b(?:reverse|reverse_lazy|redirect|address)\(\s*["']([a-z_]+:[a-z_]+)["']""")
# Addresses that may be missing: the template tag leaves them out, and the shell asks for several in turn.
OPTIONAL = {"accounts:logout", "web:search"}
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
    groups = IN_TEMPLATES.findall(path.read_text())
    names = {name for group in groups for name in re.findall(r"[\w:-]+", group)}
    assert names - OPTIONAL <= known_names()


def test_every_address_made_by_a_view_exists() -> None:
    names = {name for path in VIEWS for name in IN_VIEWS.findall(path.read_text())}
    assert names - OPTIONAL <= known_names()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_template_has_nothing_inline(path: Path) -> None:
    assert path.name in SHOWS_CODE or not INLINE.search(path.read_text())
