"""Attendance: months, days, machines, corrections."""

from tests.pages.page import ADMINS, EVERYBODY, OF_ANI, Page, office, one, post

PAGES = (
    Page("discipline:mine"),
    Page("discipline:corrections"),
    Page("discipline:badges", to=ADMINS, know=EVERYBODY - ADMINS),
    Page("discipline:outages", to=ADMINS, know=EVERYBODY - ADMINS),
    one("discipline:holders", "machine", to=ADMINS),
    one("discipline:outage", "outage", to=ADMINS),
    one("discipline:columns", "machine", to=ADMINS),
    office("discipline:holidays", ADMINS),
    post("discipline:holiday_drop", "holiday"),
    one("discipline:month", "employee", to=OF_ANI),
    one("discipline:day", "employee", "2026-03-04", to=OF_ANI),
    one("discipline:span", "employee", "2026-01-01", "2026-03-31", to=OF_ANI),
    Page("discipline:correction_ask", ("2026-03-05",), is_common=True),
    one("discipline:correction", "attendance_correction", to=OF_ANI),
    one(
        "discipline:correction_withdraw",
        "attendance_correction",
        to={"ani"},
        know=OF_ANI - {"ani"},
        takes="POST",
    ),
)
