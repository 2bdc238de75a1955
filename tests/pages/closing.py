"""Years that were closed."""

from tests.pages.page import ADMINS, Page, office, one

PAGES = (
    office("closing:years", ADMINS),
    one("closing:detail", "closing", to=ADMINS),
    one("closing:gaps", "closing", to=ADMINS),
    one("closing:gaps_xlsx", "closing", to=ADMINS, shows="file"),
    one("closing:distribution", "closing", to=ADMINS),
    Page("talent:mine"),
    one("talent:person", "employee", to={"ani", "fajar"}),
)
