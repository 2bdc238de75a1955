"""Papers by the thousand and their signatures, under /arsip/."""

from django.urls import URLPattern, URLResolver, path

from selaras.papers.views import archives, organisation, signing

app_name = "papers"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", archives.show_archives, name="archives"),
    path("<uuid:pk>/periksa/", archives.check, name="check"),
    path("organisasi/<uuid:unit>/<str:period>/", organisation.show_organisation, name="organisation"),
    path("organisasi/<uuid:pk>.pdf", organisation.print_organisation, name="organisation_pdf"),
    path("tanda-tangan/<uuid:pk>/berkas/", signing.send_signed, name="signed_file"),
    path("tanda-tangan/<uuid:pk>/tarik/", signing.withdraw_scan, name="withdraw"),
    path("<slug:form>/<uuid:pk>/", signing.show_paper, name="paper"),
    path("<slug:form>/<uuid:pk>/pindaian/", signing.attach_scan, name="scan"),
    path("<slug:form>/<uuid:pk>/elektronik/", signing.sign, name="sign"),
]
