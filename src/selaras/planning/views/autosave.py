"""What is being written in a draft is saved by itself: same form, same service, a short answer for the script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from selaras.core import clock
from selaras.core.errors import InvalidInput
from selaras.planning.models import Iki, RencanaHasilKerja, Skp
from selaras.planning.views.pages import FormMaker, SignedInRequest, answer_form


def answer_draft_form(
    request: HttpRequest,
    make: FormMaker,
    act: Callable[[Any], str],
    template: str,
    context: dict[str, Any],
    *,
    written: RencanaHasilKerja | Iki | Skp,
) -> HttpResponse:
    """Like `answer_form`; a script that asks for JSON gets the new revision and the time instead of a page.

    `written` is what carries the revision: a line, or for what stands beside the lines the plan itself.
    The key of the form stays unused: it belongs to the sending by hand that comes later. What is sent twice
    is recognised by its content. Raises `InvalidInput` for what is not complete yet, `ChangedMeanwhile` when
    it was changed elsewhere; both reach the script as JSON, and nothing is written.
    """
    if request.method != "POST" or not request.headers.get("accept", "").startswith("application/json"):
        return answer_form(request, make, act, template, context)
    form = make(request.POST)
    if not form.is_valid():
        raise InvalidInput(fields={name: str(texts[0]) for name, texts in form.errors.items()})
    act(form)
    now = clock.local(clock.now(), cast(SignedInRequest, request).agency)
    return JsonResponse(
        {
            "revision": written.revision,
            "state": _("Tersimpan pukul %(time)s") % {"time": now.strftime("%H.%M")},
        }
    )
