"""People, posts and choices, under /pegawai/."""

from django.urls import path

from selaras.organisation.views import look, outages, people, posts, staff_lists

app_name = "organisation"
urlpatterns = [
    path("", people.list_employees, name="employees"),
    path("<uuid:pk>/", people.show_employee, name="employee"),
    path("tim/", people.show_team, name="team"),
    path("unit/", people.show_units, name="units"),
    path("atasan-keliru/", people.report_wrong_superior, name="wrong_superior"),
    path("impor/", staff_lists.send_list, name="import"),
    path("impor/templat/", staff_lists.download_template, name="import_template"),
    path("impor/<uuid:pk>/", staff_lists.show_import, name="import_detail"),
    path("impor/<uuid:pk>/terapkan/", staff_lists.apply_import, name="import_apply"),
    path("impor/<uuid:pk>/periksa-ulang/", staff_lists.check_again, name="import_again"),
    path("impor/<uuid:pk>/perbaikan/", staff_lists.download_problems, name="import_problems"),
    path("plt-plh/", posts.list_acting, name="delegations"),
    path("plt-plh/perwakilan/", posts.add_delegation, name="delegation_add"),
    path("plt-plh/perwakilan/<uuid:pk>/akhiri/", posts.end_delegation, name="delegation_end"),
    path("plt-plh/pimpinan/", posts.add_acting_head, name="acting_head_add"),
    path("plt-plh/pimpinan/<uuid:pk>/akhiri/", posts.end_acting_head, name="acting_head_end"),
    path("gangguan-sistem/", outages.show_outages, name="system_outages"),
    path("tampilan-instansi/", look.change_look, name="look"),
    path("lambang/<slug:sha256>/", look.show_emblem, name="emblem"),
    path("pilihan-aturan/", posts.list_options, name="choices"),
    path("pilihan-aturan/<str:key>/", posts.choose_option, name="choice"),
]
