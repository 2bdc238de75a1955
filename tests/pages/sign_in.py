"""Written by django-allauth; who is signed in or out decides, nothing else."""

from tests.pages.page import EVERYBODY, REDIRECTS, Page

PAGES = (
    Page("account_login", is_public=True, instead=dict.fromkeys(EVERYBODY, REDIRECTS)),
    Page("account_logout", is_public=True),
)
