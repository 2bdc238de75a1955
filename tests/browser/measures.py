"""What is counted on pages: bytes on the wire, requests that hold up the first picture, faults axe finds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import brotli
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Error, Page, Response


@dataclass(slots=True)
class Weight:
    """What travelled for a page, and what the browser complained about."""

    answers: list[Response] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def of_pages(self) -> int:
        """Bytes of everything that is made anew for each visit; our server sends it compressed."""
        return sum(_travelled(answer) for answer in self.answers if not _is_kept(answer))

    @property
    def of_everything(self) -> int:
        """Bytes of a first visit: style, script and pictures are sent as brotli by the real server."""
        kept = sum(
            len(brotli.compress(answer.body())) + HEADERS for answer in self.answers if _is_kept(answer)
        )
        return kept + self.of_pages


HEADERS = 350


def _is_kept(answer: Response) -> bool:
    return "/static/" in answer.url


def _travelled(answer: Response) -> int:
    sizes = answer.request.sizes()
    return sizes["responseBodySize"] + sizes["responseHeadersSize"]


@contextmanager
def weighed(page: Page) -> Iterator[Weight]:
    """What happens in a page while this is open; the next address in it is weighed anew."""
    weight = Weight()

    def said(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            weight.complaints.append(message.text)

    def failed(error: Error) -> None:
        weight.complaints.append(str(error))

    def came(answer: Response) -> None:
        weight.answers.append(answer)

    page.on("response", came)
    page.on("console", said)
    page.on("pageerror", failed)
    yield weight
    page.remove_listener("response", came)
    page.remove_listener("console", said)
    page.remove_listener("pageerror", failed)


def blocking_requests(page: Page) -> int:
    """Stylesheets and scripts that the first picture waits for, and the page itself."""
    return 1 + int(
        page.evaluate(
            """() => document.querySelectorAll(
                'link[rel=stylesheet]:not([media=print]), script[src]:not([defer]):not([async]):not([type=module])'
            ).length"""
        )
    )


def faults(page: Page) -> list[str]:
    """What axe finds, one line each."""
    options = {
        "runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"],
        "resultTypes": ["violations"],  # what is well need not travel here, with every place where it is well
    }
    answer = Axe().run(page, options=options)
    return [
        f"{row['id']}: {row['help']} → {node['html'][:160]}"
        for row in answer.response["violations"]
        for node in row["nodes"][:3]
    ]


def is_too_wide(page: Page) -> bool:
    """Whether one has to scroll sideways."""
    return bool(
        page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1")
    )
