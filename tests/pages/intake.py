"""Sources of data and what they deliver."""

from tests.pages.page import ADMINS, EVERYBODY, Page, office, one, post

PAGES = (
    office("intake:sources", ADMINS),
    post("intake:deliver", is_public=True),
    Page("intake:source_add", ("service_counts",), ADMINS, EVERYBODY, is_common=True),
    one("intake:source", "source", to=ADMINS),
    one("intake:token", "source", to=ADMINS),
    post("intake:token_revoke", "source"),
    one("intake:run", "delivery", to=ADMINS),
    one("intake:headings", "delivery", to=ADMINS),
    one("intake:units", "delivery", to=ADMINS),
    post("intake:apply", "delivery"),
    post("intake:again", "delivery"),
    one("intake:withdraw", "delivery", to=ADMINS),
    one("intake:refused", "delivery", to=ADMINS, shows="file"),
)
