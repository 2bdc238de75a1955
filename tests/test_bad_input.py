"""What comes in wrong: nothing breaks, nothing is lost, and a sentence says what to do.

What belongs to one room of the house is tested there; here stands what every form and every step must bear.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest
from django import forms
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from selaras.core import audit
from selaras.core.models import AuditEvent
from selaras.core.scoping import across_agencies
from selaras.core.verification import tears_in, walk_events
from selaras.monitoring.models import Dialogue, Evidence, Feedback
from selaras.planning.models import Goal, Skp, SkpComment
from tests.house import House, house
from tests.pages import PAGES, Page

__all__ = ["house"]
pytestmark = pytest.mark.django_db

MEGABYTE = 1024 * 1024
HOSTILE = {
    "NUL and control characters": "Angka\x00 dan\x07 bunyi\x1b[2J",
    "right to left and emoji": "\u202egpj.exe\u202c 👩🏽‍⚕️ مرحبا",
    "markup": "</textarea><script>alert(1)</script>{{ 7*7 }}{% csrf_token %}",
    "formula": '=HYPERLINK("http://jahat.example";"klik")',
    "SQL": "'; DROP TABLE planning_skp; --",
    "text of one megabyte": "a" * MEGABYTE,
    "year three": "0003-01-01",
    "a day that is none": "31-02-2026",
    "scientific notation": "1,99203E+17",
    "negative": "-5",
    "zero": "0",
    "huge": "9" * 40,
    "not a number": "NaN",
}
FORMS = [
    page for page in PAGES if page.takes == "GET" and page.shows == "page" and not page.name.startswith("account_")
]  # fmt: skip
# Where most people only read, who may write.
WRITERS = {
    "organisation:system_outages": "fajar",
    "monitoring:process_change": "budi",
    "consequences:pak_law": "fajar",
    "consequences:tpp_rule": "fajar",
    "consequences:tpp_law": "fajar",
}
# The form on this page is sent to another address, which has a line of its own.
SENT_ELSEWHERE = {"planning:agree", "intake:token"}
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(document.cookie)</script>"


@pytest.mark.parametrize("page", FORMS, ids=lambda page: page.name)
def test_no_form_breaks_on_what_is_typed_into_it(house: House, page: Page) -> None:
    browser, path = house.browsers[WRITERS.get(page.name, page.reader)], page.path(house.keys)
    form = _form_on(browser, path)
    for kind, text in _hostile_to(form).items():
        with _undone():
            answer = browser.post(path, _filled(form, text))
        assert answer.status_code < 500, kind
        if len(text) == MEGABYTE and _texts(form) and page.name not in SENT_ELSEWHERE:
            assert answer.status_code in {400, 405, 413, 422}, "a megabyte was taken in"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("gambar.svg", SVG, "Jenis berkas ini tidak diterima"),
        ("halaman.html", HTML, "Jenis berkas ini tidak diterima"),
        ("halaman.pdf", HTML, "rusak atau bukan .pdf"),
        ("program.exe", b"MZ" + b"\x00" * 200, "Jenis berkas ini tidak diterima"),
        ("foto.jpg", PDF, "tidak cocok dengan akhiran"),
        ("foto.png", PNG, "rusak atau tidak lengkap"),
        ("kosong.pdf", b"", "kosong"),
    ],
)
def test_a_file_that_must_not_be_kept_is_refused_with_a_reason(
    house: House, name: str, content: bytes, sentence: str
) -> None:
    before = _count(Evidence)
    answer = _send_evidence(house, SimpleUploadedFile(name, content))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Rekap April" in answer.content.decode(), "what was typed is still there"
    assert _count(Evidence) == before


def test_a_file_that_got_lost_is_told_of_and_not_a_crash(house: House) -> None:
    with across_agencies("looking behind the pages"):
        stored = Evidence.objects.select_related("stored_file").get(pk=house.keys["evidence"]).stored_file
    assert stored is not None
    default_storage.delete(stored.storage_name)
    answer = house.browsers["ani"].get(reverse("monitoring:evidence_file", args=[house.keys["evidence"]]))
    assert answer.status_code == 404
    assert "cadangan" in _words(answer)


def test_two_hundred_megabytes_are_refused_before_they_are_read(house: House) -> None:
    body = _EndlessBody()
    path = reverse("monitoring:evidence_add", args=[house.keys["skp"]])
    sent: dict[str, Any] = {"wsgi.input": body, "CONTENT_LENGTH": str(200 * MEGABYTE)}
    answer = house.browsers["ani"].generic(
        "POST", path, CONTENT_TYPE="multipart/form-data; boundary=batas", **sent
    )
    assert answer.status_code == 413
    assert "terlalu besar" in _words(answer)
    assert body.read_bytes < MEGABYTE


class _EndlessBody:
    """A body that would go on and on, and knows how much of it was asked for."""

    def __init__(self) -> None:
        self.read_bytes = 0

    def read(self, size: int = -1) -> bytes:
        assert size > 0, "the whole body was asked for at once"
        self.read_bytes += size
        return b"x" * size

    readline = read


TWICE: dict[str, tuple[str, str, type[models.Model], dict[str, str]]] = {
    "planning:comment": ("budi", "skp", SkpComment, {"text": "Sudah pas."}),
    "monitoring:dialogue_add": (
        "budi", "skp", Dialogue,
        {"kind": "kemajuan", "medium": "tatap_muka", "held_on": "2026-04-02", "summary": "Jadwal lancar."},
    ),
    "monitoring:feedback_add": (
        "hadi", "skp", Feedback, {"seen": "Kamis lalu Ani membantu saya di posyandu sampai malam."}
    ),
    "planning:goal_add": (
        "fajar", "", Goal,
        {"level": "misi", "title": "Kota yang bersih", "first_year": "2026", "last_year": "2030",
         "direction": "more_is_better"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TWICE)
def test_a_second_click_does_nothing_and_leads_to_the_same_place(house: House, name: str) -> None:
    who, key, table, sent = TWICE[name]
    path = reverse(name, args=[house.keys[key]] if key else [])
    sent = _with_choices(_form_on(house.browsers[who], path), sent) | {"form_key": str(uuid4())}
    before = _count(table)
    first, second = (house.browsers[who].post(path, sent) for _click in range(2))
    assert first.status_code == second.status_code == 302, _words(first)
    assert first["Location"] == second["Location"]
    assert _count(table) == before + 1


def test_going_back_and_sending_again_says_where_things_stand(house: House) -> None:
    """The back button brings a form whose step is done; it comes with a key of its own."""
    path = reverse("planning:submit", args=[house.keys["draft"]])
    assert house.browsers["hadi"].post(path, {"form_key": str(uuid4())}).status_code == 302
    again = house.browsers["hadi"].post(path, {"form_key": str(uuid4())})
    assert again.status_code == 409
    assert "tidak" in _words(again).lower()
    with across_agencies("looking behind the pages"):
        assert Skp.objects.get(pk=house.keys["draft"]).status == "submitted"


def test_a_key_of_somebody_elses_form_leads_nowhere(house: House) -> None:
    path, key = reverse("planning:comment", args=[house.keys["skp"]]), str(uuid4())
    assert house.browsers["budi"].post(path, {"text": "Dari Budi.", "form_key": key}).status_code == 302
    before = _count(SkpComment)
    answer = house.browsers["ani"].post(path, {"text": "Dari Ani.", "form_key": key})
    assert answer.status_code != 302 or _count(SkpComment) == before + 1, "Ani's words were lost in silence"


@pytest.mark.parametrize("name", ["planning:comment", "planning:goal_add", "monitoring:dialogue_add"])
def test_when_the_power_fails_in_the_middle_nothing_has_happened(
    house: House, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    who, key, table, sent = TWICE[name]
    path = reverse(name, args=[house.keys[key]] if key else [])
    sent = _with_choices(_form_on(house.browsers[who], path), sent) | {"form_key": str(uuid4())}
    before = _count(table), _count(AuditEvent)
    with monkeypatch.context() as broken:
        broken.setattr(audit, "append_events", _power_cut)
        assert house.browsers[who].post(path, sent).status_code == 500
    assert (_count(table), _count(AuditEvent)) == before
    assert house.browsers[who].post(path, sent).status_code == 302, "the same form can be sent again"
    with across_agencies("the chains of all agencies are verified"):
        assert list(tears_in(walk_events())) == []


def _power_cut(*_args: Any, **_options: Any) -> None:
    raise OSError("the power is gone")


def _form_on(browser: Client, path: str) -> forms.BaseForm | None:
    answer = browser.get(path)
    form = (answer.context or {}).get("form")
    return form if isinstance(form, forms.BaseForm) else None


def _texts(form: forms.BaseForm | None) -> list[str]:
    fields = form.fields.items() if form is not None else ()
    return [
        name for name, field in fields if isinstance(field, forms.CharField) and not field.widget.is_hidden
    ]


def _hostile_to(form: forms.BaseForm | None) -> dict[str, str]:
    """Everything hostile, once each; where nothing is typed, all would send the same, and one of them is enough."""
    if form is None:
        return {}
    kind, text = next(iter(HOSTILE.items()))
    return HOSTILE if text in _filled(form, text).values() else {kind: text}


def _filled(form: forms.BaseForm | None, text: str) -> dict[str, Any]:
    """The form as a person would send it who types the same into every field."""
    assert form is not None
    sent: dict[str, Any] = {}
    for name, field in form.fields.items():
        if isinstance(field, forms.FileField):
            continue
        choices = [str(value) for value, _label in getattr(field, "choices", ()) if value]
        sent[form.add_prefix(name)] = choices[0] if choices else text
    return sent | {name: _hidden(form, name) for name in form.fields if form.fields[name].widget.is_hidden}


def _hidden(form: forms.BaseForm, name: str) -> str:
    value = form.get_initial_for_field(form.fields[name], name)
    return "" if value is None else str(value)


def _with_choices(form: forms.BaseForm | None, sent: dict[str, str]) -> dict[str, str]:
    """What was typed, with the first choice wherever one has to choose."""
    assert form is not None
    chosen = dict(sent)
    for name, field in form.fields.items():
        choices = [str(value) for value, _label in getattr(field, "choices", ()) if value]
        if field.required and choices and sent.get(name) not in choices:
            chosen[name] = choices[0]
    return chosen


def _send_evidence(house: House, file: SimpleUploadedFile) -> HttpResponse:
    path = reverse("monitoring:evidence_add", args=[house.keys["skp"]])
    return house.browsers["ani"].post(  # type: ignore[return-value]
        path, {"title": "Rekap April", "happened_on": "2026-04-02", "file": file}
    )


def _words(answer: Any) -> str:
    if answer.headers.get("Content-Type", "").startswith("application/json"):
        return " ".join(str(value) for value in answer.json().values())
    return str(answer.content.decode())


def _count(table: type[models.Model]) -> int:
    with across_agencies("looking behind the pages"):
        return int(table._default_manager.count())


@contextmanager
def _undone() -> Iterator[None]:
    """Whatever happens inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
