"""`selaras tick`: do what the clock asks for; run it every quarter of an hour, or as often as one likes.

Superiors whose acting head begins or ends today; reminders of plans, of talks on the calendar, of actions whose day
has come, of what the rules propose for absence; results of surveys that were published become the number of indicators
that take them; sessions whose time is over, and the focus of weeks that are over, are swept out. Each is done once,
however often it runs.
"""

from __future__ import annotations

import argparse
import json
from typing import Any

from selaras.operations.agencies import agencies_asked


def add_arguments(parser: argparse.ArgumentParser, verb: str) -> None:
    parser.add_argument("--agency", metavar="KODE", help="hanya instansi ini")


def run(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from selaras.accounts.sessions import sweep_ended_sessions

    sweep_ended_sessions()
    agencies = agencies_asked(options.agency)
    _note_silence(agencies_asked(None))
    done = [_tick(agency) for agency in agencies]
    if options.json:
        print(json.dumps(done, ensure_ascii=False))
    elif not options.quiet:
        for row in done:
            print(_sentence(row))
    return 1 if any(row["error"] for row in done) else 0


def _note_silence(agencies: list[Any]) -> None:
    """A silence since the last beat is kept for every agency before the next beat: a failure in between loses none."""
    from django.db import transaction

    from selaras.core import clock
    from selaras.core.heartbeat import beat, silence_before_now
    from selaras.core.scoping import agency_scope
    from selaras.organisation.services.outages import record_found_outage

    with transaction.atomic():
        silence = silence_before_now()
        if silence is not None:
            for agency in agencies:
                with agency_scope(agency.pk):
                    record_found_outage(agency, silence, clock.today(agency))
        beat()


def _tick(agency: Any) -> dict[str, Any]:
    """One agency; what goes wrong there is said and holds up no other."""
    from selaras.core import clock
    from selaras.core.audit import SYSTEM
    from selaras.core.errors import SelarasError
    from selaras.core.scoping import agency_scope
    from selaras.discipline.selectors import people_on_leave
    from selaras.discipline.services.proposal_reminders import send_proposal_reminders
    from selaras.evaluation.services.objection_reminders import send_objection_reminders
    from selaras.evaluation.services.outages import extend_after_outages
    from selaras.evaluation.services.rating_reminders import send_rating_reminders
    from selaras.exchange.national.connecting import configured_service
    from selaras.exchange.services import send_due
    from selaras.monitoring.services import bring_numbers, forget_old_focus, send_talk_reminders
    from selaras.planning.services.reminders import send_plan_reminders
    from selaras.web.daily import keep_current
    from selaras_rules import RulesError

    row: dict[str, Any] = {"agency": agency.code, "reminded": {}, "quiet": False, "extended": 0, "error": ""}
    try:
        with agency_scope(agency.pk):
            keep_current(agency)
            extended = len(extend_after_outages(agency))
            forget_old_focus(agency, on=clock.today(agency))
            bring_numbers("index", by=SYSTEM, on=clock.today(agency))
            sent = send_plan_reminders(agency, away=people_on_leave)
            talks = send_talk_reminders(agency)
            ratings = send_rating_reminders(agency)
            objections = send_objection_reminders(agency)
            proposals = send_proposal_reminders(agency)
            service = configured_service()
            if service is not None:
                send_due(agency, service)
    except (SelarasError, RulesError) as error:
        row["error"] = str(error)
    else:
        told = {
            "talks": talks.talks,
            "actions": talks.actions,
            "ratings": ratings.people,
            "objections": objections,
            "discipline": proposals,
        }
        row |= {
            "reminded": {**sent.counts, **{kind: n for kind, n in told.items() if n}},
            "quiet": sent.is_quiet,
            "extended": extended,
        }
    return row


def _sentence(row: dict[str, Any]) -> str:
    if row["error"]:
        return f"{row['agency']}: {row['error']}"
    if row["quiet"]:
        return f"{row['agency']}: di luar jam kerja, tidak ada pengingat."
    return f"{row['agency']}: {sum(row['reminded'].values())} pengingat dikirim."
