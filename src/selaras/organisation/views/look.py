"""How the agency shows itself: a form of the city admin, and the emblem that stands on every page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Permission, require
from selaras.core.errors import NotFound
from selaras.core.files import file_response
from selaras.core.models import StoredFile
from selaras.core.rows import row_of
from selaras.organisation import services
from selaras.organisation.asking import Asking, carried_out, page, shown
from selaras.organisation.forms_of_look import LookForm


@page("GET", "POST")
def change_look(request: Asking) -> HttpResponse:
    """Name, personnel office, colour and emblem."""
    agency = request.agency
    require(request.actor, Permission.CHANGE_LOOK, agency)
    now = {"name": agency.name, "hr_label": agency.hr_label, "colour": agency.colour}
    form = LookForm(request.POST or None, request.FILES or None, initial=now)
    if not agency.logo:
        del form.fields["without_emblem"]
    answer = carried_out(request, form, lambda: _change(request, form))
    return answer or shown(request, "organisation/look.html", form)


def _change(request: Asking, form: LookForm) -> str:
    services.change_look(request.agency, form.look, by=request.actor)
    messages.success(
        request, _("Tampilan instansi diganti. Setiap orang melihatnya mulai halaman berikutnya.")
    )
    return reverse("organisation:look")


@page("GET")
def show_emblem(request: Asking, sha256: str) -> HttpResponseBase:
    """The emblem of one's own agency. Its address changes with it, so that browsers may keep it."""
    if not sha256 or sha256 != request.agency.logo:
        raise NotFound()
    stored = row_of(StoredFile.objects.filter(agency=request.agency, sha256=sha256))
    answer = file_response(stored, "lambang.png", as_attachment=False)
    answer["Cache-Control"] = "private, max-age=31536000, immutable"
    return answer
