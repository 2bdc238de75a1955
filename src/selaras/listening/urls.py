"""What the public says, under /suara/."""

from django.urls import path

from selaras.listening.views import answering, carrying, complaints, overview, sorting, themes

app_name = "listening"
urlpatterns = [
    path("", overview.show_city, name="city"),
    path("unit/<uuid:pk>/", overview.show_unit, name="unit"),
    path("masukan/", overview.list_inputs, name="inputs"),
    path("indikator/<uuid:pk>/", overview.show_indicator, name="indicator"),
    path("pilah/", sorting.sort, name="sort"),
    path("forum/", sorting.enter_forum, name="forum"),
    path("komentar/<uuid:pk>/", sorting.take_remarks, name="remarks"),
    path("tema/", themes.list_themes, name="themes"),
    path("tema/tambah/", themes.add_theme, name="theme_add"),
    path("tema/<uuid:pk>/", themes.change_theme, name="theme"),
    path("jawab/", answering.answer, name="answer"),
    path("jawaban/<uuid:pk>/skp/", carrying.carry, name="carry"),
    path("petugas/", complaints.list_complaints, name="complaints"),
    path("petugas/<uuid:pk>/", complaints.show_complaint, name="complaint"),
    path("petugas/<uuid:pk>/baca/", complaints.read_complaint, name="complaint_read"),
    path("petugas/<uuid:pk>/kembalikan/", complaints.take_back, name="complaint_back"),
    path("pengaturan/", complaints.name_office, name="office"),
]
