"""Addresses of planning; other apps link to the names."""

from django.urls import path

from selaras.planning.views import goals, lines, matrix, papers, plan, sources, standards, talk

app_name = "planning"
urlpatterns = [
    path("", plan.show_mine, name="mine"),
    path("mulai/", plan.start, name="start"),
    path("menunggu/", plan.show_awaiting, name="awaiting"),
    path("matriks/", matrix.show_matrix, name="matrix"),
    path("matriks/<uuid:rhk>/<uuid:member>/", matrix.edit_cell, name="matrix_cell"),
    path("sasaran/", goals.show_goals, name="goals"),
    path("sasaran/baru/", goals.create_goal, name="goal_add"),
    path("sasaran/tanpa-induk/", goals.show_orphans, name="orphans"),
    path("sasaran/standar/", standards.show_standards, name="standards"),
    path("sasaran/standar/baru/", standards.create_standard, name="standard_add"),
    path("sasaran/standar/<uuid:pk>/ubah/", standards.change_standard, name="standard_edit"),
    path("sasaran/<uuid:pk>/", goals.show_goal, name="goal_detail"),
    path("sasaran/<uuid:pk>/ubah/", goals.change_goal, name="goal_edit"),
    path("sasaran/<uuid:pk>/sumber/", sources.show_sources, name="goal_sources"),
    path("sasaran/<uuid:pk>/sumber/pisah/", sources.part, name="goal_sources_part"),
    path("hasil/<uuid:pk>/ubah/", lines.edit_rhk, name="rhk_edit"),
    path("hasil/<uuid:pk>/hapus/", lines.remove_rhk, name="rhk_remove"),
    path("hasil/<uuid:pk>/tinjau/", lines.review_rhk, name="rhk_review"),
    path("hasil/<uuid:pk>/indikator/", lines.add_iki, name="iki_add"),
    path("hasil/<uuid:pk>/standar/", standards.pick_standard, name="standard_pick"),
    path("indikator/<uuid:pk>/ubah/", lines.edit_iki, name="iki_edit"),
    path("indikator/<uuid:pk>/hapus/", lines.remove_iki, name="iki_remove"),
    path("versi/<uuid:pk>/", plan.show_version, name="version"),
    path("versi/<uuid:pk>/skp.pdf", papers.download_skp, name="pdf"),
    path("versi/<uuid:pk>/lampiran.pdf", papers.download_lampiran, name="lampiran_pdf"),
    path("<uuid:pk>/", plan.show_detail, name="detail"),
    path("<uuid:pk>/ubah/", plan.show_edit, name="edit"),
    path("<uuid:pk>/hasil/", lines.add_rhk, name="rhk_add"),
    path("<uuid:pk>/perilaku/", lines.behaviour, name="behaviour"),
    path("<uuid:pk>/lampiran/", lines.lampiran, name="lampiran"),
    path("<uuid:pk>/ajukan/", talk.submit, name="submit"),
    path("<uuid:pk>/tarik/", talk.withdraw, name="withdraw"),
    path("<uuid:pk>/sepakati/", talk.agree, name="agree"),
    path("<uuid:pk>/kembalikan/", talk.give_back, name="return"),
    path("<uuid:pk>/buka-kembali/", talk.reopen, name="reopen"),
    path("<uuid:pk>/tanggapi/", talk.comment, name="comment"),
    path("<uuid:pk>/kriteria/", talk.acknowledge, name="acknowledge"),
    path("<uuid:pk>/versi/", plan.show_compare, name="compare"),
    path("<uuid:pk>/konsep.pdf", papers.download_draft, name="draft_pdf"),
]
