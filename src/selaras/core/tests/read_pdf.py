"""What a PDF says to whoever copies its text or has it read aloud, and how far its lines reach."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pikepdf

from selaras.core.documents import Document, render_pdf
from selaras.core.tests.sample_papers import ISSUED_AT


def opened(document: Document) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(render_pdf(document, created_at=ISSUED_AT)))


def tags(pdf: pikepdf.Pdf) -> list[str]:
    """Names of all structure elements, in reading order."""
    found: list[str] = []

    def walk(node: Any) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append(str(node.S))
            if "/K" in node:
                walk(node.K)

    walk(pdf.Root.StructTreeRoot.K)
    return found


def alternative_texts(pdf: pikepdf.Pdf) -> list[str]:
    return [str(item.Alt) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/Alt" in item]


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad\u200b]", "", text)


def shown_text(pdf: pikepdf.Pdf) -> str:
    """The text that a reader copies out of the pages, without spaces and break points."""
    return squeezed("".join(_page_text(page) for page in pdf.pages))


def text_of(content: bytes) -> str:
    """The same of a file that was sent."""
    return shown_text(pikepdf.open(BytesIO(content)))


def _page_text(page: pikepdf.Page) -> str:
    fonts = {name: _unicode_map(font) for name, font in page.resources.get("/Font", {}).items()}
    text, current = [], {}
    for step in pikepdf.parse_content_stream(page):
        operands, operator = step.operands, step.operator
        if str(operator) == "Tf":
            current = fonts[str(operands[0])]
        elif str(operator) in ("Tj", "TJ"):
            strings = operands[0] if str(operator) == "TJ" else operands
            for string in strings:
                if isinstance(string, pikepdf.String):
                    codes = bytes(string)
                    text += [current.get(codes[at : at + 2], "") for at in range(0, len(codes), 2)]
    return "".join(text)


def _unicode_map(font: pikepdf.Object) -> dict[bytes, str]:
    mapping: dict[bytes, str] = {}
    cmap = font.ToUnicode.read_bytes().decode("latin-1")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            mapping[bytes.fromhex(code)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                code = (int(first, 16) + step).to_bytes(len(first) // 2, "big")
                mapping[code] = chr(ord(bytes.fromhex(text).decode("utf-16-be")) + step)
    return mapping


def text_ends(pdf: pikepdf.Pdf) -> list[float]:
    """Where the pieces of text on all pages end, as a share of the width of the page."""
    ends: list[float] = []
    for page in pdf.pages:
        fonts = {name: _glyph_widths(font) for name, font in page.resources.get("/Font", {}).items()}
        stack, matrix, text_matrix, widths, size = [], pikepdf.Matrix(), pikepdf.Matrix(), {}, 0.0
        for step in pikepdf.parse_content_stream(page):
            operands, operator = step.operands, step.operator
            match str(operator):
                case "q":
                    stack.append(matrix)
                case "Q":
                    matrix = stack.pop()
                case "cm":
                    matrix = pikepdf.Matrix(*map(float, operands)) @ matrix
                case "Tm":
                    text_matrix = pikepdf.Matrix(*map(float, operands))
                case "Tf":
                    widths, size = fonts[str(operands[0])], float(operands[1])
                case "Tj" | "TJ":
                    pieces = operands[0] if str(operator) == "TJ" else operands
                    long = sum(_advance(piece, widths) for piece in pieces) * size / 1000
                    end = pikepdf.Matrix(1, 0, 0, 1, long, 0) @ text_matrix @ matrix
                    ends.append(end.e / float(page.mediabox[2]))
    return ends


def _advance(piece: Any, widths: dict[int, float]) -> float:
    if not isinstance(piece, pikepdf.String):
        return -float(piece)
    codes = bytes(piece)
    return sum(widths[int.from_bytes(codes[at : at + 2], "big")] for at in range(0, len(codes), 2))


def _glyph_widths(font: pikepdf.Object) -> dict[int, float]:
    widths: dict[int, float] = {}
    items = list(font.DescendantFonts[0].W)
    while items:
        first, second = int(items.pop(0)), items.pop(0)
        if isinstance(second, pikepdf.Array):
            widths |= {first + step: float(width) for step, width in enumerate(second)}
        else:
            widths |= dict.fromkeys(range(first, int(second) + 1), float(items.pop(0)))
    return widths
