"""What citizens say, and what became of it."""

from tests.pages.page import ADMINS, CITY_ADMIN, OFFICE, OVERSEERS, Page, office, one, post

PAGES = (
    Page("listening:city"),
    one("listening:unit", "puskesmas", to=OFFICE),
    Page("listening:inputs"),
    one("listening:indicator", "indicator", to=OFFICE),
    office("listening:sort", ADMINS),
    office("listening:forum", ADMINS),
    post("listening:remarks", "survey"),
    office("listening:themes", ADMINS),
    office("listening:theme_add", ADMINS),
    one("listening:theme", "theme", to=ADMINS),
    office("listening:answer", ADMINS),
    one("listening:carry", "answer", to=OFFICE),
    office("listening:complaints", OVERSEERS),
    one("listening:complaint", "complaint", to=OVERSEERS),
    post("listening:complaint_read", "complaint"),
    post("listening:complaint_back", "complaint"),
    office("listening:office", CITY_ADMIN),
)
