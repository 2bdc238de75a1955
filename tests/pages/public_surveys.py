"""Surveys of users, for the users."""

from tests.pages.page import Page

PAGES = (
    Page("public_surveys:answer", ("survey_code",), is_public=True),
    Page("public_surveys:thanks", ("survey_code",), is_public=True),
    Page("public_surveys:tablet", ("survey_code", "tablet_key"), is_public=True),
    Page("public_surveys:tablet_thanks", ("survey_code", "tablet_key"), is_public=True),
)
