"""Long work that runs behind the pages."""

from tests.pages.page import ADMINS, office, one, post

PAGES = (
    office("jobs:list", ADMINS),
    one("jobs:detail", "job", to=ADMINS),
    post("jobs:cancel", "job"),
    post("jobs:resume", "job"),
    one("jobs:result", "job", to=ADMINS, shows="file"),
)
