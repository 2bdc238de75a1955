"""How pages are written: as Django does, but what a page was written from does not stay behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.template import TemplateDoesNotExist
from django.template.backends.django import DjangoTemplates, Template, reraise
from django.template.context import make_context

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.safestring import SafeString


class LettingGo(DjangoTemplates):
    """Django's templates, whose context is emptied once the page is written.

    A context and each layer put on it hold each other, and with them every row that the page shows: five hundred
    things of a list of fifty people stayed until the collector of circles came by (docs/adr/0025).
    """

    def from_string(self, template_code: str) -> Template:
        return _Emptying(self.engine.from_string(template_code), self)

    def get_template(self, template_name: str) -> Template:
        return _Emptying(super().get_template(template_name).template, self)


class _Emptying(Template):
    def render(self, context: dict[str, Any] | None = None, request: HttpRequest | None = None) -> SafeString:
        layers = make_context(context, request, autoescape=self.backend.engine.autoescape)
        try:
            page = self.template.render(layers)
        except TemplateDoesNotExist as missing:
            reraise(missing, self.backend)
        layers.dicts.clear()
        return page
