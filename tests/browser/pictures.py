"""Pictures of the journeys for `docs/manual`, taken anew with `SELARAS_MANUAL=1`."""

from __future__ import annotations

import io
import os
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "manual"
PICTURES = MANUAL / "gambar"
WIDEST, MOST_BYTES = 960, 60 * 1024


def is_wanted(name: str) -> bool:
    """Whether pictures are being taken, and a page of the manual shows this one."""
    return bool(os.environ.get("SELARAS_MANUAL")) and any(
        f"gambar/{name}.webp" in page.read_text() for page in MANUAL.glob("*.md")
    )


def photograph(page: Page, name: str) -> None:
    """Keep what is on the screen as a small picture, if the manual shows it."""
    if not is_wanted(name):
        return
    PICTURES.mkdir(exist_ok=True)
    with Image.open(io.BytesIO(page.screenshot(animations="disabled"))) as screen:
        picture = screen.convert("RGB")
        picture.thumbnail((WIDEST, WIDEST * 2))
        (PICTURES / f"{name}.webp").write_bytes(_small(picture))


def _small(picture: Image.Image) -> bytes:
    for quality in (82, 72, 60, 45):
        out = io.BytesIO()
        picture.save(out, "WEBP", quality=quality, method=6)
        if out.tell() <= MOST_BYTES:
            return out.getvalue()
    raise AssertionError("this page does not fit into 60 KB")
