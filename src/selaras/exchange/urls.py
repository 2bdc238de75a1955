"""Exports."""

from django.urls import path

from selaras.exchange import views

app_name = "exchange"
urlpatterns = [
    path("", views.show_exports, name="index"),
    path("skp.xlsx", views.send_plans, name="skp_xlsx"),
    path("hasil.xlsx", views.send_results, name="results_xlsx"),
    path("ekinerja.csv", views.send_national, name="ekinerja_csv"),
]
