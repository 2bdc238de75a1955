"""A sealed archive: a ZIP of files with a list of their hashes, and the check of such a ZIP.

Standard library only, so that an archive can be checked years later on any machine. Whoever trusts no program of
ours at all takes `sha256sum -c SHA256SUMS` in the unpacked folder.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

MANIFEST, SUMS = "manifest.json", "SHA256SUMS"
KIND = "selaras-archive/1"
PIECE = 1024 * 1024
# No date of the making: the same papers give the same archive.
_WHEN = (2000, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Sealed:
    """One file of an archive as its list tells it."""

    name: str
    sha256: str
    size: int


@dataclass(slots=True)
class Verdict:
    """What a check found: how many files hold, the hash of the list, and every fault in words."""

    files: int = 0
    manifest: str = ""
    title: str = ""
    faults: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether nothing was changed, lost or added."""
        return not self.faults

    def as_json(self) -> dict[str, Any]:
        """For the console."""
        return {
            "files": self.files, "manifest": self.manifest, "title": self.title, "faults": self.faults,
        }  # fmt: skip


def seal(
    path: Path,
    files: Iterable[Sealed],
    content_of: Callable[[Sealed], bytes],
    about: Mapping[str, Any],
    after_each: Callable[[int], None] = lambda done: None,
) -> str:
    """Write an archive and return the hash of its list. PDF is compressed already, so nothing is compressed again."""
    listed: list[Sealed] = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
        for done, one in enumerate(files, start=1):
            archive.writestr(_member(one.name), content_of(one))
            listed.append(one)
            after_each(done)
        manifest = _manifest(listed, about)
        archive.writestr(_member(MANIFEST), manifest, zipfile.ZIP_DEFLATED)
        sums = "".join(f"{one.sha256}  {one.name}\n" for one in listed)
        archive.writestr(_member(SUMS), sums.encode(), zipfile.ZIP_DEFLATED)
    return hashlib.sha256(manifest).hexdigest()


def verify(archive: Path | IO[bytes]) -> Verdict:
    """Compare every file of an archive with the list in it. Never raises for what somebody did to the archive."""
    verdict = Verdict()
    try:
        with zipfile.ZipFile(archive) as opened:
            _compare(opened, verdict)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        verdict.faults.append(f"Berkas ini rusak atau bukan arsip ZIP ({error}).")
    return verdict


def _compare(opened: zipfile.ZipFile, verdict: Verdict) -> None:
    members = opened.infolist()
    found = {member.filename: member for member in members}
    if len(found) != len(members):
        verdict.faults.append("Ada nama berkas yang muncul dua kali.")
    listed = _listed(opened, found, verdict)
    if listed is None:
        return
    for one in listed:
        member = found.pop(one.name, None)
        if member is None:
            verdict.faults.append(f"{one.name}: tidak ada di arsip.")
        elif member.file_size != one.size or _hash(opened, member) != one.sha256:
            verdict.faults.append(f"{one.name}: isinya bukan lagi isi yang diarsipkan.")
        else:
            verdict.files += 1
    verdict.faults += [f"{name}: tidak ada di daftar." for name in found if name not in (MANIFEST, SUMS)]


def _listed(
    opened: zipfile.ZipFile, found: Mapping[str, zipfile.ZipInfo], verdict: Verdict
) -> list[Sealed] | None:
    if MANIFEST not in found:
        verdict.faults.append(f"{MANIFEST} tidak ada: ini bukan arsip Selaras, atau daftarnya dihapus.")
        return None
    content = opened.read(MANIFEST)
    verdict.manifest = hashlib.sha256(content).hexdigest()
    try:
        told = json.loads(content)
        if told["kind"] != KIND:
            raise ValueError(told["kind"])
        verdict.title = str(told["about"].get("title", ""))
        return [Sealed(str(row["name"]), str(row["sha256"]), int(row["size"])) for row in told["files"]]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        verdict.faults.append(f"{MANIFEST} tidak terbaca ({type(error).__name__}).")
        return None


def _hash(opened: zipfile.ZipFile, member: zipfile.ZipInfo) -> str:
    digest = hashlib.sha256()
    try:
        with opened.open(member) as content:
            while piece := content.read(PIECE):
                digest.update(piece)
    except zipfile.BadZipFile:  # the archive's own check sum of this file
        return ""
    return digest.hexdigest()


def _manifest(listed: list[Sealed], about: Mapping[str, Any]) -> bytes:
    rows = [{"name": one.name, "sha256": one.sha256, "size": one.size} for one in listed]
    told = {"kind": KIND, "about": dict(about), "files": rows}
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode()


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _WHEN)
    member.external_attr = 0o644 << 16
    return member
