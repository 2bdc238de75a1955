"""Small tags the components are made of: icons, marks, field widgets, and the numbers behind drawn figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import count
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from selaras.web.drawing import (
    address_of,
    draw_attributes,
    draw_bars,
    draw_button,
    draw_button_off,
    draw_icon,
    draw_nip,
    draw_person,
    draw_pill,
    initials_of,
    tint_of,
)
from selaras.web.law_page import law_address as address_of_law
from selaras.web.marks import Mark, mark_of
from selaras_rules import Step
from selaras_rules.catalogue import resting_key
from selaras_rules.regulations import all_regulations

register = template.Library()
_ids_of_mails = count(1)  # texts that are drawn without a request


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """A decorative icon of the sprite; the words beside it carry the meaning."""
    return draw_icon(name, css)


@register.simple_tag
def art(name: str) -> SafeString:
    """A small drawing for empty pages: desk, people, search, done, wait, file."""
    return mark_safe(render_to_string(f"web/art/{name}.html"))  # noqa: S308


@register.simple_tag(takes_context=True)
def next_id(context: Context, prefix: str = "x") -> str:
    """An id that is used once on this page and is the same each time the page is drawn."""
    request = context.get("request")
    counter = _ids_of_mails if request is None else request.__dict__.setdefault("_ui_ids", count(1))
    return f"{prefix}-{next(counter)}"


@register.simple_tag
def attributes(attrs: Mapping[str, Any]) -> SafeString:
    """The remaining attributes of a component, escaped."""
    return draw_attributes(attrs)


@register.simple_tag
def first_address(*names: str) -> str:
    """The address of the first of these pages that exists here, or nothing."""
    return next((found for name in names if (found := address_of(name))), "")


@register.simple_tag
def pill(kind: str, value: Any, size: str = "") -> SafeString:
    """The pill of a predikat or rating."""
    return draw_pill(mark_of(kind, value), size)


@register.simple_tag
def standing(value: Any) -> SafeString:
    """The chip that says how well a value of the law is known; nothing for nothing."""
    return draw_pill(mark_of("standing", value), str(value), "standing") if value else SafeString()


@register.simple_tag
def status_pill(state: Any = "", size: str = "", **told: Any) -> SafeString:
    """The pill of a workflow state; tone, icon and label may be told otherwise."""
    known = mark_of("state", state) if state else Mark("", "neutral", "circle-dot")
    return draw_pill(replace(known, **{name: value for name, value in told.items() if value}), size)


@register.simple_tag
def person(
    name: Any, position: Any = "", note: Any = "", href: Any = "", size: str = "", more: Any = ""
) -> SafeString:
    """Avatar, name, position and one more line."""
    return draw_person(name, position, note, href, size, more)


@register.simple_tag(takes_context=True)
def button(context: Context) -> SafeString:
    """The button of the component `c-button`, from its attributes."""
    words, symbol, reason = context["slot"], str(context["icon"]), context["reason"]
    size = f" button-{conditional_escape(context['size'])}" if context["size"] else ""
    if reason:
        return draw_button_off(words, symbol, f"button{size}", reason, next_id(context, "alasan"))
    look = f"button button-{conditional_escape(context['kind'])}{size}"
    return draw_button(words, symbol, look, context["href"], str(context["type"]), context["attrs"])


@register.simple_tag
def nip(value: Any) -> SafeString:
    """A NIP in the groups people read aloud."""
    return draw_nip(value)


@register.simple_tag
def mark(kind: str, value: Any) -> Mark:
    """Label, tone and icon of a state, predikat, rating or standing."""
    return mark_of(kind, value)


@register.simple_tag
def law_address(item: Any, day: date | None = None) -> str:
    """Where on the pages of the law a reason, or a key, can be read up; "" where it rests on none."""
    key = item if isinstance(item, str) else getattr(item, "key", None)
    if key is None and isinstance(item, Step):
        key = resting_key(item)
    return address_of_law(key, day) if key else ""


@register.filter
def law_name(code: object) -> str:
    """The short name people know a regulation by; what is no code of ours stays as it is."""
    known = all_regulations().get(str(code or ""))
    return known.short if known else str(code or "")


@register.filter
def initials(name: object) -> str:
    """At most two letters of a name."""
    return initials_of(name)


@register.filter
def tint(name: object) -> int:
    """One of six avatar colours."""
    return tint_of(name)


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
def target_scale(
    target: object, realised: object, direction: str = "up", met: bool | None = None
) -> dict[str, object]:
    """Where goal line and bar end stand (percent of the drawing), and whether the goal is met."""
    goal, done = _number(target), _number(realised)
    top = max(goal, done) * Decimal("1.08") or Decimal(1)
    is_known = realised not in (None, "")
    is_met = is_known and (_is_met(goal, done, str(direction)) if met is None else bool(met))
    is_over = is_known and not is_met and done > goal
    tone = "good" if is_met else "warn" if is_over else "accent" if is_known else "neutral"
    return {
        "goal": share(goal, top),
        "done": share(done, top),
        "is_met": is_met,
        "is_known": is_known,
        "tone": tone,
    }


def _is_met(goal: Decimal, done: Decimal, direction: str) -> bool:
    match direction:
        case "down" | "less_is_better":
            return done <= goal
        case "exact":
            return done == goal
        case _:
            return done >= goal


@register.simple_tag
def spark_bars(values: Sequence[Any] | None) -> SafeString:
    """The bars of a sparkline, after their description."""
    return draw_bars(bars(values))


def bars(
    values: Sequence[Any] | None, height: int = 36, width: int = 96, gap: int = 4
) -> list[dict[str, Any]]:
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
