"""Surveys of users, for the office."""

from tests.pages.page import ADMINS, OF_THE_PUSKESMAS, OFFICE, Page, office, one

PAGES = (
    Page("surveys:list"),
    office("surveys:open", ADMINS),
    one("surveys:detail", "survey", to=OFFICE),
    one("surveys:change", "running_survey", to=ADMINS, know=OFFICE),
    one("surveys:share", "running_survey", to=ADMINS | OF_THE_PUSKESMAS, know=OFFICE),
    one("surveys:poster", "running_survey", to=ADMINS | OF_THE_PUSKESMAS, know=OFFICE, shows="file"),
    one("surveys:paper", "running_survey", to=ADMINS | OF_THE_PUSKESMAS, know=OFFICE),
)
