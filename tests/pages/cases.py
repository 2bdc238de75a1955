"""Files about breaches of duty: secret, whoever is not named in one knows nothing of it."""

from tests.pages.page import OF_THE_CASE, Page, one

PAGES = (
    Page("cases:list"),
    Page("cases:proposals"),
    one("cases:proposal", "employee", "2026", to={"ani", "budi", "citra"}),
    one("cases:set_aside", "employee", "2026", to={"budi", "citra"}),
    one("cases:open_absence", "employee", "2026", to={"budi", "citra"}),
    one("cases:open", "employee", to={"budi", "citra"}),
    # A secret file: the person, the examiner, the one clerk. Neither admins nor the inspector know that it exists.
    one("cases:case", "case", to=OF_THE_CASE),
    one("cases:step", "case", "give_statement", to={"hadi"}, know=OF_THE_CASE),
    one("cases:letter", "case", "1", to=OF_THE_CASE, shows="file"),
)
