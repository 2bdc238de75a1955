"""The one mapping from errors to answers: page, htmx fragment, or JSON."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import requires_csrf_token

from selaras.core.errors import InvalidInput, NotAllowed, NotFound, SelarasError


def error_response(request: HttpRequest, error: SelarasError) -> HttpResponse:
    """The answer a person or a program gets for a domain error."""
    if _wants_json(request):
        return JsonResponse(_as_json(error), status=error.status)
    context = {"error": error, "reason": error.message, "next_step": error.remedy, "fields": _fields(error)}
    return render(request, [f"errors/{error.status}.html", "errors/400.html"], context, status=error.status)


def _fields(error: SelarasError) -> list[str]:
    return [str(text) for text in error.fields.values()] if isinstance(error, InvalidInput) else []


def _wants_json(request: HttpRequest) -> bool:
    return request.path.startswith("/api/") or request.headers.get("accept", "").startswith(
        "application/json"
    )


def _as_json(error: SelarasError) -> dict[str, object]:
    answer: dict[str, object] = {
        "code": error.code,
        "message": str(error.message),
        "remedy": str(error.remedy),
    }
    if isinstance(error, InvalidInput):
        answer["fields"] = {name: str(text) for name, text in error.fields.items()}
    return answer


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_response(request, exception if isinstance(exception, SelarasError) else SelarasError())


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_response(request, NotAllowed())


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_response(request, NotFound())


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke; the page itself must not need anything that may be broken too."""
    return render(request, "errors/500.html", status=500)


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long, or cookies are off; what was typed is shown again for copying."""
    return render(request, "errors/csrf.html", {"sent": _typed(request)}, status=403)


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    secret = {"csrfmiddlewaretoken", "password", "password1", "password2", "oldpassword", "code"}
    return [
        (name, value) for name, value in request.POST.items() if name not in secret and isinstance(value, str)
    ]
