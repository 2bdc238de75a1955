"""The pages that belong to no single subject."""

from django.urls import path
from django.views.i18n import set_language

from selaras.web import device_views, law_views, role, superior, views, views_style

app_name = "web"
urlpatterns = [
    path("", views.show_home, name="home"),
    path("luring/", device_views.show_outbox, name="outbox"),
    path("aplikasi.webmanifest", device_views.show_manifest, name="manifest"),
    path("pekerja.js", device_views.show_worker, name="worker"),
    path("gaya/", views_style.show_style, name="style"),
    path("tampilan/", views_style.set_theme, name="theme"),
    path("bahasa/", set_language, name="language"),
    path("pemberitahuan/", views.show_notices, name="notices"),
    path("jejak/", views.show_trail, name="audit"),
    path("aturan/", law_views.show_contents, name="law"),
    path("aturan/perubahan/", law_views.show_changes, name="law_changes"),
    path("aturan/peraturan/", law_views.show_register, name="law_register"),
    path("aturan/<slug:code>/", law_views.show_subject, name="law_subject"),
    path("aksesibilitas/", views.show_accessibility, name="accessibility"),
    path("peran/", role.show_own_role, name="role"),
    path("peran/<uuid:pk>/", role.show_role, name="role_of"),
    path("koreksi-atasan/", superior.list_corrections, name="corrections"),
    path("koreksi-atasan/<uuid:pk>/", superior.decide_correction, name="correction_decide"),
    path("verifikasi/<str:code>/", views.verify_document, name="verify"),
]
