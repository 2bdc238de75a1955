"""Closing a year, under /tutup-tahun/."""

from django.urls import path

from selaras.closing import views

app_name = "closing"
urlpatterns = [
    path("", views.show_years, name="years"),
    path("<uuid:pk>/", views.show_closing, name="detail"),
    path("<uuid:pk>/kekurangan/", views.show_gaps, name="gaps"),
    path("<uuid:pk>/kekurangan.xlsx", views.download_gaps, name="gaps_xlsx"),
    path("<uuid:pk>/sebaran/", views.show_distribution, name="distribution"),
]
