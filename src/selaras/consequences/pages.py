"""What the pages of angka kredit show, ready made: no query and no rule is left for a template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, decide
from selaras.consequences.credit import CreditAccount
from selaras.consequences.gates import Gate, collects, gates_of, refusal_to_propose
from selaras.consequences.models import ImportedOpening, Pak
from selaras.consequences.numbers import points_text
from selaras.consequences.trails import determinations_as_plain, opening_as_plain, results_as_plain
from selaras.core.errors import Text
from selaras.evaluation.explain import readable
from selaras.evaluation.models import Evaluation
from selaras.organisation.models import PositionKind
from selaras_rules import Jenjang, Step


@dataclass(frozen=True, slots=True)
class RowOnPage:
    """One conversion as it is written."""

    evaluation_id: Any
    label: str
    predikat: str
    months: int
    points: str
    is_disputed: bool
    because: list[Step]


@dataclass(frozen=True, slots=True)
class GateOnPage:
    """One gate with its button or the reason why there is none."""

    gate: Gate
    need: str
    missing: str
    refusal: Text
    may_propose: bool
    pending: Pak | None
    because: list[Step]


@dataclass(frozen=True, slots=True)
class AccountPage:
    """The page of one person."""

    account: CreditAccount
    is_own: bool
    points: str
    jenjang: str
    # Why there is no account, with the article where the law says so.
    absence: Text
    absence_because: list[Step]
    rows: list[RowOnPage]
    gates: list[GateOnPage]
    pak_list: Sequence[Pak]
    may_record: bool
    source: str
    golongan_differs: bool
    because: list[Step]


def account_page(account: CreditAccount, pak_list: Sequence[Pak], *, by: Actor) -> AccountPage:
    """Everything the page shows of one account."""
    employee, opening = account.employee, account.opening
    absence, because = _absence(account)
    gates = [_gate_on_page(account, gate, pak_list, by) for gate in gates_of(account)] if not absence else []
    return AccountPage(
        account=account, is_own=employee.pk == by.employee_id, points=points_text(account.points),
        jenjang=f"{Jenjang(opening.jenjang).label} · {opening.golongan}" if opening else "", absence=absence,
        absence_because=because, rows=[_row(row) for row in account.rows], gates=gates, pak_list=pak_list,
        may_record=bool(decide(by, Permission.RECORD_ANGKA_KREDIT, employee)), source=_source(account),
        golongan_differs=bool(opening and employee.golongan and employee.golongan != opening.golongan),
        because=[readable(step) for step in account.finding.because] if account.finding else [],
    )  # fmt: skip


def _absence(account: CreditAccount) -> tuple[Text, list[Step]]:
    """Why this person has no account of angka kredit."""
    position = account.employee.position
    collecting = collects(account.employee, account.ruleset)
    if collecting is not None and not collecting.value:
        return _("Tidak mengumpulkan angka kredit"), [readable(step) for step in collecting.because]
    if collecting is None or position is None or position.kind != PositionKind.JF:
        return _("Angka kredit hanya ada pada jabatan fungsional"), []
    return "", []


def _source(account: CreditAccount) -> str:
    opening = account.opening
    if isinstance(opening, ImportedOpening):
        return _("Daftar PAK «%(source)s», baris %(line)s") % {
            "source": opening.run.source.name, "line": opening.line
        }  # fmt: skip
    if opening is None or opening.recorded_by is None:
        return ""
    return _("Dicatat oleh %(who)s") % {"who": opening.recorded_by.full_name}


def _row(row: Any) -> RowOnPage:
    found = row.finding.value
    return RowOnPage(
        row.evaluation_id, row.label, found.predikat.value, found.months, points_text(found.points), row.is_disputed,
        [readable(step) for step in row.finding.because],
    )  # fmt: skip


def _gate_on_page(account: CreditAccount, gate: Gate, pak_list: Sequence[Pak], by: Actor) -> GateOnPage:
    waiting = (pak for pak in pak_list if pak.status == "proposed" and pak.replaces_id is None)
    pending = next((pak for pak in waiting if pak.goal == gate.goal), None)
    allowed = decide(by, Permission.PROPOSE_PAK, account.employee)
    refusal: Text = "" if pending else refusal_to_propose(account, gate) or ""
    return GateOnPage(
        gate, points_text(gate.finding.value.need), points_text(gate.missing), refusal, bool(allowed), pending,
        [readable(step) for step in gate.finding.because],
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person of the list: what is there and what is missing, never a place in an order."""

    account: CreditAccount
    jenjang: str
    points: str
    rank_missing: str
    tone: str
    icon: str
    state: Text


def line_of(account: CreditAccount) -> PersonLine:
    """One line of the list."""
    opening, counted = account.opening, account.finding
    if opening is None:
        return PersonLine(account, "", "–", "–", "wait", "file-up", _("PAK awal belum ada"))
    jenjang = f"{Jenjang(opening.jenjang).label} · {opening.golongan}"
    if counted is None:
        return PersonLine(account, jenjang, "–", "–", "warning", "circle-alert", account.problem)
    reached = counted.value.reaches_rank or counted.value.reaches_tier
    state = _("Kebutuhan tercapai") if reached else _("Sedang dikumpulkan")
    return PersonLine(
        account, jenjang, points_text(counted.value.points), points_text(counted.value.rank_missing),
        "good" if reached else "info", "circle-check" if reached else "clock", state,
    )  # fmt: skip


def account_plain(
    account: CreditAccount, results: Sequence[Evaluation] = (), pak_list: Sequence[Pak] = ()
) -> dict[str, Any]:
    """The account with all reasons, people and times as plain data. One query for the determinations."""
    decided = results_as_plain(results)
    return {
        "nip": account.employee.nip,
        "opening": opening_as_plain(account),
        "finding": account.finding.to_json() if account.finding else None,
        "rows": [
            {
                "period": row.label, "evaluation": str(row.evaluation_id), **row.finding.to_json(),
                **decided.get(row.evaluation_id, {}),
            }
            for row in account.rows
        ],
        "left_out": [{"period": row.label, "reason": row.reason} for row in account.left_out],
        "gates": [{"goal": gate.goal, "title": gate.title, **gate.finding.to_json()} for gate in gates_of(account)],
        "determinations": determinations_as_plain(pak_list),
        "fingerprint": account.ruleset.fingerprint,
        "law_day": account.ruleset.on.isoformat(),
    }  # fmt: skip
