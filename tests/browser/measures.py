"""What is counted on pages: bytes on the wire, requests that hold up the first picture, faults axe finds."""

from __future__ import annotations

from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, Request


@dataclass(slots=True)
class Weight:
    """Bytes as they travelled, by address, and complaints of the browser."""

    bytes: dict[str, int] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(self.bytes.values())


def weigh(page: Page) -> Weight:
    """Watch a page from now on."""
    weight = Weight()

    def finished(request: Request) -> None:
        sizes = request.sizes()
        weight.bytes[request.url] = sizes["responseBodySize"] + sizes["responseHeadersSize"]

    def said(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            weight.complaints.append(message.text)

    page.on("requestfinished", finished)
    page.on("console", said)
    page.on("pageerror", lambda error: weight.complaints.append(str(error)))
    return weight


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
    answer = Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
    )
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
