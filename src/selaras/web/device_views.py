"""What a browser needs to keep Selaras on a device: manifest, service worker, and the page that works off the net.

None of the three says anything about anybody; what a person takes along is the pack of `selaras.monitoring.offline`.
"""

from __future__ import annotations

import json
from hashlib import sha256

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

KEPT = ("app.css", "app.js", "offline.js", "icons.svg")
GROUND = "#063d4a"


@require_safe
def show_manifest(request: HttpRequest) -> HttpResponse:
    """The web app manifest: name, colours, icons, and the pages one most often starts from."""
    icons = [
        _icon("icon-192.png", "192x192", "any"),
        _icon("icon-512.png", "512x512", "any"),
        _icon("icon-maskable-512.png", "512x512", "maskable"),
    ]
    manifest = {
        "id": "/",
        "name": _("Selaras – kinerja ASN"),
        "short_name": "Selaras",
        "description": _("Rencana, kerja, dan evaluasi kinerja dalam satu tempat."),
        "lang": get_language(),
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": GROUND,
        "theme_color": GROUND,
        "icons": icons,
        "shortcuts": [
            {"name": _("Tulis tanpa sambungan"), "url": reverse("web:outbox")},
            {"name": _("Kerja & bukti"), "url": reverse("monitoring:progress")},
        ],
    }
    answer = JsonResponse(manifest, content_type="application/manifest+json")
    answer["Cache-Control"] = "public, max-age=86400"
    return answer


@require_safe
def show_worker(request: HttpRequest) -> HttpResponse:
    """The service worker with the addresses of this release; a release with other files gets another worker."""
    pages = [reverse("web:outbox")]
    files = [static(f"selaras/{name}") for name in KEPT] + [static("web/mark.svg")]
    worker = static("selaras/worker.js")
    release = sha256("|".join([worker, *files, get_language() or ""]).encode()).hexdigest()[:12]
    facts = json.dumps({"release": release, "pages": pages, "files": files})
    answer = HttpResponse(
        f"self.selaras={facts};importScripts({json.dumps(worker)});\n", content_type="text/javascript"
    )
    answer["Cache-Control"] = "no-cache"
    return answer


@require_safe
def show_outbox(request: HttpRequest) -> HttpResponse:
    """What waits on this device, and the forms that work off the net; the same for everybody, signed in or not."""
    return render(request, "web/outbox.html")


def _icon(name: str, sizes: str, purpose: str) -> dict[str, str]:
    return {"src": static(f"selaras/{name}"), "sizes": sizes, "type": "image/png", "purpose": purpose}
