"""The tools behind the verbs: the list of demands, the catalogue of sentences, the locks."""

import ast
import re

import polib
import pytest

from tools import browser, lock, trace, tracked, translations


def test_the_trace_lists_every_demand_and_complaint_once() -> None:
    ids = list(trace.demands())
    assert ids == [
        *(f"K-{number:02}" for number in range(1, 40)),
        *(f"P-{number:02}" for number in range(1, 48)),
        *(f"C-{number:02}" for number in range(1, 29)),
    ]


def test_tests_name_only_demands_that_exist() -> None:
    assert set(trace.marked_tests()) <= set(trace.demands())


def test_marks_of_file_class_and_function_are_all_found() -> None:
    source = """
import pytest
pytestmark = [pytest.mark.slow, pytest.mark.trace("K-01")]

@pytest.mark.trace("K-02", "C-01")
def test_one(): ...

@pytest.mark.trace("P-01")
class TestMore:
    def test_two(self): ...
"""
    tree = ast.parse(source)
    whole_file = [id_ for node in tree.body if trace.is_pytestmark(node) for id_ in trace.ids_in(node)]
    assert dict(trace.tests_in(tree, whole_file)) == {
        "test_one": ["K-01", "K-02", "C-01"],
        "TestMore::test_two": ["K-01", "P-01"],
    }


@pytest.mark.parametrize(
    ("english", "fault"),
    [
        ("", "no English"),
        ("Due tomorrow", "other placeholders"),
        ("Due in %(days)d days, %(name)s", "other placeholders"),
    ],
)
def test_an_entry_that_would_fail_for_the_reader_is_named(english: str, fault: str) -> None:
    sentence = translations.Sentence("Tersisa %(days)d hari", "", None)
    entry = polib.POEntry(msgid=sentence.msgid, msgstr=english)
    assert [said for said in translations.faults(entry, sentence) if fault in said]


def test_a_whole_entry_has_no_fault() -> None:
    sentence = translations.Sentence("Tersisa %(days)d hari", "", None)
    entry = polib.POEntry(msgid=sentence.msgid, msgstr="%(days)d days left")
    assert not list(translations.faults(entry, sentence))


def test_the_locks_answer_to_the_project_and_to_each_other() -> None:
    assert lock.complaints() == []


def test_the_locks_hold_no_host_and_no_path() -> None:
    for name in ("run", "dev", "uv"):
        text = (lock.REQUIREMENTS / f"{name}.txt").read_text("utf-8")
        assert not re.search(r"https?:|file:|find-links|index-url", text)


@pytest.mark.parametrize("text", ["see /" + "root/x", "file:/" + "/opt", "pypi" + ".org/simple"])
def test_what_belongs_to_one_machine_is_recognised(text: str) -> None:
    assert any(pattern.search(text) for pattern in tracked.MACHINE.values())


@pytest.mark.parametrize("text", ["/kerja/", "a/" + "work/b", "example.go.id", "/masuk/login/"])
def test_ordinary_text_is_not_taken_for_a_machine(text: str) -> None:
    assert not any(pattern.search(text) for pattern in tracked.MACHINE.values())


@pytest.mark.parametrize(
    ("there", "known", "missing"),
    [
        ({"chromium-headless-shell"}, True, []),
        ({"chromium"}, True, ["chromium-headless-shell"]),
        ({"chromium"}, False, []),
        (set(), False, ["chromium"]),
    ],
)
def test_the_light_browser_is_brought_where_the_machine_knows_it(
    monkeypatch: pytest.MonkeyPatch, there: set[str], known: bool, missing: list[str]
) -> None:
    monkeypatch.delenv("SELARAS_CHROMIUM", raising=False)
    monkeypatch.setattr("shutil.which", lambda name: name if name in there else None)
    monkeypatch.setattr(browser, "playwrights_own", lambda: None)
    monkeypatch.setattr(browser, "is_known", lambda _package: known)
    assert browser.missing_browser() == missing
    assert browser.find() == next(iter(there), None)
