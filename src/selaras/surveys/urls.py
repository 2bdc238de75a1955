"""Addresses of surveys for those who work here, under `survei/`."""

from django.urls import path

from selaras.surveys.views import entry, periods

app_name = "surveys"
urlpatterns = [
    path("", periods.list_surveys, name="list"),
    path("buka/", periods.create_survey, name="open"),
    path("<uuid:pk>/", periods.show_survey, name="detail"),
    path("<uuid:pk>/ubah/", periods.edit_survey, name="change"),
    path("<uuid:pk>/bagikan/", periods.share_survey, name="share"),
    path("<uuid:pk>/poster/", periods.download_poster, name="poster"),
    path("<uuid:pk>/kertas/", entry.enter_paper, name="paper"),
]
