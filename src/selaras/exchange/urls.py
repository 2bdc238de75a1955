"""Exports."""

from django.urls import path

from selaras.exchange import national_views, views

app_name = "exchange"
urlpatterns = [
    path("", views.show_exports, name="index"),
    path("skp.xlsx", views.send_plans, name="skp_xlsx"),
    path("hasil.xlsx", views.send_results, name="results_xlsx"),
    path("ekinerja.csv", views.send_national, name="ekinerja_csv"),
    path("nasional/", national_views.show_queue, name="national"),
    path("nasional/antre/", national_views.queue_results, name="national_queue"),
    path("nasional/ulang/", national_views.retry_all, name="national_retry_all"),
    path("nasional/<uuid:pk>/ulang/", national_views.retry_transfer, name="national_retry"),
    path("nasional/bandingkan/", national_views.reconcile_file, name="reconcile"),
]
