"""What a page was written from is let go once the page is written."""

import gc
from collections.abc import Iterator
from weakref import ref

import pytest
from django.template import TemplateDoesNotExist, engines
from django.template.loader import render_to_string
from django.test import RequestFactory

PAGE = "{% load ui %}<c-section title='Rekan'>{% for person in people %}{{ person.name }}{% endfor %}</c-section>"


class Person:
    name = "Yuliana (Demo)"


@pytest.fixture
def no_collector() -> Iterator[None]:
    """Without Python's collector of circles only what nobody holds any more goes."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("no_collector")
def test_the_rows_of_a_page_are_gone_when_it_is_written() -> None:
    shown = [Person()]
    gone = ref(shown[0])
    request = RequestFactory().get("/")
    page = engines["django"].from_string(PAGE).render({"people": shown}, request)
    assert "Yuliana (Demo)" in page
    del shown
    assert gone() is None


def test_a_part_that_is_missing_is_named() -> None:
    with pytest.raises(TemplateDoesNotExist, match=r"nowhere\.html") as missing:
        engines["django"].from_string("{% include 'nowhere.html' %}").render({})
    assert missing.value.backend is engines["django"]
    with pytest.raises(TemplateDoesNotExist, match=r"nowhere\.html"):
        render_to_string("nowhere.html")
