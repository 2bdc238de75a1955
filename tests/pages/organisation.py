"""People, units, stand-ins, lists of staff, and what an agency chooses."""

from tests.pages.page import ADMINS, CITY_ADMIN, EVERYBODY, OF_ANI, OFFICE, Page, office, one, post

PAGES = (
    Page("organisation:employees"),
    one("organisation:employee", "employee", to=OF_ANI | {"dewi"}),
    Page("organisation:team"),
    Page("organisation:units"),
    Page("organisation:wrong_superior"),
    office("organisation:import", CITY_ADMIN),
    Page("organisation:import_template", shows="file"),
    one("organisation:import_detail", "staff_import", to=CITY_ADMIN, know=EVERYBODY),
    post("organisation:import_apply", "staff_import"),
    post("organisation:import_again", "staff_import"),
    one("organisation:import_problems", "staff_import", to=CITY_ADMIN, know=EVERYBODY, shows="file"),
    office("organisation:delegations", ADMINS),
    office("organisation:delegation_add", ADMINS),
    one("organisation:delegation_end", "delegation", to=ADMINS),
    office("organisation:acting_head_add", ADMINS),
    one("organisation:acting_head_end", "acting", to=ADMINS),
    Page("organisation:choices"),
    Page("organisation:system_outages"),
    office("organisation:look", CITY_ADMIN),
    one("organisation:emblem", "emblem", to=OFFICE, shows="file"),
    one("organisation:choice", "skp.approach", to=CITY_ADMIN, know=EVERYBODY),
)
