"""Addresses of doing and documenting, under `kerja/`."""

from django.urls import path

from selaras.monitoring import views

app_name = "monitoring"
urlpatterns = [
    path("", views.show_own_progress, name="progress"),
    path("tim/", views.show_team, name="team"),
    path("luring/bekal/", views.pack_for_device, name="device_pack"),
    path("luring/kirim/", views.receive_from_device, name="device_arrival"),
    path("umpan-balik/", views.show_feedback, name="feedback"),
    path("umpan-balik/<uuid:pk>/", views.reply_to_feedback, name="feedback_reply"),
    path("umpan-balik/<uuid:pk>/tindakan/", views.plan_action, name="action_add"),
    path("tindakan/<uuid:pk>/", views.compare_action, name="action_compare"),
    path("praktik/<uuid:pk>/amati/", views.observe_practice, name="practice_observe"),
    path("praktik/<uuid:pk>/refleksi/", views.reflect_on_practice, name="practice_reflect"),
    path("bimbingan/<uuid:pk>/sesi/", views.hold_session, name="coaching_session"),
    path("bimbingan/<uuid:pk>/tutup/", views.close_coaching, name="coaching_close"),
    path("sesi/<uuid:pk>/b-1-8/", views.reply_to_session, name="session_reply"),
    path("sesi/<uuid:pk>/b-1-8.pdf", views.print_reply, name="session_reply_pdf"),
    path("sesi/<uuid:pk>/b-1-9/", views.note_competences, name="session_competences"),
    path("sesi/<uuid:pk>/b-1-9.pdf", views.print_competences, name="session_competences_pdf"),
    path("realisasi/<uuid:pk>/", views.record_realisation, name="realisation"),
    path("realisasi/<uuid:pk>/sumber/", views.choose_count, name="count"),
    path("realisasi/<uuid:pk>/sumber/lepas/", views.leave_count, name="count_leave"),
    path("bukti/<uuid:pk>/", views.show_evidence, name="evidence"),
    path("bukti/<uuid:pk>/berkas/", views.download_evidence, name="evidence_file"),
    path("bukti/<uuid:pk>/lihat/", views.view_evidence, name="evidence_view"),
    path("bukti/<uuid:pk>/pemakaian/", views.use_evidence, name="evidence_use"),
    path("standar/<uuid:pk>/", views.show_standard, name="standard"),
    path("dialog/<uuid:pk>/", views.confirm_dialogue, name="dialogue_confirm"),
    path("<uuid:pk>/", views.show_progress, name="progress_of"),
    path("<uuid:pk>/formulir-kertas/", views.print_emergency_forms, name="paper"),
    path("<uuid:pk>/setahun/", views.show_year, name="year"),
    path("<uuid:pk>/bukti/", views.add_evidence, name="evidence_add"),
    path("<uuid:pk>/umpan-balik/", views.give_feedback, name="feedback_add"),
    path("<uuid:pk>/minta-umpan-balik/", views.ask_for_feedback, name="feedback_ask"),
    path("<uuid:pk>/praktik/", views.show_practice, name="practice"),
    path("<uuid:pk>/praktik/baru/", views.plan_practice, name="practice_add"),
    path("<uuid:pk>/rencana-dialog/", views.plan_dialogue, name="dialogue_plan"),
    path("<uuid:pk>/bimbingan/", views.show_coaching, name="coaching"),
    path("<uuid:pk>/bimbingan/baru/", views.begin_coaching, name="coaching_add"),
    path("<uuid:pk>/dialog/", views.add_dialogue, name="dialogue_add"),
    path("<uuid:pk>/peringatan-dini/", views.add_warning, name="warning_add"),
]
