"""The shell's own pages."""

from django.urls import path
from django.views.i18n import set_language

from selaras.web import views

app_name = "web"
urlpatterns = [
    path("", views.show_home, name="home"),
    path("bahasa/", set_language, name="language"),
    path("pemberitahuan/", views.show_notices, name="notices"),
]
