"""Files for other systems, and the national one."""

from tests.pages.page import ADMINS, office, post

PAGES = (
    office("exchange:index", ADMINS),
    office("exchange:skp_xlsx", ADMINS, shows="file"),
    office("exchange:results_xlsx", ADMINS, shows="file"),
    office("exchange:ekinerja_csv", ADMINS, shows="file"),
    office("exchange:national", ADMINS),
    post("exchange:national_queue"),
    post("exchange:national_retry_all"),
    post("exchange:national_retry", "transfer"),
    office("exchange:reconcile", ADMINS),
)
