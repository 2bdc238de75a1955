"""The manual shows what is there: its pictures exist and are small, its links lead somewhere, its buttons are ours."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "docs" / "manual").glob("*.md"))
LINK = re.compile(r"\]\(([^)#]+)\)")
BUTTON = re.compile(r"\*\*([^*\n]+?)\*\*")
MOST_BYTES = 60 * 1024


@pytest.fixture(scope="module")
def words_of_ours() -> str:
    """Everything that can stand on a page."""
    files = [*(ROOT / "src").rglob("*.html"), *(ROOT / "src").rglob("*.py")]
    return "\n".join(path.read_text() for path in files)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_the_manual_points_to_is_there(page: Path) -> None:
    for target in LINK.findall(page.read_text()):
        path = (page.parent / target).resolve()
        assert path.exists(), target
        assert path.suffix != ".webp" or path.stat().st_size <= MOST_BYTES, target


def test_no_picture_lies_about_unused() -> None:
    shown = {target for page in PAGES for target in LINK.findall(page.read_text())}
    kept = {f"gambar/{path.name}" for path in (ROOT / "docs" / "manual" / "gambar").iterdir()}
    assert kept <= shown


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_one_is_told_to_press_is_called_so(page: Path, words_of_ours: str) -> None:
    """Bold words that begin with a capital and name no sentence of their own are names on pages."""
    names = {part.strip(" .:") for text in BUTTON.findall(page.read_text()) for part in text.split("→")}
    told = {name for name in names if name[:1].isupper() and name not in NO_NAMES}
    assert {name for name in told if name not in words_of_ours} == set()


# Bold for weight, not because it is written on a page.
NO_NAMES = {
    "Tidak ada yang hilang", "Tombol yang belum dapat ditekan selalu menyebut sebabnya", "Desember – Januari",
    "Sepanjang tahun", "Setiap triwulan", "Januari berikutnya", "Bukti yang sama di tempat lain", "Plt dan Plh",
}  # fmt: skip
