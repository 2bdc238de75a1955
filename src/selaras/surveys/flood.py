"""Against floods of answers, without knowing who anybody is.

An address is turned into a keyed hash that lives in the memory of this process, with a key that is thrown away after
ten minutes; nothing of it reaches a file or the database. A form carries a signed mark, so that it counts once, and not
before a person could have read it.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections import Counter
from dataclasses import dataclass, field
from threading import Lock

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from selaras.core import clock
from selaras.core.errors import TooManyTries
from selaras.surveys.models import Survey

WINDOW = 600  # seconds
# A waiting room shares one address, and so does a village behind its telephone mast.
MOST = 20
MOST_ON_A_TABLET = 60
MOST_KEPT = 20_000
SHORTEST = 5  # seconds from opening the form to sending it
LONGEST = 24 * 3600


class TooFast(TooManyTries):
    """A form that was sent before a person could have read it."""

    code = "too_fast"
    default_message = _("Jawaban ini terkirim terlalu cepat.")


class FormTooOld(TooManyTries):
    """A form without a mark of ours, or with one of yesterday."""

    code = "form_too_old"
    default_message = _("Halaman ini sudah terlalu lama terbuka.")


@dataclass(slots=True)
class _Window:
    """Ten minutes: the key of this time and how much came from whom."""

    number: int = -1
    key: bytes = b""
    seen: Counter[bytes] = field(default_factory=Counter)


_window, _lock = _Window(), Lock()


def require_pace(request: HttpRequest, survey: Survey, *, is_tablet: bool) -> None:
    """Count one answer from here. Raises `TooManyTries` when it is one too many in these ten minutes."""
    number = int(clock.now().timestamp()) // WINDOW
    with _lock:
        if number != _window.number or len(_window.seen) > MOST_KEPT:
            _window.number, _window.key, _window.seen = number, secrets.token_bytes(32), Counter()
        place = f"{survey.code}:{is_tablet}:{_address(request)}".encode()
        digest = hmac.digest(_window.key, place, "sha256")[:12]
        _window.seen[digest] += 1
        many = _window.seen[digest]
    if many > (MOST_ON_A_TABLET if is_tablet else MOST):
        raise TooManyTries(
            _("Dari sambungan internet ini baru saja masuk banyak jawaban."),
            remedy=_("Jawaban yang sudah masuk aman. Tunggu sepuluh menit, lalu tekan kirim sekali lagi."),
        )


def _address(request: HttpRequest) -> str:
    """The address of the browser; behind our own proxies the one they saw, never what a browser claims."""
    proxies: int = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    forwarded = [
        part.strip() for part in request.headers.get("x-forwarded-for", "").split(",") if part.strip()
    ]
    if proxies and len(forwarded) >= proxies:
        return forwarded[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))


def new_mark(survey: Survey) -> str:
    """The mark of one form: random, signed with the moment it was shown. Kept nowhere."""
    return _signer().sign(f"{survey.code}.{secrets.token_urlsafe(9)}")


def read_mark(mark: str, survey: Survey) -> str:
    """What a form is known by when it is sent twice. Raises `FormTooOld` and `TooFast`."""
    try:
        value = _signer().unsign(mark, max_age=LONGEST)
    except signing.BadSignature as error:
        raise FormTooOld() from error
    if not value.startswith(f"{survey.code}."):
        raise FormTooOld()
    if _is_fresh(mark):
        raise TooFast()
    return hashlib.sha256(value.encode()).hexdigest()[:16]


def _is_fresh(mark: str) -> bool:
    try:
        _signer().unsign(mark, max_age=SHORTEST - 1)
    except signing.SignatureExpired:
        return False
    return True


def tablet_key(survey: Survey) -> str:
    """What the address of a service desk's tablet ends with."""
    return signing.Signer(salt="selaras.surveys.tablet").signature(survey.code)[:16]


def is_tablet_key(survey: Survey, key: str) -> bool:
    """Whether this is the key of the survey's tablets."""
    return hmac.compare_digest(tablet_key(survey), key)


def _signer() -> signing.TimestampSigner:
    return signing.TimestampSigner(salt="selaras.surveys.form")


def forget() -> None:
    """Throw away the key and what was counted with it."""
    with _lock:
        _window.number = -1
