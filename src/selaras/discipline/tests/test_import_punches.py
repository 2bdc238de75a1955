"""The keeper of a machine sends attlog.dat: looked at, applied, repeated, withdrawn; odd files are refused in words."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from selaras.core.errors import FileRefused, InvalidInput, NotAllowed, NotFound
from selaras.discipline.calendars import NoCalendar
from selaras.discipline.models import Badge, Punch
from selaras.discipline.reading import lines as reading_lines
from selaras.discipline.services import map_badges, pairs_in, set_columns
from selaras.discipline.tests.attlogs import (
    ANI,
    HADI,
    TODAY,
    apply_file,
    day_of_taps,
    machine,
    send,
    tap,
    working_days,
)
from selaras.intake import services as intake
from selaras.intake.refused import write_refused
from tests.cast import Cast

MONTH = "".join(day_of_taps(day, ANI, HADI) for day in working_days(date(2026, 3, 2), date(2026, 3, 31)))
TAPS = MONTH.count("\n")


def test_the_same_file_twice_also_renamed_or_longer_brings_only_what_is_new(cast: Cast) -> None:
    source = machine(cast)
    assert apply_file(cast, source, MONTH).counts["new"] == TAPS

    again = send(cast, source, MONTH, name="salinan dari flashdisk.dat")
    assert again.status == "applied"

    longer = MONTH + tap(ANI, "2026-03-31 18:00:00") + tap(ANI, "2026-03-31 18:00:00")
    run = apply_file(cast, source, longer)
    assert (run.counts["new"], run.counts["same"]) == (1, TAPS + 1)
    assert Punch.objects.count() == TAPS + 1


def test_withdrawing_takes_all_back_and_the_file_can_come_again(cast: Cast) -> None:
    source, eka = machine(cast), cast.actor("eka", TODAY)
    run = apply_file(cast, source, MONTH)
    intake.withdraw_feed(run, by=eka, on=TODAY, because="mesin yang salah")
    assert Punch.objects.filter(run__status="applied").count() == 0
    assert Punch.objects.count() == TAPS  # the facts stay; they only do not count

    assert apply_file(cast, source, MONTH).counts["new"] == TAPS


def test_no_hand_changes_a_punch(cast: Cast) -> None:
    apply_file(cast, machine(cast), MONTH)
    table = connection.ops.quote_name(Punch._meta.db_table)
    for statement in (f"UPDATE {table} SET device = 'x'", f"DELETE FROM {table}"):  # noqa: S608
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_number_counts_only_as_it_stands_and_waits_for_a_human(cast: Cast) -> None:
    source, eka = machine(cast, with_holders=False), cast.actor("eka", TODAY)
    run = apply_file(cast, source, day_of_taps(date(2026, 3, 2), "0101", ANI, "EMP-20001"))
    assert run.counts["unknown"] == 3
    assert "EMP-20001" in " ".join(run.report["notes"])

    assert map_badges(source, pairs_in(f"{ANI};{cast.ani.nip}"), by=eka, on=TODAY) == 1
    assert Punch.objects.filter(badge__employee=cast.ani).count() == 2
    assert Badge.objects.get(code="0101").employee_id is None


def test_a_number_that_passes_on_leaves_the_old_taps_with_their_owner(cast: Cast) -> None:
    source, eka = machine(cast), cast.actor("eka", TODAY)
    apply_file(cast, source, day_of_taps(date(2026, 3, 2), ANI))
    map_badges(source, pairs_in(f"{ANI} {cast.budi.nip}"), by=eka, on=TODAY, from_day=date(2026, 3, 16))
    apply_file(cast, source, day_of_taps(date(2026, 3, 16), ANI))
    assert set(Punch.objects.filter(badge__employee=cast.ani).values_list("day", flat=True)) == {
        date(2026, 3, 2)
    }
    assert set(Punch.objects.filter(badge__employee=cast.budi).values_list("day", flat=True)) == {
        date(2026, 3, 16)
    }


def test_odd_lines_are_refused_one_by_one_and_given_back(cast: Cast) -> None:
    odd = "".join(
        (
            tap("10 1", "2026-03-02 07:00:00"), tap("", "2026-03-02 07:00:00"), tap(ANI, "2099-03-02 07:00:00"),
            tap(ANI, "1970-01-01 07:00:00"), tap(ANI, "0003-03-02 07:00:00"), tap(ANI, "252026-03-02 07:00:00"),
            tap(ANI, ""), tap(ANI, "2026-03-02 07:20 16:02"), tap(ANI, "2026-03-02 25:00:00"),
        )
    )  # fmt: skip
    run = apply_file(cast, machine(cast), MONTH + odd + f"{ANI}\t2026-03-3")
    assert (run.counts["new"], run.counts["refused"]) == (TAPS, 10)
    told = " ".join(row["message"] for row in run.report["refused"])
    for sentence in (
        "spasi di tengah", "Nomor pada mesin kosong", "tahun 2099", "tahun 1970", "Sel kosong bukan tengah malam",
        "Dua waktu dalam satu kolom", "tidak lengkap",
    ):  # fmt: skip
        assert sentence in told, sentence

    out = io.BytesIO()
    write_refused(run, out, by=cast.actor("eka", TODAY), on=TODAY)
    assert out.getvalue().startswith(b"PK")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_files_in_other_encodings_are_read(cast: Cast, encoding: str) -> None:
    assert apply_file(cast, machine(cast), MONTH.encode(encoding)).counts["new"] == TAPS


def test_what_is_no_record_of_a_machine_is_refused_as_a_whole(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = machine(cast)
    swapped = "".join(f"2026-03-{day:02d} 07:20:00\t{ANI}\t1\t0\t15\t0\r\n" for day in range(2, 30))
    with pytest.raises(FileRefused, match="tertukar"):
        send(cast, source, swapped)
    with pytest.raises(FileRefused, match="nomor, tab, lalu waktu"):
        send(cast, source, "Yth. Kepala Dinas\tterlampir\tlaporan\r\n" * 3)

    monkeypatch.setattr(reading_lines, "MOST_LINES", 10)
    with pytest.raises(FileRefused, match="lebih dari 10 baris"):
        send(cast, source, MONTH)
    assert Punch.objects.count() == 0


def test_a_machine_that_writes_its_columns_otherwise_is_told_once(cast: Cast) -> None:
    source, eka = machine(cast), cast.actor("eka", TODAY)
    odd = MONTH.replace("\r\n", "\n").splitlines()
    lines = [
        "\t".join((cells[1], cells[2], cells[0].strip())) for cells in (line.split("\t") for line in odd)
    ]
    with pytest.raises(FileRefused, match="tertukar"):
        send(cast, source, "\n".join(lines))
    places: dict[str, int | None] = {"code": 3, "at": 1, "device": 2, "button": None, "way": None}
    with pytest.raises(InvalidInput, match="sama"):
        set_columns(source, {**places, "device": 1}, sample=lines[0], by=eka, on=TODAY)
    with pytest.raises(InvalidInput) as refused:
        set_columns(source, {**places, "at": 2, "device": 1}, sample=lines[0], by=eka, on=TODAY)
    assert "sample" in refused.value.fields
    set_columns(source, places, sample=lines[0], by=eka, on=TODAY)
    assert apply_file(cast, source, "\n".join(lines)).counts["new"] == TAPS
    assert set(Punch.objects.values_list("device", "verified_by")) == {("1", "")}


def test_without_the_holidays_of_a_year_nothing_is_read(cast: Cast) -> None:
    old = day_of_taps(date(2019, 3, 4), ANI)
    with pytest.raises(NoCalendar, match="2019"):
        send(cast, machine(cast), old, month="")
    assert Punch.objects.count() == 0


def test_taps_in_csv_need_their_offset(cast: Cast) -> None:
    nip = cast.ani.nip
    text = (
        "nip,waktu_iso8601_dengan_offset,perangkat,jenis,verifikasi,lat,lon,akurasi_m,sumber\n"
        f"{nip},2026-03-02T07:25:10+08:00,hp,in,wajah,-10.1,123.6,8,aplikasi\n"
        f"{nip},2026-03-02T15:30:00+07:00,hp,out,wajah,-10.1,123.6,8,aplikasi\n"
        f"{nip},2026-03-03T07:25:10,hp,in,wajah,,,,aplikasi\n"
    )
    run = apply_file(cast, machine(cast), text, name="aplikasi.csv")
    assert (run.counts["new"], run.counts["refused"], run.counts["people"]) == (2, 1, 1)
    assert "selisih zona" in run.report["refused"][0]["message"]


def test_only_keepers_of_the_place_send_files(cast: Cast) -> None:
    source = machine(cast)
    for name in ("ani", "budi", "gita"):
        with pytest.raises(NotAllowed):
            send(cast, source, MONTH, by=name)
    with pytest.raises(NotFound):
        send(cast, source, MONTH, by="ivan")
