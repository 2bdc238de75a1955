"""A city of 8,000 has its plans here: no page of planning or of the library asks more for it, or becomes heavy."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.crowd import crowd
from tests.pages import planning
from tests.pages.page import one
from tests.stage import MOMENT, stage_everything

SHOWN = [
    *(page for page in planning.PAGES if page.takes == "GET" and page.shows == "page"),
    one("planning:detail", "draft", to={"hadi"}),
    one("planning:detail", "submitted", to={"citra"}),
]
# Who has most of it: the leader of sixty, and who sees the whole city.
READERS = {
    "planning:awaiting": "budi", "planning:matrix": "budi", "planning:matrix_borrow": "budi", "planning:offers": "budi",
    "planning:orphans": "fajar", "planning:readiness": "fajar", "planning:unfinished": "fajar",
    "planning:library_detail": "fajar", "planning:goal_detail": "fajar",
}  # fmt: skip
# What is asked for by a tab, a filter or a place further on.
MORE = {
    "planning:awaiting": ("?tampil=tim",), "planning:library": ("?q=register", "?page=20"),
    "planning:library_detail": ("?dari=10",), "planning:compare": ("?dari=1&ke=12",),
    "planning:orphans": ("?arah=sasaran&page=3", "?arah=hasil&page=50"), "planning:standards": ("?page=3",),
    "planning:unfinished": ("?page=2",), "planning:goal_detail": ("?page=6",),
}  # fmt: skip
MOST_QUERIES, HEAVY = 12, 10 * 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """What a page asked of the database, and what travelled."""

    queries: int
    sent: int


def costs(sign_in: Any, keys: dict[str, Any]) -> dict[str, Cost]:
    """Of every page by its address, as the person who has most of it."""
    found: dict[str, Cost] = {}
    browsers: dict[str, Client] = {}
    for page in SHOWN:
        name = READERS.get(page.name, page.reader)
        browser = browsers.setdefault(name, sign_in(name))
        for more in ("", *MORE.get(page.name, ())):
            found[f"{page.name} {page.args} {more}"] = _cost(browser, page.path(keys) + more)
    return found


def _cost(browser: Client, path: str) -> Cost:
    with CaptureQueriesContext(connection) as asked:
        answer = browser.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return Cost(len(asked), len(gzip.compress(answer.content, 6)))


@pytest.mark.slow
@pytest.mark.trace("K-14")
@time_machine.travel(MOMENT, tick=False)
def test_no_page_asks_more_of_a_large_city_or_becomes_heavy(cast: Cast, sign_in: Any) -> None:
    keys = stage_everything(cast)
    few = costs(sign_in, keys)
    crowd(cast, keys)
    many = costs(sign_in, keys)
    asked = {name: (few[name].queries, now.queries) for name, now in many.items()}
    # Nothing waited for Budi; that three hundred plans cost what five cost is shown with the list itself.
    del asked["planning:awaiting () "]
    assert {name: now.queries for name, now in many.items() if now.queries > MOST_QUERIES} == {}
    assert {name: pair for name, pair in asked.items() if pair[1] > pair[0]} == {}, "more rows, more queries"
    assert {name: now.sent for name, now in many.items() if now.sent > HEAVY} == {}
