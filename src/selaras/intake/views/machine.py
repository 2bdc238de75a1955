"""The address at which machines deliver: rows in JSON, a token in the heading of the request."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from selaras.core import clock
from selaras.core.errors import SelarasError
from selaras.core.scoping import agency_scope
from selaras.intake import services
from selaras.intake.models import RunStatus
from selaras.intake.services.runs import Delivered


@csrf_exempt  # no session is asked for or used: the token is the only right
@require_POST
def deliver(request: HttpRequest) -> JsonResponse:
    """Take in rows for the source of the token. Answers 200 when they are in force, 422 with what is refused."""
    try:
        scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
        source = services.source_of_token(token.strip() if scheme.casefold() == "bearer" else "")
        with agency_scope(source.agency_id):
            delivered = services.deliver_rows(source, request.body, on=clock.today(source.agency))
    except SelarasError as error:
        status = 401 if error.code == "not_allowed" else error.status
        words = {"code": error.code, "message": str(error.message), "remedy": str(error.remedy)}
        return JsonResponse({"error": words}, status=status)
    return _told(delivered)


def _told(delivered: Delivered) -> JsonResponse:
    run = delivered.run
    applied = run.status == RunStatus.APPLIED
    answer = {
        "delivery": str(run.pk),
        "applied": applied,
        "repeated": delivered.is_repeated,
        "counts": run.counts,
        "refused": run.report.get("refused", []),
    }
    refused = run.counts.get("refused") and not applied
    return JsonResponse(answer, status=422 if refused else 200)
