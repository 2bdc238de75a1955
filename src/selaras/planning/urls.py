from django.http import HttpRequest, HttpResponse
from django.urls import path

app_name = "planning"


def _soon(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("", _soon, name="mine"),
    path("<uuid:pk>/", _soon, name="detail"),
    path("<uuid:pk>/sepakati/", _soon, name="agree"),
]
