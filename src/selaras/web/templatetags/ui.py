"""Small tags the components are made of: icons, marks, field widgets, and the numbers behind drawn figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from itertools import count
from typing import Any
from zlib import crc32

from django import template
from django.core.paginator import Page
from django.forms import BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from selaras.web.marks import Mark, mark_of

register = template.Library()


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """A decorative icon of the sprite; the words beside it carry the meaning."""
    extra = f" {css}" if css else ""
    address = static("selaras/icons.svg")
    return format_html('<svg class="icon{}" aria-hidden="true"><use href="{}#{}"/></svg>', extra, address, name)


@register.simple_tag
def art(name: str) -> SafeString:
    """A small drawing for empty pages: desk, people, search, done, wait, file."""
    return mark_safe(render_to_string(f"web/art/{name}.html"))  # noqa: S308


@register.simple_tag(takes_context=True)
def next_id(context: Context, prefix: str = "x") -> str:
    """An id that is used once on this page and is the same each time the page is drawn."""
    request = context.get("request")
    if request is None:
        counter = context.render_context.setdefault("ui_ids", count(1))
    else:
        counter = request.__dict__.setdefault("_ui_ids", count(1))
    return f"{prefix}-{next(counter)}"


@register.simple_tag
def attributes(attrs: Mapping[str, Any]) -> SafeString:
    """The remaining attributes of a component, escaped."""
    given = attrs.attrs_dict() if hasattr(attrs, "attrs_dict") else attrs
    parts = [_attribute(name, value) for name, value in given.items() if value not in (False, None)]
    return mark_safe("".join(parts))  # noqa: S308


def _attribute(name: str, value: Any) -> str:
    if value is True:
        return f" {conditional_escape(name)}"
    text = conditional_escape(value).replace('"', "&quot;")
    return f' {conditional_escape(name)}="{text}"'


@register.simple_tag
def address_of(name: str) -> str:
    """The address of a page by its name, or nothing where this installation does not have the page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@register.simple_tag
def first_address(*names: str) -> str:
    """The first of these pages that exists here."""
    return next((found for name in names if (found := address_of(name))), "")


@register.simple_tag
def mark(kind: str, value: Any) -> Mark:
    """Label, tone and icon of a state, predikat, rating or standing."""
    return mark_of(kind, value)


@register.filter
def initials(name: object) -> str:
    """At most two letters of a name, without the degrees after the comma and the demonstration mark."""
    words = [word for word in str(name).split(",")[0].split() if word[:1].isalpha() and not word.endswith(".")]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper() or "–"


@register.filter
def tint(name: object) -> int:
    """One of six avatar colours, always the same for the same name."""
    return crc32(str(name).encode()) % 6 + 1


@register.simple_tag
def widget(field: BoundField, has_help: bool = False, **extra: str) -> SafeString:
    """The control of a form field, tied to its help and its error for screen readers."""
    described = [f"{field.auto_id}_help"] * bool(has_help) + [f"{field.auto_id}_error"] * bool(field.errors)
    attrs: dict[str, Any] = {name.replace("_", "-"): value for name, value in extra.items()}
    if described and not field.use_fieldset:
        attrs["aria-describedby"] = " ".join(described)
    return field.as_widget(attrs=attrs)


@register.filter
def errors_by_field(form: Any) -> list[tuple[BoundField, list[str]]]:
    """Each field with errors, in the order of the form."""
    return [(field, list(field.errors)) for field in form if field.errors]


def _number(value: object) -> Decimal:
    try:
        number = Decimal(str(value))
    except (InvalidOperation, ValueError):
        return Decimal(0)
    return number if number.is_finite() else Decimal(0)


@register.simple_tag
def share(part: object, whole: object) -> str:
    """`part` of `whole` in percent, 0 to 100, written so that SVG understands it in every language."""
    total = _number(whole)
    if total <= 0:
        return "0"
    return f"{min(max(_number(part) / total * 100, Decimal(0)), Decimal(100)):.1f}"


@register.simple_tag
def target_scale(target: object, realised: object, direction: str = "up") -> dict[str, object]:
    """Where the goal line and the end of the bar stand (percent of the drawing), and whether the goal is met."""
    goal, done = _number(target), _number(realised)
    top = max(goal, done) * Decimal("1.08") or Decimal(1)
    is_known = realised not in (None, "")
    is_met = is_known and (done <= goal if direction == "down" else done >= goal)
    tone = "good" if is_met else ("accent" if is_known else "neutral")
    return {"goal": share(goal, top), "done": share(done, top), "is_met": is_met, "is_known": is_known, "tone": tone}


@register.simple_tag
def bars(values: Sequence[Any] | None, height: int = 36, width: int = 96, gap: int = 4) -> list[dict[str, Any]]:
    """Rectangles of a small bar chart; a missing value is a low grey bar."""
    numbers = list(values or [])
    known = [_number(value) for value in numbers if value is not None]
    top = max([*known, Decimal(0)]) or Decimal(1)
    each = (width - gap * (len(numbers) - 1)) / max(len(numbers), 1)
    last = max((place for place, value in enumerate(numbers) if value is not None), default=-1)
    drawn = []
    for place, value in enumerate(numbers):
        tall = 3 if value is None else max(3, round(float(_number(value) / top) * height))
        look = "none" if value is None else ("fill" if place == last else "past")
        drawn.append(
            {
                "x": f"{place * (each + gap):.1f}",
                "y": height - tall,
                "w": f"{each:.1f}",
                "h": tall,
                "look": look,
                "value": value,
                "place": place + 1,
            }
        )
    return drawn


@register.simple_tag(takes_context=True)
def sorting(context: Context, name: str, param: str = "urut") -> dict[str, str]:
    """Address and direction for a table heading that sorts; a second click turns the order round."""
    request = context.get("request")
    query = request.GET.copy() if request is not None else None
    now = query.get(param, "") if query is not None else ""
    if query is None:
        return {"url": f"?{param}={name}", "direction": ""}
    query[param] = f"-{name}" if now == name else name
    query.pop("page", None)
    direction = {"": ""}.get(now, "ascending" if now == name else "descending" if now == f"-{name}" else "")
    return {"url": f"?{query.urlencode()}", "direction": direction}


@register.simple_tag(takes_context=True)
def page_address(context: Context, number: int, param: str = "page") -> str:
    """The same list, another page of it."""
    request = context.get("request")
    if request is None:
        return f"?{param}={number}"
    query = request.GET.copy()
    query[param] = str(number)
    return f"?{query.urlencode()}"


@register.filter
def page_numbers(page: Page[Any]) -> list[int | str]:
    """The page numbers worth showing, with an ellipsis for the rest."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.filter
def nip_groups(value: object) -> list[str]:
    """A NIP in the groups people read aloud: birth date, appointment, sex, serial."""
    digits = "".join(str(value).split())
    if len(digits) != 18 or not digits.isdigit():
        return [str(value)]
    return [digits[:8], digits[8:14], digits[14], digits[15:]]
