"""Written by django-allauth; who is signed in or out decides, nothing else."""

from tests.pages.page import EVERYBODY, REDIRECTS, Page

PAGES = (
    Page("account_login", is_public=True, instead=dict.fromkeys(EVERYBODY, REDIRECTS)),
    Page("account_logout", is_public=True),
    # Everybody's own, in the frame of our pages: measured like them.
    Page("account_reset_password", is_public=True),
    Page("account_change_password"),
    Page("mfa_index"),
    Page("usersessions_list"),
)
