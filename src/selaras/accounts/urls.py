"""Our pages of sign-in; allauth's lie beside them under the same path."""

from django.conf import settings
from django.urls import path

from selaras.accounts import views

app_name = "accounts"
urlpatterns = [
    path("aktivasi/", views.activate, name="activate"),
    path("demo/<str:username>/", views.sign_in_to_demonstration, name="demo"),
    path("akun/", views.show_profile, name="profile"),
    path("kelola/", views.list_accounts, name="admin"),
    path("kelola/lembar-kode/<uuid:opd_id>/", views.print_codes, name="code_sheet"),
    path("kelola/atur-ulang/<uuid:employee_id>/", views.reset_access, name="reset"),
]

if settings.OIDC_SERVER_URL:
    from selaras.accounts import identity_views  # asks for packages that nothing else needs

    urlpatterns += identity_views.urlpatterns
