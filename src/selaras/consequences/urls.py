"""Indonesian paths, English names."""

from django.urls import URLPattern, URLResolver, path

from selaras.consequences.views import allowance, credit, follow_up, pak_law, tpp_law

app_name = "consequences"
urlpatterns: list[URLPattern | URLResolver] = [
    path("angka-kredit/", credit.show_mine, name="credit_mine"),
    path("angka-kredit/pegawai/", credit.show_people, name="credit_people"),
    path("angka-kredit/aturan/", pak_law.review_determined, name="pak_law"),
    path("angka-kredit/<uuid:pk>/", credit.show_credit, name="credit"),
    path("angka-kredit/<uuid:pk>/mengapa/", credit.explain_credit, name="credit_why"),
    path("angka-kredit/<uuid:pk>/awal/", credit.record_opening, name="credit_opening"),
    path("angka-kredit/<uuid:pk>/syarat/", credit.record_facts, name="credit_facts"),
    path("angka-kredit/<uuid:pk>/usul/<str:goal>/", credit.propose_pak, name="pak_propose"),
    path("pak/<uuid:pk>/", credit.show_pak, name="pak"),
    path("pak/<uuid:pk>/keputusan/", credit.decide_pak, name="pak_decide"),
    path("pak/<uuid:pk>/pak.pdf", credit.print_pak, name="pak_pdf"),
    path("tpp/", allowance.show_mine, name="tpp_mine"),
    path("tpp/aturan/", allowance.show_rule, name="tpp_rule"),
    path("tpp/bulan/", allowance.show_months, name="tpp_months"),
    path("tpp/bulan/<str:month>/", allowance.show_month, name="tpp_month"),
    path("tpp/bulan/<str:month>/hitung/", allowance.count_again, name="tpp_recount"),
    path("tpp/bulan/<str:month>/aturan/", tpp_law.review_released, name="tpp_law"),
    path("tpp/bulan/<str:month>/lepas/", allowance.release_month, name="tpp_release"),
    path("tpp/bulan/<str:month>/tpp.xlsx", allowance.send_month, name="tpp_file"),
    path("tpp/<uuid:pk>/", allowance.show_share, name="tpp_share"),
    path("pengembangan/", follow_up.show_below, name="below"),
    path("pengembangan/hasil/<uuid:pk>/", follow_up.write_shortfall, name="shortfall_write"),
    path("pengembangan/<uuid:pk>/", follow_up.show_shortfall, name="shortfall"),
    path("pengembangan/<uuid:pk>/pandangan/", follow_up.answer_shortfall, name="shortfall_answer"),
    path("pengembangan/tawaran/<uuid:pk>/", follow_up.close_step, name="step_close"),
    path("perbaikan/", follow_up.show_cases, name="target_cases"),
    path("perbaikan/hasil/<uuid:pk>/", follow_up.open_case, name="target_open"),
    path("perbaikan/<uuid:pk>/", follow_up.show_case, name="target_case"),
    path("perbaikan/<uuid:pk>/keputusan/", follow_up.decide_case, name="target_decide"),
]
