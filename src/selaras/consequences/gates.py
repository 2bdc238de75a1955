"""The gates before a JF: pangkat, jenjang, and once without vacancy; and when the angka kredit will be reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from selaras.consequences.credit import CreditAccount, Opening
from selaras.consequences.models import PakGoal, PromotionFacts
from selaras.core.errors import Text
from selaras.organisation.models import Employee, EmployeeKind
from selaras_rules import (
    AngkaKreditAccount,
    EmployeeStatus,
    Finding,
    Jenjang,
    JfRecord,
    Predikat,
    Promotion,
    RulesError,
    Ruleset,
    TierFacts,
    add_months,
    collects_angka_kredit,
    convert_angka_kredit,
    date_label,
    promote_jenjang,
    promote_rank,
    promote_rank_without_vacancy,
)

_LONGEST_FORECAST = 30 * 12
_STATUS = {
    EmployeeKind.PNS: EmployeeStatus.PNS,
    EmployeeKind.CPNS: EmployeeStatus.CPNS,
    EmployeeKind.PPPK: EmployeeStatus.PPPK,
    EmployeeKind.PPPK_PART_TIME: EmployeeStatus.PPPK,
}


@dataclass(frozen=True, slots=True)
class Gate:
    """One way up: every condition told, the need, and when it will be reached if things go on as they are."""

    goal: PakGoal
    title: str
    finding: Finding[Promotion]
    missing: Decimal | None
    forecast: str

    @property
    def is_open(self) -> bool:
        """Whether every condition is met."""
        return self.finding.value.is_open

    @property
    def is_reached(self) -> bool:
        """Whether the angka kredit is there, so that it may be determined."""
        return self.missing == 0


def collects(employee: Employee, ruleset: Ruleset) -> Finding[bool] | None:
    """Whether this person collects angka kredit at all; None for who is no ASN."""
    status = _STATUS.get(EmployeeKind(employee.kind))
    return collects_angka_kredit(status, ruleset) if status else None


def gates_of(account: CreditAccount) -> list[Gate]:
    """The gates of a counted account, in the order pangkat, jenjang; empty before anything is counted."""
    opening, counted = account.opening, account.finding
    if opening is None or counted is None:
        return []
    try:
        record = _record_of(account, opening, counted.value)
        return [_rank_gate(account, counted.value, record), *_tier_gates(account, counted.value, record)]
    except RulesError:
        return []


def _record_of(account: CreditAccount, opening: Opening, counted: AngkaKreditAccount) -> JfRecord:
    return JfRecord(
        status=_STATUS[EmployeeKind(account.employee.kind)], jenjang=Jenjang(opening.jenjang),
        golongan=opening.golongan, points=counted.points, rank_since=opening.rank_since,
        predikat=tuple(account.years.values()), is_sworn_in=account.facts.is_sworn_in if account.facts else True,
        starts_at=opening.starts_at,
    )  # fmt: skip


def _rank_gate(account: CreditAccount, counted: AngkaKreditAccount, record: JfRecord) -> Gate:
    finding = promote_rank(record, account.ruleset)
    if record.golongan == record.jenjang.golongan[-1] and record.jenjang.next is not None:
        # From the top golongan the jenjang comes first; only where there is no vacancy may pangkat rise once before.
        was_used = account.facts is not None and account.facts.has_risen_without_vacancy
        without = promote_rank_without_vacancy(
            record, _tier_facts(account.facts, account.ruleset.on), account.ruleset, was_used=was_used
        )
        finding = without if without.value.is_open else finding
    target = finding.value.target or ""
    title = _("Kenaikan pangkat ke %(target)s") % {"target": target} if target else _("Kenaikan pangkat")
    return Gate(PakGoal.RANK, title, finding, counted.rank_missing, forecast(account, counted.rank_missing))


def _tier_gates(account: CreditAccount, counted: AngkaKreditAccount, record: JfRecord) -> list[Gate]:
    if record.jenjang.next is None:
        return []
    finding = promote_jenjang(record, _tier_facts(account.facts, account.ruleset.on), account.ruleset)
    title = _("Kenaikan jenjang ke %(target)s") % {"target": record.jenjang.next.label}
    return [Gate(PakGoal.TIER, title, finding, counted.tier_missing, forecast(account, counted.tier_missing))]


def _tier_facts(facts: PromotionFacts | None, on: date) -> TierFacts:
    if facts is None:
        return TierFacts(has_vacancy=False, passed_competence_test=False)
    passed = facts.passed_test_on is not None and facts.passed_test_on <= on
    return TierFacts(facts.has_vacancy, passed, facts.is_on_map, facts.has_education)


def forecast(account: CreditAccount, missing: Decimal | None) -> str:
    """When the points will be there if the last predikat stays; empty where nothing is missing or known."""
    opening = account.opening
    if not missing or opening is None or not account.rows:
        return ""
    last = max(account.rows, key=lambda row: row.end)
    months = _months_until(missing, last.predikat, Jenjang(opening.jenjang), account.ruleset)
    if months is None:
        return ""
    day = add_months(last.end + timedelta(days=1), months) - timedelta(days=1)
    return _("Bila predikat tetap %(predikat)s, angka kreditnya tercapai pada %(day)s.") % {
        "predikat": last.predikat.label,
        "day": date_label(day),
    }


def _months_until(missing: Decimal, predikat: Predikat, jenjang: Jenjang, ruleset: Ruleset) -> int | None:
    """Whole months of one predikat until so many points; each year is one row, as the law rounds."""
    part = [Decimal(0)]
    part += [convert_angka_kredit(predikat, jenjang, months, ruleset).value.points for months in range(1, 13)]
    for months in range(1, _LONGEST_FORECAST + 1):
        if months // 12 * part[12] + part[months % 12] >= missing:
            return months
    return None


def refusal_to_propose(account: CreditAccount, gate: Gate) -> Text | None:
    """Why the angka kredit of this gate can't be put forward now; None when it can."""
    if not gate.is_reached:
        shortfall = format((gate.missing or Decimal(0)).normalize(), "f").replace(".", ",")
        if gate.missing is None:
            return _("Tidak ada kebutuhan angka kredit berikutnya pada kategori jabatan ini.")
        return _("Masih kurang %(points)s angka kredit.") % {"points": shortfall}
    if account.is_disputed:
        return _("Satu hasil di dalamnya menunggu keputusan keberatan. Usulkan setelah keputusan itu.")
    if account.employee.pejabat_penilai_id is None:
        return _("Pejabat penilai belum tercatat; admin OPD dapat memperbaikinya pada data pegawai.")
    return None
