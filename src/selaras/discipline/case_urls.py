"""Addresses of discipline, under `disiplin/`; nothing here is led to from an evaluation."""

from django.urls import path

from selaras.discipline.views import case_steps, cases, proposals

app_name = "cases"
urlpatterns = [
    path("", cases.list_cases, name="list"),
    path("usulan/", proposals.list_proposals, name="proposals"),
    path("usulan/<uuid:pk>/<int:year>/", proposals.show_proposal, name="proposal"),
    path("usulan/<uuid:pk>/<int:year>/kesampingkan/", proposals.set_aside, name="set_aside"),
    path("usulan/<uuid:pk>/<int:year>/buka/", proposals.open_absence_case, name="open_absence"),
    path("buka/<uuid:pk>/", proposals.open_other_case, name="open"),
    path("<uuid:pk>/", cases.show_case, name="case"),
    path("<uuid:pk>/langkah/<str:name>/", case_steps.take_case_step, name="step"),
    path("<uuid:pk>/surat/<int:order>/", cases.print_letter, name="letter"),
]
