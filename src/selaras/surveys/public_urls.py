"""Addresses for citizens, under `s/`: printed on posters, open to everybody, without cookies."""

from django.urls import path

from selaras.surveys.views import public

app_name = "public_surveys"
urlpatterns = [
    path("<slug:code>/", public.answer, name="answer"),
    path("<slug:code>/terima-kasih/", public.thank, name="thanks"),
    path("<slug:code>/tablet/<slug:key>/", public.answer, name="tablet"),
    path("<slug:code>/tablet/<slug:key>/terima-kasih/", public.thank, name="tablet_thanks"),
]
