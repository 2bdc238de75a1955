"""The marks that stand many times on one page, drawn in Python: a list of 50 rows must stay quick."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any
from zlib import crc32

from django.conf import settings
from django.templatetags.static import static
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from selaras.web.marks import Mark


def _safe(html: str) -> SafeString:
    """Marks as safe what was escaped piece by piece in this module."""
    return mark_safe(html)  # noqa: S308


def draw_icon(name: str, css: str = "") -> SafeString:
    """A decorative icon of the sprite; the words beside it carry the meaning."""
    return _icon(str(name), css, settings.STATIC_URL)


@lru_cache(maxsize=512)
def _icon(name: str, css: str, static_url: str) -> SafeString:
    look = f"icon {conditional_escape(css)}" if css else "icon"
    address = f"{static('selaras/icons.svg')}#{conditional_escape(name)}"
    return _safe(f'<svg class="{look}" aria-hidden="true"><use href="{address}"/></svg>')


def draw_attributes(attrs: Mapping[str, Any]) -> SafeString:
    """The remaining attributes of a component, escaped."""
    given = attrs.attrs_dict() if hasattr(attrs, "attrs_dict") else attrs
    return _safe(
        "".join(_attribute(name, value) for name, value in given.items() if value not in (False, None))
    )


def _attribute(name: str, value: Any) -> str:
    if value is True:
        return f" {conditional_escape(name)}"
    text = conditional_escape(value).replace('"', "&quot;")
    return f' {conditional_escape(name)}="{text}"'


def draw_pill(mark: Mark, size: str = "", css: str = "pill") -> SafeString:
    """Icon and words in the tone of the mark."""
    strong = f" {css}-strong" if mark.is_strong else ""
    large = f" {css}-{conditional_escape(size)}" if size else ""
    words = conditional_escape(str(mark.label))
    look = f"{css} tone-{conditional_escape(mark.tone)}{strong}{large}"
    return _safe(f'<span class="{look}">{draw_icon(mark.icon)}{words}</span>')


def draw_bars(bars: Sequence[Mapping[str, Any]]) -> SafeString:
    """Rectangles with what they show in words, for who hears a page."""
    absent = gettext("belum ada")
    words = "; ".join(
        f"{bar['place']}: {absent if bar['value'] is None else localize(bar['value'])}" for bar in bars
    )
    drawn = "".join(
        f'<rect class="bar-{bar["look"]}" x="{bar["x"]}" y="{bar["y"]}" width="{bar["w"]}" height="{bar["h"]}" rx="2"/>'
        for bar in bars
    )
    return _safe(f"<desc>{conditional_escape(words)}</desc>{drawn}")


def initials_of(name: object) -> str:
    """At most two letters of a name, without the degrees after the comma and the demonstration mark."""
    words = [
        word for word in str(name).split(",")[0].split() if word[:1].isalpha() and not word.endswith(".")
    ]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper() or "–"


def tint_of(name: object) -> int:
    """One of six avatar colours, always the same for the same name."""
    return crc32(str(name).encode()) % 6 + 1


def draw_person(name: Any, position: Any, note: Any, href: Any, size: str, more: Any = "") -> SafeString:
    """Avatar with initials, name, position and one more line."""
    shown = conditional_escape(name)
    title = f'<a href="{conditional_escape(href)}">{shown}</a>' if href else shown
    lines = "".join(f"<small>{conditional_escape(line)}</small>" for line in (position, note) if line)
    large = f" person-{conditional_escape(size)}" if size else ""
    letters = conditional_escape(initials_of(name))
    avatar = f'<span class="avatar tint-{tint_of(name)}" aria-hidden="true">{letters}</span>'
    return _safe(
        f'<span class="person{large}">{avatar}<span><b>{title}</b>{lines}{conditional_escape(more)}</span></span>'
    )


def draw_button(
    words: Any, icon: str, look: str, href: Any, kind: str, attrs: Mapping[str, Any]
) -> SafeString:
    """A link that looks like a button, or a button of this type."""
    inside = f"{draw_icon(icon) if icon else ''}{conditional_escape(words)}"
    rest = draw_attributes(attrs)
    if href:
        return _safe(f'<a href="{conditional_escape(href)}" class="{look}"{rest}>{inside}</a>')
    return _safe(f'<button type="{conditional_escape(kind)}" class="{look}"{rest}>{inside}</button>')


def draw_button_off(words: Any, icon: str, look: str, reason: Any, reason_id: str) -> SafeString:
    """A button that does nothing now, with the reason written beside it and tied to it."""
    inside = f"{draw_icon(icon) if icon else ''}{conditional_escape(words)}"
    off = f'<button type="button" class="{look}" aria-disabled="true" aria-describedby="{reason_id}">{inside}</button>'
    why = f'<span class="reason" id="{reason_id}">{draw_icon("info")}<span>{conditional_escape(reason)}</span></span>'
    return _safe(f'<span class="button-off">{off}{why}</span>')


def address_of(name: str) -> str:
    """The address of a page by its name, or nothing where this installation does not have the page."""
    return _address(name, get_urlconf() or settings.ROOT_URLCONF, get_script_prefix())


@cache
def _address(name: str, urlconf: str, prefix: str) -> str:
    try:
        return reverse(name, urlconf)
    except NoReverseMatch:
        return ""


def nip_groups(value: object) -> list[str]:
    """A NIP in the groups people read aloud: birth date, appointment, sex, serial."""
    digits = "".join(str(value).split())
    if len(digits) != 18 or not digits.isdigit():
        return [str(value).strip()]
    return [digits[:8], digits[8:14], digits[14], digits[15:]]


def draw_nip(value: object) -> SafeString:
    """The groups of a NIP, set apart by space that is not copied along."""
    return _safe(
        f'<span class="nip">{"".join(f"<span>{conditional_escape(part)}</span>" for part in nip_groups(value))}</span>'
    )
