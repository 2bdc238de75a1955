"""The English catalogue: every Indonesian sentence of the code and the templates, with its English one.

The msgid is the Indonesian sentence. Neither gettext nor any other system program is needed.

    python -m tools.translations check
    python -m tools.translations fix             sync the .po with the sources and compile the .mo
    python -m tools.translations missing         what has no English yet, as JSON
    python -m tools.translations add FILE.json   fill in: {"msgid": "English", …} or a list as of `missing`
"""

import io
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polib
from babel.messages.extract import extract
from django.utils.translation.template import templatize

from tools import SOURCES

PO = SOURCES / "selaras" / "locale" / "en" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")
METADATA = {
    "Project-Id-Version": "selaras",
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
# Which arguments are the sentence, its plural and its context ("c"), as Babel wants it told.
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
UTF8 = {"encoding": "utf-8"}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|(?<!%)%[sd]|\{\w*\}|</?[a-z][^>]*>")


@dataclass
class Sentence:
    """One sentence of the sources, with where it stands."""

    msgid: str
    plural: str
    context: str | None
    files: set[str] = field(default_factory=set)

    @property
    def key(self) -> tuple[str | None, str]:
        return (self.context, self.msgid)


def sentences() -> dict[tuple[str | None, str], Sentence]:
    """Every sentence of the application that is marked for translation."""
    found: dict[tuple[str | None, str], Sentence] = {}
    for path in sorted((SOURCES / "selaras").rglob("*")):
        parts = path.relative_to(SOURCES).parts
        if path.suffix not in {".py", ".html", ".txt"} or "tests" in parts or "migrations" in parts:
            continue
        if path.suffix != ".py" and "templates" not in parts:
            continue
        for sentence in sentences_of(path):
            found.setdefault(sentence.key, sentence).files.add(path.relative_to(SOURCES).as_posix())
    return found


def sentences_of(path: Path) -> Iterator[Sentence]:
    source = path.read_text("utf-8")
    if path.suffix != ".py":
        # What is left of the markup is no Python: its indentation must not stop the reading.
        source = "\n".join(line.lstrip() for line in templatize(source, origin=str(path)).splitlines())
    for _line, message, _comments, context in extract(
        "python", io.BytesIO(source.encode()), KEYWORDS, options=UTF8
    ):
        msgid, plural = (message, "") if isinstance(message, str) else (message[0], message[1] or "")
        if msgid:
            yield Sentence(msgid, plural, context)


def catalogue() -> polib.POFile:
    """The English catalogue as it stands, or an empty one."""
    po = polib.pofile(str(PO), encoding="utf-8") if PO.exists() else polib.POFile(encoding="utf-8")
    po.metadata, po.wrapwidth = dict(METADATA), 110
    return po


def by_key(po: polib.POFile) -> dict[tuple[str | None, str], polib.POEntry]:
    return {(entry.msgctxt, entry.msgid): entry for entry in po if not entry.obsolete}


def complaints() -> list[str]:
    """Why the English is not complete: missing, empty, unsure, left over, or with other placeholders."""
    wanted, po = sentences(), catalogue()
    entries = by_key(po)
    said = [
        f"missing: {short(key)} ({', '.join(sorted(wanted[key].files))})"
        for key in wanted
        if key not in entries
    ]
    said += [f"no longer in the sources: {short(key)}" for key in entries if key not in wanted]
    said += [f"no longer in the sources: {entry.msgid[:70]!r}" for entry in po.obsolete_entries()]
    for key, entry in entries.items():
        if key in wanted:
            said += [f"{fault}: {short(key)}" for fault in faults(entry, wanted[key])]
    if not MO.exists() or MO.read_bytes() != po.to_binary():
        said.append(f"{MO.name} is not compiled from {PO.name} as it stands")
    return said


def faults(entry: polib.POEntry, sentence: Sentence) -> Iterator[str]:
    """What is wrong with one entry."""
    if entry.fuzzy:
        yield "unsure (fuzzy)"
    if bool(entry.msgid_plural) != bool(sentence.plural):
        yield "plural differs from the sources"
    english = list(entry.msgstr_plural.values()) if sentence.plural else [entry.msgstr]
    if not english or not all(text.strip() for text in english):
        yield "no English"
        return
    if placeholders(english[-1]) != placeholders(sentence.plural or sentence.msgid):
        yield f"other placeholders ({sorted(placeholders(english[-1]))})"
    elif not placeholders(english[0]) <= placeholders(english[-1]):
        yield "the singular has placeholders that the plural has not"


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def short(key: tuple[str | None, str]) -> str:
    context, msgid = key
    return repr(msgid if len(msgid) < 90 else msgid[:87] + "…") + (f" [{context}]" if context else "")


def sync() -> polib.POFile:
    """The catalogue with exactly the sentences of the sources; known English is kept."""
    old = by_key(catalogue())
    new = catalogue()
    new.clear()
    for key, sentence in sorted(sentences().items(), key=lambda pair: (pair[0][1], pair[0][0] or "")):
        known = old.get(key)
        entry = polib.POEntry(msgid=sentence.msgid, msgctxt=sentence.context)
        if sentence.plural:
            entry.msgid_plural = sentence.plural
            entry.msgstr_plural = (known.msgstr_plural if known else None) or {0: "", 1: ""}
        else:
            entry.msgstr = known.msgstr if known else ""
        if "%(" in sentence.msgid + sentence.plural:
            entry.flags = ["python-format"]
        entry.occurrences = [(file, "") for file in sorted(sentence.files)]
        new.append(entry)
    return new


def write(po: polib.POFile) -> None:
    PO.parent.mkdir(parents=True, exist_ok=True)
    po.save(str(PO))
    MO.write_bytes(catalogue().to_binary())


def fix() -> str:
    """Sync the catalogue with the sources and compile it."""
    po = sync()
    write(po)
    return f"{len(po)} sentences, {len(po) - len(po.translated_entries())} without English"


def missing() -> list[dict[str, Any]]:
    """Every sentence without English, ready to be filled in and given to `add`."""
    entries = by_key(sync())
    rows = []
    for key, sentence in sentences().items():
        entry = entries[key]
        if entry.translated():
            continue
        row: dict[str, Any] = {"msgid": sentence.msgid}
        row |= {"plural": sentence.plural} if sentence.plural else {}
        row |= {"context": sentence.context} if sentence.context else {}
        rows.append(row | {"english": ["", ""] if sentence.plural else "", "files": sorted(sentence.files)})
    return rows


def add(given: dict[str, Any] | list[dict[str, Any]]) -> str:
    """Fill in English sentences; those that the sources do not have are named and left out."""
    rows = (
        [{"msgid": msgid, "english": text} for msgid, text in given.items()]
        if isinstance(given, dict)
        else given
    )
    po = sync()
    entries, unknown = by_key(po), []
    for row in rows:
        entry = entries.get((row.get("context"), row["msgid"]))
        if entry is None:
            unknown.append(row["msgid"])
        elif entry.msgid_plural:
            texts = row["english"] if isinstance(row["english"], list) else [row["english"]] * 2
            entry.msgstr_plural = dict(enumerate(texts))
        else:
            entry.msgstr = row["english"]
    write(po)
    left = len(po) - len(po.translated_entries())
    return "\n".join(
        [
            *(f"unknown: {msgid[:90]!r}" for msgid in unknown),
            f"{len(rows)} given, {left} still without English",
        ]
    )


def main(words: Sequence[str]) -> int:
    match words:
        case ["missing"]:
            print(json.dumps(missing(), ensure_ascii=False, indent=1))
        case ["add", file]:
            print(add(json.loads(Path(file).read_text("utf-8"))))
        case ["fix"]:
            print(fix())
        case ["check"]:
            said = complaints()
            print("\n".join(said) or "complete")
            return 1 if said else 0
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
