"""QR codes as SVG: sharp at every size, for paper and for pages."""

from __future__ import annotations

from io import BytesIO

QUIET_ZONE = 4  # modules of white around the code that ISO/IEC 18004 asks for


def qr_svg(text: str, *, border: int = QUIET_ZONE) -> str:
    """Draw `text` as an SVG element without size, error correction M (15 % of the code may be lost)."""
    import segno  # The tables of the codes are 3 MB, which most workers never need.

    drawing = BytesIO()
    segno.make(text, error="m", micro=False).save(
        drawing, kind="svg", border=border, xmldecl=False, omitsize=True, dark="#000", light="#fff"
    )
    return drawing.getvalue().decode("ascii").strip()
