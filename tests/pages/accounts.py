"""Activating, profile, and the accounts that administrators look after."""

from tests.pages.page import ADMINS, EVERYBODY, Page, office, one, post

PAGES = (
    Page("accounts:activate", is_public=True),
    post("accounts:demo", "ani", is_public=True),
    Page("accounts:profile"),
    office("accounts:admin", ADMINS),
    post("accounts:code_sheet", "opd"),
    one("accounts:reset", "employee", to=ADMINS, know=EVERYBODY),
)
