"""Indonesian paths, English names."""

from django.urls import URLPattern, URLResolver, path

from selaras.evaluation.views import (
    calibration,
    kinship,
    objection,
    objection_support,
    organisation,
    own,
    period,
    printing,
    rating,
)

app_name = "evaluation"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", own.show_mine, name="mine"),
    path("tim/", rating.show_awaiting, name="awaiting"),
    path("organisasi/", organisation.show_organisations, name="organisations"),
    path("organisasi/<uuid:unit>/<str:period>/", organisation.show_distribution, name="distribution"),
    path(
        "organisasi/<uuid:unit>/<str:period>/mengapa/", organisation.explain_predikat, name="organisation_why"
    ),
    path("organisasi/<uuid:unit>/<str:period>/tetapkan/", organisation.set_predikat, name="organisation_set"),
    path(
        "organisasi/<uuid:unit>/<str:period>/rekomendasi/",
        organisation.recommend,
        name="organisation_recommend",
    ),
    path("periode/", period.show_periods, name="periods"),
    path("periode/<str:period>/", period.show_readiness, name="readiness"),
    path("periode/<str:period>/buka/", period.open_for_rating, name="period_open"),
    path("periode/<str:period>/perpanjang/", period.extend_deadline, name="period_extend"),
    path("periode/<str:period>/tutup/", period.close_for_rating, name="period_close"),
    path("periode/<str:period>/susul/<uuid:skp>/", period.let_be_late, name="period_late"),
    path("kalibrasi/", calibration.show_calibrations, name="calibrations"),
    path("kalibrasi/buka/<uuid:unit>/<str:period>/", calibration.open_meeting, name="calibration_open"),
    path("kalibrasi/<uuid:pk>/", calibration.show_calibration, name="calibration"),
    path("kalibrasi/<uuid:pk>/susul/", calibration.take_in, name="calibration_take_in"),
    path("kalibrasi/<uuid:pk>/nama/", calibration.reveal_names, name="calibration_names"),
    path("kalibrasi/<uuid:pk>/tutup/", calibration.end_meeting, name="calibration_close"),
    path("kalibrasi/kasus/<uuid:pk>/", calibration.show_case, name="calibration_case"),
    path("kalibrasi/kasus/<uuid:pk>/ubah/", calibration.change_case, name="calibration_change"),
    path("buka/<uuid:skp>/<str:period>/", rating.open_period, name="open"),
    path("<uuid:pk>/", own.show_detail, name="detail"),
    path("<uuid:pk>/nilai/", rating.rate_period, name="rate"),
    path("<uuid:pk>/perbarui/", rating.renew, name="renew"),
    path("<uuid:pk>/tetapkan/", rating.finalise_period, name="finalise"),
    path("<uuid:pk>/ditetapkan/", rating.show_fixed, name="fixed"),
    path("hubungan/<uuid:pk>/", kinship.show_kinship, name="kinship"),
    path("hubungan/<uuid:pk>/akhiri/", kinship.end_declaration, name="kinship_end"),
    path("<uuid:pk>/mengapa/", own.show_why, name="why"),
    path("<uuid:pk>/mengapa.json", own.show_why_as_json, name="why_json"),
    path("<uuid:pk>/pandangan/", own.write_own_view, name="own_view"),
    path("<uuid:pk>/terima/", own.receive_result, name="receive"),
    path("<uuid:pk>/keberatan/", objection.object_to_result, name="object"),
    path("<uuid:pk>/keberatan/berkas/", objection_support.add_file, name="objection_file_add"),
    path("<uuid:pk>/keberatan/lanjut/", objection_support.go_on, name="objection_go_on"),
    path("<uuid:pk>/keberatan/buka-kembali/", objection_support.ask_again, name="reopening_ask"),
    path("keberatan/berkas/<uuid:pk>/", objection_support.show_file, name="objection_file"),
    path("keberatan/buka-kembali/<uuid:pk>/", objection_support.answer_reopening, name="reopening"),
    path("<uuid:pk>/keberatan/penjelasan/", objection.explain_result, name="explain_objection"),
    path("<uuid:pk>/keberatan/keputusan/", objection.decide_on_objection, name="decide_objection"),
    path("<uuid:pk>/formulir.pdf", printing.print_form, name="form_pdf"),
    path("<uuid:pk>/dokumen.pdf", printing.print_document, name="document_pdf"),
]
