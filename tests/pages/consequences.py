"""Angka kredit, TPP, and what follows from a low result."""

from tests.pages.page import ADMINS, CITY_ADMIN, EVERYBODY, OF_ANI, OVERSEERS, Page, office, one, post

PAGES = (
    Page("consequences:credit_mine"),
    Page("consequences:credit_people"),
    office("consequences:pak_law", frozenset({"dewi", "fajar", "gita"})),
    one("consequences:credit", "employee", to=OF_ANI),
    one("consequences:credit_why", "employee", to=OF_ANI),
    one("consequences:credit_opening", "employee", to=ADMINS, know=OF_ANI),
    one("consequences:credit_facts", "employee", to=ADMINS, know=OF_ANI),
    post("consequences:pak_propose", "employee", "pangkat"),
    one("consequences:pak", "pak", to=OF_ANI),
    one("consequences:pak_decide", "pak", to={"budi"}, know=OF_ANI),
    one("consequences:pak_pdf", "pak", to=OF_ANI, shows="file"),
    Page("consequences:tpp_mine"),
    Page("consequences:tpp_rule"),
    office("consequences:tpp_months", OVERSEERS),
    Page("consequences:tpp_month", ("2026-03",), OVERSEERS, EVERYBODY, is_common=True),
    post("consequences:tpp_release", "2026-03", is_common=True),
    Page("consequences:tpp_file", ("2026-03",), OVERSEERS, EVERYBODY, is_common=True, shows="file"),
    one("consequences:tpp_share", "share", to=OVERSEERS | {"ani"}),
    Page("consequences:below"),
    one("consequences:shortfall_write", "below", to={"citra"}, know=frozenset({"budi", "dewi"})),
    one("consequences:shortfall", "shortfall", to={"hadi", "budi", "citra"}),
    one("consequences:shortfall_answer", "shortfall", to={"hadi"}, know=frozenset({"budi", "citra"})),
    one("consequences:step_close", "development_step", to={"budi"}, know=frozenset({"hadi", "citra"})),
    office("consequences:target_cases", frozenset({"fajar", "gita", "dewi"})),
    one("consequences:target_open", "below", to=CITY_ADMIN),
    one("consequences:target_case", "target_case", to={"hadi", "budi", "citra", "fajar", "gita", "dewi"}),
    one(
        "consequences:target_decide",
        "target_case",
        to={"budi", "fajar", "dewi"},
        know=frozenset({"hadi", "citra", "gita"}),
    ),
)
