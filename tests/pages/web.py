"""Home, notices, the law, and what everybody meets everywhere."""

from tests.pages.page import ADMINS, CITY_ADMIN, OF_ANI, Page, office, one, post

PAGES = (
    Page("web:home"),
    Page("web:outbox", is_public=True),
    Page("web:manifest", is_public=True, shows="file"),
    Page("web:worker", is_public=True, shows="file"),
    Page("web:style", is_public=True),
    post("web:theme", is_public=True),
    Page("web:language", is_public=True, shows="redirect"),
    Page("web:notices"),
    office("web:audit", CITY_ADMIN | {"gita"}),
    Page("web:law"),
    Page("web:law_changes"),
    Page("web:law_register"),
    Page("web:law_subject", ("predikat",), is_common=True),
    Page("web:accessibility", is_public=True),
    Page("web:role"),
    one("web:role_of", "employee", to=OF_ANI | {"dewi"}),
    office("web:corrections", ADMINS),
    one("web:correction_decide", "correction", to=ADMINS),
    Page("web:verify", ("code",), is_public=True),
)
