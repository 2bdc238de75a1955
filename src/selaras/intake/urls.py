"""Data that arrives, under /data-masuk/."""

from django.urls import path

from selaras.intake.views import machine, runs, sources

app_name = "intake"
urlpatterns = [
    path("", sources.list_sources, name="sources"),
    path("kirim/", machine.deliver, name="deliver"),
    path("tambah/<slug:code>/", sources.add_source, name="source_add"),
    path("<uuid:pk>/", sources.show_source, name="source"),
    path("<uuid:pk>/kunci/", sources.give_token, name="token"),
    path("<uuid:pk>/kunci/cabut/", sources.revoke_token, name="token_revoke"),
    path("berkas/<uuid:pk>/", runs.show_run, name="run"),
    path("berkas/<uuid:pk>/kolom/", runs.name_headings, name="headings"),
    path("berkas/<uuid:pk>/unit/", runs.name_units, name="units"),
    path("berkas/<uuid:pk>/terapkan/", runs.apply_run, name="apply"),
    path("berkas/<uuid:pk>/periksa-ulang/", runs.check_again, name="again"),
    path("berkas/<uuid:pk>/batalkan/", runs.withdraw_run, name="withdraw"),
    path("berkas/<uuid:pk>/ditolak/", runs.download_refused, name="refused"),
]
