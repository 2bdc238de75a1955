"""Printed and signed papers, and their archives."""

from tests.pages.page import ABOUT_OFFICES, ADMINS, OF_ANI, office, one

PAGES = (
    office("papers:archives", ADMINS),
    one("papers:check", "job", to=ADMINS),
    one("papers:organisation", "opd", "2026-TW1", to=ABOUT_OFFICES),
    one("papers:organisation_pdf", "organisation_paper", to=ABOUT_OFFICES, shows="file"),
    one("papers:paper", "dokumen", "evaluation", to=OF_ANI),
    one("papers:scan", "dokumen", "evaluation", to=OF_ANI - {"gita"}, know=OF_ANI),
    one("papers:sign", "dokumen", "evaluation", to={"ani", "budi", "citra"}, know=OF_ANI),
    one("papers:signed_file", "scan", to=OF_ANI, shows="file"),
    one("papers:withdraw", "scan", to=OF_ANI - {"gita"}, know=OF_ANI),
)
