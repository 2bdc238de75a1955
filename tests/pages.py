"""Every page, and to whom it is open: one line each, reviewed against `selaras.authorization.table`.

`to` names who gets the page. Of the others, those who `know` the thing are told that this step is not theirs
(403); for everybody else it does not exist (404). The stranger from the other city knows nothing of Kupang.
Pages of one's own office (lists, one's own things) are open to everybody, in everybody's own agency.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

OFFICE = frozenset({"ani", "budi", "citra", "dewi", "eka", "fajar", "gita", "hadi"})
EVERYBODY = OFFICE | {"ivan"}
ADMINS = frozenset({"eka", "fajar"})
CITY_ADMIN = frozenset({"fajar"})
OVERSEERS = ADMINS | {"gita"}
# Who may read what belongs to …: oneself, pejabat penilai, atasan, both admins, the inspector.
OF_ANI = OVERSEERS | {"ani", "budi", "citra"}
OF_HADI = OVERSEERS | {"hadi", "budi", "citra"}
OF_BUDI = OVERSEERS | {"budi", "citra", "dewi"}
OF_CITRA = OVERSEERS | {"citra", "dewi"}
OF_EKA = OVERSEERS | {"citra", "dewi"}
ABOUT_OFFICES = OVERSEERS | {"dewi"}

AT_THE_TABLE = ABOUT_OFFICES | {"budi", "citra"}
OF_THE_CASE = frozenset({"hadi", "budi", "fajar"})
OF_THE_PUSKESMAS = frozenset({"ani", "budi", "hadi"})

# Nobody plans for the mayor, and these have no superior on record.
WITHOUT_SKP = frozenset({"dewi", "fajar", "gita", "ivan"})

GETS, REDIRECTS, REFUSED, UNKNOWN, CONFLICT = 200, 302, 403, 404, 409


@dataclass(frozen=True, slots=True)
class Page:
    """One URL: its name and arguments, to whom it is open, and what it is.

    `is_common` is about a thing that all agencies share, such as the law; a stranger may know that it exists.
    """

    name: str
    args: tuple[str, ...] = ()
    to: frozenset[str] = EVERYBODY
    know: frozenset[str] = frozenset()
    is_public: bool = False
    is_common: bool = False
    takes: str = "GET"
    shows: str = "page"
    instead: Mapping[str, int] = field(default_factory=dict)

    @property
    def reader(self) -> str:
        """Who looks at it when it is measured."""
        return next(
            name
            for name in ("ani", "hadi", "budi", "citra", "dewi", "eka", "fajar", "gita")
            if name in self.to
        )

    def path(self, keys: Mapping[str, Any]) -> str:
        """The address with the keys of what was staged; an argument that is no key stands for itself."""
        return reverse(self.name, args=[keys.get(arg, arg) for arg in self.args])

    def expected(self, person: str) -> int:
        """The status this person gets; None of them is ever 500."""
        if person in self.instead:
            return self.instead[person]
        if person in self.to:
            return GETS
        return REFUSED if person in self.know else UNKNOWN


def one(
    name: str, *args: str, to: frozenset[str] | set[str], know: frozenset[str] = frozenset(), **more: Any
) -> Page:
    """A page about one thing."""
    return Page(name, args, frozenset(to), know, **more)


def post(name: str, *args: str, **more: Any) -> Page:
    """A step without a page of its own: asking for it is a mistake of the program that asks (405)."""
    return Page(name, args, takes="POST", **more)


def office(name: str, to: frozenset[str], **more: Any) -> Page:
    """A page of an office held: who does not hold it is told so."""
    return Page(name, to=to, know=EVERYBODY, **more)


WEB = (
    Page("web:home"),
    Page("web:outbox", is_public=True),
    Page("web:manifest", is_public=True, shows="file"),
    Page("web:worker", is_public=True, shows="file"),
    Page("web:style", is_public=True),
    post("web:theme", is_public=True),
    Page("web:language", is_public=True, shows="redirect"),
    Page("web:notices"),
    office("web:audit", CITY_ADMIN | {"gita"}),
    Page("web:law"),
    Page("web:law_changes"),
    Page("web:law_register"),
    Page("web:law_subject", ("predikat",), is_common=True),
    Page("web:accessibility", is_public=True),
    Page("web:role"),
    one("web:role_of", "employee", to=OF_ANI | {"dewi"}),
    office("web:corrections", ADMINS),
    one("web:correction_decide", "correction", to=ADMINS),
    Page("web:verify", ("code",), is_public=True),
)
ACCOUNTS = (
    Page("accounts:activate", is_public=True),
    post("accounts:demo", "ani", is_public=True),
    Page("accounts:profile"),
    office("accounts:admin", ADMINS),
    post("accounts:code_sheet", "opd"),
    one("accounts:reset", "employee", to=ADMINS, know=EVERYBODY),
)
ORGANISATION = (
    Page("organisation:employees"),
    one("organisation:employee", "employee", to=OF_ANI | {"dewi"}),
    Page("organisation:team"),
    Page("organisation:units"),
    Page("organisation:wrong_superior"),
    office("organisation:import", CITY_ADMIN),
    Page("organisation:import_template", shows="file"),
    one("organisation:import_detail", "staff_import", to=CITY_ADMIN, know=EVERYBODY),
    post("organisation:import_apply", "staff_import"),
    post("organisation:import_again", "staff_import"),
    one("organisation:import_problems", "staff_import", to=CITY_ADMIN, know=EVERYBODY, shows="file"),
    office("organisation:delegations", ADMINS),
    office("organisation:delegation_add", ADMINS),
    one("organisation:delegation_end", "delegation", to=ADMINS),
    office("organisation:acting_head_add", ADMINS),
    one("organisation:acting_head_end", "acting", to=ADMINS),
    Page("organisation:choices"),
    Page("organisation:system_outages"),
    one("organisation:choice", "skp.approach", to=CITY_ADMIN, know=EVERYBODY),
)
INTAKE = (
    office("intake:sources", ADMINS),
    post("intake:deliver", is_public=True),
    Page("intake:source_add", ("service_counts",), ADMINS, EVERYBODY, is_common=True),
    one("intake:source", "source", to=ADMINS),
    one("intake:token", "source", to=ADMINS),
    post("intake:token_revoke", "source"),
    one("intake:run", "delivery", to=ADMINS),
    one("intake:headings", "delivery", to=ADMINS),
    one("intake:units", "delivery", to=ADMINS),
    post("intake:apply", "delivery"),
    post("intake:again", "delivery"),
    one("intake:withdraw", "delivery", to=ADMINS),
    one("intake:refused", "delivery", to=ADMINS, shows="file"),
)
PLANNING = (
    Page("planning:mine"),
    Page("planning:start"),
    Page("planning:awaiting"),
    post("planning:agree_marked"),
    Page("planning:readiness"),
    Page("planning:sheets"),
    one("planning:sheets_detail", "sheets", to={"hadi"}),
    post("planning:sheets_apply", "sheets"),
    one("planning:sheets_refused", "sheets", to={"hadi"}, shows="file"),
    one("planning:version_xlsx", "version", to=OF_ANI, shows="file"),
    one("planning:draft_xlsx", "draft", to=OF_HADI, shows="file"),
    one("planning:unfinished", "opd", to=ADMINS | {"budi", "citra", "dewi"}, know=OFFICE),
    Page("planning:matrix"),
    one("planning:matrix_cell", "leader_rhk", "employee", to={"budi"}),
    one("planning:matrix_person", "employee", to={"budi"}),
    one("planning:matrix_result", "leader_rhk", to={"budi"}),
    Page("planning:matrix_paste", to=frozenset({"budi", "citra"})),
    Page("planning:matrix_borrow", instead=dict.fromkeys(WITHOUT_SKP, UNKNOWN)),
    one("planning:borrowing", "borrowing", to={"budi", "citra", "eka"}),
    post("planning:borrowing_end", "borrowing"),
    Page("planning:offers"),
    one("planning:offer_add", "leader_rhk", to={"ani", "hadi"}),
    one("planning:offer_answer", "offer", to={"budi"}),
    post("planning:offer_withdraw", "offer"),
    Page("planning:goals"),
    office("planning:goal_add", ADMINS),
    Page("planning:orphans"),
    Page("planning:orphans_xlsx", shows="file"),
    Page("planning:benefits"),
    Page("planning:benefits_xlsx", shows="file"),
    one("planning:goal_picture", "goal", to=OFFICE),
    one("planning:upward", "agreed_rhk", to=OF_ANI),
    Page("planning:standards"),
    office("planning:standard_add", ADMINS),
    one("planning:standard_edit", "standard", to=ADMINS, know=OFFICE),
    one("planning:goal_sources", "goal", to=OFFICE),
    post("planning:goal_sources_part", "goal"),
    one("planning:standard_pick", "rhk", to={"hadi"}, know=OF_HADI),
    one("planning:goal_detail", "goal", to=OFFICE),
    one("planning:goal_edit", "goal", to=ADMINS, know=OFFICE),
    Page("planning:library"),
    office("planning:library_add", ADMINS),
    post("planning:library_load"),
    office("planning:library_doubted", CITY_ADMIN),
    one("planning:library_decide", "indicator_change", to=CITY_ADMIN, know=OFFICE),
    one("planning:library_detail", "indicator", to=OFFICE),
    post("planning:library_adopt", "indicator"),
    one("planning:library_change", "indicator", to=ADMINS, know=OFFICE),
    one("planning:library_retire", "indicator", to=CITY_ADMIN, know=OFFICE),
    one("planning:library_doubt", "indicator", to=OFFICE),
    one("planning:rhk_edit", "rhk", to={"hadi"}, know=OF_HADI),
    one("planning:rhk_remove", "rhk", to={"hadi"}, know=OF_HADI),
    post("planning:rhk_review", "rhk"),
    one("planning:iki_add", "rhk", to={"hadi"}, know=OF_HADI),
    one("planning:iki_edit", "iki", to={"hadi"}, know=OF_HADI),
    one("planning:iki_remove", "iki", to={"hadi"}, know=OF_HADI),
    one("planning:propose", "iki", to={"hadi", "budi"}, know=OF_HADI),
    one("planning:proposal", "proposal", to=OF_HADI),
    post("planning:proposal_accept", "proposal"),
    one(
        "planning:proposal_decline",
        "proposal",
        to=set(),
        know=OF_HADI,
        shows="redirect",
        instead={"hadi": REDIRECTS, "budi": REDIRECTS},
    ),
    post("planning:proposal_withdraw", "proposal"),
    one("planning:version", "version", to=OF_ANI),
    one("planning:pdf", "version", to=OF_ANI, shows="file"),
    one("planning:lampiran_pdf", "version", to=OF_ANI, shows="file"),
    one("planning:detail", "skp", to=OF_ANI),
    one("planning:edit", "draft", to={"hadi"}, know=OF_HADI),
    one("planning:rhk_add", "draft", to={"hadi"}, know=OF_HADI),
    one("planning:teaching", "draft", to={"hadi"}, know=OF_HADI),
    post("planning:hint", "draft"),
    one("planning:need", "skp", "1", to={"budi"}, know=OF_ANI),
    one("planning:behaviour", "draft", to={"hadi", "budi"}, know=OF_HADI),
    one("planning:lampiran", "draft", to={"hadi"}, know=OF_HADI),
    one("planning:submit", "draft", to={"hadi"}, know=OF_HADI),
    post("planning:withdraw", "submitted"),
    one("planning:agree", "submitted", to={"dewi"}, know=OF_CITRA),
    one(
        "planning:return", "submitted", to=set(), know=OF_CITRA, shows="redirect", instead={"dewi": REDIRECTS}
    ),
    one("planning:reopen", "skp", to={"ani", "budi"}, know=OF_ANI),
    one("planning:comment", "skp", to={"ani", "budi", "citra"}, know=OF_ANI),
    one("planning:acknowledge", "skp", to={"ani"}, know=OF_ANI),
    one("planning:compare", "skp", to=OF_ANI),
    one("planning:move", "skp", to={"ani"}, know=OF_ANI),
    one("planning:draft_pdf", "draft", to=OF_HADI, shows="file"),
)
MONITORING = (
    Page("discipline:mine"),
    Page("discipline:corrections"),
    Page("discipline:badges", to=ADMINS, know=EVERYBODY - ADMINS),
    Page("discipline:outages", to=ADMINS, know=EVERYBODY - ADMINS),
    one("discipline:holders", "machine", to=ADMINS),
    one("discipline:outage", "outage", to=ADMINS),
    one("discipline:columns", "machine", to=ADMINS),
    office("discipline:holidays", ADMINS),
    post("discipline:holiday_drop", "holiday"),
    one("discipline:month", "employee", to=OF_ANI),
    one("discipline:day", "employee", "2026-03-04", to=OF_ANI),
    one("discipline:span", "employee", "2026-01-01", "2026-03-31", to=OF_ANI),
    Page("discipline:correction_ask", ("2026-03-05",), is_common=True),
    one("discipline:correction", "attendance_correction", to=OF_ANI),
    one(
        "discipline:correction_withdraw",
        "attendance_correction",
        to={"ani"},
        know=OF_ANI - {"ani"},
        takes="POST",
    ),
    Page("cases:list"),
    Page("cases:proposals"),
    one("cases:proposal", "employee", "2026", to={"ani", "budi", "citra"}),
    one("cases:set_aside", "employee", "2026", to={"budi", "citra"}),
    one("cases:open_absence", "employee", "2026", to={"budi", "citra"}),
    one("cases:open", "employee", to={"budi", "citra"}),
    # A secret file: the person, the examiner, the one clerk. Neither admins nor the inspector know that it exists.
    one("cases:case", "case", to=OF_THE_CASE),
    one("cases:step", "case", "give_statement", to={"hadi"}, know=OF_THE_CASE),
    one("cases:letter", "case", "1", to=OF_THE_CASE, shows="file"),
    Page("monitoring:progress"),
    Page("monitoring:team"),
    Page("monitoring:helping"),
    one("monitoring:assisted", "assisted", to=OF_ANI | {"hadi"}),
    one("monitoring:confirmation_codes", "employee", to=ADMINS | {"ani"}),
    one("monitoring:companion", "employee", to={"ani", "budi", "eka"}),
    one("monitoring:realisation_for", "skp", to={"hadi", "eka"}),
    one("monitoring:evidence_for", "skp", to={"hadi", "eka"}),
    Page("monitoring:device_pack", shows="file"),
    post("monitoring:device_arrival"),
    Page("monitoring:feedback"),
    one("monitoring:feedback_reply", "feedback", to={"ani"}),
    one("monitoring:action_add", "feedback", to={"ani", "budi"}),
    one("monitoring:action_compare", "action", to={"ani", "budi"}),
    one("monitoring:feedback_ask", "skp", to={"ani"}),
    one("monitoring:practice", "skp", to=OF_ANI),
    one("monitoring:practice_add", "skp", to={"ani"}),
    one("monitoring:practice_observe", "practice", to={"budi"}),
    one("monitoring:practice_reflect", "practice", to={"ani"}),
    one("monitoring:dialogue_plan", "skp", to={"ani", "budi"}),
    one("monitoring:coaching", "skp", to={"ani", "budi", "citra"}),
    one("monitoring:coaching_add", "skp", to={"budi"}),
    one("monitoring:coaching_session", "coaching", to={"budi"}),
    one("monitoring:coaching_close", "coaching", to={"budi"}),
    one("monitoring:session_reply", "session", to={"ani", "citra"}),
    one("monitoring:session_reply_pdf", "session", to={"ani", "citra"}, shows="file"),
    one("monitoring:session_competences", "session", to={"budi"}),
    one("monitoring:session_competences_pdf", "session", to={"ani", "budi", "citra"}, shows="file"),
    one("monitoring:standard", "standard", to=OFFICE),
    one("monitoring:realisation", "agreed_iki", to={"ani"}),
    one("monitoring:count", "agreed_iki", to={"ani"}),
    post("monitoring:count_leave", "agreed_iki"),
    one("monitoring:evidence", "evidence", to=OF_ANI),
    one("monitoring:evidence_file", "evidence", to=OF_ANI, shows="file"),
    one("monitoring:evidence_view", "evidence", to=OF_ANI, shows="file"),
    one("monitoring:evidence_use", "evidence", to={"ani"}),
    one("monitoring:dialogue_confirm", "dialogue", to={"ani"}),
    one("monitoring:process_changes", "skp", to=OF_ANI),
    one("monitoring:process_change_add", "skp", to={"ani"}),
    one("monitoring:process_change", "process_change", to=OF_ANI),
    one("monitoring:dialogue_rework", "dialogue", to={"budi"}),
    one("monitoring:progress_of", "skp", to=OF_ANI),
    one("monitoring:year", "skp", to=OF_ANI),
    Page("monitoring:focus"),
    one("monitoring:steps", "skp", to=OF_ANI),
    one("monitoring:steps_add", "skp", to={"ani"}),
    post("monitoring:steps_copy", "skp"),
    one("monitoring:step", "step", to={"ani"}),
    post("monitoring:step_done", "step"),
    post("monitoring:step_drop", "step"),
    one("monitoring:days", "skp", to=OF_ANI),
    one("monitoring:paper", "skp", to=OF_ANI, shows="file"),
    one("monitoring:evidence_add", "skp", to={"ani"}),
    one("monitoring:feedback_add", "skp", to=OFFICE - {"ani"}, know=frozenset({"ani"})),
    one("monitoring:dialogue_add", "skp", to={"ani", "budi"}),
    one("monitoring:warning_add", "skp", to={"budi"}),
)
SURVEYS = (
    Page("surveys:list"),
    office("surveys:open", ADMINS),
    one("surveys:detail", "survey", to=OFFICE),
    one("surveys:change", "running_survey", to=ADMINS, know=OFFICE),
    one("surveys:share", "running_survey", to=ADMINS | OF_THE_PUSKESMAS, know=OFFICE),
    one("surveys:poster", "running_survey", to=ADMINS | OF_THE_PUSKESMAS, know=OFFICE, shows="file"),
    one("surveys:paper", "running_survey", to=ADMINS | OF_THE_PUSKESMAS, know=OFFICE),
    Page("public_surveys:answer", ("survey_code",), is_public=True),
    Page("public_surveys:thanks", ("survey_code",), is_public=True),
    Page("public_surveys:tablet", ("survey_code", "tablet_key"), is_public=True),
    Page("public_surveys:tablet_thanks", ("survey_code", "tablet_key"), is_public=True),
)
LISTENING = (
    Page("listening:city"),
    one("listening:unit", "puskesmas", to=OFFICE),
    Page("listening:inputs"),
    one("listening:indicator", "indicator", to=OFFICE),
    office("listening:sort", ADMINS),
    office("listening:forum", ADMINS),
    post("listening:remarks", "survey"),
    office("listening:themes", ADMINS),
    office("listening:theme_add", ADMINS),
    one("listening:theme", "theme", to=ADMINS),
    office("listening:answer", ADMINS),
    office("listening:complaints", OVERSEERS),
    one("listening:complaint", "complaint", to=OVERSEERS),
    post("listening:complaint_read", "complaint"),
    post("listening:complaint_back", "complaint"),
    office("listening:office", CITY_ADMIN),
)
EVALUATION = (
    Page("evaluation:mine"),
    Page("evaluation:awaiting"),
    office("evaluation:organisations", ABOUT_OFFICES),
    one("evaluation:distribution", "opd", "2026-TW1", to=ABOUT_OFFICES),
    one("evaluation:organisation_set", "opd", "2026-TW1", to={"dewi"}, know=ABOUT_OFFICES),
    one("evaluation:fixed", "evaluation", to={"budi"}, know=OF_ANI),
    one("evaluation:kinship", "employee", to=ADMINS | {"ani", "budi", "citra"}),
    one("evaluation:kinship_end", "kinship", to=ADMINS, know=frozenset({"citra", "dewi"})),
    office("evaluation:periods", ABOUT_OFFICES),
    Page("evaluation:readiness", ("opened_period",), ABOUT_OFFICES, EVERYBODY, is_common=True),
    Page("evaluation:period_open", ("2026-TW2",), CITY_ADMIN, EVERYBODY, is_common=True),
    one("evaluation:period_extend", "opened_period", to=CITY_ADMIN, know=EVERYBODY),
    one("evaluation:period_close", "opened_period", to=CITY_ADMIN, know=EVERYBODY),
    one("evaluation:period_late", "opened_period", "draft", to=ADMINS, know=ABOUT_OFFICES),
    Page("evaluation:calibrations"),
    one("evaluation:calibration_open", "opd", "2026-TW1", to=ADMINS, know=ABOUT_OFFICES),
    one("evaluation:calibration", "calibration", to=AT_THE_TABLE),
    post("evaluation:calibration_take_in", "calibration"),
    one("evaluation:calibration_names", "calibration", to=ADMINS, know=AT_THE_TABLE),
    one("evaluation:calibration_close", "calibration", to=ADMINS, know=AT_THE_TABLE),
    one("evaluation:calibration_case", "case_of_ani", to=AT_THE_TABLE),
    # Budi sits at the table, but never before his own case.
    one("evaluation:calibration_change", "open_case", to={"citra"}, know=AT_THE_TABLE - {"budi"}),
    post("evaluation:open", "skp", "2026-TW2"),
    one("evaluation:detail", "evaluation", to=OF_ANI),
    one("evaluation:rate", "rated", to={"citra"}, know=OF_BUDI),
    post("evaluation:renew", "rated"),
    one("evaluation:finalise", "rated", to={"citra"}, know=OF_BUDI),
    one("evaluation:why", "evaluation", to=OF_ANI),
    one("evaluation:why_json", "evaluation", to=OF_ANI, shows="file"),
    one("evaluation:own_view", "evaluation", to={"ani"}, know=OF_ANI),
    post("evaluation:receive", "evaluation"),
    one("evaluation:object", "received", to={"hadi"}, know=OF_HADI),
    one("evaluation:explain_objection", "raised", to={"budi"}, know=OF_ANI),
    one("evaluation:decide_objection", "explained", to={"dewi"}, know=OF_EKA),
    one("evaluation:objection_file_add", "raised", to={"ani", "budi"}, know=OF_ANI),
    post("evaluation:objection_go_on", "raised"),
    one("evaluation:objection_file", "objection_file", to=OF_ANI, shows="file"),
    one("evaluation:reopening_ask", "received", to={"hadi"}, know=OF_HADI),
    one("evaluation:reopening", "reopening", to={"dewi"}),
    one("evaluation:form_pdf", "evaluation", to=OF_ANI, shows="file"),
    one("evaluation:document_pdf", "evaluation", to=OF_ANI, shows="file"),
)
PAPERS = (
    office("jobs:list", ADMINS),
    one("jobs:detail", "job", to=ADMINS),
    post("jobs:cancel", "job"),
    post("jobs:resume", "job"),
    one("jobs:result", "job", to=ADMINS, shows="file"),
    office("papers:archives", ADMINS),
    one("papers:check", "job", to=ADMINS),
    one("papers:organisation", "opd", "2026-TW1", to=ABOUT_OFFICES),
    one("papers:organisation_pdf", "organisation_paper", to=ABOUT_OFFICES, shows="file"),
    one("papers:paper", "dokumen", "evaluation", to=OF_ANI),
    one("papers:scan", "dokumen", "evaluation", to=OF_ANI - {"gita"}, know=OF_ANI),
    one("papers:sign", "dokumen", "evaluation", to={"ani", "budi", "citra"}, know=OF_ANI),
    one("papers:signed_file", "scan", to=OF_ANI, shows="file"),
    one("papers:withdraw", "scan", to=OF_ANI - {"gita"}, know=OF_ANI),
    office("closing:years", ADMINS),
    one("closing:detail", "closing", to=ADMINS),
    one("closing:gaps", "closing", to=ADMINS),
    one("closing:gaps_xlsx", "closing", to=ADMINS, shows="file"),
    one("closing:distribution", "closing", to=ADMINS),
)
CONSEQUENCES = (
    Page("consequences:credit_mine"),
    Page("consequences:credit_people"),
    one("consequences:credit", "employee", to=OF_ANI),
    one("consequences:credit_why", "employee", to=OF_ANI),
    one("consequences:credit_opening", "employee", to=ADMINS, know=OF_ANI),
    one("consequences:credit_facts", "employee", to=ADMINS, know=OF_ANI),
    post("consequences:pak_propose", "employee", "pangkat"),
    one("consequences:pak", "pak", to=OF_ANI),
    one("consequences:pak_decide", "pak", to={"budi"}, know=OF_ANI),
    one("consequences:pak_pdf", "pak", to=OF_ANI, shows="file"),
    Page("consequences:tpp_mine"),
    Page("consequences:tpp_rule"),
    office("consequences:tpp_months", OVERSEERS),
    Page("consequences:tpp_month", ("2026-03",), OVERSEERS, EVERYBODY, is_common=True),
    post("consequences:tpp_release", "2026-03", is_common=True),
    Page("consequences:tpp_file", ("2026-03",), OVERSEERS, EVERYBODY, is_common=True, shows="file"),
    one("consequences:tpp_share", "share", to=OVERSEERS | {"ani"}),
    Page("consequences:below"),
    one("consequences:shortfall_write", "below", to={"citra"}, know=frozenset({"budi", "dewi"})),
    one("consequences:shortfall", "shortfall", to={"hadi", "budi", "citra"}),
    one("consequences:shortfall_answer", "shortfall", to={"hadi"}, know=frozenset({"budi", "citra"})),
    one("consequences:step_close", "development_step", to={"budi"}, know=frozenset({"hadi", "citra"})),
    office("consequences:target_cases", frozenset({"fajar", "gita", "dewi"})),
    one("consequences:target_open", "below", to=CITY_ADMIN),
    one("consequences:target_case", "target_case", to={"hadi", "budi", "citra", "fajar", "gita", "dewi"}),
    one(
        "consequences:target_decide",
        "target_case",
        to={"budi", "fajar", "dewi"},
        know=frozenset({"hadi", "citra", "gita"}),
    ),
)
EXCHANGE = (
    office("exchange:index", ADMINS),
    office("exchange:skp_xlsx", ADMINS, shows="file"),
    office("exchange:results_xlsx", ADMINS, shows="file"),
    office("exchange:ekinerja_csv", ADMINS, shows="file"),
    office("exchange:national", ADMINS),
    post("exchange:national_queue"),
    post("exchange:national_retry_all"),
    post("exchange:national_retry", "transfer"),
    office("exchange:reconcile", ADMINS),
)
# Written by django-allauth; who is signed in or out decides, nothing else.
SIGN_IN = (
    Page("account_login", is_public=True, instead=dict.fromkeys(EVERYBODY, REDIRECTS)),
    Page("account_logout", is_public=True),
)
PAGES = (
    *WEB, *ACCOUNTS, *ORGANISATION, *INTAKE, *PLANNING, *MONITORING, *SURVEYS, *LISTENING, *EVALUATION, *EXCHANGE,
    *CONSEQUENCES, *SIGN_IN, *PAPERS,
)  # fmt: skip
