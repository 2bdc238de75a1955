"""The city admin says how the agency shows itself; a picture that could do harm or not be seen is refused."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from selaras.core.errors import FileRefused
from selaras.core.files import EMBLEM_BYTES, check_emblem
from selaras.organisation.models import Agency
from tests.cast import Cast
from tests.fixtures import SignedIn

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def picture(width: int, height: int, colour: str = "#8a1538", mode: str = "RGBA", kind: str = "PNG") -> bytes:
    out = BytesIO()
    Image.new(mode, (width, height), colour).save(out, kind)
    return out.getvalue()


def sent(agency: Agency, content: bytes, file: str = "lambang.png", **more: str) -> dict[str, object]:
    filled = {"name": agency.name, "hr_label": agency.hr_label, "colour": "terakota", **more}
    return {**filled, "emblem": SimpleUploadedFile(file, content)} if content else dict(filled)


def test_everybody_sees_the_new_name_colour_and_emblem_and_nobody_of_another_city(
    cast: Cast, sign_in: type[SignedIn]
) -> None:
    page = reverse("organisation:look")
    form = sent(cast.kupang, picture(600, 900), name="Kota Kupang Baru")
    assert sign_in("fajar").post(page, form).status_code == 302
    agency = Agency.objects.get(pk=cast.kupang.pk)
    emblem = reverse("organisation:emblem", args=[agency.logo])
    home = sign_in("ani").get("/").content.decode()
    assert all(part in home for part in ('data-tenant="terakota"', "Kota Kupang Baru", emblem))
    answer = sign_in("ani").get(emblem)
    drawn = Image.open(BytesIO(b"".join(answer)))
    assert (drawn.format, drawn.size, answer["Content-Type"]) == ("PNG", (128, 192), "image/png")
    assert sign_in("ivan").get(emblem).status_code == 404
    sign_in("fajar").post(page, sent(agency, b"", without_emblem="on"))
    assert "<img" not in sign_in("ani").get("/").content.decode()


def test_only_the_city_admin_changes_it(cast: Cast, sign_in: type[SignedIn]) -> None:
    assert sign_in("eka").post(reverse("organisation:look"), sent(cast.kupang, b"")).status_code == 403


def test_an_svg_is_refused_beside_its_field_and_a_colour_of_ones_own_too(
    cast: Cast, sign_in: type[SignedIn]
) -> None:
    answer = sign_in("fajar").post(
        reverse("organisation:look"), sent(cast.kupang, SVG, "lambang.svg", colour="#ff0")
    )
    assert answer.status_code == 422
    errors = answer.context["form"].errors
    assert "tidak diterima" in str(errors["emblem"])
    assert "daftar" in str(errors["colour"])
    assert Agency.objects.get(pk=cast.kupang.pk).colour == cast.kupang.colour


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (picture(900, 200), "pipih"),
        (picture(200, 900), "pipih"),
        (picture(20, 20), "terlalu kecil"),
        (picture(90, 90, "#fefefe"), "hampir putih"),
        (picture(90, 90, "#00000000"), "kosong"),
        (picture(90, 90)[:60], "rusak"),
        (picture(8000, 6000, "white", "1"), "terlalu besar"),
    ],
)
def test_what_could_not_be_seen_is_refused_with_the_reason(content: bytes, sentence: str) -> None:
    with pytest.raises(FileRefused, match=sentence):
        check_emblem(BytesIO(content), "lambang.png", len(content))


def test_the_grainiest_photo_stays_small_enough_for_a_first_visit() -> None:
    out = BytesIO()
    Image.effect_noise((900, 900), 90).convert("RGB").save(out, "JPEG", quality=95)
    emblem = check_emblem(BytesIO(out.getvalue()), "foto.jpg", None)
    assert len(emblem.content) <= EMBLEM_BYTES
