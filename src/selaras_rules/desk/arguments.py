"""What may be typed, and how it is read."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from selaras_rules.choices import choice_option
from selaras_rules.errors import InvalidInput

_YES, _NO = frozenset({"ya", "true", "yes", "1"}), frozenset({"tidak", "false", "no", "0"})


def add_arguments(parser: argparse.ArgumentParser, *, today: Callable[[], date] | None = None) -> None:
    """Add the verbs to a parser. Without `today`, `show` must be told its day: the rules have no clock."""
    verbs = parser.add_subparsers(dest="what", required=True, metavar="APA")
    _listing(verbs.add_parser("list", help="ketentuan beserta kuncinya"))
    show = verbs.add_parser("show", help="isi ketentuan pada satu hari, dengan pasal dan tandanya")
    show.add_argument("key", help="mis. angka_kredit atau predikat.kuadran")
    show.add_argument(
        "--on", type=read_day, required=today is None, help="keadaan pada tanggal (bawaan: hari ini)"
    )
    show.set_defaults(today=today)
    _shared(show)
    _shared(verbs.add_parser("choices", help="yang boleh dipilih instansi, dan batasnya"))
    _shared(verbs.add_parser("rules", help="aturan yang dapat dihitung"))
    schema = verbs.add_parser("schema", help="JSON Schema masukan dan keluaran satu aturan")
    schema.add_argument("rule", help="nama aturan, mis. predikat")
    _shared(schema)
    _computing(verbs.add_parser("compute", help="hitung: satu baris JSON masuk, satu baris JSON keluar"))
    _comparing(verbs.add_parser("diff", help="apa yang berubah di antara dua hari"))


def read_day(text: str) -> date:
    """A date such as 2026-12-31; raises ArgumentTypeError for one that does not exist."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"“{text}” bukan tanggal yang ada; tulis seperti 2026-12-31"
        ) from None


def read_choices(written: Sequence[str]) -> dict[str, Any]:
    """Choices such as `objection.days=20`; raises UnknownChoice, ChoiceOutOfBounds or InvalidInput."""
    chosen: dict[str, Any] = {}
    for text in written:
        key, sign, value = text.partition("=")
        if not sign:
            raise InvalidInput("--choice", text, "kunci=nilai, misalnya objection.days=20")
        if key in chosen:
            raise InvalidInput("--choice", text, f"“{key}” satu kali saja")
        chosen[key] = choice_option(key).check(_read_choice(key, value))
    return chosen


def _read_choice(key: str, text: str) -> Any:
    option = choice_option(key)
    if isinstance(option.default, bool):
        return _read_truth(text)
    if option.minimum is not None:
        return (
            int(text)
            if text.lstrip("-").isascii() and text.lstrip("-").isdigit() and len(text) < 10
            else text
        )
    if option.columns is not None:
        return _read_table(key, text)
    return text


def _read_truth(text: str) -> bool | str:
    word = text.lower()
    return True if word in _YES else False if word in _NO else text


def _read_table(key: str, text: str) -> Any:
    try:
        return json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError):
        raise InvalidInput(key, text, 'sebuah objek JSON, misalnya {"baris": "nilai"}') from None


def _listing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("key", nargs="?", default="", help="awalan kunci, mis. skp")
    _shared(parser)


def _computing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rule", help="nama aturan, mis. predikat")
    parser.add_argument(
        "--on", type=read_day, required=True, help="hari yang hukumnya dipakai, mis. 2026-12-31"
    )
    parser.add_argument(
        "--choice", action="extend", nargs="+", default=[], metavar="KUNCI=NILAI", help="pilihan instansi"
    )
    _shared(parser)


def _comparing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("first", type=read_day, metavar="DARI", help="hari pertama, mis. 2022-01-01")
    parser.add_argument("second", type=read_day, metavar="SAMPAI", help="hari kedua, mis. 2026-01-01")
    _shared(parser)


def _shared(parser: argparse.ArgumentParser) -> None:
    # SUPPRESS: what was typed before the verb must not be undone by a default behind it.
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="keluaran JSON")
    parser.add_argument("--quiet", action="store_true", default=argparse.SUPPRESS, help="hanya kesalahan")
