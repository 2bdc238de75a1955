"""Each app under its Indonesian path."""

from django.urls import include, path

urlpatterns = [
    path("", include("selaras.web.urls")),
    path("masuk/", include("selaras.accounts.urls")),
    path("masuk/", include("allauth.urls")),
    path("pegawai/", include("selaras.organisation.urls")),
    path("data-masuk/", include("selaras.intake.urls")),
    path("pekerjaan/", include("selaras.jobs.urls")),
    path("tutup-tahun/", include("selaras.closing.urls")),
    path("talenta/", include("selaras.closing.talent_urls")),
    path("arsip/", include("selaras.papers.urls")),
    path("skp/", include("selaras.planning.urls")),
    path("kerja/", include("selaras.monitoring.urls")),
    path("presensi/", include("selaras.discipline.urls")),
    path("disiplin/", include("selaras.discipline.case_urls")),
    path("survei/", include("selaras.surveys.urls")),
    path("suara/", include("selaras.listening.urls")),
    # What citizens type from a poster, so it is as short as can be.
    path("s/", include("selaras.surveys.public_urls")),
    path("evaluasi/", include("selaras.evaluation.urls")),
    path("tindak-lanjut/", include("selaras.consequences.urls")),
    path("ekspor/", include("selaras.exchange.urls")),
]
handler400 = "selaras.web.errors.bad_request"
handler403 = "selaras.web.errors.forbidden"
handler404 = "selaras.web.errors.not_found"
handler500 = "selaras.web.errors.server_error"
