"""What «Mengapa?» of angka kredit and TPP tells beside the reasons: who did what and when, from which paper or file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from selaras.authorization import Actor
from selaras.consequences.credit import CreditAccount, Opening
from selaras.consequences.events import TPP_RELEASED
from selaras.consequences.models import CreditOpening, ImportedOpening, Pak, TppCorrection, TppShare
from selaras.consequences.numbers import points_text
from selaras.consequences.punished import open_inputs
from selaras.consequences.tpp import told
from selaras.consequences.tpp_changes import ruleset_of
from selaras.core import clock
from selaras.core.models import AuditEvent, DecisionRecord
from selaras.evaluation.conditions import address
from selaras.evaluation.explain import ChainLink, decision_as_plain, readable
from selaras.evaluation.models import Evaluation
from selaras.organisation.models import Agency
from selaras_rules import Finding, Period, Predikat, Step, Tpp


def deciders_of(account: CreditAccount) -> list[Evaluation]:
    """The results behind an account with who decided each. One query."""
    rows = Evaluation.objects.filter(pk__in=[row.evaluation_id for row in account.rows])
    return list(rows.select_related("finalised_by", "skp").order_by("finalised_at"))


def credit_chain(
    account: CreditAccount, results: Sequence[Evaluation], pak_list: Iterable[Pak]
) -> list[ChainLink]:
    """Beginning, results and determinations of an account, the oldest first."""
    agency = account.employee.agency
    links = [*_opened(account.opening, agency)]
    for row in results:
        links += _fixed(row, agency)
    for pak in pak_list:
        links += _determined(pak, agency)
    return sorted(links, key=lambda link: link.at)


def _opened(opening: Opening | None, agency: Agency) -> Iterator[ChainLink]:
    if isinstance(opening, CreditOpening):
        who = opening.recorded_by.full_name if opening.recorded_by else _("Sistem")
        text = _("Angka kredit awal: %s") % opening.document
        yield ChainLink(clock.local(opening.recorded_at, agency), who, text, "file-text", "neutral", "")
    elif opening is not None:
        run = opening.run
        at, text = (
            clock.local(run.applied_at or run.sent_at, agency),
            _("Angka kredit awal: %s") % opening.document,
        )
        yield ChainLink(at, run.source.name, text, "file-up", "neutral", f"SHA-256 {run.sha256}")


def _fixed(row: Evaluation | None, agency: Agency) -> Iterator[ChainLink]:
    if row is None or row.finalised_at is None:
        return
    who = row.finalised_by.full_name if row.finalised_by else ""
    facts = {"period": row.span.label, "predikat": Predikat(row.predikat).label}
    text = _("Hasil %(period)s ditetapkan; yang berlaku %(predikat)s") % facts
    at, url = clock.local(row.finalised_at, agency), address("evaluation:why", row.pk)
    yield ChainLink(at, who, text, "lock", "neutral", "", url)


def _determined(pak: Pak, agency: Agency) -> Iterator[ChainLink]:
    url, who = address("consequences:pak", pak.pk), pak.proposed_by.full_name if pak.proposed_by else ""
    text, note = _("Penetapan diusulkan: %s") % pak.content.get("gate", pak.get_goal_display()), ""
    if pak.replaces_id is not None:
        named = pak.content["replaces"]
        text = _("Aturan yang berlaku surut: pengganti penetapan %s diusulkan") % named["number"]
        note = named["reason"]
    yield ChainLink(clock.local(pak.proposed_at, agency), who, text, "send", "neutral", note, url)
    if pak.decided_at is None:
        return
    who, at = pak.decided_by.full_name if pak.decided_by else "", clock.local(pak.decided_at, agency)
    if pak.status == "determined":
        text = _("Angka kredit ditetapkan: %s") % points_text(pak.points)
        yield ChainLink(at, who, text, "circle-check", "good", "", url)
    else:
        yield ChainLink(at, who, _("Usul penetapan dikembalikan"), "undo-2", "neutral", pak.reason, url)


def opening_as_plain(account: CreditAccount) -> dict[str, Any] | None:
    """With what an account begins, and where that is known from."""
    opening = account.opening
    if opening is None:
        return None
    found: dict[str, Any] = {
        "points": str(opening.points), "jenjang": opening.jenjang, "golongan": opening.golongan,
        "counted_from": opening.counted_from.isoformat(), "rank_since": opening.rank_since.isoformat(),
        "document": opening.document,
    }  # fmt: skip
    if isinstance(opening, ImportedOpening):
        run = opening.run
        return found | {"source": run.source.name, "line": opening.line, "sha256": run.sha256}
    who = opening.recorded_by.full_name if opening.recorded_by else None
    return found | {"recorded_by": who, "recorded_at": opening.recorded_at.isoformat()}


def determinations_as_plain(pak_list: Sequence[Pak]) -> list[dict[str, Any]]:
    """Every determination with the decision behind it. One query."""
    rows = DecisionRecord.objects.filter(about_id__in=[pak.pk for pak in pak_list], kind="angka_kredit")
    decisions = {row.about_id: decision_as_plain(row) for row in rows}
    return [
        {
            "id": str(pak.pk), "goal": pak.goal, "status": pak.status, "points": str(pak.points),
            "proposed_by": pak.proposed_by.full_name if pak.proposed_by else None,
            "proposed_at": pak.proposed_at.isoformat(), "reason": pak.reason,
            "decided_by": pak.decided_by.full_name if pak.decided_by else None,
            "decided_at": pak.decided_at.isoformat() if pak.decided_at else None,
            "decision": decisions.get(pak.pk), "replaces": pak.content.get("replaces"),
        }
        for pak in pak_list
    ]  # fmt: skip


def results_as_plain(results: Iterable[Evaluation]) -> dict[UUID, dict[str, Any]]:
    """Who decided the results behind an account, and when."""
    return {
        row.pk: {
            "decided_by": row.finalised_by.full_name if row.finalised_by else None,
            "decided_at": row.finalised_at.isoformat() if row.finalised_at else None,
        }
        for row in results
    }


@dataclass(frozen=True, slots=True)
class ToldCorrection:
    """A correction step by step, by the law and choices it was counted by."""

    row: TppCorrection
    because: tuple[Step, ...]


def told_corrections(share: TppShare) -> list[ToldCorrection]:
    """The corrections of a share, the oldest first. One query."""
    return [_told_correction(row, share) for row in _corrections_of(share)]


def _corrections_of(share: TppShare) -> Iterable[TppCorrection]:
    rows = share.corrections.select_related("basis", "confirmed_by").order_by("found_at")
    for row in rows:
        row.share = share
        yield row


def _told_correction(row: TppCorrection, share: TppShare) -> ToldCorrection:
    if not row.inputs:
        return ToldCorrection(row, ())
    month = Period.of_month(share.tpp_month.month.year, share.tpp_month.month.month)
    finding = told(row.inputs, ruleset_of(row.told_by, month, share.agency))
    return ToldCorrection(row, tuple(readable(step) for step in finding.because))


def share_chain(share: TppShare, corrections: Iterable[ToldCorrection]) -> list[ChainLink]:
    """Result, regulation, count, release and corrections of a share, the oldest first."""
    agency, run = share.agency, share.told_by
    regulation, system = run.regulation, _("Sistem")
    named = regulation.recorded_by.full_name if regulation.recorded_by else system
    counted = run.counted_by.full_name if run.counted_by else system
    at, text = clock.local(regulation.recorded_at, agency), _("Peraturan dicatat: %s") % regulation.number
    links = [ChainLink(at, named, text, "scroll-text", "neutral", "")]
    at = clock.local(run.counted_at, agency)
    links.append(ChainLink(at, counted, _("Bulan ini dihitung"), "clipboard-list", "neutral", ""))
    links += _fixed(share.evaluation, agency)
    links += _released(share.released_at, agency)
    for one in corrections:
        links += _corrected(one.row, agency)
    return sorted(links, key=lambda link: link.at)


def _released(moment: datetime | None, agency: Agency) -> Iterator[ChainLink]:
    """Who released it stands in the trail of changes: the first release recorded from that moment on. One query."""
    if moment is None:
        return
    rows = AuditEvent.objects.filter(kind=TPP_RELEASED.code, about_id=agency.pk, at__gte=moment).order_by(
        "at"
    )
    who = rows.values_list("actor_name", flat=True).first() or ""
    yield ChainLink(clock.local(moment, agency), who, _("Persentase dilepas"), "check-check", "good", "")


def _corrected(row: TppCorrection, agency: Agency) -> Iterator[ChainLink]:
    facts = {"old": points_text(row.old_percent), "new": points_text(row.new_percent)}
    text = _("Koreksi diketahui: %(old)s%% menjadi %(new)s%%") % facts
    note = _("Dilepas") if row.released_at else _("Belum dilepas")
    yield ChainLink(clock.local(row.found_at, agency), "", text, "scale", "info", note)
    if row.confirmed_at is not None and row.confirmed_by is not None:
        text, at = _("Koreksi karena aturan yang berlaku surut dikonfirmasi"), row.confirmed_at
        yield ChainLink(
            clock.local(at, agency), row.confirmed_by.full_name, text, "scroll-text", "good", row.reason
        )


def share_as_plain(
    share: TppShare, finding: Finding[Tpp] | None, corrections: Iterable[ToldCorrection], *, by: Actor
) -> dict[str, Any]:
    """A share with everything behind it as plain data: rule, regulation, result, people and times, corrections.

    What was kept of a punishment is only for its person.
    """
    run, result = share.told_by, share.evaluation
    regulation = run.regulation
    return {
        "month": f"{share.tpp_month.month:%Y-%m}",
        "value": finding.to_json()["value"] if finding else None,
        "percent": str(share.percent) if share.percent is not None else None,
        "gap": share.gap or None,
        "gap_note": share.gap_note,
        "gap_owner": share.gap_owner.full_name if share.gap_owner else None,
        "because": [step.to_json() for step in finding.because] if finding else [],
        "inputs": open_inputs(share, by),
        "choices": run.choices,
        "fingerprint": run.fingerprint,
        "regulation": {
            "number": regulation.number, "title": regulation.title, "effective": regulation.effective.isoformat(),
            "recorded_by": regulation.recorded_by.full_name if regulation.recorded_by else None,
            "recorded_at": regulation.recorded_at.isoformat(),
        },
        "result": {"evaluation": str(result.pk), **results_as_plain([result])[result.pk]} if result else None,
        "counted_by": run.counted_by.full_name if run.counted_by else None,
        "counted_at": run.counted_at.isoformat(),
        "released_at": share.released_at.isoformat() if share.released_at else None,
        "corrections": [
            {
                "old": str(one.row.old_percent), "new": str(one.row.new_percent), "inputs": open_inputs(one.row, by),
                "because": [step.to_json() for step in one.because], "found_at": one.row.found_at.isoformat(),
                "due_month": f"{one.row.due_month:%Y-%m}",
                "released_at": one.row.released_at.isoformat() if one.row.released_at else None,
                "cause": one.row.cause, "reason": one.row.reason,
                "confirmed_by": one.row.confirmed_by.full_name if one.row.confirmed_by else None,
                "fingerprint": one.row.told_by.fingerprint,
            }
            for one in corrections
        ],
    }  # fmt: skip
