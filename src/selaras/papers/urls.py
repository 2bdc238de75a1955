"""Papers by the thousand, under /arsip/."""

from django.urls import URLPattern, URLResolver, path

from selaras.papers.views import archives

app_name = "papers"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", archives.show_archives, name="archives"),
    path("<uuid:pk>/periksa/", archives.check, name="check"),
]
