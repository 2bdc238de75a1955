"""Addresses of attendance, under `presensi/`."""

from django.urls import path

from selaras.discipline import views

app_name = "discipline"
urlpatterns = [
    path("", views.show_own_month, name="mine"),
    path("koreksi/", views.list_corrections, name="corrections"),
    path("koreksi/minta/<str:day>/", views.ask_for_correction, name="correction_ask"),
    path("koreksi/<uuid:pk>/", views.decide_on_correction, name="correction"),
    path("koreksi/<uuid:pk>/tarik/", views.withdraw_request, name="correction_withdraw"),
    path("nomor/", views.list_badges, name="badges"),
    path("nomor/<uuid:pk>/", views.name_holders, name="holders"),
    path("nomor/<uuid:pk>/kolom/", views.map_columns, name="columns"),
    path("libur/", views.list_holidays, name="holidays"),
    path("libur/<uuid:pk>/hapus/", views.drop_holiday, name="holiday_drop"),
    path("gangguan/", views.list_outages, name="outages"),
    path("gangguan/<uuid:pk>/", views.decide_on_outage, name="outage"),
    path("<uuid:pk>/", views.show_month, name="month"),
    path("<uuid:pk>/<str:first>/<str:last>/", views.show_span, name="span"),
    path("<uuid:pk>/<str:day>/", views.show_day, name="day"),
]
