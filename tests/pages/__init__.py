"""Every page, and to whom it is open: one line each, reviewed against `selaras.authorization.table`.

`to` names who gets the page. Of the others, those who `know` the thing are told that this step is not theirs
(403); for everybody else it does not exist (404). The stranger from the other city knows nothing of Kupang.
Pages of one's own office (lists, one's own things) are open to everybody, in everybody's own agency.

A line stands in the file of the app that its address belongs to; who is who stands in `page.py`.
"""

from tests.pages import (
    accounts,
    cases,
    closing,
    consequences,
    discipline,
    evaluation,
    exchange,
    intake,
    jobs,
    listening,
    monitoring,
    organisation,
    papers,
    planning,
    public_surveys,
    sign_in,
    surveys,
    web,
)
from tests.pages.page import EVERYBODY, Page

__all__ = ["EVERYBODY", "PAGES", "Page"]

PAGES: tuple[Page, ...] = (
    *web.PAGES,
    *accounts.PAGES,
    *organisation.PAGES,
    *intake.PAGES,
    *planning.PAGES,
    *discipline.PAGES,
    *cases.PAGES,
    *monitoring.PAGES,
    *surveys.PAGES,
    *public_surveys.PAGES,
    *listening.PAGES,
    *evaluation.PAGES,
    *exchange.PAGES,
    *consequences.PAGES,
    *sign_in.PAGES,
    *jobs.PAGES,
    *papers.PAGES,
    *closing.PAGES,
)
